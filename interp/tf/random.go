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
			return c.scaled(c.seeded(), tensor.Normal)
		}},
		{names: "random.truncated_normal", sig: "truncated_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None, name=None)", doc: "Numbers of a normal distribution, without those beyond two deviations.", fn: func(c *call) object.Value {
			return c.scaled(c.seeded(), tensor.TruncatedNormal)
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

// seeded is how functions draw that go on in the session's streams.
func (c *call) seeded() numbers {
	return numbers{normal: "RandomStandardNormal", truncated: "TruncatedNormal", uniform: "RandomUniform", ints: "RandomUniformInt", shapeAttr: "T",
		stream: func(op string, dt tensor.DType, _ *tensor.Tensor) *tensor.Philox { return c.stream(op, dt) }}
}

func randomUniform(c *call) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	needUniform(dt, "tf.int32, tf.int64", dt == tensor.Int32 || dt == tensor.Int64)
	if dt.IsInteger() && !c.Has("maxval") {
		object.Throw(object.ValueErrorf("Must specify maxval for integer dtype %s", reprDType(dt)))
	}
	return c.uniformOf(c.seeded(), dt)
}

func randomGamma(c *call) object.Value {
	dims := c.int32Dims()
	dt := c.dtype("dtype", tensor.Float32)
	alpha, beta := c.gammaParams(dt)
	needInexact(dt)
	wide := c.s.Add(alpha, c.s.ZerosLike(beta))
	c.s.CheckAttr("RandomGamma", "T", dt)
	if dims.Rank() != 1 {
		tensor.ThrowRun("RandomGamma", "shape must be a vector of {int32,int64}, got shape: Tensor<type: int32 shape: %s values: %s>", brackets(dims.Shape()), object.Must(object.Str(c.th, dims)))
	}
	shape := c.checkDims("RandomGamma", "S", dims)
	x := c.s.Gamma(wide, shape, dt, c.stream("RandomGamma", dt))
	return c.s.Maximum(tensor.Full(dt, tiny(dt)), c.s.Div(x, beta))
}

// gammaParams is the parameters of Gamma distributions.
func (c *call) gammaParams(dt tensor.DType) (alpha, beta *tensor.Tensor) {
	alpha = c.tensorAs("alpha", dt)
	if c.Has("beta") {
		return alpha, c.tensorAs("beta", dt)
	}
	return alpha, tensor.Full(dt, 1)
}

// tiny is the smallest normal number of a dtype.
func tiny(dt tensor.DType) float64 {
	switch dt {
	case tensor.Float16:
		return 0x1p-14
	case tensor.Float32, tensor.Complex64:
		return 0x1p-126
	}
	return 0x1p-1022
}

func randomPoisson(c *call) object.Value {
	dims := c.int32Dims()
	dt := c.dtype("dtype", tensor.Float32)
	rates := c.tensorLike("lam", tensor.Float64)
	const op = "RandomPoissonV2"
	c.s.CheckAttr(op, "R", rates.DType())
	c.s.CheckAttr(op, "dtype", dt)
	shape := c.checkDims(op, "S", dims)
	return c.s.Poisson(rates, shape, dt, c.stream(op, dt))
}

func dropout(c *call) object.Value {
	x := c.tensor("x")
	var noise []int
	if c.Has("noise_shape") {
		noise = c.shape("noise_shape")
	}
	return c.s.Dropout(x, c.number("rate"), noise, c.stream("RandomUniform", x.DType()))
}
