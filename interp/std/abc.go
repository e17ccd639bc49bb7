package std

import (
	"sort"

	"kerash/interp/object"
)

func abcModule() *object.Module {
	return &object.Module{Name: "abc", Doc: "Abstract classes.", Members: func() []object.Member {
		mark := func(th *object.Thread, a *object.Bound) (object.Value, error) {
			// What cannot carry the mark is abstract all the same, only unnoticed.
			_ = object.SetAttr(th, a.At(0), abstractMark, true)
			return a.At(0), nil
		}
		return []object.Member{
			object.Const("ABC", abcClass), object.Const("ABCMeta", abcMetaClass),
			object.Fun("abstractmethod(funcobj, /)", "Marks a method that subclasses must define.", mark),
			object.Fun("abstractproperty(fget, /)", "A property that subclasses must define.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &object.Property{Fget: a.At(0)}, nil
			}),
			object.Fun("abstractclassmethod(callable, /)", "A class method that subclasses must define.", mark),
			object.Fun("abstractstaticmethod(callable, /)", "A static method that subclasses must define.", mark),
		}
	}}
}

const abstractMark = "__isabstractmethod__"

var (
	abcClass     = &object.Class{Name: "ABC", Module: "abc", Doc: "The base of abstract classes.", Marker: true, Meta: abcMetaClass}
	abcMetaClass = &object.Class{Name: "ABCMeta", Module: "abc", Doc: "The metaclass of abstract classes.", Base: object.TypeClass, Allows: refuseAbstract}
)

// refuseAbstract gives an error for a class that has abstract methods left.
func refuseAbstract(cls *object.Class) error {
	var missing []string
	seen := map[string]bool{}
	for _, k := range cls.MRO() {
		if !k.IsUser() {
			continue
		}
		for _, name := range k.Dict().Names() {
			if v, _ := k.Dict().Get(name); !seen[name] && isAbstract(v) {
				missing = append(missing, name)
			}
			seen[name] = true
		}
	}
	if len(missing) == 0 {
		return nil
	}
	sort.Strings(missing)
	return object.AbstractError(cls, missing)
}

func isAbstract(v object.Value) bool {
	switch x := v.(type) {
	case *object.Property:
		return x.Fget != nil && isAbstract(x.Fget)
	case *object.StaticMethod:
		return isAbstract(x.Fn)
	case *object.ClassMethod:
		return isAbstract(x.Fn)
	}
	if object.TypeOf(v) != object.FunctionClass {
		return false
	}
	get := object.FunctionClass.GetAttr
	mark, ok, err := get(nil, v, abstractMark)
	return ok && err == nil && mark == true
}
