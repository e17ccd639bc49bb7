package tensor

import "math"

// eyeLike is the identity in the shape of the square matrices x.
func (s *Scope) eyeLike(x *Tensor) *Tensor {
	needRank("MatrixDiagV3", x, 2, anyRank)
	n := x.Dim(-1)
	return s.BroadcastLike(Eye(x.DType(), n, n, nil), x)
}

// CholeskySolve is x with l·lᵀ·x = b.
func (s *Scope) CholeskySolve(l, b *Tensor) *Tensor {
	return s.TriangularSolve(l, s.TriangularSolve(l, b, true, false), true, true)
}

// LogDetCholesky is log det x of positive definite matrices.
func (s *Scope) LogDetCholesky(x *Tensor) *Tensor {
	diagonal := s.Real(s.DiagPart(s.Cholesky(x), DiagSpec{}))
	return s.Mul(Full(diagonal.DType(), 2), s.Sum(s.Log(diagonal), []int{-1}, false))
}

// Lstsq is the x of least |a·x - b|² + l2·|x|²; for fewer rows than columns,
// the shortest one.
func (s *Scope) Lstsq(a, b *Tensor, l2 float64, fast bool) *Tensor {
	needRank("MatrixSolveLs", a, 2, anyRank)
	if !fast {
		return s.MatMul(s.Pinv(a, -1), b, false, false)
	}
	tall := a.Dim(-2) >= a.Dim(-1)
	gram := s.gram(a, tall)
	if l2 != 0 {
		gram = s.Add(gram, s.Mul(s.eyeLike(gram), Full(a.DType(), l2)))
	}
	l := s.Cholesky(gram)
	if tall {
		return s.CholeskySolve(l, s.MatMul(s.Adjoint(a), b, false, false))
	}
	return s.MatMul(s.Adjoint(a), s.CholeskySolve(l, b), false, false)
}

// gram is aᴴ·a of tall matrices, else a·aᴴ.
func (s *Scope) gram(a *Tensor, tall bool) *Tensor {
	if a.DType().IsComplex() {
		if tall {
			return s.MatMul(s.Adjoint(a), a, false, false)
		}
		return s.MatMul(a, s.Adjoint(a), false, false)
	}
	return s.MatMul(a, a, tall, !tall)
}

// Pinv is the pseudo-inverse of Moore and Penrose; singular values below rcond
// times the largest count as 0, a negative rcond stands for the usual bound.
func (s *Scope) Pinv(x *Tensor, rcond float64) *Tensor {
	values, u, v := s.SVD(x, false)
	if rcond < 0 {
		rcond = 10 * float64(max(x.Dim(-1), x.Dim(-2))) * epsilonOf(x.DType())
	}
	cutoff := s.Mul(Full(x.DType(), rcond), s.Max(values, []int{-1}, true))
	kept := s.Select(s.Greater(values, cutoff), values, Full(x.DType(), math.Inf(1)))
	return s.MatMul(s.Div(v, s.ExpandDims(kept, -2)), u, false, true)
}

// epsilonOf is the distance from 1 to the next number.
func epsilonOf(dt DType) float64 {
	switch dt {
	case Float64:
		return 0x1p-52
	case Float16:
		return 0x1p-10
	case BFloat16:
		return 0x1p-7
	}
	return 0x1p-23
}

// MatrixRank is the number of singular values above tol, or above the usual
// bound for a negative tol.
func (s *Scope) MatrixRank(x *Tensor, tol float64) *Tensor {
	values := s.SingularValues(x)
	bound := Full(x.DType(), tol)
	if tol < 0 {
		n := float64(max(x.Dim(-1), x.Dim(-2)))
		bound = s.Mul(Full(x.DType(), n*epsilonOf(x.DType())), s.Max(values, []int{-1}, true))
	}
	return s.Sum(s.Cast(s.Greater(values, bound), Int32), []int{-1}, false)
}

// Expm is the matrix exponential: a Padé approximation of the scaled matrix,
// squared back (Higham, 2005).
func (s *Scope) Expm(x *Tensor) *Tensor {
	dt := x.DType()
	norm := 0.0
	if a := s.MatrixNorm(x, 1, [2]int{-2, -1}, false).Array(); a.Size() > 0 {
		for _, v := range a.Floats() {
			norm = math.Max(norm, v)
		}
	}
	if !dt.IsComplex() && (!dt.IsFloat() || dt == BFloat16) {
		Throwf("ValueError", "tf.linalg.expm does not support matrices of type <dtype: '%s'>", dt)
	}
	squarings := 0
	if norm > 1 {
		squarings = int(math.Ceil(math.Log2(norm)))
	}
	x = s.Mul(x, Full(dt, math.Ldexp(1, -squarings)))
	// The diagonal Padé approximant of order 7: coefficients of odd and even
	// powers.
	c := [...]float64{17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1}
	eye := s.eyeLike(x)
	square := s.MatMul(x, x, false, false)
	odd, even := s.Mul(eye, Full(dt, c[1])), s.Mul(eye, Full(dt, c[0]))
	power := square
	for k := 2; k < len(c); k += 2 {
		even = s.Add(even, s.Mul(power, Full(dt, c[k])))
		odd = s.Add(odd, s.Mul(power, Full(dt, c[k+1])))
		power = s.MatMul(power, square, false, false)
	}
	odd = s.MatMul(x, odd, false, false)
	y := s.Solve(s.Sub(even, odd), s.Add(even, odd), false)
	for range squarings {
		y = s.MatMul(y, y, false, false)
	}
	return y
}

// Sqrtm is the principal square root of square matrices without negative
// eigenvalues, by the iteration of Denman and Beavers.
func (s *Scope) Sqrtm(x *Tensor) *Tensor {
	s.checkTypes("MatrixSquareRoot", x)
	squareMatrix(x.Spec(), "MatrixSquareRoot")
	half := Full(x.DType(), 0.5)
	y, z := x, s.eyeLike(x)
	for range 20 {
		y, z = s.Mul(half, s.Add(y, s.Inverse(z, false))), s.Mul(half, s.Add(z, s.Inverse(y, false)))
	}
	return y
}

// Cross is the vector product of vectors of length 3 along the last axis.
func (s *Scope) Cross(a, b *Tensor) *Tensor {
	s.checkTypes("Cross", a, b)
	if a.Rank() == 0 || a.Dim(-1) != 3 || !fits(a.Shape(), b.Shape()) {
		throwRun("Cross", "Both inputs must be of same shape: %s vs. %s", shapeBrackets(a.Shape()), shapeBrackets(b.Shape()))
	}
	turn := func(x *Tensor, by int) *Tensor { return s.Roll(x, []int{-by}, []int{-1}) }
	return s.Sub(s.Mul(turn(a, 1), turn(b, 2)), s.Mul(turn(a, 2), turn(b, 1)))
}

// LUSolve is x with a·x = b for the factors of a that [Scope.LU] gives.
func (s *Scope) LUSolve(lu, perm, b *Tensor) *Tensor {
	needRank("LuSolve", lu, 2, anyRank)
	r := lu.Rank() - 2
	b = s.Gather(b, perm, r, r)
	unit := s.SetDiag(lu, s.OnesLike(s.DiagPart(lu, DiagSpec{})), DiagSpec{})
	return s.TriangularSolve(lu, s.TriangularSolve(unit, b, true, false), false, false)
}

// LUReconstruct is the matrix whose factors [Scope.LU] gives.
func (s *Scope) LUReconstruct(lu, perm *Tensor) *Tensor {
	needRank("LuReconstruct", lu, 2, anyRank)
	r := lu.Rank() - 2
	lower := s.BandPart(s.SetDiag(lu, s.OnesLike(s.DiagPart(lu, DiagSpec{})), DiagSpec{}), -1, 0)
	product := s.MatMul(lower, s.BandPart(lu, 0, -1), false, false)
	return s.Gather(product, s.ArgSort(perm, -1, false, Int32), r, r)
}

// TridiagonalSolve is x with a·x = b for matrices of which the three middle
// diagonals are given as rows: above, main and below, each of full length.
func (s *Scope) TridiagonalSolve(diagonals, b *Tensor) *Tensor {
	s.checkTypes("TridiagonalSolve", diagonals, b)
	return s.Solve(s.tridiagonal(diagonals), b, false)
}

// TridiagonalMatMul is a·b for such matrices.
func (s *Scope) TridiagonalMatMul(diagonals, b *Tensor) *Tensor {
	s.checkTypes("TridiagonalMatMul", diagonals, diagonals, diagonals, b)
	return s.MatMul(s.tridiagonal(diagonals), b, false, false)
}

func (s *Scope) tridiagonal(diagonals *Tensor) *Tensor {
	if diagonals.Rank() < 2 || diagonals.Dim(-2) != 3 {
		Throwf("ValueError", "Expected diagonals to have shape [..., 3, M], got %s", ShapeString(diagonals.Shape()))
	}
	n := diagonals.Dim(-1)
	return s.Diag(diagonals, DiagSpec{Lo: -1, Hi: 1, Rows: n, Cols: n, Align: "LEFT_RIGHT"})
}

// BandedTriangularSolve is x with a·x = b for triangular matrices of which only
// the diagonals are given as rows: for a lower triangle the main one first, for
// an upper triangle last.
func (s *Scope) BandedTriangularSolve(bands, b *Tensor, lower, adjoint bool) *Tensor {
	s.checkTypes("BandedTriangularSolve", bands, b)
	needRank("BandedTriangularSolve", bands, 2, anyRank)
	k, n := bands.Dim(-2)-1, bands.Dim(-1)
	if k == 0 { // the main diagonal alone is given without the axis of bands
		bands = s.Squeeze(bands, []int{bands.Rank() - 2})
	}
	d := DiagSpec{Lo: 0, Hi: k, Rows: n, Cols: n, Align: "LEFT_RIGHT"}
	if lower {
		d.Lo, d.Hi = -k, 0
	}
	return s.TriangularSolve(s.Diag(bands, d), b, lower, adjoint)
}

// EighTridiagonal is [Scope.Eigh] of the symmetric matrices with diagonal alpha
// and beta beside it.
func (s *Scope) EighTridiagonal(alpha, beta *Tensor) (values, vectors *Tensor) {
	square := DiagSpec{Rows: -1, Cols: -1}
	below := DiagSpec{Lo: -1, Hi: -1, Rows: -1, Cols: -1}
	return s.Eigh(s.Add(s.Diag(alpha, square), s.Diag(beta, below)))
}
