package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
	"slices"
)

// moveAxes moves axes to new places.
func moveAxes(a *tensor.Array, from, to []int) *tensor.Array {
	from, to = namedAxes("source", from, a.Rank()), namedAxes("destination", to, a.Rank())
	if len(from) != len(to) {
		throwValue("`source` and `destination` arguments must have the same number of elements")
	}
	perm := make([]int, a.Rank())
	for i := range perm {
		perm[i] = -1
	}
	moved := map[int]bool{}
	for i, ax := range from {
		perm[to[i]], moved[ax] = ax, true
	}
	next := 0
	for i := range perm {
		if perm[i] >= 0 {
			continue
		}
		for moved[next] {
			next++
		}
		perm[i] = next
		next++
	}
	return a.Permute(perm)
}

// flip is a view with axes running backwards.
func flip(a *tensor.Array, axes []int) *tensor.Array {
	strides, at := append([]int{}, a.Strides()...), a.Offset()
	for _, ax := range axes {
		if n := a.Shape()[ax]; n > 0 {
			at += (n - 1) * strides[ax]
		}
		strides[ax] = -strides[ax]
	}
	return a.View(a.Shape(), strides, at)
}

// roll shifts entries along an axis; those that leave come in at the other end.
func roll(a *tensor.Array, shift, axis int) *tensor.Array {
	n := a.Shape()[axis]
	if n == 0 {
		return a
	}
	shift = ((shift % n) + n) % n
	return concatenate([]*tensor.Array{sliceAxis(a, axis, n-shift, n), sliceAxis(a, axis, 0, n-shift)}, axis)
}

// tile repeats an array along each axis.
func tile(a *tensor.Array, reps []int) *tensor.Array {
	for a.Rank() < len(reps) {
		a = expandDims(a, []int{0})
	}
	for len(reps) < a.Rank() {
		reps = append([]int{1}, reps...)
	}
	shape, strides, final := []int{}, []int{}, []int{}
	for i, d := range a.Shape() {
		shape = append(shape, reps[i], d)
		strides = append(strides, 0, a.Strides()[i])
		final = append(final, reps[i]*d)
	}
	return a.View(shape, strides, a.Offset()).Clone().Reshape(final)
}

func arrangeFuncs() []object.Member {
	return []object.Member{
		fun("reshape(a, newshape, order='C')", "The elements under another shape.", func(c *call) object.Value {
			return reshape(c.first(), binding.ToShape(c.th, c.Value("newshape")), c.Str("order"))
		}),
		fun("transpose(a, axes=None)", "The array with its axes in another order.", func(c *call) object.Value {
			if !isArray(c.At(0)) && c.first().Rank() == 0 {
				return binding.FromArray(c.first())
			}
			return transpose(c.first(), binding.ToAxes(c.th, c.Value("axes")))
		}),
		fun("permute_dims(a, axes=None)", "The array with its axes in another order.", func(c *call) object.Value {
			return transpose(c.first(), binding.ToAxes(c.th, c.Value("axes")))
		}),
		fun("moveaxis(a, source, destination)", "The array with axes moved to new places.", func(c *call) object.Value {
			return moveAxes(c.first(), object.Must(object.AsInts(c.th, c.Value("source"))), object.Must(object.AsInts(c.th, c.Value("destination"))))
		}),
		fun("rollaxis(a, axis, start=0)", "The array with an axis moved before another.", func(c *call) object.Value {
			a := c.first()
			ax, start := normalAxis(c.Int("axis"), a.Rank()), c.Int("start")
			if start < 0 {
				start += a.Rank()
			}
			if ax < start {
				start--
			}
			return moveAxes(a, []int{ax}, []int{start})
		}),
		fun("expand_dims(a, axis)", "The array with new axes of length 1.", func(c *call) object.Value {
			return expandDims(c.first(), object.Must(object.AsInts(c.th, c.Value("axis"))))
		}),
		fun("broadcast_to(array, shape, subok=False)", "The array repeated to a shape.", func(c *call) object.Value {
			a, shape := c.first(), binding.ToShape(c.th, c.Value("shape"))
			if s, ok := tensor.BroadcastShapes(a.Shape(), shape); !ok || !tensor.SameShape(s, shape) {
				throwValue("operands could not be broadcast together with remapped shapes [original->remapped]: %s  and requested shape %s", shapeText(a.Shape()), shapeText(shape))
			}
			out := a.BroadcastTo(shape)
			out.Freeze(true)
			return out
		}),
		fun("broadcast_arrays(*args, subok=False)", "The arrays repeated to one shape.", func(c *call) object.Value {
			var all []*tensor.Array
			for _, v := range c.Rest("args") {
				all = append(all, toArray(c.th, v))
			}
			shape := broadcastAll(all...)
			for i := range all {
				all[i] = all[i].BroadcastTo(shape)
			}
			return listOf(all)
		}),
		fun("broadcast_shapes(*args)", "The shape that shapes give together.", func(c *call) object.Value {
			return binding.ShapeTuple(jointShape(c, c.Rest("args")))
		}),
		fun("flip(m, axis=None)", "The array with axes running backwards.", func(c *call) object.Value {
			a := c.first()
			return flip(a, c.axes("axis", a.Rank()))
		}),
		fun("fliplr(m)", "The array with its columns in reverse order.", func(c *call) object.Value {
			a := c.first()
			if a.Rank() < 2 {
				throwValue("Input must be >= 2-d.")
			}
			return flip(a, []int{1})
		}),
		fun("flipud(m)", "The array with its rows in reverse order.", func(c *call) object.Value {
			a := c.first()
			if a.Rank() < 1 {
				throwValue("Input must be >= 1-d.")
			}
			return flip(a, []int{0})
		}),
		fun("roll(a, shift, axis=None)", "The array with entries shifted round along axes.", rollCall),
		fun("rot90(m, k=1, axes=(0, 1))", "The array turned by right angles.", rot90),
		fun("tile(A, reps)", "The array repeated along each axis.", func(c *call) object.Value {
			return tile(c.first(), object.Must(object.AsInts(c.th, c.Value("reps"))))
		}),
		fun("resize(a, new_shape)", "The elements, repeated as needed, under another shape.", func(c *call) object.Value {
			a, shape := ravel(c.first(), "C"), binding.ToShape(c.th, c.Value("new_shape"))
			if slices.Min(append([]int{0}, shape...)) < 0 {
				throwValue("all elements of `new_shape` must be non-negative")
			}
			n := tensor.NumElements(shape)
			if a.Size() == 0 {
				return like(a, shape)
			}
			return sliceAxis(tile(a, []int{(n + a.Size() - 1) / a.Size()}), 0, 0, n).Reshape(shape)
		}),
		fun("insert(arr, obj, values, axis=None)", "The array with values before places.", insert),
		fun("delete(arr, obj, axis=None)", "The array without some entries.", deleteEntries),
		fun("trim_zeros(filt, trim='fb')", "The array without zeros at its ends.", trimZeros),
		fun("pad(array, pad_width, mode='constant', **kwargs)", "The array with places added before and after each axis.", pad),
	}
}

// jointShape is the shape that shapes give together.
func jointShape(c *call, args []object.Value) []int {
	var shapes [][]int
	shape := []int{}
	for i, v := range args {
		next := binding.ToShape(c.th, v)
		shapes = append(shapes, next)
		s, ok := tensor.BroadcastShapes(shape, next)
		if !ok {
			k := 0
			for k < i-1 {
				if _, fits := tensor.BroadcastShapes(shapes[k], next); !fits {
					break
				}
				k++
			}
			throwValue("shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg %d with shape %s and arg %d with shape %s.",
				k, tensor.ShapeString(shapes[k]), i, tensor.ShapeString(next))
		}
		shape = s
	}
	return shape
}

func rollCall(c *call) object.Value {
	a := c.first()
	shifts := object.Must(object.AsInts(c.th, c.Value("shift")))
	if c.Value("axis") == nil {
		return roll(ravel(a, "C"), shifts[0], 0).Reshape(a.Shape())
	}
	axes := object.Must(object.AsInts(c.th, c.Value("axis")))
	n := max(len(axes), len(shifts))
	for i := range n {
		a = roll(a, shifts[i%len(shifts)], normalAxis(axes[i%len(axes)], a.Rank()))
	}
	return a
}

func rot90(c *call) object.Value {
	a := c.first()
	axes := object.Must(object.AsInts(c.th, c.Value("axes")))
	if len(axes) != 2 {
		throwValue("len(axes) must be 2.")
	}
	i, j := normalAxis(axes[0], a.Rank()), normalAxis(axes[1], a.Rank())
	if i == j {
		throwValue("Axes must be different.")
	}
	switch ((c.Int("k") % 4) + 4) % 4 {
	case 1:
		return swapAxes(flip(a, []int{j}), i, j)
	case 2:
		return flip(a, []int{i, j})
	case 3:
		return flip(swapAxes(a, i, j), []int{j})
	}
	return a
}

// entries resolves the places that insert and delete name along an axis.
func entries(c *call, v object.Value, n int, forInsert bool) []int {
	if s, ok := v.(*object.Slice); ok {
		start, _, step, count := binding.SliceBounds(c.th, s, n)
		out := make([]int, count)
		for i := range out {
			out[i] = start + i*step
		}
		return out
	}
	a := toArray(c.th, v)
	if a.DType() == tensor.Bool && a.Rank() == 1 {
		return nonzero(a)[0].Ints()
	}
	limit := n
	if forInsert {
		limit = n + 1
	}
	out := a.Ints()
	for i, p := range out {
		if p < -n || p >= limit {
			throwIndex("index %d is out of bounds for axis %d with size %d", p, c.IntOr("axis", 0), n)
		}
		if p < 0 {
			out[i] += n
		}
	}
	return out
}

func deleteEntries(c *call) object.Value {
	a := c.operand("arr")
	ax, ok := c.axis("axis", a.Rank())
	if !ok {
		a, ax = ravel(a, "C"), 0
	}
	drop := map[int]bool{}
	for _, p := range entries(c, c.Value("obj"), a.Shape()[ax], false) {
		drop[p] = true
	}
	var keep []int64
	for i := range a.Shape()[ax] {
		if !drop[i] {
			keep = append(keep, int64(i))
		}
	}
	return takeAxis(a, tensor.FromSlice(keep, len(keep)), ax).Contiguous()
}

func insert(c *call) object.Value {
	a := c.operand("arr")
	ax, ok := c.axis("axis", a.Rank())
	if !ok {
		a, ax = ravel(a, "C"), 0
	}
	n := a.Shape()[ax]
	at := entries(c, c.Value("obj"), n, true)
	vals := castTo(c.operand("values"), a.DType())
	count := len(at)
	_, err := object.AsIndex(c.th, c.Value("obj"))
	single := err == nil
	if single && vals.Rank() > 0 && (a.Rank() == 1 || vals.Rank() == a.Rank()) {
		// One place takes as many entries as there are.
		if a.Rank() == 1 {
			count = vals.Size()
		} else {
			count = vals.Shape()[ax]
		}
	}
	if single && vals.Rank() == a.Rank()-1 && a.Rank() > 1 {
		vals = expandDims(vals, []int{ax})
	}
	shape := append([]int{}, a.Shape()...)
	shape[ax] = count
	if s, fits := tensor.BroadcastShapes(vals.Shape(), shape); !fits || !tensor.SameShape(s, shape) {
		throwValue("shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s", shapeText(vals.Shape()), shapeText(shape))
	}
	vals = vals.BroadcastTo(shape)
	before := make([][]int, n+1)
	for k := range count {
		p := at[0]
		if !single {
			p = at[k]
		}
		before[p] = append(before[p], k)
	}
	var parts []*tensor.Array
	for i := range n + 1 {
		for _, k := range before[i] {
			parts = append(parts, sliceAxis(vals, ax, k, k+1))
		}
		if i < n {
			parts = append(parts, sliceAxis(a, ax, i, i+1))
		}
	}
	if len(parts) == 0 {
		return a
	}
	return concatenate(parts, ax)
}

func trimZeros(c *call) object.Value {
	a := c.first()
	t := truths(a)
	lo, hi := 0, a.Size()
	trim := c.Str("trim")
	for lo < hi && t.Int(lo) == 0 && (trim == "fb" || trim == "f") {
		lo++
	}
	for hi > lo && t.Int(hi-1) == 0 && (trim == "fb" || trim == "b") {
		hi--
	}
	if _, ok := c.At(0).(*tensor.Array); !ok {
		return object.Must(object.Index(c.th, c.At(0), &object.Slice{Start: lo, Stop: hi}))
	}
	return sliceAxis(a, 0, lo, hi)
}
