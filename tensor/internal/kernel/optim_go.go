package kernel

import "math"

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

func installGoOptim(k *kernels) {
	k.sgd = func(w, g []float32, lr float32) {
		for i := range w {
			w[i] -= lr * g[i]
		}
	}
	k.momentum = func(w, g, m []float32, lr, mom float32) {
		for i := range w {
			m[i] = mom*m[i] - lr*g[i]
			w[i] += m[i]
		}
	}
	k.nesterov = func(w, g, m []float32, lr, mom float32) {
		for i := range w {
			m[i] = mom*m[i] - lr*g[i]
			w[i] += mom*m[i] - lr*g[i]
		}
	}
	k.adam = func(w, g, m, v []float32, alpha, c1, c2, eps float32) {
		for i := range w {
			m[i] += (g[i] - m[i]) * c1
			v[i] += (g[i]*g[i] - v[i]) * c2
			w[i] -= m[i] * alpha / (sqrt32(v[i]) + eps)
		}
	}
	k.rmsprop = func(w, g, v []float32, lr, rho, eps float32) {
		for i := range w {
			v[i] = rho*v[i] + (1-rho)*(g[i]*g[i])
			w[i] -= lr * g[i] / sqrt32(v[i]+eps)
		}
	}
}
