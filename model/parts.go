package model

import (
	"fmt"

	"kerash/tensor"
)

// Part is a named piece of a layer, as the files of Keras' newer formats name
// it: a sublayer, several in a list, or variables that Keras keeps in an
// object of its own (the cell of an LSTM).
type Part struct {
	Name   string
	Layer  Layer
	Layers []Layer
	Vars   []*tensor.Variable
}

// Parted is a layer that names its parts itself. Without it, a layer's parts
// are the sublayers that were tracked, by their names.
type Parted interface{ Parts() []Part }

// TrackAs is [Base.Track] under the name of an attribute.
func (b *Base) TrackAs(name string, l Layer) {
	if l == nil {
		return
	}
	b.Track(l)
	if b.partNames == nil {
		b.partNames = map[Layer]string{}
	}
	b.partNames[l] = name
}

// PartsOf is the parts of a layer. A model's layers are one part, "layers".
func PartsOf(l Layer) []Part {
	if p, ok := l.(Parted); ok {
		return p.Parts()
	}
	if m, ok := l.(Model); ok && m.Graph() != nil {
		return []Part{{Name: "layers", Layers: m.Layers()}}
	}
	b := l.Core()
	var parts []Part
	for i, sub := range b.Sublayers() {
		name := b.partNames[sub]
		if name == "" {
			name = fmt.Sprintf("layer_%d", i)
		}
		parts = append(parts, Part{Name: name, Layer: sub})
	}
	return parts
}

// OwnVariables is the variables that files hold for the layer itself, without
// those of its parts: trainable ones first.
func OwnVariables(l Layer) []*tensor.Variable {
	elsewhere := map[*tensor.Variable]bool{}
	if p, ok := l.(Parted); ok {
		for _, part := range p.Parts() {
			for _, v := range part.Vars {
				elsewhere[v] = true
			}
		}
	}
	var yes, no []*tensor.Variable
	for _, v := range l.Core().OwnWeights() {
		switch {
		case elsewhere[v]:
		case v.Trainable:
			yes = append(yes, v)
		default:
			no = append(no, v)
		}
	}
	return append(yes, no...)
}

// AssetKeeper is a layer that keeps more than variables in a saved model: files,
// by name.
type AssetKeeper interface {
	// Assets is the files; nil for none.
	Assets() map[string][]byte
	// LoadAssets takes the layer's state from files.
	LoadAssets(files map[string][]byte)
	// Named is the variables that files hold beside the assets, by name; other
	// variables of the layer are not saved.
	Named() map[string]*tensor.Variable
}
