package keras

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// affine is a transform of the plane in homogeneous coordinates.
type affine [3][3]float64

func (m affine) times(n affine) (p affine) {
	for i := range m {
		for j := range n[0] {
			for k := range n {
				p[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return p
}

// around is the transform about the middle of a picture instead of its corner.
func (m affine) around(h, w int) affine {
	y, x := float64(h)/2-0.5, float64(w)/2-0.5
	return affine{{1, 0, y}, {0, 1, x}, {0, 0, 1}}.times(m).times(affine{{1, 0, -y}, {0, 1, -x}, {0, 0, 1}})
}

// swapped is the transform with its two axes exchanged.
func (m affine) swapped() affine {
	return affine{{m[1][1], m[1][0], m[1][2]}, {m[0][1], m[0][0], m[0][2]}, {0, 0, 1}}
}

// motion is what moves in apply_affine_transform; the angles are in degrees.
type motion struct{ theta, tx, ty, shear, zx, zy float64 }

var still = motion{zx: 1, zy: 1}

// matrix is the transform from places in the result to places in the picture;
// ok is false where nothing moves.
func (m motion) matrix() (t affine, ok bool) {
	add := func(needed bool, next affine) {
		switch {
		case !needed:
		case ok:
			t = t.times(next)
		default:
			t, ok = next, true
		}
	}
	s, c := math.Sincos(m.theta * (math.Pi / 180))
	add(m.theta != 0, affine{{c, -s, 0}, {s, c, 0}, {0, 0, 1}})
	add(m.tx != 0 || m.ty != 0, affine{{1, 0, m.tx}, {0, 1, m.ty}, {0, 0, 1}})
	s, c = math.Sincos(m.shear * (math.Pi / 180))
	add(m.shear != 0, affine{{1, -s, 0}, {0, c, 0}, {0, 0, 1}})
	add(m.zx != 1 || m.zy != 1, affine{{m.zx, 0, 0}, {0, m.zy, 0}, {0, 0, 1}})
	return t, ok
}

// framing says which axes of a picture are rows, columns and channels, and how
// places between and outside of its pixels are read.
type framing struct {
	row, col, channel int
	mode              string
	cval              float64
	order             int
}

func (f framing) check(x *tensor.Array) {
	if f.row == f.col || f.row == f.channel || f.col == f.channel {
		object.Throw(object.ValueErrorf("'row_axis', 'col_axis', and 'channel_axis' must be distinct"))
	}
	for _, axis := range []int{f.row, f.col, f.channel} {
		if axis < 0 || axis > 2 {
			object.Throw(object.ValueErrorf("Invalid axis' indices: {%d}", axis))
		}
	}
	if len(x.Shape()) != 3 {
		object.Throw(object.ValueErrorf("Input arrays must be multi-channel 2D images."))
	}
	if f.channel == 1 {
		object.Throw(object.ValueErrorf("Channels are allowed and the first and last dimensions."))
	}
	if f.order != 0 && f.order != 1 {
		object.Throw(object.NotImplementedErrorf("splines of order %d are not in kerash", f.order).WithHint("the order is 0, the nearest pixel, or 1, linear"))
	}
	switch f.mode {
	case "nearest", "reflect", "wrap", "constant":
	default:
		object.Throw(object.RuntimeErrorf("boundary mode not supported"))
	}
}

// apply is the picture moved, as scipy.ndimage.affine_transform moves each of
// its channels.
func (f framing) apply(x *tensor.Array, m motion) *tensor.Array {
	f.check(x)
	t, moves := m.matrix()
	if !moves {
		return x
	}
	t = t.around(x.Shape()[f.row], x.Shape()[f.col])
	if f.col > f.row {
		t = t.swapped()
	}
	first, channels := 0, 2 // where the channels' planes begin, and the channels' axis
	if f.channel == 0 {
		first, channels = 1, 0
	}
	p := plane{framing: f, h: x.Shape()[first], w: x.Shape()[first+1]}
	strides := [3]int{x.Shape()[1] * x.Shape()[2], x.Shape()[2], 1}
	p.down, p.right = strides[first], strides[first+1]
	p.pixels = x.Floats()
	moved := make([]float64, len(p.pixels))
	for ch := range x.Shape()[channels] {
		p.at = ch * strides[channels]
		for i := range p.h {
			for j := range p.w {
				y := t[0][0]*float64(i) + t[0][1]*float64(j) + t[0][2]
				z := t[1][0]*float64(i) + t[1][1]*float64(j) + t[1][2]
				moved[p.at+i*p.down+j*p.right] = p.read(y, z)
			}
		}
	}
	if !x.DType().IsFloat() {
		for i, v := range moved {
			moved[i] = math.Floor(v + 0.5)
		}
	}
	return tensor.FromSlice(moved, x.Shape()...).Cast(x.DType())
}

// plane is one channel of a picture among the pixels of all.
type plane struct {
	framing
	pixels          []float64
	at, down, right int
	h, w            int
}

// read is the value at a place, between pixels if order is 1.
func (p *plane) read(y, x float64) float64 {
	y, inY := p.inside(y, p.h)
	x, inX := p.inside(x, p.w)
	if !inY || !inX {
		return p.cval
	}
	if p.order == 0 {
		return p.pixel(int(math.Floor(y+0.5)), int(math.Floor(x+0.5)))
	}
	i, j := math.Floor(y), math.Floor(x)
	dy, dx := y-i, x-j
	sum := 0.0
	for k, wy := range [2]float64{1 - dy, dy} {
		for l, wx := range [2]float64{1 - dx, dx} {
			sum += wy * wx * p.pixel(int(i)+k, int(j)+l)
		}
	}
	return sum
}

// pixel is the one with two indices, which interpolation may put one outside.
func (p *plane) pixel(i, j int) float64 {
	return p.pixels[p.at+p.index(i, p.h)*p.down+p.index(j, p.w)*p.right]
}

func (p *plane) index(i, n int) int {
	switch {
	case n == 1:
		return 0
	case p.mode == "reflect" || p.mode == "wrap":
		v, _ := p.inside(float64(i), n)
		return min(max(int(v), 0), n-1)
	case i < 0:
		return min(-i, n-1)
	case i >= n:
		return max(2*n-2-i, 0)
	}
	return i
}

// inside brings a coordinate into an axis of n pixels; ok is false where the
// value is the constant.
func (p *plane) inside(v float64, n int) (in float64, ok bool) {
	last := float64(n - 1)
	if v >= 0 && v <= last {
		return v, true
	}
	switch p.mode {
	case "constant":
		return 0, false
	case "nearest":
		return min(max(v, 0), last), true
	}
	if n == 1 {
		return 0, true
	}
	if p.mode == "wrap" { // SciPy's: the first and the last pixel are one
		if v < 0 {
			return v + last*(math.Trunc(-v/last)+1), true
		}
		return v - last*math.Trunc(v/last), true
	}
	size, period := float64(n), 2*float64(n)
	if v < 0 {
		if v < -period {
			v += period * math.Trunc(-v/period)
		}
		if v < -size {
			return v + period, true
		}
		return -v - 1, true
	}
	v -= period * math.Trunc(v/period)
	if v >= size {
		v = period - v - 1
	}
	return v, true
}
