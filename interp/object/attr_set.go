package object

import (
	"slices"
	"sort"
)

// SetAttr is v.name = x.
func SetAttr(th *Thread, v Value, name string, x Value) error {
	switch v := v.(type) {
	case *Module:
		v.Dict().Set(name, x)
		return nil
	case *Class:
		if !v.user {
			return TypeErrorf("cannot set '%s' attribute of immutable type '%s'", name, v.Name)
		}
		if meta := v.PyClass(); meta != TypeClass {
			if handled, err := metaSetAttr(th, v, meta, name, x); handled || err != nil {
				return err
			}
		}
		return v.setOwn(name, x)
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__setattr__"); ok {
		_, err := callMethod(th, fn, v, cls, name, x)
		return err
	}
	return plainSetAttr(th, v, cls, name, x)
}

// setOwn sets an attribute of a class made by user code; its names are texts.
func (c *Class) setOwn(name string, x Value) error {
	switch name {
	case "__name__", "__qualname__":
		text, ok := NativeOf(x).(string)
		if !ok {
			return TypeErrorf("can only assign string to %s.%s, not '%s'", c.Name, name, TypeName(x))
		}
		if name == "__qualname__" {
			c.QualName = text
			return nil
		}
		if c.QualName == "" {
			c.QualName = c.Name
		}
		c.Name = text
		return nil
	case "__dict__", "__mro__", "__base__":
		return AttributeErrorf("attribute '%s' of 'type' objects is not writable", name)
	}
	c.dict.Set(name, x)
	return nil
}

// plainSetAttr is object.__setattr__.
func plainSetAttr(th *Thread, v Value, cls *Class, name string, x Value) error {
	if c, ok := v.(*Class); ok && c.user {
		return c.setOwn(name, x)
	}
	attr, _ := cls.LookupIn(name)
	switch p := attr.(type) {
	case *Property:
		return p.set(th, v, x)
	case *Instance:
		if fn, ok := p.Class.userMethod("__set__"); ok {
			_, err := callMethod(th, fn, p, p.Class, v, x)
			return err
		}
	}
	for k := cls; k != nil; k = k.base() {
		if k.SetAttr == nil {
			continue
		}
		if handled, err := callSetAttr(th, k, v, name, x); handled || err != nil {
			return err
		}
		break
	}
	if inst := instanceOf(v); inst != nil {
		if cls.slots != nil && !slices.Contains(cls.slots, name) {
			if attr != nil {
				return AttributeErrorf("'%s' object attribute '%s' is read-only", cls.typeName(), name)
			}
			return AttributeErrorf("'%s' object has no attribute '%s'", cls.typeName(), name)
		}
		inst.Attrs.Set(name, x)
		return nil
	}
	if s, ok := v.(AttrSetter); ok {
		return s.SetAttrValue(name, x)
	}
	if attr != nil {
		return AttributeErrorf("'%s' object attribute '%s' is read-only", cls.typeName(), name)
	}
	return AttributeErrorf("'%s' object has no attribute '%s'", cls.typeName(), name)
}

// metaSetAttr lets a metaclass set an attribute of its class, or refuse it.
func metaSetAttr(th *Thread, c, meta *Class, name string, x Value) (handled bool, err error) {
	if fn, ok := meta.userMethod("__setattr__"); ok {
		_, err := callMethod(th, fn, c, meta, name, x)
		return true, err
	}
	if attr, owner := meta.LookupIn(name); owner != nil {
		if p, ok := attr.(*Property); ok {
			return true, p.set(th, c, x)
		}
	}
	for k := meta; k != nil; k = k.base() {
		if k.SetAttr != nil {
			return callSetAttr(th, k, c, name, x)
		}
	}
	return false, nil
}

// AttrSetter is implemented by Go values that keep attributes of their own:
// functions.
type AttrSetter interface {
	SetAttrValue(name string, v Value) error
}

func callSetAttr(th *Thread, k *Class, v Value, name string, x Value) (handled bool, err error) {
	defer Catch(&err)
	return k.SetAttr(th, v, name, x)
}

// DelAttr is del v.name.
func DelAttr(th *Thread, v Value, name string) error {
	switch v := v.(type) {
	case *Module:
		if !v.Dict().Delete(name) {
			return noAttr(v, name)
		}
		return nil
	case *Class:
		if handled, err := metaDelAttr(th, v, name); handled || err != nil {
			return err
		}
		if !v.user || !v.dict.Delete(name) {
			return noAttr(v, name)
		}
		return nil
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__delattr__"); ok {
		_, err := callMethod(th, fn, v, cls, name)
		return err
	}
	return plainDelAttr(th, v, cls, name)
}

// metaDelAttr lets a metaclass delete an attribute of its class, or refuse it.
func metaDelAttr(th *Thread, c *Class, name string) (handled bool, err error) {
	meta := c.PyClass()
	if meta == TypeClass {
		return false, nil
	}
	if fn, ok := meta.userMethod("__delattr__"); ok {
		_, err := callMethod(th, fn, c, meta, name)
		return true, err
	}
	for k := meta; k != nil; k = k.base() {
		if k.DelAttr != nil {
			return k.DelAttr(th, c, name)
		}
	}
	return false, nil
}

// plainDelAttr is object.__delattr__.
func plainDelAttr(th *Thread, v Value, cls *Class, name string) error {
	attr, _ := cls.LookupIn(name)
	switch p := attr.(type) {
	case *Property:
		if p.Fdel == nil {
			return AttributeErrorf("property '%s' of '%s' object has no deleter", name, cls.typeName())
		}
		_, err := Call(th, p.Fdel, Pos(v))
		return err
	case *Instance:
		if fn, ok := p.Class.userMethod("__delete__"); ok {
			_, err := callMethod(th, fn, p, p.Class, v)
			return err
		}
	}
	for k := cls; k != nil; k = k.base() {
		if k.DelAttr != nil {
			if handled, err := k.DelAttr(th, v, name); handled || err != nil {
				return err
			}
			break
		}
	}
	if inst := instanceOf(v); inst != nil && inst.Attrs.Delete(name) {
		return nil
	}
	return noAttr(v, name)
}

// HasAttr is hasattr(v, name).
func HasAttr(th *Thread, v Value, name string) (bool, error) {
	_, ok, err := FindAttr(th, v, name)
	if err != nil && IsError(err, AttributeError) {
		return false, nil
	}
	return ok, err
}

func noAttr(v Value, name string) error {
	var err *Raised
	switch v := v.(type) {
	case *Module:
		err = AttributeErrorf("module '%s' has no attribute '%s'%s", v.shownName(), name, v.aboutMissing(name))
	case *Class:
		err = AttributeErrorf("type object '%s' has no attribute '%s'", v.Name, name)
		if v.PyClass().Name == "EnumType" {
			err = AttributeErrorf("%s", name)
		}
	case *Super:
		err = AttributeErrorf("'super' object has no attribute '%s'", name)
	default:
		err = AttributeErrorf("'%s' object has no attribute '%s'", TypeName(v), name)
	}
	err.Exc.Attrs.Set("name", name)
	err.Exc.Attrs.Set("obj", v)
	if near := Closest(name, Dir(v)); near != "" {
		return err.WithHint("did you mean '%s'?", near)
	}
	return err
}

// Dir lists the names of a value's attributes in order, without running user
// code. Names of the form __x__ that stand for slots are left out.
func Dir(v Value) []string {
	seen := map[string]bool{}
	add := func(names []string) {
		for _, n := range names {
			seen[n] = true
		}
	}
	switch v := v.(type) {
	case *Module:
		add(v.Dict().Names())
	case *Class:
		for _, k := range v.MRO() {
			add(k.Dict().Names())
		}
	default:
		cls := TypeOf(v)
		for _, k := range cls.MRO() {
			add(k.Dict().Names())
			if k.AttrNames != nil {
				add(k.AttrNames(v))
			}
		}
		if inst := instanceOf(v); inst != nil {
			add(inst.Attrs.Names())
		}
		if n, ok := v.(interface{ AttrNames() []string }); ok {
			add(n.AttrNames())
		}
	}
	names := make([]string, 0, len(seen))
	for n := range seen {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// callMethod calls a function found on a class with the object and arguments.
func callMethod(th *Thread, fn, self Value, cls *Class, args ...Value) (Value, error) {
	if b, ok := fn.(Binder); ok && b.BindsSelf() {
		return Call(th, fn, Args{Pos: append([]Value{self}, args...)})
	}
	m, err := bindAttr(th, fn, self, cls)
	if err != nil {
		return nil, err
	}
	return Call(th, m, Args{Pos: args})
}
