package kernel

// DepthwiseConv2D convolves each input channel with its own KH x KW x
// multiplier filters. p.OutC is InC·multiplier, w is [KH, KW, InC,
// multiplier]; p.Groups is not used. ep may be nil.
func DepthwiseConv2D(p *ConvParams, x, w, y []float32, ep *Epilogue) {
	q := p.norm()
	q.Groups = 1
	mul, size := q.OutC/q.InC, q.Batch*q.OutH*q.OutW*q.OutC
	clear(y[:size])
	q.forTaps(func(out, in, tap int) {
		tap /= q.InC
		for c := 0; c < q.OutC; c++ {
			y[out+c] += x[in+c/mul] * w[tap+c]
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

// DepthwiseBackInput computes dx of a DepthwiseConv2D.
func DepthwiseBackInput(p *ConvParams, dy, w, dx []float32) {
	q := p.norm()
	q.Groups = 1
	mul := q.OutC / q.InC
	clear(dx[:q.Batch*q.InH*q.InW*q.InC])
	q.forTaps(func(out, in, tap int) {
		tap /= q.InC
		for c := 0; c < q.OutC; c++ {
			dx[in+c/mul] += dy[out+c] * w[tap+c]
		}
	})
}

// DepthwiseBackFilter computes dw of a DepthwiseConv2D.
func DepthwiseBackFilter(p *ConvParams, x, dy, dw []float32) {
	q := p.norm()
	q.Groups = 1
	mul := q.OutC / q.InC
	clear(dw[:q.KH*q.KW*q.OutC])
	q.forTaps(func(out, in, tap int) {
		tap /= q.InC
		for c := 0; c < q.OutC; c++ {
			dw[tap+c] += x[in+c/mul] * dy[out+c]
		}
	})
}
