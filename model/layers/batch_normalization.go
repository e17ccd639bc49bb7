package layers

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// BatchNormalization normalises by the mean and the variance of the batch
// while training, and by their moving averages in inference.
type BatchNormalization struct {
	model.Base
	Axis         normAxis          `arg:"axis" default:"-1" doc:"axis of the features, which are normalised each by itself"`
	Momentum     model.Number      `arg:"momentum" default:"0.99" doc:"how much of the moving averages stays at each step"`
	Epsilon      model.Number      `arg:"epsilon" default:"0.001" doc:"added to the variance"`
	Center       bool              `arg:"center" default:"True" doc:"whether to learn an offset beta"`
	Scale        bool              `arg:"scale" default:"True" doc:"whether to learn a factor gamma"`
	BetaInit     model.Initializer `arg:"beta_initializer" default:"'zeros'" doc:"makes beta"`
	GammaInit    model.Initializer `arg:"gamma_initializer" default:"'ones'" doc:"makes gamma"`
	MeanInit     model.Initializer `arg:"moving_mean_initializer" default:"'zeros'" doc:"makes the moving mean"`
	VarianceInit model.Initializer `arg:"moving_variance_initializer" default:"'ones'" doc:"makes the moving variance"`
	BetaReg      model.Regularizer `arg:"beta_regularizer" default:"None" doc:"penalty on beta"`
	GammaReg     model.Regularizer `arg:"gamma_regularizer" default:"None" doc:"penalty on gamma"`
	BetaConstr   model.Constraint  `arg:"beta_constraint" default:"None" doc:"projection of beta after each update"`
	GammaConstr  model.Constraint  `arg:"gamma_constraint" default:"None" doc:"projection of gamma after each update"`
	Synchronized bool              `arg:"synchronized" default:"False" config:"-" doc:"accepted for compatibility: there is one replica"`
	Fused        any               `arg:"fused" default:"None" kwonly:"true" config:"-" doc:"True demands, False forbids the fused op, which is for 4D and 5D inputs and an axis of 1 or the last; None takes it where it applies"`
	batchRenorm
	virtualBatches
	Adjustment     model.Callable   `arg:"adjustment" default:"None" kwonly:"true" config:"-" doc:"function of the input's shape to a factor and an offset that are applied while training"`
	Gamma          *tensor.Variable `weight:"gamma"`
	Beta           *tensor.Variable `weight:"beta"`
	MovingMean     *tensor.Variable `weight:"moving_mean"`
	MovingVariance *tensor.Variable `weight:"moving_variance"`

	corrected bool // the moving variance takes the unbiased one
}

// BatchNormalizationClass declares BatchNormalization.
var BatchNormalizationClass = declare(&model.Class{
	Name:      "BatchNormalization",
	SameShape: true,
	Call:      "inputs, training=None, mask=None",
	Doc: "Normalises each feature by mean and variance, then scales by gamma and adds beta. While training these are the " +
		"batch's own; in inference, and when the layer is frozen (trainable = False), the moving averages that training " +
		"collected. The shape stays. (Ioffe and Szegedy, 2015)",
	Example: ">>> bn = layers.BatchNormalization()\n>>> bn(tf.constant([[1.0], [3.0]]), training=True).numpy().round(2)\narray([[-1.],\n       [ 1.]], dtype=float32)",
	New:     func() any { return new(BatchNormalization) },
})

// Init implements [model.Initer].
func (b *BatchNormalization) Init(st *model.State) {
	b.Base.Init(st)
	b.SupportsMasking = true
	if b.Fused == true {
		if b.Synchronized {
			tensor.Throwf("ValueError", "`fused=True` is not supported when `synchronized=True`.")
		}
		if why := b.notFusable(); why != "" {
			tensor.Throwf("ValueError", "%s", why)
		}
	} else if b.Fused == nil && (b.Synchronized || b.notFusable() != "") {
		b.Fused = false
	}
	b.batchRenorm.check()
}

// notFusable is why the fused op cannot be used, "" where it can.
func (b *BatchNormalization) notFusable() string {
	axes := model.ShapeOf(b.Axis.given)
	switch {
	case b.Renorm:
		return "Passing both `fused=True` and `renorm=True` is not supported"
	case len(axes) > 1 || !slices.Contains([]int{-4, -3, -1, 1, 3, 4}, axes[0]):
		return "Passing `fused=True` is only supported when axis is 1 or 3 for input rank = 4 or 1 or 4 for input rank = 5. Got axis " + model.Describe(axisList(axes).ConfigValue())
	case b.VirtualBatchSize != nil:
		return "Passing `fused=True` is not supported when `virtual_batch_size` is specified."
	case b.Adjustment != nil:
		return "Passing `fused=True` is not supported when `adjustment` is specified."
	case b.Policy.Compute == tensor.Float64:
		return "Passing `fused=True` is only supported when the compute dtype is float16, bfloat16, or float32. Got dtype: float64"
	}
	return ""
}

// fuse decides, once the shape is known, whether Keras would take its fused op,
// whose moving variance is the unbiased one.
func (b *BatchNormalization) fuse(shape, axes []int) bool {
	rank := len(shape)
	switch {
	case b.Fused == false:
		return false
	case rank != 4 && rank != 5:
		if b.Fused == true {
			tensor.Throwf("ValueError", "Batch normalization layers with `fused=True` only support 4D or 5D input tensors. Received tensor with shape: %s", tensor.ShapeString(shape))
		}
		return false
	case rank == 4 && axes[0] != 1 && axes[0] != 3:
		tensor.Throwf("ValueError", "Unsupported axis. The use of `fused=True` is only possible with `axis=1` or `axis=3` for 4D input tensors. Received: axis=%s", tensor.ShapeString(axes))
	}
	return rank == 4 || axes[0] == 1 || axes[0] == 4
}

// Build implements [model.Layer].
func (b *BatchNormalization) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	axes := b.Axis.resolve(shape)
	rank := len(shape)
	b.virtualBatches.check(axes, b.Adjustment != nil)
	b.corrected = b.fuse(shape, axes)
	b.Fused = b.corrected
	dims := map[int]int{}
	for _, a := range axes {
		if shape[a] < 0 {
			tensor.Throwf("ValueError", "Input has undefined `axis` dimension. Received input with shape %s and axis=%s", tensor.ShapeString(shape), tensor.ShapeString(axes))
		}
		dims[a] = shape[a]
	}
	b.Spec = []model.InputSpec{{NDim: rank, Axes: dims}}
	param := []int{shape[axes[0]]}
	if len(axes) > 1 || b.VirtualBatchSize != nil {
		param = broadcastShape(shape, axes)
	}
	if b.VirtualBatchSize != nil {
		param = slices.Insert(param, 1, 1)
		for i := range axes {
			axes[i]++ // for the axis of the virtual batches
		}
	}
	b.addWeights(c, param)
}

func (b *BatchNormalization) addWeights(c *model.Context, shape []int) {
	dt := b.Policy.Variable
	if dt == tensor.Float16 || dt == tensor.BFloat16 {
		dt = tensor.Float32
	}
	typed := model.WithDType(dt)
	if b.Scale {
		b.Gamma = b.AddWeight(c, "gamma", shape, b.GammaInit, typed, model.Regularized(b.GammaReg), model.Constrained(b.GammaConstr))
	}
	if b.Center {
		b.Beta = b.AddWeight(c, "beta", shape, b.BetaInit, typed, model.Regularized(b.BetaReg), model.Constrained(b.BetaConstr))
	}
	b.MovingMean = b.AddWeight(c, "moving_mean", shape, b.MeanInit, typed, model.Frozen())
	b.MovingVariance = b.AddWeight(c, "moving_variance", shape, b.VarianceInit, typed, model.Frozen())
	if b.Renorm {
		b.batchRenorm.add(c, &b.Base, shape, b.MeanInit, b.VarianceInit, typed)
	}
}

// Call implements [model.Layer].
func (b *BatchNormalization) Call(c *model.Context, in model.Value) model.Value {
	x := c.Cast(model.One(in), b.Policy.Compute)
	dt := x.DType()
	x = c.Cast(x, b.MovingMean.DType())
	training := c.Training && b.CanTrain
	mask := maskTensor(c)
	var y *tensor.Tensor
	if len(b.Axis.list) > 1 || b.Renorm || b.VirtualBatchSize != nil || b.Adjustment != nil || training && mask != nil && !b.corrected {
		y = b.general(c, x, mask, training)
	} else {
		y = b.columns(c, x, training)
	}
	return c.Cast(y, dt)
}

// columns normalises along the one axis of features, which is moved to the end
// for the ops.
func (b *BatchNormalization) columns(c *model.Context, x *tensor.Tensor, training bool) *tensor.Tensor {
	rank, axis := x.Rank(), b.Axis.list[0]
	perm := rangeFrom(0, rank)
	perm[axis], perm[rank-1] = rank-1, axis
	moved := axis != rank-1
	if moved {
		x = c.Transpose(x, perm)
	}
	gamma, beta := b.affine(c)
	var y *tensor.Tensor
	if training {
		var mean, variance *tensor.Tensor
		y, mean, variance = c.BatchNorm(x, gamma, beta, b.Epsilon.Float())
		if b.corrected {
			variance = unbiased(c, x, variance)
		}
		b.update(c, mean, variance)
	} else {
		y = c.BatchNormInference(x, c.Read(b.MovingMean), c.Read(b.MovingVariance), gamma, beta, b.Epsilon.Float())
	}
	if moved {
		y = c.Transpose(y, perm)
	}
	return y
}

// unbiased is the variance of the columns of x with Bessel's correction.
func unbiased(c *model.Context, x, variance *tensor.Tensor) *tensor.Tensor {
	rows := x.Shape()[:x.Rank()-1]
	if tensor.IsStatic(rows) {
		n := float64(tensor.NumElements(rows))
		return c.Mul(variance, full(variance, n/max(n-1, 1)))
	}
	n := c.Div(c.Cast(c.SizeOf(x, tensor.Int64), variance.DType()), full(variance, float64(x.Dim(-1))))
	one := full(variance, 1)
	return c.Mul(variance, c.Div(n, c.Maximum(c.Sub(n, one), one)))
}

// general normalises along any axes, with all options.
func (b *BatchNormalization) general(c *model.Context, x, mask *tensor.Tensor, training bool) *tensor.Tensor {
	shape := x.Shape()
	virtual := b.VirtualBatchSize != nil
	if virtual {
		x = b.split(c, x, training)
	}
	axes := without(x.Rank(), b.Axis.list...)
	keep := len(b.Axis.list) > 1 || virtual
	if virtual {
		axes = without(x.Rank(), append(slices.Clone(b.Axis.list), 1)...)
	}
	full := broadcastShape(x.Shape(), b.Axis.list)
	spread := func(t *tensor.Tensor) *tensor.Tensor {
		if t == nil || keep {
			return t
		}
		return c.Reshape(t, full)
	}
	mean, variance := c.Read(b.MovingMean), c.Read(b.MovingVariance)
	gamma, beta := b.affine(c)
	gamma, beta = spread(gamma), spread(beta)
	if training {
		if mask != nil {
			mean, variance = weightedMoments(c, x, c.ExpandDims(c.Cast(mask, x.DType()), -1), axes, keep)
		} else {
			mean, variance = c.Moments(x, axes, keep)
		}
		gamma, beta = b.adjusted(c, x, gamma, beta)
		newMean, newVariance := mean, variance
		if virtual {
			newMean, newVariance = c.Mean(mean, []int{1}, true), c.Mean(variance, []int{1}, true)
		}
		if b.Renorm {
			r, d := b.correction(c, newMean, newVariance, b.Epsilon.Float())
			gamma, beta = compose(c, spread(r), spread(d), gamma, beta)
		}
		b.update(c, newMean, newVariance)
	}
	y := normalize(c, x, spread(mean), spread(variance), gamma, beta, b.Epsilon.Float())
	if virtual {
		y = c.Reshape(y, append([]int{-1}, shape[1:]...))
	}
	return y
}

// adjusted is gamma and beta after the factor and the offset of Adjustment.
func (b *BatchNormalization) adjusted(c *model.Context, x, gamma, beta *tensor.Tensor) (*tensor.Tensor, *tensor.Tensor) {
	if b.Adjustment == nil {
		return gamma, beta
	}
	pair, ok := model.Sequence(b.Adjustment.CallValue(c, c.ShapeOf(x, tensor.Int32)))
	if !ok || len(pair) != 2 {
		tensor.Throwf("TypeError", "`adjustment` should return a pair of tensors: a factor and an offset")
	}
	return compose(c, model.AsTensor(pair[0], x.DType()), model.AsTensor(pair[1], x.DType()), gamma, beta)
}

func (b *BatchNormalization) affine(c *model.Context) (gamma, beta *tensor.Tensor) {
	a := affine{Gamma: b.Gamma, Beta: b.Beta}
	return a.read(c)
}

// update moves the averages towards a batch's statistics.
func (b *BatchNormalization) update(c *model.Context, mean, variance *tensor.Tensor) {
	if !running(c, mean) {
		return
	}
	c.Average(b.MovingMean, b.Momentum.Float(), mean)
	if b.Renorm {
		b.batchRenorm.update(c, b.MovingVariance, variance, b.Momentum.Float(), b.Epsilon.Float())
		return
	}
	c.Average(b.MovingVariance, b.Momentum.Float(), variance)
}

// AddConfig implements [model.ConfigAdder]: the options of TensorFlow stand in
// the config where they are set.
func (b *BatchNormalization) AddConfig(m *model.Map) {
	b.batchRenorm.addConfig(m)
	if b.VirtualBatchSize != nil {
		m.Set("virtual_batch_size", *b.VirtualBatchSize)
	}
}

// running reports whether a call computes something, rather than only finding
// out shapes: then it may change variables.
func running(c *model.Context, t *tensor.Tensor) bool { return !t.IsSymbolic() || c.Tracing() }
