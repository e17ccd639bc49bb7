package std

import "kerash/interp/object"

func numbersModule() *object.Module {
	return &object.Module{Name: "numbers", Doc: "Abstract classes of numbers, for isinstance.", Members: func() []object.Member {
		number := func(name string, classes ...*object.Class) object.Member {
			return object.Const(name, &object.Class{Name: name, Module: "numbers", Doc: "Numbers, for isinstance.", Marker: true, Includes: func(c *object.Class) bool {
				for _, k := range classes {
					if c.IsSubclass(k) {
						return true
					}
				}
				return false
			}})
		}
		return []object.Member{
			number("Number", object.IntClass, object.FloatClass, object.ComplexClass), number("Complex", object.IntClass, object.FloatClass, object.ComplexClass),
			number("Real", object.IntClass, object.FloatClass), number("Rational", object.IntClass), number("Integral", object.IntClass),
		}
	}}
}
