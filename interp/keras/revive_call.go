package keras

import (
	"fmt"
	"strings"

	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// call is the method call of a layer: the function in the file, which gives the
// losses too.
func (r *reviver) call(n *saved.LayerNode) object.Value {
	const name = "call_and_return_conditional_losses"
	fn := r.function(n.ID, name)
	if fn == nil || len(fn.Concretes) == 0 {
		return object.Method("call(self, *args, **kwargs)", "A function that is not in the file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.ValueErrorf("Cannot call custom layer %s of type %s, because the call function was not serialized to the SavedModel."+
				"Please try one of the following methods to fix this issue:\n\n(1) Implement `get_config` and `from_config` in the layer/model class, and pass the object to the `custom_objects` argument when loading the model. For more details, see: https://www.tensorflow.org/guide/keras/save_and_serialize"+
				"\n\n(2) Ensure that the subclassed model or layer overwrites `call` and not `__call__`. The input shape and dtype will be automatically recorded when the object is called, and used when saving. To manually specify the input shape/dtype, decorate the call function with `@tf.function(input_signature=...)`.",
				n.Config.Get("name"), object.Must(object.Repr(th, object.TypeOf(a.At(0)))))
		}).Value
	}
	sig, names := callText(fn)
	return object.Method(sig, "The call that the file has.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		args := object.Args{}
		for i, name := range names {
			v := a.Value(name)
			if name == "training" && v == nil {
				v = false
			}
			if i < len(fn.Params) {
				args.Pos = append(args.Pos, v)
			} else {
				args = args.With(name, v)
			}
		}
		out, err := object.Call(th, r.folder.Object(r.functionNode(n.ID, name)), args)
		if err != nil {
			raised := object.AsRaised(err)
			raised.NamesLayer()
			return nil, raised
		}
		return r.withLosses(a.At(0), out)
	}).Value
}

// withLosses takes the losses from what a function gave.
func (r *reviver) withLosses(self, out object.Value) (object.Value, error) {
	both, ok := object.NativeOf(out).(*object.Tuple)
	if !ok || len(both.Elems) != 2 {
		return out, nil
	}
	if losses, ok := object.NativeOf(both.Elems[1]).(*object.List); ok && len(losses.Elems) > 0 {
		if _, err := object.CallMethodOf(r.th, self, "add_loss", object.Pos(losses)); err != nil {
			return nil, err
		}
	}
	return both.Elems[0], nil
}

// callText is the signature of a call with the parameters of a function, and
// their names.
func callText(fn *saved.Function) (sig string, names []string) {
	parts := []string{"self"}
	first := len(fn.Params) - len(fn.Defaults)
	for i, p := range fn.Params {
		names = append(names, p)
		if i >= first {
			p += "=" + literal(fn.Defaults[i-first])
		}
		parts = append(parts, p)
	}
	if len(fn.Only) > 0 {
		parts = append(parts, "*")
	}
	for _, p := range fn.Only {
		names = append(names, p)
		if v, ok := fn.OnlyOther[p]; ok {
			p += "=" + literal(v)
		}
		parts = append(parts, p)
	}
	return "call(" + strings.Join(parts, ", ") + ")", names
}

// literal is a default as it stands in a signature.
func literal(v any) string {
	switch x := v.(type) {
	case bool:
		if x {
			return "True"
		}
		return "False"
	case int, float64:
		return fmt.Sprint(x)
	case string:
		return "'" + x + "'"
	}
	return "None"
}

// specShapes is the shapes in a structure of specs.
func specShapes(v any) any {
	switch x := v.(type) {
	case saved.ArgSpec:
		out := model.Tup{}
		for _, d := range x.Shape {
			if d < 0 {
				out = append(out, nil)
			} else {
				out = append(out, d)
			}
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, e := range x {
			out[i] = specShapes(e)
		}
		return out
	case model.Tup:
		return specShapes([]any(x))
	case *model.Map:
		out := model.NewMap()
		for _, k := range x.Keys {
			out.Set(k, specShapes(x.Vals[k]))
		}
		return out
	}
	return nil
}

// specSymbols is symbols in the places of specs.
func specSymbols(v any) model.Value {
	switch x := v.(type) {
	case saved.ArgSpec:
		return tensor.Symbol(x.Spec)
	case []any:
		out := model.List{}
		for _, e := range x {
			out = append(out, specSymbols(e))
		}
		return out
	case model.Tup:
		out := model.Tuple{}
		for _, e := range x {
			out = append(out, specSymbols(e))
		}
		return out
	case *model.Map:
		out := &model.Dict{}
		for _, k := range x.Keys {
			out.Keys, out.Vals = append(out.Keys, k), append(out.Vals, specSymbols(x.Vals[k]))
		}
		return out
	}
	return nil
}
