package tensor

import (
	"math"
	"math/cmplx"
)

// jacobiColumns is how many columns a matrix has at most whose singular values
// TensorFlow finds by Jacobi's two-sided method; it decides the signs.
const jacobiColumns = 15

// rotation turns two rows or columns: J = (c, s*; -s, c*).
type rotation struct{ c, s complex128 }

func (r rotation) adjoint() rotation { return rotation{cmplx.Conj(r.c), -r.s} }

func (r rotation) transpose() rotation { return rotation{r.c, -cmplx.Conj(r.s)} }

func (r rotation) times(o rotation) rotation {
	return rotation{r.c*o.c - cmplx.Conj(r.s)*o.s, cmplx.Conj(r.c*cmplx.Conj(o.s) + cmplx.Conj(r.s)*cmplx.Conj(o.c))}
}

// turnRows is J·m for rows p and q.
func (m *complexMatrix) turnRows(p, q int, r rotation) {
	for j := range m.cols {
		x, y := m.at(p, j), m.at(q, j)
		m.set(p, j, r.c*x+cmplx.Conj(r.s)*y)
		m.set(q, j, cmplx.Conj(r.c)*y-r.s*x)
	}
}

// turnColumns is m·J for columns p and q.
func (m *complexMatrix) turnColumns(p, q int, r rotation) {
	for i := range m.rows {
		x, y := m.at(i, p), m.at(i, q)
		m.set(i, p, r.c*x-r.s*y)
		m.set(i, q, cmplx.Conj(r.s)*x+cmplx.Conj(r.c)*y)
	}
}

func (m *complexMatrix) scaleRow(i int, v complex128) {
	for j := range m.cols {
		m.set(i, j, m.at(i, j)*v)
	}
}

func (m *complexMatrix) scaleColumn(j int, v complex128) {
	for i := range m.rows {
		m.set(i, j, m.at(i, j)*v)
	}
}

func (m *complexMatrix) swapColumns(p, q int) {
	for i := range m.rows {
		x, y := m.at(i, p), m.at(i, q)
		m.set(i, p, y)
		m.set(i, q, x)
	}
}

// maxAbs is the largest absolute value, 1 for a matrix of zeros.
func (m *complexMatrix) maxAbs() float64 {
	top := 0.0
	for _, v := range m.d {
		top = max(top, cmplx.Abs(v))
	}
	if top == 0 {
		return 1
	}
	return top
}

// smallestNormal is below what counts as zero in decompositions.
const smallestNormal = 0x1p-1022

// jacobiSVD is a decomposition in progress: u·w·vᴴ is the matrix, and w becomes
// diagonal.
type jacobiSVD struct {
	w, u, v *complexMatrix
	top     float64 // the largest value of the diagonal so far
	eps     float64 // of the dtype
}

// svd is the singular values, descending, and both sides. full asks for square
// u and v; eps is the precision of the dtype. The signs are those of
// TensorFlow, whose library Eigen takes these steps in this order.
func (m *complexMatrix) svd(full bool, eps float64) (values []float64, u, v *complexMatrix) {
	scale := m.maxAbs()
	a := m.part(m.rows, m.cols)
	for i := range a.d {
		a.d[i] /= complex(scale, 0)
	}
	j := newJacobiSVD(a, full, eps)
	for !j.sweep() {
	}
	values = j.settle()
	for i := range values {
		values[i] *= scale
	}
	return values, j.u, j.v
}

// newJacobiSVD makes a square problem of the matrix by a QR decomposition.
func newJacobiSVD(a *complexMatrix, full bool, eps float64) *jacobiSVD {
	k := min(a.rows, a.cols)
	j := &jacobiSVD{eps: eps}
	part := func(q *complexMatrix) *complexMatrix {
		if full {
			return q
		}
		return q.part(q.rows, k)
	}
	switch {
	case a.rows > a.cols:
		q, r, perm := a.qrPivoted()
		j.w, j.u, j.v = r.part(k, k), part(q), permutationMatrix(perm)
	case a.rows < a.cols:
		q, r, perm := a.adjoint().qrPivoted()
		j.w, j.u, j.v = r.part(k, k).adjoint(), permutationMatrix(perm), part(q)
	default:
		j.w, j.u, j.v = a, complexIdentity(k), complexIdentity(k)
	}
	for i := range k {
		j.top = max(j.top, cmplx.Abs(j.w.at(i, i)))
	}
	return j
}

func permutationMatrix(perm []int) *complexMatrix {
	m := newComplexMatrix(len(perm), len(perm))
	for j, i := range perm {
		m.set(i, j, 1)
	}
	return m
}

// sweep treats every pair of rows and columns once. done tells that there was
// nothing to do.
func (j *jacobiSVD) sweep() (done bool) {
	done = true
	for p := 1; p < j.w.rows; p++ {
		for q := range p {
			if !j.coupled(p, q, 2*j.eps) {
				continue
			}
			done = false
			if !j.makeReal(p, q) {
				continue
			}
			left, right := realSVD2(real(j.w.at(p, p)), real(j.w.at(p, q)), real(j.w.at(q, p)), real(j.w.at(q, q)))
			j.w.turnRows(p, q, left)
			j.u.turnColumns(p, q, left.transpose())
			j.w.turnColumns(p, q, right)
			j.v.turnColumns(p, q, right)
			j.noteTop(p, q)
		}
	}
	return done
}

func (j *jacobiSVD) noteTop(p, q int) {
	j.top = max(j.top, cmplx.Abs(j.w.at(p, p)), cmplx.Abs(j.w.at(q, q)))
}

func (j *jacobiSVD) coupled(p, q int, precision float64) bool {
	limit := max(smallestNormal, precision*j.top)
	return cmplx.Abs(j.w.at(p, q)) > limit || cmplx.Abs(j.w.at(q, p)) > limit
}

// makeReal makes the block of rows and columns p and q of a complex matrix
// real, and tells whether it is not diagonal then.
func (j *jacobiSVD) makeReal(p, q int) bool {
	w := j.w
	if imag(w.at(p, p)) == 0 && imag(w.at(p, q)) == 0 && imag(w.at(q, p)) == 0 && imag(w.at(q, q)) == 0 && w.real() {
		return true
	}
	phase := func(v complex128) complex128 { return complex(cmplx.Abs(v), 0) / v }
	n := math.Hypot(cmplx.Abs(w.at(p, p)), cmplx.Abs(w.at(q, p)))
	if n == 0 {
		w.set(p, p, 0)
		w.set(q, p, 0)
		if v := w.at(p, q); math.Abs(imag(v)) > smallestNormal {
			w.scaleRow(p, phase(v))
			j.u.scaleColumn(p, cmplx.Conj(phase(v)))
		}
	} else {
		r := rotation{cmplx.Conj(w.at(p, p)) / complex(n, 0), w.at(q, p) / complex(n, 0)}
		w.turnRows(p, q, r)
		j.u.turnColumns(p, q, r.adjoint())
		if v := w.at(p, q); math.Abs(imag(v)) > smallestNormal {
			w.scaleColumn(q, phase(v))
			j.v.scaleColumn(q, phase(v))
		}
	}
	if v := w.at(q, q); math.Abs(imag(v)) > smallestNormal {
		w.scaleRow(q, phase(v))
		j.u.scaleColumn(q, cmplx.Conj(phase(v)))
	}
	j.noteTop(p, q)
	return j.coupled(p, q, j.eps)
}

// real reports whether no element has an imaginary part.
func (m *complexMatrix) real() bool {
	for _, v := range m.d {
		if imag(v) != 0 {
			return false
		}
	}
	return true
}

// realSVD2 is the rotations that make the matrix (a, b; c, d) diagonal from
// both sides.
func realSVD2(a, b, c, d float64) (left, right rotation) {
	first := rotation{1, 0} // makes the matrix symmetric
	if skew := c - b; math.Abs(skew) >= smallestNormal {
		u := (a + d) / skew
		h := math.Sqrt(1 + u*u)
		first = rotation{complex(u/h, 0), complex(1/h, 0)}
	}
	m := &complexMatrix{2, 2, []complex128{complex(a, 0), complex(b, 0), complex(c, 0), complex(d, 0)}}
	m.turnRows(0, 1, first)
	right = symmetricRotation(real(m.at(0, 0)), real(m.at(0, 1)), real(m.at(1, 1)))
	return first.times(right.transpose()), right
}

// symmetricRotation is the J for which Jᴴ·(x, y; y, z)·J is diagonal.
func symmetricRotation(x, y, z float64) rotation {
	if 2*math.Abs(y) < smallestNormal {
		return rotation{1, 0}
	}
	tau := (x - z) / (2 * math.Abs(y))
	w := math.Sqrt(tau*tau + 1)
	t := 1 / (tau - w)
	if tau > 0 {
		t = 1 / (tau + w)
	}
	n := 1 / math.Sqrt(t*t+1)
	s := math.Abs(t) * n
	if t > 0 == (y > 0) {
		s = -s
	}
	return rotation{complex(n, 0), complex(s, 0)}
}

// settle makes the diagonal positive and orders it.
func (j *jacobiSVD) settle() []float64 {
	values := make([]float64, j.w.rows)
	for i := range values {
		v := j.w.at(i, i)
		values[i] = cmplx.Abs(v)
		switch {
		case math.Abs(imag(v)) > smallestNormal:
			j.u.scaleColumn(i, v/complex(values[i], 0))
		case real(v) < 0:
			j.u.scaleColumn(i, -1)
		}
	}
	for i := range values {
		best := i
		for k := i + 1; k < len(values); k++ {
			if values[k] > values[best] {
				best = k
			}
		}
		if best != i && values[best] > 0 {
			values[i], values[best] = values[best], values[i]
			j.u.swapColumns(i, best)
			j.v.swapColumns(i, best)
		}
	}
	return values
}
