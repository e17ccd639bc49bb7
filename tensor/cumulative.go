package tensor

import "math"

// cumAttr says how a running sum or product goes along its axis.
type cumAttr struct {
	axis               int
	exclusive, reverse bool
}

var opCumSum, opCumProd, opCumLogSumExp *Op

func init() {
	opCumSum = &Op{
		Name:  "Cumsum",
		Infer: inferCumulative,
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*cumAttr)
			runNumeric(c, in[0], cumRun{
				f64: func(x, acc float64) float64 { return acc + x },
				i64: func(x, acc int64) int64 { return acc + x }, c128: complexBinary["AddV2"],
			}, a, out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*cumAttr)
			return []*Tensor{s.CumSum(gout[0], a.axis, a.exclusive, !a.reverse)}
		},
	}
	opCumProd = &Op{
		Name:  "Cumprod",
		Infer: inferCumulative,
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*cumAttr)
			runNumeric(c, in[0], cumRun{unit: 1,
				f64: func(x, acc float64) float64 { return acc * x },
				i64: func(x, acc int64) int64 { return acc * x }, c128: complexBinary["Mul"],
			}, a, out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*cumAttr)
			sum := s.CumSum(s.Mul(out[0], gout[0]), a.axis, a.exclusive, !a.reverse) // as TensorFlow: no conjugates
			return []*Tensor{s.DivNoNan(sum, in[0])}
		},
	}
	opCumLogSumExp = &Op{
		Name: "CumulativeLogsumexp",
		Infer: func(c *Call) []Spec {
			return c.result(c.In[0])
		},
		Eval: evalCumLogSumExp,
		Grad: gradCumLogSumExp,
	}
}

// logAddExp is log(eᵃ + eᵇ).
func logAddExp(a, b float64) float64 {
	hi, lo := math.Max(a, b), math.Min(a, b)
	if math.IsInf(hi, 0) {
		return hi
	}
	return hi + math.Log1p(math.Exp(lo-hi))
}

func evalCumLogSumExp(c *Call, in, out []*Array) {
	a, lowest := c.Attr.(*cumAttr), math.Inf(-1)
	switch d := in[0].buf.(type) {
	case []float32:
		x, y := d[in[0].offset:], out[0].F32()
		runLines(in[0].shape, a, func(at, n, step int) {
			runLine(x, y, at, n, step, float32(lowest), a.exclusive, func(v, acc float32) float32 {
				return float32(logAddExp(float64(v), float64(acc)))
			})
		})
		RoundHalf(out[0].dtype, y)
	case []float64:
		runLines(in[0].shape, a, func(at, n, step int) {
			runLine(d[in[0].offset:], Data[float64](out[0]), at, n, step, lowest, a.exclusive, logAddExp)
		})
	}
}

// gradCumLogSumExp works with logarithms, apart for gradients of either sign.
func gradCumLogSumExp(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a, x, y, g := c.Attr.(*cumAttr), in[0], out[0], gout[0]
	lowest, one := Full(x.DType(), math.Inf(-1)), Full(x.DType(), 1)
	part := func(g *Tensor) *Tensor {
		on := s.Greater(g, Full(x.DType(), 0))
		log := s.Select(on, s.Sub(s.Log(s.Select(on, g, one)), s.Select(on, y, one)), lowest)
		return s.Exp(s.Add(s.CumLogSumExp(log, a.axis, a.exclusive, !a.reverse), x))
	}
	return []*Tensor{s.Sub(part(g), part(s.Neg(g)))}
}

func inferCumulative(c *Call) []Spec {
	return c.result(c.In[0])
}

// cumRun is the step of a running reduction: the new value from an element and
// the value before it.
type cumRun struct {
	unit int64
	f64  func(x, acc float64) float64
	i64  func(x, acc int64) int64
	c128 func(x, acc complex128) complex128
}

func runNumeric(c *Call, x *Array, r cumRun, a *cumAttr, y *Array) {
	switch x.buf.(type) {
	case []float32:
		runFloat[float32](x, r, a, y)
		RoundHalf(y.dtype, y.F32())
	case []float64:
		runFloat[float64](x, r, a, y)
	case []int32:
		runInt[int32](x, r, a, y)
	case []int64:
		runInt[int64](x, r, a, y)
	case []uint8:
		runInt[uint8](x, r, a, y)
	case []int8:
		runInt[int8](x, r, a, y)
	case []int16:
		runInt[int16](x, r, a, y)
	case []uint16:
		runInt[uint16](x, r, a, y)
	case []uint32:
		runInt[uint32](x, r, a, y)
	case []uint64:
		runInt[uint64](x, r, a, y)
	case []complex64:
		runComplex[complex64](x, r, a, y)
	case []complex128:
		runComplex[complex128](x, r, a, y)
	}
}

func runComplex[T ComplexFloat](x *Array, r cumRun, a *cumAttr, y *Array) {
	d, out := Data[T](x), Data[T](y)
	f := func(v, acc T) T { return T(r.c128(complex128(v), complex128(acc))) }
	unit := T(complex(float64(r.unit), 0))
	runLines(x.shape, a, func(at, n, step int) { runLine(d, out, at, n, step, unit, a.exclusive, f) })
}

func runFloat[T Float](x *Array, r cumRun, a *cumAttr, y *Array) {
	d, out := Data[T](x), Data[T](y)
	f := func(v, acc T) T { return T(r.f64(float64(v), float64(acc))) }
	runLines(x.shape, a, func(at, n, step int) { runLine(d, out, at, n, step, T(r.unit), a.exclusive, f) })
}

func runInt[T Number](x *Array, r cumRun, a *cumAttr, y *Array) {
	d, out := Data[T](x), Data[T](y)
	f := func(v, acc T) T { return T(r.i64(int64(v), int64(acc))) }
	runLines(x.shape, a, func(at, n, step int) { runLine(d, out, at, n, step, T(r.unit), a.exclusive, f) })
}

// runLines visits every line of elements along the axis: its first element in
// running order, its length and the step between neighbours.
func runLines(shape []int, a *cumAttr, f func(at, n, step int)) {
	n := shape[a.axis]
	inner := NumElements(shape[a.axis+1:])
	if n == 0 || inner == 0 {
		return
	}
	for o := 0; o < NumElements(shape[:a.axis]); o++ {
		for i := 0; i < inner; i++ {
			at, step := o*n*inner+i, inner
			if a.reverse {
				at, step = at+(n-1)*inner, -inner
			}
			f(at, n, step)
		}
	}
}

func runLine[T Number | ComplexFloat](x, y []T, at, n, step int, acc T, exclusive bool, f func(v, acc T) T) {
	for ; n > 0; n-- {
		v := x[at]
		if exclusive {
			y[at] = acc
			acc = f(v, acc)
		} else {
			acc = f(v, acc)
			y[at] = acc
		}
		at += step
	}
}

func (s *Scope) cumulative(op *Op, x *Tensor, axis int, exclusive, reverse bool) *Tensor {
	s.checkTypes(op.Name, x)
	r := x.Rank()
	if axis < -r || axis >= r {
		throwRun(op.Name, "ScanOp: Expected scan axis in the range [%d, %d), but got %d", -r, r, axis)
	}
	return s.Apply1(op, &cumAttr{normalAxis(axis, r), exclusive, reverse}, x)
}

// CumSum is the running sum along an axis; exclusive leaves out the element
// itself, reverse runs from the end.
func (s *Scope) CumSum(x *Tensor, axis int, exclusive, reverse bool) *Tensor {
	return s.cumulative(opCumSum, x, axis, exclusive, reverse)
}

// CumProd is the running product along an axis; see [Scope.CumSum].
func (s *Scope) CumProd(x *Tensor, axis int, exclusive, reverse bool) *Tensor {
	return s.cumulative(opCumProd, x, axis, exclusive, reverse)
}

// CumLogSumExp is the logarithm of the running sum of eˣ; see [Scope.CumSum].
func (s *Scope) CumLogSumExp(x *Tensor, axis int, exclusive, reverse bool) *Tensor {
	return s.cumulative(opCumLogSumExp, x, axis, exclusive, reverse)
}
