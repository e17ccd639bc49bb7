package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// Operations on vectors that give a new register. The last operand of the
// arithmetic ones may be memory.

func (b *builder) load(m op) vec {
	v := b.YMM()
	b.VMOVUPS(m, v)
	return v
}

func (b *builder) zero() vec {
	v := b.YMM()
	b.VXORPS(v, v, v)
	return v
}

func (b *builder) copyOf(x op) vec { return b.load(x) }

func (b *builder) add(x vec, y op) vec { v := b.YMM(); b.VADDPS(y, x, v); return v }
func (b *builder) sub(x vec, y op) vec { v := b.YMM(); b.VSUBPS(y, x, v); return v }
func (b *builder) mul(x vec, y op) vec { v := b.YMM(); b.VMULPS(y, x, v); return v }
func (b *builder) div(x vec, y op) vec { v := b.YMM(); b.VDIVPS(y, x, v); return v }
func (b *builder) and(x vec, y op) vec { v := b.YMM(); b.VANDPS(y, x, v); return v }
func (b *builder) or(x vec, y op) vec  { v := b.YMM(); b.VORPS(y, x, v); return v }
func (b *builder) xor(x vec, y op) vec { v := b.YMM(); b.VXORPS(y, x, v); return v }
func (b *builder) sqrt(x op) vec       { v := b.YMM(); b.VSQRTPS(x, v); return v }

// max and min give y when either is NaN.
func (b *builder) max(x vec, y op) vec { v := b.YMM(); b.VMAXPS(y, x, v); return v }
func (b *builder) min(x vec, y op) vec { v := b.YMM(); b.VMINPS(y, x, v); return v }

// atLeast and atMost clamp x against a constant; NaN stays NaN.
func (b *builder) atLeast(x vec, lo float64) vec { return b.max(b.load(b.f(lo)), x) }
func (b *builder) atMost(x vec, hi float64) vec  { return b.min(b.load(b.f(hi)), x) }

// Multiply and add, in place: d += x·y, d -= x·y, d = d·x + y.
func (b *builder) fma(d, x vec, y op)    { b.VFMADD231PS(y, x, d) }
func (b *builder) fnma(d, x vec, y op)   { b.VFNMADD231PS(y, x, d) }
func (b *builder) mulAdd(d, x vec, y op) { b.VFMADD213PS(y, x, d) }
func (b *builder) mulSub(d, x vec, y op) { b.VFMSUB213PS(y, x, d) }

// Predicates of comparisons: ordered, quiet, but for notEqual and unordered,
// which NaN fulfils.
const (
	isEqual     = 0x00
	isUnordered = 0x03
	isNotEqual  = 0x04
	isLess      = 0x11
	isLessEq    = 0x12
	isGreaterEq = 0x1d
	isGreater   = 0x1e
)

// cmp has ones where x is to y as the predicate says.
func (b *builder) cmp(x vec, y op, predicate uint8) vec {
	v := b.YMM()
	b.VCMPPS(operand.U8(predicate), y, x, v)
	return v
}

// choose is yes where the mask has ones, else no.
func (b *builder) choose(mask vec, yes op, no vec) vec {
	v := b.YMM()
	b.VBLENDVPS(mask, yes, no, v)
	return v
}

// Modes of rounding.
const (
	roundEven = 8
	roundDown = 9
	roundUp   = 10
)

func (b *builder) round(x op, mode uint8) vec {
	v := b.YMM()
	b.VROUNDPS(operand.U8(mode), x, v)
	return v
}

const (
	signBit = 1 << 31
	absBits = math.MaxUint32 &^ signBit
)

func (b *builder) abs(x vec) vec { return b.and(x, b.word(absBits)) }
func (b *builder) neg(x vec) vec { return b.xor(x, b.word(signBit)) }

// withSign gives |x| the sign of y.
func (b *builder) withSign(x, y vec) vec {
	return b.or(x, b.and(y, b.word(signBit)))
}

// polyPairs evaluates a polynomial with coefficients from the lowest power: pairs
// of neighbouring terms, joined by powers of z = x². That waits for half as many
// multiply-adds as term by term.
func (b *builder) polyPairs(x, z vec, c []float32) vec {
	pair := func(i int) vec {
		if i+1 == len(c) {
			return b.load(b.f(float64(c[i])))
		}
		v := b.load(b.f(float64(c[i+1])))
		b.mulAdd(v, x, b.f(float64(c[i])))
		return v
	}
	i := (len(c) - 1) &^ 1
	v := pair(i)
	for i -= 2; i >= 0; i -= 2 {
		b.mulAdd(v, z, pair(i))
	}
	return v
}
