package tensor

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// GraphNode is one op of a function as TensorFlow's files have it.
type GraphNode struct {
	Name, Op string
	// Inputs are arguments of the function by name, results of other nodes as
	// NODE:OUTPUT:INDEX, and ^NODE for nodes that come before.
	Inputs []string
	Attrs  []GraphAttr
}

// GraphAttr is an attribute of a node: a DType, an int, a float64, a bool, a
// string, a list of ints or an array.
type GraphAttr struct {
	Name  string
	Value any
}

// Attr is the attribute with a name, nil where there is none.
func (n *GraphNode) Attr(name string) any {
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return nil
}

// GraphFunction is a traced function as TensorFlow's files have it.
type GraphFunction struct {
	Args     []string    // names of the tensors that it is called with
	In       []Spec      // of these
	Captures []*Variable // that it reads or changes: further arguments, named by [CaptureName]
	Nodes    []GraphNode
	Outputs  []string // of which the function returns the results, as inputs name them
	Out      []Spec
	Effects  []string // nodes that have to run although nothing reads them
}

// CaptureName is the name of the argument for captured variable i.
func CaptureName(i int) string { return "capture_" + strconv.Itoa(i) }

// WriteGraph is a trace as a function of TensorFlow's. It throws for what
// TensorFlow has no op of the same name for, or none that is known here.
func WriteGraph(tr *Trace, names []string, in, out []*Tensor) *GraphFunction {
	w := &graphWriter{f: &GraphFunction{Args: names}, refs: map[*Tensor]string{}, types: map[string]DType{}, count: map[string]int{}, variables: map[*Variable]string{}}
	for i, t := range in {
		w.f.In = append(w.f.In, t.Spec())
		w.bind(t, names[i])
	}
	for _, n := range tr.nodes {
		w.node(n)
	}
	for _, t := range out {
		w.f.Outputs = append(w.f.Outputs, w.op("Identity", t.DType(), []string{w.ref(t)}))
		w.f.Out = append(w.f.Out, t.Spec())
	}
	return w.f
}

type graphWriter struct {
	f         *GraphFunction
	refs      map[*Tensor]string
	types     map[string]DType // of references
	count     map[string]int   // of node names
	variables map[*Variable]string
	last      string // the newest node that reads or changes a variable
}

func (w *graphWriter) bind(t *Tensor, ref string) { w.refs[t], w.types[ref] = ref, t.DType() }

// ref is how nodes refer to a tensor; one with a value becomes a constant.
func (w *graphWriter) ref(t *Tensor) string {
	if r, ok := w.refs[t]; ok {
		return r
	}
	if t.arr == nil {
		Throwf("NotImplementedError", "a function that uses a tensor of another graph cannot be saved")
	}
	w.bind(t, w.constant(t.arr))
	return w.refs[t]
}

func (w *graphWriter) constant(a *Array) string {
	return w.op("Const", a.DType(), nil, GraphAttr{"value", a.Contiguous()}, GraphAttr{"dtype", a.DType()})
}

func (w *graphWriter) ints(v ...int) string { return w.constant(intArray(Int32, v...)) }

func (w *graphWriter) scalar(v int) string { return w.constant(intArray(Int32, v).Reshape([]int{})) }

// op adds a node and gives a reference to its first result, of a dtype. The
// attributes that are types follow from the inputs.
func (w *graphWriter) op(op string, dt DType, in []string, attrs ...GraphAttr) string {
	g := signatureOf(op)
	if _, known := graphResults[op]; g == noSignature && !known {
		Throwf("NotImplementedError", "a function with the op %s cannot be saved", op)
	}
	name := op
	if n := w.count[op]; n > 0 {
		name = fmt.Sprintf("%s_%d", op, n)
	}
	w.count[op]++
	node := GraphNode{Name: name, Op: op, Inputs: in, Attrs: attrs}
	at := 0
	for _, arg := range g.inputs {
		n := 1
		if arg.many {
			n = len(in) - len(g.inputs) + 1
			node.Attrs = append(node.Attrs, GraphAttr{"N", n})
		}
		if at < len(in) && arg.attr >= 0 {
			if a := g.attrs[arg.attr].name; node.Attr(a) == nil {
				node.Attrs = append(node.Attrs, GraphAttr{a, w.types[in[at]]})
			}
		}
		at += n
	}
	w.f.Nodes = append(w.f.Nodes, node)
	ref := resultOf(op, name, 0)
	w.types[ref] = dt
	return ref
}

// graphResults are the results of ops that the table of signatures leaves out.
var graphResults = map[string]string{
	"Const": "output", "ReadVariableOp": "value", "AssignVariableOp": "", "StatefulPartitionedCall": "output", "PartitionedCall": "output", "NoOp": "",
}

// resultOf refers to a result of a node of an op.
func resultOf(op, node string, i int) string {
	g := signatureOf(op)
	if g == noSignature {
		return fmt.Sprintf("%s:%s:%d", node, graphResults[op], i)
	}
	_, outputs, _ := strings.Cut(strings.Split(g.text, "; ")[0], " -> ")
	outs := strings.Split(outputs, ", ")
	if len(outs) == 1 || i >= len(outs) {
		name, _, _ := strings.Cut(outs[0], ":")
		return fmt.Sprintf("%s:%s:%d", node, name, i)
	}
	name, _, _ := strings.Cut(outs[i], ":")
	return node + ":" + name + ":0"
}

// variable is the argument for a variable.
func (w *graphWriter) variable(v *Variable) string {
	if r, ok := w.variables[v]; ok {
		return r
	}
	r := CaptureName(len(w.f.Captures))
	w.variables[v], w.types[r] = r, v.DType()
	w.f.Captures = append(w.f.Captures, v)
	return r
}

// ordered makes the newest node run after the one before it that dealt with a
// variable.
func (w *graphWriter) ordered() {
	n := &w.f.Nodes[len(w.f.Nodes)-1]
	if w.last != "" {
		n.Inputs = append(slices.Clone(n.Inputs), "^"+w.last)
	}
	w.last = n.Name
}

// node adds what one step of a trace does.
func (w *graphWriter) node(n *Node) {
	switch {
	case n.read != nil:
		w.bind(n.Out[0], w.op("ReadVariableOp", n.read.DType(), []string{w.variable(n.read)}, GraphAttr{"dtype", n.read.DType()}))
		w.ordered()
		return
	case n.custom != nil:
		return
	case n.Vars != nil:
		w.update(n)
		return
	}
	in := make([]string, len(n.In))
	for i, t := range n.In {
		in[i] = w.ref(t)
	}
	write := graphWriters()[n.Call.Op]
	if write == nil {
		if n.Call.Attr != nil {
			Throwf("NotImplementedError", "a function with the op %s cannot be saved", n.Call.Op.Name)
		}
		w.bind(n.Out[0], w.op(n.Call.Op.Name, n.Out[0].DType(), in))
		return
	}
	write(w, n, in)
}

// update adds a change of a variable.
func (w *graphWriter) update(n *Node) {
	op := map[*Op]string{opAssign: "AssignVariableOp", opAssignAdd: "AssignAddVariableOp"}[n.Call.Op]
	if op == "" || len(n.Vars) != 1 {
		Throwf("NotImplementedError", "a function with the op %s cannot be saved", n.Call.Op.Name)
	}
	v := n.Vars[0]
	w.op(op, v.DType(), []string{w.variable(v), w.ref(n.In[0])}, GraphAttr{"dtype", v.DType()})
	w.ordered()
	w.f.Effects = append(w.f.Effects, w.last)
}
