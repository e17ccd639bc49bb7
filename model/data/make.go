package data

import (
	"kerash/model"
	"kerash/tensor"
)

// FromTensors is a dataset of one element.
func FromTensors(v model.Value) *Dataset {
	return New("_TensorDataset", SpecOf(v), 1, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		given := false
		return func(c *model.Context) (model.Value, bool) {
			if given {
				return nil, false
			}
			given = true
			return v, true
		}
	})
}

// FromSlices is a dataset of the slices of tensors along the first axis, which
// has to be equally long. It throws ValueError for others.
func FromSlices(v model.Value) *Dataset {
	n := -1
	for _, leaf := range Leaves(v) {
		m := rowsOf(leaf)
		if m < 0 {
			tensor.Throw(&tensor.Untraceable{Op: "the slices of a tensor of unknown length"})
		}
		if n >= 0 && m != n {
			tensor.Throwf("ValueError", "Dimensions %d and %d are not compatible", n, m)
		}
		n = m
	}
	if n < 0 {
		tensor.Throwf("ValueError", "Invalid `tensors`. `tensors` should not be empty.")
	}
	spec := Map(SpecOf(v), rowSpec)
	return New("_TensorSliceDataset", spec, n, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		i := 0
		return func(c *model.Context) (model.Value, bool) {
			if i >= n {
				return nil, false
			}
			i++
			return row(c, v, i-1), true
		}
	})
}

// rowSpec is the spec of a slice along the first axis.
func rowSpec(leaf any) any {
	if s, ok := leaf.(model.CompositeSpec); ok {
		return s.RowSpec()
	}
	s, ok := leaf.(Spec)
	if !ok || s.Rankless {
		return leaf
	}
	return Spec{Spec: tensor.Spec{DType: s.DType, Shape: s.Shape[1:]}}
}

// row is slice i along the first axis of each tensor.
func row(c *model.Context, v model.Value, i int) model.Value {
	return Map(v, func(leaf any) any {
		if x, ok := leaf.(model.Composite); ok {
			return x.Row(c.Scope, i)
		}
		return tensor.FromArray(tensorOf(leaf).Array().Slice([]tensor.Slice{tensor.At(i)}))
	})
}

// Range is the dataset of start, start+step, … up to but without stop.
func Range(start, stop, step int, dt tensor.DType) *Dataset {
	if step == 0 {
		refuse("RangeDataset", "step must be a non-zero integer.")
	}
	n := max(0, (stop-start+step-1)/step)
	if step < 0 {
		n = max(0, (start-stop-step-1)/-step)
	}
	return New("_RangeDataset", Spec{Spec: tensor.Spec{DType: dt, Shape: []int{}}}, n, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		i := 0
		return func(c *model.Context) (model.Value, bool) {
			if i >= n {
				return nil, false
			}
			i++
			return number(start+(i-1)*step, dt), true
		}
	})
}

func number(v int, dt tensor.DType) *tensor.Tensor {
	return tensor.FromArray(tensor.Scalar(int64(v)).Cast(dt))
}

// Counter is the endless dataset of start, start+step, ….
func Counter(start, step int, dt tensor.DType) *Dataset {
	return New("_ScanDataset", Spec{Spec: tensor.Spec{DType: dt, Shape: []int{}}}, Infinite, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		v := start - step
		return func(c *model.Context) (model.Value, bool) {
			v += step
			return number(v, dt), true
		}
	})
}

// Random is the endless dataset of random numbers below 2³².
func Random(g *tensor.Generator, seed *int64) *Dataset {
	s1, s2 := g.DataSeeds(seed)
	return New("_RandomDataset", Spec{Spec: tensor.Spec{DType: tensor.Int64, Shape: []int{}}}, Infinite, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		w := newWords(s1, s2)
		return func(c *model.Context) (model.Value, bool) {
			return tensor.ConstScalar(int64(w.next())), true
		}
	})
}
