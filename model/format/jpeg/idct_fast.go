package jpeg

import "math"

// fastQuant folds the factors of the fast transform into a quantization table,
// with passBits bits behind the point.
func fastQuant(q *[blockSize]uint16) *[blockSize]uint16 {
	var factor [8]float64
	for k := range factor {
		factor[k] = math.Sqrt2 * math.Cos(float64(k)*math.Pi/16)
	}
	factor[0] = 1
	out := &[blockSize]uint16{}
	for i, v := range q {
		scale := int32(math.Round(factor[i/8] * factor[i%8] * (1 << 14)))
		out[i] = uint16(descale(int32(v)*scale, 14-passBits))
	}
	return out
}

// inverse8Fast is the fast and less accurate transform, by Arai, Agui and
// Nakajima (1988), in numbers of 16 bits: five multiplications for each row and
// column, the others being in the table q of [fastQuant].
func inverse8Fast(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, stride int) {
	var w [blockSize]int16
	for i := range 8 {
		if b[8+i]|b[16+i]|b[24+i]|b[32+i]|b[40+i]|b[48+i]|b[56+i] == 0 {
			dc := b[i] * int16(q[i])
			for k := i; k < blockSize; k += 8 {
				w[k] = dc
			}
			continue
		}
		var x [8]int16
		for k := range x {
			x[k] = b[8*k+i] * int16(q[8*k+i])
		}
		inverseLineFast(&x)
		for k, v := range x {
			w[8*k+i] = v
		}
	}
	for i := range 8 {
		x := (*[8]int16)(w[8*i : 8*i+8])
		inverseLineFast(x)
		row := out[i*stride : i*stride+8]
		for k, v := range x {
			row[k] = clamp(int32(v>>(passBits+3)) + 128)
		}
	}
}

// times multiplies by a fixed point number of 8 bits and rounds down.
func times(v int16, by int32) int16 { return int16(int32(v<<2) * (by << 6) >> 16) }

// inverseLineFast transforms a row or column.
func inverseLineFast(x *[8]int16) {
	const (
		c1_082392200 = 277
		c1_414213562 = 362
		c1_847759065 = 473
		c1_613125930 = 413 // 2.613125930 - 1
	)
	sum, diff := x[0]+x[4], x[0]-x[4]
	sum26 := x[2] + x[6]
	diff26 := times(x[2]-x[6], c1_414213562) - sum26
	a0, a1, a2, a3 := sum+sum26, diff+diff26, diff-diff26, sum-sum26

	z13, z10, z11, z12 := x[5]+x[3], x[5]-x[3], x[1]+x[7], x[1]-x[7]
	z5 := times(z10+z12, c1_847759065)
	b3 := z11 + z13
	b2 := times(z10, -c1_613125930) - z10 + z5 - b3
	b1 := times(z11-z13, c1_414213562) - b2
	b0 := times(z12, c1_082392200) - z5 + b1

	x[0], x[7] = a0+b3, a0-b3
	x[1], x[6] = a1+b2, a1-b2
	x[2], x[5] = a2+b1, a2-b1
	x[4], x[3] = a3+b0, a3-b0
}
