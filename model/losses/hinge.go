package losses

import (
	"kerash/model"
	"kerash/tensor"
)

// signed turns labels 0 and 1 into -1 and 1; other labels stay.
func signed(c *model.Context, y *tensor.Tensor) *tensor.Tensor {
	zero, one := full(y, 0), full(y, 1)
	binary := c.All(c.LogicalOr(c.Equal(y, zero), c.Equal(y, one)), nil, false)
	return c.Select(binary, c.Sub(c.Mul(full(y, 2), y), one), y)
}

// margin is max(1 - y_true·y_pred, 0).
func margin(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	t := signed(c, like(c, yTrue, yPred))
	return atLeast(c, c.Sub(full(yPred, 1), c.Mul(t, yPred)), 0)
}

// Hinge is the loss of maximum-margin classification.
type Hinge struct{ model.LossBase }

// HingeClass declares Hinge.
var HingeClass = declare(&model.Class{
	Name: "Hinge",
	Doc:  "Maximum margin: mean(maximum(1 - y_true * y_pred, 0)). Labels are -1 and 1; 0 and 1 are converted.",
	Example: `>>> keras.losses.Hinge()([[1.0, -1.0]], [[0.5, 0.5]]).numpy()
1.0`,
	New: func() any { return new(Hinge) },
}, "hinge", "hinge")

// Compute implements [model.Loss].
func (l *Hinge) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return meanLast(c, margin(c, yTrue, yPred))
}

// SquaredHinge is the mean of the squares of [Hinge]'s margins.
type SquaredHinge struct{ model.LossBase }

// SquaredHingeClass declares SquaredHinge.
var SquaredHingeClass = declare(&model.Class{
	Name: "SquaredHinge",
	Doc:  "Maximum margin, squared: mean(square(maximum(1 - y_true * y_pred, 0))).",
	Example: `>>> keras.losses.SquaredHinge()([[1.0, -1.0]], [[0.5, 0.5]]).numpy()
1.25`,
	New: func() any { return new(SquaredHinge) },
}, "squared_hinge", "squared_hinge")

// Compute implements [model.Loss].
func (l *SquaredHinge) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return meanLast(c, c.Square(margin(c, yTrue, yPred)))
}

// CategoricalHinge is the margin between the right class and the best of the
// others.
type CategoricalHinge struct{ model.LossBase }

// CategoricalHingeClass declares CategoricalHinge.
var CategoricalHingeClass = declare(&model.Class{
	Name: "CategoricalHinge",
	Doc:  "The margin between the right class and the best of the others: maximum(neg - pos + 1, 0) with pos = sum(y_true * y_pred) and neg = maximum((1 - y_true) * y_pred).",
	Example: `>>> keras.losses.CategoricalHinge()([[0.0, 1.0]], [[0.6, 0.4]]).numpy().round(4)
1.2`,
	New: func() any { return new(CategoricalHinge) },
}, "categorical_hinge", "categorical_hinge")

// Compute implements [model.Loss].
func (l *CategoricalHinge) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	t := like(c, yTrue, yPred)
	last := []int{-1}
	pos := c.Sum(c.Mul(t, yPred), last, false)
	neg := c.Max(c.Mul(c.Sub(full(t, 1), t), yPred), last, false)
	return atLeast(c, c.Add(c.Sub(neg, pos), full(t, 1)), 0)
}
