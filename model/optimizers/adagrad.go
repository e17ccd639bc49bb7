package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// Adagrad divides by the root of the sum of squared gradients.
type Adagrad struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Initial      float64 `arg:"initial_accumulator_value" default:"0.1" doc:"with what the sum begins"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	model.OptimizerBase

	sum slots
}

// AdagradClass declares Adagrad.
var AdagradClass = declare(&model.Class{
	Name: "Adagrad", In: "keras.optimizers.experimental",
	Doc: "Steps divided by the root of the sum of all squared gradients, so that rare features learn faster (Duchi et al. 2011).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Adagrad(0.1, initial_accumulator_value=0.0).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.9`,
	New: func() any { return new(Adagrad) },
})

// Init implements [model.Initer].
func (o *Adagrad) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Adagrad) Build(c *model.Context, vars []*tensor.Variable) {
	o.sum = slots{}
	for _, v := range vars {
		o.sum[v] = o.AddSlot(v, "accumulator", nil, constant(v, o.Initial))
	}
}

// Step implements [model.Optimizer].
func (o *Adagrad) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	optimize(c, &o.OptimizerBase, tensor.Adagrad{Epsilon: o.Epsilon}, v, g, o.sum[v])
}

// Adadelta adapts by moving averages of squared gradients and steps.
type Adadelta struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Rho          float64 `arg:"rho" default:"0.95" doc:"decay of the averages"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	model.OptimizerBase

	grads, steps slots
}

// AdadeltaClass declares Adadelta.
var AdadeltaClass = declare(&model.Class{
	Name: "Adadelta", In: "keras.optimizers.experimental",
	Doc: "Steps adapted by moving averages of squared gradients and squared steps (Zeiler 2012).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Adadelta(1.0).apply_gradients([(tf.constant(2.0), v)]);
>>> bool(v < 1.0)
True`,
	New: func() any { return new(Adadelta) },
})

// Init implements [model.Initer].
func (o *Adadelta) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *Adadelta) Build(c *model.Context, vars []*tensor.Variable) {
	o.grads, o.steps = addPairs(&o.OptimizerBase, vars, "accumulated_grad", "accumulated_delta_var")
}

// FirstUse implements [model.FirstUse].
func (o *Adadelta) FirstUse() (op string, second bool) { return "AddV2", true }

// AssignedSlot implements [model.SlotAssigner].
func (o *Adadelta) AssignedSlot() string { return "accumulated_grad" }

// Step implements [model.Optimizer].
func (o *Adadelta) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	optimize(c, &o.OptimizerBase, tensor.Adadelta{Rho: o.Rho, Epsilon: o.Epsilon}, v, g, o.grads[v], o.steps[v])
}

// RMSprop divides by the root of a moving average of squared gradients.
type RMSprop struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Rho          float64 `arg:"rho" default:"0.9" doc:"decay of the average"`
	Momentum     float64 `arg:"momentum" default:"0.0" doc:"share of the last step that is kept"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	Centered     bool    `arg:"centered" default:"False" doc:"whether the variance of the gradient is used in place of its square"`
	model.OptimizerBase

	velocity, momentum, gradient slots
}

// RMSpropClass declares RMSprop.
var RMSpropClass = declare(&model.Class{
	Name: "RMSprop", In: "keras.optimizers.experimental", Defaults: map[string]string{"ema_overwrite_frequency": "100"},
	Doc: "Steps divided by the root of a moving average of squared gradients (Hinton 2012).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.RMSprop(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy().round(4)
0.6838`,
	New: func() any { return new(RMSprop) },
})

// Init implements [model.Initer].
func (o *RMSprop) Init(st *model.State) { o.Start(st, o.LearningRate) }

// Build implements [model.Optimizer].
func (o *RMSprop) Build(c *model.Context, vars []*tensor.Variable) {
	o.velocity = add(&o.OptimizerBase, vars, "velocity")
	if o.Momentum > 0 {
		o.momentum = add(&o.OptimizerBase, vars, "momentum")
	}
	if o.Centered {
		o.gradient = add(&o.OptimizerBase, vars, "average_gradient")
	}
}

// FirstUse implements [model.FirstUse].
func (o *RMSprop) FirstUse() (op string, second bool) { return "AddV2", true }

// AssignedSlot implements [model.SlotAssigner].
func (o *RMSprop) AssignedSlot() string { return "velocity" }

// Step implements [model.Optimizer].
func (o *RMSprop) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	s := []*tensor.Variable{o.velocity[v]}
	r := tensor.RMSprop{Rho: o.Rho, Epsilon: o.Epsilon, Centered: o.Centered}
	if o.Centered {
		s = append(s, o.gradient[v])
	}
	if o.Momentum > 0 {
		r.Momentum = o.Momentum
		s = append(s, o.momentum[v])
	}
	optimize(c, &o.OptimizerBase, r, v, g, s...)
}
