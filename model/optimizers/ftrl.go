package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// Ftrl follows the regularized leader.
type Ftrl struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Power        float64 `arg:"learning_rate_power" default:"-0.5" doc:"how the rate falls with the sum of squared gradients, 0 or less"`
	Initial      float64 `arg:"initial_accumulator_value" default:"0.1" doc:"with what the sum begins"`
	L1           float64 `arg:"l1_regularization_strength" default:"0.0" doc:"strength of the L1 penalty"`
	L2           float64 `arg:"l2_regularization_strength" default:"0.0" doc:"strength of the L2 penalty"`
	Shrinkage    float64 `arg:"l2_shrinkage_regularization_strength" default:"0.0" doc:"strength of an L2 penalty that acts on the gradient"`
	Beta         float64 `arg:"beta" default:"0.0" doc:"an addition to the sum of squared gradients"`
	model.OptimizerBase

	sum, linear slots
}

// FtrlClass declares Ftrl.
var FtrlClass = declare(&model.Class{
	Name: "Ftrl", In: "keras.optimizers.experimental",
	Doc: "Follows the regularized leader, for wide sparse models (McMahan et al. 2013).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Ftrl(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> bool(v < 1.0)
True`,
	New: func() any { return new(Ftrl) },
})

// Init implements [model.Initer].
func (o *Ftrl) Init(st *model.State) {
	atLeastZero("initial_accumulator_value", o.Initial)
	if o.Power > 0 {
		tensor.Throwf("ValueError", "`learning_rate_power` needs to be negative or zero. Received: learning_rate_power=%s.", model.Describe(o.Power))
	}
	atLeastZero("l1_regularization_strength", o.L1)
	atLeastZero("l2_regularization_strength", o.L2)
	atLeastZero("l2_shrinkage_regularization_strength", o.Shrinkage)
	o.Start(st, o.LearningRate)
}

func atLeastZero(name string, v float64) {
	if v < 0 {
		tensor.Throwf("ValueError", "`%s` needs to be positive or zero. Received: %s=%s.", name, name, model.Describe(v))
	}
}

// Build implements [model.Optimizer].
func (o *Ftrl) Build(c *model.Context, vars []*tensor.Variable) {
	o.sum, o.linear = slots{}, slots{}
	for _, v := range vars {
		o.sum[v] = o.AddSlot(v, "accumulator", nil, constant(v, o.Initial))
		o.linear[v] = o.AddSlot(v, "linear", nil, nil)
	}
}

// FirstUse implements [model.FirstUse].
func (o *Ftrl) FirstUse() (op string, second bool) { return "AddV2", false }

// Step implements [model.Optimizer].
func (o *Ftrl) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	r := tensor.Ftrl{Power: o.Power, L1: o.L1, L2: o.L2, Shrinkage: o.Shrinkage, Beta: o.Beta}
	optimize(c, &o.OptimizerBase, r, v, g, o.sum[v], o.linear[v])
}

// Lion goes by the sign of the momentum.
type Lion struct {
	LearningRate any     `arg:"learning_rate" default:"0.0001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"share of the momentum in the step"`
	Beta2        float64 `arg:"beta_2" default:"0.99" doc:"decay of the momentum"`
	model.OptimizerBase

	m slots
}

// LionClass declares Lion.
var LionClass = declare(&model.Class{
	Name: "Lion", OnlyObject: true,
	Doc: "Steps of one size in the direction of the sign of the momentum (Chen et al. 2023).",
	Example: `>>> v = tf.Variable(1.0)
>>> keras.optimizers.Lion(0.1).apply_gradients([(tf.constant(2.0), v)]);
>>> v.numpy()
0.9`,
	New: func() any { return new(Lion) },
})

// Init implements [model.Initer].
func (o *Lion) Init(st *model.State) {
	if o.Beta1 <= 0 || o.Beta1 > 1 {
		tensor.Throwf("ValueError", "`beta_1`=%s must be between ]0, 1]. Otherwise, the optimizer degenerates to SignSGD.", model.Describe(o.Beta1))
	}
	o.Start(st, o.LearningRate)
}

// Build implements [model.Optimizer].
func (o *Lion) Build(c *model.Context, vars []*tensor.Variable) {
	o.m = add(&o.OptimizerBase, vars, "m")
}

// FirstUse implements [model.FirstUse].
func (o *Lion) FirstUse() (op string, second bool) { return "AddV2", true }

// Step implements [model.Optimizer].
func (o *Lion) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	optimize(c, &o.OptimizerBase, tensor.Lion{Beta1: o.Beta1, Beta2: o.Beta2}, v, g, o.m[v])
}
