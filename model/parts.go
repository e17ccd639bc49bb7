package model

import (
	"fmt"
	"slices"
	"strings"

	"kerash/tensor"
)

// Part is a named piece of a layer, as the files of Keras' newer formats name
// it: a sublayer, several in a list, a metric or metrics among them, or
// variables that Keras keeps in an object of its own (the cell of an LSTM).
type Part struct {
	Name    string
	Layer   Layer
	Layers  []Layer
	Metric  Metric
	Metrics []Metric
	Vars    []*tensor.Variable
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
	b.SetParts(append(slices.DeleteFunc(b.parts, func(p Part) bool { return p.Name == name }), Part{Name: name, Layer: l}))
}

// SetParts names the attributes that hold layers, and those that hold lists of
// layers.
func (b *Base) SetParts(parts []Part) { b.parts = parts }

// PartsOf is the parts of a layer. A model's layers are one part, "layers", and
// so are the layers in a list.
func PartsOf(l Layer) []Part {
	if p, ok := l.(Parted); ok {
		return p.Parts()
	}
	if m, ok := l.(Model); ok && m.Graph() != nil {
		return []Part{{Name: "layers", Layers: m.Layers()}}
	}
	b := l.Core()
	subs := b.Sublayers() // finds the parts anew
	parts := slices.Clone(b.parts)
	for i, sub := range subs {
		if b.held == nil && !slices.ContainsFunc(parts, func(p Part) bool { return p.Layer == sub || slices.Contains(p.Layers, sub) }) {
			parts = append(parts, Part{Name: fmt.Sprintf("layer_%d", i), Layer: sub})
		}
	}
	return parts
}

// StoredParts is the parts of a layer as Keras walks through them to save it, in
// falling order of the attributes' names. A model has its lists of layers and of
// metrics beside the attributes; a part is stored where it is met first.
func StoredParts(l Layer) []Part {
	parts := slices.Clone(PartsOf(l))
	if m, ok := l.(Model); ok {
		if m.Graph() == nil {
			parts = append(parts, Part{Name: "layers", Layers: m.Layers()})
		} else {
			parts = append(parts, l.Core().parts...)
		}
		if metrics := DefaultMetrics(m); len(metrics) > 0 {
			parts = append(parts, Part{Name: "metrics", Metrics: metrics})
		}
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return strings.Compare(b.Name, a.Name) })
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

// FileKeeper is a layer that may keep files, by name, in a saved model.
type FileKeeper interface {
	// Assets is the files; nil for none.
	Assets() map[string][]byte
	// LoadAssets takes the layer's state from files; a layer that keeps none
	// is given none.
	LoadAssets(files map[string][]byte)
}

// AssetKeeper is a layer that keeps more than variables in a saved model.
type AssetKeeper interface {
	FileKeeper
	// Named is the variables that files hold beside the assets, by name; other
	// variables of the layer are not saved.
	Named() map[string]*tensor.Variable
}

// VocabularyKeeper is a layer with a vocabulary, given or found by adapt.
type VocabularyKeeper interface {
	// FoundVocabulary is the vocabulary that adapt or a file gave, nil for none
	// and for one that is an argument of the layer; idf is the weights of its
	// tokens in mode 'tf_idf', else nil. Both include the special tokens.
	FoundVocabulary() (tokens []any, idf *tensor.Array)
	// TakeVocabulary sets the vocabulary, without special tokens, of a layer that
	// was given none; the weights of its tokens are set as other weights are.
	TakeVocabulary(tokens []any)
}

// ArrayKeeper is a layer that may say itself which arrays a saved model holds in
// place of its variables, as save_own_variables does.
type ArrayKeeper interface {
	// OwnArrays is the arrays; ok is false for a layer whose variables are
	// saved as they are.
	OwnArrays() (arrays []NamedArray, ok bool)
	// LoadsOwnArrays reports whether LoadOwnArrays is to be called instead of
	// loading the variables as they are.
	LoadsOwnArrays() bool
	// LoadOwnArrays takes the layer's state from what a file holds.
	LoadOwnArrays(arrays []NamedArray)
}

// NamedArray is an array of an [ArrayKeeper].
type NamedArray struct {
	Name  string
	Array *tensor.Array
}
