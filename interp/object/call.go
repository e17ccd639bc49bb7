package object

// Call calls any callable value.
func Call(th *Thread, fn Value, args Args) (Value, error) {
	switch f := fn.(type) {
	case *Builtin:
		return f.Invoke(th, args)
	case *BoundMethod:
		return Call(th, f.Fn, args.Prepend(f.Self))
	case Callable:
		return f.CallValue(th, args)
	case *Class:
		return callClass(th, f, args)
	case *StaticMethod:
		return Call(th, f.Fn, args)
	}
	cls := TypeOf(fn)
	if m, ok := cls.userMethod("__call__"); ok {
		b, err := bindAttr(th, m, fn, cls)
		if err != nil {
			return nil, err
		}
		return Call(th, b, args)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Call != nil {
			return callSlot(th, k, fn, args)
		}
	}
	return nil, TypeErrorf("'%s' object is not callable", cls.typeName())
}

func callSlot(th *Thread, k *Class, self Value, args Args) (v Value, err error) {
	defer Catch(&err)
	return k.Call(th, self, args)
}

// CallFn calls with positional arguments.
func CallFn(th *Thread, fn Value, args ...Value) (Value, error) {
	return Call(th, fn, Args{Pos: args})
}

// CallMethodOf calls v.name(args).
func CallMethodOf(th *Thread, v Value, name string, args Args) (Value, error) {
	// A method written in Go or in the language needs no bound method in between.
	cls := TypeOf(v)
	switch v.(type) {
	case *Module, *Class, *Super:
	default:
		attr, owner := cls.LookupIn(name)
		if owner != nil && !cls.intercepts && !shadowed(v, name) {
			switch fn := attr.(type) {
			case *Builtin:
				if fn.Method {
					return fn.Invoke(th, args.Prepend(v))
				}
			case Binder:
				if fn.BindsSelf() {
					return Call(th, attr, args.Prepend(v))
				}
			}
		}
	}
	fn, err := GetAttr(th, v, name)
	if err != nil {
		return nil, err
	}
	return Call(th, fn, args)
}

func shadowed(v Value, name string) bool {
	inst := instanceOf(v)
	if inst == nil {
		return false
	}
	_, ok := inst.Attrs.Get(name)
	return ok
}

// IsCallable is callable(v).
func IsCallable(v Value) bool {
	switch v.(type) {
	case *Builtin, *BoundMethod, Callable, *Class, *StaticMethod:
		return true
	}
	cls := TypeOf(v)
	if _, ok := cls.userMethod("__call__"); ok {
		return true
	}
	for k := cls; k != nil; k = k.base() {
		if k.Call != nil {
			return true
		}
	}
	return false
}

// Construct is cls(args).
func Construct(th *Thread, cls *Class, args Args) (v Value, err error) {
	if !cls.user {
		for k := cls; k != nil; k = k.base() {
			if k.New != nil {
				defer Catch(&err)
				return k.New(th, cls, args)
			}
		}
		return nil, TypeErrorf("cannot create '%s' instances", cls.Name)
	}
	if fn, ok := cls.userMethod("__new__"); ok {
		if s, isStatic := fn.(*StaticMethod); isStatic {
			fn = s.Fn
		}
		v, err = Call(th, fn, args.Prepend(cls))
		if err != nil || !IsInstance(v, cls) {
			return v, err
		}
	} else if v, err = allocate(th, cls, args); err != nil {
		return nil, err
	}
	return v, initialize(th, cls, v, args)
}

// allocate is object.__new__: an instance before __init__.
func allocate(th *Thread, cls *Class, args Args) (v Value, err error) {
	defer Catch(&err)
	native := cls.NativeBase()
	if native.IsSubclass(TypeClass) {
		return newType(th, cls, args)
	}
	if meta := cls.PyClass(); meta != TypeClass {
		for k := meta; k != nil; k = k.base() {
			if k.Allows != nil {
				if err := k.Allows(cls); err != nil {
					return nil, err
				}
			}
		}
	}
	if native.IsSubclass(BaseException) {
		e := NewException(cls, args.Pos...)
		e.th = th
		return e, nil
	}
	inst := &Instance{Class: cls}
	if f := native.fixedBase(); f != nil {
		inst.Native, err = f.New(th, f, args)
		if !cls.user {
			return inst.Native, err
		}
		return inst, err
	}
	for k := native; k != nil; k = k.base() {
		if k.Alloc != nil {
			inst.Native, err = k.Alloc(th, inst)
			if err == nil && k.Constructing != nil {
				k.Constructing(th, inst, args)
			}
			return inst, err
		}
	}
	return inst, nil
}

// fixedBase is the fixed class that a Go class is or derives from, if any.
func (c *Class) fixedBase() *Class {
	for k := c; k != nil; k = k.base() {
		if k.fixed {
			return k
		}
	}
	return nil
}

func initialize(th *Thread, cls *Class, v Value, args Args) (err error) {
	if fn, ok := cls.userMethod("__init__"); ok {
		r, err := Call(th, fn, args.Prepend(v))
		if err == nil && r != nil {
			err = TypeErrorf("__init__() should return None, not '%s'", TypeName(r))
		}
		return err
	}
	inst, ok := v.(*Instance)
	if !ok || cls.NativeBase().fixedBase() != nil {
		return nil
	}
	for k := cls; k != nil; k = k.base() {
		if k.Init != nil {
			defer Catch(&err)
			return k.Init(th, inst, args)
		}
	}
	if len(args.Pos)+len(args.Kw) > 0 {
		if _, ok := cls.userMethod("__new__"); !ok {
			return TypeErrorf("%s() takes no arguments", cls.Name)
		}
	}
	return nil
}

// FindMethod finds v.name for a call. takesSelf tells that fn is a function
// found on v's class that wants v as its first argument; it saves the bound
// method in between.
func FindMethod(th *Thread, v Value, name string) (fn Value, takesSelf bool, err error) {
	switch v.(type) {
	case *Module, *Class, *Super:
	default:
		cls := TypeOf(v)
		attr, owner := cls.LookupIn(name)
		if owner != nil && !cls.intercepts && !shadowed(v, name) {
			switch f := attr.(type) {
			case *Builtin:
				if f.Method {
					return f, true, nil
				}
			case Binder:
				if f.BindsSelf() {
					return attr, true, nil
				}
			}
		}
	}
	fn, err = GetAttr(th, v, name)
	return fn, false, err
}

// IsIterable reports whether iter(v) would find a way to iterate.
func IsIterable(v Value) bool {
	switch v.(type) {
	case *List, *Tuple, *Range, *Dict, *Set, string, Iterator:
		return true
	}
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__iter__"); ok {
		return fn != nil
	}
	for k := cls; k != nil; k = k.base() {
		if k.Iter != nil {
			return true
		}
	}
	_, ok := cls.userMethod("__getitem__")
	return ok
}
