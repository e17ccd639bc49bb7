package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/tensor"
)

// resultType is the dtype that operands are computed in, by the rules of NumPy
// before version 2: among arrays, a scalar counts with the smallest dtype that
// holds its value, unless it is of a higher kind than the arrays.
func resultType(operands ...*tensor.Array) tensor.DType {
	arrayKind, scalarKind := -1, -1
	for _, a := range operands {
		kind := kindOf(a.DType().Real()) // complex counts as float
		if a.Rank() > 0 {
			arrayKind = max(arrayKind, kind)
		} else {
			scalarKind = max(scalarKind, kind)
		}
	}
	byValue := arrayKind >= 0 && scalarKind >= 0 && scalarKind <= arrayKind
	dt := tensor.Invalid
	if byValue {
		for _, a := range operands {
			if a.Rank() > 0 {
				dt = binding.Promote(dt, a.DType())
			}
		}
	}
	for _, a := range operands {
		switch {
		case !byValue:
			dt = binding.Promote(dt, a.DType())
		case a.Rank() == 0:
			dt = withScalar(dt, a)
		}
	}
	return dt
}

// kindOf orders the families of dtypes: bool, integer, float, complex, text.
func kindOf(dt tensor.DType) int {
	switch {
	case dt == tensor.Bool:
		return 0
	case dt.IsInteger():
		return 1
	case dt.IsFloat():
		return 2
	case dt.IsComplex():
		return 3
	}
	return 4
}

// withScalar is the dtype of arrays of dtype dt together with a scalar of no
// higher kind.
func withScalar(dt tensor.DType, s *tensor.Array) tensor.DType {
	switch {
	case s.DType().IsFloat():
		return binding.Promote(dt, smallestFloat(s.Float(0), s.DType()))
	case s.DType().IsComplex():
		return binding.Promote(dt, smallestComplex(s.Complex(0)))
	case s.DType().IsInteger():
		return binding.Promote(dt, smallestInt(s.Int(0), dt))
	}
	return binding.Promote(dt, s.DType())
}

func smallestFloat(v float64, dt tensor.DType) tensor.DType {
	if dt == tensor.BFloat16 {
		return dt
	}
	abs := math.Abs(v)
	switch {
	case math.IsInf(v, 0) || v != v || abs < 65520:
		return tensor.Float16
	case abs < math.MaxFloat32:
		return tensor.Float32
	}
	return tensor.Float64
}

// smallestComplex is the smallest complex type for z.
func smallestComplex(z complex128) tensor.DType {
	return binding.Promote(smallestFloat(real(z), tensor.Float64), smallestFloat(imag(z), tensor.Float64)).Complex()
}

// smallestInt is the smallest type for v; a positive number goes with signed
// types of its own size.
func smallestInt(v int64, with tensor.DType) tensor.DType {
	signed := []tensor.DType{tensor.Int8, tensor.Int16, tensor.Int32, tensor.Int64}
	unsigned := []tensor.DType{tensor.Uint8, tensor.Uint16, tensor.Uint32, tensor.Uint64}
	if v < 0 || with.IsInteger() && !with.IsUnsigned() {
		for i, dt := range signed {
			if lo := int64(-1) << (8<<i - 1); v >= lo && v <= -lo-1 {
				return dt
			}
		}
		return tensor.Int64
	}
	for i, dt := range unsigned[:3] {
		if v < 1<<(8<<i) {
			return dt
		}
	}
	return tensor.Uint64
}

// floatType is the dtype that functions of real numbers compute integers in.
func floatType(dt tensor.DType) tensor.DType {
	if dt.IsFloat() || dt.IsComplex() {
		return dt
	}
	switch {
	case dt == tensor.Bool || dt.Size() == 1:
		return tensor.Float16
	case dt.Size() == 2:
		return tensor.Float32
	}
	return tensor.Float64
}

// canCast reports whether casting by a rule (no, equiv, safe, same_kind,
// unsafe) is allowed.
func canCast(from, to tensor.DType, rule string) bool {
	switch rule {
	case "no", "equiv":
		return from == to
	case "unsafe":
		return true
	}
	if from == to || binding.Promote(from, to) == to {
		return true
	}
	if rule != "same_kind" {
		return false
	}
	switch kf, kt := kindOf(from), kindOf(to); {
	case kf == 1 && kt == 1:
		return !to.IsUnsigned() || from.IsUnsigned()
	default:
		return kf <= kt && kt < 4
	}
}
