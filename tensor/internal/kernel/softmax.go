package kernel

import (
	"fmt"
	"math"
)

// Softmax computes dst[i,:] = exp(x[i,:]) / Σ exp(x[i,:]) for m rows of n.
// dst may be x.
func Softmax(dst, x []float32, m, n int) {
	rowJob(dst, x, nil, m, n, func(j *job, lo, hi int) {
		n := j.n[0]
		for r := lo; r < hi; r++ {
			d := j.s[0][r*n : (r+1)*n]
			row := j.s[1][r*n : (r+1)*n]
			s := j.k.expSum(d, row, j.k.max(row))
			j.k.scalar[OpMul](d, d, 1/s)
		}
	})
}

// LogSoftmax computes dst[i,:] = x[i,:] - log Σ exp(x[i,:]) for m rows of n.
// dst may be x.
func LogSoftmax(dst, x []float32, m, n int) {
	rowJob(dst, x, nil, m, n, func(j *job, lo, hi int) {
		n := j.n[0]
		tmp := getScratch(n)
		for r := lo; r < hi; r++ {
			d := j.s[0][r*n : (r+1)*n]
			row := j.s[1][r*n : (r+1)*n]
			top := j.k.max(row)
			s := j.k.expSum(tmp.buf[:n], row, top)
			j.k.scalar[OpSub](d, row, top)
			j.k.scalar[OpSub](d, d, float32(math.Log(float64(s))))
		}
		putScratch(tmp)
	})
}

// SoftmaxBack computes dx = y·(dy - Σ dy·y) for m rows of n, y being the
// result of Softmax. dx may be dy.
func SoftmaxBack(dx, y, dy []float32, m, n int) {
	rowJob(dx, y, dy, m, n, func(j *job, lo, hi int) {
		n := j.n[0]
		for r := lo; r < hi; r++ {
			dx, y, dy := j.s[0][r*n:(r+1)*n], j.s[1][r*n:(r+1)*n], j.s[2][r*n:(r+1)*n]
			s := j.k.dot(y, dy)
			j.k.scalar[OpSub](dx, dy, s)
			j.k.binary[OpMul](dx, dx, y)
		}
	})
}

// rowJob runs f over m rows of n elements of three matrices.
func rowJob(dst, x, y []float32, m, n int, f func(j *job, lo, hi int)) {
	if m == 0 || n == 0 {
		return
	}
	j := getJob(f)
	j.s[0], j.s[1], j.s[2], j.n[0] = dst[:m*n], x[:m*n], y, n
	j.run(m, max(1, ewBlockHeavy/n))
}

// SoftmaxCrossEntropy computes, for m rows of n logits with an integer label
// each, loss[i] = -log softmax(x[i,:])[label] and, when grad is not nil, the
// gradient of loss[i] with respect to row i: softmax(x[i,:]) - onehot. grad may
// be x. A label outside of [0,n) is reported as an error; the rows before it
// are done.
func SoftmaxCrossEntropy(loss, grad, x []float32, labels []int32, m, n int) error {
	for i, l := range labels[:m] {
		if l < 0 || int(l) >= n {
			return fmt.Errorf("label %d of row %d is outside of [0, %d)", l, i, n)
		}
	}
	t := getXent()
	t.loss, t.grad, t.x, t.labels, t.n, t.k = loss[:m], grad, x[:m*n], labels[:m], n, kern()
	ParallelTask(m, max(1, ewBlockHeavy/n), t)
	putXent(t)
	return nil
}
