package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// RandomGenerator is tf.random.Generator: a stream of random numbers whose
// state is a variable of counter and key.
type RandomGenerator struct{ state *tensor.Variable }

// RandomGeneratorClass is tf.random.Generator.
var RandomGeneratorClass = &object.Class{Name: "Generator", Module: "tensorflow.python.ops.stateful_random_ops",
	Doc: "A stream of random numbers with a state of its own.", Signature: "Generator(copy_from=None, state=None, alg=None)"}

// Algorithm is tf.random.Algorithm.
var Algorithm, _ = newEnum("tensorflow.python.ops.random_ops_util", "Algorithm", "The algorithms that make random numbers.",
	"PHILOX", 1, "THREEFRY", 2, "AUTO_SELECT", 3)

// PyClass is tf.random.Generator.
func (g *RandomGenerator) PyClass() *object.Class { return RandomGeneratorClass }

// newGenerator makes a generator with a state of two counter words and a key.
func newGenerator(state ...int64) *RandomGenerator {
	v := tensor.NewVariable("StateVar", tensor.FromSlice(state))
	v.Trainable = false
	return &RandomGenerator{v}
}

// seededState is the state that a seed makes.
func seededState(seed int64) []int64 { return []int64{seed, seed >> 63, seed >> 63} }

// stream is the present stream.
func (g *RandomGenerator) stream() *tensor.Philox {
	d := tensor.Data[int64](g.state.Value())
	return tensor.PhiloxState([2]uint64{uint64(d[0]), uint64(d[1])}, uint64(d[2]))
}

// take is the stream for n numbers; the state moves on behind them. A function
// that is being recorded cannot use it.
func (g *RandomGenerator) take(s *tensor.Scope, n int) *tensor.Philox {
	if s.Tracing() {
		tensor.Throw(&tensor.Untraceable{Op: "tf.random.Generator"})
	}
	p := g.stream()
	q := p.Take(n)
	counter, key := p.State()
	g.set(int64(counter[0]), int64(counter[1]), int64(key))
	return q
}

func (g *RandomGenerator) set(state ...int64) { g.state.SetValue(tensor.FromSlice(state)) }

// generatorCall is a call of a generator's method.
type generatorCall struct {
	*call
	g *RandomGenerator
}

func generatorMethod(sig, doc string, f func(c *generatorCall) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(&generatorCall{&call{a, th, binding.Scope(th)}, a.Self().(*RandomGenerator)}), nil
	})
}

func init() {
	c := RandomGeneratorClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		if g, ok := a.Value("copy_from").(*RandomGenerator); ok {
			return newGenerator(tensor.Data[int64](g.state.Value().Clone())...), nil
		}
		if !a.Has("state") || !a.Has("alg") {
			return nil, object.ValueErrorf("Must provide both `state` and `alg` when `copy_from` is None. Received: `state`=%s, `alg`=%s",
				object.Must(object.Repr(th, a.Value("state"))), object.Must(object.Repr(th, a.Value("alg"))))
		}
		checkAlgorithm(th, a.Value("alg"))
		return newGenerator(stateWords(th, a.Value("state"))...), nil
	}
	c.Members = func() []object.Member { return append(generatorMakers(), generatorMembers()...) }
}

// checkAlgorithm takes the names and the numbers of Philox.
func checkAlgorithm(th *object.Thread, v object.Value) {
	switch alg := v.(type) {
	case nil:
		return
	case string:
		if alg == "philox" || alg == "auto_select" {
			return
		}
		if alg == "threefry" {
			tensor.Throwf("UnimplementedError", "Non-XLA devices don't support the ThreeFry algorithm.")
		}
		object.Throw(object.ValueErrorf("Argument `alg` got unsupported value %s. Supported values are philox for the Philox algorithm, threefry for the ThreeFry algorithm, and auto_select for auto-selection.", alg))
	case *enumValue:
		v = alg.value
	}
	if n := toInt(th, v); n != 1 && n != 3 {
		object.Throw(object.ValueErrorf("Argument `alg` got unsupported integer value %d", n))
	}
}

// stateWords reads a state: three integers.
func stateWords(th *object.Thread, v object.Value) []int64 {
	a := binding.ToTensor(th, v, tensor.Invalid).Array().Cast(tensor.Int64)
	if a.Size() != 3 {
		object.Throw(object.ValueErrorf("For the Philox algorithm, the size of state must be at least 3; got %d", a.Size()))
	}
	return append([]int64{}, tensor.Data[int64](a.Contiguous())...)
}

// keyCounterState is the state of a counter (one or two words) and a key.
func keyCounterState(th *object.Thread, key, counter object.Value) []int64 {
	state := []int64{0, 0, binding.ToTensor(th, key, tensor.Invalid).Array().Int(0)}
	a := binding.ToTensor(th, counter, tensor.Invalid).Array()
	for i := range min(a.Size(), 2) {
		state[i] = a.Int(i)
	}
	return state
}

// generatorDecls are the functions of tf.random on generators.
func generatorDecls() []decl {
	return []decl{
		{names: "random.get_global_generator random.experimental.get_global_generator", sig: "get_global_generator()", doc: "The generator that stands for all, made when first asked for.", raw: true, plain: true, fn: func(c *call) object.Value {
			g, ok := c.s.Rand.Global.(*RandomGenerator)
			if !ok {
				g = newGenerator(entropyWords()...)
				c.s.Rand.Global = g
			}
			return g
		}},
		{names: "random.set_global_generator random.experimental.set_global_generator", sig: "set_global_generator(generator)", doc: "Replaces the generator that stands for all.", raw: true, plain: true, fn: func(c *call) object.Value {
			g, ok := c.Value("generator").(*RandomGenerator)
			if !ok {
				object.Throw(object.TypeErrorf("`generator` must be a tf.random.Generator"))
			}
			c.s.Rand.Global = g
			return nil
		}},
		{names: "random.create_rng_state random.experimental.create_rng_state", sig: "create_rng_state(seed, alg)", doc: "The state that a generator started from a seed has.", raw: true, plain: true, fn: func(c *call) object.Value {
			checkAlgorithm(c.th, c.Value("alg"))
			return tensor.Const(seededState(int64(c.int("seed"))))
		}},
		{names: "random.experimental.stateless_shuffle", sig: "stateless_shuffle(value, seed, alg='auto_select', name=None)", doc: "The entries along the first axis in an order that the seed gives.", fn: func(c *call) object.Value {
			x := c.tensor("value")
			return c.s.Gather(x, tensor.IntTensor(tensor.Int32, c.statelessStream().Shuffle(x.Dim(0))...), 0, 0)
		}},
	}
}

func entropyWords() []int64 {
	bits := tensor.NewGenerator(0).OpStream("NonDeterministicInts", tensor.Int64, nil).FillBits(tensor.Int64, 3)
	return tensor.Data[int64](bits)
}

// generatorMakers are the class's ways to make a generator.
func generatorMakers() []object.Member {
	maker := func(sig, doc string, f func(th *object.Thread, a *object.Bound) []int64) object.Member {
		return object.ClassMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			checkAlgorithm(th, a.Value("alg"))
			return newGenerator(f(th, a)...), nil
		})
	}
	return []object.Member{
		maker("from_seed(cls, seed, alg=None)", "A generator started from a seed.", func(th *object.Thread, a *object.Bound) []int64 {
			return seededState(int64(toInt(th, a.Value("seed"))))
		}),
		maker("from_state(cls, state, alg)", "A generator with a given state: two words of counter and a key.", func(th *object.Thread, a *object.Bound) []int64 {
			return stateWords(th, a.Value("state"))
		}),
		maker("from_key_counter(cls, key, counter, alg)", "A generator with a given key and counter.", func(th *object.Thread, a *object.Bound) []int64 {
			return keyCounterState(th, a.Value("key"), a.Value("counter"))
		}),
		maker("from_non_deterministic_state(cls, alg=None)", "A generator that starts differently every time.", func(th *object.Thread, a *object.Bound) []int64 {
			return entropyWords()
		}),
	}
}

// generatorMembers are a generator's attributes and methods.
func generatorMembers() []object.Member {
	get := func(name, doc string, f func(g *RandomGenerator) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(self.(*RandomGenerator)), nil
		})
	}
	return append([]object.Member{
		get("state", "the state: two words of counter and the key", func(g *RandomGenerator) object.Value { return g.state }),
		get("algorithm", "the number of the algorithm", func(g *RandomGenerator) object.Value { return 1 }),
		get("key", "the key, the part of the state that does not move", func(g *RandomGenerator) object.Value {
			return tensor.ConstScalar(g.state.Value().Int(2))
		}),
		generatorMethod("skip(self, delta)", "Moves on by the room of delta numbers.", func(c *generatorCall) object.Value {
			c.g.take(c.s, c.int("delta"))
			return nil
		}),
		generatorMethod("reset(self, state)", "Sets the state.", func(c *generatorCall) object.Value {
			c.g.set(stateWords(c.th, c.Value("state"))...)
			return nil
		}),
		generatorMethod("reset_from_seed(self, seed)", "Starts again from a seed.", func(c *generatorCall) object.Value {
			c.g.set(seededState(int64(c.int("seed")))...)
			return nil
		}),
		generatorMethod("reset_from_key_counter(self, key, counter)", "Sets key and counter.", func(c *generatorCall) object.Value {
			c.g.set(keyCounterState(c.th, c.Value("key"), c.Value("counter"))...)
			return nil
		}),
		generatorMethod("make_seeds(self, count=1)", "Seeds for the stateless functions, one per column.", func(c *generatorCall) object.Value {
			n := c.int("count")
			keys := tensor.FromArray(c.g.take(c.s, n).FillBits(tensor.Int64, n))
			return c.s.Stack([]*tensor.Tensor{keys, c.s.ZerosLike(keys)}, 0)
		}),
		generatorMethod("split(self, count=1)", "Generators that do not depend on each other.", func(c *generatorCall) object.Value {
			n := c.int("count")
			l := &object.List{}
			for _, key := range tensor.Data[int64](c.g.take(c.s, n).FillBits(tensor.Int64, n)) {
				l.Elems = append(l.Elems, newGenerator(0, 0, key))
			}
			return l
		}),
	}, generatorDraws()...)
}

// generatorDraws are the methods that draw numbers.
func generatorDraws() []object.Member {
	return []object.Member{
		generatorMethod("normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None)", "Numbers of a normal distribution.", func(c *generatorCall) object.Value {
			return c.scaled(tensor.Normal)
		}),
		generatorMethod("truncated_normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None)", "Numbers of a normal distribution, without those beyond two deviations.", func(c *generatorCall) object.Value {
			return c.scaled(tensor.TruncatedNormal)
		}),
		generatorMethod("uniform(self, shape, minval=0, maxval=None, dtype=tf.float32, name=None)", "Numbers of a uniform distribution on [minval, maxval).", generatorUniform),
		generatorMethod("uniform_full_int(self, shape, dtype=tf.uint64, name=None)", "Integers of which every bit is random.", func(c *generatorCall) object.Value {
			shape := c.shape("shape")
			return tensor.FromArray(c.take(shape).FillBits(c.dtype("dtype", tensor.Uint64), shape...))
		}),
		generatorMethod("binomial(self, shape, counts, probs, dtype=tf.int32, name=None)", "Numbers of successes in counts trials.", func(c *generatorCall) object.Value {
			counts, probs := c.float("counts"), c.float("probs")
			wide := c.s.Mul(c.s.OnesLike(counts), c.s.OnesLike(probs))
			shape := c.shape("shape")
			n := tensor.NumElements(shape) / max(1, tensor.NumElements(wide.Shape()))
			const room = 100 // TensorFlow reserves as many times what other methods do
			p := c.g.take(c.s, tensor.NumElements(shape)*room)
			d := p.FillBinomial(c.s.Mul(counts, wide).Array().Floats(), c.s.Mul(probs, wide).Array().Floats(), n)
			return c.s.Cast(tensor.Const(d, shape...), c.dtype("dtype", tensor.Int32))
		}),
	}
}

func (c *generatorCall) take(shape []int) *tensor.Philox {
	return c.g.take(c.s, tensor.NumElements(shape))
}

// scaled is numbers of a distribution times stddev plus mean.
func (c *generatorCall) scaled(dist tensor.Distribution) object.Value {
	dt, shape := c.floatType(""), c.shape("shape")
	x := tensor.FromArray(c.take(shape).Fill(dist, dt, shape...))
	return c.s.Add(c.s.Mul(x, c.tensorAs("stddev", dt)), c.tensorAs("mean", dt))
}

func generatorUniform(c *generatorCall) object.Value {
	dt, shape := c.dtype("dtype", tensor.Float32), c.shape("shape")
	switch {
	case dt.IsInteger() && !c.Has("minval") && !c.Has("maxval"):
		return tensor.FromArray(c.take(shape).FillBits(dt, shape...))
	case dt.IsInteger():
		if !c.Has("maxval") {
			object.Throw(object.ValueErrorf("For integer dtype <dtype: '%s'>, minval and maxval must be both `None` or both non-`None`; got minval=%s and maxval=None", dt, object.Must(object.Repr(c.th, c.Value("minval")))))
		}
		lo, hi := c.tensorAs("minval", dt).Array().Int(0), c.tensorAs("maxval", dt).Array().Int(0)
		return tensor.FromArray(c.take(shape).FillInts(dt, lo, hi, shape...))
	}
	x := tensor.FromArray(c.take(shape).Fill(tensor.Uniform, dt, shape...))
	lo, hi := c.tensorAs("minval", dt), tensor.Full(dt, 1)
	if c.Has("maxval") {
		hi = c.tensorAs("maxval", dt)
	}
	return c.s.Add(c.s.Mul(x, c.s.Sub(hi, lo)), lo)
}
