package hdf5

import "math/bits"

// dense visits the messages that a newer file keeps outside of an object's
// header when there are many: their bodies lie in a fractal heap, a version 2
// B-tree of records of type kind (5 links, 8 attributes, by name) lists them.
func (f *File) dense(heap, tree uint64, kind int, visit func(*cursor)) {
	h := f.fractalHeap(heap)
	f.records(tree, kind, h.idLen+4, func(r *cursor) {
		if kind == 5 {
			r.u32() // hash of the name; in type 8 it lies behind the ID
		}
		visit(h.object(r.bytes(h.idLen)))
	})
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
	rows     int    // of the root, 0 if it is a direct block
	hugeTree uint64 // lists the objects that lie outside of the blocks
	huge     map[uint64]place
}

// place is a piece of the file.
type place struct{ addr, size uint64 }

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
	h.hugeTree = c.addr()
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
	case 1:
		return h.hugeObject(c.uint(min(8, h.idLen-1)))
	case 2: // in the ID itself
		return &cursor{f: h.f, b: c.bytes(flags&15 + 1)}
	}
	throwf("bad object in a fractal heap")
	return nil
}

// hugeObject gives an object that is too large for the heap's blocks: a B-tree
// of records of type 1 says by its number where it lies.
func (h *fractalHeap) hugeObject(id uint64) *cursor {
	if h.huge == nil {
		h.huge = map[uint64]place{}
		h.f.records(h.hugeTree, 1, h.f.offs+2*h.f.lens, func(r *cursor) {
			p := place{r.addr(), r.length()}
			h.huge[r.length()] = p
		})
	}
	p, ok := h.huge[id]
	if !ok {
		throwf("can't find object in B-tree")
	}
	return h.f.at(p.addr, p.size, "")
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
