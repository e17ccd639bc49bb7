package tensor

import (
	"fmt"
	"slices"
)

// GraphTypes is types in an attribute: the names of dtypes, "resource" for
// variables.
type GraphTypes []string

// writeFlow adds a branch or loop with the functions that it chooses from.
func (w *graphWriter) writeFlow(n *Node, in []string) {
	a := n.Call.Attr.(*flowAttr)
	if n.Call.Op == opEach || a.next != nil {
		Throwf("NotImplementedError", "a function with a loop over elements that only its run knows cannot be saved")
	}
	outs := n.Out[:len(n.Out)-1]
	for _, t := range slices.Concat(n.In, outs) {
		if t.DType() == HandleSpec.DType {
			Throwf("NotImplementedError", "a function with a TensorArray in a branch or loop cannot be saved")
		}
	}
	if n.Call.Op == opIf {
		w.writeIf(a, n.In, in, outs)
		return
	}
	w.writeWhile(a, n.In, in, outs)
}

// inner begins a function within the one that is written.
func (w *graphWriter) inner(kind string, args []*Tensor) *graphWriter {
	w.root.functions++
	name := fmt.Sprintf("%s_%s_%d", w.root.name, kind, w.root.functions)
	sub := newGraphWriter(name, w.root)
	for i, t := range args {
		arg := fmt.Sprintf("arg_%d", i)
		sub.f.Args, sub.f.In = append(sub.f.Args, arg), append(sub.f.In, t.Spec())
		sub.types[arg] = t.DType()
	}
	return sub
}

// subgraph writes a subgraph whose params are those arguments from first on.
func (w *graphWriter) subgraph(g *Subgraph, places []int) {
	for i, p := range g.params {
		w.bind(p, w.f.Args[places[i]])
	}
	for _, n := range g.trace.nodes {
		w.node(n)
	}
}

// result makes a tensor a result of the function.
func (w *graphWriter) result(ref string, sp Spec) {
	w.f.Outputs = append(w.f.Outputs, w.op("Identity", sp.DType, []string{ref}))
	w.f.Out = append(w.f.Out, sp)
}

func places(first, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = first + i
	}
	return out
}

func typesOf(ts []*Tensor) (out GraphTypes) {
	for _, t := range ts {
		out = append(out, t.DType().String())
	}
	return out
}

func shapesOf(ts []*Tensor) (out []GraphShape) {
	for _, t := range ts {
		out = append(out, GraphShape{Dims: t.Shape()})
	}
	return out
}

// together makes functions of one set of variables: each gets those of all as
// arguments. It gives what stands for these here.
func (w *graphWriter) together(subs ...*graphWriter) (refs []string, types GraphTypes) {
	var all []*Variable
	for _, sub := range subs {
		for _, v := range sub.f.Captures {
			if !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	for _, sub := range subs {
		sub.rename(all)
		w.root.inner = append(w.root.inner, NamedGraph{sub.name, sub.f})
	}
	for _, v := range all {
		refs, types = append(refs, w.variable(v)), append(types, "resource")
	}
	return refs, types
}

// rename makes the function's captures those of a list.
func (w *graphWriter) rename(all []*Variable) {
	names := map[string]string{}
	for i, v := range all {
		if old, ok := w.variables[v]; ok {
			names[old] = CaptureName(i)
		}
	}
	for i := range w.f.Nodes {
		n := &w.f.Nodes[i]
		for j, ref := range n.Inputs {
			if to, ok := names[ref]; ok {
				n.Inputs[j] = to
			}
		}
	}
	for i, ref := range w.f.Outputs {
		if to, ok := names[ref]; ok {
			w.f.Outputs[i] = to
		}
	}
	w.f.Captures = all
}

// distinct are the first n of inputs, each for itself, then those of the others
// that differ: gradients in TensorFlow know inputs by what is passed. at is the
// place of each input among them.
func (w *graphWriter) distinct(ts []*Tensor, in []string, n int) (args []*Tensor, refs []string, at []int) {
	seen := map[string]int{}
	for i, ref := range in {
		if k, ok := seen[ref]; ok {
			if i >= n {
				at = append(at, k)
				continue
			}
			ref = w.op("Identity", ts[i].DType(), []string{ref})
		}
		seen[ref] = len(args)
		at = append(at, len(args))
		args, refs = append(args, ts[i]), append(refs, ref)
	}
	return args, refs, at
}

func (w *graphWriter) writeIf(a *flowAttr, ts []*Tensor, in []string, outs []*Tensor) {
	yes, no := a.graphs[0], a.graphs[1]
	args, inputs, at := w.distinct(ts[1:], in[1:], 0)
	side := func(kind string, g *Subgraph, places []int) *graphWriter {
		sub := w.inner(kind, args)
		sub.subgraph(g, places)
		for i, t := range g.outputs {
			sub.result(sub.ref(t), Spec{t.DType(), outs[i].Shape()})
		}
		return sub
	}
	n := len(yes.outer)
	then, other := side("cond_true", yes, at[:n]), side("cond_false", no, at[n:])
	refs, resources := w.together(then, other)
	op := "StatelessIf"
	if then.stateful || other.stateful {
		op = "If"
	}
	name := w.add(op, slices.Concat(in[:1], inputs, refs),
		GraphAttr{"Tcond", Bool}, GraphAttr{"Tin", append(typesOf(args), resources...)}, GraphAttr{"Tout", typesOf(outs)},
		GraphAttr{"then_branch", GraphCall(then.name)}, GraphAttr{"else_branch", GraphCall(other.name)}, GraphAttr{"output_shapes", shapesOf(outs)})
	for i, t := range outs {
		w.bind(t, resultOf(op, name, i))
	}
	w.bound(op, name)
}

// bound notes a branch or loop that changes variables or draws numbers.
func (w *graphWriter) bound(op, name string) {
	if op == "If" || op == "While" {
		w.stateful = true
		w.ordered()
		w.f.Effects = append(w.f.Effects, name)
	}
}

// writeWhile adds a loop. As TensorFlow wants it for gradients, its variables are a
// counter and the largest number of turns, those of the loop, then what test and
// body use of the graph around and do not change.
func (w *graphWriter) writeWhile(a *flowAttr, ts []*Tensor, in []string, outs []*Tensor) {
	test, body := a.graphs[0], a.graphs[1]
	count := Spec{DType: Int32, Shape: []int{}}
	all := append([]*Tensor{Symbol(count), Symbol(count)}, ts...)
	n := 2 + a.vars
	args, vars, at := w.distinct(all, append([]string{w.scalar(0), w.scalar(a.limit)}, in...), n)
	for i := range outs {
		args[2+i] = Symbol(a.specs[i])
	}
	cond := w.inner("while_cond", args)
	cond.subgraph(test, slices.Concat(places(2, len(test.params)-len(test.outer)), at[n:n+len(test.outer)]))
	ok := ""
	if len(test.outputs) > 0 {
		ok = cond.ref(test.outputs[0])
	}
	if a.limit >= 0 {
		more := cond.op("Less", Bool, []string{cond.f.Args[0], cond.f.Args[1]})
		if ok != "" {
			more = cond.op("LogicalAnd", Bool, []string{more, ok})
		}
		ok = more
	}
	cond.result(ok, Spec{DType: Bool, Shape: []int{}})
	turn := w.inner("while_body", args)
	turn.subgraph(body, slices.Concat(places(2, len(body.params)-len(body.outer)), at[n+len(test.outer):]))
	for i, t := range args {
		switch {
		case i == 0:
			turn.result(turn.op("AddV2", Int32, []string{turn.f.Args[0], turn.scalar(1)}), count)
		case i >= 2 && i < n:
			turn.result(turn.ref(body.outputs[i-2]), t.Spec())
		default: // as it is, by which gradients know what does not change
			turn.f.Outputs, turn.f.Out = append(turn.f.Outputs, turn.f.Args[i]), append(turn.f.Out, t.Spec())
		}
	}
	refs, resources := w.together(cond, turn)
	for i := range refs {
		turn.f.Outputs = append(turn.f.Outputs, CaptureName(i))
		turn.f.Out = append(turn.f.Out, Spec{DType: Invalid})
	}
	op := "StatelessWhile"
	if cond.stateful || turn.stateful {
		op = "While"
	}
	shapes := shapesOf(args)
	for range refs {
		shapes = append(shapes, GraphShape{Dims: []int{}})
	}
	name := w.add(op, append(vars, refs...), GraphAttr{"T", append(typesOf(args), resources...)},
		GraphAttr{"cond", GraphCall(cond.name)}, GraphAttr{"body", GraphCall(turn.name)}, GraphAttr{"output_shapes", shapes}, GraphAttr{"parallel_iterations", 10})
	for i, t := range outs {
		w.bind(t, resultOf(op, name, 2+i))
	}
	w.bound(op, name)
}
