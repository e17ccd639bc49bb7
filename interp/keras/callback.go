package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// callbackBase is what classes that derive from callbacks.Callback extend.
type callbackBase struct {
	model.CallbackBase
	model.BatchHooks
}

// userCallback is a callback of a class of the user's. Its hooks run the user's
// methods, else those of the callback of Go that it extends.
type userCallback struct {
	adapted
	base model.Callback
}

func adaptCallback(th *object.Thread, inst *object.Instance, obj any) any {
	return &userCallback{adapted{th: th, inst: inst, obj: obj}, obj.(model.Callback)}
}

// CallbackCore implements model.Callback.
func (u *userCallback) CallbackCore() *model.CallbackBase { return u.base.CallbackCore() }

// hook runs a method of the user's: one with the first of the names that the
// class defines. It reports false when it defines none.
func (u *userCallback) hook(c *model.Context, logs *model.Map, pos []object.Value, names ...string) bool {
	for _, name := range names {
		if _, ok := u.method(name); !ok {
			continue
		}
		d := toPython(logs).(*object.Dict)
		args := object.Args{Pos: pos}
		if name == "on_batch_begin" || name == "on_batch_end" {
			args = args.With("logs", d) // as Keras calls the old names
		} else {
			args.Pos = append(pos, d)
		}
		u.call(c, name, args)
		if err := binding.Catch(func() { takeLogs(u.th, logs, d) }); err != nil {
			binding.Throw(err)
		}
		return true
	}
	return false
}

// takeLogs carries the changes that a hook made to its logs back.
func takeLogs(th *object.Thread, logs *model.Map, d *object.Dict) {
	m := toMap(th, d)
	logs.Keys, logs.Vals = m.Keys, m.Vals
}

// SetModel implements model.ModelSetter.
func (u *userCallback) SetModel(m model.Model) {
	if _, ok := u.method("set_model"); ok {
		u.call(nil, "set_model", object.Pos(toPython(m)))
	} else if s, ok := u.base.(model.ModelSetter); ok {
		s.SetModel(m)
	}
}

// SetParams implements model.ParamsSetter.
func (u *userCallback) SetParams(p *model.Map) {
	if _, ok := u.method("set_params"); ok {
		u.call(nil, "set_params", object.Pos(toPython(p)))
	} else if s, ok := u.base.(model.ParamsSetter); ok {
		s.SetParams(p)
	}
}

// batchHooks are the methods for which a callback is called around batches.
var batchHooks = []string{"on_batch_begin", "on_batch_end", "on_train_batch_begin", "on_train_batch_end", "on_test_batch_begin", "on_test_batch_end", "on_predict_batch_begin", "on_predict_batch_end"}

// WantsBatches reports whether the callback has hooks around batches.
func (u *userCallback) WantsBatches() bool {
	for _, name := range batchHooks {
		if _, ok := u.method(name); ok {
			return true
		}
	}
	b, ok := u.base.(model.BatchCallback)
	if _, plain := u.base.(*callbackBase); !ok || plain {
		return false
	}
	w, ok := b.(interface{ WantsBatches() bool })
	return !ok || w.WantsBatches()
}

// ResumeEpoch implements model.Resumer.
func (u *userCallback) ResumeEpoch() (int, bool) {
	if r, ok := u.base.(model.Resumer); ok {
		return r.ResumeEpoch()
	}
	return 0, false
}

// GetConfig implements model.Configer.
func (u *userCallback) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// batchesOf is the hooks around batches of a callback that has them.
func (u *userCallback) batchesOf() model.BatchCallback {
	b, _ := u.base.(model.BatchCallback)
	return b
}

// callbackClass is callbacks.Callback.
func callbackClass() *object.Class { return callbackClassOnce.get(newCallbackClass) }

var callbackClassOnce lazyClass

func newCallbackClass() *object.Class {
	cls := familyBase(model.KindCallback, "Callback()",
		"The class from which callbacks derive: its hooks are called at the points of a training. self.model is the model, self.params the run's parameters.",
		nil, adaptCallback, func() any { return new(callbackBase) }, callbackMembers)
	init := cls.Init
	cls.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		return init(th, inst, object.Args{})
	}
	return cls
}

func callbackOf(v object.Value) model.Callback { return object.NativeOf(v).(model.Callback) }

func goCallback(v object.Value) model.Callback {
	if u, ok := object.NativeOf(v).(*userCallback); ok {
		return u.base
	}
	return callbackOf(v)
}

func callbackMembers() []object.Member {
	ms := []object.Member{
		object.GetSet("model", "the model that is trained", func(th *object.Thread, self object.Value) (object.Value, error) {
			if m := callbackOf(self).CallbackCore().Model; m != nil {
				return toPython(m), nil
			}
			return nil, nil
		}, func(th *object.Thread, self, v object.Value) error {
			callbackOf(self).CallbackCore().Model, _ = object.NativeOf(v).(model.Model)
			return nil
		}),
		object.GetSet("params", "verbose, epochs and steps of the run", func(th *object.Thread, self object.Value) (object.Value, error) {
			return toPython(callbackOf(self).CallbackCore().Params), nil
		}, func(th *object.Thread, self, v object.Value) error {
			callbackOf(self).CallbackCore().Params, _ = toModel(th, v).(*model.Map)
			return nil
		}),
		object.Method("set_model(self, model)", "Told of the model before a run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			m, _ := object.NativeOf(a.At(1)).(model.Model)
			callbackOf(a.Self()).CallbackCore().Model = m
			if s, ok := goCallback(a.Self()).(model.ModelSetter); ok {
				s.SetModel(m)
			}
			return nil, nil
		}),
		object.Method("set_params(self, params)", "Told of the parameters before a run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			callbackOf(a.Self()).CallbackCore().Params, _ = toModel(th, a.At(1)).(*model.Map)
			return nil, nil
		}),
	}
	ms = append(ms, object.Getter("validation_data", "None: kept for old code", func(th *object.Thread, self object.Value) (object.Value, error) { return nil, nil }))
	return append(ms, hookMembers()...)
}

// callbackList is the callbacks argument: a callback or a list of them.
func callbackList(th *object.Thread, v object.Value) []model.Callback {
	if v == nil {
		return nil
	}
	if l, ok := v.(*callbackListObject); ok {
		return l.list.Callbacks
	}
	if on, err := object.Truth(th, v); err == nil && !on {
		return nil
	}
	var out []model.Callback
	eachLeaf(v, func(e object.Value) {
		k, ok := object.NativeOf(e).(model.Callback)
		if cls, isClass := e.(*object.Class); isClass {
			if m, found := cls.Lookup("set_model"); found {
				object.Throw(forgottenCall(cls, m))
			}
		}
		if !ok {
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'set_model'", object.TypeName(e)).WithHint("callbacks are objects of keras.callbacks or of classes that derive from keras.callbacks.Callback"))
		}
		out = append(out, k)
	})
	return out
}

// forgottenCall is the error for a class of callbacks in place of a callback.
func forgottenCall(cls *object.Class, method object.Value) error {
	owner := "Callback"
	if fn, ok := method.(interface{ QualName() string }); ok {
		owner, _, _ = strings.Cut(fn.QualName(), ".")
	} else if cls.Name == "TensorBoard" {
		owner = cls.Name
	}
	return object.TypeErrorf("%s.set_model() missing 1 required positional argument: 'model'", owner).WithHint("%s() makes a callback of the class", cls.Name)
}
