package tensor

import (
	"fmt"
	"strings"
)

// GraphCall is the attribute of a node that calls another function, by its name.
type GraphCall string

// GraphLibrary is the functions of a file.
type GraphLibrary struct {
	// Functions are the functions by name, as they were read: Args are all
	// arguments, those for captured variables too, and Captures is empty.
	Functions map[string]*GraphFunction
	// More are the ops that package tensor does not run, nil for none.
	More MoreOps
}

// MoreOps runs further ops.
type MoreOps interface {
	// Outputs are the names of an op's results, ok is false where it is not known.
	Outputs(op string) (names []string, ok bool)
	// Compute is the results of a node.
	Compute(n *GraphNode, in []any) []any
}

// Run computes a function of the library from its arguments: tensors, and
// variables or tables for what it captured.
func (l *GraphLibrary) Run(s *Scope, name string, args []any) []*Tensor {
	values := l.run(s, name, args)
	out := make([]*Tensor, len(values))
	for i, v := range values {
		out[i] = (&graphRun{s: s}).asTensor(v, name)
	}
	return out
}

// Make computes a function that makes one thing that is no tensor: a table.
func (l *GraphLibrary) Make(s *Scope, name string, args []any) any {
	if values := l.run(s, name, args); len(values) == 1 {
		return values[0]
	}
	return nil
}

func (l *GraphLibrary) run(s *Scope, name string, args []any) []any {
	f := l.Functions[name]
	if f == nil {
		Throwf("ValueError", "the SavedModel has no function %s", name)
	}
	if len(args) != len(f.Args) {
		Throwf("ValueError", "the function %s takes %d arguments, not %d", name, len(f.Args), len(args))
	}
	r := &graphRun{s: s, lib: l, nodes: f.byName(), values: map[string]any{}, done: map[string]bool{}}
	for i, a := range f.Args {
		r.values[a] = args[i]
	}
	for _, e := range f.Effects {
		r.run(e)
	}
	out := make([]any, len(f.Outputs))
	for i, ref := range f.Outputs {
		out[i] = r.value(ref)
	}
	return out
}

// byName is the function's nodes by name.
func (f *GraphFunction) byName() map[string]*GraphNode {
	if f.index == nil {
		f.index = map[string]*GraphNode{}
		for i := range f.Nodes {
			f.index[f.Nodes[i].Name] = &f.Nodes[i]
		}
	}
	return f.index
}

// graphRun is a run of one function.
type graphRun struct {
	s      *Scope
	lib    *GraphLibrary
	nodes  map[string]*GraphNode
	values map[string]any // tensors, variables, lists, tables
	done   map[string]bool
}

// value is what a reference means.
func (r *graphRun) value(ref string) any {
	if v, ok := r.values[ref]; ok {
		return v
	}
	name, _, _ := strings.Cut(ref, ":")
	r.run(name)
	v, ok := r.values[ref]
	if !ok {
		Throwf("ValueError", "the SavedModel names a result %s that there is not", ref)
	}
	return v
}

func (r *graphRun) asTensor(v any, what string) *Tensor {
	switch v := v.(type) {
	case *Tensor:
		return v
	case *Variable:
		return r.s.Read(v)
	}
	Throwf("ValueError", "the SavedModel uses %s as a tensor", what)
	return nil
}

// run runs a node after those whose results it takes.
func (r *graphRun) run(name string) {
	if r.done[name] {
		return
	}
	r.done[name] = true
	n := r.nodes[name]
	if n == nil {
		Throwf("ValueError", "the SavedModel names an op %s that there is not", name)
	}
	var in []string
	for _, ref := range n.Inputs {
		if before, ok := strings.CutPrefix(ref, "^"); ok {
			if r.nodes[before] != nil {
				r.run(before)
			}
		} else {
			in = append(in, ref)
		}
	}
	args := make([]any, len(in))
	for i, ref := range in {
		args[i] = r.value(ref)
	}
	for i, v := range r.compute(n, args) {
		r.values[r.resultOf(n, i)] = v
	}
}

// resultOf refers to a result of a node.
func (r *graphRun) resultOf(n *GraphNode, i int) string {
	if signatureOf(n.Op) == noSignature && r.lib.More != nil {
		if names, ok := r.lib.More.Outputs(n.Op); ok && len(names) > 0 {
			if len(names) == 1 {
				return fmt.Sprintf("%s:%s:%d", n.Name, names[0], i)
			}
			return n.Name + ":" + names[min(i, len(names)-1)] + ":0"
		}
	}
	return resultOf(n.Op, n.Name, i)
}

// compute is the results of a node.
func (r *graphRun) compute(n *GraphNode, in []any) []any {
	switch n.Op {
	case "NoOp", "Assert":
		return nil
	case "StatefulPartitionedCall", "PartitionedCall":
		call, _ := n.Attr("f").(GraphCall)
		return r.lib.run(r.s, string(call), in)
	case "If", "StatelessIf", "While", "StatelessWhile", "Case", "StatelessCase":
		return r.flow(n, in)
	case "ReadVariableOp", "AssignVariableOp", "AssignAddVariableOp", "AssignSubVariableOp", "ResourceGather", "VariableShape":
		return r.variable(n, in)
	case "Identity", "StopGradient", "PreventGradient":
		if _, ok := in[0].(*Tensor); !ok {
			return in[:1]
		}
		if n.Op == "Identity" {
			return in[:1]
		}
	case "IdentityN":
		return in
	}
	if f := graphListOps[n.Op]; f != nil {
		return f(r, n, in)
	}
	if f := graphTableOps[n.Op]; f != nil {
		return f(r, n, in)
	}
	return r.math(n, in)
}

// math is the results of a node that computes with tensors.
func (r *graphRun) math(n *GraphNode, in []any) []any {
	read, op := graphReaders[n.Op], graphOps()[n.Op]
	if n.Op == "FusedBatchNormV3" {
		if training, given := n.Attr("is_training").(bool); training || !given {
			read = nil
		}
	}
	if read == nil && op == nil {
		if r.lib.More != nil {
			if _, ok := r.lib.More.Outputs(n.Op); ok {
				return r.lib.More.Compute(n, in)
			}
		}
		Throwf("NotImplementedError", "the SavedModel has the op %s, which kerash does not run", n.Op)
	}
	ts := make([]*Tensor, len(in))
	for i, v := range in {
		ts[i] = r.asTensor(v, n.Name)
	}
	if op != nil {
		return []any{r.s.Apply1(op, nil, ts...)}
	}
	var out []any
	for _, t := range read(r.s, n, ts) {
		out = append(out, t)
	}
	return out
}

// variable runs an op on a variable.
func (r *graphRun) variable(n *GraphNode, in []any) []any {
	v, ok := in[0].(*Variable)
	if !ok {
		Throwf("NotImplementedError", "the SavedModel uses a resource that is no variable")
	}
	s := r.s
	switch n.Op {
	case "ReadVariableOp":
		return []any{s.Read(v)}
	case "VariableShape":
		return []any{s.ShapeOf(s.Read(v), Int32)}
	case "ResourceGather":
		return []any{s.Gather(s.Read(v), r.asTensor(in[1], n.Name), 0, 0)}
	}
	x := r.asTensor(in[1], n.Name)
	switch n.Op {
	case "AssignAddVariableOp":
		s.AssignAdd(v, x)
	case "AssignSubVariableOp":
		s.AssignAdd(v, s.Neg(x))
	default:
		s.Assign(v, x)
	}
	return nil
}
