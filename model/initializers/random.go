package initializers

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// Seeded is the part that random initializers share: one seed, from which the
// same values follow at every use.
type Seeded struct {
	Seed model.Seed `arg:"seed" default:"None" doc:"an integer makes the values reproducible"`
	used bool
	ops  bool // draws as tf's random ops do where there is no seed
}

// draw takes a seed and gives what makes numbers of a distribution from it,
// scaled by factor and moved by offset in the arithmetic of dt.
func (s *Seeded) draw(c *model.Context, dist tensor.Distribution, shape []int, dt tensor.DType, factor, offset float64) func() *tensor.Array {
	op := "RandomUniform"
	switch dist {
	case tensor.Normal:
		op = "RandomStandardNormal"
	case tensor.TruncatedNormal:
		op = "TruncatedNormal"
	}
	p := s.stream(c, op, dt)
	return func() *tensor.Array {
		a := p.Fill(dist, dt, slices.Clone(shape)...)
		scaleInPlace(a, factor, offset)
		return a
	}
}

// stream is where the numbers come from; op is tf's op for such numbers.
func (s *Seeded) stream(c *model.Context, op string, dt tensor.DType) *tensor.Philox {
	if s.ops && !s.Seed.Given() {
		return c.Rand.OpStream(op, dt, nil)
	}
	return tensor.StatelessPhilox([2]int64{s.Seed.Value(c), 0})
}

// scaleInPlace computes a·factor + offset, rounding after each operation.
func scaleInPlace(a *tensor.Array, factor, offset float64) {
	if a.DType() == tensor.Float64 {
		d := tensor.Data[float64](a)
		for i, v := range d {
			d[i] = v*factor + offset
		}
		return
	}
	d, f, o := a.F32(), float32(factor), float32(offset)
	for i, v := range d {
		d[i] = float32(v*f) + o
	}
	tensor.RoundHalf(a.DType(), d)
}

// warnReuse tells the user that an initializer without a seed gives the same
// values again.
func (s *Seeded) warnReuse(c *model.Context, class string) {
	if s.used && !s.ops && !s.Seed.Given() {
		c.State.Warnf("UserWarning", "The initializer %s is unseeded and being called multiple times, which will return identical values each time (even if the initializer is unseeded). Please update your code to provide a seed to the initializer, or avoid using the same initializer instance more than once.", class)
	}
	s.used = true
}

// RandomUniform makes numbers between two bounds.
type RandomUniform struct {
	Minval model.Number `arg:"minval" default:"-0.05" doc:"lower bound"`
	Maxval model.Number `arg:"maxval" default:"0.05" doc:"upper bound, not reached"`
	Seeded `args:"inline"`
}

// RandomUniformClass declares RandomUniform.
var RandomUniformClass = declare(&model.Class{
	Name: "RandomUniform", Doc: "Initializer that makes uniformly distributed numbers.",
	Example: ">>> keras.initializers.RandomUniform(0.0, 1.0, seed=1)((2,)).shape\nTensorShape([2])",
	New:     func() any { return new(RandomUniform) },
}, "random_uniform", "uniform")

// Initial implements [model.Initializer].
func (r *RandomUniform) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return r.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (r *RandomUniform) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	if !dt.IsFloat() && !dt.IsInteger() {
		tensor.Throwf("ValueError", "Expected float or integer dtype, got <dtype: '%s'>.", dt)
	}
	r.warnReuse(c, "RandomUniform")
	lo, hi := r.Minval.Float(), r.Maxval.Float()
	if dt.IsInteger() {
		p := r.stream(c, "RandomUniformInt", dt)
		return func() *tensor.Array { return p.FillInts(dt, int64(lo), int64(hi), slices.Clone(shape)...) }
	}
	if dt != tensor.Float64 {
		return r.draw(c, tensor.Uniform, shape, dt, float64(float32(hi)-float32(lo)), lo)
	}
	return r.draw(c, tensor.Uniform, shape, dt, hi-lo, lo)
}

// RandomNormal makes normally distributed numbers.
type RandomNormal struct {
	Mean   model.Number `arg:"mean" default:"0.0" doc:"mean of the distribution"`
	Stddev model.Number `arg:"stddev" default:"0.05" doc:"its standard deviation"`
	Seeded `args:"inline"`
}

// RandomNormalClass declares RandomNormal.
var RandomNormalClass = declare(&model.Class{
	Name: "RandomNormal", Doc: "Initializer that makes normally distributed numbers.",
	Example: ">>> keras.initializers.RandomNormal(stddev=1.0, seed=1)((2, 3)).shape\nTensorShape([2, 3])",
	New:     func() any { return new(RandomNormal) },
}, "random_normal", "normal")

// Initial implements [model.Initializer].
func (r *RandomNormal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return r.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (r *RandomNormal) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	requireFloat(dt)
	r.warnReuse(c, "RandomNormal")
	return r.draw(c, tensor.Normal, shape, dt, r.Stddev.Float(), r.Mean.Float())
}

// TruncatedNormal makes normally distributed numbers within two deviations.
type TruncatedNormal struct {
	Mean   model.Number `arg:"mean" default:"0.0" doc:"mean before truncation"`
	Stddev model.Number `arg:"stddev" default:"0.05" doc:"standard deviation before truncation"`
	Seeded `args:"inline"`
}

// TruncatedNormalClass declares TruncatedNormal.
var TruncatedNormalClass = declare(&model.Class{
	Name: "TruncatedNormal",
	Doc:  "Initializer that makes normally distributed numbers and draws again what is more than two standard deviations from the mean.",
	Example: ">>> t = keras.initializers.TruncatedNormal(stddev=1.0, seed=1)((1000,)).numpy()\n" +
		">>> bool(abs(t).max() < 2)\nTrue",
	New: func() any { return new(TruncatedNormal) },
}, "truncated_normal")

// Initial implements [model.Initializer].
func (r *TruncatedNormal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return r.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (r *TruncatedNormal) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	requireFloat(dt)
	r.warnReuse(c, "TruncatedNormal")
	return r.draw(c, tensor.TruncatedNormal, shape, dt, r.Stddev.Float(), r.Mean.Float())
}
