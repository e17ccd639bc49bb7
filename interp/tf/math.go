package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// unary declares a function of one tensor.
func unary(names, sig, doc string, f func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor) decl {
	arg := firstParam(sig)
	return decl{names: names, sig: sig, doc: doc, elementwise: true, fn: func(c *call) object.Value { return f(c.s, c.tensor(arg)) }}
}

// rawUnary declares one of TensorFlow's generated functions of one tensor.
func rawUnary(names, sig, doc string, f func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor) decl {
	d := unary(names, sig, doc, f)
	d.raw = true
	return d
}

// firstParam is the name of the first parameter of a signature.
func firstParam(sig string) string {
	start, end := 0, len(sig)
	for i := range sig {
		switch sig[i] {
		case '(':
			start = i + 1
		case ',', ')', '=':
			if start > 0 && i < end {
				end = i
			}
		}
	}
	return sig[start:end]
}

// specialDecls are the functions of tf.math.special.
func specialDecls() []decl {
	special := func(names, sig, doc string, f func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor) decl {
		d := unary(names, sig, doc, f)
		d.direct = true
		return d
	}
	return []decl{
		special("math.special.bessel_j0", "bessel_j0(x, name=None)", "Bessel function of the first kind, order 0.", (*tensor.Scope).BesselJ0),
		special("math.special.bessel_j1", "bessel_j1(x, name=None)", "Bessel function of the first kind, order 1.", (*tensor.Scope).BesselJ1),
		special("math.special.bessel_k0", "bessel_k0(x, name=None)", "Modified Bessel function of the second kind, order 0.", (*tensor.Scope).BesselK0),
		special("math.special.bessel_k0e", "bessel_k0e(x, name=None)", "bessel_k0 times exp(x).", (*tensor.Scope).BesselK0e),
		special("math.special.bessel_k1", "bessel_k1(x, name=None)", "Modified Bessel function of the second kind, order 1.", (*tensor.Scope).BesselK1),
		special("math.special.bessel_k1e", "bessel_k1e(x, name=None)", "bessel_k1 times exp(x).", (*tensor.Scope).BesselK1e),
		special("math.special.bessel_y0", "bessel_y0(x, name=None)", "Bessel function of the second kind, order 0.", (*tensor.Scope).BesselY0),
		special("math.special.bessel_y1", "bessel_y1(x, name=None)", "Bessel function of the second kind, order 1.", (*tensor.Scope).BesselY1),
		special("math.special.dawsn", "dawsn(x, name=None)", "Dawson's integral: exp(-x**2) times the integral of exp(t**2) from 0 to x.", (*tensor.Scope).Dawsn),
		special("math.special.expint", "expint(x, name=None)", "Exponential integral: the integral of exp(t)/t up to x.", (*tensor.Scope).Expint),
		special("math.special.fresnel_cos", "fresnel_cos(x, name=None)", "Fresnel's cosine integral: the integral of cos(pi*t**2/2) from 0 to x.", (*tensor.Scope).FresnelCos),
		special("math.special.fresnel_sin", "fresnel_sin(x, name=None)", "Fresnel's sine integral: the integral of sin(pi*t**2/2) from 0 to x.", (*tensor.Scope).FresnelSin),
		special("math.special.spence", "spence(x, name=None)", "Spence's integral: that of log(t)/(1 - t) from 1 to x.", (*tensor.Scope).Spence),
	}
}

// mathDecls are the elementwise functions of one tensor.
func mathDecls() []decl {
	return []decl{
		unary("math.abs abs", "abs(x, name=None)", "Absolute value.", (*tensor.Scope).Abs),
		rawUnary("math.acos acos", "acos(x, name=None)", "Inverse cosine.", (*tensor.Scope).Acos),
		rawUnary("math.acosh acosh", "acosh(x, name=None)", "Inverse hyperbolic cosine.", (*tensor.Scope).Acosh),
		rawUnary("math.asin asin", "asin(x, name=None)", "Inverse sine.", (*tensor.Scope).Asin),
		rawUnary("math.asinh asinh", "asinh(x, name=None)", "Inverse hyperbolic sine.", (*tensor.Scope).Asinh),
		rawUnary("math.atan atan", "atan(x, name=None)", "Inverse tangent.", (*tensor.Scope).Atan),
		rawUnary("math.atanh atanh", "atanh(x, name=None)", "Inverse hyperbolic tangent.", (*tensor.Scope).Atanh),
		unary("math.bessel_i0 math.special.bessel_i0", "bessel_i0(x, name=None)", "Modified Bessel function of the first kind, order 0.", (*tensor.Scope).BesselI0),
		unary("math.bessel_i0e math.special.bessel_i0e", "bessel_i0e(x, name=None)", "bessel_i0 divided by exp(|x|).", (*tensor.Scope).BesselI0e),
		unary("math.bessel_i1 math.special.bessel_i1", "bessel_i1(x, name=None)", "Modified Bessel function of the first kind, order 1.", (*tensor.Scope).BesselI1),
		unary("math.bessel_i1e math.special.bessel_i1e", "bessel_i1e(x, name=None)", "bessel_i1 divided by exp(|x|).", (*tensor.Scope).BesselI1e),
		unary("math.ceil", "ceil(x, name=None)", "Least integer not below x.", (*tensor.Scope).Ceil),
		rawUnary("math.cos cos", "cos(x, name=None)", "Cosine.", (*tensor.Scope).Cos),
		rawUnary("math.cosh cosh", "cosh(x, name=None)", "Hyperbolic cosine.", (*tensor.Scope).Cosh),
		rawUnary("math.digamma", "digamma(x, name=None)", "Derivative of lgamma.", (*tensor.Scope).Digamma),
		rawUnary("math.erf", "erf(x, name=None)", "Error function.", (*tensor.Scope).Erf),
		rawUnary("math.erfc", "erfc(x, name=None)", "1 - erf(x).", (*tensor.Scope).Erfc),
		unary("math.erfcinv", "erfcinv(x, name=None)", "Inverse of erfc.", erfcinv),
		unary("math.erfinv", "erfinv(x, name=None)", "Inverse of erf.", (*tensor.Scope).Erfinv),
		unary("math.exp exp", "exp(x, name=None)", "e to the power of x.", (*tensor.Scope).Exp),
		rawUnary("math.expm1", "expm1(x, name=None)", "exp(x) - 1, precise near 0.", (*tensor.Scope).Expm1),
		unary("math.floor floor", "floor(x, name=None)", "Greatest integer not above x.", (*tensor.Scope).Floor),
		rawUnary("math.is_finite", "is_finite(x, name=None)", "True where x is neither infinite nor NaN.", (*tensor.Scope).IsFinite),
		rawUnary("math.is_inf", "is_inf(x, name=None)", "True where x is infinite.", (*tensor.Scope).IsInf),
		rawUnary("math.is_nan", "is_nan(x, name=None)", "True where x is NaN.", (*tensor.Scope).IsNan),
		rawUnary("math.lgamma", "lgamma(x, name=None)", "Logarithm of the absolute value of the gamma function.", (*tensor.Scope).Lgamma),
		rawUnary("math.log", "log(x, name=None)", "Natural logarithm.", (*tensor.Scope).Log),
		rawUnary("math.log1p", "log1p(x, name=None)", "log(1 + x), precise near 0.", (*tensor.Scope).Log1p),
		unary("math.log_sigmoid", "log_sigmoid(x, name=None)", "log(sigmoid(x)).", (*tensor.Scope).LogSigmoid),
		rawUnary("math.logical_not logical_not", "logical_not(x, name=None)", "not x, elementwise.", (*tensor.Scope).LogicalNot),
		unary("math.ndtri", "ndtri(x, name=None)", "Quantile function of the normal distribution.", (*tensor.Scope).Ndtri),
		rawUnary("math.negative negative", "neg(x, name=None)", "-x.", (*tensor.Scope).Neg),
		rawUnary("math.reciprocal", "reciprocal(x, name=None)", "1/x.", (*tensor.Scope).Reciprocal),
		unary("math.reciprocal_no_nan", "reciprocal_no_nan(x, name=None)", "1/x, and 0 where x is 0.", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
			needConstant(x, "1", false)
			return s.DivNoNan(s.OnesLike(x), x)
		}),
		rawUnary("math.rint", "rint(x, name=None)", "Nearest integer, halves to the even one.", (*tensor.Scope).Rint),
		unary("math.round round", "round(x, name=None)", "Nearest integer, halves to the even one.", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
			if x.DType().IsInteger() {
				return x
			}
			return s.Round(x)
		}),
		unary("math.rsqrt", "rsqrt(x, name=None)", "1/√x.", (*tensor.Scope).Rsqrt),
		unary("math.sigmoid nn.sigmoid sigmoid", "sigmoid(x, name=None)", "1/(1 + exp(-x)).", (*tensor.Scope).Sigmoid),
		unary("math.sign sign", "sign(x, name=None)", "-1, 0 or 1.", (*tensor.Scope).Sign),
		rawUnary("math.sin sin", "sin(x, name=None)", "Sine.", (*tensor.Scope).Sin),
		rawUnary("math.sinh sinh", "sinh(x, name=None)", "Hyperbolic sine.", (*tensor.Scope).Sinh),
		unary("math.sqrt sqrt", "sqrt(x, name=None)", "Square root.", (*tensor.Scope).Sqrt),
		rawUnary("math.square square", "square(x, name=None)", "x².", (*tensor.Scope).Square),
		rawUnary("math.tan tan", "tan(x, name=None)", "Tangent.", (*tensor.Scope).Tan),
		rawUnary("math.tanh nn.tanh tanh", "tanh(x, name=None)", "Hyperbolic tangent.", (*tensor.Scope).Tanh),
		rawUnary("bitwise.invert", "invert(x, name=None)", "All bits flipped.", (*tensor.Scope).Invert),
	}
}

// erfcinv is -ndtri(x/2)/√2.
func erfcinv(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	needConstant(x, "0.5", true)
	half := s.Cast(tensor.ConstScalar(0.5), x.DType())
	root := s.Cast(tensor.ConstScalar(-0.70710678118654752440), x.DType())
	return s.Mul(s.Ndtri(s.Mul(x, half)), root)
}

// needConstant throws what TensorFlow does when a number of its own, text, does
// not convert to the dtype of x.
func needConstant(x *tensor.Tensor, text string, float bool) {
	switch dt := x.DType(); {
	case dt == tensor.Bool, dt == tensor.String, float && dt.IsInteger():
		noConstant(text, dt)
	}
}

// noConstant throws what TensorFlow does when a number, text, does not convert
// to a dtype.
func noConstant(text string, dt tensor.DType) {
	object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype %s", text, dt.RuntimeName()))
}
