package numpy

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func ufuncMembers() []object.Member {
	self := func(c *call) *ufunc { return c.Self().(*ufunc) }
	fact := func(name, doc string, f func(u *ufunc) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, v object.Value) (object.Value, error) { return f(v.(*ufunc)), nil })
	}
	return []object.Member{
		method("reduce(self, array, axis=0, dtype=None, out=None, keepdims=False, initial=<no value>, where=True)", "Applies the function along an axis.", func(c *call) object.Value {
			a := c.operand("array")
			opt := &reduction{axes: c.axes("axis", a.Rank()), keepdims: c.Bool("keepdims"), dtype: c.dtype("dtype")}
			opt.readInitial(c)
			return c.into(self(c).reduce(a, opt))
		}),
		method("accumulate(self, array, axis=0, dtype=None, out=None)", "The results of applying the function to ever more elements.", func(c *call) object.Value {
			a := c.operand("array")
			if dt := c.dtype("dtype"); dt != tensor.Invalid {
				a = castTo(a, dt)
			}
			return c.into(self(c).accumulate(a, normalAxis(c.Int("axis"), a.Rank())))
		}),
		method("reduceat(self, array, indices, axis=0, dtype=None, out=None)", "Applies the function along an axis from each index to the next.", func(c *call) object.Value {
			return c.into(self(c).reduceAt(c))
		}),
		method("outer(self, A, B, /, **kwargs)", "The function of each pair of elements.", func(c *call) object.Value {
			a, b := c.operand("A"), c.operand("B")
			shape := append([]int{}, a.Shape()...)
			for range b.Rank() {
				shape = append(shape, 1)
			}
			return binding.FromArray(self(c).compute([]*tensor.Array{a.Reshape(shape), b}, tensor.Invalid, nil, nil))
		}),
		method("at(self, a, indices, b=None, /)", "Applies the function in place at indices, which may repeat.", func(c *call) object.Value {
			self(c).at(c)
			return nil
		}),
		fact("nin", "number of operands", func(u *ufunc) object.Value { return u.nin }),
		fact("nout", "number of results", func(u *ufunc) object.Value { return 1 }),
		fact("nargs", "number of operands and results", func(u *ufunc) object.Value { return u.nin + 1 }),
		fact("identity", "what reduce of nothing gives", func(u *ufunc) object.Value {
			if !u.hasIdentity {
				return nil
			}
			if u.rule == logicals {
				return u.identity != 0
			}
			return int(u.identity)
		}),
		fact("__name__", "the function's name", func(u *ufunc) object.Value { return u.name }),
	}
}

// accumulate is the running results along an axis.
func (u *ufunc) accumulate(a *tensor.Array, axis int) *tensor.Array {
	dt := u.loopType([]*tensor.Array{a, a}, tensor.Invalid)
	if u == ufAdd || u == ufMultiply {
		dt = sumType(a.DType())
	}
	out := tensor.NewArray(u.resultOf(dt), append([]int{}, a.Shape()...)...)
	if out.Size() == 0 {
		return out
	}
	src, dst := moveLast(castTo(a, dt), axis), moveLast(out, axis)
	n := a.Shape()[axis]
	if u.runningFast(dt, dst, src, n) {
		return out
	}
	part := func(x *tensor.Array, i int) *tensor.Array { return at(x, x.Rank()-1, i) }
	part(dst, 0).CopyFrom(castTo(part(src, 0), out.DType()))
	for i := 1; i < n; i++ {
		u.loop(dt, part(dst, i), []*tensor.Array{castTo(part(dst, i-1), dt), part(src, i)})
	}
	return out
}

// reduceAt reduces the parts of an axis that indices begin; where an index is not
// below the next one, it is the element there.
func (u *ufunc) reduceAt(c *call) *tensor.Array {
	a, idx := c.operand("array"), c.operand("indices")
	axis := normalAxis(c.Int("axis"), a.Rank())
	n := a.Shape()[axis]
	var parts []*tensor.Array
	for i := range idx.Size() {
		from, to := int(idx.Int(i)), n
		if from < 0 || from >= n {
			throwIndex("index %d out-of-bounds in %s.reduceat [0, %d)", from, u.name, n)
		}
		if i+1 < idx.Size() {
			to = max(int(idx.Int(i+1)), from+1)
		}
		parts = append(parts, u.reduce(sliceAxis(a, axis, from, to), &reduction{axes: []int{axis}, keepdims: true, dtype: c.dtype("dtype")}))
	}
	if len(parts) == 0 {
		return sliceAxis(a, axis, 0, 0)
	}
	return concatenate(parts, axis)
}

// at is the view of a at index i of an axis, without that axis.
func at(a *tensor.Array, axis, i int) *tensor.Array {
	shape, strides := without(a.Shape(), axis), without(a.Strides(), axis)
	return a.View(shape, strides, a.Offset()+i*a.Strides()[axis])
}

func without(list []int, i int) []int {
	out := make([]int, 0, len(list)-1)
	return append(append(out, list[:i]...), list[i+1:]...)
}

// moveLast is the view of a with an axis moved to the end.
func moveLast(a *tensor.Array, axis int) *tensor.Array {
	perm := make([]int, 0, a.Rank())
	for i := range a.Rank() {
		if i != axis {
			perm = append(perm, i)
		}
	}
	return a.Permute(append(perm, axis))
}

// at applies the function to the elements of an array that indices name, one
// after the other.
func (u *ufunc) at(c *call) {
	a, ok := c.At(1).(*tensor.Array)
	if !ok {
		throwType("first operand must be array")
	}
	picked := selectPlaces(c.th, a, c.At(2))
	b := tensor.NewArray(a.DType())
	if c.Has("b") {
		b = castTo(c.operand("b"), a.DType())
	}
	b = b.BroadcastTo(picked.shape)
	for i, at := range picked.places {
		place := a.View([]int{}, []int{}, at)
		operands := []*tensor.Array{place, b.View([]int{}, []int{}, b.Position(i))}
		place.CopyFrom(castTo(u.compute(operands[:u.nin], tensor.Invalid, nil, nil), a.DType()))
	}
}

// pairFuncs are the functions with two results.
func pairFuncs() []object.Member {
	two := func(sig, doc string, f func(c *call) (a, b *tensor.Array)) object.Member {
		return fun(sig, doc, func(c *call) object.Value {
			a, b := f(c)
			return object.NewTuple(binding.FromArray(a), binding.FromArray(b))
		})
	}
	return []object.Member{
		two("divmod(x1, x2, /)", "The quotient rounded down, and the remainder.", func(c *call) (*tensor.Array, *tensor.Array) {
			operands := []*tensor.Array{c.operand("x1"), c.operand("x2")}
			return ufFloorDivide.compute(operands, tensor.Invalid, nil, nil), ufRemainder.compute(operands, tensor.Invalid, nil, nil)
		}),
		two("modf(x, /)", "The part after the point, and the whole part.", func(c *call) (*tensor.Array, *tensor.Array) {
			x := c.operand("x")
			whole := realFunc("trunc", "", math.Trunc).compute([]*tensor.Array{x}, tensor.Invalid, nil, nil)
			frac := realFunc("modf", "", func(v float64) float64 {
				if math.IsInf(v, 0) {
					return math.Copysign(0, v)
				}
				return math.Copysign(v-math.Trunc(v), v)
			}).compute([]*tensor.Array{x}, tensor.Invalid, nil, nil)
			return frac, whole
		}),
		two("frexp(x, /)", "The fraction and the exponent of 2.", func(c *call) (*tensor.Array, *tensor.Array) {
			x := c.operand("x")
			frac := realFunc("frexp", "", func(v float64) float64 { f, _ := math.Frexp(v); return f }).compute([]*tensor.Array{x}, tensor.Invalid, nil, nil)
			exp := realFunc("frexp", "", func(v float64) float64 { _, e := math.Frexp(v); return float64(e) }).compute([]*tensor.Array{castTo(x, tensor.Float64)}, tensor.Invalid, nil, nil)
			return frac, exp.Cast(tensor.Int32)
		}),
		fun("ldexp(x1, x2, /)", "x1 * 2**x2.", func(c *call) object.Value {
			x, e := c.operand("x1"), c.operand("x2")
			u := realFunc2("ldexp", "", func(v, n float64) float64 { return math.Ldexp(v, int(n)) })
			return binding.FromArray(u.compute([]*tensor.Array{x, castTo(e, floatType(x.DType()))}, tensor.Invalid, nil, nil))
		}),
	}
}
