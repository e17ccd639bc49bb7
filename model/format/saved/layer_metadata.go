package saved

import (
	"strings"

	"kerash/model"
	"kerash/model/format/message"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// layersMetadata is a SavedMetadata message: for every layer in the graph of
// objects what Keras makes it from. compiled says whether the root's has what
// compile set.
func layersMetadata(st *model.State, objects []*weights.Object, compiled bool) []byte {
	var out []byte
	for i, o := range objects {
		l, ok := o.Value.(model.Layer)
		if !ok || !named(l) {
			continue
		}
		m := layerMetadata(st, l)
		if top, ok := l.(model.Model); ok {
			addModel(st, m, top)
			if i == 0 && compiled {
				m.Set("training_config", legacyForm(trainingConfig(st, top)))
			}
		}
		path := strings.Join(append([]string{"root"}, o.Path...), ".")
		node := message.Append(message.AppendNumber(nil, 2, uint64(i)), 3, []byte(path))
		node = message.Append(message.Append(node, 4, []byte(identifier(l))), 5, []byte(model.WriteJSON(m)))
		out = message.Append(out, 1, message.Append(node, 6, version(2)))
	}
	return out
}

// named reports whether a layer is of a class that Keras knows: what stands for
// the cell of a recurrent layer is of none, and comes with the layer.
func named(l model.Layer) bool {
	_, user := l.(model.UserObject)
	return user || l.Core().Class() != nil
}

// layerMetadata is what a SavedModel says of a layer.
func layerMetadata(st *model.State, l model.Layer) *model.Map {
	if u, ok := l.(folderRoot); ok {
		l = u.Model
	}
	b := l.Core()
	config, described := described(st, l)
	if in, ok := l.(*model.InputLayer); ok {
		out := model.NewMap().Set("class_name", "InputLayer").Set("name", b.Label)
		for _, key := range []string{"dtype", "sparse", "ragged", "batch_input_shape"} {
			out.Set(key, legacyForm(model.GetConfig(st, in).Get(key)))
		}
		return out.Set("config", config.Get("config"))
	}
	var first any
	if shape, ok := b.FirstShape(); ok {
		first = legacyForm(model.ConfigOf(st, shape))
	}
	m, isModel := l.(model.Model)
	trains := isModel
	if t, ok := l.(interface{ TakesTraining() bool }); ok {
		trains = t.TakesTraining()
	}
	out := model.NewMap().Set("name", b.Label).Set("trainable", b.CanTrain).Set("expects_training_arg", trains).
		Set("dtype", legacyForm(b.Policy.ConfigValue())).Set("batch_input_shape", first)
	if !isModel {
		out.Set("stateful", b.Stateful)
	}
	_, fromConfigOnly := l.(model.AssetKeeper)
	out.Set("must_restore_from_config", fromConfigOnly).Set("preserve_input_structure_in_config", false).
		Set("autocast", b.AutoCast && !(isModel && m.Graph() != nil)).Set("class_name", config.Get("class_name"))
	if !described {
		return out
	}
	out.Set("config", config.Get("config"))
	if k, ok := l.(model.VocabularyKeeper); ok {
		addVocabulary(st, out.Get("config").(*model.Map), k)
	}
	if shape := b.BuildInputShape(); shape != nil {
		out.Set("build_input_shape", shapeForm(shape))
	}
	return out
}

// described is the class and the config of a layer; not ok, and a warning, for
// one whose class cannot say what it is made from.
func described(st *model.State, l model.Layer) (config *model.Map, ok bool) {
	err := tensor.Catch(func() { config = legacyForm(model.Serialize(st, l)).(*model.Map) })
	if err == nil {
		return config, true
	}
	if _, ok := l.(model.UserObject); !ok {
		tensor.Check(err)
	}
	st.Warnf("WARNING", "The class %s has no `get_config`: only the weights of '%s' can be read from the SavedModel.", l.Core().ClassName(), l.Core().Label)
	return model.NewMap().Set("class_name", l.Core().ClassName()), false
}

// addModel adds what is said of models only.
func addModel(st *model.State, meta *model.Map, m model.Model) {
	var spec, call any
	if spec = inputSpec(m); spec != nil {
		call = legacyForm(model.Tup{[]any{spec}, model.NewMap()})
	}
	meta.Set("is_graph_network", m.Graph() != nil).Set("full_save_spec", call).Set("save_spec", spec).
		Set("keras_version", model.KerasVersion).Set("backend", "tensorflow").
		Set("model_config", model.NewMap().Set("class_name", m.Core().ClassName()).Set("config", meta.Get("config")))
}

// inputSpec is the inputs that a model was built for, nil if they are unknown.
func inputSpec(m model.Model) any {
	g := m.Graph()
	if g == nil {
		shape, ok := m.Core().BuildInputShape().(model.Tup)
		if !ok {
			return nil
		}
		return typeSpec(shapeForm(shape), m.Core().Policy.Compute.String(), "input_1")
	}
	specs := make([]any, len(g.Inputs))
	for i, name := range g.InputNames() {
		specs[i] = typeSpec(shapeForm(model.ConfigOf(nil, g.Inputs[i].Shape())), g.Inputs[i].DType().String(), name)
	}
	if len(specs) == 1 {
		return specs[0]
	}
	return specs
}

func typeSpec(shape any, dtype, name string) *model.Map {
	return model.NewMap().Set("class_name", "TypeSpec").Set("type_spec", "tf.TensorSpec").Set("serialized", []any{shape, dtype, name})
}

// shapeForm is a shape, or several in a list or dict, as a SavedModel holds it.
func shapeForm(x any) any {
	switch x := x.(type) {
	case model.Tup:
		for _, d := range x {
			if _, ok := d.(int); !ok && d != nil {
				return shapeForm([]any(x))
			}
		}
		return model.NewMap().Set("class_name", "TensorShape").Set("items", []any(x))
	case []any:
		out := make([]any, len(x))
		for i, s := range x {
			out[i] = shapeForm(s)
		}
		return out
	case *model.Map:
		out := model.NewMap()
		for _, k := range x.Keys {
			out.Set(k, shapeForm(x.Vals[k]))
		}
		return out
	}
	return x
}

// addVocabulary puts into a layer's config the vocabulary that adapt found:
// TensorFlow keeps it in its graph.
func addVocabulary(st *model.State, config *model.Map, k model.VocabularyKeeper) {
	tokens, idf := k.FoundVocabulary()
	if tokens == nil {
		return
	}
	config.Set("vocabulary", tokens)
	if idf != nil {
		config.Set("idf_weights", idf)
	}
	config.Set("has_input_vocabulary", true)
}
