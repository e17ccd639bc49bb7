package hdf5

import "strings"

// localHeap reads the names of a symbol-table group.
func (f *File) localHeap(addr uint64) []byte {
	c := f.at(addr, uint64(8+2*f.lens+f.offs), "HEAP")
	c.bytes(4)
	size := c.length()
	c.length() // free list
	return f.read(f.position(c.addr()), size)
}

func heapName(heap []byte, at uint64) string {
	if at >= uint64(len(heap)) {
		throwf("name outside of the local heap")
	}
	s := string(heap[at:])
	if i := strings.IndexByte(s, 0); i >= 0 {
		s = s[:i]
	}
	return s
}

// heapObject gives an object of the global heap: the collection's address and
// the object's index in it.
func (f *File) heapObject(addr uint64, index int) []byte {
	objects, ok := f.collections[addr]
	if !ok {
		objects = f.collection(addr)
	}
	b, ok := objects[index]
	if !ok {
		throwf("unable to find object %d in the global heap at %d", index, addr)
	}
	return b
}

func (f *File) collection(addr uint64) map[int][]byte {
	head := f.at(addr, uint64(8+f.lens), "GCOL")
	head.bytes(4)
	c := f.at(addr, head.length(), "GCOL")
	c.bytes(4 + f.lens)
	objects := map[int][]byte{}
	for c.left() >= 8+f.lens {
		index := c.u16()
		c.bytes(6)
		size := c.length()
		if index == 0 { // free space, to the end
			break
		}
		if size > uint64(c.left()) {
			throwf("global heap object exceeds its collection")
		}
		objects[index] = c.bytes(int(size))
		c.align(8)
	}
	// Collections that together are much longer than the file overlap each
	// other: do not let them pile up.
	f.cached += len(c.b)
	if uint64(f.cached) > 2*f.size {
		f.cached = len(c.b)
		clear(f.collections)
	}
	f.collections[addr] = objects
	return objects
}
