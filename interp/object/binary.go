package object

import "math/big"

// BinaryOp is a op b.
func BinaryOp(th *Thread, op Op, a, b Value) (Value, error) {
	if r, ok, err := primitiveOp(op, a, b); ok {
		return r, err
	}
	r, err := dispatchBinary(th, op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	r, err = sequenceOp(th, op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	return nil, unsupported(op.String(), a, b)
}

// InPlaceOp is what a op= b assigns.
func InPlaceOp(th *Thread, op Op, a, b Value) (Value, error) {
	if r, ok, err := primitiveOp(op, a, b); ok {
		return r, err
	}
	cls := TypeOf(a)
	if fn, ok := cls.userMethod(op.InPlace()); ok && fn != nil {
		r, err := callMethod(th, fn, a, cls, b)
		if err != nil || r != NotImplemented {
			return r, err
		}
	}
	// Lists take what the right operand's class makes of the two before they
	// extend themselves: [1] + array is an array, and so is [1] += array.
	late := cls.NativeBase() == ListClass
	if !late {
		if r, err := inPlaceSlot(th, op, a, b, cls); err != nil || r != NotImplemented {
			return r, err
		}
	}
	r, err := dispatchBinary(th, op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	if late {
		if r, err := inPlaceSlot(th, op, a, b, cls); err != nil || r != NotImplemented {
			return r, err
		}
	}
	r, err = sequenceOp(th, op, a, b)
	if err != nil || r != NotImplemented {
		return r, err
	}
	text := op.String() + "="
	if op == Pow {
		text = "**="
	}
	return nil, unsupported(text, a, b)
}

func inPlaceSlot(th *Thread, op Op, a, b Value, cls *Class) (r Value, err error) {
	for k := cls; k != nil; k = k.base() {
		if k.InPlace == nil {
			continue
		}
		defer Catch(&err)
		self := slotSelf(k, a)
		r, err = k.InPlace(th, op, self, b)
		if r == self && err == nil {
			r = a
		}
		return r, err
	}
	return NotImplemented, nil
}

func unsupported(op string, a, b Value) error {
	return TypeErrorf("unsupported operand type(s) for %s: '%s' and '%s'", op, TypeName(a), TypeName(b))
}

// primitiveOp computes with ints, floats, bools and joins strings; ok is false
// for other operands.
func primitiveOp(op Op, a, b Value) (r Value, ok bool, err error) {
	switch x := a.(type) {
	case int:
		switch y := b.(type) {
		case int:
			r, err = intOp(op, x, y)
			return r, op != MatMul, err
		case float64:
			return floatOp(op, float64(x), y)
		case bool:
			r, err = intOp(op, x, b2i(y))
			return r, op != MatMul, err
		}
	case float64:
		switch y := b.(type) {
		case float64:
			return floatOp(op, x, y)
		case int:
			return floatOp(op, x, float64(y))
		case bool:
			return floatOp(op, x, float64(b2i(y)))
		}
	case bool:
		switch y := b.(type) {
		case bool:
			if r, ok := boolOp(op, x, y); ok {
				return r, true, nil
			}
			r, err = intOp(op, b2i(x), b2i(y))
			return r, op != MatMul, err
		case int:
			r, err = intOp(op, b2i(x), y)
			return r, op != MatMul, err
		case float64:
			return floatOp(op, float64(b2i(x)), y)
		}
	case string:
		if y, isStr := b.(string); isStr && op == Add {
			return x + y, true, nil
		}
	}
	return bigBinary(op, a, b)
}

func boolOp(op Op, x, y bool) (r, ok bool) {
	switch op {
	case BitAnd:
		return x && y, true
	case BitOr:
		return x || y, true
	case BitXor:
		return x != y, true
	}
	return false, false
}

// dispatchBinary asks the operands' classes, the right one first when its
// class derives from the left one's and has a reflected method of its own.
func dispatchBinary(th *Thread, op Op, a, b Value) (Value, error) {
	ca, cb := TypeOf(a), TypeOf(b)
	if ca == cb {
		r, _, err := binarySide(th, op, a, b, ca, false, nil)
		return r, err
	}
	rightFirst := cb.IsSubclass(ca) && overridesReflected(op, ca, cb)
	first, second := ca, cb
	if rightFirst {
		first, second = cb, ca
	}
	r, tried, err := binarySide(th, op, a, b, first, rightFirst, nil)
	if err != nil || r != NotImplemented {
		return r, err
	}
	r, _, err = binarySide(th, op, a, b, second, !rightFirst, tried)
	return r, err
}

func overridesReflected(op Op, ca, cb *Class) bool {
	fb, ok := cb.userMethod(op.Reflected())
	if !ok {
		return false
	}
	fa, ok := ca.userMethod(op.Reflected())
	return !ok || !Is(fa, fb)
}

// binarySide asks the class of a, or with right that of b. tried is the Go
// class that was asked before.
func binarySide(th *Thread, op Op, a, b Value, cls *Class, right bool, tried *Class) (r Value, asked *Class, err error) {
	name, self, other := op.Dunder(), a, b
	if right {
		name, self, other = op.Reflected(), b, a
	}
	if fn, ok := cls.userMethod(name); ok {
		if fn == nil {
			return NotImplemented, tried, nil
		}
		r, err = callMethod(th, fn, self, cls, other)
		return r, tried, err
	}
	for k := cls; k != nil; k = k.base() {
		if k.Binary == nil {
			continue
		}
		if k == tried || k.joins(op) {
			break
		}
		defer Catch(&err)
		if right {
			r, err = k.Binary(th, op, a, slotSelf(k, b))
		} else {
			r, err = k.Binary(th, op, slotSelf(k, a), b)
		}
		return r, k, err
	}
	return NotImplemented, tried, nil
}

// joins reports whether the operator joins or repeats sequences of the class:
// that comes after all classes have been asked for arithmetic.
func (c *Class) joins(op Op) bool {
	return (op == Add || op == Mul) && (c == ListClass || c == TupleClass || c == StrClass)
}

// UnaryOp is -a, +a or ~a.
func UnaryOp(th *Thread, op Op, a Value) (r Value, err error) {
	if r, ok, err := numberUnary(op, a); ok {
		return r, err
	}
	cls := TypeOf(a)
	if fn, ok := cls.userMethod(op.Dunder()); ok && fn != nil {
		return callMethod(th, fn, a, cls)
	}
	for k := cls; k != nil; k = k.base() {
		if k.Unary == nil {
			continue
		}
		defer Catch(&err)
		if r, err = k.Unary(th, op, slotSelf(k, a)); err != nil || r != NotImplemented {
			return r, err
		}
		break
	}
	return nil, TypeErrorf("bad operand type for unary %s: '%s'", op, cls.typeName())
}

// numberUnary computes with ints, bools and floats.
func numberUnary(op Op, a Value) (r Value, ok bool, err error) {
	switch x := a.(type) {
	case int:
		r, err = intUnary(op, x)
		return r, true, err
	case bool:
		r, err = intUnary(op, b2i(x))
		return r, true, err
	case float64:
		switch op {
		case Neg:
			return -x, true, nil
		case Plus:
			return x, true, nil
		}
	case *big.Int:
		return bigUnary(op, x), true, nil
	}
	return nil, false, nil
}
