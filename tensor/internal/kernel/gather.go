package kernel

// Index is the type of row numbers.
type Index interface{ ~int32 | ~int64 }

// GatherRows computes dst[i,:] = src[idx[i],:] for rows of n elements. A row
// number outside of src makes it stop and return false with the place of the
// number in idx.
func GatherRows[T Elem, I Index](dst, src []T, idx []I, n int) (bad int, ok bool) {
	rows := 0
	if n > 0 {
		rows = len(src) / n
	}
	for i, r := range idx {
		if r < 0 || int(r) >= rows && n > 0 {
			return i, false
		}
		copy(dst[i*n:(i+1)*n], src[int(r)*n:])
	}
	return 0, true
}

// ScatterAddRows computes dst[idx[i],:] += src[i,:] in the order of idx. A row
// number outside of dst makes it stop and return false with its place.
func ScatterAddRows[I Index](dst, src []float32, idx []I, n int) (bad int, ok bool) {
	rows := 0
	if n > 0 {
		rows = len(dst) / n
	}
	add := kern().binary[OpAdd]
	for i, r := range idx {
		if r < 0 || int(r) >= rows && n > 0 {
			return i, false
		}
		d := dst[int(r)*n : int(r)*n+n]
		add(d, d, src[i*n:(i+1)*n])
	}
	return 0, true
}
