package model

import (
	"kerash/tensor"
)

// Model is a layer that is trained, evaluated and saved as a whole.
type Model interface {
	Layer
	// ModelCore is the embedded ModelBase.
	ModelCore() *ModelBase
	// Layers is the model's layers, in order.
	Layers() []Layer
	// Graph is the network of a functional model or of a Sequential that knows
	// its inputs; nil for others.
	Graph() *Graph
}

// ModelBase is the part that all models share: what compile set, and the state
// of training. By itself it is a model whose call is defined by a subclass.
type ModelBase struct {
	Base

	// StopTraining ends fit after the running epoch; callbacks set it.
	StopTraining bool
	// History is what the last fit recorded, nil before the first.
	History *History
	// HasBuild says that the class of the user's builds its weights itself.
	HasBuild bool
	// Assigned is what the user gave attributes that the model has of itself.
	// The next compile forgets those that it sets.
	Assigned map[string]any

	callSpec  *CallSpec
	compiled  *compiled
	predict   *stepper       // of a model that was not compiled
	functions map[string]any // in the place of the model's own; see SetFunction
	counters  map[string]*tensor.Variable
}

// Counter counts the steps of the newest run of a kind: train, test or predict.
func (m *ModelBase) Counter(kind string) *tensor.Variable {
	if m.counters == nil {
		m.counters = map[string]*tensor.Variable{}
	}
	v := m.counters[kind]
	if v == nil {
		v = tensor.NewVariable("Variable:0", tensor.Scalar(int64(0)))
		m.counters[kind] = v
	}
	return v
}

// ModelCore implements [Model].
func (m *ModelBase) ModelCore() *ModelBase { return m }

// Layers implements [Model]: the layers that were assigned to attributes.
func (m *ModelBase) Layers() []Layer { return layersOf(m.Sublayers()) }

// Graph implements [Model].
func (m *ModelBase) Graph() *Graph { return nil }

// Build implements [Layer]: it runs the model's call once without values.
func (m *ModelBase) Build(c *Context, x Value) {}

// Call implements [Layer] for a model that defines no call.
func (m *ModelBase) Call(c *Context, x Value) Value {
	tensor.Throwf("NotImplementedError", "Unimplemented `tf.keras.Model.call()`: if you intend to create a `Model` with the Functional API, please provide `inputs` and `outputs` arguments. Otherwise, subclass `Model` with an overridden `call()` method.")
	return nil
}

func (m *ModelBase) requireWeights() {
	if m.HasBuild && !m.Built {
		throwNoWeights(m)
	}
}

func throwNoWeights(m *ModelBase) {
	e := tensor.Errorf("ValueError", "Weights for model '%s' have not yet been created. Weights are created when the model is first called on inputs or `build()` is called with an `input_shape`.", m.Label)
	tensor.Throw(e.WithHint("call the model on a batch first, or start it with keras.Input(shape=...)"))
}

// GetLayer finds a layer by name. It throws ValueError when there is none.
func GetLayer(m Model, name string) Layer {
	var names []string
	for _, l := range m.Layers() {
		if l.Core().Label == name {
			return l
		}
		names = append(names, l.Core().Label)
	}
	e := tensor.Errorf("ValueError", "No such layer: %s. Existing layers are: %s.", name, stringList(names))
	if near := Nearest(name, names); near != "" {
		e.WithHint("did you mean '%s'?", near)
	}
	tensor.Throw(e)
	return nil
}

// GetLayerAt is the layer at a position; negative ones count from the end, as
// a Python list has it.
func GetLayerAt(m Model, index int) Layer {
	ls := m.Layers()
	if len(ls) <= index {
		tensor.Throwf("ValueError", "Was asked to retrieve layer at index %d but model only has %d layers.", index, len(ls))
	}
	if index < 0 {
		index += len(ls)
	}
	if index < 0 {
		tensor.Throwf("IndexError", "list index out of range")
	}
	return ls[index]
}
