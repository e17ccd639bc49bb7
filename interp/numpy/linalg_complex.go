package numpy

import (
	"kerash/interp/binding"
	"kerash/tensor"
)

// onTensors computes with matrices of complex numbers by the functions that
// tensors have; an error of theirs becomes a LinAlgError with a message.
func onTensors(failure string, f func(s *tensor.Scope) []*tensor.Tensor) []*tensor.Array {
	var out []*tensor.Array
	err := binding.Catch(func() {
		for _, t := range f(&tensor.Scope{AnyDType: true}) {
			out = append(out, t.Array())
		}
	})
	if err != nil {
		throwLinAlg("%s", failure)
	}
	return out
}

// wide is a matrix as a tensor of complex128.
func wide(m *tensor.Array) *tensor.Tensor {
	return tensor.FromArray(castTo(m, tensor.Complex128).Contiguous())
}

func complexDet(m *tensor.Array) *tensor.Array {
	return onTensors("", func(s *tensor.Scope) []*tensor.Tensor { return []*tensor.Tensor{s.Det(wide(m))} })[0]
}

func complexLogDet(m *tensor.Array) []*tensor.Array {
	out := onTensors("", func(s *tensor.Scope) []*tensor.Tensor {
		sign, log := s.LogDet(wide(m))
		return []*tensor.Tensor{sign, s.Real(log)}
	})
	return out
}

func complexSolve(a, b *tensor.Array) *tensor.Array {
	return onTensors("Singular matrix", func(s *tensor.Scope) []*tensor.Tensor {
		return []*tensor.Tensor{s.Solve(wide(a), wide(b), false)}
	})[0]
}

// complexSingular is u, s and vᴴ of a matrix.
func complexSingular(m *tensor.Array, full bool) (u, s, vh *tensor.Array) {
	out := onTensors("SVD did not converge", func(sc *tensor.Scope) []*tensor.Tensor {
		values, u, v := sc.SVD(wide(m), full)
		return []*tensor.Tensor{u, values, sc.Adjoint(v)}
	})
	return out[0], out[1], out[2]
}

func complexHermitian(m *tensor.Array, lower bool) (values, vectors *tensor.Array) {
	out := onTensors("Eigenvalues did not converge", func(s *tensor.Scope) []*tensor.Tensor {
		x := wide(m)
		if !lower {
			x = s.Adjoint(x)
		}
		e, v := s.Eigh(x)
		return []*tensor.Tensor{s.Real(e), v}
	})
	return out[0], out[1]
}

func complexCholesky(m *tensor.Array) *tensor.Array {
	l := onTensors("", func(s *tensor.Scope) []*tensor.Tensor { return []*tensor.Tensor{s.Cholesky(wide(m))} })[0]
	if anyTrue(op1(ufIsNan, l)) {
		throwLinAlg("Matrix is not positive definite")
	}
	return l
}

// eigen is the eigenvalues and right eigenvectors of a matrix: real ones when
// all of the eigenvalues of a real matrix are real.
func eigen(m *tensor.Array) (values, vectors *tensor.Array) {
	for _, part := range []*tensor.Array{realPart(m), imagPart(m)} {
		if !allTrue(op1(ufIsFinite, part)) {
			throwLinAlg("Array must not contain infs or NaNs")
		}
	}
	x := castTo(m, tensor.Float64)
	if m.DType().IsComplex() {
		x = castTo(m, tensor.Complex128)
	}
	out := onTensors("Eigenvalues did not converge", func(s *tensor.Scope) []*tensor.Tensor {
		e, v := s.Eig(tensor.FromArray(x.Contiguous()))
		return []*tensor.Tensor{e, v}
	})
	return out[0], out[1]
}

// eigenType is the dtype of eigenvalues and eigenvectors of matrices: real when
// no imaginary part is left.
func eigenType(a *tensor.Array, out []*tensor.Array) []*tensor.Array {
	dt := realType(a)
	if !dt.IsComplex() && anyTrue(imagPart(out[0])) {
		dt = dt.Complex()
	}
	for i, x := range out {
		out[i] = x.Cast(dt)
	}
	return out
}
