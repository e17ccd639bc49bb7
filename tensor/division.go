package tensor

import "math"

var opFloorDiv, opFloorMod, opTruncateDiv, opTruncateMod, opDivNoNan, opMulNoNan, opXdivy *Op

func init() {
	opFloorDiv = binary("FloorDiv", binaryFuncs{
		k:    noKernel,
		f64:  func(a, b float64) float64 { return math.Floor(a / b) },
		f32:  func(a, b float32) float32 { return float32(math.Floor(float64(a / b))) },
		int:  floorDivInt,
		uint: func(a, b uint64) uint64 { checkDivisor("FloorDiv", b != 0); return a / b },
	}, nil)
	opFloorMod = binary("FloorMod", binaryFuncs{
		k:    noKernel,
		f64:  floorModFloat,
		int:  floorModInt,
		uint: func(a, b uint64) uint64 { checkDivisor("FloorMod", b != 0); return a % b },
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		return g, s.Neg(s.Mul(g, s.FloorDiv(a, b)))
	})
	opTruncateDiv = binary("TruncateDiv", binaryFuncs{
		k:    noKernel,
		f64:  func(a, b float64) float64 { return math.Trunc(a / b) },
		f32:  func(a, b float32) float32 { return float32(math.Trunc(float64(a / b))) },
		int:  func(a, b int64) int64 { checkDivisor("TruncateDiv", b != 0); return a / b },
		uint: func(a, b uint64) uint64 { checkDivisor("TruncateDiv", b != 0); return a / b },
	}, nil)
	opTruncateMod = binary("TruncateMod", binaryFuncs{
		k:    noKernel,
		f64:  math.Mod,
		int:  func(a, b int64) int64 { checkDivisor("TruncateMod", b != 0); return a % b },
		uint: func(a, b uint64) uint64 { checkDivisor("TruncateMod", b != 0); return a % b },
	}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		return g, s.Neg(s.Mul(g, s.TruncateDiv(a, b)))
	})
	opDivNoNan = binary("DivNoNan", binaryFuncs{k: noKernel, f64: divNoNan,
		f32: func(a, b float32) float32 {
			if b == 0 {
				return 0
			}
			return a / b
		}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		ga := s.DivNoNan(g, b)
		return ga, s.Neg(s.Mul(ga, y))
	})
	opMulNoNan = binary("MulNoNan", binaryFuncs{k: noKernel, f64: func(a, b float64) float64 {
		if b == 0 {
			return 0
		}
		return a * b
	}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		return s.MulNoNan(g, s.Conj(b)), s.MulNoNan(s.Conj(a), g) // as TensorFlow: no conjugates
	})
	opXdivy = binary("Xdivy", binaryFuncs{k: noKernel, f64: func(a, b float64) float64 {
		if a == 0 {
			return 0
		}
		return a / b
	}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		a, b = s.Conj(a), s.Conj(b) // as TensorFlow: no conjugates
		on := s.nonZero(a)
		return s.Mul(g, s.Xdivy(on, b)), s.Mul(g, s.Xdivy(s.Neg(a), s.Square(b)))
	})
}

// nonZero is 1 where x is not 0, in x's dtype.
func (s *Scope) nonZero(x *Tensor) *Tensor {
	return s.Cast(s.NotEqual(x, Full(x.DType(), 0)), x.DType())
}

func checkDivisor(op string, ok bool) {
	if !ok {
		throwRun(op, "Integer division by zero")
	}
}

func divNoNan(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func floorDivInt(a, b int64) int64 {
	checkDivisor("FloorDiv", b != 0)
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

func floorModInt(a, b int64) int64 {
	checkDivisor("FloorMod", b != 0)
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// floorModFloat is the remainder with the sign of the divisor.
func floorModFloat(a, b float64) float64 {
	r := math.Mod(a, b)
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// FloorDiv is a / b rounded down. Integers throw InvalidArgumentError for a
// divisor of zero.
func (s *Scope) FloorDiv(a, b *Tensor) *Tensor { return s.Apply1(opFloorDiv, nil, a, b) }

// FloorMod is the remainder of [Scope.FloorDiv]: it has the divisor's sign.
func (s *Scope) FloorMod(a, b *Tensor) *Tensor { return s.Apply1(opFloorMod, nil, a, b) }

// TruncateDiv is a / b rounded toward zero.
func (s *Scope) TruncateDiv(a, b *Tensor) *Tensor { return s.Apply1(opTruncateDiv, nil, a, b) }

// TruncateMod is the remainder of [Scope.TruncateDiv]: it has the dividend's
// sign.
func (s *Scope) TruncateMod(a, b *Tensor) *Tensor { return s.Apply1(opTruncateMod, nil, a, b) }

// DivNoNan is a / b, and 0 where b is 0.
func (s *Scope) DivNoNan(a, b *Tensor) *Tensor { return s.Apply1(opDivNoNan, nil, a, b) }

// MulNoNan is a · b, and 0 where b is 0 whatever a is.
func (s *Scope) MulNoNan(a, b *Tensor) *Tensor { return s.Apply1(opMulNoNan, nil, a, b) }

// Xdivy is a / b, and 0 where a is 0 whatever b is.
func (s *Scope) Xdivy(a, b *Tensor) *Tensor { return s.Apply1(opXdivy, nil, a, b) }

// TrueDiv is a / b as Python divides: integers become float32, those of more
// than 16 bits float64.
func (s *Scope) TrueDiv(a, b *Tensor) *Tensor {
	if dt := a.DType(); dt.IsInteger() {
		to := Float64
		if dt.Size() <= 2 {
			to = Float32
		}
		a, b = s.Cast(a, to), s.Cast(b, to)
	}
	return s.Div(a, b)
}
