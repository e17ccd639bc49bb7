package constraints

import (
	"kerash/model"
	"kerash/tensor"
)

// RadialConstraint makes convolution kernels symmetric around their middle.
type RadialConstraint struct{}

// RadialConstraintClass declares RadialConstraint.
var RadialConstraintClass = model.Declare(&model.Class{
	Kind: model.KindConstraint, Name: "RadialConstraint", Aliases: []string{"radial_constraint"},
	Doc:     "Constraint that gives each square ring of a convolution kernel (height, width, channels, filters) one value: the one on the diagonal.",
	Example: ">>> k = tf.reshape(tf.range(9.0), (3, 3, 1, 1))\n>>> keras.constraints.RadialConstraint()(k).numpy()[..., 0, 0]\narray([[4., 4., 4.],\n       [4., 0., 4.],\n       [4., 4., 4.]], dtype=float32)",
	New:     func() any { return new(RadialConstraint) },
})

// Project implements [model.Constraint].
func (k *RadialConstraint) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	if w.Rank() != 4 {
		tensor.Throwf("ValueError", "The weight tensor must have rank 4. Received weight tensor with shape: %s", tensor.ShapeString(w.Shape()))
	}
	size := w.Dim(0)
	start := size / 2
	// The element of the diagonal whose value position i along an axis takes.
	source := func(row, col int) int {
		at := start - 1
		if ring := max(ringOf(row, size), ringOf(col, size)); ring > 0 {
			at = start + ring - size%2
		}
		return at * (size + 1)
	}
	index := make([]int, size*size)
	for i := range index {
		index[i] = source(i/size, i%size)
	}
	flat := c.Reshape(w, []int{size * size, w.Dim(2), w.Dim(3)})
	return c.Reshape(c.Gather(flat, tensor.IntTensor(tensor.Int32, index...), 0, 0), w.Shape())
}

// ringOf is the distance of position i from the middle of an axis: the two
// middle places of an even axis have distance 0.
func ringOf(i, size int) int {
	if size%2 == 1 {
		d := i - size/2
		return max(d, -d)
	}
	if i < size/2 {
		return size/2 - 1 - i
	}
	return i - size/2
}
