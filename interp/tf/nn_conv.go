package tf

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// convDecls are the convolutions and poolings of tf.nn.
func convDecls() []decl {
	return append([]decl{
		conv("nn.conv1d", "conv1d_v2(input, filters, stride, padding, data_format='NWC', dilations=None, name=None)", "Convolution with one spatial axis.", "stride", 1),
		conv("compat.v1.nn.conv2d nn.conv2d", "conv2d_v2(input, filters, strides, padding, data_format='NHWC', dilations=None, name=None)", "Convolution of images.", "strides", 2).asking("shape"),
		conv("nn.conv3d", "conv3d_v2(input, filters, strides, padding, data_format='NDHWC', dilations=None, name=None)", "Convolution of volumes.", "strides", 3),
		conv("nn.convolution", "convolution_v2(input, filters, strides=None, padding='VALID', data_format=None, dilations=None, name=None)", "Convolution with one to three spatial axes.", "strides", 0),
		{names: "nn.atrous_conv2d", sig: "atrous_conv2d(value, filters, rate, padding, name=None)", doc: "Convolution of images with gaps of rate in the filter.", fn: func(c *call) object.Value {
			x, w := c.pair("value", "filters")
			rate := c.int("rate")
			spec := tensor.ConvSpec{Strides: []int{1, 1}, Dilations: []int{rate, rate}, Padding: c.padding("padding", "Conv2D")}
			return c.s.Conv(x, w, nil, spec, tensor.ActNone)
		}},
		transposed("nn.conv1d_transpose", "conv1d_transpose(input, filters, output_shape, strides, padding='SAME', data_format='NWC', dilations=None, name=None)", "Transposed convolution with one spatial axis.", 1),
		transposed("nn.conv2d_transpose", "conv2d_transpose_v2(input, filters, output_shape, strides, padding='SAME', data_format='NHWC', dilations=None, name=None)", "Transposed convolution of images.", 2),
		transposed("nn.conv3d_transpose", "conv3d_transpose_v2(input, filters, output_shape, strides, padding='SAME', data_format='NDHWC', dilations=None, name=None)", "Transposed convolution of volumes.", 3),
		transposed("nn.conv_transpose", "conv_transpose(input, filters, output_shape, strides, padding='SAME', data_format=None, dilations=None, name=None)", "Transposed convolution with one to three spatial axes.", 0),
		{names: "compat.v1.nn.depthwise_conv2d nn.depthwise_conv2d", sig: "depthwise_conv2d_v2(input, filter, strides, padding, data_format=None, dilations=None, name=None)", doc: "Convolution of each channel with filters of its own.", fn: func(c *call) object.Value {
			x, w := c.pair("input", "filter")
			return c.spatial("DepthwiseConv2dNative", "strides", 2, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
				return c.s.DepthwiseConv(x, w, nil, spec, tensor.ActNone)
			})
		}},
		{names: "nn.separable_conv2d", sig: "separable_conv2d_v2(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None)", doc: "A depthwise convolution followed by one of single pixels.", fn: func(c *call) object.Value {
			x, w := c.pair("input", "depthwise_filter")
			point := c.tensorAs("pointwise_filter", x.DType())
			return c.spatial("DepthwiseConv2dNative", "strides", 2, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
				y := c.s.DepthwiseConv(x, w, nil, spec, tensor.ActNone)
				return c.s.Conv(y, point, nil, tensor.ConvSpec{Strides: []int{1, 1}, Dilations: []int{1, 1}, Padding: "valid"}, tensor.ActNone)
			})
		}},
		morphology("nn.dilation2d", "dilation2d_v2(input, filters, strides, padding, data_format, dilations, name=None)", "The largest of x + filter in each window.", "input", (*tensor.Scope).Dilation2D),
		morphology("nn.erosion2d", "erosion2d_v2(value, filters, strides, padding, data_format, dilations, name=None)", "The smallest of x - filter in each window.", "value", (*tensor.Scope).Erosion2D),
		{names: "nn.depth_to_space", sig: "depth_to_space_v2(input, block_size, data_format='NHWC', name=None)", doc: "Moves channels into blocks of pixels.", fn: func(c *call) object.Value {
			return c.s.DepthToSpace(c.tensor("input"), c.int("block_size"))
		}},
		{names: "nn.space_to_depth", sig: "space_to_depth_v2(input, block_size, data_format='NHWC', name=None)", doc: "Moves blocks of pixels into channels.", fn: func(c *call) object.Value {
			return c.s.SpaceToDepth(c.tensor("input"), c.int("block_size"))
		}},
		{names: "space_to_batch nn.space_to_batch", sig: "space_to_batch_v2(input, block_shape, paddings, name=None)", doc: "Moves blocks of places into the batch.", fn: func(c *call) object.Value {
			return c.s.SpaceToBatch(c.tensor("input"), c.shape("block_shape"), c.pairs("paddings"))
		}},
		{names: "space_to_batch_nd", sig: "space_to_batch_nd(input, block_shape, paddings, name=None)", doc: "Moves blocks of places into the batch.", raw: true, fn: func(c *call) object.Value {
			return c.s.SpaceToBatch(c.tensor("input"), c.shape("block_shape"), c.pairs("paddings"))
		}},
		{names: "batch_to_space", sig: "batch_to_space_v2(input, block_shape, crops, name=None)", doc: "Moves the batch into blocks of places.", fn: func(c *call) object.Value {
			return c.s.BatchToSpace(c.tensor("input"), c.shape("block_shape"), c.pairs("crops"))
		}},
		{names: "extract_volume_patches", sig: "extract_volume_patches(input, ksizes, strides, padding, name=None)", doc: "Windows of volumes along the channels.", raw: true, fn: func(c *call) object.Value {
			k := c.shape("ksizes")
			spec := tensor.ConvSpec{Strides: inner(c.shape("strides"), 3), Dilations: []int{1, 1, 1}, Padding: c.padding("padding", "ExtractVolumePatches")}
			return c.s.ExtractVolumePatches(c.tensor("input"), inner(k, 3), spec)
		}},
	}, append(poolDecls(), atrousDecls()...)...)
}

// pairs is an argument of shape (n, 2).
func (c *call) pairs(name string) [][2]int {
	a := c.tensor(name).Array()
	out := make([][2]int, a.Shape()[0])
	for i := range out {
		out[i] = [2]int{int(a.Int(2 * i)), int(a.Int(2*i + 1))}
	}
	return out
}

// inner is the spatial part of strides and the like: one number for all axes,
// one per spatial axis, or one per axis.
func inner(v []int, spatial int) []int {
	switch len(v) {
	case 1:
		out := make([]int, spatial)
		for i := range out {
			out[i] = v[0]
		}
		return out
	case spatial + 2:
		return v[1 : spatial+1]
	}
	return v
}

// padding is a padding argument: "SAME", "VALID" or, for "explicit", pairs.
func (c *call) padding(name, op string) string {
	s, ok := c.Value(name).(string)
	if !ok {
		return "explicit"
	}
	if s != "SAME" && s != "VALID" {
		if up := strings.ToUpper(s); op != "" && up != "SAME" && up != "VALID" {
			tensor.Throwf("InvalidArgumentError", "Value for attr 'padding' of \"%s\" is not in the list of allowed values: \"SAME\", \"VALID\", \"EXPLICIT\"\n\t; NodeDef: {{node %s}} [Op:%s] name: ", s, op, op)
		}
	}
	return strings.ToLower(s)
}

// spatial runs a convolution with the strides, padding, dilations and data
// format of the call; channels first is turned round before and after. n is
// the number of spatial axes, 0 to take it from x.
func (c *call) spatial(op, strides string, n int, x *tensor.Tensor, f func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor) *tensor.Tensor {
	if n == 0 {
		n = x.Rank() - 2
	}
	batch := 0
	if x.Rank() > n+2 { // further batch axes
		batch = x.Rank() - n - 2
	}
	ones := []int{1}
	spec := tensor.ConvSpec{Strides: inner(ones, n), Dilations: inner(ones, n), Padding: c.padding("padding", op)}
	if c.Has(strides) {
		spec.Strides = c.innerOf(strides, n)
	}
	if c.Sig.Index("dilations") >= 0 && c.Has("dilations") {
		spec.Dilations = c.innerOf("dilations", n)
	}
	if spec.Padding == "explicit" {
		pads := c.pairs("padding")
		if len(pads) == n+2 {
			first := 1
			if c.channelsFirst() {
				first = 2
			}
			pads = pads[first : first+n]
		}
		spec.Pads = pads
	}
	lead := append([]int{}, x.Shape()[:batch+1]...)
	if batch > 0 {
		x = c.s.Reshape(x, append([]int{-1}, x.Shape()[batch+1:]...))
	}
	var y *tensor.Tensor
	if c.channelsFirst() {
		y = toFirst(c.s, f(toLast(c.s, x), spec))
	} else {
		y = f(x, spec)
	}
	if batch > 0 {
		y = c.s.Reshape(y, append(lead, y.Shape()[1:]...))
	}
	return y
}

func (c *call) innerOf(name string, n int) []int {
	v := c.shape(name)
	if len(v) == n+2 && c.channelsFirst() {
		return v[2:]
	}
	return inner(v, n)
}

func (c *call) channelsFirst() bool {
	f := c.StrOr("data_format", "NHWC")
	return strings.HasPrefix(f, "NC")
}

// toLast moves the channels from axis 1 to the end, toFirst back.
func toLast(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	perm := []int{0}
	for i := 2; i < x.Rank(); i++ {
		perm = append(perm, i)
	}
	return s.Transpose(x, append(perm, 1))
}

func toFirst(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	perm := []int{0, x.Rank() - 1}
	for i := 1; i < x.Rank()-1; i++ {
		perm = append(perm, i)
	}
	return s.Transpose(x, perm)
}

func conv(names, sig, doc, strides string, n int) decl {
	return decl{names: names, sig: sig, doc: doc, fn: func(c *call) object.Value {
		x, w := c.pair("input", "filters")
		k := n
		if k == 0 {
			k = w.Rank() - 2
		}
		return c.spatial(fmt.Sprintf("Conv%dD", k), strides, k, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
			if ch, want := x.Dim(-1), w.Dim(-2); ch > 0 && want > 0 && ch != want && ch%want == 0 {
				spec.Groups = ch / want
			}
			return c.s.Conv(x, w, nil, spec, tensor.ActNone)
		})
	}}
}

func transposed(names, sig, doc string, n int) decl {
	return decl{names: names, sig: sig, doc: doc, fn: func(c *call) object.Value {
		x, w := c.pair("input", "filters")
		k := n
		if k == 0 {
			k = w.Rank() - 2
		}
		out := c.shape("output_shape")
		spatial := out
		if len(out) == k+2 {
			spatial = out[1 : k+1]
			if c.channelsFirst() {
				spatial = out[2:]
			}
		}
		return c.spatial(fmt.Sprintf("Conv%dDBackpropInput", k), "strides", k, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor {
			return c.s.ConvTranspose(x, w, nil, spec, spatial, tensor.ActNone)
		})
	}}
}

func morphology(names, sig, doc, in string, f func(s *tensor.Scope, x, w *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor) decl {
	return decl{names: names, sig: sig, doc: doc, fn: func(c *call) object.Value {
		x, w := c.pair(in, "filters")
		return c.spatial("Dilation2D", "strides", 2, x, func(x *tensor.Tensor, spec tensor.ConvSpec) *tensor.Tensor { return f(c.s, x, w, spec) })
	}}
}
