package tf

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// RandomGenerator is tf.random.Generator: a stream of random numbers whose
// state is a variable of counter and key.
type RandomGenerator struct {
	state *tensor.Variable
	alg   int
}

// The algorithms by their numbers. Only Philox draws on processors.
const (
	philox   = 1
	threefry = 2
)

// RandomGeneratorClass is tf.random.Generator.
var RandomGeneratorClass = &object.Class{Name: "Generator", Module: "tensorflow.python.ops.stateful_random_ops",
	Doc: "A stream of random numbers with a state of its own.", Signature: "Generator(copy_from=None, state=None, alg=None)"}

// Algorithm is tf.random.Algorithm.
var Algorithm, _ = newEnum("tensorflow.python.ops.random_ops_util", "Algorithm", "The algorithms that make random numbers.",
	"PHILOX", philox, "THREEFRY", threefry, "AUTO_SELECT", 3)

// PyClass is tf.random.Generator.
func (g *RandomGenerator) PyClass() *object.Class { return RandomGeneratorClass }

// newGenerator makes a generator with a state of counter words and a key.
func newGenerator(alg int, state ...int64) *RandomGenerator {
	v := tensor.NewVariable("StateVar", tensor.FromSlice(state))
	v.Trainable = false
	return &RandomGenerator{v, alg}
}

// seededState is the state that a seed makes: the words of an integer, or the
// integers of a tensor behind zeros.
func seededState(th *object.Thread, seed object.Value, alg int) []int64 {
	state := make([]int64, stateSize(alg))
	if n, ok := object.BigOf(seed); ok {
		for i := range state {
			word := new(big.Int).And(new(big.Int).Rsh(n, uint(64*i)), new(big.Int).SetUint64(math.MaxUint64))
			state[i] = int64(word.Uint64())
		}
		return state
	}
	words := tensor.Data[int64](binding.ToTensor(th, seed, tensor.Invalid).Array().Cast(tensor.Int64).Contiguous())
	words = words[:min(len(words), len(state))]
	copy(state[len(state)-len(words):], words)
	return state
}

// stateSize is how many words the state of an algorithm has.
func stateSize(alg int) int {
	switch alg {
	case philox, 3:
		return 3
	case threefry:
		return 2
	}
	object.Throw(object.ValueErrorf("Argument `alg` got unsupported integer value %d", alg))
	return 0
}

// stream is the present stream.
func (g *RandomGenerator) stream() *tensor.Philox {
	d := tensor.Data[int64](g.state.Value())
	return tensor.PhiloxState([2]uint64{uint64(d[0]), uint64(d[1])}, uint64(d[2]))
}

// take is the stream for n numbers; the state moves on behind them, so that a
// recorded function has to run anew each time.
func (g *RandomGenerator) take(s *tensor.Scope, n int) *tensor.Philox {
	s.SideEffect("tf.random.Generator")
	g.needPhilox()
	p := g.stream()
	q := p.Take(n)
	counter, key := p.State()
	g.set(int64(counter[0]), int64(counter[1]), int64(key))
	return q
}

// needPhilox throws for a generator of the algorithm that processors have not.
func (g *RandomGenerator) needPhilox() {
	if g.alg == threefry {
		tensor.Throwf("UnimplementedError", "{{function_node __wrapped__RngReadAndSkip_device_/job:localhost/replica:0/task:0/device:CPU:0}} Non-XLA devices don't support the ThreeFry algorithm. [Op:RngReadAndSkip] name: ")
	}
}

func (g *RandomGenerator) set(state ...int64) { g.state.SetValue(tensor.FromSlice(state)) }

// generatorCall is a call of a generator's method.
type generatorCall struct {
	*call
	g *RandomGenerator
}

func generatorMethod(sig, doc string, f func(c *generatorCall) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(&generatorCall{&call{Bound: a, th: th, s: binding.Scope(th)}, a.Self().(*RandomGenerator)}), nil
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
			return newGenerator(g.alg, tensor.Data[int64](g.state.Value().Clone())...), nil
		}
		if !a.Has("state") || !a.Has("alg") {
			return nil, object.NewError(object.AssertionError, "")
		}
		alg := algorithm(th, a.Value("alg"))
		return newGenerator(alg, stateWords(th, a.Value("state"), alg)...), nil
	}
	c.Members = func() []object.Member { return append(generatorMakers(), generatorMembers()...) }
}

// algorithm is the number of an algorithm given by name or number; None stands
// for the usual one.
func algorithm(th *object.Thread, v object.Value) int {
	switch alg := v.(type) {
	case nil:
		return philox
	case string:
		switch strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(strings.TrimSpace(alg))) {
		case "philox":
			return philox
		case "threefry":
			return threefry
		case "autoselect":
			return 3
		}
		object.Throw(object.ValueErrorf("Argument `alg` got unsupported value %s. Supported values are philox for the Philox algorithm, threefry for the ThreeFry algorithm, and auto_select for auto-selection.", alg))
	case *enumValue:
		return toInt(th, alg.value)
	}
	return toInt(th, v)
}

// stateWords reads a state.
func stateWords(th *object.Thread, v object.Value, alg int) []int64 {
	a := binding.ToTensor(th, v, tensor.Invalid).Array().Cast(tensor.Int64)
	needShape(a, stateSize(alg))
	return append([]int64{}, tensor.Data[int64](a.Contiguous())...)
}

// needShape throws for an array of another shape.
func needShape(a *tensor.Array, shape ...int) {
	if !slices.Equal(a.Shape(), shape) {
		object.Throw(object.ValueErrorf("Shapes %s and %s are incompatible", tensor.ShapeString(a.Shape()), brackets(shape)))
	}
}

// keyCounterState is the state of a counter (one or two words) and a key.
func keyCounterState(th *object.Thread, key, counter object.Value, alg int) []int64 {
	a := binding.ToTensor(th, counter, tensor.Invalid).Array().Cast(tensor.Int64)
	needShape(a, stateSize(alg)-1)
	k := binding.ToTensor(th, key, tensor.Invalid).Array()
	needShape(k)
	return append(append([]int64{}, tensor.Data[int64](a.Contiguous())...), k.Int(0))
}

// generatorDecls are the functions of tf.random on generators.
func generatorDecls() []decl {
	return []decl{
		{names: "random.get_global_generator random.experimental.get_global_generator", sig: "get_global_generator()", doc: "The generator that stands for all, made when first asked for.", raw: true, plain: true, fn: func(c *call) object.Value {
			g, ok := c.s.Rand.Global.(*RandomGenerator)
			if !ok {
				g = newGenerator(philox, entropyWords(philox)...)
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
			return tensor.Const(seededState(c.th, c.Value("seed"), algorithm(c.th, c.Value("alg"))))
		}},
		{names: "random.experimental.stateless_shuffle", sig: "stateless_shuffle(value, seed, alg='auto_select', name=None)", doc: "The entries along the first axis in an order that the seed gives.", fn: func(c *call) object.Value {
			x := c.tensor("value")
			return c.s.Gather(x, tensor.IntTensor(tensor.Int32, c.statelessStream().Shuffle(x.Dim(0))...), 0, 0)
		}},
	}
}

func entropyWords(alg int) []int64 {
	bits := tensor.NewGenerator(0).OpStream("NonDeterministicInts", tensor.Int64, nil).FillBits(tensor.Int64, stateSize(alg))
	return tensor.Data[int64](bits)
}

// generatorMakers are the class's ways to make a generator.
func generatorMakers() []object.Member {
	maker := func(sig, doc string, f func(th *object.Thread, a *object.Bound, alg int) []int64) object.Member {
		return object.ClassMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			alg := algorithm(th, a.Value("alg"))
			return newGenerator(alg, f(th, a, alg)...), nil
		})
	}
	return []object.Member{
		maker("from_seed(cls, seed, alg=None)", "A generator started from a seed.", func(th *object.Thread, a *object.Bound, alg int) []int64 {
			return seededState(th, a.Value("seed"), alg)
		}),
		maker("from_state(cls, state, alg)", "A generator with a given state: two words of counter and a key.", func(th *object.Thread, a *object.Bound, alg int) []int64 {
			return stateWords(th, a.Value("state"), alg)
		}),
		maker("from_key_counter(cls, key, counter, alg)", "A generator with a given key and counter.", func(th *object.Thread, a *object.Bound, alg int) []int64 {
			return keyCounterState(th, a.Value("key"), a.Value("counter"), alg)
		}),
		maker("from_non_deterministic_state(cls, alg=None)", "A generator that starts differently every time.", func(th *object.Thread, a *object.Bound, alg int) []int64 {
			return entropyWords(alg)
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
		get("algorithm", "the number of the algorithm", func(g *RandomGenerator) object.Value { return g.alg }),
		get("key", "the key, the part of the state that does not move", func(g *RandomGenerator) object.Value {
			return tensor.ConstScalar(g.state.Value().Int(g.state.Value().Size() - 1))
		}),
		generatorMethod("skip(self, delta)", "Moves on by the room of delta numbers.", func(c *generatorCall) object.Value {
			before := append([]int64{}, tensor.Data[int64](c.g.state.Value())...)
			c.g.take(c.s, c.int("delta"))
			return tensor.Const(before)
		}),
		generatorMethod("reset(self, state)", "Sets the state.", func(c *generatorCall) object.Value {
			c.g.set(stateWords(c.th, c.Value("state"), c.g.alg)...)
			return nil
		}),
		generatorMethod("reset_from_seed(self, seed)", "Starts again from a seed.", func(c *generatorCall) object.Value {
			c.g.set(seededState(c.th, c.Value("seed"), c.g.alg)...)
			return nil
		}),
		generatorMethod("reset_from_key_counter(self, key, counter)", "Sets key and counter.", func(c *generatorCall) object.Value {
			c.g.set(keyCounterState(c.th, c.Value("key"), c.Value("counter"), c.g.alg)...)
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
				l.Elems = append(l.Elems, newGenerator(c.g.alg, append(make([]int64, stateSize(c.g.alg)-1), key)...))
			}
			return l
		}),
	}, generatorDraws()...)
}

// generatorDraws are the methods that draw numbers.
func generatorDraws() []object.Member {
	return []object.Member{
		generatorMethod("normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None)", "Numbers of a normal distribution.", func(c *generatorCall) object.Value {
			return c.scaled(c.drawing(), tensor.Normal)
		}),
		generatorMethod("truncated_normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None)", "Numbers of a normal distribution, without those beyond two deviations.", func(c *generatorCall) object.Value {
			return c.scaled(c.drawing(), tensor.TruncatedNormal)
		}),
		generatorMethod("uniform(self, shape, minval=0, maxval=None, dtype=tf.float32, name=None)", "Numbers of a uniform distribution on [minval, maxval).", generatorUniform),
		generatorMethod("uniform_full_int(self, shape, dtype=tf.uint64, name=None)", "Integers of which every bit is random.", func(c *generatorCall) object.Value {
			return c.fullInts(c.drawing(), c.dtype("dtype", tensor.Uint64), c.dimsOf())
		}),
		generatorMethod("binomial(self, shape, counts, probs, dtype=tf.int32, name=None)", "Numbers of successes in counts trials.", func(c *generatorCall) object.Value {
			counts, probs := c.tensor("counts"), c.tensor("probs")
			draw := c.binomial("StatefulRandomBinomial", "dtype", c.dimsOf(), counts, probs)
			return draw(func(k, n int) *tensor.Philox { return c.g.take(c.s, k*tensor.BinomialRoom(n)) })
		}),
	}
}

// drawing is how a generator draws.
func (c *generatorCall) drawing() numbers {
	n := c.stateless()
	n.begin, n.check = c.g.needPhilox, nil
	n.stream = func(_ string, _ tensor.DType, dims *tensor.Tensor) *tensor.Philox {
		return c.g.take(c.s, tensor.NumElements(dims.Array().Ints()))
	}
	return n
}

func generatorUniform(c *generatorCall) object.Value {
	dt := c.dtype("dtype", tensor.Float32)
	if dt.IsInteger() {
		if c.Has("minval") != c.Has("maxval") {
			object.Throw(object.ValueErrorf("For integer dtype <dtype: '%s'>, minval and maxval must be both `None` or both non-`None`; got minval=%s and maxval=%s",
				dt, object.Must(object.Str(c.th, c.Value("minval"))), object.Must(object.Str(c.th, c.Value("maxval")))))
		}
		if !c.Has("minval") {
			return c.fullInts(c.drawing(), dt, c.dimsOf())
		}
	}
	return c.uniformOf(c.drawing(), dt)
}
