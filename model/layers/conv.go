package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// Conv is a convolution with one to three spatial axes.
type Conv struct {
	model.Base
	Filters      int                    `arg:"filters" compared:"<= int" doc:"number of output channels"`
	KernelSize   tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides      tuple                  `arg:"strides" default:"(1, 1)" doc:"steps of the window, or one for all axes"`
	Padding      padding                `arg:"padding" default:"'valid'" doc:"'valid' for none, 'same' for as much as keeps the length at stride 1; Conv1D also knows 'causal'"`
	DataFormat   dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	DilationRate tuple                  `arg:"dilation_rate" default:"(1, 1)" doc:"distance between the taps of the window, or one for all axes"`
	Groups       int                    `arg:"groups" default:"1" doc:"number of groups of channels that are convolved apart"`
	Activation   activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias      bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	kernelBias   `args:"inline"`

	Kernel *tensor.Variable `weight:"kernel"`
	Bias   *tensor.Variable `weight:"bias"`

	convolution
}

func newConv(rank int) func() any {
	return func() any { return &Conv{convolution: convolution{Rank: rank}} }
}

// convolutionOp is the convolution without bias and activation, which a class of
// the user's may replace.
var convolutionOp = []*model.Method{{
	Signature: "convolution_op(self, inputs, kernel)",
	Doc:       "The convolution of inputs with a kernel; call adds the bias and applies the activation.",
	Call: func(c *model.Context, obj any, args []any) any {
		l := obj.(*Conv)
		return l.convolve(c, model.ToTensor(c, args[0]), model.ToTensor(c, args[1]))
	},
}}

// The declarations of the convolutions.
var (
	Conv1DClass = declare(&model.Class{
		Name: "Conv1D", Aliases: []string{"Convolution1D"},
		Doc: "Convolution over one spatial (or temporal) axis: activation(conv(inputs, kernel) + bias).\n\n" +
			"Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters).",
		Example:  ">>> layers.Conv1D(4, 3)(tf.ones((2, 10, 8))).shape\nTensorShape([2, 8, 4])",
		Defaults: map[string]string{"strides": "1", "dilation_rate": "1", "data_format": "'channels_last'"},
		New:      newConv(1), Methods: convolutionOp,
	})
	Conv2DClass = declare(&model.Class{
		Name: "Conv2D", Aliases: []string{"Convolution2D"},
		Doc: "Convolution over the two spatial axes of images: activation(conv(inputs, kernel) + bias).\n\n" +
			"Input shape: (batch, rows, columns, channels). Output shape: (batch, new rows, new columns, filters).",
		Example: ">>> layers.Conv2D(2, 3, padding='same')(tf.ones((1, 8, 8, 3))).shape\nTensorShape([1, 8, 8, 2])",
		New:     newConv(2), Methods: convolutionOp,
	})
	Conv3DClass = declare(&model.Class{
		Name: "Conv3D", Aliases: []string{"Convolution3D"},
		Doc: "Convolution over the three spatial axes of volumes: activation(conv(inputs, kernel) + bias).\n\n" +
			"Input shape: (batch, d1, d2, d3, channels). Output shape: (batch, new d1, new d2, new d3, filters).",
		Example:  ">>> layers.Conv3D(2, 3)(tf.ones((1, 8, 8, 8, 1))).shape\nTensorShape([1, 6, 6, 6, 2])",
		Defaults: map[string]string{"strides": "(1, 1, 1)", "dilation_rate": "(1, 1, 1)"},
		New:      newConv(3), Methods: convolutionOp,
	})
)

// Init implements [model.Initer].
func (l *Conv) Init(st *model.State) {
	l.Base.Init(st)
	if l.Groups == 0 {
		l.Groups = 1
	}
	checkFilters(l.Filters, 1)
	l.convolution = resolveConv(l.Rank, &l.KernelSize, &l.Strides, &l.DilationRate, l.Padding, l.DataFormat, l.Rank == 1)
	l.groups = l.Groups
	checkFilters(l.Filters, l.Groups)
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2}}
	l.Activation.Track(&l.Base)
}

// Build implements [model.Layer].
func (l *Conv) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	n := l.channels(shape, "inputs")
	if n%l.Groups != 0 {
		tensor.Throwf("ValueError", "The number of input channels must be evenly divisible by the number of groups. Received groups=%d, but the input has %d channels (full input shape is %s).", l.Groups, n, tensor.ShapeString(shape))
	}
	l.checkOutput(&l.Base, shape)
	l.Kernel = l.addKernel(c, &l.Base, append(append([]int{}, l.kernel...), n/l.Groups, l.Filters)...)
	if l.UseBias {
		l.Bias = l.addBias(c, &l.Base, l.Filters)
	}
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2, Axes: map[int]int{l.channelAxis(): n}}}
}

// Call implements [model.Layer].
func (l *Conv) Call(c *model.Context, in model.Value) model.Value {
	w, b := l.ReadWeight(c, l.Kernel), l.ReadWeight(c, l.Bias)
	l.checkRanks(model.One(in), w)
	act, fused := l.Activation.Act()
	x := model.One(in)
	if s, ok := l.Self().(model.Scripted); ok {
		if y, own := s.ScriptCall(c, "convolution_op", l.padded(c, x), w); own {
			return l.Activation.Apply(c, l.biased(c, model.One(y), b))
		}
	}
	if l.Groups == 1 {
		x = l.needLast(c, x, l.Rank, l.Kernel.Trainable)
	}
	y := l.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor { return c.Conv(x, w, b, l.spec(), act) })
	if fused {
		return y
	}
	return l.Activation.Apply(c, y)
}

// convolve is what convolution_op computes. The padding of a causal convolution
// is there already.
func (l *Conv) convolve(c *model.Context, x, kernel *tensor.Tensor) *tensor.Tensor {
	spec := l.spec()
	if l.padding == "causal" {
		spec.Padding = "valid"
	}
	return l.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor { return c.Conv(x, kernel, nil, spec, tensor.ActNone) })
}

// padded is the input with the zeros that a causal convolution begins with.
func (l *Conv) padded(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if l.padding != "causal" {
		return x
	}
	pads := make([][2]int, x.Rank())
	axis := x.Rank() - 2
	if l.format == channelsFirst {
		axis++
	}
	pads[axis][0] = l.dilation[0] * (l.kernel[0] - 1)
	return c.Pad(x, pads, "CONSTANT", 0)
}

// biased is y with the bias, if there is one.
func (l *Conv) biased(c *model.Context, y, b *tensor.Tensor) *tensor.Tensor {
	if b == nil {
		return y
	}
	return l.format.fromLast(c, c.BiasAdd(l.format.toLast(c, y), b))
}
