package layers

import (
	"kerash/model"
	"kerash/model/activations"
	"kerash/tensor"
)

// SimpleRNNCell is one step of SimpleRNN.
type SimpleRNNCell struct {
	model.Base
	Units      int                    `arg:"units" compared:"<= int" doc:"size of the output and of the state"`
	Activation activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the output"`
	UseBias    bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit    `args:"inline"`
	rnnReg     `args:"inline"`
	rnnConstr  `args:"inline"`
	rnnDrop    `args:"inline"`
	Seed       model.Seed `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	rnnVars
	masks      cellMasks
	StateSize  any `attr:"state_size"`
	OutputSize any `attr:"output_size"`
}

// SimpleRNNCellClass declares SimpleRNNCell.
var SimpleRNNCellClass = declare(&model.Class{
	Name: "SimpleRNNCell",
	Call: "inputs, states, training=None",
	Doc: "One step of SimpleRNN: activation(x @ kernel + bias + h @ recurrent_kernel). Called as cell(x, [h]) it returns the " +
		"output and [h].",
	Example: ">>> y, states = layers.SimpleRNNCell(4)(tf.ones((2, 3)), [tf.zeros((2, 4))])\n>>> y.shape, len(states)\n(TensorShape([2, 4]), 1)",
	New:     func() any { return new(SimpleRNNCell) },
	Methods: cellMethods,
})

// Init implements [model.Initer].
func (k *SimpleRNNCell) Init(st *model.State) {
	checkUnits(k.Units)
	k.Base.Init(st)
	k.masks.random.Seed = k.Seed
	k.StateSize, k.OutputSize = k.Units, k.Units
	k.Activation.Track(&k.Base)
}

// Build implements [model.Layer].
func (k *SimpleRNNCell) Build(c *model.Context, in model.Value) {
	k.Base.Build(c, in)
	k.add(c, &k.Base, []int{model.One(in).Dim(-1), k.Units}, []int{k.Units, k.Units}, &k.rnnInit, &k.rnnReg, &k.rnnConstr)
	if k.UseBias {
		k.addBias(c, &k.Base, []int{k.Units}, k.BiasInitializer, &k.rnnReg, &k.rnnConstr)
	}
}

func (k *SimpleRNNCell) size() stateSize    { return leafSize(k.Units) }
func (k *SimpleRNNCell) outputShape() []int { return []int{k.Units} }
func (k *SimpleRNNCell) hold(on bool)       { k.masks.hold(on) }

// Call implements [model.Layer].
func (k *SimpleRNNCell) Call(c *model.Context, in model.Value) model.Value { return callCell(c, k, in) }

func (k *SimpleRNNCell) step(c *model.Context, in model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	x, h := c.Cast(model.One(in), k.Policy.Compute), states[0]
	w, u, b := k.read(c, &k.Base)
	x = masked(c, x, k.masks.of(c, x, k.Dropout, 1, &k.masks.inputs), 0)
	h = masked(c, h, k.masks.of(c, h, k.RecurrentDropout, 1, &k.masks.states), 0)
	y := k.Activation.Apply(c, c.Add(project(c, x, w, b), c.MatMul(h, u, false, false)))
	return y, []*tensor.Tensor{y}
}

// SimpleRNN is a fully connected recurrent layer.
type SimpleRNN struct {
	model.Base
	Units           int                    `arg:"units" compared:"<= int" doc:"size of the output and of the state"`
	Activation      activations.Activation `arg:"activation" default:"'tanh'" doc:"applied to the output"`
	UseBias         bool                   `arg:"use_bias" default:"True" doc:"whether to add a bias"`
	rnnInit         `args:"inline"`
	rnnReg          `args:"inline"`
	_               model.Inherit `arg:"activity_regularizer" default:"None"`
	rnnConstr       `args:"inline"`
	rnnDrop         `args:"inline"`
	ReturnSequences bool `arg:"return_sequences" default:"False" config:"-" doc:"whether to return the outputs of all steps, not only the last one"`
	ReturnState     bool `arg:"return_state" default:"False" config:"-" doc:"whether to return the last state after the output"`
	GoBackwards     bool `arg:"go_backwards" default:"False" config:"-" doc:"whether to go from the last step to the first"`
	Stateful        bool `arg:"stateful" default:"False" config:"-" doc:"whether a batch begins with the state that the batch before ended with"`
	Unroll          bool `arg:"unroll" default:"False" config:"-" doc:"accepted for compatibility: it changes nothing in the result"`
	TimeMajor       bool `arg:"time_major" default:"False" kwonly:"true" config:"-" doc:"whether the time is the first axis, before the batch"`
	ZeroMask        bool `arg:"zero_output_for_mask" default:"False" kwonly:"true" config:"-" doc:"whether outputs of masked steps are 0, not those of the step before"`
	Implementation  any  `arg:"implementation" default:"None" kwonly:"true" config:"-" doc:"accepted for compatibility"`
	recurrence
}

// SimpleRNNClass declares SimpleRNN.
var SimpleRNNClass = declare(&model.Class{
	Name:      "SimpleRNN",
	ArgsFirst: true,
	Call:      "inputs, mask=None, training=None, initial_state=None",
	Doc: "Fully connected recurrent layer: at each step activation(x @ kernel + bias + h @ recurrent_kernel), which is the next h.\n\n" +
		"Input shape: (batch, steps, features). Output shape: (batch, units), or (batch, steps, units) with return_sequences=True.",
	Example:      ">>> layers.SimpleRNN(4)(tf.ones((2, 5, 3))).shape\nTensorShape([2, 4])",
	New:          func() any { return new(SimpleRNN) },
	PlainRestore: true,
	Methods:      recurrentMethods,
})

// Init implements [model.Initer].
func (l *SimpleRNN) Init(st *model.State) {
	k := cellLike(st, SimpleRNNCellClass, l, "simple_rnn_cell")
	l.Base.Init(st)
	l.start(&l.Base, k, rnnFlags{stepping{l.GoBackwards, l.TimeMajor, l.ZeroMask}, l.ReturnSequences, l.ReturnState, l.Stateful, l.Unroll})
	l.Spec = []model.InputSpec{{NDim: 3}}
}

// cellLike makes the cell of a layer, with the arguments that the two have in
// common.
func cellLike(st *model.State, class *model.Class, layer model.Layer, name string) model.Layer {
	b := layer.Core()
	kw := []model.Named{{Name: "name", Value: name}, {Name: "trainable", Value: b.CanTrain}, {Name: "seed", Value: nil}}
	if b.Policy.Name != "" {
		kw = append(kw, model.Named{Name: "dtype", Value: b.Policy})
	}
	return class.MakeLike(st, layer, kw...).(model.Layer)
}

// Build implements [model.Layer].
func (l *SimpleRNN) Build(c *model.Context, in model.Value) { l.recurrence.Build(c, in) }

// Call implements [model.Layer].
func (l *SimpleRNN) Call(c *model.Context, in model.Value) model.Value { return l.run(c, in) }

// GetConfig implements [model.Configer].
func (l *SimpleRNN) GetConfig(st *model.State) *model.Map {
	return model.AddArgs(st, l.config(model.BaseConfig(&l.Base)), l)
}
