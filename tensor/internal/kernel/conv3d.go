package kernel

// Conv3DParams are the sizes of a 3D convolution over NDHWC data with DHWIO
// filters; the fields mean what they mean in ConvParams. A 1D convolution is a
// Conv2D with InH, KH and OutH 1.
type Conv3DParams struct {
	Batch, InD, InH, InW, InC       int
	KD, KH, KW                      int
	OutD, OutH, OutW, OutC          int
	StrideD, StrideH, StrideW       int
	DilationD, DilationH, DilationW int
	PadFront, PadTop, PadLeft       int
	Groups                          int
}

// plane returns the 2D convolution of one depth slice.
func (p *Conv3DParams) plane() ConvParams {
	return ConvParams{
		Batch: 1, InH: p.InH, InW: p.InW, InC: p.InC, KH: p.KH, KW: p.KW,
		OutH: p.OutH, OutW: p.OutW, OutC: p.OutC, StrideH: p.StrideH, StrideW: p.StrideW,
		DilationH: p.DilationH, DilationW: p.DilationW, PadTop: p.PadTop, PadLeft: p.PadLeft, Groups: p.Groups,
	}
}

// forPlanes calls f for each pair of an output and an input depth slice with
// the depth of the filter tap. outer selects the order: by output slice or by
// input slice or by tap does not matter for the sums of one slice.
func (p *Conv3DParams) forPlanes(f func(out, in, kd int)) {
	sd, dd := max(1, p.StrideD), max(1, p.DilationD)
	for n := 0; n < p.Batch; n++ {
		for od := 0; od < p.OutD; od++ {
			for kd := 0; kd < p.KD; kd++ {
				if id := od*sd + kd*dd - p.PadFront; id >= 0 && id < p.InD {
					f(n*p.OutD+od, n*p.InD+id, kd)
				}
			}
		}
	}
}

// Conv3D computes the convolution y of x with w and applies ep (may be nil).
func Conv3D(p *Conv3DParams, x, w, y []float32, ep *Epilogue) {
	q := p.plane()
	q = q.norm()
	in, out, tap := p.InH*p.InW*p.InC, p.OutH*p.OutW*p.OutC, p.KH*p.KW*p.InC/q.Groups*p.OutC
	size := p.Batch * p.OutD * out
	clear(y[:size])
	s := getScratch(out)
	p.forPlanes(func(o, i, kd int) {
		t := s.buf[:out]
		Conv2D(&q, x[i*in:][:in], w[kd*tap:][:tap], t, nil)
		Add(y[o*out:][:out], y[o*out:][:out], t)
	})
	putScratch(s)
	if ep != nil {
		BiasAct(y[:size], p.OutC, ep)
	}
}

// Conv3DBackInput computes dx from dy.
func Conv3DBackInput(p *Conv3DParams, dy, w, dx []float32) {
	q := p.plane()
	q = q.norm()
	in, out, tap := p.InH*p.InW*p.InC, p.OutH*p.OutW*p.OutC, p.KH*p.KW*p.InC/q.Groups*p.OutC
	clear(dx[:p.Batch*p.InD*in])
	s := getScratch(in)
	p.forPlanes(func(o, i, kd int) {
		t := s.buf[:in]
		Conv2DBackInput(&q, dy[o*out:][:out], w[kd*tap:][:tap], t)
		Add(dx[i*in:][:in], dx[i*in:][:in], t)
	})
	putScratch(s)
}

// Conv3DBackFilter computes dw from x and dy.
func Conv3DBackFilter(p *Conv3DParams, x, dy, dw []float32) {
	q := p.plane()
	q = q.norm()
	in, out, tap := p.InH*p.InW*p.InC, p.OutH*p.OutW*p.OutC, p.KH*p.KW*p.InC/q.Groups*p.OutC
	clear(dw[:p.KD*tap])
	s := getScratch(tap)
	p.forPlanes(func(o, i, kd int) {
		t := s.buf[:tap]
		Conv2DBackFilter(&q, x[i*in:][:in], dy[o*out:][:out], t)
		Add(dw[kd*tap:][:tap], dw[kd*tap:][:tap], t)
	})
	putScratch(s)
}
