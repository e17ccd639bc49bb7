package tf

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// signalDecls are the functions of tf.signal.
func signalDecls() []decl {
	all := []decl{
		{names: "signal.fftshift", sig: "fftshift(x, axes=None, name=None)", doc: "Moves the zero frequency to the middle of axes.", fn: func(c *call) object.Value { return shiftHalf(c, 1) }},
		{names: "signal.ifftshift", sig: "ifftshift(x, axes=None, name=None)", doc: "Undoes fftshift.", fn: func(c *call) object.Value { return shiftHalf(c, -1) }},
		{names: "fftnd", sig: "fftnd(input, fft_length, axes, name=None)", doc: "The Fourier transform over the given axes.", raw: true, fn: func(c *call) object.Value { return transformAxes(c, "input", "FFTND") }},
		{names: "ifftnd", sig: "ifftnd(input, fft_length, axes, name=None)", doc: "The inverse Fourier transform over the given axes.", raw: true, fn: func(c *call) object.Value { return transformAxes(c, "input", "IFFTND") }},
		{names: "rfftnd", sig: "rfftnd(input, fft_length, axes, Tcomplex=tf.complex64, name=None)", doc: "The Fourier transform of real numbers over the given axes.", raw: true, fn: func(c *call) object.Value { return transformAxes(c, "input", "RFFTND") }},
		{names: "irfftnd", sig: "irfftnd(input, fft_length, axes, Treal=tf.float32, name=None)", doc: "The inverse of rfftnd.", raw: true, fn: func(c *call) object.Value { return transformAxes(c, "input", "IRFFTND") }},
		{names: "signal.fftnd", sig: "_fftn(input_tensor, fft_length=None, axes=None, norm=None, name=None)", doc: "The Fourier transform over axes, all unless they are given.", fn: func(c *call) object.Value { return transformAxes(c, "input_tensor", "FFTND") }},
		{names: "signal.ifftnd", sig: "_ifftn(input_tensor, fft_length=None, axes=None, norm=None, name=None)", doc: "The inverse Fourier transform over axes.", fn: func(c *call) object.Value { return transformAxes(c, "input_tensor", "IFFTND") }},
		{names: "signal.rfftnd", sig: "_rfftn(input_tensor, fft_length=None, axes=None, norm=None, name=None)", doc: "The Fourier transform of real numbers over axes.", fn: func(c *call) object.Value { return transformAxes(c, "input_tensor", "RFFTND") }},
		{names: "signal.irfftnd", sig: "_irfftn(input_tensor, fft_length=None, axes=None, norm=None, name=None)", doc: "The inverse of rfftnd.", fn: func(c *call) object.Value { return transformAxes(c, "input_tensor", "IRFFTND") }},
	}
	for dims, suffix := range []string{1: "", 2: "2d", 3: "3d"} {
		if dims == 0 {
			continue
		}
		over := [...]string{"", "the last axis", "the last two axes", "the last three axes"}[dims]
		all = append(all,
			decl{names: "signal.fft" + suffix, raw: true, sig: "fft" + suffix + "(input, name=None)", doc: "The Fourier transform over " + over + ".", elementwise: true, fn: func(c *call) object.Value {
				return c.s.FFT(c.tensorLike("input", tensor.Complex64), dims, false)
			}},
			decl{names: "signal.ifft" + suffix, raw: true, sig: "ifft" + suffix + "(input, name=None)", doc: "The inverse Fourier transform over " + over + ".", elementwise: true, fn: func(c *call) object.Value {
				return c.s.FFT(c.tensorLike("input", tensor.Complex64), dims, true)
			}},
			decl{names: "signal.rfft" + suffix, sig: "_rfft(input_tensor, fft_length=None, name=None)", doc: "The Fourier transform of real numbers over " + over + ": the first half of its coefficients.", fn: func(c *call) object.Value {
				x := realSignal(c, "input_tensor", "RFFT"+suffix)
				needAxes(x, dims)
				return c.s.RFFT(x, dims, c.lengths("fft_length"))
			}},
			decl{names: "signal.irfft" + suffix, sig: "_irfft(input_tensor, fft_length=None, name=None)", doc: "The inverse of rfft" + suffix + ".", fn: func(c *call) object.Value {
				x := complexSignal(c, "input_tensor", "IRFFT"+suffix)
				needAxes(x, dims)
				return c.s.IRFFT(x, dims, c.lengths("fft_length"))
			}})
	}
	all = append(all, cosineDecls()...)
	all = append(all, windowDecls()...)
	all = append(all, frameDecls()...)
	return append(all, melDecls()...)
}

// lengths is an argument with the lengths of axes, nil for None.
func (c *call) lengths(name string) []int {
	if !c.Has(name) {
		return nil
	}
	return c.staticShape(name)
}

// realSignal is an argument that must be of float32 or float64.
func realSignal(c *call, name, op string) *tensor.Tensor {
	x := c.tensorLike(name, tensor.Float32)
	if dt := x.DType(); dt != tensor.Float32 && dt != tensor.Float64 {
		object.Throw(object.ValueErrorf("%s requires tf.float32 or tf.float64 inputs, got: %s", strings.ToUpper(op), object.Must(object.Str(c.th, x))))
	}
	return x
}

// needAxes refuses a signal of fewer axes than a transform goes over.
func needAxes(x *tensor.Tensor, n int) {
	if x.Rank() < n {
		object.Throw(object.ValueErrorf("Shape %s must have rank at least %d", tensor.ShapeString(x.Shape()), n))
	}
}

// complexSignal is an argument that must be complex.
func complexSignal(c *call, name, op string) *tensor.Tensor {
	x := c.tensorLike(name, tensor.Complex64)
	if !x.DType().IsComplex() {
		object.Throw(object.ValueErrorf("%s requires tf.complex64 or tf.complex128 inputs, got: %s", strings.ToUpper(op), object.Must(object.Str(c.th, x))))
	}
	return x
}

// shiftHalf rolls axes by half of their lengths.
func shiftHalf(c *call, sign int) object.Value {
	x := c.tensor("x")
	for _, ax := range c.axes("axes") {
		if ax < -x.Rank() || ax >= x.Rank() {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} slice index %d of dimension 0 out of bounds. [Op:StridedSlice] name: strided_slice/", ax)
		}
	}
	axes := tensor.Axes(c.axes("axes"), x.Rank())
	shifts := make([]int, len(axes))
	for i, ax := range axes {
		n := x.Shape()[ax]
		shifts[i] = n / 2 * sign
	}
	return c.s.Roll(x, shifts, axes)
}

// transformAxes is the family of transforms over any axes; TensorFlow 2.15
// declares them without a kernel for processors.
func transformAxes(c *call, name, op string) object.Value {
	inverse := strings.HasPrefix(op, "I")
	var x *tensor.Tensor
	if strings.HasPrefix(op, "R") {
		x = realSignal(c, name, op)
	} else {
		x = complexSignal(c, name, op)
	}
	axes := tensor.Axes(c.axes("axes"), x.Rank())
	lengths := c.lengths("fft_length")
	if lengths != nil && len(lengths) != len(axes) {
		object.Throw(object.ValueErrorf("Shape of fft_length: %d, axes: %d, and input rank: %d do not match.", len(lengths), len(axes), x.Rank()))
	}
	perm, back := axesLast(x.Rank(), axes)
	x = c.s.Transpose(x, perm)
	var y *tensor.Tensor
	switch op {
	case "RFFTND":
		y = c.s.RFFTLast(x, len(axes), lengths)
	case "IRFFTND":
		y = c.s.IRFFTLast(x, len(axes), lengths)
	default:
		y = c.s.FFTLast(x, len(axes), lengths, inverse)
	}
	y = c.s.Transpose(y, back)
	if c.Sig.Index("norm") >= 0 && c.Has("norm") {
		return normalized(c, y, lengths, axes, x, inverse)
	}
	return y
}

// normalized scales a transform as its argument norm asks for: "ortho" by the
// root of the number of elements, "forward" the other direction.
func normalized(c *call, y *tensor.Tensor, lengths, axes []int, x *tensor.Tensor, inverse bool) *tensor.Tensor {
	n := 1
	for i := range axes {
		if lengths != nil {
			n *= lengths[i]
		} else {
			n *= max(y.Shape()[axes[i]], x.Dim(i-len(axes)))
		}
	}
	count := c.s.Cast(tensor.ConstScalar(float64(n)), y.DType())
	switch norm := c.Str("norm"); norm {
	case "backward":
		return y
	case "ortho":
		if inverse {
			return c.s.Mul(y, c.s.Sqrt(count))
		}
		return c.s.Div(y, c.s.Sqrt(count))
	case "forward":
		if inverse {
			return c.s.Mul(y, count)
		}
		return c.s.Div(y, count)
	default:
		object.Throw(object.ValueErrorf("Invalid norm value %s; should be \"backward\", \"ortho\" or \"forward\".", norm))
	}
	return nil
}

// axesLast is the order of axes that puts some at the end, and its inverse.
func axesLast(rank int, axes []int) (perm, back []int) {
	last := make([]bool, rank)
	for _, ax := range axes {
		last[ax] = true
	}
	for i := range rank {
		if !last[i] {
			perm = append(perm, i)
		}
	}
	perm = append(perm, axes...)
	back = make([]int, rank)
	for i, p := range perm {
		back[p] = i
	}
	return perm, back
}

// cosineDecls are the discrete cosine transforms.
func cosineDecls() []decl {
	const params = "(input, type=2, n=None, axis=-1, norm=None, name=None)"
	return []decl{
		{names: "signal.dct", sig: "dct" + params, doc: "The discrete cosine transform of a type from 1 to 4 over the last axis.", fn: func(c *call) object.Value {
			return cosineTransform(c, c.int("type"))
		}},
		{names: "signal.idct", sig: "idct" + params, doc: "The inverse of dct, but for a factor unless norm is 'ortho'.", fn: func(c *call) object.Value {
			kind := c.int("type")
			switch kind {
			case 2:
				kind = 3
			case 3:
				kind = 2
			}
			return cosineTransform(c, kind)
		}},
	}
}

func cosineTransform(c *call, kind int) object.Value {
	norm := ""
	if c.Has("norm") {
		norm = object.Must(object.Str(c.th, c.Value("norm")))
	}
	switch {
	case c.Has("axis") && c.int("axis") != -1:
		object.Throw(object.Errorf(object.NotImplementedError, "axis must be -1. Got: %d", c.int("axis")))
	case c.Has("n") && c.int("n") < 1:
		object.Throw(object.ValueErrorf("n should be a positive integer or None"))
	case kind < 1 || kind > 4:
		object.Throw(object.ValueErrorf("Types I, II, III and IV (I)DCT are supported."))
	case kind == 1 && norm == "ortho":
		object.Throw(object.ValueErrorf("Normalization is not supported for the Type-I DCT."))
	}
	x := c.float("input")
	if kind == 1 && x.Dim(-1) < 2 && x.Dim(-1) >= 0 {
		object.Throw(object.ValueErrorf("Type-I DCT requires the dimension to be greater than one."))
	}
	if norm != "" && norm != "ortho" {
		object.Throw(object.ValueErrorf("Unknown normalization. Expected None or 'ortho', got: %s", norm))
	}
	if dt := x.DType(); dt != tensor.Float32 && dt != tensor.Float64 {
		binding.ToTensor(c.th, 0.0, dt) // what pads the input
		object.Throw(object.NewError(object.AssertionError, ""))
	}
	if c.Has("n") {
		x = c.s.ResizeLast(x, c.int("n"))
	}
	return c.s.DCT(x, kind, norm == "ortho")
}

// windowFunc is a window of n elements.
type windowFunc func(s *tensor.Scope, n int, dt tensor.DType) *tensor.Tensor

// callWindow is the window that an argument gives: nil for None, usual for an
// argument that is not given.
func callWindow(c *call, name string, usual windowFunc, n int, dt tensor.DType) *tensor.Tensor {
	if !c.Given(name) {
		floatWindow(dt)
		return usual(c.s, n, dt)
	}
	if c.Value(name) == nil {
		return nil
	}
	v := object.Must(object.Call(c.th, c.Value(name), object.Pos(n).With("dtype", binding.TFDType(dt))))
	return binding.ToTensor(c.th, v, dt)
}
