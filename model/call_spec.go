package model

import "kerash/tensor"

// CallSpec is what a layer was called with: symbols stand for tensors.
type CallSpec struct {
	Input Value
	Pos   []any
	Args  map[string]any
}

// NoteCall is what a call of a layer gets.
func NoteCall(c *Context, x Value) *CallSpec {
	out := &CallSpec{Input: symbolsFor(x), Args: map[string]any{}}
	for _, a := range c.Pos {
		out.Pos = append(out.Pos, noted(a))
	}
	for name, a := range c.Args {
		out.Args[name] = noted(a)
	}
	return out
}

func symbolsFor(x Value) Value {
	return MapValue(x, func(t *tensor.Tensor) Value { return tensor.Symbol(t.Spec()) })
}

func noted(x any) any {
	switch v := x.(type) {
	case *tensor.Tensor, List, Tuple, *Dict:
		return symbolsFor(v)
	}
	return x
}

// CallSpec is what the model was first called with, nil before that.
func (m *ModelBase) CallSpec() *CallSpec { return m.callSpec }

// SetCallSpec sets what the model was first called with.
func (m *ModelBase) SetCallSpec(spec *CallSpec) { m.callSpec = spec }

// called keeps what a model was called with first.
func called(c *Context, l Layer, x Value) {
	if m, ok := l.(Model); ok {
		if core := m.ModelCore(); core.callSpec == nil {
			core.callSpec = NoteCall(c, x)
		}
	}
}

// WithoutLosses runs f with a layer that has no losses of calls, nor its
// sublayers, and gives them back what they had.
func WithoutLosses(l Layer, f func()) {
	before := map[*Base][]*tensor.Tensor{}
	var keep func(b *Base)
	keep = func(b *Base) {
		if _, done := before[b]; done {
			return
		}
		before[b] = b.losses
		b.losses = nil
		for _, sub := range b.Sublayers() {
			keep(sub.Core())
		}
	}
	keep(l.Core())
	defer func() {
		for b, losses := range before {
			b.losses = losses
		}
	}()
	f()
}

// CallLosses is the losses that the last call of the layer added, in its
// sublayers too.
func (b *Base) CallLosses() []*tensor.Tensor {
	out := append([]*tensor.Tensor{}, b.losses...)
	for _, l := range b.Sublayers() {
		out = append(out, l.Core().CallLosses()...)
	}
	return out
}

// LossFunctions are the losses of the layer itself that depend on no inputs.
func (b *Base) LossFunctions() []func(c *Context) *tensor.Tensor {
	var out []func(c *Context) *tensor.Tensor
	for _, v := range b.own {
		if r := b.penalty[v]; r != nil {
			out = append(out, func(c *Context) *tensor.Tensor { return r.Penalty(c, c.Read(v)) })
		}
	}
	return append(out, b.lossFns...)
}
