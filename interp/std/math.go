package std

import (
	"math"
	"math/big"

	"kerash/interp/internal/pair"
	"kerash/interp/object"
)

func mathModule() *object.Module {
	return &object.Module{Name: "math", Doc: "Mathematical functions of real numbers.", Members: mathMembers}
}

// realFunc is a function of one float. poles tells the arguments where the
// result is infinite or undefined although the argument is finite.
type realFunc struct {
	name, doc string
	f         func(float64) float64
}

var realFuncs = []realFunc{
	{"sqrt", "Square root of x.", math.Sqrt},
	{"cbrt", "Cube root of x.", math.Cbrt},
	{"exp", "e to the power x.", math.Exp},
	{"exp2", "2 to the power x.", math.Exp2},
	{"expm1", "exp(x) - 1, exact for small x.", math.Expm1},
	{"log1p", "log(1 + x), exact for small x.", math.Log1p},
	{"log2", "Logarithm of x to base 2.", math.Log2},
	{"log10", "Logarithm of x to base 10.", math.Log10},
	{"sin", "Sine of x, in radians.", func(x float64) float64 { sin, _ := pair.Sincos(x); return sin }},
	{"cos", "Cosine of x, in radians.", func(x float64) float64 { _, cos := pair.Sincos(x); return cos }},
	{"tan", "Tangent of x, in radians.", pair.Tan},
	{"asin", "Arc sine of x.", math.Asin},
	{"acos", "Arc cosine of x.", math.Acos},
	{"atan", "Arc tangent of x.", math.Atan},
	{"sinh", "Hyperbolic sine of x.", math.Sinh},
	{"cosh", "Hyperbolic cosine of x.", math.Cosh},
	{"tanh", "Hyperbolic tangent of x.", math.Tanh},
	{"asinh", "Inverse hyperbolic sine of x.", math.Asinh},
	{"acosh", "Inverse hyperbolic cosine of x.", math.Acosh},
	{"atanh", "Inverse hyperbolic tangent of x.", math.Atanh},
	{"erf", "Error function at x.", math.Erf},
	{"erfc", "Complementary error function at x.", math.Erfc},
	{"gamma", "Gamma function at x.", math.Gamma},
	{"lgamma", "Logarithm of the absolute value of the gamma function at x.", func(x float64) float64 { v, _ := math.Lgamma(x); return v }},
	{"fabs", "Absolute value of x, as a float.", math.Abs},
	{"degrees", "x radians in degrees.", func(x float64) float64 { return x * (180 / math.Pi) }},
	{"radians", "x degrees in radians.", func(x float64) float64 { return x * (math.Pi / 180) }},
	{"ulp", "Distance from x to the next float.", ulp},
}

func ulp(x float64) float64 {
	x = math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return x
	case x == math.MaxFloat64:
		return x - math.Nextafter(x, 0)
	}
	return math.Nextafter(x, math.Inf(1)) - x
}

func mathMembers() []object.Member {
	members := []object.Member{
		object.Const("pi", math.Pi), object.Const("e", math.E), object.Const("tau", 2*math.Pi),
		object.Const("inf", math.Inf(1)), object.Const("nan", math.NaN()),
	}
	for _, r := range realFuncs {
		members = append(members, object.Fun(r.name+"(x, /)", r.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if b, ok := a.At(0).(*big.Int); ok && b.Sign() > 0 && (r.name == "log2" || r.name == "log10") {
				return logBig(b, r.f, r.f(2)), nil
			}
			x, err := object.AsFloat(th, a.At(0))
			if err != nil {
				return nil, err
			}
			return realResult(r.f(x), x)
		}))
	}
	members = append(members, mathPairs()...)
	members = append(members, mathInts()...)
	return append(members, mathSums()...)
}

// realResult refuses results that are infinite or undefined for finite
// arguments.
func realResult(r float64, args ...float64) (object.Value, error) {
	if !math.IsNaN(r) && !math.IsInf(r, 0) {
		return r, nil
	}
	for _, x := range args {
		if math.IsNaN(x) || math.IsInf(x, 0) && math.IsInf(r, 0) {
			return r, nil
		}
	}
	if math.IsNaN(r) {
		return nil, object.ValueErrorf("math domain error")
	}
	// An infinite result at a pole is a domain error, from growth an overflow.
	if len(args) == 1 && (args[0] == 0 || math.Abs(args[0]) == 1) {
		return nil, object.ValueErrorf("math domain error")
	}
	return nil, object.Errorf(object.OverflowError, "math range error")
}

// mathPairs are the functions of two floats and of parts of floats.
func mathPairs() []object.Member {
	pair := func(sig, doc string, f func(x, y float64) float64) object.Member {
		return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, y := object.Must(object.AsFloat(th, a.At(0))), object.Must(object.AsFloat(th, a.At(1)))
			return realResult(f(x, y), x, y)
		})
	}
	return []object.Member{
		pair("atan2(y, x, /)", "Arc tangent of y / x with the right quadrant.", math.Atan2),
		object.Fun("pow(x, y, /)", "x to the power y, as a float.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, y := object.Must(object.AsFloat(th, a.At(0))), object.Must(object.AsFloat(th, a.At(1)))
			if x == 0 && y < 0 {
				return nil, object.ValueErrorf("math domain error")
			}
			return realResult(math.Pow(x, y), x, y)
		}),
		object.Fun("fmod(x, y, /)", "Remainder of x / y with the sign of x.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, y := object.Must(object.AsFloat(th, a.At(0))), object.Must(object.AsFloat(th, a.At(1)))
			if y == 0 || math.IsInf(x, 0) && !math.IsNaN(y) {
				return nil, object.ValueErrorf("math domain error")
			}
			return math.Mod(x, y), nil
		}),
		pair("remainder(x, y, /)", "Difference from x to the nearest multiple of y.", math.Remainder),
		pair("copysign(x, y, /)", "The magnitude of x with the sign of y.", math.Copysign),
		pair("nextafter(x, y, /)", "The next float after x towards y.", math.Nextafter),
		object.Fun("ldexp(x, i, /)", "x * 2**i.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x := object.Must(object.AsFloat(th, a.At(0)))
			r := math.Ldexp(x, a.Int("i"))
			if math.IsInf(r, 0) && !math.IsInf(x, 0) {
				return nil, object.Errorf(object.OverflowError, "math range error")
			}
			return r, nil
		}),
		object.Fun("frexp(x, /)", "(m, e) with x == m * 2**e and 0.5 <= abs(m) < 1.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m, e := math.Frexp(a.Float("x"))
			return object.NewTuple(m, e), nil
		}),
		object.Fun("modf(x, /)", "Fractional and integer part of x.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			i, f := math.Modf(a.Float("x"))
			if math.IsInf(i, 0) {
				f = math.Copysign(0, i)
			}
			return object.NewTuple(f, i), nil
		}),
		object.Fun("log(x, base=<e>, /)", "Logarithm of x to the base, the natural one when it is left out.", mathLog),
		predicate("isnan(x, /)", "Whether x is not a number.", math.IsNaN),
		predicate("isinf(x, /)", "Whether x is infinite.", func(x float64) bool { return math.IsInf(x, 0) }),
		predicate("isfinite(x, /)", "Whether x is neither infinite nor not a number.", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }),
		object.Fun("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether a and b are nearly equal.", isClose),
	}
}

func predicate(sig, doc string, f func(float64) bool) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(object.Must(object.AsFloat(th, a.At(0)))), nil
	})
}

// logBig is the logarithm of an integer above 0, whose float may be infinite.
func logBig(b *big.Int, log func(float64) float64, two float64) float64 {
	if f, _ := new(big.Float).SetInt(b).Float64(); !math.IsInf(f, 0) {
		return log(f)
	}
	m := new(big.Float)
	e := new(big.Float).SetInt(b).MantExp(m)
	f, _ := m.Float64()
	return log(f) + two*float64(e)
}

func mathLog(th *object.Thread, a *object.Bound) (object.Value, error) {
	ln := func(v object.Value) float64 {
		if b, ok := v.(*big.Int); ok && b.Sign() > 0 {
			return logBig(b, math.Log, math.Log(2))
		}
		x := object.Must(object.AsFloat(th, v))
		if x <= 0 {
			object.Throw(object.ValueErrorf("math domain error"))
		}
		return math.Log(x)
	}
	x := ln(a.At(0))
	if !a.Given("base") {
		return x, nil
	}
	base := ln(a.At(1))
	if base == 0 {
		return nil, object.Errorf(object.ZeroDivisionError, "float division by zero")
	}
	return x / base, nil
}

func isClose(th *object.Thread, a *object.Bound) (object.Value, error) {
	x, y, rel, abs := a.Float("a"), a.Float("b"), a.Float("rel_tol"), a.Float("abs_tol")
	switch {
	case rel < 0 || abs < 0:
		return nil, object.ValueErrorf("tolerances must be non-negative")
	case x == y:
		return true, nil
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return false, nil
	}
	d := math.Abs(x - y)
	return d <= math.Abs(rel*y) || d <= math.Abs(rel*x) || d <= abs, nil
}
