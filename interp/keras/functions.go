package keras

import (
	"fmt"
	"reflect"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/activations"
)

// activationFunctionClass is the class of the functions of keras.activations.
var activationFunctionClass = &object.Class{Name: "function", Base: object.LibraryFunctionClass, Final: true,
	Call: func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		f := self.(*activations.Function)
		sig := object.ParseSignature(f.Signature())
		a, err := sig.Bind(th, args)
		if err != nil {
			return nil, object.DispatcherError(sig, args, err)
		}
		if binding.IsKeras(a.At(0)) {
			return activationOnGraph(th, f, a), nil
		}
		call := []any{tensorArg(th, a.At(0))}
		for i := range f.Params {
			call = append(call, toModel(th, a.At(i+1)))
		}
		return toPython(f.CallValue(binding.Context(th), call...)), nil
	},
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		return fmt.Sprintf("<function %s at %#x>", self.(*activations.Function).Name, object.ID(self)), nil
	},
	GetAttr: func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		f := self.(*activations.Function)
		switch name {
		case "__name__", "__qualname__":
			return f.Name, true, nil
		case "__module__":
			return "keras.src.activations", true, nil
		case "__doc__":
			return f.Doc, true, nil
		}
		return nil, false, nil
	},
}

var _ = object.RegisterType(reflect.TypeFor[*activations.Function](), activationFunctionClass)
