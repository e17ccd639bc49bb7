package layers

import (
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// tuple is an argument with one integer for each spatial axis; an int stands
// for the same on all of them. Until it is resolved, given is what the user
// wrote.
type tuple struct {
	given any
	list  []int
}

// SetArg implements [model.ArgSetter].
func (t *tuple) SetArg(st *model.State, v any) error {
	*t = tuple{given: v}
	return nil
}

// resolve reads the integers for n axes.
func (t *tuple) resolve(n int, name string, least int) []int {
	t.list = normalTuple(t.given, n, name, least)
	return t.list
}

// ConfigValue implements [model.ConfigValuer].
func (t tuple) ConfigValue() any {
	if t.list == nil {
		return t.given
	}
	out := make(model.Tup, len(t.list))
	for i, v := range t.list {
		if out[i] = v; t.given == true || t.given == false {
			out[i] = t.given
		}
	}
	return out
}

// AttrValue implements [model.AttrValuer].
func (t tuple) AttrValue() any { return t.ConfigValue() }

// padding is "valid", "same" or "causal".
type padding string

// SetArg implements [model.ArgSetter].
func (p *padding) SetArg(st *model.State, v any) error {
	s, ok := v.(string)
	if _, list := model.Sequence(v); list { // which Keras takes, and no layer understands
		return tensor.Errorf("AssertionError", "")
	}
	if !ok {
		return tensor.Errorf("AttributeError", "'%s' object has no attribute 'lower'", model.PythonType(v))
	}
	s = strings.ToLower(s)
	switch s {
	case "valid", "same", "causal":
		*p = padding(s)
		return nil
	}
	return tensor.Errorf("ValueError", "The `padding` argument must be a list/tuple or one of \"valid\", \"same\" (or \"causal\", only for `Conv1D). Received: %s", s)
}

// ConfigValue implements [model.ConfigValuer].
func (p padding) ConfigValue() any { return string(p) }

// AttrValue implements [model.AttrValuer].
func (p padding) AttrValue() any { return string(p) }

// convolution is the arguments that all convolutions have, resolved.
type convolution struct {
	Rank                      int `attr:"rank"`
	kernel, strides, dilation []int
	padding                   padding
	format                    dataFormat
	groups                    int
}

// resolveConv reads the arguments of a convolution and throws Keras' errors for
// those that do not go together.
func resolveConv(rank int, kernel, strides, dilation *tuple, p padding, format dataFormat, causal bool) convolution {
	w := convolution{Rank: rank, padding: p, format: format, groups: 1}
	w.kernel = kernel.resolve(rank, "kernel_size", 1)
	w.strides = strides.resolve(rank, "strides", 0)
	w.dilation = dilation.resolve(rank, "dilation_rate", 1)
	for _, s := range w.strides {
		if s == 0 {
			tensor.Throwf("ValueError", "The argument `strides` cannot contains 0(s). Received: %s", tensor.ShapeString(w.strides))
		}
	}
	if p == "causal" && !causal {
		tensor.Throwf("ValueError", "Causal padding is only supported for `Conv1D`and `SeparableConv1D`.")
	}
	if moves(w.strides) && moves(w.dilation) {
		tensor.Throwf("ValueError", "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=%s and dilation_rate=%s", tensor.ShapeString(w.strides), tensor.ShapeString(w.dilation))
	}
	return w
}

// moves reports whether a step is longer than one.
func moves(steps []int) bool {
	for _, s := range steps {
		if s > 1 {
			return true
		}
	}
	return false
}

func checkFilters(filters, groups int) {
	if filters <= 0 {
		tensor.Throwf("ValueError", "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=%d.", filters)
	}
	if filters%groups != 0 {
		tensor.Throwf("ValueError", "The number of filters must be evenly divisible by the number of groups. Received: groups=%d, filters=%d", groups, filters)
	}
}

// spec is the convolution as the ops take it.
func (w *convolution) spec() tensor.ConvSpec {
	return tensor.ConvSpec{Strides: w.strides, Dilations: w.dilation, Padding: string(w.padding), Groups: w.groups}
}

// channelAxis is the axis of the channels, counted from the end.
func (w *convolution) channelAxis() int {
	if w.format == channelsFirst {
		return -1 - w.Rank
	}
	return -1
}

// channels is the number of input channels, which must be known; inputs is how
// the error calls the inputs.
func (w *convolution) channels(shape []int, inputs string) int {
	axis := w.channelAxis()
	n := shape[len(shape)+axis]
	if n < 0 {
		tensor.Throwf("ValueError", "The channel dimension of the %s should be defined. The input_shape received is %s, where axis %d (0-based) is the channel dimension, which found to be `None`.", inputs, tensor.ShapeString(shape), axis)
	}
	return n
}

// checkOutput throws Keras' error when the input is too small for the kernel.
func (w *convolution) checkOutput(b *model.Base, shape []int) {
	if w.padding != "valid" || len(shape) < w.Rank+2 { // which the call refuses
		return
	}
	first := len(shape) - w.Rank - 1
	if w.format == channelsFirst {
		first++
	}
	for i, k := range w.kernel {
		n, eff := shape[first+i], (k-1)*w.dilation[i]+1
		if n >= 0 && n-eff+w.strides[i] < 0 {
			tensor.Throwf("ValueError", "One of the dimensions in the output is <= 0 due to downsampling in %s. Consider increasing the input size. Received input shape %s which would produce output shape with a zero or negative value in a dimension.", b.Label, listOfLengths(shape))
		}
	}
}

// listOfLengths writes a shape as Python writes a list.
func listOfLengths(shape []int) string {
	parts := make([]string, len(shape))
	for i, n := range shape {
		parts[i] = lengthText(n)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// checkRanks throws TensorFlow's errors for inputs with too few axes and for a
// kernel, made by a class of the user's, with other axes than the window's.
func (w *convolution) checkRanks(x, kernel *tensor.Tensor) {
	op, need := "Conv2D", 4
	if w.Rank == 3 {
		op, need = "Conv3D", 5
	}
	if n := kernel.Rank() - 2; n != w.Rank {
		tensor.Throwf("ValueError", "dilations should be of length 1, %d or %d. Received: dilations=%s of length %d", n, n+2, listOfLengths(w.dilation), w.Rank)
	}
	if x.Rank() >= w.Rank+2 {
		return
	}
	what := "input"
	if w.Rank < 3 {
		what = "convolution input"
	}
	tensor.ThrowRun(op, "%s must be %d-dimensional: [%s]", what, need, strings.ReplaceAll(strings.Trim(listOfLengths(x.Shape()), "[]"), ", ", ","))
}

// apply runs op with the channels last. Axes before the window's own are taken
// as one batch.
func (w *convolution) apply(c *model.Context, x *tensor.Tensor, op func(x *tensor.Tensor) *tensor.Tensor) *tensor.Tensor {
	lead := x.Rank() - w.Rank - 1
	if lead == 1 {
		return w.format.fromLast(c, op(w.format.toLast(c, x)))
	}
	batch := likeAll(x, without(lead)...)
	inner := likeAll(x, rangeFrom(lead, x.Rank())...)
	y := reshape(c, x, append([]axisLength{fixed(-1)}, inner...)...)
	y = w.format.fromLast(c, op(w.format.toLast(c, y)))
	return reshape(c, y, append(batch, likeAll(y, rangeFrom(1, y.Rank())...)...)...)
}

func rangeFrom(lo, hi int) []int {
	var out []int
	for i := lo; i < hi; i++ {
		out = append(out, i)
	}
	return out
}
