// Package builtins has the names that every program sees without an import:
// the functions, the classes of Python's own values and the exceptions.
package builtins

import "kerash/interp/object"

// New makes the module of the builtin names. Each session has its own, since
// programs may set names in it.
func New() *object.Module {
	return &object.Module{Name: "builtins", Doc: "The names that need no import.", Members: members}
}

func members() []object.Member {
	all := []object.Member{
		{Name: "None", Value: nil},
		{Name: "True", Value: true},
		{Name: "False", Value: false},
		{Name: "Ellipsis", Value: object.Ellipsis},
		{Name: "NotImplemented", Value: object.NotImplemented},
		{Name: "__debug__", Value: true},
	}
	for _, c := range classes {
		all = append(all, object.Member{Name: c.Name, Value: c})
	}
	for _, c := range object.ExceptionClasses() {
		all = append(all, object.Member{Name: c.Name, Value: c})
	}
	all = append(all,
		object.Member{Name: "EnvironmentError", Value: object.OSError},
		object.Member{Name: "IOError", Value: object.OSError})
	for _, group := range [][]*object.Builtin{iterationFuncs, numberFuncs, textFuncs, attributeFuncs, outputFuncs} {
		for _, f := range group {
			all = append(all, object.Member{Name: f.Name, Value: f})
		}
	}
	return all
}

var classes = []*object.Class{
	object.ObjectClass, object.TypeClass, object.BoolClass, object.IntClass, object.FloatClass, object.ComplexClass, object.StrClass,
	object.BytesClass, object.ByteArrayClass, object.MemoryViewClass, object.ListClass, object.TupleClass, object.DictClass, object.SetClass, object.FrozenSetClass,
	object.SliceClass, object.RangeClass, object.PropertyClass, object.StaticMethodClass, object.ClassMethodClass,
	object.SuperClass, enumerateClass, zipClass, mapClass, filterClass, object.ReversedClass,
}
