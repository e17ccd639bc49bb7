package tensor

import (
	"math"
	"math/cmplx"
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
