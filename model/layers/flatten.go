package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// dataFormat is where the channels are: "channels_last" or "channels_first";
// None stands for the session's image data format.
type dataFormat string

const (
	channelsLast  dataFormat = "channels_last"
	channelsFirst dataFormat = "channels_first"
)

// SetArg implements [model.ArgSetter].
func (d *dataFormat) SetArg(st *model.State, v any) error {
	s, ok := v.(string)
	switch {
	case v == nil:
		s = st.ImageDataFormat
	case !ok:
		return tensor.Errorf("AttributeError", "'%s' object has no attribute 'lower'", model.PythonType(v))
	}
	*d = dataFormat(lower(s))
	if *d != channelsLast && *d != channelsFirst {
		return tensor.Errorf("ValueError", "The `data_format` argument must be one of \"channels_first\", \"channels_last\". Received: %s", s)
	}
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (d dataFormat) ConfigValue() any { return string(d) }

// AttrValue implements [model.AttrValuer].
func (d dataFormat) AttrValue() any { return string(d) }

// toLast moves the channels of x, if they come first, to the last axis.
func (d dataFormat) toLast(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if d != channelsFirst {
		return x
	}
	perm := []int{0}
	for i := 2; i < x.Rank(); i++ {
		perm = append(perm, i)
	}
	return c.Transpose(x, append(perm, 1))
}

// fromLast undoes toLast.
func (d dataFormat) fromLast(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if d != channelsFirst {
		return x
	}
	perm := []int{0, x.Rank() - 1}
	for i := 1; i < x.Rank()-1; i++ {
		perm = append(perm, i)
	}
	return c.Transpose(x, perm)
}

// channelAxis is the axis of the channels, negative from the end.
func (d dataFormat) channelAxis() int {
	if d == channelsFirst {
		return 1
	}
	return -1
}

// firstSpatial is the first axis that is neither batch nor channels.
func (d dataFormat) firstSpatial() int {
	if d == channelsFirst {
		return 2
	}
	return 1
}

// Flatten makes one axis of all axes but the batch.
type Flatten struct {
	model.Base
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first', whose channels are moved to the end first"`
}

// FlattenClass declares Flatten.
var FlattenClass = declare(&model.Class{
	Name:    "Flatten",
	Doc:     "Flattens each sample to one axis: (batch, ...) becomes (batch, n).",
	Example: ">>> layers.Flatten()(tf.ones((2, 3, 4))).shape\nTensorShape([2, 12])",
	New:     func() any { return new(Flatten) },
})

// Init implements [model.Initer].
func (f *Flatten) Init(st *model.State) {
	f.Base.Init(st)
	f.Spec = []model.InputSpec{{MinNDim: 1}}
}

// Call implements [model.Layer].
func (f *Flatten) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	if x.Rank() > 2 {
		x = f.DataFormat.toLast(c, x)
	}
	shape := x.Shape()
	switch rest := shape[1:]; {
	case len(rest) == 0:
		return c.ExpandDims(x, 1)
	case tensor.IsStatic(rest):
		n := tensor.NumElements(rest)
		if shape[0] >= 0 {
			return c.Reshape(x, []int{shape[0], n})
		}
		return c.Reshape(x, []int{-1, n})
	case shape[0] >= 0:
		return c.Reshape(x, []int{shape[0], -1})
	}
	return c.ReshapeTo(x, batchShape(c, x, -1))
}

// batchShape is a shape tensor of x's batch axis, which may be unknown, and the
// given axes.
func batchShape(c *model.Context, x *tensor.Tensor, rest ...int) *tensor.Tensor {
	batch := c.StridedSlice(c.ShapeOf(x, tensor.Int32), []tensor.Slice{tensor.Span(0, 1)})
	return c.Concat([]*tensor.Tensor{batch, tensor.IntTensor(tensor.Int32, rest...)}, 0)
}
