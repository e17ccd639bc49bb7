package std

import (
	"kerash/interp/object"
)

// reduced says how to make a value again: call fn with args, then give it its
// state and its content.
type reduced struct {
	fn, args, state, items, pairs object.Value
	// newObject marks fn as a class whose __new__ is called.
	newObject bool
}

// reduction says how to make a value again.
func reduction(th *object.Thread, v object.Value) (reduced, error) {
	if inst, ok := v.(*object.Instance); ok {
		if r, done, err := reduceBy(th, inst); done || err != nil {
			return r, err
		}
	}
	cls := object.TypeOf(v)
	refusal := object.TypeErrorf("cannot pickle '%s' object", cls.Name)
	switch x := v.(type) {
	case *object.ByteArray:
		return reduced{fn: object.ByteArrayClass, args: object.NewTuple(object.Bytes(x.Data))}, nil
	case complex128:
		return reduced{fn: object.ComplexClass, args: object.NewTuple(real(x), imag(x))}, nil
	case *object.Range:
		return reduced{fn: object.RangeClass, args: object.NewTuple(x.Start, x.Stop, x.Step)}, nil
	case *object.Slice:
		return reduced{fn: object.SliceClass, args: object.NewTuple(x.Start, x.Stop, x.Step)}, nil
	case *object.Exception:
		r := reduced{fn: cls, args: object.NewTuple(x.Args...)}
		if x.Attrs.Len() > 0 {
			r.state = x.Attrs.ToDict()
		}
		return r, nil
	case *deque:
		var most object.Value
		if x.max >= 0 {
			most = x.max
		}
		return reduced{fn: cls, args: object.NewTuple(object.NewList(x.elems()...), most)}, nil
	case *uuid:
		return reduced{fn: uuidClass, args: object.NewTuple(x.String())}, nil
	case *object.Instance:
		if x.Class.IsSubclass(enumClass) {
			return reduced{fn: x.Class, args: object.NewTuple(enumValue(x))}, nil
		}
		return reduceInstance(th, x)
	}
	for _, name := range []string{"__reduce__", "__reduce_ex__"} {
		if _, ok := cls.Lookup(name); ok {
			args := object.Args{}
			if name == "__reduce_ex__" {
				args = object.Pos(4)
			}
			r, err := object.CallMethodOf(th, v, name, args)
			if err != nil {
				return reduced{}, err
			}
			return reductionOf(th, v, r)
		}
	}
	return reduceArray(th, v, refusal)
}

// reduceBy asks the methods that user code has for it.
func reduceBy(th *object.Thread, inst *object.Instance) (reduced, bool, error) {
	for _, name := range []string{"__reduce_ex__", "__reduce__"} {
		args := object.Args{}
		if name == "__reduce_ex__" {
			args = object.Pos(4)
		}
		if r, ok, err := inst.CallMethod(th, name, args); ok || err != nil {
			if err != nil {
				return reduced{}, true, err
			}
			out, err := reductionOf(th, inst, r)
			return out, true, err
		}
	}
	return reduced{}, false, nil
}

// reductionOf reads the tuple that __reduce__ gives.
func reductionOf(th *object.Thread, v, r object.Value) (reduced, error) {
	if name, ok := r.(string); ok {
		fn, err := globalNamed(th, "__main__", name)
		return reduced{fn: fn, args: object.NewTuple()}, err
	}
	t, ok := r.(*object.Tuple)
	if !ok || len(t.Elems) < 2 || len(t.Elems) > 6 {
		return reduced{}, object.Errorf(picklingError, "__reduce__ must return a string or tuple")
	}
	out := reduced{fn: t.Elems[0], args: t.Elems[1]}
	if len(t.Elems) > 2 {
		out.state = t.Elems[2]
	}
	if len(t.Elems) > 3 && t.Elems[3] != nil {
		elems, err := object.ToSlice(th, t.Elems[3])
		if err != nil {
			return out, err
		}
		out.items = object.NewList(elems...)
	}
	if len(t.Elems) > 4 && t.Elems[4] != nil {
		d := object.NewDict()
		if err := object.DictUpdate(th, d, t.Elems[4]); err != nil {
			return out, err
		}
		out.pairs = d
	}
	return out, nil
}

// reduceInstance is what object.__reduce_ex__ says.
func reduceInstance(th *object.Thread, inst *object.Instance) (reduced, error) {
	if _, isEnum := membersOf(inst.Class); isEnum {
		return reduced{fn: inst.Class, args: object.NewTuple(enumValue(inst))}, nil
	}
	r := reduced{fn: inst.Class, args: object.NewTuple(), newObject: true}
	switch n := inst.Native.(type) {
	case nil:
	case *object.Dict:
		r.pairs = n
		if inst.Class.IsSubclass(defaultDictClass) {
			factory, _ := inst.Attrs.Get("default_factory")
			r.args, r.newObject = object.NewTuple(factory), false
			return r, nil
		}
		if !inst.Class.IsUser() {
			r.newObject = false
		}
	case *object.List:
		r.items = n
	case *object.Tuple:
		r.args = object.NewTuple(n)
		if _, named := inst.Class.Lookup("_fields"); named {
			r.args = n
		}
	case *object.Set:
		r.args, r.newObject = object.NewTuple(object.NewList(n.Elems()...)), false
	case string, int, float64, object.Bytes:
		r.args = object.NewTuple(n)
	default:
		return r, object.TypeErrorf("cannot pickle '%s' object", inst.Class.Name)
	}
	if args, ok, err := inst.CallMethod(th, "__getnewargs__", object.Args{}); err != nil {
		return r, err
	} else if ok {
		r.args = args
	}
	state, ok, err := inst.CallMethod(th, "__getstate__", object.Args{})
	if err != nil {
		return r, err
	}
	if !ok && inst.Attrs.Len() > 0 {
		state = inst.Attrs.ToDict()
	}
	r.state = state
	return r, nil
}

// reduceArray writes arrays and scalars as NumPy does, and tensors by
// their arrays.
func reduceArray(th *object.Thread, v object.Value, refusal error) (reduced, error) {
	if _, ok := object.TypeOf(v).Lookup("numpy"); ok {
		array, err := object.CallMethodOf(th, v, "numpy", object.Args{})
		if err != nil {
			return reduced{}, err
		}
		fn, err := globalNamed(th, "tensorflow", "convert_to_tensor")
		return reduced{fn: fn, args: object.NewTuple(array)}, err
	}
	parts := map[string]object.Value{}
	for _, name := range []string{"dtype", "shape"} {
		x, ok, err := object.FindAttr(th, v, name)
		if err != nil || !ok {
			return reduced{}, refusal
		}
		parts[name] = x
	}
	data, err := arrayData(th, v, parts["dtype"])
	if err != nil {
		return reduced{}, err
	}
	if object.TypeOf(v).Name != "ndarray" {
		return reduced{fn: rebuildScalar, args: object.NewTuple(parts["dtype"], data)}, nil
	}
	cls, err := globalNamed(th, "numpy", "ndarray")
	if err != nil {
		return reduced{}, err
	}
	return reduced{
		fn:    reconstruct,
		args:  object.NewTuple(cls, object.NewTuple(0), object.Bytes("b")),
		state: object.NewTuple(1, parts["shape"], parts["dtype"], false, data),
	}, nil
}
