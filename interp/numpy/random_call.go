package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// sizeOf is the argument size; ok is false for None.
func sizeOf(c *call) (shape []int, ok bool) {
	v := c.Value("size")
	if v == nil {
		return []int{}, false
	}
	for _, d := range binding.ToShape(c.th, v) {
		if d < 0 {
			throwValue("negative dimensions are not allowed")
		}
		shape = append(shape, d)
	}
	if shape == nil {
		shape = []int{}
	}
	return shape, true
}

// drawFloats fills an array by a function of parameters, which are broadcast.
// Without size and with numbers as parameters it gives a Python float.
func drawFloats(c *call, names []string, f func(p []float64) float64) object.Value {
	return drawAs(c, names, tensor.Float64, f)
}

// drawInts is drawFloats for whole numbers.
func drawInts(c *call, names []string, f func(p []float64) float64) object.Value {
	return drawAs(c, names, tensor.Int64, f)
}

func drawAs(c *call, names []string, dt tensor.DType, f func(p []float64) float64) object.Value {
	shape, sized := sizeOf(c)
	params := make([]*tensor.Array, len(names))
	for i, n := range names {
		params[i] = castTo(c.operand(n), tensor.Float64)
	}
	given := []int{}
	if len(params) > 0 {
		given = broadcastAll(params...)
	}
	p := make([]float64, len(names))
	if !sized && len(given) == 0 {
		for i := range p {
			p[i] = params[i].Float(0)
		}
		v := f(p)
		if dt == tensor.Int64 {
			return int(v)
		}
		return v
	}
	if !sized {
		shape = given
	} else if s, ok := tensor.BroadcastShapes(given, shape); !ok || !tensor.SameShape(s, shape) {
		throwValue("shape mismatch: objects cannot be broadcast to a single shape")
	}
	out := tensor.NewArray(tensor.Float64, shape...)
	d := tensor.Data[float64](out)
	for i := range params {
		params[i] = params[i].BroadcastTo(shape)
	}
	fixed := len(given) == 0
	for k := range d {
		if k == 0 || !fixed {
			for i, a := range params {
				p[i] = a.Float(k)
			}
		}
		d[k] = f(p)
		if k&0xffff == 0xffff {
			if err := c.th.Check(); err != nil {
				object.Throw(err)
			}
		}
	}
	return castTo(out, dt)
}

// entropyOf reads a seed: an integer or several, cut into words of 32 bits.
func entropyOf(th *object.Thread, v object.Value) []uint32 {
	if i, err := object.AsIndex(th, v); err == nil {
		if i < 0 {
			throwValue("expected non-negative integer")
		}
		return words(uint64(i))
	}
	var out []uint32
	elems, err := object.ToSlice(th, v)
	if err != nil {
		throwType("SeedSequence expects int or sequence of ints for entropy not %s", object.Must(object.Repr(th, v)))
	}
	for _, e := range elems {
		i := object.Must(object.AsIndex(th, e))
		if i < 0 {
			throwValue("expected non-negative integer")
		}
		out = append(out, words(uint64(i))...)
	}
	return out
}

func words(u uint64) []uint32 {
	if u>>32 == 0 {
		return []uint32{uint32(u)}
	}
	return []uint32{uint32(u), uint32(u >> 32)}
}

// permute changes the order of the entries of a list or an array in place, by
// numbers in [0, i] that pick gives.
func permute(th *object.Thread, v object.Value, pick func(i int) int) {
	switch x := object.NativeOf(v).(type) {
	case *object.List:
		for i := len(x.Elems) - 1; i >= 1; i-- {
			j := pick(i)
			x.Elems[i], x.Elems[j] = x.Elems[j], x.Elems[i]
		}
	case *tensor.Array:
		if x.Rank() == 0 {
			throwType("len() of unsized object")
		}
		order := permutation(x.Shape()[0], pick)
		x.CopyFrom(takeAxis(x, order, 0).Contiguous())
	case *object.Tuple:
		throwType("'tuple' object does not support item assignment")
	default:
		n := object.Must(object.Len(th, v))
		for i := n - 1; i >= 1; i-- {
			j := pick(i)
			a, b := object.Must(object.Index(th, v, i)), object.Must(object.Index(th, v, j))
			object.Must(0, object.SetIndex(th, v, i, b))
			object.Must(0, object.SetIndex(th, v, j, a))
		}
	}
}

// permutation is the numbers below n in random order.
func permutation(n int, pick func(i int) int) *tensor.Array {
	idx := make([]int64, n)
	for i := range idx {
		idx[i] = int64(i)
	}
	for i := n - 1; i >= 1; i-- {
		j := pick(i)
		idx[i], idx[j] = idx[j], idx[i]
	}
	return tensor.FromSlice(idx, n)
}

// permuted is permutation of a number, or of the entries of an array.
func permuted(th *object.Thread, v object.Value, legacy bool, pick func(i int) int) object.Value {
	if n, err := object.AsIndex(th, v); err == nil {
		return permutation(max(n, 0), pick)
	}
	a, single := entriesIn(th, v)
	switch {
	case single && legacy:
		object.Throw(object.IndexErrorf("x must be an integer or at least 1-dimensional"))
	case single:
		normalAxis(0, 0)
	}
	return takeAxis(a, permutation(a.Shape()[0], pick), 0).Contiguous()
}

// entriesIn is a value as an array; single marks one of rank 0, as which None
// and objects count too.
func entriesIn(th *object.Thread, v object.Value) (a *tensor.Array, single bool) {
	if o := objectsIn(th, v); o != nil && o.at.Rank() == 0 {
		return nil, true
	}
	a = toArray(th, v)
	return a, a.Rank() == 0
}

// population is what choice picks from: a count, or the entries of an array.
func population(c *call, axis int, legacy bool) (entries *tensor.Array, n int) {
	if n, err := object.AsIndex(c.th, c.Value("a")); err == nil {
		switch {
		case n <= 0 && legacy:
			throwValue("a must be greater than 0 unless no samples are taken")
		case n <= 0:
			throwValue("a must be a positive integer unless no samples are taken")
		}
		return nil, n
	}
	a, single := entriesIn(c.th, c.Value("a"))
	switch {
	case single && legacy:
		throwValue("a must be 1-dimensional or an integer")
	case single:
		throwValue("a must be a sequence or an integer, not %s", object.Must(object.Repr(c.th, object.TypeOf(c.Value("a")))))
	}
	n = a.Shape()[normalAxis(axis, a.Rank())]
	if n == 0 {
		throwValue("'a' cannot be empty unless no samples are taken")
	}
	return a, n
}

// probabilities checks the argument p and gives its running sums.
func probabilities(c *call, n int) (p, sums []float64) {
	v := c.operand("p")
	if v.Rank() != 1 {
		throwValue("p must be 1-dimensional")
	}
	if v.Size() != n {
		throwValue("'a' and 'p' must have same size")
	}
	p = v.Floats()
	total, near := 0.0, 1.5e-8 // the root of the type's machine epsilon
	switch v.DType() {
	case tensor.Float16:
		near = 0x1p-5
	case tensor.Float32:
		near = 3.5e-4
	}
	for _, x := range p {
		if x != x {
			throwValue("probabilities contain NaN")
		}
		if x < 0 {
			throwValue("probabilities are not non-negative")
		}
		total += x
	}
	if math.Abs(total-1) > near {
		throwValue("probabilities do not sum to 1")
	}
	return p, runningSums(p)
}

// runningSums are scaled to end in 1.
func runningSums(p []float64) []float64 {
	sums := make([]float64, len(p))
	total := 0.0
	for i, x := range p {
		total += x
		sums[i] = total
	}
	for i := range sums {
		sums[i] /= total
	}
	return sums
}

// place is the first index whose running sum exceeds u.
func place(sums []float64, u float64) int {
	lo, hi := 0, len(sums)
	for lo < hi {
		mid := (lo + hi) / 2
		if sums[mid] <= u {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// drawWeighted picks count different places by their probabilities.
func drawWeighted(p []float64, count int, uniform func() float64) []int64 {
	nonzero := 0
	for _, x := range p {
		if x > 0 {
			nonzero++
		}
	}
	if nonzero < count {
		throwValue("Fewer non-zero entries in p than size")
	}
	p = append([]float64{}, p...)
	var found []int64
	for len(found) < count {
		draws := make([]float64, count-len(found))
		for i := range draws {
			draws[i] = uniform()
		}
		for _, f := range found {
			p[f] = 0
		}
		sums := runningSums(p)
		seen := map[int]bool{}
		for _, u := range draws {
			if k := place(sums, u); !seen[k] {
				seen[k] = true
				found = append(found, int64(k))
			}
		}
	}
	return found
}

// chosen gives the entries that choice picked.
func chosen(c *call, entries *tensor.Array, idx []int64, axis int) object.Value {
	shape, sized := sizeOf(c)
	if !sized {
		if entries == nil {
			return binding.FromArray(tensor.Scalar(idx[0]))
		}
		ax := normalAxis(axis, entries.Rank())
		r := at(entries, ax, int(idx[0]))
		if r.Rank() == 0 {
			return binding.ScalarAt(r, 0)
		}
		return r.Clone()
	}
	places := tensor.FromSlice(idx, shape...)
	if entries == nil {
		return places
	}
	return takeAxis(entries, places, normalAxis(axis, entries.Rank())).Contiguous()
}
