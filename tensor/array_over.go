package tensor

import "unsafe"

// ArrayOver is an array whose elements are the bytes of mem themselves, which
// nobody may take away from under it; nil where they cannot be, because Go
// holds elements of the dtype otherwise or mem lies askew for them.
func ArrayOver(dt DType, mem []byte, shape ...int) *Array {
	n := NumElements(shape)
	if n == 0 || uintptr(unsafe.Pointer(&mem[0]))%uintptr(min(dt.Size(), 8)) != 0 {
		return nil
	}
	a := &Array{dtype: dt, shape: append([]int{}, shape...)}
	switch dt {
	case Float32:
		a.buf = elementsOver[float32](mem, n)
	case Float64:
		a.buf = elementsOver[float64](mem, n)
	case Int8:
		a.buf = elementsOver[int8](mem, n)
	case Int16:
		a.buf = elementsOver[int16](mem, n)
	case Int32:
		a.buf = elementsOver[int32](mem, n)
	case Int64:
		a.buf = elementsOver[int64](mem, n)
	case Uint8:
		a.buf = mem[:n:n]
	case Uint16:
		a.buf = elementsOver[uint16](mem, n)
	case Uint32:
		a.buf = elementsOver[uint32](mem, n)
	case Uint64:
		a.buf = elementsOver[uint64](mem, n)
	default:
		return nil
	}
	return a
}

func elementsOver[T any](mem []byte, n int) []T {
	return unsafe.Slice((*T)(unsafe.Pointer(&mem[0])), n)
}

// Source is what the elements of the array, or of what it is a view of, were
// taken from: it belongs to the package that set it.
func (a *Array) Source() any {
	if a.base != nil {
		a = a.base
	}
	return a.source
}

// SetSource says what the elements of an array of its own were taken from.
func (a *Array) SetSource(source any) { a.source = source }
