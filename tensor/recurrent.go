package tensor

import "kerash/tensor/internal/kernel"

// Recurrent layers as ops over whole sequences. All arrays have the time as
// their first axis: x is (steps, batch, features).

// recurrentAttr is the attribute of the recurrent ops.
type recurrentAttr struct {
	masked bool // the last input of the forward op is a mask (steps, batch)
	zero   bool // outputs of masked steps are zero instead of the step before
	save   bool // outputs for the way back are wanted
	given  [3]bool
	first  bool // nobody wants the gradient for x
}

// recurrentSizes are the lengths of the axes.
type recurrentSizes struct{ steps, batch, in, units int }

func sizesOfRecurrent(x, u []int) recurrentSizes {
	return recurrentSizes{x[0], x[1], x[2], u[0]}
}

// part is the sequences [lo,hi) of step t.
func (z *recurrentSizes) part(a []float32, t, width, lo, hi int) []float32 {
	n := t * z.batch
	return a[(n+lo)*width : (n+hi)*width]
}

// partMask is the part of a mask for the sequences [lo,hi) of step t, nil for
// none.
func (z *recurrentSizes) partMask(mask []bool, t, lo, hi int) []bool {
	if mask == nil {
		return nil
	}
	return mask[t*z.batch+lo : t*z.batch+hi]
}

// together is how many sequences a worker takes through all steps: they do not
// need each other, so workers meet only at the end. Enough of them fill the
// tiles of the products.
func (z *recurrentSizes) together() int {
	const few, worthwhile = 12, 1 << 20
	if z.steps*z.batch*z.units*z.units < worthwhile {
		return max(z.batch, 1)
	}
	parts := max(1, z.batch/few)
	return max(1, (z.batch+parts-1)/parts)
}

// hold keeps the state of the batch's entries that the mask excludes at a step
// and returns nothing changed for the others.
func (z *recurrentSizes) hold(mask []bool, next, before []float32) {
	for b, on := range mask {
		if !on {
			copy(next[b*z.units:(b+1)*z.units], before[b*z.units:(b+1)*z.units])
		}
	}
}

// emit writes the outputs of step t: the new state, or for entries that the
// mask excludes the output before, or zero.
func (z *recurrentSizes) emit(mask []bool, zero bool, ys, state []float32, t, lo, hi int) {
	y := z.part(ys, t, z.units, lo, hi)
	copy(y, state)
	for b, on := range mask {
		if on {
			continue
		}
		row := y[b*z.units : (b+1)*z.units]
		if zero || t == 0 {
			clear(row)
		} else {
			copy(row, z.part(ys, t-1, z.units, lo+b, hi))
		}
	}
}

// absorb adds the gradient dy of a step's outputs to the gradient dh of its
// state. What belongs to entries that the mask excludes waits in carry for the
// step whose output they repeat.
func (z *recurrentSizes) absorb(mask []bool, zero bool, dh, dy, carry []float32) {
	if mask == nil {
		kernel.Binary(kernel.OpAdd, dh, dh, dy)
		return
	}
	for b, on := range mask {
		lo, hi := b*z.units, (b+1)*z.units
		switch {
		case on:
			for i := lo; i < hi; i++ {
				dh[i] += dy[i] + carry[i]
				carry[i] = 0
			}
		case !zero:
			for i := lo; i < hi; i++ {
				carry[i] += dy[i]
			}
		}
	}
}

// skip clears the gradients of gates where the mask excludes an entry.
func (z *recurrentSizes) skip(mask []bool, dz []float32, width int) {
	for b, on := range mask {
		if !on {
			clear(dz[b*width : (b+1)*width])
		}
	}
}

// secondOrder differentiates the way back of a recurrent op again: forward is
// the op written in plain ops; its gradients are taken on a tape, and this on
// another. in holds the op's n differentiable inputs, its mask if there is
// one, the gradients of its outputs that are given, and what the op saved,
// which counts as constant.
func (a *recurrentAttr) secondOrder(s *Scope, n int, in, gout []*Tensor, forward func(in []*Tensor) []*Tensor) []*Tensor {
	outer, inner := NewTape(), NewTape()
	outer.ManualWatch, inner.ManualWatch = true, true
	first := n
	if a.masked {
		first++
	}
	for _, t := range in[:n] {
		outer.Watch(t)
		inner.Watch(t)
	}
	s.PushTape(outer)
	s.PushTape(inner)
	ys := forward(in[:first])
	s.PopTape(inner)
	var targets, seeds []*Tensor
	at := first
	for i, given := range a.given {
		if given {
			targets, seeds = append(targets, ys[i]), append(seeds, in[at])
			outer.Watch(in[at])
			at++
		}
	}
	first = at
	back := inner.Gradients(s, targets, seeds, in[:n])
	s.PopTape(outer)
	targets, seeds = nil, nil
	for i, g := range back {
		if g != nil && gout[i] != nil {
			targets, seeds = append(targets, g), append(seeds, gout[i])
		}
	}
	return outer.Gradients(s, targets, seeds, in[:first])
}

// plainSteps runs a step function over time with plain ops and puts the
// outputs together: what a recurrent op computes.
func (s *Scope) plainSteps(x, mask *Tensor, zero bool, states []*Tensor, step func(x *Tensor, states []*Tensor) []*Tensor) []*Tensor {
	xs := s.Unstack(x, 0)
	var masks []*Tensor
	if mask != nil {
		masks = s.Unstack(s.ExpandDims(mask, -1), 0)
	}
	ys := make([]*Tensor, len(xs))
	for t, xt := range xs {
		next := step(xt, states)
		y := next[0]
		if mask != nil {
			before := s.ZerosLike(y)
			if t > 0 && !zero {
				before = ys[t-1]
			}
			y = s.Select(masks[t], y, before)
			for i := range next {
				next[i] = s.Select(masks[t], next[i], states[i])
			}
		}
		ys[t], states = y, next
	}
	return append([]*Tensor{s.Stack(ys, 0)}, states...)
}
