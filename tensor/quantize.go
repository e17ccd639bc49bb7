package tensor

import "math"

// FakeQuantSpec tells how [Scope.FakeQuant] rounds: to the numbers that fit
// into Bits, without the lowest one if Narrow is set. Fixed ranges multiply by
// the inverse of the scale, others divide, as TensorFlow's two ops do.
type FakeQuantSpec struct {
	Bits   int
	Narrow bool
	Fixed  bool
}

// bounds are the least and the greatest quantized number.
func (q FakeQuantSpec) bounds(dt DType) (lo, hi *Tensor) {
	least := 0.0
	if q.Narrow {
		least = 1
	}
	return Full(dt, least), Full(dt, float64(int(1)<<q.Bits-1))
}

// nudge moves the range from lo to hi so that zero is one of the quantized
// numbers.
func (s *Scope) nudge(lo, hi *Tensor, q FakeQuantSpec) (nudgedLo, nudgedHi, scale *Tensor) {
	least, most := q.bounds(lo.DType())
	scale = s.Div(s.Sub(hi, lo), s.Sub(most, least))
	zero := s.Floor(s.Add(s.Sub(least, s.Div(lo, scale)), Full(lo.DType(), 0.5)))
	zero = s.Minimum(s.Maximum(zero, least), most)
	return s.Mul(s.Sub(least, zero), scale), s.Mul(s.Sub(most, zero), scale), scale
}

// bothZero reports where a range is empty and at zero, which stands for one
// that is not known yet.
func (s *Scope) bothZero(lo, hi *Tensor) *Tensor {
	zero := Full(lo.DType(), 0)
	return s.LogicalAnd(s.Equal(lo, zero), s.Equal(hi, zero))
}

// FakeQuant rounds x to the numbers that quantization of the range from lo to
// hi would keep: TensorFlow's FakeQuantWithMinMaxVars. lo and hi are scalars or,
// for a range per channel, of one axis. Gradients pass inside the range; those
// outside belong to lo and hi.
func (s *Scope) FakeQuant(x, lo, hi *Tensor, q FakeQuantSpec) *Tensor {
	var y *Tensor
	s.WithoutTapes(func() {
		from, to, scale := s.nudge(lo, hi, q)
		half := Full(x.DType(), 0.5)
		inverse := s.Div(Full(x.DType(), 1), scale)
		zero := s.Floor(s.Add(s.Mul(s.Neg(from), inverse), half))
		shifted := s.Sub(s.Maximum(s.Minimum(x, to), from), from)
		step := s.Div(shifted, scale)
		if q.Fixed {
			step = s.Mul(shifted, inverse)
		}
		y = s.Mul(s.Floor(s.Add(s.Sub(step, zero), half)), scale)
		y = s.StopGradient(s.Select(s.bothZero(lo, hi), s.ZerosLike(y), y))
	})
	s.RecordCustom([]*Tensor{x, lo, hi}, []*Tensor{y}, func(s *Scope, g []*Tensor) []*Tensor {
		op := "FakeQuantWithMinMaxVarsGradient"
		switch {
		case q.Fixed:
			op = "FakeQuantWithMinMaxArgsGradient"
		case lo.Rank() > 0:
			op = "FakeQuantWithMinMaxVarsPerChannelGradient"
		}
		return s.final(op, func(in []*Tensor) []*Tensor {
			dx, dlo, dhi := s.FakeQuantGrad(in[0], in[1], in[2], in[3], q)
			return []*Tensor{dx, dlo, dhi}
		}, g[0], x, lo, hi)
	})
	return y
}

// FakeQuantGrad is the gradient of [Scope.FakeQuant].
func (s *Scope) FakeQuantGrad(g, x, lo, hi *Tensor, q FakeQuantSpec) (dx, dlo, dhi *Tensor) {
	from, to, _ := s.nudge(lo, hi, q)
	unknown, zero := s.bothZero(lo, hi), Full(g.DType(), 0)
	below := s.LogicalAnd(s.Less(x, from), s.LogicalNot(unknown))
	above := s.LogicalAnd(s.Greater(x, to), s.LogicalNot(unknown))
	var axes []int // of the channel
	for ax := range x.Rank() - lo.Rank() {
		axes = append(axes, ax)
	}
	sum := func(where *Tensor) *Tensor {
		part := s.Select(where, g, zero)
		if len(axes) == 0 {
			return part
		}
		return s.Sum(part, axes, false)
	}
	return s.Select(s.LogicalOr(below, above), zero, g), sum(below), sum(above)
}

// QuantizeSpec tells how [Scope.QuantizeDequantize] rounds.
type QuantizeSpec struct {
	Bits   int
	Signed bool
	Narrow bool // signed numbers without the lowest one
	Given  bool // the range is given, not that of the values
	Up     bool // halves go up, not to the even number
	Axis   int  // of the channels with ranges of their own, -1 for none
}

// QuantizeDequantize rounds x to the multiples that quantization would keep:
// TensorFlow's QuantizeAndDequantizeV4. lo and hi are scalars or, with an axis,
// have an element for each channel. Gradients pass where x lies within them.
func (s *Scope) QuantizeDequantize(x, lo, hi *Tensor, q QuantizeSpec) *Tensor {
	var y *Tensor
	dt := x.DType()
	s.WithoutTapes(func() {
		from, to := s.alongAxis(x, lo, q.Axis), s.alongAxis(x, hi, q.Axis)
		if !q.Given {
			var axes []int
			for ax := range x.Rank() {
				if ax != q.Axis {
					axes = append(axes, ax)
				}
			}
			from, to = s.Min(x, axes, true), s.Max(x, axes, true)
			if q.Axis < 0 {
				from, to = s.Reshape(from, []int{}), s.Reshape(to, []int{})
			}
		}
		least, most := 0.0, math.Exp2(float64(q.Bits))-1
		if q.Signed {
			least, most = -math.Exp2(float64(q.Bits-1)), math.Exp2(float64(q.Bits-1))-1
			if q.Narrow {
				least++
			}
		}
		lowest, highest := Full(dt, least), Full(dt, most)
		none := Full(dt, math.MaxFloat32)
		if dt == Float64 {
			none = Full(dt, math.MaxFloat64)
		}
		positive := func(v *Tensor) *Tensor { return s.Greater(v, Full(dt, 0)) }
		scaleLo := s.Select(positive(s.Mul(lowest, from)), s.Div(lowest, from), none)
		scaleHi := s.Select(positive(s.Mul(highest, to)), s.Div(highest, to), none)
		byLo := s.Less(scaleLo, scaleHi)
		scale := s.Select(byLo, scaleLo, scaleHi)
		step := s.Select(byLo, s.Div(from, lowest), s.Div(to, highest))
		v := x
		if q.Given {
			to = s.Select(byLo, s.Mul(highest, step), to)
			from = s.Select(byLo, from, s.Mul(lowest, step))
			v = s.Maximum(s.Minimum(x, to), from)
		}
		v = s.Mul(v, scale)
		if q.Up {
			v = s.Floor(s.Add(v, Full(dt, 0.5)))
		} else {
			v = s.Round(v)
		}
		y = s.StopGradient(s.Mul(v, step))
	})
	s.RecordCustom([]*Tensor{x, lo, hi}, []*Tensor{y}, func(s *Scope, g []*Tensor) []*Tensor {
		inside := s.LogicalAnd(s.GreaterEqual(x, s.alongAxis(x, lo, q.Axis)), s.LessEqual(x, s.alongAxis(x, hi, q.Axis)))
		return []*Tensor{s.Select(inside, g[0], Full(dt, 0)), s.ZerosLike(lo), s.ZerosLike(hi)}
	})
	return y
}

// alongAxis gives a value for each channel the axes of x.
func (s *Scope) alongAxis(x, v *Tensor, axis int) *Tensor {
	if axis < 0 || v.Rank() == 0 {
		return v
	}
	shape := make([]int, x.Rank())
	for i := range shape {
		shape[i] = 1
	}
	shape[axis] = v.Dim(0)
	return s.Reshape(v, shape)
}
