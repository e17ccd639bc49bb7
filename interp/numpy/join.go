package numpy

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// concatenate joins arrays along an axis.
func concatenate(arrays []*tensor.Array, axis int) *tensor.Array {
	if len(arrays) == 0 {
		throwValue("need at least one array to concatenate")
	}
	first := arrays[0]
	if first.Rank() == 0 {
		throwValue("zero-dimensional arrays cannot be concatenated")
	}
	axis = normalAxis(axis, first.Rank())
	shape := append([]int{}, first.Shape()...)
	dt := tensor.Invalid
	for i, a := range arrays {
		dt = binding.Promote(dt, a.DType())
		if a.Rank() != first.Rank() {
			throwValue("all the input arrays must have same number of dimensions, but the array at index 0 has %d dimension(s) and the array at index %d has %d dimension(s)", first.Rank(), i, a.Rank())
		}
		for k, d := range a.Shape() {
			if k != axis && d != shape[k] {
				throwValue("all the input array dimensions except for the concatenation axis must match exactly, but along dimension %d, the array at index 0 has size %d and the array at index %d has size %d", k, shape[k], i, d)
			}
		}
		if i > 0 {
			shape[axis] += a.Shape()[axis]
		}
	}
	out := tensor.NewArray(dt, shape...)
	if dt == tensor.String {
		out = joinedText(out, arrays)
	}
	at := 0
	for _, a := range arrays {
		n := a.Shape()[axis]
		if n > 0 {
			sliceAxis(out, axis, at, at+n).CopyFrom(castTo(a, dt))
		}
		at += n
	}
	return out
}

// joinedText is out under the text dtype that holds the elements of arrays.
func joinedText(out *tensor.Array, arrays []*tensor.Array) *tensor.Array {
	raw, declared, width := true, false, 0
	for _, a := range arrays {
		raw = raw && a.IsBytes()
		declared = declared || a.Width() > 0
		if a.DType() == tensor.String {
			width = max(width, a.Width(), longest(a))
		}
	}
	switch {
	case raw && !declared:
		return out.AsBytes()
	case declared && !arrays[0].IsBytes() || raw:
		return out.AsText(width, raw)
	}
	return out
}

// stack joins arrays of one shape along a new axis.
func stack(arrays []*tensor.Array, axis int) *tensor.Array {
	if len(arrays) == 0 {
		throwValue("need at least one array to stack")
	}
	parts := make([]*tensor.Array, len(arrays))
	for i, a := range arrays {
		if !tensor.SameShape(a.Shape(), arrays[0].Shape()) {
			throwValue("all input arrays must have the same shape")
		}
		parts[i] = expandDims(a, []int{axis})
	}
	return concatenate(parts, axis)
}

// atLeast gives an array more axes, in NumPy's order.
func atLeast(a *tensor.Array, rank int) *tensor.Array {
	switch {
	case a.Rank() == 0:
		shape := make([]int, rank)
		for i := range shape {
			shape[i] = 1
		}
		return a.Reshape(shape)
	case rank >= 2 && a.Rank() == 1:
		a = expandDims(a, []int{0})
	}
	if rank == 3 && a.Rank() == 2 {
		a = expandDims(a, []int{2})
	}
	return a
}

func joinFuncs() []object.Member {
	atLeastFunc := func(name string, rank int) object.Member {
		return fun(name+"(*arys)", "The arrays with more axes where they have too few.", func(c *call) object.Value {
			var all []*tensor.Array
			for _, v := range c.Rest("arys") {
				all = append(all, atLeast(toArray(c.th, v), rank))
			}
			if len(all) == 1 {
				return all[0]
			}
			return listOf(all)
		})
	}
	joined := func(c *call, rank, axis int) object.Value {
		all := stacked(c, "tup")
		for i := range all {
			all[i] = atLeast(all[i], rank)
		}
		if len(all) == 0 {
			throwValue("need at least one array to concatenate")
		}
		if axis == 1 && all[0].Rank() == 1 {
			axis = 0
		}
		return castIf(c, concatenate(all, axis))
	}
	return []object.Member{
		fun("concatenate(arrays, axis=0, out=None, dtype=None, casting='same_kind')", "The arrays joined along an axis.", func(c *call) object.Value {
			v := c.Value("arrays")
			if a, ok := v.(*tensor.Array); v == nil || isNumber(v) || ok && a.Rank() == 0 {
				throwType("dispatcher for __array_function__ did not return an iterable")
			}
			if _, ok := v.(*object.Dict); ok || !isSequence(v) {
				throwType("The first input argument needs to be a sequence")
			}
			all := arraysOf(c.th, v)
			if c.Value("axis") == nil {
				for i := range all {
					all[i] = ravel(all[i], "C")
				}
				return c.into(castIf(c, concatenate(all, 0)))
			}
			return c.into(castIf(c, concatenate(all, c.Int("axis"))))
		}),
		fun("stack(arrays, axis=0, out=None, *, dtype=None, casting='same_kind')", "The arrays joined along a new axis.", func(c *call) object.Value {
			return c.into(castIf(c, stack(stacked(c, "arrays"), c.Int("axis"))))
		}),
		fun("vstack(tup, *, dtype=None, casting='same_kind')", "The arrays as rows below each other.", func(c *call) object.Value { return joined(c, 2, 0) }),
		fun("row_stack(tup, *, dtype=None, casting='same_kind')", "The arrays as rows below each other.", func(c *call) object.Value { return joined(c, 2, 0) }),
		fun("hstack(tup, *, dtype=None, casting='same_kind')", "The arrays beside each other.", func(c *call) object.Value { return joined(c, 1, 1) }),
		fun("dstack(tup)", "The arrays behind each other, along the third axis.", func(c *call) object.Value {
			all := stacked(c, "tup")
			for i := range all {
				all[i] = atLeast(all[i], 3)
			}
			return concatenate(all, 2)
		}),
		fun("column_stack(tup)", "The arrays as columns beside each other.", func(c *call) object.Value {
			all := stacked(c, "tup")
			for i, a := range all {
				if a.Rank() < 2 {
					all[i] = a.Reshape([]int{a.Size(), 1})
				}
			}
			return concatenate(all, 1)
		}),
		fun("block(arrays)", "An array of nested lists of blocks.", func(c *call) object.Value { return block(c.th, c.Value("arrays")) }),
		fun("append(arr, values, axis=None)", "The array with values at its end.", func(c *call) object.Value {
			a, v := c.operand("arr"), c.operand("values")
			if c.Value("axis") == nil {
				return concatenate([]*tensor.Array{ravel(a, "C"), ravel(v, "C")}, 0)
			}
			return concatenate([]*tensor.Array{a, v}, c.Int("axis"))
		}),
		atLeastFunc("atleast_1d", 1), atLeastFunc("atleast_2d", 2), atLeastFunc("atleast_3d", 3),
	}
}

// stacked are the arrays of an argument of the functions that stack.
func stacked(c *call, name string) []*tensor.Array {
	v := c.Value(name)
	if !isSequence(v) && !isNumPys(v) {
		throwType("arrays to stack must be passed as a \"sequence\" type such as list or tuple.")
	}
	return arraysOf(c.th, v)
}

// isSequence reports whether a value has elements under indices.
func isSequence(v object.Value) bool {
	if v == nil || isNumber(v) {
		return false
	}
	_, ok := object.TypeOf(v).Lookup("__getitem__")
	return ok || object.TypeOf(v).Index != nil
}

func isNumber(v object.Value) bool {
	switch v.(type) {
	case int, float64, bool, complex128, *binding.Scalar:
		return true
	}
	return false
}

func castIf(c *call, a *tensor.Array) *tensor.Array {
	if c.Sig.Index("dtype") >= 0 {
		if dt := c.dtype("dtype"); dt != tensor.Invalid {
			return castTo(a, dt)
		}
	}
	return a
}

// block joins nested lists: the innermost along the last axis.
func block(th *object.Thread, v object.Value) *tensor.Array {
	depth := 0
	for x := v; ; depth++ {
		l, ok := x.(*object.List)
		if !ok || len(l.Elems) == 0 {
			break
		}
		x = l.Elems[0]
	}
	rank := max(depth, 1)
	var join func(x object.Value, level int) *tensor.Array
	join = func(x object.Value, level int) *tensor.Array {
		l, ok := x.(*object.List)
		if !ok {
			a := toArray(th, x)
			for a.Rank() < rank {
				a = expandDims(a, []int{0})
			}
			return a
		}
		var parts []*tensor.Array
		for _, e := range l.Elems {
			parts = append(parts, join(e, level+1))
		}
		return concatenate(parts, level-depth)
	}
	return join(v, 0)
}

// split cuts an array along an axis before the given places.
func split(a *tensor.Array, cuts []int, axis int) []*tensor.Array {
	n := a.Shape()[axis]
	var parts []*tensor.Array
	start := 0
	for _, cut := range append(cuts, n) {
		if cut < 0 {
			cut = max(cut+n, 0)
		}
		end := min(cut, n)
		parts = append(parts, sliceAxis(a, axis, min(start, n), max(end, min(start, n))))
		start = cut
	}
	return parts
}

// evenCuts are the places that cut n into equal parts; the first ones are
// larger when they cannot be equal.
func evenCuts(n, parts int) []int {
	var cuts []int
	at := 0
	for i := range parts - 1 {
		at += n / parts
		if i < n%parts {
			at++
		}
		cuts = append(cuts, at)
	}
	return cuts
}

func splitFuncs() []object.Member {
	cutWith := func(name, doc, params string, axis func(c *call, a *tensor.Array) int, even bool) object.Member {
		return fun(name+params, doc, func(c *call) object.Value {
			a := c.operand("ary")
			ax := axis(c, a)
			v := c.Value("indices_or_sections")
			if sections, err := object.AsIndex(c.th, v); err == nil {
				if sections <= 0 {
					throwValue("number sections must be larger than 0.")
				}
				if even && a.Shape()[ax]%sections != 0 {
					throwValue("array split does not result in an equal division")
				}
				return listOf(split(a, evenCuts(a.Shape()[ax], sections), ax))
			}
			return listOf(split(a, binding.ToShape(c.th, v), ax))
		})
	}
	given := func(c *call, a *tensor.Array) int { return normalAxis(c.Int("axis"), a.Rank()) }
	fixed := func(name string, axis int) object.Member {
		return cutWith(name, "The array cut along an axis.", "(ary, indices_or_sections)", func(c *call, a *tensor.Array) int {
			if name == "hsplit" && a.Rank() == 1 {
				return 0
			}
			if a.Rank() <= axis {
				throwValue("%s only works on arrays of %d or more dimensions", name, axis+1)
			}
			return axis
		}, true)
	}
	return []object.Member{
		cutWith("split", "The array cut along an axis: into equal parts, or before places.", "(ary, indices_or_sections, axis=0)", given, true),
		cutWith("array_split", "The array cut along an axis into parts that may differ by one.", "(ary, indices_or_sections, axis=0)", given, false),
		fixed("vsplit", 0), fixed("hsplit", 1), fixed("dsplit", 2),
	}
}
