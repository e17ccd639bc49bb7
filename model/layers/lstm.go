package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// LSTMCell is one step of LSTM.
type LSTMCell struct {
	model.Base
	Units               int                    `arg:"units" compared:"<= int" doc:"size of the output and of the states"`
	Activation          activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the cell state and to what enters it"`
	RecurrentActivation activations.Activation `arg:"recurrent_activation" default:"'sigmoid'" doc:"applied to the gates"`
	UseBias             bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit             `args:"inline"`
	UnitForgetBias      bool `arg:"unit_forget_bias" default:"True" doc:"whether the forget gate's bias begins at 1"`
	rnnReg              `args:"inline"`
	rnnConstr           `args:"inline"`
	rnnDrop             `args:"inline"`
	Implementation      int        `arg:"implementation" default:"2" kwonly:"true" doc:"1 drops the inputs of each gate apart, 2 together"`
	Seed                model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	rnnVars
	masks      cellMasks
	StateSize  any `attr:"state_size"`
	OutputSize any `attr:"output_size"`
}

// LSTMCellClass declares LSTMCell.
var LSTMCellClass = declare(&model.Class{
	Name: "LSTMCell",
	Call: "inputs, states, training=None",
	Doc: "One step of LSTM, for use in RNN or a loop of one's own. Called as cell(x, [h, c]) it returns the output and the new " +
		"[h, c].",
	Example: ">>> y, states = layers.LSTMCell(4)(tf.ones((2, 3)), [tf.zeros((2, 4)), tf.zeros((2, 4))])\n>>> y.shape, len(states)\n(TensorShape([2, 4]), 2)",
	New:     func() any { return new(LSTMCell) },
	Methods: cellMethods,
})

// Init implements [model.Initer].
func (k *LSTMCell) Init(st *model.State) {
	checkUnits(k.Units)
	k.Base.Init(st)
	if k.RecurrentDropout.Float() != 0 {
		k.Implementation = 1
	}
	k.masks.random.Seed = k.Seed
	k.StateSize, k.OutputSize = []any{k.Units, k.Units}, k.Units
	k.Activation.Track(&k.Base)
	k.RecurrentActivation.Track(&k.Base)
}

// Build implements [model.Layer].
func (k *LSTMCell) Build(c *model.Context, in model.Value) {
	k.Base.Build(c, in)
	k.add(c, &k.Base, []int{model.One(in).Dim(-1), 4 * k.Units}, []int{k.Units, 4 * k.Units}, &k.rnnInit, &k.rnnReg, &k.rnnConstr)
	if !k.UseBias {
		return
	}
	init := k.BiasInitializer
	if k.UnitForgetBias {
		init = forgetBias{init, k.Units}
	}
	k.addBias(c, &k.Base, []int{4 * k.Units}, init, &k.rnnReg, &k.rnnConstr)
}

// forgetBias makes an LSTM's bias with ones for the forget gate.
type forgetBias struct {
	rest  model.Initializer
	units int
}

// Initial implements [model.Initializer].
func (f forgetBias) Initial(c *model.Context, shape []int, dt tensor.DType) *tensor.Array {
	u := f.units
	part := func(n int) []float64 { return f.rest.Initial(c, []int{n}, dt).Floats() }
	values := part(u)
	for range u {
		values = append(values, 1)
	}
	return tensor.FromSlice(append(values, part(2*u)...)).Cast(dt)
}

func (k *LSTMCell) size() stateSize {
	return stateSize{items: []stateSize{leafSize(k.Units), leafSize(k.Units)}}
}
func (k *LSTMCell) outputShape() []int { return []int{k.Units} }
func (k *LSTMCell) hold(on bool)       { k.masks.hold(on) }

// Call implements [model.Layer].
func (k *LSTMCell) Call(c *model.Context, in model.Value) model.Value { return callCell(c, k, in) }

func (k *LSTMCell) step(c *model.Context, in model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	x, h, cell := c.Cast(model.One(in), k.Policy.Compute), states[0], states[1]
	dropX := k.masks.of(c, x, k.Dropout, 4, &k.masks.inputs)
	dropH := k.masks.of(c, h, k.RecurrentDropout, 4, &k.masks.states)
	var z []*tensor.Tensor
	if k.Implementation == 1 && (dropX != nil || dropH != nil) {
		z = k.apart(c, x, h, dropX, dropH)
	} else {
		w, u, b := k.read(c, &k.Base)
		sum := c.Add(c.MatMul(masked(c, x, dropX, 0), w, false, false), c.MatMul(h, u, false, false))
		if b != nil {
			sum = c.BiasAdd(sum, b)
		}
		z = c.Split(sum, 4, 1)
	}
	gate := func(i int) *tensor.Tensor { return k.RecurrentActivation.Apply(c, z[i]) }
	next := c.Add(c.Mul(gate(1), cell), c.Mul(gate(0), k.Activation.Apply(c, z[2])))
	y := c.Mul(gate(3), k.Activation.Apply(c, next))
	return y, []*tensor.Tensor{y, next}
}

// apart is the sums of the four gates, each with masks of its own.
func (k *LSTMCell) apart(c *model.Context, x, h *tensor.Tensor, dropX, dropH []*tensor.Tensor) []*tensor.Tensor {
	w, u, b := k.read(c, &k.Base)
	z := make([]*tensor.Tensor, 4)
	for i := range z {
		var bias *tensor.Tensor
		if b != nil {
			bias = columnsOf(c, b, i, k.Units)
		}
		xi := project(c, masked(c, x, dropX, i), columnsOf(c, w, i, k.Units), bias)
		z[i] = c.Add(xi, c.MatMul(masked(c, h, dropH, i), columnsOf(c, u, i, k.Units), false, false))
	}
	return z
}

// LSTM is the long short-term memory layer.
type LSTM struct {
	model.Base
	Units               int                    `arg:"units" compared:"<= int" late:"dimension" doc:"size of the output and of the states"`
	Activation          activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the cell state and to what enters it"`
	RecurrentActivation activations.Activation `arg:"recurrent_activation" default:"'sigmoid'" doc:"applied to the gates"`
	UseBias             bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit             `args:"inline"`
	UnitForgetBias      bool `arg:"unit_forget_bias" default:"True" doc:"whether the forget gate's bias begins at 1"`
	rnnReg              `args:"inline"`
	_                   model.Inherit `arg:"activity_regularizer" default:"None"`
	rnnConstr           `args:"inline"`
	rnnDrop             `args:"inline"`
	ReturnSequences     bool       `arg:"return_sequences" default:"False" config:"-" doc:"whether to return the outputs of all steps, not only the last one"`
	ReturnState         bool       `arg:"return_state" default:"False" config:"-" doc:"whether to return the last states after the output"`
	GoBackwards         bool       `arg:"go_backwards" default:"False" config:"-" doc:"whether to go from the last step to the first"`
	Stateful            bool       `arg:"stateful" default:"False" config:"-" doc:"whether a batch begins with the states that the batch before ended with"`
	TimeMajor           bool       `arg:"time_major" default:"False" config:"-" doc:"whether the time is the first axis, before the batch"`
	Unroll              bool       `arg:"unroll" default:"False" config:"-" doc:"accepted for compatibility: it changes nothing in the result"`
	Implementation      int        `arg:"implementation" default:"2" kwonly:"true" doc:"1 drops the inputs of each gate apart, 2 together"`
	ZeroMask            bool       `arg:"zero_output_for_mask" default:"False" kwonly:"true" config:"-" doc:"whether outputs of masked steps are 0, not those of the step before"`
	Seed                model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	recurrence
	masks cellMasks
}

// LSTMClass declares LSTM.
var LSTMClass = declare(&model.Class{
	Name:      "LSTM",
	ArgsFirst: true,
	Call:      "inputs, mask=None, training=None, initial_state=None",
	Doc: "Long short-term memory layer (Hochreiter and Schmidhuber, 1997): at each step gates decide what enters, leaves and " +
		"stays in a cell state.\n\n" +
		"Input shape: (batch, steps, features). Output shape: (batch, units), or (batch, steps, units) with " +
		"return_sequences=True. With return_state=True the last h and c follow; initial_state=[h, c] begins with given ones.",
	Example: ">>> layers.LSTM(4)(tf.ones((2, 5, 3))).shape\nTensorShape([2, 4])\n" +
		">>> y, h, c = layers.LSTM(4, return_sequences=True, return_state=True)(tf.ones((2, 5, 3)))\n>>> y.shape, c.shape\n(TensorShape([2, 5, 4]), TensorShape([2, 4]))",
	New:          func() any { return new(LSTM) },
	PlainRestore: true,
	Methods:      recurrentMethods,
	Fixed:        map[string]any{"return_runtime": false},
})

// Init implements [model.Initer].
func (l *LSTM) Init(st *model.State) {
	if l.Implementation == 0 {
		l.Implementation = 1
	}
	k := cellLike(st, LSTMCellClass, l, "lstm_cell").(*LSTMCell)
	l.Implementation, l.masks.random.Seed = k.Implementation, l.Seed
	l.Base.Init(st)
	l.start(&l.Base, k, rnnFlags{stepping{l.GoBackwards, l.TimeMajor, l.ZeroMask}, l.ReturnSequences, l.ReturnState, l.Stateful, l.Unroll})
	l.Spec = []model.InputSpec{{NDim: 3}}
}

// Build implements [model.Layer].
func (l *LSTM) Build(c *model.Context, in model.Value) { l.recurrence.Build(c, in) }

// Call implements [model.Layer].
func (l *LSTM) Call(c *model.Context, in model.Value) model.Value {
	k, ok := l.cell.(*LSTMCell)
	x, given, _ := l.arguments(c, in)
	xt, one := x.(*tensor.Tensor)
	if !ok || !one || !k.fusable(l.Unroll) || !running(c, xt) {
		return l.run(c, in)
	}
	states := l.initial(c, x, given)
	xt = l.masks.ofSequence(c, xt, k.Dropout, 4)
	w, u, b := k.read(c, &k.Base)
	if b == nil {
		b = tensor.Full(w.DType(), 0, 4*k.Units)
	}
	var mask *tensor.Tensor
	if m := l.mask(c, xt); m != nil {
		mask = l.flags.maskInTime(c, m)
	}
	checkProduct(c, xt, w)
	ys, h, cell := c.LSTM(l.flags.inTime(c, xt), states[0], states[1], w, u, b, mask, l.flags.zeroMask)
	return l.finish(c, l.output(c, ys, h, mask != nil), []*tensor.Tensor{h, cell})
}

// fusable reports whether the op over the whole sequence computes what the
// cell does.
func (k *LSTMCell) fusable(unroll bool) bool {
	return k.Activation.Is("tanh") && k.RecurrentActivation.Is("sigmoid") && k.RecurrentDropout.Float() == 0 &&
		!(unroll && k.Dropout.drops()) && k.Policy.Compute == tensor.Float32
}

// output is what a layer returns of the outputs of all steps, with the time
// first, and the last state.
func (r *recurrence) output(c *model.Context, ys, last *tensor.Tensor, hasMask bool) *tensor.Tensor {
	switch {
	case r.flags.sequences:
		return r.flags.outOfTime(c, ys)
	case hasMask: // the last output may be that of a step before the state
		return c.StridedSlice(ys, []tensor.Slice{tensor.At(-1)})
	}
	return last
}

// GetConfig implements [model.Configer].
func (l *LSTM) GetConfig(st *model.State) *model.Map {
	return model.AddArgs(st, l.config(model.BaseConfig(&l.Base)), l)
}
