package hdf5

// Types of the messages in an object header.
const (
	msgDataspace    = 0x01
	msgLinkInfo     = 0x02
	msgDatatype     = 0x03
	msgFillOld      = 0x04
	msgFill         = 0x05
	msgLink         = 0x06
	msgLayout       = 0x08
	msgFilters      = 0x0b
	msgAttribute    = 0x0c
	msgContinuation = 0x10
	msgSymbolTable  = 0x11
	msgAttrInfo     = 0x15
)

type message struct {
	kind   int
	shared bool // the body names another object that has the message
	body   []byte
}

// header is the messages of an object.
type header []message

// find gives the first message of a kind, nil where there is none. A message
// kept elsewhere (a committed datatype) is fetched from there.
func (f *File) find(h header, kind int) *cursor {
	for _, m := range h {
		if m.kind == kind {
			c := &cursor{f: f, b: m.body}
			if m.shared {
				return f.shared(c, kind)
			}
			return c
		}
	}
	return nil
}

// shared follows a reference to a message in another object's header.
func (f *File) shared(c *cursor, kind int) *cursor {
	version, class := c.u8(), c.u8()
	switch {
	case version == 1:
		c.bytes(6)
	case version == 2:
	case version == 3 && class == 2:
	default:
		throwf("messages in the shared message heap cannot be read")
	}
	for _, m := range f.header(c.addr()) {
		if m.kind == kind && !m.shared {
			return &cursor{f: f, b: m.body}
		}
	}
	throwf("message type not found")
	return nil
}

// header reads the object header at addr with its continuation blocks.
func (f *File) header(addr uint64) header {
	start := f.at(addr, 16, "")
	if string(start.b[:4]) == "OHDR" {
		return f.header2(addr)
	}
	if start.u8() != 1 {
		throwf("bad object header version number")
	}
	start.u8()
	count := start.u16()
	start.u32() // references
	size := start.u32()
	var h header
	blocks := blockList{f: f}
	blocks.add(addr+16, uint64(size))
	for b := blocks.next(); b != nil; b = blocks.next() {
		for b.left() >= 8 && len(h) < count {
			m := message{kind: b.u16()}
			n := b.u16()
			m.shared = b.u8()&2 != 0
			b.bytes(3)
			m.body = b.bytes(n)
			h = append(h, m)
			if m.kind == msgContinuation {
				c := &cursor{f: f, b: m.body}
				blocks.add(c.addr(), c.length())
			}
		}
	}
	return h
}

// header2 reads a version 2 header, as newer libraries write it.
func (f *File) header2(addr uint64) header {
	start := f.at(addr, 6, "OHDR")
	if v := start.u8(); v != 2 {
		throwf("bad object header version number: %d", v)
	}
	flags := start.u8()
	skip := 6
	if flags&0x20 != 0 {
		skip += 16 // times
	}
	if flags&0x10 != 0 {
		skip += 4 // limits of compact attributes
	}
	width := 1 << (flags & 3)
	size := f.at(addr+uint64(skip), uint64(width), "").uint(width)
	var h header
	blocks := blockList{f: f}
	blocks.add(addr+uint64(skip+width), size)
	first := true
	for b := blocks.next(); b != nil; b = blocks.next() {
		if !first {
			if string(b.bytes(4)) != "OCHK" {
				throwf("wrong object header chunk signature")
			}
			b.b = b.b[:max(4, len(b.b)-4)] // checksum
		}
		first = false
		head := 4
		if flags&4 != 0 {
			head += 2 // creation order
		}
		for b.left() >= head {
			m := message{kind: b.u8()}
			n := b.u16()
			m.shared = b.u8()&2 != 0
			b.bytes(head - 4)
			m.body = b.bytes(n)
			h = append(h, m)
			if m.kind == msgContinuation {
				c := &cursor{f: f, b: m.body}
				blocks.add(c.addr(), c.length())
			}
		}
	}
	return h
}

// blockList is the blocks of a header still to be read. A block that comes
// twice is a loop; blocks that together exceed the file overlap.
type blockList struct {
	f     *File
	todo  [][2]uint64
	seen  map[uint64]bool
	total uint64
}

func (l *blockList) add(addr, size uint64) {
	if l.seen == nil {
		l.seen = map[uint64]bool{}
	}
	if l.seen[addr] || size > l.f.size-min(l.total, l.f.size) {
		throwf("object header continues in itself")
	}
	l.seen[addr] = true
	l.total += size
	l.todo = append(l.todo, [2]uint64{addr, size})
}

func (l *blockList) next() *cursor {
	if len(l.todo) == 0 {
		return nil
	}
	b := l.todo[0]
	l.todo = l.todo[1:]
	return l.f.at(b[0], b[1], "")
}
