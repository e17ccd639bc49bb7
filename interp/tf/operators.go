package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// operatorNames are the functions that operators on symbolic Keras tensors become
// layers of, by their canonical names.
var operatorNames = map[object.Op]string{
	object.Add: "__operators__.add", object.Sub: "math.subtract", object.Mul: "math.multiply", object.Div: "math.truediv",
	object.FloorDiv: "compat.v1.floor_div", object.Mod: "math.floormod", object.Pow: "math.pow", object.MatMul: "linalg.matmul",
	object.BitAnd: "math.logical_and", object.BitOr: "math.logical_or", object.BitXor: "math.logical_xor",
	object.Lt: "math.less", object.Le: "math.less_equal", object.Gt: "math.greater", object.Ge: "math.greater_equal",
	object.Eq: "__operators__.eq", object.Ne: "__operators__.ne",
	object.Neg: "math.negative", object.Invert: "math.logical_not",
}

// operatorDecls are the operators that are no functions of the module's.
func operatorDecls() []decl {
	return []decl{
		{names: "__operators__.add", sig: "add(x, y, name=None)", doc: "x + y.", elementwise: true, fn: func(c *call) object.Value {
			return arithmetic(c.th, object.Add, c.Value("x"), c.Value("y"))
		}},
		{names: "compat.v1.floor_div", sig: "floor_div(x, y, name=None)", doc: "x // y.", elementwise: true, fn: func(c *call) object.Value {
			return arithmetic(c.th, object.FloorDiv, c.Value("x"), c.Value("y"))
		}},
		{names: "__operators__.eq", sig: "tensor_equals(self, other)", doc: "x == y.", elementwise: true, fn: func(c *call) object.Value {
			return comparison(c.th, object.Eq, c.Value("self"), c.Value("other"))
		}},
		{names: "__operators__.ne", sig: "tensor_not_equals(self, other)", doc: "x != y.", elementwise: true, fn: func(c *call) object.Value {
			return comparison(c.th, object.Ne, c.Value("self"), c.Value("other"))
		}},
		{names: "__operators__.getitem", sig: "_slice_helper(tensor, slice_spec, var=None)", doc: "x[slice_spec].", fn: func(c *call) object.Value {
			return index(c.th, c.tensor("tensor"), dictsToSlices(c.th, c.Value("slice_spec")))
		}},
		{names: "__operators__.ragged_getitem", sig: "ragged_tensor_getitem(rt_input, key)", doc: "x[key] of a ragged tensor.", fn: raggedIndex, ragged: raggedIndex},
	}
}

func raggedIndex(c *call) object.Value {
	return object.Must(object.Index(c.th, c.Value("rt_input"), dictsToSlices(c.th, c.Value("key"))))
}

// onKeras adds an operator with a symbolic Keras tensor among its operands to
// the functional graph.
func onKeras(th *object.Thread, op object.Op, operands ...object.Value) object.Value {
	name := operatorNames[op]
	if op == object.Add && (isRaggedKeras(operands[0]) || isRaggedKeras(operands[len(operands)-1])) {
		name = "math.add"
	}
	args := object.Args{Pos: operands}
	if op != object.Eq && op != object.Ne {
		args.Kw = []object.Kwarg{{Name: "name"}}
	}
	if _, number := operands[0].(int); number {
		if y, ok := object.NativeOf(operands[1]).(*tensor.Tensor); ok && y.DType().IsFloat() {
			args.Pos = []object.Value{object.Must(object.AsFloat(th, operands[0])), operands[1]}
		}
	}
	return binding.ApplyToGraph(th, name, byCanonicalName()[name], args)
}

// isRaggedKeras reports whether v is a symbolic tensor that stands for ragged
// ones: their operators are functions of their own.
func isRaggedKeras(v object.Value) bool {
	t, ok := object.NativeOf(v).(*tensor.Tensor)
	return ok && kerasClass(t) == RaggedKeras
}

// binarySlot is a op b, one of which is a tensor or a variable.
func binarySlot(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if _, ok := operatorNames[op]; !ok {
		return object.NotImplemented, nil
	}
	if binding.KerasIn(a) || binding.KerasIn(b) {
		return onKeras(th, op, a, b), nil
	}
	if s, ok := b.(*Sparse); ok && op == object.Mul {
		return s.scaled(th, op, a), nil
	}
	out, err := nameOperator(th, op, func() (v object.Value, err error) {
		err = binding.Catch(func() { v = arithmetic(th, op, a, b) })
		return v, err
	}, a, b)
	if err != nil && answers(op, b) && (object.IsError(object.AsRaised(err), object.TypeError) || object.IsError(object.AsRaised(err), object.ValueError)) {
		return object.NotImplemented, nil
	}
	return out, err
}

// answers reports whether the right operand is an object of a user's class that
// implements the operator itself.
func answers(op object.Op, b object.Value) bool {
	i, ok := b.(*object.Instance)
	if !ok || i.Native != nil {
		return false
	}
	_, ok = i.Class.Lookup(op.Reflected())
	return ok
}

// operands converts the sides of an arithmetic operator to one dtype. The
// right side of +, / and @ may keep a dtype of its own, of which the op then
// complains.
func operands(th *object.Thread, op object.Op, a, b object.Value) (*tensor.Tensor, *tensor.Tensor) {
	if op != object.Add && op != object.Div && op != object.MatMul {
		return pair(th, graphNames[op], a, b)
	}
	if binding.IsTensor(a) || !binding.IsTensor(b) {
		x := binding.ToTensor(th, a, tensor.Invalid)
		return x, binding.ToTensorLike(th, b, x.DType())
	}
	y := binding.ToTensor(th, b, tensor.Invalid)
	return binding.ToTensor(th, a, y.DType()), y
}

// graphNames are the ops that operators convert their right sides for.
var graphNames = map[object.Op]string{
	object.Sub: "Sub", object.Mul: "Mul", object.FloorDiv: "FloorDiv", object.Mod: "FloorMod", object.Pow: "Pow",
	object.BitAnd: "BitwiseAnd", object.BitOr: "BitwiseOr", object.BitXor: "BitwiseXor",
	object.Lt: "Less", object.Le: "LessEqual", object.Gt: "Greater", object.Ge: "GreaterEqual", object.Eq: "Equal", object.Ne: "NotEqual",
}

// pair converts the operands of an op to one dtype. While a graph is built,
// errors about the second one name the op.
func pair(th *object.Thread, op string, a, b object.Value) (x, y *tensor.Tensor) {
	if binding.State(th).BuildsGraph() && binding.IsTensor(a) && !binding.IsTensor(b) {
		x = binding.ToTensor(th, a, tensor.Invalid)
		if err := binding.Catch(func() { y = binding.ToTensor(th, b, x.DType()) }); err != nil {
			object.Throw(refusedParameter(th, err, op, b, x.DType()))
		}
		return x, y
	}
	ts := binding.ToTensors(th, a, b)
	return ts[0], ts[1]
}

// refusedParameter is the error for the second input of an op in a graph.
func refusedParameter(th *object.Thread, err error, op string, v object.Value, dt tensor.DType) error {
	msg := object.AsRaised(err).Message()
	switch {
	case v == nil:
		return object.ValueErrorf("Tried to convert 'y' to a tensor and failed. Error: %s", msg)
	case object.IsError(err, object.TypeError):
		return object.TypeErrorf("Expected %s passed to parameter 'y' of op '%s', got %s of type '%s' instead. Error: %s", dt, op, object.Must(object.Repr(th, v)), object.TypeName(v), msg)
	}
	return err
}

func arithmetic(th *object.Thread, op object.Op, a, b object.Value) *tensor.Tensor {
	x, y := operands(th, op, a, b)
	return applyBinary(binding.Scope(th), op, x, y)
}

func applyBinary(s *tensor.Scope, op object.Op, x, y *tensor.Tensor) *tensor.Tensor {
	switch op {
	case object.Add:
		return s.Add(x, y)
	case object.Sub:
		return s.Sub(x, y)
	case object.Mul:
		return s.Mul(x, y)
	case object.Div:
		return trueDiv(s, x, y)
	case object.FloorDiv:
		return s.FloorDiv(x, y)
	case object.Mod:
		return s.FloorMod(x, y)
	case object.Pow:
		return s.Pow(x, y)
	case object.MatMul:
		return s.MatMul(x, y, false, false)
	case object.BitAnd:
		if x.DType() == tensor.Bool {
			return s.LogicalAnd(x, y)
		}
		return s.BitwiseAnd(x, y)
	case object.BitOr:
		if x.DType() == tensor.Bool {
			return s.LogicalOr(x, y)
		}
		return s.BitwiseOr(x, y)
	case object.BitXor:
		if x.DType() == tensor.Bool {
			return s.LogicalXor(x, y)
		}
		return s.BitwiseXor(x, y)
	}
	panic("tf: no operator " + op.String())
}

// trueDiv is x / y, in which integers are divided as floats: float64 for the
// wide ones, float32 for those of up to 16 bits.
func trueDiv(s *tensor.Scope, x, y *tensor.Tensor) *tensor.Tensor {
	if x.DType() != y.DType() {
		object.Throw(object.TypeErrorf("`x` and `y` must have the same dtype, got %s != %s.", reprDType(x.DType()), reprDType(y.DType())))
	}
	needNumbers(x, "__truediv__")
	return s.TrueDiv(x, y)
}

// needNumbers throws for a dtype that a function does not divide.
func needNumbers(x *tensor.Tensor, function string) {
	if dt := x.DType(); dt == tensor.Bool || dt == tensor.String {
		object.Throw(object.TypeErrorf("Invalid dtype %s in %s. Expected one of {tf.uint8, tf.int8, tf.uint16, tf.int16, tf.uint32, tf.int32, tf.uint64, tf.int64, tf.bfloat16, tf.float16, tf.float32, tf.float64, tf.complex64, tf.complex128}.", reprDType(dt), function))
	}
}

func reprDType(dt tensor.DType) string { return "tf." + dt.String() }

// compareSlot is a comparison, one side of which is a tensor or a variable.
func compareSlot(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if binding.KerasIn(a) || binding.KerasIn(b) {
		if (op == object.Eq || op == object.Ne) && (a == nil || b == nil) {
			return op == object.Ne, nil
		}
		return onKeras(th, op, a, b), nil
	}
	if !binding.IsTensor(a) { // as Python turns to the other operand
		op, a, b = mirrored[op], b, a
	}
	return nameOperator(th, op, func() (v object.Value, err error) {
		err = binding.Catch(func() { v = comparison(th, op, a, b) })
		return v, err
	}, a, b)
}

// mirrored are the comparisons with their operands exchanged.
var mirrored = map[object.Op]object.Op{
	object.Eq: object.Eq, object.Ne: object.Ne, object.Lt: object.Gt, object.Gt: object.Lt, object.Le: object.Ge, object.Ge: object.Le,
}

// comparison is a op b elementwise. Tensors of shapes that do not fit are
// unequal as a whole.
func comparison(th *object.Thread, op object.Op, a, b object.Value) object.Value {
	if op == object.Eq || op == object.Ne {
		if a == nil || b == nil {
			return op == object.Ne
		}
	}
	s := binding.Scope(th)
	x, y := pair(th, graphNames[op], a, b)
	switch op {
	case object.Lt:
		return s.Less(x, y)
	case object.Le:
		return s.LessEqual(x, y)
	case object.Gt:
		return s.Greater(x, y)
	case object.Ge:
		return s.GreaterEqual(x, y)
	}
	if _, fits := tensor.BroadcastShapes(x.Shape(), y.Shape()); !fits && x.DType() == y.DType() {
		return tensor.ConstScalar(op == object.Ne)
	}
	if op == object.Eq {
		return s.Equal(x, y)
	}
	return s.NotEqual(x, y)
}

// unarySlot is -x, +x and ~x.
func unarySlot(th *object.Thread, op object.Op, v object.Value) (object.Value, error) {
	if _, ok := operatorNames[op]; !ok {
		return object.NotImplemented, nil
	}
	if binding.KerasIn(v) {
		return onKeras(th, op, v), nil
	}
	return nameOperator(th, op, func() (object.Value, error) {
		s, x := binding.Scope(th), binding.ToTensor(th, v, tensor.Invalid)
		switch {
		case op == object.Neg:
			return s.Neg(x), nil
		case x.DType() == tensor.Bool:
			return s.LogicalNot(x), nil
		}
		return s.Invert(x), nil
	}, v)
}
