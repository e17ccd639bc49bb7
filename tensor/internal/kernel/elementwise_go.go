package kernel

import "math"

// Constants of SELU (Klambauer et al. 2017).
const (
	seluScale = 1.0507009873554804934193349852946
	seluAlpha = 1.6732632423543772848170429916717
)

func sigmoid64(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + math.Exp(-x))
	}
	e := math.Exp(x)
	return e / (1 + e)
}

func softplus64(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

// geluCubic is the coefficient of x³ in the tanh approximation of GELU.
const geluCubic = 0.044715

var sqrt2OverPi = math.Sqrt(2 / math.Pi)

func geluTanh64(x float64) float64 {
	return 0.5 * x * (1 + math.Tanh(sqrt2OverPi*(x+geluCubic*x*x*x)))
}

func geluTanhGrad64(x float64) float64 {
	t := math.Tanh(sqrt2OverPi * (x + geluCubic*x*x*x))
	return 0.5*(1+t) + 0.5*x*(1-t*t)*sqrt2OverPi*(1+3*geluCubic*x*x)
}

func gelu64(x float64) float64 {
	if math.IsInf(x, -1) {
		return math.NaN()
	}
	return 0.5 * x * math.Erfc(-x/math.Sqrt2)
}

func geluGrad64(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.NaN()
	}
	return 0.5*math.Erfc(-x/math.Sqrt2) + x*math.Exp(-x*x/2)/math.Sqrt(2*math.Pi)
}

// unScalar is the reference of each unary operation for one element.
func unScalar(op UnOp) func(x float32) float32 {
	wide := func(f func(float64) float64) func(float32) float32 {
		return func(x float32) float32 { return float32(f(float64(x))) }
	}
	switch op {
	case OpNeg:
		return func(x float32) float32 { return -x }
	case OpAbs:
		return func(x float32) float32 { return math.Float32frombits(math.Float32bits(x) &^ (1 << 31)) }
	case OpSign:
		return func(x float32) float32 {
			if x > 0 {
				return 1
			}
			if x < 0 {
				return -1
			}
			return x + 0 // keeps NaN, and zero loses its sign
		}
	case OpSquare:
		return func(x float32) float32 { return x * x }
	case OpSqrt:
		return wide(math.Sqrt)
	case OpRsqrt:
		return wide(func(x float64) float64 { return 1 / math.Sqrt(x) })
	case OpReciprocal:
		return func(x float32) float32 { return 1 / x }
	case OpExp:
		return wide(math.Exp)
	case OpExpm1:
		return wide(math.Expm1)
	case OpLog:
		return wide(math.Log)
	case OpLog1p:
		return wide(math.Log1p)
	case OpSin:
		return wide(math.Sin)
	case OpCos:
		return wide(math.Cos)
	case OpTanh:
		return wide(math.Tanh)
	case OpSigmoid:
		return wide(sigmoid64)
	case OpErf:
		return wide(math.Erf)
	case OpGelu:
		return wide(gelu64)
	case OpGeluTanh:
		return wide(geluTanh64)
	}
	return unScalarActivation(op, wide)
}

func unScalarActivation(op UnOp, wide func(f func(float64) float64) func(float32) float32) func(x float32) float32 {
	switch op {
	case OpRelu:
		return func(x float32) float32 {
			if x <= 0 {
				return 0
			}
			return x
		}
	case OpRelu6:
		return func(x float32) float32 {
			if x <= 0 {
				return 0
			}
			if x > 6 {
				return 6
			}
			return x
		}
	case OpElu:
		return wide(func(x float64) float64 {
			if x < 0 {
				return math.Expm1(x)
			}
			return x
		})
	case OpSelu:
		return wide(func(x float64) float64 {
			if x < 0 {
				return seluScale * seluAlpha * math.Expm1(x)
			}
			return seluScale * x
		})
	case OpSoftplus:
		return wide(softplus64)
	case OpSoftsign:
		return wide(func(x float64) float64 { return x / (1 + math.Abs(x)) })
	case OpSilu:
		return wide(func(x float64) float64 { return x * sigmoid64(x) })
	case OpHardSigmoid:
		return func(x float32) float32 { return clip32(float32(0.2*x)+0.5, 0, 1) }
	case OpFloor:
		return wide(math.Floor)
	case OpCeil:
		return wide(math.Ceil)
	}
	return wide(math.RoundToEven)
}

func clip32(x, lo, hi float32) float32 {
	if x < lo {
		x = lo
	}
	if x > hi {
		x = hi
	}
	return x
}

func paramScalar(op ParamOp) func(x, p, q float32) float32 {
	switch op {
	case OpAffine:
		return func(x, p, q float32) float32 { return float32(p*x) + q } // rounded between on every processor
	case OpLeakyRelu:
		return func(x, p, _ float32) float32 {
			if x < 0 {
				return p * x
			}
			return x
		}
	case OpEluAlpha:
		return func(x, p, _ float32) float32 {
			if x < 0 {
				return p * float32(math.Expm1(float64(x)))
			}
			return x
		}
	case OpPowScalar:
		return func(x, p, _ float32) float32 { return pow32(x, p) }
	case OpClip:
		return clip32
	}
	return func(x, p, q float32) float32 {
		if x > p {
			return x
		}
		return q
	}
}

func pow32(x, p float32) float32 { return float32(math.Pow(float64(x), float64(p))) }

// gradFactor is op'(v) of each backward operation for one element.
func gradFactor(op GradOp) func(v float64) float64 {
	step := func(on bool, v float64) float64 {
		if on {
			return v
		}
		return 0
	}
	switch op {
	case GradRelu:
		return func(v float64) float64 { return step(v > 0, 1) }
	case GradRelu6:
		return func(v float64) float64 { return step(v > 0 && v < 6, 1) }
	case GradTanh:
		return func(y float64) float64 { return 1 - y*y }
	case GradSigmoid:
		return func(y float64) float64 { return y * (1 - y) }
	case GradElu:
		return func(y float64) float64 { return 1 + min(y, 0) }
	case GradSelu:
		return func(y float64) float64 {
			if y < 0 {
				return y + seluScale*seluAlpha
			}
			return seluScale
		}
	case GradGelu:
		return geluGrad64
	case GradGeluTanh:
		return geluTanhGrad64
	case GradSilu:
		return func(x float64) float64 { s := sigmoid64(x); return s * (1 + x*(1-s)) }
	case GradSoftplus:
		return sigmoid64
	case GradSoftsign:
		return func(x float64) float64 { d := 1 + math.Abs(x); return 1 / (d * d) }
	case GradHardSigmoid:
		return func(x float64) float64 { return step(x >= -2.5 && x <= 2.5, 0.2) }
	case GradSqrt:
		return func(y float64) float64 { return 0.5 / y }
	case GradRsqrt:
		return func(y float64) float64 { return -0.5 * y * y * y }
	case GradReciprocal:
		return func(y float64) float64 { return -y * y }
	case GradAbs:
		return func(x float64) float64 { return step(x > 0, 1) - step(x < 0, 1) }
	case GradSquare:
		return func(x float64) float64 { return 2 * x }
	}
	return func(x float64) float64 { return 2 / math.SqrtPi * math.Exp(-x*x) }
}

func binScalar(op BinOp) func(a, b float32) float32 {
	switch op {
	case OpAdd:
		return func(a, b float32) float32 { return a + b }
	case OpSub:
		return func(a, b float32) float32 { return a - b }
	case OpMul:
		return func(a, b float32) float32 { return a * b }
	case OpDiv:
		return func(a, b float32) float32 { return a / b }
	case OpMax:
		return func(a, b float32) float32 { return max(a, b) }
	case OpMin:
		return func(a, b float32) float32 { return min(a, b) }
	case OpPow:
		return pow32
	}
	return func(a, b float32) float32 { return (a - b) * (a - b) }
}

func installGoElementwise(k *kernels) {
	for op := UnOp(0); op < unCount; op++ {
		f := unScalar(op)
		k.unary[op] = func(dst, x []float32) {
			for i := range dst {
				dst[i] = f(x[i])
			}
		}
	}
	for op := ParamOp(0); op < paramCount; op++ {
		f := paramScalar(op)
		k.param[op] = func(dst, x []float32, p, q float32) {
			for i := range dst {
				dst[i] = f(x[i], p, q)
			}
		}
	}
	for op := GradOp(0); op < gradCount; op++ {
		f := gradFactor(op)
		k.grad[op] = func(dst, g, v []float32) {
			for i := range dst {
				dst[i] = float32(float64(g[i]) * f(float64(v[i])))
			}
		}
	}
	for op := BinOp(0); op < binCount; op++ {
		f := binScalar(op)
		k.binary[op] = func(dst, a, b []float32) {
			for i := range dst {
				dst[i] = f(a[i], b[i])
			}
		}
		k.scalar[op] = func(dst, a []float32, s float32) {
			for i := range dst {
				dst[i] = f(a[i], s)
			}
		}
		k.scalarL[op] = func(dst, a []float32, s float32) {
			for i := range dst {
				dst[i] = f(s, a[i])
			}
		}
	}
	k.binary[OpAdd], k.binary[OpMul] = goAdd, goMul
	k.scalar[OpPow] = powScalar
	k.axpy = func(y []float32, alpha float32, x []float32) {
		for i := range y {
			y[i] += alpha * x[i]
		}
	}
}

func goAdd(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

func goMul(dst, a, b []float32) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}
