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
}

// norm returns p with defaults filled in.
func (p *ConvParams) norm() ConvParams {
	q := *p
	for _, v := range []*int{&q.StrideH, &q.StrideW, &q.DilationH, &q.DilationW, &q.Groups} {
		if *v == 0 {
			*v = 1
		}
	}
	return q
}

// forTaps calls f for each pair of an output and an input element offset with
// the filter offset of the tap; the reference that all paths are tested with.
func (p *ConvParams) forTaps(f func(out, in, tap int)) {
	cg := p.InC / p.Groups
	for n := 0; n < p.Batch; n++ {
		for oy := 0; oy < p.OutH; oy++ {
			for ox := 0; ox < p.OutW; ox++ {
				for ky := 0; ky < p.KH; ky++ {
					iy := oy*p.StrideH + ky*p.DilationH - p.PadTop
					if iy < 0 || iy >= p.InH {
						continue
					}
					for kx := 0; kx < p.KW; kx++ {
						ix := ox*p.StrideW + kx*p.DilationW - p.PadLeft
						if ix < 0 || ix >= p.InW {
							continue
						}
						f(((n*p.OutH+oy)*p.OutW+ox)*p.OutC, ((n*p.InH+iy)*p.InW+ix)*p.InC, (ky*p.KW+kx)*cg*p.OutC)
					}
				}
			}
		}
	}
}

// Conv2D computes the convolution y of x with the filter w and applies ep (may
// be nil).
func Conv2D(p *ConvParams, x, w, y []float32, ep *Epilogue) {
	q := p.norm()
	cg, og := q.InC/q.Groups, q.OutC/q.Groups
	size := q.Batch * q.OutH * q.OutW * q.OutC
	clear(y[:size])
	q.forTaps(func(out, in, tap int) {
		for g := 0; g < q.Groups; g++ {
			for c := 0; c < cg; c++ {
				goAxpy(y[out+g*og:][:og], x[in+g*cg+c], w[tap+c*q.OutC+g*og:])
			}
		}
	})
	if ep != nil {
		for i := 0; i < size; i += q.OutC {
			row := y[i : i+q.OutC]
			if ep.Bias != nil {
				kern().binary[OpAdd](row, row, ep.Bias)
			}
			applyAct(kern(), ep, row)
		}
	}
}

func goAxpy(y []float32, alpha float32, x []float32) {
	x = x[:len(y)]
	for i := range y {
		y[i] += alpha * x[i]
	}
}

// Conv2DBackInput computes dx from dy: the gradient with respect to x.
func Conv2DBackInput(p *ConvParams, dy, w, dx []float32) {
	q := p.norm()
	cg, og := q.InC/q.Groups, q.OutC/q.Groups
	clear(dx[:q.Batch*q.InH*q.InW*q.InC])
	q.forTaps(func(out, in, tap int) {
		for g := 0; g < q.Groups; g++ {
			for c := 0; c < cg; c++ {
				var s float32
				for o := 0; o < og; o++ {
					s += dy[out+g*og+o] * w[tap+c*q.OutC+g*og+o]
				}
				dx[in+g*cg+c] += s
			}
		}
	})
}

// Conv2DBackFilter computes dw from x and dy: the gradient with respect to w.
func Conv2DBackFilter(p *ConvParams, x, dy, dw []float32) {
	q := p.norm()
	cg, og := q.InC/q.Groups, q.OutC/q.Groups
	clear(dw[:q.KH*q.KW*cg*q.OutC])
	q.forTaps(func(out, in, tap int) {
		for g := 0; g < q.Groups; g++ {
			for c := 0; c < cg; c++ {
				goAxpy(dw[tap+c*q.OutC+g*og:][:og], x[in+g*cg+c], dy[out+g*og:])
			}
		}
	})
}
