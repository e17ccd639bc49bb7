package tf

import (
	"slices"

	"kerash/interp/object"
	"kerash/tensor"
)

// statelessDecls are the random functions that give the same numbers for the
// same seed of two integers.
func statelessDecls() []decl {
	return []decl{
		{names: "random.stateless_normal", direct: true, sig: "stateless_random_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a normal distribution.", fn: func(c *call) object.Value {
			return c.scaled(c.stateless(), tensor.Normal)
		}},
		{names: "random.stateless_truncated_normal", direct: true, sig: "stateless_truncated_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a normal distribution, without those beyond two deviations.", fn: func(c *call) object.Value {
			return c.scaled(c.stateless(), tensor.TruncatedNormal)
		}},
		{names: "random.stateless_uniform", direct: true, sig: "stateless_random_uniform(shape, seed, minval=0, maxval=None, dtype=tf.float32, name=None, alg='auto_select')", doc: "Numbers of a uniform distribution on [minval, maxval).", fn: statelessUniform},
		{names: "random.stateless_categorical", sig: "stateless_categorical(logits, num_samples, seed, dtype=tf.int64, name=None)", doc: "Classes drawn with the probabilities softmax(logits).", fn: func(c *call) object.Value {
			return statelessCategorical(c)
		}},
		{names: "random.stateless_gamma", sig: "stateless_random_gamma(shape, seed, alpha, beta=None, dtype=tf.float32, name=None)", doc: "Numbers of Gamma distributions.", fn: statelessGamma},
		{names: "random.stateless_poisson", sig: "stateless_random_poisson(shape, seed, lam, dtype=tf.int32, name=None)", doc: "Numbers of Poisson distributions.", fn: statelessPoisson},
		{names: "random.stateless_binomial", sig: "stateless_random_binomial(shape, seed, counts, probs, output_dtype=tf.int32, name=None)", doc: "Numbers of binomial distributions.", fn: statelessBinomial},
		{names: "random.split random.experimental.stateless_split", sig: "split(seed, num=2, alg='auto_select')", doc: "New seeds made of a seed.", fn: func(c *call) object.Value {
			dt := c.tensor("seed").DType()
			needUniform(dt, statelessInts, dt.IsInteger() && dt.Size() >= 4)
			needFullInts(dt)
			return c.fullInts(c.stateless(), dt, tensor.IntTensor(tensor.Int32, c.int("num"), 2))
		}},
		{names: "random.fold_in random.experimental.stateless_fold_in", sig: "fold_in(seed, data, alg='auto_select')", doc: "A new seed made of a seed and a number.", fn: func(c *call) object.Value {
			data := c.tensor("data")
			dt := data.DType()
			needUniform(dt, statelessInts, dt.IsInteger() && dt.Size() >= 4)
			needFullInts(dt)
			word := c.fullInts(c.stateless(), dt, tensor.IntTensor(tensor.Int32))
			return c.s.Stack([]*tensor.Tensor{word, data}, 0)
		}},
	}
}

// statelessInts are the integers that the stateless uniform function makes.
const statelessInts = "tf.int32, tf.int64, tf.uint32, tf.uint64"

// needFullInts throws for seeds of floats.
func needFullInts(dt tensor.DType) {
	if dt.IsFloat() {
		object.Throw(object.ValueErrorf("Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor."))
	}
}

// stateless is how functions draw that take a seed of two integers.
func (c *call) stateless() numbers {
	return numbers{normal: "StatelessRandomNormalV2", truncated: "StatelessTruncatedNormalV2", uniform: "StatelessRandomUniformV2", ints: "StatelessRandomUniformIntV2",
		bits: "StatelessRandomUniformFullIntV2", shapeAttr: "Tshape", ready: true,
		check: func(op string) {
			if algorithm(c.th, c.Value("alg")) == threefry {
				tensor.ThrowRun(op, "counter must be a vector with length at least 2; got shape: [1]. (Note that batched counters are not supported yet.)")
			}
		},
		stream: func(string, tensor.DType, *tensor.Tensor) *tensor.Philox { return c.statelessStream() }}
}

// statelessStream is the stream of the seed argument.
func (c *call) statelessStream() *tensor.Philox {
	seed := c.tensor("seed").Array()
	if seed.Rank() != 1 || seed.Size() != 2 {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__StatelessRandomGetKeyCounter_device_/job:localhost/replica:0/task:0/device:CPU:0}} seed must have shape [2], not %s [Op:StatelessRandomGetKeyCounter] name: ", brackets(seed.Shape()))
	}
	return tensor.StatelessPhilox([2]int64{seed.Int(0), seed.Int(1)})
}

func statelessUniform(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	needUniform(dt, statelessInts, dt.IsInteger() && dt.Size() >= 4)
	if dt.IsInteger() {
		if c.Has("minval") != c.Has("maxval") {
			object.Throw(object.ValueErrorf("For integer `dtype` argument <dtype: '%s'>, argument `minval` and `maxval` must be both None or not None. Got `minval`=%s and `maxval`=%s.",
				dt, object.Must(object.Str(c.th, c.Value("minval"))), object.Must(object.Str(c.th, c.Value("maxval")))))
		}
		if c.Has("minval") && dt.IsUnsigned() {
			object.Throw(object.ValueErrorf("Argument `dtype` got invalid value <dtype: '%s'> when argument `minval` is not None. Please don't use unsigned integers in this case.", dt))
		}
		if !c.Has("minval") {
			return c.fullInts(c.stateless(), dt, c.dimsOf())
		}
	}
	return c.uniformOf(c.stateless(), dt)
}

func statelessCategorical(c *call) object.Value {
	x := c.tensor("logits")
	n := c.int("num_samples")
	dt := needClasses(c)
	const op = "StatelessMultinomial"
	c.s.CheckAttr(op, "T", x.DType())
	if x.Rank() != 2 {
		tensor.ThrowRun(op, "logits should be a matrix, got shape %s", brackets(x.Shape()))
	}
	idx := c.statelessStream().FillCategorical(x.Array().Floats(), x.Dim(-1), n)
	return c.s.Cast(tensor.Const(int64s(idx), x.Dim(0), n), dt)
}

// needClasses is the dtype argument of functions that draw classes.
func needClasses(c *call) tensor.DType {
	dt := c.dtype("dtype", tensor.Int64)
	if dt != tensor.Int32 && dt != tensor.Int64 {
		object.Throw(object.ValueErrorf("Argument `dtype` got invalid value <dtype: '%s'>. Accepted dtypes are (tf.int32, tf.int64).", dt))
	}
	return dt
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
func (c *call) leading(op string, shape, params []int) int {
	d := len(shape) - len(params)
	if d < 0 || !slices.Equal(shape[d:], params) {
		tensor.ThrowRun(op, "Shape passed in must end with broadcasted shape.")
	}
	return tensor.NumElements(shape[:d])
}

func statelessGamma(c *call) object.Value {
	dims := c.dimsOf()
	dt := c.dtype("dtype", tensor.Float32)
	alpha, beta := c.gammaParams(dt)
	const op = "StatelessRandomGammaV3"
	c.s.CheckAttr(op, "shape_dtype", dims.DType())
	c.s.CheckAttr(op, "dtype", dt)
	shape := c.checkDims(op, "shape_dtype", dims)
	wide := alpha
	if b, ok := tensor.BroadcastShapes(alpha.Shape(), beta.Shape()); ok {
		wide = c.s.BroadcastTo(alpha, b)
	}
	data := c.statelessStream().FillGamma(wide.Array().Floats(), c.leading(op, shape, wide.Shape()))
	x := tensor.FromArray(tensor.FromSlice(data, shape...).Cast(dt))
	return c.s.Maximum(tensor.Full(dt, tiny(dt)), c.s.Div(x, beta))
}

func statelessPoisson(c *call) object.Value {
	dims := c.dimsOf()
	rates := c.tensor("lam")
	dt := c.dtype("dtype", tensor.Int32)
	const op = "StatelessRandomPoisson"
	c.s.CheckAttr(op, "T", dims.DType())
	c.s.CheckAttr(op, "Rtype", rates.DType())
	c.s.CheckAttr(op, "dtype", dt)
	shape := c.checkDims(op, "T", dims)
	data := c.statelessStream().FillPoisson(rates.Array().Floats(), c.leading(op, shape, rates.Shape()))
	return tensor.FromArray(tensor.FromSlice(data, shape...).Cast(dt))
}

func statelessBinomial(c *call) object.Value {
	dims := c.dimsOf()
	probs := c.tensorLike("probs", tensor.Float32)
	counts := c.tensorLike("counts", probs.DType())
	draw := c.binomial("StatelessRandomBinomial", "output_dtype", dims, counts, probs)
	return draw(func(int, int) *tensor.Philox { return c.statelessStream() })
}

// binomial checks the arguments of an op that draws binomial numbers. What it
// returns draws them from the stream for n numbers of each of k parameters.
func (c *call) binomial(op, dtype string, dims, counts, probs *tensor.Tensor) func(stream func(k, n int) *tensor.Philox) *tensor.Tensor {
	dt := c.dtype(dtype, tensor.Int32)
	c.s.CheckAttr(op, "S", dims.DType())
	c.s.CheckAttr(op, "T", counts.DType())
	c.s.CheckAttr(op, "dtype", dt)
	c.s.CheckSame(op, counts, probs)
	wide, ok := tensor.BroadcastShapes(counts.Shape(), probs.Shape())
	if !ok {
		tensor.ThrowRun(op, "counts and probs must have compatible batch dimensions: %s vs. %s", brackets(counts.Shape()), brackets(probs.Shape()))
	}
	if dims.Rank() != 1 {
		tensor.ThrowRun(op, "Input shape should be a vector, got shape: %s", brackets(dims.Shape()))
	}
	shape := c.checkDims(op, "S", dims)
	counts, probs = c.s.BroadcastTo(counts, wide), c.s.BroadcastTo(probs, wide)
	n := c.leading(op, shape, wide)
	return func(stream func(k, n int) *tensor.Philox) *tensor.Tensor {
		data := stream(tensor.NumElements(wide), n).FillBinomial(counts.DType(), counts.Array().Floats(), probs.Array().Floats(), n)
		return tensor.FromArray(tensor.FromSlice(data, shape...).Cast(dt))
	}
}
