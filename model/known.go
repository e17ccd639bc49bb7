package model

import (
	"slices"
	"strings"

	"kerash/tensor"
)

// CheckKnown throws TypeError for the serialized form of a class or function
// that is neither Keras' nor registered.
func CheckKnown(st *State, m *Map) {
	name, _ := m.Get("class_name").(string)
	module, _ := m.Get("module").(string)
	registered, isRegistered := m.Get("registered_name").(string)
	if !m.Has("registered_name") {
		registered = name
	}
	what, key := "class", registered
	if name == "function" {
		what = "function"
		name, _ = m.Get("config").(string)
		key = name
	}
	switch {
	case st.Custom[key] != nil, isRegistered && st.Custom[registered] != nil, !isRegistered && st.Custom[name] != nil:
		return
	case what == "function" && isFunction(name), strings.HasPrefix(module, "keras.src.") && isClass(name):
		return
	case module == "keras" || strings.HasPrefix(module, "keras."):
		k := KindOfConfig(m)
		if what == "function" || FindFunction(k, name) != nil || Find(KindModel, name) != nil {
			return
		}
	case module == "" && !m.Has("module"):
		if FindFunction(KindOfConfig(m), name) != nil {
			return
		}
	case module != "" && module != "builtins":
		tensor.Throwf("TypeError", "Could not deserialize %s '%s' because its parent module %s cannot be imported. Full object config: %s", what, name, module, Describe(m))
	}
	tensor.Throwf("TypeError", "Could not locate %s '%s'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`. Full object config: %s", what, name, Describe(m))
}

// CheckKnownIn is [CheckKnown] for all objects in lists and dicts.
func CheckKnownIn(st *State, x any) {
	switch x := x.(type) {
	case []any:
		for _, e := range x {
			CheckKnownIn(st, e)
		}
	case *Map:
		if x.Has("class_name") && x.Has("config") {
			CheckKnown(st, x)
			return
		}
		for _, k := range x.Keys {
			CheckKnownIn(st, x.Vals[k])
		}
	}
}

// isFunction reports whether one of Keras' functions has the name.
func isFunction(name string) bool {
	for _, k := range []Kind{KindLoss, KindMetric, KindLayer} {
		if FindFunction(k, name) != nil {
			return true
		}
	}
	return false
}

// isClass reports whether a class of any family has the name.
func isClass(name string) bool {
	return slices.ContainsFunc(registry, func(c *Class) bool { return c.Name == name })
}

// KindOfConfig is the family that the module of a serialized form names.
func KindOfConfig(m *Map) Kind {
	module, _ := m.Get("module").(string)
	for _, k := range []Kind{KindLoss, KindMetric, KindSchedule, KindOptimizer, KindInitializer, KindRegularizer, KindConstraint, KindCallback, KindModel} {
		if own := "keras." + string(k); module == own || strings.HasPrefix(module, own+".") {
			return k
		}
	}
	if name, _ := m.Get("class_name").(string); module == "" {
		for _, k := range []Kind{KindLayer, KindModel, KindLoss, KindMetric, KindOptimizer, KindInitializer, KindRegularizer, KindConstraint} {
			if Find(k, name) != nil {
				return k
			}
		}
	}
	return KindLayer
}
