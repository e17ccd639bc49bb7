package tensor

import "slices"

// Tape records the ops that depend on watched tensors and variables, for
// reverse-mode differentiation. fit and tf.GradientTape share it.
type Tape struct {
	// Persistent tapes can be asked for gradients more than once.
	Persistent bool
	// ManualWatch tapes do not watch trainable variables by themselves.
	ManualWatch bool

	tracked map[*Tensor]struct{}
	reads   map[*Variable][]*Tensor
	order   []*Variable // variables in the order of first use
	entries []tapeEntry
	lent    []loan
	stopped bool
	forward *Forward  // that computes tangents with it, instead of recording
	late    *lateTape // of a tape that works when the graph runs; else nil
}

// loan is a variable of which the tape holds a tensor, and the buffer's age.
type loan struct {
	v   *Variable
	age int
}

type tapeEntry struct {
	call    *Call
	in, out []*Tensor
}

// NewTape makes a tape; it records once pushed.
func NewTape() *Tape {
	return &Tape{tracked: map[*Tensor]struct{}{}, reads: map[*Variable][]*Tensor{}}
}

// PushTape starts recording on t.
func (s *Scope) PushTape(t *Tape) { s.tapes = append(s.tapes, t) }

// PopTape stops recording on t.
func (s *Scope) PopTape(t *Tape) {
	t.step(func(s *Scope, t *Tape, _ []*Tensor) { s.PopTape(t) })
	for i, x := range s.tapes {
		if x == t {
			s.tapes = append(s.tapes[:i:i], s.tapes[i+1:]...)
			return
		}
	}
}

// Recording reports whether any tape is active.
func (s *Scope) Recording() bool { return len(s.tapes) > 0 }

// IsActive reports whether t is recording in s.
func (s *Scope) IsActive(t *Tape) bool {
	for _, x := range s.tapes {
		if x == t {
			return true
		}
	}
	return false
}

// WithoutTapes runs f with recording paused on all tapes.
func (s *Scope) WithoutTapes(f func()) {
	saved := s.tapes
	s.tapes = nil
	defer func() { s.tapes = saved }()
	f()
}

// PauseTape runs f with recording paused on t only (tape.stop_recording).
func (s *Scope) PauseTape(t *Tape, f func()) {
	was := t.stopped
	t.stopped = true
	defer func() { t.stopped = was }()
	f()
}

// Pause stops or resumes recording on t while it stays pushed.
func (t *Tape) Pause(on bool) {
	t.stopped = on
	t.step(func(_ *Scope, t *Tape, _ []*Tensor) { t.Pause(on) })
}

// Watch makes the tape follow what is computed from x.
func (t *Tape) Watch(x *Tensor) {
	x.Share()
	t.tracked[x] = struct{}{}
	t.step(func(_ *Scope, t *Tape, in []*Tensor) { t.Watch(in[0]) }, x)
}

// WatchVariable makes the tape follow what is computed from later reads of v.
func (t *Tape) WatchVariable(v *Variable) {
	if _, ok := t.reads[v]; !ok {
		t.reads[v] = nil
		t.order = append(t.order, v)
	}
	t.step(func(_ *Scope, t *Tape, _ []*Tensor) { t.WatchVariable(v) })
}

// Watched is the variables that the tape follows, in the order of first use.
func (t *Tape) Watched() []*Variable { return t.order }

// Reset forgets all that was recorded.
func (t *Tape) Reset() {
	t.Release()
	t.order = nil
	t.step(func(_ *Scope, t *Tape, _ []*Tensor) { t.Reset() })
}

// Release forgets what was recorded but for the variables that the tape
// watched: a tape that is not persistent has served when it was asked once.
func (t *Tape) Release() {
	clear(t.tracked)
	clear(t.reads)
	t.entries = nil
	for _, l := range t.lent {
		if l.v.age == l.age {
			l.v.lent--
		}
	}
	t.lent = nil
	t.step(func(_ *Scope, t *Tape, _ []*Tensor) { t.Release() })
}

// borrow notes that the tape holds a tensor with the present value of v.
func (t *Tape) borrow(v *Variable) {
	if t.forward != nil {
		return
	}
	t.lent = append(t.lent, loan{v, v.age})
	v.lent++
}

func (t *Tape) read(v *Variable, x *Tensor) {
	if t.stopped {
		return
	}
	if t.forward != nil {
		t.forward.read(v, x)
		return
	}
	list, known := t.reads[v]
	if !known {
		if t.ManualWatch || !v.Trainable {
			return
		}
		t.order = append(t.order, v)
	}
	t.reads[v] = append(list, x)
	t.tracked[x] = struct{}{}
}

func (t *Tape) record(c *Call, in, out []*Tensor) {
	if t.stopped {
		return
	}
	if t.forward != nil {
		t.forward.record(c, in, out)
		return
	}
	for i, x := range in {
		if _, ok := t.tracked[x]; ok && carries(c.In[i]) {
			if c.Op == opStopGradient {
				return
			}
			for _, o := range out {
				switch {
				case o.isHandle():
					t.through(o)
				case differentiable(o.spec.DType):
					t.tracked[o] = struct{}{}
				}
			}
			t.entries = append(t.entries, tapeEntry{c, in, out})
			return
		}
	}
}

func differentiable(d DType) bool { return d.IsFloat() || d.IsComplex() }

// RecordCustom adds an entry with a gradient function of its own, for
// tf.custom_gradient: grad maps the gradients of out to those of in.
func (s *Scope) RecordCustom(in, out []*Tensor, grad func(s *Scope, gout []*Tensor) []*Tensor) {
	op := &Op{Name: "CustomGradient", Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return grad(s, gout)
	}}
	in = append([]*Tensor(nil), in...)
	share(in)
	share(out)
	c := &Call{Op: op, Scope: s, In: make([]Spec, len(in))}
	for i, t := range in {
		c.In[i] = t.spec
	}
	if s.trace != nil && (s.trace.recording != nil || s.trace.sub) {
		s.trace.nodes = append(s.trace.nodes, &Node{Call: c, In: in, Out: out, custom: grad})
	}
	for _, t := range s.tapes {
		t.record(c, in, out)
	}
}

// Gradients is the gradient of the sum of targets with respect to each source
// tensor; seeds, where not nil, are the gradients that flow into the targets.
// A source on which no target depends, or which the tape does not follow, gets nil.
func (t *Tape) Gradients(s *Scope, targets, seeds, sources []*Tensor) []*Tensor {
	g, _ := t.GradientsOf(s, targets, seeds, sources, nil)
	return denseGradients(s, g)
}

// VariableGradients is [Tape.Gradients] for variables: the sum over all reads
// of each.
func (t *Tape) VariableGradients(s *Scope, targets, seeds []*Tensor, vars []*Variable) []*Tensor {
	_, g := t.GradientsOf(s, targets, seeds, nil, vars)
	return denseGradients(s, g)
}

func denseGradients(s *Scope, grads []Gradient) []*Tensor {
	out := make([]*Tensor, len(grads))
	for i, g := range grads {
		out[i] = g.Dense(s)
	}
	return out
}

// Gradient is a gradient as a tape gives it: a whole tensor, or, of what was
// only gathered from, the rows that are not zero. Both are nil for a source on
// which no target depends.
type Gradient struct {
	Tensor *Tensor
	Rows   *Rows
}

// Dense is the gradient as a whole tensor, or nil.
func (g Gradient) Dense(s *Scope) *Tensor {
	if g.Rows != nil {
		return g.Rows.Dense(s)
	}
	return g.Tensor
}

// GradientsOf differentiates with respect to tensors and variables at once, so
// that a tape that is not persistent is walked only once.
func (t *Tape) GradientsOf(s *Scope, targets, seeds, sources []*Tensor, vars []*Variable) (tensors, variables []Gradient) {
	if t.late != nil {
		return t.lateGradients(s, targets, seeds, sources, vars)
	}
	b := t.backward(s, targets, seeds, sources, vars)
	for _, x := range sources {
		tensors = append(tensors, b.gradient([]*Tensor{x}))
	}
	for _, v := range vars {
		variables = append(variables, b.gradient(t.reads[v]))
	}
	return tensors, variables
}

// needGradient throws when the op that made y has no gradient.
func (t *Tape) needGradient(y *Tensor) {
	for _, e := range t.entries {
		if slices.Contains(e.out, y) {
			e.call.needGradient()
		}
	}
}

// addBeside gives zeros as gradients to the outputs that an op gave beside a
// target that cannot be differentiated, such as the positions of a sort.
func (b *backprop) addBeside(t *Tape, y *Tensor) {
	for _, e := range t.entries {
		if !slices.Contains(e.out, y) || e.call.Op.Grad == nil {
			continue
		}
		for _, o := range e.out {
			if b.need[o] && differentiable(o.DType()) {
				b.add(o, b.s.ZerosLike(o))
			}
		}
	}
}

// needGradient throws for an op that has no gradient in TensorFlow.
func (c *Call) needGradient() {
	if c.Op.final || c.Op.Grad == nil && signatureOf(c.Op.Name).final {
		throwNoGradient(c.Op.Name)
	}
}

func throwNoGradient(op string) {
	Throwf("LookupError", "gradient registry has no entry for: %s", op)
}

// WithoutGradient is f of x, for which TensorFlow has an op without gradient: a
// tape that asks for it gets an error. Within a trace it is taken all the same.
func (s *Scope) WithoutGradient(op string, x *Tensor, f func(x *Tensor) *Tensor) *Tensor {
	return s.final(op, func(in []*Tensor) []*Tensor { return []*Tensor{f(in[0])} }, x)[0]
}

// final is [Scope.WithoutGradient] of several inputs and outputs, as gradients
// have them: those that TensorFlow computes by an op of their own cannot be
// differentiated again with respect to any input of that op.
func (s *Scope) final(op string, f func(in []*Tensor) []*Tensor, in ...*Tensor) []*Tensor {
	c := &Call{Op: &Op{Name: op, final: true}, Scope: s, In: make([]Spec, len(in))}
	inside := make([]*Tensor, len(in))
	for i, x := range in {
		if s.AnyDType || s.Tracing() || x.IsSymbolic() {
			return f(in)
		}
		c.In[i], inside[i] = x.spec, s.StopGradient(x)
	}
	out := f(inside)
	share(in)
	share(out)
	for _, t := range s.tapes {
		t.record(c, in, out)
	}
	return out
}

// backward walks the entries from last to first and accumulates gradients by
// tensor. Only entries on a path from a wanted source are differentiated.
func (t *Tape) backward(s *Scope, targets, seeds, sources []*Tensor, vars []*Variable) *backprop {
	need := map[*Tensor]bool{}
	for _, x := range sources {
		// What the tape does not follow is a constant for it, even where an op
		// that it has recorded takes it.
		if _, ok := t.tracked[x]; ok || slices.Contains(targets, x) {
			need[x] = true
		}
	}
	for _, v := range vars {
		for _, x := range t.reads[v] {
			need[x] = true
		}
	}
	keep := make([]bool, len(t.entries))
	for i, e := range t.entries {
		for _, x := range e.in {
			if need[x] {
				keep[i] = true
			}
		}
		if keep[i] {
			for _, x := range e.in { // by which gradients go
				s.needLengths("the gradient", x.spec.Shape...)
			}
			for _, o := range e.out {
				need[o] = true
			}
		}
	}
	b := &backprop{s: s, need: need, whole: map[*Tensor]*Tensor{}, rows: map[*Tensor]*Rows{}}
	for i, y := range targets {
		switch {
		case !need[y]:
		case differentiable(y.DType()) && i < len(seeds) && seeds[i] != nil:
			b.add(y, seeds[i])
		case differentiable(y.DType()):
			b.add(y, s.OnesLike(y))
		default:
			t.needGradient(y)
			b.addBeside(t, y)
		}
	}
	for i := len(keep) - 1; i >= 0; i-- {
		if keep[i] {
			b.entry(t.entries[i])
		}
	}
	return b
}

// opStopGradient passes its input on and hides where it came from.
var opStopGradient = &Op{
	Name:  "StopGradient",
	Alias: true,
	Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
	Eval:  func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0]) },
}

// StopGradient is x as a constant for differentiation.
func (s *Scope) StopGradient(x *Tensor) *Tensor { return s.Apply1(opStopGradient, nil, x) }
