package kernel

// Long sums are cut into blocks of sumBlock elements; the sums of the blocks
// are added as a tree, so the error grows with the logarithm of the length and
// the order does not depend on the number of threads.
const sumBlock = 16 << 10

// Sum adds the elements of x.
func Sum(x []float32) float32 {
	return byBlocks(x, func(j *job, lo, hi int) { j.s[1][lo/sumBlock] = j.k.sum(j.s[0][lo:hi]) },
		func(_ *kernels, parts []float32, n int) float32 { return addBlocks(parts, n) })
}

// byBlocks reduces x block by block, and the parts, those of n elements, to one.
func byBlocks(x []float32, block func(j *job, lo, hi int), parts func(k *kernels, parts []float32, n int) float32) float32 {
	n := (len(x) + sumBlock - 1) / sumBlock
	s := getScratch(n)
	j := getJob(block)
	j.s[0], j.s[1] = x, s.buf
	j.run(len(x), sumBlock)
	r := parts(kern(), s.buf[:n], len(x))
	putScratch(s)
	return r
}

// addBlocks adds the sums of the blocks of n elements in the order of rowSum.
func addBlocks(parts []float32, n int) float32 {
	switch {
	case n == 0:
		return 0
	case n <= sumBlock:
		return parts[0]
	}
	h := halfBlocks(n)
	return addBlocks(parts[:h/sumBlock], h) + addBlocks(parts[h/sumBlock:], n-h)
}

// rowSum is Sum for use inside of a task.
func rowSum(k *kernels, x []float32) float32 {
	if len(x) <= sumBlock {
		return k.sum(x)
	}
	h := halfBlocks(len(x))
	return rowSum(k, x[:h]) + rowSum(k, x[h:])
}

// halfBlocks is half of n, in whole blocks.
func halfBlocks(n int) int { return (n/2 + sumBlock - 1) / sumBlock * sumBlock }

// Rows of at least longRow elements are cut up when there are fewer than
// fewRows of them.
const (
	longRow = 4 * sumBlock
	fewRows = 8
)

// RowSums computes dst[i] = sum of row i of x, m x n.
func RowSums(dst, x []float32, m, n int) {
	if m < fewRows && n >= longRow {
		for i := range m {
			dst[i] = Sum(x[i*n : (i+1)*n])
		}
		return
	}
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = rowSum(j.k, j.s[1][r*j.n[0]:(r+1)*j.n[0]])
		}
	})
}

// RowMax computes dst[i] = largest element of row i of x, m x n.
func RowMax(dst, x []float32, m, n int) {
	if m < fewRows && n >= longRow {
		for i := range m {
			dst[i] = byBlocks(x[i*n:(i+1)*n], func(j *job, lo, hi int) { j.s[1][lo/sumBlock] = j.k.max(j.s[0][lo:hi]) },
				func(k *kernels, parts []float32, _ int) float32 { return k.max(parts) })
		}
		return
	}
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = j.k.max(j.s[1][r*j.n[0] : (r+1)*j.n[0]])
		}
	})
}

// RowMin computes dst[i] = smallest element of row i of x, m x n.
func RowMin(dst, x []float32, m, n int) {
	if m < fewRows && n >= longRow {
		for i := range m {
			dst[i] = byBlocks(x[i*n:(i+1)*n], func(j *job, lo, hi int) { j.s[1][lo/sumBlock] = j.k.min(j.s[0][lo:hi]) },
				func(k *kernels, parts []float32, _ int) float32 { return k.min(parts) })
		}
		return
	}
	rowReduce(dst, x, m, n, func(j *job, lo, hi int) {
		for r := lo; r < hi; r++ {
			j.s[0][r] = j.k.min(j.s[1][r*j.n[0] : (r+1)*j.n[0]])
		}
	})
}

func rowReduce(dst, x []float32, m, n int, f func(j *job, lo, hi int)) {
	j := getJob(f)
	j.s[0], j.s[1], j.n[0] = dst[:m], x[:m*n], n
	j.run(m, max(1, ewBlockLight/(n+1)))
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
	if outer < fewRows && n*inner >= longRow {
		for o := range outer {
			ColSums(dst[o*inner:(o+1)*inner], x[o*n*inner:(o+1)*n*inner], n, inner)
		}
		return
	}
	j := getJob(func(j *job, lo, hi int) {
		n, inner := j.n[0], j.n[1]
		part := getScratch(inner)
		for o := lo; o < hi; o++ {
			colSums(j.k, j.s[0][o*inner:(o+1)*inner], j.s[1][o*n*inner:(o+1)*n*inner], part.buf[:inner], n, inner)
		}
		putScratch(part)
	})
	j.s[0], j.s[1], j.n[0], j.n[1] = dst[:outer*inner], x[:outer*n*inner], n, inner
	j.run(outer, max(1, ewBlockLight/(n*inner+1)))
}

// colSums is ColSums for use inside of a task.
func colSums(k *kernels, dst, x, part []float32, m, n int) {
	groups := colGroups(m)
	rows := (m + max(groups, 1) - 1) / max(groups, 1)
	colSumRange(k, dst, x, n, 0, min(m, rows))
	for r := rows; r < m; r += rows {
		colSumRange(k, part, x, n, r, min(m, r+rows))
		k.binary[OpAdd](dst, dst, part)
	}
}

// midCols is how many columns of an extreme are one unit of work.
const midCols = 4 << 10

// MidExtremes computes dst[o,i] = the largest (OpMax) or smallest (OpMin) of
// x[o,r,i] over r, NaN if there is one, for x of outer x n x inner and n > 0.
func MidExtremes(op BinOp, dst, x []float32, outer, n, inner int) {
	j := getJob(func(j *job, lo, hi int) {
		n, inner, blocks, f := j.n[0], j.n[1], j.n[2], j.k.binary[j.n[3]]
		for u := lo; u < hi; u++ {
			o, i := u/blocks, u%blocks*midCols
			cols := min(midCols, inner-i)
			d, x := j.s[0][o*inner+i:][:cols], j.s[1][o*n*inner+i:]
			copy(d, x)
			for r := 1; r < n; r++ {
				f(d, d, x[r*inner:][:cols])
			}
		}
	})
	blocks := (inner + midCols - 1) / midCols
	j.s[0], j.s[1] = dst[:outer*inner], x[:outer*n*inner]
	j.n[0], j.n[1], j.n[2], j.n[3] = n, inner, blocks, int(op)
	j.run(outer*blocks, max(1, ewBlockLight/(n*min(inner, midCols)+1)))
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
