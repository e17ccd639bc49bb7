package hdf5

import (
	"encoding/binary"
	"fmt"
	"strings"

	"kerash/model/format/plain"
)

// datatype is what an element looks like in the file.
type datatype struct {
	dtype plain.DType // "" for types that cannot be read
	what  string      // name of a type that cannot be read, for the error
	size  int         // bytes in the file
	order binary.ByteOrder
	vlen  bool // strings in the global heap
	pad   int  // of fixed strings: 0 null-terminated, 1 null-padded, 2 spaces
}

var classNames = []string{"integer", "float", "time", "string", "bitfield", "opaque", "compound", "reference", "enum", "variable-length", "array"}

// datatype takes a datatype message apart.
func (c *cursor) datatype() datatype {
	head := c.u8()
	class := head & 15
	bits := c.uint(3)
	t := datatype{size: c.u32(), order: binary.LittleEndian}
	if class < len(classNames) {
		t.what = classNames[class]
	} else {
		throwf("unknown datatype class %d", class)
	}
	if t.size == 0 {
		throwf("datatype of size 0")
	}
	if bits&1 != 0 && class <= 1 {
		t.order = binary.BigEndian
	}
	switch class {
	case 0:
		c.integer(&t, bits)
	case 1:
		c.float(&t)
	case 3:
		t.dtype, t.pad = plain.String, int(bits&15)
	case 8:
		// h5py stores booleans as an enumeration FALSE, TRUE; other
		// enumerations are read as the integers below them.
		base := c.datatype()
		t.dtype, t.order = base.dtype, base.order
		if c.isBool(int(bits&0xffff), base.size) && base.size == 1 {
			t.dtype = plain.Bool
		}
	case 9:
		if bits&15 == 1 {
			t.dtype, t.vlen = plain.String, true
		}
	}
	return t
}

func (c *cursor) integer(t *datatype, bits uint64) {
	offset, precision := c.u16(), c.u16()
	if offset != 0 || precision != 8*t.size {
		t.what = fmt.Sprintf("%d-bit integer in %d bytes", precision, t.size)
		return
	}
	kinds := map[int]plain.DType{1: plain.Uint8, 2: plain.Uint16, 4: plain.Uint32, 8: plain.Uint64}
	if bits&8 != 0 {
		kinds = map[int]plain.DType{1: plain.Int8, 2: plain.Int16, 4: plain.Int32, 8: plain.Int64}
	}
	t.dtype = kinds[t.size]
}

func (c *cursor) float(t *datatype) {
	c.bytes(4) // offset and precision
	c.u8()     // exponent's place
	exponent := c.u8()
	c.u8()
	mantissa := c.u8()
	switch [3]int{t.size, exponent, mantissa} {
	case [3]int{2, 5, 10}:
		t.dtype = plain.Float16
	case [3]int{2, 8, 7}:
		t.dtype = plain.BFloat16
	case [3]int{4, 8, 23}:
		t.dtype = plain.Float32
	case [3]int{8, 11, 52}:
		t.dtype = plain.Float64
	default:
		t.what = fmt.Sprintf("%d-byte float", t.size)
	}
}

// isBool looks at the members of an enumeration.
func (c *cursor) isBool(members, size int) bool {
	if members != 2 {
		return false
	}
	names := [2]string{}
	for i := range names {
		from := c.pos
		names[i] = c.cstring()
		// Version 1 and 2 pad names to 8 bytes; in version 3 a name that
		// stands alone is followed by the next one at once.
		if pad := (8 - (c.pos-from)%8) % 8; pad <= c.left() && allZero(c.b[c.pos:c.pos+pad]) {
			c.bytes(pad)
		}
	}
	return names == [2]string{"FALSE", "TRUE"} && c.left() >= 2*size && c.b[c.pos] == 0 && c.b[c.pos+size] == 1
}

func allZero(b []byte) bool {
	for _, v := range b {
		if v != 0 {
			return false
		}
	}
	return true
}

// dataspace takes a dataspace message apart. null means no elements at all,
// not even a scalar's. limits is how far each axis may grow, undefined for an
// axis without a limit.
func (c *cursor) dataspace() (shape []int, limits []uint64, null bool) {
	version, rank, flags := c.u8(), c.u8(), c.u8()
	switch version {
	case 1:
		c.bytes(5)
	case 2:
		null = c.u8() == 2
	default:
		throwf("bad dataspace version %d", version)
	}
	if rank > 32 {
		throwf("dataspace of rank %d", rank)
	}
	shape = make([]int, rank)
	for i := range shape {
		n := c.length()
		if n > 1<<62 {
			throwf("dataspace axis of %d elements", n)
		}
		shape[i] = int(n)
		limits = append(limits, n)
	}
	if flags&1 != 0 {
		for i := range limits {
			if limits[i] = c.length(); c.f.lens < 8 && limits[i] == 1<<(8*c.f.lens)-1 {
				limits[i] = undefined
			}
		}
	}
	return shape, limits, null
}

// fixedString cuts the padding off a fixed-length string.
func fixedString(b []byte, pad int) string {
	s := string(b)
	switch pad {
	case 0:
		if i := strings.IndexByte(s, 0); i >= 0 {
			s = s[:i]
		}
	case 1:
		s = strings.TrimRight(s, "\x00")
	case 2:
		s = strings.TrimRight(s, " ")
	}
	return s
}
