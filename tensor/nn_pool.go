package tensor

import (
	"math"
	"strconv"
	"strings"

	"kerash/tensor/internal/kernel"
)

// poolAttr is the attribute of the pooling ops; size is the window, one value
// per spatial axis.
type poolAttr struct {
	ConvSpec
	size []int
}

// nodeAttrs are windows and strides as messages show them, for all axes.
func (a *poolAttr) nodeAttrs() nodeAttrs {
	n := len(a.size)
	return nodeAttrs{"ksize": perAxis(a.size, n), "strides": perAxis(a.Strides, n), "padding": strconv.Quote(strings.ToUpper(a.Padding))}
}

// perAxis is a list for n inner axes, ones where it ends, as one for all axes.
func perAxis(inner []int, n int) string {
	parts := []string{"1"}
	for i := range n {
		k := 1
		if i < len(inner) {
			k = inner[i]
		}
		parts = append(parts, strconv.Itoa(k))
	}
	return "[" + strings.Join(append(parts, "1"), ", ") + "]"
}

// sizes are the sizes of a pooling of an input of shape x.
func (a *poolAttr) sizes(x []int) kernel.PoolParams {
	c := a.conv3(x)
	return kernel.PoolParams{
		Batch: c.Batch, InD: c.InD, InH: c.InH, InW: c.InW, C: c.InC, KD: c.KD, KH: c.KH, KW: c.KW,
		OutD: c.OutD, OutH: c.OutH, OutW: c.OutW, StrideD: c.StrideD, StrideH: c.StrideH, StrideW: c.StrideW,
		PadFront: c.PadFront, PadTop: c.PadTop, PadLeft: c.PadLeft,
	}
}

func (a *poolAttr) conv3(x []int) kernel.Conv3DParams {
	w := [5]int{}
	n := copy(w[:3], a.size)
	w[n], w[n+1] = 1, 1
	return (&convAttr{ConvSpec: a.ConvSpec}).sizes(x, w[:n+2])
}

func inferPool(c *Call) []Spec {
	a, x := c.Attr.(*poolAttr), c.In[0].Shape
	shape := append([]int{}, x...)
	for i := range a.size {
		out, _ := a.window(i, x[1+i], a.size[i])
		if out < -1 || out == 0 && a.tooSmall(i, x, a.size[i]) {
			a.throwNegative(c.Op.Name, i, x[1+i], a.size[i], x)
		}
		shape[1+i] = out
	}
	return []Spec{{c.In[0].DType, shape}}
}

var opMaxPool = &Op{
	Name:  "MaxPool",
	Infer: inferPool,
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*poolAttr)
		if out[0].Size() == 0 {
			return
		}
		if out[0].dtype != Float64 {
			p := a.sizes(in[0].shape)
			kernel.MaxPool(&p, in[0].F32(), out[0].F32())
			return
		}
		x, y := Data[float64](in[0]), Data[float64](out[0])
		for i := range y {
			y[i] = math.Inf(-1)
		}
		p := a.conv3(in[0].shape)
		forWindows(&p, func(n, o, i, tap int) {
			for ch := range p.InC {
				y[o*p.InC+ch] = math.Max(y[o*p.InC+ch], x[i*p.InC+ch])
			}
		})
	},
}

// opMaxPoolGrad sends the gradient to the first largest element of each
// window; inputs x, y and g.
var opMaxPoolGrad = &Op{
	Name:  "MaxPoolGrad",
	Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*poolAttr)
		if out[0].dtype != Float64 {
			p := a.sizes(in[0].shape)
			kernel.MaxPoolBack(&p, in[0].F32(), in[1].F32(), in[2].F32(), out[0].F32())
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		x, y, g, d := Data[float64](in[0]), Data[float64](in[1]), Data[float64](in[2]), Data[float64](out[0])
		clear(d)
		p := a.conv3(in[0].shape)
		seen := make([]bool, len(y))
		forWindows(&p, func(n, o, i, tap int) {
			for ch := range p.InC {
				if at := o*p.InC + ch; !seen[at] && x[i*p.InC+ch] == y[at] {
					seen[at] = true
					d[i*p.InC+ch] += g[at]
				}
			}
		})
	},
}

// opMaxPoolPick takes, for each window, the element of h at the place of the
// first largest element of x: what the gradient of opMaxPoolGrad needs.
var opMaxPoolPick = &Op{
	Name:  "MaxPoolGradGrad",
	Infer: func(c *Call) []Spec { return []Spec{c.In[1]} },
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*poolAttr)
		p := a.conv3(in[0].shape)
		if out[0].dtype == Float64 {
			pickMax(&p, Data[float64](in[0]), Data[float64](in[1]), Data[float64](in[2]), Data[float64](out[0]))
			return
		}
		pickMax(&p, in[0].F32(), in[1].F32(), in[2].F32(), out[0].F32())
	},
}

func pickMax[T Float](p *kernel.Conv3DParams, x, y, h, d []T) {
	seen := make([]bool, len(y))
	clear(d)
	forWindows(p, func(n, o, i, tap int) {
		for ch := range p.InC {
			if at := o*p.InC + ch; !seen[at] && x[i*p.InC+ch] == y[at] {
				seen[at] = true
				d[at] = h[i*p.InC+ch]
			}
		}
	})
}

var opAvgPool = &Op{
	Name:  "AvgPool",
	Infer: inferPool,
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*poolAttr)
		if out[0].dtype != Float64 {
			p := a.sizes(in[0].shape)
			kernel.AvgPool(&p, in[0].F32(), out[0].F32())
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		x, y := Data[float64](in[0]), Data[float64](out[0])
		p := a.conv3(in[0].shape)
		count := windowCounts(&p)
		clear(y)
		forWindows(&p, func(n, o, i, tap int) {
			for ch := range p.InC {
				y[o*p.InC+ch] += x[i*p.InC+ch] / count[o]
			}
		})
	},
}

// opAvgPoolGrad spreads the gradient over each window.
var opAvgPoolGrad = &Op{
	Name:   "AvgPoolGrad",
	Inputs: "grad",
	Infer:  func(c *Call) []Spec { return []Spec{{c.In[0].DType, c.Attr.(*avgPoolGradAttr).input}} },
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*avgPoolGradAttr)
		if out[0].dtype != Float64 {
			p := a.sizes(out[0].shape)
			kernel.AvgPoolBack(&p, in[0].F32(), out[0].F32())
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		g, d := Data[float64](in[0]), Data[float64](out[0])
		p := a.conv3(out[0].shape)
		count := windowCounts(&p)
		clear(d)
		forWindows(&p, func(n, o, i, tap int) {
			for ch := range p.InC {
				d[i*p.InC+ch] += g[o*p.InC+ch] / count[o]
			}
		})
	},
}

// avgPoolGradAttr is poolAttr with the shape that was pooled.
type avgPoolGradAttr struct {
	*poolAttr
	input []int
}

// windowCounts is the number of places inside of the input for each window.
func windowCounts(p *kernel.Conv3DParams) []float64 {
	count := make([]float64, p.Batch*p.OutD*p.OutH*p.OutW)
	forWindows(p, func(n, o, i, tap int) { count[o]++ })
	return count
}

func init() {
	opMaxPool.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.Apply1(opMaxPoolGrad, c.Attr, in[0], out[0], gout[0])}
	}
	opMaxPoolGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.ZerosLike(in[0]), s.ZerosLike(in[1]), s.Apply1(opMaxPoolPick, c.Attr, in[0], in[1], gout[0])}
	}
	opAvgPool.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.Apply1(opAvgPoolGrad, &avgPoolGradAttr{c.Attr.(*poolAttr), in[0].Shape()}, gout[0])}
	}
	opAvgPoolGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.Apply1(opAvgPool, c.Attr.(*avgPoolGradAttr).poolAttr, gout[0])}
	}
}

// MaxPool is the largest value of each window of x, (batch, spatial…,
// channels), with one to three spatial axes.
func (s *Scope) MaxPool(x *Tensor, size []int, spec ConvSpec) *Tensor {
	return s.pool(opMaxPool, x, size, spec)
}

// AvgPool is the mean of each window of x; places outside of x do not count.
func (s *Scope) AvgPool(x *Tensor, size []int, spec ConvSpec) *Tensor {
	return s.pool(opAvgPool, x, size, spec)
}

// poolName is what TensorFlow calls the pooling op for windows of n axes.
func poolName(op *Op, n int) string {
	switch {
	case n < 3:
		return op.Name
	case op == opMaxPool:
		return "MaxPool3D"
	}
	return "AvgPool3D"
}

func (s *Scope) pool(op *Op, x *Tensor, size []int, spec ConvSpec) *Tensor {
	s.checkNode(poolName(op, len(size)), (&poolAttr{ConvSpec: spec, size: size}).nodeAttrs(), x)
	if len(size) != x.Rank()-2 || len(size) > 3 {
		if x.IsSymbolic() {
			Throwf("ValueError", "Shape must be rank %d but is rank %d for '{{node %s}}' with input shapes: %s.", len(size)+2, x.Rank(), poolName(op, len(size)), graphShape(x.Shape()))
		}
		throwRun(op.Name, "tensor_in_shape must have %d spatial dimensions. %d 0", len(size), x.Rank())
	}
	for _, k := range size {
		if k < 1 {
			throwRun(op.Name, "ksize must be a postive int32 value, got:%d", k)
		}
	}
	if len(spec.Strides) == 0 {
		spec.Strides = size
	}
	spec.check(op.Name, len(size))
	spec.Strides = append([]int(nil), spec.Strides...)
	if !x.DType().IsFloat() { // windows of integers pass through float64
		return s.Cast(s.pool(op, s.Cast(x, Float64), size, spec), x.DType())
	}
	return s.Apply1(op, &poolAttr{ConvSpec: spec, size: append([]int(nil), size...)}, x)
}
