package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// linalgDecls are the functions of tf.linalg.
func linalgDecls() []decl {
	return append([]decl{
		{names: "linalg.matmul matmul", fresh: true, sig: "matmul(a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, name=None)", doc: "The product of the matrices in the last two axes.", fn: matmul},
		{names: "linalg.matvec", sig: "matvec(a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False, name=None)", doc: "The product of matrices and vectors.", fn: func(c *call) object.Value {
			a, b := c.hinted("a", "b")
			y := c.s.MatMul(c.adjointIf(a, "adjoint_a"), c.s.ExpandDims(b, -1), c.Bool("transpose_a") || c.Bool("adjoint_a"), false)
			return c.s.Squeeze(y, []int{-1})
		}},
		{names: "einsum linalg.einsum", sig: "einsum(equation, *inputs, **kwargs)", doc: "Contracts tensors as an equation such as 'ij,jk->ik' says.", fn: einsum},
		{names: "tensordot linalg.tensordot", sig: "tensordot(a, b, axes, name=None)", doc: "Sums products over pairs of axes: the last N of a with the first N of b, or given ones.", fn: tensordot},
		{names: "linalg.cross", sig: "cross(a, b, name=None)", doc: "The vector product of vectors of length 3.", raw: true, fn: func(c *call) object.Value {
			a, b := c.pair("a", "b")
			return c.s.Cross(a, b)
		}},
		{names: "linalg.trace", sig: "trace(x, name=None)", doc: "The sum of the main diagonal.", fn: func(c *call) object.Value {
			x := c.tensor("x")
			if dt := x.DType(); dt == tensor.String {
				noConstant("0", dt) // the padding of the diagonals
			}
			return c.s.MatrixTrace(x)
		}},
		{names: "linalg.band_part", sig: "matrix_band_part(input, num_lower, num_upper, name=None)", doc: "Keeps diagonals near the main one; negative numbers keep all.", raw: true, fn: func(c *call) object.Value {
			return c.s.BandPart(c.tensor("input"), c.int("num_lower"), c.int("num_upper"))
		}},
		{names: "linalg.diag", sig: "matrix_diag(diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT')", doc: "Matrices with the given diagonals.", fn: func(c *call) object.Value {
			x := c.tensor("diagonal")
			d := c.diagonals()
			d.Rows, d.Cols = c.int("num_rows"), c.int("num_cols")
			d.Padding = valueOf(c.filler("padding_value", x.DType()))
			return c.s.Diag(x, d)
		}},
		{names: "linalg.diag_part", sig: "matrix_diag_part(input, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT')", doc: "Diagonals of matrices.", fn: func(c *call) object.Value {
			x := c.tensor("input")
			d := c.diagonals()
			d.Padding = valueOf(c.filler("padding_value", x.DType()))
			return c.s.DiagPart(x, d)
		}},
		{names: "linalg.set_diag", sig: "matrix_set_diag(input, diagonal, name='set_diag', k=0, align='RIGHT_LEFT')", doc: "Matrices with other diagonals.", fn: func(c *call) object.Value {
			x, diag := c.pair("input", "diagonal")
			return c.s.SetDiag(x, diag, c.diagonals())
		}},
		rawUnary("linalg.tensor_diag", "diag(diagonal, name=None)", "A tensor of twice the rank with the given diagonal.", (*tensor.Scope).TensorDiag),
		unary("linalg.tensor_diag_part", "tensor_diag_part(input, name=None)", "The diagonal that tensor_diag was made of.", (*tensor.Scope).TensorDiagPart),
	}, solverDecls()...)
}

func matmul(c *call) object.Value {
	a, b := c.hinted("a", "b")
	a, b = c.adjointIf(a, "adjoint_a"), c.adjointIf(b, "adjoint_b")
	out := c.s.MatMul(a, b, c.Bool("transpose_a") || c.Bool("adjoint_a"), c.Bool("transpose_b") || c.Bool("adjoint_b"))
	if c.Has("output_type") {
		return c.s.Cast(out, c.dtype("output_type", out.DType()))
	}
	return out
}

func einsum(c *call) object.Value {
	for _, k := range c.Kwargs("kwargs") {
		if k.Name != "name" && k.Name != "optimize" {
			object.Throw(object.TypeErrorf("Invalid keyword arguments for this function: {'%s'}. Valid keyword arguments are: {'name', 'optimize'}.", k.Name))
		}
	}
	ops := c.Rest("inputs")
	for _, v := range ops {
		c.ask(v, "shape")
	}
	return c.s.Einsum(c.Str("equation"), binding.ToTensors(c.th, ops...))
}

func tensordot(c *call) object.Value {
	a, b := c.pair("a", "b")
	axes := c.Value("axes")
	if n, err := object.AsIndex(c.th, axes); err == nil {
		if n < 0 {
			object.Throw(object.ValueErrorf("`axes` must be at least 0.  Received: %d.", n))
		}
		if n > a.Rank() {
			object.Throw(object.ValueErrorf("`axes` must not be larger than the number of dimensions of tensor %s.  Received %d, vs tensor dimensions %d.", object.Must(object.Str(c.th, a)), n, a.Rank()))
		}
		var ax, bx []int
		for i := range n {
			ax, bx = append(ax, a.Rank()-n+i), append(bx, i)
		}
		return c.s.TensorDot(a, b, ax, bx)
	}
	pair := object.Must(object.ToSlice(c.th, axes))
	if len(pair) != 2 {
		object.Throw(object.ValueErrorf("`axes` must be an integer or have length 2. Received %s.", object.Must(object.Str(c.th, axes))))
	}
	ax, bx := binding.ToShape(c.th, pair[0]), binding.ToShape(c.th, pair[1])
	if len(ax) != len(bx) {
		object.Throw(object.ValueErrorf("Different number of contraction axes `a` and `b`, %d != %d.", len(ax), len(bx)))
	}
	return c.s.TensorDot(a, b, ax, bx)
}

// diagonals are the arguments k and align.
func (c *call) diagonals() tensor.DiagSpec {
	d := tensor.DiagSpec{Rows: -1, Cols: -1, Align: c.Str("align")}
	k := c.shape("k")
	d.Lo, d.Hi = k[0], k[len(k)-1]
	return d
}

// filler is a number to fill up with: the default 0 also stands for False.
func (c *call) filler(name string, dt tensor.DType) *tensor.Tensor {
	if v, ok := c.Value(name).(int); ok && v == 0 && dt == tensor.Bool {
		return tensor.ConstScalar(false)
	}
	return c.tensorAs(name, dt)
}

// floatMatrix is an argument that has to be of real floating point numbers.
func (c *call) floatMatrix(name string) *tensor.Tensor {
	x := c.tensor(name)
	if !x.DType().IsFloat() {
		object.Throw(object.TypeErrorf("Input `%s` must have `float`-like `dtype` (saw %s).", name, x.DType()))
	}
	return x
}

// eigenMatrix is an argument whose eigenvalues are wanted; TensorFlow's own
// code fails on other dtypes.
func (c *call) eigenMatrix(name string) *tensor.Tensor {
	x := c.given(name)
	if d := x.DType(); d != tensor.Float32 && d != tensor.Float64 && !d.IsComplex() {
		object.Throw(object.NewError(object.UnboundLocalError, "cannot access local variable 'out_dtype' where it is not associated with a value"))
	}
	return x
}

// solverDecls are the decompositions and what is solved with them.
func solverDecls() []decl {
	return []decl{
		rawUnary("linalg.cholesky", "cholesky(input, name=None)", "The lower triangular l with l·lᵀ = input.", (*tensor.Scope).Cholesky),
		{names: "linalg.cholesky_solve", sig: "cholesky_solve(chol, rhs, name=None)", doc: "x with l·lᵀ·x = rhs.", fn: func(c *call) object.Value {
			a, b := c.pair("chol", "rhs")
			return c.s.CholeskySolve(a, b)
		}},
		rawUnary("linalg.det", "matrix_determinant(input, name=None)", "The determinant.", (*tensor.Scope).Det),
		{names: "linalg.slogdet", sig: "log_matrix_determinant(input, name=None)", doc: "The sign of the determinant and the logarithm of its absolute value.", raw: true, fn: func(c *call) object.Value {
			sign, log := c.s.LogDet(c.tensor("input"))
			return named(slogdetClass, sign, log)
		}},
		unary("linalg.logdet", "logdet(matrix, name=None)", "The logarithm of the determinant of positive definite matrices.", (*tensor.Scope).LogDetCholesky),
		{names: "linalg.inv", sig: "matrix_inverse(input, adjoint=False, name=None)", doc: "The inverse.", raw: true, fn: func(c *call) object.Value { return c.s.Inverse(c.tensor("input"), c.Bool("adjoint")) }},
		{names: "linalg.pinv", sig: "pinv(a, rcond=None, validate_args=False, name=None)", doc: "The pseudo-inverse of Moore and Penrose.", fn: func(c *call) object.Value {
			return c.s.Pinv(c.floatMatrix("a"), c.numberOr("rcond", -1))
		}},
		{names: "linalg.matrix_rank", sig: "matrix_rank(a, tol=None, validate_args=False, name=None)", doc: "The number of singular values above tol.", fn: func(c *call) object.Value {
			return c.s.MatrixRank(c.floatMatrix("a"), c.numberOr("tol", -1))
		}},
		{names: "linalg.solve", sig: "matrix_solve(matrix, rhs, adjoint=False, name=None)", doc: "x with matrix·x = rhs.", raw: true, fn: func(c *call) object.Value {
			a, b := c.pair("matrix", "rhs")
			return c.s.Solve(a, b, c.Bool("adjoint"))
		}},
		{names: "linalg.triangular_solve", sig: "matrix_triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None)", doc: "x with matrix·x = rhs for triangular matrices.", fn: func(c *call) object.Value {
			a, b := c.pair("matrix", "rhs")
			return c.s.TriangularSolve(a, b, c.Bool("lower"), c.Bool("adjoint"))
		}},
		{names: "linalg.lstsq", sig: "matrix_solve_ls(matrix, rhs, l2_regularizer=0.0, fast=True, name=None)", doc: "The x of least |matrix·x - rhs|².", fn: func(c *call) object.Value {
			a, b := c.pair("matrix", "rhs")
			needNumeric(a)
			return c.s.Lstsq(a, b, c.number("l2_regularizer"), c.Bool("fast"))
		}},
		{names: "linalg.lu", sig: "lu(input, output_idx_type=tf.int32, name=None)", doc: "The factors of the LU decomposition in one matrix, and the order of the rows.", raw: true, fn: func(c *call) object.Value {
			lu, p := c.s.LU(c.tensor("input"))
			return named(luClass, lu, c.s.Cast(p, c.dtype("output_idx_type", tensor.Int32)))
		}},
		{names: "linalg.lu_reconstruct", sig: "lu_reconstruct(lower_upper, perm, validate_args=False, name=None)", doc: "The matrix whose factors lu gives.", fn: func(c *call) object.Value {
			return c.s.LUReconstruct(c.tensor("lower_upper"), c.tensor("perm"))
		}},
		{names: "linalg.lu_solve", sig: "lu_solve(lower_upper, perm, rhs, validate_args=False, name=None)", doc: "x with a·x = rhs for the factors of a.", fn: func(c *call) object.Value {
			a, b := c.pair("lower_upper", "rhs")
			return c.s.LUSolve(a, c.tensor("perm"), b)
		}},
		{names: "linalg.lu_matrix_inverse", sig: "lu_matrix_inverse(lower_upper, perm, validate_args=False, name=None)", doc: "The inverse of the matrix whose factors lu gives.", fn: func(c *call) object.Value {
			a := c.tensor("lower_upper")
			n := a.Dim(-1)
			return c.s.LUSolve(a, c.tensor("perm"), tensor.Eye(a.DType(), n, n, a.Shape()[:a.Rank()-2]))
		}},
		{names: "linalg.qr", sig: "qr(input, full_matrices=False, name=None)", doc: "Orthogonal q and upper triangular r with q·r = input.", raw: true, fn: func(c *call) object.Value {
			q, r := c.s.QR(c.tensor("input"), c.Bool("full_matrices"))
			return named(qrClass, q, r)
		}},
		{names: "linalg.svd", sig: "svd(tensor, full_matrices=False, compute_uv=True, name=None)", doc: "Singular values s, u and v with u·diag(s)·vᵀ = tensor.", fn: func(c *call) object.Value {
			s, u, v := c.s.SVD(c.tensor("tensor"), c.Bool("full_matrices"))
			if !c.Bool("compute_uv") {
				return s
			}
			return object.NewTuple(s, u, v)
		}},
		{names: "linalg.eigh", sig: "self_adjoint_eig(tensor, name=None)", doc: "Eigenvalues and eigenvectors of symmetric matrices.", fn: func(c *call) object.Value {
			e, v := c.s.Eigh(c.tensor("tensor"))
			return object.NewTuple(e, v)
		}},
		{names: "linalg.eigvalsh", sig: "self_adjoint_eigvals(tensor, name=None)", doc: "Eigenvalues of symmetric matrices.", fn: func(c *call) object.Value {
			return c.s.Eigvalsh(c.tensor("tensor"))
		}},
		{names: "linalg.eig eig", asks: "tensor.dtype", sig: "eig(tensor, name=None)", doc: "Eigenvalues and eigenvectors of square matrices, as complex numbers.", fn: func(c *call) object.Value {
			e, v := c.s.Eig(c.eigenMatrix("tensor"))
			return object.NewTuple(e, v)
		}},
		{names: "linalg.eigvals eigvals", asks: "tensor.dtype", sig: "eigvals(tensor, name=None)", doc: "Eigenvalues of square matrices, as complex numbers.", fn: func(c *call) object.Value {
			e, _ := c.s.Eig(c.eigenMatrix("tensor"))
			return e
		}},
		rawUnary("linalg.logm", "matrix_logarithm(input, name=None)", "The logarithm of complex matrices.", (*tensor.Scope).Logm),
		unary("linalg.expm", "matrix_exponential(input, name=None)", "The matrix exponential.", (*tensor.Scope).Expm),
		rawUnary("linalg.sqrtm matrix_square_root", "matrix_square_root(input, name=None)", "The square root of matrices.", (*tensor.Scope).Sqrtm),
		{names: "linalg.tridiagonal_solve", sig: "tridiagonal_solve(diagonals, rhs, diagonals_format='compact', transpose_rhs=False, conjugate_rhs=False, name=None, partial_pivoting=True, perturb_singular=False)", doc: "x with a·x = rhs for tridiagonal matrices.", fn: func(c *call) object.Value {
			return c.tridiagonal(c.s.TridiagonalSolve)
		}},
		{names: "linalg.tridiagonal_matmul", sig: "tridiagonal_matmul(diagonals, rhs, diagonals_format='compact', name=None)", doc: "The product of tridiagonal matrices and rhs.", fn: func(c *call) object.Value {
			return c.tridiagonal(c.s.TridiagonalMatMul)
		}},
	}
}

// given is an argument that must have a dtype already.
func (c *call) given(name string) *tensor.Tensor {
	switch c.Value(name).(type) {
	case *object.List, *object.Tuple, int, float64:
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'dtype'", object.TypeName(c.Value(name))))
	}
	return c.tensor(name)
}

func (c *call) numberOr(name string, other float64) float64 {
	if !c.Has(name) {
		return other
	}
	return c.number(name)
}

// tridiagonal gives f the diagonals as rows, in whichever format they are.
func (c *call) tridiagonal(f func(d, b *tensor.Tensor) *tensor.Tensor) *tensor.Tensor {
	var d *tensor.Tensor
	switch c.Str("diagonals_format") {
	case "compact":
		d = c.tensor("diagonals")
	case "sequence":
		d = c.s.Stack(c.tensors("diagonals"), -2)
	case "matrix":
		x := c.tensor("diagonals")
		parts := make([]*tensor.Tensor, 3)
		for i, k := range []int{1, 0, -1} {
			parts[i] = c.s.DiagPart(x, tensor.DiagSpec{Lo: k, Hi: k})
		}
		zero := c.s.ZerosLike(c.s.StridedSlice(parts[1], []tensor.Slice{{Ellipsis: true}, tensor.Span(0, 1)}))
		parts[0] = c.s.Concat([]*tensor.Tensor{parts[0], zero}, -1)
		parts[2] = c.s.Concat([]*tensor.Tensor{zero, parts[2]}, -1)
		d = c.s.Stack(parts, -2)
	default:
		object.Throw(object.ValueErrorf("Unrecognized diagonals_format: %s", c.Str("diagonals_format")))
	}
	b := binding.ToTensors(c.th, d, c.Value("rhs"))[1]
	if b.Rank() == d.Rank()-1 {
		return c.s.Squeeze(f(d, c.s.ExpandDims(b, -1)), []int{-1})
	}
	if c.Sig.Index("transpose_rhs") >= 0 && c.Bool("transpose_rhs") {
		b = c.s.SwapLast(b)
	}
	return f(d, b)
}

var (
	slogdetClass = namedTuple("LogMatrixDeterminant", "sign", "log_abs_determinant")
	luClass      = namedTuple("Lu", "lu", "p")
	qrClass      = namedTuple("Qr", "q", "r")
)
