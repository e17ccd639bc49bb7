package object

// ClassDef is what a class statement says.
type ClassDef struct {
	Name string
	// Base is the class it derives from; object when nil.
	Base *Class
	// Module, QualName and Doc are as in Class.
	Module, QualName, Doc string
	// Dict has the attributes.
	Dict Namespace
	// Keywords are those of the statement, for __init_subclass__.
	Keywords []Kwarg
	// Ready is told of the class before any hook of its base runs; may be nil.
	Ready func(*Class)
}

// NewClass makes a class as a class statement does: dict has its attributes.
func NewClass(th *Thread, name string, base *Class, module, qualName, doc string, dict Namespace) (*Class, error) {
	return DefineClass(th, ClassDef{Name: name, Base: base, Module: module, QualName: qualName, Doc: doc, Dict: dict})
}

// DefineClass makes the class of a class statement and tells the attributes
// and the base class of it.
func DefineClass(th *Thread, d ClassDef) (*Class, error) {
	base := d.Base
	if base == nil {
		base = ObjectClass
	}
	if base.Final {
		return nil, TypeErrorf("type '%s' is not an acceptable base type", base.Name)
	}
	cls := &Class{Name: d.Name, Base: base, Module: d.Module, QualName: d.QualName, Doc: d.Doc, dict: d.Dict, user: true}
	_, own := d.Dict.Get("__getattribute__")
	cls.intercepts = own || base.intercepts
	cls.bindImplicitly()
	if d.Ready != nil {
		d.Ready(cls)
	}
	if err := nameAttributes(th, cls); err != nil {
		return nil, err
	}
	_, hasEq := cls.dict.Get("__eq__")
	if _, hasHash := cls.dict.Get("__hash__"); hasEq && !hasHash {
		cls.dict.Set("__hash__", nil)
	}
	for k := base; k != nil; k = k.base() {
		if k.Subclassed != nil {
			if err := k.Subclassed(th, cls); err != nil {
				return nil, err
			}
			break
		}
	}
	return cls, initSubclass(th, base, cls, d.Keywords)
}

// bindImplicitly makes those methods static or class methods that Python takes
// as such without a decorator.
func (c *Class) bindImplicitly() {
	for _, name := range []string{"__init_subclass__", "__class_getitem__"} {
		if fn, ok := c.dict.Get(name); ok {
			if _, plain := fn.(Binder); plain {
				c.dict.Set(name, &ClassMethod{fn})
			}
		}
	}
	if fn, ok := c.dict.Get("__new__"); ok {
		if _, plain := fn.(Binder); plain {
			c.dict.Set("__new__", &StaticMethod{fn})
		}
	}
}

// nameAttributes tells the attributes of a new class their names.
func nameAttributes(th *Thread, cls *Class) error {
	names := cls.dict.Names()
	for i, attr := range cls.dict.Values() {
		switch a := attr.(type) {
		case *Property:
			if a.Name == "" {
				a.Name = names[i]
			}
		case *Instance:
			if fn, ok := a.Class.userMethod("__set_name__"); ok {
				if _, err := callMethod(th, fn, a, a.Class, cls, names[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// initSubclass calls __init_subclass__ of the base.
func initSubclass(th *Thread, base, cls *Class, kw []Kwarg) error {
	fn, ok := base.userMethod("__init_subclass__")
	if !ok {
		if len(kw) > 0 {
			return TypeErrorf("%s.__init_subclass__() takes no keyword arguments", cls.Name)
		}
		return nil
	}
	if c, isClass := fn.(*ClassMethod); isClass {
		fn = c.Fn
	}
	_, err := Call(th, fn, Args{Pos: []Value{cls}, Kw: kw})
	return err
}
