package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// opSoftmax works along the last axis; other axes are reached by transposing.
var opSoftmax = &Op{
	Name:  "Softmax",
	Infer: inferSoftmax,
	Eval: func(c *Call, in, out []*Array) {
		m, n := rowsOf(in[0])
		if out[0].dtype == Float64 {
			softmax64(Data[float64](out[0]), Data[float64](in[0]), m, n, false)
			return
		}
		if out[0].dtype.isHalf() {
			softmaxSteps(out[0], in[0], false)
			return
		}
		kernel.Softmax(out[0].F32(), in[0].F32(), m, n)
	},
}

var opLogSoftmax = &Op{
	Name:  "LogSoftmax",
	Infer: inferSoftmax,
	Eval: func(c *Call, in, out []*Array) {
		m, n := rowsOf(in[0])
		if out[0].dtype == Float64 {
			softmax64(Data[float64](out[0]), Data[float64](in[0]), m, n, true)
			return
		}
		if out[0].dtype.isHalf() {
			softmaxSteps(out[0], in[0], true)
			return
		}
		kernel.LogSoftmax(out[0].F32(), in[0].F32(), m, n)
	},
}

// opSoftmaxGrad is y·(g - Σ g·y) for inputs y and g.
var opSoftmaxGrad = &Op{
	Name:  "SoftmaxGrad",
	Infer: inferSoftmax,
	Eval: func(c *Call, in, out []*Array) {
		m, n := rowsOf(in[0])
		if out[0].dtype.isHalf() {
			softmaxGradSteps(out[0], in[0], in[1])
			return
		}
		if out[0].dtype != Float64 {
			kernel.SoftmaxBack(out[0].F32(), in[0].F32(), in[1].F32(), m, n)
			return
		}
		y, g, d := Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0])
		for r := 0; r < m; r++ {
			y, g, d := y[r*n:(r+1)*n], g[r*n:(r+1)*n], d[r*n:(r+1)*n]
			sum := 0.0
			for i := range y {
				sum += y[i] * g[i]
			}
			for i := range y {
				d[i] = y[i] * (g[i] - sum)
			}
		}
	},
}

func init() {
	opSoftmax.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return []*Tensor{s.Apply1(opSoftmaxGrad, nil, out[0], gout[0])}
	}
	opLogSoftmax.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		sum := s.Sum(gout[0], []int{in[0].Rank() - 1}, true)
		return []*Tensor{s.Sub(gout[0], s.Mul(s.Exp(out[0]), sum))}
	}
	opSoftmaxGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		y, g, h := in[0], in[1], gout[0]
		last := []int{y.Rank() - 1}
		gy := s.Mul(h, s.Sub(g, s.Sum(s.Mul(g, y), last, true)))
		gy = s.Sub(gy, s.Mul(g, s.Sum(s.Mul(h, y), last, true)))
		return []*Tensor{gy, s.Apply1(opSoftmaxGrad, nil, y, h)}
	}
}

func inferSoftmax(c *Call) []Spec {
	return c.result(c.In[0])
}

// rowsOf views an array as m rows of its last axis.
func rowsOf(a *Array) (m, n int) {
	n = 1
	if len(a.shape) > 0 {
		n = a.shape[len(a.shape)-1]
		m = NumElements(a.shape[:len(a.shape)-1])
		return m, n
	}
	return 1, 1
}

func softmax64(y, x []float64, m, n int, log bool) {
	for r := 0; r < m; r++ {
		y, x := y[r*n:(r+1)*n], x[r*n:(r+1)*n]
		top := math.Inf(-1)
		for _, v := range x {
			top = math.Max(top, v)
		}
		sum := 0.0
		for i, v := range x {
			y[i] = math.Exp(v - top)
			sum += y[i]
		}
		ls := math.Log(sum)
		for i, v := range x {
			if log {
				y[i] = v - top - ls
			} else {
				y[i] /= sum
			}
		}
	}
}

// alongLast applies f, which works along the last axis, along another one.
func (s *Scope) alongLast(x *Tensor, axis int, f func(x *Tensor) *Tensor) *Tensor {
	r := x.Rank()
	if axis < -r || axis >= r {
		Throwf("InvalidArgumentError", "`dim` must be in the range [%d, %d) where %d is the number of dimensions in the input. Received: dim=%d", -r, r, r, axis)
	}
	if axis < 0 {
		axis += r
	}
	if axis == r-1 {
		return f(x)
	}
	perm := make([]int, r)
	for i := range perm {
		perm[i] = i
	}
	perm[axis], perm[r-1] = r-1, axis
	return s.Transpose(f(s.Transpose(x, perm)), perm)
}

// Softmax is exp(x)/Σ exp(x) along an axis.
func (s *Scope) Softmax(x *Tensor, axis int) *Tensor {
	s.checkTypes("Softmax", x)
	return s.alongLast(x, axis, func(x *Tensor) *Tensor { return s.Apply1(opSoftmax, nil, x) })
}

// LogSoftmax is x - log Σ exp(x) along an axis.
func (s *Scope) LogSoftmax(x *Tensor, axis int) *Tensor {
	s.checkTypes("LogSoftmax", x)
	return s.alongLast(x, axis, func(x *Tensor) *Tensor { return s.Apply1(opLogSoftmax, nil, x) })
}
