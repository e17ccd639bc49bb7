package tf

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// reduceFn reduces along axes; nil means all.
type reduceFn = func(s *tensor.Scope, x *tensor.Tensor, axes []int, keepdims bool) *tensor.Tensor

func reduction(names, sig, doc string, f reduceFn, rows rowReduction) decl {
	return decl{names: names, sig: sig, doc: doc, direct: true, fresh: true, ragged: func(c *call) object.Value { return raggedReduce(c, names, f, rows) }, fn: func(c *call) object.Value {
		return f(c.s, c.tensor("input_tensor"), c.axes("axis"), c.Bool("keepdims"))
	}}
}

// flagReduction is reduction of bools: what is no tensor becomes one of these,
// arrays and lists of tensors by what is not zero.
func flagReduction(names, sig, doc string, f reduceFn, rows rowReduction) decl {
	d := reduction(names, sig, doc, f, rows)
	d.fn = func(c *call) object.Value {
		x := c.tensorAsBool("input_tensor")
		return f(c.s, x, c.axes("axis"), c.Bool("keepdims"))
	}
	return d
}

// reduceDecls are the reductions, running sums and what is computed of them.
func reduceDecls() []decl {
	return []decl{
		reduction("math.reduce_sum reduce_sum", "reduce_sum(input_tensor, axis=None, keepdims=False, name=None)", "The sum along axes.", (*tensor.Scope).Sum, rowReduction{segment: (*tensor.Scope).UnsortedSegmentSum}),
		reduction("math.reduce_mean reduce_mean", "reduce_mean(input_tensor, axis=None, keepdims=False, name=None)", "The mean along axes; of integers rounded toward zero.", (*tensor.Scope).Mean, rowReduction{segment: (*tensor.Scope).UnsortedSegmentSum, mean: true}),
		reduction("math.reduce_max reduce_max", "reduce_max(input_tensor, axis=None, keepdims=False, name=None)", "The greatest value along axes.", (*tensor.Scope).Max, rowReduction{segment: (*tensor.Scope).UnsortedSegmentMax}),
		reduction("math.reduce_min reduce_min", "reduce_min(input_tensor, axis=None, keepdims=False, name=None)", "The smallest value along axes.", (*tensor.Scope).Min, rowReduction{segment: (*tensor.Scope).UnsortedSegmentMin}),
		reduction("math.reduce_prod reduce_prod", "reduce_prod(input_tensor, axis=None, keepdims=False, name=None)", "The product along axes.", (*tensor.Scope).Prod, rowReduction{segment: (*tensor.Scope).UnsortedSegmentProd}),
		flagReduction("math.reduce_all reduce_all", "reduce_all(input_tensor, axis=None, keepdims=False, name=None)", "Whether all are true along axes.", (*tensor.Scope).All, rowReduction{segment: ofFlags((*tensor.Scope).UnsortedSegmentMin)}),
		flagReduction("math.reduce_any reduce_any", "reduce_any(input_tensor, axis=None, keepdims=False, name=None)", "Whether any is true along axes.", (*tensor.Scope).Any, rowReduction{segment: ofFlags((*tensor.Scope).UnsortedSegmentMax)}),
		reduction("math.reduce_logsumexp reduce_logsumexp", "reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None)", "log Σ exp(x) along axes, without overflow.", (*tensor.Scope).LogSumExp, rowReduction{}),
		reduction("math.reduce_std", "reduce_std(input_tensor, axis=None, keepdims=False, name=None)", "The standard deviation along axes.", onFloats((*tensor.Scope).Std), rowReduction{}),
		reduction("math.reduce_variance", "reduce_variance(input_tensor, axis=None, keepdims=False, name=None)", "The variance along axes.", onFloats((*tensor.Scope).Variance), rowReduction{}),
		reduction("math.reduce_euclidean_norm", "reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None)", "√Σ x² along axes.", (*tensor.Scope).EuclideanNorm, rowReduction{}),
		{names: "math.count_nonzero", sig: "count_nonzero_v2(input, axis=None, keepdims=None, dtype=tf.int64, name=None)", doc: "How many elements are not zero along axes.", fn: func(c *call) object.Value {
			return c.s.CountNonZero(c.tensor("input"), c.axes("axis"), c.Bool("keepdims"), c.dtype("dtype", tensor.Int64))
		}},
		{names: "math.zero_fraction nn.zero_fraction", sig: "zero_fraction(value, name=None)", doc: "The share of elements that are zero.", fn: func(c *call) object.Value {
			x := c.tensor("value")
			return c.s.Mean(c.s.Cast(c.s.Equal(x, c.s.ZerosLike(x)), tensor.Float32), nil, false)
		}},
		{names: "math.argmax argmax", direct: true, sig: "argmax_v2(input, axis=None, output_type=tf.int64, name=None)", doc: "The position of the greatest value along an axis (0 unless given).", fn: func(c *call) object.Value {
			return c.s.ArgMax(c.tensor("input"), c.IntOr("axis", 0), c.dtype("output_type", tensor.Int64))
		}},
		{names: "math.argmin argmin", direct: true, sig: "argmin_v2(input, axis=None, output_type=tf.int64, name=None)", doc: "The position of the smallest value along an axis (0 unless given).", fn: func(c *call) object.Value {
			return c.s.ArgMin(c.tensor("input"), c.IntOr("axis", 0), c.dtype("output_type", tensor.Int64))
		}},
		{names: "math.cumsum cumsum", sig: "cumsum(x, axis=0, exclusive=False, reverse=False, name=None)", doc: "Running sums along an axis.", fn: func(c *call) object.Value {
			return c.s.CumSum(c.tensor("x"), c.int("axis"), c.Bool("exclusive"), c.Bool("reverse"))
		}},
		{names: "math.cumprod", sig: "cumprod(x, axis=0, exclusive=False, reverse=False, name=None)", doc: "Running products along an axis.", fn: func(c *call) object.Value {
			return c.s.CumProd(c.tensor("x"), c.int("axis"), c.Bool("exclusive"), c.Bool("reverse"))
		}},
		{names: "math.cumulative_logsumexp", sig: "cumulative_logsumexp(x, axis=0, exclusive=False, reverse=False, name=None)", doc: "Running log Σ exp(x) along an axis.", fn: cumulativeLogSumExp},
		{names: "compat.v1.norm norm linalg.norm", sig: "norm_v2(tensor, ord='euclidean', axis=None, keepdims=None, name=None)", doc: "The norm of vectors (one axis) or matrices (two axes); of all elements unless axis is given.", fn: norm},
		{names: "linalg.normalize", sig: "normalize(tensor, ord='euclidean', axis=None, name=None)", doc: "The tensor divided by its norm along an axis; also gives the norm.", fn: func(c *call) object.Value {
			x := c.tensor("tensor")
			n := normOf(c, x, true)
			return object.NewTuple(c.s.Div(x, n), n)
		}},
		{names: "math.l2_normalize linalg.l2_normalize nn.l2_normalize", sig: "l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None)", doc: "x/√max(Σx², epsilon) along axes.", fn: func(c *call) object.Value {
			axes := c.axes("axis")
			if c.Has("dim") {
				axes = c.axes("dim")
			}
			x := c.tensor("x")
			c.s.CheckAttr("Square", "T", x.DType())
			needConstant(x, object.Must(object.Repr(c.th, c.Value("epsilon"))), true)
			return c.s.L2Normalize(x, axes, c.number("epsilon"))
		}},
		rawUnary("nn.l2_loss", "l2_loss(t, name=None)", "Σx²/2.", (*tensor.Scope).L2Loss),
		{names: "math.is_non_decreasing", sig: "is_non_decreasing(x, name=None)", doc: "Whether no element is smaller than the one before.", fn: func(c *call) object.Value {
			return c.ordered((*tensor.Scope).LessEqual)
		}},
		{names: "math.is_strictly_increasing", sig: "is_strictly_increasing(x, name=None)", doc: "Whether each element is greater than the one before.", fn: func(c *call) object.Value {
			return c.ordered((*tensor.Scope).Less)
		}},
		{names: "math.polyval", sig: "polyval(coeffs, x, name=None)", doc: "The value of a polynomial whose coefficients are given, highest power first.", fn: polyval},
		{names: "math.lbeta", sig: "lbeta(x, name=None)", doc: "Logarithm of the beta function of the last axis.", fn: func(c *call) object.Value {
			x := c.tensor("x")
			last := []int{-1}
			return c.s.Sub(c.s.Sum(c.s.Lgamma(x), last, false), c.s.Lgamma(c.s.Sum(x, last, false)))
		}},
		{names: "nn.moments", asks: "x.dtype", plain: true, sig: "moments_v2(x, axes, shift=None, keepdims=False, name=None)", doc: "Mean and variance along axes.", fn: func(c *call) object.Value {
			if binding.KerasIn(c.Value("x")) {
				return c.graphMoments()
			}
			mean, variance := c.s.Moments(c.tensor("x"), c.axes("axes"), c.Bool("keepdims"))
			return object.NewTuple(mean, variance)
		}},
		{names: "compat.v1.nn.weighted_moments nn.weighted_moments", sig: "weighted_moments_v2(x, axes, frequency_weights, keepdims=False, name=None)", doc: "Mean and variance along axes, weighted.", fn: weightedMoments},
		{names: "compat.v1.nn.sufficient_statistics nn.sufficient_statistics", sig: "sufficient_statistics_v2(x, axes, shift=None, keepdims=False, name=None)", doc: "Count, sum and sum of squares along axes, of which moments follow.", fn: sufficientStatistics},
		{names: "nn.normalize_moments", sig: "normalize_moments(counts, mean_ss, variance_ss, shift, name=None)", doc: "Mean and variance of sufficient statistics.", fn: normalizeMoments},
	}
}

func onFloats(f reduceFn) reduceFn {
	return func(s *tensor.Scope, x *tensor.Tensor, axes []int, keepdims bool) *tensor.Tensor {
		if x.DType().IsInteger() {
			object.Throw(object.TypeErrorf("Input must be either real or complex. Received integer type %s.", "<dtype: '"+x.DType().String()+"'>"))
		}
		return f(s, x, axes, keepdims)
	}
}

// graphMoments is tf.nn.moments on a Keras tensor: TensorFlow's function is
// made of others, each of which becomes a layer.
func (c *call) graphMoments() object.Value {
	x, axes := c.Value("x"), c.Value("axes")
	mean := func(x object.Value) object.Value {
		return c.inGraph("math.reduce_mean", object.Args{Pos: []object.Value{x, axes}, Kw: []object.Kwarg{{Name: "keepdims", Value: true}}})
	}
	m := mean(x)
	variance := mean(c.inGraph("math.squared_difference", object.Pos(x, c.inGraph("stop_gradient", object.Pos(m)))))
	if !c.Bool("keepdims") {
		m, variance = c.inGraph("compat.v1.squeeze", object.Pos(m, axes)), c.inGraph("compat.v1.squeeze", object.Pos(variance, axes))
	}
	return object.NewTuple(m, variance)
}

// inGraph calls another function of the module on Keras tensors.
func (c *call) inGraph(symbol string, args object.Args) object.Value {
	return object.Must(object.Call(c.th, functionNamed(symbol), args))
}

func norm(c *call) object.Value { return normOf(c, c.tensor("tensor"), c.boolIfHas("keepdims")) }

// boolIfHas is a bool argument whose default is None.
func (c *call) boolIfHas(name string) bool { return c.Has(name) && c.Bool(name) }

func normOf(c *call, x *tensor.Tensor, keepdims bool) *tensor.Tensor {
	axes := c.axes("axis")
	_, isTuple := c.Value("axis").(*object.Tuple)
	_, isList := c.Value("axis").(*object.List)
	matrix := (isTuple || isList) && len(axes) == 2
	p, name := 2.0, ""
	switch v := c.Value("ord").(type) {
	case string:
		name = v
	default:
		p = toFloat(c.th, v)
	}
	switch {
	case name == "euclidean":
		needNumeric(x)
		return c.s.VectorNorm(x, 2, axes, keepdims)
	case name == "fro" && matrix:
		needNumeric(x)
		return c.s.VectorNorm(x, 2, axes, keepdims)
	case name != "":
		object.Throw(badNorm(c, matrix))
	case matrix:
		if p != 1 && p != 2 && !math.IsInf(p, 1) {
			object.Throw(badNorm(c, matrix))
		}
		return c.s.MatrixNorm(x, p, [2]int{axes[0], axes[1]}, keepdims)
	case p <= 0:
		object.Throw(badNorm(c, matrix))
	}
	if p == 2 {
		needNumeric(x)
	} else if !x.DType().IsComplex() {
		c.s.CheckAttr("Abs", "T", x.DType())
	}
	return c.s.VectorNorm(x, p, axes, keepdims)
}

func badNorm(c *call, matrix bool) error {
	ord := object.Must(object.Str(c.th, c.Value("ord")))
	if matrix {
		return object.ValueErrorf("'ord' must be a supported matrix norm in ['euclidean', 'fro', 1, 2, inf], got %s", ord)
	}
	return object.ValueErrorf("'ord' must be a supported vector norm, got %s", ord)
}

// ordered compares each element with its successor.
func (c *call) ordered(less binaryFn) *tensor.Tensor {
	x := c.tensor("x")
	if dt := x.DType(); dt == tensor.Bool || dt == tensor.String {
		object.Throw(object.TypeErrorf("Expected x to be numeric, instead found: %s", x.Text(binding.PrintOptions(c.th))))
	}
	x = c.s.Reshape(x, []int{-1})
	if x.Dim(0) == 0 {
		return tensor.ConstScalar(true)
	}
	before := c.s.StridedSlice(x, []tensor.Slice{{Start: tensor.NoIndex, Stop: -1, Step: 1}})
	after := c.s.StridedSlice(x, []tensor.Slice{{Start: 1, Stop: tensor.NoIndex, Step: 1}})
	return c.s.All(less(c.s, before, after), nil, false)
}

func polyval(c *call) object.Value {
	l, ok := c.Value("coeffs").(*object.List)
	if !ok {
		object.Throw(object.ValueErrorf("Argument coeffs must be list type. Received type %s.", object.Must(object.Repr(c.th, object.TypeOf(c.Value("coeffs"))))))
	}
	x := c.tensor("x")
	if len(l.Elems) == 0 {
		return c.s.ZerosLike(x)
	}
	p := c.tensorOf(l.Elems[0])
	for _, v := range l.Elems[1:] {
		p = c.s.Add(c.tensorOf(v), c.s.Mul(p, x))
	}
	return p
}

// cumulativeLogSumExp sums exp(x - max) and adds the maximum again.
func cumulativeLogSumExp(c *call) object.Value {
	x, axis := c.tensor("x"), c.int("axis")
	c.s.CheckAttr("CumulativeLogsumexp", "T", x.DType())
	top := c.s.StopGradient(c.s.Max(x, []int{axis}, true))
	return c.s.Add(c.s.Log(c.s.CumSum(c.s.Exp(c.s.Sub(x, top)), axis, c.Bool("exclusive"), c.Bool("reverse"))), top)
}

func weightedMoments(c *call) object.Value {
	x, axes := c.tensor("x"), c.axes("axes")
	w := c.tensorAs("frequency_weights", x.DType())
	wide := c.s.BroadcastLike(w, x)
	total := c.s.Sum(wide, axes, true)
	mean := c.s.Div(c.s.Sum(c.s.Mul(wide, x), axes, true), total)
	variance := c.s.Div(c.s.Sum(c.s.Mul(wide, c.s.SquaredDifference(x, mean)), axes, true), total)
	if !c.Bool("keepdims") {
		drop := tensor.Axes(axes, x.Rank())
		mean, variance = c.s.Squeeze(mean, drop), c.s.Squeeze(variance, drop)
	}
	return object.NewTuple(mean, variance)
}

func sufficientStatistics(c *call) object.Value {
	x, axes, keep := c.tensor("x"), c.axes("axes"), c.Bool("keepdims")
	count := 1
	for _, ax := range tensor.Axes(axes, x.Rank()) {
		count *= x.Dim(ax)
	}
	var shift object.Value
	first, second := x, c.s.Square(x)
	if c.Has("shift") {
		sh := c.tensorAs("shift", x.DType())
		shift = sh
		first, second = c.s.Sub(x, sh), c.s.SquaredDifference(x, sh)
	}
	return object.NewTuple(c.s.Cast(tensor.ConstScalar(float64(count)), x.DType()), c.s.Sum(first, axes, keep), c.s.Sum(second, axes, keep), shift)
}

func normalizeMoments(c *call) object.Value {
	n := c.s.Reciprocal(c.tensor("counts"))
	times := func(name string) *tensor.Tensor {
		ts := binding.ToTensors(c.th, c.Value(name), n)
		return c.s.Mul(ts[0], ts[1])
	}
	shifted := times("mean_ss")
	mean := shifted
	if c.Has("shift") {
		mean = c.s.Add(shifted, c.tensorLike("shift", shifted.DType()))
	}
	return object.NewTuple(mean, c.s.Sub(times("variance_ss"), c.s.Square(shifted)))
}
