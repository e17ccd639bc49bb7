package callbacks

import (
	"fmt"
	"math"
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// TerminateOnNaN ends training when the loss is no number.
type TerminateOnNaN struct {
	model.CallbackBase
	model.BatchHooks
}

// TerminateOnNaNClass declares TerminateOnNaN.
var TerminateOnNaNClass = declare(&model.Class{
	Name: "TerminateOnNaN",
	Doc:  "Ends training when the loss becomes NaN or infinite.",
	Example: `>>> type(keras.callbacks.TerminateOnNaN()).__name__
'TerminateOnNaN'`,
	New: func() any { return new(TerminateOnNaN) },
})

// OnTrainBatchEnd implements [model.BatchCallback].
func (t *TerminateOnNaN) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	loss, ok := model.Monitored(logs, "loss")
	if ok && (math.IsNaN(loss) || math.IsInf(loss, 0)) {
		c.State.Say(fmt.Sprintf("Batch %d: Invalid loss, terminating training", batch))
		t.Model.ModelCore().StopTraining = true
	}
}

// BaseLogger replaces the logs of an epoch by means over its batches.
type BaseLogger struct {
	Stateful []string `arg:"stateful_metrics" default:"None" config:"-" doc:"names of logs whose last value counts, not the mean"`
	model.CallbackBase
	model.BatchHooks

	Seen   int        `attr:"seen"`
	Totals *model.Map `attr:"totals"`
}

// BaseLoggerClass declares BaseLogger.
var BaseLoggerClass = declare(&model.Class{
	Name: "BaseLogger",
	Doc:  "Means of the logs of batches over an epoch. Models do this by themselves; the class is for loops of one's own.",
	Example: `>>> keras.callbacks.BaseLogger().seen
0`,
	New: func() any { return new(BaseLogger) },
})

// OnEpochBegin implements [model.Callback].
func (b *BaseLogger) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	b.Seen, b.Totals = 0, model.NewMap()
}

// OnTrainBatchEnd implements [model.BatchCallback].
func (b *BaseLogger) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	size, _ := model.AsInt(logs.Get("size"))
	b.Seen += size
	if logs == nil {
		return
	}
	if b.Totals == nil {
		b.Totals = model.NewMap()
	}
	for _, k := range logs.Keys {
		if n, ok := logs.Vals[k].(int); ok && !slices.Contains(b.Stateful, k) {
			if sum, ok := b.Totals.Get(k).(int); ok || !b.Totals.Has(k) {
				b.Totals.Set(k, sum+n*size)
				continue
			}
		}
		v, _ := model.AsFloat(logs.Vals[k])
		if !slices.Contains(b.Stateful, k) {
			sum, _ := model.AsFloat(b.Totals.Get(k))
			v = sum + v*float64(size)
		}
		b.Totals.Set(k, v)
	}
}

// OnEpochEnd implements [model.Callback].
func (b *BaseLogger) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	names, _ := model.Sequence(b.Params.Get("metrics"))
	for _, n := range names {
		k, _ := n.(string)
		v, ok := model.AsFloat(b.Totals.Get(k))
		if !ok {
			continue
		}
		if !slices.Contains(b.Stateful, k) {
			v /= float64(b.Seen)
		}
		logs.Set(k, v)
	}
}

// LambdaCallback calls functions of the user's at the points of a training.
type LambdaCallback struct {
	EpochBegin any `arg:"on_epoch_begin" default:"None" doc:"called with epoch and logs at the start of an epoch"`
	EpochEnd   any `arg:"on_epoch_end" default:"None" doc:"called with epoch and logs at the end of an epoch"`
	BatchBegin any `arg:"on_batch_begin" default:"None" doc:"called with batch and logs before a batch of training"`
	BatchEnd   any `arg:"on_batch_end" default:"None" doc:"called with batch and logs after a batch of training"`
	TrainBegin any `arg:"on_train_begin" default:"None" doc:"called with logs at the start of training"`
	TrainEnd   any `arg:"on_train_end" default:"None" doc:"called with logs at the end of training"`

	TrainBatchBegin   any `arg:"on_train_batch_begin" default:"None" kwonly:"true" doc:"called with batch and logs before a batch of training"`
	TrainBatchEnd     any `arg:"on_train_batch_end" default:"None" kwonly:"true" doc:"called with batch and logs after a batch of training"`
	TestBegin         any `arg:"on_test_begin" default:"None" kwonly:"true" doc:"called with logs at the start of evaluation"`
	TestEnd           any `arg:"on_test_end" default:"None" kwonly:"true" doc:"called with logs at the end of evaluation"`
	TestBatchBegin    any `arg:"on_test_batch_begin" default:"None" kwonly:"true" doc:"called with batch and logs before a batch of evaluation"`
	TestBatchEnd      any `arg:"on_test_batch_end" default:"None" kwonly:"true" doc:"called with batch and logs after a batch of evaluation"`
	PredictBegin      any `arg:"on_predict_begin" default:"None" kwonly:"true" doc:"called with logs at the start of prediction"`
	PredictEnd        any `arg:"on_predict_end" default:"None" kwonly:"true" doc:"called with logs at the end of prediction"`
	PredictBatchBegin any `arg:"on_predict_batch_begin" default:"None" kwonly:"true" doc:"called with batch and logs before a batch of prediction"`
	PredictBatchEnd   any `arg:"on_predict_batch_end" default:"None" kwonly:"true" doc:"called with batch and logs after a batch of prediction"`
	model.CallbackBase
}

// LambdaCallbackClass declares LambdaCallback.
var LambdaCallbackClass = declare(&model.Class{
	Name: "LambdaCallback",
	Doc:  "Calls given functions at the points of a training, without a class of one's own.",
	Example: `>>> cb = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: print(epoch))
>>> cb.on_epoch_end(3, {})
3`,
	New: func() any { return new(LambdaCallback) },
})

// hook calls a function with what the point gives, if there is one.
func hook(c *model.Context, f any, args ...any) {
	switch fn := f.(type) {
	case nil:
	case model.Callable:
		fn.CallValue(c, args...)
	default:
		tensor.Throwf("TypeError", "'%s' object is not callable", model.PythonType(f))
	}
}

// oldHook is hook for the old names of hooks, whose logs have to have that name.
func oldHook(c *model.Context, f any, batch int, logs *model.Map) {
	if fn, ok := f.(model.KeywordCallable); ok {
		fn.CallNamed(c, []any{batch}, []model.Named{{Name: "logs", Value: logs}})
		return
	}
	hook(c, f, batch, logs)
}

// WantsBatches reports whether there is a function for batches.
func (l *LambdaCallback) WantsBatches() bool {
	for _, f := range []any{l.BatchBegin, l.BatchEnd, l.TrainBatchBegin, l.TrainBatchEnd, l.TestBatchBegin, l.TestBatchEnd, l.PredictBatchBegin, l.PredictBatchEnd} {
		if f != nil {
			return true
		}
	}
	return false
}

// The hooks call the functions.

func (l *LambdaCallback) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	hook(c, l.EpochBegin, epoch, logs)
}

func (l *LambdaCallback) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	hook(c, l.EpochEnd, epoch, logs)
}

func (l *LambdaCallback) OnTrainBegin(c *model.Context, logs *model.Map) { hook(c, l.TrainBegin, logs) }
func (l *LambdaCallback) OnTrainEnd(c *model.Context, logs *model.Map)   { hook(c, l.TrainEnd, logs) }
func (l *LambdaCallback) OnTestBegin(c *model.Context, logs *model.Map)  { hook(c, l.TestBegin, logs) }
func (l *LambdaCallback) OnTestEnd(c *model.Context, logs *model.Map)    { hook(c, l.TestEnd, logs) }

func (l *LambdaCallback) OnPredictBegin(c *model.Context, logs *model.Map) {
	hook(c, l.PredictBegin, logs)
}

func (l *LambdaCallback) OnPredictEnd(c *model.Context, logs *model.Map) {
	hook(c, l.PredictEnd, logs)
}

func (l *LambdaCallback) OnTrainBatchBegin(c *model.Context, batch int, logs *model.Map) {
	oldHook(c, l.BatchBegin, batch, logs)
	hook(c, l.TrainBatchBegin, batch, logs)
}

func (l *LambdaCallback) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	oldHook(c, l.BatchEnd, batch, logs)
	hook(c, l.TrainBatchEnd, batch, logs)
}

func (l *LambdaCallback) OnTestBatchBegin(c *model.Context, batch int, logs *model.Map) {
	hook(c, l.TestBatchBegin, batch, logs)
}

func (l *LambdaCallback) OnTestBatchEnd(c *model.Context, batch int, logs *model.Map) {
	hook(c, l.TestBatchEnd, batch, logs)
}

func (l *LambdaCallback) OnPredictBatchBegin(c *model.Context, batch int, logs *model.Map) {
	hook(c, l.PredictBatchBegin, batch, logs)
}

func (l *LambdaCallback) OnPredictBatchEnd(c *model.Context, batch int, logs *model.Map) {
	hook(c, l.PredictBatchEnd, batch, logs)
}

// ProgbarLogger stands for the progress that fit reports by itself.
type ProgbarLogger struct {
	CountMode string `arg:"count_mode" default:"'samples'" doc:"'steps' or 'samples'"`
	Stateful  any    `arg:"stateful_metrics" default:"None" doc:"names of metrics that are no averages"`
	model.CallbackBase

	Seen     int  `attr:"seen"`
	Epochs   int  `attr:"epochs"`
	Verbose  int  `attr:"verbose"`
	UseSteps bool `attr:"use_steps"`
	Target   any  `attr:"target"`
	Progbar  any  `attr:"progbar"`
}

// ProgbarLoggerClass declares ProgbarLogger.
var ProgbarLoggerClass = declare(&model.Class{
	Name: "ProgbarLogger",
	Doc:  "The progress bar of fit, which shows it by itself unless verbose=0.",
	Example: `>>> keras.callbacks.ProgbarLogger(count_mode="steps").count_mode
'steps'`,
	New: func() any { return new(ProgbarLogger) },
})

// Init implements [model.Initer].
func (p *ProgbarLogger) Init(st *model.State) {
	if p.CountMode != "samples" && p.CountMode != "steps" {
		tensor.Throwf("ValueError", "Unknown `count_mode`: %s. Expected values are [\"samples\", \"steps\"]", p.CountMode)
	}
	p.Epochs, p.Verbose, p.UseSteps = 1, 1, p.CountMode == "steps"
}
