package tensor

import (
	le "encoding/binary"
	"math"
)

// Bytes is the elements of a numeric array in row-major order, little-endian,
// in the size that the dtype has in a file.
func (a *Array) Bytes() []byte {
	a = a.Contiguous()
	if a.dtype == Float16 || a.dtype == BFloat16 {
		bits := make([]uint16, a.Size())
		for i, v := range a.F32() {
			bits[i] = halfBits(a.dtype, v)
		}
		return binaryBytes(bits)
	}
	switch b := a.buf.(type) {
	case []float32:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []float64:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []bool:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []uint8:
		return append([]byte{}, b[a.offset:a.offset+a.Size()]...)
	case []int8:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []int16:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []uint16:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []int32:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []uint32:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []int64:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []uint64:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []complex64:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	case []complex128:
		return binaryBytes(b[a.offset : a.offset+a.Size()])
	}
	Throwf("TypeError", "elements of dtype %s have no bytes", a.dtype)
	return nil
}

func binaryBytes(data any) []byte {
	out, err := le.Append(nil, le.LittleEndian, data)
	Check(err)
	return out
}

// ArrayOfBytes is the inverse of [Array.Bytes]: as many elements as data has
// room for, under the given shape.
func ArrayOfBytes(dt DType, data []byte, shape ...int) *Array {
	a := NewArray(dt, shape...)
	if dt == Float16 || dt == BFloat16 {
		for i := range a.F32() {
			a.F32()[i] = halfValue(dt, le.LittleEndian.Uint16(data[2*i:]))
		}
		return a
	}
	_, err := le.Decode(data, le.LittleEndian, a.buf)
	Check(err)
	return a
}

// halfBits is the 16 bits of a value that the dtype can hold.
func halfBits(dt DType, v float32) uint16 {
	b := math.Float32bits(v)
	if dt == BFloat16 {
		return uint16(b >> 16)
	}
	sign, exp, frac := uint16(b>>16&0x8000), int(b>>23&0xff)-127, b&0x7fffff
	switch {
	case exp == 128:
		if frac != 0 {
			return sign | 0x7e00
		}
		return sign | 0x7c00
	case exp < -24:
		return sign
	case exp < -14:
		return sign | uint16((frac|0x800000)>>(-exp-1))
	}
	return sign | uint16(exp+15)<<10 | uint16(frac>>13)
}

func halfValue(dt DType, b uint16) float32 {
	if dt == BFloat16 {
		return math.Float32frombits(uint32(b) << 16)
	}
	sign, exp, frac := 1.0, int(b>>10&31), float64(b&0x3ff)
	if b&0x8000 != 0 {
		sign = -1
	}
	switch exp {
	case 0:
		return float32(sign * frac * 0x1p-24)
	case 31:
		if frac != 0 {
			return float32(math.NaN())
		}
		return float32(math.Inf(int(sign)))
	}
	return float32(sign * (1 + frac/1024) * math.Ldexp(1, exp-15))
}

func init() {
	opBitcast = &Op{
		Name: "Bitcast",
		Infer: func(c *Call) []Spec {
			from, to, shape := c.In[0].DType, c.Attr.(DType), c.In[0].Shape
			switch {
			case from.Size() > to.Size():
				shape = append(append([]int{}, shape...), from.Size()/to.Size())
			case from.Size() < to.Size():
				k := to.Size() / from.Size()
				if len(shape) == 0 || shape[len(shape)-1] != k {
					throwRun("Bitcast", "Cannot bitcast from %s to %s", from.RuntimeName(), to.RuntimeName())
				}
				shape = shape[:len(shape)-1]
			}
			return []Spec{{to, shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].CopyFrom(ArrayOfBytes(out[0].dtype, in[0].Bytes(), out[0].shape...))
		},
	}
}

// Bitcast reads the bits of x as elements of another dtype. When the sizes
// differ, the last axis is the pieces of an element.
func (s *Scope) Bitcast(x *Tensor, dt DType) *Tensor { return s.Apply1(opBitcast, dt, x) }
