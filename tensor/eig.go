package tensor

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

var opEig, opLogm *Op

func init() {
	opEig = &Op{
		Name: "Eig",
		Infer: func(c *Call) []Spec {
			n := squareMatrix(c.In[0], "Eig")
			dt := c.In[0].DType.Complex()
			batch := c.In[0].Shape[:len(c.In[0].Shape)-2]
			return []Spec{{dt, withTail(batch, n)}, {dt, withTail(batch, n, n)}}
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				values, vectors, ok := eigenAt(in[0], b)
				if !ok {
					throwRun("Eig", "Eigen decomposition was not successful. The input might not be valid.")
				}
				for i, v := range values {
					out[0].setComplex(b*len(values)+i, v)
				}
				setComplexMatrix(out[1], b, vectors)
			}
		},
		Grad: gradEig,
	}
	opLogm = &Op{
		Name: "MatrixLogarithm",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "MatrixLogarithm")
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				setComplexMatrix(out[0], b, complexMatrixAt(in[0], b).log())
			}
		},
	}
}

// eigenAt is the eigenvalues and eigenvectors (columns of length one) of matrix
// b of x.
func eigenAt(x *Array, b int) (values []complex128, vectors *complexMatrix, ok bool) {
	if x.dtype.IsComplex() {
		return complexMatrixAt(x, b).eigen()
	}
	m := matrixAt(x, b)
	n, _ := m.Dims()
	for _, v := range m.RawMatrix().Data {
		if v-v != 0 {
			return nil, nil, false
		}
	}
	var d mat.Eigen
	if !d.Factorize(m, mat.EigenRight) {
		return nil, nil, false
	}
	var v mat.CDense
	d.VectorsTo(&v)
	vectors = newComplexMatrix(n, n)
	for i := range n {
		for j := range n {
			vectors.set(i, j, v.At(i, j))
		}
	}
	return d.Values(nil), vectors, true
}

// schur replaces a square matrix by its upper triangular form t with
// q·t·qᴴ = m, by QR steps with Wilkinson's shifts.
func (m *complexMatrix) schur() (q *complexMatrix, ok bool) {
	n := m.rows
	q = complexIdentity(n)
	steps := 0
	for end := n; end > 1; {
		small := 0.0
		for j := range end - 1 {
			small += cmplx.Abs(m.at(end-1, j))
		}
		if size := cmplx.Abs(m.at(end-1, end-1)) + cmplx.Abs(m.at(end-2, end-2)); small <= 1e-16*size || small < 1e-300 {
			for j := range end - 1 {
				m.set(end-1, j, 0)
			}
			end, steps = end-1, 0
			continue
		}
		if steps++; steps > 100 {
			return nil, false
		}
		m.shiftedStep(q, end, steps)
	}
	return q, true
}

// shiftedStep is a QR step on the leading rows and columns up to end.
func (m *complexMatrix) shiftedStep(q *complexMatrix, end, steps int) {
	shift := m.wilkinson(end)
	if steps%11 == 10 { // out of a circle
		shift += complex(cmplx.Abs(m.at(end-1, end-2)), 0)
	}
	block := m.part(end, end)
	for i := range end {
		block.set(i, i, block.at(i, i)-shift)
	}
	turn, _ := block.qr()
	full := complexIdentity(m.rows)
	for i := range end {
		copy(full.d[i*m.rows:i*m.rows+end], turn.d[i*end:(i+1)*end])
	}
	*m = *full.adjoint().mul(m).mul(full)
	*q = *q.mul(full)
}

// wilkinson is the eigenvalue of the last 2 by 2 block that is nearer to its
// last element.
func (m *complexMatrix) wilkinson(end int) complex128 {
	a, b := m.at(end-2, end-2), m.at(end-2, end-1)
	c, d := m.at(end-1, end-2), m.at(end-1, end-1)
	half := (a - d) / 2
	root := cmplx.Sqrt(half*half + b*c)
	x, y := (a+d)/2+root, (a+d)/2-root
	if cmplx.Abs(x-d) < cmplx.Abs(y-d) {
		return x
	}
	return y
}

// eigen is the eigenvalues and the eigenvectors as columns of length one. m is
// lost.
func (m *complexMatrix) eigen() (values []complex128, vectors *complexMatrix, ok bool) {
	n := m.rows
	for _, v := range m.d {
		if cmplx.IsNaN(v) || cmplx.IsInf(v) {
			return nil, nil, false
		}
	}
	q, ok := m.schur()
	if !ok {
		return nil, nil, false
	}
	size := 0.0
	for _, v := range m.d {
		size = math.Max(size, cmplx.Abs(v))
	}
	values, inner := make([]complex128, n), newComplexMatrix(n, n)
	for k := range n {
		values[k] = m.at(k, k)
		inner.set(k, k, 1)
		for i := k - 1; i >= 0; i-- {
			var sum complex128
			for j := i + 1; j <= k; j++ {
				sum += m.at(i, j) * inner.at(j, k)
			}
			gap := values[k] - m.at(i, i)
			if cmplx.Abs(gap) < 1e-16*size {
				gap = complex(math.Max(1e-16*size, 1e-300), 0)
			}
			inner.set(i, k, sum/gap)
		}
	}
	vectors = q.mul(inner)
	for k := range n {
		length := 0.0
		for i := range n {
			length = math.Hypot(length, cmplx.Abs(vectors.at(i, k)))
		}
		for i := range n {
			vectors.set(i, k, vectors.at(i, k)/complex(length, 0))
		}
	}
	return values, vectors, true
}

// log is the principal logarithm, by the eigenvalues; a matrix without enough
// eigenvectors is disturbed by the square root of the last bit. m is lost.
func (m *complexMatrix) log() *complexMatrix {
	given := m.part(m.rows, m.cols)
	for _, bit := range []float64{0, 0x1p-26, 0x1p-20} {
		a := given.part(m.rows, m.cols)
		for i := range a.rows {
			a.set(i, i, a.at(i, i)*complex(1+float64(i)*bit, 0))
		}
		values, v, ok := a.eigen()
		if !ok {
			continue
		}
		back, ok := v.composed(values, func(z complex128) complex128 { return z })
		if !ok || back.distance(given) > (1e-10+4*bit)*given.norm()*float64(given.rows) {
			continue
		}
		if y, ok := v.composed(values, cmplx.Log); ok {
			return y
		}
	}
	throwRun("MatrixLogarithm", "the logarithm could not be computed. The input might not be valid.")
	return nil
}

// composed is v·diag(f(values))·v⁻¹.
func (v *complexMatrix) composed(values []complex128, f func(z complex128) complex128) (y *complexMatrix, ok bool) {
	scaled := v.part(v.rows, v.cols)
	for i := range v.rows {
		for j := range v.cols {
			scaled.set(i, j, v.at(i, j)*f(values[j]))
		}
	}
	// y·v = scaled is solved as vᴴ·yᴴ = scaledᴴ.
	if y, ok = v.adjoint().solve(scaled.adjoint()); !ok {
		return nil, false
	}
	return y.adjoint(), true
}

func (m *complexMatrix) distance(b *complexMatrix) float64 {
	d := newComplexMatrix(m.rows, m.cols)
	for i := range d.d {
		d.d[i] = m.d[i] - b.d[i]
	}
	return d.norm()
}

func (m *complexMatrix) norm() float64 {
	sum := 0.0
	for _, v := range m.d {
		sum = math.Hypot(sum, cmplx.Abs(v))
	}
	return sum
}

// gradEig follows Boeddeker et al. (2017): eigenvectors have a gradient up to
// their phase.
func gradEig(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	e, v := out[0], out[1]
	left := s.Adjoint(v)
	g := s.fillGrads(out, gout)
	middle := s.Diag(g[0], DiagSpec{Rows: -1, Cols: -1})
	if gout[1] != nil {
		product := s.MatMul(left, g[1], false, false)
		along := s.Cast(s.Real(s.DiagPart(product, DiagSpec{})), product.DType())
		rest := s.Sub(product, s.MatMul(s.MatMul(left, v, false, false), s.Diag(along, DiagSpec{Rows: -1, Cols: -1}), false, false))
		middle = s.Add(middle, s.Mul(s.Conj(s.inverseGaps(e, e)), rest))
	}
	return []*Tensor{s.Cast(s.Solve(left, s.MatMul(middle, left, false, false), false), in[0].DType())}
}

// Eig is the eigenvalues and eigenvectors (columns) of square matrices, which
// are complex.
func (s *Scope) Eig(x *Tensor) (values, vectors *Tensor) {
	out := s.Apply(opEig, nil, x)
	return out[0], out[1]
}

// Logm is the logarithm of complex square matrices.
func (s *Scope) Logm(x *Tensor) *Tensor { return s.Apply1(opLogm, nil, x) }
