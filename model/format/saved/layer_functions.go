package saved

import (
	"strconv"

	"kerash/model"
	"kerash/model/format/weights"
)

// Functions is what the layers of a SavedModel compute.
type Functions struct {
	// Of are the functions of a layer, of its [LayerAPI] and of its [LayerLosses].
	Of         func(v any) []Function
	Concretes  []Concrete
	Signatures []Signature
}

// LayerAPI is what Keras finds a layer's functions and lists in.
type LayerAPI struct{ Layer *model.Base }

// LayerLosses is the list of a layer's losses that depend on no inputs: its own
// ones, or those of its parts too.
type LayerLosses struct {
	Layer *model.Base
	Own   bool
}

// ContainerKind implements [weights.Container].
func (LayerLosses) ContainerKind() string { return "list" }

// Trackables implements [weights.Trackable].
func (LayerLosses) Trackables() []weights.Edge { return nil }

// Trackables implements [weights.Trackable].
func (a LayerAPI) Trackables() []weights.Edge {
	return []weights.Edge{
		{Name: "non_trainable_variables", To: frozenList{a.Layer}}, {Name: "layers", To: layerList{a.Layer}},
		{Name: "metrics", To: emptyList{a.Layer, "metrics"}}, {Name: "layer_regularization_losses", To: LayerLosses{a.Layer, true}},
		{Name: "layer_metrics", To: emptyList{a.Layer, "layer_metrics"}}, {Name: "variables", To: variableList{a.Layer, false}},
		{Name: "trainable_variables", To: variableList{a.Layer, true}}, {Name: "regularization_losses", To: LayerLosses{a.Layer, false}},
	}
}

// frozenList is the variables of a layer that are not trained.
type frozenList struct{ of *model.Base }

// ContainerKind implements [weights.Container].
func (frozenList) ContainerKind() string { return "list" }

// Trackables implements [weights.Trackable].
func (l frozenList) Trackables() []weights.Edge { return weights.Numbered(l.of.NonTrainableWeights()) }

// layerList is the parts of a layer.
type layerList struct{ of *model.Base }

// ContainerKind implements [weights.Container].
func (layerList) ContainerKind() string { return "list" }

// Trackables implements [weights.Trackable].
func (l layerList) Trackables() []weights.Edge {
	var out []weights.Edge
	layers := l.of.Sublayers()
	if m, ok := l.of.Self().(model.Model); ok {
		layers = m.Layers()
	}
	for i, sub := range layers {
		out = append(out, weights.Edge{Name: strconv.Itoa(i), To: sub})
	}
	return out
}

// emptyList is a list or dict of a layer that nothing is in.
type emptyList struct {
	of   *model.Base
	name string
}

// ContainerKind implements [weights.Container].
func (l emptyList) ContainerKind() string {
	if l.name == "layer_metrics" {
		return "dict"
	}
	return "list"
}

// Trackables implements [weights.Trackable].
func (emptyList) Trackables() []weights.Edge { return nil }

// edges are those of an object, with what Keras keeps of layers that have
// functions.
func (f *Functions) edges(v any) []weights.Edge {
	out := weights.Edges(v)
	l, ok := v.(model.Layer)
	if !ok || len(f.Of(v)) == 0 {
		return out
	}
	b := l.Core()
	if _, root := v.(folderRoot); !root {
		out = append(out, weights.Edge{Name: "variables", To: variableList{b, false}}, weights.Edge{Name: "trainable_variables", To: variableList{b, true}})
	}
	return append(out, weights.Edge{Name: "regularization_losses", To: LayerLosses{b, false}}, weights.Edge{Name: "keras_api", To: LayerAPI{b}})
}

// Remake makes a layer of what a SavedModel says of another one; it throws where
// that is not enough.
func Remake(st *model.State, l model.Layer) model.Layer {
	return model.FromConfig(st, model.KindLayer, legacyForm(model.Serialize(st, l)).(*model.Map)).(model.Layer)
}
