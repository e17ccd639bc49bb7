package hdf5

import "math/bits"

// dense visits the messages that a newer file keeps outside of an object's
// header when there are many: their bodies lie in a fractal heap, a version 2
// B-tree of records of type kind (5 links, 8 attributes, by name) lists them.
func (f *File) dense(heap, tree uint64, kind int, visit func(*cursor)) {
	h := f.fractalHeap(heap)
	t := nameTree{f: f, heap: h, kind: kind, visit: visit, seen: map[uint64]bool{}}
	t.read(tree)
}

// fractalHeap is a heap's header.
type fractalHeap struct {
	f        *File
	idLen    int
	width    int    // of the table of blocks
	start    uint64 // size of the smallest blocks
	maxDir   uint64 // size of the largest direct blocks
	offBytes int    // bytes of an offset into the heap
	lenBytes int    // bytes of an object's length
	root     uint64
	rows     int // of the root, 0 if it is a direct block
}

func (f *File) fractalHeap(addr uint64) *fractalHeap {
	c := f.at(addr, uint64(26+12*f.lens+3*f.offs), "FRHP")
	c.u8()
	h := &fractalHeap{f: f, idLen: c.u16()}
	if c.u16() != 0 {
		throwf("filtered fractal heaps cannot be read")
	}
	c.u8()
	maxManaged := uint64(c.u32())
	c.length() // next huge object
	c.addr()   // tree of huge objects
	c.length() // free space
	c.addr()
	c.bytes(8 * f.lens)
	h.width = c.u16()
	h.start = c.length()
	h.maxDir = c.length()
	maxBits := c.u16()
	c.u16() // rows at the start
	h.root = c.addr()
	h.rows = c.u16()
	h.offBytes = (maxBits + 7) / 8
	h.lenBytes = byteWidth(min(maxManaged, h.maxDir))
	if h.width == 0 || h.start == 0 || bits.OnesCount64(h.start) != 1 || h.offBytes > 8 || h.rows > 64 {
		throwf("bad fractal heap")
	}
	return h
}

// object gives the body of the object that an ID names.
func (h *fractalHeap) object(id []byte) *cursor {
	c := &cursor{f: h.f, b: id}
	switch flags := c.u8(); flags >> 4 & 3 {
	case 0:
		off := c.uint(h.offBytes)
		n := c.uint(h.lenBytes)
		if h.rows == 0 {
			return h.f.at(h.root+off, n, "")
		}
		return h.f.at(h.block(h.root, h.rows, off), n, "")
	case 2: // in the ID itself
		return &cursor{f: h.f, b: c.bytes(flags&15 + 1)}
	}
	throwf("huge objects of a fractal heap cannot be read")
	return nil
}

// block finds the address that belongs to an offset below an indirect block.
func (h *fractalHeap) block(addr uint64, rows int, off uint64) uint64 {
	head := 5 + h.f.offs + h.offBytes
	size := h.start
	first := uint64(0)
	for row := range rows {
		if row > 1 {
			size *= 2
		}
		span := size * uint64(h.width)
		if span/size != uint64(h.width) {
			break
		}
		if off >= first+span {
			first += span
			continue
		}
		column := (off - first) / size
		slot := uint64(row*h.width) + column
		h.f.at(addr, 4, "FHIB")
		child := h.f.at(addr+uint64(head)+slot*uint64(h.f.offs), uint64(h.f.offs), "").addr()
		within := off - first - column*size
		if size <= h.maxDir {
			return child + within
		}
		// An indirect block of this size has as many rows as it takes to
		// fill it: each block row doubles, after the first two.
		sub := bits.Len64(size / (h.start * uint64(h.width)))
		if sub >= rows {
			throwf("bad fractal heap")
		}
		return h.block(child, sub, within)
	}
	throwf("object outside of its fractal heap")
	return 0
}

// nameTree visits the records of a version 2 B-tree.
type nameTree struct {
	f        *File
	heap     *fractalHeap
	kind     int
	visit    func(*cursor)
	seen     map[uint64]bool
	nodeSize int
	recSize  int
}

func (t *nameTree) read(addr uint64) {
	c := t.f.at(addr, uint64(16+2+t.f.offs+t.f.lens), "BTHD")
	c.u8()
	if kind := c.u8(); kind != t.kind {
		throwf("B-tree of type %d, %d expected", kind, t.kind)
	}
	t.nodeSize = c.u32()
	t.recSize = c.u16()
	depth := c.u16()
	c.u16() // percentages for splitting and merging
	root := c.addr()
	count := c.u16()
	if root == undefined {
		return
	}
	if t.recSize < t.heap.idLen+4 || t.nodeSize < 16+t.recSize || depth > 16 {
		throwf("bad B-tree")
	}
	t.node(root, depth, count)
}

// totalWidth is the bytes that a node at depth uses for the number of records
// below each child; nodes above leaves do not count them.
func (t *nameTree) totalWidth(depth int) int {
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
func (t *nameTree) leafMax() int { return (t.nodeSize - 10) / t.recSize }

// countWidth is the bytes of a child's own number of records.
func (t *nameTree) countWidth() int { return byteWidth(uint64(t.leafMax())) }

func byteWidth(n uint64) int { return (bits.Len64(n) + 7) / 8 }

func (t *nameTree) node(addr uint64, depth, count int) {
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
		r := &cursor{f: t.f, b: c.bytes(t.recSize)}
		if t.kind == 5 {
			r.u32() // hash of the name; in type 8 it lies behind the ID
		}
		t.visit(t.heap.object(r.bytes(t.heap.idLen)))
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
