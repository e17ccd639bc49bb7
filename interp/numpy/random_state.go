package numpy

import (
	"math/rand/v2"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// randomState is numpy.random.RandomState: the Mersenne twister with the
// methods of NumPy's first years, whose numbers never change.
type randomState struct {
	twister *tensor.Mersenne
	drawer  drawer
}

// RandomStateClass is numpy.random.RandomState.
var randomStateClass = &object.Class{Name: "RandomState", Module: "numpy.random.mtrand", Doc: "A source of random numbers.", Signature: "RandomState(seed=None)"}

// PyClass is numpy.random.RandomState.
func (r *randomState) PyClass() *object.Class { return randomStateClass }

func newRandomState() *randomState {
	r := &randomState{twister: &tensor.Mersenne{}}
	r.drawer = drawer{bits: twister{r.twister}, legacy: true}
	return r
}

// seed starts over: from a seed, or from anywhere for None.
func (r *randomState) seed(th *object.Thread, v object.Value) {
	r.drawer.hasSpare, r.drawer.spare = false, 0
	if v == nil {
		r.twister.SeedArray([]uint32{rand.Uint32(), rand.Uint32(), rand.Uint32(), rand.Uint32()})
		return
	}
	if i, err := object.AsIndex(th, v); err == nil {
		if i < 0 || i > 1<<32-1 {
			throwValue("Seed must be between 0 and 2**32 - 1")
		}
		r.twister.SeedWord(uint32(i))
		return
	}
	a := toArray(th, v)
	if a.DType() == tensor.String && a.Rank() == 0 {
		throwType("Cannot cast scalar from dtype('%s') to dtype('int64') according to the rule 'safe'", binding.NumpyDTypeOf(a).Name)
	}
	if !a.DType().IsInteger() {
		throwType("Cannot cast array data from dtype('%s') to dtype('int64') according to the rule 'safe'", a.DType())
	}
	if a.Size() == 0 {
		throwValue("Seed must be non-empty")
	}
	key := make([]uint32, a.Size())
	for i := range key {
		n := a.Int(i)
		if n < 0 || n > 1<<32-1 {
			throwValue("Seed must be between 0 and 2**32 - 1")
		}
		key[i] = uint32(n)
	}
	r.twister.SeedArray(key)
}

// global is the thread's RandomState behind the functions of numpy.random.
func global(th *object.Thread) *randomState {
	return object.Get(th, func() *randomState {
		r := newRandomState()
		r.seed(th, nil)
		return r
	})
}

func init() {
	c := randomStateClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		r := newRandomState()
		if g, ok := b.Value("seed").(*bitGenerator); ok {
			t, ok := g.source.(twister)
			if !ok {
				return nil, object.TypeErrorf("only RandomState(MT19937) is supported, not %s", g.class.Name)
			}
			r.twister = t.Mersenne
			r.drawer.bits = t
			return r, nil
		}
		r.seed(th, b.Value("seed"))
		return r, nil
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) { return "RandomState(MT19937)", nil }
	c.Members = func() []object.Member {
		of := func(c *call) *randomState { return c.Self().(*randomState) }
		return append(stateMembers(of), method("tomaxint(self, size=None)", "Integers from 0 to the largest one.", func(c *call) object.Value {
			shape, sized := sizeOf(c)
			return fillInts(shape, sized, tensor.Int64, func() int64 { return int64(of(c).drawer.bits.Uint64() >> 1) })
		}))
	}
}

// stateMembers are the methods of a RandomState, which of finds.
func stateMembers(of func(c *call) *randomState) []object.Member {
	draw := func(c *call) *drawer { return &of(c).drawer }
	uniform := func(c *call, shape []int, sized bool) object.Value {
		return fillFloats(shape, sized, draw(c).bits.Float64)
	}
	sizedUniform := func(name string) object.Member {
		return method(name+"(self, size=None)", "Numbers in [0, 1).", func(c *call) object.Value {
			shape, sized := sizeOf(c)
			return uniform(c, shape, sized)
		})
	}
	dims := func(c *call) ([]int, bool) {
		rest := c.Rest("dims")
		shape := make([]int, len(rest))
		for i, v := range rest {
			if shape[i] = object.Must(object.AsIndex(c.th, v)); shape[i] < 0 {
				throwValue("negative dimensions are not allowed")
			}
		}
		return shape, len(rest) > 0
	}
	members := []object.Member{
		method("seed(self, seed=None)", "Starts over from a seed.", func(c *call) object.Value {
			of(c).seed(c.th, c.Value("seed"))
			return nil
		}),
		method("rand(self, *dims)", "Numbers in [0, 1).", func(c *call) object.Value {
			shape, sized := dims(c)
			return uniform(c, shape, sized)
		}),
		method("randn(self, *dims)", "Standard normal numbers.", func(c *call) object.Value {
			shape, sized := dims(c)
			return fillFloats(shape, sized, draw(c).normal)
		}),
		sizedUniform("random_sample"), sizedUniform("random"), sizedUniform("ranf"), sizedUniform("sample"),
		method("standard_normal(self, size=None)", "Standard normal numbers.", func(c *call) object.Value {
			shape, sized := sizeOf(c)
			return fillFloats(shape, sized, draw(c).normal)
		}),
		method("standard_exponential(self, size=None)", "Standard exponential numbers.", func(c *call) object.Value {
			shape, sized := sizeOf(c)
			return fillFloats(shape, sized, draw(c).exponential)
		}),
		method("standard_gamma(self, shape, size=None)", "Numbers of a gamma distribution of scale 1.", func(c *call) object.Value {
			d := draw(c)
			return drawFloats(c, []string{"shape"}, func(p []float64) float64 { return d.gamma(p[0]) })
		}),
		method("randint(self, low, high=None, size=None, dtype=int)", "Integers from low to before high.", func(c *call) object.Value { return randint(c, of(c)) }),
		method("random_integers(self, low, high=None, size=None)", "Integers from low to high.", func(c *call) object.Value {
			lo, hi := 1, c.Int("low")
			if c.Has("high") {
				lo, hi = hi, c.Int("high")
			}
			shape, sized := sizeOf(c)
			return fillInts(shape, sized, tensor.Int64, func() int64 { return int64(lo) + int64(masked(draw(c).bits, uint64(hi-lo))) })
		}),
		method("choice(self, a, size=None, replace=True, p=None)", "Entries picked at random.", func(c *call) object.Value { return legacyChoice(c, of(c)) }),
		method("shuffle(self, x)", "Puts the entries into random order, in place.", func(c *call) object.Value {
			permute(c.th, c.Value("x"), of(c).pick)
			return nil
		}),
		method("permutation(self, x)", "The entries, or the numbers below x, in random order.", func(c *call) object.Value {
			return permuted(c.th, c.Value("x"), true, of(c).pick)
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
		method("get_state(self, legacy=True)", "The state, for set_state.", func(c *call) object.Value {
			r := of(c)
			words, pos := r.twister.State()
			has := int(b2i(r.drawer.hasSpare))
			return object.NewTuple("MT19937", tensor.FromSlice(append([]uint32{}, words[:]...), len(words)), pos, has, r.drawer.spare)
		}),
		method("set_state(self, state)", "Goes back to a state.", func(c *call) object.Value {
			setState(c.th, of(c), c.Value("state"))
			return nil
		}),
	}
	return append(members, distributions(draw)...)
}

func setState(th *object.Thread, r *randomState, v object.Value) {
	parts := object.Must(object.ToSlice(th, v))
	if len(parts) < 3 || parts[0] != "MT19937" {
		throwValue("set_state can only be used with legacy MT19937 state instances.")
	}
	key := toArray(th, parts[1])
	var words [624]uint32
	if key.Size() != len(words) {
		throwValue("state must be 624 longs")
	}
	for i := range words {
		words[i] = uint32(key.Int(i))
	}
	r.twister.SetState(words, object.Must(object.AsIndex(th, parts[2])))
	r.drawer.hasSpare, r.drawer.spare = false, 0
	if len(parts) >= 5 {
		r.drawer.hasSpare = object.Must(object.AsIndex(th, parts[3])) != 0
		r.drawer.spare = object.Must(object.AsFloat(th, parts[4]))
	}
}

// pick is a number in [0, i].
func (r *randomState) pick(i int) int { return int(masked(r.drawer.bits, uint64(i))) }

func fillFloats(shape []int, sized bool, f func() float64) object.Value {
	if !sized {
		return f()
	}
	out := tensor.NewArray(tensor.Float64, shape...)
	d := tensor.Data[float64](out)
	for i := range d {
		d[i] = f()
	}
	return out
}

func fillInts(shape []int, sized bool, dt tensor.DType, f func() int64) object.Value {
	if !sized {
		return int(f())
	}
	out := tensor.NewArray(tensor.Int64, shape...)
	d := tensor.Data[int64](out)
	for i := range d {
		d[i] = f()
	}
	return castTo(out, dt)
}

// integerRange reads low and high, of which high may be missing.
func integerRange(c *call) (lo, hi *tensor.Array) {
	lo = c.operand("low")
	if !c.Has("high") {
		return tensor.Scalar(int64(0)), lo
	}
	return lo, c.operand("high")
}

// checkRange checks the bounds, the upper one exclusive, against the dtype.
func checkRange(lo, hi int64, dt tensor.DType) {
	if dt != tensor.Int64 && dt != tensor.Uint64 && dt != tensor.Bool {
		bits := 8 * dt.Size()
		least, most := int64(0), int64(1)<<bits-1
		if !dt.IsUnsigned() {
			least, most = -1<<(bits-1), 1<<(bits-1)-1
		}
		if lo < least {
			throwValue("low is out of bounds for %s", dt)
		}
		if hi-1 > most {
			throwValue("high is out of bounds for %s", dt)
		}
	}
	if lo >= hi {
		throwValue("low >= high")
	}
}

func randint(c *call, r *randomState) object.Value {
	lo, hi := integerRange(c)
	shape, sized := sizeOf(c)
	dt := c.dtypeOr("dtype", tensor.Int64)
	if !dt.IsInteger() && dt != tensor.Bool {
		throwType("Unsupported dtype dtype('%s') for randint", dt)
	}
	if lo.Rank() == 0 && hi.Rank() == 0 {
		from, to := ceilInt(lo), ceilInt(hi)
		checkRange(from, to, dt)
		f := integerSource(r.drawer.bits, dt, uint64(to-1-from), true)
		v := fillInts(shape, sized, dt, func() int64 { return from + int64(f()) })
		if n, ok := v.(int); ok && c.Given("dtype") && c.Value("dtype") != object.IntClass {
			return binding.FromArray(tensor.Scalar(int64(n)).Cast(dt))
		}
		return v
	}
	return integersOf(c, lo, hi, shape, sized, dt, func(limit uint64) uint64 { return masked(r.drawer.bits, limit) })
}

func ceilInt(a *tensor.Array) int64 {
	if a.DType().IsFloat() {
		f := a.Float(0)
		if f > float64(int64(f)) {
			return int64(f) + 1
		}
	}
	return a.Int(0)
}

// integerSource draws numbers in [0, limit] as NumPy draws them for a dtype.
func integerSource(b bitSource, dt tensor.DType, limit uint64, mask bool) func() uint64 {
	if size := 8 * dt.Size(); size <= 16 && dt != tensor.Bool {
		s := &small{}
		return func() uint64 { return uint64(s.draw(b, size, uint32(limit), mask)) }
	}
	if dt == tensor.Bool {
		s := &small{}
		return func() uint64 {
			if limit == 0 {
				return 0
			}
			return uint64(s.take(b, 1))
		}
	}
	if mask {
		return func() uint64 { return masked(b, limit) }
	}
	return func() uint64 { return bounded(b, limit) }
}

// integersOf draws integers with a range for each element.
func integersOf(c *call, lo, hi *tensor.Array, shape []int, sized bool, dt tensor.DType, draw func(limit uint64) uint64) object.Value {
	given := broadcastAll(lo, hi)
	if !sized {
		shape = given
	}
	lo, hi = lo.BroadcastTo(shape), hi.BroadcastTo(shape)
	out := tensor.NewArray(tensor.Int64, shape...)
	d := tensor.Data[int64](out)
	for i := range d {
		from, to := lo.Int(i), hi.Int(i)
		checkRange(from, to, dt)
		d[i] = from + int64(draw(uint64(to-1-from)))
	}
	return castTo(out, dt)
}

func legacyChoice(c *call, r *randomState) object.Value {
	entries, n := population(c, 0, true)
	if entries != nil && entries.Rank() != 1 {
		throwValue("a must be 1-dimensional")
	}
	shape, _ := sizeOf(c)
	count := tensor.NumElements(shape)
	idx := make([]int64, count)
	uniform := r.drawer.bits.Float64
	if c.Has("p") {
		p, sums := probabilities(c, n)
		if c.Bool("replace") {
			for i := range idx {
				idx[i] = int64(place(sums, uniform()))
			}
			return plainInt(c, entries, chosen(c, entries, idx, 0))
		}
		checkCount(count, n)
		return plainInt(c, entries, chosen(c, entries, drawWeighted(p, count, uniform), 0))
	}
	if c.Bool("replace") {
		for i := range idx {
			idx[i] = int64(masked(r.drawer.bits, uint64(n-1)))
		}
	} else {
		checkCount(count, n)
		copy(idx, tensor.Data[int64](permutation(n, r.pick)))
	}
	return plainInt(c, entries, chosen(c, entries, idx, 0))
}

// plainInt turns a single choice among numbers into a Python int, as
// RandomState gives it.
func plainInt(c *call, entries *tensor.Array, v object.Value) object.Value {
	if s, ok := v.(*binding.Scalar); ok && entries == nil && c.Value("size") == nil {
		return s.Int()
	}
	return v
}

func checkCount(count, n int) {
	if count > n {
		throwValue("Cannot take a larger sample than population when 'replace=False'")
	}
}
