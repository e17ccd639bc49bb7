package saved

import (
	"slices"
	"strings"

	"kerash/model"
)

// isKeras3 tells by a file's version whether Keras 3 wrote it.
func isKeras3(version string) bool { return len(version) > 1 && version[0] >= '3' && version[1] == '.' }

// fromKeras3 turns a config that Keras 3 wrote into the form of Keras 2: dtype
// policies become their names, batch_shape becomes batch_input_shape, and
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
	if class == "DTypePolicy" && cfg != nil {
		return cfg.Get("name")
	}
	if class == "__keras_tensor__" {
		return m
	}
	for _, k := range m.Keys {
		m.Vals[k] = fromKeras3(m.Vals[k])
	}
	if cfg == nil {
		return m
	}
	if shape, ok := cfg.Vals["batch_shape"]; ok && class == "InputLayer" {
		drop(cfg, "batch_shape")
		cfg.Set("batch_input_shape", shape)
	}
	dropUnknown(class, cfg)
	return m
}

// kinds are the families in which a config's class is looked up.
var kinds = []model.Kind{model.KindLayer, model.KindInitializer, model.KindRegularizer, model.KindConstraint,
	model.KindOptimizer, model.KindSchedule, model.KindLoss, model.KindMetric}

// dropUnknown drops arguments that the class lacks here and that are None,
// False or "auto": what Keras 3 added and the model does not use. Others stay
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
			case nil, false, "auto":
				drop(cfg, key)
			}
			if strings.HasPrefix(key, "renorm") { // says nothing while renorm is off
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
