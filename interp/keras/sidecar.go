package keras

import (
	"strings"
	"time"

	"kerash/interp/binding"
	"kerash/interp/object"
)

// sidecarClass is keras.utils.SidecarEvaluator.
func sidecarClass() *object.Class { return sidecarOnce.get(newSidecarClass) }

var sidecarOnce lazyClass

func newSidecarClass() *object.Class {
	return plainClass{
		module: "keras.src.utils.sidecar_evaluator",
		sig:    "SidecarEvaluator(model, data, checkpoint_dir, steps=None, max_evaluations=None, callbacks=None)",
		doc: "Evaluates a model on every new checkpoint that a training, in another program perhaps, saves into a folder. start() " +
			"waits for checkpoints until one with the number max_evaluations was evaluated.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			setAttrs(self, a, "model", "data", "checkpoint_dir")
			self.Attrs.Set("_iterations", callTF(th, "Variable", object.Args{Kw: []object.Kwarg{
				{Name: "name", Value: "iterations"}, {Name: "initial_value", Value: -1}, {Name: "dtype", Value: "int64"}}}))
			setAttrs(self, a, "max_evaluations", "steps")
			callbacks := a.Value("callbacks")
			if callbacks == nil || !object.Must(object.Truth(th, callbacks)) {
				callbacks = object.NewList()
			}
			self.Attrs.Set("callbacks", callbacks)
			return nil
		},
		members: func() []object.Member {
			return []object.Member{object.Method("start(self)", "Evaluates checkpoints as they come.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, sidecar{th, a.Self()}.start()
			})}
		},
	}.class()
}

// sidecar is an evaluator in the hands of a thread.
type sidecar struct {
	th   *object.Thread
	self object.Value
}

// pollInterval is how long start waits before it looks for a checkpoint again.
const pollInterval = time.Second

func (s sidecar) start() error {
	checkFiles(s.th)
	checkpoint := s.checkpoint()
	last := ""
	for {
		path, _ := callTF(s.th, "train.latest_checkpoint", object.Pos(attr(s.self, "checkpoint_dir"))).(string)
		if path == "" || path == last {
			if err := s.wait(); err != nil {
				return err
			}
			continue
		}
		last = path
		done, err := s.evaluate(checkpoint, path)
		if done || err != nil {
			return err
		}
	}
}

// wait passes the time until the next look, unless the user interrupts.
func (s sidecar) wait() error {
	select {
	case <-time.After(pollInterval):
	case <-s.th.Context().Done():
	}
	return s.th.Check()
}

// checkpoint is what checkpoints of the training hold.
func (s sidecar) checkpoint() object.Value {
	m := attr(s.self, "model")
	optimizer := object.Must(object.GetAttr(s.th, m, "optimizer"))
	if optimizer == nil {
		optimizer = callTF(s.th, "train.Checkpoint", object.Args{Kw: []object.Kwarg{{Name: "iter", Value: attr(s.self, "_iterations")}}})
	}
	return callTF(s.th, "train.Checkpoint", object.Args{Kw: []object.Kwarg{{Name: "model", Value: m}, {Name: "optimizer", Value: optimizer}}})
}

// evaluate evaluates one checkpoint; done reports whether it is the last.
func (s sidecar) evaluate(checkpoint object.Value, path string) (done bool, err error) {
	m := attr(s.self, "model")
	if err := s.restore(checkpoint, path); err != nil {
		if object.IsError(err, binding.OpError) {
			return false, nil // the training is just writing it
		}
		return false, err
	}
	optimizer := object.Must(object.GetAttr(s.th, m, "optimizer"))
	if optimizer == nil && tensorArg(s.th, attr(s.self, "_iterations")).Array().Int(0) == -1 {
		return false, object.RuntimeErrorf("Variable `iterations` cannot be loaded from the checkpoint file at %s. Please ensure `iterations` is included in the checkpoint saved during training.",
			object.Must(object.Str(s.th, attr(s.self, "checkpoint_dir"))))
	}
	_, err = object.CallMethodOf(s.th, m, "evaluate", object.Args{Pos: []object.Value{attr(s.self, "data")}, Kw: []object.Kwarg{
		{Name: "steps", Value: attr(s.self, "steps")}, {Name: "callbacks", Value: attr(s.self, "callbacks")}, {Name: "verbose", Value: 2}}})
	if err != nil {
		return false, err
	}
	limit := attr(s.self, "max_evaluations")
	if limit == nil || !object.Must(object.Truth(s.th, limit)) {
		return false, nil
	}
	number, err := object.CallFn(s.th, object.IntClass, path[strings.LastIndex(path, "-")+1:])
	if err != nil {
		return false, err
	}
	return object.Must(object.AsInt(s.th, limit)) <= number.(int), nil
}

// restore loads a checkpoint of model and optimizer, or of the weights alone.
func (s sidecar) restore(checkpoint object.Value, path string) (err error) {
	return binding.Catch(func() {
		status := callOn(s.th, checkpoint, "restore", path)
		callOn(s.th, status, "expect_partial")
		for _, pair := range object.Must(object.ToSlice(s.th, callTF(s.th, "train.list_variables", object.Pos(path)))) {
			if name, _ := pair.(*object.Tuple).Elems[0].(string); strings.HasPrefix(name, "model/") {
				return
			}
		}
		callOn(s.th, attr(s.self, "model"), "load_weights", path)
	})
}
