package layers

import (
	"math"
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// GlobalPooling reduces all spatial axes to their mean or largest value.
type GlobalPooling struct {
	model.Base
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	KeepDims   bool       `arg:"keepdims" default:"False" doc:"whether the spatial axes stay, with length 1"`

	rank int
	max  bool
}

func newGlobalPooling(rank int, max bool) func() any {
	return func() any { return &GlobalPooling{rank: rank, max: max} }
}

var global1D = map[string]string{"data_format": "'channels_last'"}

// The declarations of the global pooling layers.
var (
	GlobalMaxPooling1DClass = declare(&model.Class{
		Name: "GlobalMaxPooling1D", InitOf: "GlobalPooling1D", Aliases: []string{"GlobalMaxPool1D"},
		Doc:      "Largest value over all steps: (batch, steps, channels) becomes (batch, channels).",
		Example:  ">>> layers.GlobalMaxPooling1D()(tf.ones((2, 5, 3))).shape\nTensorShape([2, 3])",
		Defaults: global1D, New: newGlobalPooling(1, true),
	})
	GlobalMaxPooling2DClass = declare(&model.Class{
		Name: "GlobalMaxPooling2D", InitOf: "GlobalPooling2D", Aliases: []string{"GlobalMaxPool2D"},
		Doc:     "Largest value over an image: (batch, rows, columns, channels) becomes (batch, channels).",
		Example: ">>> layers.GlobalMaxPooling2D()(tf.ones((2, 5, 5, 3))).shape\nTensorShape([2, 3])",
		New:     newGlobalPooling(2, true),
	})
	GlobalMaxPooling3DClass = declare(&model.Class{
		Name: "GlobalMaxPooling3D", InitOf: "GlobalPooling3D", Aliases: []string{"GlobalMaxPool3D"},
		Doc:     "Largest value over a volume.",
		Example: ">>> layers.GlobalMaxPooling3D()(tf.ones((2, 5, 5, 5, 3))).shape\nTensorShape([2, 3])",
		New:     newGlobalPooling(3, true),
	})
	GlobalAveragePooling1DClass = declare(&model.Class{
		Name: "GlobalAveragePooling1D", InitOf: "GlobalPooling1D", Aliases: []string{"GlobalAvgPool1D"},
		Call:     "inputs, mask=None",
		Doc:      "Mean over all steps, or over those that the mask keeps: (batch, steps, channels) becomes (batch, channels).",
		Example:  ">>> layers.GlobalAveragePooling1D()(tf.ones((2, 5, 3))).shape\nTensorShape([2, 3])",
		Defaults: global1D, New: newGlobalPooling(1, false),
	})
	GlobalAveragePooling2DClass = declare(&model.Class{
		Name: "GlobalAveragePooling2D", InitOf: "GlobalPooling2D", Aliases: []string{"GlobalAvgPool2D"},
		Doc:     "Mean over an image: (batch, rows, columns, channels) becomes (batch, channels).",
		Example: ">>> layers.GlobalAveragePooling2D(keepdims=True)(tf.ones((2, 5, 5, 3))).shape\nTensorShape([2, 1, 1, 3])",
		New:     newGlobalPooling(2, false),
	})
	GlobalAveragePooling3DClass = declare(&model.Class{
		Name: "GlobalAveragePooling3D", InitOf: "GlobalPooling3D", Aliases: []string{"GlobalAvgPool3D"},
		Doc:     "Mean over a volume.",
		Example: ">>> layers.GlobalAveragePooling3D()(tf.ones((2, 5, 5, 5, 3))).shape\nTensorShape([2, 3])",
		New:     newGlobalPooling(3, false),
	})
)

// Init implements [model.Initer].
func (p *GlobalPooling) Init(st *model.State) {
	p.Base.Init(st)
	p.Spec = []model.InputSpec{{NDim: p.rank + 2}}
	p.SupportsMasking = p.masked()
}

// masked reports whether the layer takes a mask: only the mean over steps
// does.
func (p *GlobalPooling) masked() bool { return p.rank == 1 && !p.max }

func (p *GlobalPooling) axes() []int {
	first := p.DataFormat.firstSpatial()
	return rangeFrom(first, first+p.rank)
}

// Build implements [model.Layer]: it checks that there is something to pool.
func (p *GlobalPooling) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	for _, a := range p.axes() {
		if shape[a] == 0 {
			tensor.Throwf("ValueError", "Incorrect input shape %s with dimension 0 at reduction axis %d.", listOfLengths(shape), a)
		}
	}
}

// Call implements [model.Layer].
func (p *GlobalPooling) Call(c *model.Context, in model.Value) model.Value {
	if r, ok := in.(model.Ragged); ok && p.rank == 1 {
		return p.ofRows(c, r)
	}
	x := model.One(in)
	if mask := maskTensor(c); mask != nil && p.masked() {
		axis := 2
		if p.DataFormat == channelsFirst {
			axis = 1
		}
		weight := c.ExpandDims(c.Cast(mask, x.DType()), axis)
		return c.Div(c.Sum(c.Mul(x, weight), p.axes(), p.KeepDims), c.Sum(weight, p.axes(), p.KeepDims))
	}
	if p.max {
		return c.Max(x, p.axes(), p.KeepDims)
	}
	return c.Mean(x, p.axes(), p.KeepDims)
}

// ofRows is the mean or the largest values of each row of a ragged tensor.
func (p *GlobalPooling) ofRows(c *model.Context, r model.Ragged) model.Value {
	dt := r.Inner().DType()
	if p.max {
		lowest := math.Inf(-1)
		if dt.IsFloat() {
			lowest = -math.MaxFloat32
		}
		return model.NameOp(c.Max(r.Padded(c.Scope, tensor.Full(dt, lowest)), []int{1}, p.KeepDims), "RaggedReduceMax/UnsortedSegmentMax")
	}
	sum := c.Sum(r.Padded(c.Scope, tensor.FromArray(tensor.NewArray(dt))), []int{1}, p.KeepDims)
	lengths := r.RowLengths()
	shape := slices.Repeat([]int{1}, sum.Rank())
	shape[0] = len(lengths)
	return model.NameOp(c.Div(sum, c.Reshape(c.Cast(tensor.IntTensor(tensor.Int64, lengths...), dt), shape)), "RaggedReduceMean/truediv")
}

// ComputeMask implements [model.Masker]: no steps are left to mask.
func (p *GlobalPooling) ComputeMask(c *model.Context, in, mask model.Value) model.Value { return nil }
