package model

import "kerash/tensor"

// RunOptions is the arguments of evaluate and predict.
type RunOptions struct {
	X, Y         any // arrays, or a [Source] as X
	SampleWeight any
	BatchSize    int // 0 stands for None
	Steps        int // 0 stands for None
	Verbose      int
	Callbacks    []Callback
}

// Evaluate is the loss and the metrics on data, by name.
func Evaluate(c *Context, m Model, o RunOptions) *Map {
	k := m.ModelCore().mustCompile()
	if o.X == nil {
		tensor.Throwf("ValueError", "Failed to find data adapter that can handle input: <class 'NoneType'>, <class 'NoneType'>")
	}
	src := sourceOf(c.State, o.X, o.Y, o.SampleWeight, o.BatchSize, o.Steps, 1, false)
	k.metrics.feedFrom(src)
	h := newHandler("test", src, o.Steps, 0, 1, k.perCall, nil)
	r := newRun(c, m, h, o.Verbose, 1, o.Callbacks)
	return evaluate(c, m, h, r)
}

func evaluate(c *Context, m Model, h *handler, r *run) *Map {
	k := m.ModelCore().compiled
	own := stepFunction(c, m, TestFunction)
	step := k.testStepper(m)
	m.ModelCore().Counter("test").SetValue(tensor.Scalar(int64(0)))
	r.list.OnTestBegin(c)
	var logs *Map
	var result Value
	ran := false
	ResetMetrics(c, m)
	h.beginEpoch(c)
	r.begin(0, h.steps)
	for h.hasStep() {
		r.list.OnTestBatchBegin(c, h.current)
		if !h.call(c, own, func(batch Value) Value { return h.run(c, step, batch) }, func(v Value) { result, ran = v, true }) {
			break
		}
		r.after(h.last(), func() *Map { return stepLogs(c, m, result) }, r.list.OnTestBatchEnd)
		h.done()
	}
	h.endEpoch(c)
	if !ran {
		tensor.Throwf("ValueError", "Unexpected result of `test_function` (Empty Logs). This could be due to issues in input pipeline that resulted in an empty dataset. Otherwise, please use `Model.compile(..., run_eagerly=True)`, or `tf.config.run_functions_eagerly(True)` for more information of where went wrong, or file a issue/bug to `tf.keras`.")
	}
	logs = epochLogs(c, m, result)
	r.list.OnTestEnd(c, logs)
	r.end(logs)
	return logs
}
