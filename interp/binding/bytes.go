package binding

import "kerash/interp/object"

// Bytes is a Python bytes object: what a string tensor gives by numpy().
type Bytes = object.Bytes

// BytesClass is the class bytes.
var BytesClass = object.BytesClass

// SliceBounds resolves a slice of a sequence of n elements: the first
// position, the end, the step and how many elements there are.
func SliceBounds(th *object.Thread, s *object.Slice, n int) (start, stop, step, count int) {
	start, stop, step, count, err := s.Indices(th, n)
	if err != nil {
		object.Throw(err)
	}
	return start, stop, step, count
}
