package numpy

import (
	"slices"
	"sort"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// order is how elements i and j of an array compare; nan comes last.
func order(a *tensor.Array) func(i, j int) int {
	switch {
	case a.DType() == tensor.String:
		s := tensor.Data[string](a)
		return func(i, j int) int { return strings.Compare(s[i], s[j]) }
	case a.DType().IsComplex():
		z := tensor.Data[complex128](castTo(a.Contiguous(), tensor.Complex128))
		return func(i, j int) int { return compareComplex(z[i], z[j]) }
	case a.DType().IsFloat():
		f := a.Floats()
		return func(i, j int) int { return compareFloats(f[i], f[j]) }
	}
	v := castTo(a, tensor.Int64)
	d := tensor.Data[int64](v)
	return func(i, j int) int {
		switch {
		case d[i] < d[j]:
			return -1
		case d[i] > d[j]:
			return 1
		}
		return 0
	}
}

// argSorted is the stable order of the elements along an axis.
func argSorted(a *tensor.Array, axis int) *tensor.Array {
	n := a.Shape()[axis]
	src := moveLast(a, axis).Contiguous()
	compare := order(src)
	rows := tensor.NewArray(tensor.Int64, src.Shape()...)
	d := tensor.Data[int64](rows)
	idx := make([]int, n)
	for start := 0; start < len(d); start += n {
		if places := stableOrder(src.View([]int{n}, []int{1}, src.Offset()+start)); places != nil {
			for i, p := range places {
				d[start+i] = int64(p)
			}
			continue
		}
		for i := range idx {
			idx[i] = start + i
		}
		slices.SortStableFunc(idx, compare)
		for i, p := range idx {
			d[start+i] = int64(p - start)
		}
	}
	return moveBack(rows, axis)
}

// moveBack is the inverse of moveLast.
func moveBack(a *tensor.Array, axis int) *tensor.Array {
	perm := make([]int, a.Rank())
	k := 0
	for i := range perm {
		if i == axis {
			perm[i] = a.Rank() - 1
			continue
		}
		perm[i] = k
		k++
	}
	return a.Permute(perm)
}

// alongAxis takes, along an axis, the elements that indices of the same rank name.
func alongAxis(a, indices *tensor.Array, axis int) *tensor.Array {
	if a.Rank() != indices.Rank() {
		throwValue("`indices` and `arr` must have the same number of dimensions")
	}
	src := moveLast(a, axis)
	idx := moveLast(castTo(indices, tensor.Int64), axis)
	lead := append([]int{}, src.Shape()[:src.Rank()-1]...)
	for i, d := range idx.Shape()[:idx.Rank()-1] {
		if lead[i] != d && d != 1 && lead[i] != 1 {
			throwIndex("shape mismatch: indexing arrays could not be broadcast together with shapes %s %s ", shapeText(indices.Shape()), shapeText(a.Shape()))
		}
		lead[i] = max(lead[i], d)
	}
	n, m := src.Shape()[src.Rank()-1], idx.Shape()[idx.Rank()-1]
	srcRows := src.BroadcastTo(append(append([]int{}, lead...), n))
	idxRows := idx.BroadcastTo(append(append([]int{}, lead...), m)).Contiguous()
	d := tensor.Data[int64](idxRows)
	from := make([]int, len(d))
	step := srcRows.Strides()[srcRows.Rank()-1]
	for k := range d {
		row := 0
		if n > 0 {
			row = srcRows.Position(k / m * n)
		}
		from[k] = row + checkIndex(int(d[k]), axis, n)*step
	}
	return moveBack(a.TakePositions(from, idxRows.Shape()), axis)
}

// sorted is a with the elements along an axis in order.
func sorted(a *tensor.Array, axis int) *tensor.Array {
	if a.DType() == tensor.Float64 {
		src := moveLast(a, axis).Clone()
		d, n := tensor.Data[float64](src), a.Shape()[axis]
		for start := 0; start < len(d); start += n {
			row := d[start : start+n]
			if n >= radixLeast {
				sortFloats(row)
				continue
			}
			slices.SortFunc(row, func(x, y float64) int {
				switch {
				case x < y || y != y && x == x:
					return -1
				case x > y || x != x && y == y:
					return 1
				}
				return 0
			})
		}
		return moveBack(src, axis)
	}
	return alongAxis(a, argSorted(a, axis), axis)
}

// searchSorted is where values would be inserted into a sorted array.
func searchSorted(a, v *tensor.Array, side string, sorter object.Value, th *object.Thread) *tensor.Array {
	if a.Rank() != 1 {
		throwValue("object too deep for desired array")
	}
	if side != "left" && side != "right" {
		throwValue("search side must be 'left' or 'right' (got '%s')", side)
	}
	if sorter != nil {
		a = takeAxis(a, toArray(th, sorter), 0)
	}
	out := tensor.NewArray(tensor.Int64, v.Shape()...)
	d := tensor.Data[int64](out)
	dt := resultType(a, v)
	x, y := castTo(a, dt).Contiguous(), castTo(v, dt).Contiguous()
	joined := concatenate([]*tensor.Array{x, y.Reshape([]int{y.Size()})}, 0)
	compare := order(joined)
	n := x.Size()
	for k := range d {
		d[k] = int64(sort.Search(n, func(i int) bool {
			c := compare(i, n+k)
			return c > 0 || c == 0 && side == "left"
		}))
	}
	return out
}

func sortDecls() []shared {
	return []shared{
		{name: "argsort", params: "axis=-1, kind=None, order=None", doc: "The order of the elements along an axis.", f: func(c *call) object.Value {
			a := c.first()
			checkKind(c)
			if c.Value("axis") == nil || a.Rank() == 0 {
				return argSorted(ravel(a, "C"), 0)
			}
			return argSorted(a, normalAxis(c.Int("axis"), a.Rank())).Contiguous()
		}},
		{name: "argpartition", params: "kth, axis=-1, kind='introselect', order=None", doc: "The order of the elements along an axis, as far as the kth place needs.", f: func(c *call) object.Value {
			a := c.first()
			if c.Value("axis") == nil {
				return argSorted(ravel(a, "C"), 0)
			}
			return argSorted(a, normalAxis(c.Int("axis"), a.Rank())).Contiguous()
		}},
	}
}

// checkKind refuses a way to sort that there is not. All that there are give the
// same order here.
func checkKind(c *call) {
	kind, ok := c.Value("kind").(string)
	if !ok {
		return
	}
	switch strings.ToLower(kind) {
	case "quicksort", "mergesort", "heapsort", "stable", "q", "m", "h", "s", "quick", "heap", "introselect":
	default:
		throwValue("sort kind must be one of 'quick', 'heap', or 'stable' (got '%s')", kind)
	}
}

// checkPlaces throws for places that a partition cannot put in order.
func checkPlaces(c *call) {
	a := c.first()
	n := a.Size()
	if ax, ok := c.Value("axis").(int); ok && a.Rank() > 0 {
		n = a.Shape()[normalAxis(ax, a.Rank())]
	}
	for _, k := range toArray(c.th, c.Value("kth")).Ints() {
		if at := k + n; k < 0 && at < 0 {
			throwValue("kth(=%d) out of bounds (%d)", at, n)
		}
		if k >= n {
			throwValue("kth(=%d) out of bounds (%d)", k, n)
		}
	}
}

func sortFuncs() []object.Member {
	sortCall := func(c *call) object.Value {
		a := c.first()
		checkKind(c)
		if c.Value("axis") == nil {
			return sorted(ravel(a, "C"), 0)
		}
		if a.Rank() == 0 {
			object.Throw(object.Errorf(AxisError, "axis %d is out of bounds for array of dimension 0", c.Int("axis")))
		}
		return sorted(a, normalAxis(c.Int("axis"), a.Rank())).Contiguous()
	}
	return []object.Member{
		fun("sort(a, axis=-1, kind=None, order=None)", "A sorted copy.", sortCall),
		fun("partition(a, kth, axis=-1, kind='introselect', order=None)", "A copy sorted as far as the kth place needs.", func(c *call) object.Value {
			checkPlaces(c)
			return sortCall(c)
		}),
		fun("msort(a)", "A copy sorted along the first axis.", func(c *call) object.Value { return sorted(c.first(), 0).Contiguous() }),
		fun("lexsort(keys, axis=-1)", "The order by several keys, the last one first.", func(c *call) object.Value { return lexsort(c) }),
		fun("searchsorted(a, v, side='left', sorter=None)", "Where values would be inserted to keep the order.", func(c *call) object.Value {
			return binding.FromArray(searchSorted(c.operand("a"), c.operand("v"), c.Str("side"), c.Value("sorter"), c.th))
		}),
		fun("take_along_axis(arr, indices, axis)", "The elements along an axis that indices name.", func(c *call) object.Value {
			a, idx := c.operand("arr"), c.operand("indices")
			ax, ok := c.axis("axis", a.Rank())
			if !ok {
				return alongAxis(ravel(a, "C"), idx, 0)
			}
			return alongAxis(a, idx, ax).Contiguous()
		}),
		fun("put_along_axis(arr, indices, values, axis)", "Sets the elements along an axis that indices name.", func(c *call) object.Value {
			putAlongAxis(c)
			return nil
		}),
	}
}

func putAlongAxis(c *call) {
	a, idx := c.Value("arr").(*tensor.Array), castTo(c.operand("indices"), tensor.Int64)
	ax, ok := c.axis("axis", a.Rank())
	if !ok {
		a, ax = ravel(a, "C"), 0
	}
	shape := append([]int{}, a.Shape()...)
	shape[ax] = idx.Shape()[ax]
	idx = idx.BroadcastTo(shape).Contiguous()
	vals := castTo(c.operand("values"), a.DType()).BroadcastTo(shape)
	for k := range idx.Size() {
		at, rest := a.Offset(), k
		for i := len(shape) - 1; i >= 0; i-- {
			p := rest % shape[i]
			rest /= shape[i]
			if i == ax {
				p = checkIndex(int(idx.Int(k)), ax, a.Shape()[ax])
			}
			at += p * a.Strides()[i]
		}
		a.View([]int{}, []int{}, at).CopyFrom(vals.View([]int{}, []int{}, vals.Position(k)))
	}
}

func lexsort(c *call) object.Value {
	keys := arraysOf(c.th, c.Value("keys"))
	if len(keys) == 0 {
		throwType("need sequence of keys with len > 0 in lexsort")
	}
	n := keys[0].Size()
	idx := make([]int, n)
	for i := range idx {
		idx[i] = i
	}
	for _, k := range keys {
		slices.SortStableFunc(idx, order(k.Contiguous()))
	}
	out := tensor.NewArray(tensor.Int64, n)
	for i, p := range idx {
		tensor.Data[int64](out)[i] = int64(p)
	}
	return out
}
