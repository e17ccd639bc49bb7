package pair

import "math"

// halfPi is π/2 and halfPiRest what it lacks.
var halfPi = Pair{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54}

const halfPiRest = -0x1.f1976b7ed8fbcp-110

// maxAngle is how far the reduction by halfPi is good for.
const maxAngle = 1 << 20

// quarter takes the nearest multiple of π/2 off x, which is below maxAngle.
func quarter(x float64) (r Pair, multiple int) {
	k := math.RoundToEven(x / halfPi.Hi)
	r = Of(x).Add(halfPi.Scale(-k)).Add(Of(-k * halfPiRest))
	return r, int(k)
}

// sineSeries is the series of the sine (odd) or the cosine of |x| <= π/4.
func sineSeries(x Pair, odd int) Pair {
	square := x.Mul(x)
	sum := Of(1)
	for n := 22 + odd; n > odd; n -= 2 {
		sum = Of(1).Add(square.Mul(sum).Mul(Quo(-1, float64(n*(n-1)))))
	}
	if odd == 1 {
		return x.Mul(sum)
	}
	return sum
}

// Sincos is the sine and the cosine of x: the nearest floats but for rare
// angles beyond a million.
func Sincos(x float64) (sin, cos float64) {
	if !(math.Abs(x) < maxAngle) || math.Abs(x) < 0x1p-27 {
		return math.Sincos(x)
	}
	r, k := quarter(x)
	s, c := sineSeries(r, 1).Float(), sineSeries(r, 0).Float()
	switch k & 3 {
	case 1:
		return c, -s
	case 2:
		return -s, -c
	case 3:
		return -c, s
	}
	return s, c
}

// Tan is the tangent of x, as exact as [Sincos].
func Tan(x float64) float64 {
	if !(math.Abs(x) < maxAngle) || math.Abs(x) < 0x1p-27 {
		return math.Tan(x)
	}
	r, k := quarter(x)
	s, c := sineSeries(r, 1), sineSeries(r, 0)
	if k&1 != 0 {
		s, c = c.Neg(), s
	}
	return s.Div(c).Float()
}
