package losses

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// SparseCategoricalCrossentropy is the cross-entropy of labels that are the
// numbers of classes.
type SparseCategoricalCrossentropy struct {
	FromLogits  bool `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	Axis        int  `arg:"axis" default:"-1" config:"-" kwonly:"true" doc:"axis of the classes"`
	model.LossBase
}

// SparseCategoricalCrossentropyClass declares SparseCategoricalCrossentropy.
var SparseCategoricalCrossentropyClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "SparseCategoricalCrossentropy",
	Doc:        "The cross-entropy of labels that are the numbers of classes: -log(y_pred[y_true]).",
	Example: `>>> keras.losses.SparseCategoricalCrossentropy()([1], [[0.5, 0.5]]).numpy().round(4)
0.6931`,
	Params: []string{"from_logits", "axis", "ignore_class"},
	New:    func() any { return new(SparseCategoricalCrossentropy) },
}, "sparse_categorical_crossentropy", "sparse_categorical_crossentropy")

// Compute implements [model.Loss].
func (l *SparseCategoricalCrossentropy) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	y := c.Cast(yTrue, tensor.Int64)
	x := logitsOf(c, yPred, l.FromLogits, "Softmax", "sparse_categorical_crossentropy")
	if x == nil {
		x = c.Log(inside(c, yPred))
	}
	x = classesLast(c, x, l.Axis)
	flat := y.Rank() != x.Rank()-1
	whole := x
	if flat {
		y = c.Reshape(y, []int{-1})
		x = c.Reshape(x, []int{-1, x.Dim(-1)})
	}
	if l.IgnoreClass != nil {
		return ignoring(c, y, x, whole, *l.IgnoreClass)
	}
	if n, m := x.Dim(0), y.Dim(0); flat && (c.Tracing() || c.State.BuildsGraph()) && n != m && n >= 0 && m >= 0 {
		// in a graph, whose batches have no fixed length, only the kernel sees this
		const op = "SparseSoftmaxCrossEntropyWithLogits"
		err := tensor.Catch(func() {
			tensor.ThrowRun(op, "logits and labels must have the same first dimension, got logits shape %s and labels shape [%d]", brackets(x.Shape()), m)
		})
		err.(*tensor.Error).Node = l.Label + "/" + op + "/" + op
		tensor.Throw(err)
	}
	loss := c.SparseSoftmaxCrossEntropy(y, x)
	if flat && whole.Rank() >= 3 {
		loss = c.ReshapeLike(loss, c.Sum(whole, []int{-1}, false))
	}
	return loss
}

// brackets is a shape as TensorFlow's kernels write it: [4,3].
func brackets(shape []int) string {
	return strings.ReplaceAll(fmt.Sprint(shape), " ", ",")
}

// classesLast moves the axis of the classes to the end.
func classesLast(c *model.Context, x *tensor.Tensor, axis int) *tensor.Tensor {
	r := x.Rank()
	if axis < 0 {
		axis += r
	}
	if axis == r-1 {
		return x
	}
	var perm []int
	for i := range r {
		if i != axis {
			perm = append(perm, i)
		}
	}
	return c.Transpose(x, append(perm, axis))
}

// ignoring is the loss where the label is not class, 0 where it is; the result
// has the mask of what counts.
func ignoring(c *model.Context, y, x, whole *tensor.Tensor, class int) *tensor.Tensor {
	valid := c.NotEqual(y, tensor.ConstScalar(int64(class)))
	// Class 0 stands in for the ignored one, so that its number may be any.
	loss := c.SparseSoftmaxCrossEntropy(c.Select(valid, y, c.ZerosLike(y)), x)
	loss = c.Select(valid, loss, c.ZerosLike(loss))
	shape := c.Sum(whole, []int{-1}, false)
	loss = c.ReshapeLike(loss, shape)
	model.SetMask(loss, c.ReshapeLike(valid, shape))
	return loss
}
