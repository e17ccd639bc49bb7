package tensor

// CrossKey is the key with which TensorFlow hashes crossed features unless it is
// given another.
const CrossKey uint64 = 0xDECAFCAFFE

// CrossFingerprints is the fingerprint of two fingerprints, as TensorFlow
// crosses features.
func CrossFingerprints(a, b uint64) uint64 {
	const mul = 0xc6a4a7935bd1e995
	shift := func(v uint64) uint64 { return v ^ v>>47 }
	h := (a ^ mul ^ shift(b*mul)*mul) * mul
	return shift(shift(h) * mul)
}
