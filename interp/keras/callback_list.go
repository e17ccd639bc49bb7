package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// callbackListObject is a callbacks.CallbackList of user code.
type callbackListObject struct {
	list   *model.CallbackList
	params *model.Map
}

// PyClass implements object.Classed.
func (*callbackListObject) PyClass() *object.Class { return callbackListClass() }

// callbackListClass is callbacks.CallbackList.
func callbackListClass() *object.Class { return callbackListOnce.get(newCallbackListClass) }

var callbackListOnce lazyClass

func newCallbackListClass() *object.Class {
	return &object.Class{Name: "CallbackList", Module: "keras.src.callbacks", Final: true,
		Doc:       "Calls several callbacks in order.",
		Signature: "CallbackList(callbacks=None, add_history=False, add_progbar=False, model=None, **params)",
		New: func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
			a, err := cls.BindNew(th, args)
			if err != nil {
				return nil, err
			}
			ks := callbackList(th, a.Value("callbacks"))
			isHistory := func(k model.Callback) bool { _, is := k.(*model.History); return is }
			if a.Bool("add_history") && !slices.ContainsFunc(ks, isHistory) {
				ks = append(ks, new(model.History))
			}
			params := model.NewMap()
			for _, k := range a.Kwargs("params") {
				params.Set(k.Name, toModel(th, k.Value))
			}
			l := &model.CallbackList{}
			for _, k := range ks {
				l.Append(k)
			}
			if m, ok := object.NativeOf(a.Value("model")).(model.Model); ok {
				l.SetModel(m)
			}
			l.SetParams(params)
			return &callbackListObject{l, params}, nil
		},
		Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
			return object.IterSlice(toPythons(self.(*callbackListObject).list.Callbacks)), nil
		},
		Members: callbackListMembers,
	}
}

func callbackListMembers() []object.Member {
	params := object.Getter("params", "verbose, epochs and steps of the run", func(th *object.Thread, self object.Value) (object.Value, error) {
		return toPython(self.(*callbackListObject).params), nil
	})
	list := func(a *object.Bound) *model.CallbackList { return a.Self().(*callbackListObject).list }
	run := func(name, doc string, f func(l *model.CallbackList, c *model.Context, logs *model.Map)) object.Member {
		return object.Method(name+"(self, logs=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			withLogs(th, a.Value("logs"), func(logs *model.Map) { f(list(a), binding.Context(th), logs) })
			return nil, nil
		})
	}
	at := func(name, what, doc string, f func(l *model.CallbackList, c *model.Context, i int, logs *model.Map)) object.Member {
		return object.Method(name+"(self, "+what+", logs=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			withLogs(th, a.Value("logs"), func(logs *model.Map) { f(list(a), binding.Context(th), a.Int(what), logs) })
			return nil, nil
		})
	}
	return []object.Member{
		params,
		object.Getter("callbacks", "the callbacks", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NewList(toPythons(self.(*callbackListObject).list.Callbacks)...), nil
		}),
		object.Method("append(self, callback)", "Adds a callback.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			list(a).Append(callbackOf(a.At(1)))
			return nil, nil
		}),
		object.Method("set_model(self, model)", "Gives the callbacks a model.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			list(a).SetModel(modelOf(a.At(1)))
			return nil, nil
		}),
		object.Method("set_params(self, params)", "Gives the callbacks the parameters of a run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			p, _ := toModel(th, a.At(1)).(*model.Map)
			list(a).SetParams(p)
			return nil, nil
		}),
		run("on_train_begin", "The start of training.", func(l *model.CallbackList, c *model.Context, logs *model.Map) { l.OnTrainBegin(c) }),
		run("on_train_end", "The end of training.", (*model.CallbackList).OnTrainEnd),
		run("on_test_begin", "The start of evaluation.", func(l *model.CallbackList, c *model.Context, logs *model.Map) { l.OnTestBegin(c) }),
		run("on_test_end", "The end of evaluation.", (*model.CallbackList).OnTestEnd),
		run("on_predict_begin", "The start of prediction.", func(l *model.CallbackList, c *model.Context, logs *model.Map) { l.OnPredictBegin(c) }),
		run("on_predict_end", "The end of prediction.", func(l *model.CallbackList, c *model.Context, logs *model.Map) { l.OnPredictEnd(c) }),
		at("on_epoch_begin", "epoch", "The start of an epoch.", func(l *model.CallbackList, c *model.Context, i int, logs *model.Map) { l.OnEpochBegin(c, i) }),
		at("on_epoch_end", "epoch", "The end of an epoch.", (*model.CallbackList).OnEpochEnd),
		at("on_train_batch_begin", "batch", "Before a batch of training.", func(l *model.CallbackList, c *model.Context, i int, logs *model.Map) { l.OnTrainBatchBegin(c, i) }),
		at("on_train_batch_end", "batch", "After a batch of training.", (*model.CallbackList).OnTrainBatchEnd),
		at("on_test_batch_begin", "batch", "Before a batch of evaluation.", func(l *model.CallbackList, c *model.Context, i int, logs *model.Map) { l.OnTestBatchBegin(c, i) }),
		at("on_test_batch_end", "batch", "After a batch of evaluation.", (*model.CallbackList).OnTestBatchEnd),
		at("on_predict_batch_begin", "batch", "Before a batch of prediction.", func(l *model.CallbackList, c *model.Context, i int, logs *model.Map) { l.OnPredictBatchBegin(c, i) }),
		at("on_predict_batch_end", "batch", "After a batch of prediction.", (*model.CallbackList).OnPredictBatchEnd),
	}
}

// historyMembers are what a History shows.
func historyMembers() []object.Member {
	get := func(name, doc string, f func(h *model.History) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(goPart(self).(*model.History)), nil
		})
	}
	return []object.Member{
		get("history", "the values of the loss and of each metric by epoch", func(h *model.History) object.Value {
			d := object.NewDict()
			for _, k := range h.Keys {
				d.SetStr(k, object.NewList(toPythons(h.Values[k])...))
			}
			return d
		}),
		get("epoch", "the epochs that ran, counted from 0", func(h *model.History) object.Value { return object.NewList(toPythons(h.Epoch)...) }),
	}
}
