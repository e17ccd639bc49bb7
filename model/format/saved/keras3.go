package saved

import (
	"slices"
	"strings"

	"kerash/model"
)

// isKeras3 tells by a file's version whether Keras 3 wrote it.
func isKeras3(version string) bool { return len(version) > 1 && version[0] >= '3' && version[1] == '.' }

// FromKeras3 is the config in a model's JSON in the form of Keras 2: Keras 3
// writes no version into it.
func FromKeras3(cfg *model.Map) *model.Map {
	if cfg.Has("keras_version") || !cfg.Has("module") {
		return cfg
	}
	return fromKeras3(plainTuples(cfg)).(*model.Map)
}

// fromKeras3 turns a config that Keras 3 wrote into the form of Keras 2: dtype
// policies become their names, batch_shape becomes batch_input_shape, operations
// of keras.ops become TensorFlow's functions, classes have their old names, and
// arguments that only Keras 3 has are dropped where they say nothing.
func fromKeras3(x any) any {
	switch x := x.(type) {
	case []any:
		for i := range x {
			x[i] = fromKeras3(x[i])
		}
		return x
	case *model.Map:
		return mapFromKeras3(x)
	}
	return x
}

func mapFromKeras3(m *model.Map) any {
	class, _ := m.Get("class_name").(string)
	cfg, _ := m.Get("config").(*model.Map)
	if class == "Functional" && cfg != nil {
		countCreation(cfg)
	}
	if class == "DTypePolicy" && cfg != nil {
		return cfg.Get("name")
	}
	switch class {
	case "__keras_tensor__":
		return m
	case "__slice__":
		return cfg
	}
	for _, k := range m.Keys {
		m.Vals[k] = fromKeras3(m.Vals[k])
	}
	if args, ok := m.Vals["args"]; ok && args != nil && m.Has("kwargs") {
		dropDefaults(m)
	}
	if cfg == nil {
		return m
	}
	if old, ok := oldNames[class]; ok {
		class = old
		m.Set("class_name", old)
	}
	if shape, ok := cfg.Vals["batch_shape"]; ok && class == "InputLayer" {
		drop(cfg, "batch_shape")
		cfg.Set("batch_input_shape", shape)
	}
	if dtype, ok := cfg.Get("dtype").(string); ok && slices.Contains(wordClasses, class) && strings.HasPrefix(dtype, "float") {
		drop(cfg, "dtype") // of no layer here: that of the layers' outputs goes by their mode
	}
	for now, old := range oldArguments[class] {
		if v, ok := cfg.Vals[now]; ok {
			drop(cfg, now)
			cfg.Set(old, v)
		}
	}
	dropUnknown(class, cfg)
	return opFromKeras3(m)
}

// oldArguments are the names in Keras 2 of arguments that Keras 3 renamed.
var oldArguments = map[string]map[string]string{"LeakyReLU": {"negative_slope": "alpha"}}

// oldNames are the names in Keras 2 of classes that Keras 3 renamed.
var oldNames = map[string]string{"OrthogonalInitializer": "Orthogonal", "IdentityInitializer": "Identity"}

// wordClasses are layers whose inputs, or outputs, are not of a model's floating
// point type.
var wordClasses = []string{"StringLookup", "IntegerLookup", "TextVectorization"}

// countCreation counts, in the references of a functional model's config to
// models in it, the use that made such a model: Keras 3 leaves it out.
func countCreation(cfg *model.Map) {
	nested := map[string]bool{}
	layers, _ := cfg.Get("layers").([]any)
	for _, x := range layers {
		l, _ := x.(*model.Map)
		inner, _ := l.Get("config").(*model.Map)
		if within, ok := inner.Get("layers").([]any); ok && len(within) > 0 {
			first, _ := within[0].(*model.Map)
			name, _ := inner.Get("name").(string)
			nested[name] = first.Get("class_name") == "InputLayer"
		}
	}
	var count func(x any)
	count = func(x any) {
		switch x := x.(type) {
		case []any:
			if len(x) == 3 {
				name, _ := x[0].(string)
				if n, ok := x[1].(int); ok && nested[name] {
					x[1] = n + 1
					return
				}
			}
			for _, v := range x {
				count(v)
			}
		case *model.Map:
			for _, k := range x.Keys {
				count(x.Vals[k])
			}
		}
	}
	for _, x := range layers {
		l, _ := x.(*model.Map)
		count(l.Get("inbound_nodes"))
	}
	count(cfg.Get("output_layers"))
}

// dropDefaults drops from a use of a layer the arguments that Keras 3 notes
// though nobody gave them.
func dropDefaults(use *model.Map) {
	kw, ok := use.Get("kwargs").(*model.Map)
	if !ok {
		return
	}
	if v := kw.Get("training"); v == nil || v == false {
		drop(kw, "training")
	}
	if allNone(kw.Get("mask")) {
		drop(kw, "mask")
	}
}

func allNone(x any) bool {
	list, ok := x.([]any)
	return x == nil || ok && !slices.ContainsFunc(list, func(v any) bool { return v != nil })
}

// kinds are the families in which a config's class is looked up.
var kinds = []model.Kind{model.KindLayer, model.KindInitializer, model.KindRegularizer, model.KindConstraint,
	model.KindOptimizer, model.KindSchedule, model.KindLoss, model.KindMetric}

// dropUnknown drops arguments that the class lacks here and that are None,
// False, "auto" or "channels_last": what Keras 3 added and the model does not use. Others stay
// and are reported as unknown arguments.
func dropUnknown(class string, cfg *model.Map) {
	for _, k := range kinds {
		c := model.Find(k, class)
		if c == nil {
			continue
		}
		var known []string
		for _, a := range c.Args() {
			known = append(known, a.Name)
		}
		for _, key := range slices.Clone(cfg.Keys) {
			if slices.Contains(known, key) {
				continue
			}
			switch v := cfg.Vals[key]; v {
			case nil, false, "auto", "channels_last":
				drop(cfg, key)
			}
			// They say nothing while renorm is off, for layers that only move pixels,
			// and without padding.
			if strings.HasPrefix(key, "renorm") || key == "value_range" || class == "Resizing" && strings.HasPrefix(key, "fill_") {
				drop(cfg, key)
			}
		}
		return
	}
}

func drop(m *model.Map, key string) {
	m.Keys = slices.DeleteFunc(m.Keys, func(k string) bool { return k == key })
	delete(m.Vals, key)
}
