package tensor

// Mersenne is the Mersenne twister MT19937 (Matsumoto and Nishimura, 1998),
// seeded as CPython's random module and NumPy's RandomState seed it, so that
// the same seed gives the same numbers as there.
type Mersenne struct {
	state [624]uint32
	index int
}

// NewPythonRandom is random.Random(seed) for an integer seed.
func NewPythonRandom(seed int64) *Mersenne {
	m := &Mersenne{}
	m.SeedPython(seed)
	return m
}

// SeedPython is random.seed(seed) for an integer: its absolute value, cut into
// words of 32 bits, seeds the generator.
func (m *Mersenne) SeedPython(seed int64) {
	u := uint64(seed)
	if seed < 0 {
		u = -u
	}
	key := []uint32{uint32(u)}
	if u>>32 != 0 {
		key = append(key, uint32(u>>32))
	}
	m.SeedArray(key)
}

// SeedWord seeds by one word, as numpy.random.seed does for an integer.
func (m *Mersenne) SeedWord(seed uint32) {
	m.state[0] = seed
	for i := 1; i < len(m.state); i++ {
		prev := m.state[i-1]
		m.state[i] = 1812433253*(prev^prev>>30) + uint32(i)
	}
	m.index = len(m.state)
}

// SeedArray seeds by any number of words.
func (m *Mersenne) SeedArray(key []uint32) {
	const n = len(m.state)
	m.SeedWord(19650218)
	i, j := 1, 0
	mix := func(mul uint32) uint32 {
		prev := m.state[i-1]
		return m.state[i] ^ (prev^prev>>30)*mul
	}
	wrap := func() {
		if i++; i == n {
			m.state[0] = m.state[n-1]
			i = 1
		}
	}
	for range max(n, len(key)) {
		m.state[i] = mix(1664525) + key[j] + uint32(j)
		wrap()
		if j++; j == len(key) {
			j = 0
		}
	}
	for range n - 1 {
		m.state[i] = mix(1566083941) - uint32(i)
		wrap()
	}
	m.state[0] = 0x80000000
}

// Uint32 is the next 32 random bits.
func (m *Mersenne) Uint32() uint32 {
	if m.index >= len(m.state) {
		m.refill()
	}
	y := m.state[m.index]
	m.index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (m *Mersenne) refill() {
	const n, shift = len(m.state), 397
	for i := range m.state {
		y := m.state[i]&0x80000000 | m.state[(i+1)%n]&0x7fffffff
		v := m.state[(i+shift)%n] ^ y>>1
		if y&1 != 0 {
			v ^= 0x9908b0df
		}
		m.state[i] = v
	}
	m.index = 0
}

// Float64 is a number in [0, 1) with 53 random bits: random.random().
func (m *Mersenne) Float64() float64 {
	a, b := m.Uint32()>>5, m.Uint32()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// Bits is random.getrandbits(k) for k up to 64.
func (m *Mersenne) Bits(k int) uint64 {
	if k <= 0 {
		return 0
	}
	if k <= 32 {
		return uint64(m.Uint32() >> (32 - k))
	}
	lo := uint64(m.Uint32())
	return lo | uint64(m.Uint32()>>(64-k))<<32
}

// Below is a number in [0, n), drawn as CPython draws it.
func (m *Mersenne) Below(n uint64) uint64 {
	k := 0
	for v := n; v > 0; v >>= 1 {
		k++
	}
	for {
		if r := m.Bits(k); r < n {
			return r
		}
	}
}

// Between is random.randint(lo, hi): both ends are possible.
func (m *Mersenne) Between(lo, hi int64) int64 {
	return lo + int64(m.Below(uint64(hi-lo)+1))
}

// State is the 624 words and the position, as random.getstate() shows them.
func (m *Mersenne) State() (words [624]uint32, index int) { return m.state, m.index }

// SetState restores what State gave.
func (m *Mersenne) SetState(words [624]uint32, index int) { m.state, m.index = words, index }
