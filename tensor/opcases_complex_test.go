package tensor

import (
	"context"
	"math"
	"math/cmplx"
	"testing"
)

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

// withoutGrad is a case of an op whose gradient lacks the conjugates of complex
// numbers, as in TensorFlow.
func withoutGrad(c opCase) opCase {
	c.grad = false
	return c
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
		withoutGrad(complexUnaryCase("Prod", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Prod(z, []int{1}, false) })), // by running products
		complexUnaryCase("Variance", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Variance(z, []int{1}, false) }),
		complexUnaryCase("CumSum", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.CumSum(z, 1, false, true) }),
		withoutGrad(complexUnaryCase("CumProd", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.CumProd(z, 1, false, false) })),
		complexUnaryCase("Adjoint", -2, 2, (*Scope).Adjoint),
		complexUnaryCase("Cast", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.Cast(s.Square(z), Float64) }),
		complexUnaryCase("L2Normalize", -2, 2, func(s *Scope, z *Tensor) *Tensor { return s.L2Normalize(z, []int{1}, 1e-12) }),
		complexUnaryCase("Slice", -2, 2, func(s *Scope, z *Tensor) *Tensor {
			return s.Pad(s.Reverse(z, []int{1}), [][2]int{{0, 0}, {1, 1}}, "CONSTANT", 0)
		}),
		complexPairCase("Add", (*Scope).Add), complexPairCase("Sub", (*Scope).Sub), complexPairCase("Mul", (*Scope).Mul), complexPairCase("Div", (*Scope).Div),
		complexPairCase("Pow", (*Scope).Pow), complexPairCase("DivNoNan", (*Scope).DivNoNan), withoutGrad(complexPairCase("MulNoNan", (*Scope).MulNoNan)),
		withoutGrad(complexPairCase("Xlogy", (*Scope).Xlogy)), withoutGrad(complexPairCase("Xdivy", (*Scope).Xdivy)), withoutGrad(complexPairCase("Xlog1py", (*Scope).Xlog1py)),
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
	square := func(name string, f func(s *Scope, a, b *Tensor) *Tensor) {
		cases = append(cases, complexCase(name, 2, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{f(s, z[0], z[1])} },
			rnd(5, 0.5, 2, 2, 3, 3), rnd(6, -1, 1, 2, 3, 3), rnd(7, -1, 1, 2, 3, 2), rnd(8, -1, 1, 2, 3, 2)))
	}
	for _, adjoint := range []bool{false, true} {
		square("Inverse", func(s *Scope, a, b *Tensor) *Tensor { return s.MatMul(s.Inverse(a, adjoint), b, false, false) })
		square("Solve", func(s *Scope, a, b *Tensor) *Tensor { return s.Solve(a, b, adjoint) })
		square("TriangularSolve", func(s *Scope, a, b *Tensor) *Tensor { return s.TriangularSolve(a, b, adjoint, adjoint) })
	}
	square("Eig", func(s *Scope, a, b *Tensor) *Tensor {
		e, v := s.Eig(a)
		return s.Concat([]*Tensor{s.Square(e), s.Sum(s.Cast(s.absSquare(v), e.DType()), []int{-2}, false)}, -1)
	})
	logm := complexCase("Logm", 1, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{s.Logm(z[0])} }, rnd(5, 0.5, 2, 2, 3, 3), rnd(6, -1, 1, 2, 3, 3))
	logm.grad = false
	cases = append(cases, logm)
	square("Det", func(s *Scope, a, b *Tensor) *Tensor { return s.Det(a) })
	cases[len(cases)-1].grad = false // TensorFlow's is another for complex determinants
	for dims := 1; dims <= 3; dims++ {
		for _, inverse := range []bool{false, true} {
			cases = append(cases, complexCase("FFT", 1, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{s.FFT(z[0], dims, inverse)} },
				rnd(dims, -1, 1, 2, 3, 4), rnd(dims+3, -1, 1, 2, 3, 4)))
		}
		for _, n := range []int{3, 4, 5, 7} {
			lengths := []int{3, 2, n}[3-dims:]
			cases = append(cases, complexCase("RFFT", 0, func(s *Scope, x []*Tensor) []*Tensor { return []*Tensor{s.RFFT(x[0], dims, lengths)} },
				rnd(dims+n, -1, 1, 2, 3, 5)),
				complexCase("IRFFT", 1, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{s.IRFFT(z[0], dims, lengths)} },
					rnd(dims+n, -1, 1, 2, 3, 3), rnd(dims+n+1, -1, 1, 2, 3, 3)))
		}
	}
	return append(cases, complexCase("Einsum", 2, func(s *Scope, z []*Tensor) []*Tensor { return []*Tensor{s.Einsum("bij,bjk->bik", z)} },
		rnd(1, -1, 1, 2, 2, 3), rnd(2, -1, 1, 2, 2, 3), rnd(3, -1, 1, 2, 3, 2), rnd(4, -1, 1, 2, 3, 2)))
}

// TestComplexMatrices multiplies the factors of decompositions again.
func TestComplexMatrices(t *testing.T) {
	for _, shape := range [][2]int{{3, 3}, {5, 3}, {3, 5}, {1, 1}} {
		m := newComplexMatrix(shape[0], shape[1])
		re, im := rnd(1, -1, 1, len(m.d)), rnd(2, -1, 1, len(m.d))
		for i := range m.d {
			m.d[i] = complex(re.Float(i), im.Float(i))
		}
		q, r := m.qr()
		equalMatrices(t, "q·r", q.mul(r), m)
		equalMatrices(t, "qᴴ·q", q.adjoint().mul(q), complexIdentity(q.rows))
		for _, full := range []bool{false, true} {
			values, u, v := m.svd(full, 0x1p-52)
			s := newComplexMatrix(u.cols, v.cols)
			for i, x := range values {
				s.set(i, i, complex(x, 0))
			}
			equalMatrices(t, "u·s·vᴴ", u.mul(s).mul(v.adjoint()), m)
			equalMatrices(t, "uᴴ·u", u.adjoint().mul(u), complexIdentity(u.cols))
			equalMatrices(t, "vᴴ·v", v.adjoint().mul(v), complexIdentity(v.cols))
		}
		if m.rows != m.cols {
			continue
		}
		h := m.mul(m.adjoint())
		values, v := h.eigenHermitian(0x1p-52)
		s := newComplexMatrix(v.cols, v.cols)
		for i, x := range values {
			s.set(i, i, complex(x, 0))
		}
		equalMatrices(t, "v·λ·vᴴ", v.mul(s).mul(v.adjoint()), h)
		l := h.cholesky()
		equalMatrices(t, "l·lᴴ", l.mul(l.adjoint()), h)
		x, ok := m.part(m.rows, m.cols).solve(h)
		if !ok {
			t.Fatal("singular")
		}
		equalMatrices(t, "m·x", m.mul(x), h)
	}
}

func equalMatrices(t *testing.T, what string, got, want *complexMatrix) {
	t.Helper()
	if got.rows != want.rows || got.cols != want.cols {
		t.Fatalf("%s is %d by %d, want %d by %d", what, got.rows, got.cols, want.rows, want.cols)
	}
	for i, v := range got.d {
		if !(cmplx.Abs(v-want.d[i]) < 1e-12) {
			t.Fatalf("%s: %v, want %v", what, got.d, want.d)
		}
	}
}

// TestFourier compares the transforms with their definition.
func TestFourier(t *testing.T) {
	s := NewScope(context.Background())
	for _, n := range []int{1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 30, 64} {
		x := rnd(n, -1, 1, n)
		want := make([]complex128, n)
		for k := range want {
			for j := range n {
				want[k] += complex(x.Float(j), 0) * cmplx.Rect(1, -2*math.Pi*float64(j*k%n)/float64(n))
			}
		}
		full := s.FFT(s.Cast(FromArray(x), Complex128), 1, false)
		half := s.RFFT(FromArray(x), 1, nil)
		for k, v := range want {
			if !(cmplx.Abs(full.Array().Complex(k)-v) < 1e-12) || k <= n/2 && !(cmplx.Abs(half.Array().Complex(k)-v) < 1e-12) {
				t.Errorf("n %d, k %d: %v, %v, want %v", n, k, full.Array().Complex(k), half.Array(), v)
			}
		}
		back, again := s.FFT(full, 1, true).Array(), s.IRFFT(half, 1, []int{n}).Array()
		for j := range n {
			if !(math.Abs(back.Float(j)-x.Float(j)) < 1e-12) || !(math.Abs(again.Float(j)-x.Float(j)) < 1e-12) {
				t.Errorf("n %d, back at %d: %v, %v, want %v", n, j, back.Float(j), again.Float(j), x.Float(j))
			}
		}
	}
}

// TestComplexEigen multiplies eigenvectors and logarithms back.
func TestComplexEigen(t *testing.T) {
	for n := 1; n < 7; n++ {
		m := newComplexMatrix(n, n)
		re, im := rnd(n, -1, 1, n*n), rnd(n+9, -1, 1, n*n)
		for i := range m.d {
			m.d[i] = complex(re.Float(i), im.Float(i))
		}
		values, v, ok := m.part(n, n).eigen()
		if !ok {
			t.Fatal("no eigenvalues")
		}
		s := newComplexMatrix(n, n)
		for i, x := range values {
			s.set(i, i, x)
		}
		equalMatrices(t, "m·v", m.mul(v), v.mul(s))
		s1 := NewScope(context.Background())
		log := NewArray(Complex128, n, n)
		setComplexMatrix(log, 0, m.part(n, n).log())
		equalMatrices(t, "exp(log)", complexMatrixAt(s1.Expm(FromArray(log)).Array(), 0), m)
	}
}
