package initializers

import (
	"math"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// VarianceScaling adapts the spread of the numbers to the weight's shape.
type VarianceScaling struct {
	Scale        model.Number `arg:"scale" default:"1.0" doc:"factor of the variance"`
	Mode         string       `arg:"mode" default:"'fan_in'" doc:"'fan_in', 'fan_out' or 'fan_avg': by which number of connections the variance is divided"`
	Distribution string       `arg:"distribution" default:"'truncated_normal'" doc:"'truncated_normal', 'untruncated_normal' or 'uniform'"`
	Seeded       `args:"inline"`
}

// VarianceScalingClass declares VarianceScaling.
var VarianceScalingClass = declare(&model.Class{
	Name: "VarianceScaling",
	Doc: "Initializer whose numbers have a variance of scale / n, where n is the number of inputs, of outputs, or " +
		"their mean.",
	Example: ">>> keras.initializers.VarianceScaling(2.0, mode='fan_out', seed=0)((3, 4)).shape\nTensorShape([3, 4])",
	New:     func() any { return new(VarianceScaling) },
}, "variance_scaling")

// Init implements [model.Initer].
func (v *VarianceScaling) Init(st *model.State) {
	if v.Scale.Float() <= 0 {
		tensor.Throwf("ValueError", "`scale` must be positive float. Received: scale=%s.", model.Describe(v.Scale.ConfigValue()))
	}
	switch v.Mode {
	case "fan_in", "fan_out", "fan_avg":
	default:
		tensor.Throwf("ValueError", "Invalid `mode` argument: %s. Please use one of the {'fan_in', 'fan_out', 'fan_avg'}.", v.Mode)
	}
	v.Distribution = strings.ToLower(v.Distribution)
	switch v.Distribution {
	case "normal":
		v.Distribution = "truncated_normal"
	case "uniform", "truncated_normal", "untruncated_normal":
	default:
		tensor.Throwf("ValueError", "Invalid `distribution` argument: %s.Allowed distributions: {'uniform', 'truncated_normal', 'untruncated_normal'}.", v.Distribution)
	}
}

// Initial implements [model.Initializer].
func (v *VarianceScaling) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return v.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (v *VarianceScaling) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	v.warnReuse(c, "VarianceScaling")
	return v.scaled(c, shape, dt, v.Scale.Float(), v.Mode, v.Distribution)
}

// truncatedStddev is the standard deviation of a standard normal distribution
// cut off at two deviations.
const truncatedStddev = 0.87962566103423978

func (s *Seeded) scaled(c *model.Context, shape []int, dt tensor.DType, scale float64, mode, distribution string) func() *tensor.Array {
	requireFloat(dt)
	in, out := fans(shape)
	n := in
	switch mode {
	case "fan_out":
		n = out
	case "fan_avg":
		n = (in + out) / 2
	}
	scale /= math.Max(1, n)
	switch distribution {
	case "truncated_normal":
		return s.draw(c, tensor.TruncatedNormal, shape, dt, math.Sqrt(scale)/truncatedStddev, 0)
	case "untruncated_normal":
		return s.draw(c, tensor.Normal, shape, dt, math.Sqrt(scale), 0)
	}
	limit := math.Sqrt(3 * scale)
	if dt != tensor.Float64 {
		return s.draw(c, tensor.Uniform, shape, dt, float64(float32(limit)-float32(-limit)), -limit)
	}
	return s.draw(c, tensor.Uniform, shape, dt, 2*limit, -limit)
}

// fans is the number of inputs and outputs of one unit of a weight; for the
// kernel of a convolution each counts the whole receptive field.
func fans(shape []int) (in, out float64) {
	n := len(shape)
	switch n {
	case 0:
		return 1, 1
	case 1:
		return float64(shape[0]), float64(shape[0])
	}
	field := float64(tensor.NumElements(shape[:n-2]))
	return float64(shape[n-2]) * field, float64(shape[n-1]) * field
}

// rule is how a named scheme scales the variance.
type rule struct {
	scale              float64
	mode, distribution string
}

var (
	glorotUniform = rule{1, "fan_avg", "uniform"}
	glorotNormal  = rule{1, "fan_avg", "truncated_normal"}
	lecunUniform  = rule{1, "fan_in", "uniform"}
	lecunNormal   = rule{1, "fan_in", "truncated_normal"}
	heUniform     = rule{2, "fan_in", "uniform"}
	heNormal      = rule{2, "fan_in", "truncated_normal"}
)

// ruled draws as a named scheme does.
func (s *Seeded) ruled(c *model.Context, shape []int, dt tensor.DType, r rule) func() *tensor.Array {
	return s.scaled(c, shape, dt, r.scale, r.mode, r.distribution)
}

// The named schemes differ in scale, mode and distribution only.
type (
	// GlorotUniform is the scheme of Glorot and Bengio, 2010, uniform.
	GlorotUniform struct {
		Seeded `args:"inline"`
	}
	// GlorotNormal is the scheme of Glorot and Bengio, 2010, normal.
	GlorotNormal struct {
		Seeded `args:"inline"`
	}
	// LecunUniform is LeCun's scheme, uniform.
	LecunUniform struct {
		Seeded `args:"inline"`
	}
	// LecunNormal is LeCun's scheme, normal.
	LecunNormal struct {
		Seeded `args:"inline"`
	}
	// HeUniform is the scheme of He et al., 2015, uniform.
	HeUniform struct {
		Seeded `args:"inline"`
	}
	// HeNormal is the scheme of He et al., 2015, normal.
	HeNormal struct {
		Seeded `args:"inline"`
	}
)

// Initial implements [model.Initializer].
func (s *GlorotUniform) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *GlorotUniform) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "GlorotUniform")
	return s.ruled(c, shape, dt, glorotUniform)
}

// Initial implements [model.Initializer].
func (s *GlorotNormal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *GlorotNormal) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "GlorotNormal")
	return s.ruled(c, shape, dt, glorotNormal)
}

// Initial implements [model.Initializer].
func (s *LecunUniform) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *LecunUniform) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "LecunUniform")
	return s.ruled(c, shape, dt, lecunUniform)
}

// Initial implements [model.Initializer].
func (s *LecunNormal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *LecunNormal) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "LecunNormal")
	return s.ruled(c, shape, dt, lecunNormal)
}

// Initial implements [model.Initializer].
func (s *HeUniform) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *HeUniform) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "HeUniform")
	return s.ruled(c, shape, dt, heUniform)
}

// Initial implements [model.Initializer].
func (s *HeNormal) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	return s.Later(c, shape, dt)()
}

// Later implements [model.LazyInitializer].
func (s *HeNormal) Later(c *model.Context, shape []int, dt tensor.DType) func() *tensor.Array {
	s.warnReuse(c, "HeNormal")
	return s.ruled(c, shape, dt, heNormal)
}

func scheme(name, short string, r rule, doc string, make func() any) *model.Class {
	return declare(&model.Class{
		Name: name, Doc: doc, New: make,
		Example: ">>> keras.initializers." + name + "(seed=0)((2, 2)).shape\nTensorShape([2, 2])",
		Fixed:   map[string]any{"scale": r.scale, "mode": r.mode, "distribution": r.distribution},
	}, short)
}

// The declarations of the named schemes.
var (
	GlorotUniformClass = scheme("GlorotUniform", "glorot_uniform", glorotUniform,
		"Initializer of Glorot and Bengio (2010): uniform in [-l, l] with l = sqrt(6 / (inputs + outputs)).",
		func() any { return new(GlorotUniform) })
	GlorotNormalClass = scheme("GlorotNormal", "glorot_normal", glorotNormal,
		"Initializer of Glorot and Bengio (2010): truncated normal with variance 2 / (inputs + outputs).",
		func() any { return new(GlorotNormal) })
	LecunUniformClass = scheme("LecunUniform", "lecun_uniform", lecunUniform,
		"LeCun's initializer: uniform in [-l, l] with l = sqrt(3 / inputs).",
		func() any { return new(LecunUniform) })
	LecunNormalClass = scheme("LecunNormal", "lecun_normal", lecunNormal,
		"LeCun's initializer: truncated normal with variance 1 / inputs.",
		func() any { return new(LecunNormal) })
	HeUniformClass = scheme("HeUniform", "he_uniform", heUniform,
		"Initializer of He et al. (2015): uniform in [-l, l] with l = sqrt(6 / inputs).",
		func() any { return new(HeUniform) })
	HeNormalClass = scheme("HeNormal", "he_normal", heNormal,
		"Initializer of He et al. (2015): truncated normal with variance 2 / inputs.",
		func() any { return new(HeNormal) })
)
