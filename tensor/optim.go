package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// Rule is how an optimizer changes a variable: Keras 2.15's formulas, each in
// one pass over the variable, its gradient and its slots. The rules are the
// structs of this file; which slots a rule works on, and in which order, is
// said with each.
type Rule interface {
	// update changes out, the variable and its slots, by the gradient in[0],
	// the learning rate in[1] and the number of steps done before in[2].
	update(c *Call, in, out []*Array)
}

var opOptimize = &Op{
	Name: "Optimize",
	Eval: func(c *Call, in, out []*Array) {
		if out[0].Size() == 0 {
			return
		}
		c.Attr.(Rule).update(c, in, out)
		for _, a := range out {
			RoundHalfArray(a)
		}
	},
}

// Optimize changes w and its slots by a rule. g is the gradient, of w's dtype
// and shape; rate the learning rate, a floating point scalar; steps the number
// of steps done before this one, an integer scalar. In a trace this becomes a
// part of every step.
func (s *Scope) Optimize(r Rule, w *Variable, slots []*Variable, g, rate, steps *Tensor) {
	if !SameShape(g.Shape(), w.Shape()) {
		Throwf("ValueError", "a gradient of shape %s does not fit variable '%s' of shape %s", ShapeString(g.Shape()), w.Name, ShapeString(w.Shape()))
	}
	s.Update(opOptimize, r, append([]*Variable{w}, slots...), s.Cast(g, w.DType()), rate, steps)
}

// rounding gives the function that rounds to a dtype, with which the scalar
// parts of a rule are computed as TensorFlow does.
func rounding(d DType) func(float64) float64 {
	if d == Float64 {
		return func(x float64) float64 { return x }
	}
	return func(x float64) float64 { return float64(float32(x)) }
}

// optParams are the parameters of a kernel's rule.
type optParams = kernel.OptParams[float64]

// runRule applies a kernel's rule to the variable out[0] with gradient g (may
// be nil) and the slots.
func runRule(rule kernel.OptRule, p optParams, g *Array, out []*Array, slots ...*Array) {
	if out[0].dtype == Float64 {
		var s [3][]float64
		for i, a := range slots {
			s[i] = Data[float64](a)
		}
		kernel.OptimizeF64(rule, Data[float64](out[0]), f64OrNil(g), s, p)
		return
	}
	var s [3][]float32
	for i, a := range slots {
		s[i] = a.F32()
	}
	var q kernel.OptParams[float32]
	for i, v := range p {
		q[i] = float32(v)
	}
	kernel.Optimize(rule, out[0].F32(), f32OrNil(g), s, q)
}

// SGD is gradient descent. Slots: the momentum, or none for the plain rule.
type SGD struct {
	Momentum float64
	Nesterov bool
}

func (o SGD) update(c *Call, in, out []*Array) {
	rule := kernel.OptMomentum
	switch {
	case len(out) == 1:
		rule = kernel.OptSGD
	case o.Nesterov:
		rule = kernel.OptNesterov
	}
	runRule(rule, optParams{in[1].Float(0), o.Momentum}, in[0], out, out[1:]...)
}

// RMSprop divides by a moving average of the gradient's square (Hinton 2012).
// Slots: velocity, the average gradient when Centered, the momentum when
// Momentum is not 0.
type RMSprop struct {
	Rho, Momentum, Epsilon float64
	Centered               bool
}

func (o RMSprop) update(c *Call, in, out []*Array) {
	rule := kernel.OptRMSprop
	switch {
	case o.Centered && o.Momentum != 0:
		rule = kernel.OptCenteredMom
	case o.Centered:
		rule = kernel.OptCentered
	case o.Momentum != 0:
		rule = kernel.OptRMSpropMom
	}
	runRule(rule, optParams{in[1].Float(0), o.Rho, 1 - o.Rho, o.Epsilon, o.Momentum}, in[0], out, out[1:]...)
}

// Adam scales by estimates of the first and second moment (Kingma and Ba
// 2014). Slots: m, v, and the largest v so far when AMSGrad (Reddi et al.
// 2018). AdamW is Adam after a [Scope.Decay].
type Adam struct {
	Beta1, Beta2, Epsilon float64
	AMSGrad               bool
}

func (o Adam) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	t := float64(in[2].Int(0) + 1)
	power1, power2 := r(math.Pow(r(o.Beta1), t)), r(math.Pow(r(o.Beta2), t))
	alpha := r(r(r(in[1].Float(0))*r(math.Sqrt(r(1-power2)))) / r(1-power1))
	rule := kernel.OptAdam
	if o.AMSGrad {
		rule = kernel.OptAMSGrad
	}
	runRule(rule, optParams{alpha, 1 - o.Beta1, 1 - o.Beta2, o.Epsilon}, in[0], out, out[1:]...)
}

// Adamax is Adam with the infinity norm (Kingma and Ba 2014). Slots: m, u.
type Adamax struct{ Beta1, Beta2, Epsilon float64 }

func (o Adamax) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	power := r(math.Pow(r(o.Beta1), float64(in[2].Int(0)+1)))
	runRule(kernel.OptAdamax, optParams{in[1].Float(0), 1 - o.Beta1, o.Beta2, r(1 - power), o.Epsilon}, in[0], out, out[1:]...)
}

// Nadam is Adam with Nesterov's momentum (Dozat 2015). Slots: m, v, and the
// product of the momentum schedule, a scalar that all variables of an
// optimizer share.
//
// Keras counts how often the product was taken and takes it again unless the
// count equals the number of steps plus 2. Inside of a tf.function that count
// is fixed when the function is traced, so that fit takes the product once for
// each variable and step; Count is the count that holds for this variable.
type Nadam struct {
	Beta1, Beta2, Epsilon float64
	Count                 int64
}

func (o Nadam) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	steps := in[2].Int(0)
	t := float64(steps + 1)
	b1, b2, decay := r(o.Beta1), r(o.Beta2), r(0.96)
	schedule := func(t float64) float64 { return r(b1 * r(1-r(0.5*r(math.Pow(decay, t))))) }
	u, next := schedule(t), schedule(t+1)
	product := out[3].Float(0)
	if o.Count != steps+2 {
		product = r(product * u)
		out[3].setFloat(0, product)
	}
	p := optParams{in[1].Float(0), r(1 - b1), r(1 - b2), o.Epsilon,
		next / r(1-r(product*next)), r(1-u) / r(1-product), r(1 - r(math.Pow(b2, t)))}
	runRule(kernel.OptNadam, p, in[0], out, out[1], out[2])
}

// Adagrad divides by the root of the sum of squared gradients (Duchi et al.
// 2011). Slots: the sum.
type Adagrad struct{ Epsilon float64 }

func (o Adagrad) update(c *Call, in, out []*Array) {
	runRule(kernel.OptAdagrad, optParams{in[1].Float(0), o.Epsilon}, in[0], out, out[1:]...)
}

// Adadelta adapts by moving averages of squared gradients and squared updates
// (Zeiler 2012). Slots: these two.
type Adadelta struct{ Rho, Epsilon float64 }

func (o Adadelta) update(c *Call, in, out []*Array) {
	runRule(kernel.OptAdadelta, optParams{in[1].Float(0), o.Rho, 1 - o.Rho, o.Epsilon}, in[0], out, out[1:]...)
}

// Ftrl follows the regularized leader (McMahan et al. 2013). Slots: the sum of
// squared gradients and the linear term.
type Ftrl struct{ Power, L1, L2, Shrinkage, Beta float64 }

func (o Ftrl) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	rate := r(in[1].Float(0))
	l2 := r(r(o.L2) + r(o.Beta/r(2*rate)))
	runRule(kernel.OptFtrl, optParams{rate, -o.Power, o.L1, r(2 * l2), 2 * o.Shrinkage}, in[0], out, out[1:]...)
}

// Lion goes by the sign of the momentum (Chen et al. 2023). Slots: the
// momentum.
type Lion struct{ Beta1, Beta2 float64 }

func (o Lion) update(c *Call, in, out []*Array) {
	r := rounding(out[0].dtype)
	b1, b2 := r(o.Beta1), r(o.Beta2)
	runRule(kernel.OptLion, optParams{in[1].Float(0), b1, r(1 - b1), b2, r(1 - b2)}, in[0], out, out[1:]...)
}

// opDecay and opAverage change a variable without slots.
var (
	opDecay = &Op{Name: "WeightDecay", Eval: func(c *Call, in, out []*Array) {
		runRule(kernel.OptDecay, optParams{in[0].Float(0), c.Attr.(float64)}, nil, out)
		RoundHalfArray(out[0])
	}}
	opAverage = &Op{Name: "MovingAverage", Eval: func(c *Call, in, out []*Array) {
		d := c.Attr.(float64)
		runRule(kernel.OptAverage, optParams{d, 1 - d}, in[0], out)
		RoundHalfArray(out[0])
	}}
)

// Decay shrinks w by decay·rate·w, decoupled from the gradient (Loshchilov and
// Hutter 2017).
func (s *Scope) Decay(w *Variable, decay float64, rate *Tensor) {
	s.Update(opDecay, decay, []*Variable{w}, rate)
}

// Average moves avg towards x: avg = momentum·avg + (1-momentum)·x.
func (s *Scope) Average(avg *Variable, momentum float64, x *Tensor) {
	s.Update(opAverage, momentum, []*Variable{avg}, s.Cast(x, avg.DType()))
}
