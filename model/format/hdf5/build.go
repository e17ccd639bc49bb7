package hdf5

import (
	"bufio"
	"io"
	"slices"
	"strings"

	"kerash/model/format/plain"
)

// Builder is a group of a file to be written, with its attributes, datasets
// and groups. The zero value is an empty root; [Builder.WriteTo] makes a file
// of it.
type Builder struct {
	attrs    []Attr
	children map[string]node
}

// node is a *Builder or a *newDataset.
type node interface{ header(l *layouter) uint64 }

// newDataset is an array to be written.
type newDataset struct {
	attrs []Attr
	array plain.Array
}

// Group is the group at path below b, made together with those that lead to it
// where it does not exist. A path that goes through a dataset panics: names of
// groups and datasets are the calling code's.
func (b *Builder) Group(path string) *Builder {
	for name := range strings.SplitSeq(path, "/") {
		if name == "" {
			continue
		}
		child, ok := b.children[name]
		if !ok {
			child = &Builder{}
			b.add(name, child)
		}
		b = child.(*Builder)
	}
	return b
}

func (b *Builder) add(name string, n node) {
	if b.children == nil {
		b.children = map[string]node{}
	}
	b.children[name] = n
}

// SetAttr gives the group an attribute, replacing one of the same name. A
// scalar string is stored with variable length, so that it may exceed the
// 64 KB of an object header; a list of strings with fixed length.
func (b *Builder) SetAttr(name string, value plain.Array) {
	for i, a := range b.attrs {
		if a.Name == name {
			b.attrs[i].Array = value
			return
		}
	}
	b.attrs = append(b.attrs, Attr{name, value})
}

// SetText gives the group a scalar string attribute.
func (b *Builder) SetText(name, text string) { b.SetAttr(name, plain.Of([]string{text})) }

// headerLimit is the most bytes that Keras puts into one list attribute.
const headerLimit = 64512

// SetTextList gives the group an attribute that is a list of strings. A list
// too long for an object header is split over name0, name1, … as Keras does;
// an empty one is stored as NumPy's empty array of floats.
func (b *Builder) SetTextList(name string, list []string) {
	if len(list) == 0 {
		b.SetAttr(name, plain.Of([]float64{}, 0))
		return
	}
	longest := 1
	for _, s := range list {
		longest = max(longest, len(s))
	}
	per := max(headerLimit/longest, 1)
	if len(list) <= per {
		b.SetAttr(name, plain.Of(list, len(list)))
		return
	}
	for i := 0; len(list) > 0; i++ {
		n := min(per, len(list))
		b.SetAttr(name+itoa(i), plain.Of(list[:n:n], n))
		list = list[n:]
	}
}

// AddDataset puts an array at path below b, making the groups that lead to it.
func (b *Builder) AddDataset(path string, a plain.Array) {
	dir, name := "", path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		dir, name = path[:i], path[i+1:]
	}
	b.Group(dir).add(name, &newDataset{array: a})
}

// Save writes the file at path, replacing an older one only when the new one
// is complete.
func (b *Builder) Save(path string) error {
	err := plain.Replace(path, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
	if err != nil {
		return fileError("create", err, path, 0x13, 0x242)
	}
	return nil
}

// WriteTo writes a whole HDF5 file with b as its root.
func (b *Builder) WriteTo(w io.Writer) (int64, error) {
	l, err := layOut(b)
	if err != nil {
		return 0, err
	}
	out := &counter{w: bufio.NewWriterSize(w, 1<<16)}
	for _, p := range l.pieces {
		out.pad(int64(p.addr))
		if p.array != nil {
			err = plain.Encode(out, *p.array)
		} else {
			_, err = out.Write(p.bytes)
		}
		if err != nil {
			return out.n, err
		}
	}
	out.pad(int64(l.end))
	return out.n, out.w.Flush()
}

// counter counts what goes through it.
type counter struct {
	w *bufio.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// pad writes zeros up to a position; a failure shows at the next write.
func (c *counter) pad(to int64) {
	for c.n < to {
		if c.w.WriteByte(0) != nil {
			return
		}
		c.n++
	}
}

// names lists the group's children as strcmp orders them.
func (b *Builder) names() []string {
	names := make([]string, 0, len(b.children))
	for n := range b.children {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
