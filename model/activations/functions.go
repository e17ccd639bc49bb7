package activations

import (
	"kerash/model"
	"kerash/tensor"
)

// simple declares a function of the tensor alone.
func simple(name, doc, example string, f func(c *model.Context, x *tensor.Tensor) *tensor.Tensor) *Function {
	return &Function{Name: name, Doc: doc, Example: example,
		apply: func(c *model.Context, x *tensor.Tensor, _ []any) *tensor.Tensor { return f(c, x) }}
}

// fuse says that act computes the function within the op before it.
func (f *Function) fuse(act tensor.Act) *Function {
	f.Act, f.fused = act, true
	return f
}

// Functions is all activation functions, in the order of the alphabet; the
// hidden ones last.
var Functions = []*Function{
	(&Function{Name: "elu", Params: []Param{{"alpha", 1.0}},
		Doc:     "Exponential linear unit: x, or alpha · (exp(x) - 1) where x is negative.",
		Example: ">>> keras.activations.elu(tf.constant([-1.0, 2.0])).numpy().round(4)\narray([-0.6321,  2.    ], dtype=float32)",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			return c.Elu(x, number("alpha", a[0]))
		}}).fuse(tensor.ActElu),
	simple("exponential", "e to the power of x.",
		">>> keras.activations.exponential(tf.constant([0.0, 1.0])).numpy().round(4)\narray([1.    , 2.7183], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Exp(x) }),
	{Name: "gelu", Params: []Param{{"approximate", false}},
		Doc:     "Gaussian error linear unit: x times the normal distribution function of x, or its approximation by tanh.",
		Example: ">>> keras.activations.gelu(tf.constant([-1.0, 1.0])).numpy().round(4)\narray([-0.1587,  0.8413], dtype=float32)",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			return c.Gelu(x, number("approximate", a[0]) != 0)
		}},
	simple("hard_sigmoid", "A sigmoid of straight lines: 0.2 · x + 0.5, cut off at 0 and 1.",
		">>> keras.activations.hard_sigmoid(tf.constant([-3.0, 0.0, 1.0])).numpy()\narray([0. , 0.5, 0.7], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.HardSigmoid(x) }),
	simple("linear", "x itself.",
		">>> keras.activations.linear(tf.constant([-3.0, 2.0])).numpy()\narray([-3.,  2.], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return x }).fuse(tensor.ActNone),
	simple("mish", "x · tanh(softplus(x)).",
		">>> keras.activations.mish(tf.constant([-1.0, 1.0])).numpy().round(4)\narray([-0.3034,  0.8651], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Mish(x) }),
	(&Function{Name: "relu", Params: []Param{{"alpha", 0.0}, {"max_value", nil}, {"threshold", 0.0}},
		Doc: "Rectified linear unit: x where it reaches the threshold, at most max_value, and alpha · (x - threshold) below.",
		Example: ">>> keras.activations.relu(tf.constant([-10.0, 5.0])).numpy()\narray([0., 5.], dtype=float32)\n" +
			">>> keras.activations.relu(tf.constant([-10.0, 5.0]), alpha=0.5, max_value=3.0).numpy()\narray([-5.,  3.], dtype=float32)",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			return Relu(c, x, number("alpha", a[0]), a[1], number("threshold", a[2]))
		}}).fuse(tensor.ActRelu),
	simple("selu", "Scaled exponential linear unit, whose constants keep mean and variance of a deep stack (Klambauer et al., 2017).",
		">>> keras.activations.selu(tf.constant([-1.0, 1.0])).numpy().round(4)\narray([-1.1113,  1.0507], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Selu(x) }).fuse(tensor.ActSelu),
	simple("sigmoid", "1 / (1 + exp(-x)).",
		">>> keras.activations.sigmoid(tf.constant([0.0, 2.0])).numpy().round(4)\narray([0.5   , 0.8808], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return withLogits(c.Sigmoid(x), x) }),
	{Name: "softmax", Params: []Param{{"axis", -1}},
		Doc:     "exp(x) over its sum along an axis: positive numbers that add up to 1.",
		Example: ">>> keras.activations.softmax(tf.constant([[1.0, 1.0]])).numpy()\narray([[0.5, 0.5]], dtype=float32)",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			if x.Rank() < 2 {
				tensor.Throwf("ValueError", "Cannot apply softmax to a tensor that is 1D. Received input: %s", model.Text(x))
			}
			return withLogits(c.Softmax(x, int(number("axis", a[0]))), x)
		}},
	simple("softplus", "log(exp(x) + 1).",
		">>> keras.activations.softplus(tf.constant([0.0, 20.0])).numpy().round(4)\narray([ 0.6931, 20.    ], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Softplus(x) }),
	simple("softsign", "x / (|x| + 1).",
		">>> keras.activations.softsign(tf.constant([-1.0, 3.0])).numpy()\narray([-0.5 ,  0.75], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Softsign(x) }),
	{Name: "swish", Keys: []string{"silu"},
		Doc:     "x · sigmoid(x).",
		Example: ">>> keras.activations.swish(tf.constant([-2.0, 2.0])).numpy().round(4)\narray([-0.2384,  1.7616], dtype=float32)",
		apply:   func(c *model.Context, x *tensor.Tensor, _ []any) *tensor.Tensor { return c.Silu(x) }},
	simple("tanh", "Hyperbolic tangent.",
		">>> keras.activations.tanh(tf.constant([0.0, 1.0])).numpy().round(4)\narray([0.    , 0.7616], dtype=float32)",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Tanh(x) }).fuse(tensor.ActTanh),

	{Name: "leaky_relu", Hidden: true, Params: []Param{{"alpha", 0.2}},
		Doc: "x, or alpha · x where x is negative.",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			return c.LeakyRelu(x, number("alpha", a[0]))
		}},
	{Name: "log_softmax", Hidden: true, Keys: []string{"log_softmax_v2"}, Params: []Param{{"axis", -1}},
		Doc: "The logarithm of softmax.",
		apply: func(c *model.Context, x *tensor.Tensor, a []any) *tensor.Tensor {
			return c.LogSoftmax(x, int(number("axis", a[0])))
		}},
	hidden(simple("relu6", "min(max(x, 0), 6).", "",
		func(c *model.Context, x *tensor.Tensor) *tensor.Tensor { return c.Relu6(x) }).fuse(tensor.ActRelu6)),
}

// withLogits marks y as made of x, for the cross-entropies. The sigmoid is for
// that reason not computed within the op before it.
func withLogits(y, x *tensor.Tensor) *tensor.Tensor {
	model.SetLogits(y, x)
	return y
}

func hidden(f *Function) *Function {
	f.Hidden = true
	return f
}

// Relu is Keras' relu; max is a number or nil for no limit.
func Relu(c *model.Context, x *tensor.Tensor, alpha float64, max any, threshold float64) *tensor.Tensor {
	if !x.DType().IsFloat() && alpha == 0 && max == nil && threshold == 0 {
		return c.Maximum(x, tensor.Full(x.DType(), 0))
	}
	if max == nil {
		return c.ReluFull(x, alpha, nil, threshold)
	}
	limit := number("max_value", max)
	return c.ReluFull(x, alpha, &limit, threshold)
}
