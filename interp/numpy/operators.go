package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// operand gives the array of the other side of an operator; known is false for
// values that are none of NumPy's, such as tensors, which have the say.
func operand(th *object.Thread, v object.Value) (a *tensor.Array, known bool) {
	switch v := v.(type) {
	case *tensor.Array:
		return v, true
	case *binding.Scalar:
		return v.Array, true
	case int:
		return tensor.Scalar(int64(v)), true
	case float64:
		return tensor.Scalar(v), true
	case complex128:
		return tensor.Scalar(v), true
	case bool:
		return tensor.Scalar(v), true
	case string, *object.List, *object.Tuple, object.Bytes, *object.Range:
		return toArray(th, v), true
	case *object.Instance:
		switch v.Native.(type) {
		case *object.List, *object.Tuple:
			return toArray(th, v), true
		}
	case *flatIter:
		return v.AsArray(), true
	}
	return nil, false
}

// refused reports whether NumPy leaves an operator to the other operand.
func refused(v object.Value) bool {
	if binding.IsTensor(v) || binding.IsKeras(v) {
		return true
	}
	switch v.(type) {
	case nil, *object.Dict, *object.Set, *object.Class, *object.Slice:
		return false
	}
	return true
}

// binarySlot is a op b, where one of the two is an array or a NumPy scalar.
func binarySlot(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if listsObjects(th, a) || listsObjects(th, b) {
		return combineObjects(th, op, a, b)
	}
	x, ok := operand(th, a)
	y, ok2 := operand(th, b)
	if !ok || !ok2 {
		other, mine := a, y
		if ok {
			other, mine = b, x
		}
		if refused(other) || mine == nil {
			return object.NotImplemented, nil
		}
		return nil, elementError(op, mine, other, ok)
	}
	switch {
	case op == object.MatMul:
		return binding.FromArray(matmul(x, y)), nil
	case op == object.Mul && (repeats(a, b) || repeats(b, a)):
		return object.NotImplemented, nil
	}
	if u := simplePower(op, a, x, y); u != nil {
		return binding.FromArray(op1(u, x)), nil
	}
	u, operands := operators[op], []*tensor.Array{x, y}
	return binding.FromArray(u.raisedByOperator(th, operands, u.compute(operands, tensor.Invalid, nil, nil))), nil
}

// simplePower is the function that takes the place of an array ** a number for
// some exponents; it keeps the array's dtype.
func simplePower(op object.Op, a object.Value, x, y *tensor.Array) *ufunc {
	if op != object.Pow || !isArray(a) || !x.DType().Real().IsFloat() || y.Rank() > 0 || !y.DType().IsFloat() && !y.DType().IsInteger() {
		return nil
	}
	switch y.Float(0) {
	case 1:
		return ufPositive
	case -1:
		return ufReciprocal
	case 0:
		return ufOne
	case 0.5:
		return ufSqrt
	case 2:
		return ufSquare
	}
	return nil
}

// repeats reports whether a sequence meets a NumPy scalar, which repeats it.
func repeats(seq, times object.Value) bool {
	if _, ok := times.(*binding.Scalar); !ok {
		return false
	}
	switch seq.(type) {
	case string, *object.List, *object.Tuple:
		return true
	}
	return false
}

// elementError is the error of an operator between elements of an array and an
// object.
func elementError(op object.Op, a *tensor.Array, other object.Value, left bool) error {
	name := "int"
	switch {
	case a.DType().IsFloat():
		name = "float"
	case a.DType().IsComplex():
		name = "complex"
	case a.DType() == tensor.Bool:
		name = "bool"
	case a.DType() == tensor.String:
		name = "str"
	}
	x, y := name, object.TypeName(other)
	if !left {
		x, y = y, x
	}
	return object.TypeErrorf("unsupported operand type(s) for %s: '%s' and '%s'", op, x, y)
}

// inPlaceSlot is a op= b for an array a, which keeps its dtype.
func inPlaceSlot(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	x := a.(*tensor.Array)
	if u := operators[op]; u != nil && !refused(b) {
		u.throwCast("O", x)
	}
	y, ok := operand(th, b)
	if !ok {
		return object.NotImplemented, nil
	}
	if x.Frozen() {
		return nil, object.ValueErrorf("output array is read-only")
	}
	if op == object.MatMul {
		x.CopyFrom(castTo(matmul(x, y), x.DType()))
		return x, nil
	}
	return operators[op].compute([]*tensor.Array{x, y}, tensor.Invalid, x, nil), nil
}

// mirrored are the comparisons with their operands exchanged.
var mirrored = map[object.Op]object.Op{
	object.Eq: object.Eq, object.Ne: object.Ne, object.Lt: object.Gt, object.Gt: object.Lt, object.Le: object.Ge, object.Ge: object.Le,
}

// isNumPys reports whether a value is an array or a NumPy scalar.
func isNumPys(v object.Value) bool {
	switch v.(type) {
	case *tensor.Array, *binding.Scalar:
		return true
	}
	return false
}

// listsObjects reports whether a value is a list or tuple that only an array
// of objects can hold.
func listsObjects(th *object.Thread, v object.Value) bool {
	switch v.(type) {
	case *object.List, *object.Tuple:
		return holdsObjects(th, v)
	}
	return false
}

// compareSlot is a comparison, where one of the two is an array or a NumPy
// scalar. Objects that are no numbers equal none of the elements.
func compareSlot(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if listsObjects(th, a) || listsObjects(th, b) {
		return compareObjects(th, op, a, b)
	}
	x, ok := operand(th, a)
	y, ok2 := operand(th, b)
	if ok && ok2 {
		if !isNumPys(a) {
			op, x, y = mirrored[op], y, x
		}
		return binding.FromArray(comparisons[op].compute([]*tensor.Array{x, y}, tensor.Invalid, nil, nil)), nil
	}
	mine, other := x, b
	if !ok {
		mine, other = y, a
	}
	if mine == nil || refused(other) {
		return object.NotImplemented, nil
	}
	if op != object.Eq && op != object.Ne {
		return compareObjects(th, op, a, b)
	}
	if mine.Rank() == 0 {
		return op == object.Ne, nil
	}
	out := tensor.NewArray(tensor.Bool, mine.Shape()...)
	if op == object.Ne {
		out.Fill(1)
	}
	return out, nil
}

// unarySlot is -a, +a and ~a.
func unarySlot(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
	return binding.FromArray(op1(operators[op], toArray(th, a))), nil
}
