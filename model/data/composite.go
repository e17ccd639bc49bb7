package data

import (
	"kerash/model"
	"kerash/tensor"
)

// Composite is a value of several tensors among a dataset's elements: a ragged
// or sparse tensor.
type Composite interface {
	// ElementSpec is what is known of it.
	ElementSpec() CompositeSpec
	// Rows is its length along the first axis.
	Rows() int
	// Row is its slice i along the first axis: a tensor or another composite.
	Row(s *tensor.Scope, i int) any
}

// CompositeSpec is what is known of a composite among a dataset's elements.
type CompositeSpec interface {
	// RowSpec is the spec of a slice along the first axis.
	RowSpec() CompositeSpec
	// BatchSpec is the spec of n elements along a new first axis; -1 stands for
	// any number.
	BatchSpec(n int) CompositeSpec
	// Merge is what it has in common with the spec of another element.
	Merge(other CompositeSpec) CompositeSpec
	// Stack joins elements along a new first axis.
	Stack(s *tensor.Scope, elems []any) any
}

// rowsOf is the length of a leaf along the first axis.
func rowsOf(leaf any) int {
	if x, ok := leaf.(Composite); ok {
		return x.Rows()
	}
	t := tensorOf(leaf)
	if t.Rank() == 0 {
		tensor.Throwf("ValueError", "Unbatching a tensor is only supported for rank >= 1")
	}
	return t.Dim(0)
}

// WithSpec is d whose elements are shown and batched as another spec says.
func (d *Dataset) WithSpec(spec model.Value) *Dataset {
	out := *d
	out.Spec = spec
	return &out
}
