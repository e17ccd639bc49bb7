package tensor

// Plan is a traced computation made ready to be run many times: a flat list of
// kernel calls in program order, over memory that was laid out beforehand.
// Running it allocates nothing, and gives the same bits as running the traced
// function eagerly.
//
// A plan holds on to the variables that it reads and changes, not to their
// values: each run sees what the variables hold by then, and inside of a run a
// read sees the updates before it. Shapes are fixed, so a model has a plan per
// batch size; all plans of a scope share the memory of their intermediates.
type Plan struct {
	scope   *Scope
	steps   []planStep
	inSpecs []Spec
	in, out []*Array // headers; those of the inputs are filled in by each run
	held    []*Array // headers over the scope's arena
	views   []planView
	changed []*Variable // what the steps update
	stable  []*Variable // what they only read
	version int         // of the arena that held is bound to
	need    arenaSizes
	own     int // bytes of outputs and constants
}

// planStep is one kernel call.
type planStep struct {
	call    *Call
	eval    func(c *Call, in, out []*Array)
	in, out []*Array
	// stop tells that the step is long, and early enough that a run can end
	// before it without leaving variables half updated.
	stop bool
}

// planView is a header that looks at a variable or an input under another
// shape; its storage follows that of base.
type planView struct{ header, base *Array }

// NewPlan makes a plan of what tr recorded. inputs are the symbols that each
// run gives values to, in the order of Run's arrays; outputs are the tensors
// that it gives back: traced ones, inputs or constants. Updates of variables
// and random numbers always take part; anything else only when an output or an
// update depends on it. What depends on constants only is computed now.
//
// An [Untraceable] error says that a shape is not fixed; then the computation
// has to stay eager.
func NewPlan(s *Scope, tr *Trace, inputs, outputs []*Tensor) (p *Plan, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, Recovered(r)
		}
	}()
	b := newPlanner(s, tr, inputs, outputs)
	b.collect()
	b.rewrite()
	b.fuse()
	b.schedule()
	return b.finish(), nil
}

// Run computes the outputs for the given inputs, arrays of the planned dtypes
// and shapes. The arrays that come back are the plan's own and hold until its
// next run (those of outputs that are variables, until the variable changes);
// copy what has to last longer. Errors are what the ops throw, and the
// context's error when the scope was cancelled, in which case no variable has
// changed.
func (p *Plan) Run(s *Scope, in []*Array) (out []*Array, err error) {
	at := ""
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, inNode(Recovered(r), at)
		}
	}()
	p.bind(s, in)
	s.Interrupted()
	for i := range p.steps {
		st := &p.steps[i]
		if st.stop {
			s.Interrupted()
		}
		if st.call != nil {
			at = st.call.node
		}
		st.eval(st.call, st.in, st.out)
	}
	return p.out, nil
}

// Memory is the number of bytes that the plan's intermediates take, which the
// plans of one scope share, and the number that its outputs and constants take.
func (p *Plan) Memory() (shared, own int) { return p.need.bytes(), p.own }

// Steps is the number of kernel calls of a run.
func (p *Plan) Steps() int { return len(p.steps) }

// bind points all headers at the storage of this run.
func (p *Plan) bind(s *Scope, in []*Array) {
	if len(in) != len(p.in) {
		Throwf("ValueError", "a plan of %d inputs was run with %d", len(p.in), len(in))
	}
	for i, a := range in {
		sp := p.inSpecs[i]
		if a.dtype != sp.DType || !SameShape(a.shape, sp.Shape) {
			Throwf("ValueError", "input %d of a plan is %s %s, not %s %s", i, a.dtype, ShapeString(a.shape), sp.DType, ShapeString(sp.Shape))
		}
		a = a.Contiguous()
		p.in[i].buf, p.in[i].offset = a.buf, a.offset
	}
	for _, v := range p.changed {
		v.own()
	}
	for _, v := range p.stable {
		v.remember()
	}
	for _, v := range p.views {
		v.header.buf, v.header.offset = v.base.buf, v.base.offset
	}
	if p.scope != s {
		p.scope, p.version = s, 0
		for i := range p.steps {
			p.steps[i].call.Scope, p.steps[i].call.pool = s, &s.arena.work
		}
	}
	if s.arena.reserve(&p.need); p.version != s.arena.version {
		p.version = s.arena.version
		for _, a := range p.held {
			a.buf = s.arena.buf[a.dtype]
		}
	}
}
