package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// SGD is gradient descent, with momentum if wanted.
type SGD struct {
	LearningRate any     `arg:"learning_rate" default:"0.01" doc:"learning rate, a schedule, or a function that gives it"`
	Momentum     float64 `arg:"momentum" default:"0.0" doc:"share of the last step that is kept"`
	Nesterov     bool    `arg:"nesterov" default:"False" doc:"whether the momentum is applied ahead of the gradient"`
	model.OptimizerBase

	m slots
}

// SGDClass declares SGD.
var SGDClass = declare(&model.Class{
	Name: "SGD", In: "keras.optimizers.experimental",
	Doc: "Gradient descent, with momentum if wanted: w = w - learning_rate * g.",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.SGD(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy()
0.8`,
	New: func() any { return new(SGD) },
})

// Init implements [model.Initer].
func (o *SGD) Init(st *model.State) {
	o.Start(st, o.LearningRate)
	if o.Momentum < 0 || o.Momentum > 1 {
		tensor.Throwf("ValueError", "`momentum` must be between [0, 1].")
	}
}

// Build implements [model.Optimizer].
func (o *SGD) Build(c *model.Context, vars []*tensor.Variable) {
	o.m = add(&o.OptimizerBase, vars, "m")
}

// FirstUse implements [model.FirstUse].
func (o *SGD) FirstUse() (op string, second bool) { return "AddV2", false }

// AssignedSlot implements [model.SlotAssigner].
func (o *SGD) AssignedSlot() string { return "m" }

// Step implements [model.Optimizer].
func (o *SGD) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	optimize(c, &o.OptimizerBase, tensor.SGD{Momentum: o.Momentum, Nesterov: o.Nesterov}, v, g, o.m[v])
}
