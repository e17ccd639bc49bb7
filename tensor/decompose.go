package tensor

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

var opCholesky, opQR, opSVD, opEigh, opLU *Op

func init() {
	opCholesky = withComplexMatrices(choleskyOp())
	opQR = withComplexMatrices(qrOp())
	opSVD = svdOp()
	opEigh = eighOp()
	opLU = withComplexMatrices(luOp())
}

func choleskyOp() *Op {
	return &Op{
		Name: "Cholesky",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "Cholesky")
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				setMatrix(out[0], b, choleskyOf(matrixAt(in[0], b)))
			}
		},
		Grad: gradCholesky,
	}
}

func qrOp() *Op {
	return &Op{
		Name: "Qr",
		Infer: func(c *Call) []Spec {
			x := c.In[0]
			m, n := lastMatrix(x, "Qr")
			k := min(m, n)
			if c.Attr.(*matrixAttr).full {
				k = m
			}
			batch := x.Shape[:len(x.Shape)-2]
			return []Spec{{x.DType, withTail(batch, m, k)}, {x.DType, withTail(batch, k, n)}}
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				q, r := qrOf(matrixAt(in[0], b))
				k := out[0].shape[out[0].Rank()-1]
				m, n := q.RawMatrix().Rows, in[0].shape[in[0].Rank()-1]
				setMatrix(out[0], b, q.Slice(0, m, 0, k))
				setMatrix(out[1], b, r.Slice(0, k, 0, n))
			}
		},
		Grad: gradQR,
	}
}

// svdOp gives the singular values, u and v.
func svdOp() *Op {
	return &Op{
		Name: "Svd",
		Infer: func(c *Call) []Spec {
			x := c.In[0]
			m, n := lastMatrix(x, "Svd")
			k := min(m, n)
			batch := x.Shape[:len(x.Shape)-2]
			ku, kv := k, k
			if c.Attr.(*matrixAttr).full {
				ku, kv = m, n
			}
			return []Spec{{x.DType.Real(), withTail(batch, k)}, {x.DType, withTail(batch, m, ku)}, {x.DType, withTail(batch, n, kv)}}
		},
		Eval: evalSVD,
		Grad: gradSVD,
	}
}

// eighOp gives the eigenvalues, ascending, and the eigenvectors of symmetric
// matrices, of which the lower triangle counts.
func eighOp() *Op {
	return &Op{
		Name: "SelfAdjointEigV2",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "SelfAdjointEigV2")
			n := len(c.In[0].Shape)
			return []Spec{{c.In[0].DType, c.In[0].Shape[:n-1]}, c.In[0]}
		},
		Eval: evalEigh,
		Grad: gradEigh,
	}
}

// luOp gives both triangles in one matrix and the permutation of the rows.
func luOp() *Op {
	return &Op{
		Name: "Lu",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "Lu")
			n := len(c.In[0].Shape)
			return []Spec{c.In[0], {Int32, c.In[0].Shape[:n-1]}}
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				m, pivot := luPacked(matrixAt(in[0], b))
				setMatrix(out[0], b, m)
				for i, p := range pivot {
					out[1].setInt(b*len(pivot)+i, int64(p))
				}
			}
		},
	}
}

func withTail(shape []int, tail ...int) []int {
	return append(append([]int{}, shape...), tail...)
}

// choleskyOf is the lower factor; of a matrix that is not positive definite,
// NaN, as in TensorFlow.
func choleskyOf(m *mat.Dense) *mat.Dense {
	n, _ := m.Dims()
	l := mat.NewDense(n, n, nil)
	for j := range n {
		for i := j; i < n; i++ {
			v := m.At(i, j)
			for k := range j {
				v -= l.At(i, k) * l.At(j, k)
			}
			if i == j {
				if !(v > 0) {
					v = math.NaN()
				}
				l.Set(i, i, math.Sqrt(v))
			} else {
				l.Set(i, j, v/l.At(j, j))
			}
		}
	}
	return l
}

func gradCholesky(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	l := out[0]
	n := l.Dim(-1)
	inverse := s.TriangularSolve(l, s.BroadcastLike(Eye(l.DType(), n, n, nil), l), true, false)
	middle := s.lowerHalf(s.MatMul(s.Conj(l), gout[0], true, false))
	g := s.MatMul(s.MatMul(s.Conj(inverse), middle, true, false), inverse, false, false)
	return []*Tensor{s.Mul(s.Add(g, s.Adjoint(g)), Full(l.DType(), 0.5))}
}

// lowerHalf keeps the lower triangle and halves the diagonal.
func (s *Scope) lowerHalf(x *Tensor) *Tensor {
	half := s.Mul(s.DiagPart(x, DiagSpec{}), Full(x.DType(), 0.5))
	return s.BandPart(s.SetDiag(x, half, DiagSpec{}), -1, 0)
}

// qrOf is the full decomposition by Householder reflections.
func qrOf(m *mat.Dense) (q, r *mat.Dense) {
	rows, cols := m.Dims()
	q, r = identity(rows), mat.DenseCopyOf(m)
	v := make([]float64, rows)
	for k := range min(rows-1, cols) {
		norm := 0.0
		for i := k; i < rows; i++ {
			v[i] = r.At(i, k)
			norm = math.Hypot(norm, v[i])
		}
		tail := 0.0
		for i := k + 1; i < rows; i++ {
			tail += v[i] * v[i]
		}
		if tail == 0 {
			continue
		}
		v[k] += math.Copysign(norm, v[k])
		sum := tail + v[k]*v[k]
		reflect := func(a *mat.Dense, byRow bool, n int) {
			for j := range n {
				dot := 0.0
				for i := k; i < rows; i++ {
					if byRow {
						dot += v[i] * a.At(j, i)
					} else {
						dot += v[i] * a.At(i, j)
					}
				}
				dot *= 2 / sum
				for i := k; i < rows; i++ {
					if byRow {
						a.Set(j, i, a.At(j, i)-dot*v[i])
					} else {
						a.Set(i, j, a.At(i, j)-dot*v[i])
					}
				}
			}
		}
		reflect(r, false, cols)
		reflect(q, true, rows)
		for i := k + 1; i < rows; i++ {
			r.Set(i, k, 0)
		}
	}
	return q, r
}

func gradQR(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	a, q, r := in[0], out[0], out[1]
	g := s.fillGrads(out, gout)
	m, n := a.Dim(-2), a.Dim(-1)
	if c.Attr.(*matrixAttr).full && m > n {
		Throwf("NotImplementedError", "QrGrad not implemented when nrows > ncols and full_matrices is true. Received r.shape=%s with nrows=%dand ncols=%d.", ShapeString(r.Shape()), m, n)
	}
	if m >= n {
		return []*Tensor{s.gradQRDeep(q, r, g[0], g[1])}
	}
	// a = [x y] with x square: r = [u v], v = qᵀ·y.
	cut := func(t *Tensor, from, to int) *Tensor {
		return s.StridedSlice(t, []Slice{{Ellipsis: true}, Span(from, to)})
	}
	y, u, gu, gv := cut(a, m, n), cut(r, 0, m), cut(g[1], 0, m), cut(g[1], m, n)
	gq := s.Add(g[0], s.MatMul(y, s.Conj(gv), false, true))
	gx := s.gradQRDeep(q, u, gq, gu)
	return []*Tensor{s.Concat([]*Tensor{gx, s.MatMul(q, gv, false, false)}, -1)}
}

// gradQRDeep is the gradient for matrices with at least as many rows as
// columns (Roberts and Roberts, 2020).
func (s *Scope) gradQRDeep(q, r, gq, gr *Tensor) *Tensor {
	overR := func(x *Tensor) *Tensor { // x·r⁻ᴴ
		return s.Adjoint(s.TriangularSolve(r, s.Adjoint(x), false, false))
	}
	skew := func(x *Tensor) *Tensor { return s.Sub(x, s.Adjoint(x)) }
	qdq := s.MatMul(s.Conj(q), gq, true, false)
	rdr := s.MatMul(r, s.Conj(gr), false, true)
	tril := s.BandPart(s.Add(skew(qdq), skew(rdr)), -1, 0)
	ga := s.MatMul(q, s.Add(gr, overR(tril)), false, false)
	ga = s.Add(ga, overR(s.Sub(gq, s.MatMul(q, qdq, false, false))))
	if !q.DType().IsComplex() {
		return ga
	}
	diagonal := s.DiagPart(s.Sub(rdr, s.Adjoint(qdq)), DiagSpec{})
	phase := s.Sub(diagonal, s.Cast(s.Real(diagonal), diagonal.DType()))
	return s.Add(ga, overR(s.MatMul(q, s.Adjoint(s.Diag(phase, DiagSpec{Rows: -1, Cols: -1})), false, false)))
}

func evalEigh(c *Call, in, out []*Array) {
	for b := range batchCount(in[0]) {
		values, vectors := complexMatrixAt(in[0], b).eigenHermitian(epsilonOf(in[0].dtype.Real()))
		for i, v := range values {
			out[0].setNumber(b*len(values)+i, complex(v, 0))
		}
		setComplexMatrix(out[1], b, vectors)
	}
}

func gradEigh(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	e, v := out[0], out[1]
	g := s.fillGrads(out, gout)
	inner := s.Diag(g[0], DiagSpec{Rows: -1, Cols: -1})
	if gout[1] != nil {
		inner = s.Add(inner, s.Mul(s.inverseGaps(e, e), s.MatMul(s.Conj(v), g[1], true, false)))
	}
	ga := s.MatMul(v, s.MatMul(inner, s.Conj(v), false, true), false, false)
	// Only the lower triangle was looked at.
	return []*Tensor{s.lowerHalf(s.Add(ga, s.Adjoint(ga)))}
}

// inverseGaps is 1/(b_j - a_i), and 0 where the two are equal.
func (s *Scope) inverseGaps(a, b *Tensor) *Tensor {
	gap := s.Sub(s.ExpandDims(b, -2), s.ExpandDims(a, -1))
	return s.DivNoNan(s.OnesLike(gap), gap)
}

// luPacked factors with partial pivoting.
func luPacked(m *mat.Dense) (lu *mat.Dense, pivot []int) {
	n, _ := m.Dims()
	pivot = make([]int, n)
	for i := range pivot {
		pivot[i] = i
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if math.Abs(m.At(i, k)) > math.Abs(m.At(p, k)) {
				p = i
			}
		}
		if m.At(p, k) == 0 {
			throwRun("Lu", "Input is not invertible.")
		}
		if p != k {
			pivot[p], pivot[k] = pivot[k], pivot[p]
			for j := range n {
				a, b := m.At(p, j), m.At(k, j)
				m.Set(p, j, b)
				m.Set(k, j, a)
			}
		}
		for i := k + 1; i < n; i++ {
			f := m.At(i, k) / m.At(k, k)
			m.Set(i, k, f)
			for j := k + 1; j < n; j++ {
				m.Set(i, j, m.At(i, j)-f*m.At(k, j))
			}
		}
	}
	return m, pivot
}

// Cholesky is the lower triangular l with l·lᵀ = x for positive definite
// matrices; of x the lower triangle counts.
func (s *Scope) Cholesky(x *Tensor) *Tensor { return s.Apply1(opCholesky, nil, x) }

// QR is the orthogonal q and the upper triangular r with q·r = x. full asks
// for a square q.
func (s *Scope) QR(x *Tensor, full bool) (q, r *Tensor) {
	out := s.Apply(opQR, &matrixAttr{full: full}, x)
	return out[0], out[1]
}

// Eigh is the eigenvalues, ascending, and eigenvectors (columns) of symmetric
// matrices.
func (s *Scope) Eigh(x *Tensor) (values, vectors *Tensor) {
	out := s.Apply(opEigh, &matrixAttr{}, x)
	return out[0], out[1]
}

// Eigvalsh is the eigenvalues of [Scope.Eigh].
func (s *Scope) Eigvalsh(x *Tensor) *Tensor { return s.Apply(opEigh, &matrixAttr{values: true}, x)[0] }

// LU is both factors of square matrices in one, l without its unit diagonal,
// and the order of the rows.
func (s *Scope) LU(x *Tensor) (lu, perm *Tensor) {
	out := s.Apply(opLU, nil, x)
	return out[0], out[1]
}
