package tensor

import (
	"context"
	"fmt"
	"testing"
)

// BenchmarkChain runs chains of elementwise ops, planned and op by op, over
// sizes within and beyond the caches.
func BenchmarkChain(b *testing.B) {
	bias := func(in []*Tensor) *Tensor { return in[2] }
	cases := []struct {
		name string
		f    func(s *Scope, in []*Tensor) []*Tensor
	}{
		{"gelu", func(s *Scope, in []*Tensor) []*Tensor { return []*Tensor{handGelu(s, in[0])} }},
		{"swish", func(s *Scope, in []*Tensor) []*Tensor {
			return []*Tensor{s.Mul(in[0], s.Sigmoid(s.Mul(Full(Float32, 1.702), in[0])))}
		}},
		{"leaky relu", func(s *Scope, in []*Tensor) []*Tensor {
			x := in[0]
			return []*Tensor{s.Select(s.Greater(x, Full(Float32, 0)), x, s.Mul(Full(Float32, 0.2), x))}
		}},
		{"residual", func(s *Scope, in []*Tensor) []*Tensor { // bias, dropout and sum before a normalisation
			sum := s.Add(in[1], s.Mul(s.Add(in[0], bias(in)), in[3]))
			d := s.Sub(sum, s.Mean(sum, []int{-1}, true))
			return []*Tensor{s.Mul(d, s.Rsqrt(s.Add(s.Mean(s.Square(d), []int{-1}, true), Full(Float32, 1e-3))))}
		}},
		{"loss", func(s *Scope, in []*Tensor) []*Tensor { // with the gradient
			return gradientsOf(s, in[:1], func() *Tensor {
				e := s.Sub(in[0], in[1])
				return s.Mean(s.Softplus(s.Mul(e, e)), nil, false)
			})
		}},
		{"swish backward", func(s *Scope, in []*Tensor) []*Tensor {
			return gradientsOf(s, in[:1], func() *Tensor { return s.Mul(in[0], s.Sigmoid(in[0])) })
		}},
	}
	for _, c := range cases {
		for _, rows := range []int{64, 1024, 8192} {
			in := []*Array{ramp(rows, 256), ramp(rows, 256), ramp(256), ramp(rows, 256)}
			s := NewScope(context.Background())
			for _, plain := range []bool{false, true} {
				name := fmt.Sprintf("%s/%d/fused", c.name, rows*256)
				if plain {
					name = fmt.Sprintf("%s/%d/plain", c.name, rows*256)
				}
				b.Run(name, func(b *testing.B) {
					p := planFor(b, s, plain, func(in []*Tensor) []*Tensor { return c.f(s, in) }, in)
					shared, _ := p.Memory()
					b.ReportAllocs()
					for b.Loop() {
						if _, err := p.Run(s, in); err != nil {
							b.Fatal(err)
						}
					}
					b.ReportMetric(float64(shared)/1024, "KiB")
				})
			}
		}
	}
}

// planFor plans f, without chains when plain.
func planFor(b *testing.B, s *Scope, plain bool, f func(in []*Tensor) []*Tensor, like []*Array) *Plan {
	in := make([]*Tensor, len(like))
	for i, a := range like {
		in[i] = Symbol(Spec{a.dtype, a.shape})
	}
	var out []*Tensor
	tr, err := s.Trace(func() { out = f(in) })
	if err != nil {
		b.Fatal(err)
	}
	planner := newPlanner(s, tr, in, out)
	planner.collect()
	planner.rewrite()
	if !plain {
		planner.fuse()
	}
	planner.schedule()
	return planner.finish()
}
