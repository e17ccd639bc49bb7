package numpy

import "kerash/tensor"

// window gives the part of the storage that the elements of a lie in, and where
// the first of them lies in it.
func window[T tensor.Elem](a *tensor.Array) (data []T, first int) {
	if a.Size() == 0 {
		return nil, 0
	}
	if a.IsContiguous() {
		return tensor.Data[T](a), 0
	}
	lo, hi := 0, 0
	for i, st := range a.Strides() {
		if d := st * (a.Shape()[i] - 1); d < 0 {
			lo += d
		} else {
			hi += d
		}
	}
	return tensor.Data[T](a.View([]int{hi - lo + 1}, []int{1}, a.Offset()+lo)), -lo
}

// path is how several arrays of one shape are walked together: axes that lie
// alike in all of them are joined, so that the innermost loop is long.
type path struct {
	shape   []int
	strides [][]int // for each array
}

func newPath(shape []int, arrays ...*tensor.Array) *path {
	p := &path{strides: make([][]int, len(arrays))}
	all := make([][]int, len(arrays))
	for k, a := range arrays {
		all[k] = broadcastStrides(a, len(shape))
	}
	for i, d := range shape {
		if d == 1 {
			continue
		}
		last := len(p.shape) - 1
		joins := last >= 0
		for k := range all {
			joins = joins && p.strides[k][last] == all[k][i]*d
		}
		if joins {
			p.shape[last] *= d
			for k := range all {
				p.strides[k][last] = all[k][i]
			}
			continue
		}
		p.shape = append(p.shape, d)
		for k := range all {
			p.strides[k] = append(p.strides[k], all[k][i])
		}
	}
	if len(p.shape) == 0 {
		p.shape = []int{tensor.NumElements(shape)}
		for k := range p.strides {
			p.strides[k] = []int{0}
		}
	}
	return p
}

// broadcastStrides are the strides of a under a shape of rank axes to which it
// is broadcast: 0 along the axes that repeat.
func broadcastStrides(a *tensor.Array, rank int) []int {
	out := make([]int, rank)
	d := rank - a.Rank()
	for i, st := range a.Strides() {
		if a.Shape()[i] != 1 {
			out[d+i] = st
		}
	}
	return out
}

// each visits the innermost rows: f gets, for each array, the offset of the
// row's first element and the step within the row.
func (p *path) each(f func(n int, at, step []int)) {
	rank := len(p.shape)
	n := p.shape[rank-1]
	for _, d := range p.shape {
		if d == 0 {
			return
		}
	}
	at, step := make([]int, len(p.strides)), make([]int, len(p.strides))
	for k, st := range p.strides {
		step[k] = st[rank-1]
	}
	idx := make([]int, rank)
	for {
		f(n, at, step)
		ax := rank - 2
		for ; ax >= 0; ax-- {
			idx[ax]++
			for k, st := range p.strides {
				at[k] += st[ax]
			}
			if idx[ax] < p.shape[ax] {
				break
			}
			for k, st := range p.strides {
				at[k] -= st[ax] * p.shape[ax]
			}
			idx[ax] = 0
		}
		if ax < 0 {
			return
		}
	}
}

// map1 computes out = f(a) element by element; a is broadcast to out's shape.
func map1[T, R tensor.Elem](out, a *tensor.Array, f func(x T) R) {
	d, d0 := window[R](out)
	x, x0 := window[T](a)
	newPath(out.Shape(), out, a).each(func(n int, at, step []int) {
		i, j := d0+at[0], x0+at[1]
		for range n {
			d[i] = f(x[j])
			i += step[0]
			j += step[1]
		}
	})
}

// map2 computes out = f(a, b) element by element.
func map2[T, R tensor.Elem](out, a, b *tensor.Array, f func(x, y T) R) {
	d, d0 := window[R](out)
	x, x0 := window[T](a)
	y, y0 := window[T](b)
	newPath(out.Shape(), out, a, b).each(func(n int, at, step []int) {
		i, j, k := d0+at[0], x0+at[1], y0+at[2]
		for range n {
			d[i] = f(x[j], y[k])
			i += step[0]
			j += step[1]
			k += step[2]
		}
	})
}

// broadcastAll is the common shape of arrays; it throws NumPy's error when
// there is none.
func broadcastAll(arrays ...*tensor.Array) []int { return broadcastWith(nil, arrays) }

// iteratedShape is the common shape of arrays that NumPy walks over together;
// its error names the first two that have none.
func iteratedShape(arrays []*tensor.Array) []int {
	shape := arrays[0].Shape()
	for i, a := range arrays[1:] {
		next, ok := tensor.BroadcastShapes(shape, a.Shape())
		if !ok {
			throwValue("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape %s and arg %d with shape %s.", shapeText(arrays[0].Shape()), i+1, shapeText(a.Shape()))
		}
		shape = next
	}
	return shape
}

func throwShapes(arrays []*tensor.Array) {
	text := ""
	for _, a := range arrays {
		text += shapeText(a.Shape()) + " "
	}
	throwValue("operands could not be broadcast together with shapes %s", text)
}

// clash reports whether writing into out while reading a could read what was
// already written: they are different views of one storage.
func clash(out, a *tensor.Array) bool {
	if out == a || !out.SharesStorage(a) {
		return false
	}
	return out.Offset() != a.Offset() || !tensor.SameShape(out.Shape(), a.Shape()) || !tensor.SameShape(out.Strides(), a.Strides())
}

// rowMajor are the strides of an array without gaps.
func rowMajor(shape []int) []int {
	st := make([]int, len(shape))
	n := 1
	for i := len(shape) - 1; i >= 0; i-- {
		st[i] = n
		n *= shape[i]
	}
	return st
}
