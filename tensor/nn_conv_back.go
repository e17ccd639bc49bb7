package tensor

import "kerash/tensor/internal/kernel"

// opConvBackInput is the gradient with respect to the input, from the output
// gradient and the filter; also the transposed convolution.
var opConvBackInput = &Op{
	Name:   "Conv2DBackpropInput",
	Inputs: "out_backprop filter",
	Infer: func(c *Call) []Spec {
		return []Spec{{c.In[0].DType, c.Attr.(*convAttr).input}}
	},
	Eval: evalConvBackInput,
}

func evalConvBackInput(c *Call, in, out []*Array) {
	a := c.Attr.(*convAttr)
	p := a.sizes(out[0].shape, in[1].shape)
	if out[0].dtype == Float64 {
		dy, w, dx := Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0])
		clear(dx)
		a.taps(&p, func(o, i, t int) { dx[i] += dy[o] * w[t] })
		return
	}
	dy, w, dx := in[0].F32(), in[1].F32(), out[0].F32()
	if len(out[0].shape) == 5 {
		kernel.Conv3DBackInput(&p, dy, w, dx)
	} else {
		q := plane(&p)
		if a.depthwise {
			kernel.DepthwiseBackInput(&q, dy, w, dx)
		} else {
			kernel.Conv2DBackInput(&q, dy, w, dx)
		}
	}
	RoundHalf(out[0].dtype, dx)
}

// opConvBackFilter is the gradient with respect to the filter, from the input
// and the output gradient.
var opConvBackFilter = &Op{
	Name:   "Conv2DBackpropFilter",
	Inputs: "input out_backprop",
	Infer: func(c *Call) []Spec {
		return []Spec{{c.In[0].DType, c.Attr.(*convAttr).filter}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*convAttr)
		p := a.sizes(in[0].shape, out[0].shape)
		if out[0].dtype == Float64 {
			x, dy, dw := Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0])
			clear(dw)
			a.taps(&p, func(o, i, t int) { dw[t] += dy[o] * x[i] })
			return
		}
		x, dy, dw := in[0].F32(), in[1].F32(), out[0].F32()
		if len(in[0].shape) == 5 {
			kernel.Conv3DBackFilter(&p, x, dy, dw)
		} else {
			q := plane(&p)
			if a.depthwise {
				kernel.DepthwiseBackFilter(&q, x, dy, dw)
			} else {
				kernel.Conv2DBackFilter(&q, x, dy, dw)
			}
		}
		RoundHalf(out[0].dtype, dw)
	},
}

func (a *convAttr) backInput(s *Scope, dy, w *Tensor, input []int) *Tensor {
	return s.Apply1(opConvBackInput, &convAttr{ConvSpec: a.ConvSpec, depthwise: a.depthwise, input: input}, dy, w)
}

func (a *convAttr) backFilter(s *Scope, x, dy *Tensor, filter []int) *Tensor {
	return s.Apply1(opConvBackFilter, &convAttr{ConvSpec: a.ConvSpec, depthwise: a.depthwise, filter: filter}, x, dy)
}

func (a *convAttr) conv(s *Scope, x, w *Tensor) *Tensor {
	return s.Apply1(opConv, &convAttr{ConvSpec: a.ConvSpec, depthwise: a.depthwise}, x, w)
}

func init() {
	opConv.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a, x, w := c.Attr.(*convAttr), in[0], in[1]
		g := a.act.back(s, out[0], gout[0])
		gin := make([]*Tensor, len(in))
		if s.wants(0) {
			gin[0] = a.backInput(s, g, w, x.Shape())
		}
		if s.wants(1) {
			gin[1] = a.backFilter(s, x, g, w.Shape())
		}
		if len(in) > 2 && s.wants(2) {
			gin[2] = s.BiasAddGrad(g)
		}
		return gin
	}
	opConvTranspose.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a, x, w := c.Attr.(*convAttr), in[0], in[1]
		g := a.act.back(s, out[0], gout[0])
		gin := make([]*Tensor, len(in))
		if s.wants(0) {
			gin[0] = a.conv(s, g, w)
		}
		if s.wants(1) {
			gin[1] = a.backFilter(s, g, x, w.Shape())
		}
		if len(in) > 2 && s.wants(2) {
			gin[2] = s.BiasAddGrad(g)
		}
		return gin
	}
	opConvBackInput.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a, dy, w, h := c.Attr.(*convAttr), in[0], in[1], gout[0]
		return []*Tensor{a.conv(s, h, w), a.backFilter(s, h, dy, w.Shape())}
	}
	opConvBackFilter.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a, x, dy, h := c.Attr.(*convAttr), in[0], in[1], gout[0]
		return []*Tensor{a.backInput(s, dy, h, x.Shape()), a.conv(s, x, h)}
	}
}

// checkBack makes sure that a gradient dy belongs to a convolution of an input
// with a filter of the given shapes; shape is the one that the caller gave.
func (a *convAttr) checkBack(what string, shape, x, w []int, dy *Tensor) {
	needLength("Conv2DBackpropInput", what, len(shape), dy.Rank())
	for _, d := range shape {
		if d < 1 {
			throwRun("Conv2DBackpropInput", "%s must be positive: %s", what, shapeBrackets(shape))
		}
	}
	if out := a.outShape(x, w); !fits(out, dy.Shape()) {
		throwBackprop(len(shape)-2, "out_backprop has shape %s, but the convolution gives %s", shapeBrackets(dy.Shape()), shapeBrackets(out))
	}
}

// ConvInputGrad is the gradient of a convolution for its input, of the given
// shape, from that of its output.
func (s *Scope) ConvInputGrad(dy, w *Tensor, input []int, spec ConvSpec, depthwise bool) *Tensor {
	s.checkConv(convNames, dy, w, &spec)
	a := &convAttr{ConvSpec: spec, depthwise: depthwise}
	a.checkBack("input_sizes", input, input, w.Shape(), dy)
	return a.backInput(s, dy, w, append([]int{}, input...))
}

// ConvFilterGrad is the gradient of a convolution for its filter, of the given
// shape, from that of its output.
func (s *Scope) ConvFilterGrad(x, dy *Tensor, filter []int, spec ConvSpec, depthwise bool) *Tensor {
	s.checkConv(convNames, x, dy, &spec)
	a := &convAttr{ConvSpec: spec, depthwise: depthwise}
	a.checkBack("filter_sizes", filter, x.Shape(), filter, dy)
	return a.backFilter(s, x, dy, append([]int{}, filter...))
}
