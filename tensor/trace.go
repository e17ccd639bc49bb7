package tensor

import "slices"

// Trace records every op that depends on its inputs, on variables or on random
// numbers, in order, as the raw material of a plan.
type Trace struct {
	nodes     []*Node
	recording *Recording // nil for a trace of symbols that have no values
	Streams   Streams    // of the random ops
	replayed  bool       // for [Scope.TraceReplay]: no plan will be made of it
	sub       bool       // of a [Subgraph]
	around    *Trace     // of the graph that it is a part of
	late      bool       // tapes are steps of the graph
	open      bool       // it is being made
	names     graphNames
	captured  []*Variable // that it reads
	resources []string    // the names of the graph's inputs that stand for them

	// Meta belongs to the package that shows the graph to code.
	Meta any
}

// Tracing reports whether a trace is being made.
func (s *Scope) Tracing() bool { return s.trace != nil }

// SideEffect says that what follows reads or changes something that a replay
// would not: recordings of functions serve for one call only, and traces without
// values end with an [Untraceable].
func (s *Scope) SideEffect(op string) {
	for tr := s.trace; tr != nil; tr = tr.recording.within {
		if tr.recording == nil || tr.replayed { // also within a branch or loop: it may run more than once
			Throw(&Untraceable{Op: op})
		}
		tr.recording.looked = true
	}
}

// needLengths throws in a recording that does not know one of the lengths that an
// op goes by: a run could only take those that were written down.
func (s *Scope) needLengths(op string, lengths ...int) {
	if s.trace == nil || !s.trace.replayed {
		return
	}
	for _, n := range lengths {
		if n < 0 {
			Throw(&Untraceable{Op: op + " of tensors whose lengths are open", Late: true})
		}
	}
}

// Effects counts the recorded steps that give nothing but change a variable or
// print.
func (s *Scope) Effects() int {
	if s.trace == nil {
		return 0
	}
	n := 0
	for _, node := range s.trace.nodes {
		if len(node.Out) == 0 && node.custom == nil {
			n++
		}
	}
	return n
}

// GraphTape is a tape that has recorded the graph that is being made, as it
// follows tensors and variables. What the tensors to stop at are computed from
// has no part in it.
func (s *Scope) GraphTape(follow []*Tensor, vars []*Variable, stop []*Tensor) *Tape {
	t := NewTape()
	t.Persistent, t.ManualWatch = true, true
	for _, x := range follow {
		t.Watch(x)
	}
	for _, v := range vars {
		t.WatchVariable(v)
	}
	for _, n := range s.trace.nodes {
		switch {
		case slices.ContainsFunc(n.Out, func(o *Tensor) bool { return slices.Contains(stop, o) }):
		case n.read != nil:
			t.read(n.read, n.Out[0])
		case n.Vars == nil:
			t.record(n.Call, n.In, n.Out)
		}
	}
	return t
}

// Trace runs f with recording on and returns what it recorded. f works on
// tensors made by [Symbol]; what it throws is returned, an [Untraceable]
// meaning that the work has to be done eagerly.
func (s *Scope) Trace(f func()) (*Trace, error) { return s.traceInto(&Trace{}, f) }

// TraceReplay is [Scope.Trace] for a trace that will only be replayed, never
// planned: ops whose output shape depends on values take part in it.
func (s *Scope) TraceReplay(f func()) (*Trace, error) {
	return s.traceInto(&Trace{replayed: true}, f)
}

func (s *Scope) traceInto(tr *Trace, f func()) (*Trace, error) {
	saved, tapes := s.trace, s.tapes
	s.trace, tr.open = tr, true
	defer func() { s.trace, s.tapes, tr.open = saved, tapes, false }()
	if err := Catch(func() { s.WithStreams(&tr.Streams, f) }); err != nil {
		return nil, err
	}
	return tr, nil
}

// Outside runs f eagerly: no trace and no tape sees its ops. Making a weight
// in the middle of a step is such work.
func (s *Scope) Outside(f func()) {
	tr, tapes, streams, inferring, naming := s.trace, s.tapes, s.streams, s.inferring, s.naming
	s.trace, s.tapes, s.streams, s.inferring, s.naming = nil, nil, nil, false, nil
	defer func() { s.trace, s.tapes, s.streams, s.inferring, s.naming = tr, tapes, streams, inferring, naming }()
	f()
}

// Inferring reports whether only shapes are wanted, within [Scope.Infer].
func (s *Scope) Inferring() bool { return s.inferring && s.trace == nil }

// Infer runs f, which works on symbols, for the shapes of what it makes alone:
// as [Scope.Outside], but variables keep their values and the generator stays
// where it is. What f does within Outside is done for good.
func (s *Scope) Infer(f func()) {
	defer refuseGraph(nil)
	s.Outside(func() {
		s.inferring, s.naming = true, &Trace{}
		s.WithStreams(&Streams{}, f)
	})
}

// InferInGraph is [Scope.Infer] in the graph at hand: the random ops of f have
// numbers in it, though what they draw is never used.
func (s *Scope) InferInGraph(f func()) {
	defer refuseGraph(nil)
	streams := s.streams
	s.Outside(func() {
		s.inferring, s.streams = true, streams
		f()
	})
}

// Bytes is the memory that all results of the trace would take together.
func (t *Trace) Bytes() int {
	total := 0
	for _, n := range t.nodes {
		if n.Call == nil || n.Call.Op.Alias {
			continue
		}
		for _, out := range n.Out {
			total += NumElements(out.spec.Shape) * storageSize(out.spec.DType)
		}
	}
	return total
}
