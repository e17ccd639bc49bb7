package model

import (
	"kerash/tensor"
)

// FitOptions is the arguments of fit.
type FitOptions struct {
	X, Y         any // arrays, or a [Source] as X
	SampleWeight any
	BatchSize    int // 0 stands for None
	Epochs       int
	Verbose      int
	Callbacks    []Callback
	// ValidationSplit is the share of the samples, from the end, that are kept
	// for validation.
	ValidationSplit float64
	// Validation is x, y and weight, or a [Source] alone; nil for none.
	Validation          any
	Shuffle             any // bool or "batch"; nil is True
	ClassWeight         *Map
	InitialEpoch        int
	StepsPerEpoch       int // 0 stands for None
	ValidationSteps     int
	ValidationBatchSize int
	ValidationFreq      any // int or list of epochs; nil is 1
}

// Fit trains a model. On an interrupt it throws what the context says; the
// weights are then those of the last step that was finished.
func Fit(c *Context, m Model, o FitOptions) *History {
	b := m.ModelCore()
	k := b.mustCompile()
	checkFit(&o)
	x, y, w := o.X, o.Y, o.SampleWeight
	if o.ValidationSplit != 0 && o.Validation == nil {
		x, y, w = o.split(c.State)
	}
	if o.Shuffle == nil {
		o.Shuffle = true
	}
	src := sourceOf(c.State, x, y, w, o.BatchSize, o.StepsPerEpoch, o.Epochs, o.Shuffle)
	k.metrics.feedFrom(src)
	weights := classWeights(o.ClassWeight)
	if weights != nil {
		refuseOpenWeights(src)
	}
	h := newHandler("train", src, o.StepsPerEpoch, o.InitialEpoch, o.Epochs, k.perCall, weights)
	defer k.respectTrainable(m)()
	run := newRun(c, m, h, o.Verbose, o.Epochs, o.Callbacks)
	r := &fitRun{c: c, m: m, k: k, o: &o, h: h, run: run, own: stepFunction(c, m, TrainFunction)}
	return r.do()
}

func checkFit(o *FitOptions) {
	if o.X == nil {
		e := tensor.Errorf("ValueError", "Failed to find data adapter that can handle input: <class 'NoneType'>, <class 'NoneType'>")
		tensor.Throw(e.WithHint("fit needs data: model.fit(x, y, epochs=…)"))
	}
	if _, ok := o.X.(Source); ok && o.ValidationSplit != 0 && o.Validation == nil {
		tensor.Throwf("ValueError", "`validation_split` is only supported for Tensors or NumPy arrays, found following types in the input: [<class '%s'>]", PythonType(o.X))
	}
}

// split takes the validation data off the arrays.
func (o *FitOptions) split(st *State) (x, y, w any) {
	dx, dy, dw := DataValue(st, o.X), DataValue(st, o.Y), DataValue(st, o.SampleWeight)
	checkLengths(dx, dy, dw)
	train, val := Split(dx, dy, dw, o.ValidationSplit)
	o.Validation = Tup{val[0], val[1], val[2]}
	return train[0], train[1], train[2]
}

// fitRun is a running fit.
type fitRun struct {
	c   *Context
	m   Model
	k   *compiled
	o   *FitOptions
	h   *handler
	run *run
	own StepFunction // of the user's; nil for the model's steps
	out Value        // of the newest step
	ran bool         // whether there was one
}

func (r *fitRun) do() *History {
	b := r.m.ModelCore()
	b.StopTraining = false
	b.Counter("train").SetValue(tensor.Scalar(int64(0)))
	r.run.list.OnTrainBegin(r.c)
	if n, ok := r.run.resumed(); ok {
		r.h.initial = n
	}
	var last *Map
	for epoch := r.h.initial; epoch < r.o.Epochs && r.h.beginEpoch(r.c); epoch++ {
		last = r.epoch(epoch)
		r.h.endEpoch(r.c)
		if b.StopTraining {
			break
		}
	}
	if r.o.Epochs > 0 {
		r.k.optimizer.OptimizerCore().Finalize(r.c, b.self.Core().TrainableWeights())
	}
	r.run.list.OnTrainEnd(r.c, last)
	return b.History
}

func (r *fitRun) epoch(epoch int) *Map {
	c, b := r.c, r.m.ModelCore()
	ResetMetrics(c, r.m)
	r.run.list.OnEpochBegin(c, epoch)
	r.run.begin(epoch+1, r.h.steps)
	step := r.k.trainStepper(r.m)
	for r.h.hasStep() {
		r.run.list.OnTrainBatchBegin(c, r.h.current)
		if !r.h.call(c, r.own, func(batch Value) Value {
			r.run.restore(c, r.m, batch)
			return r.h.run(c, step, batch)
		}, func(out Value) { r.out, r.ran = out, true }) {
			if compiled, _ := r.k.options.JITCompile.(bool); !compiled && r.own == nil {
				step.starve(c)
			}
			break
		}
		r.run.after(r.h.last(), func() *Map { return stepLogs(c, r.m, r.out) }, r.run.list.OnTrainBatchEnd)
		if b.StopTraining {
			break
		}
		r.h.done()
	}
	if !r.ran {
		tensor.Throw(noLogs())
	}
	logs := epochLogs(c, r.m, r.out)
	if r.o.Validation != nil && r.validates(epoch) {
		val := r.validate()
		for _, k := range val.Keys {
			logs.Set("val_"+k, val.Vals[k])
		}
	}
	// What callbacks put into their logs does not outlast the call.
	seen := NewMap()
	for _, k := range logs.Keys {
		seen.Set(k, logs.Vals[k])
	}
	r.run.list.OnEpochEnd(c, epoch, seen)
	r.run.end(seen)
	return logs
}

// validates reports whether the epoch, counted from zero, is followed by a
// validation.
func (r *fitRun) validates(epoch int) bool {
	if r.o.ValidationFreq == nil {
		return true
	}
	if n, ok := AsInt(r.o.ValidationFreq); ok {
		if n == 0 {
			tensor.Throwf("ZeroDivisionError", "integer modulo by zero")
		}
		return (epoch+1)%n == 0
	}
	items, ok := r.o.ValidationFreq.([]any)
	if !ok {
		tensor.Throwf("ValueError", "Expected `validation_freq` to be a list or int. Received: validation_freq=%s of the type <class '%s'>.", Describe(r.o.ValidationFreq), PythonType(r.o.ValidationFreq))
	}
	for _, it := range items {
		if n, ok := AsInt(it); ok && n == epoch+1 {
			return true
		}
	}
	return false
}

func (r *fitRun) validate() *Map {
	x, y, w := validationData(r.o.Validation)
	batch := r.o.ValidationBatchSize
	if batch == 0 {
		batch = r.o.BatchSize
	}
	src := sourceOf(r.c.State, x, y, w, batch, r.o.ValidationSteps, 1, false)
	h := newHandler("test", src, r.o.ValidationSteps, 0, 1, r.k.perCall, nil)
	return evaluate(r.c, r.m, h, r.run.quiet())
}

// validationData takes what fit was given as validation_data apart.
func validationData(v any) (x, y, w any) {
	items, ok := v.(Tup)
	if !ok {
		if l, isList := v.([]any); isList {
			items, ok = Tup(l), true
		}
	}
	if t, isTuple := v.(Tuple); isTuple {
		items, ok = Tup(anys(t)), true
	}
	if !ok {
		return v, nil, nil
	}
	switch len(items) {
	case 1:
		return items[0], nil, nil
	case 2:
		return items[0], items[1], nil
	case 3:
		return items[0], items[1], items[2]
	}
	tensor.Throwf("ValueError", "Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: a tuple of %d", len(items))
	return nil, nil, nil
}

// trainStepper makes batches into steps of training, testStepper and
// predictStepper into the others.
func (k *compiled) trainStepper(m Model) *stepper {
	if k.train == nil {
		k.train = newStepper(m.ModelCore(), "train", k.eager, func() bool { return runsUserCode(m) }, func(c *Context, batch Value) Value {
			if u, ok := m.(TrainStepper); ok {
				return u.TrainStep(c, batch)
			}
			return TrainStep(c, m, batch)
		})
	}
	return k.train
}

func (k *compiled) testStepper(m Model) *stepper {
	if k.test == nil {
		k.test = newStepper(m.ModelCore(), "test", k.eager, func() bool { return runsUserCode(m) }, func(c *Context, batch Value) Value {
			if u, ok := m.(TestStepper); ok {
				return u.TestStep(c, batch)
			}
			return TestStep(c, m, batch)
		})
	}
	return k.test
}
