package tensor

import "math"

// LogSumExp is log Σ exp(x) along the axes, exact for large |x|.
func (s *Scope) LogSumExp(x *Tensor, axes []int, keepdims bool) *Tensor {
	s.checkTypes("Max", x)
	s.checkTypes("IsFinite", x)
	axes = Axes(axes, x.Rank())
	top := s.Max(x, axes, true)
	top = s.StopGradient(s.Select(s.IsFinite(top), top, s.ZerosLike(top)))
	sum := s.Log(s.Sum(s.Exp(s.Sub(x, top)), axes, true))
	return s.dropAxes(s.Add(sum, top), axes, keepdims)
}

// dropAxes takes axes of length one away unless they are to be kept.
func (s *Scope) dropAxes(x *Tensor, axes []int, keepdims bool) *Tensor {
	if keepdims || len(axes) == 0 {
		return x
	}
	return s.Squeeze(x, axes)
}

// Variance is the mean squared distance from the mean along the axes.
func (s *Scope) Variance(x *Tensor, axes []int, keepdims bool) *Tensor {
	s.checkTypes("Mean", x)
	if !differentiable(x.DType()) {
		Throwf("TypeError", "Input must be either real or complex. Received integer type <dtype: '%s'>.", x.DType())
	}
	return s.Mean(s.absSquare(s.Sub(x, s.Mean(x, axes, true))), axes, keepdims)
}

// absSquare is |x|², which is real.
func (s *Scope) absSquare(x *Tensor) *Tensor {
	if x.DType().IsComplex() {
		return s.Real(s.Mul(s.Conj(x), x))
	}
	return s.Square(x)
}

// Std is the square root of [Scope.Variance].
func (s *Scope) Std(x *Tensor, axes []int, keepdims bool) *Tensor {
	return s.Sqrt(s.Variance(x, axes, keepdims))
}

// EuclideanNorm is √Σx² along the axes; integers give an integer.
func (s *Scope) EuclideanNorm(x *Tensor, axes []int, keepdims bool) *Tensor {
	if x.DType().IsInteger() {
		wide := s.Cast(x, Float64)
		return s.Cast(s.Sqrt(s.Sum(s.Square(wide), axes, keepdims)), x.DType())
	}
	if x.DType().IsComplex() {
		return s.Sqrt(s.Sum(s.Mul(x, s.Conj(x)), axes, keepdims))
	}
	return s.Apply1(opEuclideanNorm, &reduceAttr{Axes(axes, x.Rank()), keepdims}, x)
}

var opEuclideanNorm *Op

func init() {
	opEuclideanNorm = reduce(&reduction{name: "EuclideanNorm", f64: math.Hypot},
		func(s *Scope, a *reduceAttr, x, y, g *Tensor) *Tensor {
			return s.Div(x, s.keepAxes(s.Div(y, g), x, a))
		})
}

// CountNonZero is how many elements along the axes are not zero, false or
// empty.
func (s *Scope) CountNonZero(x *Tensor, axes []int, keepdims bool, dt DType) *Tensor {
	zero := Full(x.DType(), 0)
	return s.Cast(s.Sum(s.Cast(s.NotEqual(x, zero), Int64), axes, keepdims), dt)
}

// L2Normalize divides x by its Euclidean length along the axes, which counts
// as √epsilon at least.
func (s *Scope) L2Normalize(x *Tensor, axes []int, epsilon float64) *Tensor {
	sum := s.Sum(s.absSquare(x), axes, true)
	scale := s.Rsqrt(s.Maximum(sum, Full(sum.DType(), epsilon)))
	return s.Mul(x, s.Cast(scale, x.DType()))
}

// VectorNorm is the p-norm of x along the axes (nil for all elements), p being
// 1, 2, Inf or another positive number.
func (s *Scope) VectorNorm(x *Tensor, p float64, axes []int, keepdims bool) *Tensor {
	switch {
	case p == 2:
		return s.Sqrt(s.Sum(s.Mul(x, s.Conj(x)), axes, keepdims))
	case p == 1:
		return s.Sum(s.Abs(x), axes, keepdims)
	case math.IsInf(p, 1):
		return s.Max(s.Abs(x), axes, keepdims)
	}
	dt := x.DType().Real()
	sum := s.Sum(s.Pow(s.Abs(x), Full(dt, p)), axes, keepdims)
	return s.Pow(sum, Full(dt, 1/p))
}

// MatrixNorm is the norm of matrices in two axes: p is 1 or Inf for the
// largest sum of a column or row, 2 for the largest singular value.
func (s *Scope) MatrixNorm(x *Tensor, p float64, axes [2]int, keepdims bool) *Tensor {
	r, c := normalAxis(axes[0], x.Rank()), normalAxis(axes[1], x.Rank())
	var y *Tensor
	switch {
	case p == 2:
		perm := make([]int, 0, x.Rank())
		for i := range x.Rank() {
			if i != r && i != c {
				perm = append(perm, i)
			}
		}
		top := s.Max(s.SingularValues(s.Transpose(x, append(perm, r, c))), []int{-1}, false)
		if !keepdims {
			return top
		}
		for _, ax := range []int{min(r, c), max(r, c)} {
			top = s.ExpandDims(top, ax)
		}
		return top
	case p == 1:
		y = s.Max(s.Sum(s.Abs(x), []int{r}, true), []int{c}, true)
	default:
		y = s.Max(s.Sum(s.Abs(x), []int{c}, true), []int{r}, true)
	}
	return s.dropAxes(y, []int{r, c}, keepdims)
}

// ClipByNorm scales x down so that its Euclidean length along the axes (nil
// for the whole tensor) is at most limit.
func (s *Scope) ClipByNorm(x, limit *Tensor, axes []int) *Tensor {
	sum := s.Sum(s.Mul(x, x), axes, true)
	zero := Full(x.DType(), 0)
	some := s.Greater(sum, zero)
	length := s.Select(some, s.Sqrt(s.Select(some, sum, s.OnesLike(sum))), sum)
	return s.Div(s.Mul(x, limit), s.Maximum(length, limit))
}

// GlobalNorm is the Euclidean length of all tensors together.
func (s *Scope) GlobalNorm(xs []*Tensor) *Tensor {
	halves := make([]*Tensor, len(xs))
	for i, x := range xs {
		halves[i] = s.L2Loss(x)
	}
	return s.Sqrt(s.Mul(s.Sum(s.Stack(halves, 0), nil, false), Full(xs[0].DType(), 2)))
}

// L2Loss is Σx²/2 over all elements.
func (s *Scope) L2Loss(x *Tensor) *Tensor {
	s.checkTypes("L2Loss", x)
	return s.Mul(s.Sum(s.Square(x), nil, false), Full(x.DType(), 0.5))
}

// AddN adds tensors of one shape.
func (s *Scope) AddN(xs []*Tensor) *Tensor {
	if len(xs) == 0 {
		Throwf("ValueError", "Inputs must be an iterable of at least one Tensor/IndexedSlices with the same dtype and shape.")
	}
	s.checkTypes("AddN", xs...)
	sum := xs[0]
	for i, x := range xs[1:] {
		if !fits(x.Shape(), xs[0].Shape()) {
			Throwf("InvalidArgumentError", "{{function_node __wrapped__AddN_N_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Inputs to operation AddN of type AddN must have the same size and shape.  Input 0: %s != input %d: %s [Op:AddN] name: ",
				len(xs), shapeBrackets(xs[0].Shape()), i+1, shapeBrackets(x.Shape()))
		}
		sum = s.Add(sum, x)
	}
	return sum
}
