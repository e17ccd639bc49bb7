package kernel

import "unsafe"

// channelArgs is a row of places for the kernels of depthwise convolutions.
// Channel c of place p of the result is bias[c] + Σ over taps of
// x[p·stepX + tab.a + c]·w[tab.b + c]; strides and offsets are in bytes.
//
// The assembly knows the offsets of the fields.
type channelArgs struct {
	x, w, y      unsafe.Pointer
	tab          *segment
	taps         int
	n            int // channels
	places       int
	stepX, stepY int
	bias         unsafe.Pointer
	relu         int
	scale        float32
	//lint:ignore U1000 the assembly reads it
	offset int // for the assembly: of the channels at work, in bytes
}

// DepthwiseConv2D convolves each input channel with its own KH x KW x
// multiplier filters. p.OutC is InC·multiplier, w is [KH, KW, InC,
// multiplier]; p.Groups is not used. ep may be nil.
func DepthwiseConv2D(p *ConvParams, x, w, y []float32, ep *Epilogue) {
	s := p.sizes()
	if s.empty() {
		return
	}
	t := newConvTask(s.inC)
	t.src, t.batch, t.in, t.out, t.step = x, s.batch, s.in, s.out, s.stride
	t.c, t.repeat, t.each = s.inC, s.outC/s.inC, w[:s.taps*s.outC]
	for r := range s.k[1] {
		for c := range s.k[2] {
			t.addTap(axes3{0, r*s.dilation[1] - s.pad[1], c*s.dilation[2] - s.pad[2]}, len(t.taps))
		}
	}
	t.dst, t.n = y, s.outC
	t.dstStride = axes3{s.out[1] * s.out[2] * s.outC, s.out[2] * s.outC, s.outC}
	t.dstImage, t.dense = s.out.product()*s.outC, true
	if ep != nil {
		t.ep, t.hasEp = *ep, true
	}
	t.prepare()
	t.run()
	t.release()
}

// DepthwiseBackInput computes dx of a DepthwiseConv2D.
func DepthwiseBackInput(p *ConvParams, dy, w, dx []float32) {
	s := p.sizes()
	places := s.batch * s.in.product()
	if s.empty() {
		clear(dx[:places*s.inC])
		return
	}
	out := dx
	var wide *scratch
	if s.outC > s.inC { // one sum for each filter, added up afterwards
		wide = getScratch(places * s.outC)
		out = wide.buf
	}
	for r := range s.stride[1] {
		for c := range s.stride[2] {
			t := convBackTaps(&s, axes3{0, r, c})
			t.src, t.dst, t.n, t.each = dy, out, s.outC, w[:s.taps*s.outC]
			row := s.in[2] * s.outC
			t.dstStride = axes3{s.in[1] * row, s.stride[1] * row, s.stride[2] * s.outC}
			t.dstImage, t.dense = s.in.product()*s.outC, s.stride == axes3{1, 1, 1}
			t.c, t.dstAt = s.outC, r*row+c*s.outC
			if t.out.product() > 0 {
				t.prepare()
				t.run()
			}
			t.release()
		}
	}
	if wide != nil {
		RowSums(dx, out, places*s.inC, s.outC/s.inC)
		putScratch(wide)
	}
}

// DepthwiseBackFilter computes dw of a DepthwiseConv2D.
func DepthwiseBackFilter(p *ConvParams, x, dy, dw []float32) {
	s := p.sizes()
	if s.empty() {
		clear(dw[:s.taps*s.outC])
		return
	}
	s.groupIn = 1
	t := filterPool.Get().(*filterTask)
	t.repeat, t.each = s.outC/s.inC, true
	t.sum(&s, x, dy, dw)
}

// channels computes a block of places of a depthwise convolution.
func (t *convTask) channels(base unsafe.Pointer, dst, y0, y1, x0, x1 int) {
	ctx := channelPool.Get().(*channelCtx)
	a := &ctx.args
	a.w, a.taps, a.n, a.places = unsafe.Pointer(&t.each[0]), len(t.tab), t.n, x1-x0
	a.stepX, a.stepY = 4*t.step[2]*t.pixel, 4*t.dstStride[2]
	if len(t.tab) > 0 {
		a.tab = &t.tab[0]
	}
	if t.hasEp && t.ep.Bias != nil {
		a.bias = unsafe.Pointer(&t.ep.Bias[0])
	}
	if t.hasEp && t.ep.Act == ActRelu {
		a.relu = 1
	}
	for y := y0; y < y1; y++ {
		a.x = unsafe.Add(base, 4*(y-y0)*t.step[1]*t.line)
		a.y = unsafe.Pointer(&t.dst[dst+y*t.dstStride[1]+x0*t.dstStride[2]])
		t.k.channels(a)
	}
	*a = channelArgs{}
	channelPool.Put(ctx)
}

// channels adds chunk c to the taps [tap0,tap1) of a part of a depthwise
// filter's gradient.
func (t *filterTask) channels(base unsafe.Pointer, c int, first bool, part, tap0, tap1 int) {
	s := &t.s
	ctx := channelPool.Get().(*channelCtx)
	a := &ctx.args
	y0, p := c%t.chunksPerPlane*t.lines, c/t.chunksPerPlane
	y1 := min(y0+t.lines, s.out[1])
	a.n, a.places, a.stepX, a.stepY = t.outCols, s.out[2], 4*s.stride[2]*t.pixel, 4*s.outC
	dw := t.sums[part*s.taps*t.outCols:]
	for i := tap0; i < tap1; i++ {
		row := dw[t.runs[i].row*t.ldc:][:t.outCols]
		if first {
			clear(row)
		}
		a.w = unsafe.Pointer(&row[0])
		for y := y0; y < y1; y++ {
			a.x = unsafe.Add(base, 4*(t.runs[i].at+(y-y0)*s.stride[1]*t.line))
			a.y = unsafe.Pointer(&t.dy[(p*s.out[1]+y)*s.out[2]*s.outC])
			t.k.channelsFilter(a)
		}
	}
	*a = channelArgs{}
	channelPool.Put(ctx)
}
