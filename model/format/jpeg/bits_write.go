package jpeg

import "math/bits"

// sink takes the symbols of a scan: to write them, or to count them for a
// Huffman table.
type sink interface {
	// symbol codes a symbol with one of the tables.
	symbol(table int, s uint8)
	// bits writes the low n bits of v as they are.
	bits(v uint32, n int)
}

// bitWriter writes symbols and bits; the tables are its own.
type bitWriter struct {
	out    []byte
	tables []*encodeTable
	acc    uint64 // the bits that are not written yet, at its low end
	n      int    // how many
}

func (w *bitWriter) symbol(table int, s uint8) {
	t := w.tables[table]
	w.bits(uint32(t.code[s]), int(t.length[s]))
}

func (w *bitWriter) bits(v uint32, n int) {
	w.acc, w.n = w.acc<<n|uint64(v&(1<<n-1)), w.n+n
	for w.n >= 8 {
		b := byte(w.acc >> (w.n - 8))
		if w.out, w.n = append(w.out, b), w.n-8; b == 0xff {
			w.out = append(w.out, 0) // so that it is no marker
		}
	}
}

// flush fills the last byte with ones.
func (w *bitWriter) flush() {
	if w.n > 0 {
		w.bits(0x7f, 8-w.n)
	}
}

// counter counts the symbols of each table.
type counter struct{ counts [][257]int }

func (c *counter) symbol(table int, s uint8) { c.counts[table][s]++ }
func (c *counter) bits(uint32, int)          {}

// category is the number of bits of a value, and the bits that stand for it:
// those of negative ones are less by one.
func category(v int32) (n int, low uint32) {
	if v < 0 {
		n = bits.Len32(uint32(-v))
		return n, uint32(v - 1)
	}
	return bits.Len32(uint32(v)), uint32(v)
}
