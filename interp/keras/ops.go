package keras

import (
	"strings"

	"kerash/interp/object"
)

// newOpsModule makes keras.ops, the names that Keras 3 has for the functions
// of tensors. They are TensorFlow's functions, so that they take symbolic
// tensors, are recorded and differentiated as those are.
func newOpsModule() *object.Module {
	return &object.Module{Name: "keras.ops", Doc: "The functions of tensors under their names in Keras 3.", Members: func() []object.Member {
		var ms []object.Member
		for _, part := range [][]object.Member{opsElementwise(), opsComparisons(), opsReductions(), opsCreation(), opsShapes(), opsPicking(), opsAlgebra(), opsActivations(), opsWindows(), opsConvolutions(), opsSignal(), opsStatistics(), opsCore()} {
			ms = append(ms, part...)
		}
		return ms
	}}
}

// pairAlias is an alias with two parameters, x1 and x2.
func pairAlias(name, doc, target string) object.Member {
	return alias(name+"(x1, x2)", doc, target)
}

// caller calls a function of TensorFlow by its name.
type caller func(name string, args ...object.Value) object.Value

// composed declares a function that calls several of TensorFlow's.
func composed(sig, doc string, f func(tf caller, a *object.Bound) object.Value) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(func(name string, args ...object.Value) object.Value { return callTF(th, name, object.Pos(args...)) }, a), nil
	})
}

func opsElementwise() []object.Member {
	return []object.Member{
		unaryAlias("abs", "The absolute value.", "abs"), unaryAlias("absolute", "The absolute value.", "abs"),
		unaryAlias("arccos", "The inverse cosine.", "acos"), unaryAlias("arccosh", "The inverse hyperbolic cosine.", "acosh"),
		unaryAlias("arcsin", "The inverse sine.", "asin"), unaryAlias("arcsinh", "The inverse hyperbolic sine.", "asinh"),
		unaryAlias("arctan", "The inverse tangent.", "atan"), unaryAlias("arctanh", "The inverse hyperbolic tangent.", "atanh"),
		unaryAlias("ceil", "The next integers above.", "math.ceil"), unaryAlias("floor", "The next integers below.", "floor"),
		unaryAlias("conj", "The complex conjugate.", "math.conj"), unaryAlias("conjugate", "The complex conjugate.", "math.conj"),
		unaryAlias("real", "The real part.", "math.real"), unaryAlias("imag", "The imaginary part.", "math.imag"),
		unaryAlias("cos", "The cosine.", "cos"), unaryAlias("cosh", "The hyperbolic cosine.", "cosh"),
		unaryAlias("sin", "The sine.", "sin"), unaryAlias("sinh", "The hyperbolic sine.", "sinh"),
		unaryAlias("tan", "The tangent.", "tan"), unaryAlias("tanh", "The hyperbolic tangent.", "tanh"),
		unaryAlias("exp", "The exponential.", "exp"), unaryAlias("expm1", "exp(x) - 1, exact for small x.", "math.expm1"),
		unaryAlias("log", "The natural logarithm.", "math.log"), unaryAlias("log1p", "log(1 + x), exact for small x.", "math.log1p"),
		logarithm("log10", "10", 10), logarithm("log2", "2", 2),
		unaryAlias("erf", "The error function.", "math.erf"), unaryAlias("erfinv", "The inverse of the error function.", "math.erfinv"),
		unaryAlias("negative", "The negative.", "negative"), unaryAlias("reciprocal", "1 / x.", "math.reciprocal"),
		unaryAlias("sign", "-1, 0 or 1 by the sign.", "sign"), unaryAlias("sqrt", "The square root.", "sqrt"),
		unaryAlias("rsqrt", "1 / sqrt(x).", "math.rsqrt"), unaryAlias("square", "The square.", "square"),
		composed("round(x, decimals=0)", "The nearest numbers with some decimals.", func(tf caller, a *object.Bound) object.Value {
			if a.Int("decimals") == 0 {
				return tf("round", a.At(0))
			}
			scale := tf("pow", 10.0, float64(a.Int("decimals")))
			return tf("divide", tf("round", tf("multiply", a.At(0), scale)), scale)
		}),
		alias("clip(x, x_min, x_max)", "Numbers limited to an interval.", "clip_by_value"),
		pairAlias("add", "The sum.", "add"), pairAlias("subtract", "The difference.", "subtract"), pairAlias("multiply", "The product.", "multiply"),
		pairAlias("divide", "The quotient.", "divide"), pairAlias("true_divide", "The quotient.", "divide"),
		pairAlias("divide_no_nan", "The quotient, 0 where the divisor is 0.", "math.divide_no_nan"),
		pairAlias("floor_divide", "The quotient rounded down.", "math.floordiv"), pairAlias("mod", "The rest of the division rounded down.", "math.floormod"),
		pairAlias("power", "x1 to the power of x2.", "pow"), pairAlias("maximum", "The greater of two.", "maximum"), pairAlias("minimum", "The lesser of two.", "minimum"),
		pairAlias("arctan2", "The angle of the point (x2, x1).", "atan2"),
		composed("logaddexp(x1, x2)", "log(exp(x1) + exp(x2)).", func(tf caller, a *object.Bound) object.Value {
			distance := tf("abs", tf("subtract", a.At(0), a.At(1)))
			return tf("add", tf("maximum", a.At(0), a.At(1)), tf("math.log1p", tf("exp", tf("negative", distance))))
		}),
	}
}

// logarithm declares a logarithm to a base.
func logarithm(name, base string, value float64) object.Member {
	return composed(name+"(x)", "The logarithm to the base "+base+".", func(tf caller, a *object.Bound) object.Value {
		x := tf("convert_to_tensor", a.At(0))
		return tf("divide", tf("math.log", x), tf("math.log", tf("cast", value, object.Must(object.GetAttr(a.Thread(), x, "dtype")))))
	})
}

func opsComparisons() []object.Member {
	return []object.Member{
		pairAlias("equal", "Whether elements are equal.", "equal"), pairAlias("not_equal", "Whether elements differ.", "not_equal"),
		pairAlias("greater", "Whether elements of x1 are greater.", "greater"), pairAlias("greater_equal", "Whether elements of x1 are not less.", "greater_equal"),
		pairAlias("less", "Whether elements of x1 are less.", "less"), pairAlias("less_equal", "Whether elements of x1 are not greater.", "less_equal"),
		pairAlias("logical_and", "Whether both hold.", "logical_and"), pairAlias("logical_or", "Whether one holds.", "logical_or"),
		pairAlias("logical_xor", "Whether one of two holds.", "math.logical_xor"), alias("logical_not(x)", "Whether it does not hold.", "logical_not"),
		alias("isfinite(x)", "Whether numbers are finite.", "math.is_finite"), alias("isinf(x)", "Whether numbers are infinite.", "math.is_inf"), alias("isnan(x)", "Whether numbers are NaN.", "math.is_nan"),
		composed("isclose(x1, x2)", "Whether numbers are equal but for rounding: within 1e-8 + 1e-5·|x2|.", func(tf caller, a *object.Bound) object.Value {
			near := tf("add", tf("multiply", tf("abs", a.At(1)), 1e-5), 1e-8)
			return tf("less_equal", tf("abs", tf("subtract", a.At(0), a.At(1))), near)
		}),
		alias("where(condition, x1=None, x2=None)", "Elements of x1 where the condition holds, else of x2.", "where"),
	}
}

func opsReductions() []object.Member {
	return []object.Member{
		reduction("all", "Whether all elements hold.", "reduce_all", false), reduction("any", "Whether one element holds.", "reduce_any", false),
		reduction("amax", "The greatest element.", "reduce_max", false), reduction("amin", "The least element.", "reduce_min", false),
		reduction("max", "The greatest element.", "reduce_max", false), reduction("min", "The least element.", "reduce_min", false),
		reduction("mean", "The mean.", "reduce_mean", false), reduction("prod", "The product.", "reduce_prod", false), reduction("sum", "The sum.", "reduce_sum", false),
		reduction("std", "The standard deviation.", "math.reduce_std", false), reduction("var", "The variance.", "math.reduce_variance", false),
		reduction("logsumexp", "The logarithm of the sum of the exponentials.", "reduce_logsumexp", false),
		composed("count_nonzero(x, axis=None)", "How many elements are not 0.", func(tf caller, a *object.Bound) object.Value {
			return tf("cast", tf("math.count_nonzero", a.At(0), a.At(1)), "int32")
		}),
		flattening("argmax(x, axis=None)", "The position of the greatest element, among all for None.", "argmax"),
		flattening("argmin(x, axis=None)", "The position of the least element, among all for None.", "argmin"),
		flattening("cumsum(x, axis=None)", "The sums of leading elements, of all for None.", "cumsum"),
		flattening("cumprod(x, axis=None)", "The products of leading elements, of all for None.", "math.cumprod"),
		alias("moments(x, axes, keepdims=False)", "The mean and the variance over axes.", "nn.moments", "", "", "keepdims"),
		composed("average(x, axis=None, weights=None)", "The mean with weights.", func(tf caller, a *object.Bound) object.Value {
			if a.At(2) == nil {
				return tf("reduce_mean", a.At(0), a.At(1))
			}
			weighted := tf("multiply", a.At(0), a.At(2))
			return tf("divide", tf("reduce_sum", weighted, a.At(1)), tf("reduce_sum", tf("multiply", tf("ones_like", a.At(0)), a.At(2)), a.At(1)))
		}),
	}
}

// flattening declares a function along an axis that takes all elements in a
// row when there is none. Positions are int32, as in Keras 3.
func flattening(sig, doc, target string) object.Member {
	return composed(sig, doc, func(tf caller, a *object.Bound) object.Value {
		x, axis := a.At(0), a.At(1)
		if axis == nil {
			x, axis = inRow(tf, x), 0
		}
		r := tf(target, x, axis)
		if strings.HasPrefix(target, "arg") {
			r = tf("cast", r, "int32")
		}
		return r
	})
}
