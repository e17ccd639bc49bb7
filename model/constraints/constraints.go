// Package constraints declares projections that weights go through after each
// update.
package constraints

import (
	"kerash/model"
	"kerash/tensor"
)

// axes is an axis argument: one axis or several, shown as it was given.
type axes struct {
	given any
	list  []int
}

// SetArg implements [model.ArgSetter].
func (a *axes) SetArg(st *model.State, v any) error {
	*a = axes{given: v}
	if v != nil {
		return tensor.Catch(func() { a.list = model.ShapeOf(v) })
	}
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (a axes) ConfigValue() any { return a.given }

// AttrValue implements [model.AttrValuer].
func (a axes) AttrValue() any { return a.given }

// norms is the length of w along the axes, which stay with length one.
func (a axes) norms(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	square := c.Sum(c.Square(w), a.list, true)
	return c.Sqrt(c.Maximum(square, tensor.Full(w.DType(), 0)))
}

// rescale gives w the wanted norms.
func rescale(c *model.Context, w, norms, desired *tensor.Tensor) *tensor.Tensor {
	eps := tensor.Full(w.DType(), c.State.Epsilon)
	return c.Mul(w, c.Div(desired, c.Add(eps, norms)))
}

// MaxNorm bounds the norm of each unit's weights.
type MaxNorm struct {
	MaxValue model.Number `arg:"max_value" default:"2" doc:"largest norm"`
	Axis     axes         `arg:"axis" default:"0" doc:"axis or axes along which the norm is taken"`
}

// MaxNormClass declares MaxNorm.
var MaxNormClass = model.Declare(&model.Class{
	Kind: model.KindConstraint, Name: "MaxNorm", Aliases: []string{"max_norm"}, Keys: []string{"maxnorm"},
	Doc: "Constraint that scales down the weights of each unit whose norm exceeds max_value. Use axis=0 for Dense, " +
		"axis=[0, 1, 2] for Conv2D.",
	Example: ">>> keras.constraints.MaxNorm(1.0)(tf.constant([[3.0], [4.0]])).numpy().round(3)\narray([[0.6],\n       [0.8]], dtype=float32)",
	New:     func() any { return new(MaxNorm) },
})

// Project implements [model.Constraint].
func (k *MaxNorm) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	norms := k.Axis.norms(c, w)
	return rescale(c, w, norms, c.Clip(norms, 0, k.MaxValue.Float()))
}

// NonNeg keeps weights from being negative.
type NonNeg struct{}

// NonNegClass declares NonNeg.
var NonNegClass = model.Declare(&model.Class{
	Kind: model.KindConstraint, Name: "NonNeg", Aliases: []string{"non_neg"}, Keys: []string{"nonneg"},
	Doc:     "Constraint that sets negative weights to zero.",
	Example: ">>> keras.constraints.NonNeg()(tf.constant([1.0, -1.0])).numpy()\narray([ 1., -0.], dtype=float32)",
	New:     func() any { return new(NonNeg) },
})

// Project implements [model.Constraint].
func (k *NonNeg) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	positive := c.GreaterEqual(w, tensor.Full(w.DType(), 0))
	return c.Mul(w, c.Cast(positive, w.DType()))
}

// UnitNorm gives each unit's weights the norm one.
type UnitNorm struct {
	Axis axes `arg:"axis" default:"0" doc:"axis or axes along which the norm is taken"`
}

// UnitNormClass declares UnitNorm.
var UnitNormClass = model.Declare(&model.Class{
	Kind: model.KindConstraint, Name: "UnitNorm", Aliases: []string{"unit_norm"}, Keys: []string{"unitnorm"},
	Doc:     "Constraint that scales the weights of each unit to norm 1.",
	Example: ">>> keras.constraints.UnitNorm()(tf.constant([[3.0], [4.0]])).numpy().round(3)\narray([[0.6],\n       [0.8]], dtype=float32)",
	New:     func() any { return new(UnitNorm) },
})

// Project implements [model.Constraint].
func (k *UnitNorm) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	return c.Div(w, c.Add(tensor.Full(w.DType(), c.State.Epsilon), k.Axis.norms(c, w)))
}

// MinMaxNorm keeps the norm of each unit's weights between two bounds.
type MinMaxNorm struct {
	MinValue model.Number `arg:"min_value" default:"0.0" doc:"smallest norm"`
	MaxValue model.Number `arg:"max_value" default:"1.0" doc:"largest norm"`
	Rate     model.Number `arg:"rate" default:"1.0" doc:"how far a norm outside the bounds is moved towards them: 1 is all the way"`
	Axis     axes         `arg:"axis" default:"0" doc:"axis or axes along which the norm is taken"`
}

// MinMaxNormClass declares MinMaxNorm.
var MinMaxNormClass = model.Declare(&model.Class{
	Kind: model.KindConstraint, Name: "MinMaxNorm", Aliases: []string{"min_max_norm"},
	Doc:     "Constraint that moves the norm of each unit's weights between min_value and max_value.",
	Example: ">>> keras.constraints.MinMaxNorm(0.0, 2.5, rate=1.0)(tf.constant([[3.0], [4.0]])).numpy().round(3)\narray([[1.5],\n       [2. ]], dtype=float32)",
	New:     func() any { return new(MinMaxNorm) },
})

// Project implements [model.Constraint].
func (k *MinMaxNorm) Project(c *model.Context, w *tensor.Tensor) *tensor.Tensor {
	norms := k.Axis.norms(c, w)
	full := func(v float64) *tensor.Tensor { return tensor.Full(w.DType(), v) }
	bounded := c.Mul(full(k.Rate.Float()), c.Clip(norms, k.MinValue.Float(), k.MaxValue.Float()))
	desired := c.Add(bounded, c.Mul(full(1-k.Rate.Float()), norms))
	return rescale(c, w, norms, desired)
}
