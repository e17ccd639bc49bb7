package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// binaryFn is a function of two tensors of one dtype.
type binaryFn = func(s *tensor.Scope, x, y *tensor.Tensor) *tensor.Tensor

// binary declares a function of two tensors, x and y.
func binary(names, sig, doc string, f binaryFn) decl {
	return decl{names: names, sig: sig, doc: doc, elementwise: true, fn: func(c *call) object.Value {
		x, y := c.pair("x", "y")
		return f(c.s, x, y)
	}}
}

func rawBinary(names, sig, doc string, f binaryFn) decl {
	d := binary(names, sig, doc, f)
	d.raw = true
	return d
}

// binaryDecls are the elementwise functions of two or more tensors.
func binaryDecls() []decl {
	return []decl{
		{names: "math.add add", elementwise: true, sig: "add(x, y, name=None)", doc: "x + y, broadcast.", fn: func(c *call) object.Value {
			x, y := c.hinted("x", "y")
			return c.s.Add(x, y)
		}},
		binary("math.subtract subtract", "subtract(x, y, name=None)", "x - y, broadcast.", (*tensor.Scope).Sub),
		binary("math.multiply multiply", "multiply(x, y, name=None)", "x · y, broadcast.", (*tensor.Scope).Mul),
		{names: "math.divide divide", elementwise: true, plain: true, sig: "divide(x, y, name=None)", doc: "x / y as Python divides, broadcast.", fn: func(c *call) object.Value {
			if x, y := c.Value("x"), c.Value("y"); binding.KerasIn(x) || binding.KerasIn(y) {
				return object.Must(object.BinaryOp(c.th, object.Div, x, y))
			}
			return arithmetic(c.th, object.Div, c.Value("x"), c.Value("y"))
		}},
		{names: "math.truediv truediv", elementwise: true, sig: "truediv(x, y, name=None)", doc: "x / y, in which integers become floats, broadcast.", fn: func(c *call) object.Value {
			x, y := c.hinted("x", "y")
			return trueDiv(c.s, x, y)
		}},
		rawBinary("realdiv", "real_div(x, y, name=None)", "x / y of floats, broadcast.", (*tensor.Scope).Div),
		binary("math.floordiv", "floordiv(x, y, name=None)", "⌊x / y⌋, broadcast.", (*tensor.Scope).FloorDiv),
		rawBinary("math.floormod math.mod", "floor_mod(x, y, name=None)", "The remainder with the sign of y, broadcast.", (*tensor.Scope).FloorMod),
		rawBinary("truncatediv", "truncate_div(x, y, name=None)", "x / y rounded toward zero, broadcast.", (*tensor.Scope).TruncateDiv),
		rawBinary("truncatemod", "truncate_mod(x, y, name=None)", "The remainder with the sign of x, broadcast.", (*tensor.Scope).TruncateMod),
		{names: "math.divide_no_nan", sig: "div_no_nan(x, y, name=None)", doc: "x / y, and 0 where y is 0.", fn: func(c *call) object.Value {
			x, y := operands(c.th, object.Div, c.Value("x"), c.Value("y"))
			if x.DType() != y.DType() {
				trueDiv(c.s, x, y)
			}
			needNumbers(x, "tf.math.divide_no_nan")
			if x.DType().IsInteger() {
				x, y = c.s.Cast(x, divDType(x.DType())), c.s.Cast(y, divDType(x.DType()))
			}
			return c.s.DivNoNan(x, y)
		}},
		{names: "math.multiply_no_nan", sig: "multiply_no_nan(x, y, name=None)", doc: "x · y, and 0 where y is 0.", elementwise: true, fn: func(c *call) object.Value {
			x := c.tensor("x")
			return c.s.MulNoNan(x, c.tensorAs("y", x.DType()))
		}},
		binary("math.pow pow", "pow(x, y, name=None)", "x to the power of y, broadcast.", (*tensor.Scope).Pow),
		rawBinary("math.maximum maximum", "maximum(x, y, name=None)", "The greater of x and y, broadcast.", (*tensor.Scope).Maximum),
		rawBinary("math.minimum minimum", "minimum(x, y, name=None)", "The smaller of x and y, broadcast.", (*tensor.Scope).Minimum),
		rawBinary("math.squared_difference", "squared_difference(x, y, name=None)", "(x - y)², broadcast.", (*tensor.Scope).SquaredDifference),
		binary("math.xdivy", "xdivy(x, y, name=None)", "x / y, and 0 where x is 0.", (*tensor.Scope).Xdivy),
		rawBinary("math.xlogy", "xlogy(x, y, name=None)", "x · log(y), and 0 where x is 0.", (*tensor.Scope).Xlogy),
		binary("math.xlog1py", "xlog1py(x, y, name=None)", "x · log(1 + y), and 0 where x is 0.", (*tensor.Scope).Xlog1py),
		{names: "math.atan2 atan2", sig: "atan2(y, x, name=None)", doc: "The angle of the point (x, y).", raw: true, fn: func(c *call) object.Value {
			y, x := c.pair("y", "x")
			return c.s.Atan2(y, x)
		}},
		{names: "math.nextafter", sig: "next_after(x1, x2, name=None)", doc: "The next number after x1 in the direction of x2.", raw: true, fn: func(c *call) object.Value {
			ts := binding.ToTensors(c.th, c.Value("x1"), c.Value("x2"))
			for i, t := range ts {
				if t.DType() == tensor.Int32 && !binding.IsTensor(c.Value([]string{"x1", "x2"}[i])) {
					ts[i] = c.s.Cast(t, tensor.Float32)
				}
			}
			return c.s.NextAfter(ts[0], ts[1])
		}},
		{names: "math.igamma", sig: "igamma(a, x, name=None)", doc: "Lower regularized incomplete gamma function.", raw: true, fn: func(c *call) object.Value {
			a, x := c.pair("a", "x")
			return c.s.Igamma(a, x)
		}},
		{names: "math.igammac", sig: "igammac(a, x, name=None)", doc: "Upper regularized incomplete gamma function.", raw: true, fn: func(c *call) object.Value {
			a, x := c.pair("a", "x")
			return c.s.Igammac(a, x)
		}},
		{names: "math.polygamma", sig: "polygamma(a, x, name=None)", doc: "The a-th derivative of digamma at x.", raw: true, fn: func(c *call) object.Value {
			a, x := c.pair("a", "x")
			return c.s.Polygamma(a, x)
		}},
		{names: "math.zeta", sig: "zeta(x, q, name=None)", doc: "Hurwitz' zeta function.", raw: true, fn: func(c *call) object.Value {
			x, q := c.pair("x", "q")
			return c.s.Zeta(x, q)
		}},
		{names: "math.betainc", sig: "betainc(a, b, x, name=None)", doc: "Regularized incomplete beta function.", raw: true, fn: func(c *call) object.Value {
			ts := binding.ToTensors(c.th, c.Value("a"), c.Value("b"), c.Value("x"))
			return c.s.Betainc(ts[0], ts[1], ts[2])
		}},
		{names: "math.scalar_mul scalar_mul", asks: "x.dtype", sig: "scalar_mul_v2(scalar, x, name=None)", doc: "x times a scalar.", fn: scalarMul},
		{names: "math.add_n add_n", sig: "add_n(inputs, name=None)", doc: "The sum of several tensors of one shape.", fn: addN},
		{names: "math.accumulate_n", sig: "accumulate_n(inputs, shape=None, tensor_dtype=None, name=None)", doc: "The sum of several tensors of one shape.", fn: accumulateN},
		rawBinary("math.equal equal", "equal(x, y, name=None)", "x == y, elementwise.", (*tensor.Scope).Equal),
		rawBinary("math.not_equal not_equal", "not_equal(x, y, name=None)", "x != y, elementwise.", (*tensor.Scope).NotEqual),
		rawBinary("math.less less", "less(x, y, name=None)", "x < y, elementwise.", (*tensor.Scope).Less),
		rawBinary("math.less_equal less_equal", "less_equal(x, y, name=None)", "x <= y, elementwise.", (*tensor.Scope).LessEqual),
		rawBinary("math.greater greater", "greater(x, y, name=None)", "x > y, elementwise.", (*tensor.Scope).Greater),
		rawBinary("math.greater_equal greater_equal", "greater_equal(x, y, name=None)", "x >= y, elementwise.", (*tensor.Scope).GreaterEqual),
		logical("math.logical_and logical_and", "logical_and(x, y, name=None)", "x and y, elementwise.", (*tensor.Scope).LogicalAnd),
		logical("math.logical_or logical_or", "logical_or(x, y, name=None)", "x or y, elementwise.", (*tensor.Scope).LogicalOr),
		logical("math.logical_xor", "logical_xor(x, y, name='LogicalXor')", "Whether one of x and y is true, but not both.", (*tensor.Scope).LogicalXor),
		rawBinary("bitwise.bitwise_and", "bitwise_and(x, y, name=None)", "The bits set in both.", (*tensor.Scope).BitwiseAnd),
		rawBinary("bitwise.bitwise_or", "bitwise_or(x, y, name=None)", "The bits set in any.", (*tensor.Scope).BitwiseOr),
		rawBinary("bitwise.bitwise_xor", "bitwise_xor(x, y, name=None)", "The bits set in one of the two.", (*tensor.Scope).BitwiseXor),
		rawBinary("bitwise.left_shift", "left_shift(x, y, name=None)", "x shifted left by y bits.", (*tensor.Scope).LeftShift),
		rawBinary("bitwise.right_shift", "right_shift(x, y, name=None)", "x shifted right by y bits.", (*tensor.Scope).RightShift),
		{names: "clip_by_value", elementwise: true, sig: "clip_by_value(t, clip_value_min, clip_value_max, name=None)", doc: "The values limited to a range.", fn: clipByValue},
		{names: "clip_by_norm", sig: "clip_by_norm(t, clip_norm, axes=None, name=None)", doc: "The tensor scaled down to a norm of at most clip_norm.", fn: func(c *call) object.Value {
			if d, ok := c.Value("t").(*IndexedSlices); ok {
				return &IndexedSlices{c.s.ClipByNorm(d.Values, c.tensorAs("clip_norm", d.Values.DType()), c.axes("axes")), d.Indices, d.DenseShape}
			}
			x := c.tensor("t")
			return c.s.ClipByNorm(x, c.tensorLike("clip_norm", x.DType()), c.axes("axes"))
		}},
		{names: "clip_by_global_norm", sig: "clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None)", doc: "Tensors scaled down together to a global norm of at most clip_norm; also gives the norm.", fn: clipByGlobalNorm},
		{names: "linalg.global_norm", sig: "global_norm(t_list, name=None)", doc: "The norm of several tensors together.", fn: func(c *call) object.Value {
			return c.s.GlobalNorm(present(c.th, c.Elems("t_list")))
		}},
	}
}

// divDType is the dtype in which integers are divided.
func divDType(dt tensor.DType) tensor.DType {
	if dt.Size() <= 2 {
		return tensor.Float32
	}
	return tensor.Float64
}

// logical declares a function of two bool tensors.
func logical(names, sig, doc string, f binaryFn) decl {
	return decl{names: names, sig: sig, doc: doc, raw: names != "math.logical_xor", fn: func(c *call) object.Value {
		return f(c.s, c.tensorAsBool("x"), c.tensorAsBool("y"))
	}}
}

// tensorAsBool is an argument as a bool tensor; a tensor of another dtype is
// left for the op to complain about.
func (c *call) tensorAsBool(name string) *tensor.Tensor {
	if v := c.Value(name); !binding.IsTensor(v) {
		return binding.ToTensor(c.th, v, tensor.Bool)
	}
	return c.tensor(name)
}

func scalarMul(c *call) object.Value {
	if d, ok := c.Value("x").(*IndexedSlices); ok {
		return &IndexedSlices{c.s.Mul(c.tensorAs("scalar", d.Values.DType()), d.Values), d.Indices, d.DenseShape}
	}
	x := c.tensor("x")
	k := c.tensorAs("scalar", x.DType())
	if k.Rank() != 0 {
		object.Throw(object.ValueErrorf("The input scalar must be a 0-D value. Received shape %s.", tensor.ShapeString(k.Shape())))
	}
	return c.s.Mul(k, x)
}

func addN(c *call) object.Value {
	vs := c.Elems("inputs")
	if len(vs) == 0 {
		object.Throw(object.ValueErrorf("Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape."))
	}
	return c.s.AddN(c.each(vs))
}

// each makes tensors of values, of each for itself.
func (c *call) each(vs []object.Value) []*tensor.Tensor {
	out := make([]*tensor.Tensor, len(vs))
	for i, v := range vs {
		out[i] = c.tensorOf(v)
	}
	return out
}

func accumulateN(c *call) object.Value {
	wrong := object.ValueErrorf("inputs must be a list of at least one Tensor with the same dtype and shape")
	if !isNested(c.Value("inputs")) || len(c.Elems("inputs")) == 0 {
		object.Throw(wrong)
	}
	ts := c.each(c.Elems("inputs"))
	for _, t := range ts[1:] {
		if t.DType() != ts[0].DType() {
			object.Throw(wrong)
		}
		if !binding.NewTensorShape(t.Shape()).Compatible(binding.NewTensorShape(ts[0].Shape())) {
			object.Throw(object.ValueErrorf("Shapes %s and %s are not compatible", tensor.ShapeString(ts[0].Shape()), tensor.ShapeString(t.Shape())))
		}
	}
	if dt := c.dtype("tensor_dtype", ts[0].DType()); dt != ts[0].DType() {
		object.Throw(object.TypeErrorf("The `tensor_dtype` argument is %s, but `input` is of type <dtype: '%s'>. These must be equal. Try casting the input to the desired type.",
			object.Must(object.Str(c.th, c.Value("tensor_dtype"))), ts[0].DType()))
	}
	return c.s.AddN(ts)
}

func clipByValue(c *call) object.Value {
	if d, ok := c.Value("t").(*IndexedSlices); ok {
		x := d.Values
		return &IndexedSlices{c.s.Maximum(c.s.Minimum(x, c.tensorAs("clip_value_max", x.DType())), c.tensorAs("clip_value_min", x.DType())), d.Indices, d.DenseShape}
	}
	x := c.tensor("t")
	hi := binding.ToTensors(c.th, x, c.Value("clip_value_max"))[1]
	lo := binding.ToTensors(c.th, x, c.Value("clip_value_min"))[1]
	return c.s.Maximum(c.s.Minimum(x, hi), lo)
}

// present is a list of tensors without the None in it.
func present(th *object.Thread, vs []object.Value) []*tensor.Tensor {
	var out []*tensor.Tensor
	for _, v := range vs {
		switch d := v.(type) {
		case nil:
		case *IndexedSlices:
			out = append(out, d.Values)
		default:
			out = append(out, binding.ToTensor(th, v, tensor.Invalid))
		}
	}
	return out
}

func clipByGlobalNorm(c *call) object.Value {
	switch v := object.NativeOf(c.Value("t_list")).(type) {
	case *object.List, *object.Tuple:
	default:
		object.Throw(object.TypeErrorf("`t_list` should be a sequence of tensors. Received %s.", object.Must(object.Str(c.th, object.TypeOf(v)))))
	}
	vs := c.Elems("t_list")
	ts := present(c.th, vs)
	if len(ts) == 0 {
		return object.NewTuple(object.NewList(vs...), tensor.ConstScalar(float32(0)))
	}
	var norm *tensor.Tensor
	if c.Has("use_norm") {
		norm = c.tensor("use_norm")
	} else {
		norm = c.s.GlobalNorm(ts)
	}
	dt := norm.DType()
	limit := c.tensorAs("clip_norm", dt)
	one := c.s.OnesLike(norm)
	// Infinite norms give NaN for everything, as in TensorFlow.
	scale := c.s.Add(c.s.Mul(limit, c.s.Minimum(c.s.Div(one, norm), c.s.Div(one, limit))), c.s.Sub(norm, norm))
	out := &object.List{}
	for _, v := range vs {
		switch d := v.(type) {
		case nil:
			out.Elems = append(out.Elems, nil)
		case *IndexedSlices:
			out.Elems = append(out.Elems, &IndexedSlices{c.s.Mul(d.Values, c.s.Cast(scale, d.Values.DType())), d.Indices, d.DenseShape})
		default:
			t := binding.ToTensor(c.th, v, tensor.Invalid)
			out.Elems = append(out.Elems, c.s.Mul(t, c.s.Cast(scale, t.DType())))
		}
	}
	return object.NewTuple(out, norm)
}
