package tf

import (
	"fmt"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// graph is the graph of a function.
type graph struct {
	trace *tensor.Trace
	of    *concreteOf // nil while it is being made
}

var graphClass = &object.Class{Name: "FuncGraph", Module: "tensorflow.python.framework.func_graph", Doc: "The graph of a function.", Final: true}

// PyClass is FuncGraph.
func (g *graph) PyClass() *object.Class { return graphClass }

// funcGraphOf is the graph of a trace, always the same one.
func funcGraphOf(t *tensor.Trace) *graph {
	if g, ok := t.Meta.(*graph); ok {
		return g
	}
	g := &graph{trace: t}
	t.Meta = g
	return g
}

func (g *graph) name() string {
	if g.of == nil {
		return "graph"
	}
	return g.of.p.FuncName()
}

func init() {
	c := graphClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		g := self.(*graph)
		return fmt.Sprintf("FuncGraph(name=%s, id=%d)", g.name(), object.ID(g)), nil
	}
	get := func(name, doc string, f func(th *object.Thread, g *graph) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(th, self.(*graph)), nil })
	}
	ofConcrete := func(name string) func(th *object.Thread, g *graph) object.Value {
		return func(th *object.Thread, g *graph) object.Value {
			if g.of == nil {
				return nil
			}
			return object.Must(object.GetAttr(th, g.of, name))
		}
	}
	c.Members = func() []object.Member {
		return []object.Member{
			get("name", "the function's name", func(th *object.Thread, g *graph) object.Value { return g.name() }),
			get("inputs", "the symbols of its inputs", ofConcrete("inputs")),
			get("outputs", "the symbols of its results", ofConcrete("outputs")),
			get("structured_outputs", "what the function returns", ofConcrete("structured_outputs")),
			get("structured_input_signature", "the signature of its arguments", ofConcrete("structured_input_signature")),
			get("variables", "the variables that it reads", ofConcrete("variables")),
			get("trainable_variables", "those of them that are trained", ofConcrete("trainable_variables")),
			object.Method("get_operations(self)", "Its ops, in the order in which they were made.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				g, l := a.Self().(*graph), &object.List{}
				for _, op := range g.trace.GraphOps() {
					l.Elems = append(l.Elems, &graphOp{op, g.trace})
				}
				return l, nil
			}),
			object.Method("get_operation_by_name(self, name)", "The op of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				g, name := a.Self().(*graph), object.Must(object.Str(th, a.Value("name")))
				if op := opNamed(g.trace, name); op != nil {
					return &graphOp{op, g.trace}, nil
				}
				return nil, object.NewError(object.KeyError, fmt.Sprintf("The name '%s' refers to an Operation not in the graph.", name))
			}),
			object.Method("get_tensor_by_name(self, name)", "The tensor of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				g, name := a.Self().(*graph), object.Must(object.Str(th, a.Value("name")))
				if !strings.Contains(name, ":") {
					return nil, object.ValueErrorf("The name '%s' looks like an (invalid) Operation name, not a Tensor. Tensor names must be of the form \"<op_name>:<output_index>\".", name)
				}
				if t := tensorNamed(g.trace, name); t != nil {
					return t, nil
				}
				op, _, _ := strings.Cut(name, ":")
				return nil, object.NewError(object.KeyError, fmt.Sprintf("The name '%s' refers to a Tensor which does not exist. The operation, '%s', does not exist in the graph.", name, op))
			}),
			object.Method("as_graph_def(self, from_version=None, add_shapes=False, use_pybind11_proto=False)", "The ops as messages.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return graphMessage(a.Self().(*graph)), nil
			}),
		}
	}
}

// opNamed finds an op of a graph, nil for none.
func opNamed(t *tensor.Trace, name string) *tensor.GraphOp {
	for _, op := range t.GraphOps() {
		if op.Name == name {
			return op
		}
	}
	return nil
}

// tensorNamed finds a tensor of a graph that code has met: split:1, or split for
// the first output.
func tensorNamed(t *tensor.Trace, name string) *tensor.Tensor {
	name, at, _ := strings.Cut(name, ":")
	op := opNamed(t, name)
	if op == nil {
		return nil
	}
	for _, x := range t.Outputs(op) {
		if _, i := x.Op(); at == "" && i == 0 || strconv.Itoa(i) == at {
			return x
		}
	}
	return nil
}

// graphMessage is a graph as a GraphDef: what can be read of it are its nodes.
func graphMessage(g *graph) object.Value {
	nodes := &object.List{}
	for _, op := range g.trace.GraphOps() {
		inputs := &object.List{}
		for _, in := range op.Inputs {
			inputs.Elems = append(inputs.Elems, in)
		}
		nodes.Elems = append(nodes.Elems, &message{nodeDefClass, []object.Member{object.Const("name", op.Name), object.Const("op", op.Type), object.Const("input", inputs)}})
	}
	return &message{graphDefClass, []object.Member{object.Const("node", nodes)}}
}

// message is a message of a graph: fields that can be read.
type message struct {
	class  *object.Class
	fields []object.Member
}

var (
	graphDefClass = &object.Class{Name: "GraphDef", Module: "tensorflow.core.framework.graph_pb2", Doc: "A graph as a message.", Final: true}
	nodeDefClass  = &object.Class{Name: "NodeDef", Module: "tensorflow.core.framework.node_def_pb2", Doc: "An op as a message.", Final: true}
)

// PyClass is the message's.
func (m *message) PyClass() *object.Class { return m.class }

func init() {
	for _, c := range []*object.Class{graphDefClass, nodeDefClass} {
		c.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
			for _, f := range self.(*message).fields {
				if f.Name == name {
					return f.Value, true, nil
				}
			}
			return nil, false, nil
		}
	}
}

// message is the function as a FunctionDef: what can be read of it is its
// signature.
func (c *concreteOf) message(th *object.Thread) object.Value {
	args := func(all object.Value) object.Value {
		l := &object.List{}
		for _, t := range object.Must(object.ToSlice(th, all)) {
			name, _, _ := strings.Cut(object.Must(object.Str(th, object.Must(object.GetAttr(th, t, "name")))), ":")
			name = strings.ToLower(strings.ReplaceAll(name, "/", "_"))
			l.Elems = append(l.Elems, &message{nodeDefClass, []object.Member{object.Const("name", name)}})
		}
		return l
	}
	name := string(object.Must(object.GetAttr(th, c, "name")).(binding.Bytes))
	signature := &message{nodeDefClass, []object.Member{
		object.Const("name", name), object.Const("input_arg", args(c.inputs(th))), object.Const("output_arg", args(object.Must(object.GetAttr(th, c, "outputs"))))}}
	return &message{graphDefClass, []object.Member{object.Const("signature", signature), object.Const("node_def", object.Must(object.GetAttr(th, graphMessage(c.graph().(*graph)), "node")))}}
}
