package picture

import (
	"slices"
	"testing"

	"kerash/tensor"
)

func ramp(step, h, w, channels int) *tensor.Array {
	d := make([]uint8, h*w*channels)
	for i := range d {
		d[i] = uint8(i * step)
	}
	return tensor.FromSlice(d, h, w, channels)
}

// The pixels are Pillow's.
func TestResizeIsPillows(t *testing.T) {
	cases := []struct {
		filter string
		want   []uint8
	}{
		{"nearest", []uint8{0, 74, 111, 185, 188, 6, 43, 117, 154, 228, 9, 83}},
		{"lanczos", []uint8{34, 47, 120, 170, 194, 35, 62, 128, 185, 185, 25, 78}},
		{"bilinear", []uint8{52, 56, 109, 161, 171, 58, 68, 120, 178, 159, 47, 79}},
		{"bicubic", []uint8{40, 49, 116, 168, 184, 44, 65, 123, 182, 178, 32, 77}},
		{"box", []uint8{19, 74, 130, 185, 160, 23, 79, 134, 173, 228, 28, 83}},
		{"hamming", []uint8{33, 60, 115, 170, 180, 49, 69, 124, 169, 190, 28, 78}},
	}
	x := ramp(37, 4, 6, 1)
	for _, c := range cases {
		y := Resize(x, 4, 3, [4]float64{0, 0, 6, 4}, FilterNamed(c.filter))
		if got := tensor.Data[uint8](y); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.filter, got, c.want)
		}
	}
	y := Resize(ramp(53, 2, 3, 4), 4, 2, [4]float64{0, 0, 3, 2}, FilterNamed("bilinear"))
	want := []uint8{0, 52, 105, 159, 115, 28, 81, 132, 200, 66, 48, 99, 168, 222, 17, 71, 122, 179, 226, 27, 82, 135, 188, 160, 65, 118, 171, 223, 36, 88, 142, 195}
	if got := tensor.Data[uint8](y); !slices.Equal(got, want) {
		t.Errorf("with opacity: %v, want %v", got, want)
	}
}

func TestConvertIsPillows(t *testing.T) {
	gray := Convert(Convert(ramp(53, 2, 3, 4), 3), 1)
	if got, want := tensor.Data[uint8](gray), []uint8{43, 76, 182, 167, 123, 79}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestBMPComesBack(t *testing.T) {
	x := ramp(29, 3, 5, 3)
	data, err := EncodeBMP(x)
	if err != nil {
		t.Fatal(err)
	}
	y, err := Decode(data, 0, false)
	if err != nil || !slices.Equal(tensor.Data[uint8](x), tensor.Data[uint8](y)) {
		t.Errorf("%v %v", y, err)
	}
}
