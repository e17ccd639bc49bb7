package tensor

import (
	"strconv"

	"gonum.org/v1/gonum/mat"
)

// matrixAttr is the attribute of the ops on matrices; each uses what it needs.
type matrixAttr struct {
	adjoint bool
	lower   bool
	full    bool // full_matrices of QR and SVD
	values  bool // only eigenvalues or singular values are wanted
}

// nodeAttrs are the attributes of TensorFlow's ops of these that have any.
func (a *matrixAttr) nodeAttrs() nodeAttrs {
	only := strconv.FormatBool(!a.values)
	return nodeAttrs{"adjoint": strconv.FormatBool(a.adjoint), "lower": strconv.FormatBool(a.lower), "full_matrices": strconv.FormatBool(a.full), "compute_uv": only, "compute_v": only}
}

// lastMatrix is the shape of the matrices in the last two axes; op names the
// op in the message for a tensor that has none.
func lastMatrix(sp Spec, op string) (rows, cols int) {
	r := len(sp.Shape)
	if r < 2 {
		throwRun(op, "Input must be a batch of matrices, but got shape %s", shapeBrackets(sp.Shape))
	}
	return sp.Shape[r-2], sp.Shape[r-1]
}

// squareMatrix is lastMatrix for square matrices only.
func squareMatrix(sp Spec, op string) int {
	rows, cols := lastMatrix(sp, op)
	if rows != cols && rows >= 0 && cols >= 0 {
		throwRun(op, "Input matrix must be square.")
	}
	return rows
}

// matrixAt copies matrix b of x out as float64.
func matrixAt(x *Array, b int) *mat.Dense {
	r := x.Rank()
	rows, cols := x.shape[r-2], x.shape[r-1]
	d := make([]float64, rows*cols)
	for i := range d {
		d[i] = x.Float(b*rows*cols + i)
	}
	return mat.NewDense(rows, cols, d)
}

// setMatrix stores m as matrix b of y.
func setMatrix(y *Array, b int, m mat.Matrix) {
	rows, cols := m.Dims()
	for i := range rows {
		for j := range cols {
			y.setFloat((b*rows+i)*cols+j, m.At(i, j))
		}
	}
}

// batchCount is how many matrices x has; 0 when they have no elements.
func batchCount(x *Array) int {
	if x.Size() == 0 {
		return 0
	}
	return NumElements(x.shape[:x.Rank()-2])
}

var opInverse, opDet, opLogDet, opSolve, opTriangularSolve *Op

func init() {
	opInverse = withComplexMatrices(inverseOp())
	opDet = withComplexMatrices(detOp())
	opLogDet = withComplexMatrices(logDetOp())
	opSolve = withComplexMatrices(solveOp())
	opTriangularSolve = withComplexMatrices(triangularSolveOp())
}

func inverseOp() *Op {
	return &Op{
		Name: "MatrixInverse",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "MatrixInverse")
			return c.result(c.In[0])
		},
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(in[0]) {
				m := matrixAt(in[0], b)
				lu := luOf(m, "MatrixInverse")
				n, _ := m.Dims()
				inv := mat.NewDense(n, n, nil)
				if lu.SolveTo(inv, c.Attr.(*matrixAttr).adjoint, identity(n)) != nil && hasNaN(inv) {
					throwRun("MatrixInverse", "Input is not invertible.")
				}
				setMatrix(out[0], b, inv)
			}
			if out[0].dtype == Float16 {
				RoundHalf(Float16, out[0].F32())
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			y, g := out[0], gout[0]
			if c.Attr.(*matrixAttr).adjoint {
				return []*Tensor{s.Neg(s.MatMul(y, s.MatMul(s.Conj(g), y, true, false), false, false))}
			}
			y = s.Conj(y)
			return []*Tensor{s.Neg(s.MatMul(y, s.MatMul(g, y, false, true), true, false))}
		},
	}
}

func detOp() *Op {
	return &Op{
		Name: "MatrixDeterminant",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "MatrixDeterminant")
			return []Spec{{c.In[0].DType, c.In[0].Shape[:len(c.In[0].Shape)-2]}}
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(1)
			for b := range batchCount(in[0]) {
				out[0].setFloat(b, mat.Det(matrixAt(in[0], b)))
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			scale := s.ExpandDims(s.ExpandDims(s.Mul(gout[0], out[0]), -1), -1) // as TensorFlow: not conjugated
			return []*Tensor{s.Mul(scale, s.Inverse(in[0], true))}
		},
	}
}

// logDetOp gives the sign and the logarithm of the absolute value.
func logDetOp() *Op {
	return &Op{
		Name: "LogMatrixDeterminant",
		Infer: func(c *Call) []Spec {
			squareMatrix(c.In[0], "LogMatrixDeterminant")
			sp := Spec{c.In[0].DType, c.In[0].Shape[:len(c.In[0].Shape)-2]}
			return []Spec{sp, sp}
		},
		Eval: func(c *Call, in, out []*Array) {
			out[0].Fill(1)
			out[1].Fill(0)
			for b := range batchCount(in[0]) {
				log, sign := mat.LogDet(matrixAt(in[0], b))
				if log < -1e300 {
					sign = 0
				}
				out[0].setFloat(b, sign)
				out[1].setFloat(b, log)
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			if gout[1] == nil {
				return nil
			}
			scale := s.ExpandDims(s.ExpandDims(gout[1], -1), -1)
			return []*Tensor{s.Mul(scale, s.Inverse(in[0], true))}
		},
	}
}

func solveOp() *Op {
	return &Op{
		Name:  "MatrixSolve",
		Infer: inferSolve,
		Eval: func(c *Call, in, out []*Array) {
			for b := range batchCount(out[0]) {
				lu := luOf(matrixAt(in[0], b), "MatrixSolve")
				x := matrixAt(out[0], b)
				if lu.SolveTo(x, c.Attr.(*matrixAttr).adjoint, matrixAt(in[1], b)) != nil && hasNaN(x) {
					throwRun("MatrixSolve", "Input matrix is not invertible.")
				}
				setMatrix(out[0], b, x)
			}
		},
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			adjoint := c.Attr.(*matrixAttr).adjoint
			gb := s.Apply1(opSolve, &matrixAttr{adjoint: !adjoint}, in[0], gout[0])
			if adjoint {
				return []*Tensor{s.Neg(s.MatMul(out[0], s.Conj(gb), false, true)), gb}
			}
			return []*Tensor{s.Neg(s.MatMul(gb, s.Conj(out[0]), false, true)), gb}
		},
	}
}

func triangularSolveOp() *Op {
	return &Op{
		Name:  "MatrixTriangularSolve",
		Infer: inferSolve,
		Eval:  evalTriangularSolve,
		Grad: func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
			a := c.Attr.(*matrixAttr)
			gb := s.Apply1(opTriangularSolve, &matrixAttr{adjoint: !a.adjoint, lower: a.lower}, in[0], gout[0])
			ga := s.Neg(s.MatMul(gb, s.Conj(out[0]), false, true))
			if a.adjoint {
				ga = s.Neg(s.MatMul(out[0], s.Conj(gb), false, true))
			}
			if a.lower {
				return []*Tensor{s.BandPart(ga, -1, 0), gb}
			}
			return []*Tensor{s.BandPart(ga, 0, -1), gb}
		},
	}
}

func identity(n int) *mat.Dense {
	m := mat.NewDense(n, n, nil)
	for i := range n {
		m.Set(i, i, 1)
	}
	return m
}

func hasNaN(m *mat.Dense) bool {
	for _, v := range m.RawMatrix().Data {
		if v != v {
			return true
		}
	}
	return false
}

// luOf factors a square matrix and throws when it is singular.
func luOf(m *mat.Dense, op string) *mat.LU {
	var lu mat.LU
	lu.Factorize(m)
	if log, _ := lu.LogDet(); log < -1e300 {
		if op == "MatrixInverse" {
			throwRun(op, "Input is not invertible.")
		}
		throwRun(op, "Input matrix is not invertible.")
	}
	return &lu
}

func inferSolve(c *Call) []Spec {
	op := c.Op.Name
	n := squareMatrix(c.In[0], op)
	rows, _ := lastMatrix(c.In[1], op)
	if n >= 0 && rows >= 0 && n != rows {
		throwRun(op, "Input matrix and rhs are incompatible.")
	}
	r := len(c.In[0].Shape)
	if !fits(c.In[0].Shape[:r-2], c.In[1].Shape[:len(c.In[1].Shape)-2]) {
		throwRun(op, "Batch dimensions of the matrix and the right-hand side must be the same: %s vs. %s", shapeBrackets(c.In[0].Shape), shapeBrackets(c.In[1].Shape))
	}
	return []Spec{c.In[1]}
}

func evalTriangularSolve(c *Call, in, out []*Array) {
	a := c.Attr.(*matrixAttr)
	r := in[1].Rank()
	n, cols := in[1].shape[r-2], in[1].shape[r-1]
	for b := range batchCount(out[0]) {
		m, x := matrixAt(in[0], b), matrixAt(in[1], b)
		at := func(i, j int) float64 {
			if a.adjoint {
				return m.At(j, i)
			}
			return m.At(i, j)
		}
		forward := a.lower != a.adjoint
		for step := range n {
			i := step
			if !forward {
				i = n - 1 - step
			}
			if at(i, i) == 0 {
				throwRun("MatrixTriangularSolve", "Input matrix is not invertible.")
			}
			for j := range cols {
				v := x.At(i, j)
				for before := range step {
					k := before
					if !forward {
						k = n - 1 - before
					}
					v -= at(i, k) * x.At(k, j)
				}
				x.Set(i, j, v/at(i, i))
			}
		}
		setMatrix(out[0], b, x)
	}
}

// broadcastBatch gives a and b the same leading axes before their last n and m.
func (s *Scope) broadcastBatch(a, b *Tensor) (*Tensor, *Tensor) {
	if a.Rank() < 2 || b.Rank() < 2 {
		return a, b
	}
	as, bs := a.Shape(), b.Shape()
	ra, rb := len(as)-2, len(bs)-2
	batch, ok := BroadcastShapes(as[:ra], bs[:rb])
	if !ok {
		return a, b
	}
	full := func(tail []int) []int { return append(append([]int{}, batch...), tail...) }
	return s.BroadcastTo(a, full(as[ra:])), s.BroadcastTo(b, full(bs[rb:]))
}

// Inverse is the inverse of square matrices, or of their transposes. It throws
// InvalidArgumentError for a singular one.
func (s *Scope) Inverse(x *Tensor, adjoint bool) *Tensor {
	return s.Apply1(opInverse, &matrixAttr{adjoint: adjoint}, x)
}

// Det is the determinant of square matrices.
func (s *Scope) Det(x *Tensor) *Tensor { return s.Apply1(opDet, nil, x) }

// LogDet is the sign of the determinant and the logarithm of its absolute
// value (slogdet).
func (s *Scope) LogDet(x *Tensor) (sign, log *Tensor) {
	out := s.Apply(opLogDet, nil, x)
	return out[0], out[1]
}

// Solve is x with a·x = b, or aᵀ·x = b.
func (s *Scope) Solve(a, b *Tensor, adjoint bool) *Tensor {
	a, b = s.broadcastBatch(a, b)
	return s.Apply1(opSolve, &matrixAttr{adjoint: adjoint}, a, b)
}

// TriangularSolve is [Scope.Solve] for a triangular a; the other triangle is
// not looked at.
func (s *Scope) TriangularSolve(a, b *Tensor, lower, adjoint bool) *Tensor {
	a, b = s.broadcastBatch(a, b)
	return s.Apply1(opTriangularSolve, &matrixAttr{lower: lower, adjoint: adjoint}, a, b)
}
