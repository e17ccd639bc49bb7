package std

import (
	"runtime"

	"kerash/interp/object"
)

func gcModule() *object.Module {
	return &object.Module{Name: "gc", Doc: "The garbage collector.", Members: func() []object.Member {
		nothing := func(name, doc string) object.Member {
			return object.Fun(name+"()", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return nil, nil })
		}
		return []object.Member{
			object.Fun("collect(generation=2)", "Frees what nothing refers to.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				runtime.GC()
				return 0, nil
			}),
			nothing("enable", "Does nothing: collection is always on."), nothing("disable", "Does nothing: collection is always on."),
			object.Fun("isenabled()", "True.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return true, nil }),
		}
	}}
}
