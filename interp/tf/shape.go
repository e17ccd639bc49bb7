package tf

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// shapeDecls are the functions that change shapes, join and cut.
func shapeDecls() []decl {
	return []decl{
		{names: "reshape", sig: "reshape(tensor, shape, name=None)", doc: "The same elements under another shape, in which one axis may be -1.", fn: func(c *call) object.Value {
			if n, ok := c.Value("shape").(int); ok {
				return c.s.Reshape(c.tensor("tensor"), []int{n})
			}
			return c.s.ReshapeTo(c.tensor("tensor"), c.newShape("shape"))
		}},
		{names: "compat.v1.shape shape", sig: "shape_v2(input, out_type=None, name=None)", doc: "The shape as a tensor.", fn: func(c *call) object.Value {
			return c.s.ShapeOf(c.tensor("input"), c.dtype("out_type", tensor.Int32))
		}},
		{names: "shape_n", sig: "shape_n(input, out_type=tf.int32, name=None)", doc: "The shapes of several tensors.", fn: func(c *call) object.Value {
			out := &object.List{}
			for _, v := range c.Elems("input") {
				out.Elems = append(out.Elems, c.s.ShapeOf(binding.ToTensor(c.th, v, tensor.Invalid), c.dtype("out_type", tensor.Int32)))
			}
			return out
		}},
		{names: "compat.v1.size size", sig: "size_v2(input, out_type=None, name=None)", doc: "The number of elements.", fn: func(c *call) object.Value {
			return c.s.SizeOf(c.tensor("input"), c.dtype("out_type", tensor.Int32))
		}},
		{names: "rank", sig: "rank(input, name=None)", doc: "The number of axes as a tensor.", fn: func(c *call) object.Value {
			return tensor.ConstScalar(int32(c.tensor("input").Rank()))
		}},
		{names: "expand_dims", direct: true, sig: "expand_dims_v2(input, axis, name=None)", doc: "A new axis of length one before axis.", fn: func(c *call) object.Value {
			return c.s.ExpandDims(c.tensor("input"), c.onlyInt("axis"))
		}},
		{names: "compat.v1.squeeze squeeze", direct: true, sig: "squeeze_v2(input, axis=None, name=None)", doc: "Drops axes of length one: the given ones, or all.", fn: func(c *call) object.Value {
			return c.s.Squeeze(c.tensor("input"), c.axes("axis"))
		}},
		{names: "compat.v1.transpose transpose", sig: "transpose_v2(a, perm=None, conjugate=False, name='transpose')", doc: "The axes in another order, reversed unless perm is given.", fn: func(c *call) object.Value {
			var perm []int
			if c.Has("perm") {
				perm = c.shape("perm")
			}
			return c.s.Transpose(c.adjointIf(c.tensor("a"), "conjugate"), perm)
		}},
		{names: "linalg.matrix_transpose", sig: "matrix_transpose(a, name='matrix_transpose', conjugate=False)", doc: "The last two axes exchanged.", fn: func(c *call) object.Value {
			return swapLast(c, c.adjointIf(c.tensor("a"), "conjugate"))
		}},
		{names: "linalg.adjoint", sig: "adjoint(matrix, name=None)", doc: "The last two axes exchanged (and conjugated).", fn: func(c *call) object.Value {
			return swapLast(c, c.s.Conj(c.tensor("matrix")))
		}},
		{names: "concat", direct: true, sig: "concat(values, axis, name='concat')", doc: "Joins tensors along an axis.", fn: concat, ragged: raggedConcat},
		{names: "stack", direct: true, sig: "stack(values, axis=0, name='stack')", doc: "Joins tensors of one shape along a new axis.", fn: stack},
		{names: "parallel_stack", sig: "parallel_stack(values, name='parallel_stack')", doc: "Joins tensors of one shape along a new first axis, inside of tf.function only.", fn: func(c *call) object.Value {
			if !c.s.Tracing() {
				object.Throw(object.RuntimeErrorf("tf.parallel_stack() is not compatible with eager execution.").WithHint("tf.stack serves"))
			}
			return c.s.Stack(c.tensors("values"), 0)
		}},
		{names: "unstack", sig: "unstack(value, num=None, axis=0, name='unstack')", doc: "The tensors along an axis, as a list.", fn: unstack},
		{names: "split", direct: true, sig: "split(value, num_or_size_splits, axis=0, num=None, name='split')", doc: "Cuts an axis into equal pieces, or pieces of given sizes.", fn: split},
		{names: "tile", sig: "tile(input, multiples, name=None)", doc: "Repeats a tensor along each axis.", raw: true, fn: func(c *call) object.Value {
			return c.s.TileTo(c.tensor("input"), c.newShape("multiples"))
		}, ragged: raggedTile},
		{names: "repeat", sig: "repeat(input, repeats, axis=None, name=None)", doc: "Repeats each element along an axis; without one the tensor is flattened.", fn: repeat},
		{names: "broadcast_to", sig: "broadcast_to(input, shape, name=None)", doc: "Repeats a tensor to a shape by the rules of broadcasting.", raw: true, fn: func(c *call) object.Value {
			x := c.tensor("input")
			shape := c.newShape("shape")
			if !shape.IsSymbolic() {
				return c.s.BroadcastTo(x, shape.Array().Ints())
			}
			return c.s.BroadcastDims(x, shape)
		}},
		{names: "broadcast_static_shape", sig: "broadcast_static_shape(shape_x, shape_y)", doc: "The shape that two shapes broadcast to.", plain: true, fn: func(c *call) object.Value {
			x, y := binding.ToTensorShape(c.th, c.Value("shape_x")), binding.ToTensorShape(c.th, c.Value("shape_y"))
			shape, ok := tensor.BroadcastShapes(x.Dims, y.Dims)
			if !ok {
				object.Throw(object.ValueErrorf("Incompatible shapes for broadcasting. Two shapes are compatible if for each dimension pair they are either equal or one of them is 1. Received: %s and %s.", x, y))
			}
			return binding.NewTensorShape(shape)
		}},
		{names: "broadcast_dynamic_shape", sig: "broadcast_dynamic_shape(shape_x, shape_y)", doc: "The shape that two shape tensors broadcast to.", fn: func(c *call) object.Value {
			x, y := c.shape("shape_x"), c.shape("shape_y")
			shape, ok := tensor.BroadcastShapes(x, y)
			if !ok {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__BroadcastArgs_device_/job:localhost/replica:0/task:0/device:CPU:0}} Incompatible shapes: %s vs. %s [Op:BroadcastArgs] name: ", brackets(x), brackets(y))
			}
			return tensor.IntTensor(tensor.Int32, shape...)
		}},
		{names: "reverse", sig: "reverse_v2(tensor, axis, name=None)", doc: "Turns a tensor round along axes.", raw: true, fn: func(c *call) object.Value {
			if _, ok := c.Value("axis").(int); ok {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__ReverseV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} 'dims' must be 1-dimension, not 0 [Op:ReverseV2] name: ")
			}
			return c.s.Reverse(c.tensor("tensor"), c.shape("axis"))
		}},
		{names: "reverse_sequence", sig: "reverse_sequence_v2(input, seq_lengths, seq_axis=None, batch_axis=None, name=None)", doc: "Turns round the first seq_lengths[i] places of each row.", fn: func(c *call) object.Value {
			return c.s.ReverseSequence(c.tensor("input"), c.input("ReverseSequence", "seq_lengths", "seq_lengths"), c.IntOr("seq_axis", 0), c.IntOr("batch_axis", 0))
		}},
		{names: "roll", direct: true, sig: "roll(input, shift, axis, name=None)", doc: "Shifts along axes; what leaves one end enters at the other.", fn: func(c *call) object.Value {
			return c.s.Roll(c.tensor("input"), c.shape("shift"), c.shape("axis"))
		}},
		{names: "compat.v1.pad pad", direct: true, sig: "pad_v2(tensor, paddings, mode='CONSTANT', constant_values=0, name=None)", doc: "Adds places before and after along each axis.", fn: pad},
		{names: "ensure_shape", sig: "ensure_shape(x, shape, name=None)", doc: "The tensor, whose shape is checked.", fn: ensureShape},
		{names: "guarantee_const", sig: "guarantee_const(input, name=None)", doc: "The tensor itself.", raw: true, fn: func(c *call) object.Value { return c.s.Identity(c.tensor("input")) }},
	}
}

// newShape is a shape argument as an integer tensor, which may have -1 in it
// and may be symbolic.
func (c *call) newShape(name string) *tensor.Tensor {
	v := c.Value(name)
	switch x := object.NativeOf(v).(type) {
	case *binding.TensorShape:
		return tensor.IntTensor(tensor.Int32, binding.ToShape(c.th, x)...)
	case int:
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} sizes input must be 1-D, not [] [Op:Reshape]")
	case *object.List:
		v = c.knownDims(x.Elems)
	case *object.Tuple:
		v = c.knownDims(x.Elems)
	}
	if l, ok := v.(*object.List); ok && len(l.Elems) == 0 {
		return tensor.IntTensor(tensor.Int32)
	}
	t := binding.ToTensor(c.th, v, tensor.Invalid)
	if !t.DType().IsInteger() {
		t = binding.ToTensor(c.th, v, tensor.Int32)
	}
	if t.Rank() == 0 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} sizes input must be 1-D, not [] [Op:Reshape]")
	}
	return t
}

// knownDims replaces symbolic sizes by what is known of them.
func (c *call) knownDims(elems []object.Value) object.Value {
	out := make([]object.Value, len(elems))
	for i, e := range elems {
		out[i] = e
		if t, ok := e.(*tensor.Tensor); ok && t.IsSymbolic() {
			if h := t.Hint(); len(h) == 1 && h[0] >= 0 {
				out[i] = h[0]
			}
		}
	}
	return object.NewList(out...)
}

// staticShape is a list of ints that has to be known.
func (c *call) staticShape(name string) []int {
	t := c.newShape(name)
	if t.IsSymbolic() {
		if h := t.Hint(); h != nil && tensor.IsStatic(h) {
			return h
		}
	}
	return t.Array().Ints()
}

func swapLast(c *call, x *tensor.Tensor) *tensor.Tensor {
	if x.Rank() < 2 {
		object.Throw(object.ValueErrorf("Argument `a` should be a (batch) matrix with rank >= 2.  Received `a` = %s with shape: %s", object.Must(object.Str(c.th, x)), tensor.ShapeString(x.Shape())))
	}
	return c.s.SwapLast(x)
}

// onlyInt is an integer argument, which may be the only element of a list.
func (c *call) onlyInt(name string) int {
	switch v := object.NativeOf(c.Value(name)).(type) {
	case *object.List:
		if len(v.Elems) == 1 {
			return toInt(c.th, v.Elems[0])
		}
	case *object.Tuple:
		if len(v.Elems) == 1 {
			return toInt(c.th, v.Elems[0])
		}
	}
	return c.int(name)
}

func concat(c *call) object.Value {
	v := c.Value("values")
	if !isNested(v) {
		return c.s.Identity(binding.ToTensor(c.th, v, tensor.Invalid))
	}
	if !c.Has("axis") {
		object.Throw(object.ValueErrorf("Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor."))
	}
	ts := c.tensors("values")
	if len(ts) == 1 {
		return c.s.Identity(ts[0])
	}
	return c.s.Concat(ts, c.onlyInt("axis"))
}

func stack(c *call) object.Value {
	v := c.Value("values")
	if !isNested(v) {
		if t := binding.ToTensor(c.th, v, tensor.Invalid); t.Rank() == 0 {
			return t
		}
	}
	axis := c.int("axis")
	elems := c.Elems("values")
	if len(elems) == 0 {
		return binding.ToTensor(c.th, v, tensor.Invalid)
	}
	if axis == 0 && !slices.ContainsFunc(elems, binding.IsTensor) { // as a whole, numbers take one dtype
		var whole *tensor.Tensor
		if binding.Catch(func() { whole = binding.ToTensor(c.th, v, tensor.Invalid) }) == nil {
			return whole
		}
	}
	ts := binding.ToTensors(c.th, elems...)
	if r := ts[0].Rank() + 1; axis < -r || axis >= r {
		object.Throw(object.ValueErrorf("Argument `axis` = %d not in range [%d, %d)", axis, -r, r))
	}
	return c.s.Stack(ts, axis)
}

func unstack(c *call) object.Value {
	x, axis := c.tensor("value"), c.int("axis")
	r := x.Rank()
	if axis < -r || axis >= r {
		object.Throw(object.ValueErrorf("Argument `axis` = %d not in range [%d, %d)", axis, -r, r))
	}
	n := x.Dim(axis)
	if c.Has("num") {
		if want := c.int("num"); n >= 0 && want != n {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Unpack_num_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input shape axis %d must equal %d, got shape %s [Op:Unpack] name: unstack", want, axis, want, brackets(x.Shape()))
		}
	} else if n < 0 {
		object.Throw(object.ValueErrorf("Cannot infer argument `num` from shape %s", tensor.ShapeString(x.Shape())))
	}
	return list(c.s.Unstack(x, axis))
}

func split(c *call) object.Value {
	x, axis := c.tensor("value"), c.int("axis")
	switch v := object.NativeOf(c.Value("num_or_size_splits")).(type) {
	case *object.List, *object.Tuple:
		return list(c.s.SplitSizes(x, c.shape("num_or_size_splits"), axis))
	case *tensor.Tensor:
		if v.Rank() > 0 {
			return list(c.s.SplitSizes(x, v.Array().Ints(), axis))
		}
	case *tensor.Array:
		if v.Rank() > 0 {
			return list(c.s.SplitSizes(x, v.Ints(), axis))
		}
	}
	n := c.int("num_or_size_splits")
	if n < 1 {
		object.Throw(object.ValueErrorf("Argument `num_or_size_splits` must be a positive integer. Received: num_or_size_splits=%d", n))
	}
	return list(c.s.Split(x, n, axis))
}

func repeat(c *call) object.Value {
	x := c.tensor("input")
	axis := 0
	if c.Has("axis") {
		axis = c.int("axis")
	} else {
		x = c.s.Reshape(x, []int{-1})
	}
	if x.Rank() == 0 {
		x = c.s.Reshape(x, []int{1})
	}
	if r := x.Rank(); axis < -r || axis >= r {
		object.Throw(object.ValueErrorf("axis=%d out of bounds: expected %d<=axis<%d", axis, -r, r))
	}
	counts := c.tensorLike("repeats", tensor.Int32)
	if !counts.DType().IsInteger() {
		object.Throw(object.TypeErrorf("Argument `tensor` (name: repeats) must be of type integer. Received `tensor` = %s of dtype: <dtype: '%s'>", asBytes(counts.Array()), counts.DType()))
	}
	if counts.IsSymbolic() && len(counts.Hint()) == 1 && counts.Hint()[0] < 0 {
		return c.s.RepeatTo(x, counts, axis)
	}
	n := counts.Array().Ints()
	dim := x.Dim(axis)
	if len(n) > 1 && dim >= 0 && len(n) != dim {
		object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", dim, len(n)))
	}
	return c.s.Repeat(x, n, axis)
}

func pad(c *call) object.Value {
	x := c.tensor("tensor")
	mode := strings.ToUpper(c.Str("mode"))
	if mode != "CONSTANT" && mode != "REFLECT" && mode != "SYMMETRIC" {
		object.Throw(object.ValueErrorf("Value of argument `mode` expected to be one of \"CONSTANT\", \"REFLECT\", or \"SYMMETRIC\". Received `mode` = %s", mode))
	}
	p := c.tensor("paddings")
	if dt := p.DType(); dt != tensor.Int32 && dt != tensor.Int64 {
		p = c.tensorAs("paddings", tensor.Int32)
	}
	op := map[string]string{"CONSTANT": "Pad", "REFLECT": "MirrorPad", "SYMMETRIC": "MirrorPad"}[mode]
	if p.Rank() != 2 || p.Dim(1) != 2 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__%s_device_/job:localhost/replica:0/task:0/device:CPU:0}} paddings must be a matrix with 2 columns: %s [Op:%s]", op, brackets(p.Shape()), op)
	}
	n := p.Array().Ints()
	pads := make([][2]int, p.Dim(0))
	for i := range pads {
		pads[i] = [2]int{n[2*i], n[2*i+1]}
	}
	if x.DType() == tensor.String {
		return padText(c, x, pads, mode)
	}
	return c.s.Pad(x, pads, mode, valueOf(c.filler("constant_values", x.DType())))
}

// padText pads the places of strings, 0 being the place of what is put around.
func padText(c *call, x *tensor.Tensor, pads [][2]int, mode string) *tensor.Tensor {
	around := tensor.Const([]string{""})
	if v, ok := c.Value("constant_values").(int); !ok || v != 0 {
		around = c.s.Reshape(c.tensorAs("constant_values", tensor.String), []int{1})
	}
	places := make([]int32, tensor.NumElements(x.Shape()))
	for i := range places {
		places[i] = int32(i + 1)
	}
	at := c.s.Pad(tensor.FromArray(tensor.FromSlice(places, x.Shape()...)), pads, mode, 0)
	return c.s.Gather(c.s.Concat([]*tensor.Tensor{around, c.s.Reshape(x, []int{-1})}, 0), at, 0, 0)
}

func ensureShape(c *call) object.Value {
	x, want := c.tensor("x"), binding.ToTensorShape(c.th, c.Value("shape"))
	if !binding.NewTensorShape(x.Shape()).Compatible(want) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__EnsureShape_device_/job:localhost/replica:0/task:0/device:CPU:0}} Shape of tensor input %s is not compatible with expected shape %s. [Op:EnsureShape] name: ", brackets(x.Shape()), brackets(want.Dims))
	}
	out := c.s.Identity(x)
	if out.IsSymbolic() && !want.Unknown {
		out.Refine(want.Dims)
	}
	return out
}
