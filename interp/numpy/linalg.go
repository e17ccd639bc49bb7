package numpy

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// LinAlgError is numpy.linalg.LinAlgError.
var LinAlgError = object.NewExceptionClass("numpy.linalg", "LinAlgError", object.ValueError, "A problem of linear algebra has no solution.")

func throwLinAlg(format string, args ...any) {
	object.Throw(object.Errorf(LinAlgError, format, args...))
}

// LinalgModule is numpy.linalg.
func linalgModule() *object.Module {
	return &object.Module{Name: "numpy.linalg", Doc: "Linear algebra.", Members: func() []object.Member {
		members := append(solveFuncs(), decompositionFuncs()...)
		members = append(members, normFuncs()...)
		return append(members, object.Const("LinAlgError", LinAlgError))
	}}
}

// realType is the dtype of results: float32 for float32, else float64.
func realType(arrays ...*tensor.Array) tensor.DType {
	dt := tensor.Invalid
	for _, a := range arrays {
		dt = binding.Promote(dt, a.DType())
	}
	switch {
	case dt == tensor.Float16:
		throwType("array type float16 is unsupported in linalg")
	case dt == tensor.Float32 || dt.IsComplex():
		return dt
	}
	return tensor.Float64
}

// dense is a matrix for gonum.
func dense(a *tensor.Array) *mat.Dense {
	n, m := a.Shape()[0], a.Shape()[1]
	if n == 0 || m == 0 {
		return &mat.Dense{}
	}
	return mat.NewDense(n, m, append([]float64{}, tensor.Data[float64](castTo(a, tensor.Float64).Contiguous())...))
}

// fromDense is a matrix of gonum as an array.
func fromDense(m mat.Matrix) *tensor.Array {
	r, c := m.Dims()
	out := tensor.NewArray(tensor.Float64, r, c)
	d := tensor.Data[float64](out)
	for i := range r {
		for j := range c {
			d[i*c+j] = m.At(i, j)
		}
	}
	return out
}

func checkMatrix(a *tensor.Array) {
	if a.Rank() < 2 {
		throwLinAlg("%d-dimensional array given. Array must be at least two-dimensional", a.Rank())
	}
}

func checkSquare(a *tensor.Array) {
	checkMatrix(a)
	if a.Shape()[a.Rank()-1] != a.Shape()[a.Rank()-2] {
		throwLinAlg("Last 2 dimensions of the array must be square")
	}
}

// eachMatrix applies f to the matrices in the last two axes and stacks each of
// its results.
func eachMatrix(a *tensor.Array, f func(m *tensor.Array) []*tensor.Array) []*tensor.Array {
	if a.Rank() == 2 {
		return f(a)
	}
	lead := a.Shape()[:a.Rank()-2]
	n := tensor.NumElements(lead)
	flat := a.Reshape([]int{n, a.Shape()[a.Rank()-2], a.Shape()[a.Rank()-1]})
	var columns [][]*tensor.Array
	for i := range n {
		for k, r := range f(at(flat, 0, i)) {
			if i == 0 {
				columns = append(columns, nil)
			}
			columns[k] = append(columns[k], r)
		}
	}
	out := make([]*tensor.Array, len(columns))
	for k, parts := range columns {
		s := stack(parts, 0)
		out[k] = s.Reshape(append(append([]int{}, lead...), s.Shape()[1:]...))
	}
	return out
}

// castAll converts results to the dtype of linear algebra.
func castAll(dt tensor.DType, arrays []*tensor.Array) []*tensor.Array {
	for i, a := range arrays {
		to := dt
		if dt.IsComplex() && !a.DType().IsComplex() {
			to = dt.Real() // singular values
		}
		arrays[i] = castTo(a, to)
	}
	return arrays
}

// matrixFunc declares a function of square matrices with one result.
func matrixFunc(sig, doc string, f func(m *tensor.Array) *tensor.Array) object.Member {
	return fun(sig, doc, func(c *call) object.Value {
		a := c.first()
		checkSquare(a)
		out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{f(m)} })
		return binding.FromArray(castAll(realType(a), out)[0])
	})
}

func solveFuncs() []object.Member {
	return []object.Member{
		matrixFunc("inv(a)", "The inverse of a matrix.", inverse),
		matrixFunc("det(a)", "The determinant of a matrix.", func(m *tensor.Array) *tensor.Array {
			switch {
			case m.Size() == 0:
				return tensor.Scalar(1.0)
			case m.DType().IsComplex():
				return complexDet(m)
			}
			return tensor.Scalar(mat.Det(dense(m)))
		}),
		fun("slogdet(a)", "The sign of the determinant and the logarithm of its absolute value.", func(c *call) object.Value {
			a := c.first()
			checkSquare(a)
			out := castAll(realType(a), eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				if m.DType().IsComplex() {
					return complexLogDet(m)
				}
				log, sign := mat.LogDet(dense(m))
				if math.IsInf(log, -1) {
					sign = 0
				}
				return []*tensor.Array{tensor.Scalar(sign), tensor.Scalar(log)}
			}))
			return &result{resultClasses["SlogdetResult"], []string{"sign", "logabsdet"}, []object.Value{binding.FromArray(out[0]), binding.FromArray(out[1])}}
		}),
		fun("solve(a, b)", "The solution x of a @ x = b.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			checkSquare(a)
			dt := realType(a, b)
			vector := b.Rank() == a.Rank()-1
			if vector {
				b = expandDims(b, []int{b.Rank()})
			}
			if n, m := a.Shape()[a.Rank()-1], b.Shape()[max(b.Rank()-2, 0)]; vector && m != n {
				throwValue("solve1: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m)->(m) (size %d is different from %d)", m, n)
			}
			if b.Rank() < 2 || b.Shape()[b.Rank()-2] != a.Shape()[a.Rank()-1] {
				throwValue("solve: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (m,m),(m,n)->(m,n) (size %d is different from %d)", b.Shape()[max(b.Rank()-2, 0)], a.Shape()[a.Rank()-1])
			}
			n := a.Shape()[a.Rank()-1]
			inner := tensor.Float64
			if dt.IsComplex() {
				inner = tensor.Complex128
			}
			both := concatenate([]*tensor.Array{castTo(a, inner), castTo(b, inner)}, a.Rank()-1)
			out := eachMatrix(both, func(m *tensor.Array) []*tensor.Array {
				return []*tensor.Array{solve(sliceAxis(m, 1, 0, n), sliceAxis(m, 1, n, m.Shape()[1]))}
			})[0]
			if vector {
				out = at(out, out.Rank()-1, 0)
			}
			return castTo(out, dt)
		}),
		fun("lstsq(a, b, rcond='warn')", "The x for which a @ x is nearest to b.", func(c *call) object.Value {
			a, b := c.operand("a"), c.operand("b")
			checkMatrix(a)
			rcond := 0x1p-52 * float64(max(a.Shape()[0], a.Shape()[1]))
			if _, ok := c.Value("rcond").(string); ok {
				rcond = 0x1p-52
			} else if c.Has("rcond") {
				rcond = c.Float("rcond")
			}
			if a.Shape()[0] != b.Shape()[0] {
				throwLinAlg("Incompatible dimensions")
			}
			x, res, rank, s := leastSquares(floats(a), floats(b), rcond)
			return object.NewTuple(x, res, rank, s)
		}),
		fun("pinv(a, rcond=1e-15, hermitian=False)", "The pseudo-inverse of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkMatrix(a)
			rcond := c.Float("rcond")
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{pseudoInverse(m, rcond)} })
			return castAll(realType(a), out)[0]
		}),
		fun("matrix_power(a, n)", "A matrix multiplied by itself.", func(c *call) object.Value {
			a := c.operand("a")
			checkSquare(a)
			n, err := object.AsIndex(c.th, c.Value("n"))
			if err != nil {
				throwType("exponent must be an integer")
			}
			if n < 0 {
				a = eachMatrix(a, func(m *tensor.Array) []*tensor.Array { return []*tensor.Array{inverse(m)} })[0]
				n = -n
			}
			size := a.Shape()[a.Rank()-1]
			out := eye(a.DType(), size, size, 0).BroadcastTo(a.Shape())
			for ; n > 0; n >>= 1 {
				if n&1 != 0 {
					out = matmul(out, a)
				}
				a = matmul(a, a)
			}
			return out
		}),
		fun("multi_dot(arrays, *, out=None)", "The product of several matrices.", func(c *call) object.Value {
			all := arraysOf(c.th, c.Value("arrays"))
			if len(all) < 2 {
				throwValue("Expecting at least two arrays.")
			}
			r := all[0]
			for _, m := range all[1:] {
				r = dot(r, m)
			}
			return binding.FromArray(r)
		}),
	}
}

func inverse(m *tensor.Array) *tensor.Array {
	n := m.Shape()[0]
	return solve(m, eye(tensor.Float64, n, n, 0))
}

func solve(a, b *tensor.Array) *tensor.Array {
	if a.Size() == 0 || b.Size() == 0 {
		return tensor.NewArray(tensor.Float64, b.Shape()...)
	}
	if a.DType().IsComplex() || b.DType().IsComplex() {
		return complexSolve(a, b)
	}
	var lu mat.LU
	lu.Factorize(dense(a))
	if lu.Det() == 0 && isSingular(&lu) {
		throwLinAlg("Singular matrix")
	}
	var x mat.Dense
	if err := lu.SolveTo(&x, false, dense(b)); err != nil {
		if _, ok := err.(mat.Condition); !ok {
			throwLinAlg("Singular matrix")
		}
	}
	return fromDense(&x)
}

// isSingular reports whether a pivot is exactly zero.
func isSingular(lu *mat.LU) bool {
	var u mat.TriDense
	lu.UTo(&u)
	n, _ := u.Dims()
	for i := range n {
		if u.At(i, i) == 0 {
			return true
		}
	}
	return false
}

// leastSquares solves by the singular values; b may have several columns.
func leastSquares(a, b *tensor.Array, rcond float64) (x, residuals *tensor.Array, rank int, s *tensor.Array) {
	vector := b.Rank() == 1
	if vector {
		b = b.Reshape([]int{b.Size(), 1})
	}
	u, sv, vt := singular(a, false)
	values := sv.Floats()
	inv := tensor.NewArray(tensor.Float64, len(values))
	for i, v := range values {
		if v > rcond*values[0] {
			tensor.Data[float64](inv)[i] = 1 / v
			rank++
		}
	}
	proj := op2(ufMultiply, matmul(conjugated(reverseAxes(u)), b), inv.Reshape([]int{len(values), 1}))
	x = matmul(conjugated(reverseAxes(vt)), proj)
	residuals = tensor.NewArray(tensor.Float64, 0)
	if rank == a.Shape()[1] && a.Shape()[0] > a.Shape()[1] {
		d := op2(ufSubtract, b, matmul(a, x))
		d = op1(ufAbsolute, d)
		residuals = sum(op2(ufMultiply, d, d), &reduction{axes: []int{0}})
	}
	if vector {
		x = x.Reshape([]int{x.Size()})
	}
	return x, residuals, rank, sv
}

func pseudoInverse(m *tensor.Array, rcond float64) *tensor.Array {
	if m.Size() == 0 {
		return tensor.NewArray(tensor.Float64, m.Shape()[1], m.Shape()[0])
	}
	u, sv, vt := singular(floats(m), false)
	values := sv.Floats()
	inv := tensor.NewArray(tensor.Float64, len(values))
	for i, v := range values {
		if v > rcond*values[0] {
			tensor.Data[float64](inv)[i] = 1 / v
		}
	}
	return matmul(conjugated(reverseAxes(vt)), op2(ufMultiply, inv.Reshape([]int{len(values), 1}), conjugated(reverseAxes(u))))
}
