package std

import (
	"strings"

	"kerash/interp/object"
)

// featureClass is the class of the features.
var featureClass = &object.Class{Name: "_Feature", Module: "__future__", Doc: "A feature of the language.", Final: true}

func futureModule() *object.Module {
	return &object.Module{Name: "__future__", Doc: "Features that are always on.", Members: func() []object.Member {
		var members []object.Member
		for _, name := range strings.Fields("annotations division print_function absolute_import unicode_literals generators nested_scopes with_statement generator_stop barry_as_FLUFL") {
			members = append(members, object.Const(name, &object.Instance{Class: featureClass}))
		}
		return members
	}}
}
