package numpy

import (
	"math"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/tensor"
)

// clip limits elements from below and above; either bound may be nil.
func clip(a, lo, hi *tensor.Array) *tensor.Array {
	if lo != nil {
		a = op2(ufMaximum, a, lo)
	}
	if hi != nil {
		a = op2(ufMinimum, a, hi)
	}
	return a
}

// roundTo rounds to decimals, halves to even, as NumPy does: by scaling.
func roundTo(a *tensor.Array, decimals int) *tensor.Array {
	dt := a.DType()
	switch {
	case dt == tensor.Bool:
		return a.Cast(tensor.Float16)
	case dt == tensor.String:
		ufRint.unsupported()
	case dt.IsComplex():
		out := a.Clone()
		re, im, _ := out.Parts()
		re.CopyFrom(roundTo(re, decimals))
		im.CopyFrom(roundTo(im, decimals))
		return out
	case !dt.IsFloat():
		if decimals >= 0 {
			return a.Clone()
		}
		unit := powInts(10, int64(-decimals))
		out := like(a, a.Shape())
		apply1(out, a, nil, func(x int64) int64 { return int64(math.RoundToEven(float64(x)/float64(unit))) * unit })
		return out
	}
	scale := math.Pow(10, math.Abs(float64(decimals)))
	if dt == tensor.Float32 {
		scale = float64(float32(scale))
	}
	out := like(a, a.Shape())
	switch {
	case decimals == 0:
		apply1(out, a, math.RoundToEven, nil)
	case dt == tensor.Float32:
		s := float32(scale)
		map1(out, a, func(x float32) float32 {
			if decimals < 0 {
				return float32(math.RoundToEven(float64(x/s))) * s
			}
			return float32(math.RoundToEven(float64(x*s))) / s
		})
	case decimals < 0:
		apply1(out, a, func(x float64) float64 { return math.RoundToEven(x/scale) * scale }, nil)
	default:
		apply1(out, a, func(x float64) float64 { return math.RoundToEven(x*scale) / scale }, nil)
	}
	return out
}

func elementDecls() []shared {
	return []shared{
		{name: "clip", params: "min=None, max=None, out=None, **kwargs", doc: "The elements limited to the range from min to max.", f: clipCall},
		{name: "round", params: "decimals=0, out=None", doc: "The elements rounded to decimals, halves to even.", f: func(c *call) object.Value {
			return c.into(roundTo(c.first(), c.Int("decimals")))
		}, alias: "around round_"},
		{name: "nonzero", doc: "The indices of the true elements, one array for each axis.", f: func(c *call) object.Value {
			return tupleOf(nonzero(c.first())...)
		}},
	}
}

func clipCall(c *call) object.Value {
	a := c.first()
	bound := func(name, other string) *tensor.Array {
		v := c.Value(name)
		for _, k := range c.Kwargs("kwargs") {
			if k.Name == other {
				v = k.Value
			}
		}
		if v == nil {
			return nil
		}
		return toArray(c.th, v)
	}
	lo, hi := bound("min", "a_min"), bound("max", "a_max")
	if lo == nil && hi == nil {
		throwValue("One of max or min must be given")
	}
	operands := []*tensor.Array{a}
	for _, b := range []*tensor.Array{lo, hi} {
		if b != nil {
			operands = append(operands, b)
		}
	}
	dt := resultType(operands...)
	out := castTo(a, dt)
	r := clip(out, castOr(lo, dt), castOr(hi, dt))
	if r == a {
		r = a.Clone()
	}
	return c.into(r)
}

func castOr(a *tensor.Array, dt tensor.DType) *tensor.Array {
	if a == nil {
		return nil
	}
	return castTo(a, dt)
}

// methodsOnly are the methods that are no functions of the module, or others
// of the same name.
func methodsOnly() []object.Member {
	return append(conversionMethods(),
		method("reshape(self, *shape, order='C')", "The elements under another shape.", func(c *call) object.Value {
			return reshape(c.first(), shapeArgs(c, c.Rest("shape")), c.Str("order"))
		}),
		method("transpose(self, *axes)", "The array with its axes in another order.", func(c *call) object.Value {
			rest := c.Rest("axes")
			if len(rest) == 0 || len(rest) == 1 && rest[0] == nil {
				return reverseAxes(c.first())
			}
			return transpose(c.first(), shapeArgs(c, rest))
		}),
		method("flatten(self, order='C')", "A copy of the elements in one row.", func(c *call) object.Value {
			return ravel(c.first(), c.Str("order")).Clone()
		}),
		method("dot(self, b, out=None)", "The dot product.", func(c *call) object.Value { return c.into(dot(c.first(), c.operand("b"))) }),
		method("fill(self, value)", "Sets all elements.", func(c *call) object.Value {
			a := c.Self().(*tensor.Array)
			setIndex(c.th, a, object.Ellipsis, c.Value("value"))
			return nil
		}),
		method("put(self, indices, values, mode='raise')", "Sets elements of the flattened array.", func(c *call) object.Value {
			put(c.Self().(*tensor.Array), c.operand("indices"), c.operand("values"))
			return nil
		}),
		method("resize(self, *new_shape, refcheck=True)", "Changes the shape in place.", func(c *call) object.Value {
			a := c.Self().(*tensor.Array)
			if given := c.Rest("new_shape"); len(given) == 0 || len(given) == 1 && given[0] == nil {
				return nil
			}
			shape := shapeArgs(c, c.Rest("new_shape"))
			switch {
			case slices.Min(append(shape, 0)) < 0:
				throwValue("negative dimensions not allowed")
			case tensor.NumElements(shape) == a.Size():
				a.SetShape(shape)
			case a.Base() != nil:
				throwValue("cannot resize this array: it does not own its data")
			default:
				a.Resize(shape)
			}
			return nil
		}),
		method("compress(self, condition, axis=None, out=None)", "The entries along an axis at which the condition is true.", func(c *call) object.Value {
			a := c.first()
			ax, ok := c.axis("axis", a.Rank())
			if !ok {
				a, ax = ravel(a, "C"), 0
			}
			return takeAxis(a, nonzero(truths(c.operand("condition")))[0], ax)
		}),
		method("__abs__(self)", "The absolute value.", func(c *call) object.Value { return binding.FromArray(op1(ufAbsolute, c.first())) }),
		method("choose(self, choices, out=None, mode='raise')", "For each element, the element of the choice that it names.", chooseCall),
		method("itemset(self, *args)", "Sets one element.", func(c *call) object.Value {
			args := c.Rest("args")
			if len(args) == 0 {
				throwValue("itemset must have at least one argument")
			}
			key := object.Value(object.NewTuple(args[:len(args)-1]...))
			if t, ok := args[0].(*object.Tuple); ok && len(args) == 2 {
				key = t
			}
			setIndex(c.th, c.Self().(*tensor.Array), key, args[len(args)-1])
			return nil
		}),
		method("setflags(self, write=None, align=None, uic=None)", "Lets the array be written to, or not.", func(c *call) object.Value {
			if a, ok := c.Self().(*tensor.Array); ok && c.Has("write") {
				a.Freeze(!c.Bool("write"))
			}
			return nil
		}),
		method("tofile(self, fid, sep='', format='%s')", "Writes the elements to a file.", toFile),
		method("conj(self)", "The elements with the other sign of the imaginary parts.", conjugateSelf),
		method("conjugate(self)", "The elements with the other sign of the imaginary parts.", conjugateSelf),
		method("__complex__(self)", "The only element as a Python complex number.", func(c *call) object.Value {
			a := c.first()
			onlyElement(a)
			return a.Complex(0)
		}),
		method("searchsorted(self, v, side='left', sorter=None)", "Where values would be inserted to keep the order.", func(c *call) object.Value {
			return binding.FromArray(searchSorted(c.first(), c.operand("v"), c.Str("side"), c.Value("sorter"), c.th))
		}),
		method("sort(self, axis=-1, kind=None, order=None)", "Sorts in place.", func(c *call) object.Value {
			a := c.Self().(*tensor.Array)
			a.CopyFrom(sorted(a, normalAxis(c.Int("axis"), a.Rank())))
			return nil
		}),
		method("partition(self, kth, axis=-1, kind='introselect', order=None)", "Sorts in place, as far as the kth place needs.", func(c *call) object.Value {
			a := c.Self().(*tensor.Array)
			a.CopyFrom(sorted(a, normalAxis(c.Int("axis"), a.Rank())))
			return nil
		}),
	)
}

func conjugateSelf(c *call) object.Value {
	if !c.first().DType().IsComplex() {
		return c.Self()
	}
	if isArray(c.Self()) {
		return conjugated(c.first())
	}
	return binding.FromArray(conjugated(c.first()))
}

func put(a, indices, values *tensor.Array) {
	if values.Size() == 0 {
		return
	}
	vals := castTo(values, a.DType())
	n := a.Size()
	for k := range indices.Size() {
		i := int(indices.Int(k))
		if i < -n || i >= n {
			throwIndex("index %d is out of bounds for axis 0 with size %d", i, n)
		}
		if i < 0 {
			i += n
		}
		at := vals.Position(k % vals.Size())
		a.View([]int{}, []int{}, a.Position(i)).CopyFrom(vals.View([]int{}, []int{}, at))
	}
}

func conversionMethods() []object.Member {
	return []object.Member{
		method("astype(self, dtype, order='K', casting='unsafe', subok=True, copy=True)", "The elements as another type.", func(c *call) object.Value {
			a := c.first()
			if isArray(c.Self()) {
				if l, ok := laidOf(c, a); ok {
					return l
				}
			}
			dt := c.dtypeOr("dtype", tensor.Float64)
			if rule := c.Str("casting"); !canCast(a.DType(), dt, rule) {
				throwType("Cannot cast array data from dtype('%s') to dtype('%s') according to the rule '%s'", binding.NumpyDTypeOf(a).Name, dt, rule)
			}
			out := castTo(a, dt)
			if n := numberWidth(a.DType()); n > 0 && dt == tensor.String {
				out = out.AsText(n, false)
			}
			if out == a && c.Bool("copy") {
				out = a.Clone()
			}
			if isArray(c.Self()) {
				return c.under("dtype", out)
			}
			return binding.FromArray(out)
		}),
		method("copy(self, order='C')", "A copy.", func(c *call) object.Value {
			if isArray(c.Self()) {
				return c.first().Clone()
			}
			return c.Self()
		}),
		method("__copy__(self)", "A copy.", func(c *call) object.Value { return c.first().Clone() }),
		method("__deepcopy__(self, memo)", "A copy.", func(c *call) object.Value { return c.first().Clone() }),
		method("__array__(self, dtype=None)", "The array itself.", func(c *call) object.Value {
			return castTo(c.first(), c.dtypeOr("dtype", c.first().DType()))
		}),
		method("tolist(self)", "Nested lists of Python numbers.", func(c *call) object.Value { return toList(c.first(), false) }),
		method("item(self, *args)", "One element as a Python number.", item),
		method("view(self, dtype=None, type=None)", "The bytes of the elements as another type.", func(c *call) object.Value {
			a := c.first()
			if c.Value("dtype") == object.Value(ndarrayClass) {
				return a.View(a.Shape(), a.Strides(), a.Offset())
			}
			if t := timesWanted(c.th, nil, c.fullType("dtype")); t != nil && c.Has("dtype") {
				return &timeArray{a, t.unit, t.span}
			}
			dt := c.dtypeOr("dtype", a.DType())
			if dt == a.DType() {
				return a.View(a.Shape(), a.Strides(), a.Offset())
			}
			shape := append([]int{}, a.Shape()...)
			if last := len(shape) - 1; last >= 0 {
				shape[last] = shape[last] * a.DType().Size() / dt.Size()
			}
			return tensor.ArrayOfBytes(dt, a.Bytes(), shape...)
		}),
		method("tobytes(self, order='C')", "The elements as bytes.", func(c *call) object.Value { return object.Bytes(rawOf(arrayLike(c.th, c.At(0)))) }),
		method("byteswap(self, inplace=False)", "The array itself: bytes are in the order of the machine.", func(c *call) object.Value { return c.Self() }),
		method("dump(self, file)", "Writes the array to a file as a pickle.", func(c *call) object.Value {
			writeTo(c.th, c.Value("file"), "", object.Must(std.Pickled(c.th, c.Self())))
			return nil
		}),
		method("dumps(self)", "The array as the bytes of a pickle.", func(c *call) object.Value { return object.Bytes(object.Must(std.Pickled(c.th, c.Self()))) }),
	}
}

// toList is an array as nested lists, or as a list of its rows when flat.
func toList(a *tensor.Array, flat bool) object.Value {
	if a.Rank() == 0 {
		return binding.PythonAt(a, 0)
	}
	l := &object.List{Elems: make([]object.Value, a.Shape()[0])}
	for i := range l.Elems {
		switch {
		case a.Rank() == 1:
			l.Elems[i] = binding.PythonAt(a, i)
		case flat:
			l.Elems[i] = at(a, 0, i)
		default:
			l.Elems[i] = toList(at(a, 0, i), false)
		}
	}
	return l
}

func item(c *call) object.Value {
	a, args := c.first(), c.Rest("args")
	if len(args) == 0 {
		if a.Size() != 1 {
			throwValue("can only convert an array of size 1 to a Python scalar")
		}
		return binding.PythonAt(a, 0)
	}
	if len(args) == 1 {
		if t, ok := args[0].(*object.Tuple); ok {
			args = t.Elems
		} else {
			i := object.Must(object.AsIndex(c.th, args[0]))
			if i < -a.Size() || i >= a.Size() {
				throwIndex("index %d is out of bounds for size %d", i, a.Size())
			}
			return binding.PythonAt(a, (i+a.Size())%a.Size())
		}
	}
	if len(args) != a.Rank() {
		throwValue("incorrect number of indices for array")
	}
	return toList(toArray(c.th, index(c.th, a, object.NewTuple(args...))), false)
}
