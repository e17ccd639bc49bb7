package kernel

import "math"

func installGoReduce(k *kernels) {
	k.sum = goSum
	k.sumSqDev = func(x []float32, mean float32) float32 {
		var s [16]float64
		for i, v := range x {
			d := float64(v - mean)
			s[i&15] += d * d
		}
		return fold(&s)
	}
	k.dot = goDot
	k.max = func(x []float32) float32 {
		m := float32(math.Inf(-1))
		for _, v := range x {
			m = max(m, v)
		}
		return m
	}
	k.min = func(x []float32) float32 {
		m := float32(math.Inf(1))
		for _, v := range x {
			m = min(m, v)
		}
		return m
	}
	k.expSum = func(dst, x []float32, shift float32) float32 {
		var s [16]float64
		for i, v := range x {
			e := float32(math.Exp(float64(v - shift)))
			dst[i] = e
			s[i&15] += float64(e)
		}
		return fold(&s)
	}
	k.colAdd = func(acc, x []float32) {
		for n := len(acc); len(x) > 0; x = x[n:] {
			goAdd(acc, acc, x)
		}
	}
	k.colSq = func(acc, x, mean []float32) {
		for n := len(acc); len(x) > 0; x = x[n:] {
			for i := range acc {
				d := x[i] - mean[i]
				acc[i] += d * d
			}
		}
	}
	k.colDot = func(acc, x, mean, g []float32) {
		n := len(acc)
		for len(x) > 0 {
			for i := range acc {
				acc[i] += (x[i] - mean[i]) * g[i]
			}
			x, g = x[n:], g[n:]
		}
	}
}

// fold adds the lanes of a sum in the order in which vectors do.
func fold(s *[16]float64) float32 {
	for h := 8; h > 2; h /= 2 {
		for i := range h {
			s[i] += s[i+h]
		}
	}
	return float32((s[0] + s[2]) + (s[1] + s[3]))
}

func goSum(x []float32) float32 {
	var s [16]float64
	for i, v := range x {
		s[i&15] += float64(v)
	}
	return fold(&s)
}

func goDot(a, b []float32) float32 {
	var s [16]float64
	b = b[:len(a)]
	for i, v := range a {
		s[i&15] += float64(v) * float64(b[i])
	}
	return fold(&s)
}
