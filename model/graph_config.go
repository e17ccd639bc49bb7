package model

import (
	"kerash/tensor"
)

// CallParams names the parameters of a layer's call after the inputs, so that a
// config can tell positional arguments by name.
type CallParams interface{ CallParams() []string }

// CallParams implements [CallParams].
func (l *OpLayer) CallParams() []string {
	if len(l.Op.Params) == 0 {
		return nil
	}
	return l.Op.Params[1:]
}

// keepsStructure reports whether a lone tensor stands unwrapped in the config.
func keepsStructure(l Layer) bool { _, ok := l.(*OpLayer); return ok }

// configIndex numbers the nodes of the network's layers for a config: those of
// other models are left out, and those of nested models count from one.
func (g *Graph) configIndex() map[*Node]int {
	index := map[*Node]int{}
	for _, l := range g.Layers {
		next := firstConfigIndex(l)
		for _, n := range l.Core().nodes {
			if g.nodes[n] {
				index[n] = next
				next++
			}
		}
	}
	return index
}

// firstConfigIndex is 1 for nested models that know their inputs, 0 else.
func firstConfigIndex(l Layer) int {
	m, ok := l.(Model)
	if !ok || m.Graph() == nil {
		return 0
	}
	if _, ok := m.Core().tracked[0].(*InputLayer); ok {
		return 1
	}
	return 0
}

// config adds layers, input_layers and output_layers to m.
func (g *Graph) config(st *State, m *Map) *Map {
	w := &graphWriter{st: st, index: g.configIndex()}
	layers := []any{}
	for _, l := range g.Layers {
		nodes := []any{}
		for _, n := range l.Core().nodes {
			if g.nodes[n] && !n.isInput() {
				nodes = append(nodes, w.node(n))
			}
		}
		c := Serialize(st, l).(*Map)
		layers = append(layers, c.Set("name", l.Core().Label).Set("inbound_nodes", nodes))
	}
	m.Set("layers", layers)
	m.Set("input_layers", w.ends(g.In))
	m.Set("output_layers", w.ends(g.Out))
	return m
}

type graphWriter struct {
	st    *State
	index map[*Node]int
}

// ref is a tensor by layer, node and output: ["dense", 0, 0].
func (w *graphWriter) ref(t *tensor.Tensor) []any {
	i := InfoOf(t)
	return []any{i.Layer.Core().Label, w.index[i.Node], i.Index}
}

func (w *graphWriter) ends(v Value) any {
	if t, ok := v.(*tensor.Tensor); ok {
		return []any{w.ref(t)}
	}
	return w.value(v)
}

// value is an argument of a call: tensors of the graph become refs.
func (w *graphWriter) value(x any) any {
	switch x := x.(type) {
	case *tensor.Tensor:
		if IsKeras(x) {
			return w.ref(x)
		}
		return nestedFloats(x.Array())
	case *tensor.Array:
		return nestedFloats(x)
	case *tensor.Variable:
		return nestedFloats(x.Value())
	case List:
		return writeAll(w, x)
	case []any:
		return writeAll(w, x)
	case Tuple:
		return Tup(writeAll(w, x))
	case Tup:
		return Tup(writeAll(w, x))
	case *Dict:
		m := NewMap()
		for i, k := range x.Keys {
			m.Set(k, w.value(x.Vals[i]))
		}
		return m
	case *Map:
		m := NewMap()
		for _, k := range x.Keys {
			m.Set(k, w.value(x.Vals[k]))
		}
		return m
	}
	return ConfigOf(w.st, x)
}

func writeAll[T any](w *graphWriter, xs []T) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = w.value(x)
	}
	return out
}

// node is a use of a layer: its inputs in their structure, each with the
// further arguments.
func (w *graphWriter) node(n *Node) any {
	kw := w.arguments(n)
	var first func(x any) any
	each := func(xs []any) []any {
		out := make([]any, len(xs))
		for i, x := range xs {
			out[i] = first(x)
		}
		return out
	}
	first = func(x any) any {
		switch x := x.(type) {
		case *tensor.Tensor:
			if IsKeras(x) {
				return append(w.ref(x), kw)
			}
		case List:
			return each(anys(x))
		case Tuple:
			return Tup(each(anys(x)))
		case []any:
			return each(x)
		case Tup:
			return Tup(each(x))
		case *Dict:
			m := NewMap()
			for i, k := range x.Keys {
				m.Set(k, first(x.Vals[i]))
			}
			return m
		}
		return []any{constantValue, -1, w.value(x), kw}
	}
	data := first(n.Input)
	if _, lone := n.Input.(*tensor.Tensor); lone && !keepsStructure(n.Layer) {
		return []any{data}
	}
	return data
}

// constantValue marks an input that is no tensor of the graph.
const constantValue = "_CONSTANT_VALUE"

func anys(vs []Value) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v
	}
	return out
}

func (w *graphWriter) arguments(n *Node) *Map {
	kw := NewMap()
	var params []string
	if p, ok := n.Layer.(CallParams); ok {
		params = p.CallParams()
	}
	for i, x := range n.Pos {
		if i < len(params) {
			kw.Set(params[i], w.value(x))
		}
	}
	for _, p := range append(params, sortedKeys(n.Args)...) {
		if x, ok := n.Args[p]; ok && !kw.Has(p) {
			kw.Set(p, w.value(x))
		}
	}
	if n.TrainingSet {
		kw.Set("training", n.Training)
	}
	if n.Mask != nil {
		kw.Set("mask", w.value(n.Mask))
	}
	return kw
}

// nestedFloats is an array as nested lists, as ndarray.tolist() gives it.
func nestedFloats(a *tensor.Array) any {
	if a.Rank() == 0 {
		switch {
		case a.DType() == tensor.String:
			return a.Str(0)
		case a.DType() == tensor.Bool:
			return a.Int(0) != 0
		case a.DType().IsFloat():
			return a.Float(0)
		}
		return int(a.Int(0))
	}
	n, inner := a.Shape()[0], a.Shape()[1:]
	flat := a.Reshape([]int{n, tensor.NumElements(inner)})
	out := make([]any, n)
	for i := range out {
		row := flat.View([]int{tensor.NumElements(inner)}, []int{1}, flat.Offset()+i*tensor.NumElements(inner))
		out[i] = nestedFloats(row.Reshape(inner))
	}
	return out
}
