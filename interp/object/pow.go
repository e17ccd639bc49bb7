package object

import "math"

// The C library's pow is within a hair of correctly rounded; Go's is not. So
// that x ** y shows the same digits it is computed here with pairs of floats.

// pair is an unevaluated sum of two floats of about 106 bits.
type pair struct{ hi, lo float64 }

func twoSum(a, b float64) pair {
	s := a + b
	t := s - a
	return pair{s, (a - (s - t)) + (b - t)}
}

func (a pair) add(b pair) pair {
	s := twoSum(a.hi, b.hi)
	return quickSum(s.hi, s.lo+a.lo+b.lo)
}

// quickSum needs |a| >= |b|.
func quickSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

func (a pair) mul(b pair) pair {
	p := a.hi * b.hi
	return quickSum(p, math.FMA(a.hi, b.hi, -p)+(a.hi*b.lo+a.lo*b.hi))
}

func (a pair) scale(f float64) pair {
	p := a.hi * f
	return quickSum(p, math.FMA(a.hi, f, -p)+a.lo*f)
}

// ln2 is the logarithm of 2.
var ln2 = pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}

const expHalvings = 8

// expPair gives m and k with e**x = m * 2**k.
func expPair(x pair) (m pair, k int) {
	k = int(math.Round(x.hi / ln2.hi))
	r := x.add(ln2.scale(-float64(k))).scale(1.0 / (1 << expHalvings))
	// The series of e**r - 1, by Horner's scheme.
	sum := pair{}
	for n := 9; n >= 1; n-- {
		inv := divide(1, float64(n))
		sum = r.mul(inv).mul(pair{1, 0}.add(sum))
	}
	// (1 + s)**2 - 1 = s*(2 + s) keeps the digits of small s.
	for range expHalvings {
		sum = sum.mul(pair{2, 0}.add(sum))
	}
	return pair{1, 0}.add(sum), k
}

// divide is a / b to the precision of a pair.
func divide(a, b float64) pair {
	q := a / b
	return quickSum(q, math.FMA(-q, b, a)/b)
}

// logPair is the natural logarithm of x > 0: Newton's step from Go's own.
func logPair(x float64) pair {
	frac, exp := math.Frexp(x)
	if frac < math.Sqrt2/2 {
		frac, exp = frac*2, exp-1
	}
	y := pair{math.Log(frac), 0}
	for range 2 {
		m, k := expPair(pair{-y.hi, -y.lo})
		ratio := m.scale(math.Ldexp(frac, k))
		y = y.add(ratio.add(pair{-1, 0}))
	}
	return y.add(ln2.scale(float64(exp)))
}

// pow is x ** y.
func pow(x, y float64) float64 {
	guess := math.Pow(x, y)
	if x == 1 || y == 0 || y == 1 || x == 0 || guess == 0 || math.IsInf(guess, 0) || guess != guess || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return guess
	}
	l := logPair(math.Abs(x))
	m, k := expPair(l.scale(y))
	r := math.Ldexp(m.hi+m.lo, k)
	if math.Abs(r) < 0x1p-1000 || math.IsInf(r, 0) {
		return guess
	}
	return math.Copysign(r, guess)
}
