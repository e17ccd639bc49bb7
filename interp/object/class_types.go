package object

func init() {
	ObjectClass.New = newObject
	ObjectClass.Members = objectMembers
	TypeClass.New = newType
	TypeClass.Call = func(th *Thread, self Value, args Args) (Value, error) {
		cls, ok := self.(*Class)
		if !ok {
			return nil, TypeErrorf("descriptor '__call__' requires a 'type' object but received a '%s'", TypeName(self))
		}
		return Construct(th, cls, args)
	}
	TypeClass.Members = typeMembers
	PropertyClass.New = newProperty
	PropertyClass.Members = propertyMembers
	StaticMethodClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &StaticMethod{b.At(0)}, nil
	}
	ClassMethodClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &ClassMethod{b.At(0)}, nil
	}
	StaticMethodClass.Members = wrappedMembers
	ClassMethodClass.Members = wrappedMembers
	SuperClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		if len(args.Pos) == 0 {
			return nil, RuntimeErrorf("super(): no arguments")
		}
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return NewSuper(b.At(0), b.At(1))
	}
	SliceClass.New = newSlice
	SliceClass.Members = sliceMembers
	SliceClass.Unhashable = true
	RangeClass.New = newRange
	RangeClass.Members = rangeMembers
}

func newObject(th *Thread, cls *Class, args Args) (Value, error) {
	if cls != ObjectClass {
		return nil, TypeErrorf("cannot create '%s' instances", cls.Name)
	}
	if len(args.Pos)+len(args.Kw) > 0 {
		return nil, TypeErrorf("object() takes no arguments")
	}
	return &Instance{Class: ObjectClass}, nil
}

// objectMembers is empty: what all objects have is in commonAttr and baseSlot.
func objectMembers() []Member { return nil }

func typeMembers() []Member {
	return []Member{
		Method("mro(self, /)", "The class and those it derives from.", func(th *Thread, a *Bound) (Value, error) {
			l := NewList()
			for _, k := range a.Self().(*Class).MRO() {
				l.Elems = append(l.Elems, k)
			}
			return l, nil
		}),
		{"__init__", &Builtin{Name: "__init__", Sig: "__init__(self, *args, **kwargs)", Method: true, Doc: "Does nothing: __new__ makes the class.",
			Raw: func(th *Thread, args Args) (Value, error) { return nil, nil }}},
		Method("__subclasses__(self, /)", "The classes that name this one as a base; only of classes made by user code.", func(th *Thread, a *Bound) (Value, error) {
			l := NewList()
			for _, p := range a.Self().(*Class).subclasses {
				if sub := p.Value(); sub != nil {
					l.Elems = append(l.Elems, sub)
				}
			}
			return l, nil
		}),
		Method("__instancecheck__(self, instance, /)", "Whether a value is of the class.", func(th *Thread, a *Bound) (Value, error) {
			return IsInstance(a.At(1), a.Self().(*Class)), nil
		}),
		Method("__subclasscheck__(self, subclass, /)", "Whether a class derives from the class.", func(th *Thread, a *Bound) (Value, error) {
			c, ok := a.At(1).(*Class)
			if !ok {
				return nil, TypeErrorf("issubclass() arg 1 must be a class")
			}
			return c.IsSubclass(a.Self().(*Class)), nil
		}),
		StaticMethodOf("__prepare__(*args, **kwargs)", "The namespace of a class body.", func(th *Thread, a *Bound) (Value, error) {
			return NewDict(), nil
		}),
	}
}

func newProperty(th *Thread, cls *Class, args Args) (Value, error) {
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	p := &Property{Fget: b.Value("fget"), Fset: b.Value("fset"), Fdel: b.Value("fdel")}
	if doc, ok := b.Value("doc").(string); ok {
		p.Doc = doc
	} else if d, ok := docOf(p.Fget, TypeOf(p.Fget)).(string); ok && p.Fget != nil {
		p.Doc = d
	}
	return p, nil
}

func propertyMembers() []Member {
	with := func(name, doc string, set func(p *Property, fn Value)) Member {
		return Method(name+"(self, function, /)", doc, func(th *Thread, a *Bound) (Value, error) {
			p := *a.Self().(*Property)
			set(&p, a.At(1))
			return &p, nil
		})
	}
	part := func(name, doc string, get func(p *Property) Value) Member {
		return Getter(name, doc, func(th *Thread, self Value) (Value, error) { return get(self.(*Property)), nil })
	}
	return []Member{
		with("getter", "The property with another getter.", func(p *Property, fn Value) { p.Fget = fn }),
		with("setter", "The property with a setter.", func(p *Property, fn Value) { p.Fset = fn }),
		with("deleter", "The property with a deleter.", func(p *Property, fn Value) { p.Fdel = fn }),
		part("fget", "the getter", func(p *Property) Value { return p.Fget }),
		part("fset", "the setter", func(p *Property) Value { return p.Fset }),
		part("fdel", "the deleter", func(p *Property) Value { return p.Fdel }),
	}
}

func wrappedMembers() []Member {
	fn := func(th *Thread, self Value) (Value, error) {
		switch w := self.(type) {
		case *StaticMethod:
			return w.Fn, nil
		case *ClassMethod:
			return w.Fn, nil
		}
		return nil, nil
	}
	return []Member{Getter("__func__", "the function", fn), Getter("__wrapped__", "the function", fn)}
}

func newSlice(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Pos) == 1 && len(args.Kw) == 0 {
		return &Slice{nil, args.Pos[0], nil}, nil
	}
	if len(args.Pos) == 0 && len(args.Kw) == 0 {
		return nil, TypeErrorf("slice expected at least 1 argument, got 0")
	}
	b, err := cls.BindNew(th, args)
	if err != nil {
		return nil, err
	}
	return &Slice{b.At(0), b.At(1), b.At(2)}, nil
}

func sliceMembers() []Member {
	part := func(name, doc string, get func(s *Slice) Value) Member {
		return Getter(name, doc, func(th *Thread, self Value) (Value, error) { return get(self.(*Slice)), nil })
	}
	return []Member{
		part("start", "the first index", func(s *Slice) Value { return s.Start }),
		part("stop", "the index after the last", func(s *Slice) Value { return s.Stop }),
		part("step", "the distance of the indices", func(s *Slice) Value { return s.Step }),
		Method("indices(self, len, /)", "start, stop and step for a sequence of a length.", func(th *Thread, a *Bound) (Value, error) {
			n := a.Int("len")
			if n < 0 {
				return nil, ValueErrorf("length should not be negative")
			}
			start, stop, step, _, err := a.Self().(*Slice).Indices(th, n)
			return NewTuple(start, stop, step), err
		}),
	}
}

func newRange(th *Thread, cls *Class, args Args) (Value, error) {
	if len(args.Kw) > 0 {
		return nil, TypeErrorf("range() takes no keyword arguments")
	}
	if n := len(args.Pos); n == 0 {
		return nil, TypeErrorf("range expected at least 1 argument, got 0")
	} else if n > 3 {
		return nil, TypeErrorf("range expected at most 3 arguments, got %d", n)
	}
	var ints [3]int
	for i, v := range args.Pos {
		n, err := AsIndex(th, v)
		if err != nil {
			return nil, err
		}
		ints[i] = n
	}
	switch len(args.Pos) {
	case 1:
		return &Range{0, ints[0], 1}, nil
	case 2:
		return &Range{ints[0], ints[1], 1}, nil
	}
	if ints[2] == 0 {
		return nil, ValueErrorf("range() arg 3 must not be zero")
	}
	return &Range{ints[0], ints[1], ints[2]}, nil
}

func rangeMembers() []Member {
	part := func(name, doc string, get func(r *Range) int) Member {
		return Getter(name, doc, func(th *Thread, self Value) (Value, error) { return get(self.(*Range)), nil })
	}
	return []Member{
		part("start", "the first value", func(r *Range) int { return r.Start }),
		part("stop", "the bound of the values", func(r *Range) int { return r.Stop }),
		part("step", "the distance of the values", func(r *Range) int { return r.Step }),
		Method("index(self, value, /)", "Where the value is.", func(th *Thread, a *Bound) (Value, error) {
			if i, err := AsIndex(th, a.At(1)); err == nil {
				if at := a.Self().(*Range).position(i); at >= 0 {
					return at, nil
				}
				return nil, ValueErrorf("%d is not in range", i)
			}
			return nil, ValueErrorf("sequence.index(x): x not in sequence")
		}),
		Method("count(self, value, /)", "How often the value occurs.", func(th *Thread, a *Bound) (Value, error) {
			in, err := rangeContains(th, a.Self().(*Range), a.At(1))
			return b2i(in), err
		}),
	}
}
