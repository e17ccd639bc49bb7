package numpy

import (
	"math"

	"kerash/tensor"
)

// sortKeys are numbers whose order as unsigned integers is that of an array's
// elements, nan last; nil for elements that have no such numbers.
func sortKeys(a *tensor.Array) []uint64 {
	switch a.DType() {
	case tensor.Float64:
		x := tensor.Data[float64](a)
		keys := make([]uint64, len(x))
		for i, v := range x {
			keys[i] = floatKey(v)
		}
		return keys
	case tensor.Float32:
		x := tensor.Data[float32](a)
		keys := make([]uint64, len(x))
		for i, v := range x {
			keys[i] = floatKey(float64(v))
		}
		return keys
	case tensor.Uint64:
		return append([]uint64{}, tensor.Data[uint64](a)...)
	}
	if !a.DType().IsInteger() && a.DType() != tensor.Bool {
		return nil
	}
	x := tensor.Data[int64](castTo(a, tensor.Int64))
	keys := make([]uint64, len(x))
	for i, v := range x {
		keys[i] = uint64(v) ^ 1<<63
	}
	return keys
}

// floatKey maps a float to a number of the same order; both zeros are one
// number, nan is the last.
func floatKey(v float64) uint64 {
	return signedKey(v + 0) // -0 + 0 is 0
}

// signedKey is the bits with the sign taken into account: -0 comes before 0.
func signedKey(v float64) uint64 {
	if v != v {
		return math.MaxUint64
	}
	b := math.Float64bits(v)
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

const (
	radixBits = 11
	radixSize = 1 << radixBits
	// radixLeast is how many elements make counting worth it.
	radixLeast = 256
)

// radixOrder is the stable order of keys: a sort by digits from the lowest,
// which leaves out digits that all keys have in common.
func radixOrder(keys []uint64) []int32 {
	n := len(keys)
	idx, other := make([]int32, n), make([]int32, n)
	for i := range idx {
		idx[i] = int32(i)
	}
	sorted, spare := append([]uint64{}, keys...), make([]uint64, n)
	all, some := uint64(math.MaxUint64), uint64(0)
	for _, k := range keys {
		all &= k
		some |= k
	}
	differ := all ^ some
	for shift := 0; shift < 64; shift += radixBits {
		if differ>>shift&(radixSize-1) == 0 {
			continue
		}
		var count [radixSize]int
		for _, k := range sorted {
			count[k>>shift&(radixSize-1)]++
		}
		at := 0
		for d, c := range count {
			count[d] = at
			at += c
		}
		for i, k := range sorted {
			d := k >> shift & (radixSize - 1)
			p := count[d]
			count[d]++
			spare[p], other[p] = k, idx[i]
		}
		sorted, spare, idx, other = spare, sorted, other, idx
	}
	return idx
}

// radixSort sorts keys in place.
func radixSort(keys []uint64) {
	all, some := uint64(math.MaxUint64), uint64(0)
	for _, k := range keys {
		all &= k
		some |= k
	}
	differ := all ^ some
	from, to := keys, make([]uint64, len(keys))
	for shift := 0; shift < 64; shift += radixBits {
		if differ>>shift&(radixSize-1) == 0 {
			continue
		}
		var count [radixSize]int
		for _, k := range from {
			count[k>>shift&(radixSize-1)]++
		}
		at := 0
		for d, c := range count {
			count[d] = at
			at += c
		}
		for _, k := range from {
			d := k >> shift & (radixSize - 1)
			to[count[d]] = k
			count[d]++
		}
		from, to = to, from
	}
	if len(keys) > 0 && &from[0] != &keys[0] {
		copy(keys, from)
	}
}

// sortFloats sorts a row in place, nan last. Its keys keep the sign of zero.
func sortFloats(row []float64) {
	keys := make([]uint64, len(row))
	for i, v := range row {
		keys[i] = signedKey(v)
	}
	radixSort(keys)
	for i, k := range keys {
		row[i] = keyFloat(k)
	}
}

// keyFloat is the inverse of floatKey.
func keyFloat(k uint64) float64 {
	switch {
	case k == math.MaxUint64:
		return math.NaN()
	case k>>63 != 0:
		return math.Float64frombits(k &^ (1 << 63))
	}
	return math.Float64frombits(^k)
}

// stableOrder is the stable order of the elements of a row by their keys.
func stableOrder(a *tensor.Array) []int32 {
	if a.Size() < radixLeast || a.Size() > math.MaxInt32 {
		return nil
	}
	keys := sortKeys(a)
	if keys == nil {
		return nil
	}
	return radixOrder(keys)
}
