package tensor

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// GraphOp is an op of a graph as TensorFlow would have it there.
type GraphOp struct {
	Name, Type string
	Inputs     []string // names of tensors: "x", "split:1"
}

// label is what a tensor is called in the graph of a trace.
type label struct {
	op    *GraphOp
	index int // among the op's outputs
	trace *Trace
}

func (l *label) String() string { return l.op.Name + ":" + strconv.Itoa(l.index) }

// input is the label as other ops name it.
func (l *label) input() string {
	if l.index == 0 {
		return l.op.Name
	}
	return l.String()
}

// graphNames gives the ops of a graph names of their own, as TensorFlow does.
type graphNames struct {
	used  map[string]int
	scope string // the name scope, "" or "dense"
	ops   []*GraphOp
	call  *NamedCall // the function that is being called
	flow  string     // the branch or loop that comes next
	outs  map[*GraphOp][]*Tensor
	// undo is what used was before, by key, since a call has begun that may leave
	// nothing.
	undo map[string]int
}

// take notes a key as used, n times.
func (g *graphNames) take(key string, n int) {
	if _, ok := g.undo[key]; !ok && g.undo != nil {
		g.undo[key] = g.used[key]
	}
	g.used[key] = n
}

// revert makes the names free again that have been taken since undo was set, and
// sets it to what it was before.
func (g *graphNames) revert(before map[string]int) {
	for key, n := range g.undo {
		if g.used[key] = n; n == 0 {
			delete(g.used, key)
		}
	}
	g.undo = before
}

// unique is a name in the present scope that no other op has, whatever its case.
func (g *graphNames) unique(name string) string {
	if g.scope != "" {
		name = g.scope + "/" + name
	}
	if g.used == nil {
		g.used = map[string]int{}
	}
	key := strings.ToLower(name)
	i := g.used[key]
	g.take(key, i+1)
	if i == 0 {
		return name
	}
	base := key
	for g.used[key] > 0 {
		key = fmt.Sprintf("%s_%d", base, i)
		i++
	}
	g.take(key, 1)
	return fmt.Sprintf("%s_%d", name, i-1)
}

// next is what unique will give, once.
func (g *graphNames) next(name string) string {
	before := g.undo
	g.undo = map[string]int{}
	defer g.revert(before)
	return g.unique(name)
}

func (g *graphNames) add(name, kind string, inputs ...string) *GraphOp {
	op := &GraphOp{Name: name, Type: kind, Inputs: inputs}
	g.ops = append(g.ops, op)
	return op
}

// NameInput calls a symbol that is an input of the trace that is being made by a
// name.
func (s *Scope) NameInput(t *Tensor, name string) {
	if tr := s.namer(); tr != nil {
		g := &tr.names
		tr.Label(t, g.add(g.unique(name), "Placeholder"), 0)
	}
}

// Naming reports whether ops have names in a graph that is being made, or would.
func (s *Scope) Naming() bool { return s.namer() != nil }

// namer is the graph that gives ops their names: the one that is being made, or
// one that is there for its names only.
func (s *Scope) namer() *Trace {
	if s.trace != nil {
		return s.trace
	}
	return s.naming
}

// NameSource calls symbols that are inputs of the trace that is being made the
// outputs of one op.
func (s *Scope) NameSource(name string, ts []*Tensor) {
	op := s.trace.Append(name, name)
	for i, t := range ts {
		s.trace.Label(t, op, i)
	}
}

// Label calls a tensor output index of op in the graph of the trace.
func (t *Trace) Label(x *Tensor, op *GraphOp, index int) {
	x.label = &label{op, index, t}
	g := &t.names
	if g.outs == nil {
		g.outs = map[*GraphOp][]*Tensor{}
	}
	g.outs[op] = append(g.outs[op], x)
}

// Outputs are the tensors of an op of the graph that code has met.
func (t *Trace) Outputs(op *GraphOp) []*Tensor { return t.names.outs[op] }

// Append adds an op to the graph that nothing computes.
func (t *Trace) Append(name, kind string, inputs ...string) *GraphOp {
	return t.names.add(t.names.unique(name), kind, inputs...)
}

// Trace is the graph that the tensor belongs to, nil for none.
func (t *Tensor) Trace() *Trace {
	if t.label == nil {
		return nil
	}
	return t.label.trace
}

// Rename gives what an op has made another name.
func (s *Scope) Rename(t *Tensor, name string) {
	if s.trace == nil || t.label == nil {
		return
	}
	t.label.op.Name = s.trace.names.unique(name)
}

// InGraph reports whether the tensor belongs to a graph that is being made,
// though it may have a value: a constant does.
func (t *Tensor) InGraph() bool { return t.label != nil && t.label.trace.open }

// Op is the op of a graph that makes the tensor, and which of its outputs it is;
// nil for a tensor of no graph.
func (t *Tensor) Op() (op *GraphOp, index int) {
	if t.label == nil {
		return nil, 0
	}
	return t.label.op, t.label.index
}

// EnterNames begins a name scope of the graph that is being made, which leave
// ends. A name that ends in a slash is a whole one, as it is.
func (s *Scope) EnterNames(name string) (full string, leave func()) {
	tr := s.namer()
	if tr == nil || tr.names.call != nil || name == "" {
		return "", func() {}
	}
	g := &tr.names
	before := g.scope
	if whole, ok := strings.CutSuffix(name, "/"); ok {
		g.scope = whole
	} else {
		g.scope = g.unique(name)
	}
	return g.scope, func() { g.scope = before }
}

// NameFlow gives the branch or loop that comes next a name, which is the name
// scope of its subgraphs.
func (s *Scope) NameFlow(kind string) string {
	if s.trace == nil {
		return kind
	}
	g := &s.trace.names
	g.flow = g.unique(kind)
	return g.flow
}

// GraphOps are the ops of the graph so far.
func (t *Trace) GraphOps() []*GraphOp { return t.names.ops }

// Outputs are the tensors that the recorded function wants to have.
func (r *Recording) Outputs() []*Tensor { return r.outputs }

// Trace is the trace of the recording.
func (r *Recording) Trace() *Trace { return r.trace }

// Graph is the trace that is being made, nil for none.
func (s *Scope) Graph() *Trace { return s.trace }

// NamedCall is a call of one of TensorFlow's functions within a graph, whose ops
// have their names.
type NamedCall struct {
	trace *Trace
	ops   []*GraphOp
	made  bool // it has given something new
}

// NameCall begins a call that makes the given ops, in this order, with names as
// they have in an empty graph; named is the name that the last of them is given,
// "" for its own. What the call does with other ops is not seen until
// [NamedCall.End]. It is nil where no graph is being made or another call goes
// on.
func (s *Scope) NameCall(ops []GraphOp, named string) *NamedCall {
	tr := s.namer()
	if tr == nil || tr.names.call != nil || len(ops) == 0 {
		return nil
	}
	g := &tr.names
	c := &NamedCall{trace: tr}
	g.undo = map[string]int{}
	last := head(ops[len(ops)-1].Name)
	heads := map[string]string{}
	for _, op := range ops {
		first := head(op.Name)
		if _, ok := heads[first]; !ok {
			switch {
			case first == last && named != "":
				heads[first] = g.unique(named)
			default:
				heads[first] = g.unique(repeated(first, heads))
			}
		}
		o := op
		o.Name = heads[first] + op.Name[len(first):]
		o.Inputs = nil
		c.ops = append(c.ops, &o)
	}
	g.call = c
	return c
}

func head(name string) string {
	first, _, _ := strings.Cut(name, "/")
	return first
}

// repeated is the name that an op of a call asked for, of which others may have
// had it before: Const of Const_1.
func repeated(name string, before map[string]string) string {
	if i := strings.LastIndexByte(name, '_'); i > 0 {
		if _, ok := before[name[:i]]; ok {
			if _, err := strconv.Atoi(name[i+1:]); err == nil {
				return name[:i]
			}
		}
	}
	return name
}

// Op is the call's i-th op.
func (c *NamedCall) Op(i int) *GraphOp { return c.ops[i] }

// Last is the op that the call is named for.
func (c *NamedCall) Last() *GraphOp { return c.ops[len(c.ops)-1] }

// Constant makes a constant an input of the last op, and an op of the call
// unless it is one.
func (c *NamedCall) Constant(name string) {
	op := c.Last()
	op.Inputs = append(op.Inputs, name)
	if !slices.ContainsFunc(c.ops, func(o *GraphOp) bool { return o.Name == name }) {
		c.ops = slices.Insert(c.ops, len(c.ops)-1, &GraphOp{Name: name, Type: "Const"})
	}
}

// Label calls a result of the call output index of op, unless the graph knows it
// already.
func (c *NamedCall) Label(t *Tensor, op *GraphOp, index int) {
	if t.label != nil && t.label.trace == c.trace || t.v != nil {
		return
	}
	c.made = true
	c.trace.Label(t, op, index)
}

// End ends the call. One that gave nothing new, as a cast to the same dtype, has
// left no ops; nor has one that failed.
func (c *NamedCall) End(ok bool) {
	if c == nil {
		return
	}
	g := &c.trace.names
	g.call = nil
	switch {
	case ok && c.made:
		g.ops = append(g.ops, c.ops...)
	case ok:
		g.revert(nil)
	}
	g.undo = nil
}

// nameNode names the outputs of a node that no function of TensorFlow's has made.
func (t *Trace) nameNode(n *Node) {
	g := &t.names
	if g.call != nil {
		n.Call.node = n.Call.nodeName(n.Call.Op.Name)
		return
	}
	if len(n.Out) == 0 {
		return
	}
	if _, ok := n.Call.Attr.(*flowAttr); ok {
		t.nameFlow(n)
		return
	}
	name := n.Out[0].OpName()
	kind := name[strings.LastIndexByte(name, '/')+1:]
	if short, ok := nodeNames[name]; ok {
		name = short
	}
	op := g.add(g.unique(name), kind)
	n.Call.node = op.Name
	for _, x := range n.In {
		if x.label != nil {
			op.Inputs = append(op.Inputs, x.label.input())
		}
	}
	for i, x := range n.Out {
		t.Label(x, op, i)
	}
}

// nameFlow names what a branch or loop gives. Each result of a branch is that of
// an op of its own; a loop counts its turns in two variables before the others.
func (t *Trace) nameFlow(n *Node) {
	g := &t.names
	name := g.flow
	if name == "" {
		name = g.unique(strings.ToLower(n.Call.Op.Name))
	}
	op := g.add(name, n.Call.Op.Name)
	for i, x := range n.Out[:len(n.Out)-1] {
		switch n.Call.Op.Name {
		case "If":
			scope := g.scope
			g.scope = name
			t.Label(x, g.add(g.unique("Identity"), "Identity", name), 0)
			g.scope = scope
		case "While":
			t.Label(x, op, i+2)
		default:
			t.Label(x, op, i)
		}
	}
}

// nodeNames are the names that TensorFlow gives the results of ops in a graph,
// where they are not the op's own.
var nodeNames = map[string]string{
	"AddV2": "add", "Sub": "sub", "Mul": "mul", "RealDiv": "truediv", "FloorDiv": "floordiv", "FloorMod": "mod", "Pow": "pow",
	"StridedSlice": "strided_slice", "ConcatV2": "concat", "Pack": "stack", "Transpose": "transpose",
	"BatchNormInference": "batchnorm/add_1", "Gelu": "Gelu/mul_1", "HardSigmoid": "clip_by_value", "LayerNorm": "add", "Mish": "mul",
	"PadV2": "Pad", "Swish": "IdentityN", "SigmoidCrossEntropyWithLogits": "logistic_loss",
	"SparseSoftmaxCrossEntropyWithLogits": "SparseSoftmaxCrossEntropyWithLogits/SparseSoftmaxCrossEntropyWithLogits",
	"SoftmaxCrossEntropyWithLogits":       "softmax_cross_entropy_with_logits/Reshape_2",
}

// nameRead names the value of a variable. The first time, the variable becomes an
// input of the graph.
func (t *Trace) nameRead(v *Variable, x *Tensor) {
	g := &t.names
	name := "ReadVariableOp"
	if c := g.call; c != nil {
		scope := g.scope
		g.scope = c.Last().Name
		name = g.unique(name)
		g.scope = scope
	} else {
		name = g.unique(name)
	}
	t.Label(x, g.add(name, "ReadVariableOp", t.capture(v, name)), 0)
}

// capture makes the variable an input of the graph, if it is none yet, of which
// op is the first user. It gives the input's name.
func (t *Trace) capture(v *Variable, op string) string {
	if t.around != nil {
		t.around.capture(v, t.around.names.flow)
	}
	if i := slices.Index(t.captured, v); i >= 0 {
		return t.resources[i]
	}
	resource := op + "/resource"
	t.captured, t.resources = append(t.captured, v), append(t.resources, resource)
	t.names.add(resource, "Placeholder")
	return resource
}

// UpdateIn runs f, which changes a variable, as an op of this kind in the graph
// that is being made, if one is.
func (s *Scope) UpdateIn(v *Variable, kind string, f func()) {
	c := s.NameCall([]GraphOp{{Name: kind, Type: kind}}, "")
	if c == nil {
		f()
		return
	}
	c.made = true
	c.ops[0].Inputs = []string{c.trace.capture(v, c.ops[0].Name)}
	ok := false
	defer func() { c.End(ok) }()
	f()
	ok = true
}

// Captured are the variables that the trace reads, and the names of the inputs
// that stand for them.
func (t *Trace) Captured() ([]*Variable, []string) { return t.captured, t.resources }

// GraphName is what the tensor is called in a graph, "" for nothing.
func (t *Tensor) GraphName() string {
	if t.label == nil {
		return ""
	}
	return t.label.String()
}
