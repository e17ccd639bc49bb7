package numpy

import (
	"math"
	"sort"
	"strings"

	"gonum.org/v1/gonum/mat"

	"kerash/interp/binding"
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
			p := c.operandAt(0).Floats()
			for range c.Int("m") {
				n := len(p) - 1
				d := make([]float64, max(n, 0))
				for i := range d {
					d[i] = p[i] * float64(n-i)
				}
				p = d
			}
			return coefficients(p, c.operandAt(0).DType())
		}),
		fun("polyint(p, m=1, k=None)", "The integral of a polynomial.", func(c *call) object.Value {
			p := c.operandAt(0).Floats()
			for range c.Int("m") {
				n := len(p)
				d := make([]float64, n+1)
				for i, v := range p {
					d[i] = v / float64(n-i)
				}
				if c.Has("k") {
					d[n] = c.operand("k").Float(0)
				}
				p = d
			}
			return tensor.FromSlice(p, len(p))
		}),
		fun("roots(p)", "The real roots of a polynomial.", func(c *call) object.Value {
			r := roots(c.operandAt(0).Floats())
			return tensor.FromSlice(r, len(r))
		}),
		fun("poly(seq_of_zeros)", "The polynomial with the given roots.", func(c *call) object.Value {
			p := []float64{1}
			for _, z := range c.operandAt(0).Floats() {
				p = mulPoly(p, []float64{1, -z})
			}
			return tensor.FromSlice(p, len(p))
		}),
		object.Const("poly1d", polyClass),
	}
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

// roots are the eigenvalues of the companion matrix.
func roots(p []float64) []float64 {
	for len(p) > 0 && p[0] == 0 {
		p = p[1:]
	}
	zeros := 0
	for len(p) > 0 && p[len(p)-1] == 0 {
		p = p[:len(p)-1]
		zeros++
	}
	out := []float64{}
	if n := len(p) - 1; n > 0 {
		m := mat.NewDense(n, n, nil)
		for i := range n {
			m.Set(0, i, -p[i+1]/p[0])
			if i > 0 {
				m.Set(i, i-1, 1)
			}
		}
		var d mat.Eigen
		d.Factorize(m, mat.EigenNone)
		for _, v := range d.Values(nil) {
			if imag(v) != 0 {
				throwType("the polynomial has complex roots, which kerash does not have")
			}
			out = append(out, real(v))
		}
		sort.Sort(sort.Reverse(sort.Float64Slice(out)))
	}
	return append(out, make([]float64, zeros)...)
}

// poly1d is numpy.poly1d.
type poly1d struct{ c *tensor.Array }

var polyClass = &object.Class{Name: "poly1d", Module: "numpy", Doc: "A polynomial, by its coefficients.", Signature: "poly1d(c_or_r, r=False, variable=None)", Final: true}

// PyClass is numpy.poly1d.
func (p *poly1d) PyClass() *object.Class { return polyClass }

func init() {
	c := polyClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		a := ravel(toArray(th, b.At(0)), "C")
		for a.Size() > 1 && a.Float(0) == 0 {
			a = sliceAxis(a, 0, 1, a.Size())
		}
		return &poly1d{a}, nil
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		if len(args.Pos) != 1 {
			return nil, object.TypeErrorf("poly1d.__call__() missing 1 required positional argument: 'val'")
		}
		return binding.FromArray(evaluate(self.(*poly1d).c, toArray(th, args.Pos[0]))), nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		s := binding.PrintOptions(th).Repr(self.(*poly1d).c)
		return "poly1d(" + strings.TrimPrefix(s, "array("), nil
	}
	c.Index = func(th *object.Thread, self, key object.Value) (object.Value, error) {
		p := self.(*poly1d).c
		i, err := object.AsIndex(th, key)
		if err != nil || i < 0 || i >= p.Size() {
			return 0, err
		}
		return binding.ScalarAt(p, p.Size()-1-i), nil
	}
	c.Members = func() []object.Member {
		fact := func(name, doc string, f func(p *poly1d) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*poly1d)), nil })
		}
		coeffs := func(p *poly1d) object.Value { return p.c }
		order := func(p *poly1d) object.Value { return p.c.Size() - 1 }
		zeros := func(p *poly1d) object.Value { r := roots(p.c.Floats()); return tensor.FromSlice(r, len(r)) }
		return []object.Member{
			fact("c", "the coefficients", coeffs), fact("coeffs", "the coefficients", coeffs), fact("coefficients", "the coefficients", coeffs),
			fact("o", "the highest power", order), fact("order", "the highest power", order),
			fact("r", "the roots", zeros), fact("roots", "the roots", zeros),
		}
	}
}

// evaluate is the value of a polynomial, by Horner's scheme.
func evaluate(p, x *tensor.Array) *tensor.Array {
	out := tensor.NewArray(x.DType(), x.Shape()...)
	for i := range p.Size() {
		out = op2(ufAdd, op2(ufMultiply, out, x), p.View([]int{}, []int{}, p.Position(i)))
	}
	return out
}
