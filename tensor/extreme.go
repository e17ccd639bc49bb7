package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// clipAttr are the bounds of a Clip.
type clipAttr struct{ lo, hi float64 }

var opMaximum, opMinimum, opSquaredDifference, opClip *Op

func init() {
	opMaximum = binary("Maximum", binaryFuncs{k: kernel.OpMax,
		f64:  maxNaN,
		int:  func(a, b int64) int64 { return max(a, b) },
		uint: func(a, b uint64) uint64 { return max(a, b) },
	}, gradChoice(func(s *Scope, a, b *Tensor) *Tensor { return s.GreaterEqual(a, b) }))
	opMinimum = binary("Minimum", binaryFuncs{k: kernel.OpMin,
		f64:  minNaN,
		int:  func(a, b int64) int64 { return min(a, b) },
		uint: func(a, b uint64) uint64 { return min(a, b) },
	}, gradChoice(func(s *Scope, a, b *Tensor) *Tensor { return s.LessEqual(a, b) }))
	opSquaredDifference = binary("SquaredDifference", binaryFuncs{

		f64: func(a, b float64) float64 { return (a - b) * (a - b) },
		int: func(a, b int64) int64 { return (a - b) * (a - b) },
		k:   kernel.OpSquaredDiff,
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		// TensorFlow takes no conjugates here.
		ga := s.Mul(s.Mul(Full(a.DType(), 2), g), s.Conj(s.Sub(a, b)))
		return ga, s.Neg(ga)
	})
	opClip = &Op{
		Name:        "ClipByValue",
		Inputs:      "-",
		Elementwise: true,
		Infer: func(c *Call) []Spec {
			c.CheckTypes("Minimum", c.In[0])
			return c.result(c.In[0])
		},
		Eval: evalClip,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a, dt := c.Attr.(*clipAttr), in[0].DType()
			inside := s.LogicalAnd(s.GreaterEqual(in[0], Full(dt, a.lo)), s.LessEqual(in[0], Full(dt, a.hi)))
			return []*Tensor{s.Select(inside, gout[0], Full(dt, 0))}
		},
	}
}

// gradChoice sends the whole gradient to the side that was chosen; a tie goes
// to the first.
func gradChoice(first func(s *Scope, a, b *Tensor) *Tensor) func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
	return func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		on, zero := first(s, a, b), Full(g.DType(), 0)
		return s.Select(on, g, zero), s.Select(on, zero, g)
	}
}

func evalClip(c *Call, in, out []*Array) {
	a, x, y := c.Attr.(*clipAttr), in[0], out[0]
	switch x.buf.(type) {
	case []float32:
		kernel.UnaryParam(kernel.OpClip, y.F32(), x.F32(), float32(a.lo), float32(a.hi))
		RoundHalf(y.dtype, y.F32())
	case []float64:
		d := Data[float64](y)
		for i, v := range Data[float64](x) {
			d[i] = nan(v, math.Min(math.Max(v, a.lo), a.hi))
		}
	default:
		lo, hi := clampInt(a.lo), clampInt(a.hi)
		mapInt(y, x, func(v int64) int64 { return min(max(v, lo), hi) })
	}
}

func clampInt(v float64) int64 {
	switch {
	case v >= math.MaxInt64:
		return math.MaxInt64
	case v <= math.MinInt64:
		return math.MinInt64
	}
	return int64(v)
}

// Maximum is the larger of a and b, broadcast; NaN if either is.
func (s *Scope) Maximum(a, b *Tensor) *Tensor { return s.Apply1(opMaximum, nil, a, b) }

// Minimum is the smaller of a and b, broadcast; NaN if either is.
func (s *Scope) Minimum(a, b *Tensor) *Tensor { return s.Apply1(opMinimum, nil, a, b) }

// SquaredDifference is (a - b)², broadcast.
func (s *Scope) SquaredDifference(a, b *Tensor) *Tensor {
	return s.Apply1(opSquaredDifference, nil, a, b)
}

// Clip limits x to [lo, hi]; the gradient is that of x inside, with the bounds,
// and 0 outside.
func (s *Scope) Clip(x *Tensor, lo, hi float64) *Tensor {
	return s.Apply1(opClip, &clipAttr{lo, hi}, x)
}
