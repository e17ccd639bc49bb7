package numpy

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// charModule is numpy.char: the methods of strings, element by element.
func charModule() *object.Module {
	return &object.Module{Name: "numpy.char", Doc: "The methods of strings for arrays of strings.", Members: charFuncs}
}

func charFuncs() []object.Member {
	members := []object.Member{
		fun("str_len(a)", "The length of each string.", func(c *call) object.Value {
			return eachText(c, []string{"a"}, func(v []object.Value) object.Value { return object.Must(object.Len(c.th, v[0])) })
		}),
		fun("add(x1, x2)", "Strings joined with others.", func(c *call) object.Value {
			sameKind(c, "x1", "x2")
			return textOperator(c, object.Add, "x1", "x2")
		}),
		fun("multiply(a, i)", "Each string repeated.", func(c *call) object.Value {
			if !c.operand("i").DType().IsInteger() {
				throwValue("Can only multiply by integers")
			}
			return textOperator(c, object.Mul, "a", "i")
		}),
		fun("encode(a, encoding='utf-8', errors=None)", "Each string as bytes.", func(c *call) object.Value {
			return textAs(textOperand(c, "a"), binding.TextDType(0, true))
		}),
		fun("decode(a, encoding='utf-8', errors=None)", "Each bytes as a string.", func(c *call) object.Value {
			a := textOperand(c, "a")
			if !a.IsBytes() {
				object.Throw(object.AttributeErrorf("type object 'str' has no attribute 'decode'"))
			}
			return textAs(a, binding.TextDType(0, false))
		}),
		fun("array(obj, itemsize=None, copy=True, unicode=None, order=None)", "An array of strings.", func(c *call) object.Value {
			return castTo(c.operand("obj"), tensor.String).Clone()
		}),
		fun("mod(a, values)", "Each string with values put in as by %.", func(c *call) object.Value { return textOperator(c, object.Mod, "a", "values") }),
	}
	for _, name := range strings.Fields("capitalize isalnum isalpha isdecimal isdigit islower isnumeric isspace istitle isupper lower swapcase title upper") {
		members = append(members, textMethod(name, "a", name+" of each string."))
	}
	for _, sig := range []string{
		"center(a, width, fillchar=' ')", "count(a, sub, start=0, end=None)", "endswith(a, suffix, start=0, end=None)",
		"expandtabs(a, tabsize=8)", "find(a, sub, start=0, end=None)", "index(a, sub, start=0, end=None)", "join(sep, seq)", "ljust(a, width, fillchar=' ')", "lstrip(a, chars=None)",
		"partition(a, sep)", "replace(a, old, new, count=None)", "rfind(a, sub, start=0, end=None)", "rindex(a, sub, start=0, end=None)", "rjust(a, width, fillchar=' ')", "rpartition(a, sep)",
		"rsplit(a, sep=None, maxsplit=None)", "rstrip(a, chars=None)", "split(a, sep=None, maxsplit=None)", "splitlines(a, keepends=None)", "startswith(a, prefix, start=0, end=None)",
		"strip(a, chars=None)", "translate(a, table, deletechars=None)", "zfill(a, width)",
	} {
		name, params, _ := strings.Cut(strings.TrimSuffix(sig, ")"), "(")
		members = append(members, textMethod(name, params, name+" of each string."))
	}
	for _, o := range []struct {
		name string
		op   object.Op
	}{{"equal", object.Eq}, {"not_equal", object.Ne}, {"less", object.Lt}, {"less_equal", object.Le}, {"greater", object.Gt}, {"greater_equal", object.Ge}} {
		members = append(members, fun(o.name+"(x1, x2)", "Compares strings without blanks at their ends.", func(c *call) object.Value {
			return compareTexts(c, []string{"x1", "x2"}, o.op, true)
		}))
	}
	return append(members, fun("compare_chararrays(a1, a2, cmp, rstrip)", "Compares strings by <, <=, ==, >=, > or !=.", func(c *call) object.Value {
		op, ok := map[string]object.Op{"==": object.Eq, "!=": object.Ne, "<": object.Lt, "<=": object.Le, ">": object.Gt, ">=": object.Ge}[c.Str("cmp")]
		if !ok {
			throwValue("comparison must be '==', '!=', '<', '>', '<=', '>='")
		}
		return compareTexts(c, []string{"a1", "a2"}, op, c.Bool("rstrip"))
	}))
}

// compareTexts compares strings, without blanks at their ends when stripped.
func compareTexts(c *call, names []string, op object.Op, stripped bool) object.Value {
	for _, n := range names {
		if c.operand(n).DType() != tensor.String {
			throwType("comparison of non-string arrays")
		}
	}
	return eachText(c, names, func(v []object.Value) object.Value {
		for i := range v {
			if s, ok := v[i].(string); ok && stripped {
				v[i] = strings.TrimRight(s, " \t\n")
			}
		}
		return object.Must(object.Compare(c.th, op, v[0], v[1]))
	})
}

// textOperand is an argument as an array, which must be of strings.
func textOperand(c *call, name string) *tensor.Array {
	a := c.operand(name)
	if a.DType() != tensor.String {
		throwType("string operation on non-string array")
	}
	return a
}

// sameKind throws for an array of texts beside one of bytes or of numbers.
func sameKind(c *call, names ...string) {
	var kinds []*binding.NumpyDType
	for _, n := range names {
		if o := objectsIn(c.th, c.Value(n)); o != nil {
			kinds = append(kinds, o.dtype())
		} else {
			kinds = append(kinds, binding.NumpyDTypeOf(c.operand(n)))
		}
	}
	if kinds[0].Kind() != kinds[1].Kind() {
		throwType("np.char.add() requires both arrays of the same dtype kind, but got dtypes: '%s' and '%s' (the few cases where this used to work often lead to incorrect results).", kinds[0].Name, kinds[1].Name)
	}
}

// textMethod declares the function for a method of str.
func textMethod(name, params, doc string) object.Member {
	var names []string
	for _, p := range strings.Split(params, ", ") {
		n, _, _ := strings.Cut(p, "=")
		names = append(names, n)
	}
	return fun(name+"("+params+")", doc, func(c *call) object.Value {
		return eachText(c, names, func(v []object.Value) object.Value {
			for len(v) > 1 && v[len(v)-1] == nil { // left out
				v = v[:len(v)-1]
			}
			return object.Must(object.CallMethodOf(c.th, v[0], name, object.Args{Pos: v[1:]}))
		})
	})
}

func textOperator(c *call, op object.Op, a, b string) object.Value {
	return eachText(c, []string{a, b}, func(v []object.Value) object.Value {
		if n, ok := v[1].(int); ok && op == object.Mul {
			v[1] = max(n, 0)
		}
		return object.Must(object.BinaryOp(c.th, op, v[0], v[1]))
	})
}

// eachText calls f with the elements of arguments, broadcast; None and dicts
// are passed on as they are. Lists that f gives make an array of objects.
func eachText(c *call, names []string, f func(v []object.Value) object.Value) object.Value {
	arrays := make([]*tensor.Array, len(names))
	var operands []*tensor.Array
	for i, n := range names {
		v := c.Value(n)
		if _, ok := object.NativeOf(v).(*object.Dict); v == nil || ok {
			continue
		}
		arrays[i] = c.operand(n)
		operands = append(operands, arrays[i])
	}
	if arrays[0].DType() != tensor.String {
		throwType("string operation on non-string array")
	}
	shape := iteratedShape(operands)
	for i, a := range arrays {
		if a != nil {
			arrays[i] = a.BroadcastTo(shape).Contiguous()
		}
	}
	out := make([]object.Value, tensor.NumElements(shape))
	for k := range out {
		v := make([]object.Value, len(names))
		for i, a := range arrays {
			if v[i] = c.Value(names[i]); a != nil {
				v[i] = binding.PythonAt(a, k)
			}
		}
		out[k] = f(v)
	}
	return textResult(c, out, shape)
}

// textResult is an array of what a function of strings gave.
func textResult(c *call, out []object.Value, shape []int) object.Value {
	if len(out) > 0 {
		switch first := out[0].(type) {
		case *object.List:
			return newObjects(out, shape)
		case *object.Tuple: // three parts each
			var parts []object.Value
			for _, t := range out {
				parts = append(parts, t.(*object.Tuple).Elems...)
			}
			return textResult(c, parts, append(append([]int{}, shape...), len(first.Elems)))
		}
	}
	a := tensor.NewArray(tensor.String, shape...)
	if len(out) > 0 {
		a = binding.ToArray(c.th, &object.List{Elems: out}, tensor.Invalid).Reshape(shape)
	}
	return a
}
