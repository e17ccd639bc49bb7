// Package npy reads and writes NumPy's files: .npy, one array after a short
// header, and .npz, a zip of such files by name.
//
// Source: numpy/lib/format.py, "NPY format". Elements that are no numbers and no
// texts are left to the caller, see [Split].
package npy

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"kerash/model/format/plain"
)

const magic = "\x93NUMPY"

// maxHeader bounds the header of a file: real ones are below 1 KB.
const maxHeader = 1 << 20

// Is reports whether data begins as a .npy file does.
func Is(data []byte) bool { return bytes.HasPrefix(data, []byte(magic)) }

// Read reads one array.
func Read(r io.Reader) (plain.Array, error) {
	h, err := readHeader(r)
	if err != nil {
		return plain.Array{}, err
	}
	n, ok := plain.Count(h.shape)
	if !ok {
		return plain.Array{}, plain.Errorf("ValueError", "the shape %s is too large", plain.ShapeString(h.shape))
	}
	a, elements := plain.Array{DType: h.dtype, Shape: h.shape}, &counter{r: r}
	if h.dtype.Size() == 0 {
		a.Data, err = readStrings(elements, n, h.width, h.unicode(), h.order)
	} else {
		a.Data, err = plain.Decode(elements, h.dtype, n, h.order)
	}
	if err != nil {
		return plain.Array{}, plain.Errorf("ValueError", "the file ends before its array of %d elements: %v", n, &Short{elements.n / h.itemSize(), h.shape})
	}
	if h.fortran {
		return transposed(a)
	}
	return a, nil
}

// Content is a file whose elements [Read] does not know: records, times, Python's
// objects.
type Content struct {
	Descr   string // the dtype as Python writes it
	Fortran bool
	Shape   []int
	Data    []byte
}

// Split reads a file as far as its elements.
func Split(raw []byte) (Content, error) {
	r := bytes.NewReader(raw)
	text, err := headerText(r)
	if err != nil {
		return Content{}, err
	}
	h, descr, err := splitHeader(text)
	if err != nil {
		return Content{}, err
	}
	return Content{descr, h.fortran, h.shape, raw[len(raw)-r.Len():]}, nil
}

// Short is the cause of the error for a file that ends before its array does,
// in NumPy's words.
type Short struct {
	Size  int // elements that are there
	Shape []int
}

func (s *Short) Error() string {
	return fmt.Sprintf("cannot reshape array of size %d into shape %s", s.Size, strings.ReplaceAll(plain.ShapeString(s.Shape), " ", ""))
}

// counter counts the bytes that are read through it.
type counter struct {
	r io.Reader
	n int
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += n
	return n, err
}

// header is what stands before the elements.
type header struct {
	dtype   plain.DType
	order   binary.ByteOrder
	width   int // of a string, in characters
	fortran bool
	shape   []int
}

// unicode tells strings of UTF-32 from those of bytes.
func (h *header) unicode() bool { return h.dtype == plain.String }

// itemSize is the bytes of an element.
func (h *header) itemSize() int {
	switch h.dtype {
	case plain.String:
		return max(1, 4*h.width)
	case plain.Bytes:
		return max(1, h.width)
	}
	return h.dtype.Size()
}

func readHeader(r io.Reader) (*header, error) {
	text, err := headerText(r)
	if err != nil {
		return nil, err
	}
	h, descr, err := splitHeader(text)
	if err != nil {
		return nil, err
	}
	return h, h.parseDescr(strings.Trim(descr, "'"))
}

// headerText reads the header as Python writes it.
func headerText(r io.Reader) (string, error) {
	start := make([]byte, 8)
	if _, err := io.ReadFull(r, start); err != nil || string(start[:6]) != magic {
		return "", plain.Errorf("ValueError", "the magic string is not correct; expected b'\\x93NUMPY'")
	}
	size := 0
	switch start[6] {
	case 1:
		b := make([]byte, 2)
		if err := readPart(r, b, "array header length"); err != nil {
			return "", err
		}
		size = int(binary.LittleEndian.Uint16(b))
	case 2, 3:
		b := make([]byte, 4)
		if err := readPart(r, b, "array header length"); err != nil {
			return "", err
		}
		size = int(binary.LittleEndian.Uint32(b))
	default:
		return "", plain.Errorf("ValueError", "Invalid version (%d, %d)", start[6], start[7])
	}
	if size > maxHeader {
		return "", plain.Errorf("ValueError", "Header info length (%d) is large and may not be safe to load securely.", size)
	}
	text := make([]byte, size)
	if err := readPart(r, text, "array header"); err != nil {
		return "", err
	}
	return string(text), nil
}

// readPart fills b with the part of the file that what names.
func readPart(r io.Reader, b []byte, what string) error {
	n, err := io.ReadFull(r, b)
	if err != nil {
		return plain.Errorf("ValueError", "EOF: reading %s, expected %d bytes got %d", what, len(b), n)
	}
	return nil
}

var headerParts = regexp.MustCompile(`^\{\s*'descr':\s*('[^']*'|\[.*\]),\s*'fortran_order':\s*(True|False)\s*,\s*'shape':\s*\(([0-9, L]*)\),?\s*\}\s*$`)

// splitHeader is the header without its dtype, and that.
func splitHeader(text string) (h *header, descr string, err error) {
	m := headerParts.FindStringSubmatch(text)
	if m == nil {
		return nil, "", plain.Errorf("ValueError", "Cannot parse header: %q", text)
	}
	h = &header{fortran: m[2] == "True", shape: []int{}, order: binary.LittleEndian}
	for part := range strings.SplitSeq(m[3], ",") {
		part = strings.TrimSuffix(strings.TrimSpace(part), "L")
		if part == "" {
			continue
		}
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil, "", plain.Errorf("ValueError", "shape is not valid: (%s)", m[3])
		}
		h.shape = append(h.shape, n)
	}
	return h, m[1], nil
}

// dtypes is NumPy's codes without the byte order.
var dtypes = map[string]plain.DType{
	"b1": plain.Bool, "i1": plain.Int8, "i2": plain.Int16, "i4": plain.Int32, "i8": plain.Int64,
	"u1": plain.Uint8, "u2": plain.Uint16, "u4": plain.Uint32, "u8": plain.Uint64,
	"f2": plain.Float16, "f4": plain.Float32, "f8": plain.Float64, "c8": plain.Complex64, "c16": plain.Complex128,
}

func (h *header) parseDescr(descr string) error {
	code := strings.TrimLeft(descr, "<>|=")
	if strings.HasPrefix(descr, ">") {
		h.order = binary.BigEndian
	}
	if dt, ok := dtypes[code]; ok {
		h.dtype = dt
		return nil
	}
	if len(code) > 1 && (code[0] == 'U' || code[0] == 'S') {
		n, err := strconv.Atoi(code[1:])
		if err == nil && n >= 0 && n < 1<<24 {
			h.dtype, h.width = plain.String, n
			if code[0] == 'S' {
				h.dtype = plain.Bytes
			}
			return nil
		}
	}
	if code == "O" {
		return plain.Errorf("ValueError", "Object arrays cannot be loaded when allow_pickle=False")
	}
	return plain.Errorf("ValueError", "descr is not a valid dtype descriptor: '%s'", descr)
}

func readStrings(r io.Reader, n, width int, unicode bool, order binary.ByteOrder) ([]string, error) {
	unit := 1
	if unicode {
		unit = 4
	}
	br := bufio.NewReader(r)
	buf := make([]byte, width*unit)
	out := make([]string, 0, min(n, 1<<16))
	for range n {
		if _, err := io.ReadFull(br, buf); err != nil {
			return nil, err
		}
		if !unicode {
			out = append(out, string(bytes.TrimRight(buf, "\x00")))
			continue
		}
		var b strings.Builder
		for i := 0; i < len(buf); i += 4 {
			if c := order.Uint32(buf[i:]); c != 0 {
				b.WriteRune(rune(c))
			}
		}
		out = append(out, b.String())
	}
	return out, nil
}

// transposed brings an array in Fortran's order into row-major order.
func transposed(a plain.Array) (plain.Array, error) {
	switch d := a.Data.(type) {
	case []bool:
		a.Data = reorder(d, a.Shape)
	case []int8:
		a.Data = reorder(d, a.Shape)
	case []int16:
		a.Data = reorder(d, a.Shape)
	case []int32:
		a.Data = reorder(d, a.Shape)
	case []int64:
		a.Data = reorder(d, a.Shape)
	case []uint8:
		a.Data = reorder(d, a.Shape)
	case []uint16:
		a.Data = reorder(d, a.Shape)
	case []uint32:
		a.Data = reorder(d, a.Shape)
	case []uint64:
		a.Data = reorder(d, a.Shape)
	case []float32:
		a.Data = reorder(d, a.Shape)
	case []float64:
		a.Data = reorder(d, a.Shape)
	case []string:
		a.Data = reorder(d, a.Shape)
	default:
		return a, plain.Errorf("ValueError", "arrays of dtype %s in Fortran order are left out", a.DType)
	}
	return a, nil
}

func reorder[T any](d []T, shape []int) []T {
	out := make([]T, len(d))
	index := make([]int, len(shape))
	for i := range out {
		at, step := 0, 1
		for k, n := range shape {
			at += index[k] * step
			step *= n
		}
		out[i] = d[at]
		for k := len(shape) - 1; k >= 0; k-- {
			if index[k]++; index[k] < shape[k] {
				break
			}
			index[k] = 0
		}
	}
	return out
}

// Write writes one array.
func Write(w io.Writer, a plain.Array) error {
	if err := a.Check(); err != nil {
		return err
	}
	descr, width := describe(a)
	if err := WriteHeader(w, "'"+descr+"'", a.Shape); err != nil {
		return err
	}
	if s, ok := a.Data.([]string); ok {
		return writeStrings(w, s, width)
	}
	return plain.Encode(w, a)
}

// WriteHeader writes what stands before the elements; descr is the dtype as
// Python writes it.
func WriteHeader(w io.Writer, descr string, shape []int) error {
	text := fmt.Sprintf("{'descr': %s, 'fortran_order': False, 'shape': %s, }", descr, plain.ShapeString(shape))
	// Spaces and a newline bring the elements to a multiple of 64 bytes.
	pad := 64 - (len(magic)+4+len(text)+1)%64
	text += strings.Repeat(" ", pad%64) + "\n"
	head := append([]byte(magic+"\x01\x00"), 0, 0)
	binary.LittleEndian.PutUint16(head[8:], uint16(len(text)))
	_, err := w.Write(append(head, text...))
	return err
}

// describe is the dtype code of an array and, of strings, the longest length.
func describe(a plain.Array) (descr string, width int) {
	if s, ok := a.Data.([]string); ok {
		for _, x := range s {
			width = max(width, utf8.RuneCountInString(x))
		}
		width = max(width, 1)
		return fmt.Sprintf("<U%d", width), width
	}
	for code, dt := range dtypes {
		if dt == a.DType {
			if dt.Size() == 1 {
				return "|" + code, 0
			}
			return "<" + code, 0
		}
	}
	return "<V2", 0 // bfloat16, which NumPy has no code for
}

func writeStrings(w io.Writer, s []string, width int) error {
	bw := bufio.NewWriter(w)
	buf := make([]byte, 4*width)
	for _, x := range s {
		clear(buf)
		i := 0
		for _, c := range x {
			binary.LittleEndian.PutUint32(buf[i:], uint32(c))
			i += 4
		}
		if _, err := bw.Write(buf); err != nil {
			return err
		}
	}
	return bw.Flush()
}
