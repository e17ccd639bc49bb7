package tensor

import "math"

// stepwise is an activation of half precision numbers and its derivative as
// TensorFlow computes them: every operation rounds its result. f is of the
// input; d of the input or, as the activation says, of the output, and of the
// gradient. A nil one rounds only its result.
type stepwise struct {
	f func(x float64, r rounder) float64
	d func(v, g float64, r rounder) float64
}

// rounder rounds to a dtype of half precision.
type rounder func(float64) float64

func rounderTo(dt DType) rounder {
	one := roundFloat16
	if dt == BFloat16 {
		one = roundBFloat16
	}
	return func(v float64) float64 { return float64(one(float32(v))) }
}

// stepwiseActs has the activations that are more than one operation.
func stepwiseActs(act *activation) stepwise {
	switch act {
	case actGelu:
		return stepwise{geluSteps, geluGradSteps}
	case actSilu:
		return stepwise{siluSteps, siluGradSteps}
	case actSelu:
		return stepwise{seluSteps, seluGradSteps}
	case actSoftplus:
		return stepwise{softplusSteps, func(x, g float64, r rounder) float64 { e := r(math.Exp(x)); return r(g * r(e/r(e+1))) }}
	case actSoftsign:
		return stepwise{
			func(x float64, r rounder) float64 { return r(x / r(1+math.Abs(x))) },
			func(x, g float64, r rounder) float64 { a := r(1 + math.Abs(x)); return r(g / r(a*a)) }}
	case actHardSigmoid:
		return stepwise{f: func(x float64, r rounder) float64 {
			return nan(x, math.Min(math.Max(r(r(r(0.2)*x)+0.5), 0), 1))
		}}
	case actTanhOut:
		return stepwise{d: func(y, g float64, r rounder) float64 { return r(g * r(1-r(y*y))) }}
	case actSigmoidOut:
		return stepwise{logisticSteps, func(y, g float64, r rounder) float64 { return r(r(g*r(1-y)) * y) }}
	case actElu1:
		return stepwise{f: func(x float64, r rounder) float64 {
			if x < 0 {
				return r(r(math.Exp(x)) - 1)
			}
			return x
		}}
	}
	return stepwise{}
}

func geluSteps(x float64, r rounder) float64 {
	e := r(math.Erf(r(x / r(math.Sqrt2))))
	return r(r(0.5*x) * r(1+e))
}

func geluGradSteps(x, g float64, r rounder) float64 {
	c := r(math.Sqrt2)
	u := r(x / c)
	inner := r(r(g*r(0.5*x)) * r(r(2/math.Sqrt(math.Pi))*r(math.Exp(-r(u*u)))))
	return r(r(r(g*r(1+r(math.Erf(u))))*0.5) + r(inner/c))
}

// logisticSteps is 1/(1+e⁻ˣ), for which only bfloat16 takes several steps.
func logisticSteps(x float64, r rounder) float64 {
	if r(1+0x1p-9) == 1 {
		if e := r(math.Exp(x)); !math.IsInf(e, 1) {
			return r(e / r(1+e))
		}
	}
	return r(logistic(x))
}

func siluSteps(x float64, r rounder) float64 { return r(x * logisticSteps(x, r)) }

func siluGradSteps(x, g float64, r rounder) float64 {
	l := logisticSteps(x, r)
	return r(g * r(l*r(1+r(x*r(1-l)))))
}

func seluSteps(x float64, r rounder) float64 {
	if x < 0 {
		return r(r(seluScaleAlpha) * r(r(math.Exp(x))-1))
	}
	return r(r(seluScale) * x)
}

func seluGradSteps(y, g float64, r rounder) float64 {
	if y < 0 {
		return r(g * r(y+r(seluScaleAlpha)))
	}
	return r(g * r(seluScale))
}

// softplusSteps takes log(1+eˣ) for x or eˣ where that makes no difference but
// for rounder.
func softplusSteps(x float64, r rounder) float64 {
	epsilon := 1.0
	for r(1+epsilon/2) != 1 {
		epsilon /= 2
	}
	threshold := r(r(math.Log(epsilon)) + 2)
	switch {
	case x > -threshold:
		return x
	case x < threshold:
		return r(math.Exp(x))
	}
	return r(math.Log1p(r(math.Exp(x))))
}

// mapStepwise computes y = f(x) in half precision.
func mapStepwise(y, x *Array, f func(x float64, r rounder) float64) {
	r, d := rounderTo(y.dtype), y.F32()
	for i, v := range x.F32() {
		d[i] = float32(f(float64(v), r))
	}
}

// softmaxSteps is the softmax of m rows of n numbers, or its logarithm.
func softmaxSteps(out, in *Array, log bool) {
	r := rounderTo(out.dtype)
	m, n := rowsOf(in)
	for row := range m {
		y, x := out.F32()[row*n:(row+1)*n], in.F32()[row*n:(row+1)*n]
		top := math.Inf(-1)
		for _, v := range x {
			top = math.Max(top, float64(v))
		}
		sum := 0.0
		for i, v := range x {
			shifted := r(float64(v) - top)
			e := r(math.Exp(shifted))
			sum += e
			if y[i] = float32(e); log {
				y[i] = float32(shifted)
			}
		}
		by := r(math.Log(r(sum)))
		if !log {
			by = r(1 / r(sum))
		}
		for i, v := range y {
			if log {
				y[i] = float32(r(float64(v) - by))
			} else {
				y[i] = float32(r(float64(v) * by))
			}
		}
	}
}

// softmaxGradSteps is y·(g - Σ g·y) for rows of y and g.
func softmaxGradSteps(out, y, g *Array) {
	r := rounderTo(out.dtype)
	m, n := rowsOf(y)
	for row := range m {
		y, g, d := y.F32()[row*n:(row+1)*n], g.F32()[row*n:(row+1)*n], out.F32()[row*n:(row+1)*n]
		sum := 0.0
		for i := range y {
			sum += r(float64(y[i]) * float64(g[i]))
		}
		sum = r(sum)
		for i := range y {
			d[i] = float32(r(r(float64(g[i])-sum) * float64(y[i])))
		}
	}
}

// isHalf reports whether numbers of the dtype have 16 bits.
func (d DType) isHalf() bool { return d == Float16 || d == BFloat16 }
