package tensor

import (
	"math"
	"sync"

	"kerash/tensor/internal/kernel"
)

// Distribution is what random numbers follow.
type Distribution int

// The distributions of [Philox.Fill]: uniform on [0, 1), the standard normal
// one, and the standard normal one without what lies beyond two deviations.
const (
	Uniform Distribution = iota
	Normal
	TruncatedNormal
)

// Fill makes an array of random numbers, the same as TensorFlow's stateless
// ops make from the same stream. dt is a floating point type.
func (p *Philox) Fill(dist Distribution, dt DType, shape ...int) *Array {
	a := NewArray(dt, shape...)
	p.FillArray(dist, a)
	return a
}

// FillArray is [Philox.Fill] into a contiguous array.
func (p *Philox) FillArray(dist Distribution, a *Array) {
	t := fillTasks.Get().(*fillTask)
	*t = fillTask{from: *p, dist: dist, size: 4, bits: mantissaBits(a.dtype)}
	n := a.Size()
	switch b := a.buf.(type) {
	case []float32:
		t.f32 = b[a.offset : a.offset+n]
	case []float64:
		t.f64, t.size = b[a.offset:a.offset+n], 2
	default:
		Throwf("InvalidArgumentError", "Value for attr 'dtype' of %s is not in the list of allowed values: half, bfloat16, float, double", a.dtype)
	}
	t.skip = 1
	if dist == TruncatedNormal {
		t.skip = uint64(t.size) * reservedPerNumber / 4
	}
	kernel.ParallelTask((n+t.size-1)/t.size, 1024, t)
	RoundHalf(a.dtype, t.f32)
	*t = fillTask{}
	fillTasks.Put(t)
}

// mantissaBits is how many bits TensorFlow makes a uniform number of a half type of:
// its mantissa. It is 0 for other types.
func mantissaBits(dt DType) uint32 {
	switch dt {
	case Float16:
		return 10
	case BFloat16:
		return 7
	}
	return 0
}

// fillTask fills an array group by group; a group's numbers depend on its place
// only, so that any number of workers gives the same. One of f32 and f64 is set.
type fillTask struct {
	from Philox
	dist Distribution
	size int    // numbers of a group
	skip uint64 // blocks of the generator that a group takes
	bits uint32 // of a uniform number of a half type, 0 for other types
	f32  []float32
	f64  []float64
}

var fillTasks = sync.Pool{New: func() any { return new(fillTask) }}

// Run implements [kernel.Task] over groups.
func (t *fillTask) Run(_, lo, hi int) {
	for k := lo; k < hi; k++ {
		g, at := t.from.at(uint64(k)*t.skip), k*t.size
		switch {
		case t.f64 != nil:
			var out [2]float64
			group64(&g, t.dist, out[:])
			copy(t.f64[at:], out[:])
		case t.bits != 0:
			var out [4]float32
			group16(&g, t.dist, t.bits, out[:])
			copy(t.f32[at:], out[:])
		default:
			var out [4]float32
			group32(&g, t.dist, out[:])
			copy(t.f32[at:], out[:])
		}
	}
}

// unit32 is a number in [0, 1) from the low 23 bits of x.
func unit32(x uint32) float32 { return math.Float32frombits(x&0x7fffff|127<<23) - 1 }

// unit64 is a number in [0, 1) from 52 of 64 bits.
func unit64(lo, hi uint32) float64 {
	return math.Float64frombits(uint64(lo&0xfffff)<<32|uint64(hi)|1023<<52) - 1
}

// pair32 is two standard normal numbers by the method of Box and Muller.
func pair32(x0, x1 uint32) (a, b float32) {
	u := max(unit32(x0), 1e-7)
	v := float32(2 * math.Pi * float64(unit32(x1)))
	r := float32(math.Sqrt(float64(-2 * float32(math.Log(float64(u))))))
	s, c := math.Sincos(float64(v))
	return float32(s) * r, float32(c) * r
}

func pair64(x [4]uint32) (a, b float64) {
	u := max(unit64(x[0], x[1]), 1e-7)
	r := math.Sqrt(-2 * math.Log(u))
	s, c := math.Sincos(2 * math.Pi * unit64(x[2], x[3]))
	return s * r, c * r
}

func group32(g *Philox, dist Distribution, out []float32) {
	if dist == TruncatedNormal {
		words := singles{g: g, at: 4}
		for i := 0; i < len(out); {
			a, b := pair32(words.next(), words.next())
			i = keepInside(out, i, a)
			i = keepInside(out, i, b)
		}
		return
	}
	x := g.Next()
	if dist == Normal {
		out[0], out[1] = pair32(x[0], x[1])
		out[2], out[3] = pair32(x[2], x[3])
		return
	}
	for i := range out {
		out[i] = unit32(x[i])
	}
}

// group16 is group32 but for uniform numbers, which have only a few bits.
func group16(g *Philox, dist Distribution, bits uint32, out []float32) {
	if dist != Uniform {
		group32(g, dist, out)
		return
	}
	for i, x := range g.Next() {
		out[i] = float32(x&(1<<bits-1)) / float32(uint32(1)<<bits)
	}
}

func group64(g *Philox, dist Distribution, out []float64) {
	switch dist {
	case Uniform:
		x := g.Next()
		out[0], out[1] = unit64(x[0], x[1]), unit64(x[2], x[3])
	case Normal:
		out[0], out[1] = pair64(g.Next())
	default:
		words := singles{g: g, at: 4}
		for i := 0; i < len(out); {
			a, b := pair64([4]uint32{words.next(), words.next(), words.next(), words.next()})
			i = keepInside(out, i, a)
			i = keepInside(out, i, b)
		}
	}
}

// keepInside stores v as number i unless it lies beyond two deviations or
// there is no room; it returns the number of stored ones.
func keepInside[T Float](out []T, i int, v T) int {
	if i < len(out) && v > -2 && v < 2 {
		out[i] = v
		i++
	}
	return i
}

// singles hands out the words of a generator one by one.
type singles struct {
	g  *Philox
	x  [4]uint32
	at int
}

func (s *singles) next() uint32 {
	if s.at == 4 {
		s.x, s.at = s.g.Next(), 0
	}
	s.at++
	return s.x[s.at-1]
}

// FillInts makes integers in [lo, hi) as TensorFlow's uniform ops for int32
// and int64 do.
func (p *Philox) FillInts(dt DType, lo, hi int64, shape ...int) *Array {
	if lo >= hi {
		Throwf("InvalidArgumentError", "Need minval < maxval, got %d >= %d", lo, hi)
	}
	a := NewArray(dt, shape...)
	p.fillInts(lo, hi, a)
	return a
}

func (p *Philox) fillInts(lo, hi int64, a *Array) {
	span := uint64(hi - lo)
	n := a.Size()
	switch d := a.buf.(type) {
	case []int32:
		for k := 0; k < n; k += 4 {
			for i, x := range p.Next() {
				if k+i < n {
					d[a.offset+k+i] = int32(lo + int64(x%uint32(span)))
				}
			}
		}
	case []int64:
		for k := 0; k < n; k += 2 {
			x := p.Next()
			d[a.offset+k] = lo + int64((uint64(x[0])|uint64(x[1])<<32)%span)
			if k+1 < n {
				d[a.offset+k+1] = lo + int64((uint64(x[2])|uint64(x[3])<<32)%span)
			}
		}
	default:
		Throwf("InvalidArgumentError", "Value for attr 'Tout' of %s is not in the list of allowed values: int32, int64", a.dtype)
	}
}

// FillBits makes integers in which every bit is random, as TensorFlow's
// uniform_full_int does.
func (p *Philox) FillBits(dt DType, shape ...int) *Array {
	a := NewArray(dt, shape...)
	n := a.Size()
	words := singles{g: p, at: 4}
	for i := range n {
		x := uint64(words.next())
		if dt.Size() == 8 {
			x |= uint64(words.next()) << 32
		}
		a.setInt(i, int64(x))
	}
	return a
}
