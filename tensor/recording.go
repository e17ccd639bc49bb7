package tensor

import "slices"

// Recording is what tf.function keeps of one call of a user's function: the
// ops that the function used, to be run again without the function.
//
// While it is recorded, the function works on symbols, and the ops run behind
// it: at the end, or as soon as somebody needs a value. So the function's own
// effects happen once, and a function that looks at values works, too; only
// its recording cannot be used again.
type Recording struct {
	trace   *Trace
	inputs  []*Tensor
	outputs []*Tensor

	scope  *Scope
	tapes  []*Tape             // those that record outside of the function
	values map[*Tensor]*Tensor // of symbols, in the latest run
	done   int                 // nodes that have run
	open   bool                // the function is running
	looked bool                // the function has seen a value

	within *Trace // around the function, nil when it needs none
	plans  []recordedPlan

	inlining bool // within Inline: tensors of the surrounding trace stay as they are
}

// Record runs f, which computes from the inputs: symbols, of which values are
// the present values. f returns the tensors that it wants to have;
// [Recording.Finish] gives their values. Until then only what f looks at is
// computed.
//
// In a staged recording branches and loops are parts of the graph, and so are
// ops whose shapes follow from values: nothing of it looks at values. In a late
// one tapes are, too.
func (s *Scope) Record(inputs, values []*Tensor, staged, late bool, f func() []*Tensor) *Recording {
	r := &Recording{trace: &Trace{replayed: staged, late: late}, inputs: inputs, scope: s, tapes: s.tapes, within: s.trace}
	r.trace.recording = r
	r.start(values)
	for _, t := range inputs {
		t.later = r
	}
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes, r.open, r.trace.open = r.trace, nil, true, true
	func() {
		defer func() { s.trace, s.tapes, r.open, r.trace.open = tr, tapes, false, false }()
		s.WithStreams(&r.trace.Streams, func() { r.outputs = f() })
	}()
	return r
}

// NewRecording makes a recording of a trace that was made without values, as
// of a function that is applied to the elements of a dataset.
func NewRecording(tr *Trace, inputs, outputs []*Tensor) *Recording {
	return &Recording{trace: tr, inputs: inputs, outputs: outputs}
}

// Reusable reports whether [Recording.Replay] gives what calling the function
// again with inputs of the same dtypes and shapes would give.
func (r *Recording) Reusable() bool { return !r.looked }

// Streams are those of the function's random ops, for calling it again where
// the recording cannot be used.
func (r *Recording) Streams() *Streams { return &r.trace.Streams }

// Replay runs the recorded ops on other values of the inputs. Active tapes see
// them as if the function had been called.
func (r *Recording) Replay(s *Scope, values []*Tensor) []*Tensor {
	r.scope, r.tapes = s, s.tapes
	r.start(values)
	return r.Finish()
}

// recordedPlan is the plan of a recording for values of some shapes, nil when
// there can be none.
type recordedPlan struct {
	shapes [][]int
	plan   *Plan
}

// Compute is [Recording.Replay] where no tape follows: by a plan for the values'
// shapes, where there can be one.
func (r *Recording) Compute(s *Scope, values []*Tensor) []*Tensor {
	plan := r.planFor(s, values)
	if plan == nil {
		return r.Replay(s, values)
	}
	arrays := make([]*Array, len(values))
	for i, t := range values {
		arrays[i] = t.Array()
	}
	out, err := plan.Run(s, arrays)
	Check(err)
	results := make([]*Tensor, len(out))
	for i, a := range out {
		results[i] = FromArray(a.Clone())
	}
	return results
}

// planFor is the plan for values of these shapes, nil when there is none.
func (r *Recording) planFor(s *Scope, values []*Tensor) *Plan {
	for i := range r.plans {
		p := &r.plans[i]
		if slices.EqualFunc(p.shapes, values, func(shape []int, t *Tensor) bool { return SameShape(shape, t.Shape()) }) {
			return p.plan
		}
	}
	p := recordedPlan{}
	p.plan, _ = r.Plan(s, values)
	for _, t := range values {
		p.shapes = append(p.shapes, t.Shape())
	}
	r.plans = append(r.plans, p)
	return p.plan
}

// Plan makes a plan of the recording for values of the shapes of these, for
// calls that no tape follows.
func (r *Recording) Plan(s *Scope, values []*Tensor) (*Plan, error) {
	general := func(t *Tensor) bool { return !IsStatic(t.spec.Shape) }
	if !slices.ContainsFunc(r.inputs, general) {
		return NewPlan(s, r.trace, r.inputs, r.outputs)
	}
	in := make([]*Tensor, len(values))
	for i, t := range values {
		in[i] = Symbol(t.spec)
	}
	var out []*Tensor
	tr, err := s.Trace(func() { out = r.Inline(s, in) })
	if err != nil {
		return nil, err
	}
	return NewPlan(s, tr, in, out)
}

// Inline puts the recorded ops into the trace that is being made, for values
// that belong to it; see [Recording.Fits].
func (r *Recording) Inline(s *Scope, values []*Tensor) []*Tensor {
	saved, done := r.values, r.done
	defer func() { r.values, r.done, r.inlining = saved, done, false }()
	r.start(values)
	r.inlining = true
	for _, n := range r.trace.nodes {
		r.run(s, n)
	}
	out := make([]*Tensor, len(r.outputs))
	for i, t := range r.outputs {
		out[i] = r.value(t)
	}
	return out
}

// Fits reports whether the recording can be used where s is: everywhere, unless
// the function refers to tensors of a trace around it, other than its inputs.
func (r *Recording) Fits(s *Scope) bool {
	return r.within == nil || r.within == s.trace || r.closed()
}

func (r *Recording) closed() bool {
	if !r.covers(func(*Tensor) bool { return false }) {
		return false
	}
	r.within = nil
	return true
}

// Complete reports whether everything that the function depends on has a value
// when it runs. Layers that go along an axis of unknown length, say, give
// symbols for shapes only.
func (r *Recording) Complete() bool {
	return r.covers(func(t *Tensor) bool { return t.later != nil })
}

// covers reports whether every tensor that the recorded ops and the outputs use
// is known before: a value, an input, the result of an op, or one that other
// accepts.
func (r *Recording) covers(other func(t *Tensor) bool) bool {
	own := make(map[*Tensor]bool, len(r.trace.nodes))
	unknown := func(t *Tensor) bool { return t.arr == nil && !own[t] && !other(t) }
	for _, t := range r.inputs {
		own[t] = true
	}
	for _, n := range r.trace.nodes {
		if slices.ContainsFunc(n.In, unknown) {
			return false
		}
		for _, t := range n.Out {
			own[t] = true
		}
	}
	return !slices.ContainsFunc(r.outputs, unknown)
}

// Plain reports whether all of the recording are ops, so that it can be put
// elsewhere: gradients of the user's own refer to the function's tensors.
func (r *Recording) Plain() bool {
	return !slices.ContainsFunc(r.trace.nodes, func(n *Node) bool { return n.custom != nil })
}

func (r *Recording) start(values []*Tensor) {
	r.values, r.done = make(map[*Tensor]*Tensor, len(r.trace.nodes)+len(values)), 0
	for i, t := range r.inputs {
		r.values[t] = values[i]
	}
}

// Finish runs the ops that have not run yet, and gives what the function wants
// to have.
//
// Of ops that nothing depends on only those with effects run: an error that
// another one would be does not show.
func (r *Recording) Finish() []*Tensor {
	r.advance(r.needed())
	out := make([]*Tensor, len(r.outputs))
	for i, t := range r.outputs {
		out[i] = r.value(t)
	}
	return out
}

// value is the value of a tensor that the function works with.
func (r *Recording) value(t *Tensor) *Tensor {
	if t.arr != nil {
		return t
	}
	if v := r.values[t]; v != nil {
		return v
	}
	if r.inlining {
		return t
	}
	if t.later != nil && t.later != r {
		return t.later.look(t)
	}
	Throw(&Untraceable{Op: "the value of a symbolic tensor"})
	return nil
}

// look is the value of a symbol that the function itself asks for.
func (r *Recording) look(t *Tensor) *Tensor {
	if r.open {
		if r.trace.replayed {
			Throw(&Untraceable{Op: "the value of a tensor of a graph"})
		}
		r.looked = true
		r.catchUp()
		return r.value(t)
	}
	if r.values[t] == nil && t.node != nil { // nothing needed it when the function ran
		return r.lift(t)
	}
	return r.value(t)
}

// Present is the tensor with its value, which a function that is being recorded
// looks at by that.
func (t *Tensor) Present() *Tensor {
	if t.arr == nil && t.later != nil {
		return t.later.look(t)
	}
	return t
}

// Initial is the tensor's value for a variable that begins with it. A function
// that makes a variable has not looked at a value by that: what makes the value
// is computed, and nothing else.
func (t *Tensor) Initial() *Array {
	if t.arr != nil || t.later == nil || !t.later.open {
		return t.Array()
	}
	return t.later.lift(t).arr
}

func (r *Recording) lift(t *Tensor) *Tensor {
	s := r.scope
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes = nil, nil
	defer func() { s.trace, s.tapes = tr, tapes }()
	need := map[*Tensor]bool{t: true}
	nodes := r.trace.nodes
	run := make([]bool, len(nodes))
	for i := len(nodes) - 1; i >= 0; i-- {
		run[i] = slices.ContainsFunc(nodes[i].Out, func(o *Tensor) bool { return need[o] && r.values[o] == nil })
		for _, x := range nodes[i].In {
			need[x] = need[x] || run[i]
		}
	}
	for i, n := range nodes {
		if run[i] && !r.ran(n) {
			r.run(s, n)
		}
	}
	return r.value(t)
}

// ran reports whether a node has been lifted before its turn.
func (r *Recording) ran(n *Node) bool {
	return n.Vars == nil && n.custom == nil && len(n.Out) > 0 && r.values[n.Out[0]] != nil
}

// catchUp runs the nodes that have been recorded since the last time, where
// and as the function was called.
func (r *Recording) catchUp() { r.advance(nil) }

// needed says of each node that has not run whether it has effects or the outputs
// depend on it.
func (r *Recording) needed() []bool {
	need := map[*Tensor]bool{}
	for _, t := range r.outputs {
		need[t] = true
	}
	nodes := r.trace.nodes
	run := make([]bool, len(nodes))
	for i := len(nodes) - 1; i >= r.done; i-- {
		n := nodes[i]
		run[i] = len(n.Out) == 0 || n.Vars != nil || n.custom != nil || n.Call != nil && n.Call.Op.Stateful ||
			slices.ContainsFunc(n.Out, func(o *Tensor) bool { return need[o] })
		for _, x := range n.In {
			need[x] = need[x] || run[i]
		}
		if n.custom != nil {
			for _, x := range n.Out {
				need[x] = true
			}
		}
	}
	return run
}

// advance is catchUp for those nodes that are wanted, nil for all.
func (r *Recording) advance(wanted []bool) {
	s := r.scope
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes = nil, r.tapes
	if r.within != nil && r.within.recording == nil { // a trace around it that has no values either
		s.trace = r.within
	}
	defer func() { s.trace, s.tapes = tr, tapes }()
	for ; r.done < len(r.trace.nodes); r.done++ {
		if n := r.trace.nodes[r.done]; (wanted == nil || wanted[r.done]) && !r.ran(n) {
			r.run(s, n)
		}
	}
}

func (r *Recording) run(s *Scope, n *Node) {
	if n.read != nil {
		r.values[n.Out[0]] = s.Read(n.read)
		return
	}
	in := make([]*Tensor, len(n.In))
	for i, t := range n.In {
		in[i] = r.value(t)
	}
	switch {
	case n.Vars != nil:
		s.Update(n.Call.Op, n.Call.Attr, n.Vars, in...)
	case n.custom != nil:
		out := make([]*Tensor, len(n.Out))
		for i, t := range n.Out {
			out[i] = r.value(t)
		}
		s.RecordCustom(in, out, n.custom)
	default:
		defer func() {
			if e := recover(); e != nil {
				if t, ok := e.(thrown); ok {
					e = thrown{inNode(t.err, n.Call.node)}
				}
				panic(e)
			}
		}()
		for i, t := range s.Apply(n.Call.Op, n.Call.Attr, in...) {
			r.values[n.Out[i]] = t
		}
	}
}

// applyNow runs an op that cannot be recorded (its shapes follow from values)
// in the middle of the function.
func (r *Recording) applyNow(s *Scope, c *Call, in []*Tensor) []*Tensor {
	real := make([]*Tensor, len(in))
	for i, t := range in {
		real[i] = t
		if t.arr == nil {
			real[i] = r.look(t)
		}
	}
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes = nil, r.tapes
	defer func() { s.trace, s.tapes = tr, tapes }()
	return s.Apply(c.Op, c.Attr, real...)
}
