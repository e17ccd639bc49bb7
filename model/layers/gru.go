package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// GRUCell is one step of GRU.
type GRUCell struct {
	model.Base
	Units               int                    `arg:"units" compared:"<= int" doc:"size of the output and of the state"`
	Activation          activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the candidate of the new state"`
	RecurrentActivation activations.Activation `arg:"recurrent_activation" default:"'sigmoid'" doc:"applied to the gates"`
	UseBias             bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit             `args:"inline"`
	rnnReg              `args:"inline"`
	rnnConstr           `args:"inline"`
	rnnDrop             `args:"inline"`
	ResetAfter          bool       `arg:"reset_after" default:"True" doc:"whether the reset gate is applied after the product with the state, not before"`
	Implementation      int        `arg:"implementation" default:"2" kwonly:"true" doc:"1 drops the inputs of each gate apart, 2 together"`
	Seed                model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	rnnVars
	masks      cellMasks
	StateSize  any `attr:"state_size"`
	OutputSize any `attr:"output_size"`
}

var gruConfig = []string{"units", "activation", "recurrent_activation", "use_bias", "kernel_initializer", "recurrent_initializer", "bias_initializer",
	"kernel_regularizer", "recurrent_regularizer", "bias_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint",
	"dropout", "recurrent_dropout", "implementation", "reset_after"}

// GRUCellClass declares GRUCell.
var GRUCellClass = declare(&model.Class{
	Name:        "GRUCell",
	Call:        "inputs, states, training=None",
	Doc:         "One step of GRU, for use in RNN or a loop of one's own. Called as cell(x, [h]) it returns the output and the new [h].",
	Example:     ">>> y, states = layers.GRUCell(4)(tf.ones((2, 3)), [tf.zeros((2, 4))])\n>>> y.shape, len(states)\n(TensorShape([2, 4]), 1)",
	New:         func() any { return new(GRUCell) },
	ConfigOrder: gruConfig,
	Methods:     cellMethods,
})

// Init implements [model.Initer].
func (k *GRUCell) Init(st *model.State) {
	checkUnits(k.Units)
	k.Base.Init(st)
	if k.RecurrentDropout.Float() != 0 {
		k.Implementation = 1
	}
	k.masks.random.Seed = k.Seed
	k.StateSize, k.OutputSize = k.Units, k.Units
	k.Activation.Track(&k.Base)
	k.RecurrentActivation.Track(&k.Base)
}

// Build implements [model.Layer].
func (k *GRUCell) Build(c *model.Context, in model.Value) {
	k.Base.Build(c, in)
	k.add(c, &k.Base, []int{model.One(in).Dim(-1), 3 * k.Units}, []int{k.Units, 3 * k.Units}, &k.rnnInit, &k.rnnReg, &k.rnnConstr)
	if !k.UseBias {
		return
	}
	shape := []int{3 * k.Units}
	if k.ResetAfter {
		shape = []int{2, 3 * k.Units}
	}
	k.addBias(c, &k.Base, shape, k.BiasInitializer, &k.rnnReg, &k.rnnConstr)
}

func (k *GRUCell) size() stateSize    { return leafSize(k.Units) }
func (k *GRUCell) outputShape() []int { return []int{k.Units} }
func (k *GRUCell) hold(on bool)       { k.masks.hold(on) }

// Call implements [model.Layer].
func (k *GRUCell) Call(c *model.Context, in model.Value) model.Value { return callCell(c, k, in) }

func (k *GRUCell) step(c *model.Context, in model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	x, h := c.Cast(model.One(in), k.Policy.Compute), states[0]
	n := k.Units
	dropX := k.masks.of(c, x, k.Dropout, 3, &k.masks.inputs)
	dropH := k.masks.of(c, h, k.RecurrentDropout, 3, &k.masks.states)
	w, u, b := k.read(c, &k.Base)
	inBias, hBias := b, (*tensor.Tensor)(nil)
	if b != nil && k.ResetAfter {
		parts := c.Unstack(b, 0)
		inBias, hBias = parts[0], parts[1]
	}
	xi := func(i int) *tensor.Tensor {
		at := i
		if k.Implementation != 1 {
			at = 0
		}
		return project(c, masked(c, x, dropX, at), columnsOf(c, w, i, n), columnsOrNil(c, inBias, i, n))
	}
	hi := func(i int, h *tensor.Tensor) *tensor.Tensor {
		return project(c, h, columnsOf(c, u, i, n), columnsOrNil(c, hBias, i, n))
	}
	update := k.RecurrentActivation.Apply(c, c.Add(xi(0), hi(0, masked(c, h, dropH, 0))))
	reset := k.RecurrentActivation.Apply(c, c.Add(xi(1), hi(1, masked(c, h, dropH, 1))))
	var inner *tensor.Tensor
	if k.ResetAfter {
		inner = c.Mul(reset, hi(2, masked(c, h, dropH, 2)))
	} else {
		inner = hi(2, c.Mul(reset, masked(c, h, dropH, 2)))
	}
	candidate := k.Activation.Apply(c, c.Add(xi(2), inner))
	y := c.Add(c.Mul(update, h), c.Mul(c.Sub(full(update, 1), update), candidate))
	return y, []*tensor.Tensor{y}
}

func columnsOrNil(c *model.Context, b *tensor.Tensor, i, n int) *tensor.Tensor {
	if b == nil {
		return nil
	}
	return columnsOf(c, b, i, n)
}

// GRU is the gated recurrent unit layer.
type GRU struct {
	model.Base
	Units               int                    `arg:"units" compared:"<= int" doc:"size of the output and of the state"`
	Activation          activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the candidate of the new state"`
	RecurrentActivation activations.Activation `arg:"recurrent_activation" default:"'sigmoid'" doc:"applied to the gates"`
	UseBias             bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit             `args:"inline"`
	rnnReg              `args:"inline"`
	_                   model.Inherit `arg:"activity_regularizer" default:"None"`
	rnnConstr           `args:"inline"`
	rnnDrop             `args:"inline"`
	ReturnSequences     bool       `arg:"return_sequences" default:"False" config:"-" doc:"whether to return the outputs of all steps, not only the last one"`
	ReturnState         bool       `arg:"return_state" default:"False" config:"-" doc:"whether to return the last state after the output"`
	GoBackwards         bool       `arg:"go_backwards" default:"False" config:"-" doc:"whether to go from the last step to the first"`
	Stateful            bool       `arg:"stateful" default:"False" config:"-" doc:"whether a batch begins with the state that the batch before ended with"`
	Unroll              bool       `arg:"unroll" default:"False" config:"-" doc:"accepted for compatibility: it changes nothing in the result"`
	TimeMajor           bool       `arg:"time_major" default:"False" config:"-" doc:"whether the time is the first axis, before the batch"`
	ResetAfter          bool       `arg:"reset_after" default:"True" doc:"whether the reset gate is applied after the product with the state, not before"`
	Implementation      int        `arg:"implementation" default:"2" kwonly:"true" doc:"1 drops the inputs of each gate apart, 2 together"`
	ZeroMask            bool       `arg:"zero_output_for_mask" default:"False" kwonly:"true" config:"-" doc:"whether outputs of masked steps are 0, not those of the step before"`
	Seed                model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	recurrence
	masks cellMasks
}

// GRUClass declares GRU.
var GRUClass = declare(&model.Class{
	Name:      "GRU",
	ArgsFirst: true,
	Call:      "inputs, mask=None, training=None, initial_state=None",
	Doc: "Gated recurrent unit layer (Cho et al., 2014): at each step an update gate mixes the state with a candidate, in which " +
		"a reset gate lets a part of the state take part.\n\n" +
		"Input shape: (batch, steps, features). Output shape: (batch, units), or (batch, steps, units) with " +
		"return_sequences=True. With return_state=True the last state follows; initial_state=h begins with a given one.",
	Example: ">>> layers.GRU(4, return_sequences=True)(tf.ones((2, 5, 3))).shape\nTensorShape([2, 5, 4])",
	New:     func() any { return new(GRU) },
	ConfigOrder: []string{"units", "activation", "recurrent_activation", "use_bias", "kernel_initializer", "recurrent_initializer", "bias_initializer",
		"kernel_regularizer", "recurrent_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "recurrent_constraint", "bias_constraint",
		"dropout", "recurrent_dropout", "implementation", "reset_after"},
	PlainRestore: true,
	Methods:      recurrentMethods,
})

// Init implements [model.Initer].
func (l *GRU) Init(st *model.State) {
	if l.Implementation == 0 {
		l.Implementation = 1
	}
	k := cellLike(st, GRUCellClass, l, "gru_cell").(*GRUCell)
	l.Implementation, l.masks.random.Seed = k.Implementation, l.Seed
	l.Base.Init(st)
	l.start(&l.Base, k, rnnFlags{stepping{l.GoBackwards, l.TimeMajor, l.ZeroMask}, l.ReturnSequences, l.ReturnState, l.Stateful, l.Unroll})
	l.Spec = []model.InputSpec{{NDim: 3}}
}

// Build implements [model.Layer].
func (l *GRU) Build(c *model.Context, in model.Value) { l.recurrence.Build(c, in) }

// Call implements [model.Layer].
func (l *GRU) Call(c *model.Context, in model.Value) model.Value {
	k, ok := l.cell.(*GRUCell)
	x, given, _ := l.arguments(c, in)
	xt, one := x.(*tensor.Tensor)
	if !ok || !one || !k.fusable(l.Unroll) || !running(c, xt) {
		return l.run(c, in)
	}
	states := l.initial(c, x, given)
	xt = l.masks.ofSequence(c, xt, k.Dropout, 3)
	w, u, b := k.read(c, &k.Base)
	if b == nil {
		b = tensor.Full(w.DType(), 0, 2, 3*k.Units)
	}
	var mask *tensor.Tensor
	if m := l.mask(c, xt); m != nil {
		mask = l.flags.maskInTime(c, m)
	}
	checkProduct(c, xt, w)
	ys, h := c.GRU(l.flags.inTime(c, xt), states[0], w, u, b, mask, l.flags.zeroMask)
	return l.finish(c, l.output(c, ys, h, mask != nil), []*tensor.Tensor{h})
}

// fusable reports whether the op over the whole sequence computes what the
// cell does.
func (k *GRUCell) fusable(unroll bool) bool {
	return k.Activation.Is("tanh") && k.RecurrentActivation.Is("sigmoid") && k.RecurrentDropout.Float() == 0 && k.ResetAfter &&
		!(unroll && k.Dropout.drops()) && k.Policy.Compute == tensor.Float32
}

// GetConfig implements [model.Configer].
func (l *GRU) GetConfig(st *model.State) *model.Map {
	return model.AddArgs(st, l.config(model.BaseConfig(&l.Base)), l)
}
