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
	return b.write()
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
