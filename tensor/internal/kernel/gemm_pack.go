package kernel

// packedSize is how many floats k x n elements take in panels.
func packedSize(ks *kernels, k, n int) int { return k * roundUp(n, ks.micro.panel()) }

// packB lays op(B), k x n, out in blocks of depth; a block holds panels one
// after the other, a panel its rows. The last panel is filled up with zeros.
func packB(ks *kernels, dst []float32, trans bool, k, n int, b []float32, ldb int) {
	j := getJob(packPanels)
	j.s[0], j.s[1] = dst, b
	j.n = [10]int{k, n, ldb, blockDepth(k), ks.micro.panel()}
	if trans {
		j.n[5] = 1
	}
	kc := j.n[3]
	panels := (n + j.n[4] - 1) / j.n[4]
	blocks := (k + kc - 1) / kc
	grain := max(1, packWorkElem/(kc*j.n[4]))
	if k*n <= 2*packWorkElem {
		grain = blocks * panels
	}
	j.run(blocks*panels, grain)
}

// packPanels lays out panels [lo,hi), counted block by block.
func packPanels(j *job, lo, hi int) {
	k, n, ldb, kc, w := j.n[0], j.n[1], j.n[2], j.n[3], j.n[4]
	panels := (n + w - 1) / w
	for u := lo; u < hi; u++ {
		p0, j0 := u/panels*kc, u%panels*w
		depth, cols := min(kc, k-p0), min(w, n-j0)
		dst := j.s[0][p0*panels*w+j0*depth:][:depth*w]
		if j.n[5] == 0 {
			j.k.packRows(dst, j.s[1][p0*ldb+j0:], w, cols, depth, ldb)
		} else {
			j.k.packCols(dst, j.s[1][j0*ldb+p0:], w, cols, depth, ldb)
		}
	}
}

// packPanel lays out the part of one panel that begins at (p0, j0) of op(B).
func (t *gemmTask) packPanel(dst []float32, p0, depth, j0, cols int) {
	dst = dst[:depth*t.panel]
	if t.transB {
		t.k.packCols(dst, t.b[j0*t.ldb+p0:], t.panel, cols, depth, t.ldb)
		return
	}
	t.k.packRows(dst, t.b[p0*t.ldb+j0:], t.panel, cols, depth, t.ldb)
}

// goPackRows copies depth rows of cols elements to rows of w.
func goPackRows(dst, b []float32, w, cols, depth, ldb int) {
	for p := 0; p < depth; p++ {
		d := dst[p*w : (p+1)*w]
		copy(d, b[p*ldb:p*ldb+cols])
		clear(d[cols:])
	}
}

// goPackCols is goPackRows for a b that holds columns.
func goPackCols(dst, b []float32, w, cols, depth, ldb int) {
	for c := 0; c < cols; c++ {
		src := b[c*ldb : c*ldb+depth]
		for p, v := range src {
			dst[p*w+c] = v
		}
	}
	for c := cols; c < w; c++ {
		for p := 0; p < depth; p++ {
			dst[p*w+c] = 0
		}
	}
}

// goPackTile copies depth lines of n floats, ld apart, one after the other.
// What follows them in dst may be overwritten, up to copyPad floats.
func goPackTile(dst, src []float32, ld, n, depth int) {
	for p := 0; p < depth; p++ {
		copy(dst[p*n:(p+1)*n], src[p*ld:])
	}
}

// PackedB is the right side of products, laid out for the kernels: for weights
// that are used many times. It is bound to the kernels active when it was made
// and may be shared by goroutines.
type PackedB struct {
	k, n int
	ks   *kernels
	data []float32
}

// PackB lays out op(B) of k x n.
func PackB(transB bool, k, n int, b []float32, ldb int) *PackedB {
	ks := kern()
	p := &PackedB{k: k, n: n, ks: ks, data: make([]float32, packedSize(ks, k, n))}
	packB(ks, p.data, transB, k, n, b, ldb)
	return p
}

// GemmPacked is Gemm with a right side laid out before.
func GemmPacked(transA bool, m int, alpha float32, a []float32, lda int, b *PackedB, beta float32, c []float32, ldc int, ep *Epilogue) {
	if m == 0 || b.n == 0 {
		return
	}
	t := gemmPool.Get().(*gemmTask)
	t.set(transA, false, m, b.n, b.k, alpha, a, lda, beta, c, ldc, ep)
	t.k = b.ks
	t.checkBounds()
	t.packed, t.panel = b.data, b.ks.micro.panel()
	t.grid()
	t.multiply()
	t.release()
}

// SharedB is the right side of several products with about the same number of
// rows, such as the steps of a recurrent layer: it is laid out once when that
// pays.
type SharedB struct {
	packed PackedB
	trans  bool
	b      []float32
	ldb    int
}

// PackedSize is how many floats ShareB may need for op(B) of k x n.
func PackedSize(k, n int) int { return packedSize(kern(), k, n) }

// ShareB prepares op(B), k x n, for products of about m rows, in a buffer of
// PackedSize(k, n) floats. B must not change while it is in use.
func ShareB(buf []float32, transB bool, m, n, k int, b []float32, ldb int) SharedB {
	ks := kern()
	s := SharedB{packed: PackedB{k: k, n: n, ks: ks}, trans: transB, b: b, ldb: ldb}
	if m > 4 && (transB || n > ks.micro.panel()) {
		s.packed.data = buf[:packedSize(ks, k, n)]
		packB(ks, s.packed.data, transB, k, n, b, ldb)
	}
	return s
}

// Gemm computes C = act(A·op(B) + beta·C + bias) with A of m x k. It may be
// called by several workers at the same time.
func (s *SharedB) Gemm(m int, a []float32, lda int, beta float32, c []float32, ldc int, ep *Epilogue) {
	if s.packed.data != nil {
		GemmPacked(false, m, 1, a, lda, &s.packed, beta, c, ldc, ep)
		return
	}
	Gemm(false, s.trans, m, s.packed.n, s.packed.k, 1, a, lda, s.b, s.ldb, beta, c, ldc, ep)
}
