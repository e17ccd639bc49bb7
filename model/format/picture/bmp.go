//lint:file-ignore ST1005 the words are those of TensorFlow

package picture

import (
	"encoding/binary"
	"errors"

	"kerash/tensor"
)

// decodeBMP reads uncompressed BMP files of 8 (gray), 24 or 32 bits.
func decodeBMP(data []byte, channels int) (*tensor.Array, error) {
	if len(data) < 54 {
		return nil, errors.New("Incomplete bmp content, requires at least 32 bytes to find the header size, width, height, and bpp")
	}
	start := int(binary.LittleEndian.Uint32(data[10:]))
	w, h := int(int32(binary.LittleEndian.Uint32(data[18:]))), int(int32(binary.LittleEndian.Uint32(data[22:])))
	upward := h > 0
	if !upward {
		h = -h
	}
	in := int(binary.LittleEndian.Uint16(data[28:])) / 8
	if channels == 0 {
		channels = in
	}
	row := (w*in + 3) / 4 * 4
	switch {
	case in != 1 && in != 3 && in != 4:
		return nil, errors.New("Number of channels inherent in the image must be 1, 3 or 4")
	case w <= 0 || h <= 0 || start < 0 || start+row*h > len(data):
		return nil, errors.New("Incomplete bmp content")
	}
	out := make([]uint8, 0, h*w*channels)
	for y := range h {
		at := y
		if upward {
			at = h - 1 - y
		}
		line := data[start+at*row:]
		for x := range w {
			p := line[x*in:]
			if in == 1 {
				out = appendPixel(out, channels, p[0], p[0], p[0])
				continue
			}
			out = appendPixel(out, channels, p[2], p[1], p[0])
			if in == 4 && channels == 4 {
				out[len(out)-1] = p[3]
			}
		}
	}
	return tensor.FromSlice(out, h, w, channels), nil
}

// EncodeBMP writes pixels of uint8 with 1, 3 or 4 channels; opacity is lost.
func EncodeBMP(a *tensor.Array) ([]byte, error) {
	rgb := Convert(a, 3)
	s := rgb.Shape()
	h, w := s[0], s[1]
	row := (w*3 + 3) / 4 * 4
	out := []byte("BM")
	for _, v := range []int{54 + row*h, 0, 54, 40, w, h} {
		out = binary.LittleEndian.AppendUint32(out, uint32(v))
	}
	out = binary.LittleEndian.AppendUint16(out, 1)
	out = binary.LittleEndian.AppendUint16(out, 24)
	for _, v := range []int{0, row * h, 3780, 3780, 0, 0} {
		out = binary.LittleEndian.AppendUint32(out, uint32(v))
	}
	pixels := tensor.Data[uint8](rgb)
	for y := h - 1; y >= 0; y-- {
		for x := range w {
			p := pixels[(y*w+x)*3:]
			out = append(out, p[2], p[1], p[0])
		}
		out = append(out, make([]byte, row-3*w)...)
	}
	return out, nil
}

// appendPixel adds an opaque pixel with 1, 3 or 4 channels.
func appendPixel(out []uint8, channels int, r, g, b uint8) []uint8 {
	switch channels {
	case 1:
		return append(out, brightness(r, g, b))
	case 3:
		return append(out, r, g, b)
	}
	return append(out, r, g, b, 255)
}
