package object

// Equal is the truth of a == b.
func Equal(th *Thread, a, b Value) (bool, error) {
	switch x := a.(type) {
	case nil:
		if b == nil {
			return true, nil
		}
	case string:
		if y, ok := b.(string); ok {
			return x == y, nil
		}
	case int:
		if y, ok := b.(int); ok {
			return x == y, nil
		}
	}
	r, err := Compare(th, Eq, a, b)
	if err != nil {
		return false, err
	}
	return Truth(th, r)
}

// Compare is a op b for the operators ==, !=, <, <=, > and >=.
func Compare(th *Thread, op Op, a, b Value) (Value, error) {
	if r, ok := compareNumbers(op, a, b); ok {
		return r, nil
	}
	if x, ok := a.(string); ok {
		if y, ok := b.(string); ok {
			return ordered(op, x, y), nil
		}
	}
	return compareObjects(th, op, a, b)
}

// compareObjects follows CPython: the right operand comes first when its class
// derives from the left one's.
func compareObjects(th *Thread, op Op, a, b Value) (Value, error) {
	ca, cb := TypeOf(a), TypeOf(b)
	rightFirst := ca != cb && cb.IsSubclass(ca)
	var tried *Class
	for side := range 2 {
		var r Value
		var err error
		if (side == 0) == rightFirst {
			r, tried, err = compareSide(th, op.Mirror(), b, a, cb, true, tried)
		} else {
			r, tried, err = compareSide(th, op, a, b, ca, false, tried)
		}
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	switch op {
	case Eq:
		return Is(a, b), nil
	case Ne:
		return !Is(a, b), nil
	}
	return nil, TypeErrorf("'%s' not supported between instances of '%s' and '%s'", op, ca.typeName(), cb.typeName())
}

// compareSide asks self for `self op other`. A Go class gets the operands in
// their written order; tried is the Go class that was asked before.
func compareSide(th *Thread, op Op, self, other Value, cls *Class, swapped bool, tried *Class) (r Value, asked *Class, err error) {
	if fn, ok := cls.userMethod(op.Dunder()); ok {
		if fn == nil {
			return NotImplemented, tried, nil
		}
		r, err = callMethod(th, fn, self, cls, other)
		return r, tried, err
	}
	if op == Ne {
		if fn, ok := cls.userMethod("__eq__"); ok && fn != nil {
			r, err = callMethod(th, fn, self, cls, other)
			if err != nil || r == NotImplemented {
				return r, tried, err
			}
			t, err := Truth(th, r)
			return !t, tried, err
		}
	}
	for k := cls; k != nil; k = k.base() {
		if k.Compare == nil {
			continue
		}
		if k == tried {
			break
		}
		defer Catch(&err)
		self = slotSelf(k, self)
		if swapped {
			r, err = k.Compare(th, op.Mirror(), other, self)
		} else {
			r, err = k.Compare(th, op, self, other)
		}
		return r, k, err
	}
	return NotImplemented, tried, nil
}

// ordered compares two Go values that have an order.
func ordered[T int | float64 | string](op Op, a, b T) bool {
	switch op {
	case Eq:
		return a == b
	case Ne:
		return a != b
	case Lt:
		return a < b
	case Le:
		return a <= b
	case Gt:
		return a > b
	}
	return a >= b
}

// compareNumbers compares ints, bools and floats by their exact values.
func compareNumbers(op Op, a, b Value) (r, ok bool) {
	switch x := a.(type) {
	case int:
		switch y := b.(type) {
		case int:
			return ordered(op, x, y), true
		case float64:
			return compareIntFloat(op, x, y), true
		case bool:
			return ordered(op, x, b2i(y)), true
		}
	case float64:
		switch y := b.(type) {
		case float64:
			return ordered(op, x, y), true
		case int:
			return compareIntFloat(op.Mirror(), y, x), true
		case bool:
			return ordered(op, x, float64(b2i(y))), true
		}
	case bool:
		switch y := b.(type) {
		case bool:
			return ordered(op, b2i(x), b2i(y)), true
		case int:
			return ordered(op, b2i(x), y), true
		case float64:
			return ordered(op, float64(b2i(x)), y), true
		}
	}
	return compareBig(op, a, b)
}

// compareIntFloat compares without rounding the int to a float.
func compareIntFloat(op Op, i int, f float64) bool {
	const exact = 1 << 53
	if -exact <= i && i <= exact || f != f || f >= 1<<63 || f < -1<<63 {
		return ordered(op, float64(i), f)
	}
	whole := int(f)
	if whole == i {
		return ordered(op, float64(whole), f)
	}
	return ordered(op, i, whole)
}
