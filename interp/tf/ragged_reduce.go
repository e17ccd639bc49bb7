package tf

import (
	"slices"
	"strings"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// ofFlags reduces truth values as numbers.
func ofFlags(f segmentFn) segmentFn {
	return func(s *tensor.Scope, x, ids *tensor.Tensor, n int) *tensor.Tensor {
		// The extremes of nothing are the ends of the range: false for any, true for all.
		return s.Greater(f(s, s.Cast(x, tensor.Int32), ids, n), tensor.ConstScalar(int32(0)))
	}
}

// rowReduction is how a reduction goes over the rows of ragged tensors: entries of the
// same segment are joined, for a mean their sum is divided by their number. The
// zero value stands for reductions that do so along inner axes only.
type rowReduction struct {
	segment segmentFn
	mean    bool
}

// raggedReduce reduces ragged tensors over axes, or over everything. Means are
// of floats, which those of no entries need.
func raggedReduce(c *call, names string, f reduceFn, rows rowReduction) object.Value {
	r := c.Value("input_tensor").(*Ragged)
	if rows.mean && !r.flat().DType().IsFloat() {
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
	if rows.segment != nil {
		out := c.reduceRagged(r, axes, keep, rows.segment)
		if rows.mean {
			out = dividedRows(c.s, out, c.reduceRagged(r.withFlat(c.s.OnesLike(r.flat())), axes, keep, rows.segment))
		}
		if t, ok := out.(*tensor.Tensor); ok {
			model.NameOp(t, reducedOp(firstName(names), rows.mean))
		}
		return out
	}
	if len(axes) == 1 && axes[0] > r.raggedRank() {
		return r.withFlat(f(c.s, r.flat(), []int{axes[0] - r.raggedRank()}, keep))
	}
	object.Throw(object.NotImplementedErrorf("tf.%s of ragged tensors is left out", firstName(names)).WithHint("x.to_tensor() pads the rows"))
	return nil
}

// reducedOp is the last op of a reduction of ragged tensors: of math.reduce_sum,
// RaggedReduceSum/UnsortedSegmentSum.
func reducedOp(name string, mean bool) string {
	short := strings.TrimPrefix(name, "math.reduce_")
	short = strings.ToUpper(short[:1]) + short[1:]
	if mean {
		return "RaggedReduce" + short + "/truediv"
	}
	return "RaggedReduce" + short + "/UnsortedSegment" + short
}

// dividedRows divides two values of the same rows.
func dividedRows(s *tensor.Scope, a, b object.Value) object.Value {
	x, ok := a.(*Ragged)
	if !ok {
		return s.Div(a.(*tensor.Tensor), b.(*tensor.Tensor))
	}
	return x.withFlat(s.Div(x.flat(), b.(*Ragged).flat()))
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
		return newRagged(r, slices.Repeat([]int{1}, r.rows()))
	}
	return &Ragged{expandRagged(s, r.values, axis-1), r.splits}
}
