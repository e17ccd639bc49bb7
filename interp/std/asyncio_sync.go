package std

import (
	"slices"

	"kerash/interp/object"
)

// asyncWaiters are tasks that wait for something of one loop.
type asyncWaiters struct{ list []*asyncFuture }

// until is a coroutine that waits until ready holds and ends with what then
// does; ready is asked after each waking.
func (w *asyncWaiters) until(ready func() bool, then func(th *object.Thread) (object.Value, error)) *goCoroutine {
	var waiting *asyncFuture
	return &goCoroutine{step: func(th *object.Thread, thrown error) (*asyncFuture, object.Value, error) {
		if thrown != nil {
			if waiting != nil {
				woken := waiting.state == finishedState
				w.list = slices.DeleteFunc(w.list, func(f *asyncFuture) bool { return f == waiting })
				if woken {
					w.wake(1)
				}
			}
			return nil, nil, thrown
		}
		if ready() {
			v, err := then(th)
			return nil, v, err
		}
		l, err := runningLoop(th)
		if err != nil {
			return nil, nil, err
		}
		waiting = newAsyncFuture(l)
		w.list = append(w.list, waiting)
		return waiting, nil, nil
	}}
}

// wake lets up to n tasks go on.
func (w *asyncWaiters) wake(n int) {
	for n > 0 && len(w.list) > 0 {
		f := w.list[0]
		w.list = w.list[1:]
		if !f.done() {
			f.settle(nil, nil)
			n--
		}
	}
}

// asyncQueue is asyncio.Queue.
type asyncQueue struct {
	queue
	takers, givers, enders asyncWaiters
}

var (
	asyncQueueEmpty    = object.NewExceptionClass("asyncio.queues", "QueueEmpty", object.ExceptionClass, "There is no item.")
	asyncQueueFull     = object.NewExceptionClass("asyncio.queues", "QueueFull", object.ExceptionClass, "There is no room.")
	asyncQueueClass    = newAsyncQueueClass("Queue", "A queue that tasks fill and empty.", firstInFirstOut, nil)
	asyncLifoClass     = newAsyncQueueClass("LifoQueue", "A stack that tasks fill and empty.", lastInFirstOut, asyncQueueClass)
	asyncPriorityClass = newAsyncQueueClass("PriorityQueue", "A queue that gives the least item first.", leastFirst, asyncQueueClass)
)

func newAsyncQueueClass(name, doc string, kind queueKind, base *object.Class) *object.Class {
	c := &object.Class{Name: name, Module: "asyncio.queues", Doc: doc, Signature: name + "(maxsize=0)", Base: base}
	withNative(c, func() any { return &asyncQueue{queue: queue{items: object.NewList(), kind: kind}} }, func(th *object.Thread, native any, a *object.Bound) error {
		native.(*asyncQueue).max = a.Int("maxsize")
		return nil
	})
	if base == nil {
		c.Members = asyncQueueMembers
	}
	return c
}

func (q *asyncQueue) full() bool { return q.max > 0 && len(q.items.Elems) >= q.max }

func (q *asyncQueue) add(th *object.Thread, v object.Value) (object.Value, error) {
	if err := q.put(th, v, 0); err != nil {
		return nil, err
	}
	q.takers.wake(1)
	return nil, nil
}

func (q *asyncQueue) next(th *object.Thread) (object.Value, error) {
	v, err := q.take(th)
	q.givers.wake(1)
	return v, err
}

func asyncQueueMembers() []object.Member {
	return []object.Member{
		method("put(self, item)", "Adds an item, to be awaited.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			item := a.Value("item")
			return q.givers.until(func() bool { return !q.full() }, func(th *object.Thread) (object.Value, error) { return q.add(th, item) }), nil
		}),
		method("get(self)", "Removes and gives the next item, to be awaited.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			return q.takers.until(func() bool { return len(q.items.Elems) > 0 }, q.next), nil
		}),
		method("put_nowait(self, item)", "Adds an item or raises QueueFull.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			if q.full() {
				return nil, object.NewError(asyncQueueFull, "")
			}
			return q.add(th, a.Value("item"))
		}),
		method("get_nowait(self)", "Removes and gives the next item or raises QueueEmpty.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			if len(q.items.Elems) == 0 {
				return nil, object.NewError(asyncQueueEmpty, "")
			}
			return q.next(th)
		}),
		method("empty(self)", "Whether there is no item.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			return len(q.items.Elems) == 0, nil
		}),
		method("full(self)", "Whether there is no room.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) { return q.full(), nil }),
		method("qsize(self)", "How many items there are.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			return len(q.items.Elems), nil
		}),
		method("task_done(self)", "Tells that the work of an item is done.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			if q.unfinished <= 0 {
				return nil, object.ValueErrorf("task_done() called too many times")
			}
			if q.unfinished--; q.unfinished == 0 {
				q.enders.wake(len(q.enders.list))
			}
			return nil, nil
		}),
		method("join(self)", "Waits until all work is done.", func(th *object.Thread, q *asyncQueue, a *object.Bound) (object.Value, error) {
			return q.enders.until(func() bool { return q.unfinished == 0 }, nothing), nil
		}),
		attribute("maxsize", "how many items there may be, 0 for any number", func(q *asyncQueue) object.Value { return q.max }),
	}
}

func nothing(*object.Thread) (object.Value, error) { return nil, nil }

func yes(*object.Thread) (object.Value, error) { return true, nil }

// asyncSemaphore is asyncio.Semaphore; a Lock is one of which there is one.
type asyncSemaphore struct {
	asyncWaiters
	value int
}

var (
	asyncSemaphoreClass = &object.Class{Name: "Semaphore", Module: "asyncio.locks", Doc: "A counter of what is left; taking from nothing waits.", Signature: "Semaphore(value=1)"}
	asyncLockClass      = &object.Class{Name: "Lock", Module: "asyncio.locks", Doc: "A lock that one task holds.", Signature: "Lock()"}
	asyncConditionClass = &object.Class{Name: "Condition", Module: "asyncio.locks", Doc: "A lock with tasks that wait to be told of a change.", Signature: "Condition(lock=None)"}
	asyncEventClass     = &object.Class{Name: "Event", Module: "asyncio.locks", Doc: "A flag that tasks wait for.", Signature: "Event()"}
)

func init() {
	withNative(asyncSemaphoreClass, func() any { return &asyncSemaphore{value: 1} }, func(th *object.Thread, native any, a *object.Bound) error {
		if native.(*asyncSemaphore).value = a.Int("value"); a.Int("value") < 0 {
			return object.ValueErrorf("Semaphore initial value must be >= 0")
		}
		return nil
	})
	withNative(asyncLockClass, func() any { return &asyncSemaphore{value: 1} }, nil)
	withNative(asyncConditionClass, func() any { return &asyncCondition{asyncSemaphore: asyncSemaphore{value: 1}} }, nil)
	withNative(asyncEventClass, func() any { return &asyncEvent{} }, nil)
	asyncSemaphoreClass.Members = func() []object.Member {
		return semaphoreMembers(func(v any) *asyncSemaphore { return v.(*asyncSemaphore) }, false)
	}
	asyncLockClass.Members = func() []object.Member {
		return semaphoreMembers(func(v any) *asyncSemaphore { return v.(*asyncSemaphore) }, true)
	}
	asyncConditionClass.Members = func() []object.Member {
		members := semaphoreMembers(func(v any) *asyncSemaphore { return &v.(*asyncCondition).asyncSemaphore }, true)
		return append(members, asyncConditionMembers()...)
	}
	asyncEventClass.Members = asyncEventMembers
}

func (s *asyncSemaphore) acquire() *goCoroutine {
	return s.until(func() bool { return s.value > 0 }, func(*object.Thread) (object.Value, error) {
		s.value--
		return true, nil
	})
}

func (s *asyncSemaphore) release() {
	s.value++
	s.wake(1)
}

// semaphoreMembers are the methods of semaphores and locks.
func semaphoreMembers(of func(any) *asyncSemaphore, lock bool) []object.Member {
	release := func(s *asyncSemaphore) error {
		if lock && s.value > 0 {
			return object.RuntimeErrorf("Lock is not acquired.")
		}
		s.release()
		return nil
	}
	return []object.Member{
		object.Method("acquire(self)", "Takes one, to be awaited.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return of(a.Native()).acquire(), nil }),
		object.Method("release(self)", "Gives one back.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, release(of(a.Native())) }),
		object.Method("locked(self)", "Whether none is left.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return of(a.Native()).value <= 0, nil }),
		object.Method("__aenter__(self)", "Takes one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := of(a.Native())
			c := s.acquire()
			step := c.step
			c.step = func(th *object.Thread, thrown error) (*asyncFuture, object.Value, error) {
				f, _, err := step(th, thrown)
				return f, nil, err
			}
			return c, nil
		}),
		object.Method("__aexit__(self, exc_type, exc, tb)", "Gives it back.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			s := of(a.Native())
			return awaiting(func(*object.Thread) (*asyncFuture, error) { return nil, release(s) }, nil), nil
		}),
	}
}

// asyncCondition is asyncio.Condition.
type asyncCondition struct {
	asyncSemaphore
	told asyncWaiters
}

func asyncConditionMembers() []object.Member {
	// wait gives the lock free, waits to be told and takes the lock again.
	wait := func(k *asyncCondition, ready func(th *object.Thread) (bool, error)) *goCoroutine {
		var inner *goCoroutine
		taking := false
		return &goCoroutine{step: func(th *object.Thread, thrown error) (*asyncFuture, object.Value, error) {
			for {
				if inner == nil {
					k.release()
					heard := false
					inner = k.told.until(func() bool { first := heard; heard = true; return first }, yes)
				}
				f, _, err := inner.step(th, thrown)
				if f != nil || err != nil {
					return f, nil, err
				}
				if !taking {
					inner, taking = k.acquire(), true
					continue
				}
				ok, err := ready(th)
				if ok || err != nil {
					return nil, true, err
				}
				inner, taking = nil, false
			}
		}}
	}
	notify := func(k *asyncCondition, n int) error {
		if k.value > 0 {
			return object.RuntimeErrorf("cannot notify on un-acquired lock")
		}
		k.told.wake(n)
		return nil
	}
	return []object.Member{
		method("wait(self)", "Waits to be told of a change.", func(th *object.Thread, k *asyncCondition, a *object.Bound) (object.Value, error) {
			if k.value > 0 {
				return nil, object.RuntimeErrorf("cannot wait on un-acquired lock")
			}
			return wait(k, func(*object.Thread) (bool, error) { return true, nil }), nil
		}),
		method("wait_for(self, predicate)", "Waits until a function's value is true.", func(th *object.Thread, k *asyncCondition, a *object.Bound) (object.Value, error) {
			holdsNow := func(th *object.Thread) (bool, error) {
				v, err := object.CallFn(th, a.Value("predicate"))
				if err != nil {
					return false, err
				}
				return object.Truth(th, v)
			}
			ok, err := holdsNow(th)
			if err != nil {
				return nil, err
			}
			if ok {
				return awaiting(func(*object.Thread) (*asyncFuture, error) { return nil, nil }, func(*object.Thread, *asyncFuture, error) (object.Value, error) { return true, nil }), nil
			}
			return wait(k, holdsNow), nil
		}),
		method("notify(self, n=1)", "Tells tasks that wait of a change.", func(th *object.Thread, k *asyncCondition, a *object.Bound) (object.Value, error) {
			return nil, notify(k, a.Int("n"))
		}),
		method("notify_all(self)", "Tells all tasks that wait of a change.", func(th *object.Thread, k *asyncCondition, a *object.Bound) (object.Value, error) {
			return nil, notify(k, len(k.told.list))
		}),
	}
}

// asyncEvent is asyncio.Event.
type asyncEvent struct {
	asyncWaiters
	set bool
}

func asyncEventMembers() []object.Member {
	return []object.Member{
		method("is_set(self)", "Whether the flag is set.", func(th *object.Thread, e *asyncEvent, a *object.Bound) (object.Value, error) { return e.set, nil }),
		method("set(self)", "Sets the flag and wakes all that wait.", func(th *object.Thread, e *asyncEvent, a *object.Bound) (object.Value, error) {
			e.set = true
			e.wake(len(e.list))
			return nil, nil
		}),
		method("clear(self)", "Takes the flag back.", func(th *object.Thread, e *asyncEvent, a *object.Bound) (object.Value, error) {
			e.set = false
			return nil, nil
		}),
		method("wait(self)", "Waits for the flag, to be awaited.", func(th *object.Thread, e *asyncEvent, a *object.Bound) (object.Value, error) {
			return e.until(func() bool { return e.set }, yes), nil
		}),
	}
}
