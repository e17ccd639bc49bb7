package tensor

import (
	"fmt"
	"slices"
)

// Subgraph is a part of a traced computation with a graph of its own: a branch,
// or the test or body of a loop. It is run from beginning to end as often as the
// branch or loop asks for it.
type Subgraph struct {
	trace   *Trace
	params  []*Tensor // symbols: the arguments, then one for each of outer
	outputs []*Tensor
	outer   []*Tensor // of the graph around: what the subgraph uses of it
	rec     *Recording
}

// Subgraph traces f, which computes from the params, as a graph inside of the
// one that is being made. What f takes from that one becomes an argument of the
// subgraph; so does each variable that f only reads, that tapes around it may
// see the variable.
func (s *Scope) Subgraph(params []*Tensor, f func() []*Tensor) *Subgraph {
	g := &Subgraph{trace: &Trace{replayed: true, sub: true, around: s.trace, open: true}, params: slices.Clone(params)}
	if s.trace != nil {
		g.trace.names.scope = s.trace.names.flow
	}
	for _, t := range params {
		t.graph = g.trace
	}
	streams := s.LoopStreams()
	if streams == nil {
		streams = &g.trace.Streams
	}
	tr, tapes := s.trace, s.tapes
	func() {
		defer func() { s.trace, s.tapes, g.trace.open = tr, tapes, false }()
		s.trace, s.tapes = g.trace, nil
		s.WithStreams(streams, func() { g.outputs = f() })
	}()
	if slices.ContainsFunc(g.trace.nodes, func(n *Node) bool { return n.custom != nil }) {
		Throw(&Untraceable{Op: "a gradient of the user's own in a branch or loop"})
	}
	g.liftReads(s)
	g.capture(tapes)
	return g
}

// records reports whether r is the recording of the trace that is being made, or
// of one around it.
func (s *Scope) records(r *Recording) bool {
	for tr := s.trace; tr != nil; tr = tr.around {
		if tr.recording == r {
			return true
		}
	}
	return false
}

// own is the trace if it is that of a subgraph, whose symbols mean nothing
// elsewhere.
func (t *Trace) own() *Trace {
	if t.sub {
		return t
	}
	return nil
}

// Accessible throws InaccessibleTensorError for a symbol of a branch or loop
// that is over.
func (s *Scope) Accessible(t *Tensor) {
	if t.graph == nil {
		return
	}
	for tr := s.trace; tr != nil; tr = tr.around {
		if tr == t.graph {
			return
		}
	}
	throwOutOfScope("InaccessibleTensorError", t)
}

// leaked throws for a symbol of a function that is over, if code has it from
// there.
func (s *Scope) leaked(t *Tensor) {
	if !t.later.open && t.label != nil && t.v == nil && t.label.trace == t.later.trace && t.label.op.Type != "Placeholder" {
		throwOutOfScope("TypeError", t)
	}
}

func throwOutOfScope(class string, t *Tensor) {
	name := ""
	if t.label != nil {
		name = "'" + t.label.String() + "' "
	}
	Throw(&Error{Class: class, Msg: fmt.Sprintf("<tf.Tensor %sshape=%s dtype=%s> is out of scope and cannot be used here. Use return values, explicit Python locals or TensorFlow collections to access it.\n"+
		"Please see https://www.tensorflow.org/guide/function#all_outputs_of_a_tffunction_must_be_return_values for more information.\n", name, ShapeString(t.spec.Shape), t.spec.DType)})
}

// liftReads makes arguments of the variables that the subgraph leaves as they
// are.
func (g *Subgraph) liftReads(s *Scope) {
	changed := map[*Variable]bool{}
	g.trace.changes(changed)
	read := map[*Variable]*Tensor{}
	casting := s.casting
	s.casting = Invalid
	defer func() { s.casting = casting }()
	g.trace.nodes = slices.DeleteFunc(g.trace.nodes, func(n *Node) bool {
		v := n.read
		if v == nil || changed[v] {
			return false
		}
		if read[v] == nil {
			read[v] = s.Read(v)
		}
		g.params, g.outer = append(g.params, n.Out[0]), append(g.outer, read[v])
		return true
	})
}

// readAnew takes back what [Subgraph.liftReads] did for variables that change
// between the runs of the subgraph, as those of a loop's test do in its body.
func (g *Subgraph) readAnew(changed map[*Variable]bool) {
	first := len(g.params) - len(g.outer)
	params, outer := slices.Clone(g.params[:first]), []*Tensor{}
	var reads []*Node
	for i, t := range g.outer {
		p := g.params[first+i]
		if v := t.v; p != t && v != nil && changed[v] {
			n := &Node{read: v, Out: []*Tensor{p}}
			p.node = n
			reads = append(reads, n)
			continue
		}
		params, outer = append(params, p), append(outer, t)
	}
	if reads != nil {
		g.params, g.outer, g.trace.nodes = params, outer, append(reads, g.trace.nodes...)
	}
}

// changes notes the variables that the trace changes.
func (t *Trace) changes(changed map[*Variable]bool) {
	for _, n := range t.nodes {
		for _, v := range n.Vars {
			changed[v] = true
		}
		if n.Call == nil {
			continue
		}
		if a, ok := n.Call.Attr.(*flowAttr); ok {
			for _, g := range a.graphs {
				g.trace.changes(changed)
			}
		}
	}
}

// capture finds what the subgraph uses of the graph around it: symbols, and
// values that a tape follows.
func (g *Subgraph) capture(tapes []*Tape) {
	own := map[*Tensor]bool{}
	for _, t := range g.params {
		own[t] = true
	}
	use := func(t *Tensor) {
		if own[t] || t.arr != nil && !slices.ContainsFunc(tapes, func(tape *Tape) bool { _, ok := tape.tracked[t]; return ok }) {
			return
		}
		own[t] = true
		g.params, g.outer = append(g.params, t), append(g.outer, t)
	}
	for _, n := range g.trace.nodes {
		for _, t := range n.In {
			use(t)
		}
		for _, t := range n.Out {
			own[t] = true
		}
	}
	for _, t := range g.outputs {
		use(t)
	}
}

// run computes the subgraph for values of its arguments and of what it captured:
// by a plan, unless a tape follows or a value stands for something else, as the
// handle of a TensorArray does.
func (g *Subgraph) run(s *Scope, args, captured []*Tensor) []*Tensor {
	if g.rec == nil {
		g.rec = NewRecording(g.trace, g.params, g.outputs)
	}
	values := append(slices.Clone(args), captured...)
	if s.Recording() || slices.ContainsFunc(values, func(t *Tensor) bool { return t.Meta != nil }) {
		return g.rec.Replay(s, values)
	}
	return g.rec.Compute(s, values)
}

// flowAttr is the attribute of opIf and the loops.
type flowAttr struct {
	graphs []*Subgraph
	vars   int // of a loop
	specs  []Spec
	limit  int // turns of a loop, -1 for any number
	// next gives the elements of a loop over something that only the run knows;
	// nil for other loops.
	next func(s *Scope) func() (elem []*Tensor, ok bool)
	keep bool // what gradients need
}

// flowRun is what a branch or loop keeps of a run for its gradient.
type flowRun struct {
	tape    *Tape
	in, out []*Tensor
}

func inferFlow(c *Call) []Spec {
	return append(slices.Clone(c.Attr.(*flowAttr).specs), Spec{DType: Bool})
}

// runFlow is the computation of a branch or loop, with what its gradient needs
// if a gradient was asked for where the graph was made. The last output stands
// for that.
func runFlow(f func(s *Scope, a *flowAttr, in []*Tensor) []*Tensor) func(s *Scope, c *Call, in []*Tensor) []*Tensor {
	return func(s *Scope, c *Call, in []*Tensor) []*Tensor {
		a := c.Attr.(*flowAttr)
		handle := ConstScalar(false)
		if !a.keep {
			return append(f(s, a, in), handle)
		}
		run := &flowRun{tape: NewTape(), in: slices.Clone(in)}
		run.tape.Persistent, run.tape.ManualWatch = true, true
		for i, t := range in {
			if differentiable(t.DType()) {
				run.in[i] = s.Identity(t)
				run.tape.Watch(run.in[i])
			}
		}
		s.PushTape(run.tape)
		defer s.PopTape(run.tape)
		run.out = f(s, a, run.in)
		handle.Meta = run
		return append(slices.Clone(run.out), handle)
	}
}

// opIf chooses between two subgraphs by its first input. The other inputs are
// what they capture.
var opIf = &Op{Name: "If", Stateful: true, Infer: inferFlow, Run: runFlow(func(s *Scope, a *flowAttr, in []*Tensor) []*Tensor {
	yes, no := a.graphs[0], a.graphs[1]
	n := 1 + len(yes.outer)
	if in[0].Array().Int(0) != 0 {
		return yes.run(s, nil, in[1:n])
	}
	return no.run(s, nil, in[n:])
})}

// opWhile repeats its second subgraph on the loop variables, which are the first
// inputs, while the first one holds. opEach does so for each element: its second
// subgraph begins with that.
var (
	opWhile = &Op{Name: "While", Stateful: true, Infer: inferFlow, Run: runFlow(runLoop)}
	opEach  = &Op{Name: "ReduceDataset", Stateful: true, Infer: inferFlow, Run: runFlow(runLoop)}
)

func runLoop(s *Scope, a *flowAttr, in []*Tensor) []*Tensor {
	test, body := a.graphs[0], a.graphs[1]
	vars, n := in[:a.vars], a.vars+len(test.outer)
	next := func() (elem []*Tensor, ok bool) { return nil, true }
	if a.next != nil {
		next = a.next(s)
	}
	for turn := 0; turn != a.limit; turn++ {
		if len(test.outputs) > 0 && test.run(s, vars, in[a.vars:n])[0].Array().Int(0) == 0 {
			break
		}
		s.Interrupted()
		elem, ok := next()
		if !ok {
			break
		}
		vars = body.run(s, append(elem, vars...), in[n:])
	}
	return slices.Clone(vars)
}

// flowGradAttr says which outputs of a branch or loop have a gradient and for
// which inputs it is wanted.
type flowGradAttr struct {
	outputs, inputs []int
	specs           []Spec
	keep            bool // what further gradients need
}

// opFlowGrad is the gradient of a branch or loop, or of such a gradient, by what
// the run of that has kept. Its inputs are the last output of that, the inputs
// that a gradient is wanted for, and the gradients of the outputs. The last
// output stands for what is kept of its own run: the tape of the branch or loop
// goes on.
var opFlowGrad = &Op{
	Name: "FlowGrad", Stateful: true,
	Infer: func(c *Call) []Spec { return append(slices.Clone(c.Attr.(*flowGradAttr).specs), Spec{DType: Bool}) },
	Run: func(s *Scope, c *Call, in []*Tensor) []*Tensor {
		a, run := c.Attr.(*flowGradAttr), in[0].Meta.(*flowRun)
		targets, sources := make([]*Tensor, len(a.outputs)), make([]*Tensor, len(a.inputs))
		for i, j := range a.outputs {
			targets[i] = run.out[j]
		}
		for i, j := range a.inputs {
			sources[i] = run.in[j]
		}
		seeds, handle := slices.Clone(in[1+len(sources):]), ConstScalar(false)
		if a.keep {
			for i, g := range seeds {
				seeds[i] = s.Identity(g)
				run.tape.Watch(seeds[i])
			}
			s.PushTape(run.tape)
			defer s.PopTape(run.tape)
		}
		grads := run.tape.Gradients(s, targets, seeds, sources)
		for i, g := range grads {
			if g == nil {
				grads[i] = s.ZerosLike(sources[i])
			}
		}
		handle.Meta = &flowRun{run.tape, slices.Concat([]*Tensor{nil}, sources, seeds), grads}
		return append(slices.Clone(grads), handle)
	},
}

// gradFlow is the gradient of a branch or loop, and of that gradient.
func gradFlow(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	switch a := c.Attr.(type) {
	case *flowAttr:
		a.keep = true
	case *flowGradAttr:
		a.keep = true
	}
	a := &flowGradAttr{}
	args := []*Tensor{out[len(out)-1]}
	for i, t := range in {
		if differentiable(t.DType()) {
			a.inputs, a.specs, args = append(a.inputs, i), append(a.specs, t.Spec()), append(args, t)
		}
	}
	for i, g := range gout {
		if g != nil {
			a.outputs, args = append(a.outputs, i), append(args, g)
		}
	}
	grads := make([]*Tensor, len(in))
	for i, g := range s.Apply(opFlowGrad, a, args...)[:len(a.inputs)] {
		grads[a.inputs[i]] = g
	}
	return grads
}

func init() {
	for _, op := range []*Op{opIf, opWhile, opEach, opFlowGrad} {
		op.Grad = gradFlow
	}
}

// If is what one of two subgraphs without arguments gives, as the condition, a
// boolean scalar, chooses when the graph runs. Their outputs have the same
// dtypes and numbers of axes.
func (s *Scope) If(cond *Tensor, yes, no *Subgraph) []*Tensor {
	a := &flowAttr{graphs: []*Subgraph{yes, no}}
	for i, t := range yes.outputs {
		sp, other := t.Spec(), no.outputs[i].Spec()
		if sp.DType != other.DType || len(sp.Shape) != len(other.Shape) {
			Throw(&Untraceable{Op: "a branch that gives tensors of several kinds"})
		}
		a.specs = append(a.specs, Spec{sp.DType, commonShape(sp.Shape, other.Shape)})
	}
	in := append([]*Tensor{cond}, append(slices.Clone(yes.outer), no.outer...)...)
	out := s.Apply(opIf, a, in...)
	return out[:len(out)-1]
}

// commonShape leaves open the axes in which two shapes of one rank differ.
func commonShape(a, b []int) []int {
	out := slices.Clone(a)
	for i, n := range b {
		if out[i] != n {
			out[i] = -1
		}
	}
	return out
}

// While repeats body, from the loop variables to the next ones, while test of
// them, a boolean scalar, holds, at most limit times unless that is negative. A
// test of nil always holds. specs are what is known of the variables in every
// turn.
func (s *Scope) While(vars []*Tensor, specs []Spec, test, body *Subgraph, limit int) []*Tensor {
	return s.loop(opWhile, &flowAttr{specs: specs, limit: limit}, vars, test, body)
}

// Each is [Scope.While], without a limit, for each element that next gives, with
// which the arguments of body begin.
func (s *Scope) Each(next func(s *Scope) func() ([]*Tensor, bool), vars []*Tensor, specs []Spec, test, body *Subgraph) []*Tensor {
	return s.loop(opEach, &flowAttr{specs: specs, limit: -1, next: next}, vars, test, body)
}

func (s *Scope) loop(op *Op, a *flowAttr, vars []*Tensor, test, body *Subgraph) []*Tensor {
	if test == nil {
		test = &Subgraph{trace: &Trace{}}
	}
	changed := map[*Variable]bool{}
	body.trace.changes(changed)
	test.readAnew(changed)
	a.graphs, a.vars = []*Subgraph{test, body}, len(vars)
	in := slices.Clone(vars)
	for _, g := range a.graphs {
		in = append(in, g.outer...)
	}
	out := s.Apply(op, a, in...)
	return out[:len(out)-1]
}
