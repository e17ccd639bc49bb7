package interp

import (
	"strings"

	"kerash/interp/object"
)

// privatePaths are where Keras' and TensorFlow's own files lie, which code
// found on the net imports from, and the public module that has their names.
var privatePaths = []struct{ private, public string }{
	{"keras.src.engine.base_layer", "keras.layers"},
	{"keras.src.engine.input_layer", "keras.layers"},
	{"keras.src.engine.input_spec", "keras.layers"},
	{"keras.src.engine", "keras.models"},
	{"keras.src", "keras"},
	{"keras.engine", "keras.models"},
	{"tensorflow.python.keras.engine.base_layer", "tensorflow.keras.layers"},
	{"tensorflow.python.keras.engine.input_layer", "tensorflow.keras.layers"},
	{"tensorflow.python.keras.engine.input_spec", "tensorflow.keras.layers"},
	{"tensorflow.python.keras.engine", "tensorflow.keras.models"},
	{"tensorflow.python.keras", "tensorflow.keras"},
}

// privateModule is the public module for the name of a private one; nil where
// there is none. Private packages have a file for each class, public ones do
// not: the nearest public module around it has the class.
func (s *Session) privateModule(th *object.Thread, name string) *object.Module {
	for _, p := range privatePaths {
		rest, ok := strings.CutPrefix(name, p.private)
		if !ok || rest != "" && rest[0] != '.' {
			continue
		}
		mod, err := th.Import(th, p.public)
		if err != nil {
			return nil
		}
		for _, part := range strings.Split(strings.TrimPrefix(rest, "."), ".") {
			v, ok, err := object.FindAttr(th, mod, part)
			inner, isModule := v.(*object.Module)
			if err != nil || !ok || !isModule {
				break
			}
			mod = inner
		}
		return mod
	}
	return nil
}
