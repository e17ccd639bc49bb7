package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// axesOf is a tuple of axes given as several arguments or as one.
func axesOf(c *call, name string) object.Value {
	args := c.Rest(name)
	if len(args) == 1 {
		return args[0]
	}
	return object.NewTuple(args...)
}

func reshape(a *tensor.Array, shape []int, order string) object.Value {
	shape = resolveShape(a.Size(), shape)
	if order == "F" {
		rev := make([]int, len(shape))
		for i, d := range shape {
			rev[len(shape)-1-i] = d
		}
		return a.Permute(reversed(a.Rank())).Reshape(rev).Permute(reversed(len(shape)))
	}
	return a.Reshape(shape)
}

func permute(c *call, a *tensor.Array, axes object.Value) object.Value {
	if axes == nil {
		return a.Permute(reversed(a.Rank()))
	}
	perm := binding.ToAxes(c.th, axes)
	if len(perm) != a.Rank() {
		object.Throw(object.ValueErrorf("axes don't match array"))
	}
	seen := make([]bool, len(perm))
	out := make([]int, len(perm))
	for i, ax := range perm {
		out[i] = checkAxis(ax, a.Rank())
		if seen[out[i]] {
			object.Throw(object.ValueErrorf("repeated axis in transpose"))
		}
		seen[out[i]] = true
	}
	return a.Permute(out)
}

func squeeze(c *call, a *tensor.Array) object.Value {
	drop := c.axes("axis", a.Rank())
	if drop == nil {
		for i, d := range a.Shape() {
			if d == 1 {
				drop = append(drop, i)
			}
		}
	}
	skip := map[int]bool{}
	for _, ax := range drop {
		if a.Shape()[ax] != 1 {
			object.Throw(object.ValueErrorf("cannot select an axis to squeeze out which has size not equal to one"))
		}
		skip[ax] = true
	}
	shape := []int{}
	for i, d := range a.Shape() {
		if !skip[i] {
			shape = append(shape, d)
		}
	}
	return a.Reshape(shape)
}

func swapped(c *call, a *tensor.Array) object.Value {
	perm := allAxes(a.Rank())
	i, j := checkAxis(c.Int("axis1"), a.Rank()), checkAxis(c.Int("axis2"), a.Rank())
	perm[i], perm[j] = j, i
	return a.Permute(perm)
}

func repeat(c *call, a *tensor.Array) object.Value {
	axis := 0
	if c.Value("axis") == nil {
		a = a.Reshape([]int{a.Size()})
	} else {
		axis = checkAxis(c.Int("axis"), a.Rank())
	}
	times := c.array("repeats")
	n := a.Shape()[axis]
	var index []int64
	for i := range n {
		k := times.Int(0)
		if times.Size() > 1 {
			if times.Size() != n {
				object.Throw(object.ValueErrorf("operands could not be broadcast together with shape (%d,) (%d,)", n, times.Size()))
			}
			k = times.Int(i)
		}
		for range k {
			index = append(index, int64(i))
		}
	}
	return takeAlong(c.th, a, tensor.FromSlice(append([]int64{}, index...)), axis)
}

// takeAlong picks positions along an axis.
func takeAlong(th *object.Thread, a, index *tensor.Array, axis int) *tensor.Array {
	key := object.NewTuple()
	for range axis {
		key.Elems = append(key.Elems, &object.Slice{})
	}
	key.Elems = append(key.Elems, index)
	sel := choose(th, a, key)
	if sel.positions == nil && sel.view != nil {
		return sel.view.Clone()
	}
	return a.TakePositions(sel.positions, sel.shape)
}

func take(c *call, a *tensor.Array, indices, axis object.Value) object.Value {
	ax := 0
	if axis == nil {
		a = a.Reshape([]int{a.Size()})
	} else {
		ax = checkAxis(object.Must(object.AsIndex(c.th, axis)), a.Rank())
	}
	index := arrayOf(c.th, indices)
	if mode := c.Str("mode"); mode != "raise" {
		n := int64(a.Shape()[ax])
		index = mapFloat(index, tensor.Int64, func(v float64) float64 {
			i := int64(v)
			if mode == "wrap" {
				return float64(floorMod(i, n))
			}
			return float64(min(max(i, 0), n-1))
		})
	}
	scalar := index.Rank() == 0
	if scalar {
		index = index.Reshape([]int{1})
	}
	out := takeAlong(c.th, a, index, ax)
	if scalar {
		shape := append(append([]int{}, a.Shape()[:ax]...), a.Shape()[ax+1:]...)
		return binding.FromArray(out.Reshape(shape))
	}
	return out
}

// shapeMethods are the methods that rearrange.
func shapeMethods() []object.Member {
	return []object.Member{
		method("reshape(self, *shape, order='C')", "The elements under another shape; one axis may be -1.", func(c *call, a *tensor.Array) object.Value {
			return reshape(a, binding.ToShape(c.th, axesOf(c, "shape")), c.Str("order"))
		}),
		method("transpose(self, *axes)", "The array with its axes in another order.", func(c *call, a *tensor.Array) object.Value {
			if len(c.Rest("axes")) == 0 {
				return permute(c, a, nil)
			}
			return permute(c, a, axesOf(c, "axes"))
		}),
		method("flatten(self, order='C')", "A copy with one axis.", func(c *call, a *tensor.Array) object.Value {
			return reshape(a, []int{-1}, c.Str("order")).(*tensor.Array).Clone()
		}),
		method("ravel(self, order='C')", "The array with one axis.", func(c *call, a *tensor.Array) object.Value { return reshape(a, []int{-1}, c.Str("order")) }),
		method("squeeze(self, axis=None)", "The array without axes of length one.", squeeze),
		method("swapaxes(self, axis1, axis2)", "The array with two axes exchanged.", swapped),
		method("repeat(self, repeats, axis=None)", "Every element several times.", repeat),
		method("diagonal(self, offset=0, axis1=0, axis2=1)", "The elements on a diagonal.", func(c *call, a *tensor.Array) object.Value { return diagonal(c, a) }),
		method("trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum of a diagonal.", func(c *call, a *tensor.Array) object.Value {
			d := diagonal(c, a)
			return binding.FromArray(sum(c, d, []int{d.Rank() - 1}, false))
		}),
	}
}

func diagonal(c *call, a *tensor.Array) *tensor.Array {
	if a.Rank() < 2 {
		object.Throw(object.ValueErrorf("diag requires an array of at least two dimensions"))
	}
	i, j := checkAxis(c.Int("axis1"), a.Rank()), checkAxis(c.Int("axis2"), a.Rank())
	k := c.Int("offset")
	n, m, st := a.Shape()[i], a.Shape()[j], a.Strides()
	offset := a.Offset()
	if k >= 0 {
		m -= k
		offset += max(0, min(k, a.Shape()[j]-1)) * st[j]
	} else {
		n += k
		offset += max(0, min(-k, a.Shape()[i]-1)) * st[i]
	}
	var shape, strides []int
	for ax := range a.Rank() {
		if ax != i && ax != j {
			shape, strides = append(shape, a.Shape()[ax]), append(strides, st[ax])
		}
	}
	return a.View(append(shape, max(0, min(n, m))), append(strides, st[i]+st[j]), offset)
}

// shapeFuncs rearrange, join and split.
func shapeFuncs() []object.Member {
	return []object.Member{
		fun("reshape(a, newshape, order='C')", "The elements under another shape; one axis may be -1.", func(c *call) object.Value {
			return reshape(c.array("a"), c.shape("newshape"), c.Str("order"))
		}),
		fun("transpose(a, axes=None)", "The array with its axes in another order.", func(c *call) object.Value { return permute(c, c.array("a"), c.Value("axes")) }),
		fun("ravel(a, order='C')", "The array with one axis.", func(c *call) object.Value { return reshape(c.array("a"), []int{-1}, c.Str("order")) }),
		fun("squeeze(a, axis=None)", "The array without axes of length one.", func(c *call) object.Value { return squeeze(c, c.array("a")) }),
		fun("expand_dims(a, axis)", "The array with axes of length one more.", func(c *call) object.Value {
			a := c.array("a")
			list := binding.ToAxes(c.th, c.Value("axis"))
			rank := a.Rank() + len(list)
			at := map[int]bool{}
			for _, ax := range list {
				at[checkAxis(ax, rank)] = true
			}
			shape, k := make([]int, rank), 0
			for i := range shape {
				if at[i] {
					shape[i] = 1
				} else {
					shape[i] = a.Shape()[k]
					k++
				}
			}
			return a.Reshape(shape)
		}),
		fun("swapaxes(a, axis1, axis2)", "The array with two axes exchanged.", func(c *call) object.Value { return swapped(c, c.array("a")) }),
		fun("moveaxis(a, source, destination)", "The array with axes moved to other places.", func(c *call) object.Value {
			a := c.array("a")
			src, dst := c.axes("source", a.Rank()), c.axes("destination", a.Rank())
			if len(src) != len(dst) {
				object.Throw(object.ValueErrorf("`source` and `destination` arguments must have the same number of elements"))
			}
			perm := make([]int, a.Rank())
			moved := map[int]bool{}
			for i := range perm {
				perm[i] = -1
			}
			for i, d := range dst {
				perm[d] = src[i]
				moved[src[i]] = true
			}
			k := 0
			for i := range perm {
				if perm[i] >= 0 {
					continue
				}
				for moved[k] {
					k++
				}
				perm[i] = k
				k++
			}
			return a.Permute(perm)
		}),
		fun("repeat(a, repeats, axis=None)", "Every element several times.", func(c *call) object.Value { return repeat(c, c.array("a")) }),
		fun("take(a, indices, axis=None, out=None, mode='raise')", "Elements by position.", func(c *call) object.Value {
			return take(c, c.array("a"), c.Value("indices"), c.Value("axis"))
		}),
		fun("broadcast_to(array, shape, subok=False)", "The array repeated to fill a shape.", func(c *call) object.Value { return broadcastTo(c.array("array"), c.shape("shape")) }),
		fun("concatenate(arrays, /, axis=0, out=None, *, dtype=None, casting='same_kind')", "Arrays joined along an axis.", func(c *call) object.Value {
			arrays := c.arrays("arrays")
			if c.Value("axis") == nil {
				for i, a := range arrays {
					arrays[i] = a.Reshape([]int{a.Size()})
				}
				return concatenate(c.th, arrays, 0)
			}
			return concatenate(c.th, arrays, c.Int("axis"))
		}),
		fun("stack(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')", "Arrays joined along a new axis.", func(c *call) object.Value {
			arrays := c.arrays("arrays")
			if len(arrays) == 0 {
				object.Throw(object.ValueErrorf("need at least one array to stack"))
			}
			axis, first := checkAxis(c.Int("axis"), arrays[0].Rank()+1), arrays[0].Shape()
			for i, a := range arrays {
				if !tensor.SameShape(a.Shape(), first) {
					object.Throw(object.ValueErrorf("all input arrays must have the same shape"))
				}
				s := append([]int{}, a.Shape()[:axis]...)
				arrays[i] = a.Reshape(append(append(s, 1), a.Shape()[axis:]...))
			}
			return concatenate(c.th, arrays, axis)
		}),
		fun("vstack(tup, *, dtype=None, casting='same_kind')", "Arrays stacked as rows.", func(c *call) object.Value {
			arrays := c.arrays("tup")
			for i, a := range arrays {
				if a.Rank() < 2 {
					arrays[i] = a.Reshape([]int{1, a.Size()})
				}
			}
			return concatenate(c.th, arrays, 0)
		}),
		fun("hstack(tup, *, dtype=None, casting='same_kind')", "Arrays joined along the second axis, vectors along the first.", func(c *call) object.Value {
			arrays := c.arrays("tup")
			axis := 1
			for i, a := range arrays {
				if a.Rank() == 0 {
					arrays[i] = a.Reshape([]int{1})
				}
				if arrays[i].Rank() == 1 {
					axis = 0
				}
			}
			return concatenate(c.th, arrays, axis)
		}),
		fun("dstack(tup)", "Arrays joined along the third axis.", func(c *call) object.Value {
			arrays := c.arrays("tup")
			for i, a := range arrays {
				switch a.Rank() {
				case 0, 1:
					arrays[i] = a.Reshape([]int{1, a.Size(), 1})
				case 2:
					arrays[i] = a.Reshape([]int{a.Shape()[0], a.Shape()[1], 1})
				}
			}
			return concatenate(c.th, arrays, 2)
		}),
		fun("column_stack(tup)", "Vectors as the columns of a matrix.", func(c *call) object.Value {
			arrays := c.arrays("tup")
			for i, a := range arrays {
				if a.Rank() < 2 {
					arrays[i] = a.Reshape([]int{a.Size(), 1})
				}
			}
			return concatenate(c.th, arrays, 1)
		}),
		fun("split(ary, indices_or_sections, axis=0)", "The array cut into equal parts, or at positions.", func(c *call) object.Value { return split(c, c.Int("axis"), true) }),
		fun("array_split(ary, indices_or_sections, axis=0)", "The array cut into parts that may differ by one.", func(c *call) object.Value { return split(c, c.Int("axis"), false) }),
		fun("vsplit(ary, indices_or_sections)", "The array cut along the first axis.", func(c *call) object.Value { return split(c, 0, true) }),
		fun("hsplit(ary, indices_or_sections)", "The array cut along the second axis, a vector along the first.", func(c *call) object.Value {
			return split(c, min(1, c.array("ary").Rank()-1), true)
		}),
		fun("dsplit(ary, indices_or_sections)", "The array cut along the third axis.", func(c *call) object.Value { return split(c, 2, true) }),
		fun("tile(A, reps)", "The array repeated along its axes.", func(c *call) object.Value {
			a, reps := c.array("A"), c.shape("reps")
			for len(reps) < a.Rank() {
				reps = append([]int{1}, reps...)
			}
			shape := append([]int{}, a.Shape()...)
			for len(shape) < len(reps) {
				shape = append([]int{1}, shape...)
			}
			return binding.Scope(c.th).Tile(t(a.Reshape(shape)), reps).Array()
		}),
		fun("flip(m, axis=None)", "The array in reverse order along axes.", func(c *call) object.Value {
			a := c.array("m")
			axes := c.axes("axis", a.Rank())
			if axes == nil {
				axes = allAxes(a.Rank())
			}
			return flip(a, axes...)
		}),
		fun("flipud(m)", "The array with its rows in reverse order.", func(c *call) object.Value { return flip(c.array("m"), 0) }),
		fun("fliplr(m)", "The array with its columns in reverse order.", func(c *call) object.Value { return flip(c.array("m"), 1) }),
		fun("roll(a, shift, axis=None)", "The elements moved along axes, those that fall off come back.", func(c *call) object.Value {
			a := c.array("a")
			shifts := binding.ToAxes(c.th, c.Value("shift"))
			if c.Value("axis") == nil {
				flat := a.Reshape([]int{a.Size()})
				return binding.Scope(c.th).Roll(t(flat), shifts, []int{0}).Array().Reshape(a.Shape())
			}
			axes := c.axes("axis", a.Rank())
			for len(shifts) < len(axes) {
				shifts = append(shifts, shifts[0])
			}
			return binding.Scope(c.th).Roll(t(a), shifts, axes).Array()
		}),
		fun("rot90(m, k=1, axes=(0, 1))", "The array turned by quarter circles.", func(c *call) object.Value {
			a, axes := c.array("m"), c.axes("axes", c.array("m").Rank())
			perm := allAxes(a.Rank())
			perm[axes[0]], perm[axes[1]] = axes[1], axes[0]
			switch floorMod(int64(c.Int("k")), 4) {
			case 1:
				return flip(a, axes[1]).Permute(perm)
			case 2:
				return flip(a, axes[0], axes[1])
			case 3:
				return flip(a.Permute(perm), axes[1])
			}
			return a
		}),
		fun("atleast_1d(*arys)", "The array with one axis at least.", func(c *call) object.Value { return atLeast(c, 1) }),
		fun("atleast_2d(*arys)", "The array with two axes at least.", func(c *call) object.Value { return atLeast(c, 2) }),
		fun("atleast_3d(*arys)", "The array with three axes at least.", func(c *call) object.Value { return atLeast(c, 3) }),
		fun("shape(a)", "The length of each axis.", func(c *call) object.Value { return binding.ShapeTuple(c.array("a").Shape()) }),
		fun("ndim(a)", "How many axes there are.", func(c *call) object.Value { return c.array("a").Rank() }),
		fun("size(a, axis=None)", "How many elements there are, or how long an axis is.", func(c *call) object.Value {
			a := c.array("a")
			if c.Value("axis") != nil {
				return a.Shape()[checkAxis(c.Int("axis"), a.Rank())]
			}
			return a.Size()
		}),
		fun("diagonal(a, offset=0, axis1=0, axis2=1)", "The elements on a diagonal.", func(c *call) object.Value { return diagonal(c, c.array("a")).Clone() }),
		fun("trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)", "The sum of a diagonal.", func(c *call) object.Value {
			d := diagonal(c, c.array("a"))
			return binding.FromArray(sum(c, d, []int{d.Rank() - 1}, false))
		}),
		fun("dot(a, b, out=None)", "The matrix product.", func(c *call) object.Value { return dot(c.th, c.array("a"), c.array("b")) }),
		fun("matmul(x1, x2, /, out=None)", "The matrix product.", func(c *call) object.Value { return matmul(c.th, c.array("x1"), c.array("x2")) }),
	}
}

// concatenate joins arrays of one rank along an axis.
func concatenate(th *object.Thread, arrays []*tensor.Array, axis int) *tensor.Array {
	if len(arrays) == 0 {
		object.Throw(object.ValueErrorf("need at least one array to concatenate"))
	}
	first := arrays[0]
	if first.Rank() == 0 {
		object.Throw(object.ValueErrorf("zero-dimensional arrays cannot be concatenated"))
	}
	axis = checkAxis(axis, first.Rank())
	dt := tensor.Invalid
	for i, a := range arrays {
		if a.Rank() != first.Rank() {
			object.Throw(object.ValueErrorf("all the input array dimensions except for the concatenation axis must match exactly, but along dimension %d, the array at index %d has size %d and the array at index %d has size %d", 0, 0, first.Rank(), i, a.Rank()))
		}
		for k, d := range a.Shape() {
			if k != axis && d != first.Shape()[k] {
				object.Throw(object.ValueErrorf("all the input array dimensions except for the concatenation axis must match exactly, but along dimension %d, the array at index 0 has size %d and the array at index %d has size %d", k, first.Shape()[k], i, d))
			}
		}
		dt = binding.Promote(dt, a.DType())
	}
	ts := make([]*tensor.Tensor, len(arrays))
	for i, a := range arrays {
		ts[i] = t(binding.CastArray(th, a, dt))
	}
	if len(ts) == 1 {
		return ts[0].Array().Clone()
	}
	return binding.Scope(th).Concat(ts, axis).Array()
}

func split(c *call, axis int, equal bool) object.Value {
	a := c.array("ary")
	axis = checkAxis(axis, a.Rank())
	n := a.Shape()[axis]
	var cuts []int
	if k, ok := object.NativeOf(c.Value("indices_or_sections")).(int); ok {
		if k <= 0 {
			object.Throw(object.ValueErrorf("number sections must be larger than 0."))
		}
		if equal && n%k != 0 {
			object.Throw(object.ValueErrorf("array split does not result in an equal division"))
		}
		at := 0
		for i := range k - 1 {
			at += n / k
			if i < n%k {
				at++
			}
			cuts = append(cuts, at)
		}
	} else {
		cuts = binding.ToShape(c.th, c.Value("indices_or_sections"))
	}
	out := object.NewList()
	at := 0
	for _, cut := range append(cuts, n) {
		if cut < 0 {
			cut += n
		}
		cut = min(cut, n)
		shape := append([]int{}, a.Shape()...)
		shape[axis] = max(0, cut-at)
		out.Elems = append(out.Elems, a.View(shape, append([]int{}, a.Strides()...), a.Offset()+min(at, n)*a.Strides()[axis]))
		at = cut
	}
	return out
}

func flip(a *tensor.Array, axes ...int) *tensor.Array {
	strides := append([]int{}, a.Strides()...)
	offset := a.Offset()
	for _, ax := range axes {
		ax = checkAxis(ax, a.Rank())
		offset += (a.Shape()[ax] - 1) * strides[ax]
		strides[ax] = -strides[ax]
	}
	if a.Size() == 0 {
		return a
	}
	return a.View(a.Shape(), strides, offset)
}

func atLeast(c *call, n int) object.Value {
	var out []object.Value
	for _, v := range c.Rest("arys") {
		a := arrayOf(c.th, v)
		shape := append([]int{}, a.Shape()...)
		switch {
		case n == 3 && len(shape) == 1:
			shape = []int{1, shape[0], 1}
		case n == 3 && len(shape) == 2:
			shape = append(shape, 1)
		default:
			for len(shape) < n {
				shape = append([]int{1}, shape...)
			}
		}
		out = append(out, a.Reshape(shape))
	}
	if len(out) == 1 {
		return out[0]
	}
	return object.NewList(out...)
}

// dot is np.dot: matmul for matrices, a sum over the last and the second to
// last axis for more, a product for scalars.
func dot(th *object.Thread, a, b *tensor.Array) object.Value {
	if a.Rank() == 0 || b.Rank() == 0 {
		return binding.FromArray(compute(th, object.Mul, operand{a, a.Rank() == 0}, operand{b, b.Rank() == 0}))
	}
	k, axis := a.Shape()[a.Rank()-1], max(0, b.Rank()-2)
	if b.Shape()[axis] != k {
		object.Throw(object.ValueErrorf("shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)", shapeText(a.Shape()), shapeText(b.Shape()), k, a.Rank()-1, b.Shape()[axis], axis))
	}
	if b.Rank() <= 2 {
		return matmul(th, a, b)
	}
	moved := moveLast(b, axis) // k last
	flat := moved.Contiguous().Reshape([]int{moved.Size() / k, k}).Permute([]int{1, 0})
	r := arrayOf(th, matmul(th, a, flat))
	shape := append([]int{}, a.Shape()[:a.Rank()-1]...)
	return binding.FromArray(r.Reshape(append(shape, moved.Shape()[:moved.Rank()-1]...)))
}
