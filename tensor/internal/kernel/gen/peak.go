package main

import "github.com/mmcloughlin/avo/reg"

// writePeak makes loops that do nothing but multiply and add, for the
// benchmarks: what the processor can do at most.
func writePeak() error {
	b := newBuilder("peak")
	b.fn("avxPeak", "(rounds int)", "", "does 12 independent multiply-adds of 8 floats in each round.")
	n := b.Load(b.Param("rounds"), b.GP64()).(gp)
	var acc []vec
	for range 12 {
		acc = append(acc, b.zero())
	}
	x, y := b.zero(), b.zero()
	b.lines(n, func() {
		for _, v := range acc {
			b.fma(v, x, y)
		}
	})
	b.end()

	b.fn("avx512Peak", "(rounds int)", "", "does 12 independent multiply-adds of 16 floats in each round.")
	n = b.Load(b.Param("rounds"), b.GP64()).(gp)
	var wide []reg.VecVirtual
	for range 14 {
		v := b.ZMM()
		b.VPXORD(v, v, v)
		wide = append(wide, v)
	}
	b.lines(n, func() {
		for _, v := range wide[:12] {
			b.VFMADD231PS(wide[12], wide[13], v)
		}
	})
	b.end()
	return b.write()
}
