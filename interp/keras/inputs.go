package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// toValue is what a layer is called with: lists, tuples and dicts keep their
// structure, arrays and numbers become tensors. A list of strings is one tensor,
// since a layer that takes texts is given them all at once; other strings and
// leaves stay as they are.
func toValue(th *object.Thread, v object.Value) model.Value {
	switch v := object.NativeOf(v).(type) {
	case bool, int, float64:
		return binding.ToTensor(th, v, tensor.Invalid)
	case *object.List:
		if s := stringTensor(v.Elems); s != nil {
			return s
		}
		return model.List(toValues(th, v.Elems))
	case *object.Tuple:
		return model.Tuple(toValues(th, v.Elems))
	case *object.Dict:
		d := &model.Dict{}
		for it := v.Entries(); it.Next(); {
			d.Set(object.Must(object.Str(th, it.Key())), toValue(th, it.Value()))
		}
		return d
	}
	return binding.ToValue(th, v)
}

func toValues(th *object.Thread, vs []object.Value) []model.Value {
	out := make([]model.Value, len(vs))
	for i, v := range vs {
		out[i] = toValue(th, v)
	}
	return out
}

// stringTensor is a list of strings, or of such lists, as one tensor; nil for
// any other list: a layer that takes texts is given them all at once.
func stringTensor(elems []object.Value) *tensor.Tensor {
	data, shape, ok := stringsIn(elems)
	if !ok {
		return nil
	}
	return tensor.Const(data, shape...)
}

func stringsIn(elems []object.Value) (data []string, shape []int, ok bool) {
	for i, e := range elems {
		var inner []int
		switch e := e.(type) {
		case string:
			data = append(data, e)
		case binding.Bytes:
			data = append(data, string(e))
		case *object.List:
			d, s, ok := stringsIn(e.Elems)
			if !ok {
				return nil, nil, false
			}
			data, inner = append(data, d...), s
		default:
			return nil, nil, false
		}
		if i > 0 && !tensor.SameShape(inner, shape) {
			return nil, nil, false
		}
		shape = inner
	}
	if len(elems) == 0 {
		return nil, nil, false
	}
	return data, append([]int{len(elems)}, shape...), true
}
