// Command fit prints the coefficients of the polynomials that the assembly
// kernels evaluate: minimax fits by the exchange method of Remez, lowest power
// first, as constants for package gen.
package main

import (
	"fmt"
	"math"
)

// fit is a function to be approximated on [lo, hi] by a polynomial so that
// |p(x) - f(x)|·weight(x) is smallest.
type fit struct {
	name   string
	doc    string
	lo, hi float64
	degree int
	f      func(x float64) float64
	weight func(x float64) float64
}

func one(float64) float64 { return 1 }

// mills is Φ(-a)·exp(a²/2), by continued fraction for large a.
func mills(a float64) float64 {
	if a < 5 {
		return 0.5 * math.Erfc(a/math.Sqrt2) * math.Exp(a*a/2)
	}
	v := a
	for k := 200; k > 0; k-- {
		v = a + float64(k)/v
	}
	return 1 / (v * math.Sqrt(2*math.Pi))
}

// expTail is (eˣ - 1 - x)/x².
func expTail(x float64) float64 {
	sum, term := 0.0, 0.5
	for k := 3; k < 30; k++ {
		sum += term
		term *= x / float64(k)
	}
	return sum
}

// logTail is (ln(1+x) - x + x²/2)/x³.
func logTail(x float64) float64 {
	if math.Abs(x) > 0.2 {
		return (math.Log1p(x) - x + x*x/2) / (x * x * x)
	}
	sum, pow := 0.0, 1.0
	for k := 3; k < 60; k++ {
		sum += pow / float64(k)
		pow *= -x
	}
	return sum
}

// erfTail is erf(√z)/√z - 1.
func erfTail(z float64) float64 {
	sum, term := 0.0, 2/math.Sqrt(math.Pi)
	for k := 0; k < 40; k++ {
		sum += term / float64(2*k+1)
		term *= -z / float64(k+1)
	}
	return sum - 1
}

var fits = []fit{
	{"polyExp", "(eˣ-1-x)/x² for |x| <= ln(2)/2", -0.347, 0.347, 5, expTail, func(x float64) float64 { return math.Abs(x) + 0.02 }},
	{"polyLog", "(ln(1+x)-x+x²/2)/x³ for 1+x in [√½, √2]", math.Sqrt(0.5) - 1, math.Sqrt2 - 1, 7, logTail, func(x float64) float64 { return x*x + 0.002 }},
	{"polyExpHalf", "(e²ᵘ-1-2u)/2u² for u in [0, ln(2)/2]", -0.002, 0.349, 5, func(u float64) float64 { return 2 * expTail(2*u) }, func(u float64) float64 { return math.Abs(u) + 0.02 }},
	{"polyErf", "erf(√x)/√x - 1 for x <= 0.92²", 0, 0.8464, 6, erfTail, one},
	{"polyErfLog", "ln(1-erf(x)) for x in [0.9, 3.95]", 0.9, 3.95, 7, func(x float64) float64 { return math.Log(math.Erfc(x)) },
		func(x float64) float64 { return math.Erfc(x) + 1e-4 }},
}

func main() {
	fmt.Println("// Minimax polynomials, lowest power first, made by gen/fit.\nvar (")
	for _, f := range fits {
		c, worst := remez(f)
		fmt.Printf("\t// %s is %s; error %.1e.\n\t%s = []float32{", f.name, f.doc, worst, f.name)
		for i, v := range c {
			if i > 0 {
				fmt.Print(", ")
			}
			fmt.Print(float32(v))
		}
		fmt.Println("}")
	}
	printMills(8)
	fmt.Println(")")
}

// printMills fits Φ(-a)·exp(a²/2) on the eight intervals in which the exponent
// and the first bit of the fraction of a+1 are the same, around the middle of
// each. Entry i of a table belongs to the interval for which these bits, as a
// number, are i modulo 8.
func printMills(degree int) {
	var table [8][]float64
	worst := 0.0
	for k := range 8 {
		lo := math.Ldexp(1+0.5*float64(k%2), k/2)
		hi := math.Ldexp(1+0.5*float64((k+1)%2), (k+1)/2)
		middle := exactMiddle((lo+hi)/2-1, (hi-lo)/16)
		c, e := remez(fit{lo: lo - 1 - middle, hi: hi - 1 - middle, degree: degree,
			f:      func(x float64) float64 { return mills(middle + x) },
			weight: func(x float64) float64 { return 1 / mills(middle+x) }})
		worst = max(worst, e)
		table[(254+k)%8] = append([]float64{middle}, c...)
	}
	fmt.Printf("\t// millsMiddle and polyMills are Φ(-a)·exp(a²/2) for a < 15 by intervals of a: the middle\n\t// of each and polynomials in the distance from it; error %.1e.\n", worst)
	for p := range degree + 2 {
		if p == 0 {
			fmt.Print("\tmillsMiddle = []float32{")
		} else if p == 1 {
			fmt.Print("\tpolyMills = [][]float32{\n\t\t{")
		} else {
			fmt.Print("\t\t{")
		}
		for i, t := range table {
			if i > 0 {
				fmt.Print(", ")
			}
			fmt.Print(float32(t[p]))
		}
		if p == 0 {
			fmt.Println("}")
		} else {
			fmt.Println("},")
		}
	}
	fmt.Println("\t}")
}

// exactMiddle looks near a for a place where the value is almost a float32, so
// that rounding the first coefficient costs nothing.
func exactMiddle(a, reach float64) float64 {
	best, bestErr := a, 1.0
	const steps = 200
	for i := -steps; i <= steps; i++ {
		x := float64(float32(a + reach*float64(i)/steps))
		v := mills(x)
		if e := math.Abs(float64(float32(v))-v) / v; e < bestErr {
			best, bestErr = x, e
		}
	}
	return best
}

// remez returns the coefficients and the largest weighted error.
func remez(f fit) ([]float64, float64) {
	n := f.degree + 2
	x := make([]float64, n)
	for i := range x {
		x[i] = (f.lo+f.hi)/2 - (f.hi-f.lo)/2*math.Cos(math.Pi*float64(i)/float64(n-1))
	}
	var c []float64
	for range 60 {
		a := make([][]float64, n)
		for i := range a {
			a[i] = make([]float64, n+1)
			p := 1.0
			for j := 0; j <= f.degree; j++ {
				a[i][j] = p
				p *= x[i]
			}
			a[i][n-1] = math.Pow(-1, float64(i)) / f.weight(x[i])
			a[i][n] = f.f(x[i])
		}
		c = solve(a)
		x = extremes(f, c[:n-1], x)
	}
	worst := 0.0
	for i := range 20001 {
		v := f.lo + (f.hi-f.lo)*float64(i)/20000
		worst = max(worst, math.Abs(f.err(c[:n-1], v)))
	}
	return c[:n-1], worst
}

func (f fit) err(c []float64, x float64) float64 {
	p := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		p = p*x + c[i]
	}
	return (p - f.f(x)) * f.weight(x)
}

// extremes finds the places of alternating largest error.
func extremes(f fit, c []float64, old []float64) []float64 {
	const grid = 20000
	var at []float64
	var val []float64
	for i := 0; i <= grid; i++ {
		x := f.lo + (f.hi-f.lo)*float64(i)/grid
		e := f.err(c, x)
		switch k := len(val); {
		case k > 0 && (e > 0) == (val[k-1] > 0):
			if math.Abs(e) > math.Abs(val[k-1]) {
				at[k-1], val[k-1] = x, e
			}
		default:
			at, val = append(at, x), append(val, e)
		}
	}
	for len(at) > len(old) { // drop the weaker end
		if math.Abs(val[0]) < math.Abs(val[len(val)-1]) {
			at, val = at[1:], val[1:]
		} else {
			at, val = at[:len(at)-1], val[:len(val)-1]
		}
	}
	if len(at) < len(old) {
		return old
	}
	return at
}

// solve is Gaussian elimination with pivots.
func solve(a [][]float64) []float64 {
	n := len(a)
	for i := range n {
		p := i
		for r := i; r < n; r++ {
			if math.Abs(a[r][i]) > math.Abs(a[p][i]) {
				p = r
			}
		}
		a[i], a[p] = a[p], a[i]
		for r := i + 1; r < n; r++ {
			k := a[r][i] / a[i][i]
			for j := i; j <= n; j++ {
				a[r][j] -= k * a[i][j]
			}
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		s := a[i][n]
		for j := i + 1; j < n; j++ {
			s -= a[i][j] * x[j]
		}
		x[i] = s / a[i][i]
	}
	return x
}
