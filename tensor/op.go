package tensor

import "sync/atomic"

// Spec is what is known of a tensor without its values. An axis of -1 is not
// known yet (None in Keras).
type Spec struct {
	DType DType
	Shape []int
}

// Op declares an operation once: shape inference, computation and gradient.
// Which dtypes an op takes that goes by the name of one of TensorFlow's, a table
// says (see [Call.CheckTypes] for others).
// From the declaration follow the eager call, the tape entry, the node of a
// symbolic graph or traced plan, and the gradient check in the tests.
type Op struct {
	Name string

	// Infer gives the specs of the outputs from c.In and c.Attr. Axes of -1
	// may occur in the inputs of a symbolic call. It throws on wrong input.
	Infer func(c *Call) []Spec

	// Eval computes the outputs. The arrays in in and out are contiguous; out
	// has the inferred specs and undefined contents. It must not keep them, and
	// allocates nothing where it can.
	Eval func(c *Call, in, out []*Array)

	// Dynamic computes the outputs of an op whose output shape depends on
	// values (boolean_mask, unique); such an op cannot take part in a plan.
	// Infer, when given, serves symbolic calls with -1 for what is not known.
	Dynamic func(c *Call, in []*Array) []*Array

	// Run computes the outputs by other ops, of an op that takes part in graphs
	// only: a branch or a loop.
	Run func(s *Scope, c *Call, in []*Tensor) []*Tensor

	// Grad gives the gradient with respect to each input, nil for none, in
	// terms of other ops, so that it can be differentiated again. gout has
	// nil where an output has no gradient. A nil Grad stops the gradient.
	Grad func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor

	// Alias says that output 0 is input 0 under another shape.
	Alias bool

	// Stateful ops (random numbers) are neither folded nor shared, and are
	// recorded by a trace even when no input is symbolic.
	Stateful bool

	// Elementwise says that every output element depends on the input elements
	// at the same (broadcast) position only, so that output 0 may overwrite
	// an input of its own size.
	Elementwise bool

	// Hint, where declared, gives output 0 the known elements of a small
	// symbolic integer tensor (-1 unknown), as shape arithmetic such as
	// tf.shape(x)[0] needs it.
	Hint func(c *Call, in []*Tensor) []int

	// Expand, where declared, computes the op by others, of which files can hold
	// what there is no op of TensorFlow's for.
	Expand func(s *Scope, c *Call, in []*Tensor) []*Tensor

	// Inputs names those of the inputs of TensorFlow's op of this name that the
	// inputs are, "-" for none, where they are not the same: "input updates".
	Inputs string

	types atomic.Pointer[signature] // read of the table when first used
	final bool                      // asking for a gradient is an error
}

// Call is one use of an op: its attributes and, in a plan, what it keeps from
// step to step.
type Call struct {
	Op    *Op
	Attr  any // the op's own attribute struct, nil when it has none
	In    []Spec
	Out   []Spec
	Scope *Scope
	work  [][]float32
	ints  []int32
	one   [1]Spec
	pool  *[][]float32 // in a plan: the scratch memory that all steps share
	kept  any          // an object of the op's own, kept from step to step
	spent []bool       // in a plan: by input, whether nobody needs it any more

	node     string    // the name of the op in its graph
	symbolic bool      // while a graph is built
	given    []*Tensor // the inputs, while a graph is built
}

// spends reports whether the call may use the memory of input i for work of its
// own: it is the last one to read it.
func (c *Call) spends(i int) bool { return i < len(c.spent) && c.spent[i] }

// Work is scratch memory i of at least n floats; a plan keeps the storage from
// step to step. Contents are undefined.
func (c *Call) Work(i, n int) []float32 {
	w := &c.work
	if c.pool != nil {
		w = c.pool
	}
	for len(*w) <= i {
		*w = append(*w, nil)
	}
	if cap((*w)[i]) < n {
		(*w)[i] = make([]float32, n)
	}
	return (*w)[i][:n]
}

// result is the specs of an op with one output, kept in the call itself.
func (c *Call) result(sp Spec) []Spec {
	c.one[0] = sp
	return c.one[:]
}

// Apply runs op on inputs in the way that they and the scope ask for: on
// values at once, or symbolically when an input has no value (or, for a
// stateful op, when a trace is being made).
func (s *Scope) Apply(op *Op, attr any, in ...*Tensor) []*Tensor {
	return s.apply(op, attr, append([]*Tensor(nil), in...))
}

func (s *Scope) apply(op *Op, attr any, in []*Tensor) []*Tensor {
	share(in)
	c := &Call{Op: op, Attr: attr, In: make([]Spec, len(in)), Scope: s}
	symbolic := op.Stateful && s.trace != nil
	for i, t := range in {
		if t.arr == nil && t.later != nil && !s.records(t.later) {
			s.leaked(t)
			return s.apply(op, attr, latest(in))
		}
		c.In[i] = t.spec
		if t.arr == nil {
			s.Accessible(t)
			symbolic = true
		}
	}
	c.symbolic = symbolic || s.trace != nil // as errors see it: constants, too, are tensors of a graph
	if s.namer() != nil {
		c.given = in
	}
	op.checkTypes(c)
	c.symbolic = symbolic
	var out []*Tensor
	switch {
	case symbolic:
		out = s.applySymbolic(c, in)
	case op.Run != nil:
		return op.Run(s, c, in) // whose ops the tapes see
	case op.Dynamic != nil:
		if op.Infer != nil { // which checks the inputs
			op.Infer(c)
		}
		arrays := op.Dynamic(c, arraysOf(in))
		out = make([]*Tensor, len(arrays))
		for i, a := range arrays {
			out[i] = FromArray(a)
		}
	default:
		if s.trace == nil {
			c.Out = op.Infer(c)
		} else {
			c.Out = inferSymbolic(c)
		}
		out = applyEager(c, in)
	}
	for _, t := range s.tapes {
		t.record(c, in, out)
	}
	return out
}

// latest replaces the symbols of recordings that are over by their values.
func latest(in []*Tensor) []*Tensor {
	out := append([]*Tensor(nil), in...)
	for i, t := range out {
		if t.arr == nil && t.later != nil {
			out[i] = t.later.look(t)
		}
	}
	return out
}

// Apply1 is [Scope.Apply] for an op with one output.
func (s *Scope) Apply1(op *Op, attr any, in ...*Tensor) *Tensor {
	if s.direct(op, in) {
		return s.runDirect(op, attr, in)
	}
	return s.apply(op, attr, append([]*Tensor(nil), in...))[0]
}

func arraysOf(in []*Tensor) []*Array {
	arrays := make([]*Array, len(in))
	for i, t := range in {
		arrays[i] = t.arr
	}
	return arrays
}

func applyEager(c *Call, in []*Tensor) []*Tensor {
	if c.Op.Alias {
		return []*Tensor{FromArray(in[0].arr.Reshape(c.Out[0].Shape))}
	}
	arrays := make([]*Array, len(in)+len(c.Out))
	for i, t := range in {
		arrays[i] = t.arr
	}
	outs := arrays[len(in):]
	out := make([]*Tensor, len(c.Out))
	for i, sp := range c.Out {
		out[i] = newTensor(sp)
		outs[i] = out[i].arr
	}
	c.Op.Eval(c, arrays[:len(in)], outs)
	c.work = nil
	return out
}

func (s *Scope) applySymbolic(c *Call, in []*Tensor) []*Tensor {
	if c.Op.Infer == nil || c.Op.Dynamic != nil && s.trace != nil && !s.trace.replayed {
		if s.trace != nil && s.trace.recording != nil {
			return s.trace.recording.applyNow(s, c, in)
		}
		Throw(&Untraceable{Op: c.Op.Name})
	}
	c.Out = inferSymbolic(c)
	c.given = nil
	node := &Node{Call: c, In: in}
	node.Out = make([]*Tensor, len(c.Out))
	for i, sp := range c.Out {
		node.Out[i] = &Tensor{spec: sp, node: node, index: i}
		if s.trace != nil {
			node.Out[i].later = s.trace.recording
			node.Out[i].graph = s.trace.own()
		}
	}
	if c.Op.Hint != nil {
		node.Out[0].hint = c.Op.Hint(c, in)
	}
	if s.trace != nil {
		s.trace.nodes = append(s.trace.nodes, node)
	}
	if tr := s.namer(); tr != nil {
		tr.nameNode(node)
	}
	return node.Out
}

// Update runs an op that changes variables in place: Eval gets their arrays
// as out. In a trace it becomes a step with that effect, within [Scope.Infer]
// nothing happens. Its Infer is not called.
func (s *Scope) Update(op *Op, attr any, vars []*Variable, in ...*Tensor) {
	c := &Call{Op: op, Attr: attr, Scope: s, In: make([]Spec, len(in)), Out: make([]Spec, len(vars))}
	for i, v := range vars {
		c.Out[i] = Spec{v.arr.dtype, v.arr.shape}
	}
	share(in)
	symbolic := s.trace != nil
	for i, t := range in {
		c.In[i] = t.spec
		symbolic = symbolic || t.arr == nil
	}
	if s.inferring && s.trace == nil {
		return
	}
	if symbolic {
		if s.trace == nil {
			Throwf("TypeError", "a variable cannot take a symbolic value outside of a traced step")
		}
		s.trace.nodes = append(s.trace.nodes, &Node{Call: c, In: append([]*Tensor(nil), in...), Vars: vars})
		return
	}
	out := make([]*Array, len(vars))
	for i, v := range vars {
		v.own()
		out[i] = v.arr
	}
	op.Eval(c, arraysOf(in), out)
}

// Node is a use of an op in a symbolic graph or a trace.
type Node struct {
	Call *Call
	In   []*Tensor
	Out  []*Tensor
	Vars []*Variable // changed in place, for the nodes made by Update
	read *Variable   // the variable that a read node stands for
	// custom is the gradient of a node that stands for RecordCustom, which
	// computes nothing.
	custom func(s *Scope, gout []*Tensor) []*Tensor
}

// Untraceable is thrown by what needs a value where there is none: an op with
// a value-dependent shape, user code that looks at numbers. Whoever makes a
// trace then takes the eager way.
type Untraceable struct {
	Op string
	// Late says that a recording with late tapes has it.
	Late bool
}

func (e *Untraceable) Error() string {
	return "ValueError: " + e.Op + " is not available: a symbolic tensor has no value"
}
