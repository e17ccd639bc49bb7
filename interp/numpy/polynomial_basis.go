package numpy

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// A series is its coefficients, the constant first, in some basis of
// polynomials p₀ = 1, p₁, p₂ …

// basis is a family of polynomials by its recurrence
// p(k+1) = (a·x + b)·p(k) - c·p(k-1), from which values, products and
// conversions follow.
type basis struct {
	name, module, prefix string
	symbol               string // of a polynomial in text; "" for powers
	domain               [2]float64
	recur                func(k float64) (a, b, c float64)
	derived              func(c []float64) []float64 // of at least two coefficients
	integrated           func(c []float64) []float64
	class                *object.Class
}

// trimmed drops the highest coefficients that are zero.
func trimmed(c []float64) []float64 {
	for len(c) > 1 && c[len(c)-1] == 0 {
		c = c[:len(c)-1]
	}
	return c
}

// cut drops the highest coefficients of at most tol.
func cut(c []float64, tol float64) []float64 {
	for len(c) > 1 && math.Abs(c[len(c)-1]) <= tol {
		c = c[:len(c)-1]
	}
	if len(c) == 1 && math.Abs(c[0]) <= tol {
		return []float64{0}
	}
	return c
}

func scaled(c []float64, by float64) []float64 {
	out := make([]float64, len(c))
	for i, v := range c {
		out[i] = v * by
	}
	return out
}

// added is x + by·y.
func added(x, y []float64, by float64) []float64 {
	out := make([]float64, max(len(x), len(y)))
	copy(out, x)
	for i, v := range y {
		out[i] += by * v
	}
	return out
}

// at is the value of a series at x, by Clenshaw's scheme.
func (b *basis) at(coef []float64, x float64) float64 {
	y, next := 0.0, 0.0
	for k := len(coef) - 1; k >= 0; k-- {
		slope, shift, _ := b.recur(float64(k))
		_, _, fall := b.recur(float64(k + 1))
		y, next = coef[k]+(slope*x+shift)*y-fall*next, y
	}
	return y
}

// mulx is x times a series.
func (b *basis) mulx(c []float64) []float64 {
	out := make([]float64, len(c)+1)
	for k, v := range c {
		slope, shift, fall := b.recur(float64(k))
		out[k+1] += v / slope
		out[k] -= shift / slope * v
		if k > 0 {
			out[k-1] += fall / slope * v
		}
	}
	return out
}

// mul is the product of two series.
func (b *basis) mul(x, y []float64) []float64 {
	return trimmed(b.compose(x, b.mulx, y))
}

// compose is the value of a series at a series of another basis, which is given
// by the product with it, times one more series of that basis.
func (b *basis) compose(coef []float64, mulArg func(c []float64) []float64, times []float64) []float64 {
	var y, next []float64
	for k := len(coef) - 1; k >= 0; k-- {
		slope, shift, _ := b.recur(float64(k))
		_, _, fall := b.recur(float64(k + 1))
		sum := scaled(times, coef[k])
		if y != nil {
			sum = added(added(sum, mulArg(y), slope), y, shift)
		}
		y, next = added(sum, next, -fall), y
	}
	return y
}

// convert is a series in another basis.
func (b *basis) convert(coef []float64, in *basis) []float64 {
	return trimmed(b.compose(coef, in.mulx, []float64{1}))
}

// line is off + scale·x.
func (b *basis) line(off, scale float64) []float64 {
	return trimmed(added(scaled(b.mulx([]float64{1}), scale), []float64{off}, 1))
}

func (b *basis) div(x, y []float64) (quotient, rest []float64) {
	y = trimmed(y)
	if y[len(y)-1] == 0 {
		object.Throw(object.Errorf(object.ZeroDivisionError, ""))
	}
	if len(x) < len(y) {
		return []float64{0}, x
	}
	if len(y) == 1 {
		return scaled(x, 1/y[0]), []float64{0}
	}
	quotient, rest = make([]float64, len(x)-len(y)+1), x
	for i := len(quotient) - 1; i >= 0; i-- {
		one := make([]float64, i+1)
		one[i] = 1
		p := b.mul(one, y)
		n := len(rest) - 1
		quotient[i] = rest[n] / p[len(p)-1]
		rest = added(rest[:n], p[:len(p)-1], -quotient[i])
	}
	return quotient, trimmed(rest)
}

func (b *basis) pow(c []float64, n int) []float64 {
	out := []float64{1}
	for range n {
		out = b.mul(out, c)
	}
	return out
}

// der is the m-th derivative with respect to x/scale.
func (b *basis) der(c []float64, m int, scale float64) []float64 {
	if m < 0 {
		throwValue("The order of derivation must be non-negative")
	}
	for range m {
		if len(c) == 1 {
			return []float64{0}
		}
		c = b.derived(scaled(c, scale))
	}
	return c
}

// int is the m-th integral with respect to x/scale; each is its constant k at
// lower.
func (b *basis) int(c []float64, m int, constants []float64, lower, scale float64) []float64 {
	if m < 0 {
		throwValue("The order of integration must be non-negative")
	}
	if len(constants) > m {
		throwValue("Too many integration constants")
	}
	for i := range m {
		constant := 0.0
		if i < len(constants) {
			constant = constants[i]
		}
		c = scaled(c, scale)
		if len(c) == 1 && c[0] == 0 {
			c[0] = constant
			continue
		}
		c = b.integrated(c)
		c[0] += constant - b.at(c, lower)
	}
	return c
}

// fromRoots is the product of the lines through the roots: the sorted lines
// are multiplied in pairs, then the products.
func (b *basis) fromRoots(zeros []float64) []float64 {
	if len(zeros) == 0 {
		return []float64{1}
	}
	zeros = sorted(row(zeros), 0).Floats()
	var p [][]float64
	for _, r := range zeros {
		p = append(p, b.line(-r, 1))
	}
	for len(p) > 1 {
		half := len(p) / 2
		var next [][]float64
		for i := range half {
			next = append(next, b.mul(p[i], p[i+half]))
		}
		if len(p)%2 == 1 {
			next[0] = b.mul(next[0], p[len(p)-1])
		}
		p = next
	}
	return p[0]
}

// roots are the eigenvalues of the multiplication with x modulo the series.
func (b *basis) roots(c []float64) *tensor.Array {
	c = trimmed(c)
	n := len(c) - 1
	if n < 1 {
		return tensor.NewArray(tensor.Float64, 0)
	}
	m := tensor.NewArray(tensor.Float64, n, n)
	for k := range n {
		one := make([]float64, k+1)
		one[k] = 1
		image := b.mulx(one)
		if k == n-1 {
			image = added(image[:n], c[:n], -image[n]/c[n])
		}
		for i, v := range image {
			tensor.Data[float64](m)[i*n+k] = v
		}
	}
	values, _ := eigen(m)
	return sorted(eigenType(m, []*tensor.Array{values})[0], 0)
}

// vander is the values of the first polynomials, one column each.
func (b *basis) vander(x *tensor.Array, deg int) *tensor.Array {
	if deg < 0 {
		throwValue("deg must be non-negative")
	}
	shape := append(append([]int{}, x.Shape()...), deg+1)
	out := tensor.NewArray(tensor.Float64, shape...)
	data := tensor.Data[float64](out)
	for i, v := range x.Floats() {
		r := data[i*(deg+1) : (i+1)*(deg+1)]
		r[0] = 1
		for k := range deg {
			slope, shift, fall := b.recur(float64(k))
			r[k+1] = (slope*v + shift) * r[k]
			if k > 0 {
				r[k+1] -= fall * r[k-1]
			}
		}
	}
	return out
}

// fit is the series that is nearest to y at x, in the sense of least squares.
func (b *basis) fit(c *call, x *tensor.Array) *tensor.Array {
	y, deg := castTo(c.operand("y"), tensor.Float64), c.Int("deg")
	switch {
	case deg < 0:
		throwValue("expected deg >= 0")
	case x.Rank() != 1:
		throwType("expected 1D vector for x")
	case x.Size() == 0:
		throwType("expected non-empty vector for x")
	case x.Shape()[0] != y.Shape()[0]:
		throwType("expected x and y to have same length")
	}
	a := b.vander(x, deg)
	if c.Has("w") {
		w := castTo(c.operand("w"), tensor.Float64)
		a = op2(ufMultiply, a, w.Reshape([]int{w.Size(), 1}))
		y = op2(ufMultiply, y, onAxis(w, 0, y.Rank()))
	}
	scale := op1(ufSqrt, sum(op2(ufMultiply, a, a), &reduction{axes: []int{0}}))
	rcond := c.FloatOr("rcond", float64(x.Size())*0x1p-52)
	sol, _, _, _ := leastSquares(op2(ufDivide, a, scale), y, rcond)
	return op2(ufDivide, sol, onAxis(scale, 0, sol.Rank()))
}

func row(c []float64) *tensor.Array { return tensor.FromSlice(append([]float64{}, c...), len(c)) }
