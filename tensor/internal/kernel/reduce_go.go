package kernel

import "math"

func installGoReduce(k *kernels) {
	k.sum = goSum
	k.sumSq = func(x []float32) float32 { return goDot(x, x) }
	k.sumSqDev = func(x []float32, mean float32) float32 {
		var s [8]float64
		for i, v := range x {
			d := float64(v - mean)
			s[i&7] += d * d
		}
		return fold8(&s)
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
		var s [8]float64
		for i, v := range x {
			e := float32(math.Exp(float64(v - shift)))
			dst[i] = e
			s[i&7] += float64(e)
		}
		return fold8(&s)
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

func fold8(s *[8]float64) float32 {
	return float32(((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7])))
}

func goSum(x []float32) float32 {
	var s [8]float64
	for i, v := range x {
		s[i&7] += float64(v)
	}
	return fold8(&s)
}

func goDot(a, b []float32) float32 {
	var s [8]float64
	b = b[:len(a)]
	for i, v := range a {
		s[i&7] += float64(v) * float64(b[i])
	}
	return fold8(&s)
}
