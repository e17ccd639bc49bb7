package kernel

import (
	"sync"
	"unsafe"
)

// Products of float64 go the way of those of float32 (see gemm.go) with fewer
// cases: B is always laid out in panels, A is copied when the copy is read often
// enough, and the last columns of C are computed beside it.

const (
	doubleDepth = 256     // depth of a block of A and B: a panel of B stays in the first cache
	doubleRows  = 72      // about as many rows has a block of A, which stays in the second cache
	doubleThin  = 4       // with fewer rows than this laying out B does not pay
	doubleWork  = 1 << 19 // operations from which on a product is shared by workers
	doubleCopy  = 4       // from so many panels of B on A is copied
)

// gemm64Task multiplies rows of a float64 product.
type gemm64Task struct {
	transA, transB bool
	m, n, k        int
	alpha, beta    float64
	a, b, c        []float64
	lda, ldb, ldc  int

	tiles  *doubleTable
	panels []float64 // B, laid out; nil for few rows
}

var gemm64Pool = sync.Pool{New: func() any { return new(gemm64Task) }}

// GemmF64 is Gemm for float64: C = alpha·op(A)·op(B) + beta·C.
func GemmF64(transA, transB bool, m, n, k int, alpha float64, a []float64, lda int, b []float64, ldb int, beta float64, c []float64, ldc int) {
	if m == 0 || n == 0 {
		return
	}
	if n == 1 && ldb == 1 && !transB { // a column lies as a row does
		transB, ldb = true, k
	}
	t := gemm64Pool.Get().(*gemm64Task)
	*t = gemm64Task{transA: transA, transB: transB, m: m, n: n, k: k, alpha: alpha, beta: beta, a: a, b: b, c: c, lda: lda, ldb: ldb, ldc: ldc}
	t.multiply()
	*t = gemm64Task{}
	gemm64Pool.Put(t)
}

func (t *gemm64Task) multiply() {
	_ = t.c[(t.m-1)*t.ldc+t.n-1] // the kernels do not look
	if t.m < doubleThin || t.n == 1 || t.k == 0 {
		ParallelTask(t.m, max(1, 100000/(t.n*t.k+1)), t)
		return
	}
	_ = t.left(t.m-1, t.k-1)
	t.tiles = &kern().double
	s := getScratch(2 * t.k * roundUp(t.n, t.tiles.cols))
	t.panels = doubles(s)
	t.layOut()
	rows := roundUp(doubleRows, t.tiles.rows)
	if each := (t.m + 2*Threads() - 1) / (2 * Threads()); 2*t.m*t.n*t.k > doubleWork {
		rows = min(rows, roundUp(each, t.tiles.rows))
	} else {
		rows = t.m
	}
	ParallelTask(t.m, rows, t)
	putScratch(s)
}

// doubles is a buffer as float64.
func doubles(s *scratch) []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(&s.buf[0])), len(s.buf)/2)
}

// BatchedGemmF64 runs GemmF64 for batch matrices that lie the given strides
// apart.
func BatchedGemmF64(batch int, transA, transB bool, m, n, k int, alpha float64, a []float64, lda, strideA int, b []float64, ldb, strideB int, beta float64, c []float64, ldc, strideC int) {
	for i := 0; i < batch; i++ {
		GemmF64(transA, transB, m, n, k, alpha, a[i*strideA:], lda, b[i*strideB:], ldb, beta, c[i*strideC:], ldc)
	}
}

// layOut brings B into panels: blocks of depth one after the other, in each its
// panels, in a panel its rows, filled up with zeros.
func (t *gemm64Task) layOut() {
	w := t.tiles.cols
	wide := roundUp(t.n, w)
	panels, blocks := wide/w, (t.k+doubleDepth-1)/doubleDepth
	Parallel(panels*blocks, max(1, packWorkElem/(w*min(t.k, doubleDepth))), func(lo, hi int) {
		for u := lo; u < hi; u++ {
			p0, j0 := u/panels*doubleDepth, u%panels*w
			depth, cols := min(doubleDepth, t.k-p0), min(w, t.n-j0)
			dst := t.panels[p0*wide+j0*depth:][:depth*w]
			if t.transB {
				t.layColumns(dst, p0, depth, j0, cols)
				continue
			}
			for p := range depth {
				row := dst[p*w : (p+1)*w]
				copy(row, t.b[(p0+p)*t.ldb+j0:][:cols])
				clear(row[cols:])
			}
		}
	})
}

// layColumns lays out a panel of a B that is stored by columns.
func (t *gemm64Task) layColumns(dst []float64, p0, depth, j0, cols int) {
	w := t.tiles.cols
	if cols < w {
		clear(dst)
	}
	for j := range cols {
		for p, v := range t.b[(j0+j)*t.ldb+p0:][:depth] {
			dst[p*w+j] = v
		}
	}
}

// Run implements Task over rows of C.
func (t *gemm64Task) Run(_, lo, hi int) {
	if t.panels == nil {
		t.thin(lo, hi)
		return
	}
	t.scaleRows(lo, hi)
	w := t.tiles.cols
	wide := roundUp(t.n, w)
	args := microArgs{segs: 1, tab: &oneSegment, rsB: 8 * w}
	var copied []float64
	if t.n >= doubleCopy*w || t.alpha != 1 {
		s := getScratch(2 * (hi - lo) * min(t.k, doubleDepth))
		defer putScratch(s)
		copied = doubles(s)
	}
	for p0 := 0; p0 < t.k; p0 += doubleDepth {
		args.k = min(doubleDepth, t.k-p0)
		args.flags = 0
		if p0 > 0 || t.beta != 0 {
			args.flags = microAcc
		}
		if copied != nil {
			t.copyRows(copied, lo, hi, p0, args.k)
		}
		for j0 := 0; j0 < t.n; j0 += w {
			args.b = unsafe.Pointer(&t.panels[p0*wide+j0*args.k])
			t.column(&args, copied, lo, hi, p0, j0)
		}
	}
}

// scaleRows multiplies rows of C by beta, which is to be added to.
func (t *gemm64Task) scaleRows(lo, hi int) {
	if t.beta == 0 || t.beta == 1 {
		return
	}
	for i := lo; i < hi; i++ {
		for j := range t.n {
			t.c[i*t.ldc+j] *= t.beta
		}
	}
}

// copyRows copies alpha·op(A) for rows [lo,hi), tile by tile, in each tile one
// column after the other.
func (t *gemm64Task) copyRows(dst []float64, lo, hi, p0, depth int) {
	for i0 := lo; i0 < hi; i0 += t.tiles.rows {
		rows := min(t.tiles.rows, hi-i0)
		part := dst[(i0-lo)*depth:][:rows*depth]
		if t.transA {
			for p := range depth {
				for r, v := range t.a[(p0+p)*t.lda+i0:][:rows] {
					part[p*rows+r] = t.alpha * v
				}
			}
			continue
		}
		for r := range rows {
			for p, v := range t.a[(i0+r)*t.lda+p0:][:depth] {
				part[p*rows+r] = t.alpha * v
			}
		}
	}
}

// column multiplies rows [lo,hi) of A with the panel in args, for the columns of
// C from j0 on.
func (t *gemm64Task) column(args *microArgs, copied []float64, lo, hi, p0, j0 int) {
	w, cols := t.tiles.cols, min(t.tiles.cols, t.n-j0)
	var edge [14 * 16]float64
	for i0 := lo; i0 < hi; i0 += t.tiles.rows {
		args.rows = min(t.tiles.rows, hi-i0)
		switch {
		case copied != nil:
			args.a, args.rsA, args.csA = unsafe.Pointer(&copied[(i0-lo)*args.k]), 8, 8*args.rows
		case t.transA:
			args.a, args.rsA, args.csA = unsafe.Pointer(&t.a[p0*t.lda+i0]), 8, 8*t.lda
		default:
			args.a, args.rsA, args.csA = unsafe.Pointer(&t.a[i0*t.lda+p0]), 8*t.lda, 8
		}
		if cols == w {
			args.c, args.ldc = unsafe.Pointer(&t.c[i0*t.ldc+j0]), 8*t.ldc
			t.tiles.fn[args.rows](args)
			continue
		}
		args.c, args.ldc = unsafe.Pointer(&edge), 8*w
		for r := range args.rows {
			copy(edge[r*w:], t.c[(i0+r)*t.ldc+j0:][:cols])
		}
		t.tiles.fn[args.rows](args)
		for r := range args.rows {
			copy(t.c[(i0+r)*t.ldc+j0:][:cols], edge[r*w:])
		}
	}
}

func (t *gemm64Task) left(i, p int) float64 {
	if t.transA {
		return t.a[p*t.lda+i]
	}
	return t.a[i*t.lda+p]
}

// thin computes rows [lo,hi) of a product with few rows, or with one column.
func (t *gemm64Task) thin(lo, hi int) {
	for i := lo; i < hi; i++ {
		row := t.c[i*t.ldc : i*t.ldc+t.n]
		switch t.beta {
		case 0:
			clear(row)
		case 1:
		default:
			for j := range row {
				row[j] *= t.beta
			}
		}
		if t.transB {
			t.dots(i, row)
		} else {
			t.axpys(i, row)
		}
	}
}

// axpys adds the rows of B, four at a time, to row i of C.
func (t *gemm64Task) axpys(i int, row []float64) {
	n, p := t.n, 0
	for ; p+4 <= t.k; p += 4 {
		x0, x1, x2, x3 := t.alpha*t.left(i, p), t.alpha*t.left(i, p+1), t.alpha*t.left(i, p+2), t.alpha*t.left(i, p+3)
		b0, b1, b2, b3 := t.b[p*t.ldb:][:n], t.b[(p+1)*t.ldb:][:n], t.b[(p+2)*t.ldb:][:n], t.b[(p+3)*t.ldb:][:n]
		for j := range row {
			row[j] += x0*b0[j] + x1*b1[j] + (x2*b2[j] + x3*b3[j])
		}
	}
	for ; p < t.k; p++ {
		x, b := t.alpha*t.left(i, p), t.b[p*t.ldb:][:n]
		for j := range row {
			row[j] += x * b[j]
		}
	}
}

// dots adds row i of A times the rows of B, which is stored by columns.
func (t *gemm64Task) dots(i int, row []float64) {
	for j := range row {
		b := t.b[j*t.ldb:][:t.k]
		var s0, s1, s2, s3 float64
		p := 0
		if !t.transA {
			a := t.a[i*t.lda:][:t.k]
			for ; p+4 <= t.k; p += 4 {
				s0 += a[p] * b[p]
				s1 += a[p+1] * b[p+1]
				s2 += a[p+2] * b[p+2]
				s3 += a[p+3] * b[p+3]
			}
		}
		for ; p < t.k; p++ {
			s0 += t.left(i, p) * b[p]
		}
		row[j] += t.alpha * ((s0 + s1) + (s2 + s3))
	}
}
