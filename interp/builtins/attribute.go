package builtins

import (
	"strings"

	"kerash/interp/object"
)

var attributeFuncs = []*object.Builtin{
	object.RawFunc("getattr(object, name, default=<none>, /)", "The attribute of a name; default when there is none.", getattr),
	object.Func("__import__(name, globals=None, locals=None, fromlist=(), level=0)", "What an import statement does: the module, or its first package without fromlist.", importNamed),
	object.Func("setattr(obj, name, value, /)", "Sets the attribute of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		name, err := attrName(a.At(1))
		if err != nil {
			return nil, err
		}
		return nil, object.SetAttr(th, a.At(0), name, a.At(2))
	}),
	object.Func("delattr(obj, name, /)", "Deletes the attribute of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		name, err := attrName(a.At(1))
		if err != nil {
			return nil, err
		}
		return nil, object.DelAttr(th, a.At(0), name)
	}),
	object.Func("hasattr(obj, name, /)", "Whether the object has an attribute of a name.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		name, err := attrName(a.At(1))
		if err != nil {
			return nil, err
		}
		return object.HasAttr(th, a.At(0), name)
	}),
	object.Func("callable(obj, /)", "Whether the object can be called.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.IsCallable(a.At(0)), nil
	}),
	object.Func("isinstance(obj, class_or_tuple, /)", "Whether the object is of a class, or of one of a tuple.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return isInstance(th, a.At(0), a.At(1))
	}).WithQuick(func(th *object.Thread, x, y object.Value, n int) (object.Value, bool, error) {
		cls, ok := y.(*object.Class)
		if !ok || n != 2 {
			return nil, false, nil
		}
		is, err := object.InstanceCheck(th, x, cls, false)
		return is, true, err
	}),
	object.Func("issubclass(cls, class_or_tuple, /)", "Whether the class derives from another, or from one of a tuple.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		cls, ok := a.At(0).(*object.Class)
		if !ok {
			return nil, object.TypeErrorf("issubclass() arg 1 must be a class")
		}
		return isAnyOf(th, cls, a.At(1), true, "issubclass() arg 2 must be a class, a tuple of classes, or a union")
	}),
	object.Func("id(obj, /)", "A number that no other living object has.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.ID(a.At(0)), nil
	}),
	object.Func("hash(obj, /)", "The hash value.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.Hash(th, a.At(0))
	}),
	object.RawFunc("dir(object=<none>, /)", "The names of the attributes.", dir),
	object.RawFunc("vars(object=<none>, /)", "The attributes of an object as a dict.", vars),
}

func attrName(v object.Value) (string, error) {
	name, ok := v.(string)
	if !ok {
		return "", object.TypeErrorf("attribute name must be string, not '%s'", object.TypeName(v))
	}
	return name, nil
}

func getattr(th *object.Thread, args object.Args) (object.Value, error) {
	if err := expected("getattr", args, 2, 3); err != nil {
		return nil, err
	}
	name, err := attrName(args.Pos[1])
	if err != nil {
		return nil, err
	}
	if len(args.Pos) == 2 {
		return object.GetAttr(th, args.Pos[0], name)
	}
	v, ok, err := object.FindAttr(th, args.Pos[0], name)
	if !ok && err == nil || err != nil && object.IsError(err, object.AttributeError) {
		return args.Pos[2], nil
	}
	return v, err
}

// isInstance is isinstance.
func isInstance(th *object.Thread, v, of object.Value) (bool, error) {
	return isAnyOf(th, v, of, false, "isinstance() arg 2 must be a type, a tuple of types, or a union")
}

// isAnyOf asks isinstance or, with class set, issubclass for each class of a
// tuple or union.
func isAnyOf(th *object.Thread, v, of object.Value, class bool, bad string) (bool, error) {
	var any []object.Value
	switch of := of.(type) {
	case *object.Class:
		return object.InstanceCheck(th, v, of, class)
	case *object.Tuple:
		any = of.Elems
	case *object.Union:
		for _, e := range of.Elems {
			if e == nil {
				e = object.NoneClass
			}
			any = append(any, e)
		}
	case object.TypeForm:
		return of.CheckInstance(th, v, class)
	default:
		return false, object.TypeErrorf("%s", bad)
	}
	for _, e := range any {
		if yes, err := isAnyOf(th, v, e, class, bad); yes || err != nil {
			return yes, err
		}
	}
	return false, nil
}

func dir(th *object.Thread, args object.Args) (object.Value, error) {
	if err := expected("dir", args, 1, 1); err != nil {
		return nil, err
	}
	v := args.Pos[0]
	if m, ok := object.TypeOf(v).Lookup("__dir__"); ok && object.TypeOf(v).IsUser() {
		r, err := object.CallMethodOf(th, v, "__dir__", object.Args{})
		_ = m
		if err != nil {
			return nil, err
		}
		elems, err := object.ToSlice(th, r)
		if err != nil {
			return nil, err
		}
		return object.NewList(elems...), object.Sort(th, elems, nil, false)
	}
	l := object.NewList()
	for _, n := range object.Dir(v) {
		l.Elems = append(l.Elems, n)
	}
	return l, nil
}

func vars(th *object.Thread, args object.Args) (object.Value, error) {
	if err := expected("vars", args, 1, 1); err != nil {
		return nil, err
	}
	d, ok, err := object.FindAttr(th, args.Pos[0], "__dict__")
	if err == nil && !ok {
		err = object.TypeErrorf("vars() argument must have __dict__ attribute")
	}
	return d, err
}

// importNamed is __import__.
func importNamed(th *object.Thread, a *object.Bound) (object.Value, error) {
	name, ok := a.Value("name").(string)
	if !ok {
		return nil, object.TypeErrorf("__import__() argument 1 must be str, not %s", object.TypeName(a.Value("name")))
	}
	if name == "" {
		return nil, object.ValueErrorf("Empty module name")
	}
	m, err := th.Import(th, name)
	if err != nil {
		return nil, err
	}
	named, err := object.Truth(th, a.Value("fromlist"))
	if first, _, dotted := strings.Cut(name, "."); dotted && !named && err == nil {
		return th.Import(th, first)
	}
	return m, err
}
