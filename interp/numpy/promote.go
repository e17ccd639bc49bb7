package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// operand is one input of a ufunc: its array, and whether NumPy takes it for a
// scalar, whose value rather than dtype counts beside arrays.
type operand struct {
	*tensor.Array
	scalar bool
}

func operandOf(th *object.Thread, v object.Value) operand {
	a := arrayOf(th, v)
	return operand{a, a.Rank() == 0}
}

// kind orders dtypes by family: bool, integers, floats, strings.
func kind(dt tensor.DType) int {
	switch {
	case dt == tensor.Bool:
		return 0
	case dt.IsInteger():
		return 1
	case dt.IsFloat():
		return 2
	}
	return 3
}

// resultType is the common dtype of operands by NumPy's rules before version
// 2 (np.result_type): beside arrays, a scalar of no higher kind only asks for
// a type that holds its value.
func resultType(ops ...operand) tensor.DType {
	arrays, scalars := -1, -1
	for _, o := range ops {
		if o.scalar {
			scalars = max(scalars, kind(o.DType()))
		} else {
			arrays = max(arrays, kind(o.DType()))
		}
	}
	byValue := arrays >= 0 && scalars >= 0 && scalars <= arrays
	out := tensor.Invalid
	for _, o := range ops {
		if !o.scalar || !byValue {
			out = binding.Promote(out, o.DType())
		}
	}
	if byValue {
		for _, o := range ops {
			if o.scalar && !fitsIn(o.Array, out) {
				out = binding.Promote(out, minType(o.Array, out))
			}
		}
	}
	return out
}

// fitsIn reports whether a scalar's value can be held by dt without changing
// its kind.
func fitsIn(a *tensor.Array, dt tensor.DType) bool {
	if kind(a.DType()) > kind(dt) {
		return false
	}
	if a.DType() == tensor.Bool || dt.IsFloat() && !a.DType().IsFloat() {
		return dt.IsFloat() && dt.Size() > 2 || a.DType() == tensor.Bool || math.Abs(a.Float(0)) <= 2048
	}
	if dt.IsFloat() {
		v := math.Abs(a.Float(0))
		return dt == tensor.Float64 || dt == tensor.Float32 && !(v > math.MaxFloat32 && !math.IsInf(v, 0)) || v < 65000 || v != v || math.IsInf(v, 0)
	}
	lo, hi, ok := binding.Limits(dt)
	if !ok {
		return false
	}
	if a.DType() == tensor.Uint64 && a.Int(0) < 0 {
		return dt == tensor.Uint64
	}
	v := int(a.Int(0))
	l, _ := lo.(int)
	h, isInt := hi.(int)
	return v >= l && (!isInt || v <= h)
}

// minType is the smallest dtype that holds a scalar's value (np.min_scalar_type),
// signed where it goes together with a signed type.
func minType(a *tensor.Array, beside tensor.DType) tensor.DType {
	dt := a.DType()
	switch {
	case dt.IsFloat():
		for _, c := range []tensor.DType{tensor.Float16, tensor.Float32} {
			if fitsIn(a, c) {
				return c
			}
		}
		return tensor.Float64
	case dt.IsInteger():
		list := []tensor.DType{tensor.Uint8, tensor.Uint16, tensor.Uint32, tensor.Uint64}
		if a.Int(0) < 0 && dt != tensor.Uint64 || beside.IsInteger() && !beside.IsUnsigned() {
			list = []tensor.DType{tensor.Int8, tensor.Int16, tensor.Int32, tensor.Int64}
		}
		for _, c := range list {
			if fitsIn(a, c) {
				return c
			}
		}
	}
	return dt
}

// floatType is the dtype in which a floating point ufunc works on dt.
func floatType(dt tensor.DType) tensor.DType {
	switch dt {
	case tensor.Bool, tensor.Int8, tensor.Uint8:
		return tensor.Float16
	case tensor.Int16, tensor.Uint16:
		return tensor.Float32
	case tensor.Int32, tensor.Uint32, tensor.Int64, tensor.Uint64:
		return tensor.Float64
	}
	return dt
}

// broadcastError is NumPy's for shapes that do not fit.
func broadcastError(a, b []int) error {
	return object.ValueErrorf("operands could not be broadcast together with shapes %s %s ", shapeText(a), shapeText(b))
}

// shapeText is a shape without spaces, as NumPy's messages have it.
func shapeText(s []int) string {
	out := []byte(tensor.ShapeString(s))
	k := 0
	for _, c := range out {
		if c != ' ' {
			out[k] = c
			k++
		}
	}
	return string(out[:k])
}
