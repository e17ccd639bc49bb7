package layers

import (
	"fmt"
	"slices"

	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// ConvTranspose is a transposed convolution with one to three spatial axes.
type ConvTranspose struct {
	model.Base
	Filters       int                    `arg:"filters" compared:"<= int" doc:"number of output channels"`
	KernelSize    tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides       tuple                  `arg:"strides" default:"(1, 1)" doc:"by how much the spatial axes grow"`
	Padding       padding                `arg:"padding" default:"'valid'" doc:"'valid' or 'same'"`
	OutputPadding tuple                  `arg:"output_padding" default:"None" doc:"what the output is longer than its shortest possible length; None finds it"`
	DataFormat    dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	DilationRate  tuple                  `arg:"dilation_rate" default:"(1, 1)" doc:"distance between the taps of the window, or one for all axes"`
	Activation    activations.Activation `arg:"activation" default:"None" doc:"applied to the output"`
	UseBias       bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	kernelBias    `args:"inline"`
	Groups        int `arg:"groups" default:"1" kwonly:"true" doc:"only 1 is meaningful"`

	Kernel *tensor.Variable `weight:"kernel"`
	Bias   *tensor.Variable `weight:"bias"`

	convolution
	outPad []int
}

func newConvTranspose(rank int) func() any {
	return func() any { return &ConvTranspose{convolution: convolution{Rank: rank}} }
}

var transposeConfig = []string{"filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "activation", "use_bias",
	"kernel_initializer", "bias_initializer", "kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint", "output_padding"}

// The declarations of the transposed convolutions.
var (
	Conv1DTransposeClass = declare(&model.Class{
		Name: "Conv1DTranspose", Aliases: []string{"Convolution1DTranspose"},
		Doc: "Transposed convolution over one axis: goes the way of Conv1D backwards, from few steps to many.\n\n" +
			"Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters).",
		Example:     ">>> layers.Conv1DTranspose(2, 3, strides=2)(tf.ones((1, 5, 4))).shape\nTensorShape([1, 11, 2])",
		Defaults:    map[string]string{"strides": "1", "dilation_rate": "1"},
		ConfigOrder: transposeConfig, New: newConvTranspose(1),
	})
	Conv2DTransposeClass = declare(&model.Class{
		Name: "Conv2DTranspose", Aliases: []string{"Convolution2DTranspose"},
		Doc: "Transposed convolution of images: goes the way of Conv2D backwards, from small images to large ones.\n\n" +
			"Input shape: (batch, rows, columns, channels). Output shape: (batch, new rows, new columns, filters).",
		Example:     ">>> layers.Conv2DTranspose(2, 3, strides=2, padding='same')(tf.ones((1, 5, 5, 4))).shape\nTensorShape([1, 10, 10, 2])",
		ConfigOrder: transposeConfig, New: newConvTranspose(2),
	})
	Conv3DTransposeClass = declare(&model.Class{
		Name: "Conv3DTranspose", Aliases: []string{"Convolution3DTranspose"},
		Doc: "Transposed convolution of volumes: goes the way of Conv3D backwards.\n\n" +
			"Input shape: (batch, d1, d2, d3, channels). Output shape: (batch, new d1, new d2, new d3, filters).",
		Example:     ">>> layers.Conv3DTranspose(2, 2, strides=2)(tf.ones((1, 2, 2, 2, 1))).shape\nTensorShape([1, 4, 4, 4, 2])",
		Defaults:    map[string]string{"strides": "(1, 1, 1)", "dilation_rate": "(1, 1, 1)"},
		ConfigOrder: slices.DeleteFunc(slices.Clone(transposeConfig), func(s string) bool { return s == "dilation_rate" }), // as in Keras
		New:         newConvTranspose(3),
	})
)

// Init implements [model.Initer].
func (l *ConvTranspose) Init(st *model.State) {
	l.Base.Init(st)
	checkFilters(l.Filters, 1)
	l.convolution = resolveConv(l.Rank, &l.KernelSize, &l.Strides, &l.DilationRate, l.Padding, l.DataFormat, l.Rank == 1)
	if l.OutputPadding.given != nil {
		l.outPad = l.OutputPadding.resolve(l.Rank, "output_padding", 0)
		for i, p := range l.outPad {
			if p >= l.strides[i] {
				tensor.Throwf("ValueError", "Strides must be greater than output padding. Received strides=%s, output_padding=%s.", tensor.ShapeString(l.strides), tensor.ShapeString(l.outPad))
			}
		}
	}
	if l.Rank == 3 {
		l.dilation = []int{1, 1, 1} // Keras forgets it
	}
	l.Spec = []model.InputSpec{{MinNDim: l.Rank + 2}}
	l.Activation.Track(&l.Base)
}

// Build implements [model.Layer].
func (l *ConvTranspose) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	if len(shape) != l.Rank+2 {
		tensor.Throwf("ValueError", "Inputs should have rank %d. Received input_shape=%s.", l.Rank+2, tensor.ShapeString(shape))
	}
	n := l.channels(shape, fmt.Sprintf("inputs to `Conv%dDTranspose`", l.Rank))
	l.Spec = []model.InputSpec{{NDim: l.Rank + 2, Axes: map[int]int{l.channelAxis(): n}}}
	l.Kernel = l.addKernel(c, &l.Base, append(append([]int{}, l.kernel...), l.Filters, n)...)
	if l.UseBias {
		l.Bias = l.addBias(c, &l.Base, l.Filters)
	}
}

// refuse throws what TensorFlow throws for a padding or dilation that its
// transposed convolutions do not have.
func (l *ConvTranspose) refuse() {
	if l.padding == "causal" {
		tensor.Throwf("AssertionError", "")
	}
	switch {
	case l.Rank == 1 && l.dilation[0] > 1:
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__Conv2DBackpropInput_device_/job:localhost/replica:0/task:0/device:CPU:0}} Current CPU implementations do not yet support dilation rates larger than 1. [Op:Conv2DBackpropInput] name: ")
	case l.Rank == 2 && l.dilation[0] != l.dilation[1]:
		tensor.Throwf("ValueError", "Expected the 2 dimensions of the `dilation_rate` argument to be equal to each other. Received: dilation_rate=%s", tensor.ShapeString(l.dilation))
	}
}

// Call implements [model.Layer].
func (l *ConvTranspose) Call(c *model.Context, in model.Value) model.Value {
	w, b := l.ReadWeight(c, l.Kernel), l.ReadWeight(c, l.Bias)
	act, fused := l.Activation.Act()
	l.refuse()
	spec := l.spec()
	spec.OutPad = l.outPad
	x := model.One(in)
	switch l.Rank {
	case 1:
		x = l.format.refuse(c, x, noTranspose1D)
	case 3:
		x = l.format.refuse(c, x, noTranspose3D)
	}
	y := l.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor { return c.ConvTranspose(x, w, b, spec, nil, act) })
	if fused {
		return y
	}
	return l.Activation.Apply(c, y)
}
