package tensor

import (
	"math"

	"kerash/tensor/internal/kernel"
)

// activation declares an elementwise function with up to three parameters and
// its derivatives. The first derivative is written as a function of v, which
// is the input or, where that is cheaper, the output; the further ones are
// derivatives of that function with respect to v, so that the tape can
// differentiate again.
type activation struct {
	name    string
	fromOut bool // v is the output
	k       kernel.UnOp
	pk      kernel.ParamOp
	gk      kernel.GradOp
	math    bool // declared among TensorFlow's math ops, which shows in messages
	f       func(x float64, p *actParams) float64
	d       []func(v float64, p *actParams) float64
}

// actParams are the parameters of an activation, in its own order.
type actParams struct{ a, b, c float64 }

// actAttr is the attribute of an activation op; order counts derivatives.
type actAttr struct {
	act   *activation
	p     actParams
	order int
}

const (
	noParam = kernel.ParamOp(noKernel)
	noGrad  = kernel.GradOp(noKernel)
)

var opActivation = &Op{
	Name:        "Activation",
	Elementwise: true,
	Infer:       inferActivation,
	Eval:        evalActivation,
}

// opActivationGrad computes g·D(v) for inputs v and g, where D is the
// derivative of the given order.
var opActivationGrad = &Op{
	Name:        "ActivationGrad",
	Elementwise: true,
	Infer:       inferActivation,
	Eval:        evalActivationGrad,
}

func init() {
	opActivation.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*actAttr)
		v := in[0]
		if a.act.fromOut {
			v = out[0]
		}
		if a.act == actSoftsign {
			return s.final("SoftsignGrad", func(in []*Tensor) []*Tensor {
				return []*Tensor{s.activationGrad(a, 1, in[0], in[1])}
			}, v, gout[0])
		}
		return []*Tensor{s.activationGrad(a, 1, v, gout[0])}
	}
	opActivationGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*actAttr)
		gv := s.activationGrad(a, a.order+1, in[0], s.Mul(in[1], gout[0]))
		return []*Tensor{gv, s.activationGrad(a, a.order, in[0], gout[0])}
	}
}

// activationGrad is g·D(v). Where the derivative of that order is zero, it is
// zeros for what TensorFlow has an op for and nil for what it composes of others.
func (s *Scope) activationGrad(a *actAttr, order int, v, g *Tensor) *Tensor {
	if order > len(a.act.d) {
		switch a.act {
		case actRelu, actRelu6, actLeakyRelu:
			return s.ZerosLike(v)
		}
		return nil
	}
	return s.Apply1(opActivationGrad, &actAttr{a.act, a.p, order}, v, g)
}

func inferActivation(c *Call) []Spec {
	act := c.Attr.(*actAttr).act
	if act == actSilu {
		c.CheckTypes("Mul", c.In[0])
		c.CheckTypes("Sigmoid", c.In[0])
	} else {
		c.CheckTypes(act.name, c.In[0])
	}
	if !c.In[0].DType.IsFloat() { // of those that TensorFlow has no op for
		c.CheckTypes("Softplus", c.In[0])
	}
	return c.result(c.In[0])
}

func evalActivation(c *Call, in, out []*Array) {
	a := c.Attr.(*actAttr)
	if out[0].dtype == Float64 {
		x, y := Data[float64](in[0]), Data[float64](out[0])
		for i, v := range x {
			y[i] = a.act.f(v, &a.p)
		}
		return
	}
	if steps := stepwiseActs(a.act); out[0].dtype.isHalf() && steps.f != nil {
		mapStepwise(out[0], in[0], steps.f)
		return
	}
	x, y := in[0].F32(), out[0].F32()
	switch {
	case a.act.k != noKernel:
		kernel.Unary(a.act.k, y, x)
	case a.act.pk != noParam:
		kernel.UnaryParam(a.act.pk, y, x, float32(a.p.a), float32(a.p.b))
	default:
		kernel.Parallel(len(y), 8192, func(lo, hi int) {
			for i := lo; i < hi; i++ {
				y[i] = float32(a.act.f(float64(x[i]), &a.p))
			}
		})
	}
	RoundHalf(out[0].dtype, y)
}

func evalActivationGrad(c *Call, in, out []*Array) {
	a := c.Attr.(*actAttr)
	d := a.act.d[a.order-1]
	if out[0].dtype == Float64 {
		v, g, y := Data[float64](in[0]), Data[float64](in[1]), Data[float64](out[0])
		for i := range y {
			y[i] = g[i] * d(v[i], &a.p)
		}
		return
	}
	v, g, y := in[0].F32(), in[1].F32(), out[0].F32()
	if steps := stepwiseActs(a.act); out[0].dtype.isHalf() && a.order == 1 && steps.d != nil {
		r := rounderTo(out[0].dtype)
		for i := range y {
			y[i] = float32(steps.d(float64(v[i]), float64(g[i]), r))
		}
		return
	}
	if a.order == 1 && a.act.gk != noGrad {
		kernel.UnaryGrad(a.act.gk, y, g, v)
	} else {
		kernel.Parallel(len(y), 8192, func(lo, hi int) {
			for i := lo; i < hi; i++ {
				y[i] = float32(float64(g[i]) * d(float64(v[i]), &a.p))
			}
		})
	}
	RoundHalf(out[0].dtype, y)
}

func (s *Scope) activate(act *activation, x *Tensor, p actParams) *Tensor {
	return s.Apply1(opActivation, &actAttr{act: act, p: p}, x)
}

type actFunc = func(v float64, p *actParams) float64

// step is 1 where the condition holds.
func step(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// nan is v when it is not a number, else y: comparisons lose NaN.
func nan(v, y float64) float64 {
	if v != v {
		return v
	}
	return y
}

var (
	actRelu = &activation{name: "Relu", fromOut: true, k: kernel.OpRelu, pk: noParam, gk: kernel.GradRelu,
		f: func(x float64, p *actParams) float64 { return nan(x, math.Max(x, 0)) },
		d: []actFunc{func(y float64, p *actParams) float64 { return step(y > 0) }}}

	actRelu6 = &activation{name: "Relu6", fromOut: true, k: kernel.OpRelu6, pk: noParam, gk: kernel.GradRelu6,
		f: func(x float64, p *actParams) float64 { return nan(x, math.Min(math.Max(x, 0), 6)) },
		d: []actFunc{func(y float64, p *actParams) float64 { return step(y > 0 && y < 6) }}}

	// a: slope for negative inputs.
	actLeakyRelu = &activation{name: "LeakyRelu", k: noKernel, pk: kernel.OpLeakyRelu, gk: noGrad,
		f: func(x float64, p *actParams) float64 {
			if x < 0 {
				return p.a * x
			}
			return x
		},
		d: []actFunc{func(x float64, p *actParams) float64 {
			if x > 0 {
				return 1
			}
			return p.a
		}}}

	// a: slope below the threshold; b: threshold; c: largest output, or +Inf.
	actReluFull = &activation{name: "Relu", k: noKernel, pk: noParam, gk: noGrad,
		f: func(x float64, p *actParams) float64 {
			switch {
			case x == p.b || x < p.b && p.a == 0: // no negative zero
				return 0
			case x < p.b:
				return p.a * (x - p.b)
			}
			return nan(x, math.Min(x, p.c))
		},
		d: []actFunc{func(x float64, p *actParams) float64 {
			switch {
			case x < p.b:
				return p.a
			case x == p.b || x > p.c:
				return 0
			}
			return 1
		}}}

	// a: alpha.
	actElu = &activation{name: "Elu", fromOut: true, k: noKernel, pk: kernel.OpEluAlpha, gk: noGrad,
		f: func(x float64, p *actParams) float64 {
			if x < 0 {
				return p.a * math.Expm1(x)
			}
			return x
		},
		d: []actFunc{
			func(y float64, p *actParams) float64 {
				if y <= 0 {
					return y + p.a
				}
				return 1
			},
			func(y float64, p *actParams) float64 { return step(y < 0) },
		}}

	actElu1 = &activation{name: "Elu", fromOut: true, k: kernel.OpElu, pk: noParam, gk: kernel.GradElu,
		f: actElu.f, d: actElu.d}

	actSelu = &activation{name: "Selu", fromOut: true, k: kernel.OpSelu, pk: noParam, gk: kernel.GradSelu,
		f: func(x float64, p *actParams) float64 {
			if x < 0 {
				return seluScaleAlpha * math.Expm1(x)
			}
			return seluScale * x
		},
		d: []actFunc{
			func(y float64, p *actParams) float64 {
				if y < 0 {
					return y + seluScaleAlpha
				}
				return seluScale
			},
			func(y float64, p *actParams) float64 { return step(y < 0) },
		}}

	actSilu = &activation{name: "Swish", k: kernel.OpSilu, pk: noParam, gk: kernel.GradSilu,
		f: func(x float64, p *actParams) float64 { return x * logistic(x) },
		d: []actFunc{
			func(x float64, p *actParams) float64 { l := logistic(x); return l * (1 + x*(1-l)) },
			func(x float64, p *actParams) float64 { l := logistic(x); return l * (1 - l) * (2 + x*(1-2*l)) },
			func(x float64, p *actParams) float64 {
				l := logistic(x)
				m := l * (1 - l)
				return m * (3*(1-2*l) + x*((1-2*l)*(1-2*l)-2*m))
			},
		}}

	actGelu = &activation{name: "Gelu", k: kernel.OpGelu, pk: noParam, gk: kernel.GradGelu,
		f: func(x float64, p *actParams) float64 { return x * normCDF(x) },
		d: []actFunc{
			func(x float64, p *actParams) float64 { return normCDF(x) + x*normPDF(x) },
			func(x float64, p *actParams) float64 { return normPDF(x) * (2 - x*x) },
			func(x float64, p *actParams) float64 { return normPDF(x) * x * (x*x - 4) },
		}}

	actGeluTanh = &activation{name: "Gelu", k: kernel.OpGeluTanh, pk: noParam, gk: kernel.GradGeluTanh,
		f: func(x float64, p *actParams) float64 { return 0.5 * x * (1 + math.Tanh(geluC*(x+geluA*x*x*x))) },
		d: []actFunc{
			func(x float64, p *actParams) float64 {
				t, u1 := math.Tanh(geluC*(x+geluA*x*x*x)), geluC*(1+3*geluA*x*x)
				return 0.5*(1+t) + 0.5*x*(1-t*t)*u1
			},
			func(x float64, p *actParams) float64 {
				t, u1, u2 := math.Tanh(geluC*(x+geluA*x*x*x)), geluC*(1+3*geluA*x*x), geluC*6*geluA*x
				return (1-t*t)*u1 + 0.5*x*(1-t*t)*(u2-2*t*u1*u1)
			},
		}}

	actSoftsign = &activation{name: "Softsign", k: kernel.OpSoftsign, pk: noParam, gk: kernel.GradSoftsign,
		f: func(x float64, p *actParams) float64 { return x / (1 + math.Abs(x)) },
		d: []actFunc{
			func(x float64, p *actParams) float64 { a := 1 + math.Abs(x); return 1 / (a * a) },
			func(x float64, p *actParams) float64 {
				a := 1 + math.Abs(x)
				return -2 * math.Copysign(step(x != 0), x) / (a * a * a)
			},
		}}

	actHardSigmoid = &activation{name: "HardSigmoid", k: kernel.OpHardSigmoid, pk: noParam, gk: kernel.GradHardSigmoid,
		f: func(x float64, p *actParams) float64 { return nan(x, math.Min(math.Max(0.2*x+0.5, 0), 1)) },
		d: []actFunc{func(x float64, p *actParams) float64 { return 0.2 * step(x >= -2.5 && x <= 2.5) }}}

	actSoftplus = &activation{name: "Softplus", k: kernel.OpSoftplus, pk: noParam, gk: kernel.GradSoftplus,
		f: func(x float64, p *actParams) float64 { return softplus64(x) },
		d: []actFunc{
			func(x float64, p *actParams) float64 { return logistic(x) },
			func(x float64, p *actParams) float64 { l := logistic(x); return l * (1 - l) },
			func(x float64, p *actParams) float64 { l := logistic(x); return l * (1 - l) * (1 - 2*l) },
		}}

	actMish = &activation{name: "Mish", k: noKernel, pk: noParam, gk: noGrad,
		f: func(x float64, p *actParams) float64 { return x * math.Tanh(softplus64(x)) },
		d: []actFunc{
			func(x float64, p *actParams) float64 {
				t, l := math.Tanh(softplus64(x)), logistic(x)
				return t + x*(1-t*t)*l
			},
			func(x float64, p *actParams) float64 {
				t, l := math.Tanh(softplus64(x)), logistic(x)
				return (1 - t*t) * l * (2 + x*((1-l)-2*t*l))
			},
		}}
)

const (
	seluScale      = 1.0507009873554804934193349852946
	seluScaleAlpha = seluScale * 1.6732632423543772848170429916717
	geluC          = 0.79788456080286535587989211986876 // √(2/π)
	geluA          = 0.044715
)

func normCDF(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }

func normPDF(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

func softplus64(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

// Relu is max(x, 0).
func (s *Scope) Relu(x *Tensor) *Tensor {
	s.checkTypes("Relu", x)
	if x.DType().IsInteger() {
		return s.Maximum(x, Full(x.DType(), 0))
	}
	return s.activate(actRelu, x, actParams{})
}

// Relu6 is min(max(x, 0), 6).
func (s *Scope) Relu6(x *Tensor) *Tensor {
	if x.DType().IsInteger() {
		return s.Clip(x, 0, 6)
	}
	return s.activate(actRelu6, x, actParams{})
}

// CRelu joins relu(x) and relu(-x) along an axis.
func (s *Scope) CRelu(x *Tensor, axis int) *Tensor {
	return s.Relu(s.Concat([]*Tensor{x, s.Neg(x)}, axis))
}

// Tanh is the hyperbolic tangent of x.
func (s *Scope) Tanh(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Apply1(opComplexTanh, nil, x)
	}
	return s.activate(actTanhOut, x, actParams{})
}

// Sigmoid is 1/(1+e⁻ˣ).
func (s *Scope) Sigmoid(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Apply1(opComplexSigmoid, nil, x)
	}
	return s.activate(actSigmoidOut, x, actParams{})
}

// LogSigmoid is log(sigmoid(x)), exact for large |x|.
func (s *Scope) LogSigmoid(x *Tensor) *Tensor { return s.Neg(s.Softplus(s.Neg(x))) }

// Softplus is log(1+eˣ).
func (s *Scope) Softplus(x *Tensor) *Tensor { return s.activate(actSoftplus, x, actParams{}) }

// ReluFull is Keras' relu: x where it exceeds the threshold, at most maxValue
// (nil for no limit), and slope·(x-threshold) below.
func (s *Scope) ReluFull(x *Tensor, slope float64, maxValue *float64, threshold float64) *Tensor {
	switch {
	case slope == 0 && maxValue == nil && threshold == 0:
		return s.Relu(x)
	case slope == 0 && maxValue != nil && *maxValue == 6 && threshold == 0:
		return s.Relu6(x)
	case maxValue == nil && threshold == 0:
		return s.LeakyRelu(x, slope)
	}
	limit := math.Inf(1)
	if maxValue != nil {
		limit = *maxValue
	}
	return s.activate(actReluFull, x, actParams{slope, threshold, limit})
}

// LeakyRelu is x, or alpha·x where x is negative; alpha is a float32. Integers
// become float32.
func (s *Scope) LeakyRelu(x *Tensor, alpha float64) *Tensor {
	if x.DType().IsInteger() {
		x = s.Cast(x, Float32)
	}
	return s.activate(actLeakyRelu, x, actParams{a: float64(float32(alpha))})
}

// Elu is x, or alpha·(eˣ-1) where x is negative.
func (s *Scope) Elu(x *Tensor, alpha float64) *Tensor {
	if alpha == 1 {
		return s.activate(actElu1, x, actParams{a: 1})
	}
	return s.activate(actElu, x, actParams{a: alpha})
}

// Selu is the scaled exponential linear unit.
func (s *Scope) Selu(x *Tensor) *Tensor { return s.activate(actSelu, x, actParams{}) }

// Silu is x·sigmoid(x), also called swish.
func (s *Scope) Silu(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Mul(x, s.Sigmoid(x))
	}
	return s.activate(actSilu, x, actParams{})
}

// Gelu is x·Φ(x), or its approximation by tanh.
func (s *Scope) Gelu(x *Tensor, approximate bool) *Tensor {
	if approximate {
		return s.activate(actGeluTanh, x, actParams{})
	}
	return s.activate(actGelu, x, actParams{})
}

// Softsign is x/(1+|x|).
func (s *Scope) Softsign(x *Tensor) *Tensor { return s.activate(actSoftsign, x, actParams{}) }

// HardSigmoid is clip(0.2x + 0.5, 0, 1), as in Keras 2.
func (s *Scope) HardSigmoid(x *Tensor) *Tensor { return s.activate(actHardSigmoid, x, actParams{}) }

// Mish is x·tanh(softplus(x)).
func (s *Scope) Mish(x *Tensor) *Tensor { return s.activate(actMish, x, actParams{}) }
