package numpy

import (
	"math"

	"kerash/interp/object"
	"kerash/tensor"
)

// A polynomial is its coefficients, those of the highest power first.

// polynomialFuncs compute with polynomials.
func polynomialFuncs() []object.Member {
	pair := func(name, doc string, f func(a, b []float64) []float64) object.Member {
		return fun(name+"(a1, a2)", doc, func(c *call) object.Value {
			return coefficients(f(c.operandAt(0).Floats(), c.operandAt(1).Floats()), resultType(c.operandAt(0), c.operandAt(1)))
		})
	}
	return []object.Member{
		pair("polyadd", "The sum of two polynomials.", func(a, b []float64) []float64 { return addPoly(a, b, 1) }),
		pair("polysub", "The difference of two polynomials.", func(a, b []float64) []float64 { return addPoly(a, b, -1) }),
		pair("polymul", "The product of two polynomials.", mulPoly),
		fun("polydiv(u, v)", "The quotient and the remainder of two polynomials.", func(c *call) object.Value {
			q, r := divPoly(c.operandAt(0).Floats(), c.operandAt(1).Floats())
			return object.NewTuple(tensor.FromSlice(q, len(q)), tensor.FromSlice(r, len(r)))
		}),
		fun("polyder(p, m=1)", "The derivative of a polynomial.", func(c *call) object.Value {
			return coefficients(derivative(c.operandAt(0).Floats(), c.Int("m")), c.operandAt(0).DType())
		}),
		fun("polyint(p, m=1, k=None)", "The integral of a polynomial.", func(c *call) object.Value {
			k := 0.0
			if c.Has("k") {
				k = c.operand("k").Float(0)
			}
			p := antiderivative(c.operandAt(0).Floats(), c.Int("m"), k)
			return tensor.FromSlice(p, len(p))
		}),
		fun("roots(p)", "The roots of a polynomial.", func(c *call) object.Value { return roots(c.operandAt(0)) }),
		fun("poly(seq_of_zeros)", "The polynomial with the given roots.", func(c *call) object.Value {
			return polynomialOf(c.operandAt(0))
		}),
		object.Const("poly1d", polyClass),
	}
}

// polynomialOf is the polynomial with given roots, real when these are pairs of
// conjugates.
func polynomialOf(zeros *tensor.Array) *tensor.Array {
	p := tensor.FromSlice([]complex128{1}, 1)
	for i := range zeros.Size() {
		p = slide[complex128](p, tensor.FromSlice([]complex128{1, -zeros.Complex(i)}, 2))
	}
	if !zeros.DType().IsComplex() || !anyTrue(imagPart(p)) {
		return realPart(p).Clone()
	}
	return p
}

// derivative is the m-th derivative of a polynomial.
func derivative(p []float64, m int) []float64 {
	for range m {
		n := len(p) - 1
		d := make([]float64, max(n, 0))
		for i := range d {
			d[i] = p[i] * float64(n-i)
		}
		p = d
	}
	return p
}

// antiderivative is the m-th integral of a polynomial, each with the constant k.
func antiderivative(p []float64, m int, k float64) []float64 {
	for range m {
		n := len(p)
		d := make([]float64, n+1)
		for i, v := range p {
			d[i] = v / float64(n-i)
		}
		d[n] = k
		p = d
	}
	return p
}

func coefficients(p []float64, dt tensor.DType) *tensor.Array {
	return castTo(tensor.FromSlice(p, len(p)), dt)
}

func addPoly(a, b []float64, sign float64) []float64 {
	n := max(len(a), len(b))
	out := make([]float64, n)
	copy(out[n-len(a):], a)
	for i, v := range b {
		out[n-len(b)+i] += sign * v
	}
	return out
}

func mulPoly(a, b []float64) []float64 {
	out := make([]float64, len(a)+len(b)-1)
	for i, x := range a {
		for j, y := range b {
			out[i+j] += x * y
		}
	}
	return out
}

func divPoly(u, v []float64) (q, r []float64) {
	r = append([]float64{}, u...)
	n := len(u) - len(v)
	q = make([]float64, max(n+1, 1))
	for k := 0; k <= n; k++ {
		d := r[k] / v[0]
		q[k] = d
		for i, x := range v {
			r[k+i] -= d * x
		}
	}
	for len(r) > 1 && math.Abs(r[0]) <= 1e-14 {
		r = r[1:]
	}
	return q, r
}

// roots are the eigenvalues of the companion matrix: real numbers when all of
// them are.
func roots(p *tensor.Array) *tensor.Array {
	p = floats(ravel(p, "C"))
	zero := func(i int) bool { return p.Complex(i) == 0 }
	lo, hi := 0, p.Size()
	for lo < hi && zero(lo) {
		lo++
	}
	for lo < hi && zero(hi-1) {
		hi--
	}
	zeros := p.Size() - hi
	if lo == hi {
		return tensor.NewArray(tensor.Float64, 0)
	}
	p = sliceAxis(p, 0, lo, hi)
	out := tensor.NewArray(tensor.Float64, 0)
	if n := p.Size() - 1; n > 0 {
		m := eye(p.DType(), n, n, -1)
		at(m, 0, 0).CopyFrom(op1(ufNegative, op2(ufDivide, sliceAxis(p, 0, 1, n+1), at(p, 0, 0))))
		values, _ := eigen(m)
		out = eigenType(m, []*tensor.Array{values})[0]
	}
	return concatenate([]*tensor.Array{out, tensor.NewArray(out.DType(), zeros)}, 0)
}

// evaluate is the value of a polynomial, by Horner's scheme.
func evaluate(p, x *tensor.Array) *tensor.Array {
	out := tensor.NewArray(x.DType(), x.Shape()...)
	for i := range p.Size() {
		out = op2(ufAdd, op2(ufMultiply, out, x), p.View([]int{}, []int{}, p.Position(i)))
	}
	return out
}
