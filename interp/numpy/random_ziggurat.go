package numpy

import (
	"math"
	"sync"

	"kerash/interp/internal/pair"
)

// ziggurat has the layers that cover a density: 256 of equal area (Marsaglia
// and Tsang 2000, in the form of Doornik 2005 that NumPy uses).
type ziggurat struct {
	r float64 // where the tail begins
	// width scales random bits to the layer, inside counts the bits that are
	// certainly below the curve, height is the density at the layer's edge.
	width, height [256]float64
	inside        [256]uint64
	// The same for numbers of 23 bits.
	width32, height32 [256]float32
	inside32          [256]uint32
}

var (
	normalLayers      = sync.OnceValue(newNormalLayers)
	exponentialLayers = sync.OnceValue(newExponentialLayers)
)

// misrounded is the layer of the normal table whose height the C library of the
// time gave one bit too large.
const misrounded = 38

// newNormalLayers follows the program that made NumPy's table step by step,
// in its precision, so that the numbers are the same to the last bit.
func newNormalLayers() *ziggurat {
	const tail, area = 3.6541528853610088, 0.004928673233974652
	density := func(x float64) float64 { return pair.Exp(pair.Of(-0.5 * x * x)).Float() }
	x, f := tail, density(tail)
	z := &ziggurat{r: tail}
	z.base(tail*f/area, area/f, 52, 23)
	z.layer(255, 0, x, f, 52, 23)
	for i := 254; i >= 1; i-- {
		next := math.Sqrt(-2 * pair.Log(pair.Of(area/x+f)).Float())
		ratio := next / x
		x = next
		if f = density(x); i == misrounded {
			f = math.Nextafter(f, 1)
		}
		z.layer(i, ratio, x, f, 52, 23)
	}
	return z
}

func newExponentialLayers() *ziggurat {
	// 7.69711747013104971404462804811408952, to twice the precision of a float.
	tail := pair.Pair{Hi: 0x1.ec9d9297ebb83p+2, Lo: -0x1.a1eb4a1d9ad40p-52}
	density := func(x pair.Pair) pair.Pair { return pair.Exp(x.Neg()) }
	x, f := tail, density(tail)
	area := f.Mul(tail.Add(pair.Of(1)))
	z := &ziggurat{r: tail.Float()}
	z.base(tail.Mul(f).Div(area).Float(), area.Div(f).Float(), 53, 24)
	z.layer(255, 0, x.Float(), f.Float(), 53, 24)
	for i := 254; i >= 1; i-- {
		next := pair.Log(area.Div(x).Add(f)).Neg()
		ratio := next.Div(x)
		x, f = next, density(next)
		z.layer(i, ratio.Float(), x.Float(), f.Float(), 53, 24)
	}
	return z
}

// base sets the lowest layer, which has the tail; wide and narrow are the
// numbers of random bits.
func (z *ziggurat) base(ratio, width float64, wide, narrow int) {
	z.inside[0], z.inside32[0] = uint64(math.Ldexp(ratio, wide)), uint32(math.Ldexp(ratio, narrow))
	z.width[0], z.width32[0] = math.Ldexp(width, -wide), float32(math.Ldexp(width, -narrow))
	z.height[0], z.height32[0] = 1, 1
}

// layer sets layer i, with its edge at x; ratio is x over the edge below.
func (z *ziggurat) layer(i int, ratio, x, f float64, wide, narrow int) {
	z.width[i], z.width32[i] = math.Ldexp(x, -wide), float32(math.Ldexp(x, -narrow))
	z.height[i], z.height32[i] = f, float32(f)
	if i < 255 {
		z.inside[i+1], z.inside32[i+1] = uint64(math.Ldexp(ratio, wide)), uint32(math.Ldexp(ratio, narrow))
	}
}

// zigNormal is a standard normal number.
func zigNormal(b bitSource) float64 {
	z := normalLayers()
	for {
		v := b.Uint64()
		i := v & 0xff
		v >>= 8
		neg := v&1 != 0
		m := v >> 1 & (1<<52 - 1)
		x := float64(m) * z.width[i]
		if neg {
			x = -x
		}
		if m < z.inside[i] {
			return x
		}
		if i == 0 {
			for {
				xx := -1 / z.r * math.Log1p(-b.Float64())
				yy := -math.Log1p(-b.Float64())
				if yy+yy > xx*xx {
					if m>>8&1 != 0 {
						return -(z.r + xx)
					}
					return z.r + xx
				}
			}
		}
		if (z.height[i-1]-z.height[i])*b.Float64()+z.height[i] < math.Exp(-0.5*x*x) {
			return x
		}
	}
}

// zigNormal32 is a standard normal number of single precision.
func zigNormal32(b bitSource) float32 {
	z := normalLayers()
	uniform := func() float32 { return float32(b.Uint32()>>8) / (1 << 24) }
	for {
		v := b.Uint32()
		i := v & 0xff
		neg := v>>8&1 != 0
		m := v >> 9 & (1<<23 - 1)
		x := float32(m) * z.width32[i]
		if neg {
			x = -x
		}
		if m < z.inside32[i] {
			return x
		}
		if i == 0 {
			for {
				xx := float32(-1/z.r) * float32(math.Log1p(-float64(uniform())))
				yy := float32(-math.Log1p(-float64(uniform())))
				if yy+yy > xx*xx {
					if m>>8&1 != 0 {
						return -(float32(z.r) + xx)
					}
					return float32(z.r) + xx
				}
			}
		}
		if float64((z.height32[i-1]-z.height32[i])*uniform()+z.height32[i]) < math.Exp(-0.5*float64(x)*float64(x)) {
			return x
		}
	}
}

// zigExponential is a standard exponential number.
func zigExponential(b bitSource) float64 {
	z := exponentialLayers()
	for {
		v := b.Uint64() >> 3
		i := v & 0xff
		v >>= 8
		x := float64(v) * z.width[i]
		if v < z.inside[i] {
			return x
		}
		if i == 0 {
			return z.r - math.Log1p(-b.Float64())
		}
		if (z.height[i-1]-z.height[i])*b.Float64()+z.height[i] < math.Exp(-x) {
			return x
		}
	}
}
