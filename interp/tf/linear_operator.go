package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// LinearOperatorClass is tf.linalg.LinearOperator, from which the others derive.
var LinearOperatorClass = &object.Class{Name: "LinearOperator", Module: "tensorflow.python.ops.linalg.linear_operator", Doc: "A matrix, or a batch of them, known by its structure.",
	Signature: "LinearOperator(dtype, graph_parents=None, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=None, name=None, parameters=None)",
	Example: `>>> operator = tf.linalg.LinearOperatorDiag([2.0, 4.0])
>>> operator.solvevec([2.0, 2.0])
<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1. , 0.5], dtype=float32)>`}

// linearOperator is a matrix known by its structure.
type linearOperator struct {
	class *object.Class
	name  string
	// What is known of the matrix: True, False or None.
	nonSingular, selfAdjoint, positive, square object.Value
	// dense is the matrix itself.
	dense func(s *tensor.Scope) *tensor.Tensor
	// diag is its diagonal, where that is all that is not zero, else nil.
	diag func(s *tensor.Scope) *tensor.Tensor
	// lower matrices have nothing above the diagonal.
	lower bool
	// parts are the operators that it is made of.
	parts []*linearOperator
	// product and solution are matmul and solve where there is a quicker way, det
	// and logDet the determinant and the logarithm of its absolute value, else
	// nil.
	product, solution func(s *tensor.Scope, x *tensor.Tensor, adjoint bool) *tensor.Tensor
	det, logDet       func(s *tensor.Scope) *tensor.Tensor
	// inverse and adjoint are those that are of a class of their own, else nil.
	inverse, adjoint func() *linearOperator
	spec             tensor.Spec
	circulant        *circulant          // of operators with a spectrum
	blocks           [][]*linearOperator // of rows of blocks
}

// PyClass is the operator's class.
func (o *linearOperator) PyClass() *object.Class { return o.class }

// AsTensor is the matrix.
func (o *linearOperator) AsTensor(th *object.Thread) object.Value { return o.dense(binding.Scope(th)) }

// shape is that of the matrix, behind the shape of the batch.
func (o *linearOperator) shape() []int { return o.spec.Shape }

func (o *linearOperator) rows() int { return o.shape()[len(o.shape())-2] }
func (o *linearOperator) cols() int { return o.shape()[len(o.shape())-1] }

// finish fills in what follows from the rest.
func (o *linearOperator) finish(s *tensor.Scope) *linearOperator {
	o.spec = o.dense(s).Spec()
	if o.square == nil {
		o.square = o.rows() == o.cols()
	}
	if o.positive == true && o.nonSingular == nil {
		o.nonSingular = true
	}
	return o
}

// hinted takes the hints of a constructor.
func hinted(c *object.Class, a *object.Bound) *linearOperator {
	return &linearOperator{class: c, name: a.StrOr("name", c.Name), nonSingular: a.Value("is_non_singular"), selfAdjoint: a.Value("is_self_adjoint"), positive: a.Value("is_positive_definite"), square: a.Value("is_square")}
}

// mustSolve refuses what cannot be solved with.
func (o *linearOperator) mustSolve(what string) {
	if o.square == false {
		object.Throw(object.NotImplementedErrorf("%s not implemented for an operator that is expected to not be square.", what))
	}
	if what == "Exact solve" && o.nonSingular == false {
		object.Throw(object.NotImplementedErrorf("%s not implemented for an operator that is expected to be singular.", what))
	}
}

// solve is x with o·x = b, or oᵀ·x = b.
func (o *linearOperator) solve(s *tensor.Scope, b *tensor.Tensor, adjoint bool) *tensor.Tensor {
	o.mustSolve("Exact solve")
	switch {
	case o.solution != nil:
		return o.solution(s, b, adjoint)
	case o.diag != nil:
		return s.Div(b, s.ExpandDims(o.diag(s), -1))
	case o.lower:
		return s.TriangularSolve(o.dense(s), b, true, adjoint)
	}
	return s.Solve(o.dense(s), b, adjoint)
}

func (o *linearOperator) matmul(s *tensor.Scope, x *tensor.Tensor, adjoint, adjointArg bool) *tensor.Tensor {
	if adjointArg {
		x = s.Adjoint(x)
	}
	need := o.cols()
	if adjoint {
		need = o.rows()
	}
	if have := x.Dim(x.Rank() - 2); have != need {
		object.Throw(object.ValueErrorf("Dimensions %d and %d are not compatible", need, have))
	}
	if o.product != nil {
		return o.product(s, x, adjoint)
	}
	if o.diag != nil {
		return s.Mul(s.ExpandDims(o.diag(s), -1), x)
	}
	return s.MatMul(o.dense(s), x, adjoint, false)
}

func (o *linearOperator) determinant(s *tensor.Scope) *tensor.Tensor {
	o.mustSolve("Determinant")
	if o.det != nil {
		return o.det(s)
	}
	if d := o.triangle(s); d != nil {
		return s.Prod(d, []int{-1}, false)
	}
	return s.Det(o.dense(s))
}

func (o *linearOperator) logAbsDeterminant(s *tensor.Scope) *tensor.Tensor {
	o.mustSolve("Determinant")
	if o.logDet != nil {
		return o.logDet(s)
	}
	if d := o.triangle(s); d != nil {
		return s.Sum(s.Log(s.Abs(d)), []int{-1}, false)
	}
	_, log := s.LogDet(o.dense(s))
	return log
}

// triangle is the diagonal of a triangular matrix, else nil.
func (o *linearOperator) triangle(s *tensor.Scope) *tensor.Tensor {
	switch {
	case o.diag != nil:
		return o.diag(s)
	case o.lower:
		return o.diagPart(s)
	}
	return nil
}

func (o *linearOperator) diagPart(s *tensor.Scope) *tensor.Tensor {
	if o.diag != nil {
		return o.diag(s)
	}
	return s.DiagPart(o.dense(s), tensor.DiagSpec{Rows: -1, Cols: -1, Align: "RIGHT_LEFT"})
}

// inverted is the inverse operator.
func (o *linearOperator) inverted(s *tensor.Scope) *linearOperator {
	if o.square == false {
		object.Throw(object.ValueErrorf("Cannot take the Inverse: This operator represents a non square matrix."))
	}
	if o.nonSingular == false {
		object.Throw(object.ValueErrorf("Cannot take the Inverse: This operator represents a singular matrix."))
	}
	if o.inverse != nil {
		return o.inverse()
	}
	return inversionOf(s, o)
}

func inversionOf(s *tensor.Scope, o *linearOperator) *linearOperator {
	inv := &linearOperator{class: inversionOperatorClass, name: o.name + "_inv", nonSingular: o.nonSingular, selfAdjoint: o.selfAdjoint, positive: o.positive, square: o.square, parts: []*linearOperator{o}, lower: o.lower}
	inv.dense = func(s *tensor.Scope) *tensor.Tensor {
		return o.solve(s, s.BroadcastTo(identityMatrix(s, o.spec.DType, o.rows()), o.shape()), false)
	}
	inv.inverse = func() *linearOperator { return o }
	inv.product = o.solve
	inv.solution = func(s *tensor.Scope, x *tensor.Tensor, adjoint bool) *tensor.Tensor {
		return o.matmul(s, x, adjoint, false)
	}
	inv.det = func(s *tensor.Scope) *tensor.Tensor { return s.Reciprocal(o.determinant(s)) }
	inv.logDet = func(s *tensor.Scope) *tensor.Tensor { return s.Neg(o.logAbsDeterminant(s)) }
	return inv.finish(s)
}

// adjoined is the adjoint operator.
func (o *linearOperator) adjoined(s *tensor.Scope) *linearOperator {
	switch {
	case o.adjoint != nil:
		return o.adjoint()
	case o.selfAdjoint == true:
		return o
	}
	return adjointOf(s, o)
}

func adjointOf(s *tensor.Scope, o *linearOperator) *linearOperator {
	adj := &linearOperator{class: adjointOperatorClass, name: o.name + "_adjoint", nonSingular: o.nonSingular, selfAdjoint: o.selfAdjoint, positive: o.positive, square: o.square, parts: []*linearOperator{o}}
	adj.dense = func(s *tensor.Scope) *tensor.Tensor { return s.Adjoint(o.dense(s)) }
	adj.adjoint = func() *linearOperator { return o }
	return adj.finish(s)
}

// times is the operator of the product.
func (o *linearOperator) times(s *tensor.Scope, p *linearOperator) *linearOperator {
	if o.cols() != p.rows() {
		object.Throw(object.ValueErrorf("Operators are incompatible. Expected `x` to have dimension %d but got %d.", o.cols(), p.rows()))
	}
	switch {
	case o.class == identityOperatorClass:
		return p
	case p.class == identityOperatorClass:
		return o
	case o.class == diagOperatorClass && p.class == diagOperatorClass:
		return diagOperator(s, s.Mul(o.diag(s), p.diag(s)), &linearOperator{class: diagOperatorClass, name: "LinearOperatorDiag", square: true})
	}
	return composed(s, &linearOperator{class: compositionClass}, []*linearOperator{o, p})
}

func identityMatrix(s *tensor.Scope, dt tensor.DType, n int) *tensor.Tensor {
	return diagMatrix(s, tensor.Full(dt, 1, n))
}

func diagMatrix(s *tensor.Scope, d *tensor.Tensor) *tensor.Tensor {
	return s.Diag(d, tensor.DiagSpec{Rows: -1, Cols: -1, Align: "RIGHT_LEFT"})
}

func operatorArg(v object.Value) *linearOperator {
	o, ok := v.(*linearOperator)
	if !ok {
		object.Throw(object.TypeErrorf("Expected a LinearOperator, found %s", object.TypeName(v)))
	}
	return o
}

func init() {
	c := LinearOperatorClass
	c.Members = linearOperatorMembers
	c.Binary = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		o, ok := a.(*linearOperator)
		if !ok || op != object.MatMul {
			return object.NotImplemented, nil
		}
		return object.CallMethodOf(th, o, "matmul", object.Pos(b))
	}
}
