package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// laid is an array whose elements package tensor has no loops for: Python
// objects, times, records, masked numbers. Where its elements lie is an array
// of numbers like any other, and whatever only moves elements (indexing,
// reshape, concatenate, …) works on that array: see viaLayout.
type laid interface {
	// layout has a number for each element.
	layout() *tensor.Array
	// laidAs is the array of the elements that the numbers at stand for: a view
	// when at is one of layout, else a copy.
	laidAs(at *tensor.Array) laid
	// element is the element that a number of the layout stands for.
	element(number int64) object.Value
	// dtype is the type of the elements.
	dtype() *binding.NumpyDType
	// joined is one array over the elements of some values, the first of which
	// need not be it, with the layout of each of them there.
	joined(th *object.Thread, values []object.Value) (laid, []*tensor.Array)
	// put sets the elements that a key selects.
	put(th *object.Thread, key, v object.Value)
	// special is the result of a function that the kind has its own way with.
	special(c *call, name string, f func(c *call) object.Value) (object.Value, bool)
	// plain is the elements as numbers or texts; it throws when they are none.
	plain() *tensor.Array
	// text writes the array: for print, or for repr.
	text(th *object.Thread, repr bool) string
}

// movers are the functions that only move elements, with the parameters that
// have the elements; an empty text stands for the first one.
var movers = map[string]string{
	"reshape": "", "transpose": "", "ravel": "", "flatten": "", "squeeze": "", "swapaxes": "", "repeat": "", "take": "", "diagonal": "",
	"copy": "", "tile": "A", "flip": "", "fliplr": "", "flipud": "", "rot90": "", "roll": "", "expand_dims": "", "moveaxis": "", "rollaxis": "",
	"broadcast_to": "", "split": "", "array_split": "", "hsplit": "", "vsplit": "", "dsplit": "", "atleast_1d": "arys", "atleast_2d": "arys", "atleast_3d": "arys",
	"delete": "", "compress": "", "resize": "", "take_along_axis": "", "extract": "arr", "sliding_window_view": "", "__copy__": "", "__deepcopy__": "",
	"concatenate": "arrays", "stack": "arrays", "vstack": "tup", "hstack": "tup", "dstack": "tup", "column_stack": "tup", "row_stack": "tup",
	"append": "arr values", "insert": "arr values", "where": "x y",
}

// facts are the functions that tell of an array what its layout tells.
var facts = map[string]bool{"shape": true, "ndim": true, "size": true, "may_share_memory": true, "shares_memory": true, "ix_": true}

// ofSequence are the parameters of movers that take several arrays.
var ofSequence = map[string]bool{"arrays": true, "tup": true}

// run calls a declared function; arrays that are laid out take another way.
func run(c *call, f func(c *call) object.Value) (object.Value, error) {
	if l := c.laidArgument(); l != nil {
		return viaLayout(c, l, f), nil
	}
	r := f(c)
	if c.Len() > 0 {
		if a, ok := c.At(0).(*tensor.Array); ok {
			viewOf(r, a)
		}
	}
	return r, nil
}

// viewOf notes that a result shares the elements of an array.
func viewOf(r object.Value, a *tensor.Array) object.Value {
	switch r := r.(type) {
	case *tensor.Array:
		if r != a && r.Size() > 0 && r.SharesStorage(a) {
			r.SetBase(a)
		}
	case *object.List:
		if len(r.Elems) > 0 && isArray(r.Elems[0]) && isArray(r.Elems[len(r.Elems)-1]) {
			for _, e := range r.Elems {
				viewOf(e, a)
			}
		}
	}
	return r
}

// laidArgument is the first laid array among the arguments and, for functions
// of several arrays, among those of a sequence.
func (c *call) laidArgument() laid {
	for i := range c.Len() {
		switch v := c.At(i).(type) {
		case laid:
			return v
		case *object.List:
			if l := laidElement(c, v.Elems); l != nil {
				return l
			}
		case *object.Tuple:
			if l := laidElement(c, v.Elems); l != nil {
				return l
			}
		}
	}
	return nil
}

func laidElement(c *call, elems []object.Value) laid {
	if len(elems) == 0 || movers[c.Sig.Name] == "" {
		return nil
	}
	for _, e := range elems {
		if l, ok := e.(laid); ok {
			return l
		}
	}
	return nil
}

// viaLayout calls a function of which an argument is laid out.
func viaLayout(c *call, l laid, f func(c *call) object.Value) object.Value {
	name := c.Sig.Name
	if r, ok := l.special(c, name, f); ok {
		return r
	}
	params, moves := movers[name]
	if i := c.Sig.Index(params); moves && params != "" && i >= 0 && c.At(i) == object.Value(l) && ofSequence[params] {
		// The arrays to join are the entries of one array.
		entries := object.NewList(object.Must(object.ToSlice(c.th, l))...)
		return object.Must(run(&call{c.Bound.With(i, entries), c.th}, f))
	}
	switch {
	case moves:
		return move(c, l, strings.Fields(params), f)
	case facts[name]:
		return f(c.replaced(func(x laid) object.Value { return x.layout() }))
	}
	return f(c.replaced(func(x laid) object.Value { return x.plain() }))
}

// replaced is the call with something else in the place of its laid arrays.
func (c *call) replaced(with func(x laid) object.Value) *call {
	b := c.Bound
	for i := range c.Len() {
		if x, ok := c.At(i).(laid); ok {
			b = b.With(i, with(x))
		}
	}
	return &call{b, c.th}
}

// move calls a function that only moves elements with the layouts of the
// parameters that have the elements, and gives the elements for the numbers.
func move(c *call, l laid, params []string, f func(c *call) object.Value) object.Value {
	at := []int{0}
	if len(params) > 0 {
		at = at[:0]
		for _, p := range params {
			at = append(at, c.Sig.Index(p))
		}
	}
	var values []object.Value
	for _, i := range at {
		if elems, ok := severalArrays(c, c.At(i)); ok {
			values = append(values, elems...)
		} else if c.Bound.Set(i) {
			values = append(values, c.At(i))
		}
	}
	joint, layouts := l, []*tensor.Array{l.layout()}
	if len(values) > 1 || values[0] != object.Value(l) {
		joint, layouts = l.joined(c.th, values)
	}
	b, k := c.Bound, 0
	for _, i := range at {
		if elems, ok := severalArrays(c, c.At(i)); ok {
			all := tupleOf(layouts[k : k+len(elems)]...)
			b, k = b.With(i, all), k+len(elems)
		} else if c.Bound.Set(i) {
			b, k = b.With(i, layouts[k]), k+1
		}
	}
	plain := (&call{b, c.th}).replaced(func(x laid) object.Value { return x.plain() })
	return lifted(joint, f(plain))
}

// severalArrays gives the arrays of a sequence, for functions that take one.
func severalArrays(c *call, v object.Value) ([]object.Value, bool) {
	switch c.Sig.Name {
	case "append", "insert", "where", "tile":
		return nil, false
	}
	switch v := v.(type) {
	case *object.List:
		return v.Elems, true
	case *object.Tuple:
		return v.Elems, true
	}
	return nil, false
}

// lifted gives the elements for the numbers of a layout.
func lifted(l laid, v object.Value) object.Value {
	switch v := v.(type) {
	case *tensor.Array:
		return l.laidAs(v)
	case *binding.Scalar:
		return l.element(v.Array.Int(0))
	case *object.List:
		out := &object.List{}
		for _, e := range v.Elems {
			out.Elems = append(out.Elems, lifted(l, e))
		}
		return out
	case *object.Tuple:
		var out []object.Value
		for _, e := range v.Elems {
			out = append(out, lifted(l, e))
		}
		return object.NewTuple(out...)
	}
	return v
}

// scalarOrLaid is an array as functions return it: its element when it has
// rank 0.
func scalarOrLaid(l laid) object.Value {
	if at := l.layout(); at.Rank() == 0 {
		return l.element(at.Int(0))
	}
	return l
}

// laidElements are the elements in one row.
func laidElements(l laid) []object.Value {
	at := l.layout()
	out := make([]object.Value, at.Size())
	for i := range out {
		out[i] = l.element(at.Int(i))
	}
	return out
}

// nestedList is elements in nested lists of a shape.
func nestedList(elems []object.Value, shape []int) object.Value {
	if len(shape) == 0 {
		return elems[0]
	}
	l := &object.List{Elems: make([]object.Value, shape[0])}
	n := tensor.NumElements(shape[1:])
	for i := range l.Elems {
		l.Elems[i] = nestedList(elems[i*n:(i+1)*n], shape[1:])
	}
	return l
}

// newLaidClass is the class of one kind of laid arrays; it counts as ndarray.
func newLaidClass(name, module string, doc string) *object.Class {
	of := func(v object.Value) laid { return v.(laid) }
	return &object.Class{
		Name: name, Module: module, ErrorName: "numpy.ndarray", Also: ndarrayClass, Doc: doc, Unhashable: true, Final: true,
		Len: func(th *object.Thread, self object.Value) (int, error) {
			at := of(self).layout()
			if at.Rank() == 0 {
				return 0, object.TypeErrorf("len() of unsized object")
			}
			return at.Shape()[0], nil
		},
		Index: func(th *object.Thread, self, key object.Value) (object.Value, error) {
			return lifted(of(self), index(th, of(self).layout(), plainKey(key))), nil
		},
		SetIndex: func(th *object.Thread, self, key, v object.Value) error {
			of(self).put(th, plainKey(key), v)
			return nil
		},
		Iter: func(th *object.Thread, self object.Value) (object.Iterator, error) {
			l, i := of(self), 0
			if l.layout().Rank() == 0 {
				return nil, object.TypeErrorf("iteration over a 0-d array")
			}
			return object.NewIter(func(th *object.Thread) (object.Value, bool, error) {
				if i >= l.layout().Shape()[0] {
					return nil, false, nil
				}
				i++
				return lifted(l, index(th, l.layout(), i-1)), true, nil
			}), nil
		},
		Bool: func(th *object.Thread, self object.Value) (bool, error) {
			switch elems := laidElements(of(self)); len(elems) {
			case 0:
				return false, nil
			case 1:
				return object.Truth(th, elems[0])
			}
			return false, object.ValueErrorf("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
		},
		Contains: func(th *object.Thread, self, v object.Value) (bool, error) {
			for _, e := range laidElements(of(self)) {
				if same, err := object.Equal(th, e, v); same || err != nil {
					return same, err
				}
			}
			return false, nil
		},
		Repr: func(th *object.Thread, self object.Value) (string, error) { return of(self).text(th, true), nil },
		Str: func(th *object.Thread, self object.Value) (string, error) {
			if l := of(self); l.layout().Rank() == 0 {
				return object.Str(th, l.element(l.layout().Int(0)))
			}
			return of(self).text(th, false), nil
		},
		Members: laidMembers,
	}
}

// plainKey is an index with laid arrays of bools or numbers as such arrays.
func plainKey(key object.Value) object.Value {
	switch k := key.(type) {
	case laid:
		return k.plain()
	case *object.Tuple:
		out := make([]object.Value, len(k.Elems))
		for i, e := range k.Elems {
			out[i] = plainKey(e)
		}
		return object.NewTuple(out...)
	}
	return key
}

// laidMembers are the methods of arrays, and the attributes that a layout has.
func laidMembers() []object.Member {
	get := func(name, doc string, f func(l laid) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(laid)), nil })
	}
	return append(arrayMethods(),
		get("ndim", "the number of axes", func(l laid) object.Value { return l.layout().Rank() }),
		get("size", "the number of elements", func(l laid) object.Value { return l.layout().Size() }),
		get("dtype", "the type of the elements", func(l laid) object.Value { return l.dtype() }),
		get("itemsize", "bytes per element", func(l laid) object.Value { return l.dtype().Bytes() }),
		get("nbytes", "bytes of all elements", func(l laid) object.Value { return l.dtype().Bytes() * l.layout().Size() }),
		get("T", "the array with its axes in reverse order", func(l laid) object.Value { return l.laidAs(reverseAxes(l.layout())) }),
		get("flat", "an iterator over all elements", func(l laid) object.Value {
			return l.laidAs(l.layout().Reshape([]int{l.layout().Size()}))
		}),
		get("flags", "how the array lies in memory", func(l laid) object.Value { return &flags{l.layout()} }),
		object.GetSet("shape", "the length of each axis", func(th *object.Thread, self object.Value) (object.Value, error) {
			return binding.ShapeTuple(self.(laid).layout().Shape()), nil
		}, func(th *object.Thread, self, v object.Value) error {
			a := self.(laid).layout()
			a.SetShape(fillShape(a, binding.ToShape(th, v)))
			return nil
		}),
	)
}

// laidSpecial are the functions that all kinds treat alike.
func laidSpecial(l laid, c *call, name string) (object.Value, bool) {
	switch name {
	case "array", "asarray", "asanyarray", "ascontiguousarray", "require":
		if c.Has("dtype") && !c.fullType("dtype").Equal(l.dtype()) {
			return object.Must(object.CallMethodOf(c.th, c.At(0), "astype", object.Pos(c.Value("dtype")))), true
		}
		if name == "array" && c.Bool("copy") {
			return l.laidAs(l.layout().Clone()), true
		}
		return l, true
	case "tolist":
		return nestedList(laidElements(l), l.layout().Shape()), true
	case "item":
		at := l.layout()
		if args := c.Rest("args"); len(args) > 0 {
			if n, ok := args[0].(int); ok && len(args) == 1 {
				return l.element(at.Int(checkIndex(n, 0, at.Size()))), true
			}
			return lifted(l, index(c.th, at, object.NewTuple(args...))), true
		}
		if at.Size() != 1 {
			throwValue("can only convert an array of size 1 to a Python scalar")
		}
		return l.element(at.Int(0)), true
	case "tobytes":
		return object.Bytes(rawOf(l)), true
	case "tofile":
		if c.Str("sep") == "" {
			writeTo(c.th, c.Value("fid"), "", rawOf(l))
			return nil, true
		}
	case "save":
		saveArray(c.th, c.Value("file"), l, c.Bool("allow_pickle"))
		return nil, true
	case "fill":
		l.put(c.th, object.Ellipsis, c.Value("value"))
		return nil, true
	case "array_repr":
		return l.text(c.th, true), true
	case "array_str", "array2string":
		return l.text(c.th, false), true
	}
	return nil, false
}

// writtenElements writes elements that have their text already.
func writtenElements(th *object.Thread, texts []string, shape []int) (*tensor.Array, *tensor.PrintOptions) {
	opt := *binding.PrintOptions(th)
	opt.Formatter = func(string) func(a *tensor.Array, i int) string {
		return func(a *tensor.Array, i int) string { return a.Str(i) }
	}
	return tensor.FromSlice(texts, shape...), &opt
}

// laidOf makes a laid array of a value, when the argument dtype or the value
// itself asks for one.
func laidOf(c *call, v object.Value) (laid, bool) {
	var dt *binding.NumpyDType
	if c.Has("dtype") {
		dt = c.fullType("dtype")
	}
	return laidOfType(c.th, v, dt)
}

// laidOfType is laidOf for a dtype, nil when the value tells it.
func laidOfType(th *object.Thread, v object.Value, dt *binding.NumpyDType) (laid, bool) {
	if t := timesWanted(th, v, dt); t != nil {
		x := toTimes(th, v, t)
		if t.unit != "" {
			x = x.in(t.unit)
		}
		return x, true
	}
	if dt != nil && dt.Fields != nil {
		return recordsOf(th, v, dt), true
	}
	if r := recordsIn(v); dt == nil && r != nil {
		return recordsOf(th, v, r.dt), true
	}
	if dt == nil && holdsObjects(th, v) || dt != nil && dt.Kind() == 'O' {
		return newObjectArray(th, v), true
	}
	return nil, false
}

// arrayLike is a value as an array of whatever kind.
func arrayLike(th *object.Thread, v object.Value) object.Value {
	if l, ok := v.(laid); ok {
		return l
	}
	if l, ok := laidOfType(th, v, nil); ok {
		return l
	}
	return toArray(th, v)
}

// laidFilled is an array of one number under a dtype that wants a laid array.
func laidFilled(c *call, v float64, empty bool) (laid, bool) {
	if !c.Has("dtype") {
		return nil, false
	}
	switch dt := c.fullType("dtype"); dt.Kind() {
	case 'O':
		return filledObjects(v, empty, c.shape("shape")), true
	case 'V':
		r := newRecords(dt, c.shape("shape"))
		if v != 0 {
			r.put(c.th, object.Ellipsis, int(v))
		}
		return r, true
	case 'M', 'm':
		return &timeArray{filled(tensor.Int64, v, c.shape("shape")), dt.Unit(), dt.Kind() == 'm'}, true
	}
	return nil, false
}

// recordsIn are the records that a list of records begins with, nil for others.
func recordsIn(v object.Value) *recordArray {
	switch v := v.(type) {
	case *recordArray:
		return v
	case *recordScalar:
		return v.r
	case *object.List:
		if len(v.Elems) > 0 {
			return recordsIn(v.Elems[0])
		}
	}
	return nil
}
