package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// statelessDecls are the random functions that give the same numbers for the
// same seed of two integers.
func statelessDecls() []decl {
	return []decl{
		{names: "random.stateless_normal", direct: true, sig: "stateless_random_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a normal distribution.", fn: func(c *call) object.Value {
			return c.statelessScaled(tensor.Normal)
		}},
		{names: "random.stateless_truncated_normal", direct: true, sig: "stateless_truncated_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a normal distribution, without those beyond two deviations.", fn: func(c *call) object.Value {
			return c.statelessScaled(tensor.TruncatedNormal)
		}},
		{names: "random.stateless_uniform", direct: true, sig: "stateless_random_uniform(shape, seed, minval=0, maxval=None, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a uniform distribution on [minval, maxval).", fn: statelessUniform},
		{names: "random.stateless_categorical", sig: "stateless_categorical(logits, num_samples, seed, dtype=tf.int64, name=None)", doc: "Classes drawn with the probabilities softmax(logits).", fn: func(c *call) object.Value {
			x := c.float("logits")
			n := c.int("num_samples")
			idx := c.statelessStream().FillCategorical(x.Array().Floats(), x.Dim(-1), n)
			return c.s.Cast(tensor.Const(int64s(idx), x.Dim(0), n), c.dtype("dtype", tensor.Int64))
		}},
		{names: "random.stateless_gamma", sig: "stateless_random_gamma(shape, seed, alpha, beta=None, dtype=tf.float32, name=None)", doc: "Numbers of Gamma distributions.", fn: statelessGamma},
		{names: "random.stateless_poisson", sig: "stateless_random_poisson(shape, seed, lam, dtype=tf.int32, name=None)", doc: "Numbers of Poisson distributions.", fn: statelessPoisson},
		{names: "random.stateless_binomial", sig: "stateless_random_binomial(shape, seed, counts, probs, output_dtype=tf.int32, name=None)", doc: "Numbers of binomial distributions.", fn: statelessBinomial},
		{names: "random.split", sig: "split(seed, num=2, alg='auto_select')", doc: "New seeds made of a seed.", fn: func(c *call) object.Value {
			n := c.int("num")
			return tensor.FromArray(c.statelessStream().FillBits(c.tensor("seed").DType(), n, 2))
		}},
		{names: "random.fold_in", sig: "fold_in(seed, data, alg='auto_select')", doc: "A new seed made of a seed and a number.", fn: func(c *call) object.Value {
			seed := c.tensor("seed")
			data := c.s.Reshape(c.s.Cast(c.tensor("data"), seed.DType()), []int{1})
			word := tensor.FromArray(c.statelessStream().FillBits(seed.DType(), 1))
			return c.s.Concat([]*tensor.Tensor{word, data}, 0)
		}},
	}
}

// statelessStream is the stream of the seed argument.
func (c *call) statelessStream() *tensor.Philox {
	seed := c.tensor("seed").Array()
	if seed.Rank() != 1 || seed.Size() != 2 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StatelessRandomGetKeyCounter_device_/job:localhost/replica:0/task:0/device:CPU:0}} seed must have shape [2], not %s [Op:StatelessRandomGetKeyCounter] name: ", brackets(seed.Shape()))
	}
	return tensor.StatelessPhilox([2]int64{seed.Int(0), seed.Int(1)})
}

func (c *call) statelessScaled(dist tensor.Distribution) *tensor.Tensor {
	dt := c.floatType("")
	x := tensor.FromArray(c.statelessStream().Fill(dist, dt, c.dims("shape").Array().Ints()...))
	return c.s.Add(c.s.Mul(x, c.tensorAs("stddev", dt)), c.tensorAs("mean", dt))
}

func statelessUniform(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	needUniform(dt, "tf.int32, tf.int64, tf.uint32, tf.uint64", dt.IsInteger() && dt.Size() >= 4)
	shape := c.dims("shape").Array().Ints()
	if dt.IsInteger() {
		if !c.Has("maxval") && !c.Has("minval") {
			return tensor.FromArray(c.statelessStream().FillBits(dt, shape...))
		}
		if !c.Has("maxval") {
			object.Throw(object.ValueErrorf("Must specify maxval for integer dtype %s", reprDType(dt)))
		}
		lo, hi := c.tensorAs("minval", dt).Array().Int(0), c.tensorAs("maxval", dt).Array().Int(0)
		return tensor.FromArray(c.statelessStream().FillInts(dt, lo, hi, shape...))
	}
	x := tensor.FromArray(c.statelessStream().Fill(tensor.Uniform, dt, shape...))
	lo := c.tensorAs("minval", dt)
	hi := tensor.Full(dt, 1)
	if c.Has("maxval") {
		hi = c.tensorAs("maxval", dt)
	}
	return c.s.Add(c.s.Mul(x, c.s.Sub(hi, lo)), lo)
}

func int64s(v []int) []int64 {
	out := make([]int64, len(v))
	for i, x := range v {
		out[i] = int64(x)
	}
	return out
}

// leading is how many numbers a stateless op draws per distribution: the shape
// argument ends in the shape of the parameters.
func (c *call) leading(params *tensor.Tensor) (shape []int, n int) {
	shape = c.shape("shape")
	d := len(shape) - params.Rank()
	if d < 0 {
		object.Throw(object.ValueErrorf("Shape must be at least rank %d but is rank %d", params.Rank(), len(shape)))
	}
	return shape, tensor.NumElements(shape[:d])
}

func statelessGamma(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	alpha := c.tensorAs("alpha", dt)
	beta := tensor.Full(dt, 1)
	if c.Has("beta") {
		beta = c.tensorAs("beta", dt)
	}
	shape := c.shape("shape")
	wide := alpha
	if b, ok := tensor.BroadcastShapes(alpha.Shape(), beta.Shape()); ok {
		wide = c.s.BroadcastTo(alpha, b)
	}
	d := len(shape) - wide.Rank()
	data := c.statelessStream().FillGamma(wide.Array().Floats(), tensor.NumElements(shape[:max(d, 0)]))
	return c.s.Div(tensor.FromArray(tensor.FromSlice(data, shape...).Cast(dt)), beta)
}

func statelessPoisson(c *call) object.Value {
	rates := c.float("lam")
	shape, n := c.leading(rates)
	data := c.statelessStream().FillPoisson(rates.Array().Floats(), n)
	return tensor.FromArray(tensor.FromSlice(data, shape...).Cast(c.dtype("dtype", tensor.Int32)))
}

func statelessBinomial(c *call) object.Value {
	counts, probs := c.float("counts"), c.float("probs")
	b, ok := tensor.BroadcastShapes(counts.Shape(), probs.Shape())
	if !ok {
		object.Throw(object.ValueErrorf("Incompatible shapes for broadcasting: %s and %s.", tensor.ShapeString(counts.Shape()), tensor.ShapeString(probs.Shape())))
	}
	counts, probs = c.s.BroadcastTo(counts, b), c.s.BroadcastTo(probs, b)
	shape, n := c.leading(counts)
	data := c.statelessStream().FillBinomial(counts.Array().Floats(), probs.Array().Floats(), n)
	return tensor.FromArray(tensor.FromSlice(data, shape...).Cast(c.dtype("output_dtype", tensor.Int32)))
}
