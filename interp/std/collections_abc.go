package std

import (
	"strings"

	"kerash/interp/object"
)

func collectionsAbcModule() *object.Module {
	return &object.Module{Name: "collections.abc", Doc: "Abstract classes for what containers can do, for isinstance.", Members: abcMembers}
}

// abcNeeds lists the methods that make a class count as one of an abstract class.
var abcNeeds = []struct{ name, methods string }{
	{"Iterable", "__iter__"}, {"AsyncIterable", "__aiter__"}, {"AsyncIterator", "__aiter__ __anext__"}, {"Awaitable", "__await__"}, {"Iterator", "__iter__ __next__"}, {"Generator", "send throw close"}, {"Reversible", "__reversed__"},
	{"Sized", "__len__"}, {"Container", "__contains__"}, {"Collection", "__len__ __iter__ __contains__"}, {"Hashable", "__hash__"}, {"Callable", "__call__"},
}

// callableClasses are called by the language itself, without a method __call__.
var callableClasses = map[*object.Class]bool{
	object.FunctionClass: true, object.BuiltinClass: true, object.MethodClass: true, object.MethodDescClass: true, object.TypeClass: true,
}

func abcMembers() []object.Member {
	var members []object.Member
	classes := map[string]*object.Class{}
	add := func(name string, includes func(c *object.Class) bool) {
		members = append(members, object.Const(name, abstractClass(name, classes, includes)))
		classes[name] = members[len(members)-1].Value.(*object.Class)
	}
	for _, n := range abcNeeds {
		methods := strings.Fields(n.methods)
		add(n.name, func(c *object.Class) bool {
			if n.name == "Callable" && callableClasses[c] {
				return true
			}
			for _, m := range methods {
				if v, ok := c.Lookup(m); !ok || v == nil || c.Unhashable && m == "__hash__" {
					return false
				}
			}
			return true
		})
	}
	derived := func(name string, classes ...*object.Class) {
		add(name, func(c *object.Class) bool {
			for _, k := range classes {
				if c.IsSubclass(k) {
					return true
				}
			}
			return false
		})
	}
	derived("Sequence", object.ListClass, object.TupleClass, object.StrClass, object.RangeClass, object.BytesClass, object.ByteArrayClass, dequeClass, userListClass, userStringClass)
	derived("MutableSequence", object.ListClass, userListClass, dequeClass, object.ByteArrayClass)
	derived("ByteString", object.BytesClass, object.ByteArrayClass)
	derived("Mapping", object.DictClass, userDictClass, object.MappingProxyClass, chainMapClass)
	derived("MutableMapping", object.DictClass, userDictClass, chainMapClass)
	add("Set", func(c *object.Class) bool {
		return c.IsSubclass(object.SetClass) || c.IsSubclass(object.FrozenSetClass) || c.Name == "dict_keys" || c.Name == "dict_items"
	})
	derived("MutableSet", object.SetClass)
	for _, kind := range []string{"KeysView", "ValuesView", "ItemsView"} {
		add(kind, func(c *object.Class) bool {
			return c == mappingViewClass || c.Name == "dict_"+strings.ToLower(strings.TrimSuffix(kind, "View"))
		})
	}
	return members
}

// abstractParts says of an abstract class which others it derives from, what
// it leaves to classes derived from it, and what it gives them.
var abstractParts = map[string]struct {
	base, abstract string
	members        func() []object.Member
}{
	"Iterable": {"", "__iter__", nil}, "Sized": {"", "__len__", nil}, "Container": {"", "__contains__", nil}, "Hashable": {"", "__hash__", nil},
	"Callable": {"", "__call__", nil}, "Reversible": {"", "__iter__ __reversed__", nil},
	"Iterator":        {"", "__next__", iteratorMixin},
	"AsyncIterable":   {"", "__aiter__", nil},
	"AsyncIterator":   {"", "__anext__", asyncIteratorMixin},
	"Awaitable":       {"", "__await__", nil},
	"Collection":      {"", "__contains__ __iter__ __len__", nil},
	"Sequence":        {"", "__getitem__ __len__", sequenceMixin},
	"MutableSequence": {"Sequence", "__delitem__ __getitem__ __len__ __setitem__ insert", mutableSequenceMixin},
	"Mapping":         {"", "__getitem__ __iter__ __len__", mappingMixin},
	"MutableMapping":  {"Mapping", "__delitem__ __getitem__ __iter__ __len__ __setitem__", mutableMappingMixin},
	"Set":             {"", "__contains__ __iter__ __len__", setMixin},
	"MutableSet":      {"Set", "__contains__ __iter__ __len__ add discard", mutableSetMixin},
}

// abstractClass declares an abstract class; made are those before it.
func abstractClass(name string, made map[string]*object.Class, includes func(c *object.Class) bool) *object.Class {
	parts := abstractParts[name]
	c := &object.Class{Name: name, Module: "collections.abc", Doc: "What a class can do, for isinstance and as a base.", Marker: true, Generic: true, Includes: includes, Meta: abcMetaClass,
		Mixin: true, Base: made[parts.base], Abstract: strings.Fields(parts.abstract), Members: parts.members}
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		if err := refuseAbstract(cls); err != nil {
			return nil, err
		}
		return &object.Instance{Class: cls}, nil
	}
	return c
}
