// Package reference walks the modules that user code can import and writes
// what their declarations say: the pages of docs/reference, and the examples
// for the test that runs them.
package reference

import (
	"sort"
	"strings"

	"kerash/interp"
	"kerash/interp/examples"
	"kerash/interp/object"
)

// Entry is a name of a module with what it means.
type Entry struct {
	// Path is the full dotted name: keras.layers.Dense.
	Path  string
	Value object.Value
	// Example is a run of the prompt, "" where there is none.
	Example string
}

// Page is a module with its names, sorted; submodules have pages of their own.
type Page struct {
	Path    string
	Module  *object.Module
	Entries []Entry
}

// roots are the modules that have a reference, as user code calls them.
var roots = []struct{ path, module string }{{"keras", "tensorflow.keras"}, {"kerash", "kerash"}, {"np", "numpy"}, {"tf", "tensorflow"}}

// Pages lists the modules with their names.
func Pages(s *interp.Session) ([]Page, error) {
	var pages []Page
	seen := map[*object.Module]bool{}
	var add func(path string, m *object.Module)
	add = func(path string, m *object.Module) {
		if seen[m] {
			return
		}
		seen[m] = true
		p := Page{Path: path, Module: m}
		names := m.Dict().Names()
		sort.Strings(names)
		var below []string
		for _, n := range names {
			if strings.HasPrefix(n, "_") {
				continue
			}
			v, _ := m.Dict().Get(n)
			if _, ok := v.(*object.Module); ok {
				below = append(below, n)
				continue
			}
			p.Entries = append(p.Entries, Entry{path + "." + n, v, examples.Of(s.Thread(), v)})
		}
		pages = append(pages, p)
		for _, n := range below {
			v, _ := m.Dict().Get(n)
			add(path+"."+n, v.(*object.Module))
		}
	}
	for _, r := range roots {
		m, err := s.Thread().Import(s.Thread(), r.module)
		if err != nil {
			return nil, err
		}
		add(r.path, m)
	}
	return pages, nil
}
