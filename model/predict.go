package model

import "kerash/tensor"

// Predict is the model's outputs for data, batch by batch, as arrays in the
// structure of the outputs.
func Predict(c *Context, m Model, o RunOptions) Value {
	b := m.ModelCore()
	if o.X == nil {
		tensor.Throwf("ValueError", "Failed to find data adapter that can handle input: <class 'NoneType'>, <class 'NoneType'>")
	}
	perCall := 1
	if b.compiled != nil {
		perCall = b.compiled.perCall
	}
	src := sourceOf(c.State, o.X, nil, nil, o.BatchSize, o.Steps, 1, false)
	h := newHandler("predict", src, o.Steps, 0, 1, perCall, nil)
	r := newRun(c, m, h, o.Verbose, 1, o.Callbacks)
	own := stepFunction(c, m, PredictFunction)
	step := b.predictStepper(m)
	var out collected
	b.Counter("predict").SetValue(tensor.Scalar(int64(0)))
	r.list.OnPredictBegin(c)
	h.beginEpoch(c)
	r.begin(0, h.steps)
	for h.hasStep() {
		r.list.OnPredictBatchBegin(c, h.current)
		if !h.call(c, own, func(batch Value) Value { return h.run(c, step, batch) }, out.add) {
			break
		}
		r.after(h.last(), func() *Map { return NewMap().Set("outputs", MapAny(out.last, arrayCopy)) }, r.list.OnPredictBatchEnd)
		h.done()
	}
	h.endEpoch(c)
	if out.last == nil {
		tensor.Throw(noOutputs())
	}
	r.list.OnPredictEnd(c)
	r.end(NewMap())
	return out.join()
}

// predictStepper makes batches into steps of prediction; a model needs no
// compile for that.
func (m *ModelBase) predictStepper(self Model) *stepper {
	hold := &m.predict
	eager := false
	if m.compiled != nil {
		hold, eager = &m.compiled.predict, m.compiled.eager
	}
	if *hold == nil {
		*hold = newStepper(m, "predict", eager, func() bool { return runsUserCode(self) }, func(c *Context, batch Value) Value {
			if u, ok := self.(PredictStepper); ok {
				return u.PredictStep(c, batch)
			}
			return PredictStep(c, self, batch)
		})
	}
	return *hold
}

func arrayCopy(t *tensor.Tensor) Value { return t.Array().Clone() }

// collected gathers the outputs of batches.
type collected struct {
	last  Value
	parts [][]*tensor.Array // by output
	wide  [][]any           // ragged and sparse outputs
}

func (k *collected) add(v Value) {
	k.last = v
	for i, t := range Leaves(v) {
		if i == len(k.parts) {
			k.parts = append(k.parts, nil)
		}
		k.parts[i] = append(k.parts[i], t.Array().Clone())
	}
	i := 0
	for _, x := range parts(v) {
		x, ok := x.(Composite)
		if !ok {
			continue
		}
		if i == len(k.wide) {
			k.wide = append(k.wide, nil)
		}
		k.wide[i] = append(k.wide[i], x.WithInner(tensor.FromArray(x.Inner().Array().Clone())))
		i++
	}
}

// join is the outputs of all batches, one after the other.
func (k *collected) join() Value {
	i, j := 0, 0
	return mapLeaves(k.last, func(leaf any) Value {
		switch x := leaf.(type) {
		case *tensor.Tensor:
			i++
			return tensor.FromArray(joinRows(k.parts[i-1]))
		case Composite:
			j++
			return x.ElementSpec().Join(new(tensor.Scope), k.wide[j-1], 0)
		}
		return leaf
	})
}

func joinRows(parts []*tensor.Array) *tensor.Array {
	if len(parts) == 1 {
		return parts[0]
	}
	if parts[0].Rank() == 0 {
		for i, p := range parts {
			parts[i] = p.Reshape([]int{1})
		}
	}
	return concatRows(parts)
}

// PredictOnBatch is the model's outputs for one batch.
func PredictOnBatch(c *Context, m Model, x any) Value {
	return heldOutputs(onBatch(c, m, PredictFunction, packOne(DataValue(c.State, x), nil, nil)))
}

// heldOutputs is the results of a step with arrays that hold beyond the next one.
func heldOutputs(v Value) Value {
	return MapValue(v, func(t *tensor.Tensor) Value { return tensor.FromArray(t.Array().Clone()) })
}

// concatRows joins arrays along the first axis. They differ in its length only;
// TensorFlow's error otherwise.
func concatRows(parts []*tensor.Array) *tensor.Array {
	ts := make([]*tensor.Tensor, len(parts))
	for i, p := range parts {
		ts[i] = tensor.FromArray(p)
	}
	return new(tensor.Scope).Concat(ts, 0).Array()
}
