package tensor

// ConvSpec says how a convolution or pooling window moves: one value per
// spatial axis.
type ConvSpec struct {
	Strides   []int
	Dilations []int
	// Padding is "valid", "same", "causal" (1D only) or "explicit", for which
	// Pads has the places before and after each spatial axis.
	Padding string
	Pads    [][2]int
	Groups  int
	// OutPad, for transposed convolutions, is Keras' output_padding; nil lets
	// the length follow from the padding.
	OutPad []int
}

// check throws InvalidArgumentError unless strides and dilations are given for
// n spatial axes, or not at all.
func (p *ConvSpec) check(op string, n int) {
	for _, v := range [][]int{p.Strides, p.Dilations} {
		if len(v) == 0 {
			continue
		}
		needLength(op, "strides and dilations", len(v), n)
		for _, k := range v {
			if k < 1 {
				throwRun(op, "Row and column strides should be larger than 0.")
			}
		}
	}
	if p.Padding == "explicit" {
		needLength(op, "explicit_paddings", len(p.Pads), n)
	}
}

func (p *ConvSpec) stride(i int) int   { return at1(p.Strides, i) }
func (p *ConvSpec) dilation(i int) int { return at1(p.Dilations, i) }
func (p *ConvSpec) groups() int        { return max(1, p.Groups) }

// at1 is element i of v, 1 where v is not given.
func at1(v []int, i int) int {
	if len(v) == 0 {
		return 1
	}
	return v[i]
}

// window gives the output length along spatial axis i and the places padded
// before the input, for a kernel of size k. A length of -1 stays unknown; a
// negative result says that the window does not fit.
func (p *ConvSpec) window(i, n, k int) (out, before int) {
	s, eff := p.stride(i), (k-1)*p.dilation(i)+1
	switch p.Padding {
	case "same":
		if n < 0 {
			return -1, 0
		}
		out = (n + s - 1) / s
		return out, max(0, (out-1)*s+eff-n) / 2
	case "causal":
		if n < 0 {
			return -1, eff - 1
		}
		return (n-1)/s + 1, eff - 1
	case "explicit":
		if n < 0 {
			return -1, p.Pads[i][0]
		}
		n += p.Pads[i][0] + p.Pads[i][1]
		before = p.Pads[i][0]
	}
	if n < 0 {
		return -1, before
	}
	if n-eff+s < 0 {
		return min(-2, n-eff), before
	}
	return (n - eff + s) / s, before
}

// OutputLength is the length of the result along spatial axis i for an input
// of length n and a kernel of size k; -1 stays unknown.
func (p *ConvSpec) OutputLength(i, n, k int) int {
	out, _ := p.window(i, n, k)
	return out
}

// transposedLength is the length along axis i that a transposed convolution
// gives (Keras' deconv_output_length).
func (p *ConvSpec) transposedLength(i, n, k int) int {
	if n < 0 {
		return -1
	}
	s, eff := p.stride(i), (k-1)*p.dilation(i)+1
	same := p.Padding == "same"
	if p.OutPad == nil {
		if same {
			return n * s
		}
		return n*s + max(eff-s, 0)
	}
	if same {
		return (n-1)*s + eff - 2*(eff/2) + p.OutPad[i]
	}
	return (n-1)*s + eff + p.OutPad[i]
}
