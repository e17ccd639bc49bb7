package model

import (
	"kerash/tensor"
)

// KerasVersion is the version whose behaviour and files are followed.
const KerasVersion = "2.15.0"

// Set here: Go allows no initialisation cycles.
func init() {
	InputLayerClass.Restore = restoreInput
	OpLayerClass.Restore = restoreOp
	SlicingOpLayerClass.Restore = restoreOp
	InstanceMethodClass.Restore = restoreOp
	InstancePropertyClass.Restore = restoreOp
	FunctionalClass.Restore = restoreFunctional
	SequentialClass.Restore = restoreSequential
}

// GetConfig implements [Configer].
func (l *InputLayer) GetConfig(st *State) *Map {
	return NewMap().Set("batch_input_shape", intTup(l.Spec_.Shape)).Set("dtype", l.Spec_.DType.String()).
		Set("sparse", Truth(l.Sparse)).Set("ragged", Truth(l.Ragged)).Set("name", l.Label)
}

func restoreInput(st *State, m *Map) any {
	l := new(InputLayer)
	l.setClass(InputLayerClass, l)
	l.restoreBase(st, m)
	for _, key := range []string{"batch_input_shape", "batch_shape", "input_shape"} {
		if s := m.Get(key); s != nil {
			l.BatchShape = s
			if key == "input_shape" {
				l.BatchShape = append(Tup{nil}, intTup(ShapeOf(s))...)
			}
			break
		}
	}
	l.Sparse, l.Ragged = m.Get("sparse"), m.Get("ragged")
	l.Init(st)
	return l
}

// restoreBase sets what all layers share from a config.
func (b *Base) restoreBase(st *State, m *Map) {
	b.Label, _ = m.Get("name").(string)
	b.CanTrain, b.AutoCast = m.Get("trainable") != false, true
	tensor.Check(b.Policy.SetArg(st, m.Get("dtype")))
}

// GetConfig implements [Configer].
func (f *Functional) GetConfig(st *State) *Map {
	m := NewMap().Set("name", f.Label).Set("trainable", f.CanTrain)
	return f.graph.config(st, m)
}

func restoreFunctional(st *State, m *Map) any {
	f := new(Functional)
	f.setClass(FunctionalClass, f)
	f.restoreBase(st, m)
	f.CanTrain = true // what is frozen stands in the configs of the layers
	f.Restore(st, m)
	return f
}

// Restore connects a model whose name and class are set as its config says:
// also for classes of the user's that derive from keras.Model.
func (f *Functional) Restore(st *State, m *Map) {
	in, out, r := rebuildGraph(st, m, nil)
	f.Connect(st, in, out)
	r.finish(f)
}

// GetConfig implements [Configer].
func (s *Sequential) GetConfig(st *State) *Map {
	layers := []any{}
	for _, l := range s.tracked {
		layers = append(layers, Serialize(st, l))
	}
	m := NewMap().Set("name", s.Label).Set("layers", layers)
	if s.graph == nil && s.buildShape != nil {
		m.Set("build_input_shape", s.buildShape)
	}
	return m
}

func restoreSequential(st *State, m *Map) any {
	s := new(Sequential)
	s.setClass(SequentialClass, s)
	s.restoreBase(st, m)
	s.Restore(st, m)
	return s
}

// Restore adds the layers of a config to a Sequential whose name and class are
// set.
func (s *Sequential) Restore(st *State, m *Map) {
	s.Start(st)
	items, ok := Sequence(m.Get("layers"))
	if !ok {
		tensor.Throwf("ValueError", "Improperly formatted model config.")
	}
	for _, it := range items {
		l, ok := it.(Layer)
		if !ok {
			cfg, _ := it.(*Map)
			if l, ok = FromConfig(st, KindLayer, cfg).(Layer); !ok {
				tensor.Throwf("ValueError", "Improperly formatted model config.")
			}
		}
		s.Add(st, l)
	}
	if shape := m.Get("build_input_shape"); shape != nil && s.in == nil {
		BuildShape(st.NewContext(), s, shape)
	}
}

// ToJSON is model.to_json(): the model without its weights.
func ToJSON(st *State, m Model) string {
	return WriteJSON(NewMap().Set("class_name", m.Core().ClassName()).Set("config", GetConfig(st, m)).
		Set("keras_version", KerasVersion).Set("backend", "tensorflow"))
}

// FromJSON is the model of a text that ToJSON wrote.
func FromJSON(st *State, text string) Model {
	return FromModelConfig(st, ParseModelConfig(text)).(Model)
}

// ParseModelConfig reads the JSON of a model's config. It throws ValueError for
// text that is no JSON and TypeError for other values.
func ParseModelConfig(text string) *Map {
	v, err := ParseJSON(text)
	if err != nil {
		tensor.Throwf("ValueError", "%v", err)
	}
	cfg, ok := v.(*Map)
	if !ok {
		tensor.Throwf("TypeError", "Improper config format for %s. Expecting python dict contains `class_name` and `config` as keys", Describe(v))
	}
	return cfg
}

// FromModelConfig makes the model, or the layer, of a config.
func FromModelConfig(st *State, cfg *Map) any {
	if len(cfg.Keys) == 0 {
		tensor.Throwf("ValueError", "Cannot deserialize empty config. Received: config={}")
	}
	return FromConfig(st, KindLayer, cfg)
}

// CloneModel is a model of the same layers as those of a graph or stack, with
// weights of its own, anew drawn.
// clone, when given, makes the copy of each layer but the inputs; in replaces
// the inputs.
func CloneModel(st *State, m Model, in Value, clone func(Layer) Layer) Model {
	if clone == nil {
		clone = func(l Layer) Layer { return cloneLayer(st, l) }
	}
	if s, ok := m.(*Sequential); ok {
		return cloneSequential(st, s, in, clone)
	}
	g := m.Graph()
	made := map[string]Layer{}
	given := givenInputs(g, in)
	for _, l := range g.Layers {
		if given[l] != nil {
			made[l.Core().Label] = given[l]
			continue
		}
		if _, isInput := l.(*InputLayer); !isInput {
			made[l.Core().Label] = clone(l)
		} else {
			made[l.Core().Label] = cloneLayer(st, l)
		}
	}
	cfg := g.config(st, NewMap())
	newIn, newOut, r := rebuildGraph(st, cfg, made)
	out := NewFunctional(st, newIn, newOut, m.Core().Label)
	r.finish(out)
	if in != nil && given == nil {
		y := Apply(st.NewContext(), out, in)
		return NewFunctional(st, in, y, m.Core().Label)
	}
	return out
}

// givenInputs finds the input layers that stand for those of a graph when it
// is cloned for the tensors in; nil when the tensors come from other layers.
func givenInputs(g *Graph, in Value) map[Layer]Layer {
	if in == nil {
		return nil
	}
	leaves := Leaves(in)
	if len(leaves) != len(g.Inputs) {
		return nil
	}
	given := map[Layer]Layer{}
	for i, t := range leaves {
		l, ok := InfoOf(t).Layer.(*InputLayer)
		if !ok {
			return nil
		}
		given[InfoOf(g.Inputs[i]).Layer] = l
	}
	return given
}

func cloneLayer(st *State, l Layer) Layer {
	if m, ok := l.(Model); ok && m.Graph() != nil {
		c := CloneModel(st, m, nil, nil)
		if s, ok := m.(*Sequential); ok && s.inferred != nil && c.Graph() == nil { // by its config, as Keras does
			BuildShape(st.NewContext(), c, intTup(s.inferred))
		}
		return c
	}
	c, ok := Remake(st, l, GetConfig(st, l)).(Layer)
	if !ok {
		tensor.Throwf("TypeError", "layer %s cannot be cloned", l.Core().Label)
	}
	return c
}

func cloneSequential(st *State, s *Sequential, in Value, clone func(Layer) Layer) Model {
	out := NewSequential(st, s.Label)
	switch {
	case in != nil:
		l, ok := InfoOf(One(in)).Layer.(*InputLayer)
		if !ok {
			tensor.Throwf("ValueError", "To clone a `Sequential` model, the input tensors must come from keras.Input.")
		}
		out.Add(st, l)
	case s.explicit:
		out.Add(st, cloneLayer(st, s.tracked[0]))
	}
	for _, l := range s.Layers() {
		out.Add(st, clone(l))
	}
	return out
}
