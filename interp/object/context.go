package object

// Enter is __enter__: what `with` binds.
func Enter(th *Thread, m Value) (v Value, err error) {
	cls := TypeOf(m)
	if fn, ok := cls.userMethod("__enter__"); ok {
		if _, ok := cls.Lookup("__exit__"); !ok {
			return nil, TypeErrorf("'%s' object does not support the context manager protocol (missed __exit__ method)", cls.typeName())
		}
		return callMethod(th, fn, m, cls)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Enter != nil {
			defer Catch(&err)
			return k.Enter(th, m)
		}
	}
	return nil, TypeErrorf("'%s' object does not support the context manager protocol", cls.typeName())
}

// Exit is __exit__; exc is nil when the block ended well. true swallows exc.
func Exit(th *Thread, m Value, exc *Exception) (swallow bool, err error) {
	cls := TypeOf(m)
	if fn, ok := cls.userMethod("__exit__"); ok {
		args := []Value{nil, nil, nil}
		if exc != nil {
			args[0], args[1], args[2] = exc.Class, exc, exc.traceback()
		}
		r, err := callMethod(th, fn, m, cls, args...)
		if err != nil {
			return false, err
		}
		return Truth(th, r)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Exit != nil {
			defer Catch(&err)
			return k.Exit(th, m, exc)
		}
	}
	return false, TypeErrorf("'%s' object does not support the context manager protocol", cls.typeName())
}
