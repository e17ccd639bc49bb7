package weights

import (
	"math"

	"kerash/model/format/plain"
	"kerash/tensor"
)

// Stored is an array as files hold it. It shares its elements where it can.
func Stored(a *tensor.Array) plain.Array {
	a = a.Contiguous()
	shape := a.Shape()
	switch a.DType() {
	case tensor.Float64:
		return plain.Of(tensor.Data[float64](a), shape...)
	case tensor.Int32:
		return plain.Of(tensor.Data[int32](a), shape...)
	case tensor.Int64:
		return plain.Of(tensor.Data[int64](a), shape...)
	case tensor.Int8:
		return plain.Of(tensor.Data[int8](a), shape...)
	case tensor.Int16:
		return plain.Of(tensor.Data[int16](a), shape...)
	case tensor.Uint8:
		return plain.Of(tensor.Data[uint8](a), shape...)
	case tensor.Uint16:
		return plain.Of(tensor.Data[uint16](a), shape...)
	case tensor.Uint32:
		return plain.Of(tensor.Data[uint32](a), shape...)
	case tensor.Uint64:
		return plain.Of(tensor.Data[uint64](a), shape...)
	case tensor.Bool:
		return plain.Of(tensor.Data[bool](a), shape...)
	case tensor.String:
		return plain.Of(tensor.Data[string](a), shape...)
	case tensor.Float16, tensor.BFloat16:
		return half(a)
	}
	return plain.Of(tensor.Data[float32](a), shape...)
}

// half is the bits of values that are held as float32 but fit 16 bits.
func half(a *tensor.Array) plain.Array {
	bits := make([]uint16, a.Size())
	for i, v := range a.F32() {
		if a.DType() == tensor.BFloat16 {
			bits[i] = uint16(math.Float32bits(v) >> 16)
		} else {
			bits[i] = plain.FloatToHalf(v)
		}
	}
	dt := plain.Float16
	if a.DType() == tensor.BFloat16 {
		dt = plain.BFloat16
	}
	return plain.Array{DType: dt, Shape: a.Shape(), Data: bits}
}

// Loaded is a stored array as a tensor's value. It throws for dtypes that
// tensors do not have.
func Loaded(p plain.Array) *tensor.Array {
	switch d := p.Data.(type) {
	case []float32:
		return tensor.FromSlice(d, p.Shape...)
	case []float64:
		return tensor.FromSlice(d, p.Shape...)
	case []int32:
		return tensor.FromSlice(d, p.Shape...)
	case []int64:
		return tensor.FromSlice(d, p.Shape...)
	case []int8:
		return tensor.FromSlice(d, p.Shape...)
	case []int16:
		return tensor.FromSlice(d, p.Shape...)
	case []uint8:
		return tensor.FromSlice(d, p.Shape...)
	case []uint32:
		return tensor.FromSlice(d, p.Shape...)
	case []uint64:
		return tensor.FromSlice(d, p.Shape...)
	case []bool:
		return tensor.FromSlice(d, p.Shape...)
	case []string:
		a := tensor.FromSlice(d, p.Shape...)
		if p.DType == plain.Bytes {
			return a.AsBytes()
		}
		return a
	case []uint16:
		if p.DType == plain.Uint16 {
			return tensor.FromSlice(d, p.Shape...)
		}
		f, err := p.Float32s()
		tensor.Check(err)
		dt := tensor.Float16
		if p.DType == plain.BFloat16 {
			dt = tensor.BFloat16
		}
		return tensor.FromSlice(f, p.Shape...).Cast(dt)
	}
	tensor.Throwf("TypeError", "cannot load an array of dtype %s", p.DType)
	return nil
}
