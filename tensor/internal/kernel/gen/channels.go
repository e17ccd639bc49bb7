package main

import (
	"math"

	"github.com/mmcloughlin/avo/operand"
)

// Offsets in channelArgs.
const (
	chX, chW, chY      = 0, 8, 16
	chTab, chTaps, chN = 24, 32, 40
	chPlaces           = 48
	chStepX, chStepY   = 56, 64
	chBias, chRelu     = 72, 80
	chScale, chOffset  = 88, 96
)

// channels makes the kernels that work on each channel by itself: for each of a
// row of places, the taps of a window are combined.
type channels struct {
	*builder
	args, left, px, py   gp
	stepX, stepX3, stepY gp
	wp                   gp
	weights              bool
	start                func(v int, mask op) vec // what an accumulator begins with
	combine              func(acc, w vec, x op)
	finish               func(acc vec) vec
}

func writeChannels() error {
	b := newBuilder("channels")
	b.fn("avxChannels", "(a *channelArgs)", "channels", "is a row of a depthwise convolution.")
	c := b.newChannels()
	low := b.lowest(c.args)
	c.weights = true
	c.start = func(v int, mask op) vec { return b.biasOr0(c.args, v, mask) }
	c.combine = func(acc, w vec, x op) { b.fma(acc, w, x) }
	c.finish = func(acc vec) vec { return b.max(low, acc) }
	c.blocks()

	b.fn("avxChannelsMax", "(a *channelArgs)", "channelsMax", "is a row of a max pooling.")
	c = b.newChannels()
	c.start = func(int, op) vec { return b.load(b.f(-math.MaxFloat32)) }
	c.combine = func(acc, _ vec, x op) { b.VMAXPS(acc, b.load(x), acc) }
	c.finish = func(acc vec) vec { return acc }
	c.blocks()

	b.fn("avxChannelsMean", "(a *channelArgs)", "channelsMean", "is a row of an average pooling.")
	c = b.newChannels()
	scale := b.YMM()
	b.VBROADCASTSS(at(c.args, chScale), scale)
	c.start = func(int, op) vec { return b.zero() }
	c.combine = func(acc, _ vec, x op) { b.VADDPS(x, acc, acc) }
	c.finish = func(acc vec) vec { return b.mul(acc, scale) }
	c.blocks()

	b.channelsFilter()
	b.poolBack("avxChannelsMaxBack", "channelsMaxBack", "spreads the gradient of a row of a max pooling.", true)
	b.poolBack("avxChannelsMeanBack", "channelsMeanBack", "spreads the gradient of a row of an average pooling.", false)
	return b.write()
}

// field loads a field of the argument struct.
func (b *builder) field(args gp, off int) gp {
	r := b.GP64()
	b.MOVQ(at(args, off), r)
	return r
}

// channelArgs begins a kernel: it gives its argument, with the offset of the
// channels at work set to 0.
func (b *builder) channelArgs() gp {
	args := b.Load(b.Param("a"), b.GP64()).(gp)
	b.MOVQ(operand.U32(0), at(args, chOffset))
	return args
}

// pointer loads a pointer of the argument struct, moved to the channels at
// work.
func (b *builder) pointer(args gp, off int) gp {
	r := b.field(args, off)
	b.ADDQ(at(args, chOffset), r)
	return r
}

// lowest is 0 when the relu field is set, else -Inf.
func (b *builder) lowest(args gp) vec {
	v := b.YMM()
	b.VMOVUPS(b.f(math.Inf(-1)), v)
	skip := b.label("plain")
	b.CMPQ(at(args, chRelu), operand.Imm(0))
	b.JE(operand.LabelRef(skip))
	b.VXORPS(v, v, v)
	b.Label(skip)
	return v
}

// biasOr0 loads vector v of the bias, 0 without one.
func (b *builder) biasOr0(args gp, v int, mask op) vec {
	acc := b.zero()
	p := b.field(args, chBias)
	skip := b.label("nobias")
	b.TESTQ(p, p)
	b.JZ(operand.LabelRef(skip))
	b.ADDQ(at(args, chOffset), p)
	if mask != nil {
		b.VMASKMOVPS(at(p, 0), mask, acc)
	} else {
		b.VMOVUPS(at(p, v*vecBytes), acc)
	}
	b.Label(skip)
	return acc
}

func (b *builder) newChannels() *channels {
	c := &channels{builder: b}
	c.args = b.channelArgs()
	c.stepX, c.stepY = b.field(c.args, chStepX), b.field(c.args, chStepY)
	c.stepX3 = b.GP64()
	b.LEAQ(mem{Base: c.stepX, Index: c.stepX, Scale: 2}, c.stepX3)
	return c
}

// blocks goes over the channels, two vectors at a time.
func (c *channels) blocks() {
	end := c.label("end")
	c.overChannels(c.args, []int{2, 1}, c.block, end)
	c.Label(end)
	c.end()
}

// block goes over the places, four at a time, for wide vectors of channels.
func (c *channels) block(wide int, mask op) {
	c.px, c.py, c.left = c.pointer(c.args, chX), c.pointer(c.args, chY), c.field(c.args, chPlaces)
	if c.weights {
		c.wp = c.pointer(c.args, chW)
	}
	var start []vec
	for v := range wide {
		start = append(start, c.start(v, mask))
	}
	for _, places := range []int{4, 1} {
		loop, rest := c.label("places"), c.label("rest")
		c.SUBQ(operand.Imm(uint64(places)), c.left)
		c.JL(operand.LabelRef(rest))
		c.Label(loop)
		c.tile(places, start, mask)
		if places == 4 {
			c.LEAQ(mem{Base: c.px, Index: c.stepX, Scale: 4}, c.px)
		} else {
			c.ADDQ(c.stepX, c.px)
		}
		c.SUBQ(operand.Imm(uint64(places)), c.left)
		c.JGE(operand.LabelRef(loop))
		c.Label(rest)
		c.ADDQ(operand.Imm(uint64(places)), c.left)
	}
}

// tile combines the taps of some places and stores the results.
func (c *channels) tile(places int, start []vec, mask op) {
	acc := make([][]vec, places)
	for p := range acc {
		for _, s := range start {
			acc[p] = append(acc[p], c.copyOf(s))
		}
	}
	tab, taps := c.field(c.args, chTab), c.field(c.args, chTaps)
	loop, done := c.label("taps"), c.label("stored")
	c.TESTQ(taps, taps)
	c.JZ(operand.LabelRef(done))
	c.Label(loop)
	ta := c.field(tab, 0)
	c.ADDQ(c.px, ta)
	w := make([]vec, len(start))
	if c.weights {
		tb := c.field(tab, 8)
		c.ADDQ(c.wp, tb)
		for v := range w {
			w[v] = c.maskedLoad(at(tb, v*vecBytes), mask)
		}
	}
	for p := range acc {
		for v := range start {
			x := at(ta, v*vecBytes)
			switch p {
			case 1, 2:
				x.Index, x.Scale = c.stepX, uint8(p)
			case 3:
				x.Index, x.Scale = c.stepX3, 1
			}
			if mask != nil {
				c.combine(acc[p][v], w[v], c.maskedLoad(x, mask))
			} else {
				c.combine(acc[p][v], w[v], x)
			}
		}
	}
	c.ADDQ(operand.Imm(16), tab)
	c.DECQ(taps)
	c.JNZ(operand.LabelRef(loop))
	c.Label(done)
	for p := range acc {
		for v := range start {
			c.maskedStore(c.finish(acc[p][v]), at(c.py, v*vecBytes), mask)
		}
		c.ADDQ(c.stepY, c.py)
	}
}

func (b *builder) maskedLoad(m mem, mask op) vec {
	v := b.YMM()
	if mask != nil {
		b.VMASKMOVPS(m, mask, v)
	} else {
		b.VMOVUPS(m, v)
	}
	return v
}

func (b *builder) maskedStore(v vec, m mem, mask op) {
	if mask != nil {
		b.VMASKMOVPS(v, mask, m)
	} else {
		b.VMOVUPS(v, m)
	}
}

// channelsFilter adds, for each channel, the products of x and y over a row of
// places to w.
func (b *builder) channelsFilter() {
	b.fn("avxChannelsFilter", "(a *channelArgs)", "channelsFilter", "adds a row of places to the gradient of a depthwise filter.")
	args := b.channelArgs()
	stepX, stepY := b.field(args, chStepX), b.field(args, chStepY)
	block := func(wide int, mask op) {
		x, y, left := b.pointer(args, chX), b.pointer(args, chY), b.field(args, chPlaces)
		w := b.pointer(args, chW)
		var acc []vec
		for v := range wide {
			acc = append(acc, b.maskedLoad(at(w, v*vecBytes), mask))
		}
		loop := b.label("places")
		b.Label(loop)
		for v := range wide {
			g := b.maskedLoad(at(y, v*vecBytes), mask)
			if mask != nil {
				b.fma(acc[v], g, b.maskedLoad(at(x, 0), mask))
			} else {
				b.fma(acc[v], g, at(x, v*vecBytes))
			}
		}
		b.ADDQ(stepX, x)
		b.ADDQ(stepY, y)
		b.DECQ(left)
		b.JNZ(operand.LabelRef(loop))
		for v := range wide {
			b.maskedStore(acc[v], at(w, v*vecBytes), mask)
		}
	}
	end := b.label("end")
	b.overChannels(args, []int{4, 1}, block, end)
	b.Label(end)
	b.end()
}

// overChannels runs block over the channels in vectors of the given widths,
// then over what is left, and goes to the label end.
func (b *builder) overChannels(args gp, widths []int, block func(wide int, mask op), end string) {
	n := b.field(args, chN)
	for _, wide := range widths {
		loop, rest := b.label("channels"), b.label("rest")
		b.SUBQ(operand.Imm(uint64(wide*lanes)), n)
		b.JL(operand.LabelRef(rest))
		b.Label(loop)
		block(wide, nil)
		b.ADDQ(operand.Imm(uint64(wide*vecBytes)), at(args, chOffset))
		b.SUBQ(operand.Imm(uint64(wide*lanes)), n)
		b.JGE(operand.LabelRef(loop))
		b.Label(rest)
		b.ADDQ(operand.Imm(uint64(wide*lanes)), n)
	}
	b.TESTQ(n, n)
	b.JZ(operand.LabelRef(end))
	block(1, b.tailMask(n))
	b.JMP(operand.LabelRef(end))
}

// poolBack makes the ways back of pooling: y is the result (for the largest),
// bias its gradient, w the gradient of the input, whose taps lie like those of
// the input x. With the relu field set the windows do not overlap: their
// places are written instead of added to.
func (b *builder) poolBack(name, slot, doc string, largest bool) {
	b.fn(name, "(a *channelArgs)", slot, doc)
	p := &poolBack{builder: b, largest: largest, args: b.channelArgs(), scale: b.YMM()}
	b.VBROADCASTSS(at(p.args, chScale), p.scale)
	apart, end := b.label("apart"), b.label("end")
	b.CMPQ(at(p.args, chRelu), operand.Imm(0))
	b.JNE(operand.LabelRef(apart))
	b.overChannels(p.args, []int{1}, p.block, end)
	b.Label(apart)
	p.apart = true
	b.overChannels(p.args, []int{1}, p.block, end)
	b.Label(end)
	b.end()
}

type poolBack struct {
	*builder
	largest, apart bool
	args           gp
	scale          vec
}

// block goes over the places for a vector of channels.
func (b *poolBack) block(_ int, mask op) {
	x, y, left := b.pointer(b.args, chX), b.pointer(b.args, chY), b.field(b.args, chPlaces)
	w, dy := b.pointer(b.args, chW), b.pointer(b.args, chBias)
	places := b.label("places")
	b.Label(places)
	g := b.mul(b.maskedLoad(at(dy, 0), mask), b.scale)
	var top, free vec
	if b.largest {
		top, free = b.maskedLoad(at(y, 0), mask), b.load(b.word(math.MaxUint32))
	}
	tab, taps := b.field(b.args, chTab), b.field(b.args, chTaps)
	loop := b.label("taps")
	b.Label(loop)
	off := b.field(tab, 0)
	part := g
	if b.largest {
		hit := b.cmp(top, b.maskedLoad(mem{Base: x, Index: off, Scale: 1}, mask), isEqual)
		part = b.and(g, b.and(hit, free))
		b.VANDNPS(free, hit, free)
	}
	d := mem{Base: w, Index: off, Scale: 1}
	if !b.apart {
		part = b.add(part, b.maskedLoad(d, mask))
	}
	b.maskedStore(part, d, mask)
	b.ADDQ(operand.Imm(16), tab)
	b.DECQ(taps)
	b.JNZ(operand.LabelRef(loop))
	b.ADDQ(at(b.args, chStepX), x)
	b.ADDQ(at(b.args, chStepX), w)
	b.ADDQ(at(b.args, chStepY), y)
	b.ADDQ(at(b.args, chStepY), dy)
	b.DECQ(left)
	b.JNZ(operand.LabelRef(places))
}
