package layers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// RandomFourierFeatures maps inputs to random features whose products
// approximate a kernel (Rahimi and Recht, 2007).
type RandomFourierFeatures struct {
	model.Base
	OutputDim   int           `arg:"output_dim" doc:"number of features"`
	Kernel      any           `arg:"kernel_initializer" default:"'gaussian'" doc:"'gaussian' or 'laplacian', the kernel that is approximated, or an initializer"`
	Scale       *float64      `arg:"scale" default:"None" doc:"width of the kernel; sqrt(inputs / 2) for 'gaussian' and 1 for others if not given"`
	_           model.Inherit `arg:"trainable" default:"False"`
	_           model.Inherit `arg:"name" default:"None"`
	initializer model.Initializer

	Unscaled *tensor.Variable `weight:"unscaled_kernel"`
	Bias     *tensor.Variable `weight:"bias"`
	Width    *tensor.Variable `weight:"kernel_scale"`
}

// RandomFourierFeaturesClass declares RandomFourierFeatures.
var RandomFourierFeaturesClass = declare(&model.Class{
	Name: "RandomFourierFeatures", In: "keras.src.layers.kernelized",
	Doc:     "Random features whose products approximate a Gaussian or Laplacian kernel: with a linear layer after it, a kernel machine.",
	Example: ">>> layers.experimental.RandomFourierFeatures(8, scale=1.0)(tf.ones((2, 3))).shape\nTensorShape([2, 8])",
	New:     func() any { return new(RandomFourierFeatures) },
})

// Init implements [model.Initer].
func (l *RandomFourierFeatures) Init(st *model.State) {
	if l.OutputDim <= 0 {
		tensor.Throwf("ValueError", "`output_dim` should be a positive integer. Received: %d", l.OutputDim)
	}
	switch l.Kernel {
	case "gaussian":
		l.initializer = model.Find(model.KindInitializer, "RandomNormal").Make(st, nil, model.Named{Name: "stddev", Value: 1.0}).(model.Initializer)
	case "laplacian":
		l.initializer = cauchy{}
	default:
		if _, named := l.Kernel.(string); named {
			tensor.Throwf("ValueError", "Unsupported `kernel_initializer`: %s Expected one of: ['gaussian', 'laplacian']", l.Kernel)
		}
		l.initializer, _ = model.Resolve(st, model.KindInitializer, l.Kernel).(model.Initializer)
	}
	if l.Scale != nil && *l.Scale <= 0 {
		tensor.Throwf("ValueError", "When provided, `scale` should be a positive float. Received: %s", model.Describe(*l.Scale))
	}
	l.Base.Init(st)
}

// Build implements [model.Layer].
func (l *RandomFourierFeatures) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	if len(shape) != 2 {
		tensor.Throwf("ValueError", "The rank of the input tensor should be 2. Received input with rank %d instead. Full input shape received: %s", len(shape), tensor.ShapeString(shape))
	}
	n := shape[1]
	if n < 0 {
		tensor.Throwf("ValueError", "The last dimension of the input tensor should be defined. Found `None`. Full input shape received: %s", tensor.ShapeString(shape))
	}
	l.Spec = []model.InputSpec{{NDim: 2, Axes: map[int]int{1: n}}}
	if l.Scale == nil {
		width := 1.0
		if l.Kernel == "gaussian" {
			width = math.Sqrt(float64(n) / 2)
		}
		l.Scale = &width
	}
	made := func(name string, args ...model.Named) model.Initializer {
		return model.Find(model.KindInitializer, name).Make(c.State, nil, args...).(model.Initializer)
	}
	f32 := model.WithDType(tensor.Float32)
	l.Unscaled = l.AddWeight(c, "unscaled_kernel", []int{n, l.OutputDim}, l.initializer, f32, model.Frozen())
	l.Bias = l.AddWeight(c, "bias", []int{l.OutputDim}, made("RandomUniform", model.Named{Name: "minval", Value: 0.0}, model.Named{Name: "maxval", Value: 2 * math.Pi}), f32, model.Frozen())
	positive, _ := model.Resolve(c.State, model.KindConstraint, "NonNeg").(model.Constraint)
	l.Width = l.AddWeight(c, "kernel_scale", []int{1}, made("Constant", model.Named{Name: "value", Value: *l.Scale}), f32, model.Constrained(positive))
}

// Call implements [model.Layer].
func (l *RandomFourierFeatures) Call(c *model.Context, in model.Value) model.Value {
	x := c.Cast(model.One(in), tensor.Float32)
	kernel := c.Mul(c.Reciprocal(c.Read(l.Width)), c.Read(l.Unscaled))
	return c.Cos(c.Add(c.MatMul(x, kernel, false, false), c.Read(l.Bias)))
}

// cauchy draws from the Cauchy distribution, whose characteristic function is
// the Laplacian kernel.
type cauchy struct{}

// Initial implements [model.Initializer].
func (cauchy) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	uniform := model.Find(model.KindInitializer, "RandomUniform").Make(c.State, nil, model.Named{Name: "minval", Value: 0.0}, model.Named{Name: "maxval", Value: 1.0}).(model.Initializer)
	p := uniform.Initial(c, shape, tensor.Float64).Floats()
	for i := range p {
		p[i] = math.Tan(math.Pi * (p[i] - 0.5))
	}
	return tensor.FromSlice(p, shape...).Cast(dt)
}
