package tensor

var opBitwiseAnd, opBitwiseOr, opBitwiseXor, opLeftShift, opRightShift, opInvert *Op

func init() {
	opBitwiseAnd = bitwise("BitwiseAnd", func(a, b int64) int64 { return a & b })
	opBitwiseOr = bitwise("BitwiseOr", func(a, b int64) int64 { return a | b })
	opBitwiseXor = bitwise("BitwiseXor", func(a, b int64) int64 { return a ^ b })
	// Shifts by a negative count, or by more than the width, are clamped.
	opLeftShift = bitwise("LeftShift", func(a, b int64) int64 { return a << uint64(min(max(b, 0), 63)) })
	opRightShift = bitwise("RightShift", func(a, b int64) int64 { return a >> uint64(min(max(b, 0), 63)) })
	opInvert = unaryInt("Invert", noKernel, nil, func(x int64) int64 { return ^x }, nil)
}

func bitwise(name string, f func(a, b int64) int64) *Op {
	fs := binaryFuncs{k: noKernel, int: f}
	if name == "RightShift" {
		fs.uint = func(a, b uint64) uint64 { return a >> min(b, 63) }
	}
	return binary(name, fs, nil)
}

// BitwiseAnd is a & b of integers, broadcast.
func (s *Scope) BitwiseAnd(a, b *Tensor) *Tensor { return s.Apply1(opBitwiseAnd, nil, a, b) }

// BitwiseOr is a | b of integers, broadcast.
func (s *Scope) BitwiseOr(a, b *Tensor) *Tensor { return s.Apply1(opBitwiseOr, nil, a, b) }

// BitwiseXor is a ^ b of integers, broadcast.
func (s *Scope) BitwiseXor(a, b *Tensor) *Tensor { return s.Apply1(opBitwiseXor, nil, a, b) }

// LeftShift is a << b of integers, broadcast.
func (s *Scope) LeftShift(a, b *Tensor) *Tensor { return s.Apply1(opLeftShift, nil, a, b) }

// RightShift is a >> b of integers, broadcast; negative numbers keep their
// sign.
func (s *Scope) RightShift(a, b *Tensor) *Tensor { return s.Apply1(opRightShift, nil, a, b) }

// Invert turns every bit of the integers x round.
func (s *Scope) Invert(x *Tensor) *Tensor { return s.Apply1(opInvert, nil, x) }
