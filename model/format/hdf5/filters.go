package hdf5

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
)

// Filters by the number under which they are registered.
const (
	filterDeflate    = 1
	filterShuffle    = 2
	filterFletcher32 = 3
	filterLZF        = 32000
)

type filter struct {
	id     int
	values []int
}

// filters takes a filter pipeline message apart.
func (c *cursor) filters() []filter {
	version := c.u8()
	count := c.u8()
	if version == 1 {
		c.bytes(6)
	}
	var out []filter
	for range count {
		f := filter{id: c.u16()}
		name := 0
		if version == 1 || f.id >= 256 {
			name = c.u16()
		}
		c.u16() // flags
		values := c.u16()
		if version == 1 {
			name = (name + 7) &^ 7
		}
		c.bytes(name)
		for range values {
			f.values = append(f.values, c.u32())
		}
		if version == 1 && values%2 == 1 {
			c.bytes(4)
		}
		out = append(out, f)
	}
	return out
}

// unfilter undoes the filters of a chunk, the last first. want is the chunk's
// size when done: more than that is never unpacked.
func unfilter(b []byte, filters []filter, mask, want, elem int) []byte {
	for i := len(filters) - 1; i >= 0; i-- {
		if i < 32 && mask>>i&1 != 0 {
			continue // this filter was left out for the chunk
		}
		switch f := filters[i]; f.id {
		case filterDeflate:
			b = inflate(b, want+4) // a checksum may lie within
		case filterShuffle:
			size := elem
			if len(f.values) > 0 && f.values[0] > 0 {
				size = f.values[0]
			}
			b = unshuffle(b, size)
		case filterFletcher32:
			b = fletcher(b)
		case filterLZF:
			b = unLZF(b, want+4)
		default:
			throwf("can't open filter %d: it is not known here", f.id)
		}
	}
	if len(b) < want {
		throwf("chunk of %d bytes, %d expected", len(b), want)
	}
	return b[:want]
}

func inflate(b []byte, limit int) []byte {
	z, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		throwf("inflate() failed: %v", err)
	}
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(z, int64(limit)+1))
	if err != nil {
		throwf("inflate() failed: %v", err)
	}
	if n > int64(limit) {
		throwf("chunk unpacks to more than its size")
	}
	return out.Bytes()
}

// unshuffle puts the bytes of elements together again, which the shuffle
// filter laid apart by significance.
func unshuffle(b []byte, size int) []byte {
	n := len(b) / size
	if size <= 1 || n <= 1 {
		return b
	}
	out := make([]byte, len(b))
	for j := range size {
		plane := b[j*n : j*n+n]
		for i, v := range plane {
			out[i*size+j] = v
		}
	}
	copy(out[n*size:], b[n*size:])
	return out
}

// fletcher checks and removes a Fletcher-32 checksum.
func fletcher(b []byte) []byte {
	if len(b) < 4 {
		throwf("chunk is too short for its checksum")
	}
	data, stored := b[:len(b)-4], binary.LittleEndian.Uint32(b[len(b)-4:])
	var lo, hi uint32
	for i := 0; i < len(data); i += 2 {
		w := uint32(data[i]) << 8
		if i+1 < len(data) {
			w |= uint32(data[i+1])
		}
		lo = (lo + w) % 65535
		hi = (hi + lo) % 65535
	}
	if sum := hi<<16 | lo; sum != stored {
		throwf("data error detected by Fletcher32 checksum")
	}
	return data
}

// unLZF unpacks h5py's LZF compression: a control byte below 32 is followed by
// that many literal bytes and one more; others are a copy of earlier output.
func unLZF(b []byte, limit int) []byte {
	var out []byte
	c := &cursor{b: b}
	for c.left() > 0 {
		ctrl := c.u8()
		if ctrl < 32 {
			out = append(out, c.bytes(ctrl+1)...)
		} else {
			n := ctrl >> 5
			if n == 7 {
				n += c.u8()
			}
			from := len(out) - (ctrl&31)<<8 - c.u8() - 1
			if from < 0 {
				throwf("LZF: copy from before the start")
			}
			for i := range n + 2 {
				out = append(out, out[from+i])
			}
		}
		if len(out) > limit {
			throwf("chunk unpacks to more than its size")
		}
	}
	return out
}

func (f filter) String() string { return fmt.Sprintf("filter %d%v", f.id, f.values) }
