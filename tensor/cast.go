package tensor

import (
	"math"
	"unsafe"
)

// Cast converts the elements to another dtype: floats to integers truncate,
// numbers to bool compare with zero, complex numbers to
// real types lose the imaginary part, float16 and bfloat16 round to nearest
// even. The array itself comes back when it has the dtype already.
func (a *Array) Cast(dt DType) *Array {
	if a.dtype == dt {
		return a
	}
	src := a.Contiguous()
	out := &Array{dtype: dt, shape: append([]int{}, a.shape...), buf: makeBuf(dt, a.Size())}
	castInto(out, src)
	return out
}

// castInto fills dst, contiguous, from src, contiguous, of the same size.
func castInto(dst, src *Array) {
	switch src.buf.(type) {
	case []float32:
		castFrom(dst, Data[float32](src))
	case []float64:
		castFrom(dst, Data[float64](src))
	case []int32:
		castFrom(dst, Data[int32](src))
	case []int64:
		castFrom(dst, Data[int64](src))
	case []uint8:
		castFrom(dst, Data[uint8](src))
	case []int8:
		castFrom(dst, Data[int8](src))
	case []int16:
		castFrom(dst, Data[int16](src))
	case []uint16:
		castFrom(dst, Data[uint16](src))
	case []uint32:
		castFrom(dst, Data[uint32](src))
	case []uint64:
		castFrom(dst, Data[uint64](src))
	case []bool:
		b := Data[bool](src) // bytes of 0 and 1
		castFrom(dst, unsafe.Slice((*uint8)(unsafe.Pointer(unsafe.SliceData(b))), len(b)))
	case []complex64:
		castComplex(dst, Data[complex64](src))
	case []complex128:
		castComplex(dst, Data[complex128](src))
	default:
		Throwf("UnimplementedError", "Cast %s to %s is not supported", src.dtype, dst.dtype)
	}
}

func castFrom[S Number](dst *Array, s []S) {
	switch dst.buf.(type) {
	case []float32:
		d := Data[float32](dst)
		convert(d, s)
		RoundHalf(dst.dtype, d)
	case []float64:
		convert(Data[float64](dst), s)
	case []int32:
		convertInt(Data[int32](dst), s)
	case []int64:
		convertInt(Data[int64](dst), s)
	case []uint8:
		convertInt(Data[uint8](dst), s)
	case []int8:
		convertInt(Data[int8](dst), s)
	case []int16:
		convertInt(Data[int16](dst), s)
	case []uint16:
		convertInt(Data[uint16](dst), s)
	case []uint32:
		convertInt(Data[uint32](dst), s)
	case []uint64:
		convertInt(Data[uint64](dst), s)
	case []bool:
		for i, d := 0, Data[bool](dst); i < len(s); i++ {
			d[i] = s[i] != 0
		}
	case []complex64:
		for i, d := 0, Data[complex64](dst); i < len(s); i++ {
			d[i] = complex(float32(s[i]), 0)
		}
	case []complex128:
		for i, d := 0, Data[complex128](dst); i < len(s); i++ {
			d[i] = complex(float64(s[i]), 0)
		}
	default:
		Throwf("UnimplementedError", "Cast %s to %s is not supported", dtypeOf[S](), dst.dtype)
	}
}

// castComplex converts complex numbers; real types get the real part.
func castComplex[S ComplexFloat](dst *Array, s []S) {
	switch d := dst.buf.(type) {
	case []complex64:
		for i, v := range s {
			d[dst.offset+i] = complex64(v)
		}
	case []complex128:
		for i, v := range s {
			d[dst.offset+i] = complex128(v)
		}
	case []bool:
		for i, v := range s {
			d[dst.offset+i] = v != 0
		}
	default:
		re := make([]float64, len(s))
		for i, v := range s {
			re[i] = real(complex128(v))
		}
		castFrom(dst, re)
	}
}

func convert[D, S Number](d []D, s []S) {
	for i, v := range s {
		d[i] = D(v)
	}
}

// convertInt goes through int64 so that a negative float wraps in an unsigned
// type as it does in C on x86.
func convertInt[D, S Number](d []D, s []S) {
	var z S
	switch any(z).(type) {
	case float32, float64:
		for i, v := range s {
			d[i] = D(int64(v))
		}
	default:
		convert(d, s)
	}
}

// RoundHalf rounds float32 storage to what dtype float16 or bfloat16 can hold;
// other dtypes are left alone.
func RoundHalf(dt DType, x []float32) {
	switch dt {
	case BFloat16:
		for i, v := range x {
			x[i] = roundBFloat16(v)
		}
	case Float16:
		for i, v := range x {
			x[i] = roundFloat16(v)
		}
	}
}

func roundBFloat16(v float32) float32 {
	if v != v {
		return v
	}
	b := math.Float32bits(v)
	return math.Float32frombits((b + 0x7fff + (b>>16)&1) &^ 0xffff)
}

func roundFloat16(v float32) float32 {
	f := float64(v)
	a := math.Abs(f)
	switch {
	case f != f || math.IsInf(f, 0) || f == 0:
		return v
	case a >= 65520:
		return float32(math.Inf(int(math.Copysign(1, f))))
	case a < 6.103515625e-05: // subnormal: steps of 2^-24
		return float32(math.RoundToEven(f*16777216) / 16777216)
	}
	_, e := math.Frexp(f)
	step := math.Ldexp(1, e-11)
	return float32(math.RoundToEven(f/step) * step)
}
