package keras

import (
	"kerash/interp/binding"
	"kerash/interp/featurecolumn"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/columns"
	"kerash/tensor"
)

// toModel is a Python value as an argument of package model: what
// binding.ToNeutral gives, but Keras' own classes become their declarations and
// its functions (keras.activations.relu, keras.losses.mse) their names.
func toModel(th *object.Thread, v object.Value) any {
	switch x := v.(type) {
	case *object.List:
		return toModels(th, x.Elems)
	case *object.Tuple:
		return model.Tup(toModels(th, x.Elems))
	case *object.DictView, *object.Set:
		return toModels(th, object.Must(object.ToSlice(th, x)))
	case *object.Dict:
		return toMap(th, x)
	case *object.Class:
		if c := declarationOf(x); c != nil {
			return c
		}
	case *policy:
		return x.Policy
	case *object.Builtin:
		if name, ok := functionName(x); ok {
			return name
		}
	case *object.Instance:
		if c, ok := featurecolumn.Of(th, x); ok {
			return c
		}
		if text, ok := enumText(th, x); ok {
			return text
		}
		switch n := x.Native.(type) {
		case nil:
		case *object.List, *object.Tuple, *object.Dict:
			return toModel(th, n)
		default:
			return n
		}
	}
	if isKerasObject(v) {
		return v
	}
	return binding.ToNeutral(th, v)
}

func toModels(th *object.Thread, vs []object.Value) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = toModel(th, v)
	}
	return out
}

func toMap(th *object.Thread, d *object.Dict) *model.Map {
	m := model.NewMap()
	for it := d.Entries(); it.Next(); {
		m.Set(object.Must(object.Str(th, it.Key())), toModel(th, it.Value()))
	}
	return m
}

// toArgs is the arguments of a call as package model takes them.
func toArgs(th *object.Thread, args object.Args) (pos []any, kw []model.Named) {
	for _, k := range args.Kw {
		kw = append(kw, model.Named{Name: k.Name, Value: toModel(th, k.Value)})
	}
	return toModels(th, args.Pos), kw
}

func init() { binding.ModelValue = toPython }

// toPython is a value of package model as user code sees it; see
// binding.FromNeutral. Here the Go types of argument fields are known as well.
func toPython(x any) object.Value {
	switch x := x.(type) {
	case columns.Column:
		return featurecolumn.Value(x)
	case []any:
		return object.NewList(toPythons(x)...)
	case model.Tracked:
		return binding.Wrap(object.NewList(toPythons(x)...))
	case model.Tup:
		return object.NewTuple(toPythons(x)...)
	case *model.Map:
		if x == nil {
			return nil
		}
		d := object.NewDict()
		for _, k := range x.Keys {
			d.SetStr(k, toPython(x.Vals[k]))
		}
		return d
	case tensor.DType:
		if x == tensor.Invalid {
			return nil
		}
	case *model.Class:
		return classOf(x)
	}
	v := binding.FromNeutral(x)
	if v != x {
		return v
	}
	return reflected(x)
}

func toPythons[T any](xs []T) []object.Value {
	out := make([]object.Value, len(xs))
	for i, x := range xs {
		out[i] = toPython(x)
	}
	return out
}

// tensorArg is an argument as a tensor.
func tensorArg(th *object.Thread, v object.Value) *tensor.Tensor {
	return binding.ToTensor(th, v, tensor.Invalid)
}

// arrayArg is an argument as an array.
func arrayArg(th *object.Thread, v object.Value) *tensor.Array {
	return binding.ToArray(th, v, tensor.Invalid)
}
