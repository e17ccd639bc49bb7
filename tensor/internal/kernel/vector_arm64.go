package kernel

import "math"

// The Go side of assembly kernels that do only the regular part of the work.

// installNeonSums replaces reductions and the kernels over rows and columns.
func installNeonSums(k *kernels) {
	k.sum, k.dot, k.sumSqDev = neonSum, neonDot, neonSumSqDev
	k.max, k.min, k.expSum = neonMaxOf, neonMinOf, neonExpSum
	k.colAdd, k.colSq, k.colDot = neonColAdd, neonColSq, neonColDot
	k.normRow, k.scaleBias, k.lin3 = neonNormRow, neonScaleBias, neonLin3
}

func neonAxpy(y []float32, alpha float32, x []float32) { neonMulAdd(y, y, x, alpha) }

func neonSum(x []float32) float32 {
	var s [16]float64
	n := len(x) &^ 15
	if n > 0 {
		neonSumLanes(&s, &x[0], n/16)
	}
	for i, v := range x[n:] {
		s[i] += float64(v)
	}
	return fold(&s)
}

func neonDot(a, b []float32) float32 {
	var s [16]float64
	b = b[:len(a)]
	n := len(a) &^ 15
	if n > 0 {
		neonDotLanes(&s, &a[0], &b[0], n/16)
	}
	for i, v := range a[n:] {
		s[i] += float64(v) * float64(b[n+i])
	}
	return fold(&s)
}

func neonSumSqDev(x []float32, mean float32) float32 {
	var s [16]float64
	n := len(x) &^ 15
	if n > 0 {
		neonSqDevLanes(&s, &x[0], n/16, mean)
	}
	for i, v := range x[n:] {
		d := float64(v - mean)
		s[i] += d * d
	}
	return fold(&s)
}

func neonMaxOf(x []float32) float32 {
	low := float32(math.Inf(-1))
	best := [4]float32{low, low, low, low}
	n := len(x) &^ 15
	if n > 0 {
		neonMaxLanes(&best, &x[0], n/16)
	}
	m := max(best[0], best[1], best[2], best[3])
	for _, v := range x[n:] {
		m = max(m, v)
	}
	return m
}

func neonMinOf(x []float32) float32 {
	high := float32(math.Inf(1))
	best := [4]float32{high, high, high, high}
	n := len(x) &^ 15
	if n > 0 {
		neonMinLanes(&best, &x[0], n/16)
	}
	m := min(best[0], best[1], best[2], best[3])
	for _, v := range x[n:] {
		m = min(m, v)
	}
	return m
}

func neonExpSum(dst, x []float32, shift float32) float32 {
	neonSubScalar(dst, x, shift)
	neonExp(dst, dst)
	return neonSum(dst)
}

func neonColAdd(acc, x []float32) {
	for n := len(acc); len(x) > 0; x = x[n:] {
		neonAdd(acc, acc, x[:n])
	}
}

func neonColSq(acc, x, mean []float32) {
	for n := len(acc); len(x) > 0; x = x[n:] {
		neonAddSqDev(acc, acc, x[:n], mean[:n])
	}
}

func neonColDot(acc, x, mean, g []float32) {
	for n := len(acc); len(x) > 0; x, g = x[n:], g[n:] {
		neonAddDevTimes(acc, acc, x[:n], mean[:n], g[:n])
	}
}

func neonNormRow(dst, x []float32, mean, inv float32, gamma, beta []float32) {
	neonNormalise(dst, x[:len(dst)], mean, inv)
	if gamma != nil {
		neonMul(dst, dst, gamma[:len(dst)])
	}
	if beta != nil {
		neonAdd(dst, dst, beta[:len(dst)])
	}
}

func neonScaleBias(dst, x, scale, bias []float32) {
	for n := len(scale); len(dst) > 0; dst, x = dst[n:], x[n:] {
		neonScaleAdd(dst[:n], x[:n], scale, bias[:n])
	}
}

func neonLin3(dst, a, x, ca, cx, c0 []float32) {
	for n := len(ca); len(dst) > 0; dst, a, x = dst[n:], a[n:], x[n:] {
		neonLinear3(dst[:n], a[:n], x[:n], ca, cx[:n], c0[:n])
	}
}
