package std

import (
	"fmt"
	"slices"

	"kerash/interp/object"
)

// asyncFuture is a result to come that coroutines wait for.
type asyncFuture struct {
	loop      *loop
	state     string
	result    object.Value
	err       error
	callbacks []asyncCallback
	// task is the task of which this is the future, or nil.
	task *asyncTask
	// message is that of a cancellation.
	message object.Value
}

// asyncCallback is called when a future has ended: a Python function, or Go's.
type asyncCallback struct {
	fn object.Value
	do func(th *object.Thread) error
}

// asyncTask runs a coroutine in steps.
type asyncTask struct {
	asyncFuture
	coro object.Coroutine
	// source is the coroutine as user code knows it.
	source object.Value
	name   string
	// waits is the future that the coroutine waits for, or nil.
	waits *asyncFuture
	// cancelling counts the requests to cancel; mustCancel is set until the
	// coroutine is told.
	cancelling int
	mustCancel bool
}

var (
	asyncFutureClass = &object.Class{Name: "Future", Module: "_asyncio", Doc: "A result to come, to be awaited.", Final: true}
	taskClass        = &object.Class{Name: "Task", Module: "_asyncio", Base: asyncFutureClass, Doc: "A coroutine that runs beside others.", Final: true}
	asyncCancelled   = object.NewExceptionClass("asyncio.exceptions", "CancelledError", object.BaseException, "The task was cancelled.")
	asyncInvalid     = object.NewExceptionClass("asyncio.exceptions", "InvalidStateError", object.ExceptionClass, "The future is in another state.")
)

// PyClass is Future.
func (f *asyncFuture) PyClass() *object.Class { return asyncFutureClass }

// PyClass is Task.
func (t *asyncTask) PyClass() *object.Class { return taskClass }

func newAsyncFuture(l *loop) *asyncFuture { return &asyncFuture{loop: l, state: pendingState} }

func (f *asyncFuture) done() bool { return f.state != pendingState }

// value is the future as user code knows it.
func (f *asyncFuture) value() object.Value {
	if f.task != nil {
		return f.task
	}
	return f
}

// settle ends the future with a result or an error.
func (f *asyncFuture) settle(v object.Value, err error) {
	f.state, f.result, f.err = finishedState, v, err
	f.tell()
}

// drop ends the future as cancelled.
func (f *asyncFuture) drop() {
	f.state = cancelledState
	f.tell()
}

// tell has the callbacks called.
func (f *asyncFuture) tell() {
	callbacks := f.callbacks
	f.callbacks = nil
	for _, c := range callbacks {
		f.schedule(c)
	}
}

func (f *asyncFuture) schedule(c asyncCallback) {
	do := c.do
	if do == nil {
		do = func(th *object.Thread) error {
			_, err := object.CallFn(th, c.fn, f.value())
			return err
		}
	}
	f.loop.soon(do)
}

// whenDone has do called after the end.
func (f *asyncFuture) whenDone(c asyncCallback) {
	if f.done() {
		f.schedule(c)
		return
	}
	f.callbacks = append(f.callbacks, c)
}

// outcome is the result, or the error, of a future that has ended.
func (f *asyncFuture) outcome() (object.Value, error) {
	switch f.state {
	case cancelledState:
		return nil, f.cancellation()
	case pendingState:
		return nil, object.NewError(asyncInvalid, "Result is not set.")
	}
	return f.result, f.err
}

func (f *asyncFuture) cancellation() error {
	if f.message != nil {
		return &object.Raised{Exc: object.NewException(asyncCancelled, f.message)}
	}
	return object.NewError(asyncCancelled, "")
}

// cancel asks a future to end as cancelled.
func (f *asyncFuture) cancel(message object.Value) bool {
	if f.task != nil {
		return f.task.cancel(message)
	}
	if f.done() {
		return false
	}
	f.message = message
	f.drop()
	return true
}

// cancel has CancelledError raised in the coroutine.
func (t *asyncTask) cancel(message object.Value) bool {
	if t.done() {
		return false
	}
	t.cancelling++
	if t.waits != nil && t.waits.cancel(message) {
		return true
	}
	t.mustCancel, t.message = true, message
	return true
}

// Await implements [object.Awaitable]: the coroutine hands the future to its
// task and goes on when it has ended.
func (f *asyncFuture) Await(*object.Thread) (object.Coroutine, error) {
	return &futureSteps{f: f}, nil
}

type futureSteps struct {
	f     *asyncFuture
	begun bool
}

// Resume implements [object.Coroutine].
func (s *futureSteps) Resume(_ *object.Thread, _ object.Value, thrown error) (object.Value, bool, error) {
	switch {
	case thrown != nil:
		return nil, false, thrown
	case s.f.done():
		_, err := s.f.outcome()
		return nil, false, err
	case s.begun:
		return nil, false, object.RuntimeErrorf("await wasn't used with future")
	}
	s.begun = true
	return s.f, true, nil
}

// StopValue is the result of the future.
func (s *futureSteps) StopValue() object.Value { return s.f.result }

// newTask makes a task of a coroutine and has it begin in the next round.
func newTask(th *object.Thread, l *loop, v object.Value, name string) (*asyncTask, error) {
	c, ok := v.(object.Coroutine)
	if !ok {
		text, err := object.Repr(th, v)
		if err != nil {
			return nil, err
		}
		return nil, object.TypeErrorf("a coroutine was expected, got %s", text)
	}
	t := &asyncTask{coro: c, source: v, name: name}
	t.loop, t.state, t.task = l, pendingState, t
	if name == "" {
		l.names++
		t.name = fmt.Sprintf("Task-%d", l.names)
	}
	l.tasks = append(l.tasks, t)
	l.soon(func(th *object.Thread) error { return t.step(th, nil) })
	return t, nil
}

// step takes the coroutine to where it waits next.
func (t *asyncTask) step(th *object.Thread, thrown error) error {
	if t.done() {
		return nil
	}
	if t.mustCancel {
		if thrown == nil || !object.IsError(thrown, asyncCancelled) {
			thrown = t.cancellation()
		}
		t.mustCancel = false
	}
	t.waits = nil
	outer := t.loop.current
	t.loop.current = t
	v, runs, err := t.coro.Resume(th, nil, thrown)
	t.loop.current = outer
	switch {
	case err != nil && object.IsError(err, asyncCancelled):
		t.end()
		t.drop()
	case err != nil:
		t.end()
		t.settle(nil, err)
		if object.IsError(err, object.KeyboardInterrupt) || object.IsError(err, object.SystemExit) {
			return err
		}
	case !runs:
		t.end()
		if t.mustCancel {
			t.mustCancel = false
			t.drop()
		} else {
			t.settle(t.coro.StopValue(), nil)
		}
	default:
		t.wait(th, v)
	}
	return nil
}

// end takes the task off the list of its loop.
func (t *asyncTask) end() {
	t.loop.tasks = slices.DeleteFunc(t.loop.tasks, func(x *asyncTask) bool { return x == t })
}

// wait has the coroutine go on when what it gave is there.
func (t *asyncTask) wait(th *object.Thread, v object.Value) {
	switch f := v.(type) {
	case nil:
		t.loop.soon(func(th *object.Thread) error { return t.step(th, nil) })
	case *asyncFuture:
		t.waits = f
		f.whenDone(asyncCallback{do: func(th *object.Thread) error {
			_, err := f.outcome()
			return t.step(th, err)
		}})
		if t.mustCancel && f.cancel(t.message) {
			t.mustCancel = false
		}
	default:
		text, err := object.Repr(th, v)
		if err == nil {
			err = object.RuntimeErrorf("Task got bad yield: %s", text)
		}
		t.loop.soon(func(th *object.Thread) error { return t.step(th, err) })
	}
}

// ensureFuture makes a future of anything that can be awaited.
func ensureFuture(th *object.Thread, l *loop, v object.Value) (*asyncFuture, error) {
	switch x := v.(type) {
	case *asyncFuture:
		return x, nil
	case *asyncTask:
		return &x.asyncFuture, nil
	}
	c, err := coroutineOf(th, v)
	if err != nil {
		return nil, err
	}
	t, err := newTask(th, l, c, "")
	if err != nil {
		return nil, err
	}
	return &t.asyncFuture, nil
}

func init() {
	repr := func(th *object.Thread, self object.Value) (string, error) {
		f := futureIn(self)
		name := "Future"
		detail := f.state
		if f.task != nil {
			name = "Task"
			detail += fmt.Sprintf(" name='%s'", f.task.name)
		}
		if f.state == finishedState {
			if f.err != nil {
				text, err := object.Repr(th, object.AsRaised(f.err).Exc)
				return "<" + name + " " + detail + " exception=" + text + ">", err
			}
			text, err := object.Repr(th, f.result)
			return "<" + name + " " + detail + " result=" + text + ">", err
		}
		return "<" + name + " " + detail + ">", nil
	}
	asyncFutureClass.Repr = repr
	asyncFutureClass.Members = asyncFutureMembers
	taskClass.Members = func() []object.Member {
		return []object.Member{
			method("get_name(self)", "The name.", func(th *object.Thread, t *asyncTask, a *object.Bound) (object.Value, error) { return t.name, nil }),
			method("set_name(self, value, /)", "Sets the name.", func(th *object.Thread, t *asyncTask, a *object.Bound) (object.Value, error) {
				var err error
				t.name, err = object.Str(th, a.At(1))
				return nil, err
			}),
			method("get_coro(self)", "The coroutine.", func(th *object.Thread, t *asyncTask, a *object.Bound) (object.Value, error) { return t.source, nil }),
			method("cancelling(self)", "How many requests to cancel there are.", func(th *object.Thread, t *asyncTask, a *object.Bound) (object.Value, error) { return t.cancelling, nil }),
			method("uncancel(self)", "Takes a request to cancel back.", func(th *object.Thread, t *asyncTask, a *object.Bound) (object.Value, error) {
				t.cancelling = max(0, t.cancelling-1)
				return t.cancelling, nil
			}),
		}
	}
}

func futureIn(v object.Value) *asyncFuture {
	switch x := v.(type) {
	case *asyncFuture:
		return x
	case *asyncTask:
		return &x.asyncFuture
	}
	object.Throw(object.TypeErrorf("a Future is required, not '%s'", object.TypeName(v)))
	return nil
}

func asyncFutureMembers() []object.Member {
	member := func(sig, doc string, f func(th *object.Thread, x *asyncFuture, a *object.Bound) (object.Value, error)) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, futureIn(a.Self()), a) })
	}
	pending := func(f *asyncFuture) error {
		if f.done() {
			return object.NewError(asyncInvalid, "invalid state")
		}
		return nil
	}
	return []object.Member{
		member("result(self, /)", "The result; what was raised is raised.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) { return f.outcome() }),
		member("exception(self, /)", "What was raised, None for nothing.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			switch {
			case f.state == finishedState && f.err != nil:
				return object.AsRaised(f.err).Exc, nil
			case f.state == finishedState:
				return nil, nil
			case f.state == pendingState:
				return nil, object.NewError(asyncInvalid, "Exception is not set.")
			}
			return f.outcome()
		}),
		member("done(self, /)", "Whether it has ended.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) { return f.done(), nil }),
		member("cancelled(self, /)", "Whether it was cancelled.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			return f.state == cancelledState, nil
		}),
		member("cancel(self, /, msg=None)", "Asks it to end.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			return f.cancel(a.Value("msg")), nil
		}),
		member("add_done_callback(self, fn, /, *, context=None)", "Has a function called with it at its end.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			f.whenDone(asyncCallback{fn: a.At(1)})
			return nil, nil
		}),
		member("remove_done_callback(self, fn, /)", "Has a function not called after all.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			n := len(f.callbacks)
			f.callbacks = slices.DeleteFunc(f.callbacks, func(c asyncCallback) bool { return c.fn != nil && object.Is(c.fn, a.At(1)) })
			return n - len(f.callbacks), nil
		}),
		member("set_result(self, result, /)", "Ends it with a result.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			if err := pending(f); err != nil {
				return nil, err
			}
			f.settle(a.At(1), nil)
			return nil, nil
		}),
		member("set_exception(self, exception, /)", "Ends it with an exception.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			if err := pending(f); err != nil {
				return nil, err
			}
			v := a.At(1)
			if c, ok := v.(*object.Class); ok {
				made, err := object.CallFn(th, c)
				if err != nil {
					return nil, err
				}
				v = made
			}
			e, ok := v.(*object.Exception)
			if !ok {
				return nil, object.TypeErrorf("invalid exception object")
			}
			f.settle(nil, &object.Raised{Exc: e})
			return nil, nil
		}),
		member("get_loop(self, /)", "The loop.", func(th *object.Thread, f *asyncFuture, a *object.Bound) (object.Value, error) {
			return f.loop.self, nil
		}),
	}
}
