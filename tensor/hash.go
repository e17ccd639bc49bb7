package tensor

import (
	endian "encoding/binary"
	"math/bits"
)

// Hash64 is TensorFlow's own hash of a string (tf.strings.to_hash_bucket): the
// 64-bit variant of MurmurHash 2.
func Hash64(s string) uint64 {
	const m = 0xc6a4a7935bd1e995
	d := []byte(s)
	h := uint64(0xDECAFCAFFE) ^ uint64(len(d))*m
	for ; len(d) >= 8; d = d[8:] {
		k := endian.LittleEndian.Uint64(d) * m
		k = (k ^ k>>47) * m
		h = (h ^ k) * m
	}
	if len(d) > 0 {
		for i, b := range d {
			h ^= uint64(b) << (8 * i)
		}
		h *= m
	}
	h = (h ^ h>>47) * m
	return h ^ h>>47
}

// SipHash is SipHash-2-4 of a string under a key of two words (Aumasson and
// Bernstein, 2012): tf.strings.to_hash_bucket_strong.
func SipHash(s string, k0, k1 uint64) uint64 {
	v := [4]uint64{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
	round := func(n int) {
		for range n {
			v[0] += v[1]
			v[1] = bits.RotateLeft64(v[1], 13) ^ v[0]
			v[0] = bits.RotateLeft64(v[0], 32)
			v[2] += v[3]
			v[3] = bits.RotateLeft64(v[3], 16) ^ v[2]
			v[0] += v[3]
			v[3] = bits.RotateLeft64(v[3], 21) ^ v[0]
			v[2] += v[1]
			v[1] = bits.RotateLeft64(v[1], 17) ^ v[2]
			v[2] = bits.RotateLeft64(v[2], 32)
		}
	}
	take := func(m uint64) {
		v[3] ^= m
		round(2)
		v[0] ^= m
	}
	d := []byte(s)
	for ; len(d) >= 8; d = d[8:] {
		take(endian.LittleEndian.Uint64(d))
	}
	last := uint64(len(s)) << 56
	for i, b := range d {
		last |= uint64(b) << (8 * i)
	}
	take(last)
	v[2] ^= 0xff
	round(4)
	return v[0] ^ v[1] ^ v[2] ^ v[3]
}

// The constants of FarmHash: primes without a pattern.
const (
	farm0 = 0xc3a5c85c97cb3127
	farm1 = 0xb492b66fbe98f273
	farm2 = 0x9ae16a3b2f90404f
)

// Fingerprint64 is the stable 64-bit hash of Google's FarmHash, by which
// tf.strings.to_hash_bucket_fast and Keras' Hashing layer sort strings.
func Fingerprint64(s string) uint64 {
	d := []byte(s)
	n := uint64(len(d))
	mul := farm2 + n*2
	switch {
	case n == 0:
		return farm2
	case n < 4:
		y := uint64(d[0]) + uint64(d[n>>1])<<8
		z := n + uint64(d[n-1])<<2
		return farmShift(y*farm2^z*farm0) * farm2
	case n < 8:
		return farmMix(n+uint64(endian.LittleEndian.Uint32(d))<<3, uint64(endian.LittleEndian.Uint32(d[n-4:])), mul)
	case n <= 16:
		a, b := word(d, 0)+farm2, word(d, n-8)
		return farmMix(rotate(b, 37)*mul+a, (rotate(a, 25)+b)*mul, mul)
	case n <= 32:
		a, b, c, e := word(d, 0)*farm1, word(d, 8), word(d, n-8)*mul, word(d, n-16)*farm2
		return farmMix(rotate(a+b, 43)+rotate(c, 30)+e, a+rotate(b+farm2, 18)+c, mul)
	case n <= 64:
		return farmTo64(d, n, mul)
	}
	return farmLong(d, n)
}

func word(d []byte, at uint64) uint64 { return endian.LittleEndian.Uint64(d[at:]) }

// rotate turns to the right.
func rotate(x uint64, by int) uint64 { return bits.RotateLeft64(x, -by) }

func farmShift(x uint64) uint64 { return x ^ x>>47 }

func farmMix(u, v, mul uint64) uint64 {
	a := farmShift((u ^ v) * mul)
	return farmShift((v^a)*mul) * mul
}

func farmTo64(d []byte, n, mul uint64) uint64 {
	a, b, c, e := word(d, 0)*farm2, word(d, 8), word(d, n-8)*mul, word(d, n-16)*farm2
	y := rotate(a+b, 43) + rotate(c, 30) + e
	z := farmMix(y, a+rotate(b+farm2, 18)+c, mul)
	p, q := word(d, 16)*mul, word(d, 24)
	g, h := (y+word(d, n-32))*mul, (z+word(d, n-24))*mul
	return farmMix(rotate(p+q, 43)+rotate(g, 30)+h, p+rotate(q+a, 18)+g, mul)
}

// farmPair is the state that 32 bytes are mixed into.
type farmPair struct{ a, b uint64 }

func farmWeak(d []byte, at, a, b uint64) farmPair {
	a += word(d, at)
	b = rotate(b+a+word(d, at+24), 21)
	c := a
	a += word(d, at+8) + word(d, at+16)
	return farmPair{a + word(d, at+24), b + rotate(a, 44) + c}
}

func farmLong(d []byte, n uint64) uint64 {
	const seed = 81
	x, y := uint64(seed), uint64(seed)
	y = y*farm1 + 113
	z := farmShift(y*farm2+113) * farm2
	var v, w farmPair
	x = x*farm2 + word(d, 0)
	end := (n - 1) / 64 * 64
	block := func(at, mul uint64, last uint64) {
		x = rotate(x+y+v.a+word(d, at+8), 37) * mul
		y = rotate(y+v.b+word(d, at+48), 42) * mul
		x ^= w.b * last
		y += v.a*last + word(d, at+40)
		z = rotate(z+w.a, 33) * mul
		v = farmWeak(d, at, v.b*mul, x+w.a)
		w = farmWeak(d, at+32, z+w.b, y+word(d, at+16))
		z, x = x, z
	}
	for at := uint64(0); at < end; at += 64 {
		block(at, farm1, 1)
	}
	mul := farm1 + (z&0xff)<<1
	w.a += (n - 1) & 63
	v.a += w.a
	w.a += v.a
	block(n-64, mul, 9)
	return farmMix(farmMix(v.a, w.a, mul)+farmShift(y)*farm0+z, farmMix(v.b, w.b, mul)+x, mul)
}
