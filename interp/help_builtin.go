package interp

import (
	"io"

	"kerash/interp/help"
	"kerash/interp/object"
)

// helpFunc is the builtin help: it writes what the declarations say.
var helpFunc = object.Func("help(object=<nothing>, /)", "Explains a value: its signature, arguments, example, methods. At the prompt, name? does the same.",
	func(th *object.Thread, a *object.Bound) (object.Value, error) {
		text := "Write help(name), for example help(keras.layers.Dense); at the prompt name? does the same.\n"
		if a.Given("object") {
			v := a.Value("object")
			name, _ := object.FuncName(v)
			text = help.Text(th, name, v)
		}
		if _, err := io.WriteString(th.Stdout, text); err != nil {
			return nil, object.Errorf(object.OSError, "cannot write: %v", err)
		}
		return nil, nil
	})
