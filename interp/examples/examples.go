// Package examples has a short run of the prompt for each name of the modules
// that declares none itself: what help and the reference show, and what a test
// runs. They stand in text files and are read when somebody asks.
package examples

import (
	_ "embed"
	"reflect"
	"strings"
	"sync"

	"kerash/interp/object"
)

//go:embed keras.txt
var kerasText string

//go:embed keras_ops.txt
var kerasOpsText string

//go:embed np.txt
var npText string

//go:embed tf.txt
var tfText string

//go:embed python.txt
var pythonText string

// Example is a run of the prompt that shows what a name is for.
type Example struct {
	// Path is the name as user code writes it: tf.math.erf, builtins.len.
	Path string
	// Text is lines of code after >>> and ..., and what they show.
	Text string
}

// All lists the examples in the order of the files.
var All = sync.OnceValue(func() []Example {
	var all []Example
	for _, text := range []string{kerasText, kerasOpsText, npText, tfText, pythonText} {
		for part := range strings.SplitSeq("\n"+text, "\n# ") {
			if path, run, ok := strings.Cut(part, "\n"); ok && path != "" {
				all = append(all, Example{path, strings.Trim(run, "\n")})
			}
		}
	}
	return all
})

// roots are the modules that the first parts of paths name where their own
// names are others.
var roots = map[string]string{"keras": "tensorflow.keras", "np": "numpy", "tf": "tensorflow"}

// Of gives the example for a value: its own, or the one of a name that it has
// in the modules; "" when there is none.
func Of(th *object.Thread, v object.Value) string {
	switch v := v.(type) {
	case *object.Class:
		if v.Example != "" {
			return v.Example
		}
	case *object.Builtin:
		if v.Example != "" {
			return v.Example
		}
	}
	if v == nil || !reflect.TypeOf(v).Comparable() {
		return ""
	}
	return object.Get(th, func() *index { return newIndex(th) }).text[v]
}

// index finds examples by what their paths name in a session.
type index struct{ text map[object.Value]string }

func newIndex(th *object.Thread) *index {
	x := &index{map[object.Value]string{}}
	for _, e := range All() {
		v := Lookup(th, e.Path)
		if v != nil && reflect.TypeOf(v).Comparable() && object.IsCallable(v) {
			x.text[v] = e.Text
		}
	}
	return x
}

// Lookup gives the value of a path such as tf.math.erf; nil when it is none.
func Lookup(th *object.Thread, path string) object.Value {
	if th.Import == nil {
		return nil
	}
	parts := strings.Split(path, ".")
	root := parts[0]
	if name, ok := roots[root]; ok {
		root = name
	}
	m, err := th.Import(th, root)
	if err != nil {
		return nil
	}
	for _, name := range parts[1 : len(parts)-1] {
		v, _ := m.Dict().Get(name)
		below, ok := v.(*object.Module)
		if !ok {
			return nil
		}
		m = below
	}
	v, _ := m.Dict().Get(parts[len(parts)-1])
	return v
}
