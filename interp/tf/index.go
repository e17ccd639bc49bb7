package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// index is x[key]: ints, slices, ..., None and scalar tensors of them, or one
// mask of bools.
func index(th *object.Thread, x *tensor.Tensor, key object.Value) *tensor.Tensor {
	if m := boolMask(th, key); m != nil {
		return binding.Scope(th).BooleanMask(x, m, 0)
	}
	return readKey(th, x, key).of(binding.Scope(th), x)
}

// sliceKey is what stands in brackets, other than a mask.
type sliceKey struct {
	spec []tensor.Slice
	late []tensor.LateSlice // nil when all bounds are numbers
}

// of is what the key picks of x.
func (k sliceKey) of(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	if k.late != nil {
		return s.LateSlice(x, k.spec, k.late)
	}
	return s.StridedSlice(x, k.spec)
}

// slicesToDicts is a key as the layer of a subscript keeps it, in which slices
// are dicts of their parts.
func slicesToDicts(key object.Value) object.Value {
	switch k := key.(type) {
	case *object.Slice:
		d := object.NewDict()
		d.SetStr("start", k.Start)
		d.SetStr("stop", k.Stop)
		d.SetStr("step", k.Step)
		return d
	case *object.Tuple:
		out := object.NewTuple()
		for _, e := range k.Elems {
			out.Elems = append(out.Elems, slicesToDicts(e))
		}
		return out
	}
	return key
}

// dictsToSlices is the reverse of slicesToDicts, and of what JSON makes of a
// tuple and of an ellipsis.
func dictsToSlices(th *object.Thread, key object.Value) object.Value {
	var elems []object.Value
	switch k := key.(type) {
	case *object.Dict:
		if name, _ := k.GetStr("class_name"); name == "__ellipsis__" {
			return object.Ellipsis
		}
		s := new(object.Slice)
		s.Start, _ = k.GetStr("start")
		s.Stop, _ = k.GetStr("stop")
		s.Step, _ = k.GetStr("step")
		return s
	case *object.List:
		elems = k.Elems
	case *object.Tuple:
		elems = k.Elems
	default:
		return key
	}
	out := object.NewTuple()
	for _, e := range elems {
		out.Elems = append(out.Elems, dictsToSlices(th, e))
	}
	return out
}

// boolMask is a key that selects by bools, or nil.
func boolMask(th *object.Thread, key object.Value) *tensor.Tensor {
	switch k := object.NativeOf(key).(type) {
	case bool:
		return tensor.ConstScalar(k)
	case *tensor.Tensor:
		if k.DType() == tensor.Bool {
			return k
		}
	case *tensor.Array:
		if k.DType() == tensor.Bool {
			return tensor.FromArray(k)
		}
	case *object.List:
		if len(k.Elems) > 0 {
			if _, ok := k.Elems[0].(bool); ok {
				return binding.ToTensor(th, k, tensor.Bool)
			}
		}
	}
	return nil
}

func readKey(th *object.Thread, x *tensor.Tensor, key object.Value) sliceKey {
	parts := []object.Value{key}
	switch k := object.NativeOf(key).(type) {
	case *object.Tuple:
		parts = k.Elems
	case *object.List:
		parts = k.Elems
	}
	k := sliceKey{spec: make([]tensor.Slice, len(parts))}
	ints, ellipses := 0, 0
	for i, p := range parts {
		k.part(th, i, p)
		if k.spec[i].Ellipsis {
			if ellipses++; ellipses > 1 {
				tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Multiple ellipses in slice spec not allowed [Op:StridedSlice] name: strided_slice/")
			}
		}
		if !k.spec[i].NewAxis && !k.spec[i].Ellipsis {
			ints++
		}
	}
	if x.Rank() == 0 && ints > 0 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} Attempting to slice scalar input. [Op:StridedSlice] name: strided_slice/")
	}
	return k
}

// part reads part i of a key.
func (k *sliceKey) part(th *object.Thread, i int, v object.Value) {
	switch p := object.NativeOf(v).(type) {
	case nil:
		k.spec[i] = tensor.Slice{NewAxis: true}
	case object.EllipsisType:
		k.spec[i] = tensor.Slice{Ellipsis: true}
	case *object.Slice:
		bounds := tensor.LateSlice{Start: late(th, p.Start), Stop: late(th, p.Stop), Step: late(th, p.Step)}
		k.postpone(i, bounds)
		bound := func(v object.Value, late *tensor.Tensor, other int) int {
			if late != nil {
				return other
			}
			return position(th, v, other)
		}
		step := bound(p.Step, bounds.Step, 1)
		if step == 0 {
			tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}} strides[0] must be non-zero [Op:StridedSlice] name: strided_slice/")
		}
		k.spec[i] = tensor.Slice{Start: bound(p.Start, bounds.Start, tensor.NoIndex), Stop: bound(p.Stop, bounds.Stop, tensor.NoIndex), Step: step}
	default:
		if t := late(th, v); t != nil {
			k.postpone(i, tensor.LateSlice{Start: t})
			k.spec[i] = tensor.At(0)
			return
		}
		k.spec[i] = tensor.At(position(th, v, 0))
	}
}

// postpone notes bounds that only the run knows.
func (k *sliceKey) postpone(i int, bounds tensor.LateSlice) {
	if bounds == (tensor.LateSlice{}) {
		return
	}
	if k.late == nil {
		k.late = make([]tensor.LateSlice, len(k.spec))
	}
	k.late[i] = bounds
}

// late is a bound that has no value yet, nil for others.
func late(th *object.Thread, v object.Value) *tensor.Tensor {
	t, ok := v.(*tensor.Tensor)
	if !ok || !t.IsSymbolic() || t.Rank() != 0 || binding.IsKeras(t) {
		return nil
	}
	switch t.DType() {
	case tensor.Int16, tensor.Int32, tensor.Int64:
	default:
		return nil
	}
	if h := t.Hint(); len(h) == 1 && h[0] >= 0 || t.HasValue() && th.Stager == nil {
		return nil
	}
	return t
}

// position is one bound or index; other for None.
func position(th *object.Thread, v object.Value, other int) int {
	switch k := object.NativeOf(v).(type) {
	case nil:
		return other
	case int:
		return k
	case *tensor.Tensor:
		if d := k.DType(); k.Rank() == 0 && (d == tensor.Int16 || d == tensor.Int32 || d == tensor.Int64) {
			if k.HasValue() {
				return toInt(th, k)
			}
			if h := k.Hint(); len(h) == 1 && h[0] >= 0 {
				return h[0]
			}
			tensor.Throw(&tensor.Untraceable{Op: "an index that is computed"})
		}
	case *tensor.Variable:
		if len(k.Shape()) == 0 && k.DType().IsInteger() {
			return int(k.Value().Int(0))
		}
	case *binding.Scalar:
		if k.Array.DType().IsInteger() {
			return k.Int()
		}
	}
	object.Throw(object.TypeErrorf("Only integers, slices (`:`), ellipsis (`...`), tf.newaxis (`None`) and scalar tf.int32/tf.int64 tensors are valid indices, got %s", object.Must(object.Repr(th, v))))
	return 0
}
