package tensor

import "math"

// Float is element i in row-major order as a float64: bool as 0 or 1, of a
// complex number the real part.
func (a *Array) Float(i int) float64 {
	p := a.Position(i)
	switch b := a.buf.(type) {
	case []float32:
		return float64(b[p])
	case []float64:
		return b[p]
	case []uint64:
		return float64(b[p])
	case []complex64:
		return float64(real(b[p]))
	case []complex128:
		return real(b[p])
	case []string:
		return math.NaN()
	}
	return float64(a.Int(i))
}

// Complex is element i in row-major order as a complex number.
func (a *Array) Complex(i int) complex128 {
	switch b := a.buf.(type) {
	case []complex64:
		return complex128(b[a.Position(i)])
	case []complex128:
		return b[a.Position(i)]
	}
	return complex(a.Float(i), 0)
}

// Int is element i in row-major order as an int64, floats truncated.
func (a *Array) Int(i int) int64 {
	p := a.Position(i)
	switch b := a.buf.(type) {
	case []int32:
		return int64(b[p])
	case []int64:
		return b[p]
	case []uint8:
		return int64(b[p])
	case []int8:
		return int64(b[p])
	case []int16:
		return int64(b[p])
	case []uint16:
		return int64(b[p])
	case []uint32:
		return int64(b[p])
	case []uint64:
		return int64(b[p])
	case []bool:
		if b[p] {
			return 1
		}
		return 0
	case []float32:
		return int64(b[p])
	case []float64:
		return int64(b[p])
	case []complex64, []complex128:
		return int64(a.Float(i))
	}
	return 0
}

// Str is element i of a string array.
func (a *Array) Str(i int) string { return a.buf.([]string)[a.Position(i)] }

// Position is where element i of row-major order lies in the storage.
func (a *Array) Position(i int) int {
	if a.strides == nil {
		return a.offset + i
	}
	p := a.offset
	for ax := len(a.shape) - 1; ax >= 0; ax-- {
		d := a.shape[ax]
		p += (i % d) * a.strides[ax]
		i /= d
	}
	return p
}

// Floats copies the elements out as float64.
func (a *Array) Floats() []float64 {
	out := make([]float64, a.Size())
	for i := range out {
		out[i] = a.Float(i)
	}
	return out
}

// Ints copies the elements out as int.
func (a *Array) Ints() []int {
	out := make([]int, a.Size())
	for i := range out {
		out[i] = int(a.Int(i))
	}
	return out
}

// setFloat sets element i of a contiguous floating point array.
func (a *Array) setFloat(i int, v float64) {
	switch d := a.buf.(type) {
	case []float32:
		d[a.offset+i] = float32(v)
	case []float64:
		d[a.offset+i] = v
	}
}

// setInt sets element i of a contiguous integer array.
func (a *Array) setInt(i int, v int64) {
	switch d := a.buf.(type) {
	case []int32:
		d[a.offset+i] = int32(v)
	case []int64:
		d[a.offset+i] = v
	case []uint8:
		d[a.offset+i] = uint8(v)
	case []int8:
		d[a.offset+i] = int8(v)
	case []int16:
		d[a.offset+i] = int16(v)
	case []uint16:
		d[a.offset+i] = uint16(v)
	case []uint32:
		d[a.offset+i] = uint32(v)
	case []uint64:
		d[a.offset+i] = uint64(v)
	}
}

// fillInt sets every element of an integer array.
func (a *Array) fillInt(v int64) {
	for i := range a.Size() {
		a.setInt(i, v)
	}
}
