package std

import (
	"math"

	"kerash/interp/internal/pair"
	"kerash/interp/object"
)

func cmathModule() *object.Module {
	return &object.Module{Name: "cmath", Doc: "Mathematical functions of complex numbers.", Members: cmathMembers}
}

// complexFuncs are the functions of one complex number. Their branch cuts and
// formulas are those of the C standard's annex on complex arithmetic.
var complexFuncs = []struct {
	name, doc string
	f         func(z complex128) complex128
}{
	{"exp", "e to the power z.", cExp},
	{"sqrt", "Square root of z, with a real part that is not negative.", cSqrt},
	{"log10", "Logarithm of z to base 10.", func(z complex128) complex128 {
		l := cLog(z)
		return complex(real(l)/math.Ln10, imag(l)/math.Ln10)
	}},
	{"sin", "Sine of z.", func(z complex128) complex128 { return turnBack(cSinh(turn(z))) }},
	{"cos", "Cosine of z.", func(z complex128) complex128 { return cCosh(turn(z)) }},
	{"tan", "Tangent of z.", func(z complex128) complex128 { return turnBack(cTanh(turn(z))) }},
	{"sinh", "Hyperbolic sine of z.", cSinh},
	{"cosh", "Hyperbolic cosine of z.", cCosh},
	{"tanh", "Hyperbolic tangent of z.", cTanh},
	{"asin", "Arc sine of z.", func(z complex128) complex128 { return turnBack(cAsinh(turn(z))) }},
	{"acos", "Arc cosine of z.", cAcos},
	{"atan", "Arc tangent of z.", func(z complex128) complex128 { return turnBack(cAtanh(turn(z))) }},
	{"asinh", "Inverse hyperbolic sine of z.", cAsinh},
	{"acosh", "Inverse hyperbolic cosine of z.", cAcosh},
	{"atanh", "Inverse hyperbolic tangent of z.", cAtanh},
}

// turn is i·z and turnBack -i·z, without rounding.
func turn(z complex128) complex128     { return complex(-imag(z), real(z)) }
func turnBack(z complex128) complex128 { return complex(imag(z), -real(z)) }

func cExp(z complex128) complex128 {
	sin, cos := pair.Sincos(imag(z))
	l := math.Exp(real(z))
	return complex(l*cos, l*sin)
}

func cSqrt(z complex128) complex128 {
	if z == 0 {
		return complex(0, imag(z))
	}
	x := math.Abs(real(z)) / 8
	s := 2 * math.Sqrt(x+math.Hypot(x, imag(z)/8))
	d := math.Abs(imag(z)) / (2 * s)
	if real(z) >= 0 {
		return complex(s, math.Copysign(d, imag(z)))
	}
	return complex(d, math.Copysign(s, imag(z)))
}

func cLog(z complex128) complex128 {
	x, y := math.Abs(real(z)), math.Abs(imag(z))
	length := math.Hypot(x, y)
	l := math.Log(length)
	if 0.71 <= length && length <= 1.73 {
		hi, lo := max(x, y), min(x, y)
		l = math.Log1p((hi-1)*(hi+1)+lo*lo) / 2
	}
	return complex(l, math.Atan2(imag(z), real(z)))
}

func cSinh(z complex128) complex128 {
	sin, cos := pair.Sincos(imag(z))
	return complex(cos*math.Sinh(real(z)), sin*math.Cosh(real(z)))
}

func cCosh(z complex128) complex128 {
	sin, cos := pair.Sincos(imag(z))
	return complex(cos*math.Cosh(real(z)), sin*math.Sinh(real(z)))
}

func cTanh(z complex128) complex128 {
	tx, ty := math.Tanh(real(z)), pair.Tan(imag(z))
	cx := 1 / math.Cosh(real(z))
	denom := 1 + tx*ty*(tx*ty)
	return complex(tx*(1+ty*ty)/denom, ty/denom*cx*cx)
}

func cAsinh(z complex128) complex128 {
	a := cSqrt(complex(1+imag(z), -real(z)))
	b := cSqrt(complex(1-imag(z), real(z)))
	return complex(math.Asinh(real(a)*imag(b)-real(b)*imag(a)), math.Atan2(imag(z), real(a)*real(b)-imag(a)*imag(b)))
}

func cAcos(z complex128) complex128 {
	a := cSqrt(complex(1-real(z), -imag(z)))
	b := cSqrt(complex(1+real(z), imag(z)))
	return complex(2*math.Atan2(real(a), real(b)), math.Asinh(real(b)*imag(a)-imag(b)*real(a)))
}

func cAcosh(z complex128) complex128 {
	a := cSqrt(complex(real(z)-1, imag(z)))
	b := cSqrt(complex(real(z)+1, imag(z)))
	return complex(math.Asinh(real(a)*real(b)+imag(a)*imag(b)), 2*math.Atan2(imag(a), real(b)))
}

func cAtanh(z complex128) complex128 {
	if math.Signbit(real(z)) {
		return -cAtanh(-z)
	}
	x, y := real(z), math.Abs(imag(z))
	return complex(math.Log1p(4*x/((1-x)*(1-x)+y*y))/4, -math.Atan2(-2*imag(z), (1-x)*(1+x)-y*y)/2)
}

func cmathMembers() []object.Member {
	members := []object.Member{
		object.Const("pi", math.Pi), object.Const("e", math.E), object.Const("tau", 2*math.Pi),
		object.Const("inf", math.Inf(1)), object.Const("nan", math.NaN()),
		object.Const("infj", complex(0, math.Inf(1))), object.Const("nanj", complex(0, math.NaN())),
		object.Fun("log(z, base=None, /)", "Natural logarithm of z, or that to a base.", cmathLog),
		object.Fun("phase(z, /)", "The angle of z in radians.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			z, err := complexArg(th, a.At(0))
			return math.Atan2(imag(z), real(z)), err
		}),
		object.Fun("polar(z, /)", "The distance from zero and the angle of z.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			z, err := complexArg(th, a.At(0))
			return object.NewTuple(math.Hypot(real(z), imag(z)), math.Atan2(imag(z), real(z))), err
		}),
		object.Fun("rect(r, phi, /)", "The number with a distance from zero and an angle.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			r, phi := object.Must(object.AsFloat(th, a.At(0))), object.Must(object.AsFloat(th, a.At(1)))
			if phi == 0 {
				return complex(r, r*phi), nil
			}
			sin, cos := pair.Sincos(phi)
			return complex(r*cos, r*sin), nil
		}),
		object.Fun("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", "Whether two numbers are nearly equal.", cmathIsClose),
	}
	either := func(name, doc string, of func(re, im float64) bool) object.Member {
		return object.Fun(name+"(z, /)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			z, err := complexArg(th, a.At(0))
			return of(real(z), imag(z)), err
		})
	}
	inf := func(f float64) bool { return math.IsInf(f, 0) }
	members = append(members,
		either("isnan", "Whether a part is no number.", func(re, im float64) bool { return re != re || im != im }),
		either("isinf", "Whether a part is infinite.", func(re, im float64) bool { return inf(re) || inf(im) }),
		either("isfinite", "Whether both parts are finite.", func(re, im float64) bool { return re-re == 0 && im-im == 0 }))
	for _, c := range complexFuncs {
		members = append(members, object.Fun(c.name+"(z, /)", c.doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			z, err := complexArg(th, a.At(0))
			if err != nil {
				return nil, err
			}
			return complexResult(c.f(z), z)
		}))
	}
	return members
}

func complexArg(th *object.Thread, v object.Value) (complex128, error) {
	z, ok, err := object.AsComplex(th, v)
	if !ok && err == nil {
		err = object.TypeErrorf("must be real number, not %s", object.TypeName(v))
	}
	return z, err
}

// complexResult refuses results that are infinite or undefined although the
// argument is finite.
func complexResult(r, z complex128) (object.Value, error) {
	finite := func(z complex128) bool { return real(z)-real(z) == 0 && imag(z)-imag(z) == 0 }
	switch {
	case finite(r) || !finite(z):
		return r, nil
	case math.Abs(real(z)) > 1 || math.Abs(imag(z)) > 1:
		return nil, object.Errorf(object.OverflowError, "math range error")
	}
	return nil, object.ValueErrorf("math domain error")
}

func cmathLog(th *object.Thread, a *object.Bound) (object.Value, error) {
	z, err := complexArg(th, a.At(0))
	if err != nil {
		return nil, err
	}
	if z == 0 {
		return nil, object.ValueErrorf("math domain error")
	}
	l := cLog(z)
	if a.At(1) == nil {
		return l, nil
	}
	base, err := complexArg(th, a.At(1))
	if err != nil {
		return nil, err
	}
	if d := cLog(base); base != 0 && d != 0 {
		return object.ComplexQuotient(l, d), nil
	}
	return nil, object.ValueErrorf("math domain error")
}

func cmathIsClose(th *object.Thread, a *object.Bound) (object.Value, error) {
	x := object.Must(complexArg(th, a.At(0)))
	y := object.Must(complexArg(th, a.At(1)))
	rel, abs := object.Must(object.AsFloat(th, a.At(2))), object.Must(object.AsFloat(th, a.At(3)))
	if rel < 0 || abs < 0 {
		return nil, object.ValueErrorf("tolerances must be non-negative")
	}
	length := func(z complex128) float64 { return math.Hypot(real(z), imag(z)) }
	if x == y {
		return true, nil
	}
	if math.IsInf(length(x), 0) || math.IsInf(length(y), 0) {
		return false, nil
	}
	d := length(x - y)
	return d <= rel*length(y) || d <= rel*length(x) || d <= abs, nil
}
