package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// ZeroPadding adds zeros around the spatial axes.
type ZeroPadding struct {
	model.Base
	Padding    pairs      `arg:"padding" default:"(1, 1)" doc:"an int, one int for each axis, or a pair (before, after) for each axis"`
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`

	rank int
}

func newZeroPadding(rank int) func() any { return func() any { return &ZeroPadding{rank: rank} } }

// The declarations of the zero padding layers.
var (
	ZeroPadding1DClass = declare(&model.Class{
		Name:        "ZeroPadding1D",
		Doc:         "Adds steps of zeros before and after a sequence: (batch, steps, features) becomes (batch, new steps, features).",
		Example:     ">>> layers.ZeroPadding1D(2)(tf.ones((1, 3, 1))).numpy()[0, :, 0]\narray([0., 0., 1., 1., 1., 0., 0.], dtype=float32)",
		Defaults:    map[string]string{"padding": "1"},
		ConfigOrder: []string{"padding"}, New: newZeroPadding(1),
	})
	ZeroPadding2DClass = declare(&model.Class{
		Name:    "ZeroPadding2D",
		Doc:     "Adds rows and columns of zeros around an image.",
		Example: ">>> layers.ZeroPadding2D(((1, 0), (2, 2)))(tf.ones((1, 3, 3, 1))).shape\nTensorShape([1, 4, 7, 1])",
		New:     newZeroPadding(2),
	})
	ZeroPadding3DClass = declare(&model.Class{
		Name:     "ZeroPadding3D",
		Doc:      "Adds zeros around a volume.",
		Example:  ">>> layers.ZeroPadding3D(1)(tf.ones((1, 3, 3, 3, 1))).shape\nTensorShape([1, 5, 5, 5, 1])",
		Defaults: map[string]string{"padding": "(1, 1, 1)"}, New: newZeroPadding(3),
	})
)

var paddingUsage = map[int]string{
	2: "a tuple of 2 ints (symmetric_height_pad, symmetric_width_pad), or a tuple of 2 tuples of 2 ints ((top_pad, bottom_pad), (left_pad, right_pad))",
	3: "a tuple of 3 ints (symmetric_dim1_pad, symmetric_dim2_pad, symmetric_dim3_pad), or a tuple of 3 tuples of 2 ints ((left_dim1_pad, right_dim1_pad), (left_dim2_pad, right_dim2_pad), (left_dim3_pad, right_dim2_pad))",
}

// Init implements [model.Initer].
func (z *ZeroPadding) Init(st *model.State) {
	z.Base.Init(st)
	z.Padding.resolve(z.rank, "padding", paddingUsage[z.rank])
	z.Spec = []model.InputSpec{{NDim: z.rank + 2}}
}

// Call implements [model.Layer].
func (z *ZeroPadding) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	pads := make([][2]int, x.Rank())
	copy(pads[z.DataFormat.firstSpatial():], z.Padding.list)
	return c.Pad(x, pads, "CONSTANT", 0)
}

// Cropping cuts off what lies at the ends of the spatial axes.
type Cropping struct {
	model.Base
	Cropping   pairs      `arg:"cropping" default:"((0, 0), (0, 0))" doc:"an int, one int for each axis, or a pair (before, after) for each axis"`
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`

	rank int
}

func newCropping(rank int) func() any { return func() any { return &Cropping{rank: rank} } }

// The declarations of the cropping layers.
var (
	Cropping1DClass = declare(&model.Class{
		Name:        "Cropping1D",
		Doc:         "Cuts steps off both ends of a sequence: (batch, steps, features) becomes (batch, new steps, features).",
		Example:     ">>> layers.Cropping1D((1, 2))(tf.ones((1, 8, 1))).shape\nTensorShape([1, 5, 1])",
		Defaults:    map[string]string{"cropping": "(1, 1)"},
		ConfigOrder: []string{"cropping"}, New: newCropping(1),
	})
	Cropping2DClass = declare(&model.Class{
		Name:    "Cropping2D",
		Doc:     "Cuts rows and columns off an image.",
		Example: ">>> layers.Cropping2D(((1, 1), (0, 2)))(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 6, 6, 3])",
		New:     newCropping(2),
	})
	Cropping3DClass = declare(&model.Class{
		Name:     "Cropping3D",
		Doc:      "Cuts off the outside of a volume.",
		Example:  ">>> layers.Cropping3D(1)(tf.ones((1, 8, 8, 8, 3))).shape\nTensorShape([1, 6, 6, 6, 3])",
		Defaults: map[string]string{"cropping": "((1, 1), (1, 1), (1, 1))"}, New: newCropping(3),
	})
)

var croppingUsage = map[int]string{
	2: "a tuple of 2 ints (symmetric_height_crop, symmetric_width_crop), or a tuple of 2 tuples of 2 ints ((top_crop, bottom_crop), (left_crop, right_crop))",
	3: "a tuple of 3 ints (symmetric_dim1_crop, symmetric_dim2_crop, symmetric_dim3_crop), or a tuple of 3 tuples of 2 ints ((left_dim1_crop, right_dim1_crop), (left_dim2_crop, right_dim2_crop), (left_dim3_crop, right_dim2_crop))",
}

// Init implements [model.Initer].
func (l *Cropping) Init(st *model.State) {
	l.Base.Init(st)
	l.Cropping.resolve(l.rank, "cropping", croppingUsage[l.rank])
	l.Spec = []model.InputSpec{{NDim: l.rank + 2}}
}

// Call implements [model.Layer].
func (l *Cropping) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	index := make([]tensor.Slice, x.Rank())
	for i := range index {
		index[i] = tensor.All()
	}
	first := l.DataFormat.firstSpatial()
	for i, cut := range l.Cropping.list {
		if n := x.Dim(first + i); n >= 0 && cut[0]+cut[1] >= n && l.rank < 3 {
			l.throwTooMuch(x.Shape())
		}
		index[first+i].Start = cut[0]
		if cut[1] > 0 {
			index[first+i].Stop = -cut[1]
		}
	}
	return c.StridedSlice(x, index)
}

func (l *Cropping) throwTooMuch(shape []int) {
	what := "Argument `cropping`"
	if l.rank == 1 {
		what = "cropping parameter of Cropping layer"
	}
	tensor.Throwf("ValueError", "%s must be greater than the input shape. Received: inputs.shape=%s, and cropping=%s", what, tensor.ShapeString(shape), model.Describe(l.Cropping.ConfigValue()))
}
