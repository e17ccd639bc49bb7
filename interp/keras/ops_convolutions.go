package keras

import (
	"kerash/interp/object"
)

// opsConvolutions are the convolutions of keras.ops other than the plain one.
func opsConvolutions() []object.Member {
	return []object.Member{
		composed("depthwise_conv(inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)", "The convolution of each channel with kernels of its own.", func(tf caller, a *object.Bound) object.Value {
			return inPlane(tf, a, func(c *planeConv) object.Value {
				return callTF(a.Thread(), "nn.depthwise_conv2d", object.Pos(c.x, c.deepen(tf, "kernel"), c.strides, upper(a, "padding")).With("data_format", c.format).With("dilations", c.dilations))
			})
		}),
		composed("separable_conv(inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, dilation_rate=1)", "A convolution of each channel by itself, then one over the channels.", func(tf caller, a *object.Bound) object.Value {
			return inPlane(tf, a, func(c *planeConv) object.Value {
				args := object.Pos(c.x, c.deepen(tf, "depthwise_kernel"), c.deepen(tf, "pointwise_kernel"), c.strides, upper(a, "padding"))
				return callTF(a.Thread(), "nn.separable_conv2d", args.With("data_format", c.format).With("dilations", c.dilations))
			})
		}),
		composed("conv_transpose(inputs, kernel, strides, padding='valid', output_padding=None, data_format=None, dilation_rate=1)", "The gradient of a convolution, used to make an image larger.", convTranspose),
	}
}

// planeConv is a convolution of images; signals of one axis are images of one row.
type planeConv struct {
	a                  *object.Bound
	x                  object.Value
	format             string
	strides, dilations object.Value
	row                bool
}

// deepen is a kernel for images.
func (c *planeConv) deepen(tf caller, name string) object.Value {
	if c.row {
		return tf("expand_dims", c.a.Value(name), 0)
	}
	return c.a.Value(name)
}

// inPlane runs a convolution over two axes on inputs of one or two.
func inPlane(tf caller, a *object.Bound, f func(c *planeConv) object.Value) object.Value {
	n := rankOf(a, a.At(0)) - 2
	if n > 2 {
		object.Throw(object.ValueErrorf("`inputs` rank must be 3 (1D conv) or 4 (2D conv). Received: %d.", n+2))
	}
	c := &planeConv{a: a, x: a.At(0), format: "NHWC", row: n == 1}
	first := dataFormat(a.Thread(), a.Value("data_format")) == "channels_first"
	steps := lengths(a, "strides", n)
	rates := lengths(a, "dilation_rate", n)
	axis := 1
	if c.row {
		steps, rates = []int{steps[0], steps[0]}, []int{1, rates[0]}
		if first {
			axis = 2
		}
		c.x = tf("expand_dims", c.x, axis)
	}
	c.strides = object.NewList(1, steps[0], steps[1], 1)
	if first {
		c.format, c.strides = "NCHW", object.NewList(1, 1, steps[0], steps[1])
	}
	c.dilations = object.NewList(rates[0], rates[1])
	out := f(c)
	if c.row {
		out = tf("squeeze", out, object.NewList(axis))
	}
	return out
}

// lengths is an argument of one number or one for each of n axes.
func lengths(a *object.Bound, name string, n int) []int {
	return object.Must(object.AsInts(a.Thread(), perAxis(a.Value(name), n)))
}

// convTranspose gives TensorFlow's op the shape that Keras wants of it.
func convTranspose(tf caller, a *object.Bound) object.Value {
	x, kernel := tensorArg(a.Thread(), a.At(0)).Shape(), tensorArg(a.Thread(), a.At(1)).Shape()
	n := len(x) - 2
	format := spatial(a, n+2)
	at := 1
	if format[1] == 'C' {
		at = 2
	}
	strides, rates := lengths(a, "strides", n), lengths(a, "dilation_rate", n)
	var extra []int
	if a.Value("output_padding") != nil {
		extra = lengths(a, "output_padding", n)
	}
	same := upper(a, "padding") == "SAME"
	shape := make([]object.Value, n+2)
	shape[0], shape[n+1] = x[0], kernel[n]
	if at == 2 {
		shape[1] = kernel[n]
	}
	for i := range n {
		size := kernel[i] + (kernel[i]-1)*(rates[i]-1)
		length := x[at+i] * strides[i]
		switch {
		case extra != nil && same:
			length += size - strides[i] - 2*(size/2) + extra[i]
		case extra != nil:
			length += size - strides[i] + extra[i]
		case !same:
			length += max(size-strides[i], 0)
		}
		shape[at+i] = length
	}
	args := object.Pos(a.At(0), a.At(1), object.NewList(shape...), perAxis(a.Value("strides"), n))
	return callTF(a.Thread(), "nn.conv_transpose", args.With("padding", upper(a, "padding")).With("data_format", format).With("dilations", perAxis(a.Value("dilation_rate"), n)))
}
