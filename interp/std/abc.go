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
	abcMetaClass = &object.Class{Name: "ABCMeta", Module: "abc", Doc: "The metaclass of abstract classes.", Base: object.TypeClass, Allows: refuseAbstract, Check: checkAbstract, Members: func() []object.Member {
		return []object.Member{registerMethod(), object.Getter("__abstractmethods__", "the methods that subclasses must define", func(th *object.Thread, self object.Value) (object.Value, error) {
			s := object.NewSet()
			for _, name := range abstractNames(self.(*object.Class)) {
				if err := s.Add(th, name); err != nil {
					return nil, err
				}
			}
			s.Frozen = true
			return s, nil
		})}
	}}
)

// refuseAbstract gives an error for a class that has abstract methods left.
func refuseAbstract(cls *object.Class) error {
	missing := abstractNames(cls)
	if len(missing) == 0 {
		return nil
	}
	return object.AbstractError(cls, missing)
}

// abstractNames are the abstract methods that a class has left, in order.
func abstractNames(cls *object.Class) []string {
	var missing []string
	seen := map[string]bool{}
	for _, k := range cls.MRO() {
		if !k.IsUser() {
			for _, name := range k.Abstract {
				if !seen[name] {
					missing = append(missing, name)
				}
				seen[name] = true
			}
			if !k.Mixin {
				continue
			}
		}
		for _, name := range k.Dict().Names() {
			if v, _ := k.Dict().Get(name); !seen[name] && isAbstract(v) {
				missing = append(missing, name)
			}
			seen[name] = true
		}
	}
	sort.Strings(missing)
	return missing
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

// registryKey is where a class keeps the classes that were registered with it.
const registryKey = "_abc_registry"

func registerMethod() object.Member {
	return object.Method("register(cls, subclass)", "Has a class count as derived from this one.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		cls := a.Self().(*object.Class)
		sub, ok := a.At(1).(*object.Class)
		if !ok {
			return nil, object.TypeErrorf("Can only register classes")
		}
		list, _ := cls.Dict().Get(registryKey)
		l, ok := list.(*object.List)
		if !ok {
			l = object.NewList()
			cls.Dict().Set(registryKey, l)
		}
		l.Elems = append(l.Elems, sub)
		return sub, nil
	})
}

// checkAbstract asks an abstract class' __subclasshook__ and the classes that
// were registered with it.
func checkAbstract(th *object.Thread, cls, sub *object.Class) (bool, error) {
	if sub == nil {
		return false, nil
	}
	if hook, ok := cls.Lookup("__subclasshook__"); ok {
		if c, isClassMethod := hook.(*object.ClassMethod); isClassMethod {
			r, err := object.CallFn(th, c.Fn, cls, sub)
			if err != nil {
				return false, err
			}
			if r != object.NotImplemented {
				return object.Truth(th, r)
			}
		}
	}
	list, _ := cls.Dict().Get(registryKey)
	if l, ok := list.(*object.List); ok {
		for _, r := range l.Elems {
			if ok, err := object.InstanceCheck(th, sub, r.(*object.Class), true); ok || err != nil {
				return ok, err
			}
		}
	}
	for _, d := range cls.Subclasses() {
		if ok, err := checkAbstract(th, d, sub); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}
