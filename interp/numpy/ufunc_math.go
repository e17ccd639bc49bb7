package numpy

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// The arithmetic functions, which operators use as well.
var (
	ufAdd = &ufunc{name: "add", doc: "x1 + x2.", nin: 2, arith: arithAdd, bools: boolsKept, hasIdentity: true,
		real2: func(x, y float64) float64 { return x + y }, whole2: func(x, y int64) int64 { return x + y }}
	ufSubtract = &ufunc{name: "subtract", doc: "x1 - x2.", nin: 2, arith: arithSub, bools: boolsRefused,
		real2: func(x, y float64) float64 { return x - y }, whole2: func(x, y int64) int64 { return x - y }}
	ufMultiply = &ufunc{name: "multiply", doc: "x1 * x2.", nin: 2, arith: arithMul, bools: boolsKept, identity: 1, hasIdentity: true,
		real2: func(x, y float64) float64 { return x * y }, whole2: func(x, y int64) int64 { return x * y }}
	ufDivide = &ufunc{name: "divide", doc: "x1 / x2.", nin: 2, rule: divides, arith: arithDiv,
		real2: func(x, y float64) float64 { return x / y }}
	ufFloorDivide = &ufunc{name: "floor_divide", doc: "x1 / x2, rounded down.", nin: 2, real2: floorDivide, whole2: floorDivideInts}
	ufRemainder   = &ufunc{name: "remainder", doc: "The remainder of floor_divide: it has the sign of x2.", nin: 2, real2: remainder, whole2: remainderInts}
	ufPower       = &ufunc{name: "power", doc: "x1 to the power of x2.", nin: 2, real2: math.Pow, whole2: powInts, check: checkPower}
	ufNegative    = &ufunc{name: "negative", doc: "-x.", nin: 1, bools: boolsRefused,
		real1: func(x float64) float64 { return -x }, whole1: func(x int64) int64 { return -x }}
	ufPositive = &ufunc{name: "positive", doc: "+x.", nin: 1, bools: boolsRefused,
		real1: func(x float64) float64 { return x }, whole1: func(x int64) int64 { return x }}
	ufInvert = &ufunc{name: "invert", doc: "Every bit turned around; of bools, not x.", nin: 1, rule: bitwise,
		whole1: func(x int64) int64 { return ^x }, bool1: func(x bool) bool { return !x }}
	ufAbsolute   = &ufunc{name: "absolute", doc: "The absolute value.", nin: 1, bools: boolsKept, real1: math.Abs, whole1: func(x int64) int64 { return max(x, -x) }}
	ufAnd        = &ufunc{name: "bitwise_and", doc: "x1 & x2.", nin: 2, rule: bitwise, whole2: func(x, y int64) int64 { return x & y }, identity: -1, hasIdentity: true}
	ufOr         = &ufunc{name: "bitwise_or", doc: "x1 | x2.", nin: 2, rule: bitwise, whole2: func(x, y int64) int64 { return x | y }, hasIdentity: true}
	ufXor        = &ufunc{name: "bitwise_xor", doc: "x1 ^ x2.", nin: 2, rule: bitwise, whole2: func(x, y int64) int64 { return x ^ y }, hasIdentity: true}
	ufLeft       = &ufunc{name: "left_shift", doc: "x1 << x2.", nin: 2, rule: bitwise, bools: boolsAsInt8Too, whole2: func(x, y int64) int64 { return x << min(uint64(y), 64) }}
	ufRight      = &ufunc{name: "right_shift", doc: "x1 >> x2.", nin: 2, rule: bitwise, bools: boolsAsInt8Too, whole2: func(x, y int64) int64 { return x >> min(uint64(y), 64) }}
	ufMaximum    = &ufunc{name: "maximum", doc: "The larger of x1 and x2; nan if either is.", nin: 2, arith: arithMax, bools: boolsKept, whole2: func(x, y int64) int64 { return max(x, y) }}
	ufMinimum    = &ufunc{name: "minimum", doc: "The smaller of x1 and x2; nan if either is.", nin: 2, arith: arithMin, bools: boolsKept, whole2: func(x, y int64) int64 { return min(x, y) }}
	ufSqrt       = realFunc("sqrt", "The square root.", math.Sqrt)
	ufSquare     = &ufunc{name: "square", doc: "x * x.", nin: 1, real1: func(x float64) float64 { return x * x }, whole1: func(x int64) int64 { return x * x }}
	ufOne        = &ufunc{name: "_ones_like", doc: "1.", nin: 1, real1: func(float64) float64 { return 1 }, whole1: func(int64) int64 { return 1 }}
	ufReciprocal = &ufunc{name: "reciprocal", doc: "1 / x.", nin: 1, real1: func(x float64) float64 { return 1 / x }, whole1: func(x int64) int64 {
		switch x {
		case 1, -1:
			return x
		case 0: // as the processor converts infinity
			return math.MinInt64
		}
		return 0
	}}
	ufConjugate = &ufunc{name: "conjugate", doc: "The number with the other sign of the imaginary part.", nin: 1,
		real1: func(x float64) float64 { return x }, whole1: func(x int64) int64 { return x }}
	ufIsNan    = test("isnan", "Whether x is not a number.", math.IsNaN)
	ufIsFinite = test("isfinite", "Whether x is neither infinite nor nan.", func(x float64) bool { return x-x == 0 })
	ufRint     = realFunc("rint", "The nearest whole number, halves to even.", math.RoundToEven)
	ufLogAnd   = logical("logical_and", "x1 and x2.", 1, func(x, y bool) bool { return x && y })
	ufLogOr    = logical("logical_or", "x1 or x2.", 0, func(x, y bool) bool { return x || y })
)

// comparisons are the functions behind comparing operators.
var comparisons = map[object.Op]*ufunc{
	object.Eq: {name: "equal", doc: "x1 == x2.", nin: 2, rule: compares, cmp: cmpEq},
	object.Ne: {name: "not_equal", doc: "x1 != x2.", nin: 2, rule: compares, cmp: cmpNe},
	object.Lt: {name: "less", doc: "x1 < x2.", nin: 2, rule: compares, cmp: cmpLt},
	object.Le: {name: "less_equal", doc: "x1 <= x2.", nin: 2, rule: compares, cmp: cmpLe},
	object.Gt: {name: "greater", doc: "x1 > x2.", nin: 2, rule: compares, cmp: cmpGt},
	object.Ge: {name: "greater_equal", doc: "x1 >= x2.", nin: 2, rule: compares, cmp: cmpGe},
}

// operators are the functions behind arithmetic operators.
var operators = map[object.Op]*ufunc{
	object.Add: ufAdd, object.Sub: ufSubtract, object.Mul: ufMultiply, object.Div: ufDivide, object.FloorDiv: ufFloorDivide,
	object.Mod: ufRemainder, object.Pow: ufPower, object.BitAnd: ufAnd, object.BitOr: ufOr, object.BitXor: ufXor,
	object.LShift: ufLeft, object.RShift: ufRight, object.Neg: ufNegative, object.Plus: ufPositive, object.Invert: ufInvert,
}

// realFunc declares a function of a real number.
func realFunc(name, doc string, f func(x float64) float64) *ufunc {
	return &ufunc{name: name, doc: doc, nin: 1, rule: reals, real1: f}
}

// realFunc2 declares a function of two real numbers.
func realFunc2(name, doc string, f func(x, y float64) float64) *ufunc {
	return &ufunc{name: name, doc: doc, nin: 2, rule: reals, real2: f}
}

// test declares a question about a number.
func test(name, doc string, f func(x float64) bool) *ufunc {
	return &ufunc{name: name, doc: doc, nin: 1, rule: tests, test: f}
}

// logical declares a function of two truth values.
func logical(name, doc string, identity float64, f func(x, y bool) bool) *ufunc {
	return &ufunc{name: name, doc: doc, nin: 2, rule: logicals, identity: identity, hasIdentity: true,
		whole2: func(x, y int64) int64 { return b2i(f(x != 0, y != 0)) }}
}

// keep2 declares a function of two numbers that keeps their dtype.
func keep2(name, doc string, f func(x, y float64) float64, g func(x, y int64) int64) *ufunc {
	return &ufunc{name: name, doc: doc, nin: 2, real2: f, whole2: g}
}

// keepingBools makes the function compute bools as such.
func (u *ufunc) keepingBools() *ufunc {
	u.bools = boolsKept
	return u
}

func floorDivide(x, y float64) float64 {
	if y == 0 {
		return x / y
	}
	q, _ := object.FloatDivMod(x, y)
	return q
}

func remainder(x, y float64) float64 {
	if y == 0 || math.IsInf(x, 0) {
		return math.NaN()
	}
	_, m := object.FloatDivMod(x, y)
	return m
}

func floorDivideInts(x, y int64) int64 {
	switch {
	case y == 0:
		return 0
	case y == -1:
		return -x
	}
	q := x / y
	if x%y != 0 && (x < 0) != (y < 0) {
		q--
	}
	return q
}

func remainderInts(x, y int64) int64 {
	if y == 0 || y == -1 {
		return 0
	}
	m := x % y
	if m != 0 && (m < 0) != (y < 0) {
		m += y
	}
	return m
}

func powInts(x, n int64) int64 {
	r := int64(1)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			r *= x
		}
		x *= x
	}
	return r
}

func checkPower(dt tensor.DType, operands []*tensor.Array) {
	if !dt.IsInteger() || dt.IsUnsigned() {
		return
	}
	e := operands[1]
	for i := range e.Size() {
		if e.Int(i) < 0 {
			throwValue("Integers to negative integer powers are not allowed.")
		}
	}
}

func signInt(x int64) int64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x + 0
}

// realFuncs are the functions of real numbers.
func realFuncs() []*ufunc {
	return []*ufunc{
		ufSqrt, ufRint,
		realFunc("cbrt", "The cube root.", math.Cbrt),
		realFunc("exp", "e to the power of x.", math.Exp),
		realFunc("exp2", "2 to the power of x.", math.Exp2),
		realFunc("expm1", "e**x - 1, exact for small x.", math.Expm1),
		realFunc("log", "The natural logarithm.", math.Log),
		realFunc("log2", "The logarithm to base 2.", math.Log2),
		realFunc("log10", "The logarithm to base 10.", math.Log10),
		realFunc("log1p", "log(1 + x), exact for small x.", math.Log1p),
		realFunc("sin", "The sine of an angle in radians.", math.Sin),
		realFunc("cos", "The cosine of an angle in radians.", math.Cos),
		realFunc("tan", "The tangent of an angle in radians.", math.Tan),
		realFunc("arcsin", "The angle of a sine.", math.Asin),
		realFunc("arccos", "The angle of a cosine.", math.Acos),
		realFunc("arctan", "The angle of a tangent.", math.Atan),
		realFunc("sinh", "The hyperbolic sine.", math.Sinh),
		realFunc("cosh", "The hyperbolic cosine.", math.Cosh),
		realFunc("tanh", "The hyperbolic tangent.", math.Tanh),
		realFunc("arcsinh", "The inverse hyperbolic sine.", math.Asinh),
		realFunc("arccosh", "The inverse hyperbolic cosine.", math.Acosh),
		realFunc("arctanh", "The inverse hyperbolic tangent.", math.Atanh),
		realFunc("deg2rad", "Degrees as radians.", func(x float64) float64 { return x * (math.Pi / 180) }),
		realFunc("radians", "Degrees as radians.", func(x float64) float64 { return x * (math.Pi / 180) }),
		realFunc("rad2deg", "Radians as degrees.", func(x float64) float64 { return x * (180 / math.Pi) }),
		realFunc("degrees", "Radians as degrees.", func(x float64) float64 { return x * (180 / math.Pi) }),
		realFunc("floor", "x rounded down.", math.Floor),
		realFunc("ceil", "x rounded up.", math.Ceil),
		realFunc("trunc", "x rounded towards zero.", math.Trunc),
		realFunc("fix", "x rounded towards zero.", math.Trunc),
		realFunc("fabs", "The absolute value as a float.", math.Abs),
		realFunc2("arctan2", "The angle of the point (x2, x1).", math.Atan2),
		realFunc2("hypot", "The length of the vector (x1, x2).", math.Hypot),
		realFunc2("logaddexp", "log(exp(x1) + exp(x2)).", logAddExp),
		realFunc2("logaddexp2", "log2(2**x1 + 2**x2).", func(x, y float64) float64 { return logAddExp(x*math.Ln2, y*math.Ln2) / math.Ln2 }),
		realFunc2("copysign", "x1 with the sign of x2.", math.Copysign),
		realFunc2("nextafter", "The number after x1 in the direction of x2.", math.Nextafter),
		realFunc2("heaviside", "0 below zero, 1 above, x2 at zero.", heaviside),
		{name: "float_power", doc: "x1 to the power of x2, as floats.", nin: 2, rule: widens, real2: math.Pow},
	}
}

func logAddExp(x, y float64) float64 {
	if x == y {
		return x + math.Ln2
	}
	return max(x, y) + math.Log1p(math.Exp(-math.Abs(x-y)))
}

func heaviside(x, y float64) float64 {
	switch {
	case x < 0:
		return 0
	case x > 0:
		return 1
	case x == 0:
		return y
	}
	return x
}

// numberFuncs are the functions that keep the dtype or give bools.
func numberFuncs() []*ufunc {
	return []*ufunc{
		ufAdd, ufSubtract, ufMultiply, ufDivide, alias(ufDivide, "true_divide"), ufFloorDivide, ufRemainder, alias(ufRemainder, "mod"), ufPower,
		ufNegative, ufPositive, ufInvert, alias(ufInvert, "bitwise_not"), ufAbsolute, alias(ufAbsolute, "abs"), ufSquare,
		ufAnd, ufOr, ufXor, ufLeft, ufRight, ufMaximum, ufMinimum, ufIsNan, ufIsFinite, ufLogAnd, ufLogOr,
		comparisons[object.Eq], comparisons[object.Ne], comparisons[object.Lt], comparisons[object.Le], comparisons[object.Gt], comparisons[object.Ge],
		logical("logical_xor", "Whether one of x1 and x2 is true, but not both.", 0, func(x, y bool) bool { return x != y }),
		{name: "logical_not", doc: "not x.", nin: 1, rule: logicals, whole1: func(x int64) int64 { return 1 - x }},
		keep2("fmod", "The remainder of a division rounded towards zero.", math.Mod, func(x, y int64) int64 {
			if y == 0 || y == -1 {
				return 0
			}
			return x % y
		}),
		keep2("fmax", "The larger of x1 and x2, of which nan is none.", func(x, y float64) float64 {
			if x >= y || y != y {
				return x
			}
			return y
		}, func(x, y int64) int64 { return max(x, y) }).keepingBools(),
		keep2("fmin", "The smaller of x1 and x2, of which nan is none.", func(x, y float64) float64 {
			if x <= y || y != y {
				return x
			}
			return y
		}, func(x, y int64) int64 { return min(x, y) }).keepingBools(),
		{name: "gcd", doc: "The greatest common divisor.", nin: 2, rule: integral, whole2: gcd},
		{name: "lcm", doc: "The least common multiple.", nin: 2, rule: integral, whole2: func(x, y int64) int64 {
			if x == 0 || y == 0 {
				return 0
			}
			return max(x/gcd(x, y)*y, -(x / gcd(x, y) * y))
		}},
		{name: "sign", doc: "-1, 0 or 1.", nin: 1, bools: boolsRefused, real1: sign, whole1: signInt},
		ufReciprocal,
		ufConjugate, alias(ufConjugate, "conj"),
		test("isinf", "Whether x is infinite.", func(x float64) bool { return math.IsInf(x, 0) }),
		test("signbit", "Whether x has a minus sign.", math.Signbit),
		realFunc("spacing", "The distance to the next number.", func(x float64) float64 { return math.Nextafter(x, math.Inf(1)) - x }),
	}
}

// alias is a function under a second name of the module; it keeps its own.
func alias(u *ufunc, name string) *ufunc {
	a := *u
	a.alias = name
	return &a
}

func gcd(x, y int64) int64 {
	for y != 0 {
		x, y = y, x%y
	}
	return max(x, -x)
}

// ufuncMembersOfModule are all universal functions as names of the module.
func ufuncMembersOfModule() []object.Member {
	var members []object.Member
	for _, u := range append(realFuncs(), numberFuncs()...) {
		name := u.name
		if u.alias != "" {
			name = u.alias
		}
		members = append(members, object.Member{Name: name, Value: u})
	}
	return members
}
