package kernel

import "sync"

// gemm64Task multiplies rows of a float64 product.
type gemm64Task struct {
	transA, transB bool
	m, n, k        int
	alpha, beta    float64
	a, b, c        []float64
	lda, ldb, ldc  int
}

var gemm64Pool = sync.Pool{New: func() any { return new(gemm64Task) }}

const gemm64Rows = 16

// GemmF64 is Gemm for float64: C = alpha·op(A)·op(B) + beta·C.
func GemmF64(transA, transB bool, m, n, k int, alpha float64, a []float64, lda int, b []float64, ldb int, beta float64, c []float64, ldc int) {
	t := gemm64Pool.Get().(*gemm64Task)
	*t = gemm64Task{transA, transB, m, n, k, alpha, beta, a, b, c, lda, ldb, ldc}
	ParallelTask(m, max(gemm64Rows, 100000/(n*k+1)), t)
	*t = gemm64Task{}
	gemm64Pool.Put(t)
}

// BatchedGemmF64 runs GemmF64 for batch matrices that lie the given strides
// apart.
func BatchedGemmF64(batch int, transA, transB bool, m, n, k int, alpha float64, a []float64, lda, strideA int, b []float64, ldb, strideB int, beta float64, c []float64, ldc, strideC int) {
	for i := 0; i < batch; i++ {
		GemmF64(transA, transB, m, n, k, alpha, a[i*strideA:], lda, b[i*strideB:], ldb, beta, c[i*strideC:], ldc)
	}
}

// Run implements Task over rows of C.
func (t *gemm64Task) Run(_, lo, hi int) {
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
	}
	if t.transB {
		t.dots(lo, hi)
		return
	}
	const kBlock = 128
	for p0 := 0; p0 < t.k; p0 += kBlock {
		for i := lo; i < hi; i++ {
			t.axpys(i, p0, min(p0+kBlock, t.k))
		}
	}
}

func (t *gemm64Task) left(i, p int) float64 {
	if t.transA {
		return t.a[p*t.lda+i]
	}
	return t.a[i*t.lda+p]
}

// axpys adds rows [p0,p1) of B, four at a time, to row i of C.
func (t *gemm64Task) axpys(i, p0, p1 int) {
	row, n := t.c[i*t.ldc:i*t.ldc+t.n], t.n
	p := p0
	for ; p+4 <= p1; p += 4 {
		x0, x1, x2, x3 := t.alpha*t.left(i, p), t.alpha*t.left(i, p+1), t.alpha*t.left(i, p+2), t.alpha*t.left(i, p+3)
		b0, b1, b2, b3 := t.b[p*t.ldb:][:n], t.b[(p+1)*t.ldb:][:n], t.b[(p+2)*t.ldb:][:n], t.b[(p+3)*t.ldb:][:n]
		for j := range row {
			row[j] += x0*b0[j] + x1*b1[j] + (x2*b2[j] + x3*b3[j])
		}
	}
	for ; p < p1; p++ {
		x, b := t.alpha*t.left(i, p), t.b[p*t.ldb:][:n]
		for j := range row {
			row[j] += x * b[j]
		}
	}
}

// dots handles a transposed B: rows of A against rows of B.
func (t *gemm64Task) dots(lo, hi int) {
	for i := lo; i < hi; i++ {
		for j := 0; j < t.n; j++ {
			b := t.b[j*t.ldb:][:t.k]
			var s0, s1, s2, s3 float64
			p := 0
			for ; p+4 <= t.k; p += 4 {
				s0 += t.left(i, p) * b[p]
				s1 += t.left(i, p+1) * b[p+1]
				s2 += t.left(i, p+2) * b[p+2]
				s3 += t.left(i, p+3) * b[p+3]
			}
			for ; p < t.k; p++ {
				s0 += t.left(i, p) * b[p]
			}
			t.c[i*t.ldc+j] += t.alpha * ((s0 + s1) + (s2 + s3))
		}
	}
}
