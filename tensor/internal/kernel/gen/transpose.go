package main

import "github.com/mmcloughlin/avo/operand"

func writeTranspose() error {
	b := newBuilder("transpose")
	b.fn("avxTranspose8", "(dst, src *float32, dstLine, srcLine, blocks int)", "",
		"transposes blocks of 8 x 8 that follow each other along the rows of src; lines are distances between rows in bytes.")
	dst := b.Load(b.Param("dst"), b.GP64()).(gp)
	src := b.Load(b.Param("src"), b.GP64()).(gp)
	ld := b.Load(b.Param("dstLine"), b.GP64()).(gp)
	ls := b.Load(b.Param("srcLine"), b.GP64()).(gp)
	n := b.Load(b.Param("blocks"), b.GP64()).(gp)
	ld3, ls3 := b.GP64(), b.GP64()
	b.LEAQ(mem{Base: ld, Index: ld, Scale: 2}, ld3)
	b.LEAQ(mem{Base: ls, Index: ls, Scale: 2}, ls3)
	loop := b.label("loop")
	b.Label(loop)
	r := b.loadRows(src, ls, ls3)
	r = b.transposed(r)
	low, high := dst, b.GP64()
	b.LEAQ(mem{Base: dst, Index: ld, Scale: 4}, high)
	for i, v := range r {
		b.VMOVUPS(v, line(low, high, ld, ld3, i))
	}
	b.LEAQ(mem{Base: high, Index: ld, Scale: 4}, dst)
	b.ADDQ(operand.Imm(vecBytes), src)
	b.DECQ(n)
	b.JNZ(operand.LabelRef(loop))
	b.end()

	b.fn("avxCopyRows", "(dst, src *float32, srcLine, vectors, rows int)", "",
		"copies rows of a number of vectors; the rows of src lie srcLine bytes apart, those of dst follow each other.")
	dst = b.Load(b.Param("dst"), b.GP64()).(gp)
	src = b.Load(b.Param("src"), b.GP64()).(gp)
	ls = b.Load(b.Param("srcLine"), b.GP64()).(gp)
	vectors := b.Load(b.Param("vectors"), b.GP64()).(gp)
	n = b.Load(b.Param("rows"), b.GP64()).(gp)
	row, next := b.label("row"), b.label("vector")
	b.Label(row)
	from, left := b.GP64(), b.GP64()
	b.MOVQ(src, from)
	b.MOVQ(vectors, left)
	b.Label(next)
	b.VMOVUPS(b.load(at(from, 0)), at(dst, 0))
	b.ADDQ(operand.Imm(vecBytes), from)
	b.ADDQ(operand.Imm(vecBytes), dst)
	b.DECQ(left)
	b.JNZ(operand.LabelRef(next))
	b.ADDQ(ls, src)
	b.DECQ(n)
	b.JNZ(operand.LabelRef(row))
	b.end()
	b.copyLines()
	return b.write()
}

// copyLines copies short lines. Whole vectors are stored: what is too much is
// overwritten by the next line.
func (b *builder) copyLines() {
	b.fn("avxCopyLines", "(dst, src *float32, srcLine, n, lines int)", "",
		"copies lines of up to 16 floats, which lie srcLine bytes apart, one after the other; up to 15 floats after the last are overwritten.")
	dst := b.Load(b.Param("dst"), b.GP64()).(gp)
	src := b.Load(b.Param("src"), b.GP64()).(gp)
	ls := b.Load(b.Param("srcLine"), b.GP64()).(gp)
	n := b.Load(b.Param("n"), b.GP64()).(gp)
	lines := b.Load(b.Param("lines"), b.GP64()).(gp)
	step := b.GP64()
	b.MOVQ(n, step)
	b.SHLQ(operand.Imm(2), step)
	long, end := b.label("long"), b.label("end")
	b.SUBQ(operand.Imm(lanes), n)
	b.JG(operand.LabelRef(long))
	b.ADDQ(operand.Imm(lanes), n)
	mask := b.tailMask(n)
	b.lines(lines, func() {
		v := b.YMM()
		b.VMASKMOVPS(at(src, 0), mask, v)
		b.VMOVUPS(v, at(dst, 0))
		b.ADDQ(ls, src)
		b.ADDQ(step, dst)
	})
	b.JMP(operand.LabelRef(end))
	b.Label(long)
	rest := b.tailMask(n)
	b.lines(lines, func() {
		v := b.YMM()
		b.VMASKMOVPS(at(src, vecBytes), rest, v)
		b.VMOVUPS(v, at(dst, vecBytes))
		b.VMOVUPS(b.load(at(src, 0)), at(dst, 0))
		b.ADDQ(ls, src)
		b.ADDQ(step, dst)
	})
	b.Label(end)
	b.end()
}

// lines runs body n times, n being at least 1.
func (b *builder) lines(n gp, body func()) {
	loop := b.label("line")
	b.Label(loop)
	body()
	b.DECQ(n)
	b.JNZ(operand.LabelRef(loop))
}

// line is the address of row i of 8; high is the fifth row.
func line(low, high, ld, ld3 gp, i int) mem {
	m := mem{Base: low}
	if i >= 4 {
		m.Base = high
	}
	switch i % 4 {
	case 1, 2:
		m.Index, m.Scale = ld, uint8(i%4)
	case 3:
		m.Index, m.Scale = ld3, 1
	}
	return m
}

func (b *builder) loadRows(src, ls, ls3 gp) (r [8]vec) {
	high := b.GP64()
	b.LEAQ(mem{Base: src, Index: ls, Scale: 4}, high)
	for i := range r {
		r[i] = b.load(line(src, high, ls, ls3, i))
	}
	return r
}

// transposed exchanges pairs, then quarters, then halves.
func (b *builder) transposed(r [8]vec) (out [8]vec) {
	var p, q [8]vec
	for i := 0; i < 8; i += 2 {
		p[i], p[i+1] = b.YMM(), b.YMM()
		b.VUNPCKLPS(r[i+1], r[i], p[i])
		b.VUNPCKHPS(r[i+1], r[i], p[i+1])
	}
	for i := 0; i < 8; i += 4 {
		for k := range 2 {
			q[i+2*k], q[i+2*k+1] = b.YMM(), b.YMM()
			b.VSHUFPS(operand.U8(0x44), p[i+2+k], p[i+k], q[i+2*k])
			b.VSHUFPS(operand.U8(0xee), p[i+2+k], p[i+k], q[i+2*k+1])
		}
	}
	for i := range 4 {
		out[i], out[i+4] = b.YMM(), b.YMM()
		b.VPERM2F128(operand.U8(0x20), q[i+4], q[i], out[i])
		b.VPERM2F128(operand.U8(0x31), q[i+4], q[i], out[i+4])
	}
	return out
}
