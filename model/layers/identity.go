package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Identity returns its input.
type Identity struct{ model.Base }

// IdentityClass declares Identity.
var IdentityClass = declare(&model.Class{
	Name: "Identity", InitOf: "Layer",
	Doc:     "Returns its input as it is: a placeholder where a layer is wanted.",
	Example: ">>> layers.Identity()(tf.constant([1.0, 2.0])).numpy()\narray([1., 2.], dtype=float32)",
	New:     func() any { return new(Identity) },
})

// Call implements [model.Layer].
func (i *Identity) Call(c *model.Context, in model.Value) model.Value {
	return model.MapValue(in, func(t *tensor.Tensor) model.Value { return c.Identity(t) })
}

// ActivityRegularization adds a penalty on its input to the losses.
type ActivityRegularization struct {
	model.Base
	L1 model.Number `arg:"l1" default:"0.0" doc:"factor of the sum of absolute values"`
	L2 model.Number `arg:"l2" default:"0.0" doc:"factor of the sum of squares"`
}

// ActivityRegularizationClass declares ActivityRegularization.
var ActivityRegularizationClass = declare(&model.Class{
	Name:        "ActivityRegularization",
	Elementwise: true,
	SameShape:   true,
	Doc:         "Returns its input and adds a penalty on it to the losses.",
	Example:     ">>> layer = layers.ActivityRegularization(l2=0.5)\n>>> y = layer(tf.constant([[1.0, 3.0]]))\n>>> [float(v) for v in layer.losses]\n[5.0]",
	New:         func() any { return new(ActivityRegularization) },
})

// Init implements [model.Initer].
func (a *ActivityRegularization) Init(st *model.State) {
	a.Base.Init(st)
	a.SupportsMasking = true
	a.ActivityRegularizer = model.Find(model.KindRegularizer, "L1L2").Make(st, nil,
		model.Named{Name: "l1", Value: a.L1.ConfigValue()}, model.Named{Name: "l2", Value: a.L2.ConfigValue()}).(model.Regularizer)
}

// Call implements [model.Layer].
func (a *ActivityRegularization) Call(c *model.Context, in model.Value) model.Value { return in }
