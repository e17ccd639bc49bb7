package std

import (
	"encoding/binary"
	"strconv"
	"strings"

	"kerash/interp/object"
)

// arrayInMaking is an array of NumPy before it has its content.
type arrayInMaking struct{}

var arrayInMakingClass = &object.Class{Name: "ndarray", Module: "numpy", Final: true}

// PyClass is the class of such arrays.
func (*arrayInMaking) PyClass() *object.Class { return arrayInMakingClass }

// build makes the array of (version, shape, dtype, fortran order, bytes).
func (*arrayInMaking) build(th *object.Thread, state object.Value) (object.Value, error) {
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
	if size, ok := textSize(th, dtype); ok {
		return textArrayOf(th, data, size, shape, order)
	}
	fn, err := globalNamed(th, "numpy", "frombuffer")
	if err != nil {
		return nil, err
	}
	v, err := object.CallFn(th, fn, data, dtype)
	if err != nil {
		return nil, err
	}
	v, err = object.CallMethodOf(th, v, "reshape", object.Args{Pos: []object.Value{shape}, Kw: []object.Kwarg{{Name: "order", Value: order}}})
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, v, "copy", object.Args{})
}

// textSize is how many characters the texts of a dtype have; ok is false for
// others.
func textSize(th *object.Thread, dtype object.Value) (size int, ok bool) {
	v, found, err := object.FindAttr(th, dtype, "str")
	code, isText := v.(string)
	if err != nil || !found || !isText || !strings.HasPrefix(code, "<U") {
		return 0, false
	}
	size, err = strconv.Atoi(code[2:])
	return size, err == nil
}

// textArrayOf makes an array of texts of their characters, of four bytes each.
func textArrayOf(th *object.Thread, data object.Value, size int, shape object.Value, order string) (object.Value, error) {
	raw, _ := object.AsBytes(data)
	texts := object.NewList()
	for ; size > 0 && len(raw) >= 4*size; raw = raw[4*size:] {
		var b strings.Builder
		for i := range size {
			if c := binary.LittleEndian.Uint32([]byte(raw[4*i : 4*i+4])); c != 0 {
				b.WriteRune(rune(c))
			}
		}
		texts.Elems = append(texts.Elems, b.String())
	}
	fn, err := globalNamed(th, "numpy", "array")
	if err != nil {
		return nil, err
	}
	v, err := object.CallFn(th, fn, texts)
	if err != nil {
		return nil, err
	}
	return object.CallMethodOf(th, v, "reshape", object.Args{Pos: []object.Value{shape}, Kw: []object.Kwarg{{Name: "order", Value: order}}})
}

// textData are the characters of an array of texts, of four bytes each.
func textData(th *object.Thread, v object.Value, size int) (object.Value, error) {
	flat, err := object.CallMethodOf(th, v, "ravel", object.Args{})
	if err != nil {
		return nil, err
	}
	texts, err := object.ToSlice(th, flat)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 4*size*len(texts))
	for i, t := range texts {
		s, err := object.Str(th, t)
		if err != nil {
			return nil, err
		}
		for j, c := range []rune(s) {
			binary.LittleEndian.PutUint32(data[4*(i*size+j):], uint32(c))
		}
	}
	return object.Bytes(data), nil
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
