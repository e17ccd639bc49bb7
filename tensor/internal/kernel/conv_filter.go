package kernel

import (
	"sync"
	"unsafe"
)

// filterTask computes the gradient of a filter: row (tap, c) of dw is the sum
// over all places o of x(o·step + tap, c)·dy(o). The rows of one tap, or of the
// taps of a line when they follow each other in x, are the rows of A; a line of
// places is a segment. The places are cut into chunks, the chunks dealt to
// parts in order; each part sums its own copy of dw, and the copies are added
// in order.
type filterTask struct {
	k     *kernels
	s     convSizes
	x, dy []float32
	sums  []float32 // one dw after the other
	ldc   int
	g     int // the group of channels

	lo     axes3
	span   axes3
	copyIn bool
	runs   []filterRun
	height int // rows of dw in a run
	tall   int // rows of a tile
	perRun int // tiles of a run

	panel            int
	lines            int // of a chunk
	chunksPerPlane   int
	chunks           int
	parts, rowParts  int
	each             bool // depthwise: a row of dw is made of its own channels
	repeat           int
	pixel, line      int
	plane            int
	groupIn, outCols int
}

// filterRun is a run of rows of dw: where it begins in x and in dw.
type filterRun struct{ at, row int }

const (
	filterChunk    = 48 << 10 // floats of x and dy of a chunk
	filterPartWork = 8 << 20  // operations that are worth a part
	filterParts    = 16
	filterSums     = 4 << 20 // floats of all copies of dw
)

var filterPool = sync.Pool{New: func() any { return new(filterTask) }}

func convBackFilter(s *convSizes, x, dy, dw []float32) {
	if s.empty() {
		clear(dw[:s.taps*s.groupIn*s.outC])
		return
	}
	t := filterPool.Get().(*filterTask)
	t.repeat = 1
	t.sum(s, x, dy, dw)
}

// sum computes dw and gives the task back.
func (t *filterTask) sum(s *convSizes, x, dy, dw []float32) {
	t.k, t.s, t.x, t.dy = kern(), *s, x, dy
	t.prepare()
	size := s.taps * s.groupIn * s.groupOut
	direct := t.parts == 1 && s.groups == 1
	var sums *scratch
	if direct {
		t.sums, t.ldc = dw, s.outC
	} else {
		sums = getScratch(t.parts * size)
		t.sums, t.ldc = sums.buf, s.groupOut
	}
	for g := range s.groups {
		t.g = g
		ParallelTask(t.parts*t.rowParts, 1, t)
		if !direct {
			addParts(dw[g*s.groupOut:], s.outC, t.sums, s.taps*s.groupIn, s.groupOut, t.parts)
		}
	}
	if sums != nil {
		putScratch(sums)
	}
	*t = filterTask{runs: t.runs[:0]}
	filterPool.Put(t)
}

// prepare decides how the work is cut.
func (t *filterTask) prepare() {
	s := &t.s
	t.groupIn, t.outCols = s.groupIn, s.groupOut
	t.panel = t.k.micro.panel()
	t.copyIn = s.groups > 1 || t.repeat > 1
	for a := range 3 {
		t.lo[a] = -s.pad[a]
		t.span[a] = (s.k[a]-1)*s.dilation[a] + 1
		if s.pad[a] > 0 || (s.out[a]-1)*s.stride[a]+t.lo[a]+t.span[a] > s.in[a] {
			t.copyIn = true
		}
	}
	perLine := (s.stride[1]*s.in[2]*s.inC/s.groups*t.repeat + s.out[2]*t.outCols) * t.span[0]
	t.lines = min(s.out[1], max(1, filterChunk/perLine))
	t.chunksPerPlane = (s.out[1] + t.lines - 1) / t.lines
	t.lines = (s.out[1] + t.chunksPerPlane - 1) / t.chunksPerPlane
	t.chunks = s.batch * s.out[0] * t.chunksPerPlane
	t.pixel = s.inC
	t.line, t.plane = s.in[2]*s.inC, s.in[1]*s.in[2]*s.inC
	if t.copyIn {
		t.pixel = t.groupIn * t.repeat
		if t.each {
			t.pixel = t.outCols
		}
		t.line = ((s.out[2]-1)*s.stride[2] + t.span[2]) * t.pixel
		t.plane = ((t.lines-1)*s.stride[1] + t.span[1]) * t.line
	}
	t.findRuns()
	t.deal()
}

// findRuns lists the runs of rows of dw.
func (t *filterTask) findRuns() {
	s := &t.s
	merged := s.dilation[2] == 1 && t.pixel == t.groupIn && !t.each
	t.height = t.groupIn
	if merged {
		t.height *= s.k[2]
	}
	for z := range s.k[0] {
		for y := range s.k[1] {
			at, row := z*s.dilation[0]*t.plane+y*s.dilation[1]*t.line, (z*s.k[1]+y)*s.k[2]*t.groupIn
			for x := range s.k[2] {
				t.runs = append(t.runs, filterRun{at + x*s.dilation[2]*t.pixel, row + x*t.groupIn})
				if merged {
					break
				}
			}
		}
	}
	t.tall = t.k.micro.rowsFor(min(t.panel, t.outCols))
	t.perRun = (t.height + t.tall - 1) / t.tall
}

// deal chooses the number of parts: enough for a few workers, few enough for
// memory.
func (t *filterTask) deal() {
	s := &t.s
	rows := s.taps * t.groupIn
	work := 2 * rows * t.outCols * s.batch * s.out.product()
	t.parts = min(filterParts, t.chunks, work/filterPartWork, filterSums/(rows*t.outCols))
	t.parts = max(1, t.parts)
	t.rowParts = max(1, min(filterParts/t.parts, len(t.runs)*t.perRun, work/t.parts/filterPartWork))
}

// Run implements Task. A unit is a range of tiles of rows of one part.
func (t *filterTask) Run(_, lo, hi int) {
	ctx := ctxPool.Get().(*microCtx)
	tab := tabPool.Get().(*segTable)
	x := getScratch(max(1, t.span[0]*t.plane))
	dy := getScratch(t.lines * t.s.out[2] * roundUp(t.outCols, t.panel))
	for u := lo; u < hi; u++ {
		part, r := u/t.rowParts, u%t.rowParts
		tiles := len(t.runs) * t.perRun
		c0, c1 := t.chunks*part/t.parts, t.chunks*(part+1)/t.parts
		for c := c0; c < c1; c++ {
			t.chunk(&ctx.args, tab, x.buf, dy.buf, c, c == c0, part, tiles*r/t.rowParts, tiles*(r+1)/t.rowParts)
		}
	}
	putScratch(x)
	putScratch(dy)
	tabPool.Put(tab)
	ctx.args = microArgs{}
	ctxPool.Put(ctx)
}

// segTable is a reusable table of segments.
type segTable struct{ seg []segment }

var tabPool = sync.Pool{New: func() any { return new(segTable) }}

// chunk adds the places of chunk c to the tiles [tile0,tile1) of a part.
func (t *filterTask) chunk(a *microArgs, tab *segTable, xbuf, dybuf []float32, c int, first bool, part, tile0, tile1 int) {
	s := &t.s
	y0, p := c%t.chunksPerPlane*t.lines, c/t.chunksPerPlane
	y1 := min(y0+t.lines, s.out[1])
	z, img := p%s.out[0], p/s.out[0]
	base := t.source(xbuf, img, z, y0, y1)
	if t.each {
		t.channels(base, c, first, part, tile0, tile1)
		return
	}
	places := (y1 - y0) * s.out[2]
	dy := t.dy[((img*s.out[0]+z)*s.out[1]+y0)*s.out[2]*s.outC+t.g*t.outCols:]
	for j := 0; j < t.outCols; j += t.panel {
		t.k.packRows(dybuf[j*places:][:places*t.panel], dy[j:], t.panel, min(t.panel, t.outCols-j), places, s.outC)
	}
	tab.seg = tab.seg[:0]
	for y := range y1 - y0 {
		tab.seg = append(tab.seg, segment{4 * y * s.stride[1] * t.line, 4 * y * s.out[2] * t.panel})
	}
	a.tab, a.segs, a.k = &tab.seg[0], len(tab.seg), s.out[2]
	a.rsA, a.csA, a.rsB, a.ldc = 4, 4*s.stride[2]*t.pixel, 4*t.panel, 4*t.ldc
	a.flags = microAcc
	if first {
		a.flags = 0
	}
	dw := t.sums[part*s.taps*t.groupIn*t.outCols:]
	for j := 0; j < t.outCols; j += t.panel {
		a.cols = min(t.panel, t.outCols-j)
		a.b = unsafe.Pointer(&dybuf[j*places])
		byRows := t.k.micro.forCols(a)
		for i := tile0; i < tile1; i++ {
			run, r := t.runs[i/t.perRun], i%t.perRun
			r0, r1 := t.height*r/t.perRun, t.height*(r+1)/t.perRun
			a.rows = r1 - r0
			a.a = unsafe.Add(base, 4*(run.at+r0))
			a.c = unsafe.Pointer(&dw[(run.row+r0)*t.ldc+j])
			byRows[a.rows](a)
		}
	}
}

// source is where the part of x that lines [y0,y1) of a plane need begins.
func (t *filterTask) source(buf []float32, img, z, y0, y1 int) unsafe.Pointer {
	s := &t.s
	first := axes3{z*s.stride[0] + t.lo[0], y0*s.stride[1] + t.lo[1], t.lo[2]}
	at := img * s.in.product() * s.inC
	if !t.copyIn {
		return unsafe.Pointer(&t.x[at+first[0]*t.plane+first[1]*t.line])
	}
	size := axes3{t.span[0], (y1-y0-1)*s.stride[1] + t.span[1], (s.out[2]-1)*s.stride[2] + t.span[2]}
	loadBlock(buf, t.x[at+t.g*t.groupIn:], s.in, s.inC, s.inC/s.groups, t.repeat, first, size, t.plane, t.line)
	return unsafe.Pointer(&buf[0])
}

// addParts adds parts matrices of m x n, in order, into rows of ld.
func addParts(dst []float32, ld int, sums []float32, m, n, parts int) {
	j := getJob(func(j *job, lo, hi int) {
		ld, n, parts, size := j.n[0], j.n[1], j.n[2], j.n[3]
		for r := lo; r < hi; r++ {
			d := j.s[0][r*ld:][:n]
			copy(d, j.s[1][r*n:])
			for p := 1; p < parts; p++ {
				j.k.binary[OpAdd](d, d, j.s[1][p*size+r*n:][:n])
			}
		}
	})
	j.s[0], j.s[1] = dst, sums
	j.n = [10]int{ld, n, parts, m * n}
	j.run(m, max(1, ewBlockLight/(n*parts)))
}
