package kernel

import "sync"

// batchTask is a batch of products, one unit of work each.
type batchTask struct {
	gemmTask
	sa, sb, sc int
}

var batchPool = sync.Pool{New: func() any { return new(batchTask) }}

// BatchedGemm runs Gemm for batch matrices that lie strideA, strideB and
// strideC elements apart; a stride of 0 uses the same matrix for all (not for
// C).
func BatchedGemm(batch int, transA, transB bool, m, n, k int, alpha float32, a []float32, lda, strideA int, b []float32, ldb, strideB int, beta float32, c []float32, ldc, strideC int) {
	if batch == 0 || m == 0 || n == 0 {
		return
	}
	work := 2 * m * n * k
	if batch == 1 || work > 4*gemmWork {
		for i := 0; i < batch; i++ {
			Gemm(transA, transB, m, n, k, alpha, a[i*strideA:], lda, b[i*strideB:], ldb, beta, c[i*strideC:], ldc, nil)
		}
		return
	}
	t := batchPool.Get().(*batchTask)
	t.set(transA, transB, m, n, k, alpha, a, lda, beta, c, ldc, nil)
	t.b, t.ldb = b, ldb
	t.sa, t.sb, t.sc = strideA, strideB, strideC
	ParallelTask(batch, max(1, gemmSerial/(work+1)), t)
	*t = batchTask{}
	batchPool.Put(t)
}

// Run implements Task. Products inside of it run on this worker.
func (t *batchTask) Run(_, lo, hi int) {
	for i := lo; i < hi; i++ {
		Gemm(t.transA, t.transB, t.m, t.n, t.depth, t.alpha, t.a[i*t.sa:], t.lda, t.b[i*t.sb:], t.ldb, t.beta, t.c[i*t.sc:], t.ldc, nil)
	}
}
