// Package pair computes with pairs of floats: numbers of about 106 bits, from
// which functions follow whose float64 results are as good as exact.
package pair

import "math"

// Pair is an unevaluated sum of two floats.
type Pair struct{ Hi, Lo float64 }

// Of is a float as a Pair.
func Of(f float64) Pair { return Pair{f, 0} }

// Float is the nearest float.
func (a Pair) Float() float64 { return a.Hi + a.Lo }

func twoSum(a, b float64) Pair {
	s := a + b
	t := s - a
	return Pair{s, (a - (s - t)) + (b - t)}
}

// Add is a + b.
func (a Pair) Add(b Pair) Pair {
	s := twoSum(a.Hi, b.Hi)
	return quickSum(s.Hi, s.Lo+a.Lo+b.Lo)
}

// quickSum needs |a| >= |b|.
func quickSum(a, b float64) Pair {
	s := a + b
	return Pair{s, b - (s - a)}
}

// Mul is a * b.
func (a Pair) Mul(b Pair) Pair {
	p := a.Hi * b.Hi
	return quickSum(p, math.FMA(a.Hi, b.Hi, -p)+(a.Hi*b.Lo+a.Lo*b.Hi))
}

// Scale is a * f.
func (a Pair) Scale(f float64) Pair {
	p := a.Hi * f
	return quickSum(p, math.FMA(a.Hi, f, -p)+a.Lo*f)
}

// ln2 is the logarithm of 2.
var ln2 = Pair{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}

const expHalvings = 8

// expPair gives m and k with e**x = m * 2**k.
func expPair(x Pair) (m Pair, k int) {
	k = int(math.Round(x.Hi / ln2.Hi))
	r := x.Add(ln2.Scale(-float64(k))).Scale(1.0 / (1 << expHalvings))
	// The series of e**r - 1, by Horner's scheme.
	sum := Pair{}
	for n := 9; n >= 1; n-- {
		inv := Quo(1, float64(n))
		sum = r.Mul(inv).Mul(Pair{1, 0}.Add(sum))
	}
	// (1 + s)**2 - 1 = s*(2 + s) keeps the digits of small s.
	for range expHalvings {
		sum = sum.Mul(Pair{2, 0}.Add(sum))
	}
	return Pair{1, 0}.Add(sum), k
}

// Quo is a / b to the precision of a Pair.
func Quo(a, b float64) Pair {
	q := a / b
	return quickSum(q, math.FMA(-q, b, a)/b)
}

// Exp is e**a.
func Exp(a Pair) Pair {
	m, k := expPair(a)
	return Pair{math.Ldexp(m.Hi, k), math.Ldexp(m.Lo, k)}
}

// Neg is -a.
func (a Pair) Neg() Pair { return Pair{-a.Hi, -a.Lo} }

// Div is a / b.
func (a Pair) Div(b Pair) Pair {
	q := a.Hi / b.Hi
	rest := a.Add(b.Scale(-q))
	p := rest.Hi / b.Hi
	rest = rest.Add(b.Scale(-p))
	return quickSum(q, p).Add(Of(rest.Hi / b.Hi))
}

// Log is the natural logarithm of x > 0.
func Log(a Pair) Pair {
	// log(hi + lo) = log(hi) + lo/hi up to the square of the last bit.
	return logPair(a.Hi).Add(Of(a.Lo / a.Hi))
}

// logPair is the natural logarithm of x > 0: Newton's step from Go's own.
func logPair(x float64) Pair {
	frac, exp := math.Frexp(x)
	if frac < math.Sqrt2/2 {
		frac, exp = frac*2, exp-1
	}
	y := Pair{math.Log(frac), 0}
	for range 2 {
		m, k := expPair(Pair{-y.Hi, -y.Lo})
		ratio := m.Scale(math.Ldexp(frac, k))
		y = y.Add(ratio.Add(Pair{-1, 0}))
	}
	return y.Add(ln2.Scale(float64(exp)))
}

// Pow is x ** y. The C library is within a hair of correctly rounded; Go is not.
func Pow(x, y float64) float64 {
	guess := math.Pow(x, y)
	if x == 1 || y == 0 || y == 1 || x == 0 || guess == 0 || math.IsInf(guess, 0) || guess != guess || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return guess
	}
	l := logPair(math.Abs(x))
	m, k := expPair(l.Scale(y))
	r := math.Ldexp(m.Hi+m.Lo, k)
	if math.Abs(r) < 0x1p-1000 || math.IsInf(r, 0) {
		return guess
	}
	return math.Copysign(r, guess)
}
