package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
)

// timedThreadClass is keras.utils.TimedThread.
func timedThreadClass() *object.Class { return timedThreadOnce.get(newTimedThreadClass) }

var timedThreadOnce lazyClass

func newTimedThreadClass() *object.Class {
	return plainClass{
		module: "keras.src.utils.timed_threads",
		sig:    "TimedThread(interval, **kwargs)",
		doc: "The class from which threads derive that do something again and again: on_interval is called at once and then every " +
			"interval seconds, from start() to stop(), or in a with block. kwargs go to threading.Thread.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			daemon, rest := object.Value(true), object.NewDict()
			for _, k := range a.Kwargs("kwargs") {
				if k.Name == "daemon" {
					daemon = k.Value
				} else {
					rest.SetStr(k.Name, k.Value)
				}
			}
			setAttrs(self, a, "interval")
			self.Attrs.Set("daemon", daemon)
			self.Attrs.Set("thread_kwargs", rest)
			self.Attrs.Set("thread", nil)
			self.Attrs.Set("thread_stop_event", nil)
			return nil
		},
		members: func() []object.Member {
			return []object.Member{
				object.Method("start(self)", "Begins to call on_interval.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return nil, startTimed(th, a.Self().(*object.Instance))
				}),
				object.Method("stop(self)", "Lets the thread end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					if event := attr(a.Self(), "thread_stop_event"); event != nil {
						callOn(th, event, "set")
					}
					return nil, nil
				}),
				object.Method("is_alive(self)", "Whether the thread runs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return threadAlive(th, a.Self()), nil
				}),
				object.Method("on_interval(self)", "What is done every interval seconds; for derived classes to define.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return nil, object.NotImplementedErrorf("Runs every x interval seconds. Needs to be implemented in subclasses of `TimedThread`")
				}),
			}
		},
		enter: func(th *object.Thread, self object.Value) (object.Value, error) {
			callOn(th, self, "start")
			return self, nil
		},
		exit: func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			callOn(th, self, "stop")
			return false, nil
		},
	}.class()
}

// threadAlive reports whether the thread of an object runs.
func threadAlive(th *object.Thread, self object.Value) bool {
	t := attr(self, "thread")
	return t != nil && object.Must(object.Truth(th, callOn(th, t, "is_alive")))
}

func startTimed(th *object.Thread, self *object.Instance) error {
	if threadAlive(th, self) {
		binding.State(th).Warnf("WARNING", "Thread is already running.")
		return nil
	}
	event := object.Must(callImported(th, "threading", "Event", object.Args{}))
	loop := object.Func("_call_on_interval()", "Calls on_interval again and again.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return nil, everyInterval(th, event, func() object.Value { return attr(self, "interval") }, func() { callOn(th, self, "on_interval") })
	})
	args := object.Args{Kw: []object.Kwarg{{Name: "target", Value: loop}, {Name: "daemon", Value: attr(self, "daemon")}}}
	for it := attr(self, "thread_kwargs").(*object.Dict).Entries(); it.Next(); {
		args = args.With(object.Must(object.Str(th, it.Key())), it.Value())
	}
	t := object.Must(callImported(th, "threading", "Thread", args))
	self.Attrs.Set("thread", t)
	self.Attrs.Set("thread_stop_event", event)
	callOn(th, t, "start")
	return nil
}

// everyInterval calls f, waits, and so on until an event is set.
func everyInterval(th *object.Thread, event object.Value, interval func() object.Value, f func()) error {
	for !object.Must(object.Truth(th, callOn(th, event, "is_set"))) {
		if err := th.Check(); err != nil {
			return err
		}
		f()
		callOn(th, event, "wait", interval())
	}
	return nil
}
