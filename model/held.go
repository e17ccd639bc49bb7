package model

import "kerash/tensor"

// Held is what an attribute of a layer holds, as Keras follows it: one of a
// layer, a metric, a module, a variable and the elements of a list, tuple or
// dict.
type Held struct {
	Layer    Layer
	Metric   Metric
	Module   Module
	Variable *tensor.Variable
	Elements []Held
}

// Module is an object that is no layer, but holds variables.
type Module interface{ Variables() []*tensor.Variable }

// SetHeld makes what the attributes hold the parts of the layer, in the order
// of the attributes. The metrics of a model are parts of it, with their state.
func (b *Base) SetHeld(held []Held) {
	b.tracked, b.held = nil, held
	_, metrics := b.self.(Model)
	b.trackHeld(held, metrics)
}

func (b *Base) trackHeld(held []Held, metrics bool) {
	for _, h := range held {
		switch {
		case h.Layer != nil:
			b.Track(h.Layer)
		case h.Metric != nil && metrics:
			b.TrackState(h.Metric)
		}
		b.trackHeld(h.Elements, metrics)
	}
}

// eachPart calls f for what holds weights beside the layer itself: what the
// attributes of a model hold; of a layer, the layers and modules in attributes
// and containers one by one.
func (b *Base) eachPart(f func(h Held)) {
	subs := b.Sublayers() // finds the parts anew
	if _, isModel := b.self.(Model); isModel {
		for _, h := range b.held {
			f(h)
		}
	} else {
		eachLeaf(b.held, f)
	}
	for _, l := range subs {
		f(Held{Layer: l})
	}
}

func eachLeaf(held []Held, f func(h Held)) {
	for _, h := range held {
		if h.Layer != nil || h.Module != nil {
			f(h)
		}
		eachLeaf(h.Elements, f)
	}
}

// weightsIn is the weights of what an attribute of a model holds: of a
// container, as in Keras, all that can be trained before the others.
func (b *Base) weightsIn(h Held) []*tensor.Variable {
	if h.Elements == nil {
		return b.kindIn(h, (*Base).Weights, func(*tensor.Variable) bool { return true })
	}
	return append(b.trainableIn(h), b.nonTrainableIn(h)...)
}

func (b *Base) trainableIn(h Held) []*tensor.Variable {
	return b.kindIn(h, (*Base).TrainableWeights, func(v *tensor.Variable) bool { return v.Trainable })
}

func (b *Base) nonTrainableIn(h Held) []*tensor.Variable {
	return b.kindIn(h, (*Base).NonTrainableWeights, func(v *tensor.Variable) bool { return !v.Trainable })
}

// kindIn is one kind of weights of what an attribute holds; the variables of a
// container come after the weights of its layers.
func (b *Base) kindIn(h Held, of func(l *Base) []*tensor.Variable, is func(v *tensor.Variable) bool) []*tensor.Variable {
	switch {
	case h.Layer != nil:
		return of(h.Layer.Core())
	case h.Metric != nil:
		return of(b.TrackState(h.Metric).Core())
	}
	var out, last []*tensor.Variable
	if h.Module != nil {
		for _, v := range h.Module.Variables() {
			if is(v) {
				out = append(out, v)
			}
		}
	}
	for _, e := range h.Elements {
		switch {
		case e.Variable == nil:
			out = append(out, b.kindIn(e, of, is)...)
		case is(e.Variable):
			last = append(last, e.Variable)
		}
	}
	return append(out, last...)
}
