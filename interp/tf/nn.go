package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// nnDecls are the activations, losses and normalizations of tf.nn.
func nnDecls() []decl {
	return []decl{
		rawUnary("nn.relu", "relu(features, name=None)", "max(x, 0).", (*tensor.Scope).Relu),
		unary("nn.relu6", "relu6(features, name=None)", "min(max(x, 0), 6).", (*tensor.Scope).Relu6),
		rawUnary("nn.elu", "elu(features, name=None)", "x, or exp(x) - 1 where x is negative.", func(s *tensor.Scope, x *tensor.Tensor) *tensor.Tensor { return s.Elu(x, 1) }),
		rawUnary("nn.selu", "selu(features, name=None)", "The scaled exponential linear unit.", (*tensor.Scope).Selu),
		rawUnary("nn.softsign math.softsign", "softsign(features, name=None)", "x/(1 + |x|).", (*tensor.Scope).Softsign),
		unary("math.softplus nn.softplus", "softplus(features, name=None)", "log(1 + exp(x)).", (*tensor.Scope).Softplus),
		{names: "nn.leaky_relu", fresh: true, sig: "leaky_relu(features, alpha=0.2, name=None)", doc: "x, or alpha·x where x is negative.", fn: func(c *call) object.Value {
			return c.s.LeakyRelu(c.float("features"), c.number("alpha"))
		}},
		{names: "nn.gelu", fresh: true, sig: "gelu(features, approximate=False, name=None)", doc: "x·Φ(x), the Gaussian error linear unit.", fn: func(c *call) object.Value {
			x := c.tensor("features")
			if !x.DType().IsFloat() {
				object.Throw(object.ValueErrorf("`features.dtype` must be a floating point tensor.Received:features.dtype=<dtype: '%s'>", x.DType()))
			}
			return c.s.Gelu(x, c.Bool("approximate"))
		}},
		{names: "nn.silu nn.swish", fresh: true, sig: "swish(features, beta=1.0)", doc: "x·sigmoid(beta·x).", fn: func(c *call) object.Value {
			x := c.tensor("features")
			if b, ok := c.Value("beta").(float64); ok && b == 1 && x.DType() != tensor.String {
				return c.s.Silu(x)
			}
			return c.s.Mul(x, c.s.Sigmoid(c.s.Mul(c.s.Cast(c.tensor("beta"), x.DType()), x)))
		}},
		{names: "compat.v1.nn.crelu nn.crelu", sig: "crelu_v2(features, axis=-1, name=None)", doc: "relu of x and of -x, joined along an axis.", fn: func(c *call) object.Value {
			return c.s.CRelu(c.tensor("features"), c.int("axis"))
		}},
		{names: "nn.softmax math.softmax", fresh: true, sig: "softmax_v2(logits, axis=None, name=None)", doc: "exp(x)/Σ exp(x) along an axis.", fn: func(c *call) object.Value {
			return c.s.Softmax(c.tensor("logits"), c.IntOr("axis", -1))
		}},
		{names: "nn.log_softmax math.log_softmax", fresh: true, sig: "log_softmax_v2(logits, axis=None, name=None)", doc: "log(softmax(x)) along an axis.", fn: func(c *call) object.Value {
			return c.s.LogSoftmax(c.tensor("logits"), c.IntOr("axis", -1))
		}},
		{names: "compat.v1.nn.softmax_cross_entropy_with_logits_v2 nn.softmax_cross_entropy_with_logits", sig: "softmax_cross_entropy_with_logits_v2(labels, logits, axis=-1, name=None)", doc: "-Σ labels·log(softmax(logits)) along an axis.", fn: func(c *call) object.Value {
			logits := c.tensor("logits")
			return c.s.SoftmaxCrossEntropy(c.s.Cast(c.tensor("labels"), logits.DType()), logits, c.int("axis"))
		}},
		{names: "nn.sparse_softmax_cross_entropy_with_logits", sig: "sparse_softmax_cross_entropy_with_logits_v2(labels, logits, name=None)", doc: "-log(softmax(logits)) of the labels' classes.", fn: func(c *call) object.Value {
			return c.s.SparseSoftmaxCrossEntropy(c.tensor("labels"), c.tensor("logits"))
		}},
		{names: "compat.v1.nn.sigmoid_cross_entropy_with_logits nn.sigmoid_cross_entropy_with_logits", sig: "sigmoid_cross_entropy_with_logits_v2(labels=None, logits=None, name=None)", doc: "The cross-entropy of labels and sigmoid(logits), elementwise.", fn: func(c *call) object.Value {
			labels, logits := c.sameShape("labels", "logits")
			return c.s.SigmoidCrossEntropy(labels, logits)
		}},
		{names: "nn.weighted_cross_entropy_with_logits", sig: "weighted_cross_entropy_with_logits_v2(labels, logits, pos_weight, name=None)", doc: "sigmoid_cross_entropy_with_logits with the positive part weighted.", fn: func(c *call) object.Value {
			labels, logits := c.sameShape("labels", "logits")
			binding.ToTensor(c.th, 1.0, logits.DType())
			return c.s.WeightedCrossEntropy(labels, logits, c.tensorAs("pos_weight", logits.DType()))
		}},
		{names: "nn.log_poisson_loss", sig: "log_poisson_loss(targets, log_input, compute_full_loss=False, name=None)", doc: "exp(x) - x·targets.", fn: func(c *call) object.Value {
			x := c.tensor("log_input")
			return c.s.LogPoissonLoss(c.tensorAs("targets", x.DType()), x, c.Bool("compute_full_loss"))
		}},
		{names: "nn.compute_average_loss", sig: "compute_average_loss(per_example_loss, sample_weight=None, global_batch_size=None)", doc: "The sum of the losses of a batch divided by its size.", fn: averageLoss},
		{names: "nn.scale_regularization_loss", sig: "scale_regularization_loss(regularization_loss)", doc: "The sum of regularization losses (divided by the one replica).", fn: func(c *call) object.Value {
			if isNested(c.Value("regularization_loss")) {
				return c.s.Sum(c.s.AddN(c.tensors("regularization_loss")), nil, false)
			}
			return c.s.Sum(c.tensor("regularization_loss"), nil, false)
		}},
		{names: "nn.bias_add", sig: "bias_add(value, bias, data_format=None, name=None)", doc: "Adds a bias to the channels.", fn: func(c *call) object.Value {
			x, b := c.pair("value", "bias")
			if f := c.StrOr("data_format", "N..C"); len(f) > 1 && f[1] == 'C' {
				shape := make([]int, x.Rank())
				for i := range shape {
					shape[i] = 1
				}
				shape[1] = -1
				return c.s.Add(x, c.s.Reshape(b, shape))
			}
			return c.s.BiasAdd(x, b)
		}},
		{names: "nn.batch_normalization", asks: "x.dtype", sig: "batch_normalization(x, mean, variance, offset, scale, variance_epsilon, name=None)", doc: "(x - mean)/√(variance + epsilon)·scale + offset.", fn: batchNormalization},
		{names: "nn.local_response_normalization nn.lrn", sig: "lrn(input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None)", doc: "Divides by a power of the squares of the neighbouring channels.", raw: true, fn: func(c *call) object.Value {
			return c.s.LocalResponseNorm(c.tensor("input"), c.int("depth_radius"), c.number("bias"), c.number("alpha"), c.number("beta"))
		}},
		{names: "compat.v1.nn.embedding_lookup nn.embedding_lookup", sig: "embedding_lookup_v2(params, ids, max_norm=None, name=None)", doc: "The rows with the given ids.", fn: embeddingLookup},
		{names: "nn.collapse_repeated", sig: "collapse_repeated(labels, seq_length, name=None)", doc: "Labels without repetitions, and the new lengths.", fn: collapseRepeated},
	}
}

// sameShape is two arguments as the losses of one label per logit take them.
func (c *call) sameShape(labels, logits string) (*tensor.Tensor, *tensor.Tensor) {
	for _, name := range []string{labels, logits} {
		if !c.Has(name) {
			object.Throw(object.ValueErrorf("Required argument `labels` or `logits` is missing."))
		}
	}
	x := c.tensor(logits)
	y := c.tensorLike(labels, x.DType())
	if !binding.NewTensorShape(x.Shape()).Compatible(binding.NewTensorShape(y.Shape())) {
		object.Throw(object.ValueErrorf("`logits` and `labels` must have the same shape, received (%s vs %s).", tensor.ShapeString(x.Shape()), tensor.ShapeString(y.Shape())))
	}
	return y, x
}

func averageLoss(c *call) object.Value {
	loss := c.float("per_example_loss")
	if c.Has("sample_weight") {
		loss = c.s.Mul(loss, c.s.Cast(c.tensor("sample_weight"), loss.DType()))
	}
	var n *tensor.Tensor
	if c.Has("global_batch_size") {
		n = c.s.Cast(c.tensor("global_batch_size"), loss.DType())
	} else {
		if loss.Rank() == 0 {
			object.Throw(object.ValueErrorf("Please specify `global_batch_size` for scalar losses."))
		}
		n = c.s.Cast(c.s.StridedSlice(c.s.ShapeOf(loss, tensor.Int32), []tensor.Slice{tensor.At(0)}), loss.DType())
	}
	return c.s.Div(c.s.Sum(loss, nil, false), n)
}

func batchNormalization(c *call) object.Value {
	x := c.tensor("x")
	dt := x.DType()
	inv := c.s.Rsqrt(c.s.Add(c.hinted("variance", "variance_epsilon")))
	if c.Has("scale") {
		inv = c.s.Mul(inv, c.tensorLike("scale", inv.DType()))
	}
	shift := c.s.Mul(c.tensorLike("mean", inv.DType()), inv)
	if c.Has("offset") {
		shift = c.s.Sub(c.tensorLike("offset", inv.DType()), shift)
	} else {
		shift = c.s.Neg(shift)
	}
	return c.s.Add(c.s.Mul(x, c.s.Cast(inv, dt)), c.s.Cast(shift, dt))
}

func embeddingLookup(c *call) object.Value {
	params, ids := c.tableOf("params"), c.tensor("ids")
	rows := c.s.Gather(params, ids, 0, 0)
	if !c.Has("max_norm") {
		return rows
	}
	var axes []int
	for i := ids.Rank(); i < rows.Rank(); i++ {
		axes = append(axes, i)
	}
	return c.s.ClipByNorm(rows, c.tensorAs("max_norm", rows.DType()), axes)
}

// tableOf is an argument as a table of rows; a list has parts of it, one below
// the other.
func (c *call) tableOf(name string) *tensor.Tensor {
	if !isNested(c.Value(name)) || len(c.Elems(name)) == 0 {
		return c.tensor(name)
	}
	return c.s.Concat(c.each(c.Elems(name)), 0)
}

func collapseRepeated(c *call) object.Value {
	labels, lengths := c.tensor("labels").Array(), c.tensor("seq_length").Array()
	rows, cols := labels.Shape()[0], labels.Shape()[1]
	out := make([][]int64, rows)
	width := 0
	for i := range rows {
		for j := range min(cols, int(lengths.Int(i))) {
			v := labels.Int(i*cols + j)
			if j == 0 || v != labels.Int(i*cols+j-1) {
				out[i] = append(out[i], v)
			}
		}
		width = max(width, len(out[i]))
	}
	data, n := make([]int64, rows*width), make([]int64, rows)
	for i, row := range out {
		copy(data[i*width:], row)
		n[i] = int64(len(row))
	}
	return object.NewTuple(c.s.Cast(tensor.Const(data, rows, width), labels.DType()), c.s.Cast(tensor.Const(n), lengths.DType()))
}
