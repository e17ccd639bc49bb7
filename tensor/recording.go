package tensor

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
}

// Record runs f, which computes from the inputs: symbols, of which values are
// the present values. f returns the tensors that it wants to have. Record
// gives their values as well as the recording.
func (s *Scope) Record(inputs, values []*Tensor, f func() []*Tensor) (r *Recording, results []*Tensor) {
	r = &Recording{trace: &Trace{}, inputs: inputs, scope: s, tapes: s.tapes}
	r.trace.recording = r
	r.start(values)
	for _, t := range inputs {
		t.later = r
	}
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes, r.open = r.trace, nil, true
	func() {
		defer func() { s.trace, s.tapes, r.open = tr, tapes, false }()
		s.WithStreams(&r.trace.Streams, func() { r.outputs = f() })
	}()
	return r, r.finish()
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
	return r.finish()
}

// Plan makes a plan of the recording, for calls that no tape follows.
func (r *Recording) Plan(s *Scope) (*Plan, error) {
	return NewPlan(s, r.trace, r.inputs, r.outputs)
}

func (r *Recording) start(values []*Tensor) {
	r.values, r.done = make(map[*Tensor]*Tensor, len(r.trace.nodes)+len(values)), 0
	for i, t := range r.inputs {
		r.values[t] = values[i]
	}
}

func (r *Recording) finish() []*Tensor {
	r.catchUp()
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
	if t.later != nil && t.later != r {
		return t.later.look(t)
	}
	Throw(&Untraceable{Op: "the value of a symbolic tensor"})
	return nil
}

// look is the value of a symbol that the function itself asks for.
func (r *Recording) look(t *Tensor) *Tensor {
	if r.open {
		r.looked = true
		r.catchUp()
	}
	return r.value(t)
}

// catchUp runs the nodes that have been recorded since the last time, where
// and as the function was called.
func (r *Recording) catchUp() {
	s := r.scope
	tr, tapes := s.trace, s.tapes
	s.trace, s.tapes = nil, r.tapes
	defer func() { s.trace, s.tapes = tr, tapes }()
	for ; r.done < len(r.trace.nodes); r.done++ {
		r.run(s, r.trace.nodes[r.done])
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
