package numpy

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// choose takes elements of a where mask is true and of b elsewhere; all have
// one shape, a and b one dtype.
func choose(mask, a, b *tensor.Array) *tensor.Array {
	out := tensor.NewArray(a.DType(), append([]int{}, mask.Shape()...)...)
	onStorage(a.DType(), chooser{out, mask, a, b})
	return out
}

// storageFunc works on arrays by the Go type that stores their elements.
type storageFunc interface {
	f32()
	f64()
	i64()
	i32()
	i16()
	i8()
	u8()
	u16()
	u32()
	u64()
	c64()
	c128()
	bool()
	str()
}

// onStorage runs f for the storage type of a dtype.
func onStorage(dt tensor.DType, f storageFunc) {
	switch dt {
	case tensor.Float32, tensor.Float16, tensor.BFloat16:
		f.f32()
	case tensor.Float64:
		f.f64()
	case tensor.Int64:
		f.i64()
	case tensor.Int32:
		f.i32()
	case tensor.Int16:
		f.i16()
	case tensor.Int8:
		f.i8()
	case tensor.Uint8:
		f.u8()
	case tensor.Uint16:
		f.u16()
	case tensor.Uint32:
		f.u32()
	case tensor.Uint64:
		f.u64()
	case tensor.Complex64:
		f.c64()
	case tensor.Complex128:
		f.c128()
	case tensor.Bool:
		f.bool()
	case tensor.String:
		f.str()
	}
}

type chooser struct{ out, mask, a, b *tensor.Array }

func (c chooser) f32()  { chooseLoop[float32](c) }
func (c chooser) f64()  { chooseLoop[float64](c) }
func (c chooser) i64()  { chooseLoop[int64](c) }
func (c chooser) i32()  { chooseLoop[int32](c) }
func (c chooser) i16()  { chooseLoop[int16](c) }
func (c chooser) i8()   { chooseLoop[int8](c) }
func (c chooser) u8()   { chooseLoop[uint8](c) }
func (c chooser) u16()  { chooseLoop[uint16](c) }
func (c chooser) u32()  { chooseLoop[uint32](c) }
func (c chooser) u64()  { chooseLoop[uint64](c) }
func (c chooser) c64()  { chooseLoop[complex64](c) }
func (c chooser) c128() { chooseLoop[complex128](c) }
func (c chooser) bool() { chooseLoop[bool](c) }
func (c chooser) str()  { chooseLoop[string](c) }

func chooseLoop[T tensor.Elem](c chooser) {
	d, d0 := window[T](c.out)
	m, m0 := window[bool](c.mask)
	x, x0 := window[T](c.a)
	y, y0 := window[T](c.b)
	newPath(c.out.Shape(), c.out, c.mask, c.a, c.b).each(func(n int, at, step []int) {
		i, k, p, q := d0+at[0], m0+at[1], x0+at[2], y0+at[3]
		if step[0] == 1 && step[1] == 1 && step[2] <= 1 && step[3] <= 1 && step[2] >= 0 && step[3] >= 0 {
			for t, on := range m[k : k+n] {
				if on {
					d[i+t] = x[p+t*step[2]]
				} else {
					d[i+t] = y[q+t*step[3]]
				}
			}
			return
		}
		for range n {
			if m[k] {
				d[i] = x[p]
			} else {
				d[i] = y[q]
			}
			i += step[0]
			k += step[1]
			p += step[2]
			q += step[3]
		}
	})
}

// like is an array of zeros with a's dtype.
func like(a *tensor.Array, shape []int) *tensor.Array {
	out := tensor.NewArray(a.DType(), append([]int{}, shape...)...)
	switch {
	case a.IsBytes() && a.Width() == 0:
		return out.AsBytes()
	case a.Width() > 0:
		return out.AsText(a.Width(), a.IsBytes())
	}
	return out
}

// nonzero is the indices of the true elements, one array for each axis.
func nonzero(a *tensor.Array) []*tensor.Array {
	t := truths(a).Contiguous()
	at := truePlaces(tensor.Data[bool](t))
	shape := a.Shape()
	if len(shape) == 1 {
		return []*tensor.Array{tensor.FromSlice(at)}
	}
	out := make([]*tensor.Array, len(shape))
	stride := 1
	for ax := len(shape) - 1; ax >= 0; ax-- {
		idx := make([]int64, len(at))
		for k, p := range at {
			idx[k] = p / int64(stride) % int64(shape[ax])
		}
		out[ax] = tensor.FromSlice(idx)
		stride *= shape[ax]
	}
	return out
}

// truePlaces are the places of the true among some bools, found without a
// branch for each.
func truePlaces(b []bool) []int64 {
	n := 0
	for _, v := range asBytes(b) {
		n += int(v)
	}
	at := make([]int64, n+1)
	k := 0
	for i, v := range asBytes(b) {
		at[k] = int64(i)
		k += int(v)
	}
	return at[:n:n]
}

// whereOf is np.where with three arguments.
func whereOf(cond, x, y *tensor.Array) *tensor.Array {
	dt := resultType(x, y)
	shape := broadcastAll(cond, x, y)
	return choose(truths(cond).BroadcastTo(shape), castTo(x, dt).BroadcastTo(shape), castTo(y, dt).BroadcastTo(shape))
}

func selectFuncs() []object.Member {
	return []object.Member{
		fun("where(condition, x=<none>, y=<none>, /)", "Elements of x where the condition is true, else of y; with one argument, the indices of its true elements.", func(c *call) object.Value {
			cond := c.operand("condition")
			switch {
			case !c.Given("x") && !c.Given("y"):
				if cond.Rank() == 0 {
					cond = cond.Reshape([]int{1})
				}
				return tupleOf(nonzero(cond)...)
			case !c.Given("y"):
				throwValue("either both or neither of x and y should be given")
			}
			return whereOf(cond, c.operand("x"), c.operand("y"))
		}),
		fun("nonzero(a)", "The indices of the true elements, one array for each axis.", func(c *call) object.Value { return tupleOf(nonzero(c.first())...) }),
		fun("flatnonzero(a)", "The indices of the true elements of the flattened array.", func(c *call) object.Value {
			a := c.first()
			return nonzero(a.Reshape([]int{a.Size()}))[0]
		}),
		fun("argwhere(a)", "The indices of the true elements, one row for each.", func(c *call) object.Value {
			a := c.first()
			idx := nonzero(a)
			n := 0
			if len(idx) > 0 {
				n = idx[0].Size()
			}
			out := tensor.NewArray(tensor.Int64, n, len(idx))
			for ax, p := range idx {
				at(out, 1, ax).CopyFrom(p)
			}
			return out
		}),
		fun("select(condlist, choicelist, default=0)", "For each element, that of the first choice whose condition is true.", func(c *call) object.Value {
			conds, choices := arraysOf(c.th, c.Value("condlist")), arraysOf(c.th, c.Value("choicelist"))
			if len(conds) != len(choices) {
				throwValue("list of cases must be same length as list of conditions")
			}
			if len(conds) == 0 {
				throwValue("select with an empty condition list is not possible")
			}
			for i, cond := range conds {
				if cond.DType() != tensor.Bool {
					throwType("invalid entry %d in condlist: should be boolean ndarray", i)
				}
			}
			out := c.operand("default")
			dt := resultType(append(choices, out)...)
			out = castTo(out, dt)
			for i := len(conds) - 1; i >= 0; i-- {
				out = whereOf(conds[i], castTo(choices[i], dt), out)
			}
			return out
		}),
		fun("choose(a, choices, out=None, mode='raise')", "For each element of a, the element of the choice that it names.", chooseCall),
		fun("extract(condition, arr)", "The elements at which the condition is true.", func(c *call) object.Value {
			cond, a := truths(c.operand("condition")), c.operand("arr")
			return indexArray(c.th, a.Reshape([]int{a.Size()}), cond.Reshape([]int{cond.Size()}))
		}),
		fun("compress(condition, a, axis=None, out=None)", "The entries along an axis at which the condition is true.", func(c *call) object.Value {
			cond, a := nonzero(truths(c.operand("condition")))[0], c.operand("a")
			ax, ok := c.axis("axis", a.Rank())
			if !ok {
				a, ax = a.Reshape([]int{a.Size()}), 0
			}
			return takeAxis(a, cond, ax)
		}),
	}
}

func chooseCall(c *call) object.Value {
	a, choices := c.first(), arraysOf(c.th, c.Value("choices"))
	shape := broadcastAll(append(choices, a)...)
	dt := resultType(choices...)
	idx := a.BroadcastTo(shape)
	for i := range a.Size() {
		if k := a.Int(i); c.Str("mode") == "raise" && (k < 0 || int(k) >= len(choices)) {
			throwValue("invalid entry in choice array")
		}
	}
	var out *tensor.Array
	for k, ch := range choices {
		ch = castTo(ch, dt).BroadcastTo(shape)
		if out == nil {
			out = ch.Clone()
			continue
		}
		out = choose(op2(comparisons[object.Eq], idx, tensor.Scalar(int64(k))), ch, out)
	}
	return c.into(out)
}
