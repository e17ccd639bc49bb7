package jpeg

// progressiveScans writes the scans that libjpeg has for progressive files,
// each with tables of its own.
func (w *writer) progressiveScans() {
	all, y := w.comps, w.comps[:1]
	var scans []scan
	if len(all) == 3 {
		cb, cr := all[1:2], all[2:3]
		scans = []scan{
			{comps: all, low: 1},
			{comps: y, from: 1, to: 5, low: 2},
			{comps: cr, from: 1, to: 63, low: 1},
			{comps: cb, from: 1, to: 63, low: 1},
			{comps: y, from: 6, to: 63, low: 2},
			{comps: y, from: 1, to: 63, high: 2, low: 1},
			{comps: all, high: 1},
			{comps: cr, from: 1, to: 63, high: 1},
			{comps: cb, from: 1, to: 63, high: 1},
			{comps: y, from: 1, to: 63, high: 1},
		}
	} else {
		scans = []scan{
			{comps: all, low: 1},
			{comps: y, from: 1, to: 5, low: 2},
			{comps: y, from: 6, to: 63, low: 2},
			{comps: y, from: 1, to: 63, high: 2, low: 1},
			{comps: all, high: 1},
			{comps: y, from: 1, to: 63, high: 1},
		}
	}
	for i := range scans {
		w.progressiveScan(&scans[i])
	}
}

func (w *writer) progressiveScan(s *scan) {
	count := &counter{make([][257]int, 2)}
	w.codeProgressive(s, count)

	class, numbers := classDC, []byte{0, 0x10, 0x10}
	if s.from > 0 {
		class, numbers = classAC, []byte{byte(s.comps[0].quantIndex)}
	} else if s.high > 0 {
		numbers = []byte{0, 0, 0} // bits of DC need no table
	}
	bw := &bitWriter{tables: make([]*encodeTable, 2)}
	for i, t := range count.tables() {
		if len(t.symbols) > 0 {
			w.codes(class, i, t)
			bw.tables[i] = t.encoder()
		}
	}
	w.scanHead(s, numbers)
	bw.out = w.out
	w.codeProgressive(s, bw)
	bw.flush()
	w.out = bw.out
}

// codeProgressive codes the part of the coefficients that belongs to a scan.
func (w *writer) codeProgressive(s *scan, out sink) {
	var last [4]int32
	ac := &acCoder{sink: out, scan: s, table: int(s.comps[0].quantIndex)}
	w.eachGroup(s.comps, func(i int, b *[blockSize]int16) {
		switch {
		case s.from > 0 && s.high == 0:
			ac.first(b)
		case s.from > 0:
			ac.refine(b)
		case s.high > 0:
			out.bits(uint32(b[0]>>s.low), 1)
		default:
			dc := int32(b[0] >> s.low)
			n, low := category(dc - last[i])
			last[i] = dc
			out.symbol(int(s.comps[i].quantIndex), uint8(n))
			out.bits(low, n)
		}
	})
	ac.endRun()
}

// acCoder codes AC coefficients in progressive scans. Blocks that have no more
// coefficients are counted and written as a run.
type acCoder struct {
	sink
	*scan
	table int
	run   int    // blocks
	later []bool // the bits of the run's blocks that refine coefficients
}

// maxLater is how many bits of refinement a run can keep.
const maxLater = 1000

// endRun writes the run of blocks.
func (a *acCoder) endRun() {
	if a.run == 0 {
		return
	}
	n, _ := category(int32(a.run))
	a.symbol(a.table, uint8((n-1)<<4))
	a.bits(uint32(a.run), n-1)
	a.run = 0
	a.refinements(a.later)
	a.later = a.later[:0]
}

func (a *acCoder) refinements(bits []bool) {
	for _, b := range bits {
		v := uint32(0)
		if b {
			v = 1
		}
		a.bits(v, 1)
	}
}

// magnitude is the part of a coefficient without its low bits and its sign.
func (a *acCoder) magnitude(v int16) int32 {
	if v < 0 {
		return int32(-v) >> a.low
	}
	return int32(v) >> a.low
}

// first codes the high bits.
func (a *acCoder) first(b *[blockSize]int16) {
	zeros := 0
	for k := a.from; k <= a.to; k++ {
		v := b[zigzag[k]]
		m := a.magnitude(v)
		if m == 0 {
			zeros++
			continue
		}
		a.endRun()
		for ; zeros > 15; zeros -= 16 {
			a.symbol(a.table, 0xf0)
		}
		if v < 0 {
			m = -m
		}
		n, low := category(m)
		a.symbol(a.table, uint8(zeros<<4|n))
		a.bits(low, n)
		zeros = 0
	}
	if zeros > 0 {
		if a.run++; a.run == 0x7fff {
			a.endRun()
		}
	}
}

// refine codes one more bit of coefficients that were not zero, and the first
// bit of others.
func (a *acCoder) refine(b *[blockSize]int16) {
	lastNew := 0 // the last coefficient that gets its first bit here
	for k := a.from; k <= a.to; k++ {
		if a.magnitude(b[zigzag[k]]) == 1 {
			lastNew = k
		}
	}
	zeros := 0
	var refined []bool
	for k := a.from; k <= a.to; k++ {
		v := b[zigzag[k]]
		m := a.magnitude(v)
		if m == 0 {
			zeros++
			continue
		}
		for zeros > 15 && k <= lastNew {
			a.endRun()
			a.symbol(a.table, 0xf0)
			zeros -= 16
			a.refinements(refined)
			refined = refined[:0]
		}
		if m > 1 {
			refined = append(refined, m&1 != 0)
			continue
		}
		a.endRun()
		a.symbol(a.table, uint8(zeros<<4|1))
		sign := uint32(1)
		if v < 0 {
			sign = 0
		}
		a.bits(sign, 1)
		a.refinements(refined)
		refined, zeros = refined[:0], 0
	}
	if zeros > 0 || len(refined) > 0 {
		a.run++
		a.later = append(a.later, refined...)
		if a.run == 0x7fff || len(a.later) > maxLater-blockSize+1 {
			a.endRun()
		}
	}
}
