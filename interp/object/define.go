package object

import (
	"slices"
	"strings"
	"weak"
)

// ClassDef is what a class statement says.
type ClassDef struct {
	Name string
	// Bases are the classes it derives from; object when there are none.
	Bases []*Class
	// Meta is the metaclass, nil for that of the bases.
	Meta *Class
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
	var bases []*Class
	if base != nil {
		bases = append(bases, base)
	}
	return DefineClass(th, ClassDef{Name: name, Bases: bases, Module: module, QualName: qualName, Doc: doc, Dict: dict})
}

// DefineClass makes the class of a class statement and tells the attributes
// and the base class of it.
func DefineClass(th *Thread, d ClassDef) (*Class, error) {
	cls := &Class{Name: d.Name, Module: d.Module, QualName: d.QualName, Doc: d.Doc, dict: d.Dict, user: true}
	if err := cls.derive(d.Bases); err != nil {
		return nil, err
	}
	if d.Meta != nil && d.Meta != cls.PyClass() {
		cls.Meta = d.Meta
	}
	cls.custom = cls.PyClass().user
	_, own := d.Dict.Get("__getattribute__")
	cls.intercepts = own
	for _, k := range cls.MRO() {
		cls.intercepts = cls.intercepts || k.intercepts
	}
	if err := cls.takeSlots(th); err != nil {
		return nil, err
	}
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
	for _, base := range cls.Bases() {
		if base.user {
			base.subclasses = append(base.subclasses, weak.Make(cls))
		}
	}
	for k := cls.Base; k != nil; k = k.base() {
		if k.Subclassed != nil {
			if err := k.Subclassed(th, cls); err != nil {
				return nil, err
			}
			break
		}
	}
	for _, k := range cls.MRO() {
		if k.Marker && k.Subclassed != nil && !cls.derivesInLine(k) {
			if err := k.Subclassed(th, cls); err != nil {
				return nil, err
			}
		}
	}
	return cls, initSubclass(th, cls, d.Keywords)
}

// derivesInLine reports whether a class is among the first bases.
func (c *Class) derivesInLine(base *Class) bool {
	for k := c.Base; k != nil; k = k.base() {
		if k == base {
			return true
		}
	}
	return false
}

// takeSlots reads __slots__. A class without it, or with a Go base, gives its
// objects room for all attributes.
func (c *Class) takeSlots(th *Thread) error {
	v, ok := c.dict.Get("__slots__")
	if !ok || c.NativeBase() != ObjectClass {
		return nil
	}
	names := []Value{v}
	if _, single := v.(string); !single {
		var err error
		if names, err = ToSlice(th, v); err != nil {
			return err
		}
	}
	slots := []string{}
	for _, n := range names {
		name, isStr := n.(string)
		if !isStr {
			return TypeErrorf("__slots__ items must be strings, not '%s'", TypeName(n))
		}
		if _, has := c.dict.Get(name); has {
			return ValueErrorf("'%s' in __slots__ conflicts with class variable", name)
		}
		if name == "__dict__" {
			return nil
		}
		if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
			name = "_" + strings.TrimLeft(c.Name, "_") + name
		}
		slots = append(slots, name)
	}
	for _, k := range c.MRO()[1:] {
		if k == ObjectClass {
			continue
		}
		if k.slots == nil {
			return nil
		}
		slots = append(slots, k.slots...)
	}
	c.slots = slots
	return nil
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
		case interface{ SetName(name string) }:
			a.SetName(names[i])
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

// initSubclass calls __init_subclass__ of the bases.
func initSubclass(th *Thread, cls *Class, kw []Kwarg) error {
	fn, owner := cls.lookupAfter(cls, "__init_subclass__")
	if owner == nil {
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

// SetSlots makes names the only attributes of the objects, as __slots__ does,
// with those of the classes it derives from.
func (c *Class) SetSlots(names []string) {
	own := &Tuple{}
	inherited := []string{}
	room := false
	for _, k := range c.MRO()[1:] {
		if k != ObjectClass && k.slots == nil {
			room = true
		}
		inherited = append(inherited, k.slots...)
	}
	for _, n := range names {
		if !slices.Contains(inherited, n) {
			own.Elems = append(own.Elems, n)
		}
		c.dict.Delete(n)
	}
	c.dict.Set("__slots__", own)
	if !room {
		c.slots = append(inherited, names...)
	}
}
