package hdf5

import "math/bits"

// recordTree visits the records of a version 2 B-tree.
type recordTree struct {
	f        *File
	visit    func(*cursor)
	seen     map[uint64]bool
	nodeSize int
	recSize  int
}

// records visits the records of the B-tree at addr, which must be of type kind
// and have records of least bytes or more.
func (f *File) records(addr uint64, kind, least int, visit func(*cursor)) {
	c := f.at(addr, uint64(16+2+f.offs+f.lens), "BTHD")
	c.u8()
	if k := c.u8(); k != kind {
		throwf("B-tree of type %d, %d expected", k, kind)
	}
	t := recordTree{f: f, visit: visit, seen: map[uint64]bool{}, nodeSize: c.u32(), recSize: c.u16()}
	depth := c.u16()
	c.u16() // percentages for splitting and merging
	root := c.addr()
	count := c.u16()
	if root == undefined {
		return
	}
	if t.recSize < least || t.nodeSize < 16+t.recSize || depth > 16 {
		throwf("bad B-tree")
	}
	t.node(root, depth, count)
}

// totalWidth is the bytes that a node at depth uses for the number of records
// below each child; nodes above leaves do not count them.
func (t *recordTree) totalWidth(depth int) int {
	total, width := uint64(t.leafMax()), 0
	for d := 1; d < depth; d++ {
		pointer := t.f.offs + t.countWidth() + width
		records := uint64(max(0, t.nodeSize-10-pointer) / (t.recSize + pointer))
		total = (records+1)*total + records
		width = byteWidth(total)
	}
	return width
}

// leafMax is the most records of a leaf: a node's size less signature, version,
// type and checksum.
func (t *recordTree) leafMax() int { return (t.nodeSize - 10) / t.recSize }

// countWidth is the bytes of a child's own number of records.
func (t *recordTree) countWidth() int { return byteWidth(uint64(t.leafMax())) }

func byteWidth(n uint64) int { return (bits.Len64(n) + 7) / 8 }

func (t *recordTree) node(addr uint64, depth, count int) {
	if t.seen[addr] {
		throwf("B-tree contains a loop")
	}
	t.seen[addr] = true
	sig := "BTLF"
	if depth > 0 {
		sig = "BTIN"
	}
	c := t.f.at(addr, uint64(t.nodeSize), sig)
	c.bytes(2)
	for range count {
		t.visit(&cursor{f: t.f, b: c.bytes(t.recSize)})
	}
	if depth == 0 {
		return
	}
	totalWidth := t.totalWidth(depth)
	for range count + 1 {
		child := c.addr()
		n := c.uint(t.countWidth())
		c.bytes(totalWidth)
		t.node(child, depth-1, int(n))
	}
}
