package layers

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// recurrence is what recurrent layers share: a cell that runs along the time
// axis, and the state that stays between batches of a stateful layer.
type recurrence struct {
	Cell   model.Layer `attr:"cell"`
	Consts any         `attr:"constants_spec"`
	base   *model.Base
	cell   cell
	flags  rnnFlags
	kept   []*tensor.Variable
	consts int
}

// rnnFlags is the arguments that say how a recurrent layer runs.
type rnnFlags struct {
	stepping
	sequences, state, stateful, unroll bool
}

// recurrent is a layer with a recurrence.
type recurrent interface {
	model.Layer
	core() *recurrence
}

func (r *recurrence) core() *recurrence { return r }

// Runs is the cell that the layer runs.
func (r *recurrence) Runs() model.Layer { return r.Cell }

// start joins the recurrence with its layer and cell.
func (r *recurrence) start(b *model.Base, l model.Layer, flags rnnFlags) {
	r.base, r.Cell, r.cell, r.flags = b, l, cellOf(l), flags
	b.TrackAs("cell", l)
	b.SupportsMasking = true
	b.Stateful = flags.stateful
}

// MainInput implements [model.MainInput]: states and constants may follow the
// inputs in a list.
func (r *recurrence) MainInput(x model.Value) model.Value {
	if list, ok := x.(model.List); ok && len(list) > 0 {
		return list[0]
	}
	return x
}

// JoinInputs implements [model.InputJoiner].
func (r *recurrence) JoinInputs(c *model.Context, x model.Value) (*model.Context, model.Value) {
	consts := len(model.Items(c.Args["constants"]))
	in, all, joined := joinStates(c, x)
	if joined {
		r.consts = consts
	}
	return in, all
}

// joinStates puts the states and constants of a call behind its inputs if all
// of them come from keras.Input.
func joinStates(c *model.Context, x model.Value) (in *model.Context, all model.Value, joined bool) {
	list := model.List{x}
	for _, name := range []string{"initial_state", "constants"} {
		for _, t := range model.Leaves(c.Args[name]) {
			list = append(list, t)
		}
	}
	if _, one := x.(*tensor.Tensor); !one || len(list) == 1 {
		return c, x, false
	}
	for _, t := range list {
		if !model.HasKeras(t) {
			return c, x, false
		}
	}
	own := *c
	own.Args = maps.Clone(c.Args)
	delete(own.Args, "initial_state")
	delete(own.Args, "constants")
	return &own, list, true
}

// TakesSteps implements [model.StepTaker].
func (r *recurrence) TakesSteps() bool {
	if r.flags.unroll {
		tensor.Throwf("ValueError", "The input received contains RaggedTensors and does not support unrolling. Disable unrolling by passing `unroll=False` in the RNN Layer constructor.")
	}
	return r.flags.sequences
}

// batchAxis is the axis of the batch in the inputs.
func (r *recurrence) batchAxis() int {
	if r.flags.timeMajor {
		return 1
	}
	return 0
}

// Build implements [model.Layer].
func (r *recurrence) Build(c *model.Context, in model.Value) {
	x, given, _ := r.arguments(c, in)
	if given != nil {
		r.checkStates(given)
	}
	r.base.Build(c, x)
	r.base.Spec = nil
	batch := r.batchAxis()
	step := model.MapValue(x, func(t *tensor.Tensor) model.Value {
		if t.Rank() < 2 {
			tensor.Throwf("IndexError", "list assignment index out of range")
		}
		shape := append([]int{}, t.Shape()...)
		one := append([]int{shape[batch]}, shape[2:]...)
		if !r.flags.stateful {
			shape[batch] = -1
		}
		shape[1-batch] = -1
		r.base.Spec = append(r.base.Spec, model.InputSpec{Shape: shape})
		return tensor.Symbol(tensor.Spec{DType: t.DType(), Shape: one})
	})
	model.BuildInside(c.NameScope(r.Cell.Core().Label), r.Cell, step)
	if r.flags.stateful {
		r.reset(c, nil)
	}
}

// arguments takes the states and constants of a call from the list of inputs
// or from the call's arguments.
func (r *recurrence) arguments(c *model.Context, in model.Value) (x model.Value, states []*tensor.Tensor, constants model.Value) {
	x = r.MainInput(in)
	if v := c.Args["constants"]; v != nil {
		items := model.Items(v)
		constants, r.consts = model.Tuple(items), len(items)
	}
	given := c.Args["initial_state"]
	if list, ok := in.(model.List); ok && len(list) > 1 {
		rest := list[1:]
		if r.consts > 0 && constants == nil && len(rest) >= r.consts {
			constants, rest = rest[len(rest)-r.consts:], rest[:len(rest)-r.consts]
		}
		if len(rest) > 0 {
			given = rest
		}
	}
	if given != nil {
		states = model.Leaves(given)
	}
	return x, states, constants
}

// checkStates throws ValueError unless states have the cell's sizes.
func (r *recurrence) checkStates(given []*tensor.Tensor) {
	size := r.cell.size()
	sizes := size.flat()
	ok := len(given) == len(sizes)
	for i, s := range given {
		ok = ok && s.Rank() == len(sizes[i])+1 && fits(s.Shape()[1:], sizes[i])
	}
	if ok {
		return
	}
	value := size.value()
	if items, ok := model.Sequence(value); ok && size.items != nil {
		value = items
	} else {
		value = []any{value}
	}
	tensor.Throwf("ValueError", "An `initial_state` was passed that is not compatible with `cell.state_size`. Received `state_spec`=%s; however `cell.state_size` is %s", specsText(given), model.Describe(value))
}

// fits reports whether a shape, of which lengths may be unknown, is another.
func fits(shape, want []int) bool {
	for i, n := range shape {
		if n >= 0 && want[i] >= 0 && n != want[i] {
			return false
		}
	}
	return true
}

// specsText writes the specs that Keras makes of states.
func specsText(states []*tensor.Tensor) string {
	parts := make([]string, len(states))
	for i, s := range states {
		parts[i] = fmt.Sprintf("InputSpec(shape=%s, ndim=%d)", tensor.ShapeString(s.Shape()), s.Rank())
	}
	return "ListWrapper([" + strings.Join(parts, ", ") + "])"
}

// initial is the states to begin with: those of the batch before for a stateful
// layer, those given with the call, or zeros.
func (r *recurrence) initial(c *model.Context, x model.Value, given []*tensor.Tensor) []*tensor.Tensor {
	first := model.Leaves(x)[0]
	dt := first.DType()
	if size := r.cell.size(); given != nil && len(given) != len(size.flat()) {
		tensor.Throwf("ValueError", "Layer has %d states but was passed %d initial states. Received: initial_state=%s", size.top(), len(given), shapesText(given))
	}
	if r.flags.stateful && running(c, first) && !(given != nil && r.fresh()) {
		states := make([]*tensor.Tensor, len(r.kept))
		for i, v := range r.kept {
			states[i] = c.Cast(c.Read(v), dt)
		}
		return states
	}
	if given != nil {
		for i, s := range given {
			if s.DType().IsFloat() {
				given[i] = c.Cast(s, dt)
			}
			r.checkState(given[i], i, first)
		}
		return given
	}
	if k, ok := r.cell.(*scriptCell); ok {
		if states := k.initial(c, first.Dim(r.batchAxis()), dt); states != nil {
			return states
		}
	}
	zeros := r.cell.size().zeros(first, r.batchAxis(), dt)
	if c.Tracing() {
		for i, z := range zeros {
			zeros[i] = r.traced(c, z, first)
		}
	}
	return zeros
}

// traced is zeros whose batch size only the run of what is traced knows, as a step
// of that.
func (r *recurrence) traced(c *model.Context, zeros, x *tensor.Tensor) *tensor.Tensor {
	shape := zeros.Shape()
	if tensor.IsStatic(shape) || !tensor.IsStatic(shape[1:]) {
		return zeros
	}
	dims := []*tensor.Tensor{c.StridedSlice(c.ShapeOf(x, tensor.Int32), []tensor.Slice{tensor.At(r.batchAxis())})}
	for _, n := range shape[1:] {
		dims = append(dims, tensor.Full(tensor.Int32, float64(n)))
	}
	return c.BroadcastDims(tensor.Full(zeros.DType(), 0), c.Stack(dims, 0))
}

// checkState throws what TensorFlow throws for state i of another size than the
// cell's, or of another batch than that of x.
func (r *recurrence) checkState(state *tensor.Tensor, i int, x *tensor.Tensor) {
	size := r.cell.size().flat()[i]
	if state.Rank() != len(size)+1 || !fits(state.Shape()[1:], size) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__MatMul_device_/job:localhost/replica:0/task:0/device:CPU:0}} Matrix size-incompatible: In[0]: %s, In[1]: %s [Op:MatMul] name: ", brackets(state.Shape()), brackets(slices.Concat(size, size)))
	}
	want := append([]int{x.Dim(r.batchAxis())}, size...)
	if !fits(state.Shape(), want) {
		tensor.Throwf("ValueError", "Tensor's shape %s is not compatible with supplied shape %s.", tensor.ShapeString(want), tensor.ShapeString(state.Shape()))
	}
}

// brackets is a shape as messages of TensorFlow's kernels show it.
func brackets(shape []int) string { return strings.ReplaceAll(fmt.Sprint(shape), " ", ",") }

// fresh reports whether the kept states are all zero.
func (r *recurrence) fresh() bool {
	for _, v := range r.kept {
		for _, x := range v.Value().Floats() {
			if x != 0 {
				return false
			}
		}
	}
	return true
}

// run is the layer's call, step by step with its cell.
func (r *recurrence) run(c *model.Context, in model.Value) model.Value {
	x, given, constants := r.arguments(c, in)
	r.checkUnroll(x)
	for _, t := range model.Leaves(x) {
		if s := t.Shape(); len(s) < 3 && len(s) > 1 {
			tensor.Throwf("ValueError", "Shape %s must have rank at least 3", tensor.ShapeString([]int{s[1], s[0]}))
		}
	}
	states := r.initial(c, x, given)
	in0 := c.Inner()
	if constants != nil {
		in0.Args = map[string]any{"constants": constants}
	}
	step := func(x model.Value, s []*tensor.Tensor) (model.Value, []*tensor.Tensor) { return r.cell.step(in0, x, s) }
	if d, ok := r.cell.(interface{ hold(on bool) }); ok {
		if loop := r.loop(c, x); loop != nil {
			step = r.inLoop(c, loop, x, states, step)
		} else {
			d.hold(true)
			defer d.hold(false)
		}
	}
	last, all, states := r.flags.run(c, x, r.mask(c, model.Leaves(x)[0]), states, r.flags.sequences, step)
	if !r.flags.sequences {
		all = last
	}
	return r.finish(c, all, states)
}

// loop is the streams of the random ops in the loop over the steps, nil where
// Keras has no such loop in a graph: then a cell's dropout masks are the same
// for all steps.
func (r *recurrence) loop(c *model.Context, x model.Value) *tensor.Streams {
	if !c.Training || r.flags.unroll || !running(c, model.Leaves(x)[0]) {
		return nil
	}
	return c.LoopStreams()
}

// inLoop runs each step as the body of a loop in a graph, with dropout masks of
// its own. Keras calls the cell once before the loop, for the shapes of what it
// gives.
func (r *recurrence) inLoop(c *model.Context, loop *tensor.Streams, x model.Value, states []*tensor.Tensor, step stepFunc) stepFunc {
	symbols := make([]*tensor.Tensor, len(states))
	for i, s := range states {
		symbols[i] = tensor.Symbol(s.Spec())
	}
	c.InferInGraph(func() { r.flags.shapes(model.Symbols(x), symbols, step) })
	return func(x model.Value, s []*tensor.Tensor) (y model.Value, next []*tensor.Tensor) {
		c.WithStreams(loop, func() { y, next = step(x, s) })
		return y, next
	}
}

func (r *recurrence) checkUnroll(x model.Value) {
	if r.flags.unroll && model.Leaves(x)[0].Dim(1-r.batchAxis()) < 0 {
		tensor.Throwf("ValueError", "Cannot unroll a RNN if the time dimension is undefined. \n- If using a Sequential model, specify the time dimension by passing an `input_shape` or `batch_input_shape` argument to your first layer. If your first layer is an Embedding, you can also use the `input_length` argument.\n- If using the functional API, specify the time dimension by passing a `shape` or `batch_shape` argument to your Input layer.")
	}
}

// mask is the mask of the time steps, nil for none.
func (r *recurrence) mask(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if ts := model.Leaves(c.Mask); len(ts) > 0 {
		batch := r.batchAxis()
		checkMask(ts[0], x, batch)
		switch n, rows := ts[0].Dim(batch), x.Dim(batch); {
		case n < 0 || rows < 0 || n == rows:
		case n != 1:
			units := tensor.NumElements(r.cell.outputShape())
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__SelectV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} condition [%d,1], then [%d,%d], and else [%d,%d] must be broadcastable [Op:SelectV2] name: ", n, rows, units, rows, units)
		default:
			shape := slices.Clone(ts[0].Shape())
			shape[batch] = x.Dim(batch)
			return c.BroadcastTo(ts[0], shape)
		}
		return ts[0]
	}
	return nil
}

// checkMask throws what TensorFlow throws for a mask of another length than
// that of the inputs x.
func checkMask(mask, x *tensor.Tensor, batch int) {
	if mask.Rank() < 2 {
		tensor.Throwf("IndexError", "list assignment index out of range")
	}
	n, steps := mask.Dim(1-batch), x.Dim(1-batch)
	switch {
	case n < 0 || steps < 0 || n == steps:
	case n < steps:
		tensor.Throwf("OutOfRangeError", "Tried to read from index %d but array size is: %d", n, n)
	default:
		tensor.Throwf("ValueError", "Cannot unstack %d tensors into a TensorArray of static size %d", n, steps)
	}
}

// finish keeps the states of a stateful layer and puts the outputs together.
func (r *recurrence) finish(c *model.Context, y model.Value, states []*tensor.Tensor) model.Value {
	if r.flags.stateful && len(states) > 0 && running(c, states[0]) {
		for i, v := range r.kept {
			c.Assign(v, c.Cast(states[i], v.DType()))
		}
	}
	if !r.flags.state {
		return y
	}
	packed, _ := r.cell.size().pack(states)
	if r.cell.size().items == nil {
		return model.List{y, packed}
	}
	return append(model.List{y}, model.Items(packed)...)
}

// ComputeMask implements [model.Masker].
func (r *recurrence) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	var out model.Value
	if ts := model.Leaves(mask); len(ts) > 0 && r.flags.sequences {
		out = ts[0]
	}
	if !r.flags.state {
		return out
	}
	return append(model.List{out}, make([]model.Value, r.cell.size().top())...)
}

// reset sets the kept states of a stateful layer to zero, or to the given ones.
func (r *recurrence) reset(c *model.Context, states model.Value) {
	if !r.flags.stateful {
		tensor.Throwf("AttributeError", "Layer must be stateful.")
	}
	batch := -1
	if len(r.base.Spec) > 0 && r.base.Spec[0].Shape != nil {
		batch = r.base.Spec[0].Shape[r.batchAxis()]
	}
	if batch <= 0 {
		tensor.Throwf("ValueError", "If a RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors: \n- If using a Sequential model, specify the batch size by passing a `batch_input_shape` argument to your first layer.\n- If using the functional API, specify the batch size by passing a `batch_shape` argument to your Input layer.")
	}
	shapes := r.cell.size().flat()
	if r.kept == nil {
		dt := r.base.Policy.Variable
		for _, s := range shapes {
			r.kept = append(r.kept, tensor.NewVariable(c.ScopedName("Variable:0"), tensor.NewArray(dt, append([]int{batch}, s...)...)))
		}
		for _, v := range r.kept {
			v.Trainable = false
		}
		if states == nil {
			return
		}
	}
	if states == nil {
		for _, v := range r.kept {
			v.SetValue(tensor.NewArray(v.DType(), v.Shape()...))
		}
		return
	}
	r.resetTo(model.Leaves(states), batch)
}

func (r *recurrence) resetTo(values []*tensor.Tensor, batch int) {
	if len(values) != len(r.kept) {
		tensor.Throwf("ValueError", "Layer %s expects %d states, but it received %d state values. States received: %s", r.base.Label, len(r.kept), len(values), "["+strings.Join(stateTexts(values), ", ")+"]")
	}
	for i, v := range r.kept {
		if !tensor.SameShape(v.Shape(), values[i].Shape()) {
			tensor.Throwf("ValueError", "State %d is incompatible with layer %s: expected shape=%s but found shape=%s", i, r.base.Label, fmt.Sprintf("(%d, %s)", batch, v.Repr(tensor.DefaultPrintOptions())), tensor.ShapeString(values[i].Shape()))
		}
	}
	for i, v := range r.kept {
		v.SetValue(values[i].Array())
	}
}

func stateTexts(values []*tensor.Tensor) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.Repr(tensor.DefaultPrintOptions())
	}
	return out
}

// ResetStates sets the states of a stateful layer to zero, or to values.
func (r *recurrence) ResetStates(c *model.Context, states model.Value) { r.reset(c, states) }

// config adds the arguments that recurrent layers share to a config.
func (r *recurrence) config(m *model.Map) *model.Map {
	f := r.flags
	for _, flag := range []struct {
		name string
		on   bool
	}{{"return_sequences", f.sequences}, {"return_state", f.state}, {"go_backwards", f.backwards},
		{"stateful", f.stateful}, {"unroll", f.unroll}, {"time_major", f.timeMajor}} {
		if m.Set(flag.name, flag.on); flag.name != "stateful" {
			m.Set(flag.name, r.base.AsGiven(flag.name, flag.on))
		}
	}
	if r.consts > 0 {
		m.Set("num_constants", r.consts)
	}
	if f.zeroMask {
		m.Set("zero_output_for_mask", true)
	}
	return m
}

// recurrentMethods are the methods of recurrent layers.
var recurrentMethods = []*model.Method{
	{
		Signature: "reset_states(self, states=None)",
		Doc:       "Sets the states that a stateful layer keeps between batches to zero, or to given values.",
		Call: func(c *model.Context, obj any, args []any) any {
			obj.(recurrent).core().reset(c, args[0])
			return nil
		},
	},
	{
		Signature: "get_initial_state(self, inputs)",
		Doc:       "States of zeros for the batch of inputs.",
		Call: func(c *model.Context, obj any, args []any) any {
			r := obj.(recurrent).core()
			x := model.Leaves(args[0])[0]
			states := model.List{}
			for _, s := range r.cell.size().zeros(x, r.batchAxis(), x.DType()) {
				states = append(states, s)
			}
			return states
		},
	},
	{
		Signature: "states",
		Doc:       "The states that the layer keeps between batches; None for those that it does not keep.",
		Call: func(c *model.Context, obj any, args []any) any {
			r := obj.(recurrent).core()
			out := []any{}
			for _, v := range r.kept {
				out = append(out, v)
			}
			for len(out) < r.cell.size().top() {
				out = append(out, nil)
			}
			if len(out) == 1 && len(r.kept) == 0 {
				return out
			}
			return model.Tracked(out)
		},
	},
}
