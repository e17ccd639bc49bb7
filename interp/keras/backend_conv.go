package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// imageArgs is the arguments of a convolution of images as tf.nn takes them:
// strides of all axes, the padding in capitals, the layout.
func imageArgs(th *object.Thread, a *object.Bound, dilations bool) object.Args {
	s := binding.ToShape(th, a.Value("strides"))
	first := dataFormat(th, a.Value("data_format")) == "channels_first"
	strides, format := object.NewTuple(1, s[0], s[1], 1), "NHWC"
	if first {
		strides, format = object.NewTuple(1, 1, s[0], s[1]), "NCHW"
	}
	args := object.Args{}.With("strides", strides).With("padding", strings.ToUpper(a.Str("padding"))).With("data_format", format)
	if dilations {
		args = args.With("dilations", a.Value("dilation_rate"))
	}
	return args
}

func withPos(args object.Args, pos ...object.Value) object.Args {
	args.Pos = pos
	return args
}

func conv2dTranspose(th *object.Thread, a *object.Bound) (object.Value, error) {
	args := imageArgs(th, a, true)
	return callTF(th, "nn.conv2d_transpose", withPos(args, a.At(0), a.At(1), a.At(2))), nil
}

func depthwiseConv2d(th *object.Thread, a *object.Bound) (object.Value, error) {
	return callTF(th, "nn.depthwise_conv2d", withPos(imageArgs(th, a, true), a.At(0), a.At(1))), nil
}

func separableConv2d(th *object.Thread, a *object.Bound) (object.Value, error) {
	return callTF(th, "nn.separable_conv2d", withPos(imageArgs(th, a, true), a.At(0), a.At(1), a.At(2))), nil
}

// localConv1d is keras.backend.local_conv1d: step t of the output is the window
// at t times the kernel of t.
func localConv1d(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := binding.Scope(th)
	x, kernel := tensorArg(th, a.At(0)), tensorArg(th, a.At(1))
	first := dataFormat(th, a.Value("data_format")) == "channels_first"
	if first {
		x = s.Transpose(x, []int{0, 2, 1})
	}
	size, stride := binding.ToShape(th, a.Value("kernel_size"))[0], binding.ToShape(th, a.Value("strides"))[0]
	var steps []*tensor.Tensor
	for t := range kernel.Dim(0) {
		window := callTF(th, "slice", object.Pos(x, intList([]int{0, t * stride, 0}), intList([]int{-1, size, -1}))).(*tensor.Tensor)
		steps = append(steps, s.MatMul(s.Reshape(window, []int{-1, kernel.Dim(1)}), at(th, kernel, t), false, false))
	}
	return callTF(th, "stack", object.Pos(object.NewList(toPythons(steps)...), stackAxis(first, 1))), nil
}

// localConv2d is [localConv1d] for images.
func localConv2d(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := binding.Scope(th)
	x, kernel := tensorArg(th, a.At(0)), tensorArg(th, a.At(1))
	first := dataFormat(th, a.Value("data_format")) == "channels_first"
	if first {
		x = s.Transpose(x, []int{0, 2, 3, 1})
	}
	size, strides, out := binding.ToShape(th, a.Value("kernel_size")), binding.ToShape(th, a.Value("strides")), binding.ToShape(th, a.Value("output_shape"))
	var places []*tensor.Tensor
	for i := range out[0] {
		for j := range out[1] {
			window := callTF(th, "slice", object.Pos(x, intList([]int{0, i * strides[0], j * strides[1], 0}), intList([]int{-1, size[0], size[1], -1}))).(*tensor.Tensor)
			places = append(places, s.MatMul(s.Reshape(window, []int{-1, kernel.Dim(1)}), at(th, kernel, i*out[1]+j), false, false))
		}
	}
	y := callTF(th, "stack", object.Pos(object.NewList(toPythons(places)...), 1)).(*tensor.Tensor)
	y = s.Reshape(y, []int{-1, out[0], out[1], kernel.Dim(2)})
	if first {
		y = s.Transpose(y, []int{0, 3, 1, 2})
	}
	return y, nil
}

// at is the i-th element of x along its first axis.
func at(th *object.Thread, x *tensor.Tensor, i int) *tensor.Tensor {
	return binding.Scope(th).StridedSlice(x, []tensor.Slice{tensor.At(i)})
}

// stackAxis is the axis of steps in an output: the last where channels come
// first.
func stackAxis(first bool, axis int) int {
	if first {
		return -1
	}
	return axis
}

// normalizeBatch is keras.backend.normalize_batch_in_training. As the fused op
// does, it gives the unbiased variance of images.
func normalizeBatch(th *object.Thread, a *object.Bound) (object.Value, error) {
	s := binding.Scope(th)
	x := tensorArg(th, a.At(0))
	axes := binding.ToShape(th, a.Value("reduction_axes"))
	mean, variance := s.Moments(x, axes, false)
	shape, n := make([]int, x.Rank()), 1
	for i := range shape {
		shape[i] = x.Dim(i)
	}
	for _, axis := range axes {
		n *= shape[axis]
		shape[axis] = 1
	}
	spread := func(v object.Value) object.Value {
		if v == nil {
			return nil
		}
		return s.Reshape(tensorArg(th, v), shape)
	}
	y := callTF(th, "nn.batch_normalization", object.Pos(x, spread(mean), spread(variance), spread(a.Value("beta")), spread(a.Value("gamma")), a.Value("epsilon")))
	if x.Rank() == 4 && len(axes) == 3 && axes[0] == 0 && axes[1] == 1 && n > 1 {
		variance = s.Mul(variance, tensor.Full(variance.DType(), float64(n)/float64(n-1)))
	}
	return object.NewTuple(y, mean, variance), nil
}

// binaryFocal is keras.backend.binary_focal_crossentropy, without the mean that
// the loss takes.
func binaryFocal(th *object.Thread, a *object.Bound) object.Value {
	s := binding.Scope(th)
	p := tensorArg(th, a.At(1))
	t := s.Cast(tensorArg(th, a.At(0)), p.DType())
	number := func(name string) *tensor.Tensor { return s.Cast(tensorArg(th, a.Value(name)), p.DType()) }
	one := tensor.Full(p.DType(), 1)
	mix := func(x *tensor.Tensor) *tensor.Tensor { // x where the target is 1, 1-x where it is 0
		return s.Add(s.Mul(t, x), s.Mul(s.Sub(one, t), s.Sub(one, x)))
	}
	sure := p
	if a.Bool("from_logits") {
		sure = callTF(th, "sigmoid", object.Pos(p)).(*tensor.Tensor)
	}
	entropy := callBackend(th, "binary_crossentropy", object.Pos(t, p).With("from_logits", a.Value("from_logits")))
	focal := s.Mul(s.Pow(s.Sub(one, mix(sure)), number("gamma")), entropy.(*tensor.Tensor))
	if a.Bool("apply_class_balancing") {
		focal = s.Mul(mix(number("alpha")), focal)
	}
	return focal
}

func callBackend(th *object.Thread, name string, args object.Args) object.Value {
	backend := object.Must(object.GetAttr(th, object.Must(object.GetAttr(th, object.Must(th.Import(th, "tensorflow")), "keras")), "backend"))
	return object.Must(object.Call(th, object.Must(object.GetAttr(th, backend, name)), args))
}
