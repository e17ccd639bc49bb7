package layers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// random is what the layers share that draw random numbers. Each call draws
// from a stream of its own: with a seed, the seeds of the calls count up from
// it; without one they follow from the global seed.
type random struct {
	Seed  model.Seed `arg:"seed" default:"None" doc:"an integer makes the layer's random numbers reproducible"`
	calls int64
}

// stream is the stream of a call whose numbers of x's dtype an op draws.
func (r *random) stream(c *model.Context, op string, x *tensor.Tensor) *tensor.Philox {
	if !r.Seed.Given() {
		return c.OpStream(op, x.DType(), nil)
	}
	seed := r.Seed.Value(c) + r.calls
	r.calls++
	return c.OpStream(op, x.DType(), &seed)
}

// normal is normally distributed numbers in the shape of x.
func (r *random) normal(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return c.RandomLike(x, tensor.Normal, r.stream(c, "RandomStandardNormal", x), nil)
}

// Dropout sets elements to zero at random while training.
type Dropout struct {
	model.Base
	Rate       model.Number `arg:"rate" doc:"share of the elements that become 0, between 0 and 1"`
	NoiseShape any          `arg:"noise_shape" default:"None" doc:"shape of the mask, 1 along axes that share it, None for the input's length: (None, 1, None) drops whole time series"`
	random     `args:"inline"`
}

// DropoutClass declares Dropout.
var DropoutClass = declare(&model.Class{
	Name:        "Dropout",
	Elementwise: true,
	SameShape:   true,
	Call:        "inputs, training=None",
	Doc: "Sets elements to 0 at random with probability rate while training, and scales the others by 1 / (1 - rate) so " +
		"that the sum stays about the same. In inference nothing changes. (Srivastava et al., 2014)",
	Example: ">>> layers.Dropout(0.5)(tf.constant([1.0, 2.0]), training=False).numpy()\narray([1., 2.], dtype=float32)",
	New:     func() any { return new(Dropout) },
})

// Init implements [model.Initer].
func (d *Dropout) Init(st *model.State) {
	d.Base.Init(st)
	checkRate(d.Rate)
	d.SupportsMasking = true
}

func checkRate(rate model.Number) {
	if v, ok := rate.Plain(); ok && !(v >= 0 && v <= 1) {
		tensor.Throwf("ValueError", "Invalid value %s received for `rate`, expected a value between 0 and 1.", model.Describe(rate.ConfigValue()))
	}
}

// Call implements [model.Layer].
func (d *Dropout) Call(c *model.Context, in model.Value) model.Value {
	x := model.Packed(c, in)
	var noise []int
	if d.NoiseShape != nil && c.Training {
		noise = model.ShapeOf(d.NoiseShape)
	}
	return d.drop(c, x, d.Rate, noise)
}

// drop is dropout of x while training; noise is the shape of the mask, nil for
// x's.
func (r *random) drop(c *model.Context, x *tensor.Tensor, rate model.Number, noise []int) *tensor.Tensor {
	if !c.Training {
		return x
	}
	if !rate.IsNumber() {
		tensor.Throwf("ValueError", "`rate` must be a scalar or scalar tensor. Received: rate=%s", model.Describe(rate.ConfigValue()))
	}
	if rate.Float() == 0 {
		return x
	}
	return c.Dropout(x, rate.Float(), noise, r.stream(c, "RandomUniform", x))
}

// SpatialDropout drops whole feature maps.
type SpatialDropout struct {
	model.Base
	Rate       model.Number `arg:"rate" doc:"share of the feature maps that become 0, between 0 and 1"`
	DataFormat dataFormat   `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	NoiseShape any          `arg:"noise_shape" default:"None" kwonly:"true" doc:"accepted for compatibility: whole feature maps are dropped"`
	Seed       model.Seed   `arg:"seed" default:"None" kwonly:"true" doc:"an integer makes the layer's random numbers reproducible"`

	rank   int
	random random
}

func newSpatialDropout(rank int) func() any {
	return func() any { return &SpatialDropout{rank: rank} }
}

var spatialConfig = []string{"rate", "noise_shape", "seed"}

// The declarations of the spatial dropout layers.
var (
	SpatialDropout1DClass = declare(&model.Class{
		Name:        "SpatialDropout1D",
		SameShape:   true,
		Call:        "inputs, training=None",
		Doc:         "Dropout of whole channels of a sequence (batch, steps, channels), whose neighbouring steps resemble each other.",
		Example:     ">>> layers.SpatialDropout1D(0.5)(tf.ones((1, 2, 3)), training=False).shape\nTensorShape([1, 2, 3])",
		ConfigOrder: spatialConfig, New: newSpatialDropout(1),
	})
	SpatialDropout2DClass = declare(&model.Class{
		Name:        "SpatialDropout2D",
		SameShape:   true,
		Call:        "inputs, training=None",
		Doc:         "Dropout of whole feature maps of an image (batch, rows, columns, channels).",
		Example:     ">>> layers.SpatialDropout2D(0.5)(tf.ones((1, 2, 2, 3)), training=False).shape\nTensorShape([1, 2, 2, 3])",
		ConfigOrder: spatialConfig, New: newSpatialDropout(2),
	})
	SpatialDropout3DClass = declare(&model.Class{
		Name:        "SpatialDropout3D",
		SameShape:   true,
		Call:        "inputs, training=None",
		Doc:         "Dropout of whole feature maps of a volume (batch, d1, d2, d3, channels).",
		Example:     ">>> layers.SpatialDropout3D(0.5)(tf.ones((1, 2, 2, 2, 3)), training=False).shape\nTensorShape([1, 2, 2, 2, 3])",
		ConfigOrder: spatialConfig, New: newSpatialDropout(3),
	})
)

// Init implements [model.Initer].
func (d *SpatialDropout) Init(st *model.State) {
	d.Base.Init(st)
	checkRate(d.Rate)
	d.random.Seed = d.Seed
	d.SupportsMasking = true
	d.Spec = []model.InputSpec{{NDim: d.rank + 2}}
}

// Call implements [model.Layer].
func (d *SpatialDropout) Call(c *model.Context, in model.Value) model.Value {
	noise := make([]int, d.rank+2)
	for i := range noise {
		noise[i] = 1
	}
	noise[0] = -1
	noise[positive(d.DataFormat.channelAxis(), len(noise))] = -1
	return d.random.drop(c, model.One(in), d.Rate, noise)
}

// GaussianNoise adds noise while training.
type GaussianNoise struct {
	model.Base
	Stddev model.Number `arg:"stddev" doc:"standard deviation of the noise"`
	random `args:"inline"`
}

// GaussianNoiseClass declares GaussianNoise.
var GaussianNoiseClass = declare(&model.Class{
	Name:        "GaussianNoise",
	Elementwise: true,
	Call:        "inputs, training=None",
	Doc:         "Adds normally distributed noise with mean 0 while training; in inference nothing changes.",
	Example:     ">>> layers.GaussianNoise(0.1)(tf.constant([1.0, 2.0])).numpy()\narray([1., 2.], dtype=float32)",
	New:         func() any { return new(GaussianNoise) },
})

// Init implements [model.Initer].
func (g *GaussianNoise) Init(st *model.State) {
	g.Base.Init(st)
	g.SupportsMasking = true
}

// Call implements [model.Layer].
func (g *GaussianNoise) Call(c *model.Context, in model.Value) model.Value {
	if !c.Training {
		return in
	}
	x := model.One(in)
	number(x, 0) // the mean
	noise := g.normal(c, x)
	return c.Add(x, c.Mul(noise, full(x, g.Stddev.Float())))
}

// GaussianDropout multiplies by noise while training.
type GaussianDropout struct {
	model.Base
	Rate   model.Number `arg:"rate" doc:"as in Dropout: the noise has standard deviation sqrt(rate / (1 - rate))"`
	random `args:"inline"`
}

// GaussianDropoutClass declares GaussianDropout.
var GaussianDropoutClass = declare(&model.Class{
	Name:        "GaussianDropout",
	Elementwise: true,
	Call:        "inputs, training=None",
	Doc:         "Multiplies by normally distributed noise with mean 1 while training; in inference nothing changes.",
	Example:     ">>> layers.GaussianDropout(0.3)(tf.constant([1.0, 2.0])).numpy()\narray([1., 2.], dtype=float32)",
	New:         func() any { return new(GaussianDropout) },
})

// Init implements [model.Initer].
func (g *GaussianDropout) Init(st *model.State) {
	g.Base.Init(st)
	g.SupportsMasking = true
}

// Call implements [model.Layer].
func (g *GaussianDropout) Call(c *model.Context, in model.Value) model.Value {
	rate := g.Rate.Float()
	if !c.Training || rate <= 0 || rate >= 1 {
		return in
	}
	x := model.One(in)
	noise := c.Mul(g.normal(c, x), full(x, math.Sqrt(rate/(1-rate))))
	return c.Mul(x, c.Add(noise, full(x, 1)))
}

// AlphaDropout is dropout that keeps mean and variance.
type AlphaDropout struct {
	model.Base
	Rate       model.Number `arg:"rate" doc:"share of the elements that are dropped, between 0 and 1"`
	NoiseShape any          `arg:"noise_shape" default:"None" doc:"shape of the mask, 1 along axes that share it"`
	random     `args:"inline"`
}

// AlphaDropoutClass declares AlphaDropout.
var AlphaDropoutClass = declare(&model.Class{
	Name:        "AlphaDropout",
	Elementwise: true,
	Call:        "inputs, training=None",
	Doc: "Dropout for networks of selu units: dropped elements get selu's limit for negative inputs, and the result is " +
		"scaled so that mean and variance stay (Klambauer et al., 2017).",
	Example:     ">>> layers.AlphaDropout(0.3)(tf.constant([1.0, 2.0])).numpy()\narray([1., 2.], dtype=float32)",
	ConfigOrder: []string{"rate", "seed"},
	New:         func() any { return new(AlphaDropout) },
})

// Init implements [model.Initer].
func (a *AlphaDropout) Init(st *model.State) {
	a.Base.Init(st)
	a.SupportsMasking = true
}

// Call implements [model.Layer].
func (a *AlphaDropout) Call(c *model.Context, in model.Value) model.Value {
	rate := a.Rate.Float()
	if !c.Training || rate <= 0 || rate >= 1 {
		return in
	}
	x := model.One(in)
	var noise []int
	if a.NoiseShape != nil {
		noise = model.ShapeOf(a.NoiseShape)
	}
	const limit = -1.6732632423543772848170429916717 * 1.0507009873554804934193349852946
	kept := c.Cast(c.GreaterEqual(c.RandomLike(x, tensor.Uniform, a.stream(c, "RandomUniform", x), noise), full(x, rate)), x.DType())
	scale := 1 / math.Sqrt((1-rate)*(1+rate*limit*limit))
	offset := -scale * limit * rate
	y := c.Add(c.Mul(x, kept), c.Mul(full(x, limit), c.Sub(full(x, 1), kept)))
	return c.Add(c.Mul(full(x, scale), y), full(x, offset))
}
