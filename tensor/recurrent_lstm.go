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

// lstmTask takes sequences through all steps, forward or back.
type lstmTask struct {
	recurrentSizes
	a         *recurrentAttr
	back      bool
	recurrent kernel.SharedB
	mask      []bool

	hs, cs, gates, tanhC, ys []float32 // forward; tanhC may be nil
	dz, dys, dh, dc          []float32 // back; dys may be nil
	carry, prev              []float32
}

// lstmTaskOf is the call's own task.
func lstmTaskOf(c *Call, in []*Array) *lstmTask {
	t, _ := c.kept.(*lstmTask)
	if t == nil {
		t = &lstmTask{a: c.Attr.(*recurrentAttr), recurrentSizes: sizesOfRecurrent(in[0].shape, in[4].shape)}
		c.kept = t
	}
	if t.a.masked {
		t.mask = Data[bool](in[6])
	}
	return t
}

func (t *lstmTask) share(c *Call, w *Array) {
	u, width := t.units, 4*t.units
	if t.back {
		t.recurrent = kernel.ShareB(c.Work(3, kernel.PackedSize(width, u)), true, t.together(), u, width, w.F32(), width)
	} else {
		t.recurrent = kernel.ShareB(c.Work(3, kernel.PackedSize(u, width)), false, t.together(), width, u, w.F32(), width)
	}
}

// Run implements kernel.Task over sequences.
func (t *lstmTask) Run(_, lo, hi int) {
	if t.back {
		for step := t.steps - 1; step >= 0; step-- {
			t.backStep(step, lo, hi)
		}
		return
	}
	for step := range t.steps {
		t.step(step, lo, hi)
	}
}

func evalLSTM(c *Call, in, out []*Array) {
	t := lstmTaskOf(c, in)
	u, width, n := t.units, 4*t.units, t.batch*t.units
	if t.a.save {
		t.hs, t.cs, t.gates, t.tanhC = out[3].F32(), out[4].F32(), out[5].F32(), out[6].F32()
	} else {
		t.hs, t.cs = c.Work(0, (t.steps+1)*n), c.Work(1, (t.steps+1)*n)
		t.gates = c.Work(2, t.steps*t.batch*width)
	}
	t.ys = out[0].F32()
	ep := kernel.Epilogue{Bias: in[5].F32()}
	kernel.Gemm(false, false, t.steps*t.batch, width, t.in, 1, in[0].F32(), t.in, in[3].F32(), width, 0, t.gates, width, &ep)
	copy(t.hs, in[1].F32())
	copy(t.cs, in[2].F32())
	if u > 0 {
		t.share(c, in[4])
		kernel.ParallelTask(t.batch, t.together(), t)
	}
	copy(out[1].F32(), t.hs[t.steps*n:])
	copy(out[2].F32(), t.cs[t.steps*n:])
}

// step takes the sequences [lo,hi) through one step.
func (t *lstmTask) step(step, lo, hi int) {
	u, width := t.units, 4*t.units
	g, h, cell := t.part(t.gates, step, width, lo, hi), t.part(t.hs, step, u, lo, hi), t.part(t.cs, step, u, lo, hi)
	nextH, nextC := t.part(t.hs, step+1, u, lo, hi), t.part(t.cs, step+1, u, lo, hi)
	t.recurrent.Gemm(hi-lo, h, u, 1, g, width, nil)
	var tc []float32
	if t.tanhC != nil {
		tc = t.part(t.tanhC, step, u, lo, hi)
	}
	kernel.LSTMForward(g, cell, nextC, nextH, tc, hi-lo, u)
	now := t.partMask(t.mask, step, lo, hi)
	t.hold(now, nextH, h)
	t.hold(now, nextC, cell)
	t.emit(now, t.a.zero, t.ys, nextH, step, lo, hi)
}

// opLSTMGrad is the way back. Inputs: those of opLSTM, the gradients of its
// first three outputs that are given, and what it saved. Outputs: the
// gradients of x, h, c, kernel, recurrent kernel and bias.
var opLSTMGrad = &Op{
	Name:  "LSTMGrad",
	Infer: func(c *Call) []Spec { return inferRecurrentGrad(c, 6) },
	Eval:  evalLSTMGrad,
}

func evalLSTMGrad(c *Call, in, out []*Array) {
	t := lstmTaskOf(c, in)
	t.back = true
	u, width, n := t.units, 4*t.units, t.batch*t.units
	at := 6
	if t.a.masked {
		at++
	}
	var given [3][]float32
	for i := range given {
		if t.a.given[i] {
			given[i] = in[at].F32()
			at++
		}
	}
	t.hs, t.cs, t.gates, t.tanhC = in[at].F32(), in[at+1].F32(), in[at+2].F32(), in[at+3].F32()
	if t.dz = t.gates; !c.spends(at + 2) {
		t.dz = c.Work(0, t.steps*t.batch*width)
	}
	t.carry, t.prev = c.Work(1, n), c.Work(2, n)
	clear(t.carry)
	t.dys, t.dh, t.dc = given[0], out[1].F32(), out[2].F32()
	setOrClear(t.dh, given[1])
	setOrClear(t.dc, given[2])
	if u > 0 {
		t.share(c, in[4])
		kernel.ParallelTask(t.batch, t.together(), t)
	}
	t.weights(in[0].F32(), t.hs, t.dz, t.dz, width, out[3].F32(), out[4].F32())
	kernel.ColSums(out[5].F32(), t.dz, t.steps*t.batch, width)
	if !t.a.first {
		kernel.Gemm(false, true, t.steps*t.batch, t.in, width, 1, t.dz, width, in[3].F32(), width, 0, out[0].F32(), t.in, nil)
	}
}

// backStep takes the gradients of the sequences [lo,hi) back through one step.
func (t *lstmTask) backStep(step, lo, hi int) {
	u, width := t.units, 4*t.units
	now := t.partMask(t.mask, step, lo, hi)
	dh, dc, prev := t.part(t.dh, 0, u, lo, hi), t.part(t.dc, 0, u, lo, hi), t.part(t.prev, 0, u, lo, hi)
	if t.dys != nil {
		t.absorb(now, t.a.zero, dh, t.part(t.dys, step, u, lo, hi), t.part(t.carry, 0, u, lo, hi))
	}
	d := t.part(t.dz, step, width, lo, hi)
	kernel.LSTMBackward(d, prev, t.part(t.gates, step, width, lo, hi), t.part(t.cs, step, u, lo, hi), t.part(t.tanhC, step, u, lo, hi), dh, dc, hi-lo, u)
	t.skip(now, d, width)
	t.hold(now, prev, dc)
	copy(dc, prev)
	t.recurrent.Gemm(hi-lo, d, width, 0, prev, u, nil)
	t.hold(now, prev, dh)
	copy(dh, prev)
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

// inferRecurrentGrad gives n gradients the shapes of the inputs; that of x is
// empty when nobody wants it.
func inferRecurrentGrad(c *Call, n int) []Spec {
	out := append([]Spec{}, c.In[:n]...)
	if c.Attr.(*recurrentAttr).first {
		out[0].Shape = []int{0}
	}
	return out
}

// recurrentGrad applies the backward op of a recurrent op. Its attribute says
// which of the outputs have a gradient, and whether x wants one.
func recurrentGrad(s *Scope, back *Op, c *Call, in, out, gout []*Tensor) []*Tensor {
	a := *c.Attr.(*recurrentAttr)
	a.first = !s.wants(0)
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
