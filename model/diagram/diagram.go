// Package diagram draws models: a layered layout of their graph, and pictures
// of it as text for a terminal, as SVG and as PNG. It needs no other program.
package diagram

import (
	"fmt"
	"slices"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// Options says what a diagram shows, as the arguments of plot_model do.
type Options struct {
	Shapes, DTypes, Activations, Trainable bool
	HideNames                              bool
	// ExpandNested shows the layers of models inside of the model.
	ExpandNested bool
	// Only, where it is not nil, tells which of the model's layers are shown.
	Only func(l model.Layer) bool
}

// Box is one layer: its lines of text.
type Box struct {
	Lines []string
	layer model.Layer
}

// Graph is boxes and the arrows between them, by index.
type Graph struct {
	Boxes  []Box
	Arrows [][2]int
	// Rankdir is where the arrows of a picture go: "TB" (or "") down, "BT" up,
	// "LR" to the right, "RL" to the left. Text always goes down.
	Rankdir string
	// DPI is the dots an inch of a picture, 96 when 0.
	DPI int
}

// Of is the diagram of a model. It throws ValueError for a model that has no
// graph: one of a class of the user's.
func Of(m model.Model, opt Options) Graph {
	b := &builder{opt: opt, ends: map[*model.Node]int{}}
	if g := m.Graph(); g != nil {
		b.graph(m, g)
		return b.g
	}
	if _, ok := m.(*model.Sequential); !ok {
		tensor.Throw(tensor.Errorf("ValueError", "This model has no graph to draw: its call is code.").
			WithHint("models of the functional API and Sequential models can be drawn"))
	}
	last := -1
	for _, l := range m.Layers() { // called on what is no tensor: a stack without shapes
		at := b.box(l, "?", "?", "")
		if last >= 0 {
			b.arrow(last, at)
		}
		last = at
	}
	return b.g
}

type builder struct {
	opt  Options
	g    Graph
	ends map[*model.Node]int // the box that gives a node's output
}

func (b *builder) arrow(from, to int) {
	if !slices.Contains(b.g.Arrows, [2]int{from, to}) {
		b.g.Arrows = append(b.g.Arrows, [2]int{from, to})
	}
}

// graph adds the nodes of a network in the order of computation.
func (b *builder) graph(m model.Model, g *model.Graph) {
	levels := g.Levels()
	for _, level := range levels {
		for _, n := range level {
			b.node(n)
		}
	}
}

// node adds one use of a layer; that of a nested model becomes the nested
// network when it is expanded.
func (b *builder) node(n *model.Node) {
	if b.opt.Only != nil && !b.opt.Only(n.Layer) {
		return
	}
	var sources []int
	for _, t := range n.Inputs() {
		if at, ok := b.ends[model.InfoOf(t).Node]; ok {
			sources = append(sources, at)
		}
	}
	inner, isModel := n.Layer.(model.Model)
	if isModel && b.opt.ExpandNested && inner.Graph() != nil {
		g := inner.Graph()
		for i, x := range g.Inputs {
			node := model.InfoOf(x).Node
			b.node(node)
			if i < len(sources) {
				b.arrow(sources[i], b.ends[node])
			}
		}
		for _, level := range g.Levels() {
			for _, k := range level {
				if _, done := b.ends[k]; !done {
					b.node(k)
				}
			}
		}
		b.ends[n] = b.ends[model.InfoOf(g.Outputs[0]).Node]
		return
	}
	at := b.box(n.Layer, shapes(n.Inputs(), n), shapes(model.Leaves(n.Output), n), dtype(n))
	b.ends[n] = at
	for _, s := range sources {
		b.arrow(s, at)
	}
}

// shapes is the shapes of tensors: one, or a list.
func shapes(ts []*tensor.Tensor, n *model.Node) string {
	if len(ts) == 0 {
		ts = model.Leaves(n.Output) // an input layer reads what it gives
	}
	parts := make([]string, len(ts))
	for i, t := range ts {
		parts[i] = tensor.ShapeString(t.Shape())
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func dtype(n *model.Node) string {
	if ts := model.Leaves(n.Output); len(ts) > 0 {
		return ts[0].DType().String()
	}
	return ""
}

// box adds the box of a layer.
func (b *builder) box(l model.Layer, in, out, dt string) int {
	head := l.Core().ClassName()
	if !b.opt.HideNames {
		head = l.Core().Name() + " (" + head + ")"
	}
	lines := []string{head}
	if b.opt.Activations {
		if name := activationOf(l); name != "" {
			lines = append(lines, "activation: "+name)
		}
	}
	if b.opt.DTypes && dt != "" {
		lines = append(lines, "dtype: "+dt)
	}
	if b.opt.Shapes {
		if in == out {
			lines = append(lines, out)
		} else {
			lines = append(lines, in+" → "+out)
		}
	}
	if b.opt.Trainable && len(l.Core().Weights()) > 0 {
		mark := "trainable"
		if !l.Core().CanTrain {
			mark = "frozen"
		}
		lines = append(lines, mark)
	}
	b.g.Boxes = append(b.g.Boxes, Box{lines, l})
	return len(b.g.Boxes) - 1
}

// activationOf is the name of the function that a layer applies last.
func activationOf(l model.Layer) string {
	a, ok := model.Attr(l, "activation")
	if !ok || a == nil {
		return ""
	}
	if n, ok := a.(interface{ FuncName() string }); ok {
		return n.FuncName()
	}
	if c, ok := a.(model.ConfigValuer); ok {
		return fmt.Sprint(c.ConfigValue())
	}
	return ""
}
