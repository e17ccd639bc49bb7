package tensor

import (
	"gonum.org/v1/gonum/mat"
)

func evalSVD(c *Call, in, out []*Array) {
	full := c.Attr.(*matrixAttr).full
	for b := range batchCount(in[0]) {
		kind := mat.SVDThin
		if full {
			kind = mat.SVDFull
		}
		var svd mat.SVD
		if !svd.Factorize(matrixAt(in[0], b), kind) {
			throwRun("Svd", "Singular value decomposition was not successful. The input might not be valid.")
		}
		values := svd.Values(nil)
		for i, v := range values {
			out[0].setFloat(b*len(values)+i, v)
		}
		var u, v mat.Dense
		svd.UTo(&u)
		svd.VTo(&v)
		setMatrix(out[1], b, &u)
		setMatrix(out[2], b, &v)
	}
}

// gradSVD needs distinct singular values for the gradients of u and v.
func gradSVD(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	sv, u, v := out[0], out[1], out[2]
	m, n := in[0].Dim(-2), in[0].Dim(-1)
	if c.Attr.(*matrixAttr).full && m != n {
		if gout[1] != nil || gout[2] != nil {
			Throwf("NotImplementedError", "SVD gradient is not implemented for full matrices that are not square")
		}
		k := min(m, n)
		first := []Slice{{Ellipsis: true}, Span(0, k)}
		u, v = s.StridedSlice(u, first), s.StridedSlice(v, first)
	}
	middle := s.Diag(s.fillGrads(out, gout)[0], DiagSpec{Rows: -1, Cols: -1})
	scale := func(x *Tensor) *Tensor { return s.Mul(x, s.ExpandDims(sv, -2)) } // x·diag(sv)
	skew := func(x *Tensor) *Tensor { return s.Sub(x, s.SwapLast(x)) }
	inverse := s.DivNoNan(s.OnesLike(sv), sv)
	square := s.Square(sv)
	gaps := s.inverseGaps(square, square)
	var ga *Tensor
	add := func(x *Tensor) {
		if ga == nil {
			ga = x
		} else {
			ga = s.Add(ga, x)
		}
	}
	if gu := gout[1]; gu != nil {
		ugu := s.MatMul(u, gu, true, false)
		middle = s.Add(middle, scale(s.Mul(gaps, skew(ugu))))
		if m > n {
			rest := s.Sub(gu, s.MatMul(u, ugu, false, false))
			add(s.MatMul(s.Mul(rest, s.ExpandDims(inverse, -2)), v, false, true))
		}
	}
	if gv := gout[2]; gv != nil {
		vgv := s.MatMul(v, gv, true, false)
		middle = s.Add(middle, s.SwapLast(scale(s.SwapLast(s.Mul(gaps, skew(vgv))))))
		if n > m {
			rest := s.Sub(gv, s.MatMul(v, vgv, false, false))
			add(s.MatMul(s.Mul(u, s.ExpandDims(inverse, -2)), rest, false, true))
		}
	}
	add(s.MatMul(u, s.MatMul(middle, v, false, true), false, false))
	return []*Tensor{ga}
}

// SVD is the singular values, descending, and u and v with
// u·diag(values)·vᵀ = x. full asks for square u and v.
func (s *Scope) SVD(x *Tensor, full bool) (values, u, v *Tensor) {
	out := s.Apply(opSVD, &matrixAttr{full: full}, x)
	return out[0], out[1], out[2]
}

// SingularValues is the singular values of matrices, descending.
func (s *Scope) SingularValues(x *Tensor) *Tensor {
	return s.Apply(opSVD, &matrixAttr{values: true}, x)[0]
}
