package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model/data"
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

// typeSpecOf is the spec of a value, or of what it is as a tensor.
func typeSpecOf(th *object.Thread, v object.Value) object.Value {
	if s := compositeSpecOf(v); s != nil {
		return s
	}
	if d, ok := object.NativeOf(v).(*data.Dataset); ok {
		return &data.DatasetSpec{Elem: d.Spec}
	}
	var t *tensor.Tensor
	if err := binding.Catch(func() { t = binding.ToTensor(th, v, tensor.Invalid) }); err != nil {
		object.Throw(object.TypeErrorf("Could not build a TypeSpec for %s of unsupported type %s.", object.Must(object.Repr(th, v)), object.Must(object.Repr(th, object.TypeOf(v)))))
	}
	return specOf(t)
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
			object.ClassMethodOf("from_spec(cls, spec, name=None)", "The same spec under another name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s, ok := a.Value("spec").(*TensorSpec)
				if !ok {
					return nil, object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(a.Value("spec")))
				}
				out := *s
				if a.Has("name") {
					out.Name = a.Value("name")
				}
				return &out, nil
			}),
			object.Getter("value_type", "the class of the values", func(th *object.Thread, self object.Value) (object.Value, error) { return TensorClass, nil }),
			object.Method("is_subtype_of(self, other)", "Whether every tensor that fits also fits another spec.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := a.Self().(*TensorSpec)
				o, ok := a.Value("other").(*TensorSpec)
				if !ok || s.DType != o.DType || s.Name != nil && o.Name != s.Name {
					return false, nil
				}
				return o.Shape.String() == commonShape(s.Shape, o.Shape).String(), nil
			}),
			object.Method("most_specific_common_supertype(self, others)", "The narrowest spec that the tensors of all fit, None when there is none.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				out := *a.Self().(*TensorSpec)
				for _, v := range a.Elems("others") {
					o, ok := v.(*TensorSpec)
					if !ok || o.DType != out.DType || o.Name != out.Name {
						return nil, nil
					}
					out.Shape = commonShape(out.Shape, o.Shape)
				}
				return &out, nil
			}),
			object.Method("most_specific_compatible_type(self, other)", "What the spec and another one have in common.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				s := a.Self().(*TensorSpec)
				o, ok := a.Value("other").(*TensorSpec)
				if !ok || o.DType != s.DType || o.Name != s.Name {
					return nil, object.ValueErrorf("No TypeSpec is compatible with both %s and %s", s, object.Must(object.Repr(th, a.Value("other"))))
				}
				return &TensorSpec{Shape: commonShape(s.Shape, o.Shape), DType: s.DType, Name: s.Name}, nil
			}),
		}
	}
}
