package kernel

import "unsafe"

// The portable kernels: vectors of 4 columns, tiles of 4 rows and up to 2
// vectors.
func installGoMicro(k *kernels) {
	t := microTable{w: 4, maxNV: 2, maxRows: [5]int{0, 4, 4}}
	for m := range t.fn {
		for nv := 1; nv <= 2; nv++ {
			for r := 1; r <= 4; r++ {
				t.fn[m][nv][r] = goMicro
			}
		}
	}
	k.micro = t
	k.packRows, k.packCols, k.packTile = goPackRows, goPackCols, goPackTile
}

func at(p unsafe.Pointer, off int) float32 { return *(*float32)(unsafe.Add(p, off)) }

// goMicro computes a tile in pieces of 4 x 4 and single elements.
func goMicro(a *microArgs) {
	for j := 0; j < a.cols; j += 4 {
		var acc [4][4]float32
		cols := min(4, a.cols-j)
		for _, s := range unsafe.Slice(a.tab, a.segs) {
			pa, pb := unsafe.Add(a.a, s.a), unsafe.Add(a.b, s.b+4*j)
			if cols == 4 && a.rows == 4 {
				goMicro44(a, pa, pb, &acc)
			} else {
				goMicroEdge(a, pa, pb, cols, &acc)
			}
		}
		for r := 0; r < a.rows; r++ {
			for c := 0; c < cols; c++ {
				goMicroStore(a, r, j+c, acc[r][c])
			}
		}
	}
}

func goMicroStore(a *microArgs, r, c int, v float32) {
	p := (*float32)(unsafe.Add(a.c, r*a.ldc+4*c))
	if a.flags&microAcc != 0 {
		v += *p
	}
	if a.bias != nil {
		v += at(a.bias, 4*c)
	}
	if a.flags&microRelu != 0 && v <= 0 {
		v = 0
	}
	*p = v
}

func goMicroEdge(a *microArgs, pa, pb unsafe.Pointer, cols int, acc *[4][4]float32) {
	for p := 0; p < a.k; p++ {
		for r := 0; r < a.rows; r++ {
			x := at(pa, r*a.rsA+p*a.csA)
			for c := 0; c < cols; c++ {
				acc[r][c] += x * at(pb, p*a.rsB+4*c)
			}
		}
	}
}

func goMicro44(a *microArgs, pa, pb unsafe.Pointer, acc *[4][4]float32) {
	for h := 0; h < 2; h++ { // two rows at a time fit the registers
		p0, p1, q := 2*h*a.rsA, (2*h+1)*a.rsA, 0
		r0, r1 := &acc[2*h], &acc[2*h+1]
		c00, c01, c02, c03 := r0[0], r0[1], r0[2], r0[3]
		c10, c11, c12, c13 := r1[0], r1[1], r1[2], r1[3]
		for p := 0; p < a.k; p++ {
			b := (*[4]float32)(unsafe.Add(pb, q))
			x, y := at(pa, p0), at(pa, p1)
			c00 += x * b[0]
			c01 += x * b[1]
			c02 += x * b[2]
			c03 += x * b[3]
			c10 += y * b[0]
			c11 += y * b[1]
			c12 += y * b[2]
			c13 += y * b[3]
			p0, p1, q = p0+a.csA, p1+a.csA, q+a.rsB
		}
		*r0 = [4]float32{c00, c01, c02, c03}
		*r1 = [4]float32{c10, c11, c12, c13}
	}
}
