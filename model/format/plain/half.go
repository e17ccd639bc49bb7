package plain

import "math"

// HalfToFloat widens the bits of an IEEE half-precision number.
func HalfToFloat(h uint16) float32 {
	sign := uint32(h>>15) << 31
	exp := uint32(h>>10) & 0x1f
	frac := uint32(h) & 0x3ff
	switch exp {
	case 0:
		// Zero and subnormals: frac·2⁻²⁴ is exact in float32.
		v := float32(frac) * (1.0 / (1 << 24))
		return math.Float32frombits(math.Float32bits(v) | sign)
	case 0x1f:
		return math.Float32frombits(sign | 0xff<<23 | frac<<13)
	}
	return math.Float32frombits(sign | (exp+127-15)<<23 | frac<<13)
}

// BFloatToFloat widens the bits of a bfloat16 number.
func BFloatToFloat(b uint16) float32 { return math.Float32frombits(uint32(b) << 16) }

// FloatToHalf rounds a number to IEEE half precision, ties to even, and gives
// its bits.
func FloatToHalf(v float32) uint16 {
	b := math.Float32bits(v)
	sign := uint16(b >> 16 & 0x8000)
	abs := math.Abs(float64(v))
	switch {
	case v != v:
		return sign | 0x7e00
	case abs >= 65520:
		return sign | 0x7c00
	case abs < 1.0/(1<<14): // subnormal: a multiple of 2⁻²⁴
		return sign | uint16(math.RoundToEven(abs*(1<<24)))
	}
	rest := b & 0x7fffffff
	rest += 0xfff + rest>>13&1 // round the 13 bits that are dropped
	return sign | uint16(rest>>13-(127-15)<<10)
}
