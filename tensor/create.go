package tensor

import "math"

// oneHotAttr is the attribute of OneHot.
type oneHotAttr struct {
	depth   int
	axis    int
	on, off float64
	dtype   DType
}

var opOneHot = &Op{
	Name: "OneHot",
	Infer: func(c *Call) []Spec {
		a, in := c.Attr.(*oneHotAttr), c.In[0]
		shape := append(append([]int{}, in.Shape[:a.axis]...), a.depth)
		return []Spec{{a.dtype, append(shape, in.Shape[a.axis:]...)}}
	},
	Eval: func(c *Call, in, out []*Array) {
		a, y := c.Attr.(*oneHotAttr), out[0]
		y.Fill(a.off)
		inner := NumElements(y.shape[a.axis+1:])
		on := FromSlice([]float64{a.on}).Cast(y.dtype)
		for i := range in[0].Size() {
			if k := int(in[0].Int(i)); k >= 0 && k < a.depth {
				copyRun(y, (i/inner*a.depth+k)*inner+i%inner, on, 0, 1)
			}
		}
	},
}

// OneHot puts on at the position that each index names along a new axis of the
// given depth, and off elsewhere; an index out of range gives only off.
func (s *Scope) OneHot(indices *Tensor, depth int, on, off float64, axis int, dt DType) *Tensor {
	r := indices.Rank()
	if axis < -1 || axis > r {
		throwList("OneHot", "Expected axis to be -1 or between [0, %d).  But received: %d", r+1, axis)
	}
	if axis == -1 {
		axis = r
	}
	if depth < 0 {
		throwList("OneHot", "depth must be non-negative, got: %d", depth)
	}
	return s.Apply1(opOneHot, &oneHotAttr{depth, axis, on, off, dt}, indices)
}

// Range is start, start+delta, … up to but without limit.
func Range(dt DType, start, limit, delta float64) *Tensor {
	n := rangeCount(start, limit, delta)
	a := NewArray(dt, n)
	for i := range n {
		switch d := a.buf.(type) {
		case []float32:
			d[i] = float32(start) + float32(i)*float32(delta)
		case []float64:
			d[i] = start + float64(i)*delta
		default:
			a.setInt(i, int64(start)+int64(i)*int64(delta))
		}
	}
	RoundHalfArray(a)
	return FromArray(a)
}

// rangeCount is the number of elements of a range; it throws
// InvalidArgumentError for a step that leads away from the limit.
func rangeCount(start, limit, delta float64) int {
	switch {
	case delta == 0:
		throwRun("Range", "Requires delta != 0: 0")
	case delta > 0 && start > limit:
		throwRun("Range", "Requires start <= limit when delta > 0: %v/%v", start, limit)
	case delta < 0 && start < limit:
		throwRun("Range", "Requires start >= limit when delta < 0: %v/%v", start, limit)
	}
	n := math.Ceil(math.Abs((limit - start) / delta))
	if n > maxElements {
		throwRun("Range", "Requires ((limit - start) / delta) <= 9223372036854775807")
	}
	return int(n)
}

// opRange is a range of integers whose bounds are not known: inputs start,
// limit and delta, scalars of one dtype.
var opRange = &Op{
	Name: "Range",
	Infer: func(c *Call) []Spec {
		return []Spec{{c.In[0].DType, []int{-1}}}
	},
	Dynamic: func(c *Call, in []*Array) []*Array {
		return []*Array{Range(in[0].dtype, in[0].Float(0), in[1].Float(0), in[2].Float(0)).arr}
	},
}

// RangeOf is [Range] with bounds that may be symbolic: scalars of one dtype.
func (s *Scope) RangeOf(start, limit, delta *Tensor) *Tensor {
	for i, t := range []*Tensor{start, limit, delta} {
		if t.Rank() != 0 {
			throwRun("Range", "%s must be a scalar, not shape %s", [...]string{"start", "limit", "delta"}[i], shapeBrackets(t.Shape()))
		}
	}
	return s.Apply1(opRange, nil, start, limit, delta)
}

// LinSpace is num points from start to stop, which have one shape, at equal
// distances along a new axis.
func (s *Scope) LinSpace(start, stop *Tensor, num, axis int) *Tensor {
	if !fits(start.Shape(), stop.Shape()) {
		throwRun("LinSpace", "start and stop must have the same shape: %s vs. %s", shapeBrackets(start.Shape()), shapeBrackets(stop.Shape()))
	}
	s.checkTypes("Sub", stop, start)
	if axis < -start.Rank()-1 || axis > start.Rank() {
		throwRun("ExpandDims", "Tried to expand dim index %d for tensor with %d dimensions.", axis, start.Rank())
	}
	if axis < 0 {
		axis += start.Rank() + 1
	}
	dt := start.DType()
	first, last := s.ExpandDims(start, axis), s.ExpandDims(stop, axis)
	if num <= 1 {
		return s.Slice(first, make([]int, first.Rank()), onAxis(first.Shape(), axis, max(num, 0)))
	}
	shape := onAxis(make([]int, first.Rank()), axis, num-2)
	for i := range shape {
		if i != axis {
			shape[i] = 1
		}
	}
	delta := s.Div(s.Sub(last, first), Full(dt, float64(num-1)))
	steps := s.Reshape(s.Cast(Range(dt.Real(), 1, max(float64(num-1), 1), 1), dt), shape)
	inner := s.Add(first, s.Mul(delta, steps))
	return s.Concat([]*Tensor{first, inner, last}, axis)
}

// onAxis is a copy of shape with another length along an axis.
func onAxis(shape []int, axis, n int) []int {
	out := append([]int{}, shape...)
	out[axis] = n
	return out
}

// Eye is the identity matrix of rows x cols, repeated over a batch shape.
func Eye(dt DType, rows, cols int, batch []int) *Tensor {
	if rows < 0 || cols < 0 {
		throwRun("Fill", "Dimension %d must be >= 0", min(rows, cols))
	}
	a := NewArray(dt, append(append([]int{}, batch...), rows, cols)...)
	one := FromSlice([]float64{1}).Cast(dt)
	for b := range NumElements(batch) {
		for i := range min(rows, cols) {
			copyRun(a, (b*rows+i)*cols+i, one, 0, 1)
		}
	}
	return FromArray(a)
}

// SequenceMask is true at the first lengths[i] of maxLen places, along a new
// last axis. A negative maxLen stands for the largest length, which must be
// known.
func (s *Scope) SequenceMask(lengths *Tensor, maxLen int) *Tensor {
	if maxLen < 0 {
		for _, n := range lengths.Array().Ints() {
			maxLen = max(maxLen, n, 0)
		}
	}
	dt := lengths.DType()
	s.checkTypes("Max", lengths)
	s.checkTypes("Range", lengths)
	places := Range(dt, 0, float64(max(maxLen, 0)), 1)
	return s.Less(places, s.ExpandDims(lengths, -1))
}

// MeshGrid repeats vectors so that together they name every point of a grid;
// cartesian exchanges the first two axes (indexing "xy").
func (s *Scope) MeshGrid(xs []*Tensor, cartesian bool) []*Tensor {
	n := len(xs)
	dims, full := make([]int, n), make([]int, n)
	for i := range xs {
		s.checkTypes("Mul", xs[i], xs[0])
		xs[i] = s.Reshape(xs[i], []int{-1})
		at := i
		if cartesian && i < 2 && n > 1 {
			at = 1 - i
		}
		dims[i], full[at] = at, xs[i].Dim(0)
	}
	out := make([]*Tensor, n)
	for i, x := range xs {
		shape := make([]int, n)
		for j := range shape {
			shape[j] = 1
		}
		shape[dims[i]] = x.Dim(0)
		out[i] = s.Reshape(x, shape)
	}
	if IsStatic(full) {
		for i := range out {
			out[i] = s.BroadcastTo(out[i], full)
		}
		return out
	}
	ones := s.OnesLike(out[0])
	for _, x := range out[1:] {
		ones = s.Mul(ones, s.OnesLike(x))
	}
	for i := range out {
		out[i] = s.Mul(out[i], ones)
	}
	return out
}
