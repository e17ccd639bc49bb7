package kernel

import "math"

// Long sums are cut into blocks of sumBlock elements; the sums of the blocks
// are added pairwise, so the error grows with the logarithm of the length and
// the order does not depend on the number of threads.
const sumBlock = 16 << 10

// reduceBlocks reduces x (and b) with f over fixed blocks and combines the
// parts pairwise.
func reduceBlocks(n int, f func(j *job, lo, hi int), x, b []float32, mean float32) float32 {
	blocks := (n + sumBlock - 1) / sumBlock
	s := getScratch(blocks)
	j := getJob(f)
	j.s[0], j.s[1], j.s[2], j.p[0] = x, b, s.buf, mean
	j.run(n, sumBlock)
	r := pairwise(s.buf[:blocks])
	putScratch(s)
	return r
}

// pairwise adds the elements as a balanced tree.
func pairwise(x []float32) float32 {
	switch len(x) {
	case 0:
		return 0
	case 1:
		return x[0]
	case 2:
		return x[0] + x[1]
	}
	h := len(x) / 2
	return pairwise(x[:h]) + pairwise(x[h:])
}

// Sum adds the elements of x.
func Sum(x []float32) float32 {
	if len(x) <= sumBlock {
		return kern().sum(x)
	}
	return reduceBlocks(len(x), func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.sum(j.s[0][lo:hi]) }, x, nil, 0)
}

// Mean is Sum divided by the length; NaN for none.
func Mean(x []float32) float32 { return Sum(x) / float32(len(x)) }

// SumSquares adds the squares of the elements of x.
func SumSquares(x []float32) float32 {
	if len(x) <= sumBlock {
		return kern().sumSq(x)
	}
	return reduceBlocks(len(x), func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.sumSq(j.s[0][lo:hi]) }, x, nil, 0)
}

// SumSquaredDev adds (x-mean)².
func SumSquaredDev(x []float32, mean float32) float32 {
	if len(x) <= sumBlock {
		return kern().sumSqDev(x, mean)
	}
	return reduceBlocks(len(x), func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.sumSqDev(j.s[0][lo:hi], j.p[0]) }, x, nil, mean)
}

// Dot adds the products a·b.
func Dot(a, b []float32) float32 {
	b = b[:len(a)]
	if len(a) <= sumBlock {
		return kern().dot(a, b)
	}
	return reduceBlocks(len(a), func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.dot(j.s[0][lo:hi], j.s[1][lo:hi]) }, a, b, 0)
}

// Max returns the largest element, NaN if there is one, -Inf for none.
func Max(x []float32) float32 {
	if len(x) <= sumBlock {
		return kern().max(x)
	}
	return extreme(x, func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.max(j.s[0][lo:hi]) }, kern().max)
}

// Min returns the smallest element, NaN if there is one, +Inf for none.
func Min(x []float32) float32 {
	if len(x) <= sumBlock {
		return kern().min(x)
	}
	return extreme(x, func(j *job, lo, hi int) { j.s[2][lo/sumBlock] = j.k.min(j.s[0][lo:hi]) }, kern().min)
}

func extreme(x []float32, f func(j *job, lo, hi int), last func([]float32) float32) float32 {
	blocks := (len(x) + sumBlock - 1) / sumBlock
	s := getScratch(blocks)
	j := getJob(f)
	j.s[0], j.s[2] = x, s.buf
	j.run(len(x), sumBlock)
	r := last(s.buf[:blocks])
	putScratch(s)
	return r
}

// ArgMax returns the index of the first largest element; a NaN counts as
// smaller than anything.
func ArgMax(x []float32) int {
	best, at := float32(math.Inf(-1)), 0
	for i, v := range x {
		if v > best {
			best, at = v, i
		}
	}
	return at
}

// RowSums computes dst[i] = sum of row i of x, m x n.
func RowSums(dst, x []float32, m, n int) {
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = rowSum(j.k, j.s[1][r*j.n[0]:(r+1)*j.n[0]])
		}
	})
}

// RowMax computes dst[i] = largest element of row i of x, m x n.
func RowMax(dst, x []float32, m, n int) {
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = j.k.max(j.s[1][r*j.n[0] : (r+1)*j.n[0]])
		}
	})
}

// RowMin computes dst[i] = smallest element of row i of x, m x n.
func RowMin(dst, x []float32, m, n int) {
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = j.k.min(j.s[1][r*j.n[0] : (r+1)*j.n[0]])
		}
	})
}

// RowSumSquares computes dst[i] = sum of the squares of row i of x, m x n.
func RowSumSquares(dst, x []float32, m, n int) {
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = j.k.sumSq(j.s[1][r*j.n[0] : (r+1)*j.n[0]])
		}
	})
}

func rowReduce(dst, x []float32, m, n int, f func(j *job, lo, hi int)) {
	j := getJob(f)
	j.s[0], j.s[1], j.n[0] = dst[:m], x[:m*n], n
	j.run(m, max(1, ewBlockLight/(n+1)))
}

// rowSum is Sum for use inside of a task.
func rowSum(k *kernels, x []float32) float32 {
	if len(x) <= sumBlock {
		return k.sum(x)
	}
	h := (len(x)/2 + sumBlock - 1) / sumBlock * sumBlock
	return rowSum(k, x[:h]) + rowSum(k, x[h:])
}

// Columns are summed over groups of colRows rows; groups are added in order.
const colRows = 256

// ColSums computes dst[j] = sum of column j of x, m x n.
func ColSums(dst, x []float32, m, n int) {
	if m <= colRows {
		colSumRange(kern(), dst[:n], x, n, 0, m)
		return
	}
	groups := colGroups(m)
	rows := (m + groups - 1) / groups
	s := getScratch(groups * n)
	j := getJob(func(j *job, lo, hi int) {
		for g := lo; g < hi; g++ {
			n := j.n[0]
			colSumRange(j.k, j.s[0][g*n:(g+1)*n], j.s[1], n, g*j.n[1], min((g+1)*j.n[1], j.n[2]))
		}
	})
	j.s[0], j.s[1], j.n[0], j.n[1], j.n[2] = s.buf, x[:m*n], n, rows, m
	grain := groups
	if m*n > ewBlockLight {
		grain = 1
	}
	j.run(groups, grain)
	colSumRange(kern(), dst[:n], s.buf, n, 0, groups)
	putScratch(s)
}

// MidSums computes dst[o,i] = sum over r of x[o,r,i], for x of outer x n x
// inner.
func MidSums(dst, x []float32, outer, n, inner int) {
	if outer == 1 {
		ColSums(dst, x, n, inner)
		return
	}
	j := getJob(func(j *job, lo, hi int) {
		n, inner := j.n[0], j.n[1]
		part := getScratch(inner)
		for o := lo; o < hi; o++ {
			d, x := j.s[0][o*inner:(o+1)*inner], j.s[1][o*n*inner:(o+1)*n*inner]
			colSumRange(j.k, d, x, inner, 0, min(n, colRows))
			for r := colRows; r < n; r += colRows {
				colSumRange(j.k, part.buf[:inner], x, inner, r, min(n, r+colRows))
				j.k.binary[OpAdd](d, d, part.buf[:inner])
			}
		}
		putScratch(part)
	})
	j.s[0], j.s[1], j.n[0], j.n[1] = dst[:outer*inner], x[:outer*n*inner], n, inner
	j.run(outer, max(1, ewBlockLight/(n*inner+1)))
}

// MidExtremes computes dst[o,i] = the largest (OpMax) or smallest (OpMin) of
// x[o,r,i] over r, NaN if there is one, for x of outer x n x inner and n > 0.
func MidExtremes(op BinOp, dst, x []float32, outer, n, inner int) {
	j := getJob(func(j *job, lo, hi int) {
		n, inner, f := j.n[0], j.n[1], j.k.binary[j.n[2]]
		for o := lo; o < hi; o++ {
			d, x := j.s[0][o*inner:(o+1)*inner], j.s[1][o*n*inner:(o+1)*n*inner]
			copy(d, x)
			for r := 1; r < n; r++ {
				f(d, d, x[r*inner:(r+1)*inner])
			}
		}
	})
	j.s[0], j.s[1], j.n[0], j.n[1], j.n[2] = dst[:outer*inner], x[:outer*n*inner], n, inner, int(op)
	j.run(outer, max(1, ewBlockLight/(n*inner+1)))
}

// colGroups is how many groups of rows partial column sums are kept for: as
// many as give colRows rows each, but no more than 64.
func colGroups(m int) int { return min(64, (m+colRows-1)/colRows) }

// colSumRange adds rows [r0,r1) of x into dst.
func colSumRange(k *kernels, dst, x []float32, n, r0, r1 int) {
	clear(dst)
	if r1 > r0 {
		k.colAdd(dst, x[r0*n:r1*n])
	}
}
