package tensor

// Philox is the counter-based random bit generator Philox4x32-10 (Salmon et
// al., "Parallel random numbers: as easy as 1, 2, 3", 2011) in the layout that
// TensorFlow uses: a counter of 128 bits and a key of 64 bits give four words
// of 32 bits, and the counter moves on by one.
type Philox struct {
	counter [4]uint32
	key     [2]uint32
}

// NewPhilox is the stream of a TensorFlow op with a pair of seeds.
func NewPhilox(seed, seed2 uint64) *Philox {
	p := &Philox{}
	p.key = [2]uint32{uint32(seed), uint32(seed >> 32)}
	p.counter[2], p.counter[3] = uint32(seed2), uint32(seed2>>32)
	return p
}

// PhiloxState is the stream of a tf.random.Generator whose state variable
// holds the given counter and key.
func PhiloxState(counter [2]uint64, key uint64) *Philox {
	return &Philox{
		counter: [4]uint32{uint32(counter[0]), uint32(counter[0] >> 32), uint32(counter[1]), uint32(counter[1] >> 32)},
		key:     [2]uint32{uint32(key), uint32(key >> 32)},
	}
}

// StatelessPhilox is the stream of the stateless random ops for a seed of two
// numbers: the seed is scrambled once, by a fixed key, into key and counter.
func StatelessPhilox(seed [2]int64) *Philox {
	s := PhiloxState([2]uint64{uint64(seed[0]), uint64(seed[1])}, 0)
	s.key = [2]uint32{0x3ec8f720, 0x02461e29}
	mix := s.Next()
	return &Philox{counter: [4]uint32{0, 0, mix[2], mix[3]}, key: [2]uint32{mix[0], mix[1]}}
}

// State is the counter and the key, as tf.random.Generator's state shows them.
func (p *Philox) State() (counter [2]uint64, key uint64) {
	c := p.counter
	return [2]uint64{uint64(c[0]) | uint64(c[1])<<32, uint64(c[2]) | uint64(c[3])<<32}, uint64(p.key[0]) | uint64(p.key[1])<<32
}

// Skip moves the counter on by n.
func (p *Philox) Skip(n uint64) {
	lo := uint64(p.counter[0]) | uint64(p.counter[1])<<32
	sum := lo + n
	p.counter[0], p.counter[1] = uint32(sum), uint32(sum>>32)
	if sum < lo {
		p.counter[2]++
		if p.counter[2] == 0 {
			p.counter[3]++
		}
	}
}

// Next is the four words of the present counter.
func (p *Philox) Next() [4]uint32 {
	c, k0, k1 := p.counter, p.key[0], p.key[1]
	for range 10 {
		a, b := uint64(c[0])*0xD2511F53, uint64(c[2])*0xCD9E8D57
		c = [4]uint32{uint32(b>>32) ^ c[1] ^ k0, uint32(b), uint32(a>>32) ^ c[3] ^ k1, uint32(a)}
		k0 += 0x9E3779B9
		k1 += 0xBB67AE85
	}
	p.Skip(1)
	return c
}

// at is a copy of the generator n blocks further on.
func (p *Philox) at(n uint64) Philox {
	q := *p
	q.Skip(n)
	return q
}
