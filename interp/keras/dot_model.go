package keras

import (
	"slices"
	"strconv"
	"strings"

	"kerash/interp/object"
	"kerash/model"
)

// modelToDotFunc is keras.utils.model_to_dot.
func modelToDotFunc() object.Member {
	return object.Fun("model_to_dot(model, show_shapes=False, show_dtype=False, show_layer_names=True, rankdir='TB', expand_nested=False, dpi=96, subgraph=False, layer_range=None, show_layer_activations=False, show_trainable=False)",
		"The model as a graph in the language of Graphviz: to_string() is its text, write(path) writes it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return modelToDot(th, plotted(a.Value("model")), dotOptionsOf(a), a.Bool("subgraph"), a.Value("layer_range")), nil
		})
}

// dotOptionsOf is the arguments that model_to_dot and plot_model share.
func dotOptionsOf(a *object.Bound) dotOptions {
	return dotOptions{shapes: a.Bool("show_shapes"), dtypes: a.Bool("show_dtype"), names: a.Bool("show_layer_names"), nested: a.Bool("expand_nested"),
		activations: a.Bool("show_layer_activations"), trainable: a.Bool("show_trainable"), rankdir: a.Value("rankdir"), dpi: a.Value("dpi")}
}

// dotOptions is what a graph shows.
type dotOptions struct {
	shapes, dtypes, names, nested, activations, trainable bool
	rankdir, dpi                                          object.Value
}

// plotted is an argument that has to be a model which is built.
func plotted(v object.Value) model.Model {
	m, ok := object.NativeOf(v).(model.Model)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'built'", object.TypeName(v)))
	}
	if !m.Core().Built && m.Graph() == nil {
		object.Throw(object.ValueErrorf("This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data."))
	}
	return m
}

// modelToDot is the graph of a model, a cluster where it is to be part of
// another one.
func modelToDot(th *object.Thread, m model.Model, o dotOptions, cluster bool, layerRange object.Value) *dotGraph {
	w := &dotWriter{th: th, o: o, m: m, dot: &dotGraph{name: "G", attrs: object.NewDict()}, first: map[string]string{}, last: map[string]string{}}
	name := m.Core().Name()
	if cluster {
		w.dot.name, w.dot.cluster = "cluster_"+name, true
		w.dot.attrs = object.DictOf("style", "dashed", "label", name, "labeljust", "l")
	} else {
		w.dot.attrs = object.DictOf("rankdir", o.rankdir, "concentrate", true, "dpi", o.dpi)
		w.dot.parts = append(w.dot.parts, &dotNode{"node", object.DictOf("shape", "record")})
	}
	w.layers = m.Layers()
	from, to := 0, len(w.layers)
	if layerRange != nil {
		from, to = boundsOfLayers(th, m, layerRange)
	}
	if m.Graph() == nil {
		w.node(w.id(m), name)
		return w.dot
	}
	w.layers = m.Graph().Layers
	for i, l := range w.layers {
		if layerRange == nil || i >= from && i < to {
			w.layer(l)
		}
	}
	for i, l := range w.layers {
		if layerRange == nil || i > from && i < to {
			w.edges(l)
		}
	}
	return w.dot
}

// boundsOfLayers is which of a model's layers the names at both ends of a range
// mean.
func boundsOfLayers(th *object.Thread, m model.Model, v object.Value) (from, to int) {
	names := object.Must(object.ToSlice(th, v))
	shown := object.Must(object.Str(th, v))
	if len(names) != 2 {
		object.Throw(object.ValueErrorf("layer_range must be of shape (2,). Received: layer_range = %s of length %d", shown, len(names)))
	}
	var ends [2][]int
	for i, n := range names {
		if _, ok := n.(string); !ok {
			object.Throw(object.ValueErrorf("layer_range should contain string type only. Received: %s", shown))
		}
		for k, l := range m.Layers() {
			if object.Must(callImported(th, "re", "match", object.Pos(n, l.Core().Name()))) != nil {
				ends[i] = append(ends[i], k)
			}
		}
	}
	lower, upper := ends[0], ends[1]
	if len(lower) == 0 || len(upper) == 0 {
		object.Throw(object.ValueErrorf("Passed layer_names do not match the layer names in the model. Received: %s", shown))
	}
	if slices.Min(lower) > slices.Max(upper) {
		return slices.Min(upper), slices.Max(lower) + 1
	}
	return slices.Min(lower), slices.Max(upper) + 1
}

// dotWriter makes the graph of one model.
type dotWriter struct {
	th     *object.Thread
	o      dotOptions
	m      model.Model
	dot    *dotGraph
	layers []model.Layer
	// first and last are the nodes at both ends of the clusters of nested
	// models, by the models' names.
	first, last map[string]string
}

// id is the name of a layer's node.
func (w *dotWriter) id(l model.Layer) string { return strconv.Itoa(object.ID(toPython(l))) }

func (w *dotWriter) node(id, label string) {
	w.dot.parts = append(w.dot.parts, &dotNode{id, object.DictOf("label", label)})
}

// network is a layer as a model with a graph.
func network(l model.Layer) (model.Model, bool) {
	m, ok := l.(model.Model)
	return m, ok && m.Graph() != nil
}

// wrapped is the layer within a wrapper.
func wrapped(l model.Layer) (inner model.Layer, ok bool) {
	if !object.IsInstance(toPython(l), layerClassOf("Wrapper")) {
		return nil, false
	}
	v, _ := model.Attr(native(l), "layer")
	inner, ok = v.(model.Layer)
	return inner, ok
}

// wrappedNetwork is the model within a wrapper.
func wrappedNetwork(l model.Layer) (model.Model, bool) {
	inner, ok := wrapped(l)
	if !ok {
		return nil, false
	}
	return network(inner)
}

// layer adds the node of a layer, or the cluster of a nested model.
func (w *dotWriter) layer(l model.Layer) {
	name, class := l.Core().Name(), object.TypeName(toPython(l))
	if inner, ok := wrapped(l); ok {
		if nested, isNetwork := network(inner); isNetwork && w.o.nested {
			w.cluster(nested)
		} else {
			name += "(" + inner.Core().Name() + ")"
			class += "(" + object.TypeName(toPython(inner)) + ")"
		}
	}
	if nested, ok := network(l); ok && w.o.nested {
		w.cluster(nested)
		return
	}
	w.node(w.id(l), w.label(toPython(l), name, class))
}

func (w *dotWriter) cluster(m model.Model) {
	sub := modelToDot(w.th, m, w.o, true, nil)
	var nodes []string
	for _, p := range sub.parts {
		if n, ok := p.(*dotNode); ok {
			nodes = append(nodes, n.name)
		}
	}
	w.first[m.Core().Name()], w.last[m.Core().Name()] = nodes[0], nodes[len(nodes)-1]
	w.dot.parts = append(w.dot.parts, sub)
}

// label is what the node of a layer shows.
func (w *dotWriter) label(l object.Value, name, class string) string {
	text := func(v object.Value) string { return object.Must(object.Str(w.th, v)) }
	label := class
	if w.o.activations {
		if f := w.attr(l, "activation"); f != nil {
			label = "{" + label + "|" + w.functionName(f) + "}"
		}
	}
	if w.o.names {
		label = name + "|" + label
	}
	if w.o.dtypes {
		dtype := "?"
		if v := w.attr(l, "dtype"); v != nil {
			dtype = text(v)
		}
		label += "|" + dtype
	}
	if w.o.shapes {
		label = "{" + label + "}|{input:|output:}|{{" + w.shape(l, "input_shape") + "}|{" + w.shape(l, "output_shape") + "}}"
	}
	if w.o.trainable {
		mark := "NT"
		if object.Must(object.Truth(w.th, w.attr(l, "trainable"))) {
			mark = "T"
		}
		label = mark + "|" + label
	}
	return label
}

// attr is an attribute of a layer, None where there is none.
func (w *dotWriter) attr(v object.Value, name string) object.Value {
	x, _, err := object.FindAttr(w.th, v, name)
	if err != nil && !object.IsError(err, object.AttributeError) {
		object.Throw(err)
	}
	return x
}

func (w *dotWriter) functionName(f object.Value) string {
	for _, name := range []string{"name", "__name__"} {
		if v := w.attr(f, name); v != nil {
			return object.Must(object.Str(w.th, v))
		}
	}
	return object.Must(object.Str(w.th, f))
}

func (w *dotWriter) shape(l object.Value, name string) string {
	v := w.attr(l, name)
	if v == nil {
		return "?"
	}
	return strings.NewReplacer("{", `\{`, "}", `\}`).Replace(object.Must(object.Str(w.th, v)))
}

// edges adds the edges into a layer.
func (w *dotWriter) edges(l model.Layer) {
	for _, n := range l.Core().Nodes() {
		if !w.m.Graph().Has(n) {
			continue
		}
		for _, t := range n.Inputs() {
			if source := model.InfoOf(t).Layer; source != l || len(l.Core().Nodes()) > 1 {
				w.edge(source, l)
			}
		}
	}
}

// edge joins two layers; the ends of a nested model that is shown are in its
// cluster.
func (w *dotWriter) edge(source, l model.Layer) {
	from, to := w.id(source), w.id(l)
	if !w.o.nested {
		for _, end := range []string{from, to} {
			if !w.has(end) {
				object.Throw(object.NewError(object.AssertionError, ""))
			}
		}
		w.add(from, to)
		return
	}
	if m, ok := network(source); ok {
		from = w.last[m.Core().Name()]
	} else if m, ok := wrappedNetwork(source); ok {
		from = w.last[m.Core().Name()]
	}
	if m, ok := network(l); ok {
		w.add(from, w.first[m.Core().Name()])
		return
	}
	w.add(from, to)
	_, fromNetwork := network(source)
	if m, ok := wrappedNetwork(l); ok && !fromNetwork {
		w.add(to, w.first[m.Core().Name()])
	}
}

func (w *dotWriter) has(node string) bool {
	return slices.ContainsFunc(w.dot.parts, func(p dotPart) bool {
		n, ok := p.(*dotNode)
		return ok && n.name == node
	})
}

// add joins two nodes, once.
func (w *dotWriter) add(from, to string) {
	for _, p := range w.dot.parts {
		if e, ok := p.(*dotEdge); ok && e.from == from && e.to == to {
			return
		}
	}
	w.dot.parts = append(w.dot.parts, &dotEdge{from, to, object.NewDict()})
}
