package tensor

import (
	"context"
	"testing"
)

// chainCase is a computation with chains of elementwise ops.
type chainCase struct {
	name  string
	steps int // of the plan
	f     func(s *Scope, in []*Tensor) []*Tensor
}

// handGelu is gelu by its approximation, written out.
func handGelu(s *Scope, x *Tensor) *Tensor {
	c := func(v float64) *Tensor { return Full(Float32, v) }
	inner := s.Mul(c(0.7978845608), s.Add(x, s.Mul(c(0.044715), s.Pow(x, c(3)))))
	return s.Mul(s.Mul(c(0.5), x), s.Add(c(1), s.Tanh(inner)))
}

// gradientsOf is the gradients of the sum of f's result with respect to the inputs.
func gradientsOf(s *Scope, in []*Tensor, f func() *Tensor) []*Tensor {
	tape := NewTape()
	for _, x := range in {
		tape.Watch(x)
	}
	s.PushTape(tape)
	y := s.Sum(f(), nil, false)
	s.PopTape(tape)
	return append(tape.Gradients(s, []*Tensor{y}, nil, in), y)
}

// chainCases take x, y of one shape, a row and a column that go with it.
var chainCases = []chainCase{
	{"gelu", 1, func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{handGelu(s, in[0])} }},
	{"swish", 1, func(s *Scope, in []*Tensor) []*Tensor {
		return []*Tensor{s.Mul(in[0], s.Sigmoid(in[0]))}
	}},
	{"all results wanted", 1, func(s *Scope, in []*Tensor) []*Tensor {
		a := s.Exp(in[0])
		b := s.Mul(a, in[1])
		return []*Tensor{a, b, s.Sub(b, a)}
	}},
	{"row", 1, func(s *Scope, in []*Tensor) []*Tensor {
		return []*Tensor{s.Mul(s.Sub(s.BiasAct(in[0], in[2], ActRelu), in[2]), in[1])}
	}},
	{"column", 2, func(s *Scope, in []*Tensor) []*Tensor {
		return []*Tensor{s.Div(s.Sub(in[0], in[3]), s.Add(s.Exp(in[3]), s.Square(in[1])))}
	}},
	{"types", 1, func(s *Scope, in []*Tensor) []*Tensor {
		big := s.LogicalAnd(s.Greater(in[0], in[1]), s.IsFinite(in[0]))
		n := s.Cast(s.Mul(in[0], Full(Float32, 100)), Int32)
		return []*Tensor{s.Select(big, in[0], Full(Float32, -1)), s.Add(n, s.Cast(big, Int32)), s.Cast(s.Cast(n, Float16), Float32)}
	}},
	{"reshaped", 1, func(s *Scope, in []*Tensor) []*Tensor {
		flat := s.Reshape(s.Exp(in[0]), []int{-1})
		return []*Tensor{s.Reshape(s.Neg(flat), in[0].Shape())}
	}},
	{"reduction between", 3, func(s *Scope, in []*Tensor) []*Tensor {
		d := s.Square(s.Sub(in[0], in[1]))
		return []*Tensor{s.Div(s.Exp(s.Neg(d)), s.Sum(d, []int{-1}, true))}
	}},
	{"gradients", 0, func(s *Scope, in []*Tensor) []*Tensor {
		return gradientsOf(s, in, func() *Tensor {
			h := s.Mul(handGelu(s, s.Add(in[0], in[2])), s.Sigmoid(in[1]))
			return s.Square(s.Sub(s.Maximum(h, in[3]), s.Softplus(in[1])))
		})
	}},
	{"cross entropy by hand", 0, func(s *Scope, in []*Tensor) []*Tensor {
		one := Full(Float32, 1)
		return gradientsOf(s, in[:2], func() *Tensor {
			p := s.Clip(s.Sigmoid(in[0]), 1e-7, 1-1e-7)
			z := s.Cast(s.Greater(in[1], Full(Float32, 0)), Float32)
			loss := s.Add(s.Mul(z, s.Log(p)), s.Mul(s.Sub(one, z), s.Log(s.Sub(one, p))))
			return s.Add(s.Neg(loss), s.Mul(in[1], in[1]))
		})
	}},
}

// TestChainsMatchEager wants the bits of the eager ops from chains, for sizes
// that do and do not fill blocks.
func TestChainsMatchEager(t *testing.T) {
	for _, c := range chainCases {
		t.Run(c.name, func(t *testing.T) {
			for _, shape := range [][2]int{{64, 64}, {3, 1367}, {4099, 1}, {1, 5000}, {37, 40 * 7}, {2, 7001}, {5003, 3}} {
				m, n := shape[0], shape[1]
				p := checkPlanned(t, c.f, nil, ramp(m, n), ramp(m, n), ramp(n), ramp(m, 1))
				if c.steps > 0 && p.Steps() != c.steps && m > 1 && n > 1 {
					t.Errorf("%v: %d steps, want %d", shape, p.Steps(), c.steps)
				}
			}
		})
	}
}

// TestChainsHaveSameBitsForAnyThreads also wants that a run allocates nothing.
func TestChainsHaveSameBitsForAnyThreads(t *testing.T) {
	t.Cleanup(func() { SetThreads(0) })
	in := []*Array{ramp(301, 257), ramp(301, 257), ramp(257), ramp(301, 1)}
	for _, c := range chainCases {
		t.Run(c.name, func(t *testing.T) {
			s := NewScope(context.Background())
			p := planOf(t, s, func(in []*Tensor) []*Tensor { return c.f(s, in) }, in...)
			var want []*Array
			for _, threads := range []int{1, 2, 8} {
				SetThreads(threads)
				out, err := p.Run(s, in)
				if err != nil {
					t.Fatal(err)
				}
				for i, a := range out {
					if threads == 1 {
						want = append(want, a.Clone())
					} else if !sameBits(want[i], a) {
						t.Fatalf("result %d differs with %d threads", i, threads)
					}
				}
				if n := testing.AllocsPerRun(10, func() { p.Run(s, in) }); n != 0 && !raceEnabled {
					t.Errorf("%v allocations in a run with %d threads, want none", n, threads)
				}
			}
		})
	}
}

// TestChainsNeedNoMemory: results that only a chain uses are not in the arena.
func TestChainsNeedNoMemory(t *testing.T) {
	s := NewScope(context.Background())
	p := planOf(t, s, func(in []*Tensor) []*Tensor {
		x := in[0]
		return []*Tensor{s.Sum(s.Mul(s.Add(s.Exp(x), s.Sin(x)), s.Add(s.Cos(x), s.Tanh(x))), nil, false)}
	}, ramp(100000))
	if shared, _ := p.Memory(); shared > 4*101000 {
		t.Errorf("intermediates take %d bytes, want room for one result", shared)
	}
}

// TestChainsSeeUpdatesInOrder: a chain does not move across a change of what it
// reads.
func TestChainsSeeUpdatesInOrder(t *testing.T) {
	v := NewVariable("v", ramp(5000))
	checkPlanned(t, func(s *Scope, in []*Tensor) []*Tensor {
		a := s.Exp(s.Mul(s.Read(v), in[0]))
		s.Assign(v, s.Add(in[0], in[0]))
		b := s.Neg(a)
		c := s.Mul(s.Read(v), b)
		s.AssignAdd(v, in[0])
		return []*Tensor{s.Add(c, a), s.Tanh(s.Sub(s.Read(v), c))}
	}, []*Variable{v}, ramp(5000))
}
