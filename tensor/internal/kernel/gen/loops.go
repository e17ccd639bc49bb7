package main

import (
	"github.com/mmcloughlin/avo/operand"
)

// span is a vector's worth of elements inside of a loop: the memory behind any
// of the loop's pointers, whole or, at the end, only a few lanes of it.
type span struct {
	*builder
	index gp
	disp  int
	tail  bool
	mask  vec
}

func (s *span) at(p gp) mem { return mem{Base: p, Index: s.index, Scale: 1, Disp: s.disp} }

// load reads the elements behind p; missing lanes are zero.
func (s *span) load(p gp) vec {
	v := s.YMM()
	if s.tail {
		s.VMASKMOVPS(s.at(p), s.mask, v)
	} else {
		s.VMOVUPS(s.at(p), v)
	}
	return v
}

func (s *span) store(v vec, p gp) {
	if s.tail {
		s.VMASKMOVPS(v, s.mask, s.at(p))
	} else {
		s.VMOVUPS(v, s.at(p))
	}
}

// only clears the lanes that are not there.
func (s *span) only(v vec) vec {
	if !s.tail {
		return v
	}
	return s.and(v, s.mask)
}

// each runs body over n elements, unroll vectors at a time, then one at a time,
// then for what is left. n is used up.
func (b *builder) each(n gp, unroll int, body func(s *span)) {
	index := b.GP64()
	b.XORQ(index, index)
	end := b.label("done")
	if unroll > 1 {
		b.stretch(n, index, unroll, body)
	}
	b.stretch(n, index, 1, body)
	b.TESTQ(n, n)
	b.JLE(operand.LabelRef(end))
	body(&span{builder: b, index: index, tail: true, mask: b.tailMask(n)})
	b.Label(end)
}

// stretch runs body while n has unroll vectors left.
func (b *builder) stretch(n, index gp, unroll int, body func(s *span)) {
	loop, rest := b.label("loop"), b.label("rest")
	count := operand.Imm(uint64(unroll * lanes))
	b.SUBQ(count, n)
	b.JL(operand.LabelRef(rest))
	b.Label(loop)
	for u := range unroll {
		body(&span{builder: b, index: index, disp: u * vecBytes})
	}
	b.ADDQ(operand.Imm(uint64(unroll*vecBytes)), index)
	b.SUBQ(count, n)
	b.JGE(operand.LabelRef(loop))
	b.Label(rest)
	b.ADDQ(count, n)
}

// tailMask has ones in the first n lanes, n being between 0 and 8.
func (b *builder) tailMask(n gp) vec {
	p := b.GP64()
	b.LEAQ(b.tailTable(), p)
	back := b.GP64()
	b.MOVQ(n, back)
	b.NEGQ(back)
	mask := b.YMM()
	b.VMOVUPS(mem{Base: p, Index: back, Scale: 4, Disp: vecBytes}, mask)
	return mask
}

// pairs runs body over n elements, two vectors at a time; the last, incomplete
// pair is two masked vectors. half is 0 or 1. For sums in which lane i of 16
// adds the elements i, i+16, ….
func (b *builder) pairs(n gp, body func(s *span, half int)) {
	index := b.GP64()
	b.XORQ(index, index)
	loop, rest, end := b.label("loop"), b.label("rest"), b.label("done")
	b.SUBQ(operand.Imm(2*lanes), n)
	b.JL(operand.LabelRef(rest))
	b.Label(loop)
	for h := range 2 {
		body(&span{builder: b, index: index, disp: h * vecBytes}, h)
	}
	b.ADDQ(operand.Imm(2*vecBytes), index)
	b.SUBQ(operand.Imm(2*lanes), n)
	b.JGE(operand.LabelRef(loop))
	b.Label(rest)
	b.ADDQ(operand.Imm(2*lanes), n)
	b.JZ(operand.LabelRef(end))
	full := b.GP64()
	b.MOVQ(operand.U32(lanes), full)
	first := b.GP64()
	b.MOVQ(n, first)
	b.CMPQ(first, full)
	b.CMOVQGT(full, first)
	body(&span{builder: b, index: index, tail: true, mask: b.tailMask(first)}, 0)
	b.SUBQ(operand.Imm(lanes), n)
	b.JLE(operand.LabelRef(end))
	body(&span{builder: b, index: index, disp: vecBytes, tail: true, mask: b.tailMask(n)}, 1)
	b.Label(end)
}
