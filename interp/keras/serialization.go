package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// serializeObject is keras.saving.serialize_keras_object: an object as a dict of
// its class and config; containers of objects as such of dicts, plain values as
// they are.
func serializeObject(th *object.Thread, v object.Value) object.Value {
	syncCustom(th)
	switch x := object.NativeOf(v).(type) {
	case nil, bool, int, float64, string:
		return v
	case *object.List:
		return object.NewList(serializeAll(th, x.Elems)...)
	case *object.Tuple:
		return object.NewTuple(serializeAll(th, x.Elems)...)
	case *object.Dict:
		out := object.NewDict()
		for it := x.Entries(); it.Next(); {
			if err := out.Set(th, it.Key(), serializeObject(th, it.Value())); err != nil {
				object.Throw(err)
			}
		}
		return out
	case binding.Bytes:
		return special("__bytes__", "value", string(x))
	case *binding.TensorShape:
		if x.Dims == nil {
			return nil
		}
		return object.NewList(binding.ShapeTuple(x.Dims).Elems...)
	case *binding.DType:
		return x.String()
	case *tensor.Tensor:
		if !x.IsSymbolic() {
			return special("__tensor__", "value", listOf(th, x.Array()), "dtype", x.DType().String())
		}
	case *tensor.Array:
		if x.Rank() > 0 {
			return special("__numpy__", "value", listOf(th, x), "dtype", x.DType().String())
		}
		return listOf(th, x)
	case *binding.Scalar:
		return listOf(th, x.Array)
	case *object.Builtin:
		return functionObject(x.Name[strings.LastIndexByte(x.Name, '>')+1:])
	}
	if object.IsInstance(v, featureSpaceClass()) {
		config, _ := userConfig(th, v)
		return config
	}
	if name, ok := object.FuncName(v); ok && name == "<lambda>" {
		return special("__lambda__", "value", v)
	}
	return serializeModel(th, v)
}

// serializeModel is serializeObject for what package model knows: objects of
// Keras' families and functions.
func serializeModel(th *object.Thread, v object.Value) object.Value {
	st := binding.State(th)
	x := toModel(th, v)
	if isKerasObject(x) {
		return toPython(model.Serialize(st, x))
	}
	if f, ok := x.(model.Callable); ok {
		return toPython(model.SerializeFunction(st, f))
	}
	if m, own := userConfig(th, v); own {
		return m
	}
	if _, ok := v.(*object.Instance); ok {
		object.Throw(object.TypeErrorf("Cannot serialize object %s of type %s. To be serializable, a class must implement the `get_config()` method.",
			object.Must(object.Str(th, v)), object.Must(object.Str(th, object.TypeOf(v)))))
	}
	return toPython(model.ConfigOf(st, x))
}

// userConfig is an object of a class of the user's own that has get_config.
func userConfig(th *object.Thread, v object.Value) (out *object.Dict, ok bool) {
	inst, ok := v.(*object.Instance)
	if !ok {
		return nil, false
	}
	if _, ok = inst.Class.Lookup("get_config"); !ok {
		return nil, false
	}
	config := object.Must(object.CallMethodOf(th, inst, "get_config", object.Args{}))
	if _, isDict := config.(*object.Dict); !isDict {
		object.Throw(object.TypeErrorf("The `get_config()` method of %s should return a dict. It returned: %s", object.Must(object.Str(th, v)), object.Must(object.Str(th, config))))
	}
	module, registered := object.Value(inst.Class.Module), object.Value(registeredNameOf(th, inst.Class))
	switch {
	case inst.Class == featureSpaceClass(): // known by the name of its public module
		module, registered = "keras.utils", nil
	case module == object.Value("__main__"):
		module = nil
	}
	out = object.DictOf("module", module, "class_name", inst.Class.Name, "config", serializeObject(th, config), "registered_name", registered)
	if build, ok := inst.Class.Lookup("get_build_config"); ok {
		built := object.Must(object.CallFn(th, build, inst))
		if built != nil {
			out.SetStr("build_config", serializeObject(th, built))
		}
	}
	return out, true
}

func serializeAll(th *object.Thread, vs []object.Value) []object.Value {
	out := make([]object.Value, len(vs))
	for i, v := range vs {
		out[i] = serializeObject(th, v)
	}
	return out
}

// special is the form of a value that is no object of a class with a config.
func special(class string, config ...object.Value) *object.Dict {
	return object.DictOf("class_name", class, "config", object.DictOf(config...))
}

func functionObject(name string) *object.Dict {
	return object.DictOf("module", "builtins", "class_name", "function", "config", name, "registered_name", "function")
}

func listOf(th *object.Thread, a *tensor.Array) object.Value {
	return object.Must(object.CallMethodOf(th, toPython(a), "tolist", object.Args{}))
}

// deserializer is one run of keras.saving.deserialize_keras_object.
type deserializer struct {
	th   *object.Thread
	safe bool // lambdas are refused
}

func deserializeObject(th *object.Thread, a *object.Bound) (out object.Value, err error) {
	if kw := a.Kwargs("kwargs"); len(kw) > 0 {
		names := object.NewList()
		for _, k := range kw {
			if k.Name != "module_objects" && k.Name != "printable_module_name" {
				names.Elems = append(names.Elems, k.Name)
			}
		}
		if len(names.Elems) > 0 {
			return nil, object.ValueErrorf("The following argument(s) are not supported: %s", object.Must(object.Repr(th, names)))
		}
	}
	d := deserializer{th, a.Bool("safe_mode")}
	defer safely(th, d.safe)()
	withCustom(th, a.Value("custom_objects"), func() { out = d.object(a.Value("config")) })
	return out, nil
}

func (d deserializer) object(v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case nil, bool, int, float64:
		return v
	case string:
		if custom := binding.State(d.th).Custom[x]; custom != nil {
			return toPython(custom)
		}
		return v
	case *object.List:
		return object.NewList(d.objects(x.Elems)...)
	case *object.Tuple:
		return object.NewList(d.objects(x.Elems)...)
	case *object.Dict:
		name, named := x.GetStr("class_name")
		config, has := x.GetStr("config")
		if named && has {
			return d.instance(x, name, config)
		}
		out := object.NewDict()
		for it := x.Entries(); it.Next(); {
			if err := out.Set(d.th, it.Key(), d.object(it.Value())); err != nil {
				object.Throw(err)
			}
		}
		return out
	}
	object.Throw(object.TypeErrorf("Could not parse config: %s", object.Must(object.Str(d.th, v))))
	return nil
}

func (d deserializer) objects(vs []object.Value) []object.Value {
	out := make([]object.Value, len(vs))
	for i, v := range vs {
		out[i] = d.object(v)
	}
	return out
}

// instance is the object of a class_name and a config.
func (d deserializer) instance(full *object.Dict, name, config object.Value) object.Value {
	get := func(key string) object.Value {
		v, _ := config.(*object.Dict).GetStr(key)
		return v
	}
	dtype := func() tensor.DType { return binding.ToDType(d.th, get("dtype")) }
	switch name {
	case "__tensor__":
		return binding.ToTensor(d.th, get("value"), dtype())
	case "__numpy__":
		return toPython(binding.ToArray(d.th, get("value"), dtype()))
	case "__bytes__":
		text, _ := get("value").(string)
		return binding.Bytes(text)
	case "__lambda__":
		if d.safe {
			object.Throw(object.ValueErrorf("Requested the deserialization of a `lambda` object. This carries a potential risk of arbitrary code execution and thus it is disallowed by default. If you trust the source of the saved model, you can pass `safe_mode=False` to the loading function in order to allow `lambda` loading."))
		}
		return get("value")
	}
	if cls := featurePart(name, full); cls != nil {
		return d.plain(cls, full, config)
	}
	st := binding.State(d.th)
	if fn, ok := d.function(name, config); ok {
		return fn
	}
	m := toMap(d.th, full)
	model.CheckKnown(st, m)
	obj := model.FromConfig(st, model.KindOfConfig(m), m)
	d.build(obj, m)
	if c, ok := m.Get("compile_config").(*model.Map); ok {
		object.Must(object.CallMethodOf(d.th, toPython(obj), "compile_from_config", object.Pos(toPython(c))))
	}
	return toPython(obj)
}

// builtinModules are where Keras looks for a function by its name.
var builtinModules = []string{"activations", "constraints", "initializers", "losses", "metrics", "optimizers", "regularizers"}

// function is the function of Keras, or registered, that a config names.
func (d deserializer) function(class, config object.Value) (object.Value, bool) {
	name, ok := config.(string)
	if class != object.Value("function") || !ok {
		return nil, false
	}
	if custom := binding.State(d.th).Custom[name]; custom != nil {
		return toPython(custom), true
	}
	for _, module := range builtinModules {
		m := object.Must(d.th.Import(d.th, "tensorflow.keras."+module))
		if v, err := object.GetAttr(d.th, m, name); err == nil {
			return v, true
		}
	}
	return nil, false
}

// build makes the weights of a layer of Keras'; those of the user's classes are
// built by FromConfig.
func (d deserializer) build(obj any, m *model.Map) {
	l, ok := obj.(model.Layer)
	c, has := m.Get("build_config").(*model.Map)
	if !ok || !has || l.Core().Built {
		return
	}
	if _, user := obj.(adapter); user {
		return
	}
	object.Must(object.CallMethodOf(d.th, toPython(obj), "build_from_config", object.Pos(toPython(c))))
}
