package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// RNN runs a cell along the time axis.
type RNN struct {
	model.Base
	CellArg         cellArg `arg:"cell" doc:"a cell, or a list of cells that are stacked"`
	ReturnSequences bool    `arg:"return_sequences" default:"False" doc:"whether to return the outputs of all steps, not only the last one"`
	ReturnState     bool    `arg:"return_state" default:"False" doc:"whether to return the last states after the output"`
	GoBackwards     bool    `arg:"go_backwards" default:"False" doc:"whether to go from the last step to the first"`
	Stateful        bool    `arg:"stateful" default:"False" doc:"whether a batch begins with the states that the batch before ended with"`
	Unroll          bool    `arg:"unroll" default:"False" doc:"accepted for compatibility: it changes nothing in the result"`
	TimeMajor       bool    `arg:"time_major" default:"False" doc:"whether the time is the first axis, before the batch"`
	ZeroMask        bool    `arg:"zero_output_for_mask" default:"False" kwonly:"true" doc:"whether outputs of masked steps are 0, not those of the step before"`
	NumConstants    int     `arg:"num_constants" default:"0" kwonly:"true" config:"-" doc:"number of constants that calls pass to the cell"`
	recurrence
}

// cellArg is a cell, or a list of cells.
type cellArg struct{ model.Layer }

// SetArg implements [model.ArgSetter].
func (a *cellArg) SetArg(st *model.State, v any) error {
	if items, ok := model.Sequence(v); ok {
		v = model.Find(model.KindLayer, "StackedRNNCells").Make(st, []any{items})
	}
	if m, ok := v.(*model.Map); ok {
		v = model.FromConfig(st, model.KindLayer, m)
	}
	l, ok := v.(model.Layer)
	if !ok {
		return tensor.Errorf("ValueError", "Argument `cell` should have a `call` method. The RNN was passed: cell=%s", model.Describe(v))
	}
	a.Layer = l
	return nil
}

// ConfigValueIn implements [model.StateConfigValuer].
func (a cellArg) ConfigValueIn(st *model.State) any { return model.Serialize(st, a.Layer) }

// AttrValue implements [model.AttrValuer].
func (a cellArg) AttrValue() any { return a.Layer }

// RNNClass declares RNN.
var RNNClass = declare(&model.Class{
	Name:      "RNN",
	ArgsFirst: true,
	Call:      "inputs, mask=None, training=None, initial_state=None, constants=None",
	Doc: "Runs a cell along the time axis: (batch, steps, features) becomes the cell's last output, or with " +
		"return_sequences=True all of them, (batch, steps, units). A cell is a layer with state_size whose call(inputs, " +
		"states) returns its output and the new states.",
	Example: ">>> layers.RNN([layers.LSTMCell(4), layers.GRUCell(3)])(tf.ones((2, 5, 8))).shape\nTensorShape([2, 3])",
	New:     func() any { return new(RNN) },
	Methods: recurrentMethods,
})

// Init implements [model.Initer].
func (r *RNN) Init(st *model.State) {
	cellOf(r.CellArg.Layer)
	r.Base.Init(st)
	r.recurrence.start(&r.Base, r.CellArg.Layer, rnnFlags{stepping{r.GoBackwards, r.TimeMajor, r.ZeroMask}, r.ReturnSequences, r.ReturnState, r.Stateful, r.Unroll})
	r.consts = r.NumConstants
}

// Build implements [model.Layer].
func (r *RNN) Build(c *model.Context, in model.Value) { r.recurrence.Build(c, in) }

// Call implements [model.Layer].
func (r *RNN) Call(c *model.Context, in model.Value) model.Value { return r.run(c, in) }

// ComputeOutputShape implements [model.ShapeComputer]: what the cell says of its
// output and states, which need not be able to run yet.
func (r *RNN) ComputeOutputShape(c *model.Context, shape any) any {
	in, ok := model.Sequence(shape)
	if ok && len(in) > 0 {
		if first, nested := model.Sequence(in[0]); nested {
			in = first
		}
	}
	if len(in) < 2 {
		return model.CalledShapes(c, r, shape)
	}
	batch := in[0]
	if r.TimeMajor {
		batch = in[1]
	}
	sized := func(front []any, size []int) any { return model.Tup(append(front, axisTuple(size)...)) }
	front := []any{batch}
	if r.ReturnSequences {
		front = []any{in[0], in[1]}
	}
	out := sized(front, r.cell.outputShape())
	if !r.ReturnState {
		return out
	}
	all := []any{out}
	for _, size := range r.cell.size().flat() {
		all = append(all, sized([]any{batch}, size))
	}
	return all
}

// GetConfig implements [model.Configer].
func (r *RNN) GetConfig(st *model.State) *model.Map {
	return r.config(model.BaseConfig(&r.Base)).Set("cell", model.Serialize(st, r.Cell))
}
