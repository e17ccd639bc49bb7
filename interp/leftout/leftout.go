// Package leftout knows which names of TensorFlow 2.15 kerash does not have,
// and why: for the error that a user gets, for docs/left-out.md and for the
// test that holds the public names of TensorFlow against kerash.
package leftout

import (
	_ "embed"
	"fmt"
	"path"
	"strings"
)

//go:embed left_out.tsv
var table string

// Entry is a group of names that are left out: a module, a pattern of names
// in it, and the reason.
type Entry struct{ Module, Pattern, Reason string }

// Entries lists what is left out.
func Entries() []Entry {
	var out []Entry
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		f := strings.Split(line, "\t")
		out = append(out, Entry{f[0], f[1], f[2]})
	}
	return out
}

// Reason tells why a name of a module ("tf.linalg") is left out; "" for others.
func Reason(module, name string) string {
	for _, e := range Entries() {
		if e.Module == module {
			if ok, _ := path.Match(e.Pattern, name); ok {
				return e.Reason
			}
		}
	}
	return ""
}

// PublicName is the name by which users call a module: tf.linalg for
// tensorflow._api.v2.linalg, tf.keras.layers for keras.api._v2.keras.layers.
func PublicName(module string) string {
	for _, p := range []struct{ prefix, public string }{
		{"tensorflow._api.v2.", "tf."}, {"keras.api._v2.keras.", "tf.keras."}, {"keras.", "tf.keras."}, {"tensorflow.", "tf."},
	} {
		if rest, ok := strings.CutPrefix(module, p.prefix); ok {
			return p.public + rest
		}
	}
	switch module {
	case "tensorflow":
		return "tf"
	case "keras", "keras.api._v2.keras":
		return "tf.keras"
	}
	return module
}

// Page is docs/left-out.md.
func Page() string {
	var b strings.Builder
	b.WriteString("<!-- Generated from interp/leftout/left_out.tsv by `go generate ./interp/reference`. DO NOT EDIT. -->\n\n# Left out\n\n")
	b.WriteString("Of the public names of TensorFlow 2.15 these are not in kerash. Using one is an AttributeError that says so.\n\n| module | names | reason |\n|---|---|---|\n")
	for _, e := range Entries() {
		fmt.Fprintf(&b, "| %s | `%s` | %s |\n", e.Module, e.Pattern, e.Reason)
	}
	return b.String()
}
