package tensor

// complexCase is a function of complex numbers, taken apart: its inputs are the
// real and imaginary parts of the operands, its outputs those of the result. So
// the gradients that flow through complex numbers are checked as those of real
// ones.
func complexCase(name string, operands int, f func(s *Scope, z []*Tensor) []*Tensor, in ...*Array) opCase {
	return opCase{name: "Complex" + name, in: in, grad: true, run: func(s *Scope, parts []*Tensor) []*Tensor {
		z := make([]*Tensor, operands)
		for i := range z {
			z[i] = s.Complex(parts[2*i], parts[2*i+1])
		}
		var out []*Tensor
		for _, y := range f(s, append(z, parts[2*operands:]...)) {
			if y.DType().IsComplex() {
				out = append(out, s.Real(y), s.Imag(y))
			} else {
				out = append(out, y)
			}
		}
		return out
	}}
}

// complexUnaryCase is one of a function of one complex number; lo and hi bound
// the real part.
func complexUnaryCase(name string, lo, hi float64, f func(s *Scope, z *Tensor) *Tensor) opCase {
	c := complexCase(name, 1, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{f(s, z[0])} },
		rnd(len(name), lo, hi, 2, 3), rnd(len(name)+7, 0.2, 1.5, 2, 3))
	c.batch = true
	return c
}

func complexPairCase(name string, f func(s *Scope, a, b *Tensor) *Tensor) opCase {
	return complexCase(name, 2, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{f(s, z[0], z[1])} },
		rnd(len(name), 0.5, 2, 2, 3), rnd(len(name)+7, -1, 1, 2, 3), rnd(len(name)+8, 0.5, 2, 3), rnd(len(name)+9, 0.1, 1, 3))
}

func complexCases() []opCase {
	cases := []opCase{
		complexUnaryCase("Conj", -2, 2, (*Scope).Conj), complexUnaryCase("Neg", -2, 2, (*Scope).Neg), complexUnaryCase("Exp", -1, 1, (*Scope).Exp),
		complexUnaryCase("Expm1", -1, 1, (*Scope).Expm1), complexUnaryCase("Log", 0.3, 2, (*Scope).Log), complexUnaryCase("Log1p", 0, 2, (*Scope).Log1p),
		complexUnaryCase("Sqrt", 0.3, 2, (*Scope).Sqrt), complexUnaryCase("Rsqrt", 0.3, 2, (*Scope).Rsqrt), complexUnaryCase("Square", -2, 2, (*Scope).Square),
		complexUnaryCase("Reciprocal", 0.5, 2, (*Scope).Reciprocal), complexUnaryCase("Sin", -1, 1, (*Scope).Sin), complexUnaryCase("Cos", -1, 1, (*Scope).Cos),
		complexUnaryCase("Tan", -1, 1, (*Scope).Tan), complexUnaryCase("Asin", -0.5, 0.5, (*Scope).Asin), complexUnaryCase("Acos", -0.5, 0.5, (*Scope).Acos),
		complexUnaryCase("Atan", 0.5, 1.5, (*Scope).Atan), complexUnaryCase("Sinh", -1, 1, (*Scope).Sinh), complexUnaryCase("Cosh", -1, 1, (*Scope).Cosh),
		complexUnaryCase("Tanh", -1, 1, (*Scope).Tanh), complexUnaryCase("Asinh", 0.5, 1.5, (*Scope).Asinh), complexUnaryCase("Acosh", 0.5, 1.5, (*Scope).Acosh),
		complexUnaryCase("Atanh", -0.5, 0.5, (*Scope).Atanh), complexUnaryCase("Sigmoid", -1, 1, (*Scope).Sigmoid),
		flatten(complexUnaryCase("Abs", -2, 2, (*Scope).Abs)), complexUnaryCase("Angle", 0.5, 2, (*Scope).Angle),
		complexUnaryCase("Sum", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Sum(z, []int{1}, false) }),
		complexUnaryCase("Mean", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Mean(z, []int{0}, true) }),
		complexUnaryCase("Prod", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Prod(z, []int{1}, false) }),
		complexUnaryCase("Variance", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Variance(z, []int{1}, false) }),
		complexUnaryCase("CumSum", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.CumSum(z, 1, false, true) }),
		complexUnaryCase("CumProd", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.CumProd(z, 1, false, false) }),
		complexUnaryCase("Adjoint", -2, 2, (*Scope).Adjoint),
		complexUnaryCase("Cast", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Cast(s.Square(z), Float64) }),
		complexUnaryCase("L2Normalize", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.L2Normalize(z, []int{1}, 1e-12) }),
		complexUnaryCase("Slice", -2, 2, func(s *Scope, z *Tensor) *Tensor {
			return s.Pad(s.Reverse(z, []int{1}), [][2]int{{0, 0}, {1, 1}}, "CONSTANT", 0)
		}),
		complexPairCase("Add", (*Scope).Add), complexPairCase("Sub", (*Scope).Sub), complexPairCase("Mul", (*Scope).Mul), complexPairCase("Div", (*Scope).Div),
		complexPairCase("Pow", (*Scope).Pow), complexPairCase("DivNoNan", (*Scope).DivNoNan), complexPairCase("MulNoNan", (*Scope).MulNoNan),
		complexPairCase("Xlogy", (*Scope).Xlogy), complexPairCase("Xdivy", (*Scope).Xdivy), complexPairCase("Xlog1py", (*Scope).Xlog1py),
		complexPairCase("Select", func(s *Scope, a, b *Tensor) *Tensor { return s.Select(s.Greater(s.Abs(a), s.Abs(b)), a, b) }),
		complexPairCase("Concat", func(s *Scope, a, b *Tensor) *Tensor {
			return s.Concat([]*Tensor{a, s.Add(s.ExpandDims(b, 0), a)}, 0)
		}),
	}
	for _, transposed := range [][2]bool{{}, {true, false}, {false, true}, {true, true}} {
		a, b := []int{2, 3}, []int{3, 4}
		if transposed[0] {
			a = []int{3, 2}
		}
		if transposed[1] {
			b = []int{4, 3}
		}
		cases = append(cases, complexCase("MatMul", 2, func(s *Scope, z []*Tensor) []*Tensor {
			return []*Tensor{s.MatMul(z[0], z[1], transposed[0], transposed[1])}
		}, rnd(1, -1, 1, a...), rnd(2, -1, 1, a...), rnd(3, -1, 1, b...), rnd(4, -1, 1, b...)))
	}
	return append(cases, complexCase("Einsum", 2, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{s.Einsum("bij,bjk->bik", z)} },
		rnd(1, -1, 1, 2, 2, 3), rnd(2, -1, 1, 2, 2, 3), rnd(3, -1, 1, 2, 3, 2), rnd(4, -1, 1, 2, 3, 2)))
}
