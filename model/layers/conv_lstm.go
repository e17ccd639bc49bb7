package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// convLSTMCell is one step of a convolutional LSTM.
type convLSTMCell struct {
	model.Base
	l *ConvLSTM
	convolution
	rnnVars
	masks   cellMasks
	spatial []int // of the states
}

// ConvLSTM is an LSTM whose products are convolutions, with one to three
// spatial axes.
type ConvLSTM struct {
	model.Base
	Filters             int                    `arg:"filters" doc:"number of output channels"`
	KernelSize          tuple                  `arg:"kernel_size" doc:"lengths of the window, or one for all axes"`
	Strides             tuple                  `arg:"strides" default:"(1, 1)" doc:"steps of the window over the inputs"`
	Padding             padding                `arg:"padding" default:"'valid'" doc:"'valid' or 'same'"`
	DataFormat          dataFormat             `arg:"data_format" default:"None" doc:"'channels_last' or 'channels_first'"`
	DilationRate        tuple                  `arg:"dilation_rate" default:"(1, 1)" doc:"distance between the taps of the window"`
	Activation          activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the cell state and to what enters it"`
	RecurrentActivation activations.Activation `arg:"recurrent_activation" default:"'hard_sigmoid'" doc:"applied to the gates"`
	UseBias             bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit             `args:"inline"`
	UnitForgetBias      bool `arg:"unit_forget_bias" default:"True" doc:"whether the forget gate's bias begins at 1"`
	rnnReg              `args:"inline"`
	_                   model.Inherit `arg:"activity_regularizer" default:"None"`
	rnnConstr           `args:"inline"`
	ReturnSequences     bool `arg:"return_sequences" default:"False" config:"-" doc:"whether to return the outputs of all steps, not only the last one"`
	ReturnState         bool `arg:"return_state" default:"False" config:"-" doc:"whether to return the last states after the output"`
	GoBackwards         bool `arg:"go_backwards" default:"False" config:"-" doc:"whether to go from the last step to the first"`
	Stateful            bool `arg:"stateful" default:"False" config:"-" doc:"whether a batch begins with the states that the batch before ended with"`
	rnnDrop             `args:"inline"`
	Unroll              bool       `arg:"unroll" default:"False" kwonly:"true" config:"-" doc:"must be False"`
	TimeMajor           bool       `arg:"time_major" default:"False" kwonly:"true" config:"-" doc:"must be False"`
	ZeroMask            bool       `arg:"zero_output_for_mask" default:"False" kwonly:"true" config:"-" doc:"whether outputs of masked steps are 0, not those of the step before"`
	Seed                model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	recurrence
	Rank int `attr:"rank"`
}

func newConvLSTM(rank int) func() any { return func() any { return &ConvLSTM{Rank: rank} } }

// The declarations of the convolutional LSTMs.
var (
	ConvLSTM1DClass = declare(&model.Class{
		Name: "ConvLSTM1D",
		Call: "inputs, mask=None, training=None, initial_state=None",
		Doc: "LSTM over sequences of sequences, whose products are convolutions (Shi et al., 2015).\n\n" +
			"Input shape: (batch, time, steps, channels). Output shape: (batch, new steps, filters), with the time before them " +
			"for return_sequences=True.",
		Example:  ">>> layers.ConvLSTM1D(4, 3)(tf.ones((1, 5, 8, 2))).shape\nTensorShape([1, 6, 4])",
		Defaults: map[string]string{"strides": "1", "dilation_rate": "1"}, New: newConvLSTM(1), Methods: recurrentMethods,
	})
	ConvLSTM2DClass = declare(&model.Class{
		Name: "ConvLSTM2D",
		Call: "inputs, mask=None, training=None, initial_state=None",
		Doc: "LSTM over sequences of images, whose products are convolutions (Shi et al., 2015).\n\n" +
			"Input shape: (batch, time, rows, columns, channels). Output shape: (batch, new rows, new columns, filters), with the " +
			"time before them for return_sequences=True.",
		Example: ">>> layers.ConvLSTM2D(4, 3, padding='same', return_sequences=True)(tf.ones((1, 5, 8, 8, 2))).shape\nTensorShape([1, 5, 8, 8, 4])",
		New:     newConvLSTM(2), Methods: recurrentMethods,
	})
	ConvLSTM3DClass = declare(&model.Class{
		Name:     "ConvLSTM3D",
		Call:     "inputs, mask=None, training=None, initial_state=None",
		Doc:      "LSTM over sequences of volumes, whose products are convolutions.",
		Example:  ">>> layers.ConvLSTM3D(2, 3)(tf.ones((1, 2, 4, 4, 4, 1))).shape\nTensorShape([1, 2, 2, 2, 2])",
		Defaults: map[string]string{"strides": "(1, 1, 1)", "dilation_rate": "(1, 1, 1)"}, New: newConvLSTM(3), Methods: recurrentMethods,
	})
)

// Init implements [model.Initer].
func (l *ConvLSTM) Init(st *model.State) {
	if l.Unroll {
		tensor.Throwf("TypeError", "Unrolling is not possible with convolutional RNNs. Received: unroll=True")
	}
	k := &convLSTMCell{l: l}
	k.convolution = convolution{Rank: l.Rank, padding: l.Padding, format: l.DataFormat, groups: 1}
	k.kernel = l.KernelSize.resolve(l.Rank, "kernel_size", 1)
	k.strides = l.Strides.resolve(l.Rank, "strides", 0)
	k.dilation = l.DilationRate.resolve(l.Rank, "dilation_rate", 1)
	k.Label, k.Policy, k.CanTrain, k.AutoCast = "conv_lstm_cell", l.Policy, true, true
	k.Base.Init(st)
	k.SetSelf(k)
	k.masks.random.Seed = l.Seed
	l.Base.Init(st)
	l.start(&l.Base, k, rnnFlags{stepping{l.GoBackwards, false, l.ZeroMask}, l.ReturnSequences, l.ReturnState, l.Stateful, false})
	l.Spec = []model.InputSpec{{NDim: l.Rank + 3}}
}

// Build implements [model.Layer].
func (l *ConvLSTM) Build(c *model.Context, in model.Value) {
	x := model.One(l.MainInput(in))
	shape := append([]int{}, x.Shape()...)
	k := l.cell.(*convLSTMCell)
	model.BuildInside(c, k, tensor.Symbol(tensor.Spec{DType: x.DType(), Shape: append([]int{shape[0]}, shape[2:]...)}))
	k.measure(x)
	shape[1] = -1
	if !l.Stateful {
		shape[0] = -1
	}
	l.Spec = []model.InputSpec{{Shape: shape}}
	if l.Stateful {
		l.reset(c, nil)
	}
}

// Call implements [model.Layer].
func (l *ConvLSTM) Call(c *model.Context, in model.Value) model.Value {
	if l.Padding == "causal" {
		tensor.Throwf("ValueError", "Invalid padding: causal")
	}
	l.cell.(*convLSTMCell).measure(model.One(l.MainInput(in)))
	return l.run(c, in)
}

// GetConfig implements [model.Configer].
func (l *ConvLSTM) GetConfig(st *model.State) *model.Map {
	return model.AddArgs(st, l.config(model.BaseConfig(&l.Base)), l)
}

// measure finds the spatial lengths of the states for a sequence x.
func (k *convLSTMCell) measure(x *tensor.Tensor) {
	first := 1 + k.format.firstSpatial()
	spec := k.spec()
	k.spatial = make([]int, k.Rank)
	for i := range k.spatial {
		k.spatial[i] = spec.OutputLength(i, x.Dim(first+i), k.kernel[i])
	}
}

func (k *convLSTMCell) size() stateSize {
	one := stateSize{shape: k.outputShape()}
	return stateSize{items: []stateSize{one, one}, tuple: true}
}

func (k *convLSTMCell) outputShape() []int {
	if k.format == channelsFirst {
		return append([]int{k.l.Filters}, k.spatial...)
	}
	return append(append([]int{}, k.spatial...), k.l.Filters)
}

func (k *convLSTMCell) hold(on bool) { k.masks.hold(on) }

// Build implements [model.Layer].
func (k *convLSTMCell) Build(c *model.Context, in model.Value) {
	shape := model.One(in).Shape()
	n := shape[positive(k.format.channelAxis(), len(shape))]
	if n < 0 {
		tensor.Throwf("ValueError", "The channel dimension of the inputs (last axis) should be defined. Found None. Full input shape received: input_shape=%s", tensor.ShapeString(shape))
	}
	f := k.l.Filters
	window := func(in int) []int { return append(append([]int{}, k.kernel...), in, 4*f) }
	k.add(c, &k.Base, window(n), window(f), &k.l.rnnInit, &k.l.rnnReg, &k.l.rnnConstr)
	if !k.l.UseBias {
		return
	}
	init := k.l.BiasInitializer
	if k.l.UnitForgetBias {
		init = forgetBias{init, f}
	}
	k.addBias(c, &k.Base, []int{4 * f}, init, &k.l.rnnReg, &k.l.rnnConstr)
}

// Call implements [model.Layer].
func (k *convLSTMCell) Call(c *model.Context, in model.Value) model.Value { return callCell(c, k, in) }

func (k *convLSTMCell) step(c *model.Context, in model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	x, h, cell := model.One(in), states[0], states[1]
	dropX := k.masks.of(c, x, k.l.Dropout, 4, &k.masks.inputs)
	dropH := k.masks.of(c, h, k.l.RecurrentDropout, 4, &k.masks.states)
	w, u, b := k.read(c, &k.Base)
	z := make([]*tensor.Tensor, 4)
	if dropX == nil && dropH == nil {
		axis := positive(k.format.channelAxis(), x.Rank())
		z = c.Split(c.Add(k.over(c, x, w, b), k.within(c, h, u)), 4, axis)
	} else {
		ws, us := c.Split(w, 4, -1), c.Split(u, 4, -1)
		for i := range z {
			xi := k.over(c, masked(c, x, dropX, i), ws[i], columnsOrNil(c, b, i, k.l.Filters))
			z[i] = c.Add(xi, k.within(c, masked(c, h, dropH, i), us[i]))
		}
	}
	gate := func(i int) *tensor.Tensor { return k.l.RecurrentActivation.Apply(c, z[i]) }
	next := c.Add(c.Mul(gate(1), cell), c.Mul(gate(0), k.l.Activation.Apply(c, z[2])))
	y := c.Mul(gate(3), k.l.Activation.Apply(c, next))
	return y, []*tensor.Tensor{y, next}
}

// over convolves the inputs.
func (k *convLSTMCell) over(c *model.Context, x, w, b *tensor.Tensor) *tensor.Tensor {
	return k.apply(c, x, func(x *tensor.Tensor) *tensor.Tensor { return c.Conv(x, w, b, k.spec(), tensor.ActNone) })
}

// within convolves the state, whose lengths stay.
func (k *convLSTMCell) within(c *model.Context, h, u *tensor.Tensor) *tensor.Tensor {
	return k.apply(c, h, func(h *tensor.Tensor) *tensor.Tensor {
		return c.Conv(h, u, nil, tensor.ConvSpec{Padding: "same"}, tensor.ActNone)
	})
}
