package kernel

import "math"

func sqrtOf[T float32 | float64](x T) T { return T(math.Sqrt(float64(x))) }

func absOf[T float32 | float64](x T) T { return T(math.Abs(float64(x))) }

func installGoOptim(k *kernels) {
	for r := range k.opt {
		k.opt[r] = goOpt[float32](OptRule(r))
	}
}

// goOpt is the portable form of a rule.
func goOpt[T float32 | float64](rule OptRule) OptFunc[T] {
	switch rule {
	case OptSGD:
		return goSGD[T]
	case OptMomentum:
		return goMomentum[T]
	case OptNesterov:
		return goNesterov[T]
	case OptAdam:
		return goAdam[T]
	case OptAMSGrad:
		return goAMSGrad[T]
	case OptAdamax:
		return goAdamax[T]
	case OptNadam:
		return goNadam[T]
	case OptRMSprop:
		return goRMSprop[T]
	case OptRMSpropMom:
		return goRMSpropMom[T]
	case OptCentered:
		return goCentered[T]
	case OptCenteredMom:
		return goCenteredMom[T]
	case OptAdagrad:
		return goAdagrad[T]
	case OptAdadelta:
		return goAdadelta[T]
	case OptFtrl:
		return goFtrl[T]
	case OptLion:
		return goLion[T]
	case OptDecay:
		return goDecay[T]
	case OptAverage:
		return goAverage[T]
	}
	panic("kernel: unknown optimizer rule")
}

func goSGD[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	lr := p[0]
	for i := range w {
		w[i] -= lr * g[i]
	}
}

func goMomentum[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, lr, mom := s0, p[0], p[1]
	for i := range w {
		m[i] = m[i]*mom - lr*g[i]
		w[i] += m[i]
	}
}

func goNesterov[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, lr, mom := s0, p[0], p[1]
	for i := range w {
		m[i] = m[i]*mom - lr*g[i]
		w[i] += m[i]*mom - lr*g[i]
	}
}

func goAdam[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, v, alpha, c1, c2, eps := s0, s1, p[0], p[1], p[2], p[3]
	for i := range w {
		m[i] += (g[i] - m[i]) * c1
		v[i] += (g[i]*g[i] - v[i]) * c2
		w[i] -= m[i] * alpha / (sqrtOf(v[i]) + eps)
	}
}

func goAMSGrad[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, v, top, alpha, c1, c2, eps := s0, s1, s2, p[0], p[1], p[2], p[3]
	for i := range w {
		m[i] += (g[i] - m[i]) * c1
		v[i] += (g[i]*g[i] - v[i]) * c2
		top[i] = max(top[i], v[i])
		w[i] -= m[i] * alpha / (sqrtOf(top[i]) + eps)
	}
}

func goAdamax[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, u, lr, c1, beta2, c, eps := s0, s1, p[0], p[1], p[2], p[3], p[4]
	for i := range w {
		m[i] += (g[i] - m[i]) * c1
		u[i] = max(beta2*u[i], absOf(g[i]))
		w[i] -= lr * m[i] / (c * (u[i] + eps))
	}
}

func goNadam[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, v, lr, c1, c2, eps, a, b, c := s0, s1, p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	for i := range w {
		m[i] += (g[i] - m[i]) * c1
		v[i] += (g[i]*g[i] - v[i]) * c2
		w[i] -= (a*m[i] + b*g[i]) * lr / (sqrtOf(v[i]/c) + eps)
	}
}

func goRMSprop[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, lr, rho, r, eps := s0, p[0], p[1], p[2], p[3]
	for i := range w {
		v[i] = rho*v[i] + r*(g[i]*g[i])
		w[i] -= lr * g[i] / sqrtOf(v[i]+eps)
	}
}

func goRMSpropMom[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, m, lr, rho, r, eps, mom := s0, s1, p[0], p[1], p[2], p[3], p[4]
	for i := range w {
		v[i] = rho*v[i] + r*(g[i]*g[i])
		m[i] = mom*m[i] + lr*g[i]/sqrtOf(v[i]+eps)
		w[i] -= m[i]
	}
}

func goCentered[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, a, lr, rho, r, eps := s0, s1, p[0], p[1], p[2], p[3]
	for i := range w {
		v[i] = rho*v[i] + r*(g[i]*g[i])
		a[i] = rho*a[i] + r*g[i]
		w[i] -= lr * g[i] / sqrtOf(v[i]-a[i]*a[i]+eps)
	}
}

func goCenteredMom[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, a, m, lr, rho, r, eps, mom := s0, s1, s2, p[0], p[1], p[2], p[3], p[4]
	for i := range w {
		v[i] = rho*v[i] + r*(g[i]*g[i])
		a[i] = rho*a[i] + r*g[i]
		m[i] = mom*m[i] + lr*g[i]/sqrtOf(v[i]-a[i]*a[i]+eps)
		w[i] -= m[i]
	}
}

func goAdagrad[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, lr, eps := s0, p[0], p[1]
	for i := range w {
		v[i] += g[i] * g[i]
		w[i] -= lr * g[i] / sqrtOf(v[i]+eps)
	}
}

func goAdadelta[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	v, d, lr, rho, r, eps := s0, s1, p[0], p[1], p[2], p[3]
	for i := range w {
		v[i] = rho*v[i] + r*g[i]*g[i]
		t := -sqrtOf(d[i]+eps) * g[i] / sqrtOf(v[i]+eps)
		d[i] = rho*d[i] + r*t*t
		w[i] += lr * t
	}
}

// goFtrl follows McMahan et al., "Ad Click Prediction" (2013), with Keras'
// shrinkage: n collects g², z the gradients less what the weights explain, and
// w follows from z alone.
func goFtrl[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	n, z, lr, pow, l1, l2, shrink := s0, s1, p[0], float64(p[1]), p[2], p[3], p[4]
	for i := range w {
		next := n[i] + g[i]*g[i]
		root := T(math.Pow(float64(next), pow))
		z[i] += g[i] + shrink*w[i] - (root-T(math.Pow(float64(n[i]), pow)))/lr*w[i]
		w[i] = (min(max(z[i], -l1), l1) - z[i]) / (root/lr + l2)
		n[i] = next
	}
}

func goLion[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	m, lr, b1, c1, b2, c2 := s0, p[0], p[1], p[2], p[3], p[4]
	for i := range w {
		switch d := m[i]*b1 + g[i]*c1; {
		case d > 0:
			w[i] -= lr
		case d < 0:
			w[i] += lr
		case d != d:
			w[i] = d
		}
		m[i] = m[i]*b2 + g[i]*c2
	}
}

func goDecay[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	lr, d := p[0], p[1]
	for i := range w {
		w[i] -= w[i] * d * lr
	}
}

func goAverage[T float32 | float64](w, g, s0, s1, s2 []T, p *OptParams[T]) {
	d, r := p[0], p[1]
	for i := range w {
		w[i] = w[i]*d + g[i]*r
	}
}
