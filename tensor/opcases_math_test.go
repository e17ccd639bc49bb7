package tensor

import "math"

func allCases() []opCase {
	var all []opCase
	for _, f := range []func() []opCase{mathCases, binaryCases, reduceCases, shapeCases, indexCases, createCases,
		orderCases, segmentCases, linalgCases, nnCases, convCases, normCases, imageCases, complexCases, stateCases, recurrentCases, stringCases, secondCases, drawnCases} {
		all = append(all, f()...)
	}
	return all
}

// unaryCase is a differentiable function on values of one range.
func unaryCase(name string, lo, hi float64, f func(s *Scope, x *Tensor) *Tensor) opCase {
	return opCase{name: name, in: []*Array{rnd(len(name), lo, hi, 2, 3)}, run: of1(f), grad: true, batch: true}
}

// plainCase is one without a gradient.
func plainCase(name string, lo, hi float64, f func(s *Scope, x *Tensor) *Tensor) opCase {
	c := unaryCase(name, lo, hi, f)
	c.grad = false
	return c
}

func flatten(c opCase) opCase {
	c.flat = true
	return c
}

func mathCases() []opCase {
	cases := []opCase{
		unaryCase("Neg", -2, 2, (*Scope).Neg), unaryCase("Exp", -2, 2, (*Scope).Exp), unaryCase("Expm1", -2, 2, (*Scope).Expm1),
		unaryCase("Log", 0.2, 3, (*Scope).Log), unaryCase("Log1p", -0.5, 3, (*Scope).Log1p), unaryCase("Sqrt", 0.3, 4, (*Scope).Sqrt),
		unaryCase("Rsqrt", 0.5, 4, (*Scope).Rsqrt), unaryCase("Square", -2, 2, (*Scope).Square), unaryCase("Sin", -3, 3, (*Scope).Sin),
		unaryCase("Cos", -3, 3, (*Scope).Cos), unaryCase("Tan", -1, 1, (*Scope).Tan), unaryCase("Asin", -0.8, 0.8, (*Scope).Asin),
		unaryCase("Acos", -0.8, 0.8, (*Scope).Acos), unaryCase("Atan", -3, 3, (*Scope).Atan), unaryCase("Sinh", -2, 2, (*Scope).Sinh),
		unaryCase("Cosh", -2, 2, (*Scope).Cosh), unaryCase("Asinh", -2, 2, (*Scope).Asinh), unaryCase("Acosh", 1.5, 4, (*Scope).Acosh),
		unaryCase("Atanh", -0.7, 0.7, (*Scope).Atanh), unaryCase("Tanh", -2, 2, (*Scope).Tanh), unaryCase("Sigmoid", -3, 3, (*Scope).Sigmoid),
		unaryCase("LogSigmoid", -3, 3, (*Scope).LogSigmoid), unaryCase("Softplus", -3, 3, (*Scope).Softplus),
		unaryCase("Reciprocal", 0.5, 3, (*Scope).Reciprocal), unaryCase("Erf", -2, 2, (*Scope).Erf), unaryCase("Erfc", -2, 2, (*Scope).Erfc),
		unaryCase("Erfinv", -0.8, 0.8, (*Scope).Erfinv), unaryCase("Ndtri", 0.1, 0.9, (*Scope).Ndtri), unaryCase("Lgamma", 0.5, 4, (*Scope).Lgamma),
		unaryCase("Digamma", 0.5, 4, (*Scope).Digamma), unaryCase("BesselI0", -2, 2, (*Scope).BesselI0), unaryCase("BesselI1", -2, 2, (*Scope).BesselI1),
		unaryCase("BesselI0e", 0.3, 3, (*Scope).BesselI0e), unaryCase("BesselI1e", -3, -0.3, (*Scope).BesselI1e),
		unaryCase("BesselJ0", -3, 3, (*Scope).BesselJ0), unaryCase("BesselJ1", 0.3, 3, (*Scope).BesselJ1), unaryCase("BesselY0", 0.5, 3, (*Scope).BesselY0),
		unaryCase("BesselY1", 0.5, 3, (*Scope).BesselY1), unaryCase("BesselK0", 0.5, 3, (*Scope).BesselK0), unaryCase("BesselK0e", 0.5, 3, (*Scope).BesselK0e),
		unaryCase("BesselK1", 0.5, 3, (*Scope).BesselK1), unaryCase("BesselK1e", 0.5, 3, (*Scope).BesselK1e),
		unaryCase("Dawsn", -3, 3, (*Scope).Dawsn), unaryCase("Expint", 0.5, 3, (*Scope).Expint), unaryCase("FresnelCos", -2, 2, (*Scope).FresnelCos),
		unaryCase("FresnelSin", -2, 2, (*Scope).FresnelSin), unaryCase("Spence", 0.2, 3, (*Scope).Spence),
		flatten(unaryCase("Abs", -2, 2, (*Scope).Abs)), flatten(unaryCase("Sign", -2, 2, (*Scope).Sign)),
		flatten(unaryCase("Clip", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Clip(x, -0.7, 0.9) })),
		unaryCase("CheckNumerics", -4, 4, func(s *Scope, x *Tensor) *Tensor { return s.CheckNumerics(s.Square(x), "bad") }),
		plainCase("Floor", -4, 4, (*Scope).Floor), plainCase("Ceil", -4, 4, (*Scope).Ceil), plainCase("Round", -4, 4, (*Scope).Round),
		plainCase("Rint", -4, 4, (*Scope).Rint), plainCase("IsNan", -4, 4, (*Scope).IsNan), plainCase("IsInf", -4, 4, (*Scope).IsInf),
		plainCase("IsFinite", -4, 4, (*Scope).IsFinite),
		unaryCase("Identity", -1, 1, (*Scope).Identity), flatten(unaryCase("Cast", -1, 1, func(s *Scope, x *Tensor) *Tensor { return s.Cast(x, Float64) })),
		unaryCase("SquareEmpty", 0, 1, (*Scope).Square), unaryCase("ExpScalar", 0, 1, (*Scope).Exp),
		plainCase("Bitcast", -40, 40, func(s *Scope, x *Tensor) *Tensor { return s.Bitcast(s.Cast(x, Float32), Int32) }),
		plainCase("Invert", -40, 40, func(s *Scope, x *Tensor) *Tensor { return s.Invert(s.Cast(x, Int16)) }),
		plainCase("IntegerAbs", -40, 40, func(s *Scope, x *Tensor) *Tensor { return s.Abs(s.Neg(s.Cast(x, Int32))) }),
		plainCase("IntegerSquare", -40, 40, func(s *Scope, x *Tensor) *Tensor { return s.Square(s.Sign(s.Cast(x, Int64))) }),
		plainCase("Saturate", -400, 400, func(s *Scope, x *Tensor) *Tensor { return s.SaturateCast(x, Uint8) }),
	}
	for i := range cases {
		switch cases[i].name {
		case "SquareEmpty":
			cases[i].in = []*Array{rnd(1, 0, 1, 0, 3)}
		case "ExpScalar":
			cases[i].in, cases[i].batch = []*Array{rnd(1, 0, 1)}, false
		}
	}
	return append(cases, activationCases()...)
}

func activationCases() []opCase {
	six := 1.5
	return []opCase{
		flatten(unaryCase("Relu", -2, 2, (*Scope).Relu)), flatten(unaryCase("Relu6", -2, 9, (*Scope).Relu6)),
		flatten(unaryCase("LeakyRelu", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.LeakyRelu(x, 0.3) })),
		flatten(unaryCase("ReluFull", -3, 3, func(s *Scope, x *Tensor) *Tensor { return s.ReluFull(x, 0.1, &six, 0.2) })),
		unaryCase("Elu", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Elu(x, 0.7) }),
		unaryCase("EluOne", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Elu(x, 1) }),
		unaryCase("Selu", -2, 2, (*Scope).Selu), unaryCase("Silu", -2, 2, (*Scope).Silu), unaryCase("Mish", -2, 2, (*Scope).Mish),
		unaryCase("Gelu", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Gelu(x, false) }),
		unaryCase("GeluTanh", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Gelu(x, true) }),
		unaryCase("Softsign", -2, 2, (*Scope).Softsign), flatten(unaryCase("HardSigmoid", -4, 4, (*Scope).HardSigmoid)),
		flatten(unaryCase("CRelu", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.CRelu(x, -1) })),
		unaryCase("Softmax", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Softmax(x, -1) }),
		unaryCase("SoftmaxFirst", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.Softmax(x, 0) }),
		unaryCase("LogSoftmax", -2, 2, func(s *Scope, x *Tensor) *Tensor { return s.LogSoftmax(x, -1) }),
	}
}

// binaryCase runs f on equal shapes, on broadcast ones, on scalars and on empty
// tensors.
func binaryCase(name string, lo, hi, lo2, hi2 float64, grad, flat bool, f func(s *Scope, a, b *Tensor) *Tensor) []opCase {
	shapes := []struct {
		name string
		a, b []int
	}{
		{"", []int{2, 3}, []int{2, 3}}, {"Row", []int{2, 3}, []int{3}}, {"Column", []int{2, 3}, []int{2, 1}},
		{"Outer", []int{2, 1}, []int{1, 3}}, {"Scalar", []int{2, 3}, []int{}}, {"LeftScalar", []int{}, []int{2, 3}},
		{"LeftRow", []int{3}, []int{2, 3}}, {"LeftColumn", []int{2, 1}, []int{2, 3}}, {"Middle", []int{2, 3, 2}, []int{2, 1, 2}},
		{"Empty", []int{0, 3}, []int{3}}, {"One", []int{1, 1}, []int{1}},
	}
	var cases []opCase
	for i, sh := range shapes {
		cases = append(cases, opCase{name: name + sh.name, in: []*Array{rnd(i+3, lo, hi, sh.a...), rnd(i+40, lo2, hi2, sh.b...)},
			run: of2(f), grad: grad, flat: flat, batch: sh.name == ""})
	}
	return cases
}

func binaryCases() []opCase {
	var all []opCase
	add := func(c []opCase) { all = append(all, c...) }
	add(binaryCase("Add", -2, 2, -2, 2, true, false, (*Scope).Add))
	add(binaryCase("Sub", -2, 2, -2, 2, true, false, (*Scope).Sub))
	add(binaryCase("Mul", -2, 2, -2, 2, true, false, (*Scope).Mul))
	add(binaryCase("Div", -2, 2, 0.5, 2, true, false, (*Scope).Div))
	add(binaryCase("Pow", 0.5, 2, -2, 2, true, false, (*Scope).Pow))
	add(binaryCase("Maximum", -2, 2, -2, 2, true, true, (*Scope).Maximum))
	add(binaryCase("Minimum", -2, 2, -2, 2, true, true, (*Scope).Minimum))
	add(binaryCase("SquaredDifference", -2, 2, -2, 2, true, false, (*Scope).SquaredDifference))
	add(binaryCase("Atan2", 0.5, 2, 0.5, 2, true, false, (*Scope).Atan2))
	add(binaryCase("FloorMod", 3.1, 3.9, 0.71, 0.74, true, true, (*Scope).FloorMod))
	add(binaryCase("TruncateMod", 3.1, 3.9, -0.74, -0.71, true, true, (*Scope).TruncateMod))
	add(binaryCase("FloorDiv", 3.1, 3.4, 0.71, 0.74, false, false, (*Scope).FloorDiv))
	add(binaryCase("TruncateDiv", -3.4, -3.1, 0.71, 0.74, false, false, (*Scope).TruncateDiv))
	add(binaryCase("DivNoNan", -2, 2, 0.5, 2, true, false, (*Scope).DivNoNan))
	add(binaryCase("MulNoNan", -2, 2, 0.5, 2, true, false, (*Scope).MulNoNan))
	add(binaryCase("Xdivy", 0.5, 2, 0.5, 2, true, false, (*Scope).Xdivy))
	add(binaryCase("Xlogy", 0.5, 2, 0.5, 2, true, false, (*Scope).Xlogy))
	add(binaryCase("Xlog1py", 0.5, 2, 0.5, 2, true, false, (*Scope).Xlog1py))
	add(binaryCase("SigmoidXent", -2, 2, -1, 1, true, false, func(s *Scope, a, b *Tensor) *Tensor { return s.Apply1(opSigmoidXent, nil, a, b) }))
	compare := map[string]func(s *Scope, a, b *Tensor) *Tensor{"Equal": (*Scope).Equal, "NotEqual": (*Scope).NotEqual, "Less": (*Scope).Less,
		"LessEqual": (*Scope).LessEqual, "Greater": (*Scope).Greater, "GreaterEqual": (*Scope).GreaterEqual}
	for name, f := range compare {
		add(binaryCase(name, -2, 2, -2, 2, false, false, f))
	}
	integer := map[string]func(s *Scope, a, b *Tensor) *Tensor{"BitwiseAnd": (*Scope).BitwiseAnd, "BitwiseOr": (*Scope).BitwiseOr,
		"BitwiseXor": (*Scope).BitwiseXor, "LeftShift": (*Scope).LeftShift, "RightShift": (*Scope).RightShift, "IntAdd": (*Scope).Add,
		"IntMul": (*Scope).Mul, "IntFloorDiv": (*Scope).FloorDiv, "IntFloorMod": (*Scope).FloorMod, "IntPow": (*Scope).Pow,
		"IntTruncateDiv": (*Scope).TruncateDiv, "IntTruncateMod": (*Scope).TruncateMod, "IntMax": (*Scope).Maximum}
	for name, f := range integer {
		add(binaryCase(name, -30, 30, 1, 5, false, false, func(s *Scope, a, b *Tensor) *Tensor { return f(s, s.Cast(a, Int32), s.Cast(b, Int32)) }))
	}
	logic := map[string]func(s *Scope, a, b *Tensor) *Tensor{"LogicalAnd": (*Scope).LogicalAnd, "LogicalOr": (*Scope).LogicalOr, "LogicalXor": (*Scope).LogicalXor}
	for name, f := range logic {
		add(binaryCase(name, -2, 2, -2, 2, false, false, func(s *Scope, a, b *Tensor) *Tensor {
			zero := Full(a.DType(), 0)
			return f(s, s.Greater(a, zero), s.LogicalNot(s.Greater(b, zero)))
		}))
	}
	return append(all, moreBinary()...)
}

func moreBinary() []opCase {
	pair := func(lo, hi float64) []*Array { return []*Array{rnd(1, lo, hi, 2, 3), rnd(2, lo, hi, 2, 3)} }
	order := func(f func(s *Scope, a, b *Tensor) *Tensor, n float64) func(s *Scope, in []*Tensor) []*Tensor {
		return func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{f(s, Full(in[0].DType(), n), in[0])} }
	}
	return []opCase{
		{name: "NextAfter", in: pair(0, 2), grad: true, flat: true, run: of2((*Scope).NextAfter), wide: true},
		{name: "Polygamma", in: pair(0.7, 3)[:1], run: order((*Scope).Polygamma, 2), grad: true},
		{name: "Zeta", in: pair(0.7, 3)[:1], run: order((*Scope).Zeta, 2.5), grad: true},
		{name: "Igamma", in: pair(0.7, 3)[:1], run: order((*Scope).Igamma, 1.7), grad: true},
		{name: "IgammaOfBoth", in: pair(0.7, 3), run: of2((*Scope).Igamma), grad: true, flat: true},
		{name: "IgammacOfBoth", in: pair(0.7, 3), run: of2((*Scope).Igammac), grad: true, flat: true},
		{name: "Igammac", in: pair(0.7, 3)[:1], run: order((*Scope).Igammac, 1.7), grad: true},
		{name: "Betainc", in: pair(0.2, 0.8)[:1], grad: true, run: of1(func(s *Scope, x *Tensor) *Tensor {
			return s.Betainc(s.Add(s.ZerosLike(x), Full(x.DType(), 1.4)), s.Add(s.ZerosLike(x), Full(x.DType(), 2.2)), x)
		})},
		{name: "Select", in: pair(-1, 1), grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor {
			return s.Select(s.Greater(a, b), s.Square(a), s.Exp(b))
		})},
		{name: "SelectBroadcast", in: []*Array{rnd(1, -1, 1, 2, 1), rnd(2, -1, 1, 3)}, grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor {
			return s.Select(s.Greater(a, Full(a.DType(), 0)), s.Square(b), a)
		})},
		unaryCase("CheckNumerics", -1, 1, func(s *Scope, x *Tensor) *Tensor { return s.CheckNumerics(x, "") }),
		{name: "StopGradient", in: pair(-1, 1), run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.StopGradient(s.Mul(a, b)) })},
		{name: "Masked", in: pair(-1, 1), grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.Apply1(opMasked, nil, a, b) })},
		{name: "AddN", in: pair(-1, 1), grad: true, flat: true, run: func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{s.AddN(in)} }},
		{name: "WeightedXent", in: pair(0.1, 1), grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.WeightedCrossEntropy(a, b, Full(a.DType(), 1.7)) })},
		{name: "LogPoisson", in: pair(1.1, 3), grad: true, run: of2(func(s *Scope, a, b *Tensor) *Tensor { return s.LogPoissonLoss(a, b, true) })},
		{name: "NaN", in: []*Array{FromSlice([]float64{math.NaN(), 1, math.Inf(1)})}, wide: true, run: func(s *Scope, in []*Tensor) []*Tensor {
			one := Full(Float64, 1)
			return []*Tensor{s.IsNan(s.Maximum(in[0], one)), s.IsNan(s.Minimum(one, in[0])), s.IsInf(in[0]), s.IsFinite(in[0])}
		}},
	}
}
