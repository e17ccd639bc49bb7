package numpy

import "kerash/tensor"

func foldLoop[T tensor.Elem](out, src *tensor.Array, f func(x, y T) T, add bool) {
	d, d0 := window[T](out)
	x, x0 := window[T](src)
	newPath(src.Shape(), out, src).each(func(n int, at, step []int) {
		i, j := d0+at[0], x0+at[1]
		if step[0] == 0 {
			if add {
				d[i] = addRow(d[i], x, j, n, step[1], f)
				return
			}
			acc := d[i]
			for range n {
				acc = f(acc, x[j])
				j += step[1]
			}
			d[i] = acc
			return
		}
		if add && step[0] == 1 && step[1] == 1 && addRows(d[i:i+n], x[j:j+n]) {
			return
		}
		for range n {
			d[i] = f(d[i], x[j])
			i += step[0]
			j += step[1]
		}
	})
}

// addRows adds a row to another; false for elements that are no floats.
func addRows[T tensor.Elem](d, x []T) bool {
	switch d := any(d).(type) {
	case []float32:
		for i, v := range any(x).([]float32) {
			d[i] += v
		}
	case []float64:
		for i, v := range any(x).([]float64) {
			d[i] += v
		}
	default:
		return false
	}
	return true
}

// extremeLoop is foldLoop for the largest and the least element.
func extremeLoop[T tensor.Float](op arith, out, src *tensor.Array) {
	d, d0 := window[T](out)
	x, x0 := window[T](src)
	newPath(src.Shape(), out, src).each(func(n int, at, step []int) {
		i, j := d0+at[0], x0+at[1]
		if step[0] == 0 {
			d[i] = extremeRow(op, d[i], x, j, n, step[1])
			return
		}
		for range n {
			d[i] = arithOne(op, d[i], x[j])
			i += step[0]
			j += step[1]
		}
	})
}

func extremeRow[T tensor.Float](op arith, acc T, x []T, at, n, step int) T {
	if acc != acc {
		return acc
	}
	largest := op == arithMax
	if step == 1 {
		return extremeOf(largest, acc, x[at:at+n])
	}
	for range n {
		v := x[at]
		if largest && v > acc || !largest && v < acc {
			acc = v
		} else if v != v {
			return v
		}
		at += step
	}
	return acc
}

// extremeOf is the largest or the least of acc and a row, nan when there is one.
func extremeOf[T tensor.Float](largest bool, acc T, x []T) T {
	nan := T(0)
	if largest {
		for _, v := range x {
			nan += v - v
			if v > acc {
				acc = v
			}
		}
	} else {
		for _, v := range x {
			nan += v - v
			if v < acc {
				acc = v
			}
		}
	}
	if nan == nan {
		return acc
	}
	for _, v := range x { // infinities and nan
		if v != v {
			return v
		}
	}
	return acc
}

// countLoop adds up bools.
func countLoop(out, src *tensor.Array) {
	d, d0 := window[int64](out)
	x, x0 := window[bool](src)
	newPath(src.Shape(), out, src).each(func(n int, at, step []int) {
		i, j := d0+at[0], x0+at[1]
		if step[0] == 0 {
			count := int64(0)
			for range n {
				if x[j] {
					count++
				}
				j += step[1]
			}
			d[i] += count
			return
		}
		for range n {
			if x[j] {
				d[i]++
			}
			i += step[0]
			j += step[1]
		}
	})
}

// addRow adds n elements as NumPy does: by halves, in blocks of eight sums.
func addRow[T tensor.Elem](acc T, x []T, at, n, step int, f func(x, y T) T) T {
	switch x := any(x).(type) {
	case []float32:
		r := any(acc).(float32) + sumPairwise(x, at, n, step)
		return any(r).(T)
	case []float64:
		r := any(acc).(float64) + sumPairwise(x, at, n, step)
		return any(r).(T)
	}
	for range n {
		acc = f(acc, x[at])
		at += step
	}
	return acc
}

const pairwiseBlock = 128

func sumPairwise[T tensor.Float](x []T, at, n, step int) T {
	if n < 8 {
		var s T
		for range n {
			s += x[at]
			at += step
		}
		return s
	}
	if n <= pairwiseBlock && step == 1 {
		return sumBlock(x[at : at+n])
	}
	if n <= pairwiseBlock {
		var r [8]T
		for k := range r {
			r[k] = x[at+k*step]
		}
		i := 8
		for ; i+8 <= n; i += 8 {
			for k := range r {
				r[k] += x[at+(i+k)*step]
			}
		}
		s := ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
		for ; i < n; i++ {
			s += x[at+i*step]
		}
		return s
	}
	half := n / 2
	half -= half % 8
	return sumPairwise(x, at, half, step) + sumPairwise(x, at+half*step, n-half, step)
}

// sumBlock is the sum of a block without gaps, by eight sums.
func sumBlock[T tensor.Float](x []T) T {
	r0, r1, r2, r3, r4, r5, r6, r7 := x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7]
	i := 8
	for ; i+8 <= len(x); i += 8 {
		b := x[i : i+8 : i+8]
		r0 += b[0]
		r1 += b[1]
		r2 += b[2]
		r3 += b[3]
		r4 += b[4]
		r5 += b[5]
		r6 += b[6]
		r7 += b[7]
	}
	s := ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
	for _, v := range x[i:] {
		s += v
	}
	return s
}
