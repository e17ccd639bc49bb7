package object

// The comparisons of containers are slots of their classes.
func init() {
	ListClass.Compare = compareLists
	TupleClass.Compare = compareTuples
	DictClass.Compare = compareDicts
	SetClass.Compare = compareSets
	FrozenSetClass.Compare = compareSets
	RangeClass.Compare = compareRanges
	SliceClass.Compare = compareSlices
	MethodClass.Compare = compareMethods
	BuiltinClass.Compare = compareMethods
}

func compareLists(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*List)
	y, ok2 := NativeOf(b).(*List)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return compareElems(th, op, x.Elems, y.Elems)
}

func compareTuples(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*Tuple)
	y, ok2 := NativeOf(b).(*Tuple)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return compareElems(th, op, x.Elems, y.Elems)
}

// compareElems compares in lexical order: the first difference decides.
func compareElems(th *Thread, op Op, a, b []Value) (Value, error) {
	if len(a) != len(b) && (op == Eq || op == Ne) {
		return op == Ne, nil
	}
	if err := th.nest(" in comparison"); err != nil {
		return nil, err
	}
	defer th.unnest()
	for i := range min(len(a), len(b)) {
		eq, err := same(th, a[i], b[i])
		if err != nil {
			return nil, err
		}
		if eq {
			continue
		}
		if op == Eq || op == Ne {
			return op == Ne, nil
		}
		return Compare(th, op, a[i], b[i])
	}
	return ordered(op, len(a), len(b)), nil
}

func compareDicts(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*Dict)
	y, ok2 := NativeOf(b).(*Dict)
	if !ok || !ok2 || op != Eq && op != Ne {
		return NotImplemented, nil
	}
	eq, err := equalDicts(th, x, y)
	return eq == (op == Eq), err
}

func equalDicts(th *Thread, x, y *Dict) (bool, error) {
	if x.live != y.live {
		return false, nil
	}
	if err := th.nest(" in comparison"); err != nil {
		return false, err
	}
	defer th.unnest()
	for it := x.Entries(); it.Next(); {
		v, ok, err := y.Get(th, it.Key())
		if err != nil || !ok {
			return false, err
		}
		if eq, err := same(th, it.Value(), v); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func compareSets(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := NativeOf(a).(*Set)
	y, ok2 := NativeOf(b).(*Set)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return orderSets(th, op, x, y)
}

// orderSets compares by inclusion.
func orderSets(th *Thread, op Op, x, y *Set) (Value, error) {
	switch op {
	case Gt, Ge:
		return orderSets(th, op.Mirror(), y, x)
	case Ne:
		r, err := orderSets(th, Eq, x, y)
		return r == false, err
	case Eq:
		if x.used != y.used {
			return false, nil
		}
	case Lt:
		if x.used >= y.used {
			return false, nil
		}
	}
	for _, e := range x.Elems() {
		if in, err := y.Has(th, e); !in || err != nil {
			return false, err
		}
	}
	return true, nil
}

func compareRanges(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := a.(*Range)
	y, ok2 := b.(*Range)
	if !ok || !ok2 || op != Eq && op != Ne {
		return NotImplemented, nil
	}
	n := x.Len()
	eq := n == y.Len() && (n == 0 || x.Start == y.Start && (n == 1 || x.Step == y.Step))
	return eq == (op == Eq), nil
}

func compareSlices(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := a.(*Slice)
	y, ok2 := b.(*Slice)
	if !ok || !ok2 {
		return NotImplemented, nil
	}
	return compareElems(th, op, []Value{x.Start, x.Stop, x.Step}, []Value{y.Start, y.Stop, y.Step})
}

// compareMethods finds bound methods equal that bind one function to one object.
func compareMethods(th *Thread, op Op, a, b Value) (Value, error) {
	x, ok := a.(*BoundMethod)
	y, ok2 := b.(*BoundMethod)
	if !ok || !ok2 || op != Eq && op != Ne {
		return NotImplemented, nil
	}
	eq := Is(x.Self, y.Self) && Is(x.Fn, y.Fn)
	return eq == (op == Eq), nil
}
