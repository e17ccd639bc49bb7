package pickle

import (
	"encoding/binary"
	"strings"

	"kerash/model/format/plain"
)

// global pushes a function or class by name: only those that arrays are made
// with.
func (r *reader) global(module, name string) error {
	path := strings.Replace(module+"."+name, "numpy._core.", "numpy.core.", 1)
	switch path {
	case "numpy.core.multiarray._reconstruct", "numpy.core.numeric._frombuffer", "numpy.ndarray", "numpy.dtype", "_codecs.encode":
		r.push(global(path))
		return nil
	}
	return bad("the pickle asks for %s.%s, and kerash runs nothing of a pickle", module, name)
}

// call makes what a function of [reader.global] makes.
func (r *reader) call(f any, args Tuple) error {
	switch f {
	case global("numpy.core.multiarray._reconstruct"):
		r.push(&Array{})
		return nil
	case global("numpy.core.numeric._frombuffer"): // (data, dtype, shape, order)
		if len(args) == 4 {
			a := &Array{}
			r.push(a)
			return a.build(Tuple{1, args[2], args[1], args[3] == "F", args[0]})
		}
	case global("numpy.dtype"):
		if text, ok := first(args).(string); ok {
			r.push(&dtype{text})
			return nil
		}
	case global("_codecs.encode"): // bytes as Latin-1 text
		if text, ok := first(args).(string); ok {
			raw := make([]byte, 0, len(text))
			for _, c := range text {
				raw = append(raw, byte(c))
			}
			r.push(string(raw))
			return nil
		}
	}
	return bad("the pickle calls what kerash does not run")
}

func first(t Tuple) any {
	if len(t) == 0 {
		return nil
	}
	return t[0]
}

// build sets the state of an array or dtype.
func (r *reader) build(v any, state Tuple) error {
	switch v := v.(type) {
	case *dtype:
		if len(state) > 1 && state[1] == ">" {
			v.text = ">" + v.text
		}
		return nil
	case *Array:
		if len(state) == 5 {
			return v.build(state)
		}
	}
	return bad("the pickle has a state that kerash does not read")
}

// build takes the state (version, shape, dtype, is Fortran, data).
func (a *Array) build(state Tuple) error {
	shape, ok := state[1].(Tuple)
	dt, isType := state[2].(*dtype)
	if !ok || !isType {
		return bad("the pickle has an array without a shape or dtype")
	}
	for _, d := range shape {
		n, ok := d.(int)
		if !ok || n < 0 {
			return bad("the pickle has an array with a wrong shape")
		}
		a.Shape = append(a.Shape, n)
	}
	if state[3] == true && len(shape) > 1 {
		return bad("arrays in the order of Fortran are not read")
	}
	a.DType = strings.TrimLeft(dt.text, "<|=")
	if l, ok := state[4].(*List); ok {
		a.DType, a.Objects = "O", l.Elems
		return nil
	}
	a.Data, ok = state[4].(string)
	if !ok {
		return bad("the pickle has an array without data")
	}
	return nil
}

// kinds are NumPy's names of dtypes.
var kinds = map[string]plain.DType{"u1": plain.Uint8, "i1": plain.Int8, "b1": plain.Bool, "i4": plain.Int32, "i8": plain.Int64, "f4": plain.Float32, "f8": plain.Float64}

// Numbers is an array of numbers.
func (a *Array) Numbers() (plain.Array, error) {
	name, big := strings.CutPrefix(a.DType, ">")
	kind, known := kinds[name]
	if !known {
		return plain.Array{}, bad("arrays of dtype %s are not read from pickles", a.DType)
	}
	order := binary.ByteOrder(binary.LittleEndian)
	if big {
		order = binary.BigEndian
	}
	n, ok := plain.Count(a.Shape)
	if !ok {
		return plain.Array{}, bad("the pickle claims the shape %s", plain.ShapeString(a.Shape))
	}
	data, err := plain.Decode(strings.NewReader(a.Data), kind, n, order)
	if err != nil {
		return plain.Array{}, err
	}
	return plain.Array{DType: kind, Shape: a.Shape, Data: data}, nil
}
