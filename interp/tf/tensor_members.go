package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ref is what tensor.ref() gives: a hashable stand-in for a tensor or a
// variable, equal to the others of the same one.
type ref struct{ of object.Value }

var refClass = &object.Class{Name: "Reference", Module: "tensorflow.python.util.object_identity", Doc: "A hashable reference to a tensor or variable.", Final: true}

// PyClass is Reference.
func (ref) PyClass() *object.Class { return refClass }

func init() {
	refClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s, err := object.Repr(th, self.(ref).of)
		return "<Reference wrapping " + s + ">", err
	}
	refClass.Hash = func(th *object.Thread, self object.Value) (int, error) { return object.ID(self.(ref).of), nil }
	refClass.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(ref)
		y, ok2 := b.(ref)
		switch {
		case !ok || !ok2 || op != object.Eq && op != object.Ne:
			return object.NotImplemented, nil
		case op == object.Eq:
			return x.of == y.of, nil
		}
		return x.of != y.of, nil
	}
	refClass.Members = func() []object.Member {
		return []object.Member{object.Method("deref(self)", "The tensor or variable.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Self().(ref).of, nil
		})}
	}
}

const cpu = "/job:localhost/replica:0/task:0/device:CPU:0"

func self(a *object.Bound) *tensor.Tensor { return a.Self().(*tensor.Tensor) }

// tensorMembers are the attributes of all tensors.
func tensorMembers() []object.Member {
	return []object.Member{
		object.Getter("shape", "the shape as a TensorShape", func(th *object.Thread, v object.Value) (object.Value, error) {
			return binding.NewTensorShape(v.(*tensor.Tensor).Shape()), nil
		}),
		object.Getter("dtype", "the type of the elements", func(th *object.Thread, v object.Value) (object.Value, error) {
			return binding.TFDType(v.(*tensor.Tensor).DType()), nil
		}),
		object.Getter("ndim", "the number of axes", func(th *object.Thread, v object.Value) (object.Value, error) {
			return v.(*tensor.Tensor).Rank(), nil
		}),
		object.Method("get_shape(self)", "The shape as a TensorShape.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return binding.NewTensorShape(self(a).Shape()), nil
		}),
		object.Method("set_shape(self, shape)", "Adds knowledge about the shape; it must agree with what is known.", setShape),
		object.Method("ref(self)", "A hashable reference to the tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ref{a.Self()}, nil
		}),
		object.Method("experimental_ref(self)", "A hashable reference to the tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ref{a.Self()}, nil
		}),
		object.Getter("device", "where the tensor lives", func(th *object.Thread, v object.Value) (object.Value, error) { return cpu, nil }),
		absMember(),
	}
}

// absMember is abs(x).
func absMember() object.Member {
	return object.Method("__abs__(self)", "The absolute value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.Call(th, byCanonicalName()["math.abs"], object.Pos(a.Self()))
	})
}

func setShape(th *object.Thread, a *object.Bound) (object.Value, error) {
	want, have := binding.ToTensorShape(th, a.Value("shape")), binding.NewTensorShape(self(a).Shape())
	if !have.Compatible(want) {
		return nil, object.ValueErrorf("Tensor's shape %s is not compatible with supplied shape %s.", have, want)
	}
	if t := self(a); t.IsSymbolic() && !want.Unknown {
		t.Refine(want.Dims)
	}
	return nil, nil
}

// eagerMembers are the attributes of tensors with a value.
func eagerMembers() []object.Member {
	same := func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.Self(), nil }
	return []object.Member{
		object.Method("numpy(self)", "The value as a NumPy array; of rank 0, as a NumPy scalar.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return numpyOf(self(a).Array()), nil
		}),
		object.Method("__array__(self, dtype=None)", "The value as a NumPy array.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			arr := self(a).Array()
			if a.Has("dtype") {
				arr = binding.CastArray(th, arr, binding.ToNumpyDType(th, a.Value("dtype")))
			}
			return arr.Clone(), nil
		}),
		object.Method("__complex__(self)", "The only element as a complex number.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x := self(a).Array()
			_, err := arrayFloat(th, x)
			if err != nil {
				return nil, err
			}
			return x.Complex(0), nil
		}),
		object.Method("cpu(self)", "The tensor: it is in main memory.", same),
		object.Method("gpu(self, gpu_index=0)", "The tensor: there is no GPU.", same),
		object.Getter("backing_device", "where the memory is", func(th *object.Thread, v object.Value) (object.Value, error) { return cpu, nil }),
		object.Getter("is_packed", "False", func(th *object.Thread, v object.Value) (object.Value, error) { return false, nil }),
	}
}

// kerasSlots are the answers of Keras' symbolic tensors.
func kerasSlots(c *object.Class) {
	c.Repr = func(th *object.Thread, v object.Value) (string, error) {
		return model.KerasRepr(v.(*tensor.Tensor)), nil
	}
	c.Str = func(th *object.Thread, v object.Value) (string, error) {
		return model.KerasText(v.(*tensor.Tensor)), nil
	}
	c.Len = func(th *object.Thread, v object.Value) (int, error) {
		return 0, object.TypeErrorf("Keras symbolic inputs/outputs do not implement `__len__`. You may be trying to pass Keras symbolic inputs/outputs to a TF API that does not register dispatching, preventing Keras from automatically converting the API call to a lambda layer in the Functional Model. This error will also get raised if you try asserting a symbolic input/output directly.")
	}
	c.Bool = func(th *object.Thread, v object.Value) (bool, error) {
		_, err := c.Len(th, v)
		return false, err
	}
	c.Hash = func(th *object.Thread, v object.Value) (int, error) {
		return 0, object.TypeErrorf("Tensors are unhashable (this tensor: %s). Instead, use tensor.ref() as the key.", model.KerasText(v.(*tensor.Tensor)))
	}
	c.GetAttr = func(th *object.Thread, v object.Value, name string) (object.Value, bool, error) {
		x, ok := kerasAttr(v.(*tensor.Tensor), name)
		return x, ok, nil
	}
	c.Members = kerasMembers
}

func tensorName(t *tensor.Tensor) string {
	if i := model.InfoOf(t); i != nil {
		return i.Name
	}
	return ""
}

func kerasMembers() []object.Member {
	var keep []object.Member
	for _, m := range tensorMembers() {
		switch m.Name {
		case "device", "ndim":
		default:
			keep = append(keep, m)
		}
	}
	return append(keep,
		object.Getter("name", "the name in the graph", func(th *object.Thread, v object.Value) (object.Value, error) {
			return tensorName(v.(*tensor.Tensor)), nil
		}),
		object.Getter("type_spec", "shape and dtype as a TensorSpec", func(th *object.Thread, v object.Value) (object.Value, error) {
			if sp := model.CompositeOf(v.(*tensor.Tensor)); sp != nil {
				return sp, nil
			}
			t := v.(*tensor.Tensor)
			s := specOf(t)
			if i := model.InfoOf(t); i != nil {
				if _, isInput := i.Layer.(*model.InputLayer); isInput {
					s.Name = i.Name
				}
			}
			return s, nil
		}),
		object.Getter("op", "not there: Keras tensors belong to layers", func(th *object.Thread, v object.Value) (object.Value, error) {
			return nil, object.TypeErrorf("Keras symbolic inputs/outputs do not implement `op`. You may be trying to pass Keras symbolic inputs/outputs to a TF API that does not register dispatching, preventing Keras from automatically converting the API call to a lambda layer in the Functional Model.")
		}),
	)
}
