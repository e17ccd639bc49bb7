package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// normAxis is the axis argument of a normalization: an int, or a list; once
// the layer is built, a list counted from the start.
type normAxis struct {
	given any
	list  []int
}

// SetArg implements [model.ArgSetter].
func (a *normAxis) SetArg(st *model.State, v any) error {
	*a = normAxis{given: v}
	if _, ok := v.(int); ok {
		return nil
	}
	if items, ok := v.([]any); ok {
		v = model.Tup(items)
	}
	items, ok := v.(model.Tup)
	if ok && len(items) == 0 {
		return tensor.Errorf("IndexError", "list index out of range")
	}
	if !ok {
		return tensor.Errorf("TypeError", "Expected an int or a list/tuple of ints for the argument 'axis', but received: %s", model.Repr(v))
	}
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (a normAxis) ConfigValue() any {
	if a.list != nil {
		return axisList(a.list).ConfigValue()
	}
	if t, ok := a.given.(model.Tup); ok {
		return []any(t)
	}
	return a.given
}

// AttrValue implements [model.AttrValuer].
func (a normAxis) AttrValue() any { return a.ConfigValue() }

// resolve counts the axes from the start of a shape; it throws Keras'
// ValueError for one that is not there.
func (a *normAxis) resolve(shape []int) []int {
	a.list = validAxes(model.ShapeOf(a.given), len(shape))
	return a.list
}

func validAxes(axes []int, rank int) []int {
	out := make([]int, len(axes))
	for i, x := range axes {
		out[i] = positive(x, rank)
	}
	for i, x := range out {
		if x < 0 || x >= rank {
			tensor.Throwf("ValueError", "Invalid value for `axis` argument. Expected 0 <= axis < inputs.rank (with inputs.rank=%d). Received: axis=%s", rank, tensor.ShapeString(out))
		}
		if seenBefore(out[:i], x) {
			tensor.Throwf("ValueError", "Duplicate axis: %s", tensor.ShapeString(out))
		}
	}
	return out
}

// affine is the arguments of a normalization's learned scale and offset.
type affine struct {
	Center           bool              `arg:"center" default:"True" doc:"whether to learn an offset beta"`
	Scale            bool              `arg:"scale" default:"True" doc:"whether to learn a factor gamma"`
	BetaInitializer  model.Initializer `arg:"beta_initializer" default:"'zeros'" doc:"makes beta"`
	GammaInitializer model.Initializer `arg:"gamma_initializer" default:"'ones'" doc:"makes gamma"`
	BetaRegularizer  model.Regularizer `arg:"beta_regularizer" default:"None" doc:"penalty on beta"`
	GammaRegularizer model.Regularizer `arg:"gamma_regularizer" default:"None" doc:"penalty on gamma"`
	BetaConstraint   model.Constraint  `arg:"beta_constraint" default:"None" doc:"projection of beta after each update"`
	GammaConstraint  model.Constraint  `arg:"gamma_constraint" default:"None" doc:"projection of gamma after each update"`

	Gamma *tensor.Variable `weight:"gamma"`
	Beta  *tensor.Variable `weight:"beta"`
}

// add makes gamma and beta.
func (a *affine) add(c *model.Context, b *model.Base, shape []int, opts ...model.WeightOption) {
	if a.Scale {
		a.Gamma = b.AddWeight(c, "gamma", shape, a.GammaInitializer, append(opts, model.Regularized(a.GammaRegularizer), model.Constrained(a.GammaConstraint))...)
	}
	if a.Center {
		a.Beta = b.AddWeight(c, "beta", shape, a.BetaInitializer, append(opts, model.Regularized(a.BetaRegularizer), model.Constrained(a.BetaConstraint))...)
	}
}

// read is gamma and beta as tensors, nil where there is none.
func (a *affine) read(c *model.Context) (gamma, beta *tensor.Tensor) {
	if a.Gamma != nil {
		gamma = c.Read(a.Gamma)
	}
	if a.Beta != nil {
		beta = c.Read(a.Beta)
	}
	return gamma, beta
}

// normalize is (x-mean)/√(variance+eps)·gamma + beta; gamma and beta may be
// nil.
func normalize(c *model.Context, x, mean, variance, gamma, beta *tensor.Tensor, eps float64) *tensor.Tensor {
	inv := c.Rsqrt(c.Add(variance, full(variance, eps)))
	if gamma != nil {
		inv = c.Mul(inv, gamma)
	}
	offset := c.Neg(c.Mul(mean, inv))
	if beta != nil {
		offset = c.Add(beta, offset)
	}
	return c.Add(c.Mul(x, inv), offset)
}

// weightedMoments is mean and variance over axes of the elements, each
// counting as much as its weight says.
func weightedMoments(c *model.Context, x, weight *tensor.Tensor, axes []int, keepdims bool) (mean, variance *tensor.Tensor) {
	weight = c.BroadcastLike(weight, x)
	total := c.Sum(weight, axes, true)
	mean = c.Div(c.Sum(c.Mul(weight, x), axes, true), total)
	square := c.Div(c.Sum(c.Mul(weight, c.Square(x)), axes, true), total)
	variance = c.Sub(square, c.Square(mean))
	if !keepdims {
		mean, variance = c.Squeeze(mean, axes), c.Squeeze(variance, axes)
	}
	return mean, variance
}

// broadcastShape is a shape of rank axes that has the lengths of shape at the
// given axes and 1 elsewhere.
func broadcastShape(shape, axes []int) []int {
	out := make([]int, len(shape))
	for i := range out {
		out[i] = 1
	}
	for _, a := range axes {
		out[a] = shape[a]
	}
	return out
}
