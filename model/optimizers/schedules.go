package optimizers

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// declareSchedule adds a learning rate schedule.
func declareSchedule(c *model.Class) *model.Class {
	c.Kind = model.KindSchedule
	return model.Declare(c)
}

// scalars computes with numbers of one dtype.
type scalars struct {
	*model.Context
	dt tensor.DType
}

func scalarsOf(c *model.Context) scalars { return scalars{c, c.State.FloatX} }

// of is an argument as a scalar.
func (s scalars) of(x any) *tensor.Tensor {
	if v, ok := model.AsFloat(x); ok {
		return tensor.Full(s.dt, v)
	}
	if _, text := x.(string); text {
		tensor.Throwf("UnimplementedError", "{{function_node __wrapped__Cast_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cast string to float is not supported [Op:Cast] name: ")
	}
	return model.AsTensor(x, s.dt)
}

// step is the number of a step as a float.
func (s scalars) step(x *tensor.Tensor) *tensor.Tensor { return s.Cast(x, s.dt) }

// cosine is (1 + cos(π·x)) / 2.
func (s scalars) cosine(x *tensor.Tensor) *tensor.Tensor {
	return s.Mul(s.of(0.5), s.Add(s.of(1), s.Cos(s.Mul(s.of(math.Pi), x))))
}

// ExponentialDecay is rate · decay_rate^(step / decay_steps).
type ExponentialDecay struct {
	Initial   any  `arg:"initial_learning_rate" doc:"learning rate at step 0"`
	Steps     any  `arg:"decay_steps" doc:"steps after which the rate was multiplied by decay_rate once"`
	Rate      any  `arg:"decay_rate" doc:"factor of the decay"`
	Staircase bool `arg:"staircase" default:"False" doc:"whether the rate falls in steps"`
	Name      any  `arg:"name" default:"None" doc:"name of the schedule"`
}

// ExponentialDecayClass declares ExponentialDecay.
var ExponentialDecayClass = declareSchedule(&model.Class{
	Name: "ExponentialDecay",
	Doc:  "Exponential decay: initial_learning_rate * decay_rate ^ (step / decay_steps).",
	Example: `>>> s = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)
>>> s(20).numpy()
0.025`,
	New: func() any { return new(ExponentialDecay) },
})

// At implements [model.Schedule].
func (d *ExponentialDecay) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	p := s.Div(s.step(step), s.of(d.Steps))
	if d.Staircase {
		p = s.Floor(p)
	}
	return s.Mul(s.of(d.Initial), s.Pow(s.of(d.Rate), p))
}

// PiecewiseConstantDecay is one of some rates, by the step.
type PiecewiseConstantDecay struct {
	Boundaries any `arg:"boundaries" doc:"last steps of all rates but the last"`
	Values     any `arg:"values" doc:"the rates, one more than boundaries"`
	Name       any `arg:"name" default:"None" doc:"name of the schedule"`

	bounds, values []float64
}

// PiecewiseConstantDecayClass declares PiecewiseConstantDecay.
var PiecewiseConstantDecayClass = declareSchedule(&model.Class{
	Name: "PiecewiseConstantDecay",
	Doc:  "Constant rates between boundaries: values[i] up to and including step boundaries[i], values[-1] after the last boundary.",
	Example: `>>> s = keras.optimizers.schedules.PiecewiseConstantDecay([10], [1.0, 0.5])
>>> s(10).numpy(), s(11).numpy()
(1.0, 0.5)`,
	New: func() any { return new(PiecewiseConstantDecay) },
})

// Init implements [model.Initer].
func (d *PiecewiseConstantDecay) Init(st *model.State) {
	d.bounds, d.values = numbers(d.Boundaries), numbers(d.Values)
	if len(d.bounds) != len(d.values)-1 {
		tensor.Throwf("ValueError", "The length of boundaries should be 1 less than the length of values. Received: boundaries=%s of length %d, and values=%s of length %d.", model.Describe(d.Boundaries), len(d.bounds), model.Describe(d.Values), len(d.values))
	}
}

func numbers(x any) []float64 {
	items, ok := model.Sequence(x)
	if !ok {
		tensor.Throwf("TypeError", "a schedule needs a list of numbers, received: %s", model.Describe(x))
	}
	out := make([]float64, len(items))
	for i, it := range items {
		if out[i], ok = model.AsFloat(it); !ok {
			tensor.Throwf("TypeError", "a schedule needs numbers, received: %s", model.Describe(it))
		}
	}
	return out
}

// At implements [model.Schedule].
func (d *PiecewiseConstantDecay) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	out := s.of(d.values[len(d.values)-1])
	for i := len(d.bounds) - 1; i >= 0; i-- {
		within := s.LessEqual(step, tensor.Full(step.DType(), d.bounds[i]))
		out = s.Select(within, s.of(d.values[i]), out)
	}
	return out
}

// PolynomialDecay falls to an end rate by a power of the steps left.
type PolynomialDecay struct {
	Initial any  `arg:"initial_learning_rate" doc:"learning rate at step 0"`
	Steps   any  `arg:"decay_steps" doc:"step at which the end rate is reached"`
	End     any  `arg:"end_learning_rate" default:"0.0001" doc:"learning rate at the end"`
	Power   any  `arg:"power" default:"1.0" doc:"power of the share of steps left"`
	Cycle   bool `arg:"cycle" default:"False" doc:"whether to begin anew beyond decay_steps"`
	Name    any  `arg:"name" default:"None" doc:"name of the schedule"`
}

// PolynomialDecayClass declares PolynomialDecay.
var PolynomialDecayClass = declareSchedule(&model.Class{
	Name: "PolynomialDecay",
	Doc:  "Polynomial decay: (initial_learning_rate - end_learning_rate) * (1 - step / decay_steps) ^ power + end_learning_rate.",
	Example: `>>> s = keras.optimizers.schedules.PolynomialDecay(1.0, 10, 0.0)
>>> s(5).numpy()
0.5`,
	New: func() any { return new(PolynomialDecay) },
})

// At implements [model.Schedule].
func (d *PolynomialDecay) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	t, n := s.step(step), s.of(d.Steps)
	if d.Cycle {
		n = s.Mul(n, s.Select(s.Equal(t, s.of(0)), s.of(1), s.Ceil(s.Div(t, s.of(d.Steps)))))
	} else {
		t = s.Minimum(t, n)
	}
	left := s.Pow(s.Sub(s.of(1), s.Div(t, n)), s.of(d.Power))
	return s.Add(s.Mul(s.Sub(s.of(d.Initial), s.of(d.End)), left), s.of(d.End))
}

// InverseTimeDecay is rate / (1 + decay_rate · step / decay_steps).
type InverseTimeDecay struct {
	Initial   any  `arg:"initial_learning_rate" doc:"learning rate at step 0"`
	Steps     any  `arg:"decay_steps" doc:"how often the decay is applied"`
	Rate      any  `arg:"decay_rate" doc:"strength of the decay"`
	Staircase bool `arg:"staircase" default:"False" doc:"whether the rate falls in steps"`
	Name      any  `arg:"name" default:"None" doc:"name of the schedule"`
}

// InverseTimeDecayClass declares InverseTimeDecay.
var InverseTimeDecayClass = declareSchedule(&model.Class{
	Name: "InverseTimeDecay",
	Doc:  "Inverse time decay: initial_learning_rate / (1 + decay_rate * step / decay_steps).",
	Example: `>>> s = keras.optimizers.schedules.InverseTimeDecay(1.0, 1.0, 0.5)
>>> s(2).numpy()
0.5`,
	New: func() any { return new(InverseTimeDecay) },
})

// At implements [model.Schedule].
func (d *InverseTimeDecay) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	p := s.Div(s.step(step), s.of(d.Steps))
	if d.Staircase {
		p = s.Floor(p)
	}
	return s.Div(s.of(d.Initial), s.Add(s.of(1), s.Mul(s.of(d.Rate), p)))
}

// CosineDecay falls along half a cosine, after a linear warm-up if wanted.
type CosineDecay struct {
	Initial      any `arg:"initial_learning_rate" doc:"learning rate at step 0"`
	Steps        any `arg:"decay_steps" doc:"steps of the decay"`
	Alpha        any `arg:"alpha" default:"0.0" doc:"smallest rate, as a share of the highest"`
	Name         any `arg:"name" default:"None" doc:"name of the schedule"`
	WarmupTarget any `arg:"warmup_target" default:"None" doc:"rate at the end of the warm-up; no warm-up if not given"`
	WarmupSteps  any `arg:"warmup_steps" default:"0" doc:"steps of the warm-up"`
}

// CosineDecayClass declares CosineDecay.
var CosineDecayClass = declareSchedule(&model.Class{
	Name: "CosineDecay",
	Doc:  "Decay along half a cosine, after a linear warm-up if wanted (Loshchilov and Hutter 2016).",
	Example: `>>> s = keras.optimizers.schedules.CosineDecay(1.0, 10)
>>> s(10).numpy()
0.0`,
	New: func() any { return new(CosineDecay) },
})

// At implements [model.Schedule].
func (d *CosineDecay) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	t, n := s.step(step), s.of(d.Steps)
	decay := func(t, from *tensor.Tensor) *tensor.Tensor {
		alpha := s.of(d.Alpha)
		share := s.Add(s.Mul(s.Sub(s.of(1), alpha), s.cosine(s.Div(t, n))), alpha)
		return s.Mul(from, share)
	}
	if d.WarmupTarget == nil {
		return decay(s.Minimum(t, n), s.of(d.Initial))
	}
	first, target, initial := s.of(d.WarmupSteps), s.of(d.WarmupTarget), s.of(d.Initial)
	t = s.Minimum(t, s.Add(n, first))
	warm := s.Add(s.Mul(s.Sub(target, initial), s.Div(t, first)), initial)
	return s.Select(s.Less(t, first), warm, decay(s.Sub(t, first), target))
}

// CosineDecayRestarts is [CosineDecay] that begins anew again and again.
type CosineDecayRestarts struct {
	Initial any `arg:"initial_learning_rate" doc:"learning rate at step 0"`
	Steps   any `arg:"first_decay_steps" doc:"steps of the first decay"`
	TMul    any `arg:"t_mul" default:"2.0" doc:"how much longer each decay is than the last"`
	MMul    any `arg:"m_mul" default:"1.0" doc:"how much higher each decay begins than the last"`
	Alpha   any `arg:"alpha" default:"0.0" doc:"smallest rate, as a share of the highest"`
	Name    any `arg:"name" default:"None" doc:"name of the schedule"`
}

// CosineDecayRestartsClass declares CosineDecayRestarts.
var CosineDecayRestartsClass = declareSchedule(&model.Class{
	Name: "CosineDecayRestarts",
	Doc:  "Cosine decays one after the other, each t_mul times as long and m_mul times as high as the last (Loshchilov and Hutter 2016).",
	Example: `>>> s = keras.optimizers.schedules.CosineDecayRestarts(1.0, 10)
>>> s(10).numpy()
1.0`,
	New: func() any { return new(CosineDecayRestarts) },
})

// At implements [model.Schedule].
func (d *CosineDecayRestarts) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	s := scalarsOf(c)
	done := s.Div(s.step(step), s.of(d.Steps))
	mul, one, alpha := s.of(d.TMul), s.of(1), s.of(d.Alpha)
	var restarts *tensor.Tensor
	if mul.Array().Float(0) == 1 {
		restarts = s.Floor(done)
		done = s.Sub(done, restarts)
	} else {
		back := s.Sub(one, mul)
		restarts = s.Floor(s.Div(s.Log(s.Sub(one, s.Mul(done, back))), s.Log(mul)))
		length := s.Pow(mul, restarts)
		done = s.Div(s.Sub(done, s.Div(s.Sub(one, length), back)), length)
	}
	height := s.Mul(s.Pow(s.of(d.MMul), restarts), s.cosine(done))
	return s.Mul(s.of(d.Initial), s.Add(s.Mul(s.Sub(one, alpha), height), alpha))
}
