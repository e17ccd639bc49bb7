package tensor

// cumAttr says how a running sum or product goes along its axis.
type cumAttr struct {
	axis               int
	exclusive, reverse bool
}

var opCumSum, opCumProd *Op

func init() {
	opCumSum = &Op{
		Name:  "Cumsum",
		Infer: inferCumulative,
		Eval: func(c *Call, in, out []*Array) {
			a := c.Attr.(*cumAttr)
			runNumeric(c, in[0], cumRun{
				f64: func(x, acc float64) float64 { return acc + x },
				i64: func(x, acc int64) int64 { return acc + x },
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
				i64: func(x, acc int64) int64 { return acc * x },
			}, a, out[0])
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*cumAttr)
			sum := s.CumSum(s.Mul(out[0], gout[0]), a.axis, a.exclusive, !a.reverse)
			return []*Tensor{s.DivNoNan(sum, in[0])}
		},
	}
}

const cumSig = "x:T, axis:Tidx -> out:T; attr=exclusive:bool,default=false; attr=reverse:bool,default=false; attr=T; attr=Tidx:type,default=DT_INT32,allowed=[DT_INT32, DT_INT64]"

func inferCumulative(c *Call) []Spec {
	sumTypes.check(c.In[0].DType, c.Op.Name, "T", cumSig)
	return []Spec{c.In[0]}
}

// cumRun is the step of a running reduction: the new value from an element and
// the value before it.
type cumRun struct {
	unit int64
	f64  func(x, acc float64) float64
	i64  func(x, acc int64) int64
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
	}
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

func runLine[T Number](x, y []T, at, n, step int, acc T, exclusive bool, f func(v, acc T) T) {
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
