package picture

import (
	"math"

	"kerash/tensor"
)

// A Filter weighs the pixels that a resized picture is made of, as Pillow does.
type Filter struct {
	Name    string
	support float64
	weight  func(x float64) float64 // nil takes the nearest pixel
}

// Filters are Pillow's, by the numbers of its enumeration.
var Filters = []*Filter{
	{"nearest", 0, nil},
	{"lanczos", 3, func(x float64) float64 {
		if x <= -3 || x >= 3 {
			return 0
		}
		return sinc(x) * sinc(x/3)
	}},
	{"bilinear", 1, func(x float64) float64 { return max(0, 1-math.Abs(x)) }},
	{"bicubic", 2, bicubic},
	{"box", 0.5, func(x float64) float64 {
		if x > -0.5 && x <= 0.5 {
			return 1
		}
		return 0
	}},
	{"hamming", 1, func(x float64) float64 {
		if x = math.Abs(x); x >= 1 {
			return 0
		}
		return sinc(x) * (0.54 + 0.46*math.Cos(x*math.Pi))
	}},
}

// FilterNamed is the filter with a name, or nil.
func FilterNamed(name string) *Filter {
	for _, f := range Filters {
		if f.Name == name {
			return f
		}
	}
	return nil
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(x*math.Pi) / (x * math.Pi)
}

func bicubic(x float64) float64 {
	const a = -0.5
	switch x = math.Abs(x); {
	case x < 1:
		return ((a+2)*x-(a+3))*x*x + 1
	case x < 2:
		return (((x-5)*x+8)*x - 4) * a
	}
	return 0
}

// Resize brings the part of a picture of uint8 within a box (left, top, right,
// bottom) to a size. Colours count as much as their opacity.
func Resize(a *tensor.Array, width, height int, box [4]float64, f *Filter) *tensor.Array {
	s := a.Shape()
	if f.weight == nil {
		return nearest(a, width, height, box)
	}
	translucent := s[2] == 4
	if translucent {
		a = eachColour(a, func(c, alpha int) int {
			v := c*alpha + 128
			return (v>>8 + v) >> 8
		})
	}
	if width != s[1] || box[0] != 0 || box[2] != float64(s[1]) {
		a = resample(a, 1, width, box[0], box[2], f)
	}
	if height != s[0] || box[1] != 0 || box[3] != float64(s[0]) {
		a = resample(a, 0, height, box[1], box[3], f)
	}
	if translucent {
		a = eachColour(a, func(c, alpha int) int {
			if alpha == 0 || alpha == 255 {
				return c
			}
			return min(255, 255*c/alpha)
		})
	}
	return a
}

// eachColour replaces the colours of a picture with opacity.
func eachColour(a *tensor.Array, f func(c, alpha int) int) *tensor.Array {
	out := a.Clone()
	d := tensor.Data[uint8](out)
	for i := 0; i < len(d); i += 4 {
		for c := range 3 {
			d[i+c] = uint8(f(int(d[i+c]), int(d[i+3])))
		}
	}
	return out
}

func nearest(a *tensor.Array, width, height int, box [4]float64) *tensor.Array {
	s := a.Shape()
	in := tensor.Data[uint8](a.Contiguous())
	out := make([]uint8, 0, width*height*s[2])
	stepX, stepY := (box[2]-box[0])/float64(width), (box[3]-box[1])/float64(height)
	columns := make([]int, width)
	at := box[0] + stepX*0.5
	for i := range columns {
		columns[i] = min(int(at), s[1]-1)
		at += stepX
	}
	at = box[1] + stepY*0.5
	for range height {
		row := min(int(at), s[0]-1) * s[1]
		for _, x := range columns {
			p := (row + x) * s[2]
			out = append(out, in[p:p+s[2]]...)
		}
		at += stepY
	}
	return tensor.FromSlice(out, height, width, s[2])
}

// precision is the number of bits behind the point of a weight.
const precision = 22

// taps is the weights of the pixels from start on that make one new pixel.
type taps struct {
	start   int
	weights []int
}

// tapsOf is the taps of each of n new pixels over those from lo to hi of
// length pixels.
func tapsOf(length, n int, lo, hi float64, f *Filter) []taps {
	scale := (hi - lo) / float64(n)
	wide := max(scale, 1)
	support := f.support * wide
	out := make([]taps, n)
	for i := range out {
		center := lo + (float64(i)+0.5)*scale
		start := max(0, int(center-support+0.5))
		end := min(length, int(center+support+0.5))
		w := make([]float64, end-start)
		sum := 0.0
		for k := range w {
			w[k] = f.weight((float64(k+start) - center + 0.5) / wide)
			sum += w[k]
		}
		t := taps{start, make([]int, len(w))}
		for k, v := range w {
			if sum != 0 {
				v /= sum
			}
			t.weights[k] = int(math.Copysign(0.5, v) + v*(1<<precision))
		}
		out[i] = t
	}
	return out
}

// resample brings one spatial axis to a length.
func resample(a *tensor.Array, axis, length int, lo, hi float64, f *Filter) *tensor.Array {
	s := a.Shape()
	in := tensor.Data[uint8](a.Contiguous())
	shape := []int{s[0], s[1], s[2]}
	shape[axis] = length
	out := make([]uint8, shape[0]*shape[1]*shape[2])
	stride := s[2]
	if axis == 0 {
		stride *= s[1]
	}
	all := tapsOf(s[axis], length, lo, hi, f)
	for y := range shape[0] {
		for x := range shape[1] {
			at, from := x, y*s[1]*s[2]
			if axis == 0 {
				at, from = y, x*s[2]
			}
			t := all[at]
			for c := range s[2] {
				sum := 1 << (precision - 1)
				for k, w := range t.weights {
					sum += w * int(in[from+(t.start+k)*stride+c])
				}
				out[(y*shape[1]+x)*s[2]+c] = uint8(min(255, max(0, sum>>precision)))
			}
		}
	}
	return tensor.FromSlice(out, shape...)
}

// Convert is a picture of uint8 with another number of channels: 1 is the
// brightness, 3 RGB, 4 RGB and opacity.
func Convert(a *tensor.Array, channels int) *tensor.Array {
	s := a.Shape()
	if s[2] == channels {
		return a
	}
	in := tensor.Data[uint8](a.Contiguous())
	out := make([]uint8, 0, s[0]*s[1]*channels)
	for i := 0; i < len(in); i += s[2] {
		r, g, b := in[i], in[i], in[i]
		if s[2] >= 3 {
			g, b = in[i+1], in[i+2]
		}
		switch channels {
		case 1:
			if s[2] >= 3 {
				r = uint8((int(r)*19595 + int(g)*38470 + int(b)*7471 + 0x8000) >> 16)
			}
			out = append(out, r)
		case 3:
			out = append(out, r, g, b)
		default:
			alpha := uint8(255)
			if s[2] == 2 {
				alpha = in[i+1]
			}
			out = append(out, r, g, b, alpha)
		}
	}
	return tensor.FromSlice(out, s[0], s[1], channels)
}
