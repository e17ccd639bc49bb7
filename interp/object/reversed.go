package object

import "slices"

// Reversed is reversed(v).
func Reversed(th *Thread, v Value) (Value, error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__reversed__"); ok && fn != nil {
		return callMethod(th, fn, v, cls)
	}
	switch s := NativeOf(v).(type) {
	case *Range:
		n := s.Len()
		return &rangeIter{s.At(n - 1), -s.Step, n}, nil
	case *Tuple:
		return reversedSlice(s.Elems), nil
	case *List:
		i := len(s.Elems)
		return NewIter(func(*Thread) (Value, bool, error) {
			i = min(i, len(s.Elems)) - 1
			if i < 0 {
				return nil, false, nil
			}
			return s.Elems[i], true, nil
		}), nil
	case string:
		elems, err := ToSlice(th, s)
		return reversedSlice(elems), err
	case *Dict:
		return reversedView(&DictView{s, dictKeys}), nil
	case *DictView:
		return reversedView(s), nil
	case *Set:
		return nil, TypeErrorf("'%s' object is not reversible", cls.Name)
	}
	if m, ok := cls.Lookup("__reversed__"); ok {
		return callMethod(th, m, v, cls)
	}
	if !hasIndex(v) {
		return nil, TypeErrorf("'%s' object is not reversible", cls.Name)
	}
	n, err := Len(th, v)
	if err != nil {
		return nil, err
	}
	return NewIter(func(th *Thread) (Value, bool, error) {
		if n--; n < 0 {
			return nil, false, nil
		}
		x, err := Index(th, v, n)
		return x, err == nil, err
	}), nil
}

func reversedSlice(elems []Value) Iterator {
	out := slices.Clone(elems)
	slices.Reverse(out)
	return IterSlice(out)
}
