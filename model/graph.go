package model

import (
	"fmt"
	"sort"
	"strings"

	"kerash/tensor"
)

// Graph is the network between inputs and outputs of a functional model: the
// nodes in the order in which they can be computed, and the layers in Keras'
// order, from which the order of weights follows.
type Graph struct {
	// In and Out are the inputs and outputs in the structure in which they
	// were given; a list of one stands for its element.
	In, Out Value
	// Inputs and Outputs are their tensors.
	Inputs, Outputs []*tensor.Tensor
	// Layers is every layer, input layers included, from the inputs on.
	Layers []Layer

	name   string // of the model, for messages
	depths *ranks[*Node]
	levels [][]*Node
	nodes  map[*Node]bool
	uses   map[*tensor.Tensor]int
}

// newGraph maps the network from inputs to outputs. It throws ValueError when
// an output cannot be computed from the inputs or two layers share a name.
func newGraph(name string, in, out Value) *Graph {
	g := &Graph{In: single(in), Out: single(out), name: name}
	g.Inputs, g.Outputs = Leaves(g.In), Leaves(g.Out)
	g.checkRepeated()
	g.arrange()
	g.countUses()
	return g
}

// single is the only tensor of a list, or the value itself.
func single(v Value) Value {
	if l, ok := v.(List); ok {
		if ts := Leaves(l); len(ts) == 1 {
			return ts[0]
		}
	}
	return v
}

// checkRepeated throws ValueError for an input that is given twice.
func (g *Graph) checkRepeated() {
	seen := map[*tensor.Tensor]bool{}
	for _, x := range g.Inputs {
		if seen[x] {
			tensor.Throwf("ValueError", "The list of inputs passed to the model contains the same input multiple times. All inputs should only appear once.Received inputs=%s", kerasList(g.Inputs))
		}
		seen[x] = true
	}
}

// KerasRepr is repr() of a symbolic tensor of a functional graph.
func KerasRepr(t *tensor.Tensor) string {
	if sp := CompositeOf(t); sp != nil {
		return fmt.Sprintf("<KerasTensor: type_spec=%s (created by layer '%s')>", sp.Text(), layerLabel(t))
	}
	return tensor.KerasTensorRepr(t, layerLabel(t))
}

// KerasText is str() of a symbolic tensor of a functional graph. An input
// carries its name in the spec, too.
func KerasText(t *tensor.Tensor) string {
	name, spec := "", ""
	if i := InfoOf(t); i != nil {
		name = i.Name
		if _, ok := i.Layer.(*InputLayer); ok {
			spec = name
		}
	}
	if sp := CompositeOf(t); sp != nil {
		if name != "" {
			name = fmt.Sprintf(" name='%s',", name)
		}
		return fmt.Sprintf("KerasTensor(type_spec=%s,%s description=\"created by layer '%s'\")", sp.Text(), name, layerLabel(t))
	}
	return tensor.KerasTensorText(t, layerLabel(t), name, spec)
}

func layerLabel(t *tensor.Tensor) string {
	if i := InfoOf(t); i != nil && i.Layer != nil {
		return i.Layer.Core().Label
	}
	return ""
}

func kerasList(ts []*tensor.Tensor) string {
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = KerasRepr(t)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// ranks is a set of things with depths, in the order in which they were met.
type ranks[T comparable] struct {
	order []T
	depth map[T]int
}

func (r *ranks[T]) raise(x T, depth int) {
	if _, ok := r.depth[x]; !ok {
		r.order = append(r.order, x)
	}
	r.depth[x] = max(r.depth[x], depth)
}

func (r *ranks[T]) put(x T, depth int) {
	r.order = append(r.order, x)
	r.depth[x] = depth
}

// byDepth is the members by depth, from the deepest on.
func (r *ranks[T]) byDepth() [][]T {
	at := map[int][]T{}
	var depths []int
	for _, x := range r.order {
		d := r.depth[x]
		if at[d] == nil {
			depths = append(depths, d)
		}
		at[d] = append(at[d], x)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(depths)))
	out := make([][]T, len(depths))
	for i, d := range depths {
		out[i] = at[d]
	}
	return out
}

// arrange orders nodes and layers by depth: how many nodes lie between them
// and the outputs, at most. Among layers of a depth the order of a walk from
// the outputs counts, as in Keras.
func (g *Graph) arrange() {
	walk := &graphWalk{done: map[*Node]bool{}, open: map[*Node]bool{}, index: map[Layer]int{}}
	for _, y := range g.Outputs {
		walk.visit(y)
	}
	nodes := &ranks[*Node]{depth: map[*Node]int{}}
	layers := &ranks[Layer]{depth: map[Layer]int{}}
	for i := len(walk.order) - 1; i >= 0; i-- {
		n := walk.order[i]
		nodes.raise(n, 0)
		d := max(nodes.depth[n], layers.depth[n.Layer])
		layers.raise(n.Layer, d)
		nodes.depth[n] = d
		for _, p := range n.parents() {
			nodes.raise(p, d+1)
		}
	}
	for _, x := range g.Inputs {
		l := InfoOf(x).Layer
		if _, met := layers.depth[l]; !met { // an input that no output needs
			layers.raise(l, 0)
			walk.index[l] = -1
			nodes.raise(InfoOf(x).Node, 0)
		}
	}
	g.depths = nodes
	g.levels = nodes.byDepth()
	g.nodes = nodes.set()
	for _, level := range layers.byDepth() {
		sort.SliceStable(level, func(i, j int) bool { return walk.index[level[i]] < walk.index[level[j]] })
		g.Layers = append(g.Layers, level...)
	}
	g.checkConnected()
	g.checkNames()
}

func (r *ranks[T]) set() map[T]bool {
	out := make(map[T]bool, len(r.order))
	for _, x := range r.order {
		out[x] = true
	}
	return out
}

// graphWalk visits nodes from the outputs back, parents first.
type graphWalk struct {
	done, open map[*Node]bool
	index      map[Layer]int
	order      []*Node
}

func (w *graphWalk) visit(t *tensor.Tensor) {
	i := InfoOf(t)
	n := i.Node
	if w.done[n] {
		return
	}
	if w.open[n] {
		tensor.Throwf("ValueError", "Tensor %s from layer \"%s\" is part of a cycle.", KerasText(t), i.Layer.Core().Label)
	}
	if _, ok := w.index[n.Layer]; !ok {
		w.index[n.Layer] = len(w.index)
	}
	w.open[n] = true
	for _, x := range n.inputs() {
		w.visit(x)
	}
	w.done[n] = true
	delete(w.open, n)
	w.order = append(w.order, n)
}

func (g *Graph) checkConnected() {
	have := map[*tensor.Tensor]bool{}
	for _, x := range g.Inputs {
		have[x] = true
	}
	fine := []string{}
	for _, level := range g.levels {
		for _, n := range level {
			if n.isInput() {
				continue
			}
			name := n.Layer.Core().Label
			for _, x := range n.inputs() {
				if !have[x] {
					tensor.Throwf("ValueError", "Graph disconnected: cannot obtain value for tensor %s at layer \"%s\". The following previous layers were accessed without issue: %s", KerasText(x), name, stringList(fine))
				}
			}
			for _, y := range Leaves(n.Output) {
				have[y] = true
			}
			fine = append(fine, name)
		}
	}
}

func stringList(s []string) string {
	quoted := make([]string, len(s))
	for i, x := range s {
		quoted[i] = "'" + x + "'"
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func (g *Graph) checkNames() {
	count := map[string]int{}
	for _, l := range g.Layers {
		count[l.Core().Label]++
	}
	for _, l := range g.Layers {
		if name := l.Core().Label; count[name] > 1 {
			tensor.Throwf("ValueError", "The name \"%s\" is used %d times in the model. All layer names should be unique.", name, count[name])
		}
	}
}

// countUses counts how often each tensor is read, so that a run can let go of
// values as soon as nobody needs them any more.
func (g *Graph) countUses() {
	g.uses = map[*tensor.Tensor]int{}
	for _, level := range g.levels {
		for _, n := range level {
			for _, x := range n.inputs() {
				g.uses[x]++
			}
		}
	}
	for _, y := range g.Outputs {
		g.uses[y]++
	}
}

// InputNames is the names of the input layers.
func (g *Graph) InputNames() []string {
	names := make([]string, len(g.Inputs))
	for i, x := range g.Inputs {
		names[i] = InfoOf(x).Layer.Core().Label
	}
	return names
}

// OutputNames is the names of the layers that make the outputs, with _1, _2, …
// where one makes several.
func (g *Graph) OutputNames() []string {
	used := map[string]bool{}
	next := map[string]int{}
	names := make([]string, len(g.Outputs))
	for i, y := range g.Outputs {
		base := InfoOf(y).Layer.Core().Label
		name := base
		for used[name] {
			next[base]++
			name = fmt.Sprintf("%s_%d", base, next[base])
		}
		used[name] = true
		names[i] = name
	}
	return names
}

// Has reports whether the node belongs to the network.
func (g *Graph) Has(n *Node) bool { return g.nodes[n] }

// Levels is the nodes by depth, those next to the inputs first.
func (g *Graph) Levels() [][]*Node { return g.levels }

// IsStack reports whether the network is a plain stack of layers: no level has
// two nodes and no layer is used twice or reads several layers.
func (g *Graph) IsStack() bool {
	for _, level := range g.levels {
		if len(level) > 1 {
			return false
		}
		if len(level) == 1 && len(level[0].inputs()) > 1 {
			return false
		}
	}
	for _, l := range g.Layers {
		n := 0
		for _, node := range l.Core().nodes {
			if g.nodes[node] {
				n++
			}
		}
		if n > 1 {
			return false
		}
	}
	return true
}
