package model

import "slices"

// Keeper is a layer with further layers in attributes, which are no parts of it.
type Keeper interface{ Kept() []Layer }

// Submodules lists what is inside of a layer, each once: its own parts before
// theirs.
func Submodules(b *Base) []Layer {
	found := directParts(b)
	for i := 0; i < len(found); i++ {
		for _, l := range directParts(found[i].Core()) {
			if !slices.Contains(found, l) && l.Core() != b {
				found = append(found, l)
			}
		}
	}
	return found
}

// directParts is the parts of a layer in the order of the attributes that hold
// them in Keras: metrics, the ends of a graph, all layers, kept ones.
func directParts(b *Base) []Layer {
	var out []Layer
	add := func(l Layer) {
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	parts := b.Sublayers()
	for _, l := range parts {
		if _, ok := l.(*metricPart); ok {
			add(l)
		}
	}
	if m, ok := b.self.(Model); ok && m.Graph() != nil {
		for _, end := range []Value{m.Graph().In, m.Graph().Out} {
			for _, t := range Leaves(end) {
				if i := InfoOf(t); i != nil && i.Layer != nil {
					add(i.Layer)
				}
			}
		}
	}
	for _, l := range parts {
		add(l)
	}
	if k, ok := b.self.(Keeper); ok {
		for _, l := range k.Kept() {
			add(l)
		}
	}
	return out
}
