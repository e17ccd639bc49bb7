package std

import (
	"fmt"
	"runtime"
	"slices"
	"time"

	"kerash/interp/object"
)

// future is the Go part of concurrent.futures.Future: a result to come.
type future struct {
	waiters
	state     string
	result    object.Value
	exc       *object.Exception
	callbacks []object.Value
}

var (
	futureClass        = &object.Class{Name: "Future", Module: "concurrent.futures._base", Doc: "A result to come.", Signature: "Future()"}
	futureError        = object.NewExceptionClass("concurrent.futures._base", "Error", object.ExceptionClass, "Base of the errors of futures.")
	cancelledError     = object.NewExceptionClass("concurrent.futures._base", "CancelledError", futureError, "The future was cancelled.")
	brokenPoolError    = object.NewExceptionClass("concurrent.futures.thread", "BrokenThreadPool", object.RuntimeError, "The threads of a pool could not begin.")
	invalidStateError  = object.NewExceptionClass("concurrent.futures._base", "InvalidStateError", futureError, "The future is in another state.")
	executorClass      = &object.Class{Name: "Executor", Module: "concurrent.futures._base", Doc: "What runs functions later.", Signature: "Executor()"}
	threadPoolClass    = &object.Class{Name: "ThreadPoolExecutor", Module: "concurrent.futures.thread", Base: executorClass, Doc: "Threads that run functions.", Signature: "ThreadPoolExecutor(max_workers=None, thread_name_prefix='', initializer=None, initargs=())"}
	processPoolClass   = &object.Class{Name: "ProcessPoolExecutor", Module: "concurrent.futures.process", Base: executorClass, Doc: "Threads that run functions, in the place of processes.", Signature: "ProcessPoolExecutor(max_workers=None, mp_context=None, initializer=None, initargs=())"}
	doneAndNotDoneType = tupleClass("concurrent.futures._base", "DoneAndNotDoneFutures", "Futures that have ended, and those that have not.", "done", "not_done")
)

const (
	pendingState   = "pending"
	runningState   = "running"
	finishedState  = "finished"
	cancelledState = "cancelled"
)

func newFuture() *object.Instance {
	return &object.Instance{Class: futureClass, Native: &future{state: pendingState}}
}

func init() {
	withNative(futureClass, func() any { return &future{state: pendingState} }, nil)
	futureClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		f := object.NativeOf(self).(*future)
		tail := ""
		switch {
		case f.exc != nil:
			tail = " raised " + f.exc.Class.Name
		case f.state == finishedState:
			tail = " returned " + object.TypeName(f.result)
		}
		return fmt.Sprintf("<Future at %#x state=%s%s>", object.ID(self), f.state, tail), nil
	}
	futureClass.Members = futureMembers
	for _, c := range []*object.Class{threadPoolClass, processPoolClass} {
		withNative(c, func() any { return &pool{} }, func(th *object.Thread, native any, a *object.Bound) error {
			return native.(*pool).init(a)
		})
	}
	executorClass.Enter = func(th *object.Thread, self object.Value) (object.Value, error) { return self, nil }
	executorClass.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		_, err := object.CallMethodOf(th, self, "shutdown", object.Args{})
		return false, err
	}
	executorClass.Members = executorMembers
}

func (f *future) done() bool { return f.state == finishedState || f.state == cancelledState }

// settle ends the future and tells all that wait.
func (f *future) settle(th *object.Thread, self object.Value, state string, result object.Value, exc *object.Exception) {
	f.state, f.result, f.exc = state, result, exc
	f.wake(len(f.list))
	callbacks := f.callbacks
	f.callbacks = nil
	for _, fn := range callbacks {
		if _, err := object.CallFn(th, fn, self); err != nil {
			text, _ := formatException(th, object.AsRaised(err).Exc, true)
			fmt.Fprintf(hostOf(th).Stderr, "exception calling callback for %s\n%s", object.TypeName(self), text)
		}
	}
}

// await waits for the end.
func (f *future) await(th *object.Thread, timeout time.Duration) error {
	ok, err := f.waitUntil(th, timeout, f.done)
	switch {
	case err != nil:
		return err
	case !ok:
		return object.NewError(object.TimeoutError, "")
	case f.state == cancelledState:
		return object.NewError(cancelledError, "")
	}
	return nil
}

func futureMembers() []object.Member {
	is := func(name, doc string, f func(*future) bool) object.Member {
		return method(name+"(self)", doc, func(th *object.Thread, x *future, a *object.Bound) (object.Value, error) { return f(x), nil })
	}
	return []object.Member{
		method("result(self, timeout=None)", "The result, perhaps after waiting; what the function raised is raised.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			if err := f.await(th, timeoutArg(a, "timeout")); err != nil {
				return nil, err
			}
			if f.exc != nil {
				return nil, &object.Raised{Exc: f.exc}
			}
			return f.result, nil
		}),
		method("exception(self, timeout=None)", "What the function raised, None for nothing.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			if err := f.await(th, timeoutArg(a, "timeout")); err != nil {
				return nil, err
			}
			if f.exc != nil {
				return f.exc, nil
			}
			return nil, nil
		}),
		is("done", "Whether it has ended.", (*future).done),
		is("running", "Whether the function runs.", func(f *future) bool { return f.state == runningState }),
		is("cancelled", "Whether it was cancelled.", func(f *future) bool { return f.state == cancelledState }),
		method("cancel(self)", "Keeps the function from being called, if it has not begun.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			if f.state == pendingState {
				f.settle(th, a.Self(), cancelledState, nil, nil)
			}
			return f.state == cancelledState, nil
		}),
		method("add_done_callback(self, fn)", "Has a function called with the future at its end.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			f.callbacks = append(f.callbacks, a.Value("fn"))
			if f.done() {
				f.settle(th, a.Self(), f.state, f.result, f.exc)
			}
			return nil, nil
		}),
		method("set_result(self, result)", "Ends it with a result.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			if f.done() {
				return nil, object.NewError(invalidStateError, fmt.Sprintf("%s: <Future at %#x state=%s returned %s>", "FINISHED", object.ID(a.Self()), f.state, object.TypeName(f.result)))
			}
			f.settle(th, a.Self(), finishedState, a.Value("result"), nil)
			return nil, nil
		}),
		method("set_exception(self, exception)", "Ends it with an exception.", func(th *object.Thread, f *future, a *object.Bound) (object.Value, error) {
			e, ok := a.Value("exception").(*object.Exception)
			if !ok {
				return nil, object.TypeErrorf("exception must be an exception, not %s", object.TypeName(a.Value("exception")))
			}
			f.settle(th, a.Self(), finishedState, nil, e)
			return nil, nil
		}),
	}
}

// pool is the Go part of an executor: threads that take work from a queue.
type pool struct {
	waiters
	size, begun int
	prefix      string
	initializer object.Value
	initargs    []object.Value
	work        []*job
	closed      bool
	threads     []*thread
}

// job is a call that a pool does.
type job struct {
	future *object.Instance
	fn     object.Value
	args   object.Args
}

func (p *pool) init(a *object.Bound) error {
	p.size = a.IntOr("max_workers", min(32, runtime.NumCPU()+4))
	if p.size <= 0 {
		return object.ValueErrorf("max_workers must be greater than 0")
	}
	p.prefix = "ThreadPoolExecutor-0"
	if a.Sig.Index("thread_name_prefix") >= 0 && a.Str("thread_name_prefix") != "" {
		p.prefix = a.Str("thread_name_prefix")
	}
	p.initializer, p.initargs = a.Value("initializer"), a.Elems("initargs")
	return nil
}

func (p *pool) submit(th *object.Thread, fn object.Value, args object.Args) (*object.Instance, error) {
	if p.closed {
		return nil, object.RuntimeErrorf("cannot schedule new futures after shutdown")
	}
	j := &job{newFuture(), fn, args}
	p.work = append(p.work, j)
	if p.wake(1) == 0 && p.begun < p.size {
		p.grow(th)
	}
	return j.future, nil
}

// grow begins one more thread.
func (p *pool) grow(th *object.Thread) {
	t := &thread{name: fmt.Sprintf("%s_%d", p.prefix, p.begun), daemon: true}
	t.self = &object.Instance{Class: threadClass, Native: t}
	p.begun++
	p.threads = append(p.threads, t)
	t.begin(th, func() {
		if p.initializer != nil {
			object.Must(object.CallFn(th, p.initializer, p.initargs...))
		}
		p.serve(th)
	})
}

// serve does jobs until the pool is closed.
func (p *pool) serve(th *object.Thread) {
	for {
		if ok, err := p.waitUntil(th, endless, func() bool { return len(p.work) > 0 || p.closed }); !ok || err != nil {
			return
		}
		if len(p.work) == 0 {
			return
		}
		j := p.work[0]
		p.work = p.work[1:]
		f := j.future.Native.(*future)
		if f.state != pendingState {
			continue
		}
		f.state = runningState
		v, err := object.Call(th, j.fn, j.args)
		if err != nil {
			f.settle(th, j.future, finishedState, nil, object.AsRaised(err).Exc)
		} else {
			f.settle(th, j.future, finishedState, v, nil)
		}
	}
}

// shutdown ends the pool.
func (p *pool) shutdown(th *object.Thread, wait, cancel bool) error {
	p.closed = true
	if cancel {
		for _, j := range p.work {
			if f := j.future.Native.(*future); f.state == pendingState {
				f.settle(th, j.future, cancelledState, nil, nil)
			}
		}
		p.work = nil
	}
	p.wake(len(p.list))
	if !wait {
		return nil
	}
	for _, t := range p.threads {
		if _, err := t.waitUntil(th, endless, func() bool { return t.ended }); err != nil {
			return err
		}
	}
	return nil
}

func executorMembers() []object.Member {
	return []object.Member{
		object.Method("submit(self, fn, /, *args, **kwargs)", "Has a function called; gives the future of its result.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return a.Native().(*pool).submit(th, a.At(1), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")})
		}),
		object.Method("map(self, fn, *iterables, timeout=None, chunksize=1)", "The results of a function for the values of iterables, in their order.", poolMap),
		object.Method("shutdown(self, wait=True, *, cancel_futures=False)", "Takes no more work and waits for what there is.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, a.Native().(*pool).shutdown(th, a.Bool("wait"), a.Bool("cancel_futures"))
		}),
	}
}

func poolMap(th *object.Thread, a *object.Bound) (object.Value, error) {
	p := a.Native().(*pool)
	var its []object.Iterator
	for _, v := range a.Rest("iterables") {
		it, err := object.Iter(th, v)
		if err != nil {
			return nil, err
		}
		its = append(its, it)
	}
	var futures []*future
	for len(its) > 0 {
		args := make([]object.Value, len(its))
		more := true
		for i, it := range its {
			v, ok, err := it.Next(th)
			if err != nil {
				return nil, err
			}
			if args[i] = v; !ok {
				more = false
				break
			}
		}
		if !more {
			break
		}
		f, err := p.submit(th, a.Value("fn"), object.Args{Pos: args})
		if err != nil {
			return nil, err
		}
		futures = append(futures, f.Native.(*future))
	}
	return &mapResults{futures, timeoutArg(a, "timeout")}, nil
}

// mapResults gives the results of Executor.map one after the other.
type mapResults struct {
	futures []*future
	timeout time.Duration
}

// PyClass is generator, as in Python.
func (*mapResults) PyClass() *object.Class { return object.GeneratorClass }

// Next waits for the next result.
func (m *mapResults) Next(th *object.Thread) (object.Value, bool, error) {
	if len(m.futures) == 0 {
		return nil, false, nil
	}
	f := m.futures[0]
	m.futures = m.futures[1:]
	if err := f.await(th, m.timeout); err != nil {
		return nil, false, err
	}
	if f.exc != nil {
		m.futures = nil
		return nil, false, &object.Raised{Exc: f.exc}
	}
	return f.result, true, nil
}

func concurrentModule() *object.Module {
	return &object.Module{Name: "concurrent", Doc: "Functions that run beside each other.", Members: func() []object.Member {
		return []object.Member{object.Const("futures", futuresPackage)}
	}}
}

var futuresPackage = &object.Module{Name: "concurrent.futures", Doc: "Functions that run later, and their results.", Members: func() []object.Member {
	return []object.Member{
		object.Const("ThreadPoolExecutor", threadPoolClass), object.Const("ProcessPoolExecutor", processPoolClass), object.Const("Executor", executorClass),
		object.Const("Future", futureClass), object.Const("CancelledError", cancelledError), object.Const("TimeoutError", object.TimeoutError),
		object.Const("InvalidStateError", invalidStateError), object.Const("BrokenExecutor", brokenPoolError),
		object.Const("FIRST_COMPLETED", "FIRST_COMPLETED"), object.Const("FIRST_EXCEPTION", "FIRST_EXCEPTION"), object.Const("ALL_COMPLETED", "ALL_COMPLETED"),
		object.Fun("as_completed(fs, timeout=None)", "The futures in the order in which they end.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &completions{a.Elems("fs"), timeoutArg(a, "timeout")}, nil
		}),
		object.Fun("wait(fs, timeout=None, return_when='ALL_COMPLETED')", "Waits for futures; gives those that have ended and those that have not.", waitFutures),
	}
}}

// completions gives futures as they end.
type completions struct {
	left    []object.Value
	timeout time.Duration
}

// PyClass is generator, as in Python.
func (*completions) PyClass() *object.Class { return object.GeneratorClass }

// Next waits for the next future that ends.
func (c *completions) Next(th *object.Thread) (object.Value, bool, error) {
	if len(c.left) == 0 {
		return nil, false, nil
	}
	i := -1
	if err := anyDone(th, c.left, c.timeout, func() bool {
		i = slices.IndexFunc(c.left, func(v object.Value) bool { return object.NativeOf(v).(*future).done() })
		return i >= 0
	}); err != nil {
		return nil, false, err
	}
	if i < 0 {
		return nil, false, object.NewError(object.TimeoutError, fmt.Sprintf("%d (of %d) futures unfinished", len(c.left), len(c.left)))
	}
	v := c.left[i]
	c.left = slices.Delete(slices.Clone(c.left), i, i+1)
	return v, true, nil
}

// anyDone waits until ready holds, which it asks when any of the futures ends.
func anyDone(th *object.Thread, futures []object.Value, timeout time.Duration, ready func() bool) error {
	var w waiters
	told := object.Func("told(future)", "Notes the end of a future.", func(*object.Thread, *object.Bound) (object.Value, error) {
		w.wake(len(w.list))
		return nil, nil
	})
	for _, v := range futures {
		f, ok := object.NativeOf(v).(*future)
		if !ok {
			return object.TypeErrorf("a Future is required, not '%s'", object.TypeName(v))
		}
		if !f.done() {
			f.callbacks = append(f.callbacks, told)
		}
	}
	_, err := w.waitUntil(th, timeout, ready)
	return err
}

func waitFutures(th *object.Thread, a *object.Bound) (object.Value, error) {
	all, when := a.Elems("fs"), a.Str("return_when")
	err := anyDone(th, all, timeoutArg(a, "timeout"), func() bool {
		left := 0
		for _, v := range all {
			f := object.NativeOf(v).(*future)
			switch {
			case !f.done():
				left++
			case when == "FIRST_COMPLETED", when == "FIRST_EXCEPTION" && f.exc != nil:
				return true
			}
		}
		return left == 0
	})
	if err != nil {
		return nil, err
	}
	done, rest := object.NewSet(), object.NewSet()
	for _, v := range all {
		s := rest
		if object.NativeOf(v).(*future).done() {
			s = done
		}
		if err := s.Add(th, v); err != nil {
			return nil, err
		}
	}
	return newFields(doneAndNotDoneType, done, rest), nil
}
