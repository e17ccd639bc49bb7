package model

import "kerash/tensor"

// handler walks over the epochs and steps of a run.
type handler struct {
	function      string // whose steps run: "train", "test" or "predict"
	source        Source
	steps         int // per epoch, 0 when not known
	asked         int // steps that the user asked for, 0 for none
	perCall       int // steps per execution
	weights       *tensor.Tensor
	initial       int
	epochs        int
	batches       Batches
	exhausted     bool
	current, more int // the running step, and how many of its call follow it
	resumeAt      int // the step with which the first epoch begins
}

// FixedSource is a source that may know the length of its batches before they
// come.
type FixedSource interface{ FixedBatches() bool }

// run does a step with a batch.
func (h *handler) run(c *Context, s *stepper, batch Value) Value {
	return s.run(c, batch, h.open())
}

// open says which lengths of axes the source leaves open.
func (h *handler) open() openAxes {
	if _, ok := h.source.(Unshaped); ok {
		return allAxes
	}
	if src, ok := h.source.(FixedSource); ok && src.FixedBatches() {
		return noAxis
	}
	return firstAxis
}

// newHandler makes a handler for the steps of a function, "train", "test" or
// "predict"; steps is what the user asked for, 0 for nothing
// and -1 for no end.
func newHandler(function string, src Source, steps, initial, epochs, perCall int, weights *tensor.Tensor) *handler {
	h := &handler{function: function, source: src, asked: max(steps, 0), perCall: perCall, initial: initial, epochs: epochs, weights: weights}
	switch size := src.Size(); {
	case steps > 0:
		h.steps = steps
	case steps == -1:
	case size == EndlessSize:
		tensor.Throwf("ValueError", "When providing an infinite dataset, you must specify the number of steps to run (if you did not intend to create an infinite dataset, make sure to not call `repeat()` on the dataset).")
	case size == 0:
		tensor.Throwf("ValueError", "Expected input data to be non-empty.")
	case size > 0:
		h.steps = size
	}
	if perCall > 1 && h.steps == 0 {
		tensor.Throwf("ValueError", "Could not infer the size of the data. With `steps_per_execution > 1`, you must specify the number of steps to run.")
	}
	if h.steps > 0 {
		h.perCall = min(perCall, h.steps)
	}
	return h
}

// beginEpoch starts an epoch; it reports false when the data ran out before.
func (h *handler) beginEpoch(c *Context) bool {
	if h.exhausted {
		return false
	}
	restarts := h.source.Restarts(h.asked)
	if p, ok := h.source.(Opener); ok && h.batches == nil && restarts {
		p.Open(c)
	}
	if h.batches == nil || restarts {
		h.batches = h.source.Start(c)
		if size := h.source.Size(); h.asked == 0 && size > 0 {
			h.steps = size
		}
	}
	h.current, h.resumeAt = h.resumeAt, 0
	return true
}

func (h *handler) endEpoch(c *Context) { h.source.EpochEnd(c) }

// hasStep reports whether the epoch goes on. It sets how many batches the next
// call takes.
func (h *handler) hasStep() bool {
	if h.exhausted || h.steps > 0 && h.current >= h.steps {
		return false
	}
	n := h.perCall
	if h.steps > 0 {
		n = min(n, h.steps-h.current)
	}
	h.more = n - 1
	return true
}

// step takes the batches of the present call and runs f on each; it reports
// false when the data ran out.
func (h *handler) step(c *Context, f func(batch Value)) bool {
	for range h.more + 1 {
		batch, ok := h.next(c)
		if !ok {
			h.ranOut(c)
			return false
		}
		f(batch)
	}
	return true
}

// next is the next batch as the steps take it, weighted by class.
func (h *handler) next(c *Context) (batch Value, ok bool) {
	err := tensor.Catch(func() { batch, ok = h.batches.Next(c) })
	tensor.Check(tensor.DataError(err, h.function+"_function"))
	if ok && h.weights != nil {
		err := tensor.Catch(func() { batch = weightByClass(c, h.weights, batch) })
		tensor.Check(tensor.PipelineError(err, "train_function"))
	}
	return batch, ok
}

// call does the steps of the present call, by a function of the user's if there
// is one, else with do for each batch, and hands the results to result. It
// reports false when the data ran out.
func (h *handler) call(c *Context, own StepFunction, do func(batch Value) Value, result func(Value)) bool {
	if own == nil {
		return h.step(c, func(batch Value) { result(do(batch)) })
	}
	out, ran, more := own.Steps(c, func() (Value, bool) { return h.next(c) })
	if !more {
		h.ranOut(c)
		return false
	}
	if ran {
		result(out)
	}
	return true
}

// done moves on to the next call.
func (h *handler) done() { h.current += h.more + 1 }

// last is the number of the last step of the present call.
func (h *handler) last() int { return h.current + h.more }

// ranOut notes the end of the data: the size of an epoch that was not known, or
// too few batches.
func (h *handler) ranOut(c *Context) {
	if h.steps == 0 {
		h.steps = h.current
		if h.steps == 0 {
			h.exhausted = true
		}
		return
	}
	h.exhausted = true
	c.State.Warnf("WARNING:tensorflow", "Your input ran out of data; interrupting training. Make sure that your dataset or generator can generate at least `steps_per_epoch * epochs` batches (in this case, %d batches). You may need to use the repeat() function when building your dataset.", (h.epochs-h.initial)*h.steps)
}

// sourceOf is what a run was given as a source: x itself when it is one, else
// batches of arrays.
func sourceOf(st *State, x, y, w any, batch, steps, passes int, shuffle any) Source {
	if s, ok := x.(Source); ok {
		if y != nil {
			tensor.Throwf("ValueError", "`y` argument is not supported when using dataset as input.")
		}
		if w != nil {
			tensor.Throwf("ValueError", "`sample_weight` argument is not supported when using dataset as input.")
		}
		if b, ok := s.(interface{ Configure(batch int, shuffle any) }); ok {
			b.Configure(batch, shuffle)
		}
		return s
	}
	dx, dy, dw := DataValue(st, x), DataValue(st, y), DataValue(st, w)
	dw = fillWeights(dy, dw)
	if HasComposite(dx) || HasComposite(dy) {
		return compositeSource(st, dx, dy, dw, batch, steps, shuffle)
	}
	return newArraySource(dx, dy, dw, batch, steps, passes, shuffle)
}

// compositeSource makes batches of data with ragged or sparse tensors, which Keras
// does by a pipeline.
func compositeSource(st *State, x, y, w Value, batch, steps int, shuffle any) Source {
	samples := 0
	switch first := append(parts(x), parts(y)...)[0].(type) {
	case Composite:
		samples = first.Rows()
	case *tensor.Tensor:
		if first.Rank() == 0 {
			throwScalarData()
		}
		samples = first.Dim(0)
	}
	if batch == 0 {
		batch = 32
		if steps > 0 {
			batch = max(1, (samples+steps-1)/steps)
		}
	}
	return st.NewSource(Pack(x, y, w), batch, Truth(shuffle))
}

// EachBatch runs f on the inputs of every batch of data, which is what fit
// takes as x: arrays, lists, a [Source]. A batch size of 0 is 32; steps of 0
// stands for all batches.
func EachBatch(c *Context, data any, batch, steps int, f func(x Value)) {
	src := sourceOf(c.State, data, nil, nil, batch, steps, 1, nil)
	h := newHandler("test", src, steps, 0, 1, 1, nil)
	for h.beginEpoch(c); h.hasStep(); h.done() {
		more := h.step(c, func(batch Value) {
			x, _, _ := Unpack(batch)
			f(x)
		})
		if !more {
			break
		}
	}
	h.endEpoch(c)
}
