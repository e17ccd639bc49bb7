package eval

import (
	"kerash/interp/object"
	"kerash/interp/syntax"
)

// Builtins are the builtin functions that look at the running frame.
func (ev *Evaluator) Builtins() []object.Member {
	return append(append(ev.evaluation(), asyncBuiltins()...), []object.Member{
		object.Fun("globals()", "The variables of the module as a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ev.frame.globals.Live(), nil
		}),
		object.Fun("locals()", "The variables of the function, or of the module, as a dict.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return ev.frame.variables(), nil
		}),
		object.Const("dir", ev.orHere("dir", func() (object.Value, error) {
			names := object.NewList(ev.frame.variables().Keys()...)
			return names, object.Sort(ev.th, names.Elems, nil, false)
		})),
		object.Const("vars", ev.orHere("vars", func() (object.Value, error) { return ev.frame.variables(), nil })),
	}...)
}

// orHere is a builtin that without arguments is about the running frame.
func (ev *Evaluator) orHere(name string, here func() (object.Value, error)) *object.Builtin {
	v, _ := ev.builtins.Get(name)
	general := v.(*object.Builtin)
	return object.RawFunc(general.Sig, general.Doc, func(th *object.Thread, args object.Args) (object.Value, error) {
		if len(args.Pos)+len(args.Kw) == 0 {
			return here()
		}
		return general.Invoke(th, args)
	})
}

// table gives the names of a module or class body; nil where variables live in
// slots.
func (fr *Frame) table() *object.Namespace {
	if k := fr.code.scope.Kind; k == syntax.ModuleScope || k == syntax.ClassScope {
		return fr.locals
	}
	return nil
}

// variables are the frame's variables as a dict: the module's own, or a copy
// of a function's.
func (fr *Frame) variables() *object.Dict {
	if names := fr.table(); names != nil {
		return names.Live()
	}
	d := object.NewDict()
	set := func(name string, v object.Value) {
		if c, ok := v.(*Cell); ok {
			v = c.v
		}
		if v != object.Unset {
			d.SetStr(name, v)
		}
	}
	for i, name := range fr.code.scope.Locals {
		set(name, fr.slots[i])
	}
	for i, v := range fr.code.scope.Free {
		set(v.Name, fr.free[i])
	}
	return d
}
