package tensor

import "kerash/tensor/internal/kernel"

// opGRU is a GRU over a sequence in Keras' default form (reset_after), with
// sigmoid gates and tanh. Inputs: x (steps, batch, in), h (batch, units), the
// kernel (in, 3·units), the recurrent kernel (units, 3·units), the two biases
// (2, 3·units) with the gates in Keras' order (update, reset, candidate), and
// optionally a mask (steps, batch). Outputs: the outputs of all steps, the last
// h and, for the way back, the states of all steps from the first, the gates
// and the recurrent sums.
var opGRU = &Op{Name: "GRU", Infer: inferGRU, Eval: evalGRU}

func inferGRU(c *Call) []Spec {
	x, h, a := c.In[0], c.In[1], c.Attr.(*recurrentAttr)
	t, b, u := x.Shape[0], x.Shape[1], h.Shape[1]
	out := []Spec{{x.DType, []int{t, b, u}}, {x.DType, []int{b, u}}}
	if a.save {
		more := t
		if more >= 0 {
			more++
		}
		wide := Spec{x.DType, []int{t, b, 3 * u}}
		out = append(out, Spec{x.DType, []int{more, b, u}}, wide, wide)
	}
	return out
}

func evalGRU(c *Call, in, out []*Array) {
	a := c.Attr.(*recurrentAttr)
	z := sizesOfRecurrent(in[0].shape, in[3].shape)
	u, width := z.units, 3*z.units
	var mask []bool
	if a.masked {
		mask = Data[bool](in[5])
	}
	n := z.batch * u
	var hs, gates, sums []float32
	if a.save {
		hs, gates, sums = out[2].F32(), out[3].F32(), out[4].F32()
	} else {
		hs, gates = c.Work(0, (z.steps+1)*n), c.Work(1, z.steps*z.batch*width)
		sums = c.Work(2, z.batch*width)
	}
	bias := in[4].F32()
	ep, recurrent := kernel.Epilogue{Bias: bias[:width]}, kernel.Epilogue{Bias: bias[width:]}
	kernel.Gemm(false, false, z.steps*z.batch, width, z.in, 1, in[0].F32(), z.in, in[2].F32(), width, 0, gates, width, &ep)
	copy(hs, in[1].F32())
	for t := range z.steps {
		h, next, sum := z.at(hs, t, u), z.at(hs, t+1, u), sums
		if a.save {
			sum = z.at(sums, t, width)
		}
		kernel.Gemm(false, false, z.batch, width, u, 1, h, u, in[3].F32(), width, 0, sum, width, &recurrent)
		kernel.GRUForward(z.at(gates, t, width), sum, h, next, z.batch, u)
		now := z.maskAt(mask, t)
		z.hold(now, next, h)
		z.emit(now, a.zero, out[0].F32(), next, t)
	}
	copy(out[1].F32(), hs[z.steps*n:])
}

// opGRUGrad is the way back. Inputs: those of opGRU, the gradients of its first
// two outputs that are given, and what it saved. Outputs: the gradients of x,
// h, kernel, recurrent kernel and biases.
var opGRUGrad = &Op{
	Name:  "GRUGrad",
	Infer: func(c *Call) []Spec { return append([]Spec{}, c.In[:5]...) },
	Eval:  evalGRUGrad,
}

func evalGRUGrad(c *Call, in, out []*Array) {
	a := c.Attr.(*recurrentAttr)
	z := sizesOfRecurrent(in[0].shape, in[3].shape)
	u, width, n := z.units, 3*z.units, z.batch*z.units
	var mask []bool
	at := 5
	if a.masked {
		mask = Data[bool](in[at])
		at++
	}
	var given [2][]float32
	for i := range given {
		if a.given[i] {
			given[i] = in[at].F32()
			at++
		}
	}
	hs, gates, sums := in[at].F32(), in[at+1].F32(), in[at+2].F32()
	dx, dsum := c.Work(0, z.steps*z.batch*width), c.Work(1, z.steps*z.batch*width)
	carry, prev := c.Work(2, n), c.Work(3, n)
	clear(carry)
	dh := out[1].F32()
	setOrClear(dh, given[1])
	for t := z.steps - 1; t >= 0; t-- {
		now := z.maskAt(mask, t)
		if given[0] != nil {
			z.absorb(now, a.zero, dh, z.at(given[0], t, u), carry)
		}
		d, e := z.at(dx, t, width), z.at(dsum, t, width)
		kernel.GRUBackward(d, e, prev, z.at(gates, t, width), z.at(sums, t, width), z.at(hs, t, u), dh, z.batch, u)
		z.skip(now, d, width)
		z.skip(now, e, width)
		kernel.Gemm(false, true, z.batch, u, width, 1, e, width, in[3].F32(), width, 1, prev, u, nil)
		z.hold(now, prev, dh)
		copy(dh, prev)
	}
	z.weights(in[0].F32(), hs, dx, dsum, width, out[2].F32(), out[3].F32())
	db := out[4].F32()
	kernel.ColSums(db[:width], dx, z.steps*z.batch, width)
	kernel.ColSums(db[width:], dsum, z.steps*z.batch, width)
	kernel.Gemm(false, true, z.steps*z.batch, z.in, width, 1, dx, width, in[2].F32(), width, 0, out[0].F32(), z.in, nil)
}

func init() {
	opGRU.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return recurrentGrad(s, opGRUGrad, c, in, out, gout)
	}
	opGRUGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*recurrentAttr)
		return a.secondOrder(s, 5, in, gout, func(in []*Tensor) []*Tensor {
			var mask *Tensor
			if a.masked {
				mask = in[5]
			}
			biases := s.Unstack(in[4], 0)
			return s.plainSteps(in[0], mask, a.zero, in[1:2], func(x *Tensor, st []*Tensor) []*Tensor {
				p := s.Split(s.BiasAdd(s.MatMul(x, in[2], false, false), biases[0]), 3, 1)
				q := s.Split(s.BiasAdd(s.MatMul(st[0], in[3], false, false), biases[1]), 3, 1)
				update, reset := s.Sigmoid(s.Add(p[0], q[0])), s.Sigmoid(s.Add(p[1], q[1]))
				candidate := s.Tanh(s.Add(p[2], s.Mul(reset, q[2])))
				return []*Tensor{s.Add(s.Mul(update, st[0]), s.Sub(candidate, s.Mul(update, candidate)))}
			})
		})
	}
}

// GRU runs a GRU in Keras' default form over x, (steps, batch, in), from the
// state h. The kernels are (in, 3·units) and (units, 3·units), the biases
// (2, 3·units), all in float32; mask and zero are as in [Scope.LSTM]. It
// returns the outputs of all steps and the last state.
func (s *Scope) GRU(x, h, kernel, recurrent, bias, mask *Tensor, zero bool) (ys, last *Tensor) {
	a := &recurrentAttr{masked: mask != nil, zero: zero, save: s.Recording()}
	in := []*Tensor{x, h, kernel, recurrent, bias}
	if mask != nil {
		in = append(in, mask)
	}
	out := s.Apply(opGRU, a, in...)
	return out[0], out[1]
}
