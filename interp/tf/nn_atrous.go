package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// atrousDecls are the parts that convolutions with gaps can be made of, and the
// convolution under the name of its op.
func atrousDecls() []decl {
	return []decl{
		{names: "conv", sig: "conv(input, filter, strides, padding, explicit_paddings=[], data_format='CHANNELS_LAST', dilations=[], batch_dims=1, groups=1, name=None)", doc: "Convolution of images or volumes, with strides for every axis.", fn: rawConv},
		{names: "nn.atrous_conv2d_transpose", sig: "atrous_conv2d_transpose(value, filters, output_shape, rate, padding, name=None)", doc: "The transpose of a convolution of images with gaps of rate in the filter.", fn: atrousTranspose},
		{names: "nn.with_space_to_batch", sig: "with_space_to_batch(input, dilation_rate, padding, op, filter_shape=None, spatial_dims=None, data_format=None)", doc: "Calls op(blocks, number of spatial axes, padding) on the places that are dilation_rate apart, so that it works with gaps.", fn: withSpaceToBatch},
	}
}

func rawConv(c *call) object.Value {
	x, w := c.pair("input", "filter")
	lead := c.int("batch_dims")
	fail := func(class, format string, args ...any) {
		tensor.Throwf(class, "{{function_node __wrapped__Conv_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:Conv] name: ", fmt.Sprintf(format, args...))
	}
	n := x.Rank() - lead - 1
	if n != 2 && n != 3 {
		fail("InvalidArgumentError", "The input must have 2 or 3 spatial dimensions but got %d", n)
	}
	strides, dilations := c.shape("strides"), c.shape("dilations")
	if len(strides) != n+2 {
		fail("InvalidArgumentError", "Sliding window strides field must specify %d dimensions", n+2)
	}
	switch {
	case c.Str("data_format") != "CHANNELS_LAST":
		fail("UnimplementedError", "The Conv%dD op currently only supports the %s tensor format on the CPU. The op was given the format: %s", n, map[int]string{2: "NHWC", 3: "NDHWC"}[n], map[int]string{2: "NCHW", 3: "NCDHW"}[n])
	case c.int("groups") != 1:
		fail("UnimplementedError", "Grouped/Depthwise Convolutions are not supported yet.")
	}
	spec := tensor.ConvSpec{Strides: inner(strides, n), Padding: "explicit"}
	if c.Str("padding") != "EXPLICIT" {
		spec.Padding = c.padding("padding", "Conv")
	}
	if len(dilations) == 0 {
		dilations = []int{1}
	}
	spec.Dilations = inner(dilations, n)
	if spec.Padding == "explicit" {
		pads := c.shape("explicit_paddings")
		if len(pads) != 2*(n+2) {
			fail("InvalidArgumentError", "explicit_paddings attribute must contain %d values, but got: %d", 2*(n+2), len(pads))
		}
		for i := 2; i < len(pads)-2; i += 2 {
			spec.Pads = append(spec.Pads, [2]int{pads[i], pads[i+1]})
		}
	}
	if lead == 1 {
		return c.s.Conv(x, w, nil, spec, tensor.ActNone)
	}
	batch := slices.Clone(x.Shape()[:lead])
	y := c.s.Conv(c.s.Reshape(x, append([]int{-1}, x.Shape()[lead:]...)), w, nil, spec, tensor.ActNone)
	return c.s.Reshape(y, append(batch, y.Shape()[1:]...))
}

// atrousTranspose is the gradient of a convolution with gaps for its input,
// which has the shape asked for.
func atrousTranspose(c *call) object.Value {
	x, w := c.pair("value", "filters")
	rate := c.int("rate")
	text := func(v []int) string { return tensor.ShapeString(v) }
	switch {
	case x.Dim(-1) != w.Dim(-1):
		object.Throw(object.ValueErrorf("`value` channel count must be compatible with `filters` input channel count. Received: value.shape=%s with channel count %d and filters.shape=%s with input channel count %d.", text(x.Shape()), x.Dim(-1), text(w.Shape()), w.Dim(-1)))
	case rate < 1:
		object.Throw(object.ValueErrorf("`rate` cannot be less than one. Received: rate=%d", rate))
	}
	out := c.shape("output_shape")
	if len(out) != 4 {
		object.Throw(object.ValueErrorf("`output_shape` must have shape (4,). Received: output_shape=(%d,)", len(out)))
	}
	if out[3] != w.Dim(2) && !binding.IsTensor(c.Value("output_shape")) {
		object.Throw(object.ValueErrorf("`output_shape` channel count must be compatible with `filters` output channel count. Received: output_shape=%s with channel count %d and filters.shape=%s with output channel count %d.", listText(out), out[3], text(w.Shape()), w.Dim(3)))
	}
	padding := c.Str("padding")
	if padding != "SAME" && padding != "VALID" {
		object.Throw(object.ValueErrorf("`padding` must be either 'VALID' or 'SAME'. Received: padding=%s", padding))
	}
	return c.s.ConvInputGrad(x, w, out, tensor.ConvSpec{Strides: []int{1, 1}, Dilations: []int{rate, rate}, Padding: c.padding("padding", "")}, false)
}

func withSpaceToBatch(c *call) object.Value {
	x := c.tensor("input")
	rates := c.tensorAs("dilation_rate", tensor.Int32)
	if rates.Rank() != 1 {
		object.Throw(object.ValueErrorf("`dilation_rate.shape.rank` must be 1. Received: dilation_rate=%s of rank %d", object.Must(object.Str(c.th, c.Value("dilation_rate"))), rates.Rank()))
	}
	rate := rates.Array().Ints()
	axes := c.blockAxes(x, len(rate))
	for _, r := range rate {
		if r < 1 {
			object.Throw(object.ValueErrorf("`dilation_rate` must be positive. Received: dilation_rate=%s", strings.ReplaceAll(listText(rate), ",", "")))
		}
	}
	run := func(x *tensor.Tensor, padding object.Value) object.Value {
		return object.Must(object.CallFn(c.th, c.Value("op"), x, len(rate), padding))
	}
	if slices.Max(rate) == 1 {
		return run(x, c.Value("padding"))
	}
	// Axes between the batch and the last spatial one that take no part have
	// blocks of 1.
	last := axes[len(axes)-1]
	block, pads, crops := make([]int, last), make([][2]int, last), make([][2]int, last)
	for i := range block {
		block[i] = 1
	}
	base := c.basePads(rate)
	for i, ax := range axes {
		full := x.Dim(ax) + base[i][0] + base[i][1]
		extra := (rate[i] - full%rate[i]) % rate[i]
		block[ax-1], pads[ax-1], crops[ax-1] = rate[i], [2]int{base[i][0], base[i][1] + extra}, [2]int{0, extra}
	}
	y := binding.ToTensor(c.th, run(c.s.SpaceToBatch(x, block, pads), "VALID"), tensor.Invalid)
	return c.s.BatchToSpace(y, block, crops)
}

// blockAxes is the spatial axes of x, of which there are n.
func (c *call) blockAxes(x *tensor.Tensor, n int) []int {
	first := 1
	if c.channelsFirst() {
		first = 2
	}
	var axes []int
	if c.Has("spatial_dims") {
		axes = c.Ints("spatial_dims")
		if !slices.IsSorted(axes) || axes[0] < 1 || len(slices.Compact(slices.Clone(axes))) != len(axes) {
			object.Throw(object.ValueErrorf("`spatial_dims` must be a monotonically increasing sequence of positive integers. Received: spatial_dims=%s", listText(axes)))
		}
	} else {
		for i := range n {
			axes = append(axes, first+i)
		}
	}
	need := axes[len(axes)-1] + 1
	if c.channelsFirst() {
		need--
	}
	if x.Rank() < need {
		object.Throw(object.ValueErrorf("`input.shape.rank` must be at least %d. Received: input.shape=%s with rank %d", need, tensor.ShapeString(x.Shape()), x.Rank()))
	}
	return axes
}

// basePads is what the padding argument adds to each spatial axis.
func (c *call) basePads(rate []int) [][2]int {
	pads := make([][2]int, len(rate))
	padding, ok := c.Value("padding").(string)
	switch {
	case !ok:
		all := c.pairs("padding")
		if c.channelsFirst() {
			return all[2:]
		}
		return all[1 : len(all)-1]
	case padding == "VALID":
	case padding != "SAME":
		object.Throw(object.ValueErrorf("`padding` must be one of 'SAME' or 'VALID'. Received: padding=%s", padding))
	case !c.Has("filter_shape"):
		object.Throw(object.ValueErrorf("`filter_shape` must be specified for `padding='SAME'`. Received: filter_shape=None and padding=SAME"))
	default:
		for i, k := range c.shape("filter_shape")[:len(rate)] {
			extra := (k - 1) * rate[i]
			pads[i] = [2]int{extra / 2, extra - extra/2}
		}
	}
	return pads
}

// listText is numbers as Python writes a list of them.
func listText(v []int) string {
	return strings.ReplaceAll(fmt.Sprint(v), " ", ", ")
}
