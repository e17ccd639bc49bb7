package jpeg

// forward turns the samples of a block into coefficients, by the accurate
// transform that [inverse8] goes back, and divides them by the quantization
// table.
func forward(pix []uint8, stride int, q *[blockSize]uint16, out *[blockSize]int16) {
	var w [blockSize]int32
	for y := range 8 {
		row := (*[8]int32)(w[8*y : 8*y+8])
		for x := range row {
			row[x] = int32(pix[y*stride+x]) - 128
		}
		forwardLine(row)
		for x := range row {
			if x == 0 || x == 4 {
				row[x] <<= passBits
			} else {
				row[x] = descale(row[x], fixBits-passBits)
			}
		}
	}
	for x := range 8 {
		var col [8]int32
		for y := range col {
			col[y] = w[8*y+x]
		}
		forwardLine(&col)
		for y, v := range col {
			if y == 0 || y == 4 {
				v = descale(v, passBits)
			} else {
				v = descale(v, fixBits+passBits)
			}
			// The transform gives eight times the coefficients.
			out[8*y+x] = divide(v, int32(q[8*y+x])<<3)
		}
	}
}

// divide rounds to the nearest number, halves away from zero.
func divide(v, by int32) int16 {
	if v < 0 {
		return int16(-((-v + by/2) / by))
	}
	return int16((v + by/2) / by)
}

// forwardLine transforms a row or column. All results but 0 and 4 have fixBits
// more bits.
func forwardLine(x *[8]int32) {
	s0, s1, s2, s3 := x[0]+x[7], x[1]+x[6], x[2]+x[5], x[3]+x[4]
	d0, d1, d2, d3 := x[0]-x[7], x[1]-x[6], x[2]-x[5], x[3]-x[4]

	a, b, c, d := s0+s3, s1+s2, s1-s2, s0-s3
	z := (c + d) * f0_541196100
	x[0], x[4] = a+b, a-b
	x[2], x[6] = z+d*f0_765366865, z-c*f1_847759065

	z1, z2, z3, z4 := d3+d0, d2+d1, d3+d1, d2+d0
	z5 := (z3 + z4) * f1_175875602
	z1, z2 = -z1*f0_899976223, -z2*f2_562915447
	z3, z4 = z5-z3*f1_961570560, z5-z4*f0_390180644
	x[7] = d3*f0_298631336 + z1 + z3
	x[5] = d2*f2_053119869 + z2 + z4
	x[3] = d1*f3_072711026 + z2 + z3
	x[1] = d0*f1_501321110 + z1 + z4
}
