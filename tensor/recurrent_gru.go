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

// gruTask takes sequences through all steps, forward or back.
type gruTask struct {
	recurrentSizes
	a         *recurrentAttr
	back      bool
	recurrent kernel.SharedB
	bias      kernel.Epilogue // of the recurrent product
	mask      []bool

	hs, gates, sums, ys []float32 // forward
	dx, dsum, dys, dh   []float32 // back; dys may be nil
	carry, prev         []float32
}

// gruTaskOf is the call's own task.
func gruTaskOf(c *Call, in []*Array) *gruTask {
	t, _ := c.kept.(*gruTask)
	if t == nil {
		t = &gruTask{a: c.Attr.(*recurrentAttr), recurrentSizes: sizesOfRecurrent(in[0].shape, in[3].shape)}
		c.kept = t
	}
	if t.a.masked {
		t.mask = Data[bool](in[5])
	}
	return t
}

func (t *gruTask) share(c *Call, w *Array) {
	u, width := t.units, 3*t.units
	if t.back {
		t.recurrent = kernel.ShareB(c.Work(4, kernel.PackedSize(width, u)), true, t.together(), u, width, w.F32(), width)
	} else {
		t.recurrent = kernel.ShareB(c.Work(4, kernel.PackedSize(u, width)), false, t.together(), width, u, w.F32(), width)
	}
}

// Run implements kernel.Task over sequences.
func (t *gruTask) Run(_, lo, hi int) {
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

func evalGRU(c *Call, in, out []*Array) {
	t := gruTaskOf(c, in)
	u, width, n := t.units, 3*t.units, t.batch*t.units
	if t.a.save {
		t.hs, t.gates, t.sums = out[2].F32(), out[3].F32(), out[4].F32()
	} else {
		t.hs, t.gates = c.Work(0, (t.steps+1)*n), c.Work(1, t.steps*t.batch*width)
		t.sums = c.Work(2, t.batch*width)
	}
	t.ys = out[0].F32()
	bias := in[4].F32()
	ep := kernel.Epilogue{Bias: bias[:width]}
	t.bias = kernel.Epilogue{Bias: bias[width:]}
	kernel.Gemm(false, false, t.steps*t.batch, width, t.in, 1, in[0].F32(), t.in, in[2].F32(), width, 0, t.gates, width, &ep)
	copy(t.hs, in[1].F32())
	if u > 0 {
		t.share(c, in[3])
		kernel.ParallelTask(t.batch, t.together(), t)
	}
	copy(out[1].F32(), t.hs[t.steps*n:])
}

// step takes the sequences [lo,hi) through one step.
func (t *gruTask) step(step, lo, hi int) {
	u, width, saved := t.units, 3*t.units, 0
	if t.a.save {
		saved = step
	}
	h, next, sum := t.part(t.hs, step, u, lo, hi), t.part(t.hs, step+1, u, lo, hi), t.part(t.sums, saved, width, lo, hi)
	t.recurrent.Gemm(hi-lo, h, u, 0, sum, width, &t.bias)
	kernel.GRUForward(t.part(t.gates, step, width, lo, hi), sum, h, next, hi-lo, u)
	now := t.partMask(t.mask, step, lo, hi)
	t.hold(now, next, h)
	t.emit(now, t.a.zero, t.ys, next, step, lo, hi)
}

// opGRUGrad is the way back. Inputs: those of opGRU, the gradients of its first
// two outputs that are given, and what it saved. Outputs: the gradients of x,
// h, kernel, recurrent kernel and biases.
var opGRUGrad = &Op{
	Name:  "GRUGrad",
	Infer: func(c *Call) []Spec { return inferRecurrentGrad(c, 5) },
	Eval:  evalGRUGrad,
}

func evalGRUGrad(c *Call, in, out []*Array) {
	t := gruTaskOf(c, in)
	t.back = true
	u, width, n := t.units, 3*t.units, t.batch*t.units
	at := 5
	if t.a.masked {
		at++
	}
	var given [2][]float32
	for i := range given {
		if t.a.given[i] {
			given[i] = in[at].F32()
			at++
		}
	}
	t.hs, t.gates, t.sums = in[at].F32(), in[at+1].F32(), in[at+2].F32()
	if t.dx = t.gates; !c.spends(at + 1) {
		t.dx = c.Work(0, t.steps*t.batch*width)
	}
	if t.dsum = t.sums; !c.spends(at + 2) {
		t.dsum = c.Work(1, t.steps*t.batch*width)
	}
	t.carry, t.prev = c.Work(2, n), c.Work(3, n)
	clear(t.carry)
	t.dys, t.dh = given[0], out[1].F32()
	setOrClear(t.dh, given[1])
	if u > 0 {
		t.share(c, in[3])
		kernel.ParallelTask(t.batch, t.together(), t)
	}
	t.weights(in[0].F32(), t.hs, t.dx, t.dsum, width, out[2].F32(), out[3].F32())
	db := out[4].F32()
	kernel.ColSums(db[:width], t.dx, t.steps*t.batch, width)
	kernel.ColSums(db[width:], t.dsum, t.steps*t.batch, width)
	if !t.a.first {
		kernel.Gemm(false, true, t.steps*t.batch, t.in, width, 1, t.dx, width, in[2].F32(), width, 0, out[0].F32(), t.in, nil)
	}
}

// backStep takes the gradients of the sequences [lo,hi) back through one step.
func (t *gruTask) backStep(step, lo, hi int) {
	u, width := t.units, 3*t.units
	now := t.partMask(t.mask, step, lo, hi)
	dh, prev := t.part(t.dh, 0, u, lo, hi), t.part(t.prev, 0, u, lo, hi)
	if t.dys != nil {
		t.absorb(now, t.a.zero, dh, t.part(t.dys, step, u, lo, hi), t.part(t.carry, 0, u, lo, hi))
	}
	d, e := t.part(t.dx, step, width, lo, hi), t.part(t.dsum, step, width, lo, hi)
	kernel.GRUBackward(d, e, prev, t.part(t.gates, step, width, lo, hi), t.part(t.sums, step, width, lo, hi), t.part(t.hs, step, u, lo, hi), dh, hi-lo, u)
	t.skip(now, d, width)
	t.skip(now, e, width)
	t.recurrent.Gemm(hi-lo, e, width, 1, prev, u, nil)
	t.hold(now, prev, dh)
	copy(dh, prev)
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
