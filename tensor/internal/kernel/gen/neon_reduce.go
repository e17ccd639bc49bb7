package main

// neonSums are 16 lanes of float64 in V16 to V23: lane i adds the elements i,
// i+16, ….
const neonSums = 16

// neonLanes makes a kernel that runs body over blocks of 16 elements and leaves
// the 16 lanes of a sum. body turns the vectors just read, one of each slice,
// into what is added: the product of two registers.
func neonLanes(o, stubs *out, name, doc string, in []string, scalar string, body func(o *out, v []int) (x, y int)) {
	sig := "sums *[16]float64"
	for _, n := range in {
		sig += ", " + n
	}
	sig += " *float32, blocks int"
	off := 8 * (2 + len(in))
	size := off
	if scalar != "" {
		sig += ", " + scalar + " float32"
		size += 4
	}
	stubs.f("// %s %s\n//\n//go:noescape\nfunc %s(%s)\n", name, doc, name, sig)
	o.f("// func %s(%s)", name, sig)
	o.f("TEXT ·%s(SB), NOSPLIT, $0-%d", name, size)
	o.i("MOVD sums+0(FP), R0")
	for i, n := range in {
		o.i("MOVD %s+%d(FP), R%d", n, 8*(i+1), i+1)
	}
	o.i("MOVD blocks+%d(FP), R9", off-8)
	if scalar != "" {
		o.i("FMOVS %s+%d(FP), F31", scalar, off)
		o.word(nDup, 31, 31, -1)
	}
	for i := range 8 {
		o.i("VEOR V%d.B16, V%d.B16, V%d.B16", neonSums+i, neonSums+i, neonSums+i)
	}
	o.i("CBZ R9, done")
	o.f("loop:")
	for q := range 4 {
		var v []int
		for i := range in {
			neonMove(o, false, true, i+1, i)
			v = append(v, i)
		}
		x, y := body(o, v)
		neonAddWide(o, neonSums+2*q, x, y)
	}
	o.i("SUBS $1, R9")
	o.i("BNE loop")
	o.f("done:")
	for i := range 8 {
		o.i("FMOVQ F%d, %d(R0)", neonSums+i, 16*i)
	}
	o.i("RET")
	o.f("")
}

// neonAddWide adds x·y, or x when y is negative, to the registers at and at+1 as
// doubles. The product of two floats is exact there.
func neonAddWide(o *out, at, x, y int) {
	for h, widen := range []neonOp{nFcvtl, nFcvtl2} {
		o.word(widen, 8, x, -1)
		if y < 0 {
			o.word(nFadd64, at+h, at+h, 8)
			continue
		}
		second := 8
		if y != x {
			second = 9
			o.word(widen, 9, y, -1)
		}
		o.word(nFmla64, at+h, 8, second)
	}
}

// neonExtreme makes the largest or smallest elements of lanes of blocks of 16,
// NaN if there is one.
func neonExtreme(o, stubs *out, name, doc string, op neonOp) {
	const sig = "best *[4]float32, x *float32, blocks int"
	stubs.f("// %s %s\n//\n//go:noescape\nfunc %s(%s)\n", name, doc, name, sig)
	o.f("// func %s(%s)", name, sig)
	o.f("TEXT ·%s(SB), NOSPLIT, $0-24", name)
	o.i("MOVD best+0(FP), R0")
	o.i("MOVD x+8(FP), R1")
	o.i("MOVD blocks+16(FP), R9")
	for i := range 4 {
		o.i("FMOVQ (R0), F%d", 16+i)
	}
	o.i("CBZ R9, done")
	o.f("loop:")
	for i := range 4 {
		neonMove(o, false, true, 1, i)
	}
	for i := range 4 {
		o.word(op, 16+i, 16+i, i)
	}
	o.i("SUBS $1, R9")
	o.i("BNE loop")
	o.f("done:")
	o.word(op, 16, 16, 17)
	o.word(op, 18, 18, 19)
	o.word(op, 16, 16, 18)
	o.i("FMOVQ F16, (R0)")
	o.i("RET")
	o.f("")
}

// writeNeonReduce writes the reductions for arm64; what is left over after whole
// blocks is added in Go.
func writeNeonReduce() {
	var asm, stubs out
	asm.f("%s#include \"textflag.h\"\n", header)
	stubs.f("%spackage kernel\n", header)
	neonLanes(&asm, &stubs, "neonSumLanes", "adds blocks of 16 elements.", []string{"x"}, "",
		func(_ *out, v []int) (x, y int) { return v[0], -1 })
	neonLanes(&asm, &stubs, "neonDotLanes", "adds products of blocks of 16 elements.", []string{"a", "b"}, "",
		func(_ *out, v []int) (x, y int) { return v[0], v[1] })
	neonLanes(&asm, &stubs, "neonSqDevLanes", "adds (x-mean)² of blocks of 16 elements.", []string{"x"}, "mean",
		func(o *out, v []int) (x, y int) {
			o.word(nFsub, 4, v[0], 31)
			return 4, 4
		})
	neonExtreme(&asm, &stubs, "neonMaxLanes", "raises best to the largest elements of blocks of 16.", nFmax)
	neonExtreme(&asm, &stubs, "neonMinLanes", "lowers best to the smallest elements of blocks of 16.", nFmin)
	asm.save("reduce_arm64.s")
	stubs.saveGo("reduce_arm64.go")
}
