package hdf5

import (
	"encoding/binary"
	"strconv"

	"kerash/model/format/plain"
)

func itoa(i int) string { return strconv.Itoa(i) }

// treeK is half the most children of a group's B-tree node.
const treeK = 16

// piece is a part of the file whose address is fixed: bytes, or an array whose
// elements are encoded when it is written.
type piece struct {
	addr  uint64
	bytes []byte
	array *plain.Array
}

// layouter gives everything its place, children before parents, so that every
// address is known when it is needed.
type layouter struct {
	pieces []piece // in the order of their addresses
	end    uint64
	leafK  int // half the most entries of a symbol table node
	err    error
}

const superblockSize = 96

// layOut places a tree in a file.
func layOut(root *Builder) (*layouter, error) {
	l := &layouter{end: superblockSize, leafK: 4}
	root.measure(l)
	header := root.header(l)
	if l.err != nil {
		return nil, l.err
	}
	l.pieces = append([]piece{{bytes: l.superblock(root, header)}}, l.pieces...)
	return l, nil
}

// measure makes the nodes of symbol tables large enough that the largest group
// fits under one node of a B-tree.
func (b *Builder) measure(l *layouter) {
	l.leafK = max(l.leafK, (len(b.children)+4*treeK-1)/(4*treeK))
	for _, c := range b.children {
		if g, ok := c.(*Builder); ok {
			g.measure(l)
		}
	}
}

// place reserves room for bytes at a multiple of 8.
func (l *layouter) place(b []byte) uint64 {
	return l.placePiece(piece{bytes: b}, uint64(len(b)))
}

func (l *layouter) placePiece(p piece, size uint64) uint64 {
	p.addr = l.end
	l.pieces = append(l.pieces, p)
	l.end += (size + 7) &^ 7
	return p.addr
}

func (l *layouter) superblock(root *Builder, header uint64) []byte {
	b := append([]byte(signature), 0, 0, 0, 0, 0, 8, 8, 0)
	b = binary.LittleEndian.AppendUint16(b, uint16(l.leafK))
	b = binary.LittleEndian.AppendUint16(b, treeK)
	b = appendU32(b, 0)
	b = appendU64(b, 0, undefined, l.end, undefined)
	b = appendU64(b, 0, header) // the root's symbol table entry
	b = appendU32(b, 0, 0)
	return appendU64(b, 0, 0)
}

// header places the group's tables and then its object header.
func (b *Builder) header(l *layouter) uint64 {
	names := b.names()
	heap := make([]byte, 8) // offset 0 is the empty name
	var tables []uint64
	keys := []uint64{0}
	for len(names) > 0 {
		n := min(2*l.leafK, len(names))
		table := append([]byte("SNOD"), 1, 0)
		table = binary.LittleEndian.AppendUint16(table, uint16(n))
		for _, name := range names[:n] {
			addr := b.children[name].header(l)
			at := uint64(len(heap))
			heap = padTo8(append(append(heap, name...), 0))
			table = appendU64(table, at, addr, 0, 0, 0)
			if len(keys) == len(tables)+1 {
				keys = append(keys, at)
			}
			keys[len(tables)+1] = at
		}
		tables = append(tables, l.place(append(table, make([]byte, 8+2*l.leafK*40-len(table))...)))
		names = names[n:]
	}
	tree := append([]byte("TREE"), 0, 0)
	tree = binary.LittleEndian.AppendUint16(tree, uint16(len(tables)))
	tree = appendU64(tree, undefined, undefined, keys[0])
	for i, t := range tables {
		tree = appendU64(tree, t, keys[i+1])
	}
	tree = append(tree, make([]byte, 24+(4*treeK+1)*8-len(tree))...)
	data := l.place(heap)
	head := appendU64(append([]byte("HEAP"), 0, 0, 0, 0), uint64(len(heap)), 1, data)
	stab := appendU64(nil, l.place(tree), l.place(head))
	return l.objectHeader([]newMessage{{0x11, stab}}, b.attrs)
}

// header places the dataset's elements and then its object header.
func (d *newDataset) header(l *layouter) uint64 {
	a := d.array
	if err := a.Check(); err != nil {
		l.fail(err)
		return 0
	}
	dt, size := l.fixedType(a)
	addr, bytes := undefined, uint64(a.Len()*size)
	switch {
	case bytes == 0:
	case a.DType == plain.String:
		addr = l.place(fixedStrings(a.Data.([]string), size))
	default:
		addr = l.placePiece(piece{array: &a}, bytes)
	}
	lay := appendU64([]byte{3, 1}, addr, bytes)
	return l.objectHeader([]newMessage{
		{0x01, dataspace(a.Shape)}, {0x03, dt},
		{0x05, []byte{2, 2, 2, 1, 0, 0, 0, 0}}, {0x08, lay},
	}, d.attrs)
}

func (l *layouter) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

func appendU32(b []byte, vs ...uint32) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	return b
}

func appendU64(b []byte, vs ...uint64) []byte {
	for _, v := range vs {
		b = binary.LittleEndian.AppendUint64(b, v)
	}
	return b
}

func padTo8(b []byte) []byte {
	for len(b)%8 != 0 {
		b = append(b, 0)
	}
	return b
}
