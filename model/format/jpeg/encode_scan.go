package jpeg

// A sequential scan has the tables of brightness and of colour, each for DC and
// AC: 2*index+class.

// standardScan writes all components in one scan, with the tables of T.81.
func (w *writer) standardScan() {
	w.sequentialScan([]*codeTable{&dcBrightness, &acBrightness, &dcColour, &acColour}[:2*min(len(w.comps), 2)])
}

// optimizedScan writes all components in one scan, with the shortest codes.
func (w *writer) optimizedScan() {
	c := &counter{make([][257]int, 2*min(len(w.comps), 2))}
	w.codeSequential(c)
	w.sequentialScan(c.tables())
}

func (w *writer) sequentialScan(tables []*codeTable) {
	bw := &bitWriter{}
	for i, t := range tables {
		w.codes(i%2, i/2, t)
		bw.tables = append(bw.tables, t.encoder())
	}
	w.scanHead(&scan{comps: w.comps, to: 63}, []byte{0, 0x11, 0x11})
	bw.out = w.out
	w.codeSequential(bw)
	bw.flush()
	w.out = bw.out
}

// codeSequential codes the blocks of all components, group by group.
func (w *writer) codeSequential(out sink) {
	var last [4]int32
	w.eachGroup(w.comps, func(i int, b *[blockSize]int16) {
		table := 2 * min(i, 1)
		n, low := category(int32(b[0]) - last[i])
		last[i] = int32(b[0])
		out.symbol(table+classDC, uint8(n))
		out.bits(low, n)
		run := 0
		for k := 1; k < blockSize; k++ {
			v := b[zigzag[k]]
			if v == 0 {
				run++
				continue
			}
			for ; run > 15; run -= 16 {
				out.symbol(table+classAC, 0xf0)
			}
			n, low := category(int32(v))
			out.symbol(table+classAC, uint8(run<<4|n))
			out.bits(low, n)
			run = 0
		}
		if run > 0 {
			out.symbol(table+classAC, 0)
		}
	})
}

// eachGroup calls f with the blocks of a scan in their order; a scan of one
// component has no blocks beyond its edges.
func (w *writer) eachGroup(comps []*component, f func(i int, b *[blockSize]int16)) {
	if len(comps) == 1 {
		c := comps[0]
		for row := range c.high {
			for col := range c.wide {
				f(0, c.block(row, col))
			}
		}
		return
	}
	for row := range ceilDiv(w.height, w.maxV*8) {
		for col := range ceilDiv(w.width, w.maxH*8) {
			for i, c := range comps {
				for b := range c.h * c.v {
					f(i, c.block(row*c.v+b/c.h, col*c.h+b%c.h))
				}
			}
		}
	}
}
