//lint:file-ignore ST1005 the words are those of TensorFlow

// Package picture reads and writes image files: PNG, JPEG, GIF and BMP, as
// arrays of pixels of shape (height, width, channels).
//
// All files give the pixels that TensorFlow gives.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"

	"kerash/model/format/jpeg"
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
		return DecodeJPEG(data, jpeg.DecodeOptions{Channels: channels, Fancy: true, Fraction: 1})
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
		return jpeg.Size(data)
	}
	a, err := Decode(data, 0, false)
	if err != nil {
		return 0, 0, 0, err
	}
	return a.Shape()[0], a.Shape()[1], a.Shape()[2], nil
}

// DecodeJPEG reads the pixels of a JPEG file.
func DecodeJPEG(data []byte, o jpeg.DecodeOptions) (*tensor.Array, error) {
	p, err := jpeg.Decode(data, o)
	if err != nil {
		return nil, err
	}
	return tensor.FromSlice(p.Pix, p.Height, p.Width, p.Channels), nil
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

// EncodeJPEG writes pixels with 1 or 3 channels of uint8.
func EncodeJPEG(a *tensor.Array, o jpeg.EncodeOptions) ([]byte, error) {
	s := a.Shape()
	return jpeg.Encode(&jpeg.Picture{Height: s[0], Width: s[1], Channels: s[2], Pix: tensor.Data[uint8](a.Contiguous())}, o)
}
