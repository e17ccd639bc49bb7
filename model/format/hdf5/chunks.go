package hdf5

import "math"

// chunkRef is a stored chunk: where it belongs and where it lies.
type chunkRef struct {
	offset []int // of its first element in the dataset
	addr   uint64
	bytes  uint64
	mask   int // filters that were left out
}

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
	case 1: // one chunk
		if flags&2 != 0 {
			l.single = c.length()
			c.u32() // filters left out: none for a single chunk
		}
	case 2: // all chunks, in order
	case 3: // fixed array
		l.pages = c.u8()
	default:
		throwf("resizable datasets of newer files (chunk index %d) cannot be read", l.index)
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
		place(out, b, i.shape, l.chunk, c.offset, i.size)
	}
	return out
}

// chunks lists the stored chunks.
func (f *File) chunks(i *datasetInfo, chunkBytes uint64) []chunkRef {
	l := i.layout
	if l.index == 0 {
		t := chunkTree{f: f, rank: len(i.shape), seen: map[uint64]bool{}}
		t.node(l.addr, -1)
		return t.chunks
	}
	// The other indexes list all chunks in row-major order.
	counts := make([]int, len(i.shape))
	all := 1
	for k, n := range i.shape {
		counts[k] = (n + l.chunk[k] - 1) / l.chunk[k]
		if uint64(counts[k]) > f.size/uint64(max(all, 1))+1 {
			throwf("more chunks than the file can index")
		}
		all *= counts[k]
	}
	var refs []chunkRef
	switch l.index {
	case 1:
		n := chunkBytes
		if l.single > 0 {
			n = l.single
		}
		refs = []chunkRef{{addr: l.addr, bytes: n}}
	case 2:
		for k := range all {
			refs = append(refs, chunkRef{addr: l.addr + uint64(k)*chunkBytes, bytes: chunkBytes})
		}
	case 3:
		refs = f.fixedArray(l, all, chunkBytes)
	}
	out := refs[:0]
	for k, r := range refs {
		if r.addr == undefined {
			continue
		}
		r.offset = make([]int, len(counts))
		for a := len(counts) - 1; a >= 0; a-- {
			r.offset[a] = k % counts[a] * l.chunk[a]
			k /= counts[a]
		}
		out = append(out, r)
	}
	return out
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
	if pageBits > 30 || entry < f.offs {
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
		b := f.at(pos, uint64(n*entry), "")
		for range n {
			r := chunkRef{addr: b.addr(), bytes: chunkBytes}
			if filtered {
				r.bytes = b.uint(entry - f.offs - 4)
				r.mask = b.u32()
			}
			out = append(out, r)
		}
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

// place copies a chunk to its place in the dataset; what sticks out beyond the
// dataset's edge is padding.
func place(out, chunk []byte, shape, chunkShape, offset []int, elem int) {
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
