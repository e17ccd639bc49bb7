package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// createDecls are the functions that make tensors.
func createDecls() []decl {
	return []decl{
		{names: "constant", sig: "constant(value, dtype=None, shape=None, name='Const')", doc: "Makes a tensor of a value.", plain: true, fn: constant},
		{names: "convert_to_tensor", sig: "convert_to_tensor_v2_with_dispatch(value, dtype=None, dtype_hint=None, name=None)", doc: "A value as a tensor.", fn: func(c *call) object.Value {
			if dt := c.dtype("dtype", tensor.Invalid); dt != tensor.Invalid || !c.Has("dtype_hint") {
				return binding.ToTensor(c.th, c.Value("value"), dt)
			}
			return c.tensorLike("value", c.dtype("dtype_hint", tensor.Invalid))
		}},
		{names: "zeros", sig: "zeros(shape, dtype=tf.float32, name=None, layout=None)", doc: "A tensor of zeros (empty strings, False).", fn: func(c *call) object.Value {
			return c.full(tensor.Full(c.dtype("dtype", tensor.Float32), 0), "shape")
		}},
		{names: "ones", sig: "ones(shape, dtype=tf.float32, name=None, layout=None)", doc: "A tensor of ones.", fn: func(c *call) object.Value {
			dt := c.dtype("dtype", tensor.Float32)
			if dt == tensor.String {
				noConstant("1", dt)
			}
			return c.full(tensor.Full(dt, 1), "shape")
		}},
		{names: "fill", direct: true, sig: "fill(dims, value, name=None, layout=None)", doc: "A tensor with every element of one value.", fn: func(c *call) object.Value {
			return c.full(c.tensor("value"), "dims")
		}},
		{names: "zeros_like", elementwise: true, sig: "zeros_like_v2(input, dtype=None, name=None, layout=None)", doc: "Zeros of the shape of a tensor.", fn: func(c *call) object.Value {
			x := c.tensor("input")
			return c.s.ZerosLike(c.retyped(x))
		}},
		{names: "ones_like", elementwise: true, sig: "ones_like_v2(input, dtype=None, name=None, layout=None)", doc: "Ones of the shape of a tensor.", fn: func(c *call) object.Value {
			x := c.tensor("input")
			return c.s.OnesLike(c.retyped(x))
		}},
		{names: "eye linalg.eye", sig: "eye(num_rows, num_columns=None, batch_shape=None, dtype=tf.float32, name=None)", doc: "The identity matrix.", fn: eye},
		{names: "range", sig: "range(start, limit=None, delta=1, dtype=None, name='range')", doc: "Numbers from start (or 0) up to limit, without it, by steps of delta.", fn: rangeOf},
		{names: "linspace", sig: "linspace_nd(start, stop, num, name=None, axis=0)", doc: "Numbers at equal distances from start to stop, both included.", fn: func(c *call) object.Value {
			start := c.tensor("start")
			stop := c.tensorAs("stop", start.DType())
			if dt := start.DType(); dt == tensor.String {
				c.s.Cast(tensor.ConstScalar(int32(0)), dt) // which it cannot
			}
			if c.int("num") < 0 {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Range_device_/job:localhost/replica:0/task:0/device:CPU:0}} Requires start <= limit when delta > 0: 1/-1 [Op:Range] name: ")
			}
			if start.DType().IsInteger() {
				start, stop = c.s.Cast(start, divDType(start.DType())), c.s.Cast(stop, divDType(stop.DType()))
			}
			return c.s.LinSpace(start, stop, c.int("num"), c.int("axis"))
		}},
		{names: "one_hot", direct: true, elementwise: true, sig: "one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None)", doc: "One-hot vectors: on_value at the position of each index, off_value elsewhere.", fn: oneHot},
		{names: "sequence_mask", sig: "sequence_mask(lengths, maxlen=None, dtype=tf.bool, name=None)", doc: "True at the first lengths[i] places of each row.", fn: func(c *call) object.Value {
			n := -1
			if c.Has("maxlen") {
				if n = c.int("maxlen"); n < 0 {
					tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Range_device_/job:localhost/replica:0/task:0/device:CPU:0}} Requires start <= limit when delta > 0: 0/%d [Op:Range] name: ", n)
				}
			}
			return c.s.Cast(c.s.SequenceMask(c.tensor("lengths"), n), c.dtype("dtype", tensor.Bool))
		}},
		{names: "meshgrid", sig: "meshgrid(*args, **kwargs)", doc: "Coordinates of a grid spanned by vectors; indexing='xy' or 'ij'.", fn: func(c *call) object.Value {
			indexing := "xy"
			for _, k := range c.Kwargs("kwargs") {
				switch k.Name {
				case "indexing":
					indexing, _ = k.Value.(string)
				case "name":
				default:
					object.Throw(object.TypeErrorf("'%s' is an invalid keyword argument for this function", k.Name))
				}
			}
			if indexing != "xy" && indexing != "ij" {
				object.Throw(object.ValueErrorf("Argument `indexing` parameter must be either 'xy' or 'ij', got '%s'", indexing))
			}
			var ts []*tensor.Tensor
			for _, v := range c.Rest("args") {
				ts = append(ts, c.tensorOf(v))
			}
			if len(ts) > 0 && ts[0].DType() == tensor.String {
				noConstant("1", tensor.String)
			}
			return list(c.s.MeshGrid(ts, indexing == "xy"))
		}},
		{names: "identity", elementwise: true, sig: "identity(input, name=None)", doc: "The tensor itself, as a new one.", fn: func(c *call) object.Value {
			return c.s.Identity(c.tensor("input"))
		}},
		{names: "identity_n", sig: "identity_n(input, name=None)", doc: "The tensors themselves.", fn: func(c *call) object.Value {
			var out []*tensor.Tensor
			for _, v := range c.Elems("input") {
				out = append(out, c.s.Identity(binding.ToTensor(c.th, v, tensor.Invalid)))
			}
			return list(out)
		}},
		{names: "stop_gradient", sig: "stop_gradient(input, name=None)", doc: "The tensor as a constant: no gradient flows through it.", fn: func(c *call) object.Value {
			return c.s.StopGradient(c.tensor("input"))
		}},
		{names: "cast dtypes.cast", elementwise: true, sig: "cast(x, dtype, name=None)", doc: "Converts the elements to another dtype; floats to integers truncate.", fn: cast},
		{names: "saturate_cast dtypes.saturate_cast", sig: "saturate_cast(value, dtype, name=None)", doc: "cast that takes values out of the new type's range to its ends.", fn: func(c *call) object.Value {
			x := c.tensor("value")
			if dt := x.DType(); dt == tensor.Bool || dt == tensor.String {
				object.Throw(object.TypeErrorf("Cannot find minimum value of <dtype: '%[1]s'> with type <dtype: '%[1]s'>.", dt))
			}
			return c.s.SaturateCast(x, c.dtype("dtype", tensor.Invalid))
		}},
		{names: "bitcast", sig: "bitcast(input, type, name=None)", doc: "The same bits read as another dtype.", fn: func(c *call) object.Value {
			return c.s.Bitcast(c.tensor("input"), c.dtype("type", tensor.Invalid))
		}},
	}
}

// full repeats a scalar to the shape that an argument gives.
func (c *call) full(x *tensor.Tensor, shape string) *tensor.Tensor {
	return c.s.BroadcastDims(x, c.dims(shape))
}

// dims is a shape argument as an int32 tensor; numbers are checked as tf.fill
// does.
func (c *call) dims(name string) *tensor.Tensor { return toDims(c.th, c.Value(name)) }

func toDims(th *object.Thread, v object.Value) *tensor.Tensor {
	if s, ok := v.(*binding.TensorShape); ok {
		v = object.NewList(binding.ShapeTuple(s.Dims).Elems...)
	}
	var t *tensor.Tensor
	if a, ok := v.(*tensor.Tensor); ok {
		t = a
	} else if l, ok := v.(*object.List); ok && len(l.Elems) == 0 {
		t = tensor.IntTensor(tensor.Int32)
	} else if l, ok := v.(*object.Tuple); ok && len(l.Elems) == 0 {
		t = tensor.IntTensor(tensor.Int32)
	} else {
		t = binding.ToTensor(th, v, tensor.Invalid)
		if !t.DType().IsInteger() {
			t = binding.ToTensor(th, v, tensor.Int32)
		}
	}
	if t.Rank() == 0 {
		t = binding.Scope(th).ExpandDims(t, 0)
	}
	if !t.IsSymbolic() {
		for _, d := range t.Array().Ints() {
			if d < 0 {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Fill_device_/job:localhost/replica:0/task:0/device:CPU:0}} Dimension %d must be >= 0 [Op:Fill] name: ", d)
			}
		}
	}
	return t
}

// retyped is x, or something of its shape with the dtype argument's type.
func (c *call) retyped(x *tensor.Tensor) *tensor.Tensor {
	dt := c.dtype("dtype", x.DType())
	if dt == x.DType() {
		return x
	}
	if dt == tensor.String || x.DType() == tensor.String {
		return c.s.BroadcastLike(tensor.FromArray(tensor.NewArray(dt)), x)
	}
	return c.s.Cast(x, dt)
}

func constant(c *call) object.Value {
	v := c.Value("value")
	if binding.KerasIn(v) {
		object.Throw(object.TypeErrorf("%s", notDispatched(v)))
	}
	dt := c.dtype("dtype", tensor.Invalid)
	if t, ok := v.(*tensor.Tensor); ok && dt != tensor.Invalid && dt != t.DType() {
		text := t.Text(binding.PrintOptions(c.th))
		if !t.IsSymbolic() {
			text = t.Array().String()
		}
		object.Throw(object.TypeErrorf("Expected tensor %s with dtype %s, but got dtype %s.", text, reprDType(dt), reprDType(t.DType())))
	}
	t := binding.Constant(c.th, v, dt)
	if !c.Has("shape") {
		return t
	}
	shape := c.shape("shape")
	switch size := tensor.NumElements(shape); {
	case tensor.SameShape(shape, t.Shape()):
		return t
	case t.IsSymbolic() || tensor.NumElements(t.Shape()) == size:
		return c.s.Reshape(t, shape)
	case tensor.NumElements(t.Shape()) == 1:
		return c.s.BroadcastTo(c.s.Reshape(t, []int{}), shape)
	default:
		object.Throw(object.TypeErrorf("Eager execution of tf.constant with unsupported shape. Tensor %s (converted from %s) has %d elements, but got `shape` %s with %d elements).",
			t.Array(), object.Must(object.Repr(c.th, v)), t.Array().Size(), tensor.ShapeString(shape), size))
	}
	return nil
}

func eye(c *call) object.Value {
	var batch []int
	if c.Has("batch_shape") {
		batch = c.shape("batch_shape")
	}
	dt := c.dtype("dtype", tensor.Float32)
	if dt == tensor.String {
		noConstant("1", dt)
	}
	rows := c.sizeOf("num_rows")
	cols := rows
	if c.Has("num_columns") {
		cols = c.sizeOf("num_columns")
	}
	return tensor.Eye(dt, rows, cols, batch)
}

// sizeOf is a number that has to be known: of a symbolic tensor, what is known
// of it.
func (c *call) sizeOf(name string) int {
	if t, ok := c.Value(name).(*tensor.Tensor); ok && t.IsSymbolic() {
		if h := t.Hint(); len(h) == 1 && h[0] >= 0 {
			return h[0]
		}
		tensor.Throw(&tensor.Untraceable{Op: "a size that is not known"})
	}
	return c.int(name)
}

func rangeOf(c *call) object.Value {
	start, limit := c.Value("start"), c.Value("limit")
	if limit == nil {
		start, limit = 0, start
	}
	dt := c.dtype("dtype", tensor.Invalid)
	vs := []object.Value{start, limit, c.Value("delta")}
	ts := make([]*tensor.Tensor, 3)
	if dt == tensor.Invalid {
		for i, v := range vs {
			ts[i] = binding.ToTensor(c.th, v, tensor.Invalid)
			switch rank := rangeRank(ts[i].DType()); {
			case rank == 0:
				object.Throw(object.NewError(object.AssertionError, ""))
			case rank > rangeRank(dt):
				dt = ts[i].DType()
			}
		}
	} else {
		for i, v := range vs {
			if _, ok := object.NativeOf(v).(*tensor.Tensor); ok {
				ts[i] = c.tensorOf(v)
			} else {
				ts[i] = binding.ToTensor(c.th, v, dt)
			}
		}
	}
	for i := range ts {
		ts[i] = c.s.Cast(ts[i], dt)
	}
	t := c.s.RangeOf(ts[0], ts[1], ts[2])
	if c.graph() != nil && !t.IsSymbolic() {
		t.Meta = &knownRange{ts[0], ts[1], ts[2]}
	}
	return t
}

// rangeRank orders the dtypes among which tf.range infers the widest.
func rangeRank(dt tensor.DType) int {
	switch dt {
	case tensor.Int32:
		return 1
	case tensor.Int64:
		return 2
	case tensor.Float32:
		return 3
	case tensor.Float64:
		return 4
	}
	return 0
}

func oneHot(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Invalid)
	if dt == tensor.Invalid {
		dt = tensor.Float32
		for _, name := range []string{"on_value", "off_value"} {
			if c.Has(name) {
				dt = c.tensor(name).DType()
				break
			}
		}
	}
	if dt == tensor.String && !c.Has("on_value") || dt == tensor.Bool && !c.Has("on_value") {
		noConstant("1", dt)
	}
	if dt == tensor.String {
		hot := c.s.OneHot(c.input("OneHot", "indices", "indices"), c.sizeOf("depth"), 1, 0, c.IntOr("axis", -1), tensor.Bool)
		return c.s.Select(hot, c.tensorAs("on_value", dt), c.tensorAs("off_value", dt))
	}
	on, off := 1.0, 0.0
	if c.Has("on_value") {
		on = valueOf(c.tensorAs("on_value", dt))
	}
	if c.Has("off_value") {
		off = valueOf(c.tensorAs("off_value", dt))
	}
	return c.s.OneHot(c.input("OneHot", "indices", "indices"), c.sizeOf("depth"), on, off, c.IntOr("axis", -1), dt)
}

// valueOf is the only element of a tensor of numbers.
func valueOf(t *tensor.Tensor) float64 { return t.Array().Float(0) }

func cast(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Invalid)
	if v, ok := c.Value("x").(*IndexedSlices); ok {
		return &IndexedSlices{c.s.Cast(v.Values, dt), v.Indices, v.DenseShape}
	}
	return c.s.Cast(c.tensor("x"), dt)
}
