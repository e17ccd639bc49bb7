package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"slices"
	"testing"

	"kerash/model/format/jpeg"
	"kerash/tensor"
)

// pixels are two rows of three colours.
var pixels = []uint8{255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 200, 100, 50, 1, 2, 3}

func TestPNG(t *testing.T) {
	data, err := EncodePNG(tensor.FromSlice(pixels, 2, 3, 3), -1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		channels int
		want     []uint8 // the first row
	}{
		{0, []uint8{255, 0, 0, 0, 255, 0, 0, 0, 255}},
		{1, []uint8{76, 149, 29}},
		{4, []uint8{255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255}},
	} {
		a, err := Decode(data, c.channels, false)
		if err != nil {
			t.Fatal(err)
		}
		if got := tensor.Data[uint8](a)[:len(c.want)]; !slices.Equal(got, c.want) {
			t.Errorf("%d channels: %v, want %v", c.channels, got, c.want)
		}
	}
}

func TestPNGKinds(t *testing.T) {
	for n := 1; n <= 4; n++ {
		in := tensor.FromSlice([]uint16{1, 300, 65535, 0}[:n], 1, 1, n)
		data, err := EncodePNG(in, -1)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Decode(data, 0, true)
		if err != nil || !slices.Equal(tensor.Data[uint16](in), tensor.Data[uint16](out)) {
			t.Errorf("%d channels of 16 bits come back as %v, %v", n, out, err)
		}
	}
}

func TestJPEG(t *testing.T) {
	flat := slices.Repeat([]uint8{100, 150, 200}, 64)
	data, err := EncodeJPEG(tensor.FromSlice(flat, 8, 8, 3), jpeg.EncodeOptions{Quality: 95})
	if err != nil || FormatOf(data) != JPEG {
		t.Fatal(err)
	}
	a, err := Decode(data, 0, false)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range tensor.Data[uint8](a) {
		if d := int(v) - int(flat[i]); d < -2 || d > 2 {
			t.Fatalf("pixel %d is %d, not %d", i, v, flat[i])
		}
	}
	if h, w, n, err := Size(data); h != 8 || w != 8 || n != 3 || err != nil {
		t.Errorf("size is %d, %d, %d, %v", h, w, n, err)
	}
}

func TestBMP(t *testing.T) {
	data := make([]byte, 54, 70)
	copy(data, "BM")
	binary.LittleEndian.PutUint32(data[10:], 54)
	binary.LittleEndian.PutUint32(data[18:], 1)
	binary.LittleEndian.PutUint32(data[22:], 2)
	binary.LittleEndian.PutUint16(data[28:], 24)
	data = append(data, 1, 2, 3, 0, 4, 5, 6, 0) // rows from below, blue first
	a, err := Decode(data, 3, false)
	if want := []uint8{6, 5, 4, 3, 2, 1}; err != nil || !slices.Equal(tensor.Data[uint8](a), want) {
		t.Errorf("got %v, %v", a, err)
	}
}

func TestGIF(t *testing.T) {
	palette := color.Palette{color.RGBA{9, 8, 7, 255}, color.RGBA{1, 2, 3, 255}}
	frames := make([]*image.Paletted, 2)
	for i := range frames {
		frames[i] = image.NewPaletted(image.Rect(0, 0, 2, 1), palette)
		frames[i].Pix[1] = uint8(i)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: frames, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	a, err := DecodeGIF(b.Bytes())
	want := []uint8{9, 8, 7, 9, 8, 7, 9, 8, 7, 1, 2, 3}
	if err != nil || !slices.Equal(tensor.Data[uint8](a), want) || !slices.Equal(a.Shape(), []int{2, 1, 2, 3}) {
		t.Errorf("got %v, %v", a, err)
	}
}

func TestUnknown(t *testing.T) {
	if _, err := Decode([]byte("abc"), 0, false); err != ErrFormat {
		t.Errorf("got %v", err)
	}
}
