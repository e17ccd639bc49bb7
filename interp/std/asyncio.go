package std

import (
	"time"

	"kerash/interp/object"
)

func asyncioModule() *object.Module {
	return &object.Module{Name: "asyncio", Doc: "Coroutines that wait for each other.", Members: func() []object.Member {
		return append(append(asyncioRunMembers(), asyncioWaitMembers()...), asyncioClasses()...)
	}}
}

func asyncioClasses() []object.Member {
	return []object.Member{
		object.Const("Future", asyncFutureClass), object.Const("Task", taskClass), object.Const("CancelledError", asyncCancelled),
		object.Const("InvalidStateError", asyncInvalid), object.Const("TimeoutError", object.TimeoutError), object.Const("Queue", asyncQueueClass),
		object.Const("LifoQueue", asyncLifoClass), object.Const("PriorityQueue", asyncPriorityClass), object.Const("QueueEmpty", asyncQueueEmpty),
		object.Const("QueueFull", asyncQueueFull), object.Const("Lock", asyncLockClass), object.Const("Event", asyncEventClass),
		object.Const("Semaphore", asyncSemaphoreClass), object.Const("BoundedSemaphore", asyncSemaphoreClass), object.Const("Condition", asyncConditionClass),
		object.Const("TaskGroup", taskGroupClass), object.Const("AbstractEventLoop", loopClass),
		object.Const("FIRST_COMPLETED", "FIRST_COMPLETED"), object.Const("FIRST_EXCEPTION", "FIRST_EXCEPTION"), object.Const("ALL_COMPLETED", "ALL_COMPLETED"),
	}
}

func asyncioRunMembers() []object.Member {
	setLoop := func(th *object.Thread) *loop {
		s := asyncStateOf(th)
		if l := s.running[currentThread(th)]; l != nil {
			return l
		}
		if s.set == nil || s.set.closed {
			s.set = newLoop()
		}
		return s.set
	}
	return []object.Member{
		object.Fun("run(main, *, debug=None)", "Runs a coroutine to its end in a loop of its own.", asyncioRun),
		object.Fun("get_running_loop()", "The loop that runs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, err := runningLoop(th)
			if err != nil {
				return nil, err
			}
			return l.self, nil
		}),
		object.Fun("get_event_loop()", "The loop that runs, or that was set.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return setLoop(th).self, nil }),
		object.Fun("new_event_loop()", "A new loop.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return newLoop().self, nil }),
		object.Fun("set_event_loop(loop)", "Sets what get_event_loop gives.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, _ := object.NativeOf(a.At(0)).(*loop)
			asyncStateOf(th).set = l
			return nil, nil
		}),
		object.Fun("create_task(coro, *, name=None, context=None)", "A task that runs a coroutine beside others.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, err := runningLoop(th)
			if err != nil {
				return nil, err
			}
			return newTask(th, l, a.Value("coro"), a.StrOr("name", ""))
		}),
		object.Fun("ensure_future(coro_or_future, *, loop=None)", "The future of something that can be awaited.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			f, err := ensureFuture(th, setLoop(th), a.At(0))
			if err != nil {
				return nil, err
			}
			return f.value(), nil
		}),
		object.Fun("current_task(loop=None)", "The task that runs.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, err := runningLoop(th)
			if err != nil || l.current == nil {
				return nil, err
			}
			return l.current, nil
		}),
		object.Fun("all_tasks(loop=None)", "The tasks that have not ended.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, err := runningLoop(th)
			if err != nil {
				return nil, err
			}
			s := object.NewSet()
			for _, t := range l.tasks {
				if err := s.Add(th, t); err != nil {
					return nil, err
				}
			}
			return s, nil
		}),
		object.Fun("iscoroutine(obj)", "Whether it is a coroutine.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return isCoroutine(a.At(0)), nil }),
		object.Fun("iscoroutinefunction(func)", "Whether it is an async function.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return isCoroutineFunction(a.At(0)), nil
		}),
		object.Fun("isfuture(obj)", "Whether it is a future.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.TypeOf(a.At(0)).IsSubclass(asyncFutureClass), nil
		}),
	}
}

func isCoroutine(v object.Value) bool {
	_, ok := v.(object.Coroutine)
	return ok && object.TypeName(v) == "coroutine"
}

func isCoroutineFunction(v object.Value) bool {
	async, generator := functionKind(v)
	return async && !generator
}

// functionKind tells whether v is an async function or method, and whether it
// has a yield.
func functionKind(v object.Value) (async, generator bool) {
	if m, ok := v.(*object.BoundMethod); ok {
		v = m.Fn
	}
	if f, ok := v.(interface {
		Kind() (async, generator bool)
	}); ok {
		return f.Kind()
	}
	return false, false
}

func asyncioRun(th *object.Thread, a *object.Bound) (object.Value, error) {
	if _, err := runningLoop(th); err == nil {
		return nil, object.RuntimeErrorf("asyncio.run() cannot be called from a running event loop")
	}
	if !isCoroutine(a.At(0)) {
		text, err := object.Repr(th, a.At(0))
		if err != nil {
			return nil, err
		}
		return nil, object.ValueErrorf("a coroutine was expected, got %s", text)
	}
	l := newLoop()
	t, err := newTask(th, l, a.At(0), "")
	if err != nil {
		return nil, err
	}
	err = l.runUntil(th, &t.asyncFuture)
	if cerr := l.cancelAll(th); err == nil {
		err = cerr
	}
	l.closed = true
	if err != nil {
		return nil, err
	}
	return t.outcome()
}

func asyncioWaitMembers() []object.Member {
	return []object.Member{
		object.Fun("sleep(delay, result=None)", "Waits some seconds while others run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			result := a.Value("result")
			d := time.Duration(a.Float("delay") * float64(time.Second))
			return sleepCoroutine(d, result), nil
		}),
		object.Fun("gather(*coros_or_futures, return_exceptions=False)", "The results of several at once, as a list.", gather),
		object.Fun("wait_for(fut, timeout)", "The result of something that may take a time at most.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return waitFor(a.Value("fut"), timeoutArg(a, "timeout")), nil
		}),
		object.Fun("wait(fs, *, timeout=None, return_when='ALL_COMPLETED')", "Waits for several; gives those that have ended and those that have not.", asyncWait),
		object.Fun("as_completed(fs, *, timeout=None)", "Coroutines that give the results in the order in which they come.", asCompleted),
		object.Fun("shield(arg)", "Waits without passing a cancellation on.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			l, err := runningLoop(th)
			if err != nil {
				return nil, err
			}
			inner, err := ensureFuture(th, l, a.At(0))
			if err != nil {
				return nil, err
			}
			outer := newAsyncFuture(l)
			inner.whenDone(asyncCallback{do: func(th *object.Thread) error {
				outer.take(inner)
				return nil
			}})
			return outer, nil
		}),
		object.Fun("to_thread(func, /, *args, **kwargs)", "Calls a function in another thread.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			fn, args := a.At(0), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}
			return awaiting(func(th *object.Thread) (*asyncFuture, error) {
				l, err := runningLoop(th)
				if err != nil {
					return nil, err
				}
				return inThread(th, l, fn, args), nil
			}, nil), nil
		}),
		object.Fun("timeout(delay)", "A context manager that ends what takes longer.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &asyncTimeout{limit: timeoutArg(a, "delay")}, nil
		}),
	}
}

// take ends a future as another one has ended.
func (f *asyncFuture) take(other *asyncFuture) {
	switch {
	case f.done():
	case other.state == cancelledState:
		f.drop()
	default:
		f.settle(other.result, other.err)
	}
}

// sleepCoroutine waits for a time; without one it lets others run for a round.
func sleepCoroutine(d time.Duration, result object.Value) *goCoroutine {
	return awaiting(func(th *object.Thread) (*asyncFuture, error) {
		l, err := runningLoop(th)
		if err != nil {
			return nil, err
		}
		f := newAsyncFuture(l)
		end := func(*object.Thread) error {
			if !f.done() {
				f.settle(result, nil)
			}
			return nil
		}
		if d <= 0 {
			return nextRound(l, f, end), nil
		}
		h := l.later(d, end)
		f.whenDone(asyncCallback{do: func(*object.Thread) error {
			h.cancelled = true
			return nil
		}})
		return f, nil
	}, nil)
}

// nextRound ends a future when the tasks that are ready have run; who waits for
// it goes on in that very round, as after a bare yield.
func nextRound(l *loop, f *asyncFuture, end func(*object.Thread) error) *asyncFuture {
	l.soon(func(th *object.Thread) error {
		callbacks := f.callbacks
		f.callbacks = nil
		if err := end(th); err != nil {
			return err
		}
		for _, c := range callbacks {
			if err := c.do(th); err != nil {
				return err
			}
		}
		return nil
	})
	return f
}

// gather is asyncio.gather.
func gather(th *object.Thread, a *object.Bound) (object.Value, error) {
	l, err := runningLoop(th)
	if err != nil {
		return nil, err
	}
	keep := a.Bool("return_exceptions")
	var fs []*asyncFuture
	for _, v := range a.Rest("coros_or_futures") {
		f, err := ensureFuture(th, l, v)
		if err != nil {
			return nil, err
		}
		fs = append(fs, f)
	}
	outer := newAsyncFuture(l)
	left := len(fs)
	if left == 0 {
		outer.settle(object.NewList(), nil)
	}
	for _, f := range fs {
		f.whenDone(asyncCallback{do: func(th *object.Thread) error {
			left--
			_, err := f.outcome()
			switch {
			case outer.done():
			case err != nil && !keep:
				outer.settle(nil, err)
			case left == 0:
				outer.settle(gathered(fs), nil)
			}
			return nil
		}})
	}
	outer.whenDone(asyncCallback{do: func(*object.Thread) error {
		if outer.state == cancelledState {
			for _, f := range fs {
				f.cancel(nil)
			}
		}
		return nil
	}})
	return outer, nil
}

// gathered are the results of futures that have ended, exceptions among them.
func gathered(fs []*asyncFuture) *object.List {
	out := object.NewList()
	for _, f := range fs {
		v, err := f.outcome()
		if err != nil {
			v = object.AsRaised(err).Exc
		}
		out.Elems = append(out.Elems, v)
	}
	return out
}

// waitFor is asyncio.wait_for.
func waitFor(v object.Value, timeout time.Duration) *goCoroutine {
	var inner *asyncFuture
	expired := false
	var stop *handle
	return awaiting(func(th *object.Thread) (*asyncFuture, error) {
		l, err := runningLoop(th)
		if err != nil {
			return nil, err
		}
		if inner, err = ensureFuture(th, l, v); err != nil {
			return nil, err
		}
		if timeout >= 0 {
			stop = l.later(timeout, func(*object.Thread) error {
				expired = inner.cancel(nil)
				return nil
			})
		}
		return inner, nil
	}, func(th *object.Thread, f *asyncFuture, thrown error) (object.Value, error) {
		if stop != nil {
			stop.cancelled = true
		}
		if expired && f.state == cancelledState {
			e := object.NewError(object.TimeoutError, "")
			e.Exc.Cause = object.AsRaised(f.cancellation()).Exc
			return nil, e
		}
		if thrown != nil {
			inner.cancel(nil)
			return nil, thrown
		}
		return f.outcome()
	})
}

func asyncWait(th *object.Thread, a *object.Bound) (object.Value, error) {
	values, timeout, when := a.Elems("fs"), timeoutArg(a, "timeout"), a.Str("return_when")
	var fs []*asyncFuture
	return awaiting(func(th *object.Thread) (*asyncFuture, error) {
		l, err := runningLoop(th)
		if err != nil {
			return nil, err
		}
		if len(values) == 0 {
			return nil, object.ValueErrorf("Set of Tasks/Futures is empty.")
		}
		end := newAsyncFuture(l)
		finish := func(*object.Thread) error {
			if !end.done() {
				end.settle(nil, nil)
			}
			return nil
		}
		left := 0
		for _, v := range values {
			if isCoroutine(v) {
				return nil, object.TypeErrorf("Passing coroutines is forbidden, use tasks explicitly.")
			}
			f := futureIn(v)
			fs = append(fs, f)
			if f.done() {
				continue
			}
			left++
			f.whenDone(asyncCallback{do: func(th *object.Thread) error {
				left--
				if left == 0 || when == "FIRST_COMPLETED" || when == "FIRST_EXCEPTION" && f.err != nil {
					return finish(th)
				}
				return nil
			}})
		}
		if left == 0 {
			return end, finish(th)
		}
		if timeout >= 0 {
			l.later(timeout, finish)
		}
		return end, nil
	}, func(th *object.Thread, _ *asyncFuture, thrown error) (object.Value, error) {
		if thrown != nil {
			return nil, thrown
		}
		done, rest := object.NewSet(), object.NewSet()
		for _, f := range fs {
			s := rest
			if f.done() {
				s = done
			}
			if err := s.Add(th, f.value()); err != nil {
				return nil, err
			}
		}
		return object.NewTuple(done, rest), nil
	}), nil
}

func asCompleted(th *object.Thread, a *object.Bound) (object.Value, error) {
	l, err := runningLoop(th)
	if err != nil {
		return nil, err
	}
	var ended []*asyncFuture
	var waiting []*asyncFuture
	out := object.NewList()
	for _, v := range a.Elems("fs") {
		f, err := ensureFuture(th, l, v)
		if err != nil {
			return nil, err
		}
		f.whenDone(asyncCallback{do: func(th *object.Thread) error {
			ended = append(ended, f)
			if len(waiting) > 0 {
				w := waiting[0]
				waiting = waiting[1:]
				if !w.done() {
					w.settle(nil, nil)
				}
			}
			return nil
		}})
		out.Elems = append(out.Elems, awaiting(func(th *object.Thread) (*asyncFuture, error) {
			w := newAsyncFuture(l)
			if len(ended) > 0 {
				w.settle(nil, nil)
			} else {
				waiting = append(waiting, w)
			}
			return w, nil
		}, func(th *object.Thread, _ *asyncFuture, thrown error) (object.Value, error) {
			if thrown != nil {
				return nil, thrown
			}
			f := ended[0]
			ended = ended[1:]
			return f.outcome()
		}))
	}
	return object.Iter(th, out)
}
