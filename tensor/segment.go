package tensor

import "math"

// segmentAttr is the attribute of the unsorted segment ops: how many segments
// there are.
type segmentAttr struct{ n int }

// segmentKind is how a segment's rows are combined.
type segmentKind struct {
	sorted, unsorted *Op
	// start is the value of a segment without rows: empty for the sorted ops,
	// which differ.
	start, empty float64
	i64          func(a, b int64) int64
	f64          func(a, b float64) float64
	c128         func(a, b complex128) complex128
}

var segmentSum, segmentProd, segmentMin, segmentMax segmentKind

func init() {
	segmentSum = segmentKind{
		f64: func(a, b float64) float64 { return a + b }, i64: func(a, b int64) int64 { return a + b }, c128: complexBinary["AddV2"]}
	segmentProd = segmentKind{start: 1, empty: 1,
		f64: func(a, b float64) float64 { return a * b }, i64: func(a, b int64) int64 { return a * b }, c128: complexBinary["Mul"]}
	segmentMin = segmentKind{start: math.Inf(1), f64: minNaN, i64: func(a, b int64) int64 { return min(a, b) }}
	segmentMax = segmentKind{start: math.Inf(-1), f64: maxNaN, i64: func(a, b int64) int64 { return max(a, b) }}
	segmentSum.declare("SegmentSum", "UnsortedSegmentSum")
	segmentProd.declare("SegmentProd", "UnsortedSegmentProd")
	segmentMin.declare("SegmentMin", "UnsortedSegmentMin")
	segmentMax.declare("SegmentMax", "UnsortedSegmentMax")
}

func (k *segmentKind) declare(name, wide string) {
	k.sorted = &Op{
		Name: name,
		Infer: func(c *Call) []Spec {
			checkSegmentIDs(c, name, 1)
			return []Spec{{c.In[0].DType, append([]int{-1}, c.In[0].Shape[1:]...)}}
		},
		Dynamic: func(c *Call, in []*Array) []*Array {
			n := sortedSegments(name, in[1])
			y := NewArray(in[0].dtype, append([]int{n}, in[0].shape[1:]...)...)
			k.eval(name, in[0], in[1], y, k.empty)
			return []*Array{y}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor { return k.grad(s, in, out[0], gout[0]) },
	}
	k.unsorted = &Op{
		Name: wide,
		Infer: func(c *Call) []Spec {
			rank := len(c.In[1].Shape)
			checkSegmentIDs(c, wide, rank)
			shape := append([]int{c.Attr.(*segmentAttr).n}, c.In[0].Shape[rank:]...)
			return []Spec{{c.In[0].DType, shape}}
		},
		Eval: func(c *Call, in, out []*Array) { k.eval(wide, in[0], in[1], out[0], k.start) },
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor { return k.grad(s, in, out[0], gout[0]) },
	}
}

// maxBFloat16 is the largest bfloat16.
const maxBFloat16 = 0x1.fep127

// fillEmptySegments sets every element to v; for an infinity, to the largest
// or lowest number of the dtype, with which TensorFlow starts.
func fillEmptySegments(y *Array, v float64) {
	switch {
	case !math.IsInf(v, 0):
		y.Fill(v)
	case y.dtype.IsInteger() && v > 0:
		y.fillInt(maxInt(y.dtype))
	case y.dtype.IsInteger():
		y.fillInt(minInt(y.dtype))
	case y.dtype == Float64:
		y.Fill(math.Copysign(math.MaxFloat64, v))
	case y.dtype == BFloat16:
		y.Fill(math.Copysign(maxBFloat16, v))
	case y.dtype == Float16:
		y.Fill(math.Copysign(65504, v))
	default:
		y.Fill(math.Copysign(math.MaxFloat32, v))
	}
}

func checkSegmentIDs(c *Call, op string, rank int) {
	data, ids := c.In[0], c.In[1]
	if len(data.Shape) >= rank && fits(data.Shape[:rank], ids.Shape) {
		return
	}
	if op[0] == 'U' {
		throwList(op, "data.shape = %s does not start with segment_ids.shape = %s", shapeBrackets(data.Shape), shapeBrackets(ids.Shape))
	}
	throwList(op, "segment_ids should be the same size as dimension 0 of input.")
}

// sortedSegments is the number of segments that increasing ids name.
func sortedSegments(op string, ids *Array) int {
	n := ids.Size()
	if n == 0 {
		return 0
	}
	last := ids.Int(n - 1)
	for i, before := 0, int64(-1); i < n; i++ {
		v := ids.Int(i)
		if v < 0 {
			throwList(op, "Segment id %d out of range [0, %d), possibly because 'segment_ids' input is not sorted.", v, last+1)
		}
		if v < before {
			throwList(op, "segment ids are not increasing")
		}
		before = v
	}
	return int(last) + 1
}

// eval combines the rows of data by segment; segments without rows get empty.
// A negative id leaves its row out.
func (k *segmentKind) eval(op string, data, ids, y *Array, empty float64) {
	n := y.shape[0]
	row := NumElements(y.shape[1:])
	seen := make([]bool, n)
	fillEmptySegments(y, empty)
	for i := range ids.Size() {
		id := int(ids.Int(i))
		if id >= n {
			throwList(op, "segment_ids%s = %d is out of range [0, %d)", "["+joinInts(unravel(i, ids.shape), ",")+"]", id, n)
		}
		if id < 0 {
			continue
		}
		if !seen[id] {
			seen[id] = true
			copyRun(y, id*row, data, i*row, row)
			continue
		}
		k.mergeRun(y, id*row, data, i*row, row)
	}
	RoundHalfArray(y)
}

func (k *segmentKind) mergeRun(y *Array, at int, x *Array, from, n int) {
	switch d := y.buf.(type) {
	case []float32:
		s := x.F32()[from : from+n]
		for i, v := range s {
			d[y.offset+at+i] = float32(k.f64(float64(d[y.offset+at+i]), float64(v)))
		}
	case []float64:
		s := Data[float64](x)[from : from+n]
		for i, v := range s {
			d[y.offset+at+i] = k.f64(d[y.offset+at+i], v)
		}
	case []complex64:
		for i, v := range Data[complex64](x)[from : from+n] {
			d[y.offset+at+i] = complex64(k.c128(complex128(d[y.offset+at+i]), complex128(v)))
		}
	case []complex128:
		for i, v := range Data[complex128](x)[from : from+n] {
			d[y.offset+at+i] = k.c128(d[y.offset+at+i], v)
		}
	default:
		for i := range n {
			y.setInt(at+i, k.i64(y.Int(at+i), x.Int(from+i)))
		}
	}
}

// grad is the gradient for the data: rows take that of their segment, extremes
// share it, factors get it times the product of the others.
func (k *segmentKind) grad(s *Scope, in []*Tensor, y, g *Tensor) []*Tensor {
	x, ids := in[0], in[1]
	switch k {
	case &segmentSum:
		return []*Tensor{s.gatherSegments(g, ids), nil}
	case &segmentProd:
		return []*Tensor{s.gradSegmentProd(x, ids, y, g), nil}
	}
	hit := s.Cast(s.Equal(x, s.gatherSegments(y, ids)), g.DType())
	count := s.UnsortedSegmentSum(hit, ids, segmentCount(y))
	return []*Tensor{s.Mul(hit, s.gatherSegments(s.DivNoNan(g, count), ids)), nil}
}

func segmentCount(y *Tensor) int {
	if n := y.Dim(0); n >= 0 {
		return n
	}
	Throw(&Untraceable{Op: "the gradient of a segment op"})
	return 0
}

// gatherSegments gives every row what its segment has, and 0 to the rows
// without one.
func (s *Scope) gatherSegments(g, ids *Tensor) *Tensor {
	zero := Full(ids.DType(), 0)
	picked := s.pick(g, s.Maximum(ids, zero), 0)
	on := s.GreaterEqual(ids, zero)
	for range picked.Rank() - ids.Rank() {
		on = s.ExpandDims(on, -1)
	}
	return s.Select(on, picked, Full(g.DType(), 0))
}

// gradSegmentProd divides the product by the element, or, where the element is
// the only zero of its segment, takes the product of the others.
func (s *Scope) gradSegmentProd(x, ids, y, g *Tensor) *Tensor {
	dt, n := x.DType(), segmentCount(y)
	zero, one := Full(dt, 0), Full(dt, 1)
	isZero := s.Equal(x, zero)
	zeros := s.UnsortedSegmentSum(s.Cast(isZero, dt), ids, n)
	g = s.Select(s.Greater(zeros, one), zero, g)
	others := s.UnsortedSegmentProd(s.Select(isZero, one, x), ids, n)
	apart := s.Select(isZero, s.gatherSegments(others, ids), s.Div(s.gatherSegments(y, ids), s.Select(isZero, one, x)))
	return s.Mul(s.gatherSegments(g, ids), apart)
}

func (s *Scope) segment(k *segmentKind, x, ids *Tensor) *Tensor {
	s.checkTypes(k.sorted.Name, x, ids)
	if x.Rank() == 0 || ids.Rank() != 1 {
		throwList(k.sorted.Name, "segment_ids should be a vector.")
	}
	return s.Apply1(k.sorted, nil, x, ids)
}

// SegmentSum adds the rows of x with equal ids, which must not decrease.
func (s *Scope) SegmentSum(x, ids *Tensor) *Tensor { return s.segment(&segmentSum, x, ids) }

// SegmentProd multiplies the rows of x with equal ids.
func (s *Scope) SegmentProd(x, ids *Tensor) *Tensor { return s.segment(&segmentProd, x, ids) }

// SegmentMin is the smallest row of each segment.
func (s *Scope) SegmentMin(x, ids *Tensor) *Tensor { return s.segment(&segmentMin, x, ids) }

// SegmentMax is the largest row of each segment.
func (s *Scope) SegmentMax(x, ids *Tensor) *Tensor { return s.segment(&segmentMax, x, ids) }

// SegmentMean averages the rows of x with equal ids.
func (s *Scope) SegmentMean(x, ids *Tensor) *Tensor {
	s.checkTypes("SegmentMean", x, ids)
	if x.Rank() > 0 && ids.Rank() == 1 {
		checkSegmentIDs(&Call{In: []Spec{x.spec, ids.spec}}, "SegmentMean", 1)
	}
	if dt := x.DType(); dt.IsInteger() {
		return s.Cast(s.SegmentMean(s.Cast(x, Float64), ids), dt)
	}
	sum := s.SegmentSum(x, ids)
	return s.DivNoNan(sum, s.perRow(s.SegmentSum(s.onesFor(ids, x.DType()), ids), sum))
}

func (s *Scope) unsortedSegment(k *segmentKind, x, ids *Tensor, n int) *Tensor {
	if n < 0 {
		throwList(k.unsorted.Name, "Input num_segments == %d must not be negative.", n)
	}
	return s.Apply1(k.unsorted, &segmentAttr{n}, x, ids)
}

// UnsortedSegmentSum adds the slices of x with equal ids, of which there are
// n; a negative id leaves its slice out.
func (s *Scope) UnsortedSegmentSum(x, ids *Tensor, n int) *Tensor {
	return s.unsortedSegment(&segmentSum, x, ids, n)
}

// UnsortedSegmentProd multiplies the slices of x with equal ids.
func (s *Scope) UnsortedSegmentProd(x, ids *Tensor, n int) *Tensor {
	return s.unsortedSegment(&segmentProd, x, ids, n)
}

// UnsortedSegmentMin is the smallest slice of each segment, the largest finite
// number where there is none.
func (s *Scope) UnsortedSegmentMin(x, ids *Tensor, n int) *Tensor {
	return s.unsortedSegment(&segmentMin, x, ids, n)
}

// UnsortedSegmentMax is the largest slice of each segment, the lowest finite
// number where there is none.
func (s *Scope) UnsortedSegmentMax(x, ids *Tensor, n int) *Tensor {
	return s.unsortedSegment(&segmentMax, x, ids, n)
}

// UnsortedSegmentMean averages the slices of x with equal ids; 0 where there
// are none.
func (s *Scope) UnsortedSegmentMean(x, ids *Tensor, n int) *Tensor {
	sum := s.UnsortedSegmentSum(x, ids, n)
	return s.TrueDiv(sum, s.unsortedCount(x, ids, sum, n))
}

// UnsortedSegmentSqrtN is the sum of the slices divided by the square root of
// their number.
func (s *Scope) UnsortedSegmentSqrtN(x, ids *Tensor, n int) *Tensor {
	sum := s.UnsortedSegmentSum(x, ids, n)
	return s.Div(sum, s.Sqrt(s.unsortedCount(x, ids, sum, n)))
}

// unsortedCount is how many slices each segment has, at least 1, in a shape
// that broadcasts over the segments.
func (s *Scope) unsortedCount(x, ids, sum *Tensor, n int) *Tensor {
	count := s.UnsortedSegmentSum(s.onesFor(ids, x.DType()), ids, n)
	return s.perRow(s.Maximum(count, Full(x.DType(), 1)), sum)
}

// onesFor is a one for every id.
func (s *Scope) onesFor(ids *Tensor, dt DType) *Tensor { return s.Cast(s.OnesLike(ids), dt) }

// perRow gives v, one value per row of like, axes of length one to broadcast.
func (s *Scope) perRow(v, like *Tensor) *Tensor {
	for v.Rank() < like.Rank() {
		v = s.ExpandDims(v, -1)
	}
	return v
}
