package kernel

import (
	"math"
	"sync"
)

// xentTask computes rows of SoftmaxCrossEntropy.
type xentTask struct {
	loss, grad, x []float32
	labels        []int32
	n             int
	k             *kernels
}

var xentPool = sync.Pool{New: func() any { return new(xentTask) }}

func getXent() *xentTask { return xentPool.Get().(*xentTask) }

func putXent(t *xentTask) {
	*t = xentTask{}
	xentPool.Put(t)
}

// Run implements Task.
func (t *xentTask) Run(_, lo, hi int) {
	n := t.n
	var tmp *scratch
	if t.grad == nil {
		tmp = getScratch(n)
	}
	for r := lo; r < hi; r++ {
		x, at := t.x[r*n:(r+1)*n], t.labels[r]
		var e []float32
		if tmp != nil {
			e = tmp.buf[:n]
		} else {
			e = t.grad[r*n : (r+1)*n]
		}
		top, own := t.k.max(x), x[at]
		s := t.k.expSum(e, x, top)
		t.loss[r] = float32(math.Log(float64(s)) - float64(own-top))
		if t.grad != nil {
			t.k.scalar[OpMul](e, e, 1/s)
			e[at]--
		}
	}
	if tmp != nil {
		putScratch(tmp)
	}
}
