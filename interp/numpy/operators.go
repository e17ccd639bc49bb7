package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// ufuncNames are what NumPy's errors call the operators.
var ufuncNames = map[object.Op]string{
	object.Add: "add", object.Sub: "subtract", object.Mul: "multiply", object.Div: "divide", object.FloorDiv: "floor_divide",
	object.Mod: "remainder", object.Pow: "power", object.BitAnd: "bitwise_and", object.BitOr: "bitwise_or", object.BitXor: "bitwise_xor",
	object.LShift: "left_shift", object.RShift: "right_shift", object.MatMul: "matmul",
	object.Eq: "equal", object.Ne: "not_equal", object.Lt: "less", object.Le: "less_equal", object.Gt: "greater", object.Ge: "greater_equal",
	object.Neg: "negative", object.Plus: "positive", object.Invert: "invert",
}

// takes reports whether NumPy's operators work on v: tensors have operators of
// their own that come first.
func takes(v object.Value) bool {
	switch x := v.(type) {
	case bool, int, float64, string, *tensor.Array, *binding.Scalar, *object.List, *object.Tuple, *object.Range:
		return true
	case *object.Instance:
		return x.Native != nil && takes(x.Native)
	}
	return false
}

// binarySlot is a op b where one side is an array or a NumPy scalar.
func binarySlot(th *object.Thread, op object.Op, a, b object.Value) (v object.Value, err error) {
	if ufuncNames[op] == "" || !takes(a) || !takes(b) {
		return object.NotImplemented, nil
	}
	err = binding.Catch(func() { v = binary(th, op, a, b) })
	return v, err
}

func binary(th *object.Thread, op object.Op, a, b object.Value) object.Value {
	x, y := operandOf(th, a), operandOf(th, b)
	if op == object.MatMul {
		return matmul(th, x.Array, y.Array)
	}
	return binding.FromArray(compute(th, op, x, y))
}

// compute is the ufunc of an operator.
func compute(th *object.Thread, op object.Op, x, y operand) *tensor.Array {
	dt := resultType(x, y)
	switch op {
	case object.Div:
		if dt.IsInteger() || dt == tensor.Bool {
			dt = tensor.Float64
		}
	case object.FloorDiv, object.Mod, object.Pow, object.LShift, object.RShift:
		if dt == tensor.Bool {
			dt = tensor.Int8
		}
	case object.Sub:
		if dt == tensor.Bool {
			object.Throw(object.TypeErrorf("numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead."))
		}
	}
	if dt == tensor.String || dt.IsFloat() && isBitwise(op) {
		object.Throw(noLoop(op, x.Array, y.Array))
	}
	shape, ok := tensor.BroadcastShapes(x.Shape(), y.Shape())
	if !ok {
		object.Throw(broadcastError(x.Shape(), y.Shape()))
	}
	p, q := binding.CastArray(th, x.Array, dt), binding.CastArray(th, y.Array, dt)
	return arithmetic(binding.Scope(th), op, p, q, shape)
}

func isBitwise(op object.Op) bool {
	switch op {
	case object.BitAnd, object.BitOr, object.BitXor, object.LShift, object.RShift:
		return true
	}
	return false
}

// noLoop is the error for operands that an operator does not know.
func noLoop(op object.Op, x, y *tensor.Array) error {
	if isBitwise(op) {
		return object.TypeErrorf("ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''", ufuncNames[op])
	}
	return object.Errorf(UFuncTypeError, "ufunc '%s' did not contain a loop with signature matching types (%s, %s) -> None", ufuncNames[op], dtypeRepr(x), dtypeRepr(y))
}

// UFuncTypeError is the TypeError of ufuncs.
var UFuncTypeError = object.NewExceptionClass("numpy.core._exceptions", "_UFuncNoLoopError", object.TypeError, "No loop for these types.")

func dtypeRepr(a *tensor.Array) string {
	d := binding.NumpyDTypeOf(a)
	return "dtype('" + d.Name + "')"
}

// arithmetic computes op on arrays of one dtype that broadcast to shape.
func arithmetic(s *tensor.Scope, op object.Op, p, q *tensor.Array, shape []int) *tensor.Array {
	isInt := p.DType().IsInteger()
	switch op {
	case object.Add:
		if p.DType() == tensor.Bool {
			return s.LogicalOr(t(p), t(q)).Array()
		}
		return s.Add(t(p), t(q)).Array()
	case object.Sub:
		return s.Sub(t(p), t(q)).Array()
	case object.Mul:
		if p.DType() == tensor.Bool {
			return s.LogicalAnd(t(p), t(q)).Array()
		}
		return s.Mul(t(p), t(q)).Array()
	case object.Div:
		return s.Div(t(p), t(q)).Array()
	case object.FloorDiv:
		if isInt {
			return zipInts(p, q, shape, floorDiv)
		}
		return zipFloats(p, q, shape, func(a, b float64) float64 { return floorDivFloat(a, b) })
	case object.Mod:
		if isInt {
			return zipInts(p, q, shape, floorMod)
		}
		return zipFloats(p, q, shape, modFloat)
	case object.Pow:
		if isInt {
			for i := range q.Size() {
				if q.Int(i) < 0 && !q.DType().IsUnsigned() {
					object.Throw(object.ValueErrorf("Integers to negative integer powers are not allowed."))
				}
			}
			return zipInts(p, q, shape, intPow)
		}
		return s.Pow(t(p), t(q)).Array()
	case object.BitAnd, object.BitOr, object.BitXor:
		return bitwise(s, op, p, q)
	case object.LShift:
		return zipInts(p, q, shape, func(a, b int64) int64 { return a << uint64(b) })
	}
	return zipInts(p, q, shape, func(a, b int64) int64 { return a >> uint64(b) })
}

func bitwise(s *tensor.Scope, op object.Op, p, q *tensor.Array) *tensor.Array {
	if p.DType() == tensor.Bool {
		switch op {
		case object.BitAnd:
			return s.LogicalAnd(t(p), t(q)).Array()
		case object.BitOr:
			return s.LogicalOr(t(p), t(q)).Array()
		}
		return s.LogicalXor(t(p), t(q)).Array()
	}
	switch op {
	case object.BitAnd:
		return s.BitwiseAnd(t(p), t(q)).Array()
	case object.BitOr:
		return s.BitwiseOr(t(p), t(q)).Array()
	}
	return s.BitwiseXor(t(p), t(q)).Array()
}

// floorDiv is a // b; by zero it gives 0, as NumPy does after a warning.
func floorDiv(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

func intPow(a, b int64) int64 {
	r := int64(1)
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			r *= a
		}
		a *= a
	}
	return r
}

// modFloat is Python's a % b: the sign is that of b.
func modFloat(a, b float64) float64 {
	m := math.Mod(a, b)
	switch {
	case b == 0 || m != m:
		return math.NaN()
	case m == 0:
		return math.Copysign(0, b)
	case (m < 0) != (b < 0):
		return m + b
	}
	return m
}

func floorDivFloat(a, b float64) float64 {
	if b == 0 {
		return a / b
	}
	m := math.Mod(a, b)
	d := (a - m) / b
	if m != 0 && (b < 0) != (m < 0) {
		d--
	}
	if d == 0 {
		return math.Copysign(0, a/b)
	}
	f := math.Floor(d)
	if d-f > 0.5 {
		f++
	}
	return f
}

// zipFloats computes f over two arrays of a floating dtype.
func zipFloats(p, q *tensor.Array, shape []int, f func(a, b float64) float64) *tensor.Array {
	x, y := p.BroadcastTo(shape), q.BroadcastTo(shape)
	out := make([]float64, tensor.NumElements(shape))
	for i := range out {
		out[i] = f(x.Float(i), y.Float(i))
	}
	return tensor.FromSlice(out, shape...).Cast(p.DType())
}

// zipInts computes f over two arrays of an integer dtype.
func zipInts(p, q *tensor.Array, shape []int, f func(a, b int64) int64) *tensor.Array {
	x, y := p.BroadcastTo(shape), q.BroadcastTo(shape)
	out := make([]int64, tensor.NumElements(shape))
	for i := range out {
		out[i] = f(x.Int(i), y.Int(i))
	}
	return tensor.FromSlice(out, shape...).Cast(p.DType())
}

// compareSlot is a comparison where one side is an array or a NumPy scalar.
func compareSlot(th *object.Thread, op object.Op, a, b object.Value) (v object.Value, err error) {
	if !takes(a) || !takes(b) {
		if (op == object.Eq || op == object.Ne) && (a == nil || b == nil) {
			a, b = orArray(a, b)
			x := arrayOf(th, a)
			out := tensor.NewArray(tensor.Bool, x.Shape()...)
			if op == object.Ne {
				out.Fill(1)
			}
			return binding.FromArray(out), nil
		}
		return object.NotImplemented, nil
	}
	err = binding.Catch(func() { v = binding.FromArray(compareArrays(th, op, operandOf(th, a), operandOf(th, b))) })
	return v, err
}

func orArray(a, b object.Value) (object.Value, object.Value) {
	if a == nil {
		return b, a
	}
	return a, b
}

func compareArrays(th *object.Thread, op object.Op, x, y operand) *tensor.Array {
	shape, ok := tensor.BroadcastShapes(x.Shape(), y.Shape())
	if !ok {
		object.Throw(broadcastError(x.Shape(), y.Shape()))
	}
	s := binding.Scope(th)
	strings := (x.DType() == tensor.String) != (y.DType() == tensor.String)
	if strings {
		out := tensor.NewArray(tensor.Bool, shape...)
		switch op {
		case object.Eq:
		case object.Ne:
			out.Fill(1)
		default:
			object.Throw(noLoop(op, x.Array, y.Array))
		}
		return out
	}
	dt := resultType(x, y)
	if dt == tensor.Bool {
		dt = tensor.Uint8
	}
	if dt == tensor.String {
		return compareTexts(op, x.BroadcastTo(shape), y.BroadcastTo(shape))
	}
	p, q := t(x.Cast(dt)), t(y.Cast(dt))
	switch op {
	case object.Eq:
		return s.Equal(p, q).Array()
	case object.Ne:
		return s.NotEqual(p, q).Array()
	case object.Lt:
		return s.Less(p, q).Array()
	case object.Le:
		return s.LessEqual(p, q).Array()
	case object.Gt:
		return s.Greater(p, q).Array()
	}
	return s.GreaterEqual(p, q).Array()
}

func compareTexts(op object.Op, x, y *tensor.Array) *tensor.Array {
	out := make([]bool, x.Size())
	for i := range out {
		a, b := x.Str(i), y.Str(i)
		switch op {
		case object.Eq:
			out[i] = a == b
		case object.Ne:
			out[i] = a != b
		case object.Lt:
			out[i] = a < b
		case object.Le:
			out[i] = a <= b
		case object.Gt:
			out[i] = a > b
		default:
			out[i] = a >= b
		}
	}
	return tensor.FromSlice(out, x.Shape()...)
}

// unarySlot is -a, +a, ~a.
func unarySlot(th *object.Thread, op object.Op, v object.Value) (out object.Value, err error) {
	a := arrayOf(th, v)
	s := binding.Scope(th)
	err = binding.Catch(func() {
		switch {
		case op == object.Plus:
			out = binding.FromArray(a.Clone())
		case op == object.Neg && a.DType() == tensor.Bool:
			object.Throw(object.TypeErrorf("The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead."))
		case op == object.Neg:
			out = value(s.Neg(t(a)))
		case a.DType() == tensor.Bool:
			out = value(s.LogicalNot(t(a)))
		case a.DType().IsFloat():
			object.Throw(object.TypeErrorf("ufunc 'invert' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''"))
		default:
			out = value(s.Invert(t(a)))
		}
	})
	return out, err
}

// inPlaceSlot is a op= b: the array keeps its identity and its dtype.
func inPlaceSlot(th *object.Thread, op object.Op, a, b object.Value) (v object.Value, err error) {
	x, ok := a.(*tensor.Array)
	if !ok || !takes(b) {
		return object.NotImplemented, nil
	}
	err = binding.Catch(func() {
		var r *tensor.Array
		if op == object.MatMul {
			r = arrayOf(th, matmul(th, x, arrayOf(th, b)))
		} else {
			r = compute(th, op, operand{x, x.Rank() == 0}, operandOf(th, b))
		}
		if kind(r.DType()) > kind(x.DType()) {
			object.Throw(object.Errorf(UFuncOutputError, "Cannot cast ufunc '%s' output from %s to %s with casting rule 'same_kind'", ufuncNames[op], dtypeRepr(r), dtypeRepr(x)))
		}
		if !tensor.SameShape(r.Shape(), x.Shape()) {
			object.Throw(object.ValueErrorf("non-broadcastable output operand with shape %s doesn't match the broadcast shape %s", shapeText(x.Shape()), shapeText(r.Shape())))
		}
		x.CopyFrom(r.Cast(x.DType()))
		v = x
	})
	return v, err
}

// UFuncOutputError is the TypeError for a result that its place cannot hold.
var UFuncOutputError = object.NewExceptionClass("numpy.core._exceptions", "_UFuncOutputCastingError", object.TypeError, "A result cannot be stored.")

// matmul is a @ b with NumPy's rules for vectors.
func matmul(th *object.Thread, a, b *tensor.Array) object.Value {
	if a.Rank() == 0 || b.Rank() == 0 {
		object.Throw(object.ValueErrorf("matmul: Input operand %d does not have enough dimensions (has 0, gufunc core with signature (n?,k),(k,m?)->(n?,m?) requires 1)", oneIf(a.Rank() > 0)))
	}
	dt := resultType(operand{a, false}, operand{b, false})
	isBool := dt == tensor.Bool
	if isBool {
		dt = tensor.Int64
	}
	x, y := a.Cast(dt), b.Cast(dt)
	row, col := x.Rank() == 1, y.Rank() == 1
	if row {
		x = x.Reshape([]int{1, x.Size()})
	}
	if col {
		y = y.Reshape([]int{y.Size(), 1})
	}
	k, n := x.Shape()[x.Rank()-1], y.Shape()[y.Rank()-2]
	if k != n {
		object.Throw(object.ValueErrorf("matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size %d is different from %d)", n, k))
	}
	r := binding.Scope(th).MatMul(t(x), t(y), false, false).Array()
	r = r.Reshape(productShape(r.Shape(), row, col))
	if isBool {
		r = r.Cast(tensor.Bool)
	}
	return binding.FromArray(r)
}

// productShape is the shape of a product without the axes that vectors were given.
func productShape(shape []int, row, col bool) []int {
	n := len(shape)
	out := append([]int{}, shape[:n-2]...)
	if !row {
		out = append(out, shape[n-2])
	}
	if !col {
		out = append(out, shape[n-1])
	}
	return out
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}
