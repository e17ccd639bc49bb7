package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Dot is the dot product of two inputs, sample by sample.
type Dot struct {
	model.Base
	Axes      any  `arg:"axes" doc:"axis, or pair of axes, over which the products are summed"`
	Normalize bool `arg:"normalize" default:"False" doc:"whether to normalise along these axes first, which gives the cosine"`
}

// DotClass declares Dot.
var DotClass = declare(&model.Class{
	Name: "Dot", Functions: []string{"dot"},
	Doc:     "Dot product of two inputs, sample by sample, along an axis of each.",
	Example: ">>> layers.Dot(axes=1)([tf.constant([[1.0, 2.0]]), tf.constant([[3.0, 4.0]])]).numpy()\narray([[11.]], dtype=float32)",
	New:     func() any { return new(Dot) },
})

// Init implements [model.Initer].
func (d *Dot) Init(st *model.State) {
	d.Base.Init(st)
	d.SupportsMasking = true
	if _, ok := d.Axes.(int); ok {
		return
	}
	items, ok := model.Sequence(d.Axes)
	if !ok {
		tensor.Throwf("TypeError", "Invalid type for argument `axes`: it should be a list or an int. Received: axes=%s", model.Describe(d.Axes))
	}
	if len(items) != 2 {
		tensor.Throwf("ValueError", "Invalid format for argument `axes`: it should contain two elements. Received: axes=%s", model.Describe(d.Axes))
	}
	for _, it := range items {
		if _, ok := it.(int); !ok {
			tensor.Throwf("ValueError", "Invalid format for argument `axes`: list elements should be integers. Received: axes=%s", model.Describe(d.Axes))
		}
	}
}

// axes is the axis of each input, counted from the start.
func (d *Dot) axes(a, b *tensor.Tensor) (int, int) {
	i, j := d.Axes, d.Axes
	if items, ok := model.Sequence(d.Axes); ok {
		i, j = items[0], items[1]
	}
	return positive(i.(int), a.Rank()), positive(j.(int), b.Rank())
}

// Build implements [model.Layer]: it checks that the inputs fit.
func (d *Dot) Build(c *model.Context, in model.Value) {
	xs, ok := inputs(in)
	if !ok || len(xs) != 2 {
		text := shapesText(xs)
		if !ok {
			text = tensor.ShapeString(model.One(in).Shape())
		}
		tensor.Throwf("ValueError", "A `Dot` layer should be called on a list of 2 inputs. Received: input_shape=%s", text)
	}
	i, j := d.axes(xs[0], xs[1])
	if i >= xs[0].Rank() || j >= xs[1].Rank() {
		tensor.Throwf("IndexError", "tuple index out of range")
	}
	if m, n := xs[0].Dim(i), xs[1].Dim(j); m != n {
		tensor.Throwf("ValueError", "Incompatible input shapes: axis values %s (at axis %d) != %s (at axis %d). Full input shapes: %s, %s", lengthText(m), i, lengthText(n), j, tensor.ShapeString(xs[0].Shape()), tensor.ShapeString(xs[1].Shape()))
	}
}

func lengthText(n int) string {
	if n < 0 {
		return "None"
	}
	return model.Describe(n)
}

// ComputeMask implements [model.Masker]: the products have no steps left.
func (d *Dot) ComputeMask(c *model.Context, in, mask model.Value) model.Value { return nil }

// Call implements [model.Layer].
func (d *Dot) Call(c *model.Context, in model.Value) model.Value {
	xs, ok := inputs(in)
	if !ok || len(xs) != 2 {
		tensor.Throwf("ValueError", "A `Dot` layer should be called on exactly 2 inputs. Received: inputs=%s", model.Describe(in))
	}
	i, j := d.axes(xs[0], xs[1])
	if d.Normalize {
		xs = []*tensor.Tensor{l2Normalize(c, xs[0], i), l2Normalize(c, xs[1], j)}
	}
	return batchDot(c, xs[0], xs[1], i, j)
}

// batchDot sums the products of a along axis i and b along axis j, sample by
// sample: the result has a's other axes, then b's; at least one.
func batchDot(c *model.Context, a, b *tensor.Tensor, i, j int) *tensor.Tensor {
	if i == 0 || j == 0 {
		tensor.Throwf("ValueError", "Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to your inputs using K.expand_dims(x, 0)")
	}
	if n, m := a.Dim(0), b.Dim(0); n != m && n >= 0 && m >= 0 {
		tensor.Throwf("ValueError", "Cannot do batch_dot on inputs with different batch sizes. Received inputs with shapes %s and %s.", tensor.ShapeString(a.Shape()), tensor.ShapeString(b.Shape()))
	}
	keptA, keptB := without(a.Rank(), 0, i), without(b.Rank(), 0, j)
	a3, b3 := asMatrices(c, a, keptA, i), asMatrices(c, b, keptB, j)
	y := c.MatMul(a3, b3, false, true)
	shape := append(likeAll(a, append([]int{0}, keptA...)...), likeAll(b, keptB...)...)
	if len(shape) == 1 {
		shape = append(shape, fixed(1))
	}
	if len(keptA) == 1 && len(keptB) == 1 {
		return y
	}
	return reshape(c, y, shape...)
}

// asMatrices is x as (batch, kept axes in one, axis).
func asMatrices(c *model.Context, x *tensor.Tensor, kept []int, axis int) *tensor.Tensor {
	perm := append(append([]int{0}, kept...), axis)
	for at, p := range perm {
		if p != at {
			x = c.Transpose(x, perm)
			break
		}
	}
	switch len(kept) {
	case 1:
		return x
	case 0:
		return c.ExpandDims(x, 1)
	}
	rows := fixed(1)
	for at := range kept {
		if n := x.Dim(1 + at); n < 0 || rows.n < 0 {
			rows.n = -1
		} else {
			rows.n *= n
		}
	}
	if rows.n < 0 && x.Dim(0) < 0 {
		return c.ReshapeTo(x, c.Concat([]*tensor.Tensor{shapeTensor(c, likeAll(x, 0)), tensor.IntTensor(tensor.Int32, -1), shapeTensor(c, likeAll(x, -1))}, 0))
	}
	return c.Reshape(x, []int{x.Dim(0), rows.n, x.Dim(-1)})
}

// without is the axes of a rank but the given ones.
func without(rank int, skip ...int) []int {
	var out []int
	for a := range rank {
		if !seenBefore(skip, a) {
			out = append(out, a)
		}
	}
	return out
}

// l2Normalize is x over its length along an axis.
func l2Normalize(c *model.Context, x *tensor.Tensor, axes ...int) *tensor.Tensor {
	square := c.Sum(c.Square(x), axes, true)
	return c.Mul(x, c.Rsqrt(c.Maximum(square, full(x, 1e-12))))
}
