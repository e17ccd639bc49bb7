package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// hookMembers are the hooks as methods: those of Keras' own callbacks, which a
// class of the user's reaches through super.
func hookMembers() []object.Member {
	run := func(name, doc string, f func(k model.Callback, c *model.Context, logs *model.Map)) object.Member {
		return object.Method(name+"(self, logs=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			withLogs(th, a.Value("logs"), func(logs *model.Map) { f(goCallback(a.Self()), binding.Context(th), logs) })
			return nil, nil
		})
	}
	epoch := func(name, doc string, f func(k model.Callback, c *model.Context, epoch int, logs *model.Map)) object.Member {
		return object.Method(name+"(self, epoch, logs=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			withLogs(th, a.Value("logs"), func(logs *model.Map) { f(goCallback(a.Self()), binding.Context(th), a.Int("epoch"), logs) })
			return nil, nil
		})
	}
	batch := func(name, doc string, f func(k model.BatchCallback, c *model.Context, batch int, logs *model.Map)) object.Member {
		return object.Method(name+"(self, batch, logs=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if k, ok := goCallback(a.Self()).(model.BatchCallback); ok {
				withLogs(th, a.Value("logs"), func(logs *model.Map) { f(k, binding.Context(th), a.Int("batch"), logs) })
			}
			return nil, nil
		})
	}
	return []object.Member{
		run("on_train_begin", "Called at the start of training.", model.Callback.OnTrainBegin),
		run("on_train_end", "Called at the end of training.", model.Callback.OnTrainEnd),
		run("on_test_begin", "Called at the start of evaluation.", model.Callback.OnTestBegin),
		run("on_test_end", "Called at the end of evaluation.", model.Callback.OnTestEnd),
		run("on_predict_begin", "Called at the start of prediction.", model.Callback.OnPredictBegin),
		run("on_predict_end", "Called at the end of prediction.", model.Callback.OnPredictEnd),
		epoch("on_epoch_begin", "Called at the start of an epoch.", model.Callback.OnEpochBegin),
		epoch("on_epoch_end", "Called at the end of an epoch.", model.Callback.OnEpochEnd),
		batch("on_train_batch_begin", "Called before a batch of training.", model.BatchCallback.OnTrainBatchBegin),
		batch("on_train_batch_end", "Called after a batch of training.", model.BatchCallback.OnTrainBatchEnd),
		batch("on_test_batch_begin", "Called before a batch of evaluation.", model.BatchCallback.OnTestBatchBegin),
		batch("on_test_batch_end", "Called after a batch of evaluation.", model.BatchCallback.OnTestBatchEnd),
		batch("on_predict_batch_begin", "Called before a batch of prediction.", model.BatchCallback.OnPredictBatchBegin),
		batch("on_predict_batch_end", "Called after a batch of prediction.", model.BatchCallback.OnPredictBatchEnd),
		batch("on_batch_begin", "The old name of on_train_batch_begin.", model.BatchCallback.OnTrainBatchBegin),
		batch("on_batch_end", "The old name of on_train_batch_end.", model.BatchCallback.OnTrainBatchEnd),
	}
}

// withLogs runs a hook on a dict of logs, which it may change.
func withLogs(th *object.Thread, v object.Value, f func(logs *model.Map)) {
	d, ok := v.(*object.Dict)
	if !ok {
		f(model.NewMap())
		return
	}
	logs := toMap(th, d)
	f(logs)
	for _, k := range logs.Keys {
		d.SetStr(k, toPython(logs.Vals[k]))
	}
}

// OnTrainBegin implements model.Callback.
func (u *userCallback) OnTrainBegin(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_train_begin") {
		u.base.OnTrainBegin(c, logs)
	}
}

// OnTrainEnd implements model.Callback.
func (u *userCallback) OnTrainEnd(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_train_end") {
		u.base.OnTrainEnd(c, logs)
	}
}

// OnTestBegin implements model.Callback.
func (u *userCallback) OnTestBegin(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_test_begin") {
		u.base.OnTestBegin(c, logs)
	}
}

// OnTestEnd implements model.Callback.
func (u *userCallback) OnTestEnd(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_test_end") {
		u.base.OnTestEnd(c, logs)
	}
}

// OnPredictBegin implements model.Callback.
func (u *userCallback) OnPredictBegin(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_predict_begin") {
		u.base.OnPredictBegin(c, logs)
	}
}

// OnPredictEnd implements model.Callback.
func (u *userCallback) OnPredictEnd(c *model.Context, logs *model.Map) {
	if !u.hook(c, logs, nil, "on_predict_end") {
		u.base.OnPredictEnd(c, logs)
	}
}

// OnEpochBegin implements model.Callback.
func (u *userCallback) OnEpochBegin(c *model.Context, epoch int, logs *model.Map) {
	if !u.hook(c, logs, []object.Value{epoch}, "on_epoch_begin") {
		u.base.OnEpochBegin(c, epoch, logs)
	}
}

// OnEpochEnd implements model.Callback.
func (u *userCallback) OnEpochEnd(c *model.Context, epoch int, logs *model.Map) {
	if !u.hook(c, logs, []object.Value{epoch}, "on_epoch_end") {
		u.base.OnEpochEnd(c, epoch, logs)
	}
}

// OnTrainBatchBegin implements model.BatchCallback.
func (u *userCallback) OnTrainBatchBegin(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_train_batch_begin", "on_batch_begin") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnTrainBatchBegin(c, batch, logs)
	}
}

// OnTrainBatchEnd implements model.BatchCallback.
func (u *userCallback) OnTrainBatchEnd(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_train_batch_end", "on_batch_end") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnTrainBatchEnd(c, batch, logs)
	}
}

// OnTestBatchBegin implements model.BatchCallback.
func (u *userCallback) OnTestBatchBegin(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_test_batch_begin") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnTestBatchBegin(c, batch, logs)
	}
}

// OnTestBatchEnd implements model.BatchCallback.
func (u *userCallback) OnTestBatchEnd(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_test_batch_end") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnTestBatchEnd(c, batch, logs)
	}
}

// OnPredictBatchBegin implements model.BatchCallback.
func (u *userCallback) OnPredictBatchBegin(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_predict_batch_begin") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnPredictBatchBegin(c, batch, logs)
	}
}

// OnPredictBatchEnd implements model.BatchCallback.
func (u *userCallback) OnPredictBatchEnd(c *model.Context, batch int, logs *model.Map) {
	if u.hook(c, logs, []object.Value{batch}, "on_predict_batch_end") {
		return
	}
	if b := u.batchesOf(); b != nil {
		b.OnPredictBatchEnd(c, batch, logs)
	}
}
