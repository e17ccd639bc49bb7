package object

import (
	"math"
	"math/big"
	"unsafe"

	"github.com/cespare/xxhash/v2"
)

// hashModulus is the prime that CPython reduces numbers by.
const hashModulus = 1<<61 - 1

// Hash is hash(v). Numbers and tuples of numbers hash as in CPython, so that
// sets of them are ordered the same.
func Hash(th *Thread, v Value) (int, error) {
	switch v := v.(type) {
	case nil:
		return 0x2a5f1c7, nil
	case int:
		return hashInt(v), nil
	case bool:
		if v {
			return 1, nil
		}
		return 0, nil
	case string:
		if v == "" {
			return 0, nil
		}
		return int(xxhash.Sum64String(v)), nil
	case float64:
		return hashFloat(v), nil
	case *Tuple:
		return hashTuple(th, v.Elems)
	case *List, *Dict:
		return 0, TypeErrorf("unhashable type: '%s'", TypeName(v))
	case *Set:
		return hashSet(v)
	case *Slice:
		return 0, TypeErrorf("unhashable type: 'slice'")
	case *BoundMethod:
		return pointerHash(v.Self) ^ pointerHash(v.Fn), nil
	case *big.Int:
		return bigHash(v), nil
	case *Range:
		return hashInt(v.Start ^ v.Stop<<7 ^ v.Step<<13), nil
	}
	return hashObject(th, v)
}

func hashObject(th *Thread, v Value) (int, error) {
	cls := TypeOf(v)
	if fn, ok := cls.userMethod("__hash__"); ok {
		if fn == nil {
			return 0, TypeErrorf("unhashable type: '%s'", cls.typeName())
		}
		r, err := callMethod(th, fn, v, cls)
		if err != nil {
			return 0, err
		}
		switch h := r.(type) {
		case int:
			return h, nil
		case bool:
			return b2i(h), nil
		case *big.Int:
			return bigHash(h), nil
		}
		return 0, TypeErrorf("__hash__ method should return an integer")
	}
	for k := cls; k != nil; k = k.base() {
		if k.Hash != nil {
			return k.Hash(th, slotSelf(k, v))
		}
		if k.Unhashable {
			return 0, TypeErrorf("unhashable type: '%s'", cls.typeName())
		}
	}
	return pointerHash(v), nil
}

// pointerHash hashes by identity.
func pointerHash(v Value) int {
	p := (*[2]uintptr)(unsafe.Pointer(&v))[1]
	return int(p>>4 | p<<60)
}

// ID is id(v): different for values that live at the same time.
func ID(v Value) int {
	switch v := v.(type) {
	case nil:
		return 0x7f0010
	case bool:
		if v {
			return 0x7f0030
		}
		return 0x7f0050
	case int:
		return v<<5 + 0x900000
	}
	return int((*[2]uintptr)(unsafe.Pointer(&v))[1])
}

func hashInt(i int) int {
	if i > -hashModulus && i < hashModulus {
		if i == -1 {
			return -2
		}
		return i
	}
	return i % hashModulus
}

func hashFloat(f float64) int {
	switch {
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -314159
	case math.IsNaN(f):
		return 0
	}
	m, e := math.Frexp(f)
	sign := 1
	if m < 0 {
		sign, m = -1, -m
	}
	x := uint64(0)
	for m != 0 {
		x = x<<28&hashModulus | x>>(61-28)
		m *= 1 << 28
		e -= 28
		y := uint64(m)
		m -= float64(y)
		x += y
		if x >= hashModulus {
			x -= hashModulus
		}
	}
	if e >= 0 {
		e %= 61
	} else {
		e = 61 - 1 - (-1-e)%61
	}
	x = x<<e&hashModulus | x>>(61-e)
	h := int(x) * sign
	if h == -1 {
		h = -2
	}
	return h
}

func hashTuple(th *Thread, elems []Value) (int, error) {
	const p1, p2, p5 = 11400714785074694791, 14029467366897019727, 2870177450012600261
	if err := th.nest(""); err != nil {
		return 0, err
	}
	defer th.unnest()
	acc := uint64(p5)
	for _, e := range elems {
		h, err := Hash(th, e)
		if err != nil {
			return 0, err
		}
		acc += uint64(h) * p2
		acc = acc<<31 | acc>>33
		acc *= p1
	}
	acc += uint64(len(elems)) ^ (p5 ^ 3527539)
	if acc == math.MaxUint64 {
		return 1546275796, nil
	}
	return int(acc), nil
}

func hashSet(s *Set) (int, error) {
	if !s.Frozen {
		return 0, TypeErrorf("unhashable type: 'set'")
	}
	h := uint64(1927868237 * (s.Len() + 1))
	for i := range s.table {
		if e := &s.table[i]; e.state == setUsed {
			x := uint64(e.hash)
			h ^= (x ^ 89869747 ^ x<<16) * 3644798167
		}
	}
	h ^= h>>11 ^ h>>25
	return int(h*69069 + 907133923), nil
}
