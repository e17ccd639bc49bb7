package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
)

// pythonCode is functions of tables that are written in the language itself.
// Each is compiled when it is first called, in a namespace that the session
// keeps.
type pythonCode struct {
	// file is how tracebacks call the code; they do not show it to users.
	file string
	// source is run before the first function, funcs are the functions of Go that
	// it finds.
	source string
	funcs  func() []*object.Builtin
}

// pythonSpaces are the namespaces of a session.
type pythonSpaces struct {
	byCode map[*pythonCode]*object.Namespace
}

// call calls a function: its name as code has it, its signature without the
// name, and the expression that it gives.
func (code *pythonCode) call(th *object.Thread, name, sig, value string, args object.Args) (object.Value, error) {
	fn, err := code.function(th, name, sig, value)
	if err != nil {
		return nil, err
	}
	v, err := object.Call(th, fn, args)
	if err != nil {
		r := object.AsRaised(err)
		r.Exc.Trace = slices.DeleteFunc(r.Exc.Trace, func(f object.Frame) bool { return f.File == code.file })
		return nil, r
	}
	return v, nil
}

func (code *pythonCode) function(th *object.Thread, name, sig, value string) (object.Value, error) {
	spaces := object.Get(th, func() *pythonSpaces { return &pythonSpaces{map[*pythonCode]*object.Namespace{}} })
	names := spaces.byCode[code]
	if names == nil {
		names = new(object.Namespace)
		if code.funcs != nil {
			for _, f := range code.funcs() {
				names.Set(f.Name, f)
			}
		}
		if err := th.Exec(code.file, code.source, names); err != nil {
			return nil, err
		}
		spaces.byCode[code] = names
	}
	if fn, ok := names.Get(name); ok {
		return fn, nil
	}
	_, params, _ := strings.Cut(sig, "(")
	if err := th.Exec(code.file, "def "+name+"("+params+":\n    return "+value+"\n", names); err != nil {
		return nil, err
	}
	fn, _ := names.Get(name)
	return fn, nil
}
