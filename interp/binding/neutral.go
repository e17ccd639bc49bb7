package binding

import (
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ToNeutral is a Python value as an argument of model's classes: lists become
// []any, tuples model.Tup, dicts *model.Map, NumPy scalars arrays of rank 0,
// dtypes their names, functions and classes a [Function]; objects of Go types
// stay as they are.
func ToNeutral(th *object.Thread, v object.Value) any {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		return neutralAll(th, x.Elems)
	case *object.Tuple:
		return model.Tup(neutralAll(th, x.Elems))
	case *object.Range, *object.Set:
		return neutralAll(th, object.Must(object.ToSlice(th, x)))
	case *object.Dict:
		m := model.NewMap()
		for it := x.Entries(); it.Next(); {
			m.Set(object.Must(object.Str(th, it.Key())), ToNeutral(th, it.Value()))
		}
		return m
	case *TensorShape:
		return model.Tup(neutralAll(th, dimValues(x.Dims)))
	case *Scalar:
		return x.Array
	case ObjectArrayer:
		return x.TensorArray(tensor.Invalid)
	case Arrayer:
		return x.AsArray()
	case *DType:
		return x.String()
	case object.EllipsisType:
		return model.Ellipsis{}
	case *NumpyDType:
		return x.DType.String()
	case Bytes:
		return string(x)
	case *object.Class:
		if dt, ok := scalarDType(x); ok {
			return dt.String()
		}
		return &Function{th, x}
	case *object.Instance:
		if object.IsCallable(x) {
			return &Function{th, x}
		}
		return x
	case *object.Builtin, *object.BoundMethod, object.Callable:
		return &Function{th, x}
	default:
		return x
	}
}

func neutralAll(th *object.Thread, vs []object.Value) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = ToNeutral(th, v)
	}
	return out
}

// ToNeutralArgs is the arguments of a call for model.Class.Make.
func ToNeutralArgs(th *object.Thread, args object.Args) (pos []any, kw []model.Named) {
	for _, k := range args.Kw {
		kw = append(kw, model.Named{Name: k.Name, Value: ToNeutral(th, k.Value)})
	}
	return neutralAll(th, args.Pos), kw
}

// ToValue is a Python value as what flows between layers: tensors and arrays
// become tensors; lists, tuples and dicts become model.List, model.Tuple and
// *model.Dict of such; other values (None, numbers) stay neutral. A list of
// numbers is left as a list of values, as Keras takes it for several inputs.
func ToValue(th *object.Thread, v object.Value) model.Value {
	return ToStructure(th, v, KeepLists, func(leaf object.Value) model.Value {
		switch x := object.NativeOf(leaf).(type) {
		case *tensor.Tensor:
			return x
		case *tensor.Variable, *tensor.Array, *Scalar, Arrayer, Tensorer:
			return ToTensor(th, x, tensor.Invalid)
		}
		return ToNeutral(th, leaf)
	})
}

// Lists says what [ToStructure] makes of lists.
type Lists int

// The ways of lists: as they are, as the tuples they stand for, or leaves.
const (
	KeepLists Lists = iota
	ListsAsTuples
	ListsAreLeaves
)

// ToStructure is a structure of tuples, lists and dicts with the values that
// leaf gives for what is none of these.
func ToStructure(th *object.Thread, v object.Value, lists Lists, leaf func(object.Value) model.Value) model.Value {
	each := func(elems []object.Value) []model.Value {
		out := make([]model.Value, len(elems))
		for i, e := range elems {
			out[i] = ToStructure(th, e, lists, leaf)
		}
		return out
	}
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		switch lists {
		case KeepLists:
			return model.List(each(x.Elems))
		case ListsAsTuples:
			return model.Tuple(each(x.Elems))
		}
	case *object.Tuple:
		return model.Tuple(each(x.Elems))
	case *object.Dict:
		out := &model.Dict{Ordered: object.IsInstance(v, object.OrderedDictClass)}
		for it := x.Entries(); it.Next(); {
			out.Set(object.Must(object.Str(th, it.Key())), ToStructure(th, it.Value(), lists, leaf))
		}
		return out
	}
	return leaf(v)
}

// Owner is implemented by Go objects that are the inside of a Python object,
// such as the adapter of a layer that user code defined.
type Owner interface{ PyValue() object.Value }

// ModelValue is a value of package model as user code sees it; package keras,
// which knows all of their types, sets it.
var ModelValue = FromNeutral

// FromNeutral is a value of model's rooms as the Python value that it shows
// as: the inverse of [ToNeutral] and [ToValue].
func FromNeutral(v any) object.Value {
	switch x := v.(type) {
	case []any:
		return &object.List{Elems: fromAll(x)}
	case model.Tup:
		return &object.Tuple{Elems: fromAll(x)}
	case model.List:
		return &object.List{Elems: fromAll(x)}
	case model.Tuple:
		return &object.Tuple{Elems: fromAll(x)}
	case *model.Map:
		d := object.NewDict()
		for _, k := range x.Keys {
			d.SetStr(k, FromNeutral(x.Vals[k]))
		}
		return d
	case *model.Dict:
		d := object.NewDict()
		for i, k := range x.Keys {
			d.SetStr(k, FromNeutral(x.Vals[i]))
		}
		if x.Ordered {
			return &object.Instance{Class: object.OrderedDictClass, Native: d}
		}
		return d
	case []int:
		return ShapeTuple(x)
	case tensor.DType:
		return x.String()
	case float32:
		return float64(x)
	case int64:
		return int(x)
	case int32:
		return int(x)
	case *Function:
		return x.Fn
	case model.Ellipsis:
		return object.Ellipsis
	case Owner:
		return x.PyValue()
	case *tensor.Tensor:
		if x == nil {
			return nil
		}
	case *tensor.Array:
		if x.Rank() == 0 {
			return ScalarAt(x, 0)
		}
	case model.Rank0:
		return x.Array
	}
	return v
}

func fromAll[T any](vs []T) []object.Value {
	out := make([]object.Value, len(vs))
	for i, v := range vs {
		out[i] = FromNeutral(v)
	}
	return out
}
