package kernel

// Bits32 and Bits64 are the element types that copies work on.
type (
	// Bits32 are the four-byte element types.
	Bits32 interface{ ~float32 | ~int32 | ~uint32 }
	// Bits64 are the eight-byte element types.
	Bits64 interface{ ~float64 | ~int64 | ~uint64 }
	// Elem is any element type that Permute and the row copies accept.
	Elem interface {
		Bits32 | Bits64 | ~bool | ~int8 | ~uint8 | ~int16 | ~uint16 | ~complex64 | ~complex128 | ~string
	}
)

const (
	transposeTile  = 16
	transposeBlock = 64
)

// Transpose2D computes dst = srcᵀ for src of m x n.
func Transpose2D[T Elem](dst, src []T, m, n int) {
	if m == 1 || n == 1 {
		copy(dst[:m*n], src[:m*n])
		return
	}
	dst, src = dst[:m*n], src[:m*n]
	if d, ok := any(dst).([]float32); ok {
		transpose32(d, any(src).([]float32), m, n)
		return
	}
	if m*n <= ewBlockLight {
		transposeRows(dst, src, m, n, 0, m)
		return
	}
	Parallel(m, max(transposeTile, ewBlockLight/n/transposeTile*transposeTile), func(lo, hi int) { transposeRows(dst, src, m, n, lo, hi) })
}

// transpose32 transposes tile by tile with the kernels for it.
func transpose32(dst, src []float32, m, n int) {
	j := getJob(func(j *job, lo, hi int) {
		m, n := j.n[0], j.n[1]
		for c := 0; c < n; c += transposeBlock {
			for i := lo; i < hi; i += transposeBlock {
				j.k.transpose(j.s[0][c*m+i:], j.s[1][i*n+c:], m, n, min(transposeBlock, hi-i), min(transposeBlock, n-c))
			}
		}
	})
	j.s[0], j.s[1], j.n[0], j.n[1] = dst, src, m, n
	j.run(m, max(transposeBlock, ewBlockLight/n/transposeBlock*transposeBlock))
}

// goTranspose transposes m x n elements in rows of lds to rows of ldd.
func goTranspose(dst, src []float32, ldd, lds, m, n int) {
	for j := range n {
		at := j
		d := dst[j*ldd:][:m]
		for i := range d {
			d[i] = src[at]
			at += lds
		}
	}
}

// transposeRows moves rows [r0,r1) of src to columns of dst.
func transposeRows[T Elem](dst, src []T, m, n, r0, r1 int) {
	for i0 := r0; i0 < r1; i0 += transposeTile {
		i1 := min(i0+transposeTile, r1)
		for j0 := 0; j0 < n; j0 += transposeTile {
			j1 := min(j0+transposeTile, n)
			for j := j0; j < j1; j++ {
				d := dst[j*m+i0 : j*m+i1]
				at := i0*n + j
				for i := range d {
					d[i] = src[at]
					at += n
				}
			}
		}
	}
}

// Permute computes dst = transpose(src, perm): axis i of dst is axis perm[i]
// of src, whose sizes are shape. dst and src must not overlap.
func Permute[T Elem](dst, src []T, shape, perm []int) {
	var sh, st [16]int
	total := 1
	for _, d := range shape {
		total *= d
	}
	if total == 0 {
		return
	}
	r := mergeAxes(shape, perm, &sh, &st)
	if r == 2 && st[0] == 1 && total > 1 {
		Transpose2D(dst, src, sh[1], sh[0])
		return
	}
	if r == 3 && st[1] == 1 && st[2] == sh[1] && st[0] == sh[1]*sh[2] {
		for b := 0; b < sh[0]; b++ {
			Transpose2D(dst[b*st[0]:][:st[0]], src[b*st[0]:][:st[0]], sh[2], sh[1])
		}
		return
	}
	permuteWalk(dst, src, sh[:r], st[:r])
}

// mergeAxes writes the sizes of dst and the strides in src of its axes, with
// axes of size 1 dropped and neighbours that stay neighbours merged, and
// returns how many are left.
func mergeAxes(shape, perm []int, sh, st *[16]int) int {
	var stride [16]int
	s := 1
	for i := len(shape) - 1; i >= 0; i-- {
		stride[i] = s
		s *= shape[i]
	}
	r := 0
	for _, a := range perm {
		d, t := shape[a], stride[a]
		if d == 1 {
			continue
		}
		if r > 0 && st[r-1] == d*t {
			sh[r-1] *= d
			st[r-1] = t
			continue
		}
		sh[r], st[r] = d, t
		r++
	}
	return r
}

// permuteWalk copies in the order of dst with an odometer over all but the
// last axis.
func permuteWalk[T Elem](dst, src []T, sh, st []int) {
	if len(sh) == 0 {
		dst[0] = src[0]
		return
	}
	last := len(sh) - 1
	n, step := sh[last], st[last]
	var idx [16]int
	at := 0
	for out := 0; ; out += n {
		d := dst[out : out+n]
		if step == 1 {
			copy(d, src[at:at+n])
		} else {
			p := at
			for i := range d {
				d[i] = src[p]
				p += step
			}
		}
		a := last - 1
		for ; a >= 0; a-- {
			idx[a]++
			at += st[a]
			if idx[a] < sh[a] {
				break
			}
			at -= st[a] * sh[a]
			idx[a] = 0
		}
		if a < 0 {
			return
		}
	}
}
