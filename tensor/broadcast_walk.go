package tensor

// maxWalkRank bounds the axes that a broadcastWalk keeps without allocating.
const maxWalkRank = 8

// broadcastWalk is the way through two broadcast operands in the order of the
// result: axes on which both step alike are joined, the last one is the row.
type broadcastWalk struct {
	rank   int
	n      [maxWalkRank]int
	sa, sb [maxWalkRank]int // step per axis, 0 where the operand repeats
}

// walkOf plans the walk for operands of shapes a and b; ok is false when there
// are too many axes.
func walkOf(a, b, full []int) (w broadcastWalk, ok bool) {
	if len(full) > maxWalkRank {
		return w, false
	}
	stepA, stepB := 1, 1
	// From the last axis to the first; w is built back to front.
	for i := len(full) - 1; i >= 0; i-- {
		n := full[i]
		da, db := 1, 1
		if j := i - (len(full) - len(a)); j >= 0 {
			da = a[j]
		}
		if j := i - (len(full) - len(b)); j >= 0 {
			db = b[j]
		}
		if n == 1 {
			continue
		}
		sa, sb := stepA, stepB
		if da == 1 {
			sa = 0
		}
		if db == 1 {
			sb = 0
		}
		stepA, stepB = stepA*da, stepB*db
		if k := w.rank - 1; k >= 0 && sa == w.sa[k]*w.n[k] && sb == w.sb[k]*w.n[k] {
			w.n[k] *= n
			continue
		}
		w.n[w.rank], w.sa[w.rank], w.sb[w.rank] = n, sa, sb
		w.rank++
	}
	if w.rank == 0 {
		w.n[0], w.sa[0], w.sb[0], w.rank = 1, 1, 1, 1
	}
	return w, true
}

// rows calls f for every row of the result: the offsets of its first elements
// in the operands and in the result.
func (w *broadcastWalk) rows(f func(i, j, k int)) {
	var at [maxWalkRank]int
	i, j, k := 0, 0, 0
	for {
		f(i, j, k)
		k += w.n[0]
		ax := 1
		for ; ax < w.rank; ax++ {
			at[ax]++
			i += w.sa[ax]
			j += w.sb[ax]
			if at[ax] < w.n[ax] {
				break
			}
			at[ax] = 0
			i -= w.sa[ax] * w.n[ax]
			j -= w.sb[ax] * w.n[ax]
		}
		if ax >= w.rank {
			return
		}
	}
}
