package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"

	"kerash/tensor"
)

// The colour types of PNG files, byte 25 of a file.
const (
	pngGray      = 0
	pngRGB       = 2
	pngPalette   = 3
	pngGrayAlpha = 4
	pngRGBA      = 6
)

func decodePNG(data []byte, channels int, deep bool) (*tensor.Array, error) {
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	kind := data[25]
	if channels == 0 {
		channels = map[byte]int{pngGray: 1, pngRGB: 3, pngPalette: 3, pngGrayAlpha: 2, pngRGBA: 4}[kind]
		if p, ok := img.(*image.Paletted); ok && kind == pngPalette && !opaque(p.Palette) {
			channels = 4
		}
	}
	b := img.Bounds()
	h, w := b.Dy(), b.Dx()
	pixels := make([]uint16, 0, h*w*channels)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := straight(img.At(x, y))
			switch channels {
			case 1:
				pixels = append(pixels, grayOf(c, data[24] == 16))
			case 2:
				pixels = append(pixels, c.R, c.A)
			case 3:
				pixels = append(pixels, c.R, c.G, c.B)
			default:
				pixels = append(pixels, c.R, c.G, c.B, c.A)
			}
		}
	}
	if deep {
		return tensor.FromSlice(pixels, h, w, channels), nil
	}
	low := make([]uint8, len(pixels))
	for i, v := range pixels {
		low[i] = uint8(v >> 8)
	}
	return tensor.FromSlice(low, h, w, channels), nil
}

// straight is a colour of 16 bits that opacity does not darken. What cannot be
// seen keeps its colour too.
func straight(c color.Color) color.NRGBA64 {
	switch c := c.(type) {
	case color.NRGBA:
		return color.NRGBA64{R: uint16(c.R) * 257, G: uint16(c.G) * 257, B: uint16(c.B) * 257, A: uint16(c.A) * 257}
	case color.NRGBA64:
		return c
	}
	return color.NRGBA64Model.Convert(c).(color.NRGBA64)
}

// grayOf is the brightness of a colour, counted in the bits of the file.
func grayOf(c color.NRGBA64, deep bool) uint16 {
	if deep {
		return brightness(c.R, c.G, c.B)
	}
	return uint16(brightness(uint8(c.R>>8), uint8(c.G>>8), uint8(c.B>>8))) * 257
}

func opaque(p color.Palette) bool {
	for _, c := range p {
		if _, _, _, a := c.RGBA(); a != 0xffff {
			return false
		}
	}
	return true
}

// EncodePNG writes pixels of uint8 or uint16 with 1 to 4 channels; two are
// brightness and opacity. level is zlib's level of compression, -1 for its
// default.
func EncodePNG(a *tensor.Array, level int) ([]byte, error) {
	s := a.Shape()
	h, w, n := s[0], s[1], s[2]
	depth := 8
	if a.DType() == tensor.Uint16 {
		depth = 16
	}
	kind := [...]byte{1: pngGray, 2: pngGrayAlpha, 3: pngRGB, 4: pngRGBA}[n]
	var rows bytes.Buffer
	z, err := zlib.NewWriterLevel(&rows, level)
	if err != nil {
		return nil, err
	}
	line := make([]byte, 0, 1+w*n*depth/8)
	for y := range h {
		line = append(line[:0], 0) // rows are not filtered
		for i := y * w * n; i < (y+1)*w*n; i++ {
			v := a.Int(i)
			if depth == 16 {
				line = append(line, byte(v>>8))
			}
			line = append(line, byte(v))
		}
		if _, err := z.Write(line); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(w))
	head = binary.BigEndian.AppendUint32(head, uint32(h))
	head = append(head, byte(depth), kind, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n")
	out = appendChunk(out, "IHDR", head)
	out = appendChunk(out, "IDAT", rows.Bytes())
	return appendChunk(out, "IEND", nil), nil
}

// appendChunk adds a part of a PNG file with its length and checksum.
func appendChunk(out []byte, name string, data []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	start := len(out)
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}
