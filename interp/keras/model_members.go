package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// modelMethod declares a method of models.
func modelMethod(sig, doc string, f func(th *object.Thread, m model.Model, a *object.Bound) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(th, modelOf(a.Self()), a), nil
	})
}

// modelGetter declares a read-only property of models.
func modelGetter(name, doc string, get func(th *object.Thread, m model.Model) object.Value) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		return get(th, modelOf(self)), nil
	}, func(th *object.Thread, self, v object.Value) error {
		return object.AttributeErrorf("Can't set the attribute \"%s\", likely because it conflicts with an existing read-only @property of the object. Please choose a different name.", name)
	})
}

// assignable declares a property of models that the user may set to something
// else.
func assignable(name, doc string, get func(th *object.Thread, m model.Model) object.Value) object.Member {
	return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		m := modelOf(self)
		if v, ok := m.ModelCore().Assigned[name]; ok {
			return toPython(v), nil
		}
		return get(th, m), nil
	}, func(th *object.Thread, self, v object.Value) error {
		if name == "optimizer" {
			modelOf(self).ModelCore().Assign(name, toModel(th, v))
			return nil
		}
		modelOf(self).ModelCore().Assign(name, v)
		return nil
	})
}

func modelMembers() []object.Member {
	ms := []object.Member{
		modelGetter("layers", "the model's layers, in order", func(th *object.Thread, m model.Model) object.Value {
			return object.NewList(toPythons(m.Layers())...)
		}),
		assignable("inputs", "the symbolic inputs of the graph, a list", graphList(func(g *model.Graph) object.Value { return tensorList(g.Inputs) })),
		assignable("outputs", "the symbolic outputs of the graph, a list", graphList(func(g *model.Graph) object.Value { return tensorList(g.Outputs) })),
		assignable("input_names", "the names of the inputs", graphList(func(g *model.Graph) object.Value { return object.NewList(toPythons(g.InputNames())...) })),
		assignable("output_names", "the names of the outputs", graphList(func(g *model.Graph) object.Value { return object.NewList(toPythons(g.OutputNames())...) })),
		modelGetter("stateful", "whether a layer keeps state between batches", func(th *object.Thread, m model.Model) object.Value {
			return m.Core().Stateful || slices.ContainsFunc(m.Layers(), func(l model.Layer) bool { return l.Core().Stateful })
		}),
		modelGetter("distribute_strategy", "the tf.distribute strategy that the model trains under", func(th *object.Thread, m model.Model) object.Value {
			return callTF(th, "distribute.get_strategy", object.Args{})
		}),
		modelMethod("get_layer(self, name=None, index=None)", "The layer with a name or at a position.", getLayer),
		modelMethod("to_json(self, **kwargs)", "The model's architecture as JSON text, for model_from_json; kwargs go to json.dumps.", modelToJSON),
		modelMethod("to_yaml(self, **kwargs)", "Removed from Keras.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			object.Throw(object.RuntimeErrorf("Method `model.to_yaml()` has been removed due to security risk of arbitrary code execution. Please use `model.to_json()` instead."))
			return nil
		}),
		modelMethod("summary(self, line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None)",
			"Prints the layers with their output shapes and numbers of parameters.", summary),
		modelMethod("add_loss(self, losses, **kwargs)", "Adds a loss, or a function that computes one, to what training minimises.", addModelLoss),
		modelMethod("add_metric(self, value, name=None, **kwargs)", "Adds the mean of a value to the metrics that training reports.", addModelMetric),
		fromConfigMember("model"),
		modelMethod("get_compile_config(self)", "What compile was given, as a dict; None before compile.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			if c := m.ModelCore().CompileConfig(binding.State(th)); c != nil {
				return toPython(c)
			}
			return nil
		}),
		modelMethod("compile_from_config(self, config)", "Compiles the model as get_compile_config described one.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			if c, ok := toModel(th, a.Value("config")).(*model.Map); ok {
				saved.CompileFrom(binding.State(th), m, c)
			}
			return nil
		}),
	}
	return object.Owned("Model", append(ms, trainingMembers()...))
}

func graphList(get func(g *model.Graph) object.Value) func(th *object.Thread, m model.Model) object.Value {
	return func(th *object.Thread, m model.Model) object.Value {
		if g := m.Graph(); g != nil {
			return get(g)
		}
		return nil
	}
}

// functionalMembers are what models of a graph show otherwise than layers do:
// their own inputs and outputs.
func functionalMembers() []object.Member {
	show := func(name, doc string, get func(g *model.Graph) object.Value) object.Member {
		return modelGetter(name, doc, func(th *object.Thread, m model.Model) object.Value {
			g := m.Graph()
			if g == nil {
				tensor.Throwf("AttributeError", "'%s' object has no attribute '_nested_%ss'", m.Core().ClassName(), strings.TrimSuffix(name, "_shape"))
			}
			return get(g)
		})
	}
	return []object.Member{
		show("input", "the symbolic input, or inputs in their structure", func(g *model.Graph) object.Value { return toPython(g.In) }),
		show("output", "the symbolic output, or outputs in their structure", func(g *model.Graph) object.Value { return toPython(g.Out) }),
		show("input_shape", "the shape of the input, None for unknown axes", func(g *model.Graph) object.Value { return shapesOf(g.In) }),
		show("output_shape", "the shape of the output, None for unknown axes", func(g *model.Graph) object.Value { return shapesOf(g.Out) }),
		show("input_mask", "the mask of the input, or the masks", func(g *model.Graph) object.Value { return masksValue(g.In) }),
		show("output_mask", "the mask of the output, or the masks", func(g *model.Graph) object.Value { return masksValue(g.Out) }),
	}
}

func sequentialMembers() []object.Member {
	return object.Owned("Sequential", []object.Member{
		object.Method("add(self, layer)", "Puts a layer on top of the stack.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			stackOf(a.Self()).Add(binding.State(th), addedLayer(th, a.At(1)))
			return nil, nil
		}),
		object.Method("pop(self)", "Takes the last layer off the stack.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			stackOf(a.Self()).Pop()
			return nil, nil
		}),
	})
}

// stackOf is the Sequential of Go in a Python value.
func stackOf(v object.Value) *model.Sequential {
	switch m := object.NativeOf(v).(type) {
	case *model.Sequential:
		return m
	case *userSequential:
		return m.Sequential
	}
	object.Throw(object.TypeErrorf("descriptor requires a 'Sequential' object but received a '%s'", object.TypeName(v)))
	return nil
}

func getLayer(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	name, index := a.Value("name"), a.Value("index")
	switch {
	case name != nil && index != nil:
		tensor.Throwf("ValueError", "Provide only a layer name or a layer index. Received: index=%s, name=%s.", object.Must(object.Str(th, index)), object.Must(object.Str(th, name)))
	case index != nil:
		return toPython(model.GetLayerAt(m, a.Int("index")))
	case name != nil:
		return toPython(model.GetLayer(m, object.Must(object.Str(th, name))))
	}
	tensor.Throwf("ValueError", "Provide either a layer name or layer index at `get_layer`.")
	return nil
}

// modelToJSON is Model.to_json. Arguments for json.dumps need the session's json.
func modelToJSON(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	syncCustom(th)
	text := model.ToJSON(binding.State(th), m)
	if kw := a.Kwargs("kwargs"); len(kw) > 0 {
		v := object.Must(callImported(th, "json", "loads", object.Pos(text)))
		return object.Must(callImported(th, "json", "dumps", object.Args{Pos: []object.Value{v}, Kw: kw}))
	}
	return text
}

// symbolicOf is a tensor of a functional graph, nil for any other value.
func symbolicOf(v object.Value) *tensor.Tensor {
	if t, ok := v.(*tensor.Tensor); ok && model.IsKeras(t) {
		return t
	}
	return nil
}

func addModelLoss(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	if t := symbolicOf(a.Value("losses")); t != nil && m.Graph() != nil {
		model.AddModelLoss(binding.State(th), m, t)
		return nil
	}
	if l, ok := a.Value("losses").(*object.List); ok && m.Graph() != nil {
		for _, e := range l.Elems {
			if t := symbolicOf(e); t != nil {
				model.AddModelLoss(binding.State(th), m, t)
			}
		}
		return nil
	}
	return addLoss(th, m, a)
}

func addModelMetric(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	if t := symbolicOf(a.Value("value")); t != nil && m.Graph() != nil {
		model.AddModelMetric(binding.State(th), m, t, a.StrOr("name", ""))
		return nil
	}
	return addMetric(th, m, a)
}
