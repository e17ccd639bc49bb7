package kernel

import "sync"

// biasTask applies an epilogue to rows.
type biasTask struct {
	x  []float32
	n  int
	ep Epilogue
	k  *kernels
}

var biasPool = sync.Pool{New: func() any { return new(biasTask) }}

// BiasAct applies an epilogue to x in place, a matrix of rows of n elements.
func BiasAct(x []float32, n int, ep *Epilogue) {
	if n == 0 || len(x) == 0 {
		return
	}
	t := biasPool.Get().(*biasTask)
	t.x, t.n, t.ep, t.k = x, n, *ep, kern()
	ParallelTask(len(x)/n, max(1, ewBlockHeavy/n), t)
	*t = biasTask{}
	biasPool.Put(t)
}

// Run implements Task.
func (t *biasTask) Run(_, lo, hi int) {
	if t.ep.Bias != nil {
		for r := lo; r < hi; r++ {
			row := t.x[r*t.n : (r+1)*t.n]
			t.k.binary[OpAdd](row, row, t.ep.Bias[:t.n])
		}
	}
	applyAct(t.k, &t.ep, t.x[lo*t.n:hi*t.n])
}
