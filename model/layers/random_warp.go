package layers

import (
	"math"
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// filling is the arguments of the layers that warp images: what is sampled
// outside of them, and how.
type filling struct {
	FillMode      string       `arg:"fill_mode" default:"'reflect'" doc:"what lies outside of an image: 'reflect' (abcddcba), 'wrap', 'nearest' or 'constant'"`
	Interpolation string       `arg:"interpolation" default:"'bilinear'" doc:"'bilinear' or 'nearest'"`
	Seed          model.Seed   `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`
	FillValue     model.Number `arg:"fill_value" default:"0.0" doc:"value outside of images for fill_mode='constant'"`
}

func (f *filling) check() {
	if !slices.Contains([]string{"reflect", "wrap", "constant", "nearest"}, f.FillMode) {
		tensor.Throwf("NotImplementedError", "Unknown `fill_mode` %s. Only `reflect`, `wrap`, `constant` and `nearest` are supported.", f.FillMode)
	}
	if f.Interpolation != "nearest" && f.Interpolation != "bilinear" {
		tensor.Throwf("NotImplementedError", "Unknown `interpolation` %s. Only `nearest` and `bilinear` are supported.", f.Interpolation)
	}
}

// warping is the attribute of opWarping: the rows of the transforms of n images
// of a size, after drawing random numbers.
type warping struct {
	rows func(n int, height, width float32, out [][8]float32)
}

// opWarping makes the transforms for a batch of images, its only input.
var opWarping = &tensor.Op{
	Name:     "Transforms",
	Stateful: true,
	Infer: func(c *tensor.Call) []tensor.Spec {
		return []tensor.Spec{{DType: tensor.Float32, Shape: []int{c.In[0].Shape[0], 8}}}
	},
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		shape := in[0].Shape()
		rows := make([][8]float32, shape[0])
		c.Attr.(*warping).rows(shape[0], float32(shape[1]), float32(shape[2]), rows)
		for i, r := range rows {
			copy(out[0].F32()[8*i:], r[:])
		}
	},
}

// warp changes images by transforms that rows makes of the generator's random
// numbers.
func (f *filling) warp(c *model.Context, b *model.Base, in model.Value, rows func(n int, height, width float32, out [][8]float32)) *tensor.Tensor {
	x := image(c, in, b.Policy.Compute)
	if !c.TrainingOr(true) {
		return x
	}
	h, w := imageSize(b, x)
	if h < 0 || w < 0 {
		return tensor.Symbol(x.Spec())
	}
	single := x.Rank() == 3
	if single {
		x = c.ExpandDims(x, 0)
	}
	transforms := c.Apply1(opWarping, &warping{rows}, x)
	x = c.ProjectiveTransform(x, transforms, h, w, f.Interpolation == "nearest", f.FillMode, f.FillValue.Float())
	if single {
		x = c.Squeeze(x, []int{0})
	}
	return x
}

// between draws n numbers between lo and hi.
func between(stream *tensor.Philox, n int, lo, hi float64) []float32 {
	y := stream.Take(n).Fill(tensor.Uniform, tensor.Float32, n).F32()
	for i, v := range y {
		y[i] = v*(float32(hi)-float32(lo)) + float32(lo)
	}
	return y
}

// bounds are those of a random change of height and width.
type bounds struct {
	HeightLower float64 `attr:"height_lower"`
	HeightUpper float64 `attr:"height_upper"`
	WidthLower  float64 `attr:"width_lower"`
	WidthUpper  float64 `attr:"width_upper"`
}

// RandomTranslation moves images at random.
type RandomTranslation struct {
	model.Base
	HeightFactor any `arg:"height_factor" doc:"a number f, or two: images move down by a share between f[0] and f[1] (or -f and f) of their height"`
	WidthFactor  any `arg:"width_factor" doc:"the same for moves to the right, by a share of the width"`
	filling      `args:"inline"`

	generator
	bounds
}

var warpConfig = []string{"fill_mode", "fill_value", "interpolation", "seed"}

// RandomTranslationClass declares RandomTranslation.
var RandomTranslationClass = declare(&model.Class{
	Name: "RandomTranslation", Call: trainingCall,
	SameShape:   true,
	Doc:         "Moves each image by a random distance while training; what is left free is filled.",
	Example:     ">>> layers.RandomTranslation(0.2, 0.2)(tf.ones((2, 4, 4, 3))).shape\nTensorShape([2, 4, 4, 3])",
	ConfigOrder: append([]string{"height_factor", "width_factor"}, warpConfig...),
	New:         func() any { return new(RandomTranslation) },
})

// Init implements [model.Initer].
func (r *RandomTranslation) Init(st *model.State) {
	r.Base.Init(st)
	r.HeightLower, r.HeightUpper = factors(r.HeightFactor, -1)
	r.WidthLower, r.WidthUpper = factors(r.WidthFactor, -1)
	outside := func(lower, upper float64) bool { return math.Abs(lower) > 1 || math.Abs(upper) > 1 }
	switch {
	case r.HeightUpper < r.HeightLower:
		tensor.Throwf("ValueError", "`height_factor` cannot have upper bound less than lower bound, got %s", model.Describe(r.HeightFactor))
	case outside(r.HeightLower, r.HeightUpper):
		tensor.Throwf("ValueError", "`height_factor` argument must have values between [-1, 1]. Received: height_factor=%s", model.Describe(r.HeightFactor))
	case r.WidthUpper < r.WidthLower:
		tensor.Throwf("ValueError", "`width_factor` cannot have upper bound less than lower bound, got %s", model.Describe(r.WidthFactor))
	case outside(r.WidthLower, r.WidthUpper):
		tensor.Throwf("ValueError", "`width_factor` must have values between [-1, 1], got %s", model.Describe(r.WidthFactor))
	}
	r.check()
}

// Call implements [model.Layer].
func (r *RandomTranslation) Call(c *model.Context, in model.Value) model.Value {
	stream := r.open(c, &r.Seed)
	return r.warp(c, &r.Base, in, func(n int, height, width float32, out [][8]float32) {
		down, right := between(stream, n, r.HeightLower, r.HeightUpper), between(stream, n, r.WidthLower, r.WidthUpper)
		for i := range out {
			out[i] = [8]float32{1, 0, -right[i] * width, 0, 1, -down[i] * height}
		}
	})
}

// RandomRotation turns images at random.
type RandomRotation struct {
	model.Base
	Factor  any `arg:"factor" doc:"a number f, or two: images turn by an angle between f[0] and f[1] (or -f and f) times 2 pi, counter-clockwise"`
	filling `args:"inline"`

	generator
	Lower float64 `attr:"lower"`
	Upper float64 `attr:"upper"`
}

// RandomRotationClass declares RandomRotation.
var RandomRotationClass = declare(&model.Class{
	Name: "RandomRotation", Call: trainingCall,
	SameShape:   true,
	Doc:         "Turns each image around its middle by a random angle while training; what is left free is filled.",
	Example:     ">>> layers.RandomRotation(0.2)(tf.ones((2, 4, 4, 3))).shape\nTensorShape([2, 4, 4, 3])",
	ConfigOrder: append([]string{"factor"}, warpConfig...),
	New:         func() any { return new(RandomRotation) },
})

// Init implements [model.Initer].
func (r *RandomRotation) Init(st *model.State) {
	r.Base.Init(st)
	r.Lower, r.Upper = factors(r.Factor, -1)
	if r.Upper < r.Lower {
		tensor.Throwf("ValueError", "`factor` argument cannot have a negative value. Received: factor=%s", model.Describe(r.Factor))
	}
	r.check()
}

// Call implements [model.Layer].
func (r *RandomRotation) Call(c *model.Context, in model.Value) model.Value {
	stream := r.open(c, &r.Seed)
	return r.warp(c, &r.Base, in, func(n int, height, width float32, out [][8]float32) {
		for i, angle := range between(stream, n, r.Lower*2*math.Pi, r.Upper*2*math.Pi) {
			sin, cos := float32(math.Sin(float64(angle))), float32(math.Cos(float64(angle)))
			h, w := height-1, width-1
			out[i] = [8]float32{cos, -sin, (w - (cos*w - sin*h)) / 2, sin, cos, (h - (sin*w + cos*h)) / 2}
		}
	})
}

// RandomZoom enlarges or shrinks images at random.
type RandomZoom struct {
	model.Base
	HeightFactor any `arg:"height_factor" doc:"a number f, or two: a share between f[0] and f[1] (or -f and f) of the height more is shown; negative numbers enlarge"`
	WidthFactor  any `arg:"width_factor" default:"None" doc:"the same for the width; None keeps the proportions"`
	filling      `args:"inline"`

	generator
	bounds
}

// RandomZoomClass declares RandomZoom.
var RandomZoomClass = declare(&model.Class{
	Name: "RandomZoom", Call: trainingCall,
	SameShape:   true,
	Doc:         "Enlarges or shrinks each image by a random factor while training; what is left free is filled.",
	Example:     ">>> layers.RandomZoom(0.2)(tf.ones((2, 4, 4, 3))).shape\nTensorShape([2, 4, 4, 3])",
	ConfigOrder: append([]string{"height_factor", "width_factor"}, warpConfig...),
	New:         func() any { return new(RandomZoom) },
})

// Init implements [model.Initer].
func (r *RandomZoom) Init(st *model.State) {
	r.Base.Init(st)
	r.HeightLower, r.HeightUpper = factors(r.HeightFactor, -1)
	if math.Abs(r.HeightLower) > 1 || math.Abs(r.HeightUpper) > 1 {
		tensor.Throwf("ValueError", "`height_factor` argument must have values between [-1, 1]. Received: height_factor=%s", model.Describe(r.HeightFactor))
	}
	if r.WidthFactor != nil {
		r.WidthLower, r.WidthUpper = factors(r.WidthFactor, -1)
		if r.WidthLower < -1 || r.WidthUpper < -1 {
			tensor.Throwf("ValueError", "`width_factor` argument must have values larger than -1. Received: width_factor=%s", model.Describe(r.WidthFactor))
		}
	}
	r.check()
}

// Call implements [model.Layer].
func (r *RandomZoom) Call(c *model.Context, in model.Value) model.Value {
	stream := r.open(c, &r.Seed)
	return r.warp(c, &r.Base, in, func(n int, height, width float32, out [][8]float32) {
		high := between(stream, n, 1+r.HeightLower, 1+r.HeightUpper)
		wide := high
		if r.WidthFactor != nil {
			wide = between(stream, n, 1+r.WidthLower, 1+r.WidthUpper)
		}
		for i := range out {
			out[i] = [8]float32{wide[i], 0, (width - 1) / 2 * (1 - wide[i]), 0, high[i], (height - 1) / 2 * (1 - high[i])}
		}
	})
}
