package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// Sums are kept in 16 lanes of float64: lane i adds the elements i, i+16, … .
// sums are these lanes, four in a register.
type sums [4]vec

func (b *builder) newSums() (s sums) {
	for i := range s {
		s[i] = b.zero()
	}
	return s
}

// half is the lower or upper half of x as float64.
func (b *builder) half(x vec, i int) vec {
	v := b.YMM()
	if i == 0 {
		b.VCVTPS2PD(x.AsX(), v)
		return v
	}
	part := b.XMM()
	b.VEXTRACTF128(operand.Imm(1), x, part)
	b.VCVTPS2PD(part, v)
	return v
}

// addTo adds a vector, the h-th of its pair, to the sums.
func (b *builder) addTo(s *sums, x vec, h int) {
	for i := range 2 {
		b.VADDPD(b.half(x, i), s[2*h+i], s[2*h+i])
	}
}

// addProduct adds x·y, exact, to the sums.
func (b *builder) addProduct(s *sums, x, y vec, h int) {
	for i := range 2 {
		p := b.half(x, i)
		q := p
		if x != y {
			q = b.half(y, i)
		}
		b.VFMADD231PD(p, q, s[2*h+i])
	}
}

// fold adds all lanes in a fixed order and returns the sum as a float32.
func (b *builder) fold(s *sums) {
	b.VADDPD(s[2], s[0], s[0])
	b.VADDPD(s[3], s[1], s[1])
	b.VADDPD(s[1], s[0], s[0])
	hi := b.XMM()
	b.VEXTRACTF128(operand.Imm(1), s[0], hi)
	lo := s[0].AsX()
	b.VADDPD(hi, lo, lo)
	b.VSHUFPD(operand.Imm(1), lo, lo, hi)
	b.VADDSD(hi, lo, lo)
	b.VCVTSD2SS(lo, lo, lo)
	b.result(lo)
}

// result stores the first lane as the function's result and leaves.
func (b *builder) result(x op) {
	r, err := b.ReturnIndex(0).Resolve()
	if err != nil {
		panic(err)
	}
	b.VMOVSS(x, r.Addr)
	b.end()
}

func writeReduce() error {
	b := newBuilder("reduce")
	b.fn("avxSum", "(x []float32) float32", "sum", "adds the elements of x.")
	x, n, s := b.slice("x"), b.length("x"), b.newSums()
	b.pairs(n, func(sp *span, h int) { b.addTo(&s, sp.load(x), h) })
	b.fold(&s)

	b.fn("avxSumSqDev", "(x []float32, mean float32) float32", "sumSqDev", "adds (x-mean)².")
	x, n, s = b.slice("x"), b.length("x"), b.newSums()
	mean := b.scalar("mean")
	b.pairs(n, func(sp *span, h int) {
		v := sp.only(b.sub(sp.load(x), mean))
		b.addProduct(&s, v, v, h)
	})
	b.fold(&s)

	b.fn("avxDot", "(a, b []float32) float32", "dot", "adds the products of a and b.")
	x, n, s = b.slice("a"), b.length("a"), b.newSums()
	y := b.slice("b")
	b.pairs(n, func(sp *span, h int) { b.addProduct(&s, sp.load(x), sp.load(y), h) })
	b.fold(&s)

	b.fn("avxExpSum", "(dst, x []float32, shift float32) float32", "expSum", "computes dst = exp(x-shift) and adds it up.")
	dst, x, n, s := b.slice("dst"), b.slice("x"), b.length("dst"), b.newSums()
	shift := b.scalar("shift")
	b.pairs(n, func(sp *span, h int) {
		v := b.exp(b.sub(sp.load(x), shift))
		sp.store(v, dst)
		b.addTo(&s, sp.only(v), h)
	})
	b.fold(&s)

	b.extreme("Max", math.Inf(-1), b.max)
	b.extreme("Min", math.Inf(1), b.min)
	b.columns()
	return b.write()
}

// extreme makes the largest or smallest element, NaN if there is one.
func (b *builder) extreme(name string, start float64, f func(x vec, y op) vec) {
	slot := map[string]string{"Max": "max", "Min": "min"}[name]
	b.fn("avx"+name+"Of", "(x []float32) float32", slot, "is the "+slot+" of x, NaN if there is one.")
	x, n := b.slice("x"), b.length("x")
	best, bad := b.load(b.f(start)), b.zero()
	b.each(n, light, func(s *span) {
		v := s.load(x)
		b.VORPS(b.cmp(v, v, isUnordered), bad, bad)
		if s.tail {
			v = b.choose(s.mask, v, b.load(b.f(start)))
		}
		b.VMOVUPS(f(v, best), best)
	})
	b.VORPS(bad, best, best)
	// All lanes against each other, NaN winning.
	for _, step := range []uint8{0, 0x4e, 0xb1} {
		other := b.YMM()
		if step == 0 {
			b.VPERM2F128(operand.Imm(1), best, best, other)
		} else {
			b.VSHUFPS(operand.U8(step), best, best, other)
		}
		b.VMOVUPS(b.or(f(best, other), b.cmp(best, other, isUnordered)), best)
	}
	b.result(best.AsX())
}

// columns makes the kernels that add the rows of a matrix: acc has a row's
// length, x holds whole rows.
func (b *builder) columns() {
	b.fn("avxColAdd", "(acc, x []float32)", "colAdd", "adds the rows of x to acc.")
	b.overRows([]string{"acc"}, []string{"x"}, func(acc vec, _ []vec, row []op) {
		b.VADDPS(row[0], acc, acc)
	})
	b.fn("avxColSq", "(acc, x, mean []float32)", "colSq", "adds (x-mean)² of the rows of x to acc.")
	b.overRows([]string{"acc", "mean"}, []string{"x"}, func(acc vec, col []vec, row []op) {
		d := b.load(row[0])
		b.VSUBPS(col[1], d, d)
		b.fma(acc, d, d)
	})
	b.fn("avxColDot", "(acc, x, mean, g []float32)", "colDot", "adds (x-mean)·g of the rows of x and g to acc.")
	b.overRows([]string{"acc", "mean"}, []string{"x", "g"}, func(acc vec, col []vec, row []op) {
		d := b.load(row[0])
		b.VSUBPS(col[1], d, d)
		b.fma(acc, d, row[1])
	})
}

// overRows runs f for each row and each vector of columns. cols are the
// parameters with a row's length, the first of which is summed into; rows hold
// whole rows.
func (b *builder) overRows(cols, rows []string, f func(acc vec, col []vec, row []op)) {
	w := &rowWalk{builder: b, f: f, n: b.length(cols[0]), stride: b.GP64()}
	for _, c := range cols {
		w.cols = append(w.cols, b.slice(c))
	}
	for _, r := range rows {
		w.rows = append(w.rows, b.slice(r))
	}
	w.end = b.length(rows[0])
	b.LEAQ(mem{Base: w.rows[0], Index: w.end, Scale: 4}, w.end)
	b.MOVQ(w.n, w.stride)
	b.SHLQ(operand.Imm(2), w.stride)
	done := b.label("done")
	b.CMPQ(w.rows[0], w.end)
	b.JGE(operand.LabelRef(done))
	for _, wide := range []int{4, 1} {
		loop, rest := b.label("loop"), b.label("rest")
		b.SUBQ(operand.Imm(uint64(wide*lanes)), w.n)
		b.JL(operand.LabelRef(rest))
		b.Label(loop)
		w.block(wide, nil)
		for _, p := range append(append([]gp{}, w.cols...), w.rows...) {
			b.ADDQ(operand.Imm(uint64(wide*vecBytes)), p)
		}
		b.SUBQ(operand.Imm(uint64(wide*lanes)), w.n)
		b.JGE(operand.LabelRef(loop))
		b.Label(rest)
		b.ADDQ(operand.Imm(uint64(wide*lanes)), w.n)
	}
	b.TESTQ(w.n, w.n)
	b.JLE(operand.LabelRef(done))
	w.block(1, b.tailMask(w.n))
	b.Label(done)
	b.end()
}

// rowWalk is the state of overRows.
type rowWalk struct {
	*builder
	f          func(acc vec, col []vec, row []op)
	cols, rows []gp
	n, stride  gp
	end        gp
}

// block goes down the rows of wide vectors of columns, or of one masked one.
func (w *rowWalk) block(wide int, mask op) {
	col := make([][]vec, wide)
	for u := range wide {
		for _, p := range w.cols {
			v := w.YMM()
			if mask != nil {
				w.VMASKMOVPS(at(p, 0), mask, v)
			} else {
				w.VMOVUPS(at(p, u*vecBytes), v)
			}
			col[u] = append(col[u], v)
		}
	}
	var row []gp
	for _, p := range w.rows {
		r := w.GP64()
		w.MOVQ(p, r)
		row = append(row, r)
	}
	loop := w.label("row")
	w.Label(loop)
	for u := range wide {
		var ops []op
		for _, r := range row {
			if mask == nil {
				ops = append(ops, at(r, u*vecBytes))
				continue
			}
			v := w.YMM()
			w.VMASKMOVPS(at(r, 0), mask, v)
			ops = append(ops, v)
		}
		w.f(col[u][0], col[u], ops)
	}
	for _, r := range row {
		w.ADDQ(w.stride, r)
	}
	w.CMPQ(row[0], w.end)
	w.JL(operand.LabelRef(loop))
	for u := range wide {
		if mask != nil {
			w.VMASKMOVPS(col[u][0], mask, at(w.cols[0], 0))
		} else {
			w.VMOVUPS(col[u][0], at(w.cols[0], u*vecBytes))
		}
	}
}
