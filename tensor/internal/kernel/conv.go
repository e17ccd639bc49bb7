package kernel

// ConvParams are the sizes of a 2D convolution over NHWC data with HWIO
// filters. y[n,oy,ox,o] sums x[n, oy·strideH+ky·dilationH-padTop,
// ox·strideW+kx·dilationW-padLeft, c]·w[ky,kx,c,o]; places outside of x count
// as 0. A zero stride, dilation or group count means 1. With Groups > 1, InC
// and OutC are the totals and the filter's third axis has InC/Groups channels.
type ConvParams struct {
	Batch, InH, InW, InC int
	KH, KW               int
	OutH, OutW, OutC     int
	StrideH, StrideW     int
	DilationH, DilationW int
	PadTop, PadLeft      int
	Groups               int
	Known                *Layouts // remembers the layout of w in Conv2D; may be nil
}

// Conv3DParams are the sizes of a 3D convolution over NDHWC data with DHWIO
// filters; the fields mean what they mean in ConvParams. A 1D convolution has
// the other axes 1.
type Conv3DParams struct {
	Batch, InD, InH, InW, InC       int
	KD, KH, KW                      int
	OutD, OutH, OutW, OutC          int
	StrideD, StrideH, StrideW       int
	DilationD, DilationH, DilationW int
	PadFront, PadTop, PadLeft       int
	Groups                          int
	Known                           *Layouts // remembers the layout of w in Conv3D; may be nil
}

// axes3 has a number for depth, height and width.
type axes3 [3]int

func (a axes3) product() int { return a[0] * a[1] * a[2] }

// convSizes are the sizes of a convolution in the form that the loops use.
type convSizes struct {
	batch                   int
	in, k, out              axes3
	stride, dilation, pad   axes3
	inC, outC, groups       int
	groupIn, groupOut, taps int
	known                   *Layouts
}

func oneIfZero(n int) int { return max(n, 1) }

func (p *ConvParams) sizes() convSizes {
	return (&Conv3DParams{
		Batch: p.Batch, InD: 1, InH: p.InH, InW: p.InW, InC: p.InC, KD: 1, KH: p.KH, KW: p.KW,
		OutD: 1, OutH: p.OutH, OutW: p.OutW, OutC: p.OutC, StrideH: p.StrideH, StrideW: p.StrideW,
		DilationH: p.DilationH, DilationW: p.DilationW, PadTop: p.PadTop, PadLeft: p.PadLeft, Groups: p.Groups,
		Known: p.Known,
	}).sizes()
}

func (p *Conv3DParams) sizes() convSizes {
	s := convSizes{
		batch: p.Batch, in: axes3{p.InD, p.InH, p.InW}, k: axes3{p.KD, p.KH, p.KW}, out: axes3{p.OutD, p.OutH, p.OutW},
		stride:   axes3{oneIfZero(p.StrideD), oneIfZero(p.StrideH), oneIfZero(p.StrideW)},
		dilation: axes3{oneIfZero(p.DilationD), oneIfZero(p.DilationH), oneIfZero(p.DilationW)},
		pad:      axes3{p.PadFront, p.PadTop, p.PadLeft},
		inC:      p.InC, outC: p.OutC, groups: oneIfZero(p.Groups),
	}
	if s.groups == 1 {
		s.known = p.Known
	}
	s.groupIn, s.groupOut, s.taps = s.inC/s.groups, s.outC/s.groups, s.k.product()
	return s
}

func (s *convSizes) empty() bool {
	return s.batch == 0 || s.out.product() == 0 || s.outC == 0
}

// pointwise tells that every output is made of the input at the same place.
func (s *convSizes) pointwise() bool {
	return s.taps == 1 && s.groups == 1 && s.stride == axes3{1, 1, 1} && s.pad == axes3{} && s.in == s.out
}

// Conv2D computes the convolution y of x with the filter w and applies ep (may
// be nil).
func Conv2D(p *ConvParams, x, w, y []float32, ep *Epilogue) {
	s := p.sizes()
	convForward(&s, x, w, y, ep)
}

// Conv2DBackInput computes dx from dy: the gradient with respect to x.
func Conv2DBackInput(p *ConvParams, dy, w, dx []float32) {
	s := p.sizes()
	convBackInput(&s, dy, w, dx)
}

// Conv2DBackFilter computes dw from x and dy: the gradient with respect to w.
func Conv2DBackFilter(p *ConvParams, x, dy, dw []float32) {
	s := p.sizes()
	convBackFilter(&s, x, dy, dw)
}

// Conv3D computes the convolution y of x with w and applies ep (may be nil).
func Conv3D(p *Conv3DParams, x, w, y []float32, ep *Epilogue) {
	s := p.sizes()
	convForward(&s, x, w, y, ep)
}

// Conv3DBackInput computes dx from dy.
func Conv3DBackInput(p *Conv3DParams, dy, w, dx []float32) {
	s := p.sizes()
	convBackInput(&s, dy, w, dx)
}

// Conv3DBackFilter computes dw from x and dy.
func Conv3DBackFilter(p *Conv3DParams, x, dy, dw []float32) {
	s := p.sizes()
	convBackFilter(&s, x, dy, dw)
}

// convForward runs one task for each group of channels.
func convForward(s *convSizes, x, w, y []float32, ep *Epilogue) {
	if s.empty() {
		return
	}
	pixels := s.batch * s.out.product()
	if s.pointwise() {
		Dense(pixels, s.outC, s.inC, x, w, y, ep, s.known)
		return
	}
	t := newConvTask(s.inC)
	t.src, t.batch, t.in, t.out, t.step = x, s.batch, s.in, s.out, s.stride
	for z := range s.k[0] {
		for r := range s.k[1] {
			for c := range s.k[2] {
				t.addTap(axes3{z*s.dilation[0] - s.pad[0], r*s.dilation[1] - s.pad[1], c*s.dilation[2] - s.pad[2]}, len(t.taps))
			}
		}
	}
	t.dst, t.n = y, s.groupOut
	t.dstStride = axes3{s.out[1] * s.out[2] * s.outC, s.out[2] * s.outC, s.outC}
	t.dstImage, t.dense = s.out.product()*s.outC, true
	for g := range s.groups {
		t.c0, t.c, t.dstAt = g*s.groupIn, s.groupIn, g*s.groupOut
		if ep != nil {
			t.ep, t.hasEp = *ep, true
			if ep.Bias != nil {
				t.ep.Bias = ep.Bias[g*s.groupOut : (g+1)*s.groupOut]
			}
		}
		t.prepare()
		t.layOutFilter(s.known, w[g*s.groupOut:], s.groupIn*s.outC, s.outC)
		t.run()
	}
	t.release()
}

// convBackInput spreads dy over dx. The places of dx fall into classes, one
// for each remainder of the strides: those of a class see the same taps, so
// that each class is a convolution of dy with stride 1.
func convBackInput(s *convSizes, dy, w, dx []float32) {
	size := s.batch * s.in.product() * s.inC
	if s.empty() {
		clear(dx[:size])
		return
	}
	if s.pointwise() {
		Gemm(false, true, s.batch*s.out.product(), s.inC, s.outC, 1, dy, s.outC, w, s.outC, 0, dx, s.inC, nil)
		return
	}
	for z := range s.stride[0] {
		for r := range s.stride[1] {
			for c := range s.stride[2] {
				convBackClass(s, axes3{z, r, c}, dy, w, dx)
			}
		}
	}
}

// convBackClass computes the places first, first+stride, … of dx.
func convBackClass(s *convSizes, first axes3, dy, w, dx []float32) {
	t := convBackTaps(s, first)
	row := s.in[2] * s.inC
	t.src, t.dst, t.n = dy, dx, s.groupIn
	t.dstStride = axes3{s.stride[0] * s.in[1] * row, s.stride[1] * row, s.stride[2] * s.inC}
	t.dstImage, t.dense = s.in.product()*s.inC, s.stride == axes3{1, 1, 1}
	for g := range s.groups {
		t.c0, t.c = g*s.groupOut, s.groupOut
		t.dstAt = first[0]*s.in[1]*row + first[1]*row + first[2]*s.inC + g*s.groupIn
		if t.out.product() == 0 {
			continue
		}
		t.prepare()
		t.packFilter(w[g*s.groupOut:], s.groupIn*s.outC, s.outC, true)
		t.transformFilter()
		t.run()
	}
	t.release()
}

// convBackTaps makes the task of one class of places of dx, with the taps that
// these places see.
func convBackTaps(s *convSizes, first axes3) *convTask {
	t := newConvTask(s.outC)
	t.batch, t.in, t.step = s.batch, s.out, axes3{1, 1, 1}
	for a := range 3 {
		t.out[a] = (s.in[a] - first[a] + s.stride[a] - 1) / s.stride[a]
		t.tapList[a] = t.tapList[a][:0]
		for k := s.k[a] - 1; k >= 0; k-- { // by growing offset in dy
			if (first[a]+s.pad[a]-k*s.dilation[a])%s.stride[a] == 0 {
				t.tapList[a] = append(t.tapList[a], k)
			}
		}
	}
	offset := func(a, k int) int { return (first[a] + s.pad[a] - k*s.dilation[a]) / s.stride[a] }
	for _, z := range t.tapList[0] {
		for _, r := range t.tapList[1] {
			for _, c := range t.tapList[2] {
				t.addTap(axes3{offset(0, z), offset(1, r), offset(2, c)}, (z*s.k[1]+r)*s.k[2]+c)
			}
		}
	}
	return t
}
