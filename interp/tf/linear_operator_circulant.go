package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// The classes of operators that Fourier transforms make diagonal.
var (
	circulantClass   = circulantOperator("LinearOperatorCirculant", "A matrix each row of which is the one above moved on by one place, by its eigenvalues.")
	circulant2DClass = circulantOperator("LinearOperatorCirculant2D", "A circulant matrix of circulant blocks, by its eigenvalues.")
	circulant3DClass = circulantOperator("LinearOperatorCirculant3D", "A circulant matrix of circulant blocks of circulant blocks, by its eigenvalues.")
)

func circulantOperator(name, doc string) *object.Class {
	c := operatorClass(name, "circulant", doc, "(spectrum, input_output_dtype=<tf.complex64>, is_non_singular=None, is_self_adjoint=None, is_positive_definite=None, is_square=True, name='"+name+"')")
	c.Example = `>>> operator = tf.linalg.LinearOperatorCirculant([6.0, 4.0, 2.0, 4.0], input_output_dtype=tf.float32)
>>> operator.matvec([1.0, 0.0, 0.0, 0.0])
<tf.Tensor: shape=(4,), dtype=float32, numpy=array([4., 1., 0., 1.], dtype=float32)>`
	return c
}

// newCirculant makes an operator of the eigenvalues, over depth axes.
func newCirculant(depth int) func(c *call, o *linearOperator) *linearOperator {
	return func(c *call, o *linearOperator) *linearOperator {
		spectrum := c.tensor("spectrum")
		if spectrum.Rank() < depth {
			object.Throw(object.ValueErrorf("Argument `spectrum` must have at least %d dimensions. Received: %s.", depth, object.Must(object.Str(c.th, c.Value("spectrum")))))
		}
		if o.selfAdjoint == nil && !spectrum.DType().IsComplex() {
			o.selfAdjoint = true
		}
		o.square = true
		dt := tensor.Complex64
		if c.Has("input_output_dtype") {
			dt = c.dtype("input_output_dtype", dt)
		}
		t := &circulant{spectrum: spectrum, depth: depth, dtype: dt}
		o.circulant = t
		n := tensor.NumElements(t.block())
		o.dense = func(s *tensor.Scope) *tensor.Tensor {
			batch := spectrum.Shape()[:spectrum.Rank()-depth]
			eye := identityMatrix(s, dt, n)
			return t.filter(s, s.BroadcastTo(eye, append(slices.Clone(batch), n, n)), t.complex(s))
		}
		multiplier := func(s *tensor.Scope, adjoint bool) *tensor.Tensor {
			if adjoint {
				return s.Conj(t.complex(s))
			}
			return t.complex(s)
		}
		o.product = func(s *tensor.Scope, x *tensor.Tensor, adjoint bool) *tensor.Tensor {
			return t.filter(s, x, multiplier(s, adjoint))
		}
		o.solution = func(s *tensor.Scope, x *tensor.Tensor, adjoint bool) *tensor.Tensor {
			return t.filter(s, x, s.Reciprocal(multiplier(s, adjoint)))
		}
		o.det = func(s *tensor.Scope) *tensor.Tensor { return t.out(s, s.Prod(t.complex(s), t.axes(0), false)) }
		o.logDet = func(s *tensor.Scope) *tensor.Tensor { return s.Sum(s.Log(s.Abs(spectrum)), t.axes(0), false) }
		return o.finish(c.s)
	}
}

// circulant is a matrix by its eigenvalues, the last depth axes of spectrum.
type circulant struct {
	spectrum *tensor.Tensor
	depth    int
	dtype    tensor.DType // of what it is applied to
}

func (t *circulant) block() []int { return t.spectrum.Shape()[t.spectrum.Rank()-t.depth:] }

// axes are those of the block, counted from the end, before some others.
func (t *circulant) axes(others int) []int {
	out := make([]int, t.depth)
	for i := range out {
		out[i] = i - t.depth - others
	}
	return out
}

func (t *circulant) complexType() tensor.DType {
	if t.dtype == tensor.Float64 || t.dtype == tensor.Complex128 {
		return tensor.Complex128
	}
	return tensor.Complex64
}

func (t *circulant) complex(s *tensor.Scope) *tensor.Tensor {
	return s.Cast(t.spectrum, t.complexType())
}

// out is a complex tensor in the operator's dtype.
func (t *circulant) out(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor {
	if t.dtype.IsComplex() {
		return s.Cast(x, t.dtype)
	}
	return s.Cast(s.Real(x), t.dtype)
}

// filter multiplies the Fourier transforms of the columns of x by a spectrum.
func (t *circulant) filter(s *tensor.Scope, x, by *tensor.Tensor) *tensor.Tensor {
	shape, r := x.Shape(), x.Rank()
	blocks := append(append(slices.Clone(shape[:r-2]), t.block()...), shape[r-1])
	y := s.Reshape(s.Cast(x, t.complexType()), blocks)
	axes := t.axes(1)
	for i := range axes {
		axes[i] += y.Rank()
	}
	y = s.Mul(s.FFTAxes(y, axes, false), s.ExpandDims(by, -1))
	for i := range axes {
		axes[i] += y.Rank() - len(blocks)
	}
	y = s.FFTAxes(y, axes, true)
	lead := y.Shape()[:y.Rank()-t.depth-1]
	return t.out(s, s.Reshape(y, append(slices.Clone(lead), shape[r-2], shape[r-1])))
}

// circulantMembers are what operators with a spectrum have besides the others.
func circulantMembers() []object.Member {
	get := func(name, doc string, f func(t *circulant) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*linearOperator).circulant), nil
		})
	}
	return []object.Member{
		get("spectrum", "the eigenvalues", func(t *circulant) object.Value { return t.spectrum }),
		get("block_depth", "the number of axes of the spectrum", func(t *circulant) object.Value { return t.depth }),
		get("block_shape", "the shape of the spectrum", func(t *circulant) object.Value { return binding.NewTensorShape(t.block()) }),
		object.Method("block_shape_tensor(self)", "The shape of the spectrum as a tensor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return tensor.IntTensor(tensor.Int32, a.Self().(*linearOperator).circulant.block()...), nil
		}),
		object.Method("convolution_kernel(self, name='convolution_kernel')", "The kernel of the convolution that the operator is.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, s := a.Self().(*linearOperator).circulant, binding.Scope(th)
			axes := t.axes(0)
			for i := range axes {
				axes[i] += t.spectrum.Rank()
			}
			return t.out(s, s.FFTAxes(t.complex(s), axes, true)), nil
		}),
	}
}
