package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// fillShape resolves a -1 in the target of a reshape.
func fillShape(a *tensor.Array, shape []int) []int {
	shape = append([]int{}, shape...)
	unknown, n := -1, 1
	for i, d := range shape {
		switch {
		case d >= 0:
			n *= d
		case unknown >= 0:
			throwValue("can only specify one unknown dimension")
		default:
			unknown = i
		}
	}
	if unknown >= 0 && n > 0 && a.Size()%n == 0 {
		shape[unknown] = a.Size() / n
		n *= shape[unknown]
	}
	if n != a.Size() || unknown >= 0 && shape[unknown] < 0 {
		throwValue("cannot reshape array of size %d into shape %s", a.Size(), reshapeText(shape))
	}
	return shape
}

// reshapeText is a target shape as NumPy's error writes it: without a -1 in
// front.
func reshapeText(shape []int) string {
	skipped := false
	for len(shape) > 0 && shape[0] < 0 {
		shape, skipped = shape[1:], true
	}
	s := strings.ReplaceAll(shapeText(shape), "-1", "newaxis")
	if skipped {
		s = strings.Replace(s, ",)", ")", 1)
	}
	return s
}

func reshape(a *tensor.Array, shape []int, order string) *tensor.Array {
	shape = fillShape(a, shape)
	if order == "F" {
		reversed := make([]int, len(shape))
		for i, d := range shape {
			reversed[len(shape)-1-i] = d
		}
		return reverseAxes(reverseAxes(a).Reshape(reversed))
	}
	return a.Reshape(shape)
}

// reverseAxes is a.T.
func reverseAxes(a *tensor.Array) *tensor.Array {
	perm := make([]int, a.Rank())
	for i := range perm {
		perm[i] = a.Rank() - 1 - i
	}
	return a.Permute(perm)
}

// ravel is the elements in one row.
func ravel(a *tensor.Array, order string) *tensor.Array {
	if order == "F" || (order == "K" || order == "A") && a.Rank() > 1 && !a.IsContiguous() && reverseAxes(a).IsContiguous() {
		a = reverseAxes(a) // as it lies in memory
	}
	return a.Reshape([]int{a.Size()})
}

func transpose(a *tensor.Array, axes []int) *tensor.Array {
	if axes == nil {
		return reverseAxes(a)
	}
	if len(axes) != a.Rank() {
		throwValue("axes don't match array")
	}
	perm := make([]int, len(axes))
	seen := make([]bool, len(axes))
	for i, ax := range axes {
		perm[i] = normalAxis(ax, a.Rank())
		if seen[perm[i]] {
			throwValue("repeated axis in transpose")
		}
		seen[perm[i]] = true
	}
	return a.Permute(perm)
}

// squeeze drops axes of length 1: all, or the given ones.
func squeeze(c *call, a *tensor.Array) *tensor.Array {
	drop := map[int]bool{}
	if c.Value("axis") == nil {
		for i, d := range a.Shape() {
			drop[i] = d == 1
		}
	} else {
		for _, ax := range c.axes("axis", a.Rank()) {
			if a.Shape()[ax] != 1 {
				throwValue("cannot select an axis to squeeze out which has size not equal to one")
			}
			drop[ax] = true
		}
	}
	shape, strides := []int{}, []int{}
	for i, d := range a.Shape() {
		if !drop[i] {
			shape, strides = append(shape, d), append(strides, a.Strides()[i])
		}
	}
	return a.View(shape, strides, a.Offset())
}

// swapAxes is a view with two axes exchanged.
func swapAxes(a *tensor.Array, i, j int) *tensor.Array {
	perm := allAxes(a)
	i, j = namedAxes("axis1", []int{i}, a.Rank())[0], namedAxes("axis2", []int{j}, a.Rank())[0]
	perm[i], perm[j] = perm[j], perm[i]
	return a.Permute(perm)
}

// expandDims is a view with new axes of length 1.
func expandDims(a *tensor.Array, axes []int) *tensor.Array {
	rank := a.Rank() + len(axes)
	isNew := map[int]bool{}
	for _, ax := range normalAxes(axes, rank) {
		isNew[ax] = true
	}
	shape, strides := make([]int, rank), make([]int, rank)
	k := 0
	for i := range rank {
		if isNew[i] {
			shape[i] = 1
			continue
		}
		shape[i], strides[i] = a.Shape()[k], a.Strides()[k]
		k++
	}
	return a.View(shape, strides, a.Offset())
}

// shapeArgs are the numbers of reshape(2, 3) or of reshape((2, 3)).
func shapeArgs(c *call, rest []object.Value) []int {
	if len(rest) == 1 {
		return binding.ToShape(c.th, rest[0])
	}
	out := make([]int, len(rest))
	for i, v := range rest {
		out[i] = object.Must(object.AsIndex(c.th, v))
	}
	return out
}

func shapeDecls() []shared {
	return []shared{
		{name: "ravel", params: "order='C'", doc: "The elements in one row.", f: func(c *call) object.Value { return ravel(c.first(), c.Str("order")) }},
		{name: "squeeze", params: "axis=None", doc: "The array without axes of length 1.", f: func(c *call) object.Value {
			if _, ok := c.At(0).(*tensor.Array); !ok && c.first().Rank() == 0 {
				return c.At(0)
			}
			return squeeze(c, c.first())
		}},
		{name: "swapaxes", params: "axis1, axis2", doc: "The array with two axes exchanged.", f: func(c *call) object.Value {
			return swapAxes(c.first(), c.Int("axis1"), c.Int("axis2"))
		}},
		{name: "repeat", params: "repeats, axis=None", doc: "Each entry repeated.", f: repeat},
		{name: "take", params: "indices, axis=None, out=None, mode='raise'", doc: "The entries at indices along an axis.", f: take},
		{name: "diagonal", params: "offset=0, axis1=0, axis2=1", doc: "The elements of a diagonal.", f: func(c *call) object.Value {
			return diagonal(c.first(), c.Int("offset"), c.Int("axis1"), c.Int("axis2"))
		}},
		{name: "trace", params: "offset=0, axis1=0, axis2=1, dtype=None, out=None", doc: "The sum of a diagonal.", f: func(c *call) object.Value {
			d := diagonal(c.first(), c.Int("offset"), c.Int("axis1"), c.Int("axis2"))
			return c.into(sum(d, &reduction{axes: []int{d.Rank() - 1}, dtype: c.dtype("dtype")}))
		}},
	}
}

func repeat(c *call) object.Value {
	a := c.first()
	ax, ok := c.axis("axis", a.Rank())
	if !ok {
		a, ax = ravel(a, "C"), 0
	}
	n := a.Shape()[ax]
	counts := c.operand("repeats").Ints()
	if len(counts) == 1 {
		one := counts[0]
		counts = make([]int, n)
		for i := range counts {
			counts[i] = one
		}
	}
	if len(counts) != n {
		throwValue("operands could not be broadcast together with shape (%d,) (%d,)", n, len(counts))
	}
	var idx []int64
	for i, k := range counts {
		if k < 0 {
			throwValue("repeats may not contain negative values.")
		}
		for range k {
			idx = append(idx, int64(i))
		}
	}
	return takeAxis(a, tensor.FromSlice(idx, len(idx)), ax)
}

// takeAxis takes entries along an axis; negative indices count from the end.
func takeAxis(a, indices *tensor.Array, axis int) *tensor.Array {
	s := &selection{a: a, offset: a.Offset(), front: axis, shape: []int{}, strides: []int{}}
	for i, d := range a.Shape() {
		if i != axis {
			s.shape, s.strides = append(s.shape, d), append(s.strides, a.Strides()[i])
		}
	}
	s.advanced = []axisIndex{{index: indices, size: a.Shape()[axis], stride: a.Strides()[axis], axis: axis}}
	return s.take()
}

func take(c *call) object.Value {
	a := c.first()
	idx := c.operand("indices")
	if !idx.DType().IsInteger() && idx.Size() > 0 {
		throwType("Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", idx.DType())
	}
	ax, ok := c.axis("axis", a.Rank())
	if !ok {
		a, ax = ravel(a, "C"), 0
	}
	n := int64(a.Shape()[ax])
	switch c.Str("mode") {
	case "clip":
		idx = clip(castTo(idx, tensor.Int64), tensor.Scalar(int64(0)), tensor.Scalar(n-1))
	case "wrap":
		idx = op2(ufRemainder, castTo(idx, tensor.Int64), tensor.Scalar(n))
	}
	return c.into(takeAxis(a, idx, ax).Contiguous())
}

// diagonal is the view of a diagonal of two axes, which comes last.
func diagonal(a *tensor.Array, offset, axis1, axis2 int) *tensor.Array {
	if a.Rank() < 2 {
		throwValue("diag requires an array of at least two dimensions")
	}
	i, j := normalAxis(axis1, a.Rank()), normalAxis(axis2, a.Rank())
	if i == j {
		throwValue("axis1 and axis2 cannot be the same")
	}
	rows, cols, at := a.Shape()[i], a.Shape()[j], a.Offset()
	if offset >= 0 {
		cols -= offset
		at += max(min(offset, a.Shape()[j]), 0) * a.Strides()[j]
	} else {
		rows += offset
		at -= max(offset, -a.Shape()[i]) * a.Strides()[i]
	}
	n := max(min(rows, cols), 0)
	if n == 0 {
		at = a.Offset()
	}
	shape, strides := []int{}, []int{}
	for k, d := range a.Shape() {
		if k != i && k != j {
			shape, strides = append(shape, d), append(strides, a.Strides()[k])
		}
	}
	return a.View(append(shape, n), append(strides, a.Strides()[i]+a.Strides()[j]), at)
}
