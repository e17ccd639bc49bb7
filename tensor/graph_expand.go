package tensor

import (
	"context"
	"sync"
)

// graphStep computes a step of a trace by ops that files have.
type graphStep = func(s *Scope, c *Call, in []*Tensor) []*Tensor

// graphExpansions are the steps that TensorFlow has no op of the same kind for:
// what they are composed of in files.
var graphExpansions func() map[*Op]graphStep

func init() { graphExpansions = sync.OnceValue(newGraphExpansions) }

func newGraphExpansions() map[*Op]graphStep {
	one := func(f func(s *Scope, c *Call, in []*Tensor) *Tensor) graphStep {
		return func(s *Scope, c *Call, in []*Tensor) []*Tensor { return []*Tensor{f(s, c, in)} }
	}
	return map[*Op]graphStep{
		opLayerNorm: expandLayerNorm, opBatchNorm: expandBatchNorm, opLSTM: expandLSTM, opGRU: expandGRU,
		opMasked: one(func(s *Scope, c *Call, in []*Tensor) *Tensor { return s.Mul(in[0], in[1]) }),
		opDropoutMask: one(func(s *Scope, c *Call, in []*Tensor) *Tensor {
			a := c.Attr.(*dropoutAttr)
			r := a.randomAttr
			r.dist = Uniform
			kept := s.GreaterEqual(s.Apply1(opRandom, &r, in...), Full(a.dtype, a.rate))
			return s.Mul(s.Cast(kept, a.dtype), Full(a.dtype, 1/(1-a.rate)))
		}),
		opClip: one(func(s *Scope, c *Call, in []*Tensor) *Tensor {
			a, dt := c.Attr.(*clipAttr), in[0].DType()
			return s.Maximum(s.Minimum(in[0], Full(dt, a.hi)), Full(dt, a.lo))
		}),
		opSort: func(s *Scope, c *Call, in []*Tensor) []*Tensor {
			a := c.Attr.(*sortAttr)
			x := in[0]
			n := x.Shape()[x.Rank()-1]
			if n < 0 {
				Throwf("NotImplementedError", "a function that sorts along an axis of unknown length cannot be saved")
			}
			if a.descending {
				v, i := s.TopK(x, n, true, a.index)
				return []*Tensor{v, i}
			}
			v, i := s.TopK(s.Neg(x), n, true, a.index)
			return []*Tensor{s.Neg(v), i}
		},
		opEuclideanNorm: one(func(s *Scope, c *Call, in []*Tensor) *Tensor {
			a := c.Attr.(*reduceAttr)
			return s.Sqrt(s.Sum(s.Square(in[0]), a.axes, a.keep))
		}),
	}
}

// leading are all axes but the last.
func leading(x *Tensor) []int { return countTo(x.Rank() - 1) }

func expandLayerNorm(s *Scope, c *Call, in []*Tensor) []*Tensor {
	a, x := c.Attr.(*normAttr), in[0]
	axis := []int{x.Rank() - 1}
	mean := s.Mean(x, axis, true)
	variance := s.Mean(s.Square(s.Sub(x, mean)), axis, true)
	inv := s.Rsqrt(s.Add(variance, Full(x.DType(), a.eps)))
	return []*Tensor{a.scaled(s, s.Mul(s.Sub(x, mean), inv), in[1:]), s.Squeeze(mean, axis), s.Squeeze(inv, axis)}
}

func expandBatchNorm(s *Scope, c *Call, in []*Tensor) []*Tensor {
	a, x := c.Attr.(*normAttr), in[0]
	mean := s.Mean(x, leading(x), false)
	variance := s.Mean(s.Square(s.Sub(x, mean)), leading(x), false)
	y := s.Mul(s.Sub(x, mean), s.Rsqrt(s.Add(variance, Full(x.DType(), a.eps))))
	return []*Tensor{a.scaled(s, y, in[1:]), mean, variance}
}

// scaled is y times gamma plus beta, where there are such.
func (a *normAttr) scaled(s *Scope, y *Tensor, rest []*Tensor) *Tensor {
	if a.gamma {
		y, rest = s.Mul(y, rest[0]), rest[1:]
	}
	if a.beta {
		y = s.Add(y, rest[0])
	}
	return y
}

func expandLSTM(s *Scope, c *Call, in []*Tensor) []*Tensor {
	return expandSteps(s, c, in, 6, in[1:3], func(s *Scope, x *Tensor, st []*Tensor) []*Tensor {
		sum := s.BiasAdd(s.Add(s.MatMul(x, in[3], false, false), s.MatMul(st[0], in[4], false, false)), in[5])
		p := s.Split(sum, 4, 1)
		cell := s.Add(s.Mul(s.Sigmoid(p[1]), st[1]), s.Mul(s.Sigmoid(p[0]), s.Tanh(p[2])))
		return []*Tensor{s.Mul(s.Sigmoid(p[3]), s.Tanh(cell)), cell}
	})
}

func expandGRU(s *Scope, c *Call, in []*Tensor) []*Tensor {
	biases := s.Unstack(in[4], 0)
	return expandSteps(s, c, in, 5, in[1:2], func(s *Scope, x *Tensor, st []*Tensor) []*Tensor {
		p := s.Split(s.BiasAdd(s.MatMul(x, in[2], false, false), biases[0]), 3, 1)
		q := s.Split(s.BiasAdd(s.MatMul(st[0], in[3], false, false), biases[1]), 3, 1)
		update, reset := s.Sigmoid(s.Add(p[0], q[0])), s.Sigmoid(s.Add(p[1], q[1]))
		candidate := s.Tanh(s.Add(p[2], s.Mul(reset, q[2])))
		return []*Tensor{s.Add(s.Mul(update, st[0]), s.Sub(candidate, s.Mul(update, candidate)))}
	})
}

// unrolled is for how many steps a recurrent op is written step by step; for more
// it is a loop.
const unrolled = 32

// expandSteps is a recurrent op over the steps of its first input; mask is the
// place of the mask among the inputs.
func expandSteps(s *Scope, c *Call, in []*Tensor, mask int, states []*Tensor, step func(s *Scope, x *Tensor, states []*Tensor) []*Tensor) []*Tensor {
	a, x := c.Attr.(*recurrentAttr), in[0]
	var m *Tensor
	if a.masked {
		m = in[mask]
	}
	if n := x.Shape()[0]; n > 0 && n <= unrolled {
		return s.plainSteps(x, m, a.zero, states, func(x *Tensor, st []*Tensor) []*Tensor { return step(s, x, st) })
	}
	return s.loopSteps(x, m, a.zero, states, step)
}

// loopSteps is plainSteps as a loop, for any number of steps.
func (s *Scope) loopSteps(x, mask *Tensor, zero bool, states []*Tensor, step func(s *Scope, x *Tensor, states []*Tensor) []*Tensor) []*Tensor {
	h := states[0]
	units := h.Shape()[1]
	scalar := Spec{DType: Int32, Shape: []int{}}
	row := Spec{DType: h.DType(), Shape: []int{-1, units}}
	all := Spec{DType: h.DType(), Shape: []int{-1, -1, units}}
	none := s.StridedSlice(s.ExpandDims(h, 0), []Slice{Span(0, 0)})
	vars := append([]*Tensor{FromArray(intArray(Int32, 0).Reshape([]int{})), none, s.ZerosLike(h)}, states...)
	specs := []Spec{scalar, all, row}
	for range states {
		specs = append(specs, row)
	}
	params := func() []*Tensor {
		out := make([]*Tensor, len(specs))
		for i, sp := range specs {
			out[i] = Symbol(sp)
		}
		return out
	}
	steps := s.StridedSlice(s.ShapeOf(x, Int32), []Slice{At(0)})
	p := params()
	test := s.Subgraph(p, func() []*Tensor { return []*Tensor{s.Less(p[0], steps)} })
	q := params()
	body := s.Subgraph(q, func() []*Tensor {
		t, ys, before, st := q[0], q[1], q[2], q[3:]
		next := step(s, s.Gather(x, t, 0, 0), st)
		y := next[0]
		if mask != nil {
			now := s.ExpandDims(s.Gather(mask, t, 0, 0), -1)
			if zero {
				before = s.ZerosLike(y)
			}
			y = s.Select(now, y, before)
			for i := range next {
				next[i] = s.Select(now, next[i], st[i])
			}
		}
		one := FromArray(intArray(Int32, 1).Reshape([]int{}))
		return append([]*Tensor{s.Add(t, one), s.Concat([]*Tensor{ys, s.ExpandDims(y, 0)}, 0), y}, next...)
	})
	out := s.While(vars, specs, test, body, -1)
	return append([]*Tensor{out[1]}, out[3:]...)
}

// expandActivation is an activation that TensorFlow composes of other ops; nil
// for one that it has an op for.
func expandActivation(act *activation, p actParams) func(s *Scope, x *Tensor) *Tensor {
	of := func(x *Tensor, v float64) *Tensor { return Full(x.DType(), v) }
	switch act {
	case actSilu:
		return func(s *Scope, x *Tensor) *Tensor { return s.Mul(x, s.Sigmoid(x)) }
	case actGelu:
		return func(s *Scope, x *Tensor) *Tensor {
			return s.Mul(s.Mul(x, of(x, 0.5)), s.Add(s.Erf(s.Mul(x, of(x, 0.7071067811865476))), of(x, 1)))
		}
	case actGeluTanh:
		return func(s *Scope, x *Tensor) *Tensor {
			inner := s.Mul(s.Add(x, s.Mul(of(x, geluA), s.Mul(x, s.Mul(x, x)))), of(x, geluC))
			return s.Mul(s.Mul(x, of(x, 0.5)), s.Add(s.Tanh(inner), of(x, 1)))
		}
	case actHardSigmoid:
		return func(s *Scope, x *Tensor) *Tensor {
			return s.Maximum(s.Minimum(s.Add(s.Mul(x, of(x, 0.2)), of(x, 0.5)), of(x, 1)), of(x, 0))
		}
	case actMish:
		return func(s *Scope, x *Tensor) *Tensor { return s.Mul(x, s.Tanh(s.Softplus(x))) }
	case actElu:
		return func(s *Scope, x *Tensor) *Tensor {
			return s.Select(s.Less(x, of(x, 0)), s.Mul(of(x, p.a), s.Expm1(x)), x)
		}
	case actReluFull:
		return func(s *Scope, x *Tensor) *Tensor {
			y := s.Select(s.GreaterEqual(x, of(x, p.b)), s.Minimum(x, of(x, p.c)), s.Mul(of(x, p.a), s.Sub(x, of(x, p.b))))
			return y
		}
	}
	return nil
}

// expand adds what a step is composed of, and binds its results.
func (w *graphWriter) expand(n *Node, in []string, f func(s *Scope, in []*Tensor) []*Tensor) {
	for i, t := range w.composed(n.In, in, f) {
		if i < len(n.Out) {
			w.bind(n.Out[i], t)
		}
	}
}

// composed adds what f does with tensors, which refs stand for, and gives what
// stands for its results.
func (w *graphWriter) composed(ts []*Tensor, refs []string, f func(s *Scope, in []*Tensor) []*Tensor) []string {
	symbols := make([]*Tensor, len(ts))
	for i, t := range ts {
		symbols[i] = t
		if t.arr == nil {
			symbols[i] = Symbol(t.Spec())
			w.bind(symbols[i], refs[i])
		}
	}
	var out []*Tensor
	s := NewScope(context.Background())
	tr, err := s.TraceReplay(func() { out = f(s, symbols) })
	Check(err)
	for _, n := range tr.nodes {
		w.node(n)
	}
	made := make([]string, len(out))
	for i, t := range out {
		made[i] = w.ref(t)
	}
	return made
}
