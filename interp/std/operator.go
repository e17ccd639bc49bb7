package std

import (
	"strings"

	"kerash/interp/object"
)

func operatorModule() *object.Module {
	return &object.Module{Name: "operator", Doc: "The operators as functions.", Members: operatorMembers}
}

func operatorMembers() []object.Member {
	var members []object.Member
	binary := map[string]object.Op{
		"add": object.Add, "sub": object.Sub, "mul": object.Mul, "matmul": object.MatMul, "truediv": object.Div, "floordiv": object.FloorDiv,
		"mod": object.Mod, "pow": object.Pow, "lshift": object.LShift, "rshift": object.RShift, "or_": object.BitOr, "xor": object.BitXor, "and_": object.BitAnd,
	}
	for name, op := range binary {
		members = append(members, object.Fun(name+"(a, b, /)", "a "+op.String()+" b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.BinaryOp(th, op, a.At(0), a.At(1))
		}))
		members = append(members, object.Fun("i"+strings.TrimSuffix(name, "_")+"(a, b, /)", "What a "+op.String()+"= b assigns.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.InPlaceOp(th, op, a.At(0), a.At(1))
		}))
	}
	for name, op := range map[string]object.Op{"eq": object.Eq, "ne": object.Ne, "lt": object.Lt, "le": object.Le, "gt": object.Gt, "ge": object.Ge} {
		members = append(members, object.Fun(name+"(a, b, /)", "a "+op.String()+" b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Compare(th, op, a.At(0), a.At(1))
		}))
	}
	for name, op := range map[string]object.Op{"neg": object.Neg, "pos": object.Plus, "invert": object.Invert, "inv": object.Invert} {
		members = append(members, object.Fun(name+"(a, /)", op.String()+"a.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.UnaryOp(th, op, a.At(0))
		}))
	}
	return append(members, operatorFuncs()...)
}

func operatorFuncs() []object.Member {
	return []object.Member{
		object.Fun("not_(a, /)", "not a.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			t, err := object.Truth(th, a.At(0))
			return !t, err
		}),
		object.Fun("truth(a, /)", "bool(a).", func(th *object.Thread, a *object.Bound) (object.Value, error) { return object.Truth(th, a.At(0)) }),
		object.Fun("is_(a, b, /)", "a is b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Is(a.At(0), a.At(1)), nil
		}),
		object.Fun("is_not(a, b, /)", "a is not b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return !object.Is(a.At(0), a.At(1)), nil
		}),
		object.Fun("abs(a, /)", "abs(a).", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.CallMethodOf(th, a.At(0), "__abs__", object.Args{})
		}),
		object.Fun("index(a, /)", "a as an integer.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return object.AsIndex(th, a.At(0)) }),
		object.Fun("concat(a, b, /)", "a + b.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.BinaryOp(th, object.Add, a.At(0), a.At(1))
		}),
		object.Fun("contains(a, b, /)", "b in a.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Contains(th, a.At(0), a.At(1))
		}),
		object.Fun("getitem(a, b, /)", "a[b].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.Index(th, a.At(0), a.At(1))
		}),
		object.Fun("setitem(a, b, c, /)", "a[b] = c.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.SetIndex(th, a.At(0), a.At(1), a.At(2))
		}),
		object.Fun("delitem(a, b, /)", "del a[b].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, object.DelIndex(th, a.At(0), a.At(1))
		}),
		object.Fun("countOf(a, b, /)", "How often b occurs in a.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := 0
			err := object.ForEach(th, a.At(0), func(v object.Value) error {
				eq, err := object.Equal(th, v, a.At(1))
				if eq {
					n++
				}
				return err
			})
			return n, err
		}),
		object.Fun("itemgetter(item, /, *items)", "A function that gives obj[item], or a tuple for several items.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			keys := append([]object.Value{a.At(0)}, a.Rest("items")...)
			return getter("itemgetter(obj, /)", keys, object.Index), nil
		}),
		object.Fun("attrgetter(attr, /, *attrs)", "A function that gives obj.attr, or a tuple for several attributes.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			names := append([]object.Value{a.At(0)}, a.Rest("attrs")...)
			return getter("attrgetter(obj, /)", names, attrPath), nil
		}),
		object.Fun("methodcaller(name, /, *args, **kwargs)", "A function that gives obj.name(*args, **kwargs).", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			name, args := a.Str("name"), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}
			return object.Func("methodcaller(obj, /)", "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.CallMethodOf(th, a.At(0), name, args)
			}), nil
		}),
	}
}

// getter makes a function that takes one or several parts of an object.
func getter(sig string, keys []object.Value, take func(th *object.Thread, v, key object.Value) (object.Value, error)) *object.Builtin {
	return object.Func(sig, "", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if len(keys) == 1 {
			return take(th, a.At(0), keys[0])
		}
		t := &object.Tuple{}
		for _, k := range keys {
			v, err := take(th, a.At(0), k)
			if err != nil {
				return nil, err
			}
			t.Elems = append(t.Elems, v)
		}
		return t, nil
	})
}

// attrPath follows a dotted name.
func attrPath(th *object.Thread, v, name object.Value) (object.Value, error) {
	path, ok := name.(string)
	if !ok {
		return nil, object.TypeErrorf("attribute name must be a string")
	}
	for _, part := range strings.Split(path, ".") {
		var err error
		if v, err = object.GetAttr(th, v, part); err != nil {
			return nil, err
		}
	}
	return v, nil
}
