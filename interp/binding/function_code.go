package binding

import (
	"encoding/base64"
	"strings"

	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/model"
)

// codeMark begins the code of a function in a file: what follows is the names of
// the variables that it takes from enclosing functions, on a line, its own name,
// and its source. Keras writes Python's bytecode there, which kerash has not.
const codeMark = "kerash function\n"

// Portable implements model.Portable, as keras/src/utils/generic_utils.py,
// func_dump, does with bytecode.
func (f *Function) Portable() (code string, defaults, closure any, ok bool) {
	fn, ok := f.Fn.(interface {
		Source() (string, *syntax.Source, syntax.Span)
		Captured() []object.Kwarg
	})
	if !ok {
		return "", nil, nil, false
	}
	source, _, _ := fn.Source()
	name, _ := object.FuncName(f.Fn)
	var names []string
	var values model.Tup
	for _, v := range fn.Captured() {
		if v.Value == object.Unset {
			return "", nil, nil, false
		}
		names = append(names, v.Name)
		values = append(values, ToNeutral(f.th, v.Value))
	}
	if names != nil {
		closure = values
	}
	if d, has, err := object.FindAttr(f.th, f.Fn, "__defaults__"); err == nil && has && d != nil {
		defaults = ToNeutral(f.th, d)
	}
	return wrapped(base64.StdEncoding.EncodeToString([]byte(codeMark + strings.Join(names, ",") + "\n" + name + "\n" + source))), defaults, closure, true
}

// wrapped breaks base64 into lines as Python's codec does.
func wrapped(s string) string {
	const width = 76
	var b strings.Builder
	for len(s) > width {
		b.WriteString(s[:width] + "\n")
		s = s[width:]
	}
	return b.String() + s + "\n"
}

// functionOf makes a function of what [Function.Portable] gave: among the
// variables of the running module, as Keras does.
func functionOf(th *object.Thread, code string, defaults, closure any) (f model.Callable, err error) {
	defer object.Catch(&err)
	raw, failed := base64.StdEncoding.DecodeString(strings.ReplaceAll(code, "\n", ""))
	text, ours := strings.CutPrefix(string(raw), codeMark)
	if failed != nil || !ours {
		return nil, object.NotImplementedErrorf("The function of a Lambda layer stands in the file as bytecode of Python, which kerash does not run.").
			WithHint("make the model in code and load its weights")
	}
	names, rest, _ := strings.Cut(text, "\n")
	name, source, _ := strings.Cut(rest, "\n")
	values, _ := model.Sequence(closure)
	var args []object.Value
	for _, v := range values {
		args = append(args, FromNeutral(v))
	}
	result := name
	if name == "<lambda>" {
		result = "(" + source + ")"
		source = ""
	}
	maker := "def _make(" + names + "):\n"
	for line := range strings.Lines(source) {
		maker += " " + line
	}
	maker += "\n return " + result + "\n"
	builtins := object.Must(th.Import(th, "builtins"))
	call := func(name string, args ...object.Value) object.Value {
		return object.Must(object.CallFn(th, object.Must(object.GetAttr(th, builtins, name)), args...))
	}
	locals := object.NewDict()
	call("exec", maker, call("globals"), locals)
	make, _ := locals.GetStr("_make")
	fn := object.Must(object.CallFn(th, make, args...))
	if d, ok := model.Sequence(defaults); ok && len(d) > 0 {
		if err := object.SetAttr(th, fn, "__defaults__", FromNeutral(model.Tup(d))); err != nil {
			return nil, err
		}
	}
	return NewFunction(th, fn), nil
}
