package plain

import (
	"fmt"
	"math"
	"strings"
)

// Array is an array in row-major order. Data is a slice of the Go type that
// goes with DType, with as many elements as Shape says; a scalar has an empty
// Shape and one element.
type Array struct {
	DType DType
	Shape []int
	Data  any
}

// Of makes an array around data, without copying. The dtype follows from the
// slice's type ([]uint16 is uint16; set DType for half precision). It panics
// for a type that is no array data, or when shape and length disagree: both
// are mistakes of the calling code.
func Of(data any, shape ...int) Array {
	dt, n := describe(data)
	if dt == "" {
		panic(fmt.Sprintf("plain: %T is no array data", data))
	}
	if c, ok := Count(shape); !ok || c != n {
		panic(fmt.Sprintf("plain: %d elements for shape %v", n, shape))
	}
	return Array{DType: dt, Shape: shape, Data: data}
}

// describe gives the dtype and length of a data slice, "" for other values.
func describe(data any) (DType, int) {
	switch d := data.(type) {
	case []bool:
		return Bool, len(d)
	case []int8:
		return Int8, len(d)
	case []int16:
		return Int16, len(d)
	case []int32:
		return Int32, len(d)
	case []int64:
		return Int64, len(d)
	case []uint8:
		return Uint8, len(d)
	case []uint16:
		return Uint16, len(d)
	case []uint32:
		return Uint32, len(d)
	case []uint64:
		return Uint64, len(d)
	case []float32:
		return Float32, len(d)
	case []float64:
		return Float64, len(d)
	case []complex64:
		return Complex64, len(d)
	case []complex128:
		return Complex128, len(d)
	case []string:
		return String, len(d)
	}
	return "", 0
}

// Check reports a mismatch between an array's dtype, shape and data.
func (a Array) Check() error {
	dt, n := describe(a.Data)
	half := dt == Uint16 && (a.DType == Float16 || a.DType == BFloat16)
	raw := dt == String && a.DType == Bytes
	if dt == "" || dt != a.DType && !half && !raw {
		return Errorf("TypeError", "array of dtype %s holds %T", a.DType, a.Data)
	}
	if c, ok := Count(a.Shape); !ok || c != n {
		return Errorf("ValueError", "cannot reshape array of size %d into shape %s", n, ShapeString(a.Shape))
	}
	return nil
}

// Len is the number of elements.
func (a Array) Len() int {
	_, n := describe(a.Data)
	return n
}

// Count multiplies the axes of shape; ok is false for a negative axis or a
// product that no array of this machine can have.
func Count(shape []int) (n int, ok bool) {
	n = 1
	for _, d := range shape {
		if d < 0 {
			return 0, false
		}
		if d == 0 {
			return 0, true
		}
		if n > math.MaxInt/16/d {
			return 0, false
		}
		n *= d
	}
	return n, true
}

// ShapeString writes a shape as Python writes a tuple.
func ShapeString(shape []int) string {
	if len(shape) == 1 {
		return fmt.Sprintf("(%d,)", shape[0])
	}
	parts := make([]string, len(shape))
	for i, d := range shape {
		parts[i] = fmt.Sprint(d)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

type number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

func convert[To, From number](in []From) []To {
	out := make([]To, len(in))
	for i, v := range in {
		out[i] = To(v)
	}
	return out
}

func numbers[To number](a Array) ([]To, error) {
	switch d := a.Data.(type) {
	case []To:
		return d, nil
	case []bool:
		out := make([]To, len(d))
		for i, v := range d {
			if v {
				out[i] = 1
			}
		}
		return out, nil
	case []int8:
		return convert[To](d), nil
	case []int16:
		return convert[To](d), nil
	case []int32:
		return convert[To](d), nil
	case []int64:
		return convert[To](d), nil
	case []uint8:
		return convert[To](d), nil
	case []uint32:
		return convert[To](d), nil
	case []uint64:
		return convert[To](d), nil
	case []float32:
		return convert[To](d), nil
	case []float64:
		return convert[To](d), nil
	case []uint16:
		half := HalfToFloat
		switch a.DType {
		case Uint16:
			return convert[To](d), nil
		case BFloat16:
			half = BFloatToFloat
		}
		out := make([]To, len(d))
		for i, v := range d {
			out[i] = To(half(v))
		}
		return out, nil
	}
	return nil, Errorf("TypeError", "cannot read an array of dtype %s as numbers", a.DType)
}

// Float32s gives the elements as float32: the array's own data where it has
// that type, a converted copy otherwise. Strings and complex numbers fail.
func (a Array) Float32s() ([]float32, error) { return numbers[float32](a) }

// Float64s is [Array.Float32s] for float64.
func (a Array) Float64s() ([]float64, error) { return numbers[float64](a) }

// Int64s is [Array.Float32s] for int64; fractions are cut off.
func (a Array) Int64s() ([]int64, error) { return numbers[int64](a) }

// Strings gives the elements of an array of strings.
func (a Array) Strings() ([]string, error) {
	if d, ok := a.Data.([]string); ok {
		return d, nil
	}
	return nil, Errorf("TypeError", "cannot read an array of dtype %s as strings", a.DType)
}
