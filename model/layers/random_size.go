package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// RandomSize is RandomHeight and RandomWidth.
type RandomSize struct {
	model.Base
	Factor        any           `arg:"factor" doc:"a number f, or two: the length grows by a share between f[0] and f[1] (or -f and f)"`
	Interpolation interpolation `arg:"interpolation" default:"'bilinear'" doc:"'bilinear', 'nearest', 'bicubic', 'area', 'lanczos3', 'lanczos5', 'gaussian' or 'mitchellcubic'"`
	Seed          model.Seed    `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`

	generator
	axis         int // from the end
	than         string
	lower, upper float64
}

// The declarations of the layers that change the size of images.
var (
	RandomHeightClass = declare(&model.Class{
		Name: "RandomHeight", Call: trainingCall,
		Doc:     "Changes the height of a batch of images by one random factor while training.",
		Example: ">>> layers.RandomHeight(0.2)(tf.ones((2, 4, 6, 3)), training=False).shape\nTensorShape([2, 4, 6, 3])",
		New:     func() any { return &RandomSize{axis: -3, than: "lesser"} },
	})
	RandomWidthClass = declare(&model.Class{
		Name: "RandomWidth", Call: trainingCall,
		Doc:     "Changes the width of a batch of images by one random factor while training.",
		Example: ">>> layers.RandomWidth(0.2)(tf.ones((2, 4, 6, 3)), training=False).shape\nTensorShape([2, 4, 6, 3])",
		New:     func() any { return &RandomSize{axis: -2, than: "less"} },
	})
)

// Init implements [model.Initer].
func (r *RandomSize) Init(st *model.State) {
	r.Base.Init(st)
	r.lower, r.upper = factors(r.Factor, -1)
	if r.upper < r.lower {
		tensor.Throwf("ValueError", "`factor` argument cannot have an upper bound %s than the lower bound. Received: factor=%s", r.than, model.Describe(r.Factor))
	}
	if r.lower < -1 || r.upper < -1 {
		tensor.Throwf("ValueError", "`factor` argument must have values larger than -1. Received: factor=%s", model.Describe(r.Factor))
	}
}

// Call implements [model.Layer].
func (r *RandomSize) Call(c *model.Context, in model.Value) model.Value {
	x := image(c, in, tensor.Invalid)
	if !c.TrainingOr(true) {
		return x
	}
	h, w := imageSize(&r.Base, x)
	if x.IsSymbolic() {
		if c.Tracing() {
			tensor.Throw(&tensor.Untraceable{Op: r.ClassName()})
		}
		shape := append([]int{}, x.Shape()...)
		shape[len(shape)+r.axis] = -1
		return tensor.Symbol(tensor.Spec{DType: r.Policy.Compute, Shape: shape})
	}
	factor := between(r.open(c, &r.Seed), 1, 1+r.lower, 1+r.upper)[0]
	if r.axis == -3 {
		h = int(factor * float32(h))
	} else {
		w = int(factor * float32(w))
	}
	return c.Cast(c.Resize(x, h, w, string(r.Interpolation), false), r.Policy.Compute)
}
