package tensor

import "slices"

// A tape within a function that is recorded follows the function's symbols, and
// the gradient becomes a part of the graph, to be planned with the rest. That
// ends where only a run has what the gradient goes through: the elements of a
// TensorArray, or what a loop has kept for its first gradient. Such a function is
// recorded with late tapes. They are steps of the graph themselves: in a run a
// tape follows the ops as they are computed. What the tape records of the symbols
// then only tells which sources have a gradient at all.

// lateTape is what a tape has that works when the graph runs.
type lateTape struct {
	s      *Scope
	handle *Tensor // of the tape in the run
}

// lateTapes reports whether tapes are steps of the graph that is being made.
func (s *Scope) lateTapes() bool {
	for tr := s.trace; tr != nil; tr = tr.around {
		if tr.late {
			return true
		}
	}
	return false
}

// StartTape is [Scope.PushTape] for a tape of the user's, which may be late.
func (s *Scope) StartTape(t *Tape) {
	t.late = nil
	if s.lateTapes() {
		a := &tapeStep{run: func(s *Scope, _ *Tape, _ []*Tensor) *Tape {
			run := NewTape()
			run.Persistent, run.ManualWatch = t.Persistent, t.ManualWatch
			s.PushTape(run)
			return run
		}}
		t.late = &lateTape{s, s.Apply1(opTape, a)}
	}
	s.PushTape(t)
}

// tapeStep is what a step of the graph does with a tape of the run.
type tapeStep struct {
	run func(s *Scope, t *Tape, in []*Tensor) *Tape
}

// opTape is a step with a tape, whose handle is the first input and the output.
var opTape = &Op{
	Name: "Tape", Stateful: true,
	Infer: func(*Call) []Spec { return []Spec{HandleSpec} },
	Run: func(s *Scope, c *Call, in []*Tensor) []*Tensor {
		var t *Tape
		if len(in) > 0 {
			t, in = in[0].Meta.(*Tape), in[1:]
		}
		return []*Tensor{NewHandle(c.Attr.(*tapeStep).run(s, t, in))}
	},
}

// step makes a step of the graph, if the tape is late.
func (t *Tape) step(do func(s *Scope, t *Tape, in []*Tensor), in ...*Tensor) {
	if t.late == nil {
		return
	}
	a := &tapeStep{func(s *Scope, t *Tape, in []*Tensor) *Tape {
		do(s, t, in)
		return t
	}}
	s := t.late.s
	s.WithoutTapes(func() { s.Apply(opTape, a, append([]*Tensor{t.late.handle}, in...)...) })
}

// through notes that o stands for something of a run that depends on what the
// tape follows.
func (t *Tape) through(o *Tensor) {
	if t.late == nil {
		Throw(&Untraceable{Op: "a gradient through what only a run of the graph has", Late: true})
	}
	t.tracked[o] = struct{}{}
}

// carries reports whether a gradient may go through a tensor.
func carries(sp Spec) bool { return differentiable(sp.DType) || sp.DType == Invalid }

// tapeGradAttr is the attribute of opTapeGrad, whose inputs are the tape's
// handle, the targets, the seeds that are given and the sources.
type tapeGradAttr struct {
	seeded  []bool // by target
	sources int
	vars    []*Variable
	specs   []Spec
}

// opTapeGrad is the gradients that a tape of the run gives, of the sources and
// then of the variables.
var opTapeGrad = &Op{
	Name: "TapeGradient", Stateful: true,
	Infer: func(c *Call) []Spec { return c.Attr.(*tapeGradAttr).specs },
	Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		Throw(&Untraceable{Op: "the second gradient of a late tape", Late: true})
		return nil
	},
}

func init() { opTapeGrad.Run = runTapeGrad }

func runTapeGrad(s *Scope, c *Call, in []*Tensor) []*Tensor {
	a, t := c.Attr.(*tapeGradAttr), in[0].Meta.(*Tape)
	n := len(a.seeded)
	targets, sources := in[1:1+n], in[len(in)-a.sources:]
	seeds, rest := make([]*Tensor, n), in[1+n:]
	for i, given := range a.seeded {
		if given {
			seeds[i], rest = rest[0], rest[1:]
		}
	}
	ts, vs := t.GradientsOf(s, targets, seeds, sources, a.vars)
	out := make([]*Tensor, 0, len(a.specs))
	for i, g := range append(ts, vs...) {
		d := g.Dense(s)
		if d == nil {
			sp := a.specs[i]
			if i < len(sources) {
				sp = sources[i].spec
			}
			d = Full(sp.DType, 0, sp.Shape...)
		}
		out = append(out, d)
	}
	return out
}

// lateGradients is [Tape.GradientsOf] as a part of the graph.
func (t *Tape) lateGradients(s *Scope, targets, seeds, sources []*Tensor, vars []*Variable) (tensors, variables []Gradient) {
	tensors, variables = make([]Gradient, len(sources)), make([]Gradient, len(vars))
	reached := t.leading(targets)
	a := &tapeGradAttr{seeded: make([]bool, len(targets))}
	in := append([]*Tensor{t.late.handle}, targets...)
	for i, seed := range seeds {
		if seed != nil {
			a.seeded[i], in = true, append(in, seed)
		}
	}
	var places []*Gradient
	for i, x := range sources {
		if reached[x] {
			places, in, a.specs = append(places, &tensors[i]), append(in, x), append(a.specs, x.spec)
		}
	}
	a.sources = len(places)
	for i, v := range vars {
		if slices.ContainsFunc(t.reads[v], func(x *Tensor) bool { return reached[x] }) {
			places, a.vars, a.specs = append(places, &variables[i]), append(a.vars, v), append(a.specs, Spec{v.DType(), v.Shape()})
		}
	}
	if len(places) > 0 {
		for i, g := range s.Apply(opTapeGrad, a, in...) {
			places[i].Tensor = g
		}
	}
	return tensors, variables
}

// leading are the tensors that targets are computed from in ways that have a
// gradient.
func (t *Tape) leading(targets []*Tensor) map[*Tensor]bool {
	out := map[*Tensor]bool{}
	for _, y := range targets {
		out[y] = true
	}
	for i := len(t.entries) - 1; i >= 0; i-- {
		e := t.entries[i]
		if !slices.ContainsFunc(e.out, func(o *Tensor) bool { return out[o] }) || e.call.Op.Grad == nil && e.call.Op.Run == nil {
			continue
		}
		for _, x := range e.in {
			if carries(x.spec) {
				out[x] = true
			}
		}
	}
	return out
}
