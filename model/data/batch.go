package data

import (
	"kerash/model"
	"kerash/tensor"
)

// Batch joins n elements along a new first axis; the last batch may be
// smaller unless drop is set.
func (d *Dataset) Batch(kind string, n int, drop bool) *Dataset {
	if n <= 0 {
		refuse("BatchDatasetV2", "Batch size must be greater than zero.")
	}
	out := New(kind, batchSpec(d.Spec, n, drop), batches(d.Count, n, drop), func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (model.Value, bool) {
			elems := take(c, it, n)
			if len(elems) == 0 || drop && len(elems) < n {
				return nil, false
			}
			return stack(c, d.Spec, elems), true
		}
	})
	out.BatchSize = n
	return out
}

func batches(size, n int, drop bool) int {
	switch {
	case size < 0:
		return size
	case drop:
		return size / n
	}
	return (size + n - 1) / n
}

func batchSpec(spec model.Value, n int, drop bool) model.Value {
	if !drop {
		n = -1
	}
	return Map(spec, func(leaf any) any {
		switch s := leaf.(type) {
		case Spec:
			if s.Rankless {
				return s
			}
			return Spec{Spec: tensor.Spec{DType: s.DType, Shape: append([]int{n}, s.Shape...)}}
		case model.CompositeSpec:
			return s.BatchSpec(n)
		}
		return leaf
	})
}

// take is up to n elements.
func take(c *model.Context, it Iterator, n int) []model.Value {
	elems := make([]model.Value, 0, min(n, 1024))
	for len(elems) < n {
		v, ok := it.Next(c)
		if !ok {
			break
		}
		elems = append(elems, v)
	}
	return elems
}

// stack joins elements of the given spec along a new first axis.
func stack(c *model.Context, spec model.Value, elems []model.Value) model.Value {
	columns := make([][]any, len(elems))
	for i, e := range elems {
		columns[i] = Leaves(e)
	}
	specs, k := Leaves(spec), -1
	return Map(elems[0], func(any) any {
		k++
		if k < len(specs) {
			if s, ok := specs[k].(model.CompositeSpec); ok {
				column := make([]any, len(elems))
				for i := range column {
					column[i] = columns[i][k]
				}
				return s.Stack(c.Scope, column)
			}
		}
		arrays := make([]*tensor.Array, len(elems))
		for i := range arrays {
			arrays[i] = tensorOf(columns[i][k]).Array()
			if !tensor.SameShape(arrays[i].Shape(), arrays[0].Shape()) {
				failed("Cannot batch tensors with different shapes in component %d. First element had shape %s and element %d had shape %s.", k, brackets(arrays[0].Shape()), i, brackets(arrays[i].Shape()))
			}
		}
		return tensor.FromArray(join(arrays, arrays[0].Shape(), nil))
	})
}

// join copies arrays into one with a new first axis and the given shape
// behind it; smaller ones are padded with fill.
func join(arrays []*tensor.Array, shape []int, fill *tensor.Array) *tensor.Array {
	out := tensor.NewArray(arrays[0].DType(), append([]int{len(arrays)}, shape...)...)
	if fill != nil {
		out.CopyFrom(fill.BroadcastTo(out.Shape()))
	}
	for i, a := range arrays {
		at := []tensor.Slice{tensor.At(i)}
		for _, n := range a.Shape() {
			at = append(at, tensor.Span(0, n))
		}
		out.Slice(at).CopyFrom(a)
	}
	return out
}

func brackets(shape []int) string {
	s := []byte(tensor.ShapeString(shape))
	out := []byte{'['}
	for _, ch := range s[1 : len(s)-1] {
		if ch != ' ' {
			out = append(out, ch)
		}
	}
	if n := len(out); out[n-1] == ',' {
		out = out[:n-1]
	}
	return string(append(out, ']'))
}

// Padding is how [Dataset.PaddedBatch] makes the shapes of one component
// equal: Shape has -1 where the largest length of the batch counts, Value is
// what fills up.
type Padding struct {
	Shape []int
	Value *tensor.Tensor
}

// PaddedBatch is [Dataset.Batch] for elements of different shapes; pads has an
// entry for each component.
func (d *Dataset) PaddedBatch(n int, drop bool, pads []Padding) *Dataset {
	if n <= 0 {
		refuse("PaddedBatchDatasetV2", "Batch size must be greater than zero.")
	}
	k := -1
	spec := batchSpec(Map(d.Spec, func(leaf any) any {
		k++
		s, ok := leaf.(Spec)
		if !ok {
			return leaf
		}
		return Spec{Spec: tensor.Spec{DType: s.DType, Shape: pads[k].Shape}}
	}), n, drop)
	return New("_PaddedBatchDataset", spec, batches(d.Count, n, drop), func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (model.Value, bool) {
			elems := take(c, it, n)
			if len(elems) == 0 || drop && len(elems) < n {
				return nil, false
			}
			return padStack(elems, pads), true
		}
	})
}

func padStack(elems []model.Value, pads []Padding) model.Value {
	columns := make([][]any, len(elems))
	for i, e := range elems {
		columns[i] = Leaves(e)
	}
	k := -1
	return Map(elems[0], func(any) any {
		k++
		arrays := make([]*tensor.Array, len(elems))
		shape := append([]int{}, pads[k].Shape...)
		for i := range arrays {
			arrays[i] = tensorOf(columns[i][k]).Array()
			for ax, m := range arrays[i].Shape() {
				switch want := pads[k].Shape[ax]; {
				case want < 0:
					shape[ax] = max(shape[ax], m)
				case m > want:
					tensor.Throwf("DataLossError", "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} Attempted to pad to a smaller size than the input element. [Op:IteratorGetNext] name: ")
				}
			}
		}
		return tensor.FromArray(join(arrays, shape, pads[k].Value.Array()))
	})
}

// Unbatch is the slices of the elements along their first axis.
func (d *Dataset) Unbatch() *Dataset {
	for _, leaf := range Leaves(d.Spec) {
		if s, ok := leaf.(Spec); ok && !s.Rankless && len(s.Shape) == 0 {
			tensor.Throwf("ValueError", "Cannot unbatch an input with scalar components.")
		}
	}
	size := Unknown
	if leaves := Leaves(d.Spec); d.Count >= 0 && len(leaves) > 0 {
		if s, ok := leaves[0].(Spec); ok && !s.Rankless && s.Shape[0] >= 0 {
			size = d.Count * s.Shape[0]
		}
	}
	return New("_UnbatchDataset", Map(d.Spec, rowSpec), size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		var elem model.Value
		i, n := 0, 0
		return func(c *model.Context) (model.Value, bool) {
			for i >= n {
				v, ok := it.Next(c)
				if !ok {
					return nil, false
				}
				elem, i, n = v, 0, rowsOf(Leaves(v)[0])
			}
			i++
			return row(c, elem, i-1), true
		}
	})
}

// Rebatch cuts batches anew: each of sizes in turn, or one size for all.
func (d *Dataset) Rebatch(sizes []int, drop bool) *Dataset {
	for _, leaf := range Leaves(d.Spec) {
		if s, ok := leaf.(Spec); ok && !s.Rankless && len(s.Shape) == 0 {
			tensor.Throwf("ValueError", "Invalid `batch_sizes`. Expected dataset with rank of >= 1 but found a dataset with scalar elements. Fix the issue by adding the `batch` transformation to the dataset.")
		}
	}
	rows := &Dataset{Spec: Map(d.Spec, rowSpec), Count: Unknown, open: d.Unbatch().open}
	n := -1
	if drop && len(sizes) == 1 {
		n = sizes[0]
	}
	return New("_RebatchDataset", batchSpec(rows.Spec, n, true), Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, turn := rows.Iterate(c), 0
		return func(c *model.Context) (model.Value, bool) {
			want := sizes[turn%len(sizes)]
			turn++
			elems := take(c, it, want)
			if len(elems) == 0 || drop && len(elems) < want {
				return nil, false
			}
			return stack(c, rows.Spec, elems), true
		}
	})
}

// Window is datasets of size consecutive elements (every stride-th), whose
// beginnings are shift apart.
func (d *Dataset) Window(size, shift, stride int, drop bool) *Dataset {
	for _, v := range []struct {
		name string
		n    int
	}{{"Window size", size}, {"Window shift", shift}, {"Window stride", stride}} {
		if v.n <= 0 {
			refuse("WindowDataset", "%s must be greater than zero.", v.name)
		}
	}
	count := d.Count
	if count >= 0 {
		count = (count + shift - 1) / shift
		if drop {
			count = max(0, (d.Count-(size-1)*stride-1)/shift+1)
		}
	}
	spec := Map(d.Spec, func(leaf any) any { return &DatasetSpec{leaf} })
	return New("_WindowDataset", spec, count, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		var buffer []model.Value
		over := false
		return func(c *model.Context) (model.Value, bool) {
			need := (size-1)*stride + 1
			for len(buffer) < need && !over {
				v, ok := it.Next(c)
				if over = !ok; ok {
					buffer = append(buffer, v)
				}
			}
			if len(buffer) == 0 || drop && len(buffer) < need {
				return nil, false
			}
			var picked []model.Value
			for i := 0; i < need && i < len(buffer); i += stride {
				picked = append(picked, buffer[i])
			}
			// Elements between windows are skipped.
			for i := 0; i < shift; i++ {
				if len(buffer) > 0 {
					buffer = buffer[1:]
				} else if _, ok := it.Next(c); !ok {
					over = true
				}
			}
			return windows(d.Spec, picked), true
		}
	})
}

// windows is a structure of datasets, one for each component of the elements.
func windows(spec model.Value, elems []model.Value) model.Value {
	columns := make([][]any, len(elems))
	for i, e := range elems {
		columns[i] = Leaves(e)
	}
	k := -1
	return Map(spec, func(leaf any) any {
		k++
		column := k
		return New("_VariantDataset", leaf, len(elems), func(c *model.Context) func(c *model.Context) (model.Value, bool) {
			i := 0
			return func(c *model.Context) (model.Value, bool) {
				if i >= len(elems) {
					return nil, false
				}
				i++
				return columns[i-1][column], true
			}
		})
	})
}
