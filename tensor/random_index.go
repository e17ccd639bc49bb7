package tensor

import "math"

// ShuffleIndex is where index goes in a permutation of 0 to last that a key of
// three numbers chooses. It takes no memory: the numbers are enciphered, again
// and again until the result is in range (Black and Rogaway, "Ciphers with
// arbitrary finite domains", 2002), with a few rounds of the block cipher Simon.
func ShuffleIndex(index, last uint64, key [3]uint32, rounds int) uint64 {
	if last == 0 {
		return 0
	}
	block := max(int(math.Ceil(math.Log2(float64(last)))), 16)
	word := uint((min(block, 64) + 1) / 2)
	keys := simonKeys(key, rounds, word)
	for {
		index = simonCipher(index, keys, word)
		if index <= last {
			return index
		}
	}
}

// turn rotates a word of w bits to the left.
func turn(x uint64, by, w uint) uint64 { return (x<<by | x>>(w-by)) & (1<<w - 1) }

// simonKeys are the keys of the rounds for words of w bits.
func simonKeys(key [3]uint32, rounds int, w uint) []uint64 {
	mask := uint64(1)<<w - 1
	keys := []uint64{uint64(key[0]) & mask, uint64(key[1]) & mask, uint64(key[2]) & mask}
	for i, z := 3, uint64(0x7369f885192c0ef5)&mask; i < rounds; i, z = i+1, z>>1 {
		last := keys[i-1]
		keys = append(keys, 0xfffffffc&mask^z&1^keys[i-3]^turn(last, w-3, w)^turn(last, w-4, w))
	}
	return keys
}

func simonCipher(x uint64, keys []uint64, w uint) uint64 {
	mask := uint64(1)<<w - 1
	mix := func(x uint64) uint64 { return turn(x, 1, w)&turn(x, 8, w) ^ turn(x, 2, w) }
	left, right := x>>w&mask, x&mask
	for i := 0; i+1 < len(keys); i += 2 {
		left ^= mix(right) ^ keys[i]
		right ^= mix(left) ^ keys[i+1]
	}
	return left<<w | right
}
