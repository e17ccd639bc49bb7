package numpy

import (
	"math"
	"math/cmplx"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// complexFuncs1 are the universal functions of one operand that take complex
// numbers, by name.
var complexFuncs1 = map[string]func(z complex128) complex128{
	"negative":   func(z complex128) complex128 { return -z },
	"positive":   func(z complex128) complex128 { return z },
	"conjugate":  cmplx.Conj,
	"square":     func(z complex128) complex128 { return z * z },
	"_ones_like": func(complex128) complex128 { return 1 },
	"reciprocal": func(z complex128) complex128 { return object.ComplexQuotient(1, z) },
	"sqrt":       cmplx.Sqrt,
	"exp":        cmplx.Exp,
	"exp2":       func(z complex128) complex128 { return cmplx.Exp(z * math.Ln2) },
	"expm1":      func(z complex128) complex128 { return cmplx.Exp(z) - 1 },
	"log":        cmplx.Log,
	"log2":       func(z complex128) complex128 { l := cmplx.Log(z); return complex(real(l)/math.Ln2, imag(l)/math.Ln2) },
	"log10":      func(z complex128) complex128 { l := cmplx.Log(z); return complex(real(l)/math.Ln10, imag(l)/math.Ln10) },
	"log1p":      func(z complex128) complex128 { return cmplx.Log(z + 1) },
	"sin":        cmplx.Sin,
	"cos":        cmplx.Cos,
	"tan":        cmplx.Tan,
	"sinh":       cmplx.Sinh,
	"cosh":       cmplx.Cosh,
	"tanh":       cmplx.Tanh,
	"arcsin":     cmplx.Asin,
	"arccos":     cmplx.Acos,
	"arctan":     cmplx.Atan,
	"arcsinh":    cmplx.Asinh,
	"arccosh":    func(z complex128) complex128 { return cmplx.Log(z + cmplx.Sqrt(z+1)*cmplx.Sqrt(z-1)) },
	"arctanh":    cmplx.Atanh,
	"rint":       func(z complex128) complex128 { return complex(math.RoundToEven(real(z)), math.RoundToEven(imag(z))) },
	"sign":       complexSign,
}

// complexFuncs2 are those of two operands.
var complexFuncs2 = map[string]func(x, y complex128) complex128{
	"add":      func(x, y complex128) complex128 { return x + y },
	"subtract": func(x, y complex128) complex128 { return x - y },
	"multiply": func(x, y complex128) complex128 { return x * y },
	"divide":   complexDivide,
	"power":    complexPower,
	"maximum": func(x, y complex128) complex128 {
		if cmplx.IsNaN(x) || !cmplx.IsNaN(y) && compareComplex(x, y) >= 0 {
			return x
		}
		return y
	},
	"minimum": func(x, y complex128) complex128 {
		if cmplx.IsNaN(x) || !cmplx.IsNaN(y) && compareComplex(x, y) <= 0 {
			return x
		}
		return y
	},
	"float_power": complexPower,
}

// complexSign is the sign of the real part, or of the imaginary one where that
// is zero.
func complexSign(z complex128) complex128 {
	if real(z) != 0 {
		return complex(sign(real(z)), 0)
	}
	return complex(sign(imag(z)), 0)
}

func complexDivide(x, y complex128) complex128 {
	if y == 0 {
		return complex(real(x)/math.Abs(real(y)), imag(x)/math.Abs(real(y)))
	}
	return object.ComplexQuotient(x, y)
}

// complexPower multiplies for small whole exponents.
func complexPower(x, y complex128) complex128 {
	r, small := tensor.ComplexWholePower(x, y)
	switch {
	case !small && x == 0 && real(y) > 0:
		return 0
	case !small:
		return cmplx.Pow(x, y)
	case real(y) < 0:
		return complexDivide(1, r)
	}
	return r
}

// compareComplex orders by the real part, then by the imaginary one; numbers
// with a nan come last.
func compareComplex(x, y complex128) int {
	if c := compareFloats(real(x), real(y)); c != 0 {
		return c
	}
	return compareFloats(imag(x), imag(y))
}

// compareFloats orders numbers; a nan comes last.
func compareFloats(x, y float64) int {
	switch {
	case x < y || y != y && x == x:
		return -1
	case x > y || x != x && y == y:
		return 1
	}
	return 0
}

// takesComplex reports whether the function has a loop for complex numbers.
func (u *ufunc) takesComplex() bool {
	switch u.rule {
	case compares, logicals:
		return true
	case tests:
		return u.name != "signbit"
	}
	if u.nin == 1 {
		return complexFuncs1[u.name] != nil || u.name == "absolute"
	}
	return complexFuncs2[u.name] != nil
}

// complexLoop computes for operands of a complex dtype.
func (u *ufunc) complexLoop(out *tensor.Array, ins []*tensor.Array) {
	wide := make([]*tensor.Array, len(ins))
	for i, a := range ins {
		wide[i] = castTo(a, tensor.Complex128)
	}
	switch {
	case u.rule == compares:
		map2(out, wide[0], wide[1], func(x, y complex128) bool { return holdsComplex(u.cmp, x, y) })
	case u.test != nil && u.name == "isfinite":
		map1(out, wide[0], func(z complex128) bool { return u.test(real(z)) && u.test(imag(z)) })
	case u.test != nil:
		map1(out, wide[0], func(z complex128) bool { return u.test(real(z)) || u.test(imag(z)) })
	case u.name == "absolute":
		r := tensor.NewArray(tensor.Float64, out.Shape()...)
		map1(r, wide[0], func(z complex128) float64 { return math.Hypot(real(z), imag(z)) })
		out.CopyFrom(r.Cast(out.DType()))
	default:
		r := out
		if out.DType() != tensor.Complex128 {
			r = tensor.NewArray(tensor.Complex128, out.Shape()...)
		}
		if u.nin == 1 {
			map1(r, wide[0], complexFuncs1[u.name])
		} else {
			map2(r, wide[0], wide[1], complexFuncs2[u.name])
		}
		if r != out {
			out.CopyFrom(r.Cast(out.DType()))
		}
	}
}

func holdsComplex(op comparison, x, y complex128) bool {
	switch op {
	case cmpEq:
		return x == y
	case cmpNe:
		return x != y
	}
	if cmplx.IsNaN(x) || cmplx.IsNaN(y) {
		return false
	}
	return holds(op, int64(compareComplex(x, y)), 0)
}

// realPart and imagPart are views of the parts of complex elements; of real
// ones the array itself and zeros.
func realPart(a *tensor.Array) *tensor.Array {
	if re, _, ok := a.Parts(); ok {
		return re
	}
	return a
}

func imagPart(a *tensor.Array) *tensor.Array {
	if _, im, ok := a.Parts(); ok {
		return im
	}
	return like(a, a.Shape())
}

// conjugated is an array with the other sign of the imaginary parts; a real one
// comes back itself.
func conjugated(a *tensor.Array) *tensor.Array {
	if !a.DType().IsComplex() {
		return a
	}
	return op1(ufConjugate, a)
}

// byParts applies a linear function of real arrays to the parts of a complex
// one.
func byParts(a *tensor.Array, f func(a *tensor.Array) *tensor.Array) *tensor.Array {
	re, im, ok := a.Parts()
	if !ok {
		return f(a)
	}
	return op2(ufAdd, f(re), op2(ufMultiply, f(im), tensor.Scalar(complex(0, 1))))
}

// angles are the angles of numbers in radians.
func angles(a *tensor.Array) *tensor.Array {
	if !a.DType().IsComplex() {
		a = floats(a)
	}
	return op2(realFunc2("arctan2", "", math.Atan2), imagPart(a), realPart(a))
}

// complexMembers are the functions that tell about or take apart complex
// numbers.
func complexMembers() []object.Member {
	isObject := func(v object.Value, th *object.Thread) bool { return toArray(th, v).DType().IsComplex() }
	part := func(name, doc string, f func(a *tensor.Array) *tensor.Array) object.Member {
		return fun(name+"(val)", doc, func(c *call) object.Value {
			switch v := c.At(0).(type) {
			case int, float64, bool:
				if name == "real" {
					return v
				}
				return 0
			case complex128:
				return binding.PythonAt(f(c.first()), 0)
			}
			return binding.FromArray(f(c.first()))
		})
	}
	return []object.Member{
		part("real", "The real parts.", realPart),
		part("imag", "The imaginary parts.", imagPart),
		fun("angle(z, deg=False)", "The angles of complex numbers, in radians or degrees.", func(c *call) object.Value {
			a := angles(c.first())
			if c.Bool("deg") {
				a = op2(ufMultiply, a, tensor.Scalar(180/math.Pi))
			}
			return binding.FromArray(a)
		}),
		fun("isreal(x)", "Which elements have no imaginary part.", func(c *call) object.Value {
			return binding.FromArray(op2(comparisons[object.Eq], imagPart(c.first()), tensor.Scalar(int64(0))))
		}),
		fun("iscomplex(x)", "Which elements have an imaginary part.", func(c *call) object.Value {
			return binding.FromArray(op2(comparisons[object.Ne], imagPart(c.first()), tensor.Scalar(int64(0))))
		}),
		fun("isrealobj(x)", "Whether the type is not complex.", func(c *call) object.Value { return !isObject(c.At(0), c.th) }),
		fun("iscomplexobj(x)", "Whether the type is complex.", func(c *call) object.Value { return isObject(c.At(0), c.th) }),
		fun("real_if_close(a, tol=100)", "The real parts when all imaginary parts are next to nothing, else the array.", realIfClose),
		fun("sort_complex(a)", "A sorted copy as complex numbers.", func(c *call) object.Value {
			a := c.first()
			dt := tensor.Complex128
			if a.DType() == tensor.Complex64 {
				dt = a.DType()
			}
			return sorted(castTo(a, dt), a.Rank()-1)
		}),
	}
}

func realIfClose(c *call) object.Value {
	a := c.first()
	if !a.DType().IsComplex() {
		return a
	}
	tol := c.Float("tol")
	if tol > 1 {
		eps := 0x1p-52
		if a.DType() == tensor.Complex64 {
			eps = 0x1p-23
		}
		tol *= eps
	}
	if allTrue(op2(comparisons[object.Lt], op1(ufAbsolute, imagPart(a)), tensor.Scalar(tol))) {
		return realPart(a)
	}
	return a
}
