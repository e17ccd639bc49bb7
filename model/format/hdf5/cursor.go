package hdf5

import (
	"encoding/binary"
	"io"
)

// read gives n bytes of the file at an absolute position.
func (f *File) read(pos, n uint64) []byte {
	if pos > f.size || n > f.size-pos {
		throwf("addr overflow, addr = %d, size = %d, eof = %d", pos, n, f.size)
	}
	b := make([]byte, n)
	if k, err := f.r.ReadAt(b, int64(pos)); err != nil && !(err == io.EOF && k == len(b)) {
		throwf("file read failed: %v", err)
	}
	return b
}

// position turns an address of the format into a position in the file.
func (f *File) position(addr uint64) uint64 {
	if addr > f.size || f.base > f.size-addr {
		throwf("addr overflow, addr = %d, eof = %d", addr, f.size)
	}
	return f.base + addr
}

// cursor is n bytes at an absolute position, to be taken apart in order.
func (f *File) cursor(pos, n uint64) *cursor { return &cursor{f: f, b: f.read(pos, n)} }

// at is n bytes at an address, which must start with sig.
func (f *File) at(addr, n uint64, sig string) *cursor {
	c := f.cursor(f.position(addr), n)
	if sig != "" && string(c.bytes(len(sig))) != sig {
		throwf("bad signature: %q expected at address %d", sig, addr)
	}
	return c
}

// cursor takes bytes apart: little-endian numbers, addresses, lengths.
type cursor struct {
	f   *File
	b   []byte
	pos int
}

func (c *cursor) left() int { return len(c.b) - c.pos }

func (c *cursor) bytes(n int) []byte {
	if n < 0 || n > c.left() {
		throwf("ran off end of input buffer while decoding")
	}
	c.pos += n
	return c.b[c.pos-n : c.pos]
}

func (c *cursor) u8() int  { return int(c.bytes(1)[0]) }
func (c *cursor) u16() int { return int(binary.LittleEndian.Uint16(c.bytes(2))) }
func (c *cursor) u32() int { return int(binary.LittleEndian.Uint32(c.bytes(4))) }

// uint takes an unsigned number of n bytes, 0 to 8.
func (c *cursor) uint(n int) uint64 {
	var v uint64
	for i, b := range c.bytes(n) {
		v |= uint64(b) << (8 * i)
	}
	return v
}

// addr takes an address; all ones, in any width, is [undefined].
func (c *cursor) addr() uint64 {
	v := c.uint(c.f.offs)
	if c.f.offs < 8 && v == 1<<(8*c.f.offs)-1 {
		return undefined
	}
	return v
}

func (c *cursor) length() uint64 { return c.uint(c.f.lens) }

// align skips to the next multiple of n from the cursor's start.
func (c *cursor) align(n int) {
	if r := c.pos % n; r != 0 {
		c.bytes(min(n-r, c.left()))
	}
}

// cstring takes a null-terminated string.
func (c *cursor) cstring() string {
	for i := c.pos; i < len(c.b); i++ {
		if c.b[i] == 0 {
			s := string(c.b[c.pos:i])
			c.pos = i + 1
			return s
		}
	}
	throwf("string is not terminated")
	return ""
}
