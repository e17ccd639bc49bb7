package object

import "math/big"

// tooLong refuses an int beyond 64 bits where a Go int is needed.
func tooLong() error { return Errorf(OverflowError, "Python int too large to convert to C long") }

// AsIndex gives an int of a value that is one: int, bool or something with
// __index__. Floats are refused, as Python does.
func AsIndex(th *Thread, v Value) (i int, err error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case *big.Int:
		return 0, tooLong()
	}
	i, ok, err := findIndex(th, v)
	if !ok && err == nil {
		err = TypeErrorf("'%s' object cannot be interpreted as an integer", TypeName(v))
	}
	return i, err
}

// findIndex asks __index__; ok is false when the value has none.
func findIndex(th *Thread, v Value) (i int, ok bool, err error) {
	cls := TypeOf(v)
	if fn, found := cls.userMethod("__index__"); found {
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return 0, true, err
		}
		switch r := r.(type) {
		case int:
			return r, true, nil
		case bool, *big.Int:
			i, err = AsIndex(th, r)
			return i, true, err
		}
		return 0, true, TypeErrorf("__index__ returned non-int (type %s)", TypeName(r))
	}
	for k := cls; k != nil; k = k.base() {
		if k.ToIndex != nil {
			defer Catch(&err)
			i, err = k.ToIndex(th, slotSelf(k, v))
			return i, true, err
		}
	}
	return 0, false, nil
}

// AsFloat gives the float of a number: int, float, bool or something with
// __float__ or __index__. Strings are refused.
func AsFloat(th *Thread, v Value) (f float64, err error) {
	switch v := v.(type) {
	case float64:
		return v, nil
	case int:
		return float64(v), nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case *big.Int:
		return bigFloat(v)
	}
	f, ok, err := findFloat(th, v)
	if !ok && err == nil {
		err = TypeErrorf("must be real number, not %s", TypeName(v))
	}
	return f, err
}

// findFloat asks __float__ and then __index__; ok is false when the value has
// neither.
func findFloat(th *Thread, v Value) (f float64, ok bool, err error) {
	cls := TypeOf(v)
	if fn, found := cls.userMethod("__float__"); found {
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return 0, true, err
		}
		f, isFloat := r.(float64)
		if !isFloat {
			err = TypeErrorf("%s.__float__ returned non-float (type %s)", cls.typeName(), TypeName(r))
		}
		return f, true, err
	}
	for k := cls; k != nil; k = k.base() {
		if k.ToFloat != nil {
			defer Catch(&err)
			f, err = k.ToFloat(th, slotSelf(k, v))
			return f, true, err
		}
	}
	i, ok, err := findIndex(th, v)
	return float64(i), ok, err
}

// AsInts gives the ints of an iterable of ints, or of a single int.
func AsInts(th *Thread, v Value) ([]int, error) {
	switch v := v.(type) {
	case int:
		return []int{v}, nil
	case *Tuple:
		return intsOf(th, v.Elems)
	case *List:
		return intsOf(th, v.Elems)
	}
	if i, ok, err := findIndex(th, v); ok && err == nil {
		return []int{i}, nil
	}
	elems, err := ToSlice(th, v)
	if err != nil {
		return nil, err
	}
	return intsOf(th, elems)
}

func intsOf(th *Thread, elems []Value) ([]int, error) {
	ints := make([]int, len(elems))
	for i, e := range elems {
		n, err := AsIndex(th, e)
		if err != nil {
			return nil, err
		}
		ints[i] = n
	}
	return ints, nil
}

// AsInt is int(v) of a number: floats are cut towards zero.
func AsInt(th *Thread, v Value) (int, error) {
	switch v := v.(type) {
	case int:
		return v, nil
	case float64:
		return truncFloat(v)
	case *big.Int:
		return 0, tooLong()
	}
	i, ok, err := findInt(th, v)
	if !ok && err == nil {
		err = TypeErrorf("int() argument must be a string, a bytes-like object or a real number, not '%s'", TypeName(v))
	}
	return i, err
}

// findInt asks __int__ and then __index__; ok is false when the value has
// neither.
func findInt(th *Thread, v Value) (i int, ok bool, err error) {
	if b, isBool := v.(bool); isBool {
		return b2i(b), true, nil
	}
	cls := TypeOf(v)
	fn, found := cls.userMethod("__int__")
	if !found {
		for k := cls; k != nil; k = k.base() {
			if k.ToInt != nil {
				defer Catch(&err)
				i, err = k.ToInt(th, slotSelf(k, v))
				return i, true, err
			}
		}
		if fn, found = cls.userMethod("__trunc__"); !found {
			return findIndex(th, v)
		}
	}
	r, err := callMethod(th, fn, v, cls)
	if err != nil {
		return 0, true, err
	}
	switch r := r.(type) {
	case int:
		return r, true, nil
	case bool:
		return b2i(r), true, nil
	case *big.Int:
		return 0, true, tooLong()
	}
	return 0, true, TypeErrorf("__int__ returned non-int (type %s)", TypeName(r))
}
