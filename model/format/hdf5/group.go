package hdf5

import (
	"slices"
	"strings"

	"kerash/model/format/plain"
)

// object is what groups and datasets have in common: a place in the file and
// attributes.
type object struct {
	f    *File
	path string
	addr uint64
}

// Path is the absolute path by which the object was reached.
func (o *object) Path() string { return o.path }

// Name is the last part of the path.
func (o *object) Name() string { return o.path[strings.LastIndexByte(o.path, '/')+1:] }

// Object is a [*Group] or a [*Dataset].
type Object interface {
	Path() string
	Name() string
	Attrs() ([]Attr, error)
	Attr(name string) (Attr, bool, error)
}

// Group is a folder of the file.
type Group struct {
	object
	entries map[string]link
}

// link is an entry of a group: an object's address, or another path.
type link struct {
	addr uint64
	soft string
	far  bool // in another file
}

// Names gives the names in the group, sorted.
func (g *Group) Names() ([]string, error) {
	var names []string
	err := catch("Unable to list group "+g.path, func() {
		for name := range g.links() {
			names = append(names, name)
		}
	})
	slices.Sort(names)
	return names, err
}

// Has says whether path, relative to the group, names an object.
func (g *Group) Has(path string) bool {
	o, err := g.Lookup(path)
	return err == nil && o != nil
}

// Lookup finds an object by its path below the group. A path that does not
// exist is a KeyError.
func (g *Group) Lookup(path string) (Object, error) {
	var found Object
	err := catch("Unable to synchronously open object", func() { found = g.lookup(path, 0) })
	return found, err
}

// Group is [Group.Lookup] for a path that must be a group.
func (g *Group) Group(path string) (*Group, error) {
	o, err := g.Lookup(path)
	if err != nil {
		return nil, err
	}
	if sub, ok := o.(*Group); ok {
		return sub, nil
	}
	return nil, plain.Errorf("TypeError", "%s is a dataset, not a group", o.Path())
}

// Dataset is [Group.Lookup] for a path that must be a dataset.
func (g *Group) Dataset(path string) (*Dataset, error) {
	o, err := g.Lookup(path)
	if err != nil {
		return nil, err
	}
	if d, ok := o.(*Dataset); ok {
		return d, nil
	}
	return nil, plain.Errorf("TypeError", "%s is a group, not a dataset", o.Path())
}

// Walk visits every object below g, groups before what they hold, names in
// order. Groups that hold themselves are not entered again.
func (g *Group) Walk(visit func(Object) error) error {
	return g.walk(visit, map[uint64]bool{g.addr: true})
}

func (g *Group) walk(visit func(Object) error, within map[uint64]bool) error {
	names, err := g.Names()
	if err != nil {
		return err
	}
	for _, name := range names {
		o, err := g.Lookup(name)
		if err != nil {
			return err
		}
		if err := visit(o); err != nil {
			return err
		}
		sub, ok := o.(*Group)
		if !ok || within[sub.addr] {
			continue
		}
		// Kept after the visit too: a file whose groups share subtrees
		// would otherwise take exponential time.
		within[sub.addr] = true
		if err := sub.walk(visit, within); err != nil {
			return err
		}
	}
	return nil
}

// maxSoft bounds how many soft links one lookup may follow.
const maxSoft = 16

func (g *Group) lookup(path string, followed int) Object {
	var at Object = g
	if strings.HasPrefix(path, "/") {
		at = g.f.root
	}
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	for i, name := range parts {
		dir, ok := at.(*Group)
		if !ok {
			throwKey("message type not found")
		}
		if name == "." {
			continue
		}
		l, ok := dir.links()[name]
		switch {
		case !ok && i == len(parts)-1:
			throwKey("object '%s' doesn't exist", name)
		case !ok:
			throwKey("component not found")
		case l.far:
			throwKey("'%s' lies in another file", name)
		case l.soft != "":
			if followed >= maxSoft {
				throwKey("too many soft links")
			}
			at = dir.lookup(l.soft, followed+1)
		default:
			at = dir.f.object(strings.TrimSuffix(dir.path, "/")+"/"+name, l.addr)
		}
	}
	return at
}

func throwKey(format string, args ...any) {
	panic(failure{plain.Errorf("KeyError", format, args...)})
}

// object reads the header at addr to see what lies there.
func (f *File) object(path string, addr uint64) Object {
	o := object{f, path, addr}
	for _, m := range f.header(addr) {
		switch m.kind {
		case msgLayout:
			return &Dataset{object: o}
		case msgSymbolTable, msgLinkInfo, msgLink:
			return &Group{o, nil}
		}
	}
	throwf("unknown object type at %s", path)
	return nil
}

// links reads the entries of the group, once.
func (g *Group) links() map[string]link {
	if g.entries != nil {
		return g.entries
	}
	entries := map[string]link{}
	h := g.f.header(g.addr)
	for _, m := range h {
		c := &cursor{f: g.f, b: m.body}
		switch m.kind {
		case msgLink:
			c.link(entries)
		case msgLinkInfo:
			c.u8()
			flags := c.u8()
			if flags&1 != 0 {
				c.bytes(8)
			}
			heap, tree := c.addr(), c.addr()
			if heap != undefined && tree != undefined {
				g.f.dense(heap, tree, 5, func(b *cursor) { b.link(entries) })
			}
		case msgSymbolTable:
			tree := c.addr()
			t := symbolTable{f: g.f, heap: g.f.localHeap(c.addr()), seen: map[uint64]bool{}, entries: entries}
			t.node(tree, -1)
		}
	}
	g.entries = entries
	return entries
}

// link takes a link message apart.
func (c *cursor) link(entries map[string]link) {
	if v := c.u8(); v != 1 {
		throwf("bad link message version %d", v)
	}
	flags := c.u8()
	kind := 0
	if flags&8 != 0 {
		kind = c.u8()
	}
	if flags&4 != 0 {
		c.bytes(8) // creation order
	}
	if flags&0x10 != 0 {
		c.u8() // character set
	}
	n := c.uint(1 << (flags & 3))
	if n > uint64(c.left()) {
		throwf("link name exceeds its message")
	}
	name := string(c.bytes(int(n)))
	switch kind {
	case 0:
		entries[name] = link{addr: c.addr()}
	case 1:
		entries[name] = link{soft: string(c.bytes(c.u16()))}
	default:
		entries[name] = link{far: true}
	}
}

// symbolTable collects the entries of a group from its B-tree.
type symbolTable struct {
	f       *File
	heap    []byte
	seen    map[uint64]bool // nodes: one that comes twice is a loop
	entries map[string]link
}

// node reads a node of the tree; level is its parent's, -1 at the root.
func (t *symbolTable) node(addr uint64, level int) {
	if t.seen[addr] {
		throwf("group's B-tree contains a loop")
	}
	t.seen[addr] = true
	head := uint64(8 + 2*t.f.offs)
	c := t.f.at(addr, head, "TREE")
	if c.u8() != 0 {
		throwf("B-tree of a group expected at address %d", addr)
	}
	own := c.u8()
	if level >= 0 && own != level-1 {
		throwf("B-tree node at address %d has level %d, %d expected", addr, own, level-1)
	}
	count := c.u16()
	c = t.f.at(addr+head, uint64(count)*uint64(t.f.lens+t.f.offs), "")
	for range count {
		c.length() // key: the last name before the child
		child := c.addr()
		if own == 0 {
			t.leaf(child)
		} else {
			t.node(child, own)
		}
	}
}

func (t *symbolTable) leaf(addr uint64) {
	c := t.f.at(addr, 8, "SNOD")
	c.u16()
	count := c.u16()
	c = t.f.at(addr+8, uint64(count)*uint64(2*t.f.offs+24), "")
	for range count {
		name := heapName(t.heap, c.uint(t.f.offs))
		target := c.addr()
		kind := c.u32()
		c.u32()
		scratch := c.bytes(16)
		l := link{addr: target}
		if kind == 2 {
			at := (&cursor{f: t.f, b: scratch}).u32()
			l = link{soft: heapName(t.heap, uint64(at))}
		}
		t.entries[name] = l
	}
}
