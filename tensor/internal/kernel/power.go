package kernel

import "math"

// powScalar computes dst = a to the power s. Small powers, which formulas write
// out with pow, are multiplications and roots with the bits of math.Pow.
func powScalar(dst, a []float32, s float32) {
	a = a[:len(dst)]
	switch s {
	case 2:
		for i, x := range a {
			dst[i] = x * x
		}
	case 3:
		for i, x := range a {
			d := float64(x)
			dst[i] = float32(d * (d * d))
		}
	case 4:
		for i, x := range a {
			d := float64(x) * float64(x)
			dst[i] = float32(d * d)
		}
	case -1:
		for i, x := range a {
			dst[i] = float32(1 / float64(x))
		}
	case 0.5, -0.5:
		powRoot(dst, a, s)
	default:
		for i, x := range a {
			dst[i] = pow32(x, s)
		}
	}
}

// powRoot is powScalar for 0.5 and -0.5; numbers that are not positive have
// rules of their own.
func powRoot(dst, a []float32, s float32) {
	for i, x := range a {
		switch {
		case !(x > 0):
			dst[i] = pow32(x, s)
		case s > 0:
			dst[i] = float32(math.Sqrt(float64(x)))
		default:
			dst[i] = float32(1 / math.Sqrt(float64(x)))
		}
	}
}
