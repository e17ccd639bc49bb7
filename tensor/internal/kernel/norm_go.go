package kernel

func installGoNorm(k *kernels) {
	k.normRow = func(dst, x []float32, mean, inv float32, gamma, beta []float32) {
		for i := range dst {
			v := (x[i] - mean) * inv
			if gamma != nil {
				v *= gamma[i]
			}
			if beta != nil {
				v += beta[i]
			}
			dst[i] = v
		}
	}
	// Rows of len(scale) elements.
	k.scaleBias = func(dst, x, scale, bias []float32) {
		n := len(scale)
		for len(dst) > 0 {
			for i := range scale {
				dst[i] = x[i]*scale[i] + bias[i]
			}
			dst, x = dst[n:], x[n:]
		}
	}
	// dst = a·ca + x·cx + c0 per column.
	k.lin3 = func(dst, a, x, ca, cx, c0 []float32) {
		n := len(ca)
		for len(dst) > 0 {
			for i := range ca {
				dst[i] = a[i]*ca[i] + (x[i]*cx[i] + c0[i])
			}
			dst, a, x = dst[n:], a[n:], x[n:]
		}
	}
}
