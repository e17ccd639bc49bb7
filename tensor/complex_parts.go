package tensor

import "unsafe"

// Parts are views of the real and the imaginary parts of a complex array, over
// its storage; ok is false for real arrays.
func (a *Array) Parts() (re, im *Array, ok bool) {
	var buf any
	switch b := a.buf.(type) {
	case []complex64:
		if len(b) == 0 {
			buf = []float32{}
		} else {
			buf = unsafe.Slice((*float32)(unsafe.Pointer(&b[0])), 2*len(b))
		}
	case []complex128:
		if len(b) == 0 {
			buf = []float64{}
		} else {
			buf = unsafe.Slice((*float64)(unsafe.Pointer(&b[0])), 2*len(b))
		}
	default:
		return nil, nil, false
	}
	strides := make([]int, len(a.shape))
	for i, st := range a.Strides() {
		strides[i] = 2 * st
	}
	part := func(first int) *Array {
		return &Array{dtype: a.dtype.Real(), shape: a.shape, strides: strides, offset: 2*a.offset + first, buf: buf}
	}
	return part(0), part(1), true
}
