package model

import "kerash/tensor"

// Callback is called at the points of a training. Callbacks embed
// [CallbackBase] and define the hooks that they need. Hooks may change logs.
type Callback interface {
	// CallbackCore is the embedded CallbackBase.
	CallbackCore() *CallbackBase

	OnTrainBegin(c *Context, logs *Map)
	OnTrainEnd(c *Context, logs *Map)
	OnTestBegin(c *Context, logs *Map)
	OnTestEnd(c *Context, logs *Map)
	OnPredictBegin(c *Context, logs *Map)
	OnPredictEnd(c *Context, logs *Map)
	OnEpochBegin(c *Context, epoch int, logs *Map)
	OnEpochEnd(c *Context, epoch int, logs *Map)
}

// BatchCallback is a callback that also wants the hooks around batches. Logs of
// batches are running averages since the start of the epoch.
type BatchCallback interface {
	Callback
	OnTrainBatchBegin(c *Context, batch int, logs *Map)
	OnTrainBatchEnd(c *Context, batch int, logs *Map)
	OnTestBatchBegin(c *Context, batch int, logs *Map)
	OnTestBatchEnd(c *Context, batch int, logs *Map)
	OnPredictBatchBegin(c *Context, batch int, logs *Map)
	OnPredictBatchEnd(c *Context, batch int, logs *Map)
}

// CallbackBase is the part that all callbacks share: hooks that do nothing.
type CallbackBase struct {
	// Model is the model being trained.
	Model Model
	// Params is verbose, epochs and steps of the run.
	Params *Map

	class *Class
}

// CallbackCore implements [Callback].
func (b *CallbackBase) CallbackCore() *CallbackBase { return b }

func (b *CallbackBase) setClass(c *Class, obj any) { b.class = c }

// Class is the callback's declaration, nil for a class of the user's.
func (b *CallbackBase) Class() *Class { return b.class }

// RequireModel throws AttributeError where a hook of a callback that has no model
// looks at an attribute of it.
func (b *CallbackBase) RequireModel(attr string) {
	if b.Model == nil {
		tensor.Throwf("AttributeError", "'NoneType' object has no attribute '%s'", attr)
	}
}

// The hooks do nothing by themselves.

func (b *CallbackBase) OnTrainBegin(*Context, *Map)      {}
func (b *CallbackBase) OnTrainEnd(*Context, *Map)        {}
func (b *CallbackBase) OnTestBegin(*Context, *Map)       {}
func (b *CallbackBase) OnTestEnd(*Context, *Map)         {}
func (b *CallbackBase) OnPredictBegin(*Context, *Map)    {}
func (b *CallbackBase) OnPredictEnd(*Context, *Map)      {}
func (b *CallbackBase) OnEpochBegin(*Context, int, *Map) {}
func (b *CallbackBase) OnEpochEnd(*Context, int, *Map)   {}

// BatchHooks is embedded by callbacks that want some of the hooks around
// batches: the others do nothing.
type BatchHooks struct{}

func (BatchHooks) OnTrainBatchBegin(*Context, int, *Map)   {}
func (BatchHooks) OnTrainBatchEnd(*Context, int, *Map)     {}
func (BatchHooks) OnTestBatchBegin(*Context, int, *Map)    {}
func (BatchHooks) OnTestBatchEnd(*Context, int, *Map)      {}
func (BatchHooks) OnPredictBatchBegin(*Context, int, *Map) {}
func (BatchHooks) OnPredictBatchEnd(*Context, int, *Map)   {}

// Say prints a line for the user: what Keras' callbacks print.
func (st *State) Say(line string) {
	if st.Progress != nil {
		st.Progress.Print(line)
	}
}

// Monitored is a log's value as a number; ok is false when the key is missing
// or no number.
func Monitored(logs *Map, key string) (float64, bool) {
	if !logs.Has(key) {
		return 0, false
	}
	return AsFloat(logs.Get(key))
}

// logValue is a metric's result as logs hold it: a Python float for a scalar,
// an array else.
func logValue(v Value) any {
	t, ok := v.(*tensor.Tensor)
	if !ok {
		return v
	}
	a := t.Array()
	if a.Rank() > 0 {
		return a.Clone()
	}
	if a.DType().IsFloat() {
		return a.Float(0)
	}
	return int(a.Int(0))
}
