package tensor

import (
	"math"
	"math/cmplx"
)

// eigenHermitian is the eigenvalues, ascending, and eigenvectors of a Hermitian
// matrix, of which the lower triangle counts; eps is the precision of the
// dtype. The signs are those of TensorFlow, whose library Eigen takes these
// steps in this order.
func (m *complexMatrix) eigenHermitian(eps float64) (values []float64, vectors *complexMatrix) {
	n := m.rows
	a := newComplexMatrix(n, n)
	for i := range n {
		a.set(i, i, complex(real(m.at(i, i)), 0))
		for j := range i {
			a.set(i, j, m.at(i, j))
			a.set(j, i, cmplx.Conj(m.at(i, j)))
		}
	}
	scale := a.maxAbs()
	for i := range a.d {
		a.d[i] /= complex(scale, 0)
	}
	t := &tridiagonal{q: complexIdentity(n), eps: eps}
	for k := range n - 1 {
		if v, tau, beta := a.householder(k+1, k); v != nil {
			a.reflect(v, tau, k+1)
			a.reflectRight(v, cmplx.Conj(tau), k+1)
			a.set(k+1, k, complex(beta, 0))
			t.q.reflectRight(v, cmplx.Conj(tau), k+1)
		}
	}
	for i := range n {
		t.diag = append(t.diag, real(a.at(i, i)))
		if i > 0 {
			t.sub = append(t.sub, real(a.at(i, i-1)))
		}
	}
	if !t.solve() {
		throwRun("SelfAdjointEigV2", "Self-adjoint eigen decomposition was not successful. The input might not be valid.")
	}
	t.sort()
	for i := range t.diag {
		t.diag[i] *= scale
	}
	return t.diag, t.q
}

// tridiagonal is a symmetric matrix q·T·qᴴ with diag on the diagonal of T and
// sub beside it.
type tridiagonal struct {
	diag, sub []float64
	q         *complexMatrix
	eps       float64
}

// solve makes T diagonal by steps of the implicit QR algorithm. ok is false
// when they do not converge.
func (t *tridiagonal) solve() (ok bool) {
	const stepsPerRow = 30
	start, end := 0, len(t.diag)-1
	for steps := 0; end > 0; {
		for i := start; i < end; i++ {
			if e := t.sub[i] / t.eps; math.Abs(t.sub[i]) < smallestNormal || e*e <= math.Abs(t.diag[i])+math.Abs(t.diag[i+1]) {
				t.sub[i] = 0
			}
		}
		for end > 0 && t.sub[end-1] == 0 {
			end--
		}
		if end <= 0 {
			return true
		}
		if steps++; steps > stepsPerRow*len(t.diag) {
			return false
		}
		start = end - 1
		for start > 0 && t.sub[start-1] != 0 {
			start--
		}
		t.step(start, end)
	}
	return true
}

// step is one implicit QR step on rows from start to end.
func (t *tridiagonal) step(start, end int) {
	d, e := t.diag, t.sub
	x, z := d[start]-wilkinsonShift(d[end-1], d[end], e[end-1]), e[start]
	for k := start; k < end && z != 0; k++ {
		c, s := givens(x, z)
		sdk := s*d[k] + c*e[k]
		next := s*e[k] + c*d[k+1]
		d[k] = c*(c*d[k]-s*e[k]) - s*(c*e[k]-s*d[k+1])
		d[k+1] = s*sdk + c*next
		e[k] = c*sdk - s*next
		if k > start {
			e[k-1] = c*e[k-1] - s*z
		}
		x = e[k]
		if k < end-1 {
			z = -s * e[k+1]
			e[k+1] *= c
		}
		t.q.turnColumns(k, k+1, rotation{complex(c, 0), complex(s, 0)})
	}
}

// wilkinsonShift is the eigenvalue of (a, e; e, b) that is nearer to b.
func wilkinsonShift(a, b, e float64) float64 {
	half := (a - b) / 2
	if half == 0 {
		return b - math.Abs(e)
	}
	if e == 0 {
		return b
	}
	h := math.Copysign(math.Hypot(half, e), half)
	if e*e == 0 {
		return b - e/((half+h)/e)
	}
	return b - e*e/(half+h)
}

// givens is the cosine and sine of the rotation that takes (p, q) to (r, 0).
func givens(p, q float64) (c, s float64) {
	switch {
	case q == 0:
		return math.Copysign(1, p), 0
	case p == 0:
		return 0, math.Copysign(1, -q)
	case math.Abs(p) > math.Abs(q):
		t := q / p
		c = 1 / math.Copysign(math.Sqrt(1+t*t), p)
		return c, -t * c
	}
	t := p / q
	s = -1 / math.Copysign(math.Sqrt(1+t*t), q)
	return -t * s, s
}

// sort puts the eigenvalues in ascending order.
func (t *tridiagonal) sort() {
	for i := range t.diag {
		least := i
		for k := i + 1; k < len(t.diag); k++ {
			if t.diag[k] < t.diag[least] {
				least = k
			}
		}
		if least != i {
			t.diag[i], t.diag[least] = t.diag[least], t.diag[i]
			t.q.swapColumns(i, least)
		}
	}
}
