package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// cell is a layer that computes one step of a recurrent layer.
type cell interface {
	model.Layer
	// size is the shapes of the cell's states, without the batch.
	size() stateSize
	// outputShape is the shape of its output, without the batch.
	outputShape() []int
	// step computes the output for one step's inputs, and the states after it.
	// states and the result are in the order of size's leaves.
	step(c *model.Context, x model.Value, states []*tensor.Tensor) (y model.Value, next []*tensor.Tensor)
}

// stateSize is the shapes of a cell's states: a leaf, or a list or tuple of
// others.
type stateSize struct {
	shape []int
	items []stateSize
	tuple bool
}

// leafSize is one state with one axis.
func leafSize(units int) stateSize { return stateSize{shape: []int{units}} }

// sizeOf reads a cell's state_size: an int, or a list or tuple of sizes, in
// which tuples of ints are shapes.
func sizeOf(v any) stateSize {
	if n, ok := v.(int); ok {
		return leafSize(n)
	}
	items, ok := model.Sequence(v)
	if !ok {
		return stateSize{shape: model.ShapeOf(v)}
	}
	_, tuple := v.(model.Tup)
	out := stateSize{items: []stateSize{}, tuple: tuple}
	for _, it := range items {
		if t, ok := it.(model.Tup); ok {
			out.items = append(out.items, stateSize{shape: model.ShapeOf(t)})
			continue
		}
		out.items = append(out.items, sizeOf(it))
	}
	return out
}

// flat is the shapes of all states.
func (s stateSize) flat() [][]int {
	if s.items == nil {
		return [][]int{s.shape}
	}
	var out [][]int
	for _, it := range s.items {
		out = append(out, it.flat()...)
	}
	return out
}

// top is the number of states in Keras' count: those of the outermost list.
func (s stateSize) top() int {
	if s.items == nil {
		return 1
	}
	return len(s.items)
}

// value is the size as user code sees it.
func (s stateSize) value() any {
	if s.items == nil {
		if len(s.shape) == 1 {
			return s.shape[0]
		}
		return model.Tup(axisTuple(s.shape))
	}
	out := make([]any, len(s.items))
	for i, it := range s.items {
		out[i] = it.value()
	}
	if s.tuple {
		return model.Tup(out)
	}
	return out
}

func axisTuple(shape []int) []any {
	out := make([]any, len(shape))
	for i, n := range shape {
		if n >= 0 {
			out[i] = n
		}
	}
	return out
}

// pack gives states the structure of the size; it takes them from the front of
// ts and returns the rest.
func (s stateSize) pack(ts []*tensor.Tensor) (v model.Value, rest []*tensor.Tensor) {
	if s.items == nil {
		return ts[0], ts[1:]
	}
	items := make([]model.Value, len(s.items))
	for i, it := range s.items {
		items[i], ts = it.pack(ts)
	}
	if s.tuple {
		return model.Tuple(items), ts
	}
	return model.List(items), ts
}

// zeros is states of zeros for the batch of x, whose batch axis is given.
func (s stateSize) zeros(x *tensor.Tensor, axis int, dt tensor.DType) []*tensor.Tensor {
	var out []*tensor.Tensor
	for _, shape := range s.flat() {
		full := append([]int{x.Dim(axis)}, shape...)
		if tensor.IsStatic(full) {
			out = append(out, tensor.Full(dt, 0, full...))
		} else {
			out = append(out, tensor.Symbol(tensor.Spec{DType: dt, Shape: full}))
		}
	}
	return out
}

// cellStates is the states of a call cell(inputs, states), in order; nested
// says that they came in a list.
func cellStates(c *model.Context) (states []*tensor.Tensor, nested bool) {
	v := c.Args["states"]
	if v == nil && len(c.Pos) > 0 {
		v = c.Pos[0]
	}
	if v == nil {
		tensor.Throwf("TypeError", "call() missing 1 required positional argument: 'states'")
	}
	return model.Leaves(v), model.IsNested(v)
}

// callCell is a cell's Call: the output and the states after it.
func callCell(c *model.Context, k cell, in model.Value) model.Value {
	states, nested := cellStates(c)
	y, next := k.step(c, in, states)
	size := k.size()
	if size.items == nil && !nested {
		return model.Tuple{y, next[0]}
	}
	if size.items == nil {
		return model.Tuple{y, model.List{next[0]}}
	}
	v, _ := size.pack(next)
	return model.Tuple{y, v}
}

// initialStateMethod is get_initial_state of the cells.
var initialStateMethod = &model.Method{
	Signature: "get_initial_state(self, inputs=None, batch_size=None, dtype=None)",
	Doc:       "States of zeros for a batch.",
	Call: func(c *model.Context, obj any, args []any) any {
		k := cellOf(obj.(model.Layer).Core().Self()) // a class of the user's lies around obj
		dt := k.Core().Policy.Compute
		batch, ok := model.AsInt(args[1])
		if x, is := args[0].(*tensor.Tensor); is {
			batch, ok, dt = x.Dim(0), true, x.DType()
		}
		if name, is := args[2].(string); is {
			dt, _ = tensor.ParseDType(name)
		} else if d, is := args[2].(tensor.DType); is {
			dt = d
		}
		if !ok {
			tensor.Throwf("ValueError", "batch_size and dtype cannot be None while constructing initial state. Received: batch_size=%s, dtype=%s", model.Describe(args[1]), model.Describe(args[2]))
		}
		v, _ := k.size().pack(k.size().zeros(tensor.Symbol(tensor.Spec{DType: dt, Shape: []int{batch}}), 0, dt))
		return v
	},
}

// scriptCell is a cell of a class that user code wrote.
type scriptCell struct {
	model.Layer
	script model.Scripted
	states stateSize
	output []int
}

// sizedCell reports whether a layer has the state_size that makes it a cell.
func sizedCell(l model.Layer) bool {
	if _, ok := l.(cell); ok {
		return true
	}
	s, ok := l.(model.Scripted)
	if !ok {
		return false
	}
	v, ok := s.ScriptAttr("state_size")
	return ok && v != nil
}

// cellOf is a layer as a cell. It throws Keras' ValueError for a layer without
// state_size.
func cellOf(l model.Layer) cell {
	if k, ok := l.(cell); ok {
		return k
	}
	if s, ok := l.(model.Scripted); ok {
		if v, ok := s.ScriptAttr("state_size"); ok && v != nil {
			k := &scriptCell{Layer: l, script: s, states: sizeOf(v)}
			if v, ok := s.ScriptAttr("output_size"); ok && v != nil {
				if _, several := v.([]any); !several {
					k.output = model.ShapeOf(v)
				}
			} else {
				k.output = k.states.flat()[0]
			}
			return k
		}
	}
	tensor.Throwf("ValueError", "The RNN cell should have a `state_size` attribute (tuple of integers, one integer per RNN state). Received: cell=%s", model.Describe(l))
	return nil
}

func (k *scriptCell) size() stateSize    { return k.states }
func (k *scriptCell) outputShape() []int { return k.output }

func (k *scriptCell) step(c *model.Context, x model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor) {
	in := c.Inner()
	in.Args = c.Args
	var arg model.Value
	arg, _ = k.states.pack(states)
	if k.states.items == nil {
		arg = model.List{arg}
	} else if list, ok := arg.(model.List); ok {
		arg = model.Tuple(list)
	}
	in.Pos = []any{arg}
	parts := model.Items(model.Apply(in, k.Layer, x))
	if len(parts) != 2 {
		tensor.Throwf("ValueError", "the call of an RNN cell returns its output and its states, got %d values", len(parts))
	}
	return parts[0], model.Leaves(parts[1])
}

// initial is the states that the user's get_initial_state makes, nil when the
// class has none.
func (k *scriptCell) initial(c *model.Context, batch int, dt tensor.DType) []*tensor.Tensor {
	var n any = batch
	if batch < 0 {
		return nil
	}
	v, ok := k.script.ScriptCall(c, "get_initial_state", nil, n, dt.String())
	if !ok {
		return nil
	}
	return model.Leaves(v)
}
