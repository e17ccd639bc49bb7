package std

import (
	"fmt"

	"kerash/interp/object"
)

// weakRef is weakref.ref. Objects live as long as their session needs them, so
// what it refers to is there until user code deletes it for good.
type weakRef struct{ target, callback object.Value }

var weakRefClass = &object.Class{Name: "ReferenceType", Module: "weakref", Doc: "A reference to an object.", Signature: "ref(object, callback=None, /)"}

// PyClass is ReferenceType.
func (*weakRef) PyClass() *object.Class { return weakRefClass }

// refersWeakly checks that a value can be referred to.
func refersWeakly(v object.Value) error {
	switch v.(type) {
	case nil, bool, int, float64, string, complex128, object.Bytes, *object.List, *object.Dict, *object.Tuple:
		return object.TypeErrorf("cannot create weak reference to '%s' object", object.TypeName(v))
	}
	return nil
}

func init() {
	c := weakRefClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		a, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return &weakRef{a.At(0), a.At(1)}, refersWeakly(a.At(0))
	}
	c.Call = func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		return self.(*weakRef).target, nil
	}
	c.Compare = func(th *object.Thread, op object.Op, a, b object.Value) (object.Value, error) {
		x, ok := a.(*weakRef)
		y, ok2 := b.(*weakRef)
		if !ok || !ok2 || op != object.Eq && op != object.Ne {
			return object.NotImplemented, nil
		}
		return object.Compare(th, op, x.target, y.target)
	}
	c.Hash = func(th *object.Thread, self object.Value) (int, error) {
		return object.Hash(th, self.(*weakRef).target)
	}
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		t := self.(*weakRef).target
		return fmt.Sprintf("<weakref at %#x; to '%s' at %#x>", object.ID(self), object.TypeName(t), object.ID(t)), nil
	}
}

func weakrefModule() *object.Module {
	return &object.Module{Name: "weakref", Doc: "References that keep nothing alive in Python; in kerash what they refer to stays.", Members: func() []object.Member {
		return []object.Member{
			object.Const("ref", weakRefClass), object.Const("ReferenceType", weakRefClass),
			object.Const("WeakValueDictionary", weakDictClass("WeakValueDictionary")), object.Const("WeakKeyDictionary", weakDictClass("WeakKeyDictionary")),
			object.Const("WeakSet", &object.Class{Name: "WeakSet", Module: "weakref", Doc: "A set of references.", Base: object.SetClass, Signature: "WeakSet(data=(), /)"}),
			object.Fun("proxy(object, callback=None, /)", "The object itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return a.At(0), refersWeakly(a.At(0))
			}),
			object.Fun("finalize(obj, func, /, *args, **kwargs)", "A call for the end of an object, to be done by calling it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				fn, args, done := a.At(1), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}, false
				return object.Func("finalize()", "Does the call, once.", func(th *object.Thread, _ *object.Bound) (object.Value, error) {
					if done {
						return nil, nil
					}
					done = true
					return object.Call(th, fn, args)
				}), nil
			}),
			object.Fun("getweakrefcount(object, /)", "How many references there are: none is counted.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return 0, nil }),
		}
	}}
}

func weakDictClass(name string) *object.Class {
	return &object.Class{Name: name, Module: "weakref", Doc: "A dict of references.", Base: object.DictClass, Signature: name + "(mapping=(), /, **kwargs)"}
}
