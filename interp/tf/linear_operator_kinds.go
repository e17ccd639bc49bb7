package tf

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

const hints = ", is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=None"

// The classes of operators.
var (
	identityOperatorClass  = operatorClass("LinearOperatorIdentity", "identity", "The identity matrix.", "(num_rows, batch_shape=None, dtype=None, is_non_singular=True, is_self_adjoint=True, is_positive_definite=True, is_square=True, assert_proper_shapes=False, name='LinearOperatorIdentity')")
	scaledIdentityClass    = operatorClass("LinearOperatorScaledIdentity", "identity", "The identity matrix times a number.", "(num_rows, multiplier, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=True, assert_proper_shapes=False, name='LinearOperatorScaledIdentity')")
	zerosOperatorClass     = operatorClass("LinearOperatorZeros", "zeros", "The matrix of zeros.", "(num_rows, num_columns=None, batch_shape=None, dtype=None, is_non_singular=False, is_self_adjoint=True, is_positive_definite=False, is_square=True, assert_proper_shapes=False, name='LinearOperatorZeros')")
	diagOperatorClass      = operatorClass("LinearOperatorDiag", "diag", "A diagonal matrix.", "(diag"+hints+", name='LinearOperatorDiag')")
	fullMatrixClass        = operatorClass("LinearOperatorFullMatrix", "full_matrix", "A matrix without a structure.", "(matrix"+hints+", name='LinearOperatorFullMatrix')")
	lowerTriangularClass   = operatorClass("LinearOperatorLowerTriangular", "lower_triangular", "A matrix with nothing above the diagonal.", "(tril"+hints+", name='LinearOperatorLowerTriangular')")
	householderClass       = operatorClass("LinearOperatorHouseholder", "householder", "The reflection at a plane: I - 2vvᵀ for a unit vector v.", "(reflection_axis"+hints+", name='LinearOperatorHouseholder')")
	permutationClass       = operatorClass("LinearOperatorPermutation", "permutation", "A permutation of rows.", "(perm, dtype=<tf.float32>"+hints+", name='LinearOperatorPermutation')")
	toeplitzClass          = operatorClass("LinearOperatorToeplitz", "toeplitz", "A matrix with equal elements along each diagonal.", "(col, row"+hints+", name='LinearOperatorToeplitz')")
	tridiagClass           = operatorClass("LinearOperatorTridiag", "tridiag", "A matrix with three diagonals.", "(diagonals, diagonals_format='compact'"+hints+", name='LinearOperatorTridiag')")
	lowRankUpdateClass     = operatorClass("LinearOperatorLowRankUpdate", "low_rank_update", "An operator plus u·diag·vᵀ.", "(base_operator, u, diag_update=None, v=None, is_diag_update_positive=None"+hints+", name='LinearOperatorLowRankUpdate')")
	adjointOperatorClass   = operatorClass("LinearOperatorAdjoint", "adjoint", "The adjoint of an operator.", "(operator"+hints+", name=None)")
	inversionOperatorClass = operatorClass("LinearOperatorInversion", "inversion", "The inverse of an operator.", "(operator"+hints+", name=None)")
	compositionClass       = operatorClass("LinearOperatorComposition", "composition", "The product of operators.", "(operators"+hints+", name=None)")
	blockDiagClass         = operatorClass("LinearOperatorBlockDiag", "block_diag", "Operators along the diagonal.", "(operators, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=True, name=None)")
	kroneckerClass         = operatorClass("LinearOperatorKronecker", "kronecker", "The Kronecker product of operators.", "(operators"+hints+", name=None)")
)

func operatorClass(name, module, doc, sig string) *object.Class {
	return &object.Class{Name: name, Module: "tensorflow.python.ops.linalg.linear_operator_" + module, Doc: doc, Signature: name + sig, Example: LinearOperatorClass.Example}
}

// operatorClasses are the classes with what makes their operators.
func operatorClasses() map[*object.Class]func(c *call, o *linearOperator) *linearOperator {
	return map[*object.Class]func(c *call, o *linearOperator) *linearOperator{
		identityOperatorClass: newIdentityOperator, scaledIdentityClass: newScaledIdentity, zerosOperatorClass: newZerosOperator, householderClass: newHouseholder,
		permutationClass: newPermutation, toeplitzClass: newToeplitz, tridiagClass: newTridiag, lowRankUpdateClass: newLowRankUpdate,
		diagOperatorClass: func(c *call, o *linearOperator) *linearOperator {
			d := c.float("diag")
			if d.Rank() < 1 {
				object.Throw(object.ValueErrorf("Argument diag must have at least 1 dimension.  Found: %s", object.Must(object.Str(c.th, d))))
			}
			return diagOperator(c.s, d, o)
		},
		fullMatrixClass: func(c *call, o *linearOperator) *linearOperator {
			m := c.matrix("matrix")
			o.dense = func(*tensor.Scope) *tensor.Tensor { return m }
			return o.finish(c.s)
		},
		lowerTriangularClass: func(c *call, o *linearOperator) *linearOperator { return triangularOperator(c.s, c.matrix("tril"), o) },
		adjointOperatorClass: func(c *call, o *linearOperator) *linearOperator {
			return adjointOf(c.s, operatorArg(c.Value("operator")))
		},
		inversionOperatorClass: func(c *call, o *linearOperator) *linearOperator {
			return inversionOf(c.s, operatorArg(c.Value("operator")))
		},
		compositionClass: func(c *call, o *linearOperator) *linearOperator { return composed(c.s, o, c.operators()) },
		blockDiagClass:   func(c *call, o *linearOperator) *linearOperator { return blockDiag(c.s, o, c.operators()) },
		circulantClass:   newCirculant(1), circulant2DClass: newCirculant(2), circulant3DClass: newCirculant(3), blockLowerClass: newBlockLower,
		kroneckerClass: func(c *call, o *linearOperator) *linearOperator { return kronecker(c.s, o, c.operators()) },
	}
}

// linearOperatorValues are the classes as members of tf.linalg.
func linearOperatorValues() []object.Member {
	out := []object.Member{object.Const("LinearOperator", LinearOperatorClass)}
	for cls := range operatorClasses() {
		out = append(out, object.Const(cls.Name, cls))
	}
	slices.SortFunc(out, func(a, b object.Member) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func init() {
	for cls, make := range operatorClasses() {
		cls.Base = LinearOperatorClass
		if cls == circulantClass || cls == circulant2DClass || cls == circulant3DClass {
			cls.Members = circulantMembers
		}
		cls.New = func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
			a, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			return make(&call{Bound: a, th: th, s: binding.Scope(th)}, hinted(cls, a)), nil
		}
	}
}

// matrix is an argument with at least two axes.
func (c *call) matrix(name string) *tensor.Tensor {
	m := c.float(name)
	if m.Rank() < 2 {
		object.Throw(object.ValueErrorf("Argument `%s` must have at least 2 dimensions. Received: %s.", name, object.Must(object.Repr(c.th, c.Value(name)))))
	}
	return m
}

// operators is the argument of that name.
func (c *call) operators() []*linearOperator {
	var out []*linearOperator
	for _, v := range c.Elems("operators") {
		out = append(out, operatorArg(v))
	}
	if len(out) == 0 {
		object.Throw(object.ValueErrorf("Expected a non-empty list of operators. Found: []"))
	}
	return out
}

// ones is a diagonal of ones for the arguments num_rows, batch_shape and dtype.
func (c *call) ones(rows string) *tensor.Tensor {
	n := c.int(rows)
	if n < 0 {
		object.Throw(object.ValueErrorf("Argument %s must be non-negative.  Found: %d", rows, n))
	}
	shape := []int{}
	if c.Has("batch_shape") {
		shape = c.shape("batch_shape")
	}
	return tensor.Full(c.dtype("dtype", tensor.Float32), 1, append(slices.Clone(shape), n)...)
}

func newIdentityOperator(c *call, o *linearOperator) *linearOperator {
	d := c.ones("num_rows")
	o.diag = func(*tensor.Scope) *tensor.Tensor { return d }
	o.dense = func(s *tensor.Scope) *tensor.Tensor { return diagMatrix(s, d) }
	o.inverse = func() *linearOperator { return o }
	return o.finish(c.s)
}

func newScaledIdentity(c *call, o *linearOperator) *linearOperator {
	m, n := c.float("multiplier"), c.int("num_rows")
	return scaledIdentity(c.s, m, n, o)
}

func scaledIdentity(s *tensor.Scope, m *tensor.Tensor, n int, o *linearOperator) *linearOperator {
	if o.selfAdjoint == nil {
		o.selfAdjoint = true
	}
	o.diag = func(s *tensor.Scope) *tensor.Tensor {
		return s.BroadcastTo(s.ExpandDims(m, -1), append(slices.Clone(m.Shape()), n))
	}
	o.dense = func(s *tensor.Scope) *tensor.Tensor { return diagMatrix(s, o.diag(s)) }
	o.inverse = func() *linearOperator {
		inv := &linearOperator{class: scaledIdentityClass, name: "LinearOperatorScaledIdentity", nonSingular: o.nonSingular, selfAdjoint: o.selfAdjoint, positive: o.positive, square: true}
		return scaledIdentity(s, s.Reciprocal(m), n, inv)
	}
	return o.finish(s)
}

func newZerosOperator(c *call, o *linearOperator) *linearOperator {
	rows := c.int("num_rows")
	shape := []int{}
	if c.Has("batch_shape") {
		shape = slices.Clone(c.shape("batch_shape"))
	}
	m := tensor.Full(c.dtype("dtype", tensor.Float32), 0, append(shape, rows, c.IntOr("num_columns", rows))...)
	o.dense = func(*tensor.Scope) *tensor.Tensor { return m }
	return o.finish(c.s)
}

func diagOperator(s *tensor.Scope, d *tensor.Tensor, o *linearOperator) *linearOperator {
	if o.selfAdjoint == nil && !d.DType().IsComplex() {
		o.selfAdjoint = true
	}
	o.diag = func(*tensor.Scope) *tensor.Tensor { return d }
	o.dense = func(s *tensor.Scope) *tensor.Tensor { return diagMatrix(s, d) }
	o.inverse = func() *linearOperator {
		inv := &linearOperator{class: diagOperatorClass, name: "LinearOperatorDiag", nonSingular: o.nonSingular, selfAdjoint: o.selfAdjoint, positive: o.positive, square: true}
		return diagOperator(s, s.Reciprocal(d), inv)
	}
	return o.finish(s)
}

func triangularOperator(s *tensor.Scope, m *tensor.Tensor, o *linearOperator) *linearOperator {
	o.lower = true
	o.dense = func(s *tensor.Scope) *tensor.Tensor { return s.BandPart(m, -1, 0) }
	return o.finish(s)
}

func newHouseholder(c *call, o *linearOperator) *linearOperator {
	axis := c.float("reflection_axis")
	o.selfAdjoint, o.positive, o.square = true, false, true
	unit := func(s *tensor.Scope) *tensor.Tensor { return s.ExpandDims(s.L2Normalize(axis, []int{-1}, 1e-12), -1) }
	batch := axis.Shape()[:axis.Rank()-1]
	o.det = func(*tensor.Scope) *tensor.Tensor { return tensor.Full(axis.DType(), -1, batch...) }
	o.logDet = func(*tensor.Scope) *tensor.Tensor { return tensor.Full(axis.DType(), 0, batch...) }
	o.product = func(s *tensor.Scope, x *tensor.Tensor, _ bool) *tensor.Tensor {
		v := unit(s)
		return s.Sub(x, s.Mul(s.Mul(tensor.Full(axis.DType(), 2), v), s.MatMul(v, x, true, false)))
	}
	o.solution = o.product
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		v := unit(s)
		m := s.Mul(tensor.Full(axis.DType(), -2), s.MatMul(v, v, false, true))
		d := tensor.DiagSpec{Rows: -1, Cols: -1, Align: "RIGHT_LEFT"}
		return s.SetDiag(m, s.Add(tensor.Full(axis.DType(), 1), s.DiagPart(m, d)), d)
	}
	o.inverse = func() *linearOperator { return o }
	return o.finish(c.s)
}

func newPermutation(c *call, o *linearOperator) *linearOperator {
	perm := c.tensor("perm")
	dt := c.dtype("dtype", tensor.Float32)
	o.square = true
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		n := perm.Dim(perm.Rank() - 1)
		return s.Gather(identityMatrix(s, dt, n), perm, 0, 0)
	}
	return o.finish(c.s)
}

func newToeplitz(c *call, o *linearOperator) *linearOperator {
	col, row := c.float("col"), c.float("row")
	o.square = true
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		n := col.Dim(col.Rank() - 1)
		// The diagonals from below to above: the column upwards, then the row.
		line := s.Concat([]*tensor.Tensor{s.Reverse(col, []int{col.Rank() - 1}), s.StridedSlice(row, []tensor.Slice{{Ellipsis: true}, tensor.Span(1, n)})}, -1)
		at := make([]int, 0, n*n)
		for i := range n {
			for j := range n {
				at = append(at, n-1+j-i)
			}
		}
		return s.Gather(line, s.Reshape(tensor.IntTensor(tensor.Int32, at...), []int{n, n}), line.Rank()-1, 0)
	}
	return o.finish(c.s)
}

func newTridiag(c *call, o *linearOperator) *linearOperator {
	o.square = true
	var above, main, below *tensor.Tensor
	part := func(x *tensor.Tensor, i int) *tensor.Tensor {
		return c.s.StridedSlice(x, []tensor.Slice{{Ellipsis: true}, tensor.At(i), tensor.Span(0, x.Dim(x.Rank()-1))})
	}
	switch c.Str("diagonals_format") {
	case "compact":
		x := c.float("diagonals")
		n := x.Dim(x.Rank() - 1)
		above = c.s.StridedSlice(part(x, 0), []tensor.Slice{{Ellipsis: true}, tensor.Span(0, n-1)})
		main = part(x, 1)
		below = c.s.StridedSlice(part(x, 2), []tensor.Slice{{Ellipsis: true}, tensor.Span(1, n)})
	case "sequence":
		list := c.tensors("diagonals")
		above, main, below = list[0], list[1], list[2]
		n := main.Dim(main.Rank() - 1)
		above = c.s.StridedSlice(above, []tensor.Slice{{Ellipsis: true}, tensor.Span(0, n-1)})
		if below.Dim(below.Rank()-1) == n {
			below = c.s.StridedSlice(below, []tensor.Slice{{Ellipsis: true}, tensor.Span(1, n)})
		}
	case "matrix":
		x := c.float("diagonals")
		o.dense = func(s *tensor.Scope) *tensor.Tensor { return s.BandPart(x, 1, 1) }
		return o.finish(c.s)
	default:
		object.Throw(object.ValueErrorf("Argument `diagonals_format` must be one of compact, matrix, or sequence. Received : %s.", c.Str("diagonals_format")))
	}
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		at := func(d *tensor.Tensor, k int) *tensor.Tensor {
			return s.Diag(d, tensor.DiagSpec{Lo: k, Hi: k, Rows: -1, Cols: -1, Align: "RIGHT_LEFT"})
		}
		return s.Add(s.Add(at(main, 0), at(above, 1)), at(below, -1))
	}
	return o.finish(c.s)
}

func newLowRankUpdate(c *call, o *linearOperator) *linearOperator {
	base, u := operatorArg(c.Value("base_operator")), c.float("u")
	v, diag := u, (*tensor.Tensor)(nil)
	if c.Has("v") {
		v = c.tensorAs("v", u.DType())
	}
	if c.Has("diag_update") {
		diag = c.tensorAs("diag_update", u.DType())
	}
	if o.selfAdjoint == nil && base.selfAdjoint == true && !c.Has("v") {
		o.selfAdjoint = true
	}
	o.parts = []*linearOperator{base}
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		left := u
		if diag != nil {
			left = s.Mul(u, s.ExpandDims(diag, -2))
		}
		return s.Add(base.dense(s), s.MatMul(left, s.Adjoint(v), false, false))
	}
	return o.finish(c.s)
}

// made fills in the name and the hints of an operator of others: what holds
// for all of them holds for it.
func (o *linearOperator) made(parts []*linearOperator, join string) {
	o.parts = parts
	if o.name == "" || o.name == o.class.Name {
		names := make([]string, len(parts))
		for i, p := range parts {
			names[i] = p.name
		}
		o.name = strings.Join(names, join)
	}
	all := func(of func(p *linearOperator) object.Value) bool {
		return !slices.ContainsFunc(parts, func(p *linearOperator) bool { return of(p) != true })
	}
	if o.nonSingular == nil && all(func(p *linearOperator) object.Value { return p.nonSingular }) {
		o.nonSingular = true
	}
	if o.class == compositionClass {
		return
	}
	if o.selfAdjoint == nil && all(func(p *linearOperator) object.Value { return p.selfAdjoint }) {
		o.selfAdjoint = true
	}
	if o.positive == nil && all(func(p *linearOperator) object.Value { return p.positive }) {
		o.positive = true
	}
}

func composed(s *tensor.Scope, o *linearOperator, parts []*linearOperator) *linearOperator {
	for i := 1; i < len(parts); i++ {
		if parts[i-1].cols() != parts[i].rows() {
			object.Throw(object.ValueErrorf("Operators are incompatible. Expected `x` to have dimension %d but got %d.", parts[i-1].cols(), parts[i].rows()))
		}
	}
	o.made(parts, "_o_")
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		m := parts[len(parts)-1].dense(s)
		for i := len(parts) - 2; i >= 0; i-- {
			m = parts[i].matmul(s, m, false, false)
		}
		return m
	}
	return o.finish(s)
}

func blockDiag(s *tensor.Scope, o *linearOperator, parts []*linearOperator) *linearOperator {
	o.made(parts, "_ds_")
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		cols, before := 0, 0
		for _, p := range parts {
			cols += p.cols()
		}
		var rows []*tensor.Tensor
		for _, p := range parts {
			m := p.dense(s)
			pads := make([][2]int, m.Rank())
			pads[m.Rank()-1] = [2]int{before, cols - before - p.cols()}
			rows = append(rows, s.Pad(m, pads, "CONSTANT", 0))
			before += p.cols()
		}
		return s.Concat(rows, -2)
	}
	return o.finish(s)
}

func kronecker(s *tensor.Scope, o *linearOperator, parts []*linearOperator) *linearOperator {
	o.made(parts, "_x_")
	o.dense = func(s *tensor.Scope) *tensor.Tensor {
		m := parts[0].dense(s)
		for _, p := range parts[1:] {
			n := p.dense(s)
			r := m.Rank()
			product := s.Mul(s.ExpandDims(s.ExpandDims(m, -1), -3), s.ExpandDims(s.ExpandDims(n, -2), -4))
			shape := append(slices.Clone(m.Shape()[:r-2]), m.Dim(r-2)*n.Dim(n.Rank()-2), m.Dim(r-1)*n.Dim(n.Rank()-1))
			// (i, k, j, l): rows of m and n, then columns of both.
			m = s.Reshape(product, shape)
		}
		return m
	}
	return o.finish(s)
}
