package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// experimentalModule is keras.experimental: old names of what has others now.
func experimentalModule() *object.Module {
	return &object.Module{Name: "keras.experimental", Doc: "Old names of schedules and of the evaluator beside a training.", Members: func() []object.Member {
		schedule := func(name string) object.Member {
			return object.Const(name, classOf(model.Find(model.KindSchedule, name)))
		}
		return []object.Member{schedule("CosineDecay"), schedule("CosineDecayRestarts"), object.Const("SidecarEvaluator", sidecarClass())}
	}}
}

// utilsLegacyModule is keras.utils.legacy: configs without modules.
func utilsLegacyModule() *object.Module {
	return &object.Module{Name: "keras.utils.legacy", Doc: "Objects as dicts of class_name and config, as Keras wrote them at first.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("serialize_keras_object(instance)", "The class and the config of an object, or the name of a function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return inFormat(th, a.At(0), serializeObject(th, a.At(0)), true), nil
			}),
			object.Fun("deserialize_keras_object(identifier, module_objects=None, custom_objects=None, printable_module_name='object')",
				"The object that a dict describes, or what a name means: of the user's classes and functions, and of those in module_objects.", legacyObject),
		}
	}}
}

// legacyObject is keras.utils.legacy.deserialize_keras_object.
func legacyObject(th *object.Thread, a *object.Bound) (out object.Value, err error) {
	id := a.At(0)
	name, isName := id.(string)
	d, isDict := id.(*object.Dict)
	var config object.Value
	switch {
	case id == nil:
		return nil, nil
	case isDict:
		class, _ := d.GetStr("class_name")
		name, isName = class.(string)
		config, isDict = d.GetStr("config")
		if !isName || !isDict {
			return nil, object.ValueErrorf("Improper config format for %s. Expecting python dict contains `class_name` and `config` as keys", object.Must(object.Str(th, id)))
		}
	case !isName && object.IsCallable(id):
		return id, nil
	case !isName:
		return nil, object.ValueErrorf("Could not interpret serialized %s: %s", a.Str("printable_module_name"), object.Must(object.Str(th, id)))
	}
	withCustom(th, a.Value("custom_objects"), func() {
		found := legacyNamed(th, name, a.Value("module_objects"))
		_, isClass := found.(*object.Class)
		switch {
		case found == nil:
			err = object.ValueErrorf("Unknown %s: '%s'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope. See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details.", a.Str("printable_module_name"), name)
		case isDict:
			out, err = object.CallMethodOf(th, found, "from_config", object.Pos(config))
		case isClass:
			out, err = object.CallFn(th, found)
		default:
			out = found
		}
	})
	return out, err
}

// legacyNamed finds a class or function of the user's, or one in a dict of more;
// nil for none.
func legacyNamed(th *object.Thread, name string, more object.Value) object.Value {
	if custom := binding.State(th).Custom[name]; custom != nil {
		return toPython(custom)
	}
	if d, ok := more.(*object.Dict); ok {
		v, _ := d.GetStr(name)
		return v
	}
	return nil
}
