package tensor

import (
	"math"
	"math/cmplx"
)

// complexMatrix is a matrix of complex numbers, row by row.
type complexMatrix struct {
	rows, cols int
	d          []complex128
}

func newComplexMatrix(rows, cols int) *complexMatrix {
	return &complexMatrix{rows, cols, make([]complex128, rows*cols)}
}

func (m *complexMatrix) at(i, j int) complex128     { return m.d[i*m.cols+j] }
func (m *complexMatrix) set(i, j int, v complex128) { m.d[i*m.cols+j] = v }

// complexMatrixAt copies matrix b of x out.
func complexMatrixAt(x *Array, b int) *complexMatrix {
	r := x.Rank()
	m := newComplexMatrix(x.shape[r-2], x.shape[r-1])
	for i := range m.d {
		m.d[i] = x.Complex(b*len(m.d) + i)
	}
	return m
}

// setComplex sets element i of a contiguous complex array.
func (a *Array) setComplex(i int, v complex128) {
	switch d := a.buf.(type) {
	case []complex64:
		d[a.offset+i] = complex64(v)
	case []complex128:
		d[a.offset+i] = v
	}
}

// setNumber sets element i of a contiguous array of floats or complex numbers.
func (a *Array) setNumber(i int, v complex128) {
	if a.dtype.IsComplex() {
		a.setComplex(i, v)
	} else {
		a.setFloat(i, real(v))
	}
}

// setComplexMatrix stores m as matrix b of y.
func setComplexMatrix(y *Array, b int, m *complexMatrix) {
	for i, v := range m.d {
		y.setNumber(b*len(m.d)+i, v)
	}
}

func complexIdentity(n int) *complexMatrix {
	m := newComplexMatrix(n, n)
	for i := range n {
		m.set(i, i, 1)
	}
	return m
}

// adjoint is the conjugate transpose.
func (m *complexMatrix) adjoint() *complexMatrix {
	t := newComplexMatrix(m.cols, m.rows)
	for i := range m.rows {
		for j := range m.cols {
			t.set(j, i, cmplx.Conj(m.at(i, j)))
		}
	}
	return t
}

func (m *complexMatrix) mul(b *complexMatrix) *complexMatrix {
	y := newComplexMatrix(m.rows, b.cols)
	for i := range m.rows {
		for k, v := range m.d[i*m.cols : (i+1)*m.cols] {
			for j, w := range b.d[k*b.cols : (k+1)*b.cols] {
				y.d[i*y.cols+j] += v * w
			}
		}
	}
	return y
}

// factor replaces a square matrix by both of its triangular factors, found
// with partial pivoting. perm is the order of the rows, odd whether it takes an
// odd number of exchanges. ok is false for a singular matrix.
func (m *complexMatrix) factor() (perm []int, odd, ok bool) {
	n := m.rows
	perm = make([]int, n)
	for i := range perm {
		perm[i] = i
	}
	for k := range n {
		p := k
		for i := k + 1; i < n; i++ {
			if cmplx.Abs(m.at(i, k)) > cmplx.Abs(m.at(p, k)) {
				p = i
			}
		}
		if m.at(p, k) == 0 {
			return perm, odd, false
		}
		if p != k {
			odd = !odd
			perm[p], perm[k] = perm[k], perm[p]
			for j := range n {
				v, w := m.at(p, j), m.at(k, j)
				m.set(p, j, w)
				m.set(k, j, v)
			}
		}
		for i := k + 1; i < n; i++ {
			f := m.at(i, k) / m.at(k, k)
			m.set(i, k, f)
			for j := k + 1; j < n; j++ {
				m.set(i, j, m.at(i, j)-f*m.at(k, j))
			}
		}
	}
	return perm, odd, true
}

// solve is x with m·x = b; ok is false for a singular matrix. m is lost.
func (m *complexMatrix) solve(b *complexMatrix) (x *complexMatrix, ok bool) {
	perm, _, ok := m.factor()
	if !ok {
		return nil, false
	}
	x = newComplexMatrix(b.rows, b.cols)
	for i, p := range perm {
		copy(x.d[i*b.cols:(i+1)*b.cols], b.d[p*b.cols:(p+1)*b.cols])
	}
	m.substitute(x, true, true)
	m.substitute(x, false, false)
	return x, true
}

// substitute solves for a triangle of m, in place; unit says that its diagonal
// counts as ones.
func (m *complexMatrix) substitute(x *complexMatrix, lower, unit bool) {
	n := m.rows
	for step := range n {
		i := step
		if !lower {
			i = n - 1 - step
		}
		for j := range x.cols {
			v := x.at(i, j)
			for before := range step {
				k := before
				if !lower {
					k = n - 1 - before
				}
				v -= m.at(i, k) * x.at(k, j)
			}
			if !unit {
				v /= m.at(i, i)
			}
			x.set(i, j, v)
		}
	}
}

// cholesky is the lower factor of a Hermitian matrix, of which the lower
// triangle counts; NaN when it is not positive definite.
func (m *complexMatrix) cholesky() *complexMatrix {
	l := newComplexMatrix(m.rows, m.rows)
	for j := range m.rows {
		for i := j; i < m.rows; i++ {
			v := m.at(i, j)
			for k := range j {
				v -= l.at(i, k) * cmplx.Conj(l.at(j, k))
			}
			if i > j {
				l.set(i, j, v/l.at(j, j))
				continue
			}
			if !(real(v) > 0) {
				v = cmplx.NaN()
			}
			l.set(i, i, complex(math.Sqrt(real(v)), 0))
		}
	}
	return l
}

// qr is the factors by Householder's reflections, a full square q; the diagonal
// of r is real.
func (m *complexMatrix) qr() (q, r *complexMatrix) {
	r = m.part(m.rows, m.cols)
	q = complexIdentity(m.rows)
	for k := range min(m.rows, m.cols) {
		r.eliminate(k, q)
	}
	return q, r
}

// qrPivoted is qr of the matrix with its columns in the order perm, in which
// the longest remaining one comes next.
func (m *complexMatrix) qrPivoted() (q, r *complexMatrix, perm []int) {
	r = m.part(m.rows, m.cols)
	q = complexIdentity(m.rows)
	perm = make([]int, m.cols)
	for j := range perm {
		perm[j] = j
	}
	for k := range min(m.rows, m.cols) {
		longest, best := k, -1.0
		for j := k; j < m.cols; j++ {
			if n := r.columnNorm(k, j); n > best {
				longest, best = j, n
			}
		}
		perm[k], perm[longest] = perm[longest], perm[k]
		r.swapColumns(k, longest)
		r.eliminate(k, q)
	}
	return q, r, perm
}

// columnNorm is the length of column j from row i on.
func (m *complexMatrix) columnNorm(i, j int) float64 {
	n := 0.0
	for ; i < m.rows; i++ {
		n = math.Hypot(n, cmplx.Abs(m.at(i, j)))
	}
	return n
}

// eliminate reflects column k so that it is zero below the diagonal; q takes
// the reflection up.
func (m *complexMatrix) eliminate(k int, q *complexMatrix) {
	v, tau, beta := m.householder(k, k)
	if v == nil {
		return
	}
	m.reflect(v, tau, k)
	q.reflectRight(v, cmplx.Conj(tau), k)
	for i := k + 1; i < m.rows; i++ {
		m.set(i, k, 0)
	}
	m.set(k, k, complex(beta, 0))
}

// householder is the reflection 1 - tau·v·vᴴ that takes column j from row i on
// to (beta, 0, …); v is nil when there is nothing to do.
func (m *complexMatrix) householder(i, j int) (v []complex128, tau complex128, beta float64) {
	head := m.at(i, j)
	if m.columnNorm(i+1, j) == 0 && imag(head) == 0 {
		return nil, 0, real(head)
	}
	beta = m.columnNorm(i, j)
	if real(head) >= 0 {
		beta = -beta
	}
	v = make([]complex128, m.rows)
	v[i] = 1
	for k := i + 1; k < m.rows; k++ {
		v[k] = m.at(k, j) / (head - complex(beta, 0))
	}
	return v, cmplx.Conj((complex(beta, 0) - head) / complex(beta, 0)), beta
}

// reflect is m - tau·v·vᴴ·m in place, for a v that begins at row from.
func (m *complexMatrix) reflect(v []complex128, tau complex128, from int) {
	for j := range m.cols {
		var dot complex128
		for i := from; i < m.rows; i++ {
			dot += cmplx.Conj(v[i]) * m.at(i, j)
		}
		for i := from; i < m.rows; i++ {
			m.set(i, j, m.at(i, j)-tau*v[i]*dot)
		}
	}
}

// reflectRight is m - tau·m·v·vᴴ in place.
func (m *complexMatrix) reflectRight(v []complex128, tau complex128, from int) {
	for i := range m.rows {
		var dot complex128
		for j := from; j < m.cols; j++ {
			dot += m.at(i, j) * v[j]
		}
		for j := from; j < m.cols; j++ {
			m.set(i, j, m.at(i, j)-tau*dot*cmplx.Conj(v[j]))
		}
	}
}
