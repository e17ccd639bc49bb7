package numpy

import (
	"strings"

	"kerash/interp/object"
)

// shared is something that is a method of arrays and a function of the module
// alike.
type shared struct {
	name, params, doc string
	f                 func(c *call) object.Value
	// more are parameters that the function has and the method has not.
	more string
	// alias are other names of the function.
	alias string
}

func (s *shared) method() object.Member {
	return method(s.name+"(self"+comma(s.params)+")", s.doc, s.f)
}

func (s *shared) function(name string) object.Member {
	return fun(name+"(a"+comma(s.params)+comma(s.more)+")", s.doc, s.f)
}

func comma(params string) string {
	if params == "" {
		return ""
	}
	return ", " + params
}

// sharedDecls are all of them.
func sharedDecls() []shared {
	var all []shared
	for _, group := range [][]shared{reductionDecls(), shapeDecls(), sortDecls(), elementDecls()} {
		all = append(all, group...)
	}
	return all
}

// arrayMethods are the methods of arrays.
func arrayMethods() []object.Member {
	var members []object.Member
	decls := sharedDecls()
	for i := range decls {
		members = append(members, decls[i].method())
	}
	return append(members, methodsOnly()...)
}

// sharedFuncs are the functions of the same names.
func sharedFuncs() []object.Member {
	var members []object.Member
	decls := sharedDecls()
	for i := range decls {
		members = append(members, decls[i].function(decls[i].name))
		for _, name := range strings.Fields(decls[i].alias) {
			members = append(members, decls[i].function(name))
		}
	}
	return members
}
