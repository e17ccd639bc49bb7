package std

import "kerash/interp/object"

// typingQueries are the functions that look into types.
func typingQueries() []object.Member {
	return []object.Member{
		object.Fun("get_type_hints(obj, globalns=None, localns=None, include_extras=False)", "The annotations of an object, with texts evaluated.", typeHints),
		object.Fun("get_origin(tp)", "A type without its arguments: list for List[int].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			switch t := a.At(0).(type) {
			case *generic:
				if t.form() == "Annotated" {
					return t.of, nil
				}
				return t.origin(th)
			case *object.GenericAlias:
				return t.Origin, nil
			case *object.Union:
				return object.UnionClass, nil
			case *object.Class:
				if t == genericClass {
					return t, nil
				}
			}
			return nil, nil
		}),
		object.Fun("get_args(tp)", "The arguments of a type: (int,) for List[int].", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			switch t := a.At(0).(type) {
			case *generic:
				return typeArgs(t.args, t.form() == "Callable"), nil
			case *object.GenericAlias:
				return typeArgs(t.Args, t.Origin.Name == "Callable"), nil
			case *object.Union:
				return object.NewTuple(typeArguments(t.Elems)...), nil
			}
			return object.NewTuple(), nil
		}),
		object.Fun("is_typeddict(tp)", "Whether a type is a TypedDict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			cls, ok := a.At(0).(*object.Class)
			return ok && cls != typedDictBase && cls.IsSubclass(typedDictBase), nil
		}),
	}
}

// typeArgs gives the arguments of a type; those of a function are a list.
func typeArgs(args []object.Value, callable bool) object.Value {
	last := len(args) - 1
	if _, all := args[0].(object.EllipsisType); !callable || all {
		return object.NewTuple(args...)
	}
	return object.NewTuple(object.NewList(args[:last]...), args[last])
}

// typeHints is get_type_hints.
func typeHints(th *object.Thread, a *object.Bound) (object.Value, error) {
	out := object.NewDict()
	cls, isClass := a.At(0).(*object.Class)
	holders := []object.Value{a.At(0)}
	if isClass {
		holders = nil
		for _, k := range cls.MRO() {
			holders = append([]object.Value{k}, holders...)
		}
	}
	for _, h := range holders {
		notes, err := ownAnnotations(th, h)
		if err != nil {
			return nil, err
		}
		if notes == nil {
			if isClass {
				continue
			}
			text, err := object.Repr(th, h)
			if err != nil {
				return nil, err
			}
			return nil, object.TypeErrorf("%s is not a module, class, method, or function.", text)
		}
		names := a.Value("globalns")
		if names == nil {
			names = globalsOf(th, h)
		}
		for it := notes.Entries(); it.Next(); {
			v, err := hintOf(th, it.Value(), names, a.Value("localns"))
			if err != nil {
				return nil, err
			}
			if g, ok := v.(*generic); ok && g.form() == "Annotated" && !a.Bool("include_extras") {
				v = g.args[0]
			}
			if err := out.Set(th, it.Key(), v); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// ownAnnotations are those of an object itself, nil when it cannot have any.
func ownAnnotations(th *object.Thread, v object.Value) (*object.Dict, error) {
	if cls, ok := v.(*object.Class); ok {
		notes, _ := cls.Dict().Get("__annotations__")
		d, _ := notes.(*object.Dict)
		return d, nil
	}
	notes, ok, err := object.FindAttr(th, v, "__annotations__")
	d, isDict := notes.(*object.Dict)
	if !ok || !isDict {
		return nil, err
	}
	return d, err
}

// globalsOf are the names that an object was written with.
func globalsOf(th *object.Thread, v object.Value) object.Value {
	if g, ok, err := object.FindAttr(th, v, "__globals__"); ok && err == nil {
		return g
	}
	name, ok, err := object.FindAttr(th, v, "__module__")
	module, isStr := name.(string)
	if !ok || err != nil || !isStr {
		return nil
	}
	m, err := th.Import(th, module)
	if err != nil {
		return nil
	}
	return m.Dict().ToDict()
}

// hintOf evaluates the texts in an annotation.
func hintOf(th *object.Thread, v, globals, locals object.Value) (object.Value, error) {
	switch t := v.(type) {
	case nil:
		return object.NoneClass, nil
	case string:
		return evalType(th, t, globals, locals)
	case *forwardRef:
		return evalType(th, t.text, globals, locals)
	case *generic:
		args, err := hintsOf(th, t.args, globals, locals)
		if err != nil || t.form() == "Literal" {
			return v, err
		}
		if t.isUnion() {
			return unionOf(th, args)
		}
		return &generic{of: t.of, args: args}, nil
	case *object.GenericAlias:
		args, err := hintsOf(th, t.Args, globals, locals)
		return &object.GenericAlias{Origin: t.Origin, Args: args}, err
	}
	return v, nil
}

func hintsOf(th *object.Thread, args []object.Value, globals, locals object.Value) ([]object.Value, error) {
	out := make([]object.Value, len(args))
	for i, v := range args {
		var err error
		if out[i], err = hintOf(th, v, globals, locals); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func evalType(th *object.Thread, text string, globals, locals object.Value) (object.Value, error) {
	builtins, err := th.Import(th, "builtins")
	if err != nil {
		return nil, err
	}
	eval, err := object.GetAttr(th, builtins, "eval")
	if err != nil {
		return nil, err
	}
	if globals == nil {
		globals = object.NewDict()
	}
	args := []object.Value{text, globals}
	if locals != nil {
		args = append(args, locals)
	}
	v, err := object.CallFn(th, eval, args...)
	if err != nil {
		return nil, err
	}
	return hintOf(th, v, globals, locals)
}
