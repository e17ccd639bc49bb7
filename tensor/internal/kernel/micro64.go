package kernel

import "unsafe"

// doubleTable holds the kernels of one family for float64: fn[rows] computes a
// tile of so many rows and all of cols columns, see microArgs. No bias, no mask.
type doubleTable struct {
	cols, rows int
	fn         [15]func(*microArgs)
}

// installGoDouble installs the portable kernels.
func installGoDouble(k *kernels) {
	t := doubleTable{cols: 4, rows: 4}
	for r := 1; r <= t.rows; r++ {
		t.fn[r] = goDouble
	}
	k.double = t
}

// goDouble computes a tile of 4 columns row by row.
func goDouble(a *microArgs) {
	for r := range a.rows {
		var s0, s1, s2, s3 float64
		x, y := unsafe.Add(a.a, r*a.rsA), a.b
		for range a.k {
			v, b := *(*float64)(x), (*[4]float64)(y)
			s0 += v * b[0]
			s1 += v * b[1]
			s2 += v * b[2]
			s3 += v * b[3]
			x, y = unsafe.Add(x, a.csA), unsafe.Add(y, a.rsB)
		}
		c := (*[4]float64)(unsafe.Add(a.c, r*a.ldc))
		if a.flags&microAcc != 0 {
			s0, s1, s2, s3 = s0+c[0], s1+c[1], s2+c[2], s3+c[3]
		}
		*c = [4]float64{s0, s1, s2, s3}
	}
}
