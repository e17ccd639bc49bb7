package jpeg

import (
	"encoding/binary"
	"errors"
)

// What files can have wrong.
var (
	errNoJPEG      = errors.New("jpeg: not a JPEG file")
	errTruncated   = errors.New("jpeg: premature end of the file")
	errStructure   = errors.New("jpeg: bad structure of the file")
	errHuffman     = errors.New("jpeg: bad Huffman table")
	errQuantTable  = errors.New("jpeg: a quantization table is missing")
	errUnsupported = errors.New("jpeg: unsupported kind of JPEG file")
)

// component is a plane of a frame: brightness or a colour.
type component struct {
	id         uint8
	h, v       int // how often it is sampled across and down, against the others
	quantIndex uint8
	quant      *[blockSize]uint16 // row by row; as it stood at the first scan

	wide, high int     // blocks
	stride     int     // blocks of a row with those that fill the last group
	coefs      []int16 // block by block, row by row in each
}

// block is the coefficients of a block.
func (c *component) block(row, col int) *[blockSize]int16 {
	i := (row*c.stride + col) * blockSize
	return (*[blockSize]int16)(c.coefs[i : i+blockSize])
}

// file is a JPEG file that is being read.
type file struct {
	data    []byte
	pos     int
	recover bool // take the end of the data for the end of the file

	width, height int
	maxH, maxV    int
	progressive   bool
	comps         []*component
	interval      int // groups between two restarts

	jfif, adobe    bool
	adobeTransform uint8

	quants [4]*[blockSize]uint16
	dc, ac [4]*decodeTable
	// rows are the rows of groups that the scan has read to their end, in a
	// file that is cut off.
	rows int
}

// readHeader reads up to the frame, or up to the first scan when scans is set.
func (f *file) readHeader(scans bool) error {
	if len(f.data) < 2 || f.data[0] != 0xff || f.data[1] != markSOI {
		return errNoJPEG
	}
	f.pos = 2
	for {
		mark, err := f.marker()
		if err != nil {
			return err
		}
		if mark == markSOS || mark == markEOI {
			if f.comps == nil || mark == markEOI {
				return errStructure
			}
			f.pos -= 2 // the marker is for readScans
			return nil
		}
		if err := f.segment(mark); err != nil {
			return err
		}
		if f.comps != nil && !scans {
			return nil
		}
	}
}

// marker goes on to the next marker.
func (f *file) marker() (uint8, error) {
	for {
		for f.pos < len(f.data) && f.data[f.pos] != 0xff {
			f.pos++
		}
		for f.pos < len(f.data) && f.data[f.pos] == 0xff {
			f.pos++
		}
		if f.pos >= len(f.data) {
			if f.recover {
				return markEOI, nil
			}
			return 0, errTruncated
		}
		f.pos++
		if mark := f.data[f.pos-1]; mark != 0 {
			return mark, nil
		}
	}
}

// body is what a segment holds behind its length.
func (f *file) body() ([]byte, error) {
	if f.pos+2 > len(f.data) {
		return nil, errTruncated
	}
	n := int(binary.BigEndian.Uint16(f.data[f.pos:]))
	if n < 2 || f.pos+n > len(f.data) {
		return nil, errTruncated
	}
	b := f.data[f.pos+2 : f.pos+n]
	f.pos += n
	return b, nil
}

// segment reads what stands behind a marker that is no scan.
func (f *file) segment(mark uint8) error {
	if mark >= markRST0 && mark <= markRST7 || mark == markTEM {
		return nil
	}
	if mark == markSOI {
		return errStructure
	}
	b, err := f.body()
	if err != nil {
		return err
	}
	switch mark {
	case markDQT:
		return f.readQuants(b)
	case markDHT:
		return f.readCodes(b)
	case markDRI:
		if len(b) != 2 {
			return errStructure
		}
		f.interval = int(binary.BigEndian.Uint16(b))
	case markSOF0, markSOF1, markSOF2:
		f.progressive = mark == markSOF2
		return f.readFrame(b)
	case markAPP0:
		f.jfif = f.jfif || len(b) >= 14 && string(b[:5]) == "JFIF\x00"
	case markAPP14:
		if len(b) >= 12 && string(b[:5]) == "Adobe" {
			f.adobe, f.adobeTransform = true, b[11]
		}
	default:
		if mark > markSOF2 && mark <= markSOF15 && mark != markJPG && mark != markDAC {
			return errUnsupported
		}
	}
	return nil
}

func (f *file) readQuants(b []byte) error {
	for len(b) > 0 {
		precision, index := b[0]>>4, b[0]&15
		b = b[1:]
		size := blockSize << min(precision, 1)
		if index > 3 || len(b) < size {
			return errStructure
		}
		q := &[blockSize]uint16{}
		for k := range blockSize {
			if precision > 0 {
				q[zigzag[k]] = binary.BigEndian.Uint16(b[2*k:])
			} else {
				q[zigzag[k]] = uint16(b[k])
			}
		}
		f.quants[index] = q
		b = b[size:]
	}
	return nil
}

func (f *file) readCodes(b []byte) error {
	for len(b) > 16 {
		index := b[0]
		t := &codeTable{}
		n := 0
		for i := 1; i <= 16; i++ {
			t.counts[i] = b[i]
			n += int(b[i])
		}
		if b = b[17:]; n > 256 || n > len(b) || index&15 > 3 || index>>4 > 1 {
			return errHuffman
		}
		t.symbols, b = b[:n], b[n:]
		d, err := t.decoder()
		if err != nil {
			return err
		}
		if index>>4 == 0 {
			f.dc[index&15] = d
		} else {
			f.ac[index&15] = d
		}
	}
	if len(b) != 0 {
		return errStructure
	}
	return nil
}

func (f *file) readFrame(b []byte) error {
	if f.comps != nil || len(b) < 6 || len(b) != 6+3*int(b[5]) {
		return errStructure
	}
	f.height, f.width = int(binary.BigEndian.Uint16(b[1:])), int(binary.BigEndian.Uint16(b[3:]))
	if b[0] != 8 || b[5] > 4 || f.width > maxSize || f.height > maxSize {
		return errUnsupported
	}
	if b[5] == 0 || f.width == 0 || f.height == 0 {
		return errStructure
	}
	f.maxH, f.maxV = 1, 1
	for s := b[6:]; len(s) > 0; s = s[3:] {
		c := &component{id: s[0], h: int(s[1] >> 4), v: int(s[1] & 15), quantIndex: s[2]}
		if c.h < 1 || c.h > 4 || c.v < 1 || c.v > 4 || c.quantIndex > 3 {
			return errStructure
		}
		f.maxH, f.maxV = max(f.maxH, c.h), max(f.maxV, c.v)
		f.comps = append(f.comps, c)
	}
	for _, c := range f.comps {
		c.wide = ceilDiv(f.width*c.h, f.maxH*8)
		c.high = ceilDiv(f.height*c.v, f.maxV*8)
		c.stride = ceilDiv(f.width, f.maxH*8) * c.h
	}
	return nil
}

// maxSize is the greatest height and width, which is that of libjpeg.
const maxSize = 65500
