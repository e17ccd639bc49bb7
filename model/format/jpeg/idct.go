package jpeg

import "math"

// The constants of the transforms as fixed point numbers of 13 bits, named by
// their values.
const (
	f0_211164243 = 1730
	f0_298631336 = 2446
	f0_390180644 = 3196
	f0_509795579 = 4176
	f0_541196100 = 4433
	f0_601344887 = 4926
	f0_720959822 = 5906
	f0_765366865 = 6270
	f0_850430095 = 6967
	f0_899976223 = 7373
	f1_061594337 = 8697
	f1_175875602 = 9633
	f1_272758580 = 10426
	f1_451774981 = 11893
	f1_501321110 = 12299
	f1_847759065 = 15137
	f1_961570560 = 16069
	f2_053119869 = 16819
	f2_172734803 = 17799
	f2_562915447 = 20995
	f3_072711026 = 25172
	f3_624509785 = 29692
)

// fixBits are the bits of the constants behind the point; passBits those that
// the first of two passes keeps for the second.
const (
	fixBits  = 13
	passBits = 2
)

// descale divides by a power of two and rounds.
func descale(v int32, bits uint) int32 { return (v + 1<<(bits-1)) >> bits }

// inverse turns the coefficients of a block into samples, which start at
// out[0] and have stride bytes from row to row.
type inverse func(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, stride int)

// inverse8 is the accurate transform, by Loeffler, Ligtenberg and Moschytz
// (1989): eleven multiplications for each row and column. Numbers between
// them have 16 bits, which matters for files that are broken.
func inverse8(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, stride int) {
	var w [blockSize]int16
	for i := range 8 {
		if b[8+i]|b[16+i]|b[24+i]|b[32+i]|b[40+i]|b[48+i]|b[56+i] == 0 {
			dc := b[i] * int16(q[i]) << passBits
			for k := i; k < blockSize; k += 8 {
				w[k] = dc
			}
			continue
		}
		var x [8]int16
		for k := range x {
			x[k] = b[8*k+i] * int16(q[8*k+i])
		}
		for k, v := range inverseLine(&x) {
			w[8*k+i] = int16(min(max(descale(v, fixBits-passBits), math.MinInt16), math.MaxInt16))
		}
	}
	for i := range 8 {
		row := out[i*stride : i*stride+8]
		for k, v := range inverseLine((*[8]int16)(w[8*i : 8*i+8])) {
			row[k] = clamp(descale(v, fixBits+passBits+3) + 128)
		}
	}
}

// inverseLine transforms a row or column; the result has fixBits more bits.
func inverseLine(in *[8]int16) (x [8]int32) {
	sum, diff := int32(in[0]+in[4])<<fixBits, int32(in[0]-in[4])<<fixBits
	in73, in51 := int32(in[7]+in[3]), int32(in[5]+in[1])
	for k, v := range in {
		x[k] = int32(v)
	}
	z := (x[2] + x[6]) * f0_541196100
	even2, even3 := z-x[6]*f1_847759065, z+x[2]*f0_765366865
	a0, a1, a2, a3 := sum+even3, diff+even2, diff-even2, sum-even3

	z1, z2 := -(x[7]+x[1])*f0_899976223, -(x[5]+x[3])*f2_562915447
	z5 := (in73 + in51) * f1_175875602
	z3, z4 := z5-in73*f1_961570560, z5-in51*f0_390180644
	b0 := x[7]*f0_298631336 + z1 + z3
	b1 := x[5]*f2_053119869 + z2 + z4
	b2 := x[3]*f3_072711026 + z2 + z3
	b3 := x[1]*f1_501321110 + z1 + z4
	return [8]int32{a0 + b3, a1 + b2, a2 + b1, a3 + b0, a3 - b0, a2 - b1, a1 - b2, a0 - b3}
}
