package jpeg

// The transforms below give a block of fewer samples: the picture in half, a
// quarter or an eighth of its size. They drop the high frequencies of the
// accurate transform.

func inverse4(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, stride int) {
	var w [4 * 8]int32
	for i := range 8 {
		if i == 4 {
			continue // has no part in the rows
		}
		x := column(b, q, i)
		for k, v := range inverseLine4(&x) {
			w[8*k+i] = descale(v, fixBits-passBits+1)
		}
	}
	for i := range 4 {
		for k, v := range inverseLine4((*[8]int32)(w[8*i : 8*i+8])) {
			out[i*stride+k] = clamp(descale(v, fixBits+passBits+3+1) + 128)
		}
	}
}

func inverseLine4(x *[8]int32) [4]int32 {
	dc := x[0] << (fixBits + 1)
	even := x[2]*f1_847759065 - x[6]*f0_765366865
	odd0 := -x[7]*f0_211164243 + x[5]*f1_451774981 - x[3]*f2_172734803 + x[1]*f1_061594337
	odd2 := -x[7]*f0_509795579 - x[5]*f0_601344887 + x[3]*f0_899976223 + x[1]*f2_562915447
	return [4]int32{dc + even + odd2, dc - even + odd0, dc - even - odd0, dc + even - odd2}
}

func inverse2(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, stride int) {
	var w [2 * 8]int32
	for _, i := range [...]int{0, 1, 3, 5, 7} {
		x := column(b, q, i)
		for k, v := range inverseLine2(&x) {
			w[8*k+i] = descale(v, fixBits-passBits+2)
		}
	}
	for i := range 2 {
		for k, v := range inverseLine2((*[8]int32)(w[8*i : 8*i+8])) {
			out[i*stride+k] = clamp(descale(v, fixBits+passBits+3+2) + 128)
		}
	}
}

func inverseLine2(x *[8]int32) [2]int32 {
	dc := x[0] << (fixBits + 2)
	odd := -x[7]*f0_720959822 + x[5]*f0_850430095 - x[3]*f1_272758580 + x[1]*f3_624509785
	return [2]int32{dc + odd, dc - odd}
}

func inverse1(b *[blockSize]int16, q *[blockSize]uint16, out []uint8, _ int) {
	out[0] = clamp(descale(int32(b[0])*int32(q[0]), 3) + 128)
}

// column is a column of coefficients in their size.
func column(b *[blockSize]int16, q *[blockSize]uint16, i int) (x [8]int32) {
	for k := range x {
		x[k] = int32(b[8*k+i]) * int32(q[8*k+i])
	}
	return x
}
