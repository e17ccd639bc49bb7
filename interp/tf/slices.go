package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// IndexedSlices is tf.IndexedSlices: rows of a tensor, by their positions.
type IndexedSlices struct {
	Values, Indices *tensor.Tensor
	DenseShape      object.Value // a tensor, or nil
}

// IndexedSlicesClass is tf.IndexedSlices.
var IndexedSlicesClass = &object.Class{Name: "IndexedSlices", Module: "tensorflow.python.framework.indexed_slices", Doc: "Rows of a tensor, by their positions.", Signature: "IndexedSlices(values, indices, dense_shape=None)"}

// PyClass is tf.IndexedSlices.
func (d *IndexedSlices) PyClass() *object.Class { return IndexedSlicesClass }

// AsTensor is the whole tensor: the rows at their positions, zeros elsewhere.
func (d *IndexedSlices) AsTensor(th *object.Thread) object.Value {
	if d.DenseShape == nil {
		object.Throw(object.ValueErrorf("Tensor conversion requested for IndexedSlices for argument `value` without dense_shape: %s", object.Must(object.Str(th, d))))
	}
	return d.Among(binding.Scope(th), binding.ToShape(th, d.DenseShape))
}

// Among is the whole tensor of a shape.
func (d *IndexedSlices) Among(s *tensor.Scope, shape []int) *tensor.Tensor {
	whole := tensor.Full(d.Values.DType(), 0, shape...)
	return tensor.NewRows(d.Values, d.Indices, whole).Dense(s)
}

func init() {
	c := IndexedSlicesClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &IndexedSlices{binding.ToTensor(th, a.Value("values"), tensor.Invalid), binding.ToTensor(th, a.Value("indices"), tensor.Invalid), a.Value("dense_shape")}, nil
	}
	c.Unary = func(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
		d := a.(*IndexedSlices)
		if op != object.Neg {
			return nil, object.TypeErrorf("bad operand type for unary %s: 'IndexedSlices'", op)
		}
		return &IndexedSlices{binding.Scope(th).Neg(d.Values), d.Indices, d.DenseShape}, nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		d := self.(*IndexedSlices)
		indices, err := object.Str(th, d.Indices)
		if err != nil {
			return "", err
		}
		values, err := object.Str(th, d.Values)
		s := "IndexedSlices(indices=" + indices + ", values=" + values
		if d.DenseShape != nil && err == nil {
			var shape string
			shape, err = object.Str(th, d.DenseShape)
			s += ", dense_shape=" + shape
		}
		return s + ")", err
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("values", "the rows", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*IndexedSlices).Values, nil
			}),
			object.Getter("indices", "their positions", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*IndexedSlices).Indices, nil
			}),
			object.Getter("dense_shape", "the shape of the whole tensor, or None", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*IndexedSlices).DenseShape, nil
			}),
			object.Getter("device", "where it is kept", func(th *object.Thread, self object.Value) (object.Value, error) {
				return object.GetAttr(th, self.(*IndexedSlices).Values, "device")
			}),
			object.Getter("name", "the name of the rows", func(th *object.Thread, self object.Value) (object.Value, error) {
				return object.GetAttr(th, self.(*IndexedSlices).Values, "name")
			}),
			object.Getter("dtype", "the type of the elements", func(th *object.Thread, self object.Value) (object.Value, error) {
				return binding.TFDType(self.(*IndexedSlices).Values.DType()), nil
			}),
			object.Getter("shape", "the shape of the whole tensor", func(th *object.Thread, self object.Value) (object.Value, error) {
				d := self.(*IndexedSlices)
				if d.DenseShape == nil {
					return &binding.TensorShape{Unknown: true}, nil
				}
				return binding.NewTensorShape(binding.ToShape(th, d.DenseShape)), nil
			}),
		}
	}
}
