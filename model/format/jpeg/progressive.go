package jpeg

// firstDC reads the high bits of DC.
func (s *scan) firstDC(i int, b *[blockSize]int16) {
	b[0] = int16(s.difference(i) << s.low)
}

// refineDC reads one more bit of DC.
func (s *scan) refineDC(_ int, b *[blockSize]int16) {
	if s.r.bit() {
		b[0] |= 1 << s.low
	}
}

// firstAC reads the high bits of a part of the AC coefficients.
func (s *scan) firstAC(_ int, b *[blockSize]int16) {
	if s.eobRun > 0 {
		s.eobRun--
		return
	}
	for k := s.from; k <= s.to; k++ {
		symbol := s.r.symbol(s.ac[0])
		run, size := int(symbol>>4), int(symbol&15)
		switch {
		case size != 0:
			k += run
			b[zigzag[k]] = int16(s.r.signed(size) << s.low)
		case run == 15:
			k += 15
		default:
			s.eobRun = 1<<run + s.r.bits(run) - 1
			return
		}
	}
}

// refineAC reads one more bit of the coefficients that are not zero yet, and
// the first bit of others.
func (s *scan) refineAC(_ int, b *[blockSize]int16) {
	one := int16(1) << s.low
	k := s.from
	if s.eobRun == 0 {
		for ; k <= s.to; k++ {
			symbol := s.r.symbol(s.ac[0])
			run, size := int(symbol>>4), int(symbol&15)
			var value int16
			switch {
			case size != 0:
				value = -one
				if s.r.bit() {
					value = one
				}
			case run != 15:
				s.eobRun = 1<<run + s.r.bits(run)
			}
			if s.eobRun > 0 {
				break
			}
			k = s.refineTo(b, k, run)
			if value != 0 {
				b[zigzag[k]] = value
			}
		}
	}
	if s.eobRun > 0 {
		s.refineTo(b, k, -1)
		s.eobRun--
	}
}

// refineTo reads a bit for each coefficient from place k on that is not zero,
// up to the end or until it meets a zero behind as many zeros as zeros tells;
// its place is the result.
func (s *scan) refineTo(b *[blockSize]int16, k, zeros int) int {
	for ; k <= s.to; k++ {
		v := &b[zigzag[k]]
		switch {
		case *v == 0 && zeros == 0:
			return k
		case *v == 0:
			zeros--
		case s.r.bit() && *v&(1<<s.low) == 0:
			if *v > 0 {
				*v += 1 << s.low
			} else {
				*v -= 1 << s.low
			}
		}
	}
	return k
}
