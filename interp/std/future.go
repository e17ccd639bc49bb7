package std

import (
	"strings"

	"kerash/interp/object"
)

func futureModule() *object.Module {
	return &object.Module{Name: "__future__", Doc: "Features that are always on.", Members: func() []object.Member {
		var members []object.Member
		for _, name := range strings.Fields("annotations division print_function absolute_import unicode_literals generators nested_scopes with_statement generator_stop barry_as_FLUFL") {
			members = append(members, object.Const(name, true))
		}
		return members
	}}
}
