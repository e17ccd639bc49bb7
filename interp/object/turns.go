package object

import (
	"sync/atomic"
	"time"
)

// Python threads are goroutines that take turns: one of them holds the
// interpreter and runs, the others wait for it. A thread gives its turn away
// where it blocks, and between two statements when it has run for a while.

// quantum is how long a thread runs while others wait.
const quantum = 5 * time.Millisecond

// turns hands the interpreter from goroutine to goroutine.
type turns struct {
	// free has a token while nobody runs; those that wait are served in order.
	free chan struct{}
	// expired is set when the running thread should let others run.
	expired atomic.Bool
	// threads counts the goroutines besides the main one.
	threads int
	stop    chan struct{}
}

// Go runs f as another Python thread, on a goroutine of its own. The caller
// waits until the new thread blocks, has run for a while or has ended.
func (th *Thread) Go(f func()) {
	t := &th.turns
	if t.free == nil {
		t.free = make(chan struct{}, 1)
	}
	if t.threads++; t.threads == 1 {
		t.stop = make(chan struct{})
		go t.tick(t.stop)
	}
	begun := make(chan struct{})
	go func() {
		<-t.free
		resume := th.parked()
		close(begun)
		f()
		t.threads--
		if t.threads == 0 {
			close(t.stop)
		}
		resume()
		t.free <- struct{}{}
	}()
	th.Unlocked(func() { <-begun })
}

// tick marks the end of each turn.
func (t *turns) tick(stop chan struct{}) {
	clock := time.NewTicker(quantum)
	defer clock.Stop()
	for {
		select {
		case <-clock.C:
			t.expired.Store(true)
		case <-stop:
			return
		}
	}
}

// Unlocked runs f, which may block and must not touch Python values, while
// other threads may run.
func (th *Thread) Unlocked(f func()) {
	t := &th.turns
	if t.threads == 0 {
		f()
		return
	}
	resume := th.parked()
	t.free <- struct{}{}
	f()
	<-t.free
	resume()
}

// parked takes what the running code keeps in the thread out of it, and gives
// the function that puts it back.
func (th *Thread) parked() func() {
	depth, reprs, running := th.Depth, th.reprs, th.Running
	th.Depth, th.reprs, th.Running = 0, nil, nil
	resume := func() {}
	if th.Park != nil {
		resume = th.Park()
	}
	return func() {
		th.Depth, th.reprs, th.Running = depth, reprs, running
		resume()
	}
}

// yield lets other threads run.
func (th *Thread) yield() {
	th.turns.expired.Store(false)
	th.Unlocked(func() {})
}

// Wait blocks, while other threads run, until ready is closed or gets a value,
// the time is over (a negative one is endless) or the running code should stop.
// It reports whether ready was first.
func (th *Thread) Wait(ready <-chan struct{}, timeout time.Duration) (bool, error) {
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	ok, stopped := false, false
	th.Unlocked(func() {
		select {
		case <-ready:
			ok = true
		case <-expired:
		case <-th.ctx.Done():
			stopped = true
		}
	})
	if stopped {
		return false, NewError(KeyboardInterrupt, "")
	}
	return ok, nil
}
