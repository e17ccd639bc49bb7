package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
)

func newModelsModule() *object.Module {
	return &object.Module{Name: "keras.models", Doc: "Making, copying and loading models.", Members: func() []object.Member {
		return append(slices.Clone(loadFunctions()),
			object.Const("Model", modelClass()),
			object.Const("Sequential", sequentialClass()),
			object.Fun("clone_model(model, input_tensors=None, clone_function=None)", "A model of the same layers with new weights.", cloneModel),
			object.Fun("model_from_json(json_string, custom_objects=None)", "The model that to_json described.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				json := object.Must(th.Import(th, "json")) // whose errors say where the text is wrong
				v := object.Must(object.CallMethodOf(th, json, "loads", object.Pos(a.At(0))))
				withCustom(th, a.Value("custom_objects"), func() { v = modelFromJSON(th, v, a.Str("json_string")) })
				return v, nil
			}),
			object.Fun("model_from_config(config, custom_objects=None)", "The model that a config describes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				config, ok := a.Value("config").(*object.Dict)
				if !ok {
					return nil, object.TypeErrorf("`model_from_config` expects a dictionary, not a list. Received: config=%s. Did you mean to use `Sequential.from_config(config)`?", object.Must(object.Str(th, a.Value("config"))))
				}
				var v object.Value
				withCustom(th, a.Value("custom_objects"), func() {
					v = toPython(model.FromConfig(binding.State(th), model.KindLayer, toMap(th, config)))
				})
				return v, nil
			}),
			object.Fun("model_from_yaml(yaml_string, custom_objects=None)", "Removed from Keras.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, object.RuntimeErrorf("Method `model_from_yaml()` has been removed due to security risk of arbitrary code execution. Please use `Model.to_json()` and `model_from_json()` instead.")
			}),
		)
	}}
}

// modelFromJSON is what model_from_json makes of a text that says v. As in Keras,
// what is no config stands for itself, and a class that is not known for its name.
func modelFromJSON(th *object.Thread, v object.Value, text string) object.Value {
	d, ok := v.(*object.Dict)
	switch {
	case v == nil:
		object.Throw(object.ValueErrorf("Cannot deserialize empty config. Received: config=None"))
	case !ok:
		return v
	}
	class, ok := d.GetStr("class_name")
	if name, isText := class.(string); isText {
		registered, _ := d.GetStr("registered_name")
		custom := binding.State(th).Custom
		full, _ := registered.(string)
		if custom[name] == nil && custom[full] == nil && model.FindFunction(model.KindLayer, name) == nil && model.Find(model.KindModel, name) == nil {
			return name
		}
	}
	if !ok && d.Len() > 0 {
		object.Throw(object.ValueErrorf("Unknown `config` as a `dict`, config=%s", object.Must(object.Repr(th, d))))
	}
	return toPython(model.FromModelConfig(binding.State(th), saved.FromKeras3(model.ParseModelConfig(text))))
}

func cloneModel(th *object.Thread, a *object.Bound) (object.Value, error) {
	m, ok := object.NativeOf(a.Value("model")).(model.Model)
	if _, layer := object.NativeOf(a.Value("model")).(model.Layer); layer && !ok {
		return cloneByConfig(th, a)
	}
	if !ok {
		return nil, object.AttributeErrorf("type object '%s' has no attribute 'from_config'", object.TypeName(a.Value("model"))).WithHint("clone_model takes a model")
	}
	var in model.Value
	if a.Has("input_tensors") {
		in = toValue(th, a.Value("input_tensors"))
	}
	var clone func(model.Layer) model.Layer
	if fn := a.Value("clone_function"); fn != nil {
		if !object.IsCallable(fn) {
			return nil, object.ValueErrorf("Expected `layer_fn` argument to be a callable. Received: layer_fn=%s", object.Must(object.Str(th, fn)))
		}
		clone = func(l model.Layer) model.Layer { return layerOf(object.Must(object.CallFn(th, fn, toPython(l)))) }
	}
	syncCustom(th)
	if _, isSequential := m.(*model.Sequential); !isSequential && m.Graph() == nil {
		return cloneByConfig(th, a)
	}
	return toPython(model.CloneModel(binding.State(th), m, in, clone)), nil
}

// cloneByConfig clones a model of a class of the user's.
func cloneByConfig(th *object.Thread, a *object.Bound) (object.Value, error) {
	m := a.Value("model")
	cls := object.TypeOf(m)
	if a.Has("input_tensors") || a.Has("clone_function") {
		shown := func(name string) string { return object.Must(object.Str(th, a.Value(name))) }
		return nil, object.ValueErrorf("Arguments clone_function and input_tensors are only supported for Sequential models or Functional models. Received model of type '%s', with clone_function=%s and input_tensors=%s",
			cls.Name, shown("clone_function"), shown("input_tensors"))
	}
	config, err := object.CallMethodOf(th, m, "get_config", object.Args{})
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, cls, "from_config", object.Pos(config))
}
