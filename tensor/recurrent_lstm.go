package tensor

import "kerash/tensor/internal/kernel"

// opLSTM is an LSTM over a sequence, with sigmoid gates and tanh. Inputs: x
// (steps, batch, in), h and c (batch, units), the kernel (in, 4·units), the
// recurrent kernel (units, 4·units), the bias (4·units) with the gates in
// Keras' order (input, forget, cell, output), and optionally a mask (steps,
// batch). Outputs: the outputs of all steps, the last h and c and, for the way
// back, the states of all steps from the first, the gates and tanh(c).
var opLSTM = &Op{Name: "LSTM", Infer: inferLSTM, Eval: evalLSTM}

func inferLSTM(c *Call) []Spec {
	x, h, a := c.In[0], c.In[1], c.Attr.(*recurrentAttr)
	t, b, u := x.Shape[0], x.Shape[1], h.Shape[1]
	all := Spec{x.DType, []int{t, b, u}}
	out := []Spec{all, {x.DType, []int{b, u}}, {x.DType, []int{b, u}}}
	if a.save {
		more := t
		if more >= 0 {
			more++
		}
		states := Spec{x.DType, []int{more, b, u}}
		out = append(out, states, states, Spec{x.DType, []int{t, b, 4 * u}}, all)
	}
	return out
}

func evalLSTM(c *Call, in, out []*Array) {
	a := c.Attr.(*recurrentAttr)
	z := sizesOfRecurrent(in[0].shape, in[4].shape)
	u, width := z.units, 4*z.units
	var mask []bool
	if a.masked {
		mask = Data[bool](in[6])
	}
	n := z.batch * u
	var hs, cs, gates, tanhC []float32
	if a.save {
		hs, cs, gates, tanhC = out[3].F32(), out[4].F32(), out[5].F32(), out[6].F32()
	} else {
		hs, cs = c.Work(0, (z.steps+1)*n), c.Work(1, (z.steps+1)*n)
		gates = c.Work(2, z.steps*z.batch*width)
	}
	ep := kernel.Epilogue{Bias: in[5].F32()}
	kernel.Gemm(false, false, z.steps*z.batch, width, z.in, 1, in[0].F32(), z.in, in[3].F32(), width, 0, gates, width, &ep)
	copy(hs, in[1].F32())
	copy(cs, in[2].F32())
	for t := range z.steps {
		g, h, cell := z.at(gates, t, width), z.at(hs, t, u), z.at(cs, t, u)
		nextH, nextC := z.at(hs, t+1, u), z.at(cs, t+1, u)
		kernel.Gemm(false, false, z.batch, width, u, 1, h, u, in[4].F32(), width, 1, g, width, nil)
		var tc []float32
		if tanhC != nil {
			tc = z.at(tanhC, t, u)
		}
		kernel.LSTMForward(g, cell, nextC, nextH, tc, z.batch, u)
		now := z.maskAt(mask, t)
		z.hold(now, nextH, h)
		z.hold(now, nextC, cell)
		z.emit(now, a.zero, out[0].F32(), nextH, t)
	}
	copy(out[1].F32(), hs[z.steps*n:])
	copy(out[2].F32(), cs[z.steps*n:])
}

// opLSTMGrad is the way back. Inputs: those of opLSTM, the gradients of its
// first three outputs that are given, and what it saved. Outputs: the
// gradients of x, h, c, kernel, recurrent kernel and bias.
var opLSTMGrad = &Op{
	Name:  "LSTMGrad",
	Infer: func(c *Call) []Spec { return append([]Spec{}, c.In[:6]...) },
	Eval:  evalLSTMGrad,
}

func evalLSTMGrad(c *Call, in, out []*Array) {
	a := c.Attr.(*recurrentAttr)
	z := sizesOfRecurrent(in[0].shape, in[4].shape)
	u, width, n := z.units, 4*z.units, z.batch*z.units
	var mask []bool
	at := 6
	if a.masked {
		mask = Data[bool](in[at])
		at++
	}
	var given [3][]float32
	for i := range given {
		if a.given[i] {
			given[i] = in[at].F32()
			at++
		}
	}
	hs, cs, gates, tanhC := in[at].F32(), in[at+1].F32(), in[at+2].F32(), in[at+3].F32()
	dz := c.Work(0, z.steps*z.batch*width)
	carry, prev := c.Work(1, n), c.Work(2, n)
	clear(carry)
	dh, dc := out[1].F32(), out[2].F32()
	setOrClear(dh, given[1])
	setOrClear(dc, given[2])
	for t := z.steps - 1; t >= 0; t-- {
		now := z.maskAt(mask, t)
		if given[0] != nil {
			z.absorb(now, a.zero, dh, z.at(given[0], t, u), carry)
		}
		d := z.at(dz, t, width)
		kernel.LSTMBackward(d, prev, z.at(gates, t, width), z.at(cs, t, u), z.at(tanhC, t, u), dh, dc, z.batch, u)
		z.skip(now, d, width)
		z.hold(now, prev, dc)
		copy(dc, prev)
		kernel.Gemm(false, true, z.batch, u, width, 1, d, width, in[4].F32(), width, 0, prev, u, nil)
		z.hold(now, prev, dh)
		copy(dh, prev)
	}
	z.weights(in[0].F32(), hs, dz, dz, width, out[3].F32(), out[4].F32())
	kernel.ColSums(out[5].F32(), dz, z.steps*z.batch, width)
	kernel.Gemm(false, true, z.steps*z.batch, z.in, width, 1, dz, width, in[3].F32(), width, 0, out[0].F32(), z.in, nil)
}

// weights computes the gradients of kernel and recurrent kernel from those of
// the gates' two sums, over all steps at once.
func (z *recurrentSizes) weights(x, hs, dx, dh []float32, width int, dw, du []float32) {
	rows := z.steps * z.batch
	kernel.Gemm(true, false, z.in, width, rows, 1, x, z.in, dx, width, 0, dw, width, nil)
	kernel.Gemm(true, false, z.units, width, rows, 1, hs, z.units, dh, width, 0, du, width, nil)
}

func setOrClear(dst, src []float32) {
	if src == nil {
		clear(dst)
		return
	}
	copy(dst, src)
}

func init() {
	opLSTM.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		return recurrentGrad(s, opLSTMGrad, c, in, out, gout)
	}
	opLSTMGrad.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
		a := c.Attr.(*recurrentAttr)
		return a.secondOrder(s, 6, in, gout, func(in []*Tensor) []*Tensor {
			var mask *Tensor
			if a.masked {
				mask = in[6]
			}
			return s.plainSteps(in[0], mask, a.zero, in[1:3], func(x *Tensor, st []*Tensor) []*Tensor {
				sum := s.BiasAdd(s.Add(s.MatMul(x, in[3], false, false), s.MatMul(st[0], in[4], false, false)), in[5])
				p := s.Split(sum, 4, 1)
				cell := s.Add(s.Mul(s.Sigmoid(p[1]), st[1]), s.Mul(s.Sigmoid(p[0]), s.Tanh(p[2])))
				return []*Tensor{s.Mul(s.Sigmoid(p[3]), s.Tanh(cell)), cell}
			})
		})
	}
}

// recurrentGrad applies the backward op of a recurrent op. Its attribute says
// which of the outputs have a gradient.
func recurrentGrad(s *Scope, back *Op, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := *c.Attr.(*recurrentAttr)
	args := append([]*Tensor{}, in...)
	visible := len(out) - savedOutputs(back)
	for i := range visible {
		if a.given[i] = gout[i] != nil; a.given[i] {
			args = append(args, gout[i])
		}
	}
	return s.Apply(back, &a, append(args, out[visible:]...)...)
}

func savedOutputs(back *Op) int {
	if back == opLSTMGrad {
		return 4
	}
	return 3
}

// LSTM runs an LSTM over x, (steps, batch, in), from the states h and c. The
// kernels are (in, 4·units) and (units, 4·units), the bias (4·units), all in
// float32. mask, (steps, batch) or nil, holds states back where it is false;
// the outputs there are those of the step before or, with zero, 0. It returns
// the outputs of all steps and the last states.
func (s *Scope) LSTM(x, h, c, kernel, recurrent, bias, mask *Tensor, zero bool) (ys, lastH, lastC *Tensor) {
	a := &recurrentAttr{masked: mask != nil, zero: zero, save: s.Recording()}
	in := []*Tensor{x, h, c, kernel, recurrent, bias}
	if mask != nil {
		in = append(in, mask)
	}
	out := s.Apply(opLSTM, a, in...)
	return out[0], out[1], out[2]
}
