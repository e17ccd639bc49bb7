package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func linearOperatorMembers() []object.Member {
	get := func(name, doc string, f func(o *linearOperator) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*linearOperator)), nil
		})
	}
	method := func(sig, doc string, f func(c *call, o *linearOperator) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(&call{Bound: a, th: th, s: binding.Scope(th)}, a.Self().(*linearOperator)), nil
		})
	}
	computed := func(name, doc string, f func(o *linearOperator, s *tensor.Scope) *tensor.Tensor) object.Member {
		return method(name+"(self, name='"+name+"')", doc, func(c *call, o *linearOperator) object.Value { return f(o, c.s) })
	}
	counted := func(name, doc string, f func(o *linearOperator) []int) object.Member {
		return method(name+"(self, name='"+name+"')", doc, func(c *call, o *linearOperator) object.Value {
			return tensor.IntTensor(tensor.Int32, f(o)...)
		})
	}
	scalar := func(name, doc string, f func(o *linearOperator) int) object.Member {
		return method(name+"(self, name='"+name+"')", doc, func(c *call, o *linearOperator) object.Value {
			return tensor.ConstScalar(int32(f(o)))
		})
	}
	batch := func(o *linearOperator) []int { return o.shape()[:len(o.shape())-2] }
	return []object.Member{
		get("name", "the name", func(o *linearOperator) object.Value { return o.name }),
		get("dtype", "the dtype of the matrix", func(o *linearOperator) object.Value { return binding.TFDType(o.spec.DType) }),
		get("shape", "the shape of the matrix, behind that of the batch", func(o *linearOperator) object.Value { return binding.NewTensorShape(o.shape()) }),
		get("batch_shape", "the shape of the batch", func(o *linearOperator) object.Value { return binding.NewTensorShape(batch(o)) }),
		get("tensor_rank", "the rank of the matrix with its batch", func(o *linearOperator) object.Value { return len(o.shape()) }),
		get("domain_dimension", "the number of columns", func(o *linearOperator) object.Value { return o.cols() }),
		get("range_dimension", "the number of rows", func(o *linearOperator) object.Value { return o.rows() }),
		get("is_square", "whether it is square", func(o *linearOperator) object.Value { return o.square }),
		get("is_non_singular", "whether it can be inverted, None when that is not known", func(o *linearOperator) object.Value { return o.nonSingular }),
		get("is_self_adjoint", "whether it is its own adjoint, None when that is not known", func(o *linearOperator) object.Value { return o.selfAdjoint }),
		get("is_positive_definite", "whether it is positive definite, None when that is not known", func(o *linearOperator) object.Value { return o.positive }),
		get("operators", "the operators that it is made of", func(o *linearOperator) object.Value {
			out := object.NewList()
			for _, line := range o.blocks {
				row := object.NewList()
				for _, p := range line {
					row.Elems = append(row.Elems, p)
				}
				out.Elems = append(out.Elems, row)
			}
			for _, p := range o.parts {
				out.Elems = append(out.Elems, p)
			}
			return out
		}),
		get("operator", "the operator that it is made of", func(o *linearOperator) object.Value {
			if len(o.parts) == 0 {
				object.Throw(object.AttributeErrorf("'%s' object has no attribute 'operator'", o.class.Name))
			}
			return o.parts[0]
		}),
		object.Getter("H", "the adjoint", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*linearOperator).adjoined(binding.Scope(th)), nil
		}),
		counted("shape_tensor", "The shape as a tensor.", (*linearOperator).shape),
		counted("batch_shape_tensor", "The shape of the batch as a tensor.", batch),
		scalar("tensor_rank_tensor", "The rank as a tensor.", func(o *linearOperator) int { return len(o.shape()) }),
		scalar("domain_dimension_tensor", "The number of columns as a tensor.", (*linearOperator).cols),
		scalar("range_dimension_tensor", "The number of rows as a tensor.", (*linearOperator).rows),
		computed("to_dense", "The matrix.", func(o *linearOperator, s *tensor.Scope) *tensor.Tensor { return o.dense(s) }),
		computed("determinant", "The determinant.", (*linearOperator).determinant),
		computed("log_abs_determinant", "The logarithm of the absolute value of the determinant.", (*linearOperator).logAbsDeterminant),
		computed("diag_part", "The main diagonal.", (*linearOperator).diagPart),
		computed("trace", "The sum of the main diagonal.", func(o *linearOperator, s *tensor.Scope) *tensor.Tensor {
			return s.Sum(o.diagPart(s), []int{-1}, false)
		}),
		computed("eigvals", "The eigenvalues of a self-adjoint operator.", func(o *linearOperator, s *tensor.Scope) *tensor.Tensor {
			if o.selfAdjoint != true {
				object.Throw(object.NotImplementedErrorf("Only self-adjoint matrices are supported."))
			}
			if o.diag != nil {
				return o.diag(s)
			}
			if t := o.circulant; t != nil {
				return t.out(s, t.complex(s))
			}
			values, _ := s.Eigh(o.dense(s))
			return values
		}),
		computed("cond", "The condition number.", func(o *linearOperator, s *tensor.Scope) *tensor.Tensor {
			values, _, _ := s.SVD(o.dense(s), false)
			return s.Div(s.Max(values, []int{-1}, false), s.Min(values, []int{-1}, false))
		}),
		method("matmul(self, x, adjoint=False, adjoint_arg=False, name='matmul')", "The product with a matrix, or with another operator.", func(c *call, o *linearOperator) object.Value {
			if p, ok := c.Value("x").(*linearOperator); ok {
				if c.Bool("adjoint") {
					o = o.adjoined(c.s)
				}
				if c.Bool("adjoint_arg") {
					p = p.adjoined(c.s)
				}
				return o.times(c.s, p)
			}
			if l, ok := c.Value("x").(*object.List); ok && o.blocks != nil && len(l.Elems) > 0 && binding.IsTensor(l.Elems[0]) {
				return o.matmulBlocks(c, l.Elems)
			}
			return o.matmul(c.s, c.tensorAs("x", o.spec.DType), c.Bool("adjoint"), c.Bool("adjoint_arg"))
		}),
		method("matvec(self, x, adjoint=False, name='matvec')", "The product with a vector.", func(c *call, o *linearOperator) object.Value {
			y := o.matmul(c.s, c.s.ExpandDims(c.tensorAs("x", o.spec.DType), -1), c.Bool("adjoint"), false)
			return c.s.Squeeze(y, []int{-1})
		}),
		method("solve(self, rhs, adjoint=False, adjoint_arg=False, name='solve')", "What times the operator is a matrix.", func(c *call, o *linearOperator) object.Value {
			if p, ok := c.Value("rhs").(*linearOperator); ok {
				return o.inverted(c.s).times(c.s, p)
			}
			b := c.tensorAs("rhs", o.spec.DType)
			if c.Bool("adjoint_arg") {
				b = c.s.Adjoint(b)
			}
			return o.solve(c.s, b, c.Bool("adjoint"))
		}),
		method("solvevec(self, rhs, adjoint=False, name='solve')", "What times the operator is a vector.", func(c *call, o *linearOperator) object.Value {
			x := o.solve(c.s, c.s.ExpandDims(c.tensorAs("rhs", o.spec.DType), -1), c.Bool("adjoint"))
			return c.s.Squeeze(x, []int{-1})
		}),
		method("adjoint(self, name='adjoint')", "The adjoint operator.", func(c *call, o *linearOperator) object.Value { return o.adjoined(c.s) }),
		method("inverse(self, name='inverse')", "The inverse operator.", func(c *call, o *linearOperator) object.Value { return o.inverted(c.s) }),
		method("cholesky(self, name='cholesky')", "The lower triangular operator whose product with its adjoint this is.", func(c *call, o *linearOperator) object.Value {
			if o.selfAdjoint != true || o.positive != true {
				object.Throw(object.ValueErrorf("Cannot take the Cholesky decomposition: Not a positive definite self adjoint matrix."))
			}
			l := &linearOperator{class: lowerTriangularClass, name: "LinearOperatorLowerTriangular", nonSingular: true, square: true}
			return triangularOperator(c.s, c.s.Cholesky(o.dense(c.s)), l)
		}),
		method("add_to_tensor(self, x, name='add_to_tensor')", "The sum with a matrix.", func(c *call, o *linearOperator) object.Value {
			return c.s.Add(o.dense(c.s), c.tensorAs("x", o.spec.DType))
		}),
		method("assert_non_singular(self, name='assert_non_singular')", "Raises when the operator is singular.", func(c *call, o *linearOperator) object.Value {
			for _, v := range o.triangleOrEigen(c.s).Array().Floats() {
				if v == 0 {
					tensor.Throwf("InvalidArgumentError", "Singular operator:  Diagonal contained zero values.")
				}
			}
			return nil
		}),
		method("assert_positive_definite(self, name='assert_positive_definite')", "Raises when the operator is not positive definite.", func(c *call, o *linearOperator) object.Value {
			for i, v := range o.triangleOrEigen(c.s).Array().Floats() {
				if v <= 0 {
					tensor.Throwf("InvalidArgumentError", "Operator was not positive definite: element %d is %v.", i, v)
				}
			}
			return nil
		}),
		method("assert_self_adjoint(self, name='assert_self_adjoint')", "Raises when the operator is not its own adjoint.", func(c *call, o *linearOperator) object.Value {
			m := o.dense(c.s)
			for _, v := range c.s.Sub(m, c.s.Adjoint(m)).Array().Floats() {
				if v != 0 {
					tensor.Throwf("InvalidArgumentError", "Matrix was not equal to its adjoint.")
				}
			}
			return nil
		}),
	}
}

// triangleOrEigen is numbers that are zero when the operator is singular, and
// positive when it is positive definite.
func (o *linearOperator) triangleOrEigen(s *tensor.Scope) *tensor.Tensor {
	if d := o.triangle(s); d != nil {
		return d
	}
	values, _ := s.Eigh(o.dense(s))
	return values
}
