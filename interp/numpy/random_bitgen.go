package numpy

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"

	"kerash/interp/object"
	"kerash/tensor"
)

// bitGenerator is one of numpy.random's sources of bits: PCG64, MT19937, ….
type bitGenerator struct {
	class  *object.Class
	source bitSource
	seed   *seedSequence
}

// PyClass is the class of its kind.
func (b *bitGenerator) PyClass() *object.Class { return b.class }

var bitGeneratorClass = &object.Class{Name: "BitGenerator", Module: "numpy.random.bit_generator", Doc: "A source of random bits."}

// bitKinds are the kinds of generators of bits, made of a seed.
var bitKinds = []struct {
	name, doc string
	make      func(seed *seedSequence) bitSource
}{
	{"PCG64", "The generator of bits of default_rng.", func(s *seedSequence) bitSource { return newPCG(s) }},
	{"PCG64DXSM", "PCG64 with a stronger permutation of its output.", func(s *seedSequence) bitSource { return newDXSM(s) }},
	{"MT19937", "The Mersenne twister.", func(s *seedSequence) bitSource { return newTwister(s) }},
	{"Philox", "A counter encrypted by multiplications.", func(s *seedSequence) bitSource {
		w := s.words64(2)
		return &philox{key: [2]uint64{w[0], w[1]}, used: 4}
	}},
	{"SFC64", "Small fast chaotic generator of 64 bits.", func(s *seedSequence) bitSource { return newSFC(s) }},
}

// bitClasses are their classes, in the order of bitKinds.
var bitClasses = func() []*object.Class {
	all := make([]*object.Class, len(bitKinds))
	for i, k := range bitKinds {
		sig := "(seed=None)"
		if k.name == "Philox" {
			sig = "(seed=None, counter=None, key=None)"
		}
		all[i] = &object.Class{Name: k.name, Module: "numpy.random._" + strings.TrimSuffix(strings.ToLower(k.name), "dxsm"), Base: bitGeneratorClass, Doc: k.doc, Signature: k.name + sig}
	}
	return all
}()

func init() {
	for i, c := range bitClasses {
		c.New = func(th *object.Thread, cls *object.Class, args object.Args) (v object.Value, err error) {
			defer object.Catch(&err)
			b, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			g := &bitGenerator{class: c, seed: seedOf(th, b.Value("seed"))}
			g.source = bitKinds[i].make(g.seed)
			if p, ok := g.source.(*philox); ok {
				p.given(th, b)
			}
			return g, nil
		}
	}
	bitGeneratorClass.Members = bitMembers
}

// seedOf is a seed argument as a seed sequence.
func seedOf(th *object.Thread, v object.Value) *seedSequence {
	switch v := v.(type) {
	case nil:
		return freshSeed()
	case *seedSequence:
		return v
	}
	s := newSeedSequence(entropyOf(th, v), nil)
	s.shown = v
	return s
}

func bitMembers() []object.Member {
	of := func(c *call) *bitGenerator { return c.Self().(*bitGenerator) }
	return []object.Member{
		method("random_raw(self, size=None, output=True)", "The numbers themselves.", func(c *call) object.Value {
			src := of(c).source
			draw := src.Uint64
			if _, ok := src.(twister); ok {
				draw = func() uint64 { return uint64(src.Uint32()) }
			}
			shape, sized := sizeOf(c)
			if !sized {
				return new(big.Int).SetUint64(draw())
			}
			out := tensor.NewArray(tensor.Uint64, shape...)
			for i := range tensor.Data[uint64](out) {
				tensor.Data[uint64](out)[i] = draw()
			}
			return out
		}),
		method("spawn(self, n_children)", "Independent generators of bits.", func(c *call) object.Value {
			l := object.NewList()
			for _, s := range of(c).seed.spawn(c.Int("n_children")) {
				l.Elems = append(l.Elems, of(c).again(s))
			}
			return l
		}),
		object.Getter("seed_seq", "what it was seeded by", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*bitGenerator).seed, nil
		}),
		object.GetSet("state", "the state as a dict", func(th *object.Thread, self object.Value) (object.Value, error) {
			return self.(*bitGenerator).state(), nil
		}, func(th *object.Thread, self, v object.Value) error {
			return self.(*bitGenerator).setState(th, v)
		}),
	}
}

// again is a generator of the same kind with another seed.
func (b *bitGenerator) again(s *seedSequence) *bitGenerator {
	for i, c := range bitClasses {
		if c == b.class {
			return &bitGenerator{c, bitKinds[i].make(s), s}
		}
	}
	return nil
}

// state is the state as NumPy's dict.
func (b *bitGenerator) state() *object.Dict {
	inner := object.NewDict()
	d := object.DictOf("bit_generator", b.class.Name, "state", inner)
	half := func(has bool, v uint32) {
		d.SetStr("has_uint32", int(b2i(has)))
		d.SetStr("uinteger", int(v))
	}
	words := func(w ...uint64) object.Value { return tensor.FromSlice(append([]uint64{}, w...), len(w)) }
	switch s := b.source.(type) {
	case *pcg:
		inner.SetStr("state", wideInt(s.hi, s.lo))
		inner.SetStr("inc", wideInt(s.incHi, s.incLo))
		half(s.hasHalf, s.half)
	case *dxsm:
		inner.SetStr("state", wideInt(s.hi, s.lo))
		inner.SetStr("inc", wideInt(s.incHi, s.incLo))
		half(s.hasHalf, s.half)
	case twister:
		key, pos := s.State()
		inner.SetStr("key", tensor.FromSlice(append([]uint32{}, key[:]...), len(key)))
		inner.SetStr("pos", pos)
	case *philox:
		inner.SetStr("counter", words(s.counter[:]...))
		inner.SetStr("key", words(s.key[:]...))
		d.SetStr("buffer", words(s.buffer[:]...))
		d.SetStr("buffer_pos", s.used)
		half(s.hasHalf, s.half)
	case *sfc:
		inner.SetStr("state", words(s.s[:]...))
		half(s.hasHalf, s.half)
	}
	return d
}

// setState goes back to a state of PCG64 or MT19937.
func (b *bitGenerator) setState(th *object.Thread, v object.Value) (err error) {
	defer object.Catch(&err)
	d, ok := v.(*object.Dict)
	if !ok {
		throwType("state must be a dict")
	}
	get := func(d *object.Dict, name string) object.Value {
		v, _ := d.GetStr(name)
		return v
	}
	inner, ok := get(d, "state").(*object.Dict)
	if name := get(d, "bit_generator"); !ok || name != b.class.Name {
		throwValue("state must be for a %s PRNG", b.class.Name)
	}
	switch s := b.source.(type) {
	case *pcg:
		s.hi, s.lo = halves(th, get(inner, "state"))
		s.incHi, s.incLo = halves(th, get(inner, "inc"))
		s.hasHalf, s.half = get(d, "has_uint32") == 1, uint32(object.Must(object.AsIndex(th, get(d, "uinteger"))))
	case twister:
		key := toArray(th, get(inner, "key"))
		var words [624]uint32
		for i := range words {
			words[i] = uint32(key.Int(i))
		}
		s.SetState(words, object.Must(object.AsIndex(th, get(inner, "pos"))))
	default:
		throwType("the state of %s cannot be set", b.class.Name)
	}
	return nil
}

// wideInt is a number of 128 bits.
func wideInt(hi, lo uint64) *big.Int {
	n := new(big.Int).SetUint64(hi)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(lo))
}

func halves(th *object.Thread, v object.Value) (hi, lo uint64) {
	n, ok := v.(*big.Int)
	if !ok {
		n = big.NewInt(int64(object.Must(object.AsIndex(th, v))))
	}
	low := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1))
	return new(big.Int).Rsh(n, 64).Uint64(), low.Uint64()
}

// String is the sequence as NumPy writes it.
func (s *seedSequence) String() string {
	text := "SeedSequence(\n    entropy=" + s.entropyText() + ",\n"
	if len(s.spawnKey) > 0 {
		text += "    spawn_key=" + s.keyTuple() + ",\n"
	}
	if s.spawned > 0 {
		text += fmt.Sprintf("    n_children_spawned=%d,\n", s.spawned)
	}
	return text + ")"
}

func (s *seedSequence) entropyText() string {
	if s.shown != nil {
		return object.Must(object.Repr(nil, s.shown))
	}
	return s.whole().String()
}

// whole is the entropy as one number.
func (s *seedSequence) whole() *big.Int {
	n := new(big.Int)
	for i := len(s.entropy) - 1; i >= 0; i-- {
		n.Lsh(n, 32).Or(n, big.NewInt(int64(s.entropy[i])))
	}
	return n
}

func (s *seedSequence) keyTuple() string {
	parts := make([]string, len(s.spawnKey))
	for i, k := range s.spawnKey {
		parts[i] = fmt.Sprint(k)
	}
	if len(parts) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// newTwister seeds a Mersenne twister by a seed sequence.
func newTwister(seed *seedSequence) twister {
	var key [624]uint32
	copy(key[:], seed.words32(len(key)))
	key[0] = 1 << 31 // so that not all are zero
	m := &tensor.Mersenne{}
	m.SetState(key, len(key)-1)
	return twister{m}
}

// halved gives 32 bits of a source of 64: the lower half first.
type halved struct {
	half    uint32
	hasHalf bool
}

func (h *halved) uint32(next func() uint64) uint32 {
	if h.hasHalf {
		h.hasHalf = false
		return h.half
	}
	v := next()
	h.half, h.hasHalf = uint32(v>>32), true
	return uint32(v)
}

// dxsm is PCG64DXSM: a cheaper multiplier and the output function of O'Neill's
// "double xorshift multiply".
type dxsm struct {
	hi, lo       uint64
	incHi, incLo uint64
	halved
}

const dxsmMultiplier = 0xda942042e4dd58b5

func newDXSM(seed *seedSequence) *dxsm {
	p := newPCG(seed)
	return &dxsm{hi: p.hi, lo: p.lo, incHi: p.incHi, incLo: p.incLo}
}

func (d *dxsm) advance() {
	hi, lo := bits.Mul64(d.lo, dxsmMultiplier)
	hi += d.hi * dxsmMultiplier
	var carry uint64
	d.lo, carry = bits.Add64(lo, d.incLo, 0)
	d.hi, _ = bits.Add64(hi, d.incHi, carry)
}

// Uint64 is the next number.
func (d *dxsm) Uint64() uint64 {
	hi, lo := d.hi, d.lo|1
	d.advance()
	hi ^= hi >> 32
	hi *= dxsmMultiplier
	hi ^= hi >> 48
	return hi * lo
}

// Uint32 is half of a number.
func (d *dxsm) Uint32() uint32 { return d.uint32(d.Uint64) }

// Float64 is uniform on [0, 1).
func (d *dxsm) Float64() float64 { return float64(d.Uint64()>>11) / (1 << 53) }

// philox is Philox4x64-10 (Salmon et al. 2011).
type philox struct {
	counter [4]uint64
	key     [2]uint64
	buffer  [4]uint64
	used    int // how many of buffer
	halved
}

// given takes the arguments counter and key.
func (p *philox) given(th *object.Thread, b *object.Bound) {
	read := func(name string, to []uint64) {
		if !b.Has(name) {
			return
		}
		if i, err := object.AsIndex(th, b.Value(name)); err == nil {
			clear(to)
			to[0] = uint64(i)
			return
		}
		a := toArray(th, b.Value(name))
		for i := range to {
			to[i] = uint64(a.Int(i))
		}
	}
	if b.Has("seed") && b.Has("key") {
		throwValue("seed and key cannot be both used")
	}
	read("key", p.key[:])
	read("counter", p.counter[:])
}

// Uint64 is the next number.
func (p *philox) Uint64() uint64 {
	if p.used == len(p.buffer) {
		for i := range p.counter {
			p.counter[i]++
			if p.counter[i] != 0 {
				break
			}
		}
		p.buffer, p.used = p.block(), 0
	}
	p.used++
	return p.buffer[p.used-1]
}

// block encrypts the counter.
func (p *philox) block() [4]uint64 {
	x, key := p.counter, p.key
	for range 10 {
		hi0, lo0 := bits.Mul64(0xD2E7470EE14C6C93, x[0])
		hi1, lo1 := bits.Mul64(0xCA5A826395121157, x[2])
		x = [4]uint64{hi1 ^ x[1] ^ key[0], lo1, hi0 ^ x[3] ^ key[1], lo0}
		key[0] += 0x9E3779B97F4A7C15
		key[1] += 0xBB67AE8584CAA73B
	}
	return x
}

// Uint32 is half of a number.
func (p *philox) Uint32() uint32 { return p.uint32(p.Uint64) }

// Float64 is uniform on [0, 1).
func (p *philox) Float64() float64 { return float64(p.Uint64()>>11) / (1 << 53) }

// sfc is SFC64, Doty-Humphrey's small fast chaotic generator.
type sfc struct {
	s [4]uint64
	halved
}

func newSFC(seed *seedSequence) *sfc {
	w := seed.words64(3)
	g := &sfc{s: [4]uint64{w[0], w[1], w[2], 1}}
	for range 12 {
		g.Uint64()
	}
	return g
}

// Uint64 is the next number.
func (g *sfc) Uint64() uint64 {
	v := g.s[0] + g.s[1] + g.s[3]
	g.s[3]++
	g.s[0] = g.s[1] ^ g.s[1]>>11
	g.s[1] = g.s[2] + g.s[2]<<3
	g.s[2] = bits.RotateLeft64(g.s[2], 24) + v
	return v
}

// Uint32 is half of a number.
func (g *sfc) Uint32() uint32 { return g.uint32(g.Uint64) }

// Float64 is uniform on [0, 1).
func (g *sfc) Float64() float64 { return float64(g.Uint64()>>11) / (1 << 53) }
