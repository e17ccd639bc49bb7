package builtins

import "kerash/interp/object"

var textFuncs = []*object.Builtin{
	object.Func("repr(obj, /)", "The text that shows a value as it is written in a program.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.Repr(th, a.At(0))
	}),
	object.Func("ascii(obj, /)", "repr with all characters that are not ASCII escaped.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.ASCII(th, a.At(0))
	}),
	object.Func("format(value, format_spec='', /)", "The value as text by a format specification.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		spec, ok := a.At(1).(string)
		if !ok {
			return nil, object.TypeErrorf("format() argument 2 must be str, not %s", object.TypeName(a.At(1)))
		}
		return object.Format(th, a.At(0), spec)
	}),
}
