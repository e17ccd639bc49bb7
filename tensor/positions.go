package tensor

// TakePositions is a new array of a shape with the elements at positions in
// a's storage: what indexing by arrays gives.
func (a *Array) TakePositions(positions, shape []int) *Array {
	out := &Array{dtype: a.dtype, shape: shape, buf: makeBuf(a.dtype, len(positions)), bytes: a.bytes, width: a.width}
	switch src := a.buf.(type) {
	case []float32:
		take(out.buf.([]float32), src, positions)
	case []float64:
		take(out.buf.([]float64), src, positions)
	case []int32:
		take(out.buf.([]int32), src, positions)
	case []int64:
		take(out.buf.([]int64), src, positions)
	case []uint8:
		take(out.buf.([]uint8), src, positions)
	case []bool:
		take(out.buf.([]bool), src, positions)
	case []int8:
		take(out.buf.([]int8), src, positions)
	case []int16:
		take(out.buf.([]int16), src, positions)
	case []uint16:
		take(out.buf.([]uint16), src, positions)
	case []uint32:
		take(out.buf.([]uint32), src, positions)
	case []uint64:
		take(out.buf.([]uint64), src, positions)
	case []complex64:
		take(out.buf.([]complex64), src, positions)
	case []complex128:
		take(out.buf.([]complex128), src, positions)
	case []string:
		take(out.buf.([]string), src, positions)
	}
	return out
}

// TakeRows is a new array of a shape whose rows of n elements begin at places
// in a's storage, counted from first.
func (a *Array) TakeRows(places []int, first, n int, shape []int) *Array {
	out := &Array{dtype: a.dtype, shape: shape, buf: makeBuf(a.dtype, len(places)*n), bytes: a.bytes, width: a.width}
	switch src := a.buf.(type) {
	case []float32:
		takeRows(out.buf.([]float32), src, places, first, n)
	case []float64:
		takeRows(out.buf.([]float64), src, places, first, n)
	case []int32:
		takeRows(out.buf.([]int32), src, places, first, n)
	case []int64:
		takeRows(out.buf.([]int64), src, places, first, n)
	case []uint8:
		takeRows(out.buf.([]uint8), src, places, first, n)
	case []bool:
		takeRows(out.buf.([]bool), src, places, first, n)
	case []int8:
		takeRows(out.buf.([]int8), src, places, first, n)
	case []int16:
		takeRows(out.buf.([]int16), src, places, first, n)
	case []uint16:
		takeRows(out.buf.([]uint16), src, places, first, n)
	case []uint32:
		takeRows(out.buf.([]uint32), src, places, first, n)
	case []uint64:
		takeRows(out.buf.([]uint64), src, places, first, n)
	case []complex64:
		takeRows(out.buf.([]complex64), src, places, first, n)
	case []complex128:
		takeRows(out.buf.([]complex128), src, places, first, n)
	case []string:
		takeRows(out.buf.([]string), src, places, first, n)
	}
	return out
}

func takeRows[T any](dst, src []T, places []int, first, n int) {
	for k, p := range places {
		copy(dst[k*n:(k+1)*n], src[first+p:first+p+n])
	}
}

func take[T any](dst, src []T, positions []int) {
	for i, p := range positions {
		dst[i] = src[p]
	}
}

// PutPositions stores the elements of src, of a's dtype, at positions in a's
// storage, in order: the last one wins where a position comes twice.
func (a *Array) PutPositions(positions []int, src *Array) {
	src = src.Contiguous()
	switch dst := a.buf.(type) {
	case []float32:
		put(dst, Data[float32](src), positions)
	case []float64:
		put(dst, Data[float64](src), positions)
	case []int32:
		put(dst, Data[int32](src), positions)
	case []int64:
		put(dst, Data[int64](src), positions)
	case []uint8:
		put(dst, Data[uint8](src), positions)
	case []bool:
		put(dst, Data[bool](src), positions)
	case []int8:
		put(dst, Data[int8](src), positions)
	case []int16:
		put(dst, Data[int16](src), positions)
	case []uint16:
		put(dst, Data[uint16](src), positions)
	case []uint32:
		put(dst, Data[uint32](src), positions)
	case []uint64:
		put(dst, Data[uint64](src), positions)
	case []complex64:
		put(dst, Data[complex64](src), positions)
	case []complex128:
		put(dst, Data[complex128](src), positions)
	case []string:
		put(dst, Data[string](src), positions)
	}
}

func put[T any](dst, src []T, positions []int) {
	for i, p := range positions {
		dst[p] = src[i]
	}
}

// F64 is Data[float64].
func (a *Array) F64() []float64 { return Data[float64](a) }

// Resize gives the array another shape in place, with elements that are zero
// where it had none.
func (a *Array) Resize(shape []int) {
	old := a.Contiguous().Reshape([]int{a.Size()})
	n := min(a.Size(), NumElements(shape))
	a.shape, a.strides, a.offset, a.pooled = append([]int{}, shape...), nil, 0, false
	a.buf = makeBuf(a.dtype, NumElements(shape))
	a.View([]int{n}, []int{1}, 0).CopyFrom(old.View([]int{n}, []int{1}, old.offset))
}

// SetShape gives the array another shape with as many elements, in place.
func (a *Array) SetShape(shape []int) {
	c := a.Contiguous()
	a.buf, a.offset, a.strides, a.shape = c.buf, c.offset, nil, shape
}
