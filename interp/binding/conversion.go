package binding

import (
	"slices"

	"kerash/interp/object"
	"kerash/tensor"
)

// conversion is a function that makes tensors of the values of a class.
type conversion struct {
	class    *object.Class
	fn       object.Value
	priority int
}

type conversionsKey struct{}

// conversionsOf are the conversions that user code registered, in the order in
// which they are tried.
func conversionsOf(th *object.Thread) []conversion {
	all, _ := th.Local[conversionsKey{}].([]conversion)
	return all
}

// RegisterConversion makes ToTensor use a function for the values of a class:
// tf.register_tensor_conversion_function. Lower priorities are tried first.
func RegisterConversion(th *object.Thread, class *object.Class, fn object.Value, priority int) {
	all := append(slices.Clone(conversionsOf(th)), conversion{class, fn, priority})
	slices.SortStableFunc(all, func(a, b conversion) int { return a.priority - b.priority })
	th.Local[conversionsKey{}] = all
}

// converted is an object of a user's class as a tensor: by its __tf_tensor__, by
// a registered function or by its __array__; nil when it has none of these.
func converted(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Tensor {
	inst, ok := v.(*object.Instance)
	if !ok || inst.Native != nil {
		return nil
	}
	var dtype object.Value
	if dt != tensor.Invalid {
		dtype = TFDType(dt)
	}
	if fn, ok, err := object.FindAttr(th, v, "__tf_tensor__"); ok && err == nil {
		return checkConverted(th, fn, v, object.Must(object.CallFn(th, fn, dtype, nil)), dt)
	}
	args := object.Args{Pos: []object.Value{v}, Kw: []object.Kwarg{{Name: "dtype", Value: dtype}, {Name: "name", Value: nil}, {Name: "as_ref", Value: false}}}
	for _, c := range conversionsOf(th) {
		if !object.IsInstance(v, c.class) {
			continue
		}
		if out := object.Must(object.Call(th, c.fn, args)); out != object.NotImplemented {
			return checkConverted(th, c.fn, v, out, dt)
		}
	}
	if fn, ok, err := object.FindAttr(th, v, "__array__"); ok && err == nil {
		return ToTensor(th, object.Must(object.CallFn(th, fn)), dt)
	}
	return nil
}

// checkConverted refuses what is no tensor, or one of another dtype.
func checkConverted(th *object.Thread, fn, v, out object.Value, dt tensor.DType) *tensor.Tensor {
	t, ok := object.NativeOf(out).(*tensor.Tensor)
	if !ok {
		object.Throw(object.RuntimeErrorf("Conversion function %s for type %s returned non-Tensor: %s", object.Must(object.Repr(th, fn)), object.Must(object.Repr(th, object.TypeOf(v))), object.Must(object.Repr(th, out))))
	}
	if dt != tensor.Invalid && t.DType() != dt {
		object.Throw(object.RuntimeErrorf("Conversion function %s for type %s returned incompatible dtype: requested = %s, actual = %s", object.Must(object.Repr(th, fn)), object.Must(object.Repr(th, object.TypeOf(v))), dt, t.DType()))
	}
	return t
}

// Constant is [ToTensor] for tf.constant, which knows no conversions of user
// code.
func Constant(th *object.Thread, v object.Value, dt tensor.DType) *tensor.Tensor {
	if inst, ok := v.(*object.Instance); ok && inst.Native == nil {
		if _, ok, err := object.FindAttr(th, v, "__array__"); !ok || err != nil {
			object.Throw(unsupportedType(th, v, v, dt))
		}
	}
	return ToTensor(th, v, dt)
}
