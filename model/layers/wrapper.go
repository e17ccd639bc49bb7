package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Wrapper is what layers share that wrap another layer.
type Wrapper struct {
	model.Base
	Layer inner `arg:"layer" doc:"the layer that is wrapped"`
}

// inner is the layer argument of a wrapper; given is what the user wrote.
type inner struct {
	model.Layer
	given any
}

// SetArg implements [model.ArgSetter].
func (i *inner) SetArg(st *model.State, v any) error {
	if m, ok := v.(*model.Map); ok {
		v = model.FromConfig(st, model.KindLayer, m)
	}
	l, _ := v.(model.Layer)
	*i = inner{l, v}
	return nil
}

// check throws a ValueError, whose format takes what the user wrote, unless
// that is a layer.
func (i inner) check(format string) {
	if i.Layer == nil {
		tensor.Throwf("ValueError", format, model.Describe(i.given))
	}
}

// ConfigValueIn implements [model.StateConfigValuer].
func (i inner) ConfigValueIn(st *model.State) any { return model.Serialize(st, i.Layer) }

// AttrValue implements [model.AttrValuer].
func (i inner) AttrValue() any { return i.Layer }

// WrapperClass declares Wrapper.
var WrapperClass = declare(&model.Class{
	Name:    "Wrapper",
	Doc:     "Base class of layers that wrap another layer, such as Bidirectional. Not used by itself.",
	Example: ">>> issubclass(layers.TimeDistributed, layers.Wrapper)\nTrue",
	New:     func() any { return new(Wrapper) },
})

// Init implements [model.Initer].
func (w *Wrapper) Init(st *model.State) {
	w.Layer.check("Layer %s supplied to wrapper is not a supported layer type. Please ensure wrapped layer is a valid Keras layer.")
	w.Base.Init(st)
	w.TrackAs("layer", w.Layer.Layer)
}

// Build implements [model.Layer].
func (w *Wrapper) Build(c *model.Context, in model.Value) { model.BuildInside(c, w.Layer.Layer, in) }

// Call implements [model.Layer].
func (w *Wrapper) Call(c *model.Context, in model.Value) model.Value {
	tensor.Throwf("NotImplementedError", "A wrapper layer must override `call`.")
	return nil
}

// GetConfig implements [model.Configer]: the wrapped layer comes first.
func (w *Wrapper) GetConfig(st *model.State) *model.Map {
	return model.BaseConfig(&w.Base).Set("layer", model.Serialize(st, w.Layer.Layer))
}

// SpectralNormalization bounds the spectral norm of the wrapped layer's
// kernel.
type SpectralNormalization struct {
	Wrapper         `args:"inline"`
	PowerIterations int `arg:"power_iterations" default:"1" doc:"number of power iterations at each training step"`

	VectorU *tensor.Variable `weight:"vector_u"`
	kernel  *tensor.Variable
}

// SpectralNormalizationClass declares SpectralNormalization.
var SpectralNormalizationClass = declare(&model.Class{
	Name: "SpectralNormalization",
	Call: "inputs, training=False",
	Doc: "Divides the wrapped layer's kernel (or embeddings) by its largest singular value at each training step, which is " +
		"estimated by power iteration (Miyato et al., 2018).",
	Example: ">>> layers.SpectralNormalization(layers.Dense(3))(tf.ones((2, 4))).shape\nTensorShape([2, 3])",
	New:     func() any { return new(SpectralNormalization) },
})

// Init implements [model.Initer].
func (s *SpectralNormalization) Init(st *model.State) {
	s.Wrapper.Init(st)
	if s.PowerIterations <= 0 {
		tensor.Throwf("ValueError", "`power_iterations` should be greater than zero. Received: `power_iterations=%d`", s.PowerIterations)
	}
}

// Build implements [model.Layer].
func (s *SpectralNormalization) Build(c *model.Context, in model.Value) {
	s.Wrapper.Build(c, in)
	shape := append([]int{}, model.One(in).Shape()...)
	shape[0] = -1
	s.Spec = []model.InputSpec{{Shape: shape}}
	for _, name := range []string{"kernel", "embeddings"} {
		if v, ok := model.Attr(s.Layer.Layer, name); ok {
			s.kernel = v.(*tensor.Variable)
			break
		}
	}
	if s.kernel == nil {
		tensor.Throwf("ValueError", "%s object has no attribute 'kernel' nor 'embeddings'", s.Layer.Core().ClassName())
	}
	kernel := s.kernel.Shape()
	init := model.Find(model.KindInitializer, "TruncatedNormal").Make(c.State, nil, model.Named{Name: "stddev", Value: 0.02}).(model.Initializer)
	s.AddVariable(s.kernel) // files hold it twice, as in Keras
	s.VectorU = s.AddWeight(c, "vector_u", []int{1, kernel[len(kernel)-1]}, init, model.Frozen(), model.WithDType(s.kernel.DType()))
}

// Call implements [model.Layer].
func (s *SpectralNormalization) Call(c *model.Context, in model.Value) model.Value {
	if c.Training && running(c, model.One(in)) {
		s.normalizeKernel(c)
	}
	inner := c.Inner()
	inner.Mask = c.Mask
	return model.Apply(inner, s.Layer.Layer, in)
}

// normalizeKernel divides the kernel by the estimate of its largest singular
// value; a kernel of zeros stays.
func (s *SpectralNormalization) normalizeKernel(c *model.Context) {
	kernel := c.StopGradient(c.Read(s.kernel))
	w := c.Reshape(kernel, []int{-1, kernel.Dim(-1)})
	u := c.StopGradient(c.Read(s.VectorU))
	var v *tensor.Tensor
	unit := func(x *tensor.Tensor) *tensor.Tensor { return l2Normalize(c, x, 0, 1) }
	for range s.PowerIterations {
		v = unit(c.MatMul(u, w, false, true))
		u = unit(c.MatMul(v, w, false, false))
	}
	sigma := c.Reshape(c.MatMul(c.MatMul(v, w, false, false), u, false, true), []int{})
	empty := c.All(c.Equal(w, full(w, 0)), nil, false)
	c.Assign(s.VectorU, c.Select(empty, c.Read(s.VectorU), u))
	c.Assign(s.kernel, c.Select(empty, kernel, c.Div(kernel, c.Select(empty, full(w, 1), sigma))))
}

// GetConfig implements [model.Configer].
func (s *SpectralNormalization) GetConfig(st *model.State) *model.Map {
	return s.Wrapper.GetConfig(st).Set("power_iterations", s.PowerIterations)
}
