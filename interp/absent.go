package interp

import (
	"kerash/interp/leftout"
	"kerash/interp/object"
)

// absent says why kerash lacks a name of TensorFlow's, when it is left out on
// purpose.
func absent(m *object.Module, name string) string {
	if reason := leftout.Reason(leftout.PublicName(m.Name), name); reason != "" {
		return "kerash leaves " + name + " out: " + reason
	}
	return ""
}
