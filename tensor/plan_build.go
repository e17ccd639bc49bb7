package tensor

// planner turns a trace into a plan.
type planner struct {
	scope   *Scope
	nodes   []*Node
	inputs  []*Tensor
	outputs []*Tensor

	known  map[*Tensor]*planValue
	live   []bool // by node
	calls  []plannedCall
	values []*planValue
	never  int // the position after the last step
}

// plannedCall is a step under construction.
type plannedCall struct {
	node    *Node
	call    *Call
	eval    func(c *Call, in, out []*Array)
	in, out []*planValue
}

// planValue is a traced tensor. Values that are another one under a new shape
// have it as base; root is the value at the end of that chain.
type planValue struct {
	spec   Spec
	base   *planValue
	kind   valueKind
	header *Array
	v      *Variable
	read   int // the position at which a variable was read
	place  place
	stays  bool // wanted as an output
}

type valueKind uint8

const (
	valueInput valueKind = iota
	valueConst
	valueVariable
	valueArena // made by a step
)

func newPlanner(s *Scope, tr *Trace, inputs, outputs []*Tensor) *planner {
	return &planner{scope: s, nodes: tr.nodes, inputs: inputs, outputs: outputs, known: map[*Tensor]*planValue{}}
}

// root is the value whose memory v has. The way there is halved as it is gone:
// values that overwrite one another make long chains.
func (v *planValue) root() *planValue {
	for v.base != nil {
		if v.base.base != nil {
			v.base = v.base.base
		}
		v = v.base
	}
	return v
}

// collect finds what takes part and turns it into calls in program order.
func (b *planner) collect() {
	b.findLive()
	for _, t := range b.inputs {
		if !IsStatic(t.spec.Shape) {
			Throw(&Untraceable{Op: "an input of unknown shape"})
		}
		b.add(t, &planValue{spec: t.spec, kind: valueInput})
	}
	for i, n := range b.nodes {
		if b.live[i] {
			b.visit(n)
		}
	}
	for _, t := range b.outputs {
		b.value(t).root().stays = true
	}
	b.never = len(b.calls)
	b.copyChangedReads()
}

func (b *planner) add(t *Tensor, v *planValue) *planValue {
	b.known[t] = v
	b.values = append(b.values, v)
	return v
}

// value is the planValue of a tensor that a call uses.
func (b *planner) value(t *Tensor) *planValue {
	if v := b.known[t]; v != nil {
		return v
	}
	if t.arr == nil {
		Throwf("ValueError", "a traced computation uses a symbolic tensor of shape %s that is not one of its inputs", ShapeString(t.spec.Shape))
	}
	return b.add(t, &planValue{spec: t.spec, kind: valueConst, header: t.Array()})
}

// findLive marks the nodes with an effect and those that they or the outputs
// depend on.
func (b *planner) findLive() {
	maker := map[*Node]int{}
	for i, n := range b.nodes {
		maker[n] = i
	}
	b.live = make([]bool, len(b.nodes))
	want := func(t *Tensor) {
		if i, ok := maker[t.node]; ok && t.node != nil {
			b.live[i] = true
		}
	}
	for _, t := range b.outputs {
		want(t)
	}
	for i := len(b.nodes) - 1; i >= 0; i-- {
		n := b.nodes[i]
		if n.Vars != nil || n.Call != nil && n.Call.Op.Stateful {
			b.live[i] = true
		}
		if b.live[i] {
			for _, t := range n.In {
				want(t)
			}
		}
	}
}

// visit adds one node.
func (b *planner) visit(n *Node) {
	if n.read != nil {
		t := n.Out[0]
		b.add(t, &planValue{spec: t.spec, kind: valueVariable, v: n.read, read: len(b.calls)})
		return
	}
	op := n.Call.Op
	if op.Eval == nil {
		Throw(&Untraceable{Op: op.Name})
	}
	in := make([]*planValue, len(n.In))
	constant := n.Vars == nil && !op.Stateful
	for i, t := range n.In {
		in[i] = b.value(t)
		constant = constant && in[i].root().kind == valueConst
	}
	for _, t := range n.Out {
		if !IsStatic(t.spec.Shape) {
			Throw(&Untraceable{Op: op.Name})
		}
	}
	if constant {
		b.fold(n, in)
		return
	}
	if op.Alias {
		b.add(n.Out[0], &planValue{spec: n.Out[0].spec, base: in[0], kind: in[0].root().kind})
		return
	}
	c := *n.Call
	c.Scope, c.work, c.pool = b.scope, nil, &b.scope.arena.work
	call := plannedCall{node: n, call: &c, eval: op.Eval, in: in}
	for _, t := range n.Out {
		call.out = append(call.out, b.add(t, &planValue{spec: t.spec, kind: valueArena}))
	}
	b.calls = append(b.calls, call)
}

// fold computes a node with constant inputs now.
func (b *planner) fold(n *Node, in []*planValue) {
	arrays := make([]*Array, len(in))
	for i, v := range in {
		arrays[i] = v.header
	}
	outs := make([]*Array, len(n.Out))
	if n.Call.Op.Alias {
		outs[0] = arrays[0].Reshape(n.Out[0].spec.Shape)
	} else {
		for i, t := range n.Out {
			outs[i] = NewArray(t.spec.DType, t.spec.Shape...)
		}
		n.Call.Op.Eval(n.Call, arrays, outs)
	}
	for i, t := range n.Out {
		b.add(t, &planValue{spec: t.spec, kind: valueConst, header: outs[i]})
	}
}

// opCopy keeps a value that its variable loses later in the same run.
var opCopy = &Op{Name: "Copy", Eval: func(c *Call, in, out []*Array) { out[0].CopyFrom(in[0]) }}

// copyChangedReads gives the reads that are still used when their variable
// changes a copy, made where they were read.
func (b *planner) copyChangedReads() {
	lastUse := b.lastUses()
	updates := map[*Variable][]int{}
	for i, c := range b.calls {
		for _, v := range c.node.Vars {
			updates[v] = append(updates[v], i)
		}
	}
	var copies []*planValue
	for _, v := range b.values {
		if v.kind != valueVariable || v.base != nil {
			continue
		}
		for _, u := range updates[v.v] {
			if u >= v.read && u <= lastUse[v] {
				copies = append(copies, v)
				break
			}
		}
	}
	if len(copies) == 0 {
		return
	}
	at := map[int][]plannedCall{}
	for _, v := range copies {
		from := &planValue{spec: v.spec, kind: valueVariable, v: v.v, read: v.read}
		b.values = append(b.values, from)
		v.kind = valueArena
		at[v.read] = append(at[v.read], plannedCall{
			node: &Node{}, eval: opCopy.Eval, in: []*planValue{from}, out: []*planValue{v},
			call: &Call{Op: opCopy, In: []Spec{v.spec}, Out: []Spec{v.spec}, Scope: b.scope},
		})
	}
	var calls []plannedCall
	for i := 0; i <= len(b.calls); i++ {
		calls = append(calls, at[i]...)
		if i < len(b.calls) {
			calls = append(calls, b.calls[i])
		}
	}
	b.calls, b.never = calls, len(calls)
}

// lastUses is the position of the last call that uses each root; outputs are
// used after all calls.
func (b *planner) lastUses() map[*planValue]int {
	last := map[*planValue]int{}
	for i, c := range b.calls {
		for _, v := range c.in {
			last[v.root()] = i
		}
	}
	for _, v := range b.values {
		if r := v.root(); r.stays {
			last[r] = b.never
		}
	}
	return last
}
