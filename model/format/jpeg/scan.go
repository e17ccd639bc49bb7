package jpeg

// scan is one scan of a file: a part of the coefficients of some components.
type scan struct {
	f      *file
	comps  []*component
	dc, ac []*decodeTable // of comps
	from   int            // the first and the last coefficient, in zigzag order
	to     int
	high   int // the bit that an earlier scan reached, 0 for none
	low    int // the lowest bit of this scan

	r      bitReader
	last   [4]int32 // DC of the blocks before
	eobRun int32    // blocks to come that have no more coefficients here
}

// readScans reads all scans. Files that are cut off keep what came before; the
// rows of groups that are complete are in f.rows.
func (f *file) readScans() error {
	for _, c := range f.comps {
		c.coefs = make([]int16, c.stride*ceilDiv(f.height, f.maxV*8)*c.v*blockSize)
	}
	f.rows = ceilDiv(f.height, f.maxV*8)
	for {
		mark, err := f.marker()
		switch {
		case err != nil && f.complete():
			return nil // only the end of the file is missing
		case err != nil:
			return err
		case mark == markEOI:
			return nil
		case mark != markSOS:
			if err := f.segment(mark); err != nil {
				return err
			}
			continue
		}
		s, err := f.newScan()
		if err != nil {
			return err
		}
		if rows := s.read(); s.r.cut {
			if f.progressive || len(f.comps) != len(s.comps) {
				return errTruncated // all scans have to be there
			}
			f.rows = rows
			return nil
		}
		f.pos = s.r.pos
		if !f.progressive && f.complete() {
			return nil
		}
	}
}

// complete tells whether a file of sequential scans has shown all components.
func (f *file) complete() bool {
	for _, c := range f.comps {
		if c.quant == nil {
			return false
		}
	}
	return !f.progressive
}

func (f *file) newScan() (*scan, error) {
	b, err := f.body()
	if err != nil {
		return nil, err
	}
	if len(b) < 6 || b[0] < 1 || b[0] > 4 || len(b) != 4+2*int(b[0]) {
		return nil, errStructure
	}
	s := &scan{f: f, r: bitReader{data: f.data, pos: f.pos, recover: f.recover}}
	n := int(b[0])
	params := b[1+2*n:]
	s.from, s.to, s.high, s.low = int(params[0]), int(params[1]), int(params[2]>>4), int(params[2]&15)
	if !f.progressive {
		s.from, s.to, s.high, s.low = 0, 63, 0, 0
	}
	if s.from > s.to || s.to > 63 || s.low > 13 || f.progressive && s.from == 0 && s.to != 0 || s.from > 0 && n > 1 {
		return nil, errStructure
	}
	blocks := 0
	for i := range n {
		c := f.componentOf(b[1+2*i])
		if c == nil {
			return nil, errStructure
		}
		if c.quant == nil {
			if f.quants[c.quantIndex] == nil {
				return nil, errQuantTable
			}
			c.quant = f.quants[c.quantIndex]
		}
		tables := b[2+2*i]
		if tables>>4 > 3 || tables&15 > 3 {
			return nil, errStructure
		}
		dc, ac := f.dc[tables>>4], f.ac[tables&15]
		if s.from == 0 && s.high == 0 && dc == nil || s.to > 0 && ac == nil {
			return nil, errHuffman
		}
		blocks += c.h * c.v
		s.comps, s.dc, s.ac = append(s.comps, c), append(s.dc, dc), append(s.ac, ac)
	}
	if n > 1 && blocks > maxGroup {
		return nil, errStructure
	}
	return s, nil
}

// maxGroup is how many blocks a group may have (T.81, B.2.3).
const maxGroup = 10

func (f *file) componentOf(id uint8) *component {
	for _, c := range f.comps {
		if c.id == id {
			return c
		}
	}
	return nil
}

// read reads the groups of blocks of a scan and counts the complete rows of
// them. A scan of one component has groups of one block and none that lie
// beyond its edge.
func (s *scan) read() (rows int) {
	f := s.f
	across, down := ceilDiv(f.width, f.maxH*8), ceilDiv(f.height, f.maxV*8)
	single := len(s.comps) == 1
	if single {
		across, down = s.comps[0].wide, s.comps[0].high
	}
	decode := s.decoder()
	left, restarts := f.interval, uint8(0)
	for row := range down {
		for col := range across {
			if f.interval > 0 && left == 0 {
				s.r.restart(restarts & 7)
				left, s.last, s.eobRun = f.interval, [4]int32{}, 0
				restarts++
			}
			left--
			if s.r.lacking {
				continue // what is missing stays zero
			}
			s.r.group = s.r.pos
			if single {
				decode(0, s.comps[0].block(row, col))
			} else {
				for i, c := range s.comps {
					for b := range c.h * c.v {
						decode(i, c.block(row*c.v+b/c.h, col*c.h+b%c.h))
					}
				}
			}
			if s.r.cut {
				return row
			}
		}
	}
	return down
}

// decoder is what reads a block of the scan; i is the place of its component.
func (s *scan) decoder() func(i int, b *[blockSize]int16) {
	switch {
	case !s.f.progressive:
		return s.sequential
	case s.from == 0 && s.high == 0:
		return s.firstDC
	case s.from == 0:
		return s.refineDC
	case s.high == 0:
		return s.firstAC
	}
	return s.refineAC
}

// difference reads how DC differs from that of the block before.
func (s *scan) difference(i int) int32 {
	s.last[i] += s.r.signed(int(s.r.symbol(s.dc[i]) & 15))
	return s.last[i]
}

// sequential reads a whole block.
func (s *scan) sequential(i int, b *[blockSize]int16) {
	b[0] = int16(s.difference(i))
	for k := 1; k < blockSize; k++ {
		symbol := s.r.symbol(s.ac[i])
		run, size := int(symbol>>4), int(symbol&15)
		if size == 0 {
			if run != 15 {
				break
			}
			k += 15
			continue
		}
		k += run
		b[zigzag[k]] = int16(s.r.signed(size))
	}
}
