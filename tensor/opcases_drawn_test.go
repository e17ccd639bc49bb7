package tensor

import (
	"fmt"
	"math/rand"
)

// drawnCases are ops over shapes, axes, broadcasts and strides that a fixed
// generator draws.
func drawnCases() []opCase {
	r := rand.New(rand.NewSource(1))
	var all []opCase
	for i := range 60 {
		shape := make([]int, 1+r.Intn(3))
		for k := range shape {
			shape[k] = 1 + r.Intn(3)
		}
		kind := randomKinds[i%len(randomKinds)]
		c := kind.draw(r, shape)
		c.name, c.grad = fmt.Sprintf("Random%s%d%v", kind.name, i, shape), true
		all = append(all, c)
	}
	return all
}

var randomKinds = []struct {
	name string
	draw func(r *rand.Rand, shape []int) opCase
}{
	{"Reduce", func(r *rand.Rand, shape []int) opCase {
		axes := r.Perm(len(shape))[:r.Intn(len(shape)+1)]
		keep, kind := r.Intn(2) == 0, r.Intn(4)
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor {
			f := [](func(x *Tensor, axes []int, keep bool) *Tensor){s.Sum, s.Mean, s.Max, s.Prod}[kind]
			return f(s.Square(x), axes, keep)
		})
	}},
	{"Slice", func(r *rand.Rand, shape []int) opCase {
		spec := make([]Slice, len(shape))
		for i := range spec {
			spec[i] = Slice{Start: NoIndex, Stop: NoIndex, Step: []int{1, 2, -1, -2}[r.Intn(4)]}
		}
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor { return s.Square(s.StridedSlice(x, spec)) })
	}},
	{"Transpose", func(r *rand.Rand, shape []int) opCase {
		perm := r.Perm(len(shape))
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor { return s.Square(s.Transpose(x, perm)) })
	}},
	{"Broadcast", func(r *rand.Rand, shape []int) opCase {
		other := append([]int{}, shape[r.Intn(len(shape)):]...)
		for i := range other {
			if r.Intn(2) == 0 {
				other[i] = 1
			}
		}
		kind := r.Intn(4)
		c := drawn(r, shape, nil)
		c.in = append(c.in, rnd(r.Intn(1000), 0.5, 2, other...))
		c.run = of2(func(s *Scope, a, b *Tensor) *Tensor {
			return [](func(a, b *Tensor) *Tensor){s.Mul, s.Div, s.Pow, s.SquaredDifference}[kind](a, b)
		})
		return c
	}},
	{"Cumulative", func(r *rand.Rand, shape []int) opCase {
		axis, exclusive, reverse := r.Intn(len(shape)), r.Intn(2) == 0, r.Intn(2) == 0
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor {
			return s.Mul(s.CumSum(s.Square(x), axis, exclusive, reverse), s.CumProd(x, axis, exclusive, reverse))
		})
	}},
	{"Softmax", func(r *rand.Rand, shape []int) opCase {
		axis := r.Intn(len(shape))
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor { return s.Mul(s.Softmax(x, axis), s.LogSoftmax(x, axis)) })
	}},
	{"Join", func(r *rand.Rand, shape []int) opCase {
		axis := r.Intn(len(shape))
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor {
			return s.Mul(s.Concat([]*Tensor{x, s.Square(x)}, axis), s.Concat([]*Tensor{s.Exp(x), x}, axis))
		})
	}},
	{"Gather", func(r *rand.Rand, shape []int) opCase {
		axis := r.Intn(len(shape))
		at := []int32{int32(r.Intn(shape[axis])), int32(r.Intn(shape[axis])), 0}
		return drawn(r, shape, func(s *Scope, x *Tensor) *Tensor { return s.Square(s.Gather(x, Const(at), axis, 0)) })
	}},
}

func drawn(r *rand.Rand, shape []int, f func(s *Scope, x *Tensor) *Tensor) opCase {
	return opCase{in: []*Array{rnd(r.Intn(1000), 0.5, 2, shape...)}, run: of1(f)}
}
