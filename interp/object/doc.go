// Package object has the Python values that kerash code computes with, and
// the protocols between them: attributes, calls, operators, iteration,
// printing, errors, classes and the binding of arguments.
//
// A value is any Go value. None, bool, int, float and str are nil, bool, int,
// float64 and string; all other values are pointers. Go types of other
// packages (tensors, arrays, layers) take part unwrapped: they get their
// Python class by a PyClass method, by RegisterType or by RegisterResolver.
//
// The package knows neither the syntax nor tensors nor models.
//
// How a Go package makes names for user code, in short:
//
//	var sqrt = object.Func("sqrt(x, /)", "Square root of x.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
//		return math.Sqrt(a.Float("x")), nil
//	})
//
//	var pointClass = &object.Class{Name: "Point", Doc: "...", Signature: "Point(x, y=0)", New: newPoint,
//		Members: func() []object.Member {
//			return []object.Member{
//				object.Getter("x", "first coordinate", func(th *object.Thread, self object.Value) (object.Value, error) {...}),
//				object.Method("move(self, dx, dy=0)", "Moves the point.", func(th *object.Thread, a *object.Bound) (object.Value, error) {...}),
//			}
//		}}
//
// Getters of Bound such as a.Float throw a Python error (a panic that the call
// of the builtin catches) when the argument does not fit, so that binding code
// reads straight. Throw does the same for any error.
package object
