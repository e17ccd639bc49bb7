package model

// CallbackList calls several callbacks in order.
type CallbackList struct {
	Callbacks []Callback
	batch     []BatchCallback
}

// NewCallbackList makes a list and gives each callback the model and the
// parameters of the run.
func NewCallbackList(m Model, params *Map, callbacks ...Callback) *CallbackList {
	l := &CallbackList{}
	for _, k := range callbacks {
		l.Append(k)
	}
	l.SetModel(m)
	l.SetParams(params)
	return l
}

// Append adds a callback.
func (l *CallbackList) Append(k Callback) {
	l.Callbacks = append(l.Callbacks, k)
	if b, ok := k.(BatchCallback); ok {
		if w, ok := k.(interface{ WantsBatches() bool }); !ok || w.WantsBatches() {
			l.batch = append(l.batch, b)
		}
	}
}

// ModelSetter and ParamsSetter are callbacks that see when they get their
// model and parameters (set_model, set_params of the user's).
type (
	ModelSetter  interface{ SetModel(m Model) }
	ParamsSetter interface{ SetParams(params *Map) }
)

// SetModel gives each callback the model.
func (l *CallbackList) SetModel(m Model) {
	for _, k := range l.Callbacks {
		k.CallbackCore().Model = m
		if s, ok := k.(ModelSetter); ok {
			s.SetModel(m)
		}
	}
}

// SetParams gives each callback the parameters of the run.
func (l *CallbackList) SetParams(p *Map) {
	for _, k := range l.Callbacks {
		k.CallbackCore().Params = p
		if s, ok := k.(ParamsSetter); ok {
			s.SetParams(p)
		}
	}
}

// WantsBatches reports whether any callback wants the hooks around batches.
func (l *CallbackList) WantsBatches() bool { return len(l.batch) > 0 }

func (l *CallbackList) each(f func(k Callback)) {
	for _, k := range l.Callbacks {
		f(k)
	}
}

func (l *CallbackList) eachBatch(f func(k BatchCallback)) {
	for _, k := range l.batch {
		f(k)
	}
}

// The points of a run, each passed on to all callbacks in order.

func (l *CallbackList) OnTrainBegin(c *Context) {
	l.each(func(k Callback) { k.OnTrainBegin(c, NewMap()) })
}

func (l *CallbackList) OnTrainEnd(c *Context, logs *Map) {
	l.each(func(k Callback) { k.OnTrainEnd(c, orEmpty(logs)) })
}

func (l *CallbackList) OnTestBegin(c *Context) {
	l.each(func(k Callback) { k.OnTestBegin(c, NewMap()) })
}

func (l *CallbackList) OnTestEnd(c *Context, logs *Map) {
	l.each(func(k Callback) { k.OnTestEnd(c, orEmpty(logs)) })
}

func (l *CallbackList) OnPredictBegin(c *Context) {
	l.each(func(k Callback) { k.OnPredictBegin(c, NewMap()) })
}

func (l *CallbackList) OnPredictEnd(c *Context) {
	l.each(func(k Callback) { k.OnPredictEnd(c, NewMap()) })
}

func (l *CallbackList) OnEpochBegin(c *Context, epoch int) {
	l.each(func(k Callback) { k.OnEpochBegin(c, epoch, NewMap()) })
}

func (l *CallbackList) OnEpochEnd(c *Context, epoch int, logs *Map) {
	l.each(func(k Callback) { k.OnEpochEnd(c, epoch, orEmpty(logs)) })
}

func (l *CallbackList) OnTrainBatchBegin(c *Context, batch int) {
	l.eachBatch(func(k BatchCallback) { k.OnTrainBatchBegin(c, batch, NewMap()) })
}

func (l *CallbackList) OnTrainBatchEnd(c *Context, batch int, logs *Map) {
	l.eachBatch(func(k BatchCallback) { k.OnTrainBatchEnd(c, batch, orEmpty(logs)) })
}

func (l *CallbackList) OnTestBatchBegin(c *Context, batch int) {
	l.eachBatch(func(k BatchCallback) { k.OnTestBatchBegin(c, batch, NewMap()) })
}

func (l *CallbackList) OnTestBatchEnd(c *Context, batch int, logs *Map) {
	l.eachBatch(func(k BatchCallback) { k.OnTestBatchEnd(c, batch, orEmpty(logs)) })
}

func (l *CallbackList) OnPredictBatchBegin(c *Context, batch int) {
	l.eachBatch(func(k BatchCallback) { k.OnPredictBatchBegin(c, batch, NewMap()) })
}

func (l *CallbackList) OnPredictBatchEnd(c *Context, batch int, logs *Map) {
	l.eachBatch(func(k BatchCallback) { k.OnPredictBatchEnd(c, batch, orEmpty(logs)) })
}

func orEmpty(m *Map) *Map {
	if m == nil {
		return NewMap()
	}
	return m
}
