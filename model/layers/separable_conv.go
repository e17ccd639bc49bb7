package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// SeparableConv is a depthwise convolution followed by a pointwise one.
type SeparableConv struct {
	model.Base
	Filters              int                    `arg:"filters" compared:"<= int" doc:"number of output channels"`
	KernelSize           tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides              tuple                  `arg:"strides" default:"(1, 1)" doc:"steps of the window, or one for all axes"`
	Padding              padding                `arg:"padding" default:"'valid'" doc:"'valid' or 'same'; SeparableConv1D also knows 'causal'"`
	DataFormat           dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	DilationRate         tuple                  `arg:"dilation_rate" default:"(1, 1)" doc:"distance between the taps of the window, or one for all axes"`
	DepthMultiplier      int                    `arg:"depth_multiplier" default:"1" doc:"number of channels between the two steps, for each input channel"`
	Activation           activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias              bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	DepthwiseInitializer model.Initializer      `arg:"depthwise_initializer" default:"'glorot_uniform'" doc:"makes the depthwise kernel"`
	PointwiseInitializer model.Initializer      `arg:"pointwise_initializer" default:"'glorot_uniform'" doc:"makes the pointwise kernel"`
	BiasInitializer      model.Initializer      `arg:"bias_initializer" default:"'zeros'" doc:"makes the bias"`
	DepthwiseRegularizer model.Regularizer      `arg:"depthwise_regularizer" default:"None" doc:"penalty on the depthwise kernel"`
	PointwiseRegularizer model.Regularizer      `arg:"pointwise_regularizer" default:"None" doc:"penalty on the pointwise kernel"`
	BiasRegularizer      model.Regularizer      `arg:"bias_regularizer" default:"None" doc:"penalty on the bias"`
	_                    model.Inherit          `arg:"activity_regularizer" default:"None"`
	DepthwiseConstraint  model.Constraint       `arg:"depthwise_constraint" default:"None" doc:"projection of the depthwise kernel after each update"`
	PointwiseConstraint  model.Constraint       `arg:"pointwise_constraint" default:"None" doc:"projection of the pointwise kernel after each update"`
	BiasConstraint       model.Constraint       `arg:"bias_constraint" default:"None" doc:"projection of the bias after each update"`
	Groups               int                    `arg:"groups" default:"1" kwonly:"true" doc:"only 1 is meaningful"`
	KernelInitializer    model.Initializer      `arg:"kernel_initializer" default:"'glorot_uniform'" kwonly:"true" doc:"accepted for compatibility: there are two kernels"`
	KernelRegularizer    model.Regularizer      `arg:"kernel_regularizer" default:"None" kwonly:"true" doc:"accepted for compatibility"`
	KernelConstraint     model.Constraint       `arg:"kernel_constraint" default:"None" kwonly:"true" doc:"accepted for compatibility"`

	Depthwise *tensor.Variable `weight:"depthwise_kernel"`
	Pointwise *tensor.Variable `weight:"pointwise_kernel"`
	Bias      *tensor.Variable `weight:"bias"`

	convolution
}

func newSeparableConv(rank int) func() any {
	return func() any { return &SeparableConv{convolution: convolution{Rank: rank}} }
}

var separableConfig = []string{"filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "activation", "use_bias",
	"kernel_initializer", "bias_initializer", "kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint",
	"depth_multiplier", "depthwise_initializer", "pointwise_initializer", "depthwise_regularizer", "pointwise_regularizer", "depthwise_constraint", "pointwise_constraint"}

// The declarations of the separable convolutions.
var (
	SeparableConv1DClass = declare(&model.Class{
		Name: "SeparableConv1D", Aliases: []string{"SeparableConvolution1D"},
		Doc: "Depthwise convolution over one axis, then a convolution of width 1 that mixes the channels.\n\n" +
			"Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters).",
		Example:     ">>> layers.SeparableConv1D(2, 3)(tf.ones((1, 10, 4))).shape\nTensorShape([1, 8, 2])",
		Defaults:    map[string]string{"strides": "1", "dilation_rate": "1"},
		ConfigOrder: separableConfig, New: newSeparableConv(1),
	})
	SeparableConv2DClass = declare(&model.Class{
		Name: "SeparableConv2D", Aliases: []string{"SeparableConvolution2D"},
		Doc: "Depthwise convolution of images, then a 1 x 1 convolution that mixes the channels.\n\n" +
			"Input shape: (batch, rows, columns, channels). Output shape: (batch, new rows, new columns, filters).",
		Example:     ">>> layers.SeparableConv2D(2, 3)(tf.ones((1, 8, 8, 4))).shape\nTensorShape([1, 6, 6, 2])",
		ConfigOrder: separableConfig, New: newSeparableConv(2),
	})
)

// Init implements [model.Initer].
func (l *SeparableConv) Init(st *model.State) {
	l.Base.Init(st)
	checkFilters(l.Filters, 1)
	l.convolution = resolveConv(l.Rank, &l.KernelSize, &l.Strides, &l.DilationRate, l.Padding, l.DataFormat, l.Rank == 1)
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2}}
	l.Activation.Track(&l.Base)
}

// Build implements [model.Layer].
func (l *SeparableConv) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	if m := l.DepthMultiplier; m < 0 {
		tensor.Throwf("ValueError", "Dimension %d must be >= 0", m)
	}
	n := l.channels(shape, "inputs")
	l.Spec = []model.InputSpec{{NDim: l.Rank + 2, Axes: map[int]int{l.channelAxis(): n}}}
	depthwise := append(append([]int{}, l.kernel...), n, l.DepthMultiplier)
	pointwise := []int{}
	for range l.Rank {
		pointwise = append(pointwise, 1)
	}
	pointwise = append(pointwise, n*l.DepthMultiplier, l.Filters)
	l.Depthwise = l.AddWeight(c, "depthwise_kernel", depthwise, l.DepthwiseInitializer, model.Regularized(l.DepthwiseRegularizer), model.Constrained(l.DepthwiseConstraint))
	l.Pointwise = l.AddWeight(c, "pointwise_kernel", pointwise, l.PointwiseInitializer, model.Regularized(l.PointwiseRegularizer), model.Constrained(l.PointwiseConstraint))
	if l.UseBias {
		l.Bias = l.AddWeight(c, "bias", []int{l.Filters}, l.BiasInitializer, model.Regularized(l.BiasRegularizer), model.Constrained(l.BiasConstraint))
	}
}

// Call implements [model.Layer].
func (l *SeparableConv) Call(c *model.Context, in model.Value) model.Value {
	l.checkStrides()
	dw, pw, b := l.ReadWeight(c, l.Depthwise), l.ReadWeight(c, l.Pointwise), l.ReadWeight(c, l.Bias)
	act, fused := l.Activation.Act()
	x := model.One(in)
	if l.Pointwise.Trainable && c.Training && c.State.Staging() {
		x = l.format.refuse(c, x, noFilterGradient)
	}
	x = l.format.refuse(c, x, noKernel{noDepthwise.op, noDepthwise.class, noDepthwise.msg, "depthwise"})
	y := l.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor {
		x = c.DepthwiseConv(x, dw, nil, l.spec(), tensor.ActNone)
		return c.Conv(x, pw, b, tensor.ConvSpec{Padding: "valid"}, act)
	})
	if fused {
		return y
	}
	return l.Activation.Apply(c, y)
}
