package kernel

import (
	"sync"
	"unsafe"
)

// Products are computed tile by tile with the micro kernels. B is laid out in
// panels first unless its rows are short or it is used only once; A is used
// where it lies, or copied row by row when its stride would make rows fight for
// the same lines of the first cache, or spread them over too many pages. C is cut
// into a grid of blocks, each of them one unit of parallel work. How the sum over
// k is cut decides the bits and depends only on the sizes; the grid may depend on
// the number of threads.

const (
	kBlock       = 256       // usual depth of a block of A and B
	kBlockMost   = 384       // deepest block
	gemmCols     = 256       // columns of a block of C
	gemmColsMost = 1024      // and of one of a large C
	gemmTiles    = 12        // least tiles one above the other in a block of C with a copied A or B
	gemmUnits    = 4         // blocks that are left for each worker when blocks grow
	gemmWork     = 2 << 20   // floating point operations of a block of C
	gemmSerial   = 600 << 10 // below this a product stays on the caller
	plainBCols   = 128       // B with rows up to this length is used in place
	skinnyRows   = 18        // with fewer rows than this packing B does not pay
	strideStep   = 4096      // strides in bytes that are multiples of this collide
	stripRows    = 64 << 10  // floats of A that strips of columns may read again and again
	stripCols    = 128       // most columns of a strip
	farRows      = 512       // rows longer than this have no page in common
	copyPad      = 16        // floats between the rows of a copy
	packWorkElem = 16 << 10  // elements packed by one unit of work
)

// gemmTask is one product.
type gemmTask struct {
	k              *kernels
	transA, transB bool
	m, n, depth    int
	alpha, beta    float32
	a, b, c        []float32
	lda, ldb, ldc  int
	ep             Epilogue
	hasEp          bool

	packed    []float32 // B in panels, nil when used in place or laid out by strips
	strips    bool      // blocks are strips of columns, each of which lays out its part of B
	panel     int       // columns of a panel or of a tile
	kc        int       // depth of a block
	copyA     bool
	tile      int // rows of a tile
	rowTiles  int // tiles one above the other in C
	rowBlock  int // most rows of a block
	colBlock  int
	rowBlocks int
	colBlocks int
}

var gemmPool = sync.Pool{New: func() any { return new(gemmTask) }}

// Gemm computes C = act(alpha·op(A)·op(B) + beta·C + bias), with op(A) of m x k
// and op(B) of k x n; lda, ldb and ldc are the lengths of stored rows. With
// beta 0 the content of C is not read. ep may be nil.
func Gemm(transA, transB bool, m, n, k int, alpha float32, a []float32, lda int, b []float32, ldb int, beta float32, c []float32, ldc int, ep *Epilogue) {
	if m == 0 || n == 0 {
		return
	}
	t := gemmPool.Get().(*gemmTask)
	t.set(transA, transB, m, n, k, alpha, a, lda, beta, c, ldc, ep)
	t.b, t.ldb = b, ldb
	t.checkBounds()
	if transB && t.dotRows() {
		t.release()
		return
	}
	t.panel = t.k.micro.panel()
	var s *scratch
	switch {
	case !packsB(transB, m, n, k, ldb):
		t.panel = t.plainPanel()
	case t.packsStrips():
		t.strips = true
	default:
		s = getScratch(packedSize(t.k, k, n))
		t.packed = s.buf
		packB(t.k, s.buf, transB, k, n, b, ldb)
	}
	t.grid()
	t.multiply()
	if s != nil {
		putScratch(s)
	}
	t.release()
}

func (t *gemmTask) set(transA, transB bool, m, n, k int, alpha float32, a []float32, lda int, beta float32, c []float32, ldc int, ep *Epilogue) {
	*t = gemmTask{k: kern(), transA: transA, transB: transB, m: m, n: n, depth: k, alpha: alpha, beta: beta, a: a, c: c, lda: lda, ldc: ldc}
	if ep != nil {
		t.ep, t.hasEp = *ep, true
	}
}

func (t *gemmTask) release() {
	*t = gemmTask{}
	gemmPool.Put(t)
}

// checkBounds touches the last element of each matrix, because the micro
// kernels do not look.
func (t *gemmTask) checkBounds() {
	_ = t.c[(t.m-1)*t.ldc+t.n-1]
	if t.hasEp && t.ep.Bias != nil {
		_ = t.ep.Bias[t.n-1]
	}
	if t.depth == 0 {
		return
	}
	if t.transA {
		_ = t.a[(t.depth-1)*t.lda+t.m-1]
	} else {
		_ = t.a[(t.m-1)*t.lda+t.depth-1]
	}
	if t.b == nil {
		return
	}
	if t.transB {
		_ = t.b[(t.n-1)*t.ldb+t.depth-1]
	} else {
		_ = t.b[(t.depth-1)*t.ldb+t.n-1]
	}
}

// packsB tells whether a product lays out B, of k x n, in panels first.
func packsB(transB bool, m, n, k, ldb int) bool {
	if transB {
		return true
	}
	if m < skinnyRows || k < 16 {
		return false
	}
	return n > plainBCols || ldb > 4*plainBCols
}

// packsStrips tells whether C is cut into strips of columns, whose panels of B are
// laid out one by one where they are used: when all rows of A stay in the second
// cache as they are. So workers need not wait for each other, and a panel goes
// no further than the first cache.
func (t *gemmTask) packsStrips() bool {
	return t.m >= skinnyRows && !t.transA && !t.rowsCollide() && t.m*blockDepth(t.depth) <= stripRows
}

// plainPanel is the width of a tile when B is used in place: wide for few rows.
func (t *gemmTask) plainPanel() int {
	mt := &t.k.micro
	for nv := mt.maxNV; nv > 2; nv-- {
		if t.m <= mt.maxRows[nv] {
			return nv * mt.w
		}
	}
	return mt.panel()
}

// blockDepth is the depth of the blocks for a sum over k.
func blockDepth(k int) int {
	blocks := (k + kBlockMost - 1) / kBlockMost
	if blocks <= 1 {
		return max(k, 1)
	}
	blocks = (k + kBlock - 1) / kBlock
	return ((k+blocks-1)/blocks + 3) &^ 3
}

// grid cuts C into blocks.
func (t *gemmTask) grid() {
	mt := &t.k.micro
	t.kc = blockDepth(t.depth)
	if t.packed == nil && t.m < skinnyRows {
		t.kc = max(t.depth, 1)
	}
	t.copyA = !t.strips && t.copiesA()
	tile := mt.maxRows[t.panel/mt.w]
	t.rowBlock, t.colBlock = t.m, roundUp(t.n, t.panel)
	if 2*t.m*t.n*t.depth < gemmSerial {
		t.tile, t.rowTiles, t.rowBlocks, t.colBlocks = t.m, 1, 1, 1
		return
	}
	if t.strips {
		t.colBlock = min(stripCols, roundUp((t.n+gemmUnits*Threads()-1)/(gemmUnits*Threads()), t.panel))
		t.countBlocks()
		t.tile, t.rowTiles = t.m, 1
		return
	}
	per := 2 * t.depth // operations of one element of C
	t.colBlock = min(t.colBlock, roundUp(gemmCols, t.panel))
	if t.m < skinnyRows {
		t.colBlock = min(t.colBlock, roundUp(max(1, gemmWork/8/(per*(t.m+4))), t.panel))
	}
	rows := max(1, gemmWork/(per*t.colBlock))
	if rows < t.m {
		n := (t.m + rows - 1) / rows
		t.rowBlock = min(t.m, max(roundUp((t.m+n-1)/n, tile), tile))
		if t.copyA || t.packed != nil {
			t.rowBlock = min(t.m, max(t.rowBlock, gemmTiles*tile))
		}
	}
	t.countBlocks()
	if t.packed != nil {
		t.growBlocks(tile)
	}
	t.tile, t.rowTiles = tile, (t.m+tile-1)/tile
	t.rowBlock = min(t.m, tile*((t.rowTiles+t.rowBlocks-1)/t.rowBlocks))
}

// copiesA tells whether blocks of A are copied before they are used: also where
// each row lies on a page of its own, when the copy is used often enough.
func (t *gemmTask) copiesA() bool {
	if t.transA {
		return t.n > 2*t.panel && t.m > skinnyRows
	}
	return t.rowsCollide() || t.lda > farRows && t.m >= 2*gemmCols && t.n >= 2*gemmCols
}

// rowsCollide tells whether rows of A fight for the same lines of the first cache.
func (t *gemmTask) rowsCollide() bool {
	return t.lda*4%strideStep == 0 && t.n > t.panel && t.m > 4 && t.depth > 64
}

func (t *gemmTask) countBlocks() {
	t.rowBlocks = (t.m + t.rowBlock - 1) / t.rowBlock
	t.colBlocks = (t.n + t.colBlock - 1) / t.colBlock
}

// growBlocks makes the blocks of a large C wider, so that A is copied less
// often, then taller, so that B is read less often.
func (t *gemmTask) growBlocks(tile int) {
	least := gemmUnits * Threads()
	for t.colBlock < gemmColsMost && t.rowBlocks*((t.colBlocks+1)/2) >= least {
		t.colBlock *= 2
		t.countBlocks()
	}
	if t.rowBlock <= gemmTiles*tile && t.colBlocks*((t.rowBlocks+1)/2) >= least {
		t.rowBlock *= 2
		t.countBlocks()
	}
}

// firstRow is the first row of a row of blocks; tiles are dealt evenly.
func (t *gemmTask) firstRow(block int) int {
	return min(t.m, block*t.rowTiles/t.rowBlocks*t.tile)
}

func roundUp(n, step int) int { return (n + step - 1) / step * step }

func (t *gemmTask) multiply() {
	n := t.rowBlocks * t.colBlocks
	if n == 1 {
		t.Run(0, 0, 1)
		return
	}
	ParallelTask(n, 1, t)
}

// microCtx is what one worker needs to call micro kernels.
type microCtx struct{ args microArgs }

var ctxPool = sync.Pool{New: func() any { return new(microCtx) }}

// Run implements Task over blocks of C, columns by columns.
func (t *gemmTask) Run(_, lo, hi int) {
	ctx := ctxPool.Get().(*microCtx)
	var s *scratch
	switch {
	case t.copyA:
		s = getScratch(t.copySize())
	case t.strips:
		s = getScratch(t.kc * t.panel)
	}
	for blk := lo; blk < hi; blk++ {
		row, j0 := blk%t.rowBlocks, blk/t.rowBlocks*t.colBlock
		t.block(&ctx.args, s, t.firstRow(row), t.firstRow(row+1), j0, min(j0+t.colBlock, t.n))
	}
	if s != nil {
		putScratch(s)
	}
	ctx.args = microArgs{}
	ctxPool.Put(ctx)
}

func (t *gemmTask) copySize() int {
	if t.transA {
		return t.kc*t.rowBlock + 2*copyPad
	}
	return t.rowBlock * (t.kc + copyPad)
}

// block computes rows [i0,i1) and columns [j0,j1) of C.
func (t *gemmTask) block(a *microArgs, s *scratch, i0, i1, j0, j1 int) {
	beta, scaled := t.beta, t.alpha != 1
	if scaled { // C = alpha·(A·B + beta/alpha·C)
		beta /= t.alpha
	}
	if t.alpha == 0 || t.depth == 0 {
		t.scaleC(t.beta, i0, i1, j0, j1)
		t.finishC(i0, i1, j0, j1, true)
		return
	}
	if beta != 0 && beta != 1 {
		t.scaleC(beta, i0, i1, j0, j1)
	}
	a.tab, a.segs, a.ldc = &oneSegment, 1, 4*t.ldc
	for p0 := 0; p0 < t.depth; p0 += t.kc {
		p1 := min(p0+t.kc, t.depth)
		a.k, a.flags, a.bias = p1-p0, 0, nil
		if p0 > 0 || beta != 0 {
			a.flags |= microAcc
		}
		last := p1 == t.depth && t.hasEp && !scaled
		if last && t.ep.Act == ActRelu {
			a.flags |= microRelu
		}
		base := t.prepareA(a, s, i0, i1, p0, p1, t.k.micro.rowsFor(min(t.panel, j1-j0)))
		t.tiles(a, base, s, p0, i0, i1, j0, j1, last)
	}
	if scaled {
		t.scaleC(t.alpha, i0, i1, j0, j1)
		t.finishC(i0, i1, j0, j1, true)
	}
}

// prepareA returns the place of A's element (i0, p0) and sets the strides. A
// copy of a transposed A has the tiles one after the other, each row by row.
func (t *gemmTask) prepareA(a *microArgs, s *scratch, i0, i1, p0, p1, tall int) unsafe.Pointer {
	rows, depth := i1-i0, p1-p0
	switch {
	case t.transA && t.copyA:
		heights := dealRows(rows, tall)
		for at, h := 0, heights.next(); h > 0; at, h = at+h, heights.next() {
			t.k.packTile(s.buf[at*depth:], t.a[p0*t.lda+i0+at:], t.lda, h, depth)
		}
		a.rsA = 4
		return unsafe.Pointer(&s.buf[0])
	case t.transA:
		a.rsA, a.csA = 4, 4*t.lda
		return unsafe.Pointer(&t.a[p0*t.lda+i0])
	case t.copyA:
		ld := roundUp(depth, copyPad) + copyPad
		for i := 0; i < rows; i++ {
			copy(s.buf[i*ld:i*ld+depth], t.a[(i0+i)*t.lda+p0:])
		}
		a.rsA, a.csA = 4*ld, 4
		return unsafe.Pointer(&s.buf[0])
	}
	a.rsA, a.csA = 4*t.lda, 4
	return unsafe.Pointer(&t.a[i0*t.lda+p0])
}

// tiles runs the micro kernels of one depth block over a block of C.
func (t *gemmTask) tiles(a *microArgs, base unsafe.Pointer, s *scratch, p0, i0, i1, j0, j1 int, last bool) {
	mt := &t.k.micro
	deal := dealRows(i1-i0, mt.rowsFor(min(t.panel, j1-j0)))
	bias := last && t.ep.Bias != nil
	tiled := t.transA && t.copyA
	var ahead prefetcher
	for j := j0; j < j1; j += t.panel {
		a.cols = min(t.panel, j1-j)
		far := j+t.panel < j1 && deal.tiles >= gemmTiles/2 // fetch the next panel
		ahead = prefetcher{}
		switch {
		case t.packed != nil:
			a.b = unsafe.Pointer(&t.packed[p0*roundUp(t.n, t.panel)+j*a.k])
			a.rsB = 4 * t.panel
			if far {
				ahead = prefetchIn(deal.tiles, unsafe.Add(a.b, a.k*a.rsB), a.k*a.rsB/cacheLine, cacheLine)
			}
		case t.strips:
			t.packPanel(s.buf, p0, a.k, j, a.cols)
			a.b, a.rsB = unsafe.Pointer(&s.buf[0]), 4*t.panel
			if far && !t.transB {
				ahead = prefetchIn(deal.tiles, unsafe.Pointer(&t.b[p0*t.ldb+j+t.panel]), a.k, 4*t.ldb)
			}
		default:
			a.b = unsafe.Pointer(&t.b[p0*t.ldb+j])
			a.rsB = 4 * t.ldb
		}
		if bias {
			a.bias = unsafe.Pointer(&t.ep.Bias[j])
		}
		heights, byRows := deal, mt.forCols(a)
		for i := i0; i < i1; i += a.rows {
			a.rows = heights.next()
			if tiled {
				a.csA = 4 * a.rows
				a.a = unsafe.Add(base, 4*(i-i0)*a.k)
			} else {
				a.a = unsafe.Add(base, (i-i0)*a.rsA)
			}
			a.c = unsafe.Pointer(&t.c[i*t.ldc+j])
			ahead.next()
			byRows[a.rows](a)
		}
	}
	if last {
		t.finishC(i0, i1, j0, j1, false)
	}
}

// tileHeights deals rows to tiles as evenly as possible, the taller ones first.
type tileHeights struct{ tiles, height, taller int }

// dealRows makes as few tiles of at most tall rows as need be.
func dealRows(rows, tall int) tileHeights {
	if rows == 0 {
		return tileHeights{}
	}
	tiles := (rows + tall - 1) / tall
	return tileHeights{tiles, rows / tiles, rows % tiles}
}

// next is the height of the next tile, 0 after the last.
func (h *tileHeights) next() int {
	if h.tiles == 0 {
		return 0
	}
	h.tiles--
	if h.taller > 0 {
		h.taller--
		return h.height + 1
	}
	return h.height
}

// scaleC multiplies a block of C by a factor.
func (t *gemmTask) scaleC(factor float32, i0, i1, j0, j1 int) {
	for i := i0; i < i1; i++ {
		row := t.c[i*t.ldc+j0 : i*t.ldc+j1]
		if factor == 0 {
			clear(row)
		} else {
			t.k.scalar[OpMul](row, row, factor)
		}
	}
}

// finishC applies what the micro kernels leave of the epilogue: every
// activation but relu, or all of it.
func (t *gemmTask) finishC(i0, i1, j0, j1 int, all bool) {
	if !t.hasEp || !all && (t.ep.Act == ActNone || t.ep.Act == ActRelu) {
		return
	}
	for i := i0; i < i1; i++ {
		row := t.c[i*t.ldc+j0 : i*t.ldc+j1]
		if all && t.ep.Bias != nil {
			t.k.binary[OpAdd](row, row, t.ep.Bias[j0:j1])
		}
		applyAct(t.k, &t.ep, row)
	}
}

// dotRows handles few rows against a transposed B: dot products of rows, for
// which B is read once where it lies.
func (t *gemmTask) dotRows() bool {
	if t.transA || t.m > 2 || t.depth < 16 {
		return false
	}
	j := getJob(func(j *job, lo, hi int) {
		m, k, lda, ldb, ldc := j.n[0], j.n[1], j.n[2], j.n[3], j.n[4]
		for col := lo; col < hi; col++ {
			b := j.s[1][col*ldb : col*ldb+k]
			for i := 0; i < m; i++ {
				v := j.p[0] * j.k.dot(j.s[0][i*lda:i*lda+k], b)
				if j.p[1] != 0 {
					v += j.p[1] * j.s[2][i*ldc+col]
				}
				if j.s[3] != nil {
					v += j.s[3][col]
				}
				j.s[2][i*ldc+col] = v
			}
		}
	})
	j.s = [10][]float32{t.a, t.b, t.c, t.ep.Bias}
	j.n = [10]int{t.m, t.depth, t.lda, t.ldb, t.ldc}
	j.p = [8]float32{t.alpha, t.beta}
	j.run(t.n, max(1, ewBlockLight/t.depth))
	if t.hasEp {
		for i := 0; i < t.m; i++ {
			applyAct(t.k, &t.ep, t.c[i*t.ldc:i*t.ldc+t.n])
		}
	}
	return true
}
