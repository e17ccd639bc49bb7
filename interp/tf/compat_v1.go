package tf

import (
	_ "embed"
	"strings"
	"sync"

	"kerash/interp/object"
)

// v1Table has, a line each, the functions of tf.compat.v1 that differ from
// those of tf: the names that they go by, the signature, and the expression
// that computes them; "=" and the name in tf where only the name differs.
//
//go:embed compat_v1.tsv
var v1Table string

// v1Source are the functions that several expressions of the table use.
//
//go:embed compat_v1.py
var v1Source string

// v1Code is the code of the table.
var v1Code = &pythonCode{file: "<compat_v1>", source: v1Source}

// v1Function is a line of the table.
type v1Function struct{ names, sig, value string }

// v1Exports are the functions by module and name; those that are another one
// of tf by its name there.
var v1Exports = sync.OnceValue(func() map[string][]object.Member {
	out := map[string][]object.Member{}
	for line := range strings.Lines(v1Table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		var value object.Value
		if f[1] == "=" {
			value = functionNamed(f[2])
		} else {
			value = (&v1Function{f[0], f[1], f[2]}).builtin()
		}
		if value == (*object.Builtin)(nil) {
			continue
		}
		for _, full := range strings.Fields(f[0]) {
			module, name := "compat.v1", full
			if i := strings.LastIndexByte(full, '.'); i >= 0 {
				module, name = "compat.v1."+full[:i], full[i+1:]
			}
			out[module] = append(out[module], object.Member{Name: name, Value: value})
		}
	}
	return out
})

func (f *v1Function) builtin() *object.Builtin {
	b := object.RawFunc(f.sig, "What version 1 has as tf."+firstName(f.names)+".", nil)
	b.Module, b.Python = "tensorflow", true
	b.Raw = func(th *object.Thread, args object.Args) (object.Value, error) {
		if _, err := b.Signature().Bind(th, args); err != nil {
			return nil, object.DispatcherError(b.Signature(), args, err)
		}
		name := "v1_" + strings.ReplaceAll(firstName(f.names), ".", "_")
		return v1Code.call(th, name, f.sig, f.value, args)
	}
	return b
}

// v1Attr finds the names of a module of version 1 that tf has with the same
// meaning.
func (set *moduleSet) v1Attr(name string) func(th *object.Thread, attr string) (object.Value, bool, error) {
	now := strings.TrimPrefix(strings.TrimPrefix(name, "compat.v1"), ".")
	return func(th *object.Thread, attr string) (object.Value, bool, error) {
		v, ok, err := object.FindAttr(th, set.byName[now], attr)
		if _, isModule := v.(*object.Module); isModule || strings.HasPrefix(attr, "_") {
			return nil, false, err
		}
		return v, ok, err
	}
}
