package model

import "kerash/tensor"

// RaggedLoss computes a loss of ragged predictions row by row, as Keras does:
// a tensor where each row has one loss, else a ragged one. ok is false when yPred
// is not ragged or the class does not take such.
//
// Source: keras/src/losses.py, _ragged_tensor_apply_loss.
func RaggedLoss(c *Context, class *Class, yTrue, yPred any, f func(t, p *tensor.Tensor) *tensor.Tensor) (out any, ok bool) {
	p, ok := yPred.(Ragged)
	if !ok || !class.RaggedRows {
		return nil, false
	}
	t, ok := yTrue.(Ragged)
	if !ok || t.Rows() != p.Rows() {
		return nil, false
	}
	var losses []*tensor.Tensor
	for i := range p.Rows() {
		x, dense := p.Row(c.Scope, i).(*tensor.Tensor)
		y, alike := t.Row(c.Scope, i).(*tensor.Tensor)
		if !dense || !alike {
			return nil, false
		}
		losses = append(losses, f(y, x))
	}
	if len(losses) == 0 {
		return tensor.NewArray(p.Inner().DType(), 0), true
	}
	if losses[0].Rank() == 0 {
		return c.Stack(losses, 0), true
	}
	return t.WithInner(c.Concat(losses, 0)), true
}

// raggedLosses is [RaggedLoss] without rows: all losses in one tensor.
func raggedLosses(c *Context, l Loss, yTrue, yPred any) (*tensor.Tensor, bool) {
	class := ClassOf(l)
	if class == nil {
		return nil, false
	}
	switch x, _ := RaggedLoss(c, class, yTrue, yPred, func(t, p *tensor.Tensor) *tensor.Tensor { return l.Compute(c, t, p) }); x := x.(type) {
	case *tensor.Tensor:
		return x, true
	case Ragged:
		return x.Inner(), true
	}
	return nil, false
}
