package hdf5

import (
	"bytes"
	"fmt"
	"io"

	"kerash/model/format/plain"
)

// Dataset is an array in the file.
type Dataset struct {
	object
	info *datasetInfo
}

// datasetInfo is what the header says of a dataset.
type datasetInfo struct {
	datatype
	shape  []int
	limits []uint64 // how far the axes may grow
	null   bool
	layout layout
	fill   []byte // one element, nil for zeros
}

// layout says where the elements lie.
type layout struct {
	class   int    // 0 in the header, 1 in one piece, 2 in chunks
	inline  []byte // class 0
	addr    uint64 // the piece, or the index of the chunks
	chunk   []int  // shape of a chunk
	index   int    // kind of index, of version 4; 0 is a version 1 B-tree
	single  uint64 // index 1: bytes of the one chunk, 0 if not filtered
	filters []filter
}

// Shape is the dataset's shape; a scalar's is empty.
func (d *Dataset) Shape() ([]int, error) {
	i, err := d.describe()
	if err != nil {
		return nil, err
	}
	return i.shape, nil
}

// DType is the dataset's dtype. A type that cannot be read is a TypeError.
func (d *Dataset) DType() (plain.DType, error) {
	i, err := d.describe()
	if err != nil {
		return "", err
	}
	if i.dtype == "" {
		return "", plain.Errorf("TypeError", "dataset %s has %s elements", d.path, i.what)
	}
	return i.dtype, nil
}

// Read reads the whole dataset. Beyond the array itself it needs only small
// buffers, or a chunk.
func (d *Dataset) Read() (plain.Array, error) {
	i, err := d.describe()
	if err != nil {
		return plain.Array{}, err
	}
	var a plain.Array
	err = catch("Unable to synchronously read dataset "+d.path, func() { a = d.read(i) })
	return a, err
}

func (d *Dataset) describe() (*datasetInfo, error) {
	if d.info != nil {
		return d.info, nil
	}
	err := catch("Unable to synchronously open dataset "+d.path, func() {
		h := d.f.header(d.addr)
		typ, space, lay := d.f.find(h, msgDatatype), d.f.find(h, msgDataspace), d.f.find(h, msgLayout)
		if typ == nil || space == nil || lay == nil {
			throwf("message type not found")
		}
		i := &datasetInfo{datatype: typ.datatype()}
		i.shape, i.limits, i.null = space.dataspace()
		i.layout = lay.layout(len(i.shape))
		if c := d.f.find(h, msgFilters); c != nil {
			i.layout.filters = c.filters()
		}
		i.fill = d.f.fill(h, i.size)
		d.info = i
	})
	return d.info, err
}

// layout takes a layout message apart.
func (c *cursor) layout(rank int) (l layout) {
	switch version := c.u8(); version {
	case 1, 2:
		dims := c.u8()
		l.class = c.u8()
		c.bytes(5)
		if l.class != 0 {
			l.addr = c.addr()
		}
		for range dims {
			l.chunk = append(l.chunk, c.u32())
		}
		if l.class == 0 {
			l.inline = c.bytes(c.u32())
		}
		if l.class == 2 {
			l.chunk = l.chunk[:max(0, min(rank, len(l.chunk)))]
		}
	case 3, 4, 5:
		l.class = c.u8()
		switch {
		case l.class == 0:
			l.inline = c.bytes(c.u16())
		case l.class == 1:
			l.addr = c.addr()
		case l.class == 2 && version == 3:
			dims := c.u8()
			l.addr = c.addr()
			for range dims - 1 {
				l.chunk = append(l.chunk, c.u32())
			}
		case l.class == 2:
			c.chunkIndex(&l)
		}
	default:
		throwf("bad layout version %d", version)
	}
	if l.class > 2 {
		throwf("layout class %d cannot be read", l.class)
	}
	if l.class == 2 {
		if len(l.chunk) != rank || rank == 0 {
			throwf("chunks of rank %d in a dataset of rank %d", len(l.chunk), rank)
		}
		for _, n := range l.chunk {
			if n <= 0 {
				throwf("chunk without elements")
			}
		}
	}
	return l
}

// fill gives the element that stands where nothing was written.
func (f *File) fill(h header, size int) []byte {
	var b []byte
	if c := f.find(h, msgFill); c != nil {
		version := c.u8()
		switch {
		case version == 3:
			if c.u8()&0x20 != 0 {
				b = c.bytes(c.u32())
			}
		default:
			c.bytes(2)
			if c.u8() != 0 || version == 1 {
				b = c.bytes(c.u32())
			}
		}
	} else if c := f.find(h, msgFillOld); c != nil {
		b = c.bytes(c.u32())
	}
	if len(b) != size || allZero(b) {
		return nil
	}
	return b
}

// slack is how many bytes a dataset may claim that the file does not hold:
// elements that were never written read as the fill value.
const slack = 16 << 20

// deflateRatio is the most that deflate can compress.
const deflateRatio = 1032

func (d *Dataset) read(i *datasetInfo) plain.Array {
	f, l := d.f, i.layout
	if i.dtype == "" {
		throwf("%s elements cannot be read", i.what)
	}
	if i.null {
		return plain.Array{DType: i.dtype, Shape: []int{0}}
	}
	n, ok := plain.Count(i.shape)
	if !ok {
		d.tooBig(i)
	}
	total := uint64(n) * uint64(i.size)
	var r io.Reader
	switch {
	case n == 0:
		r = bytes.NewReader(nil)
	case l.class == 0:
		r = bytes.NewReader(l.inline)
	case l.class == 1 && l.addr != undefined:
		at := f.position(l.addr)
		if total > f.size-at {
			d.tooBig(i)
		}
		r = io.NewSectionReader(f.r, int64(at), int64(total))
	case l.class == 1:
		if total > slack {
			d.tooBig(i)
		}
		r = bytes.NewReader(bytes.Repeat(i.fillOrZero(), n))
	default:
		r = bytes.NewReader(d.readChunks(i, total))
	}
	return f.elements(i.datatype, i.shape, r)
}

func (i *datasetInfo) fillOrZero() []byte {
	if i.fill != nil {
		return i.fill
	}
	return make([]byte, i.size)
}

// tooBig refuses a dataset that claims more than the file can hold, in the
// words that NumPy finds for an array that does not fit into memory.
func (d *Dataset) tooBig(i *datasetInfo) {
	bytes := float64(i.size)
	for _, n := range i.shape {
		bytes *= float64(n)
	}
	unit := 0
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"}
	for bytes >= 1024 && unit < len(units)-1 {
		bytes /= 1024
		unit++
	}
	panic(failure{plain.Errorf("MemoryError",
		"Unable to allocate %.3g %s for an array with shape %s and data type %s: dataset '%s' claims more than a file of %d bytes can hold",
		bytes, units[unit], plain.ShapeString(i.shape), i.dtype, d.path, d.f.size)})
}

// elements reads the elements of an array of the given shape from r.
func (f *File) elements(t datatype, shape []int, r io.Reader) plain.Array {
	n, _ := plain.Count(shape)
	a := plain.Array{DType: t.dtype, Shape: shape}
	if t.dtype == plain.String {
		a.Data = f.strings(t, n, r)
		return a
	}
	if t.dtype == "" {
		throwf("%s elements cannot be read", t.what)
	}
	data, err := plain.Decode(r, t.dtype, n, t.order)
	if err != nil {
		throwf("%v", err)
	}
	a.Data = data
	return a
}

func (f *File) strings(t datatype, n int, r io.Reader) []string {
	var out []string
	b := make([]byte, t.size)
	budget := 4*f.size + slack
	for range n {
		if _, err := io.ReadFull(r, b); err != nil {
			throwf("%v", err)
		}
		s := ""
		if t.vlen {
			s = f.vlenString(b)
		} else {
			s = fixedString(b, t.pad)
		}
		// Many elements may name one long string of the heap.
		if uint64(len(s)) > budget {
			throwf("strings that together exceed the file")
		}
		budget -= uint64(len(s))
		out = append(out, s)
	}
	if out == nil {
		out = []string{}
	}
	return out
}

// vlenString follows an element of variable length into the global heap.
func (f *File) vlenString(b []byte) string {
	c := &cursor{f: f, b: b}
	n := c.u32()
	addr := c.addr()
	index := c.u32()
	if n == 0 || addr == 0 || addr == undefined {
		return ""
	}
	s := f.heapObject(addr, index)
	if n > len(s) {
		throwf("string of %d bytes in a heap object of %d", n, len(s))
	}
	s = s[:n]
	if i := bytes.IndexByte(s, 0); i >= 0 { // written by a C program with its terminator
		s = s[:i]
	}
	return string(s)
}

// String describes the dataset, for debugging.
func (d *Dataset) String() string {
	i, err := d.describe()
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("<HDF5 dataset %q: shape %s, type %s>", d.Name(), plain.ShapeString(i.shape), i.dtype)
}
