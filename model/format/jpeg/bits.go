package jpeg

// bitReader reads the bits of a scan: bytes of 0xff are followed by a zero
// that does not count, and another byte behind them is a marker that ends the
// data.
//
// At a marker the bits that are missing are zeros. At the end of a file that
// has been cut off there are no more bits, not even those that a code might do
// without: a reader always looks ahead. One that recovers reads the bytes of
// the group of blocks once more, as TensorFlow does, until a group ends where
// the file does.
type bitReader struct {
	data    []byte
	pos     int
	acc     uint64 // the bits that are read ahead, at its low end
	n       int    // how many
	group   int    // where the bytes of the group of blocks begin
	recover bool

	marker  bool // a marker stands at pos
	lacking bool // zeros stood in for bits behind a marker
	cut     bool // the data ended
}

// fill reads ahead; it needs want bits.
func (r *bitReader) fill(want int) {
	for r.n <= 56 && !r.marker {
		b, ok := r.next()
		if ok && b == 0xff {
			for n := 0; ok && b == 0xff; n++ {
				b, ok = r.next()
				ok = ok && n < len(r.data) // not for ever
			}
			if ok && b != 0 {
				r.marker, r.pos = true, r.pos-2
				break
			}
			b = 0xff
		}
		if !ok {
			r.marker, r.cut = true, !r.recover
			break
		}
		r.acc, r.n = r.acc<<8|uint64(b), r.n+8
	}
	if want > r.n {
		r.lacking = r.lacking || r.marker
		r.acc, r.n = r.acc<<(57-r.n), 57
	}
}

// next is the next byte, if there is one.
func (r *bitReader) next() (b byte, ok bool) {
	if r.pos >= len(r.data) {
		if !r.recover || r.group >= len(r.data) {
			return 0, false
		}
		r.pos = r.group
	}
	r.pos++
	return r.data[r.pos-1], true
}

// bits is the next n bits as a number.
func (r *bitReader) bits(n int) int32 {
	if r.n < n {
		r.fill(n)
	}
	r.n -= n
	return int32(r.acc>>r.n) & (1<<n - 1)
}

// bit is the next bit.
func (r *bitReader) bit() bool { return r.bits(1) != 0 }

// signed is the number of a category: n bits, of which the first tells the
// sign.
func (r *bitReader) signed(n int) int32 {
	if n == 0 {
		return 0
	}
	v := r.bits(n)
	if v < 1<<(n-1) {
		v += -1<<n + 1
	}
	return v
}

// symbol is the symbol of the next code, 0 for a code that the table lacks.
func (r *bitReader) symbol(t *decodeTable) uint8 {
	if r.n < lookBits {
		r.fill(0)
	}
	length := 1
	if r.n >= lookBits {
		e := t.look[uint8(r.acc>>(r.n-lookBits))]
		if e != 0 {
			r.n -= int(e >> 8)
			return uint8(e)
		}
		length = lookBits + 1
	}
	code := r.bits(length)
	for code > t.maxCode[length] {
		code = code<<1 | r.bits(1)
		length++
	}
	if length > 16 {
		return 0
	}
	return t.symbols[code+t.offset[length]]
}

// restart drops what is left before a restart marker and steps over it. number
// counts the restarts from 0, modulo 8.
func (r *bitReader) restart(number uint8) {
	r.acc, r.n = 0, 0
	for {
		// Go to the next marker, as a rule the one that is expected.
		for r.pos < len(r.data) && r.data[r.pos] != 0xff {
			r.pos++
		}
		for r.pos < len(r.data) && r.data[r.pos] == 0xff {
			r.pos++
		}
		if r.pos >= len(r.data) {
			r.marker, r.cut = true, !r.recover
			return
		}
		mark := r.data[r.pos]
		switch d := (mark - markRST0 - number) & 7; {
		case mark < markSOF0 || mark >= markRST0 && mark <= markRST7 && d >= 6:
			r.pos++ // no marker, or a restart that was due before: skip it
			continue
		case mark < markRST0 || mark > markRST7 || d == 1 || d == 2:
			r.pos-- // a later one: this part of the data is missing
			r.marker = true
			return
		}
		r.pos++
		r.marker, r.lacking = false, false
		return
	}
}
