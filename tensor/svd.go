package tensor

import (
	"gonum.org/v1/gonum/mat"
)

func evalSVD(c *Call, in, out []*Array) {
	full, x := c.Attr.(*matrixAttr).full, in[0]
	for b := range batchCount(x) {
		if x.dtype.IsComplex() || x.shape[x.Rank()-1] <= jacobiColumns {
			values, u, v := complexMatrixAt(x, b).svd(full, epsilonOf(x.dtype.Real()))
			for i, s := range values {
				out[0].setFloat(b*len(values)+i, s)
			}
			setComplexMatrix(out[1], b, u)
			setComplexMatrix(out[2], b, v)
			continue
		}
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

// gradSVD needs distinct singular values for the gradients of u and v. Of
// complex matrices, whose u and v are given but for a phase, it has a term for
// that (https://giggleliu.github.io/2019/04/02/einsumbp.html).
func gradSVD(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	x := in[0]
	m, n := x.Dim(-2), x.Dim(-1)
	d := &svdGrad{s: s, values: s.Cast(out[0], x.DType()), u: out[1], v: out[2], gu: gout[1], gv: gout[2]}
	d.middle = s.Diag(s.Cast(s.fillGrads(out, gout)[0], x.DType()), DiagSpec{Rows: -1, Cols: -1})
	d.inverse = s.DivNoNan(s.OnesLike(d.values), d.values)
	if c.Attr.(*matrixAttr).full && m != n && (d.gu != nil || d.gv != nil) {
		if max(m-n, n-m) > 1 {
			Throwf("NotImplementedError", "svd gradient is not implemented for abs(m - n) > 1 when full_matrices is True. Received: m=%d and n=%d from op input=%s with shape=%s.",
				min(m, n), max(m, n), arrayText(x), ShapeString(x.Shape()))
		}
	}
	k := min(m, n)
	u, restU := d.split(d.u, k)
	v, restV := d.split(d.v, k)
	gu, restGU := d.split(d.gu, k)
	gv, restGV := d.split(d.gv, k)
	d.u, d.v = u, v
	var ga *Tensor
	if gu != nil {
		outside := d.side(u, gu, restU, restGU, false, m > n)
		if outside != nil {
			ga = s.MatMul(s.Mul(outside, s.ExpandDims(d.inverse, -2)), s.Adjoint(v), false, false)
		}
	}
	if gv != nil {
		outside := d.side(v, gv, restV, restGV, true, n > m)
		if outside != nil {
			ga = s.MatMul(s.Mul(u, s.ExpandDims(d.inverse, -2)), s.Adjoint(outside), false, false)
		}
	}
	inside := s.MatMul(u, s.MatMul(d.middle, s.Adjoint(v), false, false), false, false)
	if ga != nil {
		inside = s.Add(inside, ga)
	}
	return []*Tensor{inside}
}

// arrayText is the elements of a tensor as its format in a text shows them.
func arrayText(x *Tensor) string {
	if x.IsSymbolic() {
		return x.Text(nil)
	}
	return x.Array().String()
}

// svdGrad is the gradient of a singular value decomposition while it is
// collected: u·middle·vᴴ.
type svdGrad struct {
	s               *Scope
	values, inverse *Tensor
	u, v, gu, gv    *Tensor
	middle          *Tensor
}

// split is the first k columns and the others, nil for none.
func (d *svdGrad) split(x *Tensor, k int) (first, rest *Tensor) {
	if x == nil || x.Dim(-1) == k {
		return x, nil
	}
	cut := func(from, to int) *Tensor {
		return d.s.StridedSlice(x, []Slice{{Ellipsis: true}, Span(from, to)})
	}
	return cut(0, k), cut(k, x.Dim(-1))
}

// side adds what the gradient g of u or, on the right, of v contributes to
// middle. long tells that the vectors do not span their space: outside is the
// part of g that is orthogonal to them.
func (d *svdGrad) side(u, g, rest, restG *Tensor, right, long bool) (outside *Tensor) {
	s := d.s
	inner := s.MatMul(s.Conj(u), g, true, false)
	square := s.Square(d.values)
	turn := s.Mul(s.inverseGaps(square, square), s.Sub(inner, s.Adjoint(inner)))
	if right {
		turn = s.Mul(turn, s.ExpandDims(d.values, -1))
	} else {
		turn = s.Mul(turn, s.ExpandDims(d.values, -2))
	}
	d.middle = s.Add(d.middle, turn)
	if u.DType().IsComplex() && right != (d.u.Dim(-2) > d.v.Dim(-2)) {
		phase := s.DiagPart(s.Sub(inner, s.Adjoint(inner)), DiagSpec{})
		half := Full(u.DType(), 0.5)
		if right {
			half = s.Neg(half)
		}
		d.middle = s.Add(d.middle, s.Diag(s.Mul(half, s.Mul(d.inverse, phase)), DiagSpec{Rows: -1, Cols: -1}))
	}
	if !long {
		return nil
	}
	outside = s.Sub(g, s.MatMul(u, inner, false, false))
	if rest != nil {
		outside = s.Sub(outside, s.MatMul(rest, s.MatMul(s.Adjoint(restG), u, false, false), false, false))
	}
	return outside
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
