package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// DepthwiseConv convolves each channel by itself, over one or two axes.
type DepthwiseConv struct {
	model.Base
	KernelSize           tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides              tuple                  `arg:"strides" default:"(1, 1)" doc:"steps of the window, or one for all axes"`
	Padding              padding                `arg:"padding" default:"'valid'" doc:"'valid' or 'same'"`
	DepthMultiplier      int                    `arg:"depth_multiplier" default:"1" doc:"number of output channels for each input channel"`
	DataFormat           dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	DilationRate         tuple                  `arg:"dilation_rate" default:"(1, 1)" doc:"distance between the taps of the window, or one for all axes"`
	Activation           activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias              bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	DepthwiseInitializer model.Initializer      `arg:"depthwise_initializer" default:"'glorot_uniform'" doc:"makes the kernel"`
	BiasInitializer      model.Initializer      `arg:"bias_initializer" default:"'zeros'" doc:"makes the bias"`
	DepthwiseRegularizer model.Regularizer      `arg:"depthwise_regularizer" default:"None" doc:"penalty on the kernel"`
	BiasRegularizer      model.Regularizer      `arg:"bias_regularizer" default:"None" doc:"penalty on the bias"`
	_                    model.Inherit          `arg:"activity_regularizer" default:"None"`
	DepthwiseConstraint  model.Constraint       `arg:"depthwise_constraint" default:"None" doc:"projection of the kernel after each update"`
	BiasConstraint       model.Constraint       `arg:"bias_constraint" default:"None" doc:"projection of the bias after each update"`
	Groups               int                    `arg:"groups" default:"1" kwonly:"true" doc:"only 1 is meaningful"`

	Kernel *tensor.Variable `weight:"depthwise_kernel"`
	Bias   *tensor.Variable `weight:"bias"`

	convolution
}

func newDepthwiseConv(rank int) func() any {
	return func() any { return &DepthwiseConv{convolution: convolution{Rank: rank}} }
}

var depthwiseConfig = []string{"kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "activation", "use_bias",
	"bias_initializer", "bias_regularizer", "activity_regularizer", "bias_constraint", "depth_multiplier",
	"depthwise_initializer", "depthwise_regularizer", "depthwise_constraint"}

// unused are attributes of convolutions that mean nothing here.
var unused = map[string]any{"filters": nil, "kernel_regularizer": nil, "kernel_constraint": nil}

// The declarations of the depthwise convolutions.
var (
	DepthwiseConv1DClass = declare(&model.Class{
		Name: "DepthwiseConv1D",
		Doc: "Convolution over one axis in which each channel has its own kernels.\n\n" +
			"Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels * depth_multiplier).",
		Example:     ">>> layers.DepthwiseConv1D(3, depth_multiplier=2)(tf.ones((1, 10, 4))).shape\nTensorShape([1, 8, 8])",
		Defaults:    map[string]string{"strides": "1", "dilation_rate": "1"},
		ConfigOrder: depthwiseConfig, New: newDepthwiseConv(1), Fixed: unused,
	})
	DepthwiseConv2DClass = declare(&model.Class{
		Name: "DepthwiseConv2D",
		Doc: "Convolution of images in which each channel has its own kernels: the first half of a separable convolution.\n\n" +
			"Input shape: (batch, rows, columns, channels). Output shape: (batch, new rows, new columns, channels * depth_multiplier).",
		Example:     ">>> layers.DepthwiseConv2D(3)(tf.ones((1, 8, 8, 4))).shape\nTensorShape([1, 6, 6, 4])",
		ConfigOrder: depthwiseConfig, New: newDepthwiseConv(2), Fixed: unused,
	})
)

// Init implements [model.Initer].
func (l *DepthwiseConv) Init(st *model.State) {
	l.Base.Init(st)
	l.convolution = resolveConv(l.Rank, &l.KernelSize, &l.Strides, &l.DilationRate, l.Padding, l.DataFormat, false)
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2}}
	l.Activation.Track(&l.Base)
}

// Build implements [model.Layer].
func (l *DepthwiseConv) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	if len(shape) != l.Rank+2 {
		tensor.Throwf("ValueError", "Inputs to `DepthwiseConv` should have rank %d. Received input_shape=%s.", l.Rank+2, tensor.ShapeString(shape))
	}
	if m := l.DepthMultiplier; m < 0 {
		tensor.Throwf("ValueError", "Dimension %d must be >= 0", m)
	}
	n := l.channels(shape, "inputs to `DepthwiseConv`")
	kernel := append(append([]int{}, l.kernel...), n, l.DepthMultiplier)
	l.Kernel = l.AddWeight(c, "depthwise_kernel", kernel, l.DepthwiseInitializer, model.Regularized(l.DepthwiseRegularizer), model.Constrained(l.DepthwiseConstraint))
	if l.UseBias {
		l.Bias = l.AddWeight(c, "bias", []int{n * l.DepthMultiplier}, l.BiasInitializer, model.Regularized(l.BiasRegularizer), model.Constrained(l.BiasConstraint))
	}
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2, Axes: map[int]int{l.channelAxis(): n}}}
}

// Call implements [model.Layer].
func (l *DepthwiseConv) Call(c *model.Context, in model.Value) model.Value {
	l.checkStrides()
	w, b := l.ReadWeight(c, l.Kernel), l.ReadWeight(c, l.Bias)
	act, fused := l.Activation.Act()
	x := model.One(in)
	if l.Rank == 1 {
		x = l.format.refuse(c, x, noDepthwise)
	}
	y := l.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor { return c.DepthwiseConv(x, w, b, l.spec(), act) })
	if fused {
		return y
	}
	return l.Activation.Apply(c, y)
}

// checkStrides throws TensorFlow's error for a depthwise convolution whose
// strides differ.
func (w *convolution) checkStrides() {
	if w.Rank == 2 && w.strides[0] != w.strides[1] {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__DepthwiseConv2dNative_device_/job:localhost/replica:0/task:0/device:CPU:0}} Current implementation only supports equal length strides in the row and column dimensions. [Op:DepthwiseConv2dNative] name: ")
	}
}
