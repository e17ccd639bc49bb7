//lint:file-ignore ST1005 the words are those of TensorFlow

// Package picture reads and writes image files: PNG, JPEG, GIF and BMP, as
// arrays of pixels of shape (height, width, channels).
//
// PNG and BMP files give the pixels that TensorFlow gives. What JPEG files
// give can differ by a few levels, since the standard leaves it open how
// exactly colours are scaled up.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"

	"kerash/tensor"
)

// Format is a kind of image file.
type Format string

// The kinds of image files.
const (
	PNG  Format = "png"
	JPEG Format = "jpeg"
	GIF  Format = "gif"
	BMP  Format = "bmp"
)

// FormatOf tells the kind of a file by its first bytes, "" for none of these.
func FormatOf(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return PNG
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(data, []byte("GIF8")):
		return GIF
	case bytes.HasPrefix(data, []byte("BM")):
		return BMP
	}
	return ""
}

// ErrFormat says that a file is of no known kind.
var ErrFormat = errors.New("Unknown image file format. One of JPEG, PNG, GIF, BMP required.")

// Decode reads the pixels of an image file as uint8, or as uint16 if deep,
// with 1 (brightness), 3 (RGB) or 4 (RGB and opacity) channels; 0 takes those
// of the file. Of a GIF file it is the first frame.
func Decode(data []byte, channels int, deep bool) (*tensor.Array, error) {
	switch FormatOf(data) {
	case PNG:
		return decodePNG(data, channels, deep)
	case JPEG:
		return decodeJPEG(data, channels)
	case GIF:
		frames, err := DecodeGIF(data)
		if err != nil {
			return nil, err
		}
		s := frames.Shape()
		return tensor.FromSlice(tensor.Data[uint8](frames)[:s[1]*s[2]*3], s[1:]...), nil
	case BMP:
		return decodeBMP(data, channels)
	}
	return nil, ErrFormat
}

// Size is the shape that [Decode] gives with all channels, found without
// reading the pixels where that is possible.
func Size(data []byte) (height, width, channels int, err error) {
	if FormatOf(data) == JPEG {
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return 0, 0, 0, err
		}
		channels = 3
		if c.ColorModel == color.GrayModel {
			channels = 1
		}
		return c.Height, c.Width, channels, nil
	}
	a, err := Decode(data, 0, false)
	if err != nil {
		return 0, 0, 0, err
	}
	return a.Shape()[0], a.Shape()[1], a.Shape()[2], nil
}

func decodeJPEG(data []byte, channels int) (*tensor.Array, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	b := img.Bounds()
	h, w := b.Dy(), b.Dx()
	gray, isGray := img.(*image.Gray)
	if channels == 0 {
		channels = 3
		if isGray {
			channels = 1
		}
	}
	out := make([]uint8, 0, h*w*channels)
	for y := range h {
		for x := range w {
			switch {
			case isGray:
				v := gray.GrayAt(b.Min.X+x, b.Min.Y+y).Y
				out = appendPixel(out, channels, v, v, v)
			default:
				c := img.At(b.Min.X+x, b.Min.Y+y)
				if ycc, ok := c.(color.YCbCr); ok && channels == 1 {
					out = append(out, ycc.Y)
					continue
				}
				r, g, bl, _ := c.RGBA()
				out = appendPixel(out, channels, uint8(r>>8), uint8(g>>8), uint8(bl>>8))
			}
		}
	}
	return tensor.FromSlice(out, h, w, channels), nil
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

// brightness is the gray of a colour, in fixed point numbers of 15 bits and
// rounded down as libpng does.
func brightness[T uint8 | uint16](r, g, b T) T {
	if r == g && g == b {
		return r
	}
	const red, green = 9797, 19234 // 0.299 and 0.587
	return T((uint64(r)*red + uint64(g)*green + uint64(b)*(32768-red-green)) >> 15)
}

// DecodeGIF reads all frames of a GIF file: (frames, height, width, 3).
func DecodeGIF(data []byte) (*tensor.Array, error) {
	g, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	h, w := g.Config.Height, g.Config.Width
	canvas := image.NewRGBA(image.Rect(0, 0, w, h))
	var out []uint8
	for _, frame := range g.Image {
		b := frame.Bounds()
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				if c := frame.At(x, y); !transparent(c) {
					canvas.Set(x, y, c)
				}
			}
		}
		for i := 0; i < len(canvas.Pix); i += 4 {
			out = append(out, canvas.Pix[i:i+3]...)
		}
	}
	return tensor.FromSlice(out, len(g.Image), h, w, 3), nil
}

func transparent(c color.Color) bool {
	_, _, _, a := c.RGBA()
	return a == 0
}

// EncodeJPEG writes pixels with 1 or 3 channels of uint8; quality goes from 1
// to 100.
func EncodeJPEG(a *tensor.Array, quality int) ([]byte, error) {
	var b bytes.Buffer
	err := jpeg.Encode(&b, imageOf(a), &jpeg.Options{Quality: quality})
	return b.Bytes(), err
}

// imageOf is the image with the pixels of an array of uint8 or uint16 and 1, 3
// or 4 channels.
func imageOf(a *tensor.Array) image.Image {
	s := a.Shape()
	h, w, n := s[0], s[1], s[2]
	r := image.Rect(0, 0, w, h)
	at := func(x, y, c int) uint16 {
		v := uint16(a.Int((y*w+x)*n + c))
		if a.DType() == tensor.Uint8 {
			v *= 257
		}
		return v
	}
	if n == 1 {
		img := image.NewGray(r)
		for i := range img.Pix {
			img.Pix[i] = uint8(at(i%w, i/w, 0) >> 8)
		}
		return img
	}
	img := image.NewNRGBA(r)
	for y := range h {
		for x := range w {
			alpha := uint16(0xffff)
			if n == 4 {
				alpha = at(x, y, 3)
			}
			img.SetNRGBA(x, y, color.NRGBA{uint8(at(x, y, 0) >> 8), uint8(at(x, y, 1) >> 8), uint8(at(x, y, 2) >> 8), uint8(alpha >> 8)})
		}
	}
	return img
}
