// Package kernel holds the loops that cost time: matrix products, convolutions,
// elementwise maths, reductions, normalisation, optimizer updates and copies,
// all over plain row-major slices.
//
// It knows slices, sizes and strides, nothing else. Sizes are the caller's
// responsibility: a slice that is too short is a programming error and panics
// with an index error, as in any Go loop.
//
// Nothing here allocates in steady state, and every result has the same bits
// whatever the number of threads: work is split into tiles that depend only on
// the sizes, and partial results are combined in a fixed order.
package kernel

//go:generate go run ./gen
