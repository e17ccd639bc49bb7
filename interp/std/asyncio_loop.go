package std

import (
	"container/heap"
	"time"

	"kerash/interp/object"
)

// loop is the Go part of an asyncio event loop.
type loop struct {
	self    *object.Instance
	ready   []*handle
	timers  timerHeap
	seq     int
	running bool
	stopped bool
	closed  bool
	// current is the task whose step runs.
	current *asyncTask
	tasks   []*asyncTask
	names   int
	// woken is signalled by other threads that made something ready.
	woken chan struct{}
}

// handle is a call that the loop is to do, perhaps at a time.
type handle struct {
	call      func(th *object.Thread) error
	at        time.Time
	seq       int
	cancelled bool
}

// timerHeap orders handles by their time.
type timerHeap []*handle

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	if h[i].at.Equal(h[j].at) {
		return h[i].seq < h[j].seq
	}
	return h[i].at.Before(h[j].at)
}
func (h timerHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push implements [heap.Interface].
func (h *timerHeap) Push(x any) { *h = append(*h, x.(*handle)) }

// Pop implements [heap.Interface].
func (h *timerHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// asyncState are the loops of a session: the one that runs in each thread.
type asyncState struct {
	running map[*thread]*loop
	set     *loop
}

func asyncStateOf(th *object.Thread) *asyncState {
	return object.Get(th, func() *asyncState { return &asyncState{running: map[*thread]*loop{}} })
}

func runningLoop(th *object.Thread) (*loop, error) {
	if l := asyncStateOf(th).running[currentThread(th)]; l != nil {
		return l, nil
	}
	return nil, object.RuntimeErrorf("no running event loop")
}

func newLoop() *loop {
	l := &loop{woken: make(chan struct{}, 1)}
	l.self = &object.Instance{Class: loopClass, Native: l}
	return l
}

// soon has f called in the next round.
func (l *loop) soon(f func(th *object.Thread) error) *handle {
	h := &handle{call: f}
	l.ready = append(l.ready, h)
	return h
}

// later has f called after a time.
func (l *loop) later(d time.Duration, f func(th *object.Thread) error) *handle {
	l.seq++
	h := &handle{call: f, at: time.Now().Add(d), seq: l.seq}
	heap.Push(&l.timers, h)
	return h
}

// wake tells a loop that waits of something that is ready.
func (l *loop) wake() {
	select {
	case l.woken <- struct{}{}:
	default:
	}
}

// round waits until something is ready and does all of it.
func (l *loop) round(th *object.Thread) error {
	for len(l.timers) > 0 && l.timers[0].cancelled {
		heap.Pop(&l.timers)
	}
	if len(l.ready) == 0 {
		wait := endless
		if len(l.timers) > 0 {
			wait = max(0, time.Until(l.timers[0].at))
		}
		if _, err := th.Wait(l.woken, wait); err != nil {
			return err
		}
	}
	now := time.Now()
	for len(l.timers) > 0 && !l.timers[0].at.After(now) {
		l.ready = append(l.ready, heap.Pop(&l.timers).(*handle))
	}
	todo := l.ready
	l.ready = nil
	for i, h := range todo {
		if h.cancelled {
			continue
		}
		if err := h.call(th); err != nil {
			l.ready = append(todo[i+1:], l.ready...)
			return err
		}
	}
	return th.Check()
}

// runUntil runs the loop until a future has ended; without one, until it is
// stopped.
func (l *loop) runUntil(th *object.Thread, f *asyncFuture) error {
	state, me := asyncStateOf(th), currentThread(th)
	switch {
	case l.closed:
		return object.RuntimeErrorf("Event loop is closed")
	case l.running:
		return object.RuntimeErrorf("This event loop is already running")
	case state.running[me] != nil:
		return object.RuntimeErrorf("Cannot run the event loop while another loop is running")
	}
	l.running, l.stopped = true, false
	state.running[me] = l
	defer func() {
		l.running = false
		delete(state.running, me)
	}()
	for !l.stopped && (f == nil || !f.done()) {
		if err := l.round(th); err != nil {
			return err
		}
	}
	if f != nil && !f.done() {
		return object.RuntimeErrorf("Event loop stopped before Future completed.")
	}
	return nil
}

// cancelAll cancels the tasks that are left and lets them end.
func (l *loop) cancelAll(th *object.Thread) error {
	for len(l.tasks) > 0 {
		left := append([]*asyncTask(nil), l.tasks...)
		for _, t := range left {
			t.cancel(nil)
		}
		for _, t := range left {
			if err := l.runUntil(th, &t.asyncFuture); err != nil {
				return err
			}
		}
	}
	return nil
}

var (
	loopClass   = &object.Class{Name: "_UnixSelectorEventLoop", Module: "asyncio.unix_events", Doc: "What runs tasks, each until it waits.", Signature: "_UnixSelectorEventLoop()"}
	handleClass = &object.Class{Name: "Handle", Module: "asyncio.events", Doc: "A call to come.", Final: true}
)

// PyClass is Handle.
func (*handle) PyClass() *object.Class { return handleClass }

func init() {
	handleClass.Members = func() []object.Member {
		return []object.Member{
			method("cancel(self)", "Keeps the call from being done.", func(th *object.Thread, h *handle, a *object.Bound) (object.Value, error) {
				h.cancelled = true
				return nil, nil
			}),
			method("cancelled(self)", "Whether it was cancelled.", func(th *object.Thread, h *handle, a *object.Bound) (object.Value, error) { return h.cancelled, nil }),
		}
	}
	withNative(loopClass, func() any { return newLoop() }, nil)
	loopClass.Members = loopMembers
}

// callOf is the call that a method such as call_soon names.
func callOf(a *object.Bound) func(th *object.Thread) error {
	fn, args := a.Value("callback"), a.Rest("args")
	return func(th *object.Thread) error {
		_, err := object.Call(th, fn, object.Args{Pos: args})
		return err
	}
}

func loopMembers() []object.Member {
	return []object.Member{
		method("run_until_complete(self, future)", "Runs until a future or coroutine has ended; gives its result.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			f, err := ensureFuture(th, l, a.Value("future"))
			if err != nil {
				return nil, err
			}
			if err := l.runUntil(th, f); err != nil {
				return nil, err
			}
			return f.outcome()
		}),
		method("run_forever(self)", "Runs until it is stopped.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return nil, l.runUntil(th, nil)
		}),
		method("stop(self)", "Has the loop end after this round.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			l.stopped = true
			return nil, nil
		}),
		method("close(self)", "Ends the loop for good.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			if l.running {
				return nil, object.RuntimeErrorf("Cannot close a running event loop")
			}
			l.closed = true
			return nil, nil
		}),
		method("is_running(self)", "Whether it runs.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) { return l.running, nil }),
		method("is_closed(self)", "Whether it is closed.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) { return l.closed, nil }),
		method("time(self)", "The seconds of the loop's clock.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return time.Since(started).Seconds(), nil
		}),
		method("create_future(self)", "A future of the loop.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return newAsyncFuture(l), nil
		}),
		method("create_task(self, coro, *, name=None, context=None)", "A task that runs a coroutine.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return newTask(th, l, a.Value("coro"), a.StrOr("name", ""))
		}),
		method("call_soon(self, callback, *args, context=None)", "Has a function called in the next round.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return l.soon(callOf(a)), nil
		}),
		method("call_soon_threadsafe(self, callback, *args, context=None)", "Has a function called in the next round, from another thread.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			h := l.soon(callOf(a))
			l.wake()
			return h, nil
		}),
		method("call_later(self, delay, callback, *args, context=None)", "Has a function called after some seconds.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return l.later(time.Duration(a.Float("delay")*float64(time.Second)), callOf(a)), nil
		}),
		method("call_at(self, when, callback, *args, context=None)", "Has a function called at a time of the loop's clock.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return l.later(time.Duration((a.Float("when")-time.Since(started).Seconds())*float64(time.Second)), callOf(a)), nil
		}),
		method("run_in_executor(self, executor, func, *args)", "Has a function called in another thread; gives the future of its result.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			return inThread(th, l, a.Value("func"), object.Args{Pos: a.Rest("args")}), nil
		}),
		method("get_debug(self)", "Whether it checks more than usual: it does not.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) { return false, nil }),
		method("set_debug(self, enabled)", "Accepted and ignored.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) { return nil, nil }),
		method("shutdown_asyncgens(self)", "Nothing is left to be ended.", func(th *object.Thread, l *loop, a *object.Bound) (object.Value, error) {
			f := newAsyncFuture(l)
			f.settle(nil, nil)
			return f, nil
		}),
	}
}

// inThread calls a function in a thread of its own and gives a future.
func inThread(th *object.Thread, l *loop, fn object.Value, args object.Args) *asyncFuture {
	f := newAsyncFuture(l)
	t := &thread{name: "asyncio_0", daemon: true}
	t.self = &object.Instance{Class: threadClass, Native: t}
	t.begin(th, func() {
		v, err := object.Call(th, fn, args)
		l.soon(func(th *object.Thread) error {
			if !f.done() {
				f.settle(v, err)
			}
			return nil
		})
		l.wake()
	})
	return f
}
