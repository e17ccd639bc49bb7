package numpy

import (
	"math"
	"math/cmplx"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// eachPair applies f to the elements of two operands, broadcast.
func eachPair(th *object.Thread, a, b object.Value, f func(x, y object.Value) object.Value) *objectArray {
	x, y := operandObjects(th, a), operandObjects(th, b)
	shape := broadcastAll(x.at, y.at)
	p, q := x.at.BroadcastTo(shape), y.at.BroadcastTo(shape)
	out := make([]object.Value, tensor.NumElements(shape))
	for i := range out {
		out[i] = f(x.elems[p.Int(i)], y.elems[q.Int(i)])
	}
	return newObjects(out, shape)
}

// operandObjects is an operand as objects: arrays and sequences by their
// elements, anything else as one object.
func operandObjects(th *object.Thread, v object.Value) *objectArray {
	switch v := v.(type) {
	case *tensor.Array, laid, *object.List, *object.Tuple:
		return toObjects(th, v)
	case *binding.Scalar:
		return newObjects([]object.Value{python(v)}, []int{})
	}
	return newObjects([]object.Value{v}, []int{})
}

func compareObjects(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	out := eachPair(th, a, b, func(x, y object.Value) object.Value { return object.Must(object.Compare(th, op, x, y)) })
	return binding.FromArray(truthsOf(th, out)), nil
}

func truthsOf(th *object.Thread, o *objectArray) *tensor.Array {
	t := make([]bool, o.at.Size())
	for i, e := range laidElements(o) {
		t[i] = object.Must(object.Truth(th, e))
	}
	return tensor.FromSlice(t, o.at.Shape()...)
}

func combineObjects(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
	if op == object.MatMul {
		return nil, object.TypeErrorf("Object arrays are not currently supported")
	}
	return scalarOrLaid(eachPair(th, a, b, func(x, y object.Value) object.Value { return object.Must(object.BinaryOp(th, op, x, y)) })), nil
}

func unaryObjects(th *object.Thread, op object.Op, a object.Value) (object.Value, error) {
	return a.(*objectArray).each(func(x object.Value) object.Value { return object.Must(object.UnaryOp(th, op, x)) }), nil
}

// each applies f to all elements.
func (o *objectArray) each(f func(x object.Value) object.Value) *objectArray {
	out := laidElements(o)
	for i, e := range out {
		out[i] = f(e)
	}
	return newObjects(out, append([]int{}, o.at.Shape()...))
}

// operatorsByName are the operators that universal functions stand for.
var operatorsByName = map[string]object.Op{
	"add": object.Add, "subtract": object.Sub, "multiply": object.Mul, "divide": object.Div, "true_divide": object.Div, "floor_divide": object.FloorDiv,
	"remainder": object.Mod, "mod": object.Mod, "power": object.Pow, "bitwise_and": object.BitAnd, "bitwise_or": object.BitOr, "bitwise_xor": object.BitXor,
	"equal": object.Eq, "not_equal": object.Ne, "less": object.Lt, "less_equal": object.Le, "greater": object.Gt, "greater_equal": object.Ge,
	"negative": object.Neg, "positive": object.Plus, "invert": object.Invert,
}

// withObjects are the first n arguments with those as arrays of objects that
// nothing else can hold: None, an object, a list of such.
func withObjects(th *object.Thread, args []object.Value, n int) []object.Value {
	copied := false
	for i, v := range args[:min(n, len(args))] {
		if _, ok := v.(*objectArray); ok || !holdsObjects(th, v) {
			continue
		}
		if !copied {
			args, copied = slices.Clone(args), true
		}
		args[i] = toObjects(th, v)
	}
	return args
}

// ufuncOfLaid is a universal function of which an operand is laid out.
func ufuncOfLaid(th *object.Thread, u *ufunc, args object.Args) (object.Value, bool) {
	var l laid
	for _, v := range args.Pos {
		if x, ok := v.(laid); ok && l == nil {
			l = x
		}
	}
	if l == nil || len(args.Pos) != u.nin {
		return nil, false
	}
	op, isOperator := operatorsByName[u.name]
	switch {
	case isOperator && op >= object.Eq:
		return object.Must(object.Compare(th, op, args.Pos[0], args.Pos[1])), true
	case isOperator && u.nin == 1:
		return object.Must(object.UnaryOp(th, op, args.Pos[0])), true
	case isOperator:
		return object.Must(object.BinaryOp(th, op, args.Pos[0], args.Pos[1])), true
	}
	if f, ok := l.(interface {
		ufunc(th *object.Thread, u *ufunc, args []object.Value) object.Value
	}); ok {
		return f.ufunc(th, u, args.Pos), true
	}
	return nil, false
}

// ufunc is a function without an operator: a method of the elements.
func (o *objectArray) ufunc(th *object.Thread, u *ufunc, args []object.Value) object.Value {
	switch u.name {
	case "maximum", "minimum":
		op := object.Ge
		if u.name == "minimum" {
			op = object.Le
		}
		return scalarOrLaid(eachPair(th, args[0], args[1], func(x, y object.Value) object.Value { return better(th, op, x, y) }))
	case "logical_not":
		return truthsOf(th, o.each(func(x object.Value) object.Value { return !object.Must(object.Truth(th, x)) }))
	case "absolute":
		return o.each(func(x object.Value) object.Value {
			if a := absoluteNumber(x); a != nil {
				return a
			}
			return object.Must(object.CallMethodOf(th, x, "__abs__", object.Args{}))
		})
	case "logical_and", "logical_or":
		return scalarOrLaid(eachPair(th, args[0], args[1], func(x, y object.Value) object.Value {
			if object.Must(object.Truth(th, x)) == (u.name == "logical_and") {
				return y
			}
			return x
		}))
	}
	if u.rule == tests || u.nin == 2 {
		u.unsupported()
	}
	return o.each(func(x object.Value) object.Value {
		m, ok, err := object.FindAttr(th, x, u.name)
		if err != nil || !ok {
			throwType("loop of ufunc does not support argument 0 of type %s which has no callable %s method", object.TypeName(x), u.name)
		}
		return object.Must(object.CallFn(th, m))
	})
}

// absoluteNumber is the absolute value of a number of Python, nil for others.
func absoluteNumber(x object.Value) object.Value {
	switch x := x.(type) {
	case int:
		return max(x, -x)
	case float64:
		return math.Abs(x)
	case complex128:
		return cmplx.Abs(x)
	}
	return nil
}

// better is x when x op y holds, else y.
func better(th *object.Thread, op object.Op, x, y object.Value) object.Value {
	if object.Must(object.Truth(th, object.Must(object.Compare(th, op, x, y)))) {
		return x
	}
	return y
}

// objectFunctions are the functions that arrays of objects have an own way with.
var objectFunctions map[string]func(c *call, o *objectArray) object.Value

func init() {
	binary := func(op object.Op) func(c *call, x, y object.Value) object.Value {
		return func(c *call, x, y object.Value) object.Value { return object.Must(object.BinaryOp(c.th, op, x, y)) }
	}
	choice := func(op object.Op) func(c *call, x, y object.Value) object.Value {
		return func(c *call, x, y object.Value) object.Value { return better(c.th, op, x, y) }
	}
	logic := func(goOn bool) func(c *call, x, y object.Value) object.Value {
		return func(c *call, x, y object.Value) object.Value {
			if object.Must(object.Truth(c.th, x)) == goOn {
				return y
			}
			return x
		}
	}
	objectFunctions = map[string]func(c *call, o *objectArray) object.Value{
		"sum": folded(binary(object.Add), 0), "prod": folded(binary(object.Mul), 1), "max": folded(choice(object.Ge), nil), "min": folded(choice(object.Le), nil),
		"amax": folded(choice(object.Ge), nil), "amin": folded(choice(object.Le), nil), "any": folded(logic(false), false), "all": folded(logic(true), true),
		"mean": func(c *call, o *objectArray) object.Value {
			total := folded(binary(object.Add), 0)(c, o)
			n := (&reduction{axes: c.axes("axis", o.at.Rank())}).count(o.at.Shape())
			return object.Must(object.BinaryOp(c.th, object.Div, total, n))
		},
		"sort": func(c *call, o *objectArray) object.Value {
			at := o.ordered(c)
			if c.Sig.Params[0].Name == "self" {
				o.put(c.th, object.Ellipsis, o.laidAs(at))
				return nil
			}
			return o.laidAs(at)
		},
		"argsort": func(c *call, o *objectArray) object.Value {
			return argSorted(o.ranks(c.th), normalAxis(c.IntOr("axis", -1), o.at.Rank()))
		},
		"argmax": func(c *call, o *objectArray) object.Value {
			return object.Must(object.CallMethodOf(c.th, o.ranks(c.th), "argmax", object.Pos(c.Value("axis"))))
		},
		"argmin": func(c *call, o *objectArray) object.Value {
			return object.Must(object.CallMethodOf(c.th, o.ranks(c.th), "argmin", object.Pos(c.Value("axis"))))
		},
		"unique": uniqueObjects,
		"astype": func(c *call, o *objectArray) object.Value {
			if wantsObjects(c.Value("dtype")) {
				return o.laidAs(o.at.Clone())
			}
			if t := timesWanted(c.th, nil, c.fullType("dtype")); t != nil {
				return toTimes(c.th, o, t)
			}
			for _, e := range o.elems {
				if _, nested := entriesOf(e); nested && !c.dtypeIsText("dtype") {
					throwValue("setting an array element with a sequence.")
				}
			}
			return c.under("dtype", asArray(c, &object.List{Elems: laidElements(o)}, c.dtype("dtype"), false).Reshape(o.at.Shape()))
		},
		"empty_like":    func(c *call, o *objectArray) object.Value { return filledObjects(0, true, o.at.Shape()) },
		"zeros_like":    func(c *call, o *objectArray) object.Value { return filledObjects(0, false, o.at.Shape()) },
		"ones_like":     func(c *call, o *objectArray) object.Value { return filledObjects(1, false, o.at.Shape()) },
		"nonzero":       func(c *call, o *objectArray) object.Value { return tupleOf(nonzero(truthsOf(c.th, o))...) },
		"count_nonzero": func(c *call, o *objectArray) object.Value { return nonzero(truthsOf(c.th, o))[0].Size() },
	}
}

// folded reduces the elements along axes by a function of two; start is the
// result for none, nil when there is none.
func folded(f func(c *call, x, y object.Value) object.Value, start object.Value) func(c *call, o *objectArray) object.Value {
	return func(c *call, o *objectArray) object.Value {
		opt := &reduction{axes: c.axes("axis", o.at.Rank()), keepdims: c.Sig.Index("keepdims") >= 0 && c.Given("keepdims") && c.Bool("keepdims")}
		full, short := opt.keptShape(o.at.Shape())
		var perm []int
		for i := range o.at.Rank() {
			if !slices.Contains(opt.axes, i) {
				perm = append(perm, i)
			}
		}
		rows := o.at.Permute(append(perm, opt.axes...))
		n := opt.count(o.at.Shape())
		out := make([]object.Value, tensor.NumElements(full))
		for i := range out {
			if n == 0 && start == nil {
				throwValue("zero-size array to reduction operation %s which has no identity", c.Sig.Name)
			}
			out[i] = start
			for k := range n {
				e := o.elems[rows.Int(i*n+k)]
				if k > 0 {
					e = f(c, out[i], e)
				}
				out[i] = e
			}
		}
		if opt.keepdims {
			short = full
		}
		return scalarOrLaid(newObjects(out, short))
	}
}

// ranks gives each element the number of its place among all in order.
func (o *objectArray) ranks(th *object.Thread) *tensor.Array {
	elems := laidElements(o)
	idx := make([]int, len(elems))
	for i := range idx {
		idx[i] = i
	}
	less := func(x, y object.Value) bool {
		return object.Must(object.Truth(th, object.Must(object.Compare(th, object.Lt, x, y))))
	}
	slices.SortStableFunc(idx, func(i, j int) int {
		switch {
		case less(elems[i], elems[j]):
			return -1
		case less(elems[j], elems[i]):
			return 1
		}
		return 0
	})
	out := make([]int64, len(elems))
	rank := int64(0)
	for k, i := range idx {
		if k > 0 && less(elems[idx[k-1]], elems[i]) {
			rank++
		}
		out[i] = rank
	}
	return tensor.FromSlice(out, o.at.Shape()...)
}

// ordered is the layout with the elements along an axis in order.
func (o *objectArray) ordered(c *call) *tensor.Array {
	axis := normalAxis(c.IntOr("axis", -1), o.at.Rank())
	return alongAxis(o.at.Clone(), argSorted(o.ranks(c.th), axis), axis)
}

// uniqueObjects are the different elements in order, with what else is asked
// for.
func uniqueObjects(c *call, o *objectArray) object.Value {
	_, first, inverse, counts := distinct(o.ranks(c.th))
	out := []object.Value{o.laidAs(takeAxis(ravel(o.at, "C"), first, 0))}
	for _, extra := range []struct {
		name string
		v    *tensor.Array
	}{{"return_index", first}, {"return_inverse", inverse}, {"return_counts", counts}} {
		if c.Bool(extra.name) {
			out = append(out, extra.v)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return object.NewTuple(out...)
}
