// Package losses declares keras.losses: each a class and, where Keras has one,
// a function. The formulas follow Keras 2.15 to the place of each epsilon.
package losses

import (
	"kerash/model"
	"kerash/tensor"
)

// declare adds a loss; functions are the names of its function form.
func declare(c *model.Class, label string, functions ...string) *model.Class {
	c.Kind, c.Functions = model.KindLoss, functions
	c.Defaults = map[string]string{"name": "'" + label + "'"}
	return model.Declare(c)
}

// like casts targets to the dtype of the predictions.
func like(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return c.Cast(yTrue, yPred.DType())
}

// full is a scalar of x's dtype.
func full(x *tensor.Tensor, v float64) *tensor.Tensor { return tensor.Full(x.DType(), v) }

// meanLast is the mean over the last axis; booleans count as numbers.
func meanLast(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return c.Mean(x, []int{-1}, false)
}

// atLeast is max(x, limit).
func atLeast(c *model.Context, x *tensor.Tensor, limit float64) *tensor.Tensor {
	return c.Maximum(x, full(x, limit))
}
