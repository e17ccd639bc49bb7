package data

import (
	"kerash/model"
	"kerash/tensor"
)

// rowsOf is the length of a leaf along the first axis.
func rowsOf(leaf any) int {
	if x, ok := leaf.(model.Composite); ok {
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
