package layers

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// stepping is how a recurrent layer goes along the time axis.
type stepping struct {
	backwards bool // from the last step to the first
	timeMajor bool // the time is the first axis of inputs and outputs
	zeroMask  bool // outputs of masked steps are 0 instead of the step before
}

type stepFunc func(x model.Value, states []*tensor.Tensor) (model.Value, []*tensor.Tensor)

// swapTime exchanges the first two axes.
func swapTime(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	perm := rangeFrom(0, x.Rank())
	perm[0], perm[1] = 1, 0
	return c.Transpose(x, perm)
}

// inTime is x with the time first, in the order of the steps.
func (o stepping) inTime(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	if !o.timeMajor {
		x = swapTime(c, x)
	}
	if o.backwards {
		x = c.Reverse(x, []int{0})
	}
	return x
}

// maskInTime is a mask (batch, steps), possibly with axes of length one after
// these, as (steps, batch) of bools in the order of the steps.
func (o stepping) maskInTime(c *model.Context, mask *tensor.Tensor) *tensor.Tensor {
	if mask.DType() != tensor.Bool {
		mask = c.Cast(mask, tensor.Bool)
	}
	if mask.Rank() > 2 {
		mask = c.Squeeze(mask, rangeFrom(2, mask.Rank()))
	}
	return o.inTime(c, mask)
}

// outOfTime gives outputs, with the time first, the axes of the inputs.
func (o stepping) outOfTime(c *model.Context, y *tensor.Tensor) *tensor.Tensor {
	if o.timeMajor {
		return y
	}
	return swapTime(c, y)
}

// run calls step for every step of x, whose tensors all have a time axis. It
// returns the last output, all outputs joined along the time axis when all are
// wanted, and the last states.
func (o stepping) run(c *model.Context, x model.Value, mask *tensor.Tensor, states []*tensor.Tensor, all bool, step stepFunc) (last, outputs model.Value, final []*tensor.Tensor) {
	if !running(c, model.Leaves(x)[0]) {
		return o.shapes(x, states, step)
	}
	var columns [][]*tensor.Tensor // of each tensor of x, its steps
	model.MapValue(x, func(t *tensor.Tensor) model.Value {
		columns = append(columns, c.Unstack(o.inTime(c, t), 0))
		return t
	})
	var masks []*tensor.Tensor
	if mask != nil {
		masks = c.Unstack(o.maskInTime(c, mask), 0)
	}
	var ys [][]*tensor.Tensor // of each tensor of the output, its steps
	for t := range columns[0] {
		i := 0
		now := model.MapValue(x, func(*tensor.Tensor) model.Value { i++; return columns[i-1][t] })
		y, next := step(now, states)
		leaves := slices.Clone(model.Leaves(y))
		if masks != nil {
			o.hold(c, masks[t], leaves, ys, next, states)
		}
		if ys == nil || !all && masks == nil {
			ys = make([][]*tensor.Tensor, len(leaves))
		}
		for k, leaf := range leaves {
			ys[k] = append(ys[k], leaf)
		}
		last, states = repack(y, leaves), next
	}
	if all {
		joined := make([]*tensor.Tensor, len(ys))
		for k, steps := range ys {
			joined[k] = o.outOfTime(c, c.Stack(steps, 0))
		}
		outputs = repack(last, joined)
	}
	return last, outputs, states
}

// hold keeps outputs and states as they were where the mask excludes a step.
func (o stepping) hold(c *model.Context, mask *tensor.Tensor, ys []*tensor.Tensor, before [][]*tensor.Tensor, next, states []*tensor.Tensor) {
	wide := func(like *tensor.Tensor) *tensor.Tensor {
		m := mask
		for m.Rank() < like.Rank() {
			m = c.ExpandDims(m, -1)
		}
		return m
	}
	for k, y := range ys {
		old := c.ZerosLike(y)
		if before != nil && !o.zeroMask {
			old = before[k][len(before[k])-1]
		}
		ys[k] = c.Select(wide(y), y, old)
	}
	for i, s := range next {
		next[i] = c.Select(wide(s), s, states[i])
	}
}

// repack is v with other tensors.
func repack(v model.Value, ts []*tensor.Tensor) model.Value {
	i := 0
	return model.MapValue(v, func(*tensor.Tensor) model.Value { i++; return ts[i-1] })
}

// shapes finds the shapes of what run gives, by one step.
func (o stepping) shapes(x model.Value, states []*tensor.Tensor, step stepFunc) (last, outputs model.Value, final []*tensor.Tensor) {
	batch, time := 0, 1
	if o.timeMajor {
		batch, time = 1, 0
	}
	steps := model.Leaves(x)[0].Dim(time)
	now := model.MapValue(x, func(t *tensor.Tensor) model.Value {
		shape := append([]int{t.Dim(batch)}, t.Shape()[2:]...)
		return tensor.Symbol(tensor.Spec{DType: t.DType(), Shape: shape})
	})
	last, final = step(now, states)
	outputs = model.MapValue(last, func(t *tensor.Tensor) model.Value {
		shape := append([]int{t.Dim(0), steps}, t.Shape()[1:]...)
		if o.timeMajor {
			shape[0], shape[1] = shape[1], shape[0]
		}
		return tensor.Symbol(tensor.Spec{DType: t.DType(), Shape: shape})
	})
	return last, outputs, final
}
