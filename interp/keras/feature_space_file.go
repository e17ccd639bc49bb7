package keras

import (
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// featurePart is the class of a config that belongs to a FeatureSpace, nil for
// all others.
func featurePart(name object.Value, full *object.Dict) *object.Class {
	module, _ := full.GetStr("module")
	for _, cls := range []*object.Class{featureSpaceClass(), featureClass(), crossClass()} {
		if name == object.Value(cls.Name) && (module == object.Value(featureModule) || module == object.Value("keras.utils")) {
			return cls
		}
	}
	return nil
}

// plain makes an object of a class whose objects are Python's own.
func (d deserializer) plain(cls *object.Class, full *object.Dict, config object.Value) object.Value {
	v := object.Must(object.CallMethodOf(d.th, cls, "from_config", object.Pos(config)))
	if build, ok := full.GetStr("build_config"); ok {
		object.Must(object.CallMethodOf(d.th, v, "build_from_config", object.Pos(build)))
	}
	return v
}

func saveFeatureSpace(th *object.Thread, a *object.Bound) (object.Value, error) {
	path := pathArg(th, a)
	config := toMap(th, serializeObject(th, a.Self()).(*object.Dict))
	return nil, saved.SaveLayer(object.NativeOf(a.Self()).(model.Layer), config, path)
}

// loadFeatureSpace reads a FeatureSpace; it gives None for a file of another
// object.
func loadFeatureSpace(th *object.Thread, path string) (object.Value, error) {
	config, err := saved.LayerConfig("FeatureSpace", path)
	if config == nil || err != nil {
		return nil, err
	}
	fs := deserializer{th, true}.object(toPython(config))
	l, ok := object.NativeOf(fs).(model.Layer)
	if !ok {
		return nil, tensor.Errorf("ValueError", "'%s' holds no config of a FeatureSpace.", path)
	}
	return fs, saved.LoadLayer(l, path)
}
