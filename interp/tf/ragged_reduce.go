package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// raggedSegments are the reductions of ragged tensors, by what their names
// begin with.
var raggedSegments = []struct {
	name string
	f    segmentFn
}{
	{"math.reduce_sum", (*tensor.Scope).UnsortedSegmentSum}, {"math.reduce_prod", (*tensor.Scope).UnsortedSegmentProd},
	{"math.reduce_max", (*tensor.Scope).UnsortedSegmentMax}, {"math.reduce_min", (*tensor.Scope).UnsortedSegmentMin},
	{"math.reduce_any", ofFlags((*tensor.Scope).UnsortedSegmentMax)}, {"math.reduce_all", ofFlags((*tensor.Scope).UnsortedSegmentMin)},
}

// ofFlags reduces truth values as numbers.
func ofFlags(f segmentFn) segmentFn {
	return func(s *tensor.Scope, x, ids *tensor.Tensor, n int) *tensor.Tensor {
		// The extremes of nothing are the ends of the range: false for any, true for all.
		return s.Greater(f(s, s.Cast(x, tensor.Int32), ids, n), tensor.ConstScalar(int32(0)))
	}
}

// raggedReduce reduces ragged tensors over axes, or over everything. Means are
// of floats, which those of no entries need.
func raggedReduce(c *call, names string, f reduceFn) object.Value {
	r := c.Value("input_tensor").(*Ragged)
	mean := strings.HasPrefix(names, "math.reduce_mean")
	if mean && !r.flat().DType().IsFloat() {
		r = r.withFlat(c.s.Cast(r.flat(), tensor.Float64))
	}
	axes := c.axes("axis")
	if axes == nil {
		return f(c.s, r.flat(), nil, false)
	}
	for i, ax := range axes {
		if ax < 0 {
			axes[i] += r.rank()
		}
		if axes[i] < 0 || axes[i] >= r.rank() {
			object.Throw(object.ValueErrorf("axis=%d out of bounds: expected %d<=axis<%d", ax, -r.rank(), r.rank()))
		}
	}
	keep := c.Bool("keepdims")
	if mean {
		sum := c.reduceRagged(r, axes, keep, (*tensor.Scope).UnsortedSegmentSum)
		count := c.reduceRagged(r.withFlat(c.s.OnesLike(r.flat())), axes, keep, (*tensor.Scope).UnsortedSegmentSum)
		return onFlatOrTensor(c, sum, count)
	}
	for _, k := range raggedSegments {
		if strings.HasPrefix(names, k.name) {
			return c.reduceRagged(r, axes, keep, k.f)
		}
	}
	if len(axes) == 1 && axes[0] > r.raggedRank() {
		return r.withFlat(f(c.s, r.flat(), []int{axes[0] - r.raggedRank()}, keep))
	}
	object.Throw(object.NotImplementedErrorf("tf.%s of ragged tensors is left out", firstName(names)).WithHint("x.to_tensor() pads the rows"))
	return nil
}

// onFlatOrTensor divides two values of the same rows.
func onFlatOrTensor(c *call, a, b object.Value) object.Value {
	x, ok := a.(*Ragged)
	if !ok {
		return c.s.Div(a.(*tensor.Tensor), b.(*tensor.Tensor))
	}
	return x.withFlat(c.s.Div(x.flat(), b.(*Ragged).flat()))
}

// reduceRagged reduces over one axis after the other, the last first.
func (c *call) reduceRagged(v object.Value, axes []int, keep bool, f segmentFn) object.Value {
	axes = slices.Clone(axes)
	slices.Sort(axes)
	for _, ax := range slices.Backward(slices.Compact(axes)) {
		v = reduceAxis(c.s, v, ax, f)
		if keep {
			v = expandRagged(c.s, v, ax)
		}
	}
	return v
}

func reduceAxis(s *tensor.Scope, v object.Value, axis int, f segmentFn) object.Value {
	r, ok := v.(*Ragged)
	switch {
	case !ok:
		return reduceDense(s, v.(*tensor.Tensor), axis, f)
	case axis == 0:
		var columns []int
		longest := 0
		for _, n := range r.lengths() {
			for k := range n {
				columns = append(columns, k)
			}
			longest = max(longest, n)
		}
		return joinSegments(s, r.values, columns, longest, f)
	case axis == 1:
		return joinSegments(s, r.values, r.rowIDs().Array().Ints(), r.rows(), f)
	}
	return &Ragged{reduceAxis(s, r.values, axis-1, f), r.splits}
}

// reduceDense reduces a tensor over an axis by way of segments.
func reduceDense(s *tensor.Scope, x *tensor.Tensor, axis int, f segmentFn) *tensor.Tensor {
	perm := []int{axis}
	for i := range x.Rank() {
		if i != axis {
			perm = append(perm, i)
		}
	}
	y := f(s, s.Transpose(x, perm), tensor.IntTensor(tensor.Int64, make([]int, x.Dim(axis))...), 1)
	return s.StridedSlice(y, []tensor.Slice{tensor.At(0)})
}

// joinSegments joins the entries along the first axis with the same number of n;
// of ragged entries, those at the same places.
func joinSegments(s *tensor.Scope, v object.Value, ids []int, n int, f segmentFn) object.Value {
	r, ok := v.(*Ragged)
	if !ok {
		return f(s, v.(*tensor.Tensor), s.Reshape(tensor.IntTensor(tensor.Int64, ids...), []int{len(ids)}), n)
	}
	lengths := make([]int, n)
	for i, k := range r.lengths() {
		lengths[ids[i]] = max(lengths[ids[i]], k)
	}
	out := newRagged(nil, lengths)
	var inner []int
	for i, k := range r.lengths() {
		for j := range k {
			inner = append(inner, int(out.splits[ids[i]])+j)
		}
	}
	out.values = joinSegments(s, r.values, inner, int(out.splits[n]), f)
	return out
}

// expandRagged puts in an axis of length 1.
func expandRagged(s *tensor.Scope, v object.Value, axis int) object.Value {
	r, ok := v.(*Ragged)
	if !ok {
		return s.ExpandDims(v.(*tensor.Tensor), axis)
	}
	switch axis {
	case 0:
		return newRagged(r, []int{r.rows()})
	case 1:
		ones := make([]int, r.rows())
		for i := range ones {
			ones[i] = 1
		}
		return newRagged(r, ones)
	}
	return &Ragged{expandRagged(s, r.values, axis-1), r.splits}
}
