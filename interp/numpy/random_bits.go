package numpy

import (
	"math/bits"

	"kerash/interp/object"
	"kerash/tensor"
)

// bitSource is a generator of random bits.
type bitSource interface {
	Uint32() uint32
	Uint64() uint64
	// Float64 is uniform on [0, 1), with 53 bits.
	Float64() float64
}

// twister is MT19937 as NumPy's RandomState uses it.
type twister struct{ *tensor.Mersenne }

func (t twister) Uint64() uint64 { return uint64(t.Uint32())<<32 | uint64(t.Uint32()) }

// pcg is the generator PCG64 (O'Neill 2014): a linear congruential generator
// of 128 bits with a permutation of its output.
type pcg struct {
	hi, lo       uint64
	incHi, incLo uint64
	// half keeps the upper part of a number of which 32 bits were asked for.
	half    uint32
	hasHalf bool
}

func newPCG(seed *seedSequence) *pcg {
	w := seed.words64(4)
	p := &pcg{incHi: w[2]<<1 | w[3]>>63, incLo: w[3]<<1 | 1}
	p.step()
	var carry uint64
	p.lo, carry = bits.Add64(p.lo, w[1], 0)
	p.hi, _ = bits.Add64(p.hi, w[0], carry)
	p.step()
	return p
}

func (p *pcg) step() {
	const mulHi, mulLo = 0x2360ed051fc65da4, 0x4385df649fccf645
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	var carry uint64
	p.lo, carry = bits.Add64(lo, p.incLo, 0)
	p.hi, _ = bits.Add64(hi, p.incHi, carry)
}

func (p *pcg) Uint64() uint64 {
	p.step()
	return bits.RotateLeft64(p.hi^p.lo, -int(p.hi>>58))
}

func (p *pcg) Uint32() uint32 {
	if p.hasHalf {
		p.hasHalf = false
		return p.half
	}
	v := p.Uint64()
	p.half, p.hasHalf = uint32(v>>32), true
	return uint32(v)
}

func (p *pcg) Float64() float64 { return float64(p.Uint64()>>11) / (1 << 53) }

// seedSequence mixes an entropy of any length into well spread seeds.
type seedSequence struct {
	pool     [4]uint32
	entropy  []uint32
	spawnKey []uint32
	spawned  uint32
	// shown is the entropy as it was given.
	shown object.Value
}

const (
	seqInitA, seqMulA = 0x43b0d7e5, 0x931e8875
	seqInitB, seqMulB = 0x8b51f9dd, 0x58f38ded
	seqMixL, seqMixR  = 0xca01f9dd, 0x4973f715
)

func newSeedSequence(entropy, spawnKey []uint32) *seedSequence {
	s := &seedSequence{entropy: entropy, spawnKey: spawnKey}
	all := append([]uint32{}, entropy...)
	if len(spawnKey) > 0 {
		for len(all) < len(s.pool) {
			all = append(all, 0)
		}
		all = append(all, spawnKey...)
	}
	hash := uint32(seqInitA)
	mixed := func(v uint32) uint32 {
		v ^= hash
		hash *= seqMulA
		v *= hash
		return v ^ v>>16
	}
	mix := func(x, y uint32) uint32 {
		v := x*seqMixL - y*seqMixR
		return v ^ v>>16
	}
	for i := range s.pool {
		if i < len(all) {
			s.pool[i] = mixed(all[i])
		} else {
			s.pool[i] = mixed(0)
		}
	}
	for src := range s.pool {
		for dst := range s.pool {
			if src != dst {
				s.pool[dst] = mix(s.pool[dst], mixed(s.pool[src]))
			}
		}
	}
	for src := len(s.pool); src < len(all); src++ {
		for dst := range s.pool {
			s.pool[dst] = mix(s.pool[dst], mixed(all[src]))
		}
	}
	return s
}

// words32 are seeds of 32 bits.
func (s *seedSequence) words32(n int) []uint32 {
	out := make([]uint32, n)
	hash := uint32(seqInitB)
	for i := range out {
		v := s.pool[i%len(s.pool)] ^ hash
		hash *= seqMulB
		v *= hash
		out[i] = v ^ v>>16
	}
	return out
}

// words64 are seeds of 64 bits.
func (s *seedSequence) words64(n int) []uint64 {
	w := s.words32(2 * n)
	out := make([]uint64, n)
	for i := range out {
		out[i] = uint64(w[2*i]) | uint64(w[2*i+1])<<32
	}
	return out
}

// spawn makes the seeds of n independent generators.
func (s *seedSequence) spawn(n int) []*seedSequence {
	out := make([]*seedSequence, n)
	for i := range out {
		out[i] = newSeedSequence(s.entropy, append(append([]uint32{}, s.spawnKey...), s.spawned))
		out[i].shown = s.shown
		s.spawned++
	}
	return out
}

// masked is a number in [0, limit], drawn by rejection of masked bits.
func masked(b bitSource, limit uint64) uint64 {
	if limit == 0 {
		return 0
	}
	mask := uint64(1)<<bits.Len64(limit) - 1
	for {
		v := uint64(0)
		if limit <= 1<<32-1 {
			v = uint64(b.Uint32()) & mask
		} else {
			v = b.Uint64() & mask
		}
		if v <= limit {
			return v
		}
	}
}

// bounded is a number in [0, limit], drawn by Lemire's multiplication.
func bounded(b bitSource, limit uint64) uint64 {
	switch {
	case limit == 0:
		return 0
	case limit == 1<<32-1:
		return uint64(b.Uint32())
	case limit < 1<<32-1:
		return uint64(bounded32(b, uint32(limit)))
	case limit == 1<<64-1:
		return b.Uint64()
	}
	n := limit + 1
	hi, lo := bits.Mul64(b.Uint64(), n)
	if lo < n {
		threshold := (-n) % n
		for lo < threshold {
			hi, lo = bits.Mul64(b.Uint64(), n)
		}
	}
	return hi
}

func bounded32(b bitSource, limit uint32) uint32 {
	n := limit + 1
	m := uint64(b.Uint32()) * uint64(n)
	if low := uint32(m); low < n {
		threshold := (-n) % n
		for uint32(m) < threshold {
			m = uint64(b.Uint32()) * uint64(n)
		}
	}
	return uint32(m >> 32)
}

// small draws integers of 8 and 16 bits, several from each word.
type small struct {
	word uint32
	left int
}

// take is the next size bits.
func (s *small) take(b bitSource, size int) uint32 {
	if s.left == 0 {
		s.word, s.left = b.Uint32(), 32/size
	} else {
		s.word >>= size
	}
	s.left--
	return s.word & (1<<size - 1)
}

// draw is a number in [0, limit] of size bits.
func (s *small) draw(b bitSource, size int, limit uint32, mask bool) uint32 {
	switch {
	case limit == 0:
		return 0
	case limit == 1<<size-1:
		return s.take(b, size)
	case mask:
		m := uint32(1)<<bits.Len32(limit) - 1
		for {
			if v := s.take(b, size) & m; v <= limit {
				return v
			}
		}
	}
	n := limit + 1
	m := s.take(b, size) * n
	all := uint32(1)<<size - 1
	if m&all < n {
		threshold := (all - limit) % n
		for m&all < threshold {
			m = s.take(b, size) * n
		}
	}
	return m >> size
}
