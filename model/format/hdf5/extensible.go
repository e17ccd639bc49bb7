package hdf5

import "math/bits"

// extensibleArray is the index of a dataset that may grow along one axis. Its
// first entries lie in an index block, the next ones in data blocks that the
// index block names, the others in data blocks that secondary blocks name.
// Secondary block u names 2^(u/2) data blocks of 2^((u+1)/2) times least entries.
type extensibleArray struct {
	f          *File
	chunkBytes uint64
	entry      int // bytes of an entry
	filtered   bool
	inIndex    int // entries in the index block
	least      int // entries of the smallest data blocks
	pointers   int // data blocks of the first secondary block
	offBytes   int // bytes of a position in the array
	page       int // entries of a page
	want       int // entries to read
	refs       []chunkRef
}

// extensibleArray reads the index of a dataset that may grow along one axis.
func (f *File) extensibleArray(l layout, chunkBytes uint64) []chunkRef {
	c := f.at(l.addr, uint64(12+6*f.lens+f.offs), "EAHD")
	c.u8()
	x := extensibleArray{f: f, chunkBytes: chunkBytes, filtered: c.u8() == 1, entry: c.u8()}
	maxBits := c.u8()
	x.inIndex, x.least, x.pointers = c.u8(), c.u8(), c.u8()
	pageBits := c.u8()
	c.bytes(4 * f.lens) // numbers and sizes of blocks
	used := c.length()
	c.length() // entries with room
	index := c.addr()
	if maxBits > 64 || pageBits > 30 || !powerOf2(x.least) || !powerOf2(x.pointers) || !f.goodEntry(x.entry, x.filtered) {
		throwf("bad extensible array")
	}
	if index == undefined || used == 0 {
		return nil
	}
	if used > f.size/uint64(x.entry)+1 {
		throwf("more chunks than the file can index")
	}
	x.offBytes, x.page, x.want = (maxBits+7)/8, 1<<pageBits, int(used)
	x.index(index, 1+maxBits-log2(x.least))
	return x.refs
}

func powerOf2(n int) bool { return bits.OnesCount(uint(n)) == 1 }

func log2(n int) int { return bits.Len(uint(n)) - 1 }

// index reads the index block of an array of so many secondary blocks, of which
// the first are in it.
func (x *extensibleArray) index(addr uint64, secondary int) {
	direct := 2 * log2(x.pointers)
	blocks := 2 * (x.pointers - 1)
	others := max(0, secondary-direct)
	size := 6 + x.f.offs + x.inIndex*x.entry + (blocks+others)*x.f.offs
	c := x.f.at(addr, uint64(size), "EAIB")
	c.bytes(2 + x.f.offs)
	x.refs = c.entries(x.inIndex, x.entry, x.filtered, x.chunkBytes)
	for u := range direct {
		for range 1 << (u / 2) {
			x.block(c.addr(), x.blockSize(u), nil)
		}
	}
	for u := direct; u < secondary && len(x.refs) < x.want; u++ {
		x.secondary(c.addr(), u)
	}
}

// blockSize is the entries of the data blocks of secondary block u.
func (x *extensibleArray) blockSize(u int) int {
	if shift := (u + 1) / 2; shift < 31 {
		return x.least << shift
	}
	throwf("bad extensible array")
	return 0
}

// secondary reads the data blocks that a secondary block names.
func (x *extensibleArray) secondary(addr uint64, u int) {
	blocks, size := 1<<(u/2), x.blockSize(u)
	if uint64(blocks) > x.f.size {
		throwf("bad extensible array")
	}
	if addr == undefined {
		x.skip(blocks * size)
		return
	}
	bitmap := 0 // of the pages of a block that were written
	if size > x.page {
		bitmap = (size/x.page + 7) / 8
	}
	c := x.f.at(addr, uint64(6+x.f.offs+x.offBytes+blocks*(bitmap+x.f.offs)), "EASB")
	c.bytes(2 + x.f.offs + x.offBytes)
	maps := make([][]byte, blocks)
	for i := range maps {
		maps[i] = c.bytes(bitmap)
	}
	for _, m := range maps {
		x.block(c.addr(), size, m)
	}
}

// skip stands for n entries that are not there.
func (x *extensibleArray) skip(n int) {
	for range min(n, x.want-len(x.refs)) {
		x.refs = append(x.refs, chunkRef{addr: undefined})
	}
}

// block reads a data block of n entries; written has a bit for each page of a
// block that has pages.
func (x *extensibleArray) block(addr uint64, n int, written []byte) {
	if addr == undefined || len(x.refs) >= x.want {
		x.skip(n)
		return
	}
	x.f.at(addr, 4, "EADB")
	pos := addr + uint64(6+x.f.offs+x.offBytes)
	if n <= x.page {
		x.read(pos, n)
		return
	}
	pos += 4 // checksum
	for p := range n / x.page {
		if written != nil && written[p/8]>>(7-p%8)&1 == 0 {
			x.skip(x.page)
		} else {
			x.read(pos, x.page)
		}
		pos += uint64(x.page*x.entry) + 4
	}
}

// read reads n entries, or as many as are wanted.
func (x *extensibleArray) read(pos uint64, n int) {
	n = min(n, x.want-len(x.refs))
	if n > 0 {
		c := x.f.at(pos, uint64(n*x.entry), "")
		x.refs = append(x.refs, c.entries(n, x.entry, x.filtered, x.chunkBytes)...)
	}
}
