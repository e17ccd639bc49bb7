package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
	"kerash/tensor"
)

// outputPlace stands for a tensor, or for a value made of several ones, in the
// structure that a function returns.
type outputPlace struct {
	like  object.Value
	parts int
}

// fillTemplate puts the tensors of one call into the structure.
func fillTemplate(th *object.Thread, structure object.Value, results []*tensor.Tensor) object.Value {
	return mapStructure(th, structure, func(leaf object.Value) object.Value {
		place, ok := leaf.(outputPlace)
		if !ok {
			return leaf
		}
		parts := results[:place.parts]
		results = results[place.parts:]
		return withParts(place.like, parts)
	})
}

// partsOf are the tensors that a value returned by a function is made of, nil
// for one that is not.
func partsOf(v object.Value) []*tensor.Tensor {
	switch x := v.(type) {
	case *tensor.Tensor:
		return []*tensor.Tensor{x}
	case *Ragged:
		return []*tensor.Tensor{x.flat()}
	case *Sparse:
		return []*tensor.Tensor{x.Indices, x.Values, x.DenseShape}
	case *IndexedSlices:
		parts := []*tensor.Tensor{x.Values, x.Indices}
		if t, ok := x.DenseShape.(*tensor.Tensor); ok {
			parts = append(parts, t)
		}
		return parts
	}
	return nil
}

// withParts is a value like another one, of other tensors.
func withParts(like object.Value, parts []*tensor.Tensor) object.Value {
	switch x := like.(type) {
	case *Ragged:
		return x.withFlat(parts[0])
	case *Sparse:
		return &Sparse{parts[0], parts[1], parts[2]}
	case *IndexedSlices:
		out := &IndexedSlices{parts[0], parts[1], x.DenseShape}
		if len(parts) > 2 {
			out.DenseShape = parts[2]
		}
		return out
	}
	return parts[0]
}

// outputLeaf is a value of a graph as one outside sees it: numbers and variables
// become tensors.
func outputLeaf(th *object.Thread, leaf object.Value) object.Value {
	switch x := object.NativeOf(leaf).(type) {
	case *tensor.Tensor:
		return x
	case *tensor.Variable, *tensor.Array, *binding.Scalar, int, float64, bool, string:
		return binding.ToTensor(th, leaf, tensor.Invalid)
	}
	return leaf
}

// result is what the function returns as its caller sees it: a tensor, a value
// made of tensors, or None.
func (p *polyFunction) result(th *object.Thread, leaf object.Value) object.Value {
	v := outputLeaf(th, leaf)
	switch x := v.(type) {
	case nil, *tensor.Tensor, *Ragged, *Sparse, *IndexedSlices, *data.Dataset, *tensorArray:
		return v
	case *binding.TensorShape:
		if !x.Unknown && tensor.IsStatic(x.Dims) {
			return tensor.IntTensor(tensor.Int32, x.Dims...)
		}
	case *object.Class, *binding.DType, *object.Set, *object.Builtin:
	default:
		if !object.IsCallable(leaf) {
			return v
		}
	}
	object.Throw(object.TypeErrorf("To be compatible with tf.function, Python functions must return zero or more Tensors or ExtensionTypes or None values; in compilation of %s, found return value of type %s, which is not a Tensor or ExtensionType.",
		object.Must(object.Repr(th, p.fn)), object.TypeName(leaf)))
	return nil
}
