package optimizers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// The update rules of keras.optimizers.legacy, written with ops: epsilon stands
// outside of the root where the newer optimizers have it inside, and Nadam has
// another schedule of its momentum.

// LegacySGD is gradient descent, with momentum if wanted.
type LegacySGD struct {
	LearningRate any     `arg:"learning_rate" default:"0.01" doc:"learning rate, a schedule, or a function that gives it"`
	Momentum     float64 `arg:"momentum" default:"0.0" doc:"share of the last step that is kept"`
	Nesterov     bool    `arg:"nesterov" default:"False" doc:"whether the momentum is applied ahead of the gradient"`
	legacy
}

// LegacySGDClass declares optimizers.legacy.SGD.
var LegacySGDClass = declareLegacy(&model.Class{
	Name: "SGD", Doc: "Gradient descent as Keras had it before 2.11.",
	Example: ">>> v = tf.Variable(1.0)\n>>> keras.optimizers.legacy.SGD(lr=0.1).apply_gradients([(tf.constant(2.0), v)]);\n>>> v.numpy()\n0.8",
	New:     func() any { return new(LegacySGD) },
})

// Init implements [model.Initer].
func (o *LegacySGD) Init(st *model.State) {
	o.start(st, o.LearningRate, "momentum", o.Momentum)
	checkLegacyMomentum(o.Momentum)
}

// Build implements [model.Optimizer].
func (o *LegacySGD) Build(c *model.Context, vars []*tensor.Variable) {
	if o.Momentum > 0 {
		o.makeSlots(vars, 0, "momentum")
	}
}

// ApplyOp implements [model.OpApplier].
func (o *LegacySGD) ApplyOp() (op, gradient string) {
	if o.Momentum > 0 {
		return "ResourceApplyKerasMomentum", "grad"
	}
	return "ResourceApplyGradientDescent", "delta"
}

// Step implements [model.Optimizer].
func (o *LegacySGD) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	step := c.Mul(o.rate(c, v.DType()), g)
	s := o.slot(v, "momentum")
	if s == nil {
		c.Assign(v, c.Sub(c.Read(v), step))
		return
	}
	momentum := o.num(c, "momentum", v.DType())
	m := c.Sub(c.Mul(c.Read(s), momentum), step)
	touch(c, g, s, m)
	if o.Nesterov {
		m = c.Sub(c.Mul(m, momentum), step)
	}
	touch(c, g, v, c.Add(c.Read(v), m))
}

// GetConfig implements [model.Configer].
func (o *LegacySGD) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"momentum", "nesterov"}, map[string]any{"nesterov": o.Nesterov})
}

func checkLegacyMomentum(m float64) {
	if m < 0 || m > 1 {
		tensor.Throwf("ValueError", "`momentum` must be between [0, 1]. Received: momentum=%s (of type <class 'float'>).", model.Describe(m))
	}
}

// LegacyAdam scales steps by estimates of the gradient's moments.
type LegacyAdam struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the second moment"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	AMSGrad      bool    `arg:"amsgrad" default:"False" doc:"whether the largest second moment so far is used"`
	legacy
}

// LegacyAdamClass declares optimizers.legacy.Adam.
var LegacyAdamClass = declareLegacy(&model.Class{
	Name: "Adam", Doc: "Adam as Keras had it before 2.11.",
	Example: ">>> v = tf.Variable(1.0)\n>>> keras.optimizers.legacy.Adam(0.1).apply_gradients([(tf.constant(2.0), v)]);\n>>> v.numpy().round(4)\n0.9",
	New:     func() any { return new(LegacyAdam) },
})

// Init implements [model.Initer].
func (o *LegacyAdam) Init(st *model.State) {
	o.start(st, o.LearningRate, "beta_1", o.Beta1, "beta_2", o.Beta2)
}

// Build implements [model.Optimizer].
func (o *LegacyAdam) Build(c *model.Context, vars []*tensor.Variable) {
	o.makeSlots(vars, 0, "m", "v")
	if o.AMSGrad {
		o.makeSlots(vars, 0, "vhat")
	}
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyAdam) ApplyOp() (op, gradient string) {
	if o.AMSGrad {
		return "ResourceApplyAdamWithAmsgrad", "grad"
	}
	return "ResourceApplyAdam", "grad"
}

// Step implements [model.Optimizer].
func (o *LegacyAdam) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	one, t := tensor.Full(dt, 1), o.step(c, dt)
	b1, b2 := o.num(c, "beta_1", dt), o.num(c, "beta_2", dt)
	m := moving(c, o.slot(v, "m"), b1, g)
	second := moving(c, o.slot(v, "v"), b2, c.Square(g))
	if top := o.slot(v, "vhat"); top != nil {
		second = c.Maximum(c.Read(top), second)
		c.Assign(top, second)
	}
	rate := c.Div(c.Mul(o.rate(c, dt), c.Sqrt(c.Sub(one, c.Pow(b2, t)))), c.Sub(one, c.Pow(b1, t)))
	c.Assign(v, c.Sub(c.Read(v), c.Div(c.Mul(rate, m), c.Add(c.Sqrt(second), tensor.Full(dt, o.Epsilon)))))
}

// moving moves the average in a slot towards x and returns it.
func moving(c *model.Context, s *tensor.Variable, keep, x *tensor.Tensor) *tensor.Tensor {
	y := nearer(c, s, keep, x)
	c.Assign(s, y)
	return y
}

// nearer is the average in a slot, moved towards x.
func nearer(c *model.Context, s *tensor.Variable, keep, x *tensor.Tensor) *tensor.Tensor {
	return c.Add(c.Mul(c.Read(s), keep), c.Mul(x, c.Sub(tensor.Full(x.DType(), 1), keep)))
}

// touch gives a weight or slot a new value, in the rows alone that the gradient
// g has where it is that of an embedding.
func touch(c *model.Context, g *tensor.Tensor, v *tensor.Variable, y *tensor.Tensor) {
	c.Assign(v, g.OnlyRows(c.Scope, y, c.Read(v)))
}

// GetConfig implements [model.Configer].
func (o *LegacyAdam) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"beta_1", "beta_2", "epsilon", "amsgrad"}, map[string]any{"epsilon": o.Epsilon, "amsgrad": o.AMSGrad})
}

// LegacyAdamax is Adam with the largest gradient in place of the second moment.
type LegacyAdamax struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the largest gradient"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	legacy
}

// LegacyAdamaxClass declares optimizers.legacy.Adamax.
var LegacyAdamaxClass = declareLegacy(&model.Class{
	Name: "Adamax", Doc: "Adamax as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.Adamax(0.1, decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyAdamax) },
})

// Init implements [model.Initer].
func (o *LegacyAdamax) Init(st *model.State) {
	o.start(st, o.LearningRate, "beta_1", o.Beta1, "beta_2", o.Beta2)
}

// Build implements [model.Optimizer].
func (o *LegacyAdamax) Build(c *model.Context, vars []*tensor.Variable) {
	o.makeSlots(vars, 0, "m", "v")
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyAdamax) ApplyOp() (op, gradient string) { return "ResourceApplyAdaMax", "grad" }

// Step implements [model.Optimizer].
func (o *LegacyAdamax) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	one, b1 := tensor.Full(dt, 1), o.num(c, "beta_1", dt)
	first, s := o.slot(v, "m"), o.slot(v, "v")
	m := nearer(c, first, b1, g)
	touch(c, g, first, m)
	largest := c.Maximum(c.Mul(o.num(c, "beta_2", dt), c.Read(s)), c.Abs(g))
	touch(c, g, s, largest)
	rate := c.Div(o.rate(c, dt), c.Sub(one, c.Pow(b1, o.step(c, dt))))
	touch(c, g, v, c.Sub(c.Read(v), c.Div(c.Mul(rate, m), c.Add(largest, tensor.Full(dt, o.Epsilon)))))
}

// GetConfig implements [model.Configer].
func (o *LegacyAdamax) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"beta_1", "beta_2", "epsilon"}, map[string]any{"epsilon": o.Epsilon})
}

// LegacyNadam is Adam with Nesterov momentum.
type LegacyNadam struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate"`
	Beta1        float64 `arg:"beta_1" default:"0.9" doc:"decay of the first moment"`
	Beta2        float64 `arg:"beta_2" default:"0.999" doc:"decay of the second moment"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	legacy
	Schedule float64 `arg:"schedule_decay" default:"0.004" kwonly:"true" config:"-" doc:"how fast the momentum grows"`

	cache *tensor.Variable // product of the momentums so far
	last  *tensor.Variable // the weight whose step ends that of all
}

// LegacyNadamClass declares optimizers.legacy.Nadam.
var LegacyNadamClass = declareLegacy(&model.Class{
	Name: "Nadam", Doc: "Nadam as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.Nadam(0.1, schedule_decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyNadam) },
})

// Init implements [model.Initer].
func (o *LegacyNadam) Init(st *model.State) {
	if _, ok := o.LearningRate.(model.Schedule); ok {
		tensor.Throwf("ValueError", "The Nadam optimizer does not support tf.keras.optimizers.LearningRateSchedules as the learning rate.")
	}
	o.Decay = nil // Keras puts schedule_decay in its place
	o.start(st, o.LearningRate, "beta_1", o.Beta1, "beta_2", o.Beta2)
}

// Build implements [model.Optimizer].
func (o *LegacyNadam) Build(c *model.Context, vars []*tensor.Variable) {
	one := tensor.NewArray(tensor.Float32)
	one.Fill(1)
	o.cache = o.core.AddVariable("momentum_cache", one)
	o.makeSlots(vars, 0, "m", "v")
	if len(vars) > 0 {
		o.last = vars[len(vars)-1]
	}
}

// momentum is the momentum of a step.
func (o *LegacyNadam) momentum(c *model.Context, t *tensor.Tensor) *tensor.Tensor {
	dt := t.DType()
	half := tensor.Full(dt, 0.5)
	decay := c.Pow(tensor.Full(dt, 0.96), c.Mul(tensor.Full(dt, o.Schedule), t))
	return c.Mul(o.num(c, "beta_1", dt), c.Sub(tensor.Full(dt, 1), c.Mul(half, decay)))
}

// FirstUse implements [model.FirstUse].
func (o *LegacyNadam) FirstUse() (op string, second bool) { return "AddV2", true }

// Step implements [model.Optimizer].
func (o *LegacyNadam) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	one, t := tensor.Full(dt, 1), o.step(c, dt)
	now, next := o.momentum(c, t), o.momentum(c, c.Add(t, one))
	product := c.Mul(c.Cast(c.Read(o.cache), dt), now)
	m := moving(c, o.slot(v, "m"), o.num(c, "beta_1", dt), g)
	b2 := o.num(c, "beta_2", dt)
	second := moving(c, o.slot(v, "v"), b2, c.Square(g))
	ahead := c.Div(g, c.Sub(one, product))
	mHat := c.Div(m, c.Sub(one, c.Mul(product, next)))
	vHat := c.Div(second, c.Sub(one, c.Pow(b2, t)))
	bar := c.Add(c.Mul(c.Sub(one, now), ahead), c.Mul(next, mHat))
	touch(c, g, v, c.Sub(c.Read(v), c.Div(c.Mul(o.rate(c, dt), bar), c.Add(c.Sqrt(vHat), tensor.Full(dt, o.Epsilon)))))
	if v == o.last {
		c.Assign(o.cache, c.Cast(product, tensor.Float32))
	}
}

// GetConfig implements [model.Configer].
func (o *LegacyNadam) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"beta_1", "beta_2", "epsilon"}, map[string]any{"epsilon": o.Epsilon}).Set("decay", o.Schedule)
}

// LegacyAdagrad scales steps by the gradients so far.
type LegacyAdagrad struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Initial      float64 `arg:"initial_accumulator_value" default:"0.1" doc:"first value of the accumulators"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	legacy
}

// LegacyAdagradClass declares optimizers.legacy.Adagrad.
var LegacyAdagradClass = declareLegacy(&model.Class{
	Name: "Adagrad", Doc: "Adagrad as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.Adagrad(0.1, decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyAdagrad) },
})

// Init implements [model.Initer].
func (o *LegacyAdagrad) Init(st *model.State) {
	if o.Initial < 0 {
		tensor.Throwf("ValueError", "initial_accumulator_value must be non-negative: %s", model.Describe(o.Initial))
	}
	o.start(st, o.LearningRate)
}

// Build implements [model.Optimizer].
func (o *LegacyAdagrad) Build(c *model.Context, vars []*tensor.Variable) {
	o.makeSlots(vars, o.Initial, "accumulator")
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyAdagrad) ApplyOp() (op, gradient string) { return "ResourceApplyAdagradV2", "grad" }

// Step implements [model.Optimizer].
func (o *LegacyAdagrad) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt, s := v.DType(), o.slot(v, "accumulator")
	sum := c.Add(c.Read(s), c.Square(g))
	c.Assign(s, sum)
	c.Assign(v, c.Sub(c.Read(v), c.Div(c.Mul(o.rate(c, dt), g), c.Add(c.Sqrt(sum), tensor.Full(dt, o.Epsilon)))))
}

// GetConfig implements [model.Configer].
func (o *LegacyAdagrad) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"initial_accumulator_value", "epsilon"}, map[string]any{"initial_accumulator_value": o.Initial, "epsilon": o.Epsilon})
}

// LegacyAdadelta scales steps by windows of gradients and of steps.
type LegacyAdadelta struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Rho          float64 `arg:"rho" default:"0.95" doc:"decay of the averages"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	legacy
}

// LegacyAdadeltaClass declares optimizers.legacy.Adadelta.
var LegacyAdadeltaClass = declareLegacy(&model.Class{
	Name: "Adadelta", Doc: "Adadelta as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.Adadelta(0.1, decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyAdadelta) },
})

// Init implements [model.Initer].
func (o *LegacyAdadelta) Init(st *model.State) { o.start(st, o.LearningRate, "rho", o.Rho) }

// Build implements [model.Optimizer].
func (o *LegacyAdadelta) Build(c *model.Context, vars []*tensor.Variable) {
	o.makeSlots(vars, 0, "accum_grad", "accum_var")
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyAdadelta) ApplyOp() (op, gradient string) { return "ResourceApplyAdadelta", "grad" }

// Step implements [model.Optimizer].
func (o *LegacyAdadelta) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	rho, eps := o.num(c, "rho", dt), tensor.Full(dt, o.Epsilon)
	sums, steps := o.slot(v, "accum_grad"), o.slot(v, "accum_var")
	grads := nearer(c, sums, rho, c.Square(g))
	touch(c, g, sums, grads)
	step := c.Mul(c.Mul(c.Sqrt(c.Add(c.Read(steps), eps)), c.Rsqrt(c.Add(grads, eps))), g)
	touch(c, g, steps, nearer(c, steps, rho, c.Square(step)))
	touch(c, g, v, c.Sub(c.Read(v), c.Mul(o.rate(c, dt), step)))
}

// GetConfig implements [model.Configer].
func (o *LegacyAdadelta) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"rho", "epsilon"}, map[string]any{"epsilon": o.Epsilon})
}

// LegacyRMSprop scales steps by a running mean of squared gradients.
type LegacyRMSprop struct {
	LearningRate any     `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Rho          float64 `arg:"rho" default:"0.9" doc:"decay of the averages"`
	Momentum     float64 `arg:"momentum" default:"0.0" doc:"share of the last step that is kept"`
	Epsilon      float64 `arg:"epsilon" default:"1e-07" doc:"what keeps the divisor from zero"`
	Centered     bool    `arg:"centered" default:"False" doc:"whether the mean gradient is taken off"`
	legacy
}

// LegacyRMSpropClass declares optimizers.legacy.RMSprop.
var LegacyRMSpropClass = declareLegacy(&model.Class{
	Name: "RMSprop", Doc: "RMSprop as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.RMSprop(0.1, decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyRMSprop) },
})

// Init implements [model.Initer].
func (o *LegacyRMSprop) Init(st *model.State) {
	o.start(st, o.LearningRate, "rho", o.Rho, "momentum", o.Momentum)
	checkLegacyMomentum(o.Momentum)
}

// Build implements [model.Optimizer].
func (o *LegacyRMSprop) Build(c *model.Context, vars []*tensor.Variable) {
	o.makeSlots(vars, 0, "rms")
	if o.Momentum > 0 {
		o.makeSlots(vars, 0, "momentum")
	}
	if o.Centered {
		o.makeSlots(vars, 0, "mg")
	}
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyRMSprop) ApplyOp() (op, gradient string) {
	if o.Momentum == 0 || o.Centered {
		return "", ""
	}
	return "ResourceApplyRMSProp", "grad"
}

// FirstUse implements [model.FirstUse].
func (o *LegacyRMSprop) FirstUse() (op string, second bool) { return "AddV2", true }

// Step implements [model.Optimizer].
func (o *LegacyRMSprop) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	rho, eps := o.num(c, "rho", dt), tensor.Full(dt, o.Epsilon)
	s := o.slot(v, "momentum")
	average := moving
	if s != nil {
		average = func(c *model.Context, a *tensor.Variable, keep, x *tensor.Tensor) *tensor.Tensor {
			y := nearer(c, a, keep, x)
			touch(c, g, a, y)
			return y
		}
	}
	spread := average(c, o.slot(v, "rms"), rho, c.Square(g))
	if mean := o.slot(v, "mg"); mean != nil {
		spread = c.Sub(spread, c.Square(average(c, mean, rho, g)))
	}
	step := c.Mul(o.rate(c, dt), g)
	if s == nil {
		c.Assign(v, c.Sub(c.Read(v), c.Div(step, c.Add(c.Sqrt(spread), eps))))
		return
	}
	m := c.Add(c.Mul(c.Read(s), o.num(c, "momentum", dt)), c.Mul(step, c.Rsqrt(c.Add(spread, eps))))
	touch(c, g, s, m)
	touch(c, g, v, c.Sub(c.Read(v), m))
}

// GetConfig implements [model.Configer].
func (o *LegacyRMSprop) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"rho", "momentum", "epsilon", "centered"}, map[string]any{"epsilon": o.Epsilon, "centered": o.Centered})
}

// LegacyFtrl follows the regularized leader.
type LegacyFtrl struct {
	LearningRate any           `arg:"learning_rate" default:"0.001" doc:"learning rate, a schedule, or a function that gives it"`
	Power        float64       `arg:"learning_rate_power" default:"-0.5" doc:"power, 0 or negative, by which the rate falls"`
	Initial      float64       `arg:"initial_accumulator_value" default:"0.1" doc:"first value of the accumulators"`
	L1           float64       `arg:"l1_regularization_strength" default:"0.0" doc:"L1 penalty"`
	L2           float64       `arg:"l2_regularization_strength" default:"0.0" doc:"L2 penalty"`
	_            model.Inherit `arg:"name" default:"'Ftrl'"`
	Shrinkage    float64       `arg:"l2_shrinkage_regularization_strength" default:"0.0" doc:"L2 penalty on the size of weights"`
	Beta         float64       `arg:"beta" default:"0.0" doc:"beta of the paper"`
	legacy
}

// LegacyFtrlClass declares optimizers.legacy.Ftrl.
var LegacyFtrlClass = declareLegacy(&model.Class{
	Name: "Ftrl", Doc: "Ftrl as Keras had it before 2.11.",
	Example: ">>> keras.optimizers.legacy.Ftrl(0.1, decay=0.5).get_config()['decay']\n0.5",
	New:     func() any { return new(LegacyFtrl) },
})

// Init implements [model.Initer].
func (o *LegacyFtrl) Init(st *model.State) {
	if o.Initial < 0 {
		tensor.Throwf("ValueError", "`initial_accumulator_value` needs to be positive or zero. Received: initial_accumulator_value=%s.", model.Describe(o.Initial))
	}
	if o.Power > 0 {
		tensor.Throwf("ValueError", "`learning_rate_power` needs to be negative or zero. Received: learning_rate_power=%s.", model.Describe(o.Power))
	}
	o.start(st, o.LearningRate)
}

// Build implements [model.Optimizer].
func (o *LegacyFtrl) Build(c *model.Context, vars []*tensor.Variable) {
	a, l := slots{}, slots{}
	for _, v := range vars {
		a[v] = o.core.AddLegacySlot(v, "accumulator", constant(v, o.Initial))
		l[v] = o.core.AddLegacySlot(v, "linear", constant(v, 0))
	}
	o.slots = []legacySlot{{"accumulator", a}, {"linear", l}}
}

// ApplyOp implements [model.OpApplier].
func (o *LegacyFtrl) ApplyOp() (op, gradient string) { return "ResourceApplyFtrl", "grad" }

// Step implements [model.Optimizer].
func (o *LegacyFtrl) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	dt := v.DType()
	num := func(x float64) *tensor.Tensor { return tensor.Full(dt, x) }
	rate, w := o.rate(c, dt), c.Read(v)
	accumulator, linear := o.slot(v, "accumulator"), o.slot(v, "linear")
	l2 := c.Add(num(o.L2), c.Div(num(o.Beta), c.Mul(num(2), rate)))
	shrunk := g
	if o.Shrinkage > 0 {
		shrunk = c.Add(g, c.Mul(num(2*o.Shrinkage), w))
	}
	old := c.Read(accumulator)
	sum := c.Add(old, c.Square(g))
	power := func(x *tensor.Tensor) *tensor.Tensor { return c.Pow(x, num(math.Abs(o.Power))) }
	sigma := c.Div(c.Sub(power(sum), power(old)), rate)
	z := c.Add(c.Read(linear), c.Sub(shrunk, c.Mul(sigma, w)))
	touch(c, g, accumulator, sum)
	touch(c, g, linear, z)
	quadratic := c.Add(c.Div(power(sum), rate), c.Mul(num(2), l2))
	clipped := c.Sub(c.Clip(z, -o.L1, o.L1), z)
	touch(c, g, v, c.Div(clipped, quadratic))
}

// GetConfig implements [model.Configer].
func (o *LegacyFtrl) GetConfig(st *model.State) *model.Map {
	return o.config(st, []string{"learning_rate_power", "initial_accumulator_value", "l1_regularization_strength", "l2_regularization_strength", "beta", "l2_shrinkage_regularization_strength"},
		map[string]any{"learning_rate_power": o.Power, "initial_accumulator_value": o.Initial, "l1_regularization_strength": o.L1, "l2_regularization_strength": o.L2, "beta": o.Beta, "l2_shrinkage_regularization_strength": o.Shrinkage})
}
