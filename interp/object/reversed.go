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
		return &reverseIter{ReversedClass, reversedSlice(s.Elems)}, nil
	case *List:
		return &reverseIter{listReverseIteratorClass, reversedList(s)}, nil
	case string:
		elems, err := ToSlice(th, s)
		return &reverseIter{ReversedClass, reversedSlice(elems)}, err
	case *Dict:
		return reversedView(&DictView{s, dictKeys}), nil
	case *DictView:
		return reversedView(s), nil
	case *Set:
		return nil, TypeErrorf("'%s' object is not reversible", cls.typeName())
	}
	if m, ok := cls.Lookup("__reversed__"); ok {
		return callMethod(th, m, v, cls)
	}
	if !hasIndex(v) {
		return nil, TypeErrorf("'%s' object is not reversible", cls.typeName())
	}
	n, err := Len(th, v)
	if err != nil {
		return nil, err
	}
	return &reverseIter{ReversedClass, NewIter(func(th *Thread) (Value, bool, error) {
		if n--; n < 0 {
			return nil, false, nil
		}
		x, err := Index(th, v, n)
		return x, err == nil, err
	})}, nil
}

// reversedList sees what happens to the list while it runs.
func reversedList(l *List) Iterator {
	i := len(l.Elems)
	return NewIter(func(*Thread) (Value, bool, error) {
		i = min(i, len(l.Elems)) - 1
		if i < 0 {
			return nil, false, nil
		}
		return l.Elems[i], true, nil
	})
}

// ReversedClass is reversed.
var ReversedClass = &Class{Name: "reversed", Base: IteratorClass, Doc: "The values of a sequence from the end.", Signature: "reversed(sequence, /)", Final: true}

func init() {
	ReversedClass.New = func(th *Thread, cls *Class, args Args) (Value, error) {
		if n := len(args.Pos); n != 1 {
			return nil, TypeErrorf("reversed expected 1 argument, got %d", n)
		}
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return Reversed(th, b.At(0))
	}
}

// reverseIter is an iterator from the end with a class of its own.
type reverseIter struct {
	class *Class
	Iterator
}

func (it *reverseIter) PyClass() *Class { return it.class }

func reversedSlice(elems []Value) Iterator {
	out := slices.Clone(elems)
	slices.Reverse(out)
	return IterSlice(out)
}
