package layers

import (
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// UpSampling1D repeats each step.
type UpSampling1D struct {
	model.Base
	Size int `arg:"size" default:"2" doc:"how often each step is repeated"`
}

// UpSampling1DClass declares UpSampling1D.
var UpSampling1DClass = declare(&model.Class{
	Name:    "UpSampling1D",
	Doc:     "Repeats each step of a sequence: (batch, steps, features) becomes (batch, size * steps, features).",
	Example: ">>> layers.UpSampling1D(2)(tf.constant([[[1.0], [2.0]]])).numpy()[0, :, 0]\narray([1., 1., 2., 2.], dtype=float32)",
	New:     func() any { return new(UpSampling1D) },
})

// Init implements [model.Initer].
func (u *UpSampling1D) Init(st *model.State) {
	u.Base.Init(st)
	u.Spec = []model.InputSpec{{NDim: 3}}
}

// Call implements [model.Layer].
func (u *UpSampling1D) Call(c *model.Context, in model.Value) model.Value {
	return repeat(c, model.One(in), 1, u.Size)
}

// repeat repeats each element along an axis n times.
func repeat(c *model.Context, x *tensor.Tensor, axis, n int) *tensor.Tensor {
	if n == 1 {
		return x
	}
	wide := c.ExpandDims(x, axis+1)
	times := make([]int, wide.Rank())
	for i := range times {
		times[i] = 1
	}
	times[axis+1] = n
	wide = c.Tile(wide, times)
	shape := likeAll(x, rangeFrom(0, x.Rank())...)
	if shape[axis].n >= 0 {
		shape[axis] = fixed(n * shape[axis].n)
		return reshape(c, wide, shape...)
	}
	lengths := make([]*tensor.Tensor, len(shape))
	for i, l := range shape {
		lengths[i] = shapeTensor(c, []axisLength{l})
	}
	lengths[axis] = c.Mul(lengths[axis], tensor.IntTensor(tensor.Int32, n))
	return c.ReshapeTo(wide, c.Concat(lengths, 0))
}

// interpolation is a method of resizing images.
type interpolation string

var interpolations = []string{"bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"}

// SetArg implements [model.ArgSetter].
func (p *interpolation) SetArg(st *model.State, v any) error {
	s, ok := v.(string)
	s = strings.ToLower(s)
	for _, name := range interpolations {
		if ok && s == name {
			*p = interpolation(s)
			return nil
		}
	}
	return tensor.Errorf("NotImplementedError", "Value not recognized for `interpolation`: %s. Supported values are: dict_keys(['%s'])", model.Describe(v), strings.Join(interpolations, "', '"))
}

// ConfigValue implements [model.ConfigValuer].
func (p interpolation) ConfigValue() any { return string(p) }

// AttrValue implements [model.AttrValuer].
func (p interpolation) AttrValue() any { return string(p) }

// UpSampling2D enlarges images.
type UpSampling2D struct {
	model.Base
	Size          tuple         `arg:"size" default:"(2, 2)" doc:"factors for rows and columns, or one for both"`
	DataFormat    dataFormat    `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	Interpolation interpolation `arg:"interpolation" default:"'nearest'" doc:"'nearest', 'bilinear', 'bicubic', 'area', 'gaussian', 'lanczos3', 'lanczos5' or 'mitchellcubic'"`
}

// UpSampling2DClass declares UpSampling2D.
var UpSampling2DClass = declare(&model.Class{
	Name:    "UpSampling2D",
	Doc:     "Enlarges images by whole factors, by repetition or interpolation: (batch, rows, columns, channels) keeps its channels.",
	Example: ">>> layers.UpSampling2D((2, 3))(tf.ones((1, 4, 4, 3))).shape\nTensorShape([1, 8, 12, 3])",
	New:     func() any { return new(UpSampling2D) },
})

// Init implements [model.Initer].
func (u *UpSampling2D) Init(st *model.State) {
	u.Base.Init(st)
	u.Size.resolve(2, "size", 1)
	u.Spec = []model.InputSpec{{NDim: 4}}
}

// Call implements [model.Layer].
func (u *UpSampling2D) Call(c *model.Context, in model.Value) model.Value {
	x := u.DataFormat.toLast(c, model.One(in))
	rows, cols := u.Size.list[0], u.Size.list[1]
	if u.Interpolation == "nearest" || x.Dim(1) < 0 || x.Dim(2) < 0 {
		if u.Interpolation != "nearest" && running(c, x) {
			tensor.Throwf("ValueError", "UpSampling2D with interpolation='%s' needs images of a known size, got %s", u.Interpolation, tensor.ShapeString(x.Shape()))
		}
		return u.DataFormat.fromLast(c, repeat(c, repeat(c, x, 1, rows), 2, cols))
	}
	return u.DataFormat.fromLast(c, c.Resize(x, x.Dim(1)*rows, x.Dim(2)*cols, string(u.Interpolation), false))
}

// UpSampling3D repeats along the three axes of a volume.
type UpSampling3D struct {
	model.Base
	Size       tuple      `arg:"size" default:"(2, 2, 2)" doc:"factors of the three axes, or one for all"`
	DataFormat dataFormat `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
}

// UpSampling3DClass declares UpSampling3D.
var UpSampling3DClass = declare(&model.Class{
	Name:    "UpSampling3D",
	Doc:     "Enlarges volumes by repetition: (batch, d1, d2, d3, channels) keeps its channels.",
	Example: ">>> layers.UpSampling3D(2)(tf.ones((1, 2, 2, 2, 3))).shape\nTensorShape([1, 4, 4, 4, 3])",
	New:     func() any { return new(UpSampling3D) },
})

// Init implements [model.Initer].
func (u *UpSampling3D) Init(st *model.State) {
	u.Base.Init(st)
	u.Size.resolve(3, "size", 1)
	u.Spec = []model.InputSpec{{NDim: 5}}
}

// Call implements [model.Layer].
func (u *UpSampling3D) Call(c *model.Context, in model.Value) model.Value {
	x := model.One(in)
	for i, n := range u.Size.list {
		x = repeat(c, x, u.DataFormat.firstSpatial()+i, n)
	}
	return x
}
