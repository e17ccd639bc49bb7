package tensor

// recurrentCases compute in float32, which the recurrent ops are made for.
func recurrentCases() []opCase {
	mask := Const([]bool{false, true, true, true, true, false, true, false, true, true}, 5, 2)
	var all []opCase
	for _, masked := range []bool{false, true} {
		for _, zero := range []bool{false, true} {
			if zero && !masked {
				continue
			}
			var m *Tensor
			name := ""
			if masked {
				m, name = mask, "Masked"
			}
			if zero {
				name += "Zero"
			}
			all = append(all,
				opCase{name: "LSTM" + name, grad: true, loose: 2e-2, wide: true,
					in: []*Array{rnd(1, -1, 1, 5, 2, 3), rnd(2, -1, 1, 2, 2), rnd(3, -1, 1, 2, 2), rnd(4, -1, 1, 3, 8), rnd(5, -1, 1, 2, 8), rnd(6, -1, 1, 8)},
					run: narrow(func(s *Scope, in []*Tensor) []*Tensor {
						ys, h, c := s.LSTM(in[0], in[1], in[2], in[3], in[4], in[5], m, zero)
						return []*Tensor{ys, h, c}
					})},
				opCase{name: "GRU" + name, grad: true, loose: 2e-2, wide: true,
					in: []*Array{rnd(1, -1, 1, 5, 2, 3), rnd(2, -1, 1, 2, 2), rnd(4, -1, 1, 3, 6), rnd(5, -1, 1, 2, 6), rnd(6, -1, 1, 2, 6)},
					run: narrow(func(s *Scope, in []*Tensor) []*Tensor {
						ys, h := s.GRU(in[0], in[1], in[2], in[3], in[4], m, zero)
						return []*Tensor{ys, h}
					})})
		}
	}
	return all
}

// narrow runs f on the inputs as float32.
func narrow(f func(s *Scope, in []*Tensor) []*Tensor) func(s *Scope, in []*Tensor) []*Tensor {
	return func(s *Scope, in []*Tensor) []*Tensor {
		cast := make([]*Tensor, len(in))
		for i, x := range in {
			cast[i] = s.Cast(x, Float32)
		}
		return f(s, cast)
	}
}
