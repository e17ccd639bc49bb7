package main

import "github.com/mmcloughlin/avo/operand"

func writeNorm() error {
	b := newBuilder("norm")
	b.fn("avxNormRow", "(dst, x []float32, mean, inv float32, gamma, beta []float32)", "", "computes (x-mean)·inv·gamma + beta for a row.")
	dst, n, x := b.slice("dst"), b.length("dst"), b.slice("x")
	gamma, beta := b.slice("gamma"), b.slice("beta")
	mean, inv := b.scalar("mean"), b.scalar("inv")
	b.each(n, 2, func(s *span) {
		v := b.mul(b.sub(s.load(x), mean), inv)
		b.mulAdd(v, s.load(gamma), s.load(beta))
		s.store(v, dst)
	})
	b.end()

	b.fn("avxNormPlain", "(dst, x []float32, mean, inv float32)", "", "computes (x-mean)·inv for a row.")
	dst, n, x = b.slice("dst"), b.length("dst"), b.slice("x")
	mean, inv = b.scalar("mean"), b.scalar("inv")
	b.each(n, 2, func(s *span) { s.store(b.mul(b.sub(s.load(x), mean), inv), dst) })
	b.end()

	b.fn("avxScaleBias", "(dst, x, scale, bias []float32)", "scaleBias", "computes x·scale + bias for rows of len(scale).")
	b.mapRows("scale", []string{"dst", "x"}, []string{"scale", "bias"}, func(row, col []vec) vec {
		b.mulAdd(row[0], col[0], col[1])
		return row[0]
	})
	b.fn("avxLin3", "(dst, a, x, ca, cx, c0 []float32)", "lin3", "computes a·ca + x·cx + c0 for rows of len(ca).")
	b.mapRows("ca", []string{"dst", "a", "x"}, []string{"ca", "cx", "c0"}, func(row, col []vec) vec {
		b.mulAdd(row[1], col[1], col[2])
		b.mulAdd(row[0], col[0], row[1])
		return row[0]
	})
	return b.write()
}

// mapRows computes rows[0] from the other rows and from values per column.
// length is the parameter with a row's length.
func (b *builder) mapRows(length string, rows, cols []string, f func(row, col []vec) vec) {
	var r, c []gp
	for _, name := range rows {
		r = append(r, b.slice(name))
	}
	for _, name := range cols {
		c = append(c, b.slice(name))
	}
	stride, left := b.length(length), b.length(rows[0])
	b.SHLQ(operand.Imm(2), stride)
	loop, done := b.label("rows"), b.label("finished")
	b.Label(loop)
	b.TESTQ(left, left)
	b.JLE(operand.LabelRef(done))
	n := b.length(length)
	b.SUBQ(n, left)
	b.each(n, 1, func(s *span) {
		var row, col []vec
		for _, p := range r[1:] {
			row = append(row, s.load(p))
		}
		for _, p := range c {
			col = append(col, s.load(p))
		}
		s.store(f(row, col), r[0])
	})
	for _, p := range r {
		b.ADDQ(stride, p)
	}
	b.JMP(operand.LabelRef(loop))
	b.Label(done)
	b.end()
}
