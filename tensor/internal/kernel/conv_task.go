package kernel

import (
	"slices"
	"sync"
	"unsafe"
)

// convTask is a convolution without dilation of its own: output place o sums
// over taps the source at o·step + tap, times that tap's rows of the filter.
// The micro kernels take the taps as segments of one sum, so no matrix of
// patches is made: A is the source itself, or a copy of the part that a unit
// of work needs when places outside of it take part.
type convTask struct {
	k        *kernels
	src, dst []float32
	ep       Epilogue
	hasEp    bool

	batch, inC int
	in, out    axes3
	step       axes3
	c0, c      int       // the channels that take part
	repeat     int       // how often a copy repeats each channel
	each       []float32 // the filter of a depthwise convolution, else nil
	taps       []convTap
	tapList    [3][]int
	lo, hi     axes3 // the smallest and largest tap

	n         int // columns of the result
	dstAt     int
	dstImage  int
	dstStride axes3
	dense     bool // the places of the result follow each other

	depth      int // of a segment: neighbouring taps of a row are one
	segs       int
	tab        []segment
	filter     []float32   // packed in panels of all segments
	held       [3]*scratch // what the run gives back
	panel      int
	segBlock   int // segments whose panel fits the second cache
	copyIn     bool
	patches    bool // rows of patches are gathered instead
	rows, cols int  // places of a unit
	rowBlocks  int
	colBlocks  int
	units      int
	wino       winogradPlan
	block      axes3 // the copied part: planes, rows, columns
	pixel      int   // floats between neighbouring places of the source
	line       int   // … rows
	plane      int   // … planes
}

// convTap is a tap's offset in the source and its number in the filter.
type convTap struct {
	at    axes3
	index int
}

const (
	convCopy      = 64 << 10 // floats of a copied part
	convPanel     = 48 << 10 // floats of a panel of the filter that is used at a time
	patchColumns  = 8        // narrower results gather patches
	patchFloats   = 48 << 10 // floats of a block of patches
	convSerial    = gemmSerial
	convUnitWork  = gemmWork
	convPackGrain = 16 << 10
)

var convPool = sync.Pool{New: func() any { return new(convTask) }}

func newConvTask(inC int) *convTask {
	t := convPool.Get().(*convTask)
	t.k, t.inC, t.repeat = kern(), inC, 1
	t.lo, t.hi = axes3{1 << 30, 1 << 30, 1 << 30}, axes3{-1 << 30, -1 << 30, -1 << 30}
	return t
}

func (t *convTask) release() {
	*t = convTask{taps: t.taps[:0], tab: t.tab[:0], tapList: t.tapList}
	convPool.Put(t)
}

func (t *convTask) addTap(at axes3, index int) {
	t.taps = append(t.taps, convTap{at, index})
	for i, v := range at {
		t.lo[i], t.hi[i] = min(t.lo[i], v), max(t.hi[i], v)
	}
}

// prepare decides how the work is cut and lays out the table of segments.
func (t *convTask) prepare() {
	if len(t.taps) == 0 {
		t.lo, t.hi = axes3{}, axes3{}
	}
	t.copyIn = t.c != t.inC || t.repeat > 1
	for a := range 3 {
		if t.lo[a] < 0 || (t.out[a]-1)*t.step[a]+t.hi[a] >= t.in[a] {
			t.copyIn = true
		}
	}
	t.patches = t.dense && t.out[2] < patchColumns && len(t.taps) > 0 && t.each == nil
	t.panel = t.k.micro.panel()
	if t.winogradPays(); t.wino.m > 0 {
		t.cutWinograd()
	} else {
		t.cut()
	}
	t.pixel = t.inC
	t.line, t.plane = t.in[2]*t.inC, t.in[1]*t.in[2]*t.inC
	if t.copyIn {
		t.pixel = t.c * t.repeat
		t.block = axes3{t.hi[0] - t.lo[0] + 1, (t.rows-1)*t.step[1] + t.hi[1] - t.lo[1] + 1, (t.cols-1)*t.step[2] + t.hi[2] - t.lo[2] + 1}
		t.line, t.plane = t.block[2]*t.pixel, t.block[1]*t.block[2]*t.pixel
	}
	t.segments()
}

// cut chooses the block of output places that is one unit of work.
func (t *convTask) cut() {
	perPlace := 2*len(t.taps)*t.c*t.n + 1
	if t.each != nil {
		perPlace = 8*len(t.taps)*t.n + 1 // memory counts more here
	}
	total := perPlace * t.batch * t.out.product()
	if t.patches {
		k := len(t.taps) * t.c
		t.rows = min(max(patchFloats/k, 12), max(12, convUnitWork/perPlace))
		if total < convSerial {
			t.rows = max(12, patchFloats/k)
		}
		t.units = (t.batch*t.out.product() + t.rows - 1) / t.rows
		return
	}
	t.cols = t.out[2]
	t.rows = max(1, convUnitWork/(perPlace*t.cols))
	if t.rows == 1 && perPlace*t.cols > 4*convUnitWork {
		t.cols = min(t.cols, roundUp(convUnitWork/perPlace+1, 24))
	}
	span := axes3{t.hi[0] - t.lo[0] + 1, t.hi[1] - t.lo[1] + 1, t.hi[2] - t.lo[2] + 1}
	width := (t.cols-1)*t.step[2] + span[2]
	for t.rows > 1 && span[0]*((t.rows-1)*t.step[1]+span[1])*width*t.c*t.repeat > convCopy {
		t.rows = t.rows * 3 / 4
	}
	blocks := (t.out[1] + t.rows - 1) / t.rows
	t.rows = (t.out[1] + blocks - 1) / blocks
	t.rowBlocks, t.colBlocks = (t.out[1]+t.rows-1)/t.rows, (t.out[2]+t.cols-1)/t.cols
	t.units = t.batch * t.out[0] * t.rowBlocks * t.colBlocks
}

// segments merges taps that follow each other in the source, with all their
// channels, to one segment each.
func (t *convTask) segments() {
	run := 1
	if t.pixel == t.c && !t.patches && t.each == nil {
		for run < len(t.taps) && t.taps[run].at == (axes3{t.taps[0].at[0], t.taps[0].at[1], t.taps[0].at[2] + run}) {
			run++
		}
	}
	t.depth, t.segs = run*t.c, len(t.taps)/run
	t.segBlock = max(1, convPanel/max(1, t.depth*t.panel))
	t.tab = t.tab[:0]
	for i := 0; i < len(t.taps); i += run {
		at := t.taps[i].at
		if t.copyIn {
			for a := range at {
				at[a] -= t.lo[a]
			}
		}
		b := i * t.c * t.panel
		if t.each != nil {
			b = t.taps[i].index * t.n
		}
		t.tab = append(t.tab, segment{4 * (at[0]*t.plane + at[1]*t.line + at[2]*t.pixel), 4 * b})
	}
}

// total is the length of the whole sum.
func (t *convTask) total() int {
	if t.each != nil {
		return len(t.taps)
	}
	return len(t.taps) * t.c
}

// layOutFilter is packFilter and transformFilter for a filter that may have been
// laid out before.
func (t *convTask) layOutFilter(known *Layouts, w []float32, tap, ld int) {
	key := layoutKey{ks: t.k, k: t.c, n: t.n, taps: len(t.taps), wino: t.wino.m}
	data, wanted := known.find(w, key, t.batch*t.out.product())
	if data == nil {
		t.packFilter(w, tap, ld, false)
		t.transformFilter()
		data = t.filter
		if t.wino.m > 0 {
			data = t.wino.filter
		}
		if wanted != nil {
			known.keep(wanted, slices.Clone(data))
		}
	}
	t.filter, t.wino.filter = data, data
}

// hold gives n floats of memory until the end of the run.
func (t *convTask) hold(i, n int) []float32 {
	t.held[i] = getScratch(n)
	return t.held[i].buf[:n]
}

// packFilter lays out the filter in panels of columns, the rows in the order
// of the taps. tap is the distance between the taps of w. Plainly a tap is a
// matrix with rows of ld; transposed, its columns become the rows.
func (t *convTask) packFilter(w []float32, tap, ld int, trans bool) {
	t.filter = t.hold(0, max(1, t.total()*roundUp(t.n, t.panel)))
	panels := (t.n + t.panel - 1) / t.panel
	units := panels * len(t.taps)
	if units == 0 {
		return
	}
	p := packPool.Get().(*packTask)
	*p = packTask{t: t, w: w, tap: tap, ld: ld, trans: trans}
	grain := max(1, convPackGrain/max(1, t.c*t.panel))
	if units*t.c*t.panel < 4*convPackGrain {
		grain = units
	}
	ParallelTask(units, grain, p)
	*p = packTask{}
	packPool.Put(p)
}

// packTask lays out a tap of a panel for each unit.
type packTask struct {
	t       *convTask
	w       []float32
	tap, ld int
	trans   bool
}

var packPool = sync.Pool{New: func() any { return new(packTask) }}

// Run implements Task.
func (p *packTask) Run(_, lo, hi int) {
	t := p.t
	for u := lo; u < hi; u++ {
		j, i := u/len(t.taps)*t.panel, u%len(t.taps)
		cols := min(t.panel, t.n-j)
		dst := t.filter[j*t.total()+i*t.c*t.panel:][:t.c*t.panel]
		w := p.w[t.taps[i].index*p.tap:]
		if p.trans {
			t.k.packCols(dst, w[j*p.ld:], t.panel, cols, t.c, p.ld)
		} else {
			t.k.packRows(dst, w[j:], t.panel, cols, t.c, p.ld)
		}
	}
}

// run computes all units and gives the memory back.
func (t *convTask) run() {
	grain := 1
	if 2*t.total()*t.n*t.batch*t.out.product() < convSerial {
		grain = t.units
	}
	if t.wino.m > 0 {
		t.holdBias()
	}
	ParallelTask(t.units, grain, t)
	for i, s := range t.held {
		if s != nil {
			putScratch(s)
		}
		t.held[i] = nil
	}
	t.filter, t.wino.filter, t.wino.bias = nil, nil, nil
}

// Run implements Task.
func (t *convTask) Run(_, lo, hi int) {
	ctx := ctxPool.Get().(*microCtx)
	a := &ctx.args
	a.rsB = 4 * t.panel
	var s *scratch
	switch {
	case t.wino.m > 0:
		s = getScratch(t.winogradSize())
	case t.patches:
		s = getScratch(t.rows * t.patchLine())
	case t.copyIn:
		s = getScratch(t.block.product() * t.pixel)
	}
	for u := lo; u < hi; u++ {
		switch {
		case t.wino.m > 0:
			t.winogradUnit(a, u, s.buf)
		case t.patches:
			t.patchUnit(a, u, s.buf)
		default:
			t.unit(a, u, s)
		}
	}
	if s != nil {
		putScratch(s)
	}
	ctx.args = microArgs{}
	ctxPool.Put(ctx)
}

// unit computes a block of rows of one plane of one image.
func (t *convTask) unit(a *microArgs, u int, s *scratch) {
	cb, u := u%t.colBlocks, u/t.colBlocks
	rb, u := u%t.rowBlocks, u/t.rowBlocks
	z, img := u%t.out[0], u/t.out[0]
	y0, x0 := rb*t.rows, cb*t.cols
	y1, x1 := min(y0+t.rows, t.out[1]), min(x0+t.cols, t.out[2])
	var base unsafe.Pointer
	switch {
	case t.copyIn:
		t.load(s.buf, img, z, y0, y1, x0, x1)
		base = unsafe.Pointer(&s.buf[0])
	default:
		at := img*t.in.product()*t.inC + z*t.step[0]*t.plane + y0*t.step[1]*t.line + x0*t.step[2]*t.pixel
		base = unsafe.Pointer(&t.src[at])
	}
	dst := img*t.dstImage + t.dstAt + z*t.dstStride[0]
	_ = t.dst[dst+(y1-1)*t.dstStride[1]+(x1-1)*t.dstStride[2]+t.n-1]
	if len(t.taps) == 0 { // no tap reaches this class of places
		t.zero(dst, y0, y1, x0, x1)
		return
	}
	if t.each != nil {
		t.channels(base, dst, y0, y1, x0, x1)
	} else {
		t.products(a, base, dst, y0, y1, x0, x1)
	}
	if t.actLeft() {
		for y := y0; y < y1; y++ {
			t.activate(dst+y*t.dstStride[1]+x0*t.dstStride[2], x1-x0)
		}
	}
}

// zero clears a block of places.
func (t *convTask) zero(dst, y0, y1, x0, x1 int) {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			clear(t.dst[dst+y*t.dstStride[1]+x*t.dstStride[2]:][:t.n])
		}
	}
}

// products runs the micro kernels over a block of places, panel by panel.
func (t *convTask) products(a *microArgs, base unsafe.Pointer, dst, y0, y1, x0, x1 int) {
	a.rsA, a.csA, a.ldc, a.k = 4*t.step[2]*t.pixel, 4, 4*t.dstStride[2], t.depth
	for j := 0; j < t.n; j += t.panel {
		a.cols = min(t.panel, t.n-j)
		a.b = unsafe.Pointer(&t.filter[j*t.total()])
		for s0 := 0; s0 < t.segs; s0 += t.segBlock {
			t.setSegments(a, s0, j)
			for y := y0; y < y1; y++ {
				line := unsafe.Add(base, 4*(y-y0)*t.step[1]*t.line)
				t.tiles(a, line, &t.dst[dst+y*t.dstStride[1]+x0*t.dstStride[2]+j], x1-x0)
			}
		}
	}
}

// activate applies the activation to n places of a row.
func (t *convTask) activate(at, n int) {
	if t.dense && t.n == t.dstStride[2] {
		applyAct(t.k, &t.ep, t.dst[at:][:n*t.n])
		return
	}
	for ; n > 0; n-- {
		applyAct(t.k, &t.ep, t.dst[at:][:t.n])
		at += t.dstStride[2]
	}
}

// actLeft tells that an activation is left to do after the micro kernels.
func (t *convTask) actLeft() bool { return t.hasEp && t.ep.Act != ActNone && t.ep.Act != ActRelu }

// setSegments chooses segments from s0 on, and what is to be added.
func (t *convTask) setSegments(a *microArgs, s0, j int) {
	a.segs, a.flags, a.bias = min(t.segBlock, t.segs-s0), 0, nil
	a.tab = &t.tab[s0]
	t.setEpilogue(a, s0 == 0, s0+t.segBlock >= t.segs, j)
}

func (t *convTask) setEpilogue(a *microArgs, first, last bool, j int) {
	a.flags, a.bias = 0, nil
	if !first {
		a.flags |= microAcc
	}
	if last && t.hasEp {
		if t.ep.Act == ActRelu {
			a.flags |= microRelu
		}
		if t.ep.Bias != nil {
			a.bias = unsafe.Pointer(&t.ep.Bias[j])
		}
	}
}

// tiles computes n places of a row whose results lie a.ldc apart from c on.
func (t *convTask) tiles(a *microArgs, src unsafe.Pointer, c *float32, n int) {
	heights := dealRows(n, t.k.micro.rowsFor(a.cols))
	byRows := t.k.micro.forCols(a)
	for done := 0; done < n; done += a.rows {
		a.rows = heights.next()
		a.a, a.c = unsafe.Add(src, done*a.rsA), unsafe.Add(unsafe.Pointer(c), done*a.ldc)
		byRows[a.rows](a)
	}
}

// load copies the part of the source that a unit needs, with zeros for places
// outside.
func (t *convTask) load(buf []float32, img, z, y0, y1, x0, x1 int) {
	first := axes3{z*t.step[0] + t.lo[0], y0*t.step[1] + t.lo[1], x0*t.step[2] + t.lo[2]}
	rows, cols := (y1-y0-1)*t.step[1]+t.hi[1]-t.lo[1]+1, (x1-x0-1)*t.step[2]+t.hi[2]-t.lo[2]+1
	loadBlock(buf, t.src[img*t.in.product()*t.inC+t.c0:], t.in, t.inC, t.c, t.repeat, first, axes3{t.block[0], rows, cols}, t.plane, t.line)
}

// loadBlock copies size places from first on, c channels of inC, each repeated,
// to dst with rows of line and planes of plane floats; places outside of the
// source become zeros.
func loadBlock(dst, src []float32, in axes3, inC, c, repeat int, first, size axes3, plane, line int) {
	left := min(max(0, -first[2]), size[2])
	right := max(left, min(size[2], in[2]-first[2]))
	n := c * repeat
	for z := range size[0] {
		for y := range size[1] {
			iz, iy := first[0]+z, first[1]+y
			d := dst[z*plane+y*line:][:size[2]*n]
			if iz < 0 || iz >= in[0] || iy < 0 || iy >= in[1] {
				clear(d)
				continue
			}
			clear(d[:left*n])
			clear(d[right*n:])
			if left < right {
				at := ((iz*in[1]+iy)*in[2] + first[2] + left) * inC
				loadRow(d[left*n:right*n], src[at:], inC, c, repeat)
			}
		}
	}
}

// loadRow copies places until dst is full.
func loadRow(dst, src []float32, inC, c, repeat int) {
	switch {
	case repeat > 1:
		for len(dst) > 0 {
			for i, v := range src[:c] {
				d := dst[i*repeat : (i+1)*repeat]
				for j := range d {
					d[j] = v
				}
			}
			dst, src = dst[c*repeat:], src[min(inC, len(src)):]
		}
	case c == inC:
		copy(dst, src)
	default:
		for len(dst) > 0 {
			copy(dst[:c], src)
			dst, src = dst[c:], src[min(inC, len(src)):]
		}
	}
}
