package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// reduceAttr are the axes of a reduction, ascending and not negative.
type reduceAttr struct {
	axes []int
	keep bool
}

// reduction is how one kind of reduction computes a row and combines rows.
type reduction struct {
	name string
	f64  func(acc, x float64) float64
	i64  func(acc, x int64) int64
	u64  func(acc, x uint64) uint64
	c128 func(acc, x complex128) complex128
	unit float64 // the value of an empty float reduction
	iuni func(d DType) int64
	mean bool
}

var opSum, opMean, opMax, opMin, opProd, opAny, opAll *Op

func init() {
	zero := func(DType) int64 { return 0 }
	opSum = reduce(&reduction{name: "Sum", iuni: zero,
		f64: func(a, x float64) float64 { return a + x }, i64: func(a, x int64) int64 { return a + x },
		u64: func(a, x uint64) uint64 { return a + x }, c128: complexBinary["AddV2"],
	}, func(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor { return s.spread(g, x, a) })

	opMean = reduce(&reduction{name: "Mean", mean: true, iuni: zero,
		f64: func(a, x float64) float64 { return a + x }, i64: func(a, x int64) int64 { return a + x },
		u64: func(a, x uint64) uint64 { return a + x }, c128: complexBinary["AddV2"],
	}, gradMean)

	opMax = reduce(&reduction{name: "Max", iuni: minInt, unit: math.Inf(-1), f64: maxNaN,
		i64: func(a, x int64) int64 { return max(a, x) }, u64: func(a, x uint64) uint64 { return max(a, x) },
	}, gradExtreme)

	opMin = reduce(&reduction{name: "Min", iuni: maxInt, unit: math.Inf(1), f64: minNaN,
		i64: func(a, x int64) int64 { return min(a, x) }, u64: func(a, x uint64) uint64 { return min(a, x) },
	}, gradExtreme)

	opProd = reduce(&reduction{name: "Prod", unit: 1, iuni: func(DType) int64 { return 1 },
		f64: func(a, x float64) float64 { return a * x }, i64: func(a, x int64) int64 { return a * x },
		u64: func(a, x uint64) uint64 { return a * x }, c128: complexBinary["Mul"],
	}, gradProd)

	opAny = reduceBool("Any", false)
	opAll = reduceBool("All", true)
}

func maxNaN(a, b float64) float64 {
	if a != a || b > a || b != b {
		if a != a {
			return a
		}
		return b
	}
	return a
}

func minNaN(a, b float64) float64 {
	if a != a {
		return a
	}
	if b < a || b != b {
		return b
	}
	return a
}

// minInt and maxInt are the smallest and largest value of an integer type.
func minInt(d DType) int64 {
	if d.IsUnsigned() || d == Bool {
		return 0
	}
	return -1 << (8*d.Size() - 1)
}

func maxInt(d DType) int64 {
	switch {
	case d == Uint64:
		return -1
	case d.IsUnsigned():
		return 1<<(8*d.Size()) - 1
	}
	return 1<<(8*d.Size()-1) - 1
}

func reduce(r *reduction, grad func(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor) *Op {
	return &Op{
		Name:  r.name,
		Infer: inferReduce,
		Eval:  func(c *Call, in, out []*Array) { evalReduce(c, r, in[0], out[0]) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			return []*Tensor{grad(s, c.Attr.(*reduceAttr), s.Conj(in[0]), s.Conj(out[0]), gout[0])}
		},
		Hint: func(c *Call, in []*Tensor) []int { return hintReduce(c, r, in[0]) },
	}
}

func reduceBool(name string, unit bool) *Op {
	return &Op{
		Name:  name,
		Infer: inferReduce,
		Eval: func(c *Call, in, out []*Array) {
			x, y := rowsToReduce(in[0], c.Attr.(*reduceAttr)), Data[bool](out[0])
			d := Data[bool](x)
			n := rowLength(x, len(y))
			for i := range y {
				v := unit
				for _, b := range d[i*n : i*n+n] {
					if b != unit {
						v = !unit
						break
					}
				}
				y[i] = v
			}
		},
	}
}

func inferReduce(c *Call) []Spec {
	a := c.Attr.(*reduceAttr)
	return c.result(Spec{c.In[0].DType, reducedShape(c.In[0].Shape, a.axes, a.keep)})
}

func reducedShape(shape, axes []int, keep bool) []int {
	out := []int{}
	k := 0
	for i, d := range shape {
		if k < len(axes) && axes[k] == i {
			k++
			if keep {
				out = append(out, 1)
			}
			continue
		}
		out = append(out, d)
	}
	return out
}

func hintReduce(c *Call, r *reduction, x *Tensor) []int {
	h := x.Hint()
	if h == nil || x.Rank() != 1 || len(c.Attr.(*reduceAttr).axes) != 1 || r.mean {
		return nil
	}
	acc := r.iuni(x.DType())
	for _, v := range h {
		if v < 0 {
			return []int{-1}
		}
		acc = r.i64(acc, int64(v))
	}
	return []int{int(acc)}
}

// rowsToReduce gives the elements with the reduced axes last.
func rowsToReduce(x *Array, a *reduceAttr) *Array {
	r := x.Rank()
	tail := true
	for i, ax := range a.axes {
		if ax != r-len(a.axes)+i {
			tail = false
		}
	}
	if tail {
		return x
	}
	return x.Permute(keptThenReduced(r, a.axes)).Contiguous()
}

func keptThenReduced(rank int, axes []int) []int {
	perm := make([]int, 0, rank)
	k := 0
	for i := 0; i < rank; i++ {
		if k < len(axes) && axes[k] == i {
			k++
			continue
		}
		perm = append(perm, i)
	}
	return append(perm, axes...)
}

func rowLength(x *Array, rows int) int {
	if rows == 0 {
		return 0
	}
	return x.Size() / rows
}

func evalReduce(c *Call, r *reduction, x, y *Array) {
	a := c.Attr.(*reduceAttr)
	if _, ok := x.buf.([]float32); ok && reduceF32(c, r, x, y) {
		RoundHalf(y.dtype, y.F32())
		return
	}
	x = rowsToReduce(x, a)
	switch x.buf.(type) {
	case []float32:
		reduceFloat[float32](r, x, y)
		RoundHalf(y.dtype, y.F32())
	case []float64:
		reduceFloat[float64](r, x, y)
	case []int32:
		reduceInt[int32](r, x, y)
	case []int64:
		reduceInt[int64](r, x, y)
	case []int16:
		reduceInt[int16](r, x, y)
	case []int8:
		reduceInt[int8](r, x, y)
	case []uint8:
		reduceUint[uint8](r, x, y)
	case []uint16:
		reduceUint[uint16](r, x, y)
	case []uint32:
		reduceUint[uint32](r, x, y)
	case []uint64:
		reduceUint[uint64](r, x, y)
	case []complex64:
		reduceComplex[complex64](r, x, y)
	case []complex128:
		reduceComplex[complex128](r, x, y)
	}
}

// reduceF32 is the fast way of sums, means and extremes. Neighbouring axes are
// reduced in place, others are brought together first.
func reduceF32(c *Call, r *reduction, x, y *Array) bool {
	a := c.Attr.(*reduceAttr)
	d, out := x.F32(), y.F32()
	if len(d) == 0 || len(a.axes) == 0 || r.name != "Sum" && r.name != "Max" && r.name != "Min" && !r.mean {
		return false
	}
	first, last := a.axes[0], a.axes[len(a.axes)-1]
	n := len(d) / len(out)
	switch inner := NumElements(x.shape[last+1:]); {
	case last-first+1 != len(a.axes):
		w := c.Work(0, len(d))
		kernel.Permute(w, d, x.shape, keptThenReduced(x.Rank(), a.axes))
		reduceRows(r, out, w, n)
	case inner == 1:
		reduceRows(r, out, d, n)
	default:
		reduceMiddle(r, out, d, n, inner)
	}
	if r.mean {
		for i := range out {
			out[i] /= float32(n)
		}
	}
	return true
}

// reduceRows reduces each row of n elements.
func reduceRows(r *reduction, out, d []float32, n int) {
	switch r.name {
	case "Max":
		kernel.RowMax(out, d, len(out), n)
	case "Min":
		kernel.RowMin(out, d, len(out), n)
	default:
		kernel.RowSums(out, d, len(out), n)
	}
}

// reduceMiddle reduces the middle axis, of n elements, of three; inner is the
// length of the last.
func reduceMiddle(r *reduction, out, d []float32, n, inner int) {
	switch outer := len(out) / inner; r.name {
	case "Max":
		kernel.MidExtremes(kernel.OpMax, out, d, outer, n, inner)
	case "Min":
		kernel.MidExtremes(kernel.OpMin, out, d, outer, n, inner)
	default:
		kernel.MidSums(out, d, outer, n, inner)
	}
}

func reduceFloat[T Float](r *reduction, x, y *Array) {
	d, out := Data[T](x), Data[T](y)
	n := rowLength(x, len(out))
	for i := range out {
		acc := r.unit
		for _, v := range d[i*n : i*n+n] {
			acc = r.f64(acc, float64(v))
		}
		if r.mean {
			acc /= float64(n)
		}
		out[i] = T(acc)
	}
}

func reduceComplex[T ComplexFloat](r *reduction, x, y *Array) {
	d, out := Data[T](x), Data[T](y)
	n := rowLength(x, len(out))
	for i := range out {
		acc := complex(r.unit, 0)
		for _, v := range d[i*n : i*n+n] {
			acc = r.c128(acc, complex128(v))
		}
		if r.mean {
			acc /= complex(float64(n), 0)
		}
		out[i] = T(acc)
	}
}

func reduceInt[T Number](r *reduction, x, y *Array) {
	d, out := Data[T](x), Data[T](y)
	n := rowLength(x, len(out))
	for i := range out {
		acc := r.iuni(x.dtype)
		for _, v := range d[i*n : i*n+n] {
			acc = r.i64(acc, int64(v))
		}
		if r.mean && n > 0 {
			acc /= int64(n)
		}
		out[i] = T(acc)
	}
}

func reduceUint[T Number](r *reduction, x, y *Array) {
	d, out := Data[T](x), Data[T](y)
	n := rowLength(x, len(out))
	for i := range out {
		acc := uint64(r.iuni(x.dtype))
		for _, v := range d[i*n : i*n+n] {
			acc = r.u64(acc, uint64(v))
		}
		if r.mean && n > 0 {
			acc /= uint64(n)
		}
		out[i] = T(acc)
	}
}

// spread gives a reduced tensor back the reduced axes, by repetition, in the
// shape of x.
func (s *Scope) spread(g, x *Tensor, a *reduceAttr) *Tensor {
	return s.BroadcastLike(s.keepAxes(g, x, a), x)
}

// keepAxes gives a reduced tensor its reduced axes back with length one.
func (s *Scope) keepAxes(g, x *Tensor, a *reduceAttr) *Tensor {
	if a.keep || len(a.axes) == 0 {
		return g
	}
	return s.Reshape(g, reducedShape(x.Shape(), a.axes, true))
}

func gradMean(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor {
	n := s.reducedCount(x, a)
	return s.spread(s.Div(g, n), x, a)
}

// reducedCount is how many elements of x make one of the result, as a scalar
// of x's dtype.
func (s *Scope) reducedCount(x *Tensor, a *reduceAttr) *Tensor {
	n, known := 1, true
	for _, ax := range a.axes {
		n *= x.Shape()[ax]
		known = known && x.Shape()[ax] >= 0
	}
	if known {
		return Full(x.DType(), float64(n))
	}
	return s.Cast(s.Prod(s.pick(s.ShapeOf(x, Int32), IntTensor(Int32, a.axes...), 0), nil, false), x.DType())
}

func gradExtreme(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor {
	hit := s.Cast(s.Equal(x, s.keepAxes(y, x, a)), x.DType())
	count := s.Sum(hit, a.axes, true)
	return s.Mul(s.Div(hit, count), s.keepAxes(g, x, a))
}

// gradProd multiplies the products to the left and to the right of every
// element, so that zeros do no harm.
func gradProd(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor {
	if len(a.axes) == 0 {
		return g
	}
	perm := keptThenReduced(x.Rank(), a.axes)
	p := s.Transpose(x, perm)
	n := 1
	for _, ax := range a.axes {
		n *= x.Shape()[ax]
	}
	rows := s.Reshape(p, []int{-1, max(n, 1)})
	if n == 0 {
		return s.ZerosLike(x)
	}
	left := s.CumProd(rows, 1, true, false)
	right := s.CumProd(rows, 1, true, true)
	others := s.ReshapeLike(s.Mul(left, right), p)
	back := make([]int, len(perm))
	for i, v := range perm {
		back[v] = i
	}
	return s.Mul(s.Transpose(others, back), s.keepAxes(g, x, a))
}

// Axes resolves the axes of a reduction: nil means all; negative axes count
// from the end. It throws InvalidArgumentError for one that is out of range.
func Axes(axes []int, rank int) []int { return axesOf("", axes, rank) }

// axesOf is Axes for an op, whose name is part of the message.
func axesOf(op string, axes []int, rank int) []int {
	if axes == nil {
		out := make([]int, rank)
		for i := range out {
			out[i] = i
		}
		return out
	}
	seen := make([]bool, rank)
	for _, ax := range axes {
		a := ax
		if a < 0 {
			a += rank
		}
		if a < 0 || a >= rank {
			throwAxes(op, "Invalid reduction dimension (%d for input with %d dimension(s)", ax, rank)
		}
		if seen[a] {
			throwAxes(op, "Invalid reduction arguments: Axes contains duplicate dimension: %d", a)
		}
		seen[a] = true
	}
	out := make([]int, 0, len(axes))
	for i, on := range seen {
		if on {
			out = append(out, i)
		}
	}
	return out
}

func throwAxes(op, format string, args ...any) {
	if op == "" {
		Throwf("InvalidArgumentError", format, args...)
	}
	throwRun(op, format, args...)
}

func (s *Scope) reduce(op *Op, x *Tensor, axes []int, keep bool) *Tensor {
	return s.Apply1(op, &reduceAttr{axesOf(op.Name, axes, x.Rank()), keep}, x)
}

// Sum adds the elements along the axes; nil means all axes, an empty list none.
func (s *Scope) Sum(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opSum, x, axes, keepdims)
}

// Mean averages along the axes; integers round toward zero.
func (s *Scope) Mean(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opMean, x, axes, keepdims)
}

// Max is the largest element along the axes; NaN if there is one.
func (s *Scope) Max(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opMax, x, axes, keepdims)
}

// Min is the smallest element along the axes; NaN if there is one.
func (s *Scope) Min(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opMin, x, axes, keepdims)
}

// Prod multiplies the elements along the axes.
func (s *Scope) Prod(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opProd, x, axes, keepdims)
}

// Any is the logical or along the axes.
func (s *Scope) Any(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opAny, x, axes, keepdims)
}

// All is the logical and along the axes.
func (s *Scope) All(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.reduce(opAll, x, axes, keepdims)
}
