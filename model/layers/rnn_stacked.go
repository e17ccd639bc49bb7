package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// AbstractRNNCell is what cells of the user's own may derive from.
type AbstractRNNCell struct{ model.Base }

// AbstractRNNCellClass declares AbstractRNNCell.
var AbstractRNNCellClass = declare(&model.Class{
	Name: "AbstractRNNCell",
	Call: "inputs, states",
	Doc: "Base class for cells of one's own: a subclass has call(inputs, states), which returns the output and the new states, " +
		"and the properties state_size and output_size.",
	Example: ">>> issubclass(layers.AbstractRNNCell, layers.Layer)\nTrue",
	New:     func() any { return new(AbstractRNNCell) },
	Methods: []*model.Method{initialStateMethod},
})

// Call implements [model.Layer].
func (a *AbstractRNNCell) Call(c *model.Context, in model.Value) model.Value {
	tensor.Throwf("NotImplementedError", "a cell must override `call`")
	return nil
}

// StackedRNNCells runs several cells, each on the output of the one before.
type StackedRNNCells struct {
	model.Base
	Cells     cellList `arg:"cells" doc:"the cells, from the inputs upwards"`
	StateSize any      `attr:"state_size"`
	Output    any      `attr:"output_size"`
	stack     []cell
}

// cellList is a list of cells.
type cellList []model.Layer

// SetArg implements [model.ArgSetter].
func (l *cellList) SetArg(st *model.State, v any) error {
	items, ok := model.Sequence(v)
	if !ok {
		return tensor.Errorf("TypeError", "'%s' object is not iterable", model.PythonType(v))
	}
	*l = nil
	for _, it := range items {
		if m, ok := it.(*model.Map); ok {
			it = model.FromConfig(st, model.KindLayer, m)
		}
		k, ok := it.(model.Layer)
		if !ok {
			return tensor.Errorf("ValueError", "All cells must have a `call` method. Received cell without a `call` method: %s", model.Describe(it))
		}
		if !sizedCell(k) {
			return tensor.Errorf("ValueError", "All cells must have a `state_size` attribute. Received cell without a `state_size`: %s", model.Describe(it))
		}
		*l = append(*l, k)
	}
	return nil
}

// AttrValue implements [model.AttrValuer].
func (l cellList) AttrValue() any {
	out := make([]any, len(l))
	for i, k := range l {
		out[i] = k
	}
	return out
}

// ConfigValueIn implements [model.StateConfigValuer].
func (l cellList) ConfigValueIn(st *model.State) any {
	out := make([]any, len(l))
	for i, k := range l {
		out[i] = model.Serialize(st, k)
	}
	return out
}

// StackedRNNCellsClass declares StackedRNNCells.
var StackedRNNCellsClass = declare(&model.Class{
	Name:      "StackedRNNCells",
	ArgsFirst: true,
	Call:      "inputs, states, constants=None, training=None",
	Doc:       "Several cells as one: each runs on the output of the one before. RNN makes one of a list of cells.",
	Example:   ">>> layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(3)]).state_size\n(ListWrapper([2, 2]), 3)",
	New:       func() any { return new(StackedRNNCells) },
	Methods:   []*model.Method{initialStateMethod},
})

// Parts implements [model.Parted].
func (s *StackedRNNCells) Parts() []model.Part { return []model.Part{{Name: "cells", Layers: s.Cells}} }

// Init implements [model.Initer].
func (s *StackedRNNCells) Init(st *model.State) {
	for _, l := range s.Cells {
		s.stack = append(s.stack, cellOf(l))
		s.Track(l)
	}
	s.Base.Init(st)
	s.StateSize = s.size().value()
	if out := s.outputShape(); len(out) == 1 {
		s.Output = out[0]
	}
}

func (s *StackedRNNCells) size() stateSize {
	out := stateSize{items: []stateSize{}, tuple: true}
	for _, k := range s.stack {
		out.items = append(out.items, k.size())
	}
	return out
}

func (s *StackedRNNCells) outputShape() []int { return s.stack[len(s.stack)-1].outputShape() }

func (s *StackedRNNCells) hold(on bool) {
	for _, k := range s.stack {
		if d, ok := k.(interface{ hold(on bool) }); ok {
			d.hold(on)
		}
	}
}

// Build implements [model.Layer].
func (s *StackedRNNCells) Build(c *model.Context, in model.Value) {
	x := in
	for i, k := range s.stack {
		l := s.Cells[i]
		model.BuildInside(c.NameScope(l.Core().Label), l, x)
		first := model.Leaves(x)[0]
		x = tensor.Symbol(tensor.Spec{DType: first.DType(), Shape: append([]int{first.Dim(0)}, k.outputShape()...)})
	}
}

// Call implements [model.Layer].
func (s *StackedRNNCells) Call(c *model.Context, in model.Value) model.Value {
	return callCell(c, s, in)
}

func (s *StackedRNNCells) step(c *model.Context, x model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	var next []*tensor.Tensor
	for _, k := range s.stack {
		n := len(k.size().flat())
		var own []*tensor.Tensor
		x, own = k.step(c, x, states[:n])
		next, states = append(next, own...), states[n:]
	}
	return x, next
}
