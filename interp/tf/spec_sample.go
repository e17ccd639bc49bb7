package tf

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// What functional graphs ask of ragged and sparse tensors.

// Kind implements [model.CompositeSpec].
func (s *compositeSpec) Kind() string { return strings.TrimSuffix(s.kind.value().Name, "Tensor") }

// Text implements [model.CompositeSpec].
func (s *compositeSpec) Text() string {
	whole := s.Whole()
	text := fmt.Sprintf("%s(TensorShape(%s), tf.%s", s.kind.class.Name, listOfLengths(whole.Shape), whole.DType)
	if s.kind == raggedSpec {
		text += fmt.Sprintf(", %d, tf.int64", s.parts[2])
	}
	return text + ")"
}

func listOfLengths(shape []int) string {
	words := make([]string, len(shape))
	for i, n := range shape {
		if words[i] = strconv.Itoa(n); n < 0 {
			words[i] = "None"
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// String implements [model.Composite].
func (r *Ragged) String() string {
	if t := r.flat(); t.IsSymbolic() {
		return fmt.Sprintf("tf.RaggedTensor(values=%s, row_splits=%s)", t.Text(nil), tensor.Const(slices.Clone(r.splits)).Text(nil))
	}
	return "<tf.RaggedTensor " + raggedText(r, tensor.DefaultPrintOptions()) + ">"
}

// String implements [model.Composite].
func (s *Sparse) String() string {
	return "SparseTensor(indices=" + s.Indices.Text(nil) + ", values=" + s.Values.Text(nil) + ", dense_shape=" + s.DenseShape.Text(nil) + ")"
}

// Whole implements [model.CompositeSpec].
func (s *compositeSpec) Whole() tensor.Spec {
	return tensor.Spec{DType: s.parts[1].(*binding.DType).DType, Shape: s.dims()}
}

// Join implements [model.CompositeSpec].
func (s *compositeSpec) Join(sc *tensor.Scope, values []any, axis int) any {
	if s.kind == raggedSpec {
		rs := make([]*Ragged, len(values))
		for i, v := range values {
			rs[i] = v.(*Ragged)
		}
		return concatRagged(sc, rs, axis)
	}
	xs := make([]*Sparse, len(values))
	for i, v := range values {
		xs[i] = v.(*Sparse)
	}
	return concatSparse(sc, xs, axis, false)
}

// Sample implements [model.CompositeSpec].
func (s *compositeSpec) Sample(lengths func(axis, known int) int) model.Composite {
	dims, dt := s.dims(), s.Whole().DType
	if s.kind == sparseSpec {
		shape := make([]int, len(dims))
		for i, n := range dims {
			shape[i] = lengths(i, n)
		}
		return sampleSparse(shape, min(tensor.NumElements(shape), lengths(-1, -1)), dt)
	}
	rows, depth := lengths(0, dims[0]), s.parts[2].(int)
	var levels [][]int
	for axis := 1; axis <= depth; axis++ {
		longest := lengths(axis, dims[axis])
		level, total := make([]int, rows), 0
		for i := range level {
			if level[i] = longest; dims[axis] < 0 {
				level[i] -= i % longest
			}
			total += level[i]
		}
		levels, rows = append(levels, level), total
	}
	shape := []int{rows}
	for axis := depth + 1; axis < len(dims); axis++ {
		shape = append(shape, lengths(axis, dims[axis]))
	}
	var v object.Value = tensor.Symbol(tensor.Spec{DType: dt, Shape: shape})
	for _, level := range slices.Backward(levels) {
		v = newRagged(v, level)
	}
	r, ok := v.(*Ragged)
	if !ok {
		tensor.Throwf("NotImplementedError", "ragged inputs all of whose axes are known are left out")
	}
	return r
}

// sampleSparse is a sparse tensor of n elements without values.
func sampleSparse(shape []int, n int, dt tensor.DType) *Sparse {
	var at []int
	for i := range n {
		place := make([]int, len(shape))
		for ax, rest := len(shape)-1, i; ax >= 0; ax-- {
			place[ax] = rest % shape[ax]
			rest /= shape[ax]
		}
		at = append(at, place...)
	}
	return newSparse(at, len(shape), tensor.Symbol(tensor.Spec{DType: dt, Shape: []int{n}}), shape)
}

// openSpec is the spec of values of a kind, of which no value is there yet.
func openSpec(kind string, whole tensor.Spec, depth int) model.CompositeSpec {
	parts := []object.Value{binding.NewTensorShape(whole.Shape), binding.TFDType(whole.DType)}
	if kind == "Sparse" {
		return &compositeSpec{sparseSpec, parts}
	}
	return &compositeSpec{raggedSpec, append(parts, depth, binding.TFDType(tensor.Int64))}
}
