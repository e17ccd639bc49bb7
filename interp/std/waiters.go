package std

import (
	"slices"
	"time"

	"kerash/interp/object"
)

// waiters are threads of user code that wait for something, the first one
// first. All of it is touched only by the thread whose turn it is.
type waiters struct{ list []chan struct{} }

// wait blocks until the thread is woken, or for a time; endless is negative.
func (w *waiters) wait(th *object.Thread, timeout time.Duration) (bool, error) {
	ready := make(chan struct{})
	w.list = append(w.list, ready)
	ok, err := th.Wait(ready, timeout)
	if ok {
		return true, nil
	}
	if i := slices.Index(w.list, ready); i >= 0 {
		w.list = slices.Delete(w.list, i, i+1)
		return false, err
	}
	// It was woken in the very moment in which it gave up.
	return true, nil
}

// wake wakes up to n threads and tells how many it were.
func (w *waiters) wake(n int) int {
	n = min(n, len(w.list))
	for _, c := range w.list[:n] {
		close(c)
	}
	w.list = slices.Delete(w.list, 0, n)
	return n
}

// waitUntil waits until ready holds, which is asked after each waking; ok false
// when the time was over before.
func (w *waiters) waitUntil(th *object.Thread, timeout time.Duration, ready func() bool) (ok bool, err error) {
	end := time.Now().Add(timeout)
	for !ready() {
		left := timeout
		if timeout >= 0 {
			if left = time.Until(end); left <= 0 {
				return false, nil
			}
		}
		if _, err := w.wait(th, left); err != nil {
			return false, err
		}
	}
	return true, nil
}

// endless is the timeout of those that wait for ever.
const endless = time.Duration(-1)

// timeoutArg is an argument in seconds; None is endless.
func timeoutArg(a *object.Bound, name string) time.Duration {
	v := a.Value(name)
	if v == nil {
		return endless
	}
	s := object.Must(object.AsFloat(a.Thread(), v))
	return max(0, time.Duration(s*float64(time.Second)))
}

// withNative declares a class whose objects user code may give attributes, and
// that it may subclass: each has a Go part that alloc makes and init fills.
func withNative(c *object.Class, alloc func() any, init func(th *object.Thread, native any, a *object.Bound) error) {
	c.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) { return alloc(), nil }
	c.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		a, err := c.BindNew(th, args)
		if err != nil || init == nil {
			return err
		}
		return init(th, inst.Native, a)
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls, Native: alloc()}
		return inst, c.Init(th, inst, args)
	}
}

// method declares a method of a class made by withNative; f gets the Go part.
func method[T any](sig, doc string, f func(th *object.Thread, self T, a *object.Bound) (object.Value, error)) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		self, ok := a.Native().(T)
		if !ok {
			return nil, object.TypeErrorf("descriptor '%s' doesn't apply to a '%s' object", a.Sig.Name, object.TypeName(a.Self()))
		}
		return f(th, self, a)
	})
}

// attribute declares a read-only attribute of a class made by withNative.
func attribute[T any](name, doc string, f func(self T) object.Value) object.Member {
	return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
		t, ok := object.NativeOf(self).(T)
		if !ok {
			return nil, object.TypeErrorf("descriptor '%s' doesn't apply to a '%s' object", name, object.TypeName(self))
		}
		return f(t), nil
	})
}
