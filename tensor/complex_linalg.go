package tensor

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"
)

// complexMatrixOps are the functions of complex matrices that ops on matrices
// have besides those of real ones, by op: they compute matrix b of a batch.
var complexMatrixOps = map[string]func(a *matrixAttr, in, out []*Array, b int){
	"MatrixInverse": func(a *matrixAttr, in, out []*Array, b int) {
		m := complexMatrixAt(in[0], b)
		x, ok := m.adjointIf(a.adjoint).solve(complexIdentity(m.rows))
		if !ok {
			throwRun("MatrixInverse", "Input is not invertible.")
		}
		setComplexMatrix(out[0], b, x)
	},
	"MatrixDeterminant": func(a *matrixAttr, in, out []*Array, b int) {
		sign, log := complexLogDet(complexMatrixAt(in[0], b))
		out[0].setComplex(b, sign*complex(math.Exp(log), 0))
	},
	"LogMatrixDeterminant": func(a *matrixAttr, in, out []*Array, b int) {
		sign, log := complexLogDet(complexMatrixAt(in[0], b))
		out[0].setComplex(b, sign)
		out[1].setComplex(b, complex(log, 0))
	},
	"MatrixSolve": func(a *matrixAttr, in, out []*Array, b int) {
		x, ok := complexMatrixAt(in[0], b).adjointIf(a.adjoint).solve(complexMatrixAt(in[1], b))
		if !ok {
			throwRun("MatrixSolve", "Input matrix is not invertible.")
		}
		setComplexMatrix(out[0], b, x)
	},
	"MatrixTriangularSolve": func(a *matrixAttr, in, out []*Array, b int) {
		m, x := complexMatrixAt(in[0], b).adjointIf(a.adjoint), complexMatrixAt(in[1], b)
		for i := range m.rows {
			if m.at(i, i) == 0 {
				throwRun("MatrixTriangularSolve", "Input matrix is not invertible.")
			}
		}
		m.substitute(x, a.lower != a.adjoint, false)
		setComplexMatrix(out[0], b, x)
	},
	"Cholesky": func(a *matrixAttr, in, out []*Array, b int) {
		setComplexMatrix(out[0], b, complexMatrixAt(in[0], b).cholesky())
	},
	"Lu": func(a *matrixAttr, in, out []*Array, b int) {
		m := complexMatrixAt(in[0], b)
		perm, _, ok := m.factor()
		if !ok {
			throwRun("Lu", "Input is not invertible.")
		}
		setComplexMatrix(out[0], b, m)
		for i, p := range perm {
			out[1].setInt(b*len(perm)+i, int64(p))
		}
	},
	"Qr": func(a *matrixAttr, in, out []*Array, b int) {
		q, r := complexMatrixAt(in[0], b).qr()
		k := out[0].shape[out[0].Rank()-1]
		setComplexMatrix(out[0], b, q.part(q.rows, k))
		setComplexMatrix(out[1], b, r.part(k, r.cols))
	},
	"SelfAdjointEigV2": func(a *matrixAttr, in, out []*Array, b int) {
		values, vectors := complexMatrixAt(in[0], b).eigenHermitian()
		for i, v := range values {
			out[0].setComplex(b*len(values)+i, complex(v, 0))
		}
		setComplexMatrix(out[1], b, vectors)
	},
	"Svd": func(a *matrixAttr, in, out []*Array, b int) {
		values, u, v := complexMatrixAt(in[0], b).svd(a.full)
		for i, s := range values {
			out[0].setFloat(b*len(values)+i, s)
		}
		setComplexMatrix(out[1], b, u)
		setComplexMatrix(out[2], b, v)
	},
}

// withComplexMatrices gives an op on matrices what [complexMatrixOps] has for
// it.
func withComplexMatrices(op *Op) *Op {
	eval, matrix := op.Eval, complexMatrixOps[op.Name]
	op.Eval = func(c *Call, in, out []*Array) {
		if !in[0].dtype.IsComplex() {
			eval(c, in, out)
			return
		}
		a, _ := c.Attr.(*matrixAttr)
		for b := range batchCount(in[len(in)-1]) {
			matrix(a, in, out, b)
		}
	}
	return op
}

// realGradient refuses complex matrices, for which the gradient of a
// decomposition is left out.
func realGradient(grad func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor) func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
	return func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		if in[0].DType().IsComplex() {
			Throwf("NotImplementedError", "the gradient of %s is left out for complex matrices", c.Op.Name)
		}
		return grad(s, c, in, out, gout)
	}
}

func (m *complexMatrix) adjointIf(on bool) *complexMatrix {
	if on {
		return m.adjoint()
	}
	return m
}

// part copies the first rows and columns out.
func (m *complexMatrix) part(rows, cols int) *complexMatrix {
	y := newComplexMatrix(rows, cols)
	for i := range rows {
		copy(y.d[i*cols:(i+1)*cols], m.d[i*m.cols:])
	}
	return y
}

// complexLogDet is the determinant by its direction and the logarithm of its
// absolute value. m is lost.
func complexLogDet(m *complexMatrix) (sign complex128, log float64) {
	_, odd, ok := m.factor()
	if !ok {
		return 0, math.Inf(-1)
	}
	sign = 1
	if odd {
		sign = -1
	}
	for i := range m.rows {
		v := m.at(i, i)
		sign *= complexSign(v)
		log += math.Log(cmplx.Abs(v))
	}
	return sign, log
}

// eigenHermitian is the eigenvalues, ascending, and eigenvectors of a Hermitian
// matrix, of which the lower triangle counts, by Jacobi's rotations.
func (m *complexMatrix) eigenHermitian() (values []float64, vectors *complexMatrix) {
	n := m.rows
	a, v := newComplexMatrix(n, n), complexIdentity(n)
	for i := range n {
		a.set(i, i, complex(real(m.at(i, i)), 0))
		for j := range i {
			a.set(i, j, m.at(i, j))
			a.set(j, i, cmplx.Conj(m.at(i, j)))
		}
	}
	for range maxSweeps {
		if a.sweepHermitian(v) {
			break
		}
	}
	values = make([]float64, n)
	for i := range n {
		values[i] = real(a.at(i, i))
	}
	order := sortedOrder(values, false)
	return picked(values, order), v.columns(order)
}

// maxSweeps bounds the rounds of Jacobi's methods, which take fewer than ten.
const maxSweeps = 60

// sortedOrder is the order of the values by size.
func sortedOrder(values []float64, descending bool) []int {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if descending {
			i, j = j, i
		}
		return cmp.Compare(values[i], values[j])
	})
	return order
}

func picked(values []float64, order []int) []float64 {
	out := make([]float64, len(order))
	for k, i := range order {
		out[k] = values[i]
	}
	return out
}

// sweepHermitian rotates every pair of axes once, and v with them. done tells
// that there was nothing to do.
func (a *complexMatrix) sweepHermitian(v *complexMatrix) (done bool) {
	done = true
	for p := range a.rows {
		for q := p + 1; q < a.rows; q++ {
			off := a.at(p, q)
			size := cmplx.Abs(off)
			if size <= 1e-17*math.Sqrt(math.Abs(real(a.at(p, p))*real(a.at(q, q)))) || size < 1e-300 {
				continue
			}
			done = false
			c, s := jacobiRotation(real(a.at(p, p)), real(a.at(q, q)), size)
			phase := off / complex(size, 0)
			a.rotateColumns(p, q, c, s, phase)
			a.rotateRows(p, q, c, s, phase)
			a.set(p, q, 0)
			a.set(q, p, 0)
			v.rotateColumns(p, q, c, s, phase)
		}
	}
	return done
}

// jacobiRotation is the cosine and sine of the rotation that makes the matrix
// (app, apq; apq, aqq) diagonal.
func jacobiRotation(app, aqq, apq float64) (c, s float64) {
	theta := (aqq - app) / (2 * apq)
	t := 1 / (math.Abs(theta) + math.Sqrt(theta*theta+1))
	if theta < 0 {
		t = -t
	}
	c = 1 / math.Sqrt(t*t+1)
	return c, t * c
}

// rotateColumns turns columns p and q into c·p - s·q·phase* and s·p·phase + c·q.
func (m *complexMatrix) rotateColumns(p, q int, c, s float64, phase complex128) {
	for i := range m.rows {
		x, y := m.at(i, p), m.at(i, q)
		m.set(i, p, complex(c, 0)*x-complex(s, 0)*cmplx.Conj(phase)*y)
		m.set(i, q, complex(s, 0)*phase*x+complex(c, 0)*y)
	}
}

// rotateRows is the adjoint of rotateColumns, from the left.
func (m *complexMatrix) rotateRows(p, q int, c, s float64, phase complex128) {
	for j := range m.cols {
		x, y := m.at(p, j), m.at(q, j)
		m.set(p, j, complex(c, 0)*x-complex(s, 0)*phase*y)
		m.set(q, j, complex(s, 0)*cmplx.Conj(phase)*x+complex(c, 0)*y)
	}
}

// columns is the columns of m in another order.
func (m *complexMatrix) columns(order []int) *complexMatrix {
	y := newComplexMatrix(m.rows, len(order))
	for i := range m.rows {
		for k, j := range order {
			y.set(i, k, m.at(i, j))
		}
	}
	return y
}

// svd is the singular values, descending, and both sides, by the one-sided
// method of Hestenes. full asks for square u and v.
func (m *complexMatrix) svd(full bool) (values []float64, u, v *complexMatrix) {
	if m.rows < m.cols {
		values, v, u = m.adjoint().svd(full)
		return values, u, v
	}
	a, right := m.part(m.rows, m.cols), complexIdentity(m.cols)
	for range maxSweeps {
		if a.sweepColumns(right) {
			break
		}
	}
	values = make([]float64, m.cols)
	for j := range m.cols {
		for i := range m.rows {
			values[j] = math.Hypot(values[j], cmplx.Abs(a.at(i, j)))
		}
	}
	order := sortedOrder(values, true)
	values, v = picked(values, order), right.columns(order)
	u = a.columns(order)
	for j, s := range values {
		for i := range u.rows {
			if s > 0 {
				u.set(i, j, u.at(i, j)/complex(s, 0))
			}
		}
	}
	if full && u.rows > u.cols {
		u = u.completed()
	}
	return values, u, v
}

// sweepColumns makes every pair of columns orthogonal once; v turns with them.
func (a *complexMatrix) sweepColumns(v *complexMatrix) (done bool) {
	done = true
	for p := range a.cols {
		for q := p + 1; q < a.cols; q++ {
			var pp, qq float64
			var pq complex128
			for i := range a.rows {
				x, y := a.at(i, p), a.at(i, q)
				pp += real(x)*real(x) + imag(x)*imag(x)
				qq += real(y)*real(y) + imag(y)*imag(y)
				pq += cmplx.Conj(x) * y
			}
			size := cmplx.Abs(pq)
			if size <= 1e-16*math.Sqrt(pp*qq) || size < 1e-300 {
				continue
			}
			done = false
			c, s := jacobiRotation(pp, qq, size)
			phase := pq / complex(size, 0)
			a.rotateColumns(p, q, c, s, phase)
			v.rotateColumns(p, q, c, s, phase)
		}
	}
	return done
}

// completed adds orthonormal columns until the matrix is square.
func (m *complexMatrix) completed() *complexMatrix {
	q, r := m.qr()
	for j := range m.cols {
		for i := range m.rows {
			q.set(i, j, q.at(i, j)*complexSign(r.at(j, j)))
		}
	}
	return q
}
