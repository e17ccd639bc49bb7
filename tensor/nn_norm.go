package tensor

import (
	"math"
	"slices"

	"kerash/tensor/internal/kernel"
)

// normAttr is the attribute of the normalization ops. gamma and beta say which
// of the optional inputs are there, in this order after x.
type normAttr struct {
	eps         float64
	gamma, beta bool
}

// optional splits the inputs after the first n into gamma and beta.
func (a *normAttr) optional(in []*Array, n int) (gamma, beta *Array) {
	if a.gamma {
		gamma = in[n]
		n++
	}
	if a.beta {
		beta = in[n]
	}
	return gamma, beta
}

func f32OrNil(a *Array) []float32 {
	if a == nil {
		return nil
	}
	return a.F32()
}

func f64OrNil(a *Array) []float64 {
	if a == nil {
		return nil
	}
	return Data[float64](a)
}

// opBatchNorm normalises with the statistics of the batch over all axes but
// the last. Outputs: y, mean, variance (biased).
var opBatchNorm = &Op{
	Name:   "FusedBatchNormV3",
	Inputs: "-",
	Infer: func(c *Call) []Spec {
		x := c.In[0]
		ch := []int{x.Shape[len(x.Shape)-1]}
		return []Spec{x, {x.DType, ch}, {x.DType, ch}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*normAttr)
		gamma, beta := a.optional(in, 1)
		m, n := rowsOf(in[0])
		if m == 0 {
			out[1].Fill(math.NaN())
			out[2].Fill(math.NaN())
			return
		}
		if out[0].dtype == Float64 {
			mean, variance := Data[float64](out[1]), Data[float64](out[2])
			columnStats(mean, variance, Data[float64](in[0]), m, n)
			batchNorm64(Data[float64](out[0]), Data[float64](in[0]), mean, variance, f64OrNil(gamma), f64OrNil(beta), a.eps)
			return
		}
		mean, variance := out[1].F32(), out[2].F32()
		kernel.BatchNormStats(mean, variance, in[0].F32(), m, n)
		kernel.BatchNorm(out[0].F32(), in[0].F32(), mean, variance, f32OrNil(gamma), f32OrNil(beta), m, n, float32(a.eps))
		RoundHalf(out[0].dtype, out[0].F32())
	},
}

// opBatchNormGrad computes dx, dgamma and dbeta from x, g, mean, variance and,
// where the attribute says so, gamma.
var opBatchNormGrad = &Op{
	Name:   "FusedBatchNormGradV3",
	Inputs: "-",
	Infer: func(c *Call) []Spec {
		return []Spec{c.In[0], c.In[2], c.In[2]}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*normAttr)
		gamma, _ := a.optional(in, 4)
		m, n := rowsOf(in[0])
		if m == 0 {
			out[1].Fill(0)
			out[2].Fill(0)
			return
		}
		if out[0].dtype != Float64 {
			kernel.BatchNormBack(out[0].F32(), out[1].F32(), out[2].F32(), in[0].F32(), in[1].F32(),
				in[2].F32(), in[3].F32(), f32OrNil(gamma), m, n, float32(a.eps))
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		x, g, mean, variance := Data[float64](in[0]), Data[float64](in[1]), Data[float64](in[2]), Data[float64](in[3])
		dx, dgamma, dbeta := Data[float64](out[0]), Data[float64](out[1]), Data[float64](out[2])
		w := f64OrNil(gamma)
		clear(dgamma)
		clear(dbeta)
		for i, v := range x {
			j := i % n
			dgamma[j] += g[i] * (v - mean[j]) / math.Sqrt(variance[j]+a.eps)
			dbeta[j] += g[i]
		}
		for i, v := range x {
			j := i % n
			inv := 1 / math.Sqrt(variance[j]+a.eps)
			scale := inv
			if w != nil {
				scale *= w[j]
			}
			dx[i] = scale * (g[i] - dbeta[j]/float64(m) - (v-mean[j])*inv*dgamma[j]/float64(m))
		}
	},
}

// opBatchNormInfer is (x-mean)/√(variance+eps)·gamma + beta for given
// statistics; inputs x, mean, variance and the optional gamma and beta.
var opBatchNormInfer = &Op{
	Name:  "BatchNormInference",
	Infer: func(c *Call) []Spec { return c.result(c.In[0]) },
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*normAttr)
		gamma, beta := a.optional(in, 3)
		m, n := rowsOf(in[0])
		if out[0].dtype == Float64 {
			batchNorm64(Data[float64](out[0]), Data[float64](in[0]), Data[float64](in[1]), Data[float64](in[2]), f64OrNil(gamma), f64OrNil(beta), a.eps)
			return
		}
		kernel.BatchNorm(out[0].F32(), in[0].F32(), in[1].F32(), in[2].F32(), f32OrNil(gamma), f32OrNil(beta), m, n, float32(a.eps))
		RoundHalf(out[0].dtype, out[0].F32())
	},
}

func columnStats(mean, variance, x []float64, m, n int) {
	clear(mean)
	clear(variance)
	for i, v := range x {
		mean[i%n] += v / float64(m)
	}
	for i, v := range x {
		d := v - mean[i%n]
		variance[i%n] += d * d / float64(m)
	}
}

func batchNorm64(y, x, mean, variance, gamma, beta []float64, eps float64) {
	n := len(mean)
	for i, v := range x {
		j := i % n
		v = (v - mean[j]) / math.Sqrt(variance[j]+eps)
		if gamma != nil {
			v *= gamma[j]
		}
		if beta != nil {
			v += beta[j]
		}
		y[i] = v
	}
}

// opLayerNorm normalises along the last axis. Outputs: y, and the mean and
// 1/√(variance+eps) of each row.
var opLayerNorm = &Op{
	Name: "LayerNorm",
	Infer: func(c *Call) []Spec {
		x := c.In[0]
		rows := x.Shape[:len(x.Shape)-1]
		return []Spec{x, {x.DType, rows}, {x.DType, rows}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a := c.Attr.(*normAttr)
		gamma, beta := a.optional(in, 1)
		m, n := rowsOf(in[0])
		if out[0].dtype != Float64 {
			kernel.LayerNorm(out[0].F32(), in[0].F32(), f32OrNil(gamma), f32OrNil(beta), out[1].F32(), out[2].F32(), m, n, float32(a.eps))
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		x, y, mean, inv := Data[float64](in[0]), Data[float64](out[0]), Data[float64](out[1]), Data[float64](out[2])
		g, b := f64OrNil(gamma), f64OrNil(beta)
		one := make([]float64, n)
		for r := range m {
			row, v := x[r*n:(r+1)*n], 0.0
			mean[r] = 0
			for _, e := range row {
				mean[r] += e / float64(n)
			}
			for j, e := range row {
				one[j] = mean[r]
				v += (e - mean[r]) * (e - mean[r]) / float64(n)
			}
			inv[r] = 1 / math.Sqrt(v+a.eps)
			for j, e := range row {
				e = (e - mean[r]) * inv[r]
				if g != nil {
					e *= g[j]
				}
				if b != nil {
					e += b[j]
				}
				y[r*n+j] = e
			}
		}
	},
}

// opLayerNormGrad computes dx, dgamma and dbeta from x, g, mean, inv and,
// where the attribute says so, gamma.
var opLayerNormGrad = &Op{
	Name: "LayerNormGrad",
	Infer: func(c *Call) []Spec {
		x := c.In[0]
		last := []int{x.Shape[len(x.Shape)-1]}
		return []Spec{x, {x.DType, last}, {x.DType, last}}
	},
	Eval: func(c *Call, in, out []*Array) {
		gamma, _ := c.Attr.(*normAttr).optional(in, 4)
		m, n := rowsOf(in[0])
		if out[0].dtype != Float64 {
			kernel.LayerNormBack(out[0].F32(), out[1].F32(), out[2].F32(), in[0].F32(), in[1].F32(), f32OrNil(gamma), in[2].F32(), in[3].F32(), m, n)
			RoundHalf(out[0].dtype, out[0].F32())
			return
		}
		layerNormBack64(in, out, f64OrNil(gamma), m, n)
	},
}

func layerNormBack64(in, out []*Array, gamma []float64, m, n int) {
	x, g, mean, inv := Data[float64](in[0]), Data[float64](in[1]), Data[float64](in[2]), Data[float64](in[3])
	dx, dgamma, dbeta := Data[float64](out[0]), Data[float64](out[1]), Data[float64](out[2])
	clear(dgamma)
	clear(dbeta)
	for r := range m {
		s1, s2 := 0.0, 0.0
		for j := range n {
			at := r*n + j
			xh, d := (x[at]-mean[r])*inv[r], g[at]
			dgamma[j] += d * xh
			dbeta[j] += d
			if gamma != nil {
				d *= gamma[j]
			}
			s1 += d
			s2 += d * xh
		}
		for j := range n {
			at := r*n + j
			xh, d := (x[at]-mean[r])*inv[r], g[at]
			if gamma != nil {
				d *= gamma[j]
			}
			dx[at] = inv[r] * (d - s1/float64(n) - xh*s2/float64(n))
		}
	}
}

func init() {
	opBatchNorm.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*normAttr)
		var parts []*Tensor
		if gout[0] != nil {
			args := []*Tensor{in[0], gout[0], out[1], out[2]}
			if a.gamma {
				args = append(args, in[1])
			}
			parts = s.Apply(opBatchNormGrad, &normAttr{eps: a.eps, gamma: a.gamma}, args...)
		} else {
			parts = make([]*Tensor, 3)
		}
		return a.spread(s.statsGrad(parts[0], in[0], out[1], gout[1], gout[2]), parts)
	}
	opBatchNormGrad.Grad = gradBatchNormGrad
	opLayerNormGrad.Grad = gradLayerNormGrad
	opBatchNormInfer.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return s.gradBatchNormInfer(c.Attr.(*normAttr), in, gout[0])
	}
	opLayerNorm.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*normAttr)
		if gout[0] == nil {
			return nil
		}
		args := []*Tensor{in[0], gout[0], out[1], out[2]}
		if a.gamma {
			args = append(args, in[1])
		}
		parts := s.Apply(opLayerNormGrad, &normAttr{eps: a.eps, gamma: a.gamma}, args...)
		return a.spread(parts[0], parts)
	}
}

// spread puts the gradients of x, gamma and beta in the order of the inputs.
func (a *normAttr) spread(dx *Tensor, parts []*Tensor) []*Tensor {
	gin := []*Tensor{dx}
	if a.gamma {
		gin = append(gin, parts[1])
	}
	if a.beta {
		gin = append(gin, parts[2])
	}
	return gin
}

// statsGrad adds to dx what flows through the mean and the variance
// themselves, when someone uses them.
func (s *Scope) statsGrad(dx, x, mean, gmean, gvar *Tensor) *Tensor {
	if gmean == nil && gvar == nil {
		return dx
	}
	rows := float64(NumElements(x.Shape()[:x.Rank()-1]))
	sum := func(g *Tensor) {
		if dx == nil {
			dx = g
		} else {
			dx = s.Add(dx, g)
		}
	}
	if gmean != nil {
		sum(s.Add(s.ZerosLike(x), s.Div(gmean, Full(x.DType(), rows))))
	}
	if gvar != nil {
		sum(s.Mul(s.Sub(x, mean), s.Mul(gvar, Full(x.DType(), 2/rows))))
	}
	return dx
}

// throughOps differentiates f, which writes an op out in plain ops, on a tape
// of its own.
func (s *Scope) throughOps(in, gout []*Tensor, f func() []*Tensor) []*Tensor {
	tape := NewTape()
	tape.ManualWatch = true
	for _, t := range in {
		tape.Watch(t)
	}
	s.PushTape(tape)
	out := f()
	s.PopTape(tape)
	var targets, seeds []*Tensor
	for i, y := range out {
		if gout[i] != nil {
			targets, seeds = append(targets, y), append(seeds, gout[i])
		}
	}
	return tape.Gradients(s, targets, seeds, in)
}

// gradBatchNormGrad differentiates the backward pass again.
func gradBatchNormGrad(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := c.Attr.(*normAttr)
	return s.throughOps(in, gout, func() []*Tensor {
		x, g, mean, variance := in[0], in[1], in[2], in[3]
		axes := leadingAxes(x)
		rows := Full(x.DType(), float64(NumElements(x.Shape()[:x.Rank()-1])))
		inv := s.Rsqrt(s.Add(variance, Full(x.DType(), a.eps)))
		xh := s.Mul(s.Sub(x, mean), inv)
		dgamma := s.Sum(s.Mul(g, xh), axes, false)
		dbeta := s.Sum(g, axes, false)
		scale := inv
		if a.gamma {
			scale = s.Mul(inv, in[4])
		}
		dx := s.Mul(scale, s.Sub(s.Sub(g, s.Div(dbeta, rows)), s.Mul(xh, s.Div(dgamma, rows))))
		return []*Tensor{dx, dgamma, dbeta}
	})
}

// gradLayerNormGrad is the same for layer normalization. The statistics are
// computed from x again, since that is where they come from.
func gradLayerNormGrad(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := c.Attr.(*normAttr)
	parts := s.throughOps(in, gout, func() []*Tensor {
		x, g, last := in[0], in[1], []int{in[0].Rank() - 1}
		d := s.Sub(x, s.Mean(x, last, true))
		inv := s.Rsqrt(s.Add(s.Mean(s.Square(d), last, true), Full(x.DType(), a.eps)))
		xh := s.Mul(d, inv)
		axes := leadingAxes(x)
		dgamma := s.Sum(s.Mul(g, xh), axes, false)
		dbeta := s.Sum(g, axes, false)
		if a.gamma {
			g = s.Mul(g, in[4])
		}
		dx := s.Mul(inv, s.Sub(s.Sub(g, s.Mean(g, last, true)), s.Mul(xh, s.Mean(s.Mul(g, xh), last, true))))
		return []*Tensor{dx, dgamma, dbeta}
	})
	parts[2], parts[3] = nil, nil
	return parts
}

func leadingAxes(x *Tensor) []int {
	axes := make([]int, x.Rank()-1)
	for i := range axes {
		axes[i] = i
	}
	return axes
}

func (s *Scope) gradBatchNormInfer(a *normAttr, in []*Tensor, g *Tensor) []*Tensor {
	x, mean, variance := in[0], in[1], in[2]
	inv := s.Rsqrt(s.Add(variance, Full(x.DType(), a.eps)))
	scale := inv
	n := 3
	if a.gamma {
		scale = s.Mul(inv, in[3])
		n = 4
	}
	xh := s.Mul(s.Sub(x, mean), inv)
	axes := leadingAxes(x)
	dbeta := s.Sum(g, axes, false)
	dgamma := s.Sum(s.Mul(g, xh), axes, false)
	half := Full(x.DType(), -0.5)
	dvar := s.Mul(half, s.Mul(s.Mul(dgamma, scale), inv))
	gin := []*Tensor{s.Mul(g, scale), s.Neg(s.Mul(dbeta, scale)), dvar}
	if a.gamma {
		gin = append(gin, dgamma)
	}
	if len(in) > n {
		gin = append(gin, dbeta)
	}
	return gin
}

func (s *Scope) normInputs(op string, a *normAttr, in []*Tensor, gamma, beta *Tensor) []*Tensor {
	x := in[0]
	needRank(op, x, 1, anyRank)
	// The fused op takes no float64, for which Keras uses others.
	check := func(ts ...*Tensor) {
		if slices.ContainsFunc(ts, func(t *Tensor) bool { return t.DType() != Float64 }) {
			s.checkTypes(op, ts...)
		}
	}
	for _, t := range append([]*Tensor{gamma, beta}, in[1:]...) {
		if t == nil {
			continue
		}
		check(x, t)
		if t.Rank() != 1 || !fits(t.Shape(), x.Shape()[x.Rank()-1:]) {
			if x.IsSymbolic() && t.Rank() == 1 {
				Throwf("ValueError", "Dimensions must be equal, but are %d and %d for '{{node %s}}' with input shapes: %s, %s.", x.Dim(-1), t.Dim(0), op, graphShape(x.Shape()), graphShape(t.Shape()))
			}
			throwRun(op, "scale, offset and statistics must have one element per channel: %s, the input has shape %s", shapeBrackets(t.Shape()), shapeBrackets(x.Shape()))
		}
	}
	check(x)
	if gamma != nil {
		a.gamma = true
		in = append(in, gamma)
	}
	if beta != nil {
		a.beta = true
		in = append(in, beta)
	}
	return in
}

// BatchNorm normalises x over all axes but the last with the statistics of x:
// y = (x-mean)/√(variance+eps)·gamma + beta; gamma and beta may be nil. It
// also returns the mean and the biased variance.
func (s *Scope) BatchNorm(x, gamma, beta *Tensor, eps float64) (y, mean, variance *Tensor) {
	a := &normAttr{eps: eps}
	out := s.Apply(opBatchNorm, a, s.normInputs("FusedBatchNormV3", a, []*Tensor{x}, gamma, beta)...)
	return out[0], out[1], out[2]
}

// BatchNormInference normalises x with given statistics.
func (s *Scope) BatchNormInference(x, mean, variance, gamma, beta *Tensor, eps float64) *Tensor {
	a := &normAttr{eps: eps}
	return s.Apply1(opBatchNormInfer, a, s.normInputs("FusedBatchNormV3", a, []*Tensor{x, mean, variance}, gamma, beta)...)
}

// LayerNorm normalises x along its last axis; gamma and beta may be nil.
func (s *Scope) LayerNorm(x, gamma, beta *Tensor, eps float64) *Tensor {
	a := &normAttr{eps: eps}
	return s.Apply(opLayerNorm, a, s.normInputs("FusedBatchNormV3", a, []*Tensor{x}, gamma, beta)...)[0]
}

// Moments is the mean and the biased variance of x over axes.
func (s *Scope) Moments(x *Tensor, axes []int, keepdims bool) (mean, variance *Tensor) {
	s.checkTypes("Mean", x)
	s.checkTypes("SquaredDifference", x)
	mean = s.Mean(x, axes, true)
	d := s.Sub(x, s.StopGradient(mean))
	variance = s.Mean(s.Mul(d, d), axes, keepdims)
	if !keepdims {
		mean = s.Mean(x, axes, false)
	}
	return mean, variance
}
