package main

import (
	"fmt"

	"github.com/mmcloughlin/avo/operand"
)

// winograd holds the matrices of Lavin and Gray's F(m x m, 3 x 3), which
// computes m x m results from patches of m+2 with (m+2)² products: input
// patches and filters are transformed, multiplied place by place, and the
// results transformed back.
type winograd struct {
	m                     int
	input, filter, output [][]float64
}

var (
	winograd2 = winograd{2,
		[][]float64{{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
		[][]float64{{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}},
		[][]float64{{1, 1, 1, 0}, {0, 1, -1, -1}}}
	winograd4 = winograd{4,
		[][]float64{{4, 0, -5, 0, 1, 0}, {0, -4, -4, 1, 1, 0}, {0, 4, -4, -1, 1, 0},
			{0, -2, -1, 2, 1, 0}, {0, 2, -1, -2, 1, 0}, {0, 4, 0, -5, 0, 1}},
		[][]float64{{1. / 4, 0, 0}, {-1. / 6, -1. / 6, -1. / 6}, {-1. / 6, 1. / 6, -1. / 6},
			{1. / 24, 1. / 12, 1. / 6}, {1. / 24, -1. / 12, 1. / 6}, {0, 0, 1}},
		[][]float64{{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}}}
)

func writeWinograd() error {
	b := newBuilder("winograd")
	for _, w := range []winograd{winograd2, winograd4} {
		b.transform(fmt.Sprintf("avxWinogradIn%d", w.m), fmt.Sprintf("winograd%d.in", w.m), "transforms a patch of the input.", w.input, false)
		b.transform(fmt.Sprintf("avxWinogradFilter%d", w.m), fmt.Sprintf("winograd%d.filter", w.m), "transforms a filter.", w.filter, false)
		b.transform(fmt.Sprintf("avxWinogradOut%d", w.m), fmt.Sprintf("winograd%d.out", w.m), "transforms products back.", w.output, true)
	}
	return b.write()
}

// places is a square of vectors: place (i, j) lies i·line + j·pixel bytes after
// base. A row is walked from left to right.
type places struct {
	*builder
	base, line, pixel gp
	next              gp // the next place of the row
	mask              op
}

// newPlaces makes the square that starts at a parameter, with steps in bytes
// that two others hold.
func (b *builder) newPlaces(base, line, pixel string) *places {
	load := func(name string) gp { return b.Load(b.Param(name), b.GP64()).(gp) }
	return &places{builder: b, base: load(base), line: load(line), pixel: load(pixel), next: b.GP64()}
}

// toRow goes to the first place of row i.
func (p *places) toRow(i int) {
	p.MOVQ(p.base, p.next)
	for range i {
		p.ADDQ(p.line, p.next)
	}
}

// load reads a place and goes on.
func (p *places) load() vec {
	v := p.maskedLoad(at(p.next, 0), p.mask)
	p.ADDQ(p.pixel, p.next)
	return v
}

// store writes a place and goes on.
func (p *places) store(v vec) {
	p.maskedStore(v, at(p.next, 0), p.mask)
	p.ADDQ(p.pixel, p.next)
}

// transform makes T·d·Tᵀ for a square d of vectors. With epilogue it adds a
// bias, one vector for all places, and takes the larger of the sum and a bound.
func (b *builder) transform(name, slot, doc string, t [][]float64, epilogue bool) {
	sig := "(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int)"
	if epilogue {
		sig = "(dst, src *float32, dstLine, dstPixel, srcLine, srcPixel, n int, bias *float32, low float32)"
	}
	b.fn(name, sig, slot, doc)
	src := b.newPlaces("src", "srcLine", "srcPixel")
	dst := b.newPlaces("dst", "dstLine", "dstPixel")
	n := b.Load(b.Param("n"), b.GP64()).(gp)
	body := func(mask op) {
		src.mask, dst.mask = mask, mask
		b.square(t, src, dst, epilogue)
	}
	loop, rest, done := b.label("loop"), b.label("rest"), b.label("done")
	b.SUBQ(operand.Imm(lanes), n)
	b.JL(operand.LabelRef(rest))
	b.Label(loop)
	body(nil)
	b.ADDQ(operand.Imm(vecBytes), src.base)
	b.ADDQ(operand.Imm(vecBytes), dst.base)
	if epilogue {
		p, err := b.Param("bias").Resolve()
		if err != nil {
			panic(err)
		}
		b.ADDQ(operand.Imm(vecBytes), p.Addr)
	}
	b.SUBQ(operand.Imm(lanes), n)
	b.JGE(operand.LabelRef(loop))
	b.Label(rest)
	b.ADDQ(operand.Imm(lanes), n)
	b.JZ(operand.LabelRef(done))
	body(b.tailMask(n))
	b.Label(done)
	b.end()
}

// square computes one vector's worth of a transform, a row of the result at a
// time.
func (b *builder) square(t [][]float64, src, dst *places, epilogue bool) {
	for i, row := range t {
		var r []vec // row i of T·d
		for k, c := range row {
			if c == 0 {
				continue
			}
			src.toRow(k)
			for j := range t[0] {
				x := src.load()
				if len(r) <= j {
					r = append(r, b.scaled(x, c))
				} else {
					b.addScaled(r[j], x, c)
				}
			}
		}
		dst.toRow(i)
		for _, col := range t {
			var y vec
			for k, c := range col {
				switch {
				case c == 0:
				case y == nil:
					y = b.scaled(r[k], c)
				default:
					b.addScaled(y, r[k], c)
				}
			}
			if epilogue {
				y = b.finished(y, dst.mask)
			}
			dst.store(y)
		}
	}
}

// finished adds the bias and applies the bound, which lets NaN through.
func (b *builder) finished(y vec, mask op) vec {
	p := b.Load(b.Param("bias"), b.GP64()).(gp)
	return b.max(b.scalar("low"), b.add(y, b.maskedLoad(at(p, 0), mask)))
}

// scaled is c·x in a register of its own.
func (b *builder) scaled(x vec, c float64) vec {
	switch c {
	case 1:
		return b.copyOf(x)
	case -1:
		return b.neg(x)
	}
	return b.mul(x, b.f(c))
}

// addScaled adds c·x to y.
func (b *builder) addScaled(y, x vec, c float64) {
	switch c {
	case 1:
		b.VADDPS(x, y, y)
	case -1:
		b.VSUBPS(x, y, y)
	default:
		b.fma(y, x, b.f(c))
	}
}
