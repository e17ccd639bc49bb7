package tensor

var opDivNoNan *Op

func init() {
	opDivNoNan = binary("DivNoNan", binaryFuncs{k: noKernel, f64: func(a, b float64) float64 {
		if b == 0 {
			return 0
		}
		return a / b
	}}, func(s *Scope, a, b, y, g *Tensor) (*Tensor, *Tensor) {
		ga := s.DivNoNan(g, b)
		return ga, s.Neg(s.Mul(ga, y))
	})
}

// DivNoNan is a / b, and 0 where b is 0.
func (s *Scope) DivNoNan(a, b *Tensor) *Tensor { return s.Apply1(opDivNoNan, nil, a, b) }
