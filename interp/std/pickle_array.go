package std

import (
	"kerash/interp/object"
)

// arrayInMaking is an array of NumPy before it has its content.
type arrayInMaking struct{}

var arrayInMakingClass = &object.Class{Name: "ndarray", Module: "numpy", Final: true}

// PyClass is the class of such arrays.
func (*arrayInMaking) PyClass() *object.Class { return arrayInMakingClass }

// Rebuilt makes the array of (version, shape, dtype, fortran order, bytes).
func (*arrayInMaking) Rebuilt(th *object.Thread, state object.Value) (object.Value, error) {
	t, ok := state.(*object.Tuple)
	if !ok || len(t.Elems) != 5 {
		return nil, object.NewError(unpickleError, "the state of an array is expected")
	}
	order := "C"
	if t.Elems[3] == true {
		order = "F"
	}
	return arrayOf(th, t.Elems[4], t.Elems[2], t.Elems[1], order)
}

// arrayOf makes an array of its bytes.
func arrayOf(th *object.Thread, data, dtype, shape object.Value, order string) (object.Value, error) {
	var v object.Value
	var err error
	if l, ok := data.(*object.List); ok {
		v, err = objectsOf(th, l.Elems, dtype)
	} else {
		v, err = arrayOfBytes(th, data, dtype)
	}
	if err != nil {
		return nil, err
	}
	v, err = object.CallMethodOf(th, v, "reshape", object.Args{Pos: []object.Value{shape}, Kw: []object.Kwarg{{Name: "order", Value: order}}})
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, v, "copy", object.Args{})
}

// arrayOfBytes is the flat array of the bytes of its elements.
func arrayOfBytes(th *object.Thread, data, dtype object.Value) (object.Value, error) {
	if raw, ok := object.AsBytes(data); ok && raw == "" {
		fn, err := globalNamed(th, "numpy", "empty")
		if err != nil {
			return nil, err
		}
		return object.CallFn(th, fn, 0, dtype)
	}
	fn, err := globalNamed(th, "numpy", "frombuffer")
	if err != nil {
		return nil, err
	}
	return object.CallFn(th, fn, data, dtype)
}

// arrayData is the elements of an array: their bytes, or a list of Python's
// objects.
func arrayData(th *object.Thread, v, dtype object.Value) (object.Value, error) {
	objects, err := object.GetAttr(th, dtype, "hasobject")
	if err != nil {
		return nil, err
	}
	if objects != true {
		return object.CallMethodOf(th, v, "tobytes", object.Args{})
	}
	flat, err := object.CallMethodOf(th, v, "ravel", object.Args{})
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, flat, "tolist", object.Args{})
}

// objectsOf is an array of a list of Python's objects.
func objectsOf(th *object.Thread, elems []object.Value, dtype object.Value) (object.Value, error) {
	fn, err := globalNamed(th, "numpy", "empty")
	if err != nil {
		return nil, err
	}
	v, err := object.CallFn(th, fn, len(elems), dtype)
	if err != nil {
		return nil, err
	}
	for i, e := range elems {
		if err := object.SetIndex(th, v, i, e); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// multiarray is the module that NumPy's pickles name.
const multiarray = "numpy.core.multiarray"

// reconstruct and rebuildScalar are the functions by which NumPy's pickles make
// arrays and scalars again.
var (
	reconstruct   = &object.Builtin{Name: "_reconstruct", Sig: "_reconstruct(subtype, shape, dtype, /)", Doc: "An array before it has its content.", Module: multiarray}
	rebuildScalar = &object.Builtin{Name: "scalar", Sig: "scalar(dtype, obj, /)", Doc: "A scalar of its bytes.", Module: multiarray}
)

func init() {
	reconstruct.Fn = func(th *object.Thread, a *object.Bound) (object.Value, error) { return &arrayInMaking{}, nil }
	rebuildScalar.Fn = func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v, err := arrayOf(th, a.At(1), a.At(0), object.NewTuple(1), "C")
		if err != nil {
			return nil, err
		}
		return object.Index(th, v, 0)
	}
}
