package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// randomDecls are the functions of tf.random that draw from the session's
// generator; the stateless ones are in stateless.go.
func randomDecls() []decl {
	return append([]decl{
		{names: "random.set_seed", sig: "set_seed(seed)", doc: "Sets the global seed.", raw: true, plain: true, fn: func(c *call) object.Value {
			if n, err := object.AsIndex(c.th, c.Value("seed")); err == nil {
				c.s.Rand.SetSeed(int64(n))
			} else {
				h, err := object.Hash(c.th, c.Value("seed"))
				if err != nil {
					object.Throw(err)
				}
				c.s.Rand.SetSeed(int64(h))
			}
			return nil
		}},
		{names: "random.normal", sig: "random_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of a normal distribution.", fn: func(c *call) object.Value {
			dt := c.floatType("RandomStandardNormal")
			x := c.draw("RandomStandardNormal", tensor.Normal, dt)
			return c.s.Add(c.s.Mul(x, c.tensorAs("stddev", dt)), c.tensorAs("mean", dt))
		}},
		{names: "random.truncated_normal", sig: "truncated_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of a normal distribution, without those beyond two deviations.", fn: func(c *call) object.Value {
			dt := c.floatType("TruncatedNormal")
			x := c.draw("TruncatedNormal", tensor.TruncatedNormal, dt)
			return c.s.Add(c.s.Mul(x, c.tensorAs("stddev", dt)), c.tensorAs("mean", dt))
		}},
		{names: "random.uniform", sig: "random_uniform(shape, minval=0, maxval=None, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of a uniform distribution on [minval, maxval).", fn: randomUniform},
		{names: "random.shuffle", sig: "random_shuffle(value, seed=None, name=None)", doc: "The entries along the first axis in a random order.", fn: func(c *call) object.Value {
			x := c.tensor("value")
			return c.s.Shuffle(x, c.stream("RandomShuffle", x.DType()))
		}},
		{names: "random.categorical", sig: "categorical(logits, num_samples, dtype=None, seed=None, name=None)", doc: "Classes drawn with the probabilities softmax(logits).", fn: func(c *call) object.Value {
			x := c.float("logits")
			return c.s.Categorical(x, c.int("num_samples"), c.dtype("dtype", tensor.Int64), c.stream("Multinomial", x.DType()))
		}},
		{names: "random.gamma", sig: "random_gamma(shape, alpha, beta=None, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of Gamma distributions.", fn: randomGamma},
		{names: "random.poisson", sig: "random_poisson_v2(shape, lam, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of Poisson distributions.", fn: randomPoisson},
		{names: "nn.dropout", sig: "dropout_v2(x, rate, noise_shape=None, seed=None, name=None)", doc: "Sets elements to 0 with probability rate and scales the others up.", fn: dropout},
	}, statelessDecls()...)
}

// stream is the random stream of an op called now.
func (c *call) stream(op string, dt tensor.DType) *tensor.Philox {
	if !c.Has("seed") {
		return c.s.OpStream(op, dt, nil)
	}
	seed := int64(c.int("seed"))
	return c.s.OpStream(op, dt, &seed)
}

// floatType is the dtype argument, which has to be a floating point type.
func (c *call) floatType(op string) tensor.DType {
	dt := c.dtype("dtype", tensor.Float32)
	if !dt.IsFloat() {
		noConstant("0.0", dt)
	}
	return dt
}

// draw draws numbers in the shape argument, axes of which may be symbolic.
func (c *call) draw(op string, dist tensor.Distribution, dt tensor.DType) *tensor.Tensor {
	dims := c.dims("shape")
	stream := c.stream(op, dt)
	if !dims.IsSymbolic() {
		return c.s.Random(dist, dt, dims.Array().Ints(), stream)
	}
	if h := dims.Hint(); h != nil && tensor.IsStatic(h) {
		return c.s.Random(dist, dt, h, stream)
	}
	return c.s.RandomLike(c.s.BroadcastDims(tensor.Full(dt, 0), dims), dist, stream, nil)
}

func randomUniform(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	needUniform(dt, "tf.int32, tf.int64", dt == tensor.Int32 || dt == tensor.Int64)
	if dt.IsInteger() {
		if !c.Has("maxval") {
			object.Throw(object.ValueErrorf("Must specify maxval for integer dtype %s", reprDType(dt)))
		}
		lo, hi := c.tensorAs("minval", dt).Array().Int(0), c.tensorAs("maxval", dt).Array().Int(0)
		return c.s.RandomInts(dt, lo, hi, c.dims("shape").Array().Ints(), c.stream("RandomUniformInt", dt))
	}
	x := c.draw("RandomUniform", tensor.Uniform, dt)
	lo := c.tensorAs("minval", dt)
	hi := tensor.Full(dt, 1)
	if c.Has("maxval") {
		hi = c.tensorAs("maxval", dt)
	}
	if isNumber(lo, 0) && isNumber(hi, 1) {
		return x
	}
	return c.s.Add(c.s.Mul(x, c.s.Sub(hi, lo)), lo)
}

// needUniform throws for a dtype of which no uniform numbers are drawn.
func needUniform(dt tensor.DType, integers string, ok bool) {
	if !dt.IsFloat() && !ok {
		object.Throw(object.ValueErrorf("Argument `dtype` got invalid value <dtype: '%s'>. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64, %s).", dt, integers))
	}
}

func isNumber(t *tensor.Tensor, v float64) bool {
	return !t.IsSymbolic() && t.Rank() == 0 && t.Array().Float(0) == v
}

func randomGamma(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	alpha := c.tensorAs("alpha", dt)
	beta := tensor.Full(dt, 1)
	if c.Has("beta") {
		beta = c.tensorAs("beta", dt)
	}
	wide := c.s.Add(alpha, c.s.ZerosLike(beta))
	shape := c.shape("shape")
	n := tensor.NumElements(shape)
	data := c.stream("RandomGamma", dt).Take(n*tensor.NumElements(wide.Shape())).FillGamma(wide.Array().Floats(), n)
	x := tensor.FromSlice(data, append(append([]int{}, shape...), wide.Shape()...)...).Cast(dt)
	return c.s.Div(tensor.FromArray(x), beta)
}

func randomPoisson(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	rates := c.float("lam")
	shape := c.shape("shape")
	n := tensor.NumElements(shape)
	data := c.stream("RandomPoissonV2", dt).Take(n*tensor.NumElements(rates.Shape())).FillPoisson(rates.Array().Floats(), n)
	return tensor.FromArray(tensor.FromSlice(data, append(append([]int{}, shape...), rates.Shape()...)...).Cast(dt))
}

func dropout(c *call) object.Value {
	x := c.tensor("x")
	var noise []int
	if c.Has("noise_shape") {
		noise = c.shape("noise_shape")
	}
	return c.s.Dropout(x, c.number("rate"), noise, c.stream("RandomUniform", x.DType()))
}
