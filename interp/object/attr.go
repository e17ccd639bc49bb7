package object

import "slices"

// Binder is implemented by functions of the evaluator: found on a class they
// become methods.
type Binder interface{ BindsSelf() bool }

// MethodBinder is implemented by functions whose attributes depend on the
// object that they are bound to.
type MethodBinder interface{ BoundTo(self Value) Value }

// GetAttr is v.name.
func GetAttr(th *Thread, v Value, name string) (Value, error) {
	r, ok, err := FindAttr(th, v, name)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, absent(th, v, name)
	}
	return r, nil
}

// absent is the AttributeError of GetAttr, with the session's advice on
// modules.
func absent(th *Thread, v Value, name string) error {
	if m, ok := v.(*BoundMethod); ok {
		v = m.Fn
	}
	err := noAttr(v, name)
	m, isModule := v.(*Module)
	if !isModule || th == nil || th.Absent == nil {
		return err
	}
	r := AsRaised(err)
	if hint := th.Absent(m, name); hint != "" {
		r.Exc.Hint = hint
	}
	return r
}

// FindAttr is GetAttr that tells a missing attribute by ok false instead of an
// AttributeError.
func FindAttr(th *Thread, v Value, name string) (r Value, ok bool, err error) {
	switch v := v.(type) {
	case *Module:
		return moduleAttr(th, v, name)
	case *Class:
		return classAttr(th, v, name)
	case *Super:
		return superAttr(th, v, name)
	}
	cls := TypeOf(v)
	if cls.intercepts {
		return interceptedAttr(th, v, cls, name)
	}
	return objectAttr(th, v, cls, name)
}

// interceptedAttr asks the class' __getattribute__, and after it __getattr__.
func interceptedAttr(th *Thread, v Value, cls *Class, name string) (Value, bool, error) {
	fn, _ := cls.userMethod("__getattribute__")
	r, err := callMethod(th, fn, v, cls, name)
	if err != nil && IsError(err, AttributeError) {
		if fn, ok := cls.userMethod("__getattr__"); ok {
			r, err = callMethod(th, fn, v, cls, name)
		}
	}
	return r, true, err
}

// objectAttr is object.__getattribute__, and __getattr__ after it.
func objectAttr(th *Thread, v Value, cls *Class, name string) (r Value, ok bool, err error) {
	attr, owner := cls.LookupIn(name)
	switch a := attr.(type) {
	case *Property:
		return missingProperty(th, a, v, cls, name)
	case *Instance:
		if a.isDataDescriptor() {
			r, err := bindAttr(th, a, v, cls)
			return r, true, err
		}
	}
	if inst := instanceOf(v); inst != nil {
		if r, ok := inst.Attrs.Get(name); ok {
			return r, true, nil
		}
	}
	if owner != nil {
		r, err = bindAttr(th, attr, v, cls)
		return r, true, err
	}
	if r, ok := commonAttr(v, cls, name); ok {
		return r, true, nil
	}
	if m, ok := v.(*BoundMethod); ok {
		return functionAttr(th, m, name)
	}
	return fallbackAttr(th, v, cls, name)
}

// functionAttr looks among the attributes of a method's function.
func functionAttr(th *Thread, m *BoundMethod, name string) (Value, bool, error) {
	if b, ok := m.Fn.(MethodBinder); ok {
		return FindAttr(th, b.BoundTo(m.Self), name)
	}
	return FindAttr(th, m.Fn, name)
}

// isDataDescriptor reports whether an attribute of a class comes before those
// of its objects.
func (i *Instance) isDataDescriptor() bool {
	if _, ok := i.Class.userMethod("__set__"); ok {
		return true
	}
	_, ok := i.Class.userMethod("__delete__")
	return ok
}

// missingProperty reads a property; when its code raises AttributeError and
// the class has a __getattr__, that is asked, as in Python.
func missingProperty(th *Thread, p *Property, v Value, cls *Class, name string) (Value, bool, error) {
	r, err := p.get(th, v)
	if err != nil && IsError(err, AttributeError) {
		if fn, ok := cls.userMethod("__getattr__"); ok {
			r, err = callMethod(th, fn, v, cls, name)
			return r, true, err
		}
	}
	return r, true, err
}

func fallbackAttr(th *Thread, v Value, cls *Class, name string) (Value, bool, error) {
	for k := cls; k != nil; k = k.base() {
		if k.GetAttr == nil {
			continue
		}
		if r, ok, err := callGetAttr(th, k, v, name); ok || err != nil {
			return r, ok, err
		}
		break
	}
	if fn, ok := cls.userMethod("__getattr__"); ok {
		r, err := callMethod(th, fn, v, cls, name)
		return r, true, err
	}
	return nil, false, nil
}

func callGetAttr(th *Thread, k *Class, v Value, name string) (r Value, ok bool, err error) {
	defer Catch(&err)
	return k.GetAttr(th, v, name)
}

// instanceOf gives the part of a value that holds attributes set by user code.
func instanceOf(v Value) *Instance {
	switch v := v.(type) {
	case *Instance:
		return v
	case *Exception:
		return &v.Instance
	}
	return nil
}

// Descriptor is a value of Go in a class that says itself what it is for an
// object (nil for the class): functools.partialmethod.
type Descriptor interface {
	DescriptorGet(th *Thread, obj Value, cls *Class) (Value, error)
}

// bindAttr makes of a class' attribute what the object v shows.
func bindAttr(th *Thread, attr, v Value, cls *Class) (Value, error) {
	switch a := attr.(type) {
	case *Builtin:
		if a.Method {
			return &BoundMethod{v, a}, nil
		}
	case *Property:
		return a.get(th, v)
	case *StaticMethod:
		return a.Fn, nil
	case *ClassMethod:
		return &BoundMethod{cls, a.Fn}, nil
	case Descriptor:
		return a.DescriptorGet(th, v, cls)
	case Binder:
		if a.BindsSelf() {
			return &BoundMethod{v, attr}, nil
		}
	case *Instance:
		if fn, ok := a.Class.userMethod("__get__"); ok {
			return callMethod(th, fn, a, a.Class, v, cls)
		}
	}
	return attr, nil
}

func (p *Property) get(th *Thread, self Value) (v Value, err error) {
	if p.GoGet != nil {
		defer Catch(&err)
		return p.GoGet(th, self)
	}
	if p.Fget == nil {
		return nil, AttributeErrorf("property '%s' of '%s' object has no getter", p.Name, TypeName(self))
	}
	return Call(th, p.Fget, Pos(self))
}

func (p *Property) set(th *Thread, self, v Value) (err error) {
	if p.GoSet != nil {
		defer Catch(&err)
		return p.GoSet(th, self, v)
	}
	if p.Fset == nil {
		return AttributeErrorf("property '%s' of '%s' object has no setter", p.Name, TypeOf(self).Name)
	}
	_, err = Call(th, p.Fset, Pos(self, v))
	return err
}

// commonAttr has the attributes that every object has.
func commonAttr(v Value, cls *Class, name string) (Value, bool) {
	switch name {
	case "__class__":
		return cls, true
	case "__doc__":
		return docOf(v, cls), true
	case "__module__":
		return classModule(cls), true
	case "__dict__":
		if inst := instanceOf(v); inst != nil && cls.slots == nil {
			return inst.Attrs.Live(), true
		}
	case "__name__", "__qualname__":
		switch v := v.(type) {
		case *Builtin:
			return v.Name, true
		case *BoundMethod:
			if n, ok := FuncName(v.Fn); ok {
				return n, true
			}
		}
	case "__call__":
		if IsCallable(v) {
			return v, true
		}
	case "__self__":
		if m, ok := v.(*BoundMethod); ok {
			return m.Self, true
		}
	case "__func__":
		if m, ok := v.(*BoundMethod); ok {
			return m.Fn, true
		}
	}
	return nil, false
}

func docOf(v Value, cls *Class) Value {
	doc := cls.Doc
	switch v := v.(type) {
	case *Builtin:
		doc = v.Doc
	case *BoundMethod:
		return docOf(v.Fn, TypeOf(v.Fn))
	case *Property:
		if doc = v.Doc; doc == "" && v.Fget != nil {
			return docOf(v.Fget, TypeOf(v.Fget))
		}
	case Documented:
		doc = v.DocString()
	}
	if doc == "" {
		return nil
	}
	return doc
}

// Documented is implemented by Go values with a docstring of their own.
type Documented interface{ DocString() string }

// Named is implemented by Go callables with a name.
type Named interface{ FuncName() string }

// FuncName gives the name of a function, method or class.
func FuncName(fn Value) (string, bool) {
	switch fn := fn.(type) {
	case *Builtin:
		return fn.Name, true
	case *BoundMethod:
		return FuncName(fn.Fn)
	case *Class:
		return fn.Name, true
	case *StaticMethod:
		return FuncName(fn.Fn)
	case *ClassMethod:
		return FuncName(fn.Fn)
	case Named:
		return fn.FuncName(), true
	}
	return "", false
}

func classModule(c *Class) string {
	if c.Module == "" {
		return "builtins"
	}
	return c.Module
}

func moduleAttr(th *Thread, m *Module, name string) (Value, bool, error) {
	if v, ok := m.Dict().Get(name); ok {
		return v, true, nil
	}
	if m.GetAttr != nil {
		if v, ok, err := m.GetAttr(th, name); ok || err != nil {
			return v, ok, err
		}
	}
	switch name {
	case "__name__":
		return m.Name, true, nil
	case "__doc__":
		if m.Doc == "" {
			return nil, true, nil
		}
		return m.Doc, true, nil
	case "__dict__":
		return m.Dict().Live(), true, nil
	case "__class__":
		return ModuleClass, true, nil
	}
	return nil, false, nil
}

// classAttr is cls.name: functions stay plain, class methods are bound.
func classAttr(th *Thread, c *Class, name string) (Value, bool, error) {
	switch name {
	case "__name__":
		return c.Name, true, nil
	case "__qualname__":
		if c.QualName != "" {
			return c.QualName, true, nil
		}
		return c.Name, true, nil
	case "__module__":
		return classModule(c), true, nil
	case "__doc__":
		if c.Doc == "" {
			return nil, true, nil
		}
		return c.Doc, true, nil
	case "__dict__":
		return &MappingProxy{c.Dict().ToDict()}, true, nil
	case "__class__":
		return c.PyClass(), true, nil
	case "__mro__":
		mro := &Tuple{}
		for _, k := range c.MRO() {
			mro.Elems = append(mro.Elems, k)
		}
		return mro, true, nil
	case "__base__":
		if b := c.base(); b != nil {
			return b, true, nil
		}
		return nil, true, nil
	case "__bases__":
		bases := &Tuple{}
		for _, k := range c.Bases() {
			bases.Elems = append(bases.Elems, k)
		}
		return bases, true, nil
	}
	attr, owner := c.LookupIn(name)
	if owner == nil {
		if slices.Contains(c.slots, name) {
			return &MemberDescr{c, name}, true, nil
		}
		return metaAttr(th, c, name)
	}
	switch a := attr.(type) {
	case *StaticMethod:
		return a.Fn, true, nil
	case *ClassMethod:
		return &BoundMethod{c, a.Fn}, true, nil
	case Descriptor:
		r, err := a.DescriptorGet(th, nil, c)
		return r, true, err
	case *Instance:
		if fn, ok := a.Class.userMethod("__get__"); ok {
			r, err := callMethod(th, fn, a, a.Class, nil, c)
			return r, true, err
		}
	}
	return attr, true, nil
}

// metaAttr finds an attribute of a class' class.
func metaAttr(th *Thread, c *Class, name string) (Value, bool, error) {
	meta := c.PyClass()
	if attr, owner := meta.LookupIn(name); owner != nil {
		r, err := bindAttr(th, attr, c, meta)
		return r, true, err
	}
	if fn, ok := meta.userMethod("__getattr__"); ok {
		r, err := callMethod(th, fn, c, meta, name)
		return r, true, err
	}
	return nil, false, nil
}
