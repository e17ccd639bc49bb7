package tensor

import (
	"crypto/rand"
)

// Generator is a session's source of random numbers. It gives what the same
// calls give in TensorFlow: with a global seed the streams of the ops follow
// from it, without one they differ from run to run.
type Generator struct {
	// Python is the generator of Python's random module, from which Keras draws
	// the seeds of unseeded initializers until SetKerasSeed.
	Python *Mersenne
	// Global belongs to the package that shows tf.random: its global generator.
	Global any

	seeded bool
	seed   int64     // tf.random.set_seed
	ops    *Mersenne // draws the seeds of unseeded ops
	keras  *Mersenne // set by keras.utils.set_random_seed
	opened map[opStream]*Philox
	// learned is what candidate samplers counted.
	learned map[LearnedKey][]int

	functions []*Streams // that a new seed sends back
}

// opStream is what an eager op's state hangs on: the same op with the same
// seeds goes on where it stopped.
type opStream struct {
	op          string
	dtype       DType
	seed, seed2 int64
}

// NewGenerator makes a generator as it is at the start of a session: not
// seeded for seed 0.
func NewGenerator(seed int64) *Generator {
	g := &Generator{}
	if seed == 0 {
		g.Python = NewPythonRandom(entropy())
	} else {
		g.Python = NewPythonRandom(seed)
		g.SetSeed(seed)
	}
	return g
}

// entropy is a seed from the operating system.
func entropy() int64 {
	var b [8]byte
	rand.Read(b[:])
	seed := int64(0)
	for _, v := range b {
		seed = seed<<8 | int64(v)
	}
	return seed &^ (-1 << 63)
}

// SetSeed is tf.random.set_seed.
func (g *Generator) SetSeed(seed int64) {
	g.seeded, g.seed = true, seed
	g.ops = NewPythonRandom(seed)
	g.opened, g.learned = nil, nil
	for _, f := range g.functions {
		f.Restart()
	}
}

// Seed is the global seed; ok is false when there is none.
func (g *Generator) Seed() (seed int64, ok bool) { return g.seed, g.seeded }

// SetKerasSeed is the part of keras.utils.set_random_seed that concerns Python
// and Keras; SetSeed does TensorFlow's.
func (g *Generator) SetKerasSeed(seed int64) {
	g.Python.SeedPython(seed)
	g.keras = NewPythonRandom(seed)
}

// KerasSeed draws the seed of an unseeded Keras initializer or random layer.
func (g *Generator) KerasSeed() int64 {
	m := g.keras
	if m == nil {
		m = g.Python
	}
	return m.Between(1, 1e9)
}

const (
	graphSeed = 87654321 // TensorFlow's global seed for ops that have a seed of their own
	maxSeed   = 1<<31 - 1
)

// OpStream is the stream of a random op called eagerly: tf.random.uniform and
// the like. A nil seed is an op without a seed. The op takes n numbers from it
// by [Philox.Take].
func (g *Generator) OpStream(op string, dt DType, seed *int64) *Philox {
	switch {
	case !g.seeded && seed == nil:
		return NewPhilox(uint64(entropy()), uint64(entropy()))
	case !g.seeded:
		return g.open(opStream{op, dt, graphSeed, *seed & maxSeed})
	case seed == nil:
		return g.open(opStream{op, dt, g.seed & maxSeed, g.ops.Between(0, maxSeed)})
	}
	return g.open(opStream{op, dt, g.seed & maxSeed, *seed & maxSeed})
}

// DataSeeds is the pair of seeds of a random transformation of a dataset; a
// nil seed is one without a seed.
func (g *Generator) DataSeeds(seed *int64) (s1, s2 int64) {
	switch {
	case !g.seeded && seed == nil:
		return entropy(), entropy()
	case !g.seeded:
		s1, s2 = graphSeed, *seed&maxSeed
	case seed == nil:
		s1, s2 = g.seed&maxSeed, g.ops.Between(0, maxSeed)
	default:
		s1, s2 = g.seed&maxSeed, *seed&maxSeed
	}
	if s1 == 0 && s2 == 0 {
		s2 = maxSeed
	}
	return s1, s2
}

func (g *Generator) open(k opStream) *Philox {
	if k.seed == 0 && k.seed2 == 0 {
		k.seed2 = maxSeed
	}
	if p := g.opened[k]; p != nil {
		return p
	}
	if g.opened == nil {
		g.opened = map[opStream]*Philox{}
	}
	p := NewPhilox(uint64(k.seed), uint64(k.seed2))
	g.opened[k] = p
	return p
}

// Take is the stream for an op that makes n numbers; the receiver moves on far
// enough that the next op meets none of them.
func (p *Philox) Take(n int) *Philox {
	q := *p
	p.Skip(uint64(n) * reservedPerNumber)
	return &q
}

// reservedPerNumber is how many blocks TensorFlow reserves for each number.
const reservedPerNumber = 256
