package hdf5

import (
	"bytes"
	"encoding/binary"

	"kerash/model/format/plain"
)

// newMessage is a message of an object header to be written.
type newMessage struct {
	kind uint16
	body []byte
}

// objectHeader places a version 1 object header with messages and attributes.
func (l *layouter) objectHeader(ms []newMessage, attrs []Attr) uint64 {
	for _, a := range attrs {
		ms = append(ms, newMessage{0x0c, l.attribute(a)})
	}
	var body []byte
	for _, m := range ms {
		text := padTo8(m.body)
		if len(text) > 65535 {
			l.fail(plain.Errorf("RuntimeError", "Unable to synchronously create attribute (object header message is too large)"))
			return 0
		}
		body = binary.LittleEndian.AppendUint16(body, m.kind)
		body = binary.LittleEndian.AppendUint16(body, uint16(len(text)))
		body = append(append(body, 0, 0, 0, 0), text...)
	}
	head := []byte{1, 0}
	head = binary.LittleEndian.AppendUint16(head, uint16(len(ms)))
	head = appendU32(head, 1, uint32(len(body)), 0)
	return l.place(append(head, body...))
}

// attribute is the body of a version 1 attribute message.
func (l *layouter) attribute(a Attr) []byte {
	if err := a.Check(); err != nil {
		l.fail(err)
		return nil
	}
	var dt, data []byte
	text, isText := a.Text()
	switch {
	case isText && len(a.Shape) == 0:
		dt = variableString
		heap := l.globalHeap(text)
		data = appendU64(appendU32(nil, uint32(len(text))), heap)
		data = appendU32(data, 1)
	case a.DType == plain.String:
		var size int
		dt, size = l.fixedType(a.Array)
		data = fixedStrings(a.Data.([]string), size)
	default:
		dt, _ = l.fixedType(a.Array)
		var b bytes.Buffer
		if err := plain.Encode(&b, a.Array); err != nil {
			l.fail(err)
		}
		data = b.Bytes()
	}
	space := dataspace(a.Shape)
	body := []byte{1, 0}
	for _, n := range []int{len(a.Name) + 1, len(dt), len(space)} {
		body = binary.LittleEndian.AppendUint16(body, uint16(n))
	}
	body = padTo8(append(append(body, a.Name...), 0))
	body = padTo8(append(body, dt...))
	body = padTo8(append(body, space...))
	return append(body, data...)
}

// globalHeap places a collection that holds one string. An empty string is
// the null reference.
func (l *layouter) globalHeap(text string) uint64 {
	if text == "" {
		return 0
	}
	object := []byte{1, 0, 1, 0, 0, 0, 0, 0}
	object = appendU64(object, uint64(len(text)))
	object = padTo8(append(object, text...))
	size := max(4096, 16+len(object)+16)
	b := append([]byte("GCOL"), 1, 0, 0, 0)
	b = append(appendU64(b, uint64(size)), object...)
	// Object 0 is the free space that remains, its own header included.
	free := appendU64(make([]byte, 8), uint64(size-len(b)))
	b = append(b, free...)
	return l.place(append(b, make([]byte, size-len(b))...))
}

// dataspace is the body of a version 1 dataspace message.
func dataspace(shape []int) []byte {
	b := []byte{1, byte(len(shape)), 0, 0, 0, 0, 0, 0}
	for _, d := range shape {
		b = appendU64(b, uint64(d))
	}
	return b
}

// variableString is a UTF-8 string of variable length: a sequence of bytes.
var variableString = []byte{0x19, 1, 1, 0, 16, 0, 0, 0, 0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0}

// fixedType is the datatype message for an array and the size of an element.
func (l *layouter) fixedType(a plain.Array) (dt []byte, size int) {
	size = a.DType.Size()
	integer := func(sign byte) []byte {
		return append(appendU32([]byte{0x10, sign, 0, 0}, uint32(size)), 0, 0, byte(8*size), 0)
	}
	float := func(exponent, mantissa byte, bias uint32) []byte {
		b := appendU32([]byte{0x11, 0x20, byte(8*size - 1), 0}, uint32(size))
		return appendU32(append(b, 0, 0, byte(8*size), 0, mantissa, exponent, 0, mantissa), bias)
	}
	switch a.DType {
	case plain.Int8, plain.Int16, plain.Int32, plain.Int64:
		return integer(8), size
	case plain.Uint8, plain.Uint16, plain.Uint32, plain.Uint64:
		return integer(0), size
	case plain.Float16:
		return float(5, 10, 15), size
	case plain.BFloat16:
		return float(8, 7, 127), size
	case plain.Float32:
		return float(8, 23, 127), size
	case plain.Float64:
		return float(11, 52, 1023), size
	case plain.Bool: // h5py's: an enumeration of int8
		b := append([]byte{0x18, 2, 0, 0, 1, 0, 0, 0}, integer(8)...)
		return append(b, "FALSE\x00\x00\x00TRUE\x00\x00\x00\x00\x00\x01"...), 1
	case plain.String:
		size = 1
		for _, s := range a.Data.([]string) {
			size = max(size, len(s))
		}
		return appendU32([]byte{0x13, 1, 0, 0}, uint32(size)), size
	}
	l.fail(plain.Errorf("TypeError", "No conversion path for dtype: dtype('%s')", a.DType))
	return nil, 0
}

// fixedStrings lays strings out, padded with zeros.
func fixedStrings(list []string, size int) []byte {
	b := make([]byte, 0, len(list)*size)
	for _, s := range list {
		b = append(append(b, s...), make([]byte, size-len(s))...)
	}
	return b
}
