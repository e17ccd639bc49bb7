package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// TensorSpec is tf.TensorSpec: what is known of a tensor without its value.
type TensorSpec struct {
	Shape *binding.TensorShape
	DType tensor.DType
	Name  object.Value // a string, or nil
}

// TensorSpecClass is tf.TensorSpec.
var TensorSpecClass = &object.Class{Name: "TensorSpec", Module: "tensorflow.python.framework.tensor", Doc: "Shape and dtype of a tensor.", Signature: "TensorSpec(shape, dtype=<tf.float32>, name=None)"}

// PyClass is tf.TensorSpec.
func (s *TensorSpec) PyClass() *object.Class { return TensorSpecClass }

func (s *TensorSpec) String() string {
	name := "None"
	if n, ok := s.Name.(string); ok {
		name = "'" + n + "'"
	}
	return "TensorSpec(shape=" + s.Shape.String() + ", dtype=tf." + s.DType.String() + ", name=" + name + ")"
}

func specOf(t *tensor.Tensor) *TensorSpec {
	return &TensorSpec{Shape: binding.NewTensorShape(t.Shape()), DType: t.DType()}
}

func init() {
	c := TensorSpecClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &TensorSpec{Shape: binding.ToTensorShape(th, a.Value("shape")), DType: binding.DTypeOr(th, a.Value("dtype"), tensor.Float32), Name: a.Value("name")}, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*TensorSpec).String(), nil }
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*TensorSpec)
		y, ok2 := b.(*TensorSpec)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return (x.String() == y.String()) == (op == object.Eq), nil
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, self.(*TensorSpec).String())
	}
	c.Members = func() []object.Member {
		return []object.Member{
			object.Getter("shape", "the shape", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*TensorSpec).Shape, nil }),
			object.Getter("dtype", "the type of the elements", func(th *object.Thread, self object.Value) (object.Value, error) {
				return binding.TFDType(self.(*TensorSpec).DType), nil
			}),
			object.Getter("name", "the name, or None", func(th *object.Thread, self object.Value) (object.Value, error) { return self.(*TensorSpec).Name, nil }),
			object.Method("is_compatible_with(self, spec_or_value)", "Whether a tensor or spec fits.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := a.Self().(*TensorSpec)
				o, ok := a.Value("spec_or_value").(*TensorSpec)
				if !ok {
					o = specOf(binding.ToTensor(th, a.Value("spec_or_value"), tensor.Invalid))
				}
				return s.DType == o.DType && s.Shape.Compatible(o.Shape), nil
			}),
			object.ClassMethodOf("from_tensor(cls, tensor, name=None)", "The spec of a tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := specOf(binding.ToTensor(th, a.Value("tensor"), tensor.Invalid))
				s.Name = a.Value("name")
				return s, nil
			}),
		}
	}
}
