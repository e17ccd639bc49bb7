package numpy

import (
	"math/bits"
	"math/rand/v2"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// generator is numpy.random.Generator.
type generator struct {
	bits   *bitGenerator
	drawer drawer
}

// GeneratorClass is numpy.random.Generator.
var generatorClass = &object.Class{Name: "Generator", Module: "numpy.random._generator", Doc: "A source of random numbers.", Signature: "Generator(bit_generator)"}

// PyClass is numpy.random.Generator.
func (g *generator) PyClass() *object.Class { return generatorClass }

func newGenerator(seed *seedSequence) *generator {
	return generatorOver(&bitGenerator{bitClasses[0], newPCG(seed), seed})
}

// generatorOver is a Generator that draws from a generator of bits.
func generatorOver(b *bitGenerator) *generator {
	return &generator{bits: b, drawer: drawer{bits: b.source}}
}

// freshSeed is a seed from anywhere.
func freshSeed() *seedSequence {
	return newSeedSequence([]uint32{rand.Uint32(), rand.Uint32(), rand.Uint32(), rand.Uint32()}, nil)
}

// defaultRng is numpy.random.default_rng(seed).
func defaultRng(th *object.Thread, v object.Value) *generator {
	switch v := v.(type) {
	case *generator:
		return v
	case *bitGenerator:
		return generatorOver(v)
	}
	return newGenerator(seedOf(th, v))
}

var seedSequenceClass = &object.Class{Name: "SeedSequence", Module: "numpy.random.bit_generator", Doc: "Mixes an entropy into seeds.", Signature: "SeedSequence(entropy=None, *, spawn_key=(), pool_size=4)"}

// PyClass is numpy.random.SeedSequence.
func (s *seedSequence) PyClass() *object.Class { return seedSequenceClass }

func init() {
	generatorClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return defaultRng(th, b.At(0)), nil
	}
	generatorClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "Generator(" + self.(*generator).bits.class.Name + ")", nil
	}
	generatorClass.Members = generatorMembers
	seedSequenceClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		if b.Value("entropy") == nil {
			return freshSeed(), nil
		}
		key := []uint32{}
		for _, k := range b.Ints("spawn_key") {
			key = append(key, words(uint64(k))...)
		}
		s := newSeedSequence(entropyOf(th, b.Value("entropy")), key)
		s.shown = b.Value("entropy")
		return s, nil
	}
	seedSequenceClass.Repr = func(th *object.Thread, self object.Value) (string, error) { return self.(*seedSequence).String(), nil }
	seedSequenceClass.Members = func() []object.Member {
		return []object.Member{
			method("generate_state(self, n_words, dtype=<uint32>)", "Seeds made of the entropy.", func(c *call) object.Value {
				s, n := c.Self().(*seedSequence), c.Int("n_words")
				if c.Given("dtype") && c.dtype("dtype") == tensor.Uint64 {
					return tensor.FromSlice(s.words64(n), n)
				}
				return tensor.FromSlice(s.words32(n), n)
			}),
			method("spawn(self, n_children)", "Independent seed sequences.", func(c *call) object.Value {
				l := object.NewList()
				for _, s := range c.Self().(*seedSequence).spawn(c.Int("n_children")) {
					l.Elems = append(l.Elems, s)
				}
				return l
			}),
			object.Getter("entropy", "the entropy", func(th *object.Thread, self object.Value) (object.Value, error) {
				s := self.(*seedSequence)
				if s.shown != nil {
					return s.shown, nil
				}
				return s.whole(), nil
			}),
			object.Getter("spawn_key", "which of the spawned ones it is", func(th *object.Thread, self object.Value) (object.Value, error) {
				var key []object.Value
				for _, k := range self.(*seedSequence).spawnKey {
					key = append(key, int(k))
				}
				return object.NewTuple(key...), nil
			}),
			object.Getter("n_children_spawned", "how many were spawned", func(th *object.Thread, self object.Value) (object.Value, error) {
				return int(self.(*seedSequence).spawned), nil
			}),
		}
	}
}

func generatorMembers() []object.Member {
	of := func(c *call) *generator { return c.Self().(*generator) }
	draw := func(c *call) *drawer { return &of(c).drawer }
	members := []object.Member{
		method("random(self, size=None, dtype=<float64>, out=None)", "Numbers in [0, 1).", func(c *call) object.Value {
			b := draw(c).bits
			return typedFloats(c, b.Float64, func() float32 { return float32(b.Uint32()>>8) / (1 << 24) })
		}),
		method("standard_normal(self, size=None, dtype=<float64>, out=None)", "Standard normal numbers.", func(c *call) object.Value {
			b := draw(c).bits
			return typedFloats(c, draw(c).normal, func() float32 { return zigNormal32(b) })
		}),
		method("standard_exponential(self, size=None, dtype=<float64>, method='zig', out=None)", "Standard exponential numbers.", func(c *call) object.Value {
			return typedFloats(c, draw(c).exponential, func() float32 { return float32(draw(c).exponential()) })
		}),
		method("standard_gamma(self, shape, size=None, dtype=<float64>, out=None)", "Numbers of a gamma distribution of scale 1.", func(c *call) object.Value {
			d := draw(c)
			return drawFloats(c, []string{"shape"}, func(p []float64) float64 { return d.gamma(p[0]) })
		}),
		method("integers(self, low, high=None, size=None, dtype=<int64>, endpoint=False)", "Integers from low to before high.", func(c *call) object.Value { return integers(c, of(c)) }),
		method("choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True)", "Entries picked at random.", func(c *call) object.Value { return generatorChoice(c, of(c)) }),
		method("shuffle(self, x, axis=0)", "Puts the entries into random order, in place.", func(c *call) object.Value {
			v := c.Value("x")
			if a, ok := v.(*tensor.Array); ok && c.Int("axis") != 0 {
				v = moveAxes(a, []int{c.Int("axis")}, []int{0})
			}
			permute(c.th, v, of(c).pick)
			return nil
		}),
		method("multivariate_hypergeometric(self, colors, nsample, size=None, method='marginals')", "How many things of each color are in a sample without replacement.", func(c *call) object.Value {
			return coloredSamples(c, of(c))
		}),
		method("permutation(self, x, axis=0)", "The entries, or the numbers below x, in random order.", func(c *call) object.Value {
			if ax := c.Int("axis"); ax != 0 {
				a := c.operand("x")
				ax = normalAxis(ax, a.Rank())
				return takeAxis(a, permutation(a.Shape()[ax], of(c).pick), ax).Contiguous()
			}
			return permuted(c.th, c.Value("x"), false, of(c).pick)
		}),
		method("permuted(self, x, *, axis=None, out=None)", "The elements along an axis, each row in an order of its own.", func(c *call) object.Value {
			a := c.operand("x").Clone()
			ax, ok := c.axis("axis", a.Rank())
			flat := moveLast(a, max(ax, 0))
			if !ok {
				flat = a.Reshape([]int{1, a.Size()})
			}
			n := flat.Shape()[flat.Rank()-1]
			step := flat.Strides()[flat.Rank()-1]
			for r := range flat.Size() / max(n, 1) {
				permute(c.th, flat.View([]int{n}, []int{step}, flat.Position(r*n)), of(c).pick)
			}
			return a
		}),
		method("bytes(self, length)", "Random bytes.", func(c *call) object.Value {
			n := c.Int("length")
			out := make([]byte, 0, n+3)
			for len(out) < n {
				v := draw(c).bits.Uint32()
				out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
			}
			return object.Bytes(out[:n])
		}),
		method("spawn(self, n_children)", "Independent generators.", func(c *call) object.Value {
			l := object.NewList()
			for _, s := range of(c).bits.seed.spawn(c.Int("n_children")) {
				l.Elems = append(l.Elems, generatorOver(of(c).bits.again(s)))
			}
			return l
		}),
		object.Getter("bit_generator", "the generator of bits", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*generator).bits, nil
		}),
	}
	return append(members, distributions(draw)...)
}

// pick is a number in [0, i], as shuffling draws it.
func (g *generator) pick(i int) int { return int(masked(g.drawer.bits, uint64(i))) }

// typedFloats fills an array of float64 or float32.
func typedFloats(c *call, wide func() float64, narrow func() float32) object.Value {
	dt := tensor.Float64
	if c.Given("dtype") {
		dt = c.dtypeOr("dtype", dt)
	}
	shape, sized := sizeOf(c)
	out := c.out()
	if out != nil {
		shape, sized, dt = out.Shape(), true, out.DType()
	}
	var v object.Value
	switch dt {
	case tensor.Float64:
		v = fillFloats(shape, sized, wide)
	case tensor.Float32:
		if !sized {
			return float64(narrow())
		}
		a := tensor.NewArray(dt, shape...)
		d := tensor.Data[float32](a)
		for i := range d {
			d[i] = narrow()
		}
		v = a
	default:
		throwType("Unsupported dtype dtype('%s') for %s", dt, c.Sig.Name)
	}
	if out != nil {
		out.CopyFrom(v.(*tensor.Array))
		return out
	}
	return v
}

func integers(c *call, g *generator) object.Value {
	lo, hi := integerRange(c)
	shape, sized := sizeOf(c)
	dt := tensor.Int64
	if c.Given("dtype") {
		dt = c.dtypeOr("dtype", dt)
	}
	if !dt.IsInteger() && dt != tensor.Bool {
		throwType("Unsupported dtype dtype('%s') for integers", dt)
	}
	extra := b2i(c.Bool("endpoint"))
	if lo.Rank() == 0 && hi.Rank() == 0 {
		from, to := ceilInt(lo), ceilInt(hi)+extra
		if extra != 0 && from > to-1 {
			throwValue("low > high")
		}
		checkRange(from, to, dt)
		f := integerSource(g.drawer.bits, dt, uint64(to-1-from), false)
		v := fillInts(shape, sized, dt, func() int64 { return from + int64(f()) })
		if n, ok := v.(int); ok {
			return binding.FromArray(tensor.Scalar(int64(n)).Cast(dt))
		}
		return v
	}
	hi = op2(ufAdd, castTo(hi, tensor.Int64), tensor.Scalar(extra))
	return integersOf(c, lo, hi, shape, sized, dt, func(limit uint64) uint64 { return bounded(g.drawer.bits, limit) })
}

func generatorChoice(c *call, g *generator) object.Value {
	axis := c.Int("axis")
	entries, n := population(c, axis, false)
	shape, _ := sizeOf(c)
	count := tensor.NumElements(shape)
	idx := make([]int64, count)
	uniform := g.drawer.bits.Float64
	switch {
	case c.Has("p") && c.Bool("replace"):
		_, sums := probabilities(c, n)
		for i := range idx {
			idx[i] = int64(place(sums, uniform()))
		}
	case c.Has("p"):
		p, _ := probabilities(c, n)
		checkSample(count, n)
		idx = drawWeighted(p, count, uniform)
	case c.Bool("replace"):
		for i := range idx {
			idx[i] = int64(bounded(g.drawer.bits, uint64(n-1)))
		}
	default:
		checkSample(count, n)
		idx = g.sample(n, count, c.Bool("shuffle"))
	}
	return chosen(c, entries, idx, axis)
}

func checkSample(count, n int) {
	if count > n {
		throwValue("Cannot take a larger sample than population when replace is False")
	}
}

// sample is count different numbers below n: by shuffling the tail of all, or
// by Floyd's method.
func (g *generator) sample(n, count int, shuffle bool) []int64 {
	cutoff := 20
	if shuffle {
		cutoff = 50
	}
	if n > 10000 && count > n/cutoff {
		all := make([]int64, n)
		for i := range all {
			all[i] = int64(i)
		}
		g.shuffleTail(all, max(n-count, 1))
		return all[n-count:]
	}
	mask := uint64(1)<<bits.Len64(uint64(1.2*float64(count))) - 1
	const free = ^uint64(0)
	table := make([]uint64, mask+1)
	for i := range table {
		table[i] = free
	}
	idx := make([]int64, count)
	for j := n - count; j < n; j++ {
		v := bounded(g.drawer.bits, uint64(j))
		at := v & mask
		for table[at] != free && table[at] != v {
			at = (at + 1) & mask
		}
		if table[at] != free {
			v = uint64(j)
			for at = v & mask; table[at] != free; {
				at = (at + 1) & mask
			}
		}
		table[at] = v
		idx[j-n+count] = int64(v)
	}
	if shuffle {
		g.shuffleTail(idx, 1)
	}
	return idx
}

func (g *generator) shuffleTail(v []int64, first int) {
	for i := len(v) - 1; i >= first; i-- {
		j := bounded(g.drawer.bits, uint64(i))
		v[i], v[j] = v[j], v[i]
	}
}
