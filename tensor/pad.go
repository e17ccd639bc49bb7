package tensor

// padAttr is the attribute of the padding ops: places before and after each
// axis.
type padAttr struct {
	pads  [][2]int
	value float64
	edge  bool // mirrored padding repeats the element on the border too
}

var opPad, opMirrorPad, opMirrorPadGrad *Op

func init() {
	opPad = &Op{
		Name:  "PadV2",
		Infer: inferPad,
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*padAttr)
			out[0].Fill(a.value)
			window(out[0], a.starts(), in[0].shape).CopyFrom(in[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.cut(gout[0], c.Attr.(*padAttr))}
		},
	}
	opMirrorPad = &Op{
		Name:  "MirrorPad",
		Infer: inferPad,
		Eval: func(c *Call, in, out []*Array) {
			c.Attr.(*padAttr).eachMirrored(in[0].shape, out[0].shape, func(i, o int) { copyRun(out[0], o, in[0], i, 1) })
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opMirrorPadGrad, c.Attr, gout[0])}
		},
	}
	// MirrorPadGrad adds each element to the one that it repeats.
	opMirrorPadGrad = &Op{
		Name: "MirrorPadGrad",
		Infer: func(c *Call) []Spec {
			shape := append([]int{}, c.In[0].Shape...)
			for i, p := range c.Attr.(*padAttr).pads {
				if shape[i] >= 0 {
					shape[i] -= p[0] + p[1]
				}
			}
			return []Spec{{c.In[0].DType, shape}}
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(0)
			c.Attr.(*padAttr).eachMirrored(out[0].shape, in[0].shape, func(i, o int) { addRun(out[0], i, in[0], o, 1) })
			RoundHalfArray(out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{s.Apply1(opMirrorPad, c.Attr, gout[0])}
		},
	}
}

func (a *padAttr) starts() []int {
	out := make([]int, len(a.pads))
	for i, p := range a.pads {
		out[i] = p[0]
	}
	return out
}

func inferPad(c *Call) []Spec {
	shape := append([]int{}, c.In[0].Shape...)
	for i, p := range c.Attr.(*padAttr).pads {
		if shape[i] >= 0 {
			shape[i] += p[0] + p[1]
		}
	}
	return []Spec{{c.In[0].DType, shape}}
}

// eachMirrored calls f with the place in the small array and in the padded one
// for every element of the padded one.
func (a *padAttr) eachMirrored(small, full []int, f func(i, o int)) {
	n := NumElements(full)
	if n == 0 {
		return
	}
	st := rowMajor(small)
	offsets := make([][]int, len(full))
	for ax, d := range full {
		offsets[ax] = make([]int, d)
		for p := range offsets[ax] {
			offsets[ax][p] = st[ax] * a.mirrored(p-a.pads[ax][0], small[ax])
		}
	}
	idx := make([]int, len(full))
	for o := range n {
		i := 0
		for ax, p := range idx {
			i += offsets[ax][p]
		}
		f(i, o)
		for ax := len(idx) - 1; ax >= 0; ax-- {
			if idx[ax]++; idx[ax] < full[ax] {
				break
			}
			idx[ax] = 0
		}
	}
}

// mirrored folds a position outside of [0, n) back.
func (a *padAttr) mirrored(p, n int) int {
	last := 2*n - 2
	skip := 0
	if a.edge {
		last, skip = 2*n-1, 1
	}
	if p < 0 {
		p = -p - skip
	}
	if p >= n {
		p = last - p
	}
	return p
}

// cut takes away what a padding has added.
func (s *Scope) cut(x *Tensor, a *padAttr) *Tensor {
	index := make([]Slice, len(a.pads))
	for i, p := range a.pads {
		index[i] = Slice{Start: p[0], Stop: NoIndex, Step: 1}
		if p[1] > 0 {
			index[i].Stop = -p[1]
		}
	}
	return s.StridedSlice(x, index)
}

// Pad puts pads[i] places before and after axis i of x. mode is "CONSTANT",
// with value in the new places, "REFLECT" (mirrored at the border) or
// "SYMMETRIC" (the border repeated too).
func (s *Scope) Pad(x *Tensor, pads [][2]int, mode string, value float64) *Tensor {
	a := &padAttr{pads: pads, value: value, edge: mode == "SYMMETRIC"}
	op, mirror := "Pad", mode != "CONSTANT"
	switch {
	case mirror:
		op = "MirrorPad"
	case value != 0:
		op = "PadV2"
	}
	if len(pads) != x.Rank() {
		comma := ""
		if op == "MirrorPad" {
			comma = ","
		}
		throwList(op, "The first dimension of paddings must be the rank of inputs[%d,2]%s %s", len(pads), comma, shapeBrackets(x.Shape()))
	}
	for i, p := range pads {
		if p[0] < 0 || p[1] < 0 {
			if mirror {
				throwList(op, "paddings must be non-negative: %d %d", p[0], p[1])
			}
			throwList(op, "Paddings must be non-negative: %d %d", p[0], p[1])
		}
		d := x.Shape()[i]
		switch {
		case !mirror || d < 0:
		case a.edge && max(p[0], p[1]) > d:
			throwList(op, "paddings must be no greater than the dimension size: %d, %d greater than %d", p[0], p[1], d)
		case !a.edge && max(p[0], p[1]) >= d:
			throwList(op, "paddings must be less than the dimension size: %d, %d not less than %d", p[0], p[1], d)
		}
	}
	if mirror {
		return s.Apply1(opMirrorPad, a, x)
	}
	return s.Apply1(opPad, a, x)
}
