package hdf5

import "math"

// chunkRef is a stored chunk: where it belongs and where it lies.
type chunkRef struct {
	offset []int // of its first element in the dataset
	addr   uint64
	bytes  uint64
	mask   int // filters that were left out
}

// Kinds of index of a version 4 layout; 0 stands for the version 1 B-tree of
// older ones.
const (
	indexOne        = 1 // a single chunk
	indexInOrder    = 2 // all chunks, one behind the other
	indexFixed      = 3 // a fixed array
	indexExtensible = 4 // an extensible array, for one unlimited axis
	indexTree       = 5 // a version 2 B-tree
)

// chunkIndex takes a version 4 chunked layout apart.
func (c *cursor) chunkIndex(l *layout) {
	flags := c.u8()
	dims := c.u8()
	width := c.u8()
	if dims < 1 || width < 1 || width > 8 {
		throwf("bad chunk layout")
	}
	for range dims - 1 {
		l.chunk = append(l.chunk, int(min(c.uint(width), math.MaxInt32)))
	}
	c.uint(width) // element size
	l.index = c.u8()
	switch l.index {
	case indexOne:
		if flags&2 != 0 {
			l.single = c.length()
			c.u32() // filters left out: none for a single chunk
		}
	case indexInOrder:
	case indexFixed:
		c.u8() // bits of a page, which the index says again
	case indexExtensible:
		c.bytes(5) // sizes, which the index says again
	case indexTree:
		c.bytes(6) // the same of the tree
	default:
		throwf("unknown chunk index %d", l.index)
	}
	l.addr = c.addr()
}

// readChunks puts the dataset's chunks together.
func (d *Dataset) readChunks(i *datasetInfo, total uint64) []byte {
	l := i.layout
	chunkBytes := uint64(i.size)
	for _, n := range l.chunk {
		if chunkBytes > math.MaxInt32 {
			throwf("chunk of more than 4 GiB")
		}
		chunkBytes *= uint64(n)
	}
	var chunks []chunkRef
	if l.addr != undefined {
		chunks = d.f.chunks(i, chunkBytes)
	}
	var stored uint64
	for _, c := range chunks {
		stored += c.bytes
	}
	limit := stored
	if len(l.filters) > 0 {
		limit = stored * deflateRatio
	}
	if total > limit+slack || stored > d.f.size || chunkBytes > limit+slack {
		d.tooBig(i)
	}
	out := make([]byte, total)
	if i.fill != nil {
		for at := 0; at < len(out); at += i.size {
			copy(out[at:], i.fill)
		}
	}
	for _, c := range chunks {
		b := d.f.read(d.f.position(c.addr), c.bytes)
		b = unfilter(b, l.filters, c.mask, int(chunkBytes), i.size)
		putChunk(out, b, i.shape, l.chunk, c.offset, i.size)
	}
	return out
}

// chunks lists the stored chunks.
func (f *File) chunks(i *datasetInfo, chunkBytes uint64) []chunkRef {
	l := i.layout
	switch l.index {
	case 0:
		t := chunkTree{f: f, rank: len(i.shape), seen: map[uint64]bool{}}
		t.node(l.addr, -1)
		return t.chunks
	case indexTree:
		return f.treeOfChunks(i, chunkBytes)
	}
	g := f.grid(i)
	var refs []chunkRef
	switch l.index {
	case indexOne:
		n := chunkBytes
		if l.single > 0 {
			n = l.single
		}
		refs = []chunkRef{{addr: l.addr, bytes: n}}
	case indexInOrder:
		for k := range g.most {
			refs = append(refs, chunkRef{addr: l.addr + uint64(k)*chunkBytes, bytes: chunkBytes})
		}
	case indexFixed:
		refs = f.fixedArray(l, g.most, chunkBytes)
	case indexExtensible:
		refs = f.extensibleArray(l, chunkBytes)
	}
	return g.stored(refs)
}

// chunkGrid is the chunks of a dataset as a row-major array.
type chunkGrid struct {
	chunk  []int
	counts []int // chunks along each axis
	stride []int // of each axis in the index, which has room for the largest shape
	all    int
	most   int
}

// grid lays out the chunks that a dataset has in indexes that list them in
// order. An axis without a limit comes first there.
func (f *File) grid(i *datasetInfo) chunkGrid {
	rank := len(i.shape)
	g := chunkGrid{chunk: i.layout.chunk, counts: make([]int, rank), stride: make([]int, rank), all: 1, most: 1}
	bounded := func(product, n int) int {
		if product > 0 && uint64(n) > f.size/uint64(product)+1 {
			throwf("more chunks than the file can index")
		}
		return product * n
	}
	free := -1
	for a := rank - 1; a >= 0; a-- {
		c := uint64(g.chunk[a])
		g.counts[a] = int((uint64(i.shape[a]) + c - 1) / c)
		g.all = bounded(g.all, g.counts[a])
		if i.limits[a] == undefined {
			free = a
			continue
		}
		g.stride[a] = g.most
		g.most = bounded(g.most, int((i.limits[a]+c-1)/c))
	}
	if free >= 0 {
		g.stride[free] = g.most
	}
	return g
}

// stored takes from an index the chunks that belong to the dataset and exist.
func (g chunkGrid) stored(refs []chunkRef) []chunkRef {
	var out []chunkRef
	for k := range g.all {
		offset := make([]int, len(g.counts))
		at, rest := 0, k
		for a := len(g.counts) - 1; a >= 0; a-- {
			n := rest % g.counts[a]
			rest /= g.counts[a]
			offset[a] = n * g.chunk[a]
			at += n * g.stride[a]
		}
		if at < len(refs) && refs[at].addr != undefined {
			r := refs[at]
			r.offset = offset
			out = append(out, r)
		}
	}
	return out
}

// treeOfChunks lists the chunks of a dataset without limits along several axes:
// records of type 10, or 11 for filtered ones.
func (f *File) treeOfChunks(i *datasetInfo, chunkBytes uint64) []chunkRef {
	kind, least := 10, f.offs+8*len(i.shape)
	if len(i.layout.filters) > 0 {
		kind, least = 11, least+4
	}
	var out []chunkRef
	f.records(i.layout.addr, kind, least, func(c *cursor) {
		r := chunkRef{addr: c.addr(), bytes: chunkBytes, offset: make([]int, len(i.shape))}
		if kind == 11 {
			r.bytes = c.uint(min(8, len(c.b)-least))
			r.mask = c.u32()
		}
		for a, n := range i.layout.chunk {
			scaled := c.uint(8)
			if scaled > math.MaxInt64/uint64(n) {
				throwf("chunk outside of its dataset")
			}
			r.offset[a] = int(scaled) * n
		}
		if r.addr != undefined {
			out = append(out, r)
		}
	})
	return out
}

// entries takes n entries of a fixed or extensible array, each an address and,
// for filtered chunks, a size and a mask.
func (c *cursor) entries(n, entry int, filtered bool, chunkBytes uint64) []chunkRef {
	out := make([]chunkRef, n)
	for i := range out {
		out[i] = chunkRef{addr: c.addr(), bytes: chunkBytes}
		if filtered {
			out[i].bytes = c.uint(entry - c.f.offs - 4)
			out[i].mask = c.u32()
		}
	}
	return out
}

// goodEntry checks the size of an array's entries.
func (f *File) goodEntry(entry int, filtered bool) bool {
	if filtered {
		return entry > f.offs+4 && entry <= f.offs+4+8
	}
	return entry == f.offs
}

// fixedArray reads the index of a dataset whose size never changes.
func (f *File) fixedArray(l layout, all int, chunkBytes uint64) []chunkRef {
	c := f.at(l.addr, uint64(8+f.lens+f.offs), "FAHD")
	c.u8()
	filtered := c.u8() == 1
	entry := c.u8()
	pageBits := c.u8()
	if n := c.length(); n != uint64(all) {
		throwf("index of %d chunks for %d", n, all)
	}
	data := c.addr()
	if data == undefined {
		return nil
	}
	head := 6 + f.offs
	f.at(data, uint64(head), "FADB")
	if pageBits > 30 || !f.goodEntry(entry, filtered) {
		throwf("bad fixed array")
	}
	page := 1 << pageBits
	pos := data + uint64(head)
	paged := all > page
	if paged { // a bit for each page that was written, and a checksum
		pages := (all + page - 1) / page
		pos += uint64((pages+7)/8) + 4
	}
	var out []chunkRef
	for first := 0; first < all; first += page {
		n := min(page, all-first)
		out = append(out, f.at(pos, uint64(n*entry), "").entries(n, entry, filtered, chunkBytes)...)
		pos += uint64(n*entry) + 4
	}
	return out
}

// chunkTree collects the chunks of a version 1 B-tree.
type chunkTree struct {
	f      *File
	rank   int
	seen   map[uint64]bool
	chunks []chunkRef
}

func (t *chunkTree) node(addr uint64, level int) {
	if t.seen[addr] {
		throwf("chunk B-tree contains a loop")
	}
	t.seen[addr] = true
	head := uint64(8 + 2*t.f.offs)
	c := t.f.at(addr, head, "TREE")
	if c.u8() != 1 {
		throwf("B-tree of chunks expected at address %d", addr)
	}
	own := c.u8()
	if level >= 0 && own != level {
		throwf("B-tree node at address %d has level %d, %d expected", addr, own, level)
	}
	count := c.u16()
	key := 8 + 8*(t.rank+1)
	c = t.f.at(addr+head, uint64(count)*uint64(key+t.f.offs), "")
	for range count {
		r := chunkRef{bytes: uint64(c.u32()), mask: c.u32(), offset: make([]int, t.rank)}
		for i := range r.offset {
			r.offset[i] = int(min(c.uint(8), math.MaxInt))
		}
		c.uint(8) // within the element, always 0
		r.addr = c.addr()
		if own > 0 {
			t.node(r.addr, own-1)
		} else {
			t.chunks = append(t.chunks, r)
		}
	}
}

// putChunk copies a chunk to its place in the dataset; what sticks out beyond the
// dataset's edge is padding.
func putChunk(out, chunk []byte, shape, chunkShape, offset []int, elem int) {
	rank := len(shape)
	run := chunkShape[rank-1] // elements in a row of the chunk
	if offset[rank-1] >= shape[rank-1] {
		return
	}
	keep := min(run, shape[rank-1]-offset[rank-1])
	rows := len(chunk) / (run * elem)
	at := make([]int, rank) // position within the chunk
	for r := range rows {
		rest := r
		to, inside := 0, true
		for a := rank - 2; a >= 0; a-- {
			at[a] = rest % chunkShape[a]
			rest /= chunkShape[a]
		}
		for a := range rank - 1 {
			p := offset[a]
			if p >= shape[a] || at[a] >= shape[a]-p {
				inside = false
				break
			}
			to = (to + p + at[a]) * shape[a+1]
		}
		if inside {
			to = (to + offset[rank-1]) * elem
			copy(out[to:to+keep*elem], chunk[r*run*elem:])
		}
	}
}
