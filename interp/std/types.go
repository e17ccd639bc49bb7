package std

import (
	"strings"

	"kerash/interp/object"
)

// namespaceClass is types.SimpleNamespace: an object with just attributes.
var namespaceClass = &object.Class{Name: "SimpleNamespace", Module: "types", Doc: "An object with the attributes it was given.", Signature: "SimpleNamespace(**kwargs)"}

func init() {
	c := namespaceClass
	fill := func(th *object.Thread, inst *object.Instance, args object.Args) error {
		if len(args.Pos) > 0 {
			return object.TypeErrorf("no positional arguments expected")
		}
		for _, k := range args.Kw {
			inst.Attrs.Set(k.Name, k.Value)
		}
		return nil
	}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		inst := &object.Instance{Class: cls}
		return inst, fill(th, inst, args)
	}
	c.Init = fill
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		inst := self.(*object.Instance)
		var parts []string
		for i := range inst.Attrs.Len() {
			name, v := inst.Attrs.At(i)
			s, err := object.Repr(th, v)
			if err != nil {
				return "", err
			}
			parts = append(parts, name+"="+s)
		}
		name := object.TypeName(self)
		if name == "SimpleNamespace" {
			name = "namespace"
		}
		return name + "(" + strings.Join(parts, ", ") + ")", nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*object.Instance)
		y, ok2 := b.(*object.Instance)
		if !ok || !ok2 || op != object.Eq && op != object.Ne || !y.Class.IsSubclass(c) || !x.Class.IsSubclass(c) {
			return object.NotImplemented, nil
		}
		same, err := object.Equal(th, x.Attrs.ToDict(), y.Attrs.ToDict())
		return same == (op == object.Eq), err
	}
}

func typesModule() *object.Module {
	return &object.Module{Name: "types", Doc: "Classes of the interpreter's own values.", Members: func() []object.Member {
		return []object.Member{
			object.Const("SimpleNamespace", namespaceClass), object.Const("FunctionType", object.FunctionClass), object.Const("LambdaType", object.FunctionClass),
			object.Const("MethodType", object.MethodClass), object.Const("BuiltinFunctionType", object.BuiltinClass), object.Const("ModuleType", object.ModuleClass),
			object.Const("GeneratorType", object.GeneratorClass), object.Const("NoneType", object.NoneClass), object.Const("EllipsisType", object.EllipsisClass),
			object.Const("MappingProxyType", object.MappingProxyClass), object.Const("UnionType", object.UnionClass), object.Const("GenericAlias", object.GenericAliasClass), object.Const("TracebackType", object.TracebackClass),
		}
	}}
}

func init() {
	object.MethodClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if len(args.Pos) != 2 {
			return nil, object.TypeErrorf("method expected 2 arguments, got %d", len(args.Pos))
		}
		if !object.IsCallable(args.Pos[0]) {
			return nil, object.TypeErrorf("first argument must be callable")
		}
		return &object.BoundMethod{Self: args.Pos[1], Fn: args.Pos[0]}, nil
	}
}
