package kernel

import "sync"

// job is the reusable Task of the kernels that have no task type of their own:
// a plain function over a range, with slots for what it works on.
type job struct {
	f   func(j *job, lo, hi int)
	k   *kernels
	s   [10][]float32
	n   [10]int
	p   [8]float32
	opt OptParams[float32]
}

var jobPool = sync.Pool{New: func() any { return new(job) }}

func getJob(f func(j *job, lo, hi int)) *job {
	j := jobPool.Get().(*job)
	j.f, j.k = f, kern()
	return j
}

// Run implements Task.
func (j *job) Run(_, lo, hi int) { j.f(j, lo, hi) }

// run executes the job over [0,n) in ranges of grain and gives it back.
func (j *job) run(n, grain int) {
	ParallelTask(n, max(1, grain), j)
	*j = job{}
	jobPool.Put(j)
}
