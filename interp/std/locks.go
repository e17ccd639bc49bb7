package std

import (
	"fmt"
	"time"

	"kerash/interp/object"
)

// lock is threading.Lock, and with reentrant set RLock.
type lock struct {
	waiters
	reentrant bool
	// owner is the thread that holds it, count how often; nil when it is free.
	owner *thread
	count int
}

var (
	lockClass  = &object.Class{Name: "lock", Module: "_thread", Doc: "A lock that one thread holds.", Signature: "lock()"}
	rlockClass = &object.Class{Name: "RLock", Module: "_thread", Doc: "A lock that its holder can take again.", Signature: "RLock()"}
)

func init() {
	for _, c := range []*object.Class{lockClass, rlockClass} {
		withNative(c, func() any { return &lock{reentrant: c == rlockClass} }, nil)
		c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
			return true, object.NativeOf(self).(*lock).take(th)
		}
		c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
			return false, object.NativeOf(self).(*lock).release(th)
		}
		c.Repr = func(th *object.Thread, self object.Value) (string, error) {
			l := object.NativeOf(self).(*lock)
			state := "unlocked"
			if l.count > 0 {
				state = "locked"
			}
			detail := ""
			if l.reentrant {
				owner := 0
				if l.owner != nil {
					owner = l.owner.ident
				}
				detail = fmt.Sprintf(" owner=%d count=%d", owner, l.count)
			}
			return fmt.Sprintf("<%s %s object%s at %#x>", state, c.FullName(), detail, object.ID(self)), nil
		}
		c.Members = func() []object.Member { return lockMembers(c) }
	}
}

func lockMembers(c *object.Class) []object.Member {
	members := []object.Member{
		method("acquire(self, blocking=True, timeout=-1)", "Takes the lock, perhaps after waiting, and tells whether it did.", func(th *object.Thread, l *lock, a *object.Bound) (object.Value, error) {
			timeout := time.Duration(a.Float("timeout") * float64(time.Second))
			blocking := a.Bool("blocking")
			switch {
			case !blocking && timeout >= 0:
				return nil, object.ValueErrorf("can't specify a timeout for a non-blocking call")
			case !blocking:
				timeout = 0
			}
			return l.acquire(th, timeout)
		}),
		method("release(self)", "Gives the lock free.", func(th *object.Thread, l *lock, a *object.Bound) (object.Value, error) {
			return nil, l.release(th)
		}),
	}
	if c == lockClass {
		members = append(members, method("locked(self)", "Whether a thread holds it.", func(th *object.Thread, l *lock, a *object.Bound) (object.Value, error) {
			return l.count > 0, nil
		}))
	}
	return members
}

func (l *lock) take(th *object.Thread) error {
	_, err := l.acquire(th, endless)
	return err
}

func (l *lock) acquire(th *object.Thread, timeout time.Duration) (bool, error) {
	me := currentThread(th)
	if l.reentrant && l.owner == me {
		l.count++
		return true, nil
	}
	ok, err := l.waitUntil(th, timeout, func() bool { return l.count == 0 })
	if ok {
		l.owner, l.count = me, 1
	}
	return ok, err
}

func (l *lock) release(th *object.Thread) error {
	switch {
	case l.reentrant && l.owner != currentThread(th):
		return object.RuntimeErrorf("cannot release un-acquired lock")
	case l.count == 0:
		return object.RuntimeErrorf("release unlocked lock")
	}
	if l.count--; l.count == 0 {
		l.owner = nil
		l.wake(1)
	}
	return nil
}

// condition is threading.Condition.
type condition struct {
	waiters
	lock object.Value
}

var conditionClass = &object.Class{Name: "Condition", Module: "threading", Doc: "A lock with threads that wait to be told of a change.", Signature: "Condition(lock=None)"}

func init() {
	c := conditionClass
	withNative(c, func() any { return &condition{} }, func(th *object.Thread, native any, a *object.Bound) (err error) {
		k := native.(*condition)
		if k.lock = a.Value("lock"); k.lock == nil {
			k.lock, err = object.CallFn(th, rlockClass)
		}
		return err
	})
	of := func(v object.Value) *condition { return object.NativeOf(v).(*condition) }
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		return object.Enter(th, of(self).lock)
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return object.Exit(th, of(self).lock, exc)
	}
	c.Members = func() []object.Member {
		forward := func(name, doc string) object.Member {
			return method(name+"(self, *args, **kwargs)", doc, func(th *object.Thread, k *condition, a *object.Bound) (object.Value, error) {
				return object.CallMethodOf(th, k.lock, name, object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")})
			})
		}
		notify := func(sig, doc string, n func(k *condition, a *object.Bound) int) object.Member {
			return method(sig, doc, func(th *object.Thread, k *condition, a *object.Bound) (object.Value, error) {
				if !k.held(th) {
					return nil, object.RuntimeErrorf("cannot notify on un-acquired lock")
				}
				k.wake(n(k, a))
				return nil, nil
			})
		}
		return []object.Member{
			forward("acquire", "Takes the lock."), forward("release", "Gives the lock free."),
			method("wait(self, timeout=None)", "Gives the lock free until it is told of a change, then takes it again.", func(th *object.Thread, k *condition, a *object.Bound) (object.Value, error) {
				return k.await(th, timeoutArg(a, "timeout"))
			}),
			method("wait_for(self, predicate, timeout=None)", "Waits until a function's value is true.", func(th *object.Thread, k *condition, a *object.Bound) (object.Value, error) {
				timeout := timeoutArg(a, "timeout")
				end := time.Now().Add(timeout)
				for {
					v, err := object.CallFn(th, a.Value("predicate"))
					if err != nil {
						return nil, err
					}
					if ok, err := object.Truth(th, v); ok || err != nil {
						return v, err
					}
					left := timeout
					if timeout >= 0 {
						if left = time.Until(end); left <= 0 {
							return v, nil
						}
					}
					if _, err := k.await(th, left); err != nil {
						return nil, err
					}
				}
			}),
			notify("notify(self, n=1)", "Tells threads that wait of a change.", func(k *condition, a *object.Bound) int { return a.Int("n") }),
			notify("notify_all(self)", "Tells all threads that wait of a change.", func(k *condition, a *object.Bound) int { return len(k.list) }),
		}
	}
}

func (k *condition) held(th *object.Thread) bool {
	l, ok := object.NativeOf(k.lock).(*lock)
	return !ok || l.count > 0 && (!l.reentrant || l.owner == currentThread(th))
}

func (k *condition) await(th *object.Thread, timeout time.Duration) (bool, error) {
	l, ok := object.NativeOf(k.lock).(*lock)
	if !ok || !k.held(th) {
		return false, object.RuntimeErrorf("cannot wait on un-acquired lock")
	}
	count := l.count
	l.owner, l.count = nil, 0
	l.wake(1)
	told, err := k.wait(th, timeout)
	if terr := l.take(th); terr != nil {
		return told, terr
	}
	l.count = count
	return told, err
}

// event is threading.Event.
type event struct {
	waiters
	set bool
}

var eventClass = &object.Class{Name: "Event", Module: "threading", Doc: "A flag that threads wait for.", Signature: "Event()"}

func init() {
	withNative(eventClass, func() any { return &event{} }, nil)
	eventClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		state := "unset"
		if object.NativeOf(self).(*event).set {
			state = "set"
		}
		return fmt.Sprintf("<threading.Event at %#x: %s>", object.ID(self), state), nil
	}
	eventClass.Members = func() []object.Member {
		return []object.Member{
			method("is_set(self)", "Whether the flag is set.", func(th *object.Thread, e *event, a *object.Bound) (object.Value, error) { return e.set, nil }),
			method("set(self)", "Sets the flag and wakes all that wait.", func(th *object.Thread, e *event, a *object.Bound) (object.Value, error) {
				e.set = true
				e.wake(len(e.list))
				return nil, nil
			}),
			method("clear(self)", "Takes the flag back.", func(th *object.Thread, e *event, a *object.Bound) (object.Value, error) {
				e.set = false
				return nil, nil
			}),
			method("wait(self, timeout=None)", "Waits for the flag, and tells whether it is set.", func(th *object.Thread, e *event, a *object.Bound) (object.Value, error) {
				if e.set {
					return true, nil
				}
				return e.wait(th, timeoutArg(a, "timeout"))
			}),
		}
	}
}

// semaphore is threading.Semaphore; bound is the most of a BoundedSemaphore, or 0.
type semaphore struct {
	waiters
	value, bound int
}

var (
	semaphoreClass = &object.Class{Name: "Semaphore", Module: "threading", Doc: "A counter of what is left; taking from nothing waits.", Signature: "Semaphore(value=1)"}
	boundedClass   = &object.Class{Name: "BoundedSemaphore", Module: "threading", Base: semaphoreClass, Doc: "A semaphore that refuses to exceed its first value.", Signature: "BoundedSemaphore(value=1)"}
)

func init() {
	for _, c := range []*object.Class{semaphoreClass, boundedClass} {
		withNative(c, func() any { return &semaphore{} }, func(th *object.Thread, native any, a *object.Bound) error {
			s := native.(*semaphore)
			if s.value = a.Int("value"); s.value < 0 {
				return object.ValueErrorf("semaphore initial value must be >= 0")
			}
			if c == boundedClass {
				s.bound = s.value
			}
			return nil
		})
	}
	c := semaphoreClass
	c.Enter = func(th *object.Thread, self object.Value) (object.Value, error) {
		return object.NativeOf(self).(*semaphore).acquire(th, endless)
	}
	c.Exit = func(th *object.Thread, self object.Value, exc *object.Exception) (bool, error) {
		return false, object.NativeOf(self).(*semaphore).release(1)
	}
	c.Members = func() []object.Member {
		return []object.Member{
			method("acquire(self, blocking=True, timeout=None)", "Takes one, perhaps after waiting, and tells whether it did.", func(th *object.Thread, s *semaphore, a *object.Bound) (object.Value, error) {
				timeout := timeoutArg(a, "timeout")
				if !a.Bool("blocking") {
					timeout = 0
				}
				return s.acquire(th, timeout)
			}),
			method("release(self, n=1)", "Gives some back.", func(th *object.Thread, s *semaphore, a *object.Bound) (object.Value, error) {
				return nil, s.release(a.Int("n"))
			}),
			attribute("_value", "how many are left", func(s *semaphore) object.Value { return s.value }),
		}
	}
}

func (s *semaphore) acquire(th *object.Thread, timeout time.Duration) (bool, error) {
	ok, err := s.waitUntil(th, timeout, func() bool { return s.value > 0 })
	if ok {
		s.value--
	}
	return ok, err
}

func (s *semaphore) release(n int) error {
	if s.bound > 0 && s.value+n > s.bound {
		return object.ValueErrorf("Semaphore released too many times")
	}
	s.value += n
	s.wake(n)
	return nil
}

// barrier is threading.Barrier.
type barrier struct {
	waiters
	parties, count int
	action         object.Value
	timeout        time.Duration
	// turn counts how often all have come; broken ends it.
	turn   int
	broken bool
}

var (
	barrierClass = &object.Class{Name: "Barrier", Module: "threading", Doc: "A place where threads wait for each other.", Signature: "Barrier(parties, action=None, timeout=None)"}
	brokenError  = object.NewExceptionClass("threading", "BrokenBarrierError", object.RuntimeError, "A barrier was left before all came.")
)

func init() {
	withNative(barrierClass, func() any { return &barrier{} }, func(th *object.Thread, native any, a *object.Bound) error {
		b := native.(*barrier)
		b.parties, b.action, b.timeout = a.Int("parties"), a.Value("action"), timeoutArg(a, "timeout")
		return nil
	})
	barrierClass.Members = func() []object.Member {
		return []object.Member{
			method("wait(self, timeout=None)", "Waits until all have come; gives each another number.", func(th *object.Thread, b *barrier, a *object.Bound) (object.Value, error) {
				timeout := b.timeout
				if a.Has("timeout") {
					timeout = timeoutArg(a, "timeout")
				}
				return b.arrive(th, timeout)
			}),
			method("abort(self)", "Ends the barrier.", func(th *object.Thread, b *barrier, a *object.Bound) (object.Value, error) {
				b.broken = true
				b.wake(len(b.list))
				return nil, nil
			}),
			method("reset(self)", "Makes the barrier as new.", func(th *object.Thread, b *barrier, a *object.Bound) (object.Value, error) {
				b.broken, b.count = b.count > 0, 0
				b.wake(len(b.list))
				b.broken = false
				return nil, nil
			}),
			attribute("parties", "how many meet", func(b *barrier) object.Value { return b.parties }),
			attribute("n_waiting", "how many wait", func(b *barrier) object.Value { return b.count }),
			attribute("broken", "whether it was ended", func(b *barrier) object.Value { return b.broken }),
		}
	}
}

func (b *barrier) arrive(th *object.Thread, timeout time.Duration) (object.Value, error) {
	if b.broken {
		return nil, object.NewError(brokenError, "")
	}
	turn, index := b.turn, b.count
	if b.count++; b.count == b.parties {
		b.count = 0
		b.turn++
		if b.action != nil {
			if _, err := object.CallFn(th, b.action); err != nil {
				b.broken = true
				b.wake(len(b.list))
				return nil, err
			}
		}
		b.wake(len(b.list))
		return index, nil
	}
	ok, err := b.waitUntil(th, timeout, func() bool { return b.turn != turn || b.broken })
	if err != nil {
		return nil, err
	}
	if !ok || b.broken {
		b.broken = true
		b.wake(len(b.list))
		return nil, object.NewError(brokenError, "")
	}
	return index, nil
}
