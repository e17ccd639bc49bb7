package saved

import "kerash/model"

// legacyForm is a config as the older formats of Keras have it: objects without
// modules, under the names that classes are registered by; functions by name;
// tuples marked as such.
func legacyForm(x any) any {
	switch x := x.(type) {
	case model.Tup:
		return model.NewMap().Set("class_name", "__tuple__").Set("items", legacyList(x))
	case []any:
		return legacyList(x)
	case *model.Map:
		return legacyMap(x)
	}
	return x
}

func legacyList(xs []any) []any {
	out := make([]any, len(xs))
	for i, x := range xs {
		out[i] = legacyForm(x)
	}
	return out
}

// nodeKeys are the parts of a model's config that are lists throughout.
var nodeKeys = map[string]bool{"input_layers": true, "output_layers": true}

func legacyMap(m *model.Map) any {
	out := model.NewMap()
	serialized := m.Has("module") && m.Has("class_name") && m.Has("config")
	if serialized && m.Get("class_name") == "function" {
		return m.Get("config")
	}
	if serialized && m.Get("class_name") == "__numpy__" {
		return legacyForm(m.Get("config").(*model.Map).Get("value"))
	}
	for _, k := range m.Keys {
		v := m.Vals[k]
		switch {
		case serialized && (k == "module" || k == "registered_name" || k == "build_config" || k == "compile_config"):
			continue
		case serialized && k == "class_name" && m.Get("registered_name") != nil:
			v = m.Get("registered_name")
		case nodeKeys[k]:
			v = plainLists(v)
		default:
			v = legacyForm(v)
		}
		out.Set(k, v)
	}
	return out
}

// plainLists is nested lists in place of tuples.
func plainLists(x any) any {
	switch x := x.(type) {
	case model.Tup:
		return plainLists([]any(x))
	case []any:
		out := make([]any, len(x))
		for i, v := range x {
			out[i] = plainLists(v)
		}
		return out
	}
	return x
}
