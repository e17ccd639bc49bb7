package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// axisLength is the length of an axis in a shape to be made: a number, or the
// length of an axis of a tensor, which may be known at run time only.
type axisLength struct {
	n    int
	of   *tensor.Tensor
	axis int
}

// fixed is a known length.
func fixed(n int) axisLength { return axisLength{n: n} }

// like is the length of an axis of x.
func like(x *tensor.Tensor, axis int) axisLength {
	if axis < 0 {
		axis += x.Rank()
	}
	if n := x.Shape()[axis]; n >= 0 {
		return axisLength{n: n}
	}
	return axisLength{n: -1, of: x, axis: axis}
}

// likeAll is the lengths of several axes of x.
func likeAll(x *tensor.Tensor, axes ...int) []axisLength {
	out := make([]axisLength, len(axes))
	for i, a := range axes {
		out[i] = like(x, a)
	}
	return out
}

// reshape gives x a shape whose unknown lengths are found at run time; one of
// them costs nothing.
func reshape(c *model.Context, x *tensor.Tensor, axes ...axisLength) *tensor.Tensor {
	shape := make([]int, len(axes))
	unknown := 0
	for i, a := range axes {
		shape[i] = a.n
		if a.n < 0 {
			unknown++
		}
	}
	if unknown <= 1 {
		return c.Reshape(x, shape)
	}
	return c.ReshapeTo(x, shapeTensor(c, axes))
}

// shapeTensor is the lengths as an int32 tensor.
func shapeTensor(c *model.Context, axes []axisLength) *tensor.Tensor {
	parts := make([]*tensor.Tensor, len(axes))
	for i, a := range axes {
		if a.of == nil {
			parts[i] = tensor.IntTensor(tensor.Int32, a.n)
			continue
		}
		parts[i] = c.StridedSlice(c.ShapeOf(a.of, tensor.Int32), []tensor.Slice{tensor.Span(a.axis, a.axis+1)})
	}
	return c.Concat(parts, 0)
}

// positive is axis counted from the start.
func positive(axis, rank int) int {
	if axis < 0 {
		return axis + rank
	}
	return axis
}
