package optimizers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// The factor that LossScale begins with, and after how many good steps it
// doubles.
const (
	firstScale  = 1 << 15
	growthSteps = 2000

	lossScaleModule = "keras.src.mixed_precision.loss_scale_optimizer"
)

// LossScale wraps an optimizer for training in float16: the loss is scaled up
// before it is differentiated. The factor is fixed, or grows after a number of
// steps with finite gradients and halves at each step without.
type LossScale struct {
	Inner        any      `arg:"inner_optimizer" doc:"the optimizer that changes the weights"`
	Dynamic      any      `arg:"dynamic" default:"True" doc:"whether the factor follows the gradients"`
	InitialScale *float64 `arg:"initial_scale" default:"None" doc:"the factor at the beginning; None is 32768 for a dynamic one"`
	GrowthSteps  *int     `arg:"dynamic_growth_steps" default:"None" doc:"after how many steps with finite gradients a dynamic factor doubles; None is 2000"`

	class  *model.Class
	inner  model.Optimizer
	factor *tensor.Variable // of a dynamic one
	good   *tensor.Variable // steps since the factor changed
	scaled bool             // a loss was scaled
	undone bool             // gradients were unscaled
	warned bool
}

// LossScaleClass declares LossScaleOptimizer, of which TensorFlow makes the
// third version for the present optimizers.
var LossScaleClass = declare(&model.Class{
	Name: "LossScaleOptimizerV3", In: lossScaleModule, OnlyObject: true,
	Doc: "Wraps an optimizer for training in float16: the loss is multiplied by a factor before it is differentiated, so that small gradients do not vanish.",
	Example: `>>> o = keras.mixed_precision.LossScaleOptimizer(keras.optimizers.SGD(0.25))
>>> v = tf.Variable(1.0)
>>> with tf.GradientTape() as tape:
...     loss = o.get_scaled_loss(v * v)
>>> grads = o.get_unscaled_gradients(tape.gradient(loss, [v]))
>>> o.apply_gradients(zip(grads, [v]));
>>> v.numpy()
0.5`,
	New: func() any { return new(LossScale) },
	Methods: []*model.Method{
		{Signature: "loss_scale", Doc: "the present factor", Call: func(c *model.Context, obj any, args []any) any { return obj.(*LossScale).Factor(c) }},
		{Signature: "dynamic_counter", Doc: "how many steps had finite gradients since the factor changed; None for a fixed one", Call: func(c *model.Context, obj any, args []any) any {
			if o := obj.(*LossScale); o.good != nil {
				return o.good
			}
			return nil
		}},
		{Signature: "use_ema", Doc: "whether the inner optimizer keeps a moving average of the weights", Call: func(c *model.Context, obj any, args []any) any {
			return obj.(*LossScale).OptimizerCore().UseEMA
		}},
		{Signature: "ema_momentum", Doc: "momentum of the moving average", Call: func(c *model.Context, obj any, args []any) any {
			return obj.(*LossScale).OptimizerCore().EMAMomentum
		}},
	},
})

// Init implements [model.Initer].
func (o *LossScale) Init(st *model.State) {
	inner, ok := o.Inner.(model.Optimizer)
	if m, isMap := o.Inner.(*model.Map); isMap {
		inner, ok = model.FromConfig(st, model.KindOptimizer, m).(model.Optimizer)
	}
	if !ok {
		tensor.Throwf("TypeError", "\"inner_optimizer\" must be an instance of `tf.keras.optimizers.Optimizer` or `tf.keras.optimizers.experimental.Optimizer`, but got: %s.", model.Describe(o.Inner))
	}
	dynamic, ok := o.Dynamic.(bool)
	if !ok {
		tensor.Throwf("TypeError", "\"dynamic\" argument to LossScaleOptimizer.__init__ must be a bool, but got: %s", model.Describe(o.Dynamic))
	}
	if _, twice := inner.(model.LossScaler); twice {
		tensor.Throwf("TypeError", "LossScaleOptimizer cannot wrap another LossScaleOptimizer, but got: <%s.%s object>", lossScaleModule, "LossScaleOptimizerV3")
	}
	if !inner.OptimizerCore().Wrap() {
		tensor.Throwf("ValueError", "\"inner_optimizer\" is already wrapped by a LossScaleOptimizer. An optimizer can only be wrapped by a single LossScaleOptimizer")
	}
	o.Inner, o.inner = inner, inner
	if !dynamic {
		switch {
		case o.InitialScale == nil:
			tensor.Throwf("ValueError", "\"initial_scale\" must be specified if \"dynamic\" is False")
		case o.GrowthSteps != nil:
			tensor.Throwf("ValueError", "\"dynamic_growth_steps\" must be None if \"dynamic\" is False, but got: %d", *o.GrowthSteps)
		}
		return
	}
	if o.InitialScale == nil {
		o.InitialScale = new(float64(firstScale))
	}
	if o.GrowthSteps == nil {
		o.GrowthSteps = new(growthSteps)
	}
	o.factor = tensor.NewVariable("current_loss_scale:0", tensor.Scalar(float32(*o.InitialScale)))
	o.good = tensor.NewVariable("good_steps:0", tensor.Scalar(int64(0)))
	o.factor.Trainable, o.good.Trainable = false, false
}

// DeclaredBy implements [model.Declared].
func (o *LossScale) DeclaredBy(c *model.Class, obj any) { o.class = c }

// Class is the declaration.
func (o *LossScale) Class() *model.Class { return o.class }

// OptimizerCore implements [model.Optimizer]: rate, counter and slots are those
// of the inner optimizer.
func (o *LossScale) OptimizerCore() *model.OptimizerBase { return o.inner.OptimizerCore() }

// InnerOptimizer is the wrapped optimizer.
func (o *LossScale) InnerOptimizer() model.Optimizer { return o.inner }

// Build implements [model.Optimizer].
func (o *LossScale) Build(c *model.Context, vars []*tensor.Variable) { o.inner.Build(c, vars) }

// Step implements [model.Optimizer].
func (o *LossScale) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	o.inner.Step(c, g, v)
}

// Factor is the present factor, a float32 scalar.
func (o *LossScale) Factor(c *model.Context) *tensor.Tensor {
	if o.factor == nil {
		return tensor.ConstScalar(float32(*o.InitialScale))
	}
	return c.Read(o.factor)
}

// ScaleState implements [model.LossScaler].
func (o *LossScale) ScaleState() []*tensor.Variable {
	if o.factor == nil {
		return nil
	}
	return []*tensor.Variable{o.factor, o.good}
}

// ScaleLoss implements [model.LossScaler].
func (o *LossScale) ScaleLoss(c *model.Context, loss *tensor.Tensor) *tensor.Tensor {
	o.scaled = true
	return c.Mul(loss, c.Cast(o.Factor(c), loss.DType()))
}

// UnscaleGradients implements [model.LossScaler].
func (o *LossScale) UnscaleGradients(c *model.Context, grads []*tensor.Tensor) []*tensor.Tensor {
	o.undone = true
	part := c.Div(tensor.ConstScalar(float32(1)), o.Factor(c))
	out := make([]*tensor.Tensor, len(grads))
	for i, g := range grads {
		if g != nil {
			out[i] = c.Mul(g, c.Cast(part, g.DType()))
		}
	}
	return out
}

// ApplyScaled implements [model.LossScaler].
func (o *LossScale) ApplyScaled(c *model.Context, grads []*tensor.Tensor, vars []*tensor.Variable) {
	model.BuildOptimizer(c, o.inner, vars)
	o.warn(c)
	if o.factor == nil || o.follow(c, grads) {
		model.ApplyGradients(c, o.inner, grads, vars)
		return
	}
	c.AssignAdd(o.OptimizerCore().Iterations(), tensor.ConstScalar(int64(1)))
}

// follow sets the dynamic factor after the gradients of a step and reports
// whether they are finite. It needs their values, so such steps are not traced.
func (o *LossScale) follow(c *model.Context, grads []*tensor.Tensor) bool {
	for _, g := range grads {
		if g != nil && !finite(c, g) {
			half := max(o.factor.Value().Float(0)/2, 1)
			c.Assign(o.factor, tensor.ConstScalar(float32(half)))
			c.Assign(o.good, tensor.ConstScalar(int64(0)))
			return false
		}
	}
	n := o.good.Value().Int(0) + 1
	if n >= int64(*o.GrowthSteps) {
		if twice := 2 * o.factor.Value().Float(0); twice <= math.MaxFloat32 {
			c.Assign(o.factor, tensor.ConstScalar(float32(twice)))
		}
		n = 0
	}
	c.Assign(o.good, tensor.ConstScalar(n))
	return true
}

func finite(c *model.Context, g *tensor.Tensor) bool {
	return c.All(c.IsFinite(g.RowValues()), nil, false).Array().Int(0) != 0
}

// warn tells once what a loop of the user's forgot.
func (o *LossScale) warn(c *model.Context) {
	if o.warned || o.scaled && o.undone {
		return
	}
	o.warned = true
	const scale, unscale = "LossScaleOptimizer.get_scaled_loss()", "LossScaleOptimizer.get_unscaled_gradients()"
	forgot, did, place := scale+" and "+unscale, "", "them in the correct places"
	switch {
	case o.undone:
		forgot, did, place = scale, " (you did call get_unscaled_gradients() however)", "get_scaled_loss() in the correct place"
	case o.scaled:
		forgot, did, place = unscale, " (you did call get_scaled_loss() however)", "get_unscaled_gradients() in the correct place"
	}
	c.State.Warnf("WARNING:tensorflow", "You forgot to call %s before calling LossScaleOptimizer.apply_gradients()%s. This will likely result in worse model quality, so please call %s!", forgot, did, place)
}
