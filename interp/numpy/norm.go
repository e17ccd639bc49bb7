package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func normFuncs() []object.Member {
	return []object.Member{
		fun("norm(x, ord=None, axis=None, keepdims=False)", "The length of vectors, or the norm of matrices.", norm),
		fun("matrix_rank(A, tol=None, hermitian=False)", "The rank of a matrix.", func(c *call) object.Value {
			a := c.first()
			if a.Rank() < 2 {
				return int(b2i(anyTrue(truths(a))))
			}
			out := eachMatrix(a, func(m *tensor.Array) []*tensor.Array {
				s := singularValues(m).Floats()
				tol := 0.0
				if len(s) > 0 {
					tol = s[0] * float64(max(m.Shape()[0], m.Shape()[1])) * 0x1p-52
				}
				tol = c.FloatOr("tol", tol)
				n := int64(0)
				for _, v := range s {
					n += b2i(v > tol)
				}
				return []*tensor.Array{tensor.Scalar(n)}
			})[0]
			return binding.FromArray(out)
		}),
		fun("cond(x, p=None)", "The condition number of a matrix.", func(c *call) object.Value {
			a := c.first()
			checkMatrix(a)
			if !c.Has("p") {
				s := singularValues(a)
				return binding.FromArray(op2(ufDivide, at(s, 0, 0), at(s, 0, s.Size()-1)))
			}
			p := c.Value("p")
			return binding.FromArray(op2(ufMultiply, matrixNorm(c, a, p, [2]int{0, 1}, false), matrixNorm(c, inverse(a), p, [2]int{0, 1}, false)))
		}),
	}
}

func norm(c *call) object.Value {
	x := c.operand("x")
	if !x.DType().Real().IsFloat() {
		x = castTo(x, tensor.Float64)
	}
	if x.DType().IsComplex() && x.Rank() < 2 {
		x = op1(ufAbsolute, x)
	}
	ord, keep := c.Value("ord"), c.Bool("keepdims")
	if c.Value("axis") == nil {
		if ord == nil || ord == "fro" && x.Rank() == 2 || isTwo(ord) && x.Rank() == 1 {
			flat := op1(ufAbsolute, ravel(x, "C"))
			r := op1(ufSqrt, dot(flat, flat))
			if keep {
				shape := make([]int, x.Rank())
				for i := range shape {
					shape[i] = 1
				}
				return r.Reshape(shape)
			}
			return binding.FromArray(r)
		}
		switch x.Rank() {
		case 1:
			return binding.FromArray(vectorNorm(c, x, ord, 0, keep))
		case 2:
			return binding.FromArray(matrixNorm(c, x, ord, [2]int{0, 1}, keep))
		}
		throwValue("Improper number of dimensions to norm.")
	}
	axes := c.axes("axis", x.Rank())
	switch len(axes) {
	case 1:
		return binding.FromArray(vectorNorm(c, x, ord, axes[0], keep))
	case 2:
		return binding.FromArray(matrixNorm(c, x, ord, [2]int{axes[0], axes[1]}, keep))
	}
	throwValue("Improper number of dimensions to norm.")
	return nil
}

func isTwo(ord object.Value) bool { return ord == 2 || ord == 2.0 }

func vectorNorm(c *call, x *tensor.Array, ord object.Value, axis int, keep bool) *tensor.Array {
	opt := &reduction{axes: []int{axis}, keepdims: keep}
	if ord == nil || isTwo(ord) {
		return op1(ufSqrt, sum(op2(ufMultiply, op1(ufAbsolute, x), op1(ufAbsolute, x)), opt))
	}
	if s, ok := ord.(string); ok {
		throwValue("Invalid norm order '%s' for vectors", s)
	}
	p := object.Must(object.AsFloat(c.th, ord))
	abs := op1(ufAbsolute, x)
	switch {
	case math.IsInf(p, 1):
		return ufMaximum.reduce(abs, opt)
	case math.IsInf(p, -1):
		return ufMinimum.reduce(abs, opt)
	case p == 0:
		return castTo(countNonzero(x, opt), x.DType().Real())
	case p == 1:
		return sum(abs, opt)
	}
	return op2(ufPower, sum(op2(ufPower, abs, tensor.Scalar(p)), opt), tensor.Scalar(1/p))
}

func matrixNorm(c *call, x *tensor.Array, ord object.Value, axes [2]int, keep bool) *tensor.Array {
	if axes[0] == axes[1] {
		throwValue("Duplicate axes given.")
	}
	both := &reduction{axes: []int{axes[0], axes[1]}, keepdims: keep}
	if ord == nil || ord == "fro" || ord == "f" {
		return op1(ufSqrt, sum(op2(ufMultiply, op1(ufAbsolute, x), op1(ufAbsolute, x)), both))
	}
	p := math.NaN()
	if ord != "nuc" {
		if _, ok := ord.(string); ok {
			throwValue("Invalid norm order for matrices.")
		}
		p = object.Must(object.AsFloat(c.th, ord))
	}
	along := func(first, second int, u *ufunc) *tensor.Array {
		s := sum(op1(ufAbsolute, x), &reduction{axes: []int{first}, keepdims: true})
		r := u.reduce(s, &reduction{axes: []int{second}, keepdims: true})
		if keep {
			return r
		}
		_, short := both.keptShape(x.Shape())
		return r.Reshape(short)
	}
	switch {
	case p == 1:
		return along(axes[0], axes[1], ufMaximum)
	case p == -1:
		return along(axes[0], axes[1], ufMinimum)
	case math.IsInf(p, 1):
		return along(axes[1], axes[0], ufMaximum)
	case math.IsInf(p, -1):
		return along(axes[1], axes[0], ufMinimum)
	case p != 2 && p != -2 && ord != "nuc":
		throwValue("Invalid norm order for matrices.")
	}
	last := moveAxes(x, []int{axes[0], axes[1]}, []int{-2, -1})
	out := eachMatrix(last, func(m *tensor.Array) []*tensor.Array {
		s := singularValues(m)
		switch {
		case ord == "nuc":
			return []*tensor.Array{sum(s, &reduction{axes: []int{0}})}
		case p == 2:
			return []*tensor.Array{at(s, 0, 0).Clone()}
		}
		return []*tensor.Array{at(s, 0, s.Size()-1).Clone()}
	})[0]
	out = castTo(out, x.DType().Real())
	if keep {
		full, _ := both.keptShape(x.Shape())
		return out.Reshape(full)
	}
	return out
}
