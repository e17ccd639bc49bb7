package std
import "kerash/interp/object"
type Sys struct { Args []string; Modules, Declared map[string]*object.Module }
func Modules() []*object.Module { return nil }
