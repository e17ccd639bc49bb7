package kernel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Task is work that can be cut into ranges. Run is called with disjoint ranges
// that cover [0,n); worker is below Threads() and no two calls of one Parallel
// run at the same time with the same worker.
type Task interface {
	Run(worker, lo, hi int)
}

// pool is the fixed set of workers. One job runs at a time; a second caller
// (from another goroutine or from inside a job) does its work by itself.
//
// gate is the lock-free door of the running job: bit 63 says open, bit 62 that
// the caller sleeps until the last worker leaves, and the low bits count the
// workers inside. Workers that wake too late find the door closed, so the
// caller never waits for a worker that has not begun.
type pool struct {
	busy    atomic.Bool
	gate    atomic.Uint64
	epoch   atomic.Uint32
	threads atomic.Int32

	task   Task
	n      int
	grain  int
	chunks int64
	next   atomic.Int64
	done   chan struct{}
	panicV atomic.Pointer[panicValue]

	mu      sync.Mutex
	workers []*worker
}

type panicValue struct{ v any }

type worker struct {
	id     int
	parked atomic.Bool
	wake   chan struct{}
}

const (
	gateOpen  = 1 << 63
	gateSleep = 1 << 62
	gateCount = gateSleep - 1

	// spinRounds is how often an idle worker looks for the next job before it
	// parks: some ten microseconds, the gap between kernels of one step.
	spinRounds = 100
	pauseSpins = 10
)

var thePool = pool{done: make(chan struct{}, 1)}

// Threads returns how many workers, the caller included, share parallel work.
func Threads() int {
	if t := thePool.threads.Load(); t > 0 {
		return int(t)
	}
	return runtime.GOMAXPROCS(0)
}

// SetThreads sets how many workers, the caller included, share parallel work;
// n < 1 means one per processor. Results do not depend on it.
func SetThreads(n int) {
	if n < 1 {
		n = 0
	}
	if n > 256 {
		n = 256
	}
	thePool.threads.Store(int32(n))
}

// Parallel calls fn for disjoint ranges that cover [0,n), each at most grain
// long and beginning at a multiple of grain, on all workers. With n <= grain
// fn runs at once on the caller.
func Parallel(n, grain int, fn func(lo, hi int)) {
	if n <= 0 {
		return
	}
	if grain < 1 {
		grain = 1
	}
	if n <= grain {
		fn(0, n)
		return
	}
	ParallelTask(n, grain, funcTask(fn))
}

type funcTask func(lo, hi int)

func (f funcTask) Run(_, lo, hi int) { f(lo, hi) }

// ParallelTask is Parallel for a Task; it allocates nothing when t is a
// pointer that the caller reuses.
func ParallelTask(n, grain int, t Task) {
	if n <= 0 {
		return
	}
	if grain < 1 {
		grain = 1
	}
	th := Threads()
	p := &thePool
	if n <= grain || th == 1 || !p.busy.CompareAndSwap(false, true) {
		for lo := 0; lo < n; lo += grain {
			t.Run(0, lo, min(lo+grain, n))
		}
		return
	}
	p.run(n, grain, th, t)
}

func (p *pool) run(n, grain, th int, t Task) {
	p.task, p.n, p.grain = t, n, grain
	p.chunks = int64((n + grain - 1) / grain)
	p.next.Store(0)
	helpers := min(th-1, int(p.chunks)-1)
	if len(p.workers) < helpers {
		p.grow(helpers)
	}
	p.gate.Store(gateOpen)
	p.epoch.Add(1)
	for _, w := range p.workers[:helpers] {
		if w.parked.Load() && w.parked.CompareAndSwap(true, false) {
			w.wake <- struct{}{}
		}
	}
	p.work(0)
	p.close()
	p.task = nil
	pv := p.panicV.Swap(nil)
	p.busy.Store(false)
	if pv != nil {
		panic(pv.v)
	}
}

// close shuts the door and waits until the workers inside have left.
func (p *pool) close() {
	p.gate.And(^uint64(gateOpen))
	for i := 0; i < 400; i++ {
		if p.gate.Load() == 0 {
			return
		}
		spinPause(pauseSpins)
	}
	for {
		g := p.gate.Load()
		if g == 0 {
			return
		}
		if p.gate.CompareAndSwap(g, g|gateSleep) {
			<-p.done
			p.gate.Store(0)
			return
		}
	}
}

// work takes chunks until none is left. A panic in a chunk ends the job and is
// raised again on the caller.
func (p *pool) work(id int) {
	defer func() {
		if r := recover(); r != nil {
			p.next.Store(p.chunks)
			p.panicV.CompareAndSwap(nil, &panicValue{r})
		}
	}()
	for {
		c := p.next.Add(1) - 1
		if c >= p.chunks {
			return
		}
		lo := int(c) * p.grain
		p.task.Run(id, lo, min(lo+p.grain, p.n))
	}
}

func (p *pool) grow(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.workers) < n {
		w := &worker{id: len(p.workers) + 1, wake: make(chan struct{}, 1)}
		p.workers = append(p.workers, w)
		go p.loop(w)
	}
}

// enter passes the door if it is open and this worker may take part.
func (p *pool) enter(id int) bool {
	for {
		g := p.gate.Load()
		if g&gateOpen == 0 || id >= Threads() {
			return false
		}
		if p.gate.CompareAndSwap(g, g+1) {
			return true
		}
	}
}

func (p *pool) leave() {
	if g := p.gate.Add(^uint64(0)); g == gateSleep {
		p.done <- struct{}{}
	}
}

func (p *pool) loop(w *worker) {
	var seen uint32
	for {
		e := p.epoch.Load()
		if e != seen {
			seen = e
			if p.enter(w.id) {
				p.work(w.id)
				p.leave()
			}
			continue
		}
		if p.spin(seen) {
			continue
		}
		w.parked.Store(true)
		if p.epoch.Load() != seen && w.parked.CompareAndSwap(true, false) {
			continue
		}
		<-w.wake
	}
}

// spin waits a few microseconds for the epoch to move on.
func (p *pool) spin(seen uint32) bool {
	for i := 0; i < spinRounds; i++ {
		if p.epoch.Load() != seen {
			return true
		}
		spinPause(pauseSpins)
	}
	return false
}
