package model

import "kerash/tensor"

// AddLoss adds a loss that the call computed; it counts until the next call.
func (b *Base) AddLoss(t *tensor.Tensor) { b.losses = append(b.losses, t) }

// AddLossFunc adds a loss that is computed anew whenever losses are asked for.
func (b *Base) AddLossFunc(f func(c *Context) *tensor.Tensor) { b.lossFns = append(b.lossFns, f) }

// clearLosses forgets the losses of the last call, here and in sublayers.
func (b *Base) clearLosses() {
	b.losses = nil
	for _, l := range b.Sublayers() {
		l.Core().clearLosses()
	}
}

func (b *Base) regularizeActivity(c *Context, y Value) {
	if b.ActivityRegularizer == nil {
		return
	}
	for _, t := range Leaves(y) {
		p := b.ActivityRegularizer.Penalty(c, t)
		batch := c.StridedSlice(c.ShapeOf(t, tensor.Int32), []tensor.Slice{tensor.At(0)})
		b.AddLoss(c.Div(p, c.Cast(batch, p.DType())))
	}
}

// Losses is the layer's losses and those of its sublayers: what the last call
// added, then penalties on weights, computed now.
func (b *Base) Losses(c *Context) []*tensor.Tensor {
	out := append([]*tensor.Tensor{}, b.losses...)
	for _, v := range b.own {
		if r := b.penalty[v]; r != nil {
			out = append(out, r.Penalty(c, c.Read(v)))
		}
	}
	for _, f := range b.lossFns {
		out = append(out, f(c))
	}
	for _, l := range b.Sublayers() {
		out = append(out, l.Core().Losses(c)...)
	}
	return out
}
