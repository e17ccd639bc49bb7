package std

import (
	"strings"

	"kerash/interp/object"
)

func typingModule() *object.Module {
	return &object.Module{Name: "typing", Doc: "Names for annotations, which kerash does not check.", Members: func() []object.Member {
		members := []object.Member{
			object.Const("TYPE_CHECKING", false), object.Const("Text", object.StrClass),
			object.Const("Generic", genericClass), object.Const("Protocol", protocolClass),
			object.Const("NamedTuple", namedTupleBase), object.Const("TypedDict", typedDictBase),
			object.Const("TypeVar", typeVarClass), object.Const("ParamSpec", paramSpecClass), object.Const("TypeVarTuple", typeVarTupleClass),
			object.Const("NewType", newTypeClass), object.Const("ForwardRef", forwardRefClass),
			object.Const("AnyStr", &typeVar{name: "AnyStr", constraints: []object.Value{object.BytesClass, object.StrClass}, class: typeVarClass, bare: "~"}),
			object.Fun("cast(typ, val)", "The value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(1), nil }),
			object.Fun("assert_type(val, typ, /)", "The value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }),
			object.Fun("reveal_type(obj, /)", "The value itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return a.At(0), nil }),
			object.Fun("assert_never(arg, /)", "Fails: code that is never reached.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				text, err := object.Repr(th, a.At(0))
				if err != nil {
					return nil, err
				}
				return nil, object.Errorf(object.AssertionError, "Expected code to be unreachable, but got: %s", text)
			}),
			object.Fun("overload(func)", "Declares a further signature of a function.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return overloaded, nil }),
			marking("final(f)", "Marks what should not be overridden.", "__final__"),
			marking("no_type_check(arg)", "Marks annotations that are no types.", "__no_type_check__"),
			marking("runtime_checkable(cls)", "Lets isinstance ask a protocol.", runtimeMark),
		}
		members = append(members, typingQueries()...)
		for _, line := range strings.Split(typingForms, "\n") {
			if f := formOf(line); f != nil {
				members = append(members, object.Const(f.name, f))
			}
		}
		return members
	}}
}

// overloaded is what overload gives in place of a function.
var overloaded = object.RawFunc("_overload_dummy(*args, **kwds)", "A declaration that cannot be called.", func(th *object.Thread, args object.Args) (object.Value, error) {
	return nil, object.NotImplementedErrorf("You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.")
})

// marking declares a decorator that sets an attribute to True.
func marking(sig, doc, name string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if cls, ok := a.At(0).(*object.Class); name == runtimeMark && (!ok || !isProtocol(cls)) {
			text, err := object.Repr(th, a.At(0))
			if err != nil {
				return nil, err
			}
			return nil, object.TypeErrorf("@runtime_checkable can be only applied to protocol classes, got %s", text)
		}
		// What takes no attributes is given back all the same.
		if err := object.SetAttr(th, a.At(0), name, true); err != nil && !object.IsError(err, object.AttributeError) && !object.IsError(err, object.TypeError) {
			return nil, err
		}
		return a.At(0), nil
	})
}
