// Package numpy is the module np as user code sees it: arrays with NumPy's
// promotion, indexing and printing, over package tensor.
//
// An ndarray is a *tensor.Array, a NumPy scalar a *binding.Scalar; functions
// that give an array of rank 0 give a scalar (binding.FromArray). Everything
// below works on arrays and throws (object.Throw) what the call of the builtin
// turns into a Python exception; call carries the bound arguments.
//
//	ndarray.go, scalar.go      the classes, their slots and attributes
//	shared.go                  what is a method and a function alike
//	promote.go                 dtypes of results, value-based as before NumPy 2
//	walk.go, arithmetic.go     loops over strided arrays of every element type
//	ufunc*.go, operators.go    universal functions and the operators on them
//	index.go, select.go        indexing by slices, integers, masks; where
//	reduce.go, statistics.go, quantile.go, counting.go
//	create.go, shape.go, join.go, arrange.go, pad.go, sort.go, sets.go
//	product.go, linalg.go, decompose.go, norm.go, polynomial.go
//	random*.go                 the generators, bit by bit as NumPy's
//	file.go, printing.go, testing.go, tools.go, module.go
package numpy
