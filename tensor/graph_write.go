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

// GraphShape is a shape in an attribute.
type GraphShape struct {
	Dims     []int
	Rankless bool
}

// GraphAttr is an attribute of a node: a DType, an int, a float64, a bool, a
// string, a [GraphShape], a [GraphCall], a list of such or an array.
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
	Effects  []string     // nodes that have to run although nothing reads them
	Inner    []NamedGraph // the functions that it calls

	index map[string]*GraphNode // see byName
}

// CaptureName is the name of the argument for captured variable i.
func CaptureName(i int) string { return "capture_" + strconv.Itoa(i) }

// NamedGraph is a function with its name in a file.
type NamedGraph struct {
	Name  string
	Graph *GraphFunction
}

// WriteGraph is a trace as a function of TensorFlow's, whose branches and loops
// become functions beside it. It throws for what TensorFlow has no op of the same
// name for, or none that is known here.
func WriteGraph(name string, tr *Trace, names []string, in, out []*Tensor) *GraphFunction {
	root := &graphFile{name: name}
	w := newGraphWriter(name, root)
	w.f.Args = names
	for i, t := range in {
		w.f.In = append(w.f.In, t.Spec())
		w.bind(t, names[i])
	}
	for _, n := range tr.nodes {
		w.node(n)
	}
	for _, t := range out {
		w.result(w.ref(t), t.Spec())
	}
	w.f.Inner = root.inner
	return w.f
}

// graphFile is what the functions that are written together share.
type graphFile struct {
	name      string
	functions int
	inner     []NamedGraph
}

// graphWriter writes one function.
type graphWriter struct {
	name      string
	root      *graphFile
	f         *GraphFunction
	refs      map[*Tensor]string
	types     map[string]DType // of references
	count     map[string]int   // of node names
	variables map[*Variable]string
	last      string // the newest node that reads or changes a variable
	stateful  bool   // it changes variables or draws numbers
}

func newGraphWriter(name string, root *graphFile) *graphWriter {
	return &graphWriter{name: name, root: root, f: &GraphFunction{}, refs: map[*Tensor]string{}, types: map[string]DType{}, count: map[string]int{}, variables: map[*Variable]string{}}
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
	node := GraphNode{Name: w.next(op), Op: op, Inputs: in, Attrs: attrs}
	name := node.Name
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

// next is a name for a node.
func (w *graphWriter) next(op string) string {
	n := w.count[op]
	w.count[op]++
	if n == 0 {
		return op
	}
	return fmt.Sprintf("%s_%d", op, n)
}

// add adds a node with all its attributes, and gives its name.
func (w *graphWriter) add(op string, in []string, attrs ...GraphAttr) string {
	name := w.next(op)
	w.f.Nodes = append(w.f.Nodes, GraphNode{Name: name, Op: op, Inputs: in, Attrs: attrs})
	return name
}

// graphResults are the results of ops that the table of signatures leaves out.
var graphResults = map[string]string{
	"Const": "output", "ReadVariableOp": "value", "AssignVariableOp": "", "StatefulPartitionedCall": "output", "PartitionedCall": "output", "NoOp": "", "VariableShape": "output",
	"If": "output", "StatelessIf": "output", "While": "output", "StatelessWhile": "output", "Case": "output", "StatelessCase": "output",
	"EmptyTensorList": "handle", "TensorListReserve": "handle", "TensorListFromTensor": "output_handle", "TensorListSetItem": "output_handle",
	"TensorListGetItem": "item", "TensorListStack": "tensor", "TensorListLength": "length", "TensorListPushBack": "output_handle",
	"TensorListPopBack": "output_handle,tensor", "TensorListResize": "output_handle", "TensorListGather": "values", "TensorListScatterIntoExistingList": "output_handle",
	"TensorListConcatV2": "tensor,lengths", "TensorListSplit": "output_handle", "TensorListElementShape": "element_shape", "TensorListScatterV2": "output_handle",
	"HashTableV2": "table_handle", "MutableHashTableV2": "table_handle", "LookupTableFindV2": "values", "LookupTableSizeV2": "size", "LookupTableExportV2": "keys,values",
	"Placeholder": "output", "IdentityN": "output", "StopGradient": "output", "PreventGradient": "output",
}

// resultOf refers to a result of a node of an op.
func resultOf(op, node string, i int) string {
	g := signatureOf(op)
	if g == noSignature {
		if names := strings.Split(graphResults[op], ","); len(names) > 1 {
			return node + ":" + names[min(i, len(names)-1)] + ":0"
		}
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
	if n.Call.Op == opIf || n.Call.Op == opWhile || n.Call.Op == opEach {
		w.writeFlow(n, in)
		return
	}
	if f := graphExpansions()[n.Call.Op]; f != nil {
		w.expand(n, in, func(s *Scope, ts []*Tensor) []*Tensor { return f(s, n.Call, ts) })
		return
	}
	if f := n.Call.Op.Expand; f != nil {
		w.expand(n, in, func(s *Scope, ts []*Tensor) []*Tensor { return f(s, n.Call, ts) })
		return
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
	if len(n.Vars) != 1 {
		Throwf("NotImplementedError", "a function with the op %s cannot be saved", n.Call.Op.Name)
	}
	v := n.Vars[0]
	op, value := map[*Op]string{opAssign: "AssignVariableOp", opAssignAdd: "AssignAddVariableOp"}[n.Call.Op], ""
	switch {
	case n.Call.Op == opAverage:
		op = "AssignVariableOp"
		d := n.Call.Attr.(float64)
		old := w.op("ReadVariableOp", v.DType(), []string{w.variable(v)}, GraphAttr{"dtype", v.DType()})
		w.ordered()
		value = w.composed([]*Tensor{Symbol(Spec{v.DType(), v.Shape()}), n.In[0]}, []string{old, w.ref(n.In[0])}, func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.Add(s.Mul(in[0], Full(v.DType(), d)), s.Mul(in[1], Full(v.DType(), 1-d)))}
		})[0]
	case op == "":
		Throwf("NotImplementedError", "a function with the op %s cannot be saved", n.Call.Op.Name)
	default:
		value = w.ref(n.In[0])
	}
	w.op(op, v.DType(), []string{w.variable(v), value}, GraphAttr{"dtype", v.DType()})
	w.ordered()
	w.stateful = true
	w.f.Effects = append(w.f.Effects, w.last)
}
