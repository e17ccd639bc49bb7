package keras

import (
	"kerash/interp/object"
)

// The classes that hand the batches of a Sequence or generator out. Keras lets
// workers compute batches ahead; here a batch is computed when it is asked for,
// which gives the same batches in the same order.

const enqueuerModule = "keras.src.utils.data_utils"

// sequenceEnqueuerClass is keras.utils.SequenceEnqueuer.
func sequenceEnqueuerClass() *object.Class {
	return sequenceEnqueuerOnce.get(newSequenceEnqueuerClass)
}

var sequenceEnqueuerOnce, orderedEnqueuerOnce, generatorEnqueuerOnce lazyClass

func newSequenceEnqueuerClass() *object.Class {
	return plainClass{
		module: enqueuerModule,
		sig:    "SequenceEnqueuer(sequence, use_multiprocessing=False)",
		doc: "The class from which sources of batches that work ahead derive: start() begins the work, get() gives an iterator over " +
			"the batches, stop() ends it. Derived classes have _run, which fills self.queue, and get.",
		init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
			initEnqueuer(th, self, a.Value("sequence"), a.Value("use_multiprocessing"))
			return nil
		},
		members: func() []object.Member {
			notImplemented := func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return nil, object.NewError(object.NotImplementedError, "")
			}
			return []object.Member{
				object.Method("is_running(self)", "Whether start was called, and stop was not.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					return isRunning(th, a.Self()), nil
				}),
				object.Method("start(self, workers=1, max_queue_size=10)", "Begins the work.", startEnqueuer),
				object.Method("stop(self, timeout=None)", "Ends the work and forgets what is in the queue.", stopEnqueuer),
				object.Method("_run(self)", "Fills the queue; for derived classes to define.", notImplemented),
				object.Method("_get_executor_init(self, workers)", "What makes workers; for derived classes to define.", notImplemented),
				object.Method("get(self)", "An iterator over the batches; for derived classes to define.", notImplemented),
			}
		},
	}.class()
}

// initEnqueuer sets what all enqueuers begin with.
func initEnqueuer(th *object.Thread, self *object.Instance, sequence, multiprocessing object.Value) {
	self.Attrs.Set("sequence", sequence)
	self.Attrs.Set("use_multiprocessing", multiprocessing)
	s := sessionOf(th)
	self.Attrs.Set("uid", s.enqueuers)
	s.enqueuers++
	self.Attrs.Set("workers", 0)
	for _, name := range []string{"executor_fn", "queue", "run_thread", "stop_signal"} {
		self.Attrs.Set(name, nil)
	}
}

func isRunning(th *object.Thread, self object.Value) bool {
	signal := attr(self, "stop_signal")
	return signal != nil && !object.Must(object.Truth(th, callOn(th, signal, "is_set")))
}

// callOn calls a method.
func callOn(th *object.Thread, v object.Value, method string, args ...object.Value) object.Value {
	return object.Must(object.CallMethodOf(th, v, method, object.Pos(args...)))
}

// startEnqueuer prepares the queue. A class of the user's fills it in a thread.
func startEnqueuer(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self().(*object.Instance)
	setAttrs(self, a, "workers")
	self.Attrs.Set("queue", object.Must(callImported(th, "queue", "Queue", object.Pos(a.Value("max_queue_size")))))
	self.Attrs.Set("stop_signal", object.Must(callImported(th, "threading", "Event", object.Args{})))
	run, own := self.Overrides("_run")
	if !own && self.Class != sequenceEnqueuerClass() {
		return nil, nil
	}
	target := object.Value(&object.BoundMethod{Self: self, Fn: run})
	if !own {
		target = object.Must(object.GetAttr(th, self, "_run"))
	}
	t := object.Must(callImported(th, "threading", "Thread", object.Args{Kw: []object.Kwarg{{Name: "target", Value: target}, {Name: "daemon", Value: true}}}))
	self.Attrs.Set("run_thread", t)
	callOn(th, t, "start")
	return nil, nil
}

func stopEnqueuer(th *object.Thread, a *object.Bound) (object.Value, error) {
	self := a.Self()
	signal, queue := attr(self, "stop_signal"), attr(self, "queue")
	if signal == nil {
		return nil, object.AttributeErrorf("'NoneType' object has no attribute 'set'")
	}
	callOn(th, signal, "set")
	for !object.Must(object.Truth(th, callOn(th, queue, "empty"))) {
		callOn(th, queue, "get_nowait")
	}
	if t := attr(self, "run_thread"); t != nil {
		callOn(th, t, "join", a.Value("timeout"))
	}
	return nil, nil
}

// orderedEnqueuerClass is keras.utils.OrderedEnqueuer.
func orderedEnqueuerClass() *object.Class {
	return orderedEnqueuerOnce.get(func() *object.Class {
		return plainClass{
			module: enqueuerModule, base: sequenceEnqueuerClass(),
			sig: "OrderedEnqueuer(sequence, use_multiprocessing=False, shuffle=False)",
			doc: "Gives the batches of a keras.utils.Sequence, epoch after epoch, in order or, with shuffle, in a new order in each epoch.",
			init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
				initEnqueuer(th, self, a.Value("sequence"), a.Value("use_multiprocessing"))
				setAttrs(self, a, "shuffle")
				return nil
			},
			members: func() []object.Member {
				return []object.Member{object.Method("get(self)", "An iterator over the batches, which ends when stop is called.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					o := &orderedBatches{self: a.Self()}
					next := object.IterFunc(o.next)
					return &next, nil
				})}
			},
		}.class()
	})
}

// orderedBatches walks through the batches of a Sequence without end.
type orderedBatches struct {
	self    object.Value
	order   []object.Value // of the batches of the epoch that are to come
	started bool
}

func (o *orderedBatches) next(th *object.Thread) (object.Value, bool, error) {
	sequence := attr(o.self, "sequence")
	for isRunning(th, o.self) {
		if len(o.order) == 0 {
			o.epoch(th, sequence)
		}
		if len(o.order) == 0 {
			return nil, false, nil // there are no batches at all
		}
		i := o.order[0]
		o.order = o.order[1:]
		batch, err := object.Index(th, sequence, i)
		if err != nil {
			callOn(th, o.self, "stop")
			return nil, false, err
		}
		if batch != nil {
			return batch, true, nil
		}
	}
	return nil, false, nil
}

// epoch begins the next epoch.
func (o *orderedBatches) epoch(th *object.Thread, sequence object.Value) {
	if o.started {
		callOn(th, sequence, "on_epoch_end")
	}
	o.started = true
	order := object.NewList()
	for i := range object.Must(object.Len(th, sequence)) {
		order.Elems = append(order.Elems, i)
	}
	if object.Must(object.Truth(th, attr(o.self, "shuffle"))) {
		object.Must(callImported(th, "random", "shuffle", object.Pos(order)))
	}
	o.order = order.Elems
}

// generatorEnqueuerClass is keras.utils.GeneratorEnqueuer.
func generatorEnqueuerClass() *object.Class {
	return generatorEnqueuerOnce.get(func() *object.Class {
		return plainClass{
			module: enqueuerModule, base: sequenceEnqueuerClass(),
			sig: "GeneratorEnqueuer(generator, use_multiprocessing=False, random_seed=None)",
			doc: "Gives what a generator gives, until that ends.",
			init: func(th *object.Thread, self *object.Instance, a *object.Bound) error {
				initEnqueuer(th, self, a.Value("generator"), a.Value("use_multiprocessing"))
				setAttrs(self, a, "random_seed")
				return nil
			},
			members: func() []object.Member {
				return []object.Member{object.Method("get(self)", "An iterator over the batches, which ends with the generator or when stop is called.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					self := a.Self()
					next := object.IterFunc(func(th *object.Thread) (object.Value, bool, error) { return nextGenerated(th, self) })
					return &next, nil
				})}
			},
		}.class()
	})
}

func nextGenerated(th *object.Thread, self object.Value) (object.Value, bool, error) {
	for isRunning(th, self) {
		v, ok, err := object.Next(th, attr(self, "sequence"))
		if err != nil {
			callOn(th, self, "stop")
		}
		if err != nil || !ok {
			return nil, false, err
		}
		if v != nil {
			return v, true, nil
		}
	}
	return nil, false, nil
}
