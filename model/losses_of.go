package model

import "kerash/tensor"

// outputLosses is the losses that compile was given, by output, and their
// means over an epoch.
type outputLosses struct {
	given, givenWeights any

	names   []string // of the outputs
	losses  []Loss
	weights []any
	total   *Mean
	each    []*Mean // nil for a model with one output
	built   bool
}

func newOutputLosses(st *State, losses, weights any) *outputLosses {
	return &outputLosses{given: losses, givenWeights: weights, total: NewMean(st, "loss")}
}

// build finds the losses of the outputs, at the first batch.
func (l *outputLosses) build(c *Context, names []string, yPred Value) {
	l.names = names
	if l.names == nil {
		l.names = pseudoNames(yPred, "output_")
	}
	for _, x := range byOutput(yPred, l.names, l.given) {
		l.losses = append(l.losses, lossObject(c.State, x))
	}
	l.weights = byOutput(yPred, l.names, l.givenWeights)
	if len(l.names) > 1 {
		for i, n := range l.names {
			var m *Mean
			if i < len(l.losses) && l.losses[i] != nil {
				m = NewMean(c.State, n+"_loss")
			}
			l.each = append(l.each, m)
		}
	}
	l.built = true
}

// lossObject is what a user may give as a loss as the loss itself.
func lossObject(st *State, x any) Loss {
	if c, ok := x.(*Class); ok {
		e := tensor.Errorf("TypeError", "Expected float32 passed to parameter 'y' of op 'Equal', got 'auto' of type 'str' instead. Error: Expected float32, but got auto of type 'str'.")
		tensor.Throw(e.WithHint("%s is a class: loss=%s() makes a loss of it", c.Name, c.Name))
	}
	switch obj := Resolve(st, KindLoss, x).(type) {
	case nil:
		return nil
	case Loss:
		return obj
	case Callable:
		return newFunctionLoss(obj)
	}
	tensor.Throwf("ValueError", "Could not interpret loss function identifier: %s", st.Show(x))
	return nil
}

// metrics is the means of the losses, in the order of logs.
func (l *outputLosses) metrics() []Metric {
	if !l.built {
		return nil
	}
	out := []Metric{l.total}
	for _, m := range l.each {
		if m != nil {
			out = append(out, m)
		}
	}
	return out
}

// compute is the total loss of a batch, added to the means; nil when no output
// has a loss and there are no penalties.
func (l *outputLosses) compute(c *Context, names []string, yTrue, yPred, weight Value, penalties []*tensor.Tensor) *tensor.Tensor {
	if !l.built {
		l.build(c, names, yPred)
	}
	checkTargets(yPred, yTrue)
	checkTargets(yPred, weight)
	preds := Leaves(yPred)
	targets := targetsOf(yPred, l.names, yTrue)
	weights := targetsOf(yPred, l.names, weight)
	var parts, means []*tensor.Tensor
	var batch *tensor.Tensor
	for i, p := range preds {
		if i >= min(len(l.losses), len(l.weights)) || l.losses[i] == nil || targets[i] == nil {
			continue
		}
		t, w := matchTarget(c, targets[i], p, weights[i])
		w = ApplyMask(c, p, w, MaskOf(p))
		v := callWhole(c, l.losses[i], t, p, orNone(w))
		if batch == nil {
			batch = c.StridedSlice(c.ShapeOf(t, tensor.Int32), []tensor.Slice{tensor.At(0)})
		}
		if l.each != nil && l.each[i] != nil {
			l.each[i].Add(c, v, batch)
		}
		if l.weights[i] != nil {
			v = c.Mul(v, c.Cast(ToTensor(c, l.weights[i]), v.DType()))
		}
		parts, means = append(parts, v), append(means, v)
	}
	if len(penalties) > 0 {
		sum := c.AddN(commonFloats(c, penalties))
		parts, means = append(parts, sum), append(means, sum)
	}
	if len(parts) == 0 {
		return nil
	}
	l.total.Add(c, addAll(c, means), batch)
	return addAll(c, parts)
}

// orNone is a nil interface for a nil tensor.
func orNone(t *tensor.Tensor) any {
	if t == nil {
		return nil
	}
	return t
}

func addAll(c *Context, xs []*tensor.Tensor) *tensor.Tensor {
	xs = commonFloats(c, xs)
	if len(xs) == 1 {
		return xs[0]
	}
	return c.AddN(xs)
}

// commonFloats casts losses to the widest floating point dtype among them.
func commonFloats(c *Context, xs []*tensor.Tensor) []*tensor.Tensor {
	widest := tensor.Invalid
	for _, x := range xs {
		if d := x.DType(); d.IsFloat() && (widest == tensor.Invalid || d.Size() > widest.Size()) {
			widest = d
		} else if d.IsFloat() && d != widest && d.Size() == widest.Size() {
			widest = tensor.Float32
		}
	}
	if widest == tensor.Invalid {
		return xs
	}
	out := make([]*tensor.Tensor, len(xs))
	for i, x := range xs {
		out[i] = c.Cast(x, widest)
	}
	return out
}
