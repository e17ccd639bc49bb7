package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// opDilation is the largest of x + filter in each window; opDilationWhere gives
// the place of the first largest, within the window.
var opDilation, opDilationWhere *Op

func init() {
	opDilationWhere = &Op{
		Name: "Dilation2DWhere",
		Infer: func(c *Call) []Spec {
			return c.result(Spec{Int32, c.Attr.(*poolAttr).dilated(c.In[0].Shape)})
		},
		Eval: func(c *Call, in, out []*Array) {
			evalDilation(c.Attr.(*poolAttr), in[0], in[1], NewArray(in[0].dtype, out[0].shape...), Data[int32](out[0]))
		},
	}
	opDilation = &Op{
		Name: "Dilation2D",
		Infer: func(c *Call) []Spec {
			return c.result(Spec{c.In[0].DType, c.Attr.(*poolAttr).dilated(c.In[0].Shape)})
		},
		Eval: func(c *Call, in, out []*Array) {
			evalDilation(c.Attr.(*poolAttr), in[0], in[1], out[0], make([]int32, out[0].Size()))
		},
		Grad: gradDilation,
	}
}

// dilated is the shape of what a dilation of x gives.
func (a *poolAttr) dilated(x []int) []int {
	shape := append([]int{}, x...)
	for i, k := range a.size {
		out, _ := a.window(i, x[1+i], k)
		shape[1+i] = max(out, min(0, x[1+i]))
	}
	return shape
}

// evalDilation computes y, of one dtype with x and the filter, and which place
// of the window each element comes from.
func evalDilation(a *poolAttr, x, filter, y *Array, where []int32) {
	p := a.conv3(x.shape)
	switch y.buf.(type) {
	case []float32:
		dilate(&p, Data[float32](x), Data[float32](filter), Data[float32](y), where)
		RoundHalfArray(y)
	case []float64:
		dilate(&p, Data[float64](x), Data[float64](filter), Data[float64](y), where)
	default:
		wide := NewArray(Float64, y.shape...)
		dilate(&p, Data[float64](x.Cast(Float64)), Data[float64](filter.Cast(Float64)), Data[float64](wide), where)
		castInto(y, wide)
	}
}

func dilate[T Float](p *kernel.Conv3DParams, x, filter, y []T, where []int32) {
	for i := range y {
		y[i], where[i] = T(math.Inf(-1)), -1
	}
	forWindows(p, func(n, o, i, tap int) {
		for ch := range p.InC {
			at := o*p.InC + ch
			if v := x[i*p.InC+ch] + filter[tap*p.InC+ch]; where[at] < 0 || v > y[at] {
				y[at], where[at] = v, int32(tap)
			}
		}
	})
}

// gradDilation gives the gradient of each element to the pixel and to the
// element of the filter that it comes from. TensorFlow cannot differentiate that
// again.
func gradDilation(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := c.Attr.(*poolAttr)
	taps := NumElements(a.size)
	where := s.Apply1(opDilationWhere, a, s.StopGradient(in[0]), s.StopGradient(in[1]))
	var grads []*Tensor
	for i, op := range [...]string{"Dilation2DBackpropInput", "Dilation2DBackpropFilter"} {
		grads = append(grads, s.final(op, func(in []*Tensor) []*Tensor {
			hot := s.OneHot(where, taps, 1, 0, 3, in[2].DType())
			g := s.Mul(hot, s.ExpandDims(in[2], 3))
			if i == 1 {
				return []*Tensor{s.ReshapeLike(s.Sum(g, []int{0, 1, 2}, false), in[1])}
			}
			return []*Tensor{s.spreadWindows(g, in[0], a)}
		}, in[0], in[1], gout[0])...)
	}
	return grads
}

// spreadWindows adds up, for each pixel of x, what the windows that it is in
// hold for it: the adjoint of extractWindows.
func (s *Scope) spreadWindows(windows, x *Tensor, a *poolAttr) *Tensor {
	t := NewTape()
	s.PushTape(t)
	zero := s.ZerosLike(x)
	t.Watch(zero)
	y := s.extractWindows(zero, a.size, a.ConvSpec)
	s.PopTape(t)
	return t.Gradients(s, []*Tensor{y}, []*Tensor{s.ReshapeLike(windows, y)}, []*Tensor{zero})[0]
}

// Dilation2D is the largest of x + filter in each window (grey-scale
// morphology); filter is (height, width, channels).
func (s *Scope) Dilation2D(x, filter *Tensor, spec ConvSpec) *Tensor {
	if x.Rank() != 4 || filter.Rank() != 3 {
		throwRun("Dilation2D", "input must be 4-dimensional and filter 3-dimensional: %s, %s", shapeBrackets(x.Shape()), shapeBrackets(filter.Shape()))
	}
	kh, kw, c := filter.Dim(0), filter.Dim(1), filter.Dim(2)
	if c != x.Dim(3) || min(kh, kw) < 1 {
		throwRun("Dilation2D", "input and filter must have the same depth: %d vs %d", x.Dim(3), c)
	}
	spec.check("Dilation2D", 2)
	return s.Apply1(opDilation, &poolAttr{ConvSpec: spec, size: []int{kh, kw}}, x, filter)
}

// Erosion2D is the smallest of x - filter in each window, the filter being
// turned round.
func (s *Scope) Erosion2D(x, filter *Tensor, spec ConvSpec) *Tensor {
	return s.Neg(s.Dilation2D(s.Neg(x), s.Reverse(filter, []int{0, 1}), spec))
}
