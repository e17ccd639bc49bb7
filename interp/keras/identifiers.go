package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/activations"
)

// identifierMembers are get, serialize and deserialize of a family's module.
func identifierMembers(k model.Kind) []object.Member {
	getSig := "get(identifier)"
	if k == model.KindOptimizer {
		getSig = "get(identifier, use_legacy_optimizer=False, **kwargs)"
	}
	return []object.Member{
		object.Fun(getSig, "The object that a name, a config, a function or the object itself stands for.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if k == model.KindOptimizer && a.Bool("use_legacy_optimizer") {
				return getObject(th, model.KindLegacyOptimizer, a.At(0)), nil
			}
			return getObject(th, k, a.At(0)), nil
		}),
		object.Fun("serialize(obj, use_legacy_format=False)", "An object as a dict from which deserialize makes it again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return inFormat(th, a.At(0), serializeObject(th, a.At(0)), a.Bool("use_legacy_format")), nil
		}),
		object.Fun("deserialize(config, custom_objects=None, use_legacy_format=False)", "The object that serialize described.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if fn := namedFunction(k, a.At(0)); fn != nil {
				return fn, nil
			}
			var v object.Value
			if name, ok := unknownName(th, k, a); ok {
				return name, nil
			}
			forgetWritten(k, a.At(0))
			withCustom(th, a.Value("custom_objects"), func() { v = toPython(model.Resolve(binding.State(th), k, toModel(th, a.At(0)))) })
			return v, nil
		}),
	}
}

// forgetWritten changes a config as deserialize in Keras does: the name of an
// optimizer's class becomes lower case, a loss or metric takes its function out.
func forgetWritten(k model.Kind, v object.Value) {
	d, ok := object.NativeOf(v).(*object.Dict)
	if !ok {
		return
	}
	switch k {
	case model.KindOptimizer:
		if name, ok := d.GetStr("class_name"); ok {
			if s, isText := name.(string); isText && model.Find(k, s) != nil {
				d.SetStr("class_name", strings.ToLower(s))
			}
		}
	case model.KindLoss, model.KindMetric:
		if config, ok := d.GetStr("config"); ok {
			if c, ok := object.NativeOf(config).(*object.Dict); ok {
				if _, _, err := c.Delete(nil, "fn"); err != nil {
					object.Throw(err)
				}
			}
		}
	}
}

// inFormat is what serialize made of v; the older format has the name of a
// function, and the class and config of an object only.
func inFormat(th *object.Thread, v, made object.Value, legacy bool) object.Value {
	d, ok := made.(*object.Dict)
	if !ok || !legacy {
		return made
	}
	if name, ok := sessionOf(th).registered[v]; ok {
		return name
	}
	class, _ := d.GetStr("class_name")
	config, _ := d.GetStr("config")
	if class == object.Value("function") {
		return config
	}
	return object.DictOf("class_name", class, "config", config)
}

// getObject resolves an identifier of a family.
func getObject(th *object.Thread, k model.Kind, v object.Value) object.Value {
	syncCustom(th)
	if fn := namedFunction(k, v); fn != nil {
		return fn
	}
	if _, ok := v.(*object.Builtin); ok && (k == model.KindLoss || k == model.KindMetric) {
		return v
	}
	x := toModel(th, v)
	switch {
	case k == model.KindOptimizer && !isOptimizer(x):
		object.Throw(object.ValueErrorf("Could not interpret optimizer identifier: %s", object.Must(object.Str(th, v))))
	case x == nil && (k == model.KindMetric || k == model.KindOptimizer):
		object.Throw(object.ValueErrorf("Could not interpret %s identifier: None", strings.TrimSuffix(string(k), "s")))
	}
	if name, ok := x.(string); ok && k == model.KindMetric && model.FindFunction(k, name) == nil && binding.State(th).Custom[name] == nil {
		return v // as Keras has it
	}
	switch x.(type) {
	case nil, string, *model.Map, *model.Class:
		return toPython(model.Resolve(binding.State(th), k, x))
	}
	if isKerasObject(x) || object.IsCallable(v) {
		return v
	}
	object.Throw(object.ValueErrorf("Could not interpret %s identifier: %s", singular(k), object.Must(object.Str(th, v))))
	return nil
}

// isOptimizer reports whether x can stand for an optimizer.
func isOptimizer(x any) bool {
	switch x.(type) {
	case string, *model.Map, model.Optimizer:
		return true
	}
	return false
}

// lossFunctions is losses, alone or in lists and dicts, with functions in place
// of names.
func lossFunctions(th *object.Thread, v object.Value) object.Value {
	switch x := v.(type) {
	case string:
		if f, ok := binding.State(th).Custom[x].(model.Callable); ok {
			return toPython(f)
		}
		if f := namedFunction(model.KindLoss, x); f != nil {
			return f
		}
	case *object.List:
		out := object.NewList()
		for _, e := range x.Elems {
			out.Elems = append(out.Elems, lossFunctions(th, e))
		}
		return out
	case *object.Dict:
		out := object.NewDict()
		for it := x.Entries(); it.Next(); {
			if name, ok := it.Key().(string); ok {
				out.SetStr(name, lossFunctions(th, it.Value()))
			}
		}
		return out
	}
	return v
}

// namedFunction is the function of keras.losses or keras.metrics that v names,
// nil where there is none.
func namedFunction(k model.Kind, v object.Value) object.Value {
	name, ok := v.(string)
	if !ok || k != model.KindLoss && k != model.KindMetric {
		return nil
	}
	kinds := []model.Kind{k}
	if k == model.KindMetric {
		kinds = append(kinds, model.KindLoss)
	}
	for _, kind := range kinds {
		for _, c := range model.Classes(kind) {
			if slices.Contains(c.Functions, name) || k == model.KindLoss && slices.Contains(c.Keys, name) {
				return functionForm(c)
			}
		}
	}
	return nil
}

func singular(k model.Kind) string {
	switch k {
	case model.KindLoss:
		return "loss function"
	case model.KindConstraint:
		return "constraint function"
	}
	return strings.TrimSuffix(string(k), "s")
}

func newActivationsModule() *object.Module {
	return &object.Module{Name: "keras.activations", Doc: "Activation functions.", Members: func() []object.Member {
		var ms []object.Member
		for _, f := range activations.Functions {
			if !f.Hidden {
				ms = append(ms, object.Const(f.Name, f))
			}
		}
		return append(ms,
			object.Fun("get(identifier)", "The activation function that a name, a config or the function itself stands for.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				syncCustom(th)
				return toPython(activations.Get(binding.State(th), toModel(th, a.At(0))).AttrValue()), nil
			}),
			object.Fun("serialize(activation, use_legacy_format=False)", "The name of an activation function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				st := binding.State(th)
				return toPython(activations.Get(st, toModel(th, a.At(0))).ConfigValueIn(st)), nil
			}),
			object.Fun("deserialize(name, custom_objects=None, use_legacy_format=False)", "The activation function that serialize named.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				var v object.Value
				withCustom(th, a.Value("custom_objects"), func() { v = toPython(activations.Get(binding.State(th), toModel(th, a.At(0))).AttrValue()) })
				return v, nil
			}))
	}}
}

// unknownName is the name that a config, or a name itself, gives of no class or
// function: deserialize gives it back, unless the config says that the class is
// none of Keras' own.
func unknownName(th *object.Thread, k model.Kind, a *object.Bound) (name string, ok bool) {
	if a.Bool("use_legacy_format") {
		return "", false
	}
	var custom string
	switch x := a.At(0).(type) {
	case string:
		name = x
	case *object.Dict:
		if m := toMap(th, x); m.Get("class_name") != "function" && (!m.Has("module") || m.Get("module") != nil) {
			name, _ = m.Get("class_name").(string)
			custom, _ = m.Get("registered_name").(string)
		}
	}
	if name == "" || model.FindFunction(k, name) != nil || k == model.KindLayer && model.Find(model.KindModel, name) != nil ||
		model.FindFunction(k, model.CamelCase(name)) != nil || k == model.KindOptimizer {
		return "", false
	}
	withCustom(th, a.Value("custom_objects"), func() {
		known := binding.State(th).Custom
		ok = known[name] == nil && known[custom] == nil
	})
	return name, ok
}
