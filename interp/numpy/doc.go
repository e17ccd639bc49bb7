// Package numpy is the module np as user code sees it: arrays with NumPy's
// promotion, indexing and printing, over package tensor.
//
// An ndarray is a *tensor.Array, a NumPy scalar a *binding.Scalar. Functions
// are declared by signature; one file holds one family: array.go (the class),
// index.go, operators.go, scalar.go, create.go, ufunc.go, reduce.go, shape.go
// (reshape, stack, split …), sort.go, linalg.go, random.go, file.go, testing.go.
package numpy
