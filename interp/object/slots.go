package object

import "strings"

// slotMethod gives a slot of a Go class as a method: list.__len__,
// super().__init__ and the like. It is nil when the class has no such slot.
func (c *Class) slotMethod(name string) *Builtin {
	call := c.slotCall(name)
	if call == nil {
		return nil
	}
	return &Builtin{Name: name, Sig: name + "(self, *args, **kwargs)", Method: true, Raw: func(th *Thread, args Args) (Value, error) {
		if len(args.Pos) == 0 {
			if name == "__new__" {
				return nil, TypeErrorf("%s.__new__(): not enough arguments", c.Name)
			}
			return nil, TypeErrorf("descriptor '%s' of '%s' object needs an argument", name, c.Name)
		}
		self := args.Pos[0]
		if !IsInstance(self, c) {
			return nil, TypeErrorf("descriptor '%s' requires a '%s' object but received a '%s'", name, c.Name, TypeName(self))
		}
		if name == "__getitem__" {
			self = indexSelf(c, self)
		} else if name != "__init__" {
			self = slotSelf(c, self)
		}
		return call(th, self, Args{args.Pos[1:], args.Kw})
	}}
}

type slotFn = func(th *Thread, self Value, args Args) (Value, error)

// slotCall finds the slot's function.
func (c *Class) slotCall(name string) slotFn {
	if f := c.containerSlot(name); f != nil {
		return f
	}
	if f := c.convertSlot(name); f != nil {
		return f
	}
	if f := c.operatorSlot(name); f != nil {
		return f
	}
	return c.objectSlot(name)
}

// slotArgs checks the number of a slot method's arguments.
func slotArgs(args Args, n int) error {
	if len(args.Kw) > 0 {
		return TypeErrorf("wrapper takes no keyword arguments")
	}
	if len(args.Pos) != n {
		plural := "s"
		if n == 1 {
			plural = ""
		}
		return TypeErrorf("expected %d argument%s, got %d", n, plural, len(args.Pos))
	}
	return nil
}

// fixed wraps a slot that takes n arguments besides self.
func fixed(n int, f func(th *Thread, self Value, a []Value) (Value, error)) slotFn {
	return func(th *Thread, self Value, args Args) (Value, error) {
		if err := slotArgs(args, n); err != nil {
			return nil, err
		}
		return f(th, self, args.Pos)
	}
}

func (c *Class) containerSlot(name string) slotFn {
	switch {
	case name == "__len__" && c.Len != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Len(th, self) })
	case name == "__getitem__" && c.Index != nil:
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.Index(th, self, a[0]) })
	case name == "__setitem__" && c.SetIndex != nil:
		return fixed(2, func(th *Thread, self Value, a []Value) (Value, error) { return nil, c.SetIndex(th, self, a[0], a[1]) })
	case name == "__delitem__" && c.DelIndex != nil:
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return nil, c.DelIndex(th, self, a[0]) })
	case name == "__contains__" && c.Contains != nil:
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.Contains(th, self, a[0]) })
	case name == "__iter__" && c.Iter != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Iter(th, self) })
	case name == "__next__" && c.IsSubclass(IteratorClass):
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) {
			v, ok, err := Next(th, self)
			if err == nil && !ok {
				err = StopOf(self)
			}
			return v, err
		})
	case name == "__iter__" && c.IsSubclass(IteratorClass):
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return self, nil })
	}
	return nil
}

func (c *Class) convertSlot(name string) slotFn {
	switch {
	case name == "__repr__" && c.Repr != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Repr(th, self) })
	case name == "__str__" && c.Str != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Str(th, self) })
	case name == "__format__" && c.Format != nil:
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) {
			spec, ok := a[0].(string)
			if !ok {
				return nil, TypeErrorf("__format__() argument must be str, not %s", TypeName(a[0]))
			}
			return c.Format(th, self, spec)
		})
	case name == "__bool__" && c.Bool != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Bool(th, self) })
	case name == "__hash__" && c.Hash != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Hash(th, self) })
	case name == "__int__" && c.ToInt != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.ToInt(th, self) })
	case name == "__float__" && c.ToFloat != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.ToFloat(th, self) })
	case name == "__index__" && c.ToIndex != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.ToIndex(th, self) })
	case name == "__round__" && c.Round != nil:
		return func(th *Thread, self Value, args Args) (Value, error) {
			if len(args.Pos) == 0 {
				return c.Round(th, self, nil)
			}
			return c.Round(th, self, args.Pos[0])
		}
	}
	return nil
}

func (c *Class) operatorSlot(name string) slotFn {
	for op := Add; op <= Ge; op++ {
		switch {
		case op <= BitAnd && c.Binary != nil && name == op.Dunder():
			return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.Binary(th, op, self, a[0]) })
		case op <= BitAnd && c.Binary != nil && name == op.Reflected():
			return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.Binary(th, op, a[0], self) })
		case op <= BitAnd && c.InPlace != nil && name == op.InPlace():
			return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.InPlace(th, op, self, a[0]) })
		case op > BitAnd && op < Eq && c.Unary != nil && name == op.Dunder():
			return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Unary(th, op, self) })
		case op >= Eq && c.Compare != nil && name == op.Dunder():
			return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) { return c.Compare(th, op, self, a[0]) })
		}
	}
	return nil
}

func (c *Class) objectSlot(name string) slotFn {
	switch {
	case name == "__call__" && c.Call != nil:
		return c.Call
	case name == "__init__" && c.Init != nil:
		return func(th *Thread, self Value, args Args) (Value, error) {
			inst, ok := self.(*Instance)
			if !ok {
				return nil, TypeErrorf("descriptor '__init__' requires an instance of a subclass of '%s'", c.Name)
			}
			if c.fixed {
				return nil, nil
			}
			return nil, c.Init(th, inst, args)
		}
	case name == "__enter__" && c.Enter != nil:
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return c.Enter(th, self) })
	case name == "__exit__" && c.Exit != nil:
		return fixed(3, func(th *Thread, self Value, a []Value) (Value, error) {
			exc, _ := a[1].(*Exception)
			return c.Exit(th, self, exc)
		})
	}
	if c == ObjectClass && strings.HasPrefix(name, "__") {
		return baseSlot(name)
	}
	return nil
}

// baseSlot has the methods of object itself.
func baseSlot(name string) slotFn {
	switch name {
	case "__init__":
		return func(th *Thread, self Value, args Args) (Value, error) {
			if len(args.Pos)+len(args.Kw) > 0 {
				if _, own := TypeOf(self).userMethod("__new__"); !own {
					return nil, TypeErrorf("object.__init__() takes exactly one argument (the instance to initialize)")
				}
			}
			return nil, nil
		}
	case "__repr__", "__str__":
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) {
			if name == "__str__" {
				return Repr(th, self)
			}
			return plainRepr(th, self, TypeOf(self))
		})
	case "__eq__", "__ne__":
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) {
			if Is(self, a[0]) {
				return name == "__eq__", nil
			}
			return NotImplemented, nil
		})
	case "__hash__":
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) { return pointerHash(self), nil })
	case "__setattr__":
		return fixed(2, func(th *Thread, self Value, a []Value) (Value, error) {
			name, ok := a[0].(string)
			if !ok {
				return nil, TypeErrorf("attribute name must be string, not '%s'", TypeName(a[0]))
			}
			return nil, plainSetAttr(th, self, TypeOf(self), name, a[1])
		})
	case "__getattribute__":
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) {
			name, ok := a[0].(string)
			if !ok {
				return nil, TypeErrorf("attribute name must be string, not '%s'", TypeName(a[0]))
			}
			v, found, err := objectAttr(th, self, TypeOf(self), name)
			if err == nil && !found {
				err = noAttr(self, name)
			}
			return v, err
		})
	case "__delattr__":
		return fixed(1, func(th *Thread, self Value, a []Value) (Value, error) {
			name, _ := a[0].(string)
			return nil, plainDelAttr(th, self, TypeOf(self), name)
		})
	case "__dir__":
		return fixed(0, func(th *Thread, self Value, a []Value) (Value, error) {
			names := NewList()
			for _, n := range Dir(self) {
				names.Elems = append(names.Elems, n)
			}
			return names, nil
		})
	case "__new__":
		return func(th *Thread, self Value, args Args) (Value, error) {
			cls, ok := self.(*Class)
			if !ok {
				return nil, TypeErrorf("object.__new__(X): X is not a type object (%s)", TypeName(self))
			}
			return allocate(th, cls, args)
		}
	case "__init_subclass__":
		return func(th *Thread, self Value, args Args) (Value, error) {
			if cls, ok := self.(*Class); ok && len(args.Kw) > 0 {
				return nil, TypeErrorf("%s.__init_subclass__() takes no keyword arguments", cls.Name)
			}
			return nil, nil
		}
	}
	return nil
}
