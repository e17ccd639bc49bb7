package layers

import (
	"kerash/model"
	"kerash/model/activations"
)

// Activation applies an activation function.
type Activation struct {
	model.Base
	Activation activations.Activation `arg:"activation" doc:"a function, or the name of one of keras.activations"`
}

// ActivationClass declares Activation.
var ActivationClass = declare(&model.Class{
	Name:        "Activation",
	Elementwise: true,
	SameShape:   true,
	Doc:         "Applies an activation function to its input, whose shape stays.",
	Example:     ">>> layers.Activation('relu')(tf.constant([-3.0, 2.0])).numpy()\narray([0., 2.], dtype=float32)",
	New:         func() any { return new(Activation) },
})

// Init implements [model.Initer].
func (a *Activation) Init(st *model.State) {
	a.Base.Init(st)
	a.SupportsMasking = true
	a.Activation.Track(&a.Base)
}

// Call implements [model.Layer].
func (a *Activation) Call(c *model.Context, in model.Value) model.Value {
	if a.Activation.Is("softmax") { // which looks at the shape first
		return a.Activation.Apply(c, model.One(in))
	}
	return a.Activation.Apply(c, model.Packed(c, in))
}
