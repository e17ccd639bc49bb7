package jpeg

import (
	"encoding/binary"
	"errors"
)

// Unit is what densities count.
type Unit uint8

// The units of densities.
const (
	NoUnit        Unit = iota // only the ratio of the two counts
	PerInch                   // dots per inch
	PerCentimetre             // dots per centimetre
)

// EncodeOptions tells how [Encode] writes a picture.
type EncodeOptions struct {
	Quality            int  // 1 to 100; others count as the nearest
	Progressive        bool // several scans, from coarse to fine
	Optimize           bool // Huffman tables made for the picture
	ChromaDownsampling bool // one sample of colour for four pixels
	Unit               Unit
	XDensity, YDensity uint16
	XMP                string // a document about the picture
}

// Encode writes a picture of one channel (brightness) or three (RGB).
func Encode(p *Picture, o EncodeOptions) ([]byte, error) {
	if p.Height < 1 || p.Width < 1 || p.Height > maxSize || p.Width > maxSize || p.Channels != 1 && p.Channels != 3 {
		return nil, errors.New("jpeg: cannot encode a picture of this shape")
	}
	w := &writer{file: file{width: p.Width, height: p.Height, maxH: 1, maxV: 1, progressive: o.Progressive}}
	factor := 1
	if p.Channels == 3 && o.ChromaDownsampling {
		factor = 2
	}
	w.maxH, w.maxV = factor, factor
	for i, pix := range separate(p) {
		c := &component{id: uint8(i + 1), h: 1, v: 1, quantIndex: uint8(min(i, 1))}
		if i == 0 {
			c.h, c.v = factor, factor
		}
		w.quants[c.quantIndex] = quantTable(i > 0, o.Quality)
		c.quant = w.quants[c.quantIndex]
		w.comps = append(w.comps, c)
		w.makeBlocks(c, pix)
	}
	w.head(o)
	switch {
	case o.Progressive:
		w.progressiveScans()
	case o.Optimize:
		w.optimizedScan()
	default:
		w.standardScan()
	}
	w.mark(markEOI)
	return w.out, nil
}

// writer is a file that is being written.
type writer struct {
	file
	out []byte
}

func (w *writer) mark(mark uint8) { w.out = append(w.out, 0xff, mark) }

// segment writes a marker with what belongs to it.
func (w *writer) segment(mark uint8, parts ...[]byte) {
	n := 2
	for _, p := range parts {
		n += len(p)
	}
	w.mark(mark)
	w.out = binary.BigEndian.AppendUint16(w.out, uint16(n))
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// head writes all that comes before the scans.
func (w *writer) head(o EncodeOptions) {
	w.mark(markSOI)
	b := append([]byte("JFIF\x00"), 1, 1, byte(o.Unit))
	b = binary.BigEndian.AppendUint16(b, o.XDensity)
	b = binary.BigEndian.AppendUint16(b, o.YDensity)
	w.segment(markAPP0, b, []byte{0, 0}) // no thumbnail
	if o.XMP != "" {
		w.segment(markAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00"), []byte(o.XMP))
	}
	for i, q := range w.quants {
		if q == nil {
			continue
		}
		b := []byte{byte(i)}
		for k := range blockSize {
			b = append(b, byte(q[zigzag[k]]))
		}
		w.segment(markDQT, b)
	}
	b = binary.BigEndian.AppendUint16([]byte{8}, uint16(w.height))
	b = binary.BigEndian.AppendUint16(b, uint16(w.width))
	b = append(b, byte(len(w.comps)))
	for _, c := range w.comps {
		b = append(b, c.id, byte(c.h<<4|c.v), c.quantIndex)
	}
	if w.progressive {
		w.segment(markSOF2, b)
	} else {
		w.segment(markSOF0, b)
	}
}

// The classes of Huffman tables.
const (
	classDC = 0
	classAC = 1
)

// codes writes a Huffman table.
func (w *writer) codes(class, index int, t *codeTable) {
	w.segment(markDHT, append([]byte{byte(class<<4 | index)}, t.counts[1:]...), t.symbols)
}

// scanHead begins a scan of components; tables are the numbers of their DC and
// AC tables.
func (w *writer) scanHead(s *scan, tables []byte) {
	b := []byte{byte(len(s.comps))}
	for i, c := range s.comps {
		b = append(b, c.id, tables[i])
	}
	w.segment(markSOS, b, []byte{byte(s.from), byte(s.to), byte(s.high<<4 | s.low)})
}

// quantTable is the table of T.81, annex K, for brightness or colour, scaled
// to a quality. It is row by row.
func quantTable(colour bool, quality int) *[blockSize]uint16 {
	base := &quantBrightness
	if colour {
		base = &quantColour
	}
	quality = min(max(quality, 1), 100)
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	out := &[blockSize]uint16{}
	for i, v := range base {
		out[i] = uint16(min(max((int(v)*scale+50)/100, 1), 255))
	}
	return out
}

var (
	quantBrightness = [blockSize]uint8{
		16, 11, 10, 16, 24, 40, 51, 61,
		12, 12, 14, 19, 26, 58, 60, 55,
		14, 13, 16, 24, 40, 57, 69, 56,
		14, 17, 22, 29, 51, 87, 80, 62,
		18, 22, 37, 56, 68, 109, 103, 77,
		24, 35, 55, 64, 81, 104, 113, 92,
		49, 64, 78, 87, 103, 121, 120, 101,
		72, 92, 95, 98, 112, 100, 103, 99,
	}
	quantColour = [blockSize]uint8{
		17, 18, 24, 47, 99, 99, 99, 99,
		18, 21, 26, 66, 99, 99, 99, 99,
		24, 26, 56, 99, 99, 99, 99, 99,
		47, 66, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99,
	}
)
