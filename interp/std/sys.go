// Package std has the modules of Python's library that kerash knows.
package std

import "kerash/interp/object"

// Sys is what the session tells the module sys.
type Sys struct {
	// Args are sys.argv.
	Args []string
	// Modules are those that code has imported, Declared all that there are.
	Modules, Declared map[string]*object.Module
}

// Modules lists the modules, each of which holds names of its own session.
func Modules() []*object.Module { return nil }
