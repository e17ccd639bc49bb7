// Package data has the pipelines of tf.data: datasets whose elements are
// computed one by one, when they are asked for.
//
// A [Dataset] describes a pipeline; each [Dataset.Iterate] runs it from the
// start. Elements are tensors, model.Tuple and *model.Dict of such, and
// datasets (those of [Dataset.Window]). Functions of the user's come in as Go
// functions.
package data

import (
	"kerash/model"
	"kerash/tensor"
)

// Dataset is a pipeline.
type Dataset struct {
	// Kind is TensorFlow's class of such datasets: "_MapDataset".
	Kind string
	// Spec is the structure of an element with a [Spec] for each tensor and a
	// *[DatasetSpec] for each dataset.
	Spec model.Value
	// Count is the number of elements, [Infinite] or [Unknown].
	Count int
	// BatchSize is that of a dataset which batches elements itself, 0 of others.
	BatchSize int
	// Options is what the user attached to the pipeline; nothing depends on it.
	Options any
	// Meta belongs to the package that shows datasets to users: it keeps the
	// attributes that were set on one there.
	Meta any

	open func(c *model.Context) Iterator
}

// Sizes of datasets that do not end or do not tell.
const (
	Infinite = -1
	Unknown  = -2
)

// Iterator gives the elements of one run; ok is false at the end.
type Iterator interface {
	Next(c *model.Context) (elem model.Value, ok bool)
}

// iterFunc makes an Iterator of a function.
type iterFunc func(c *model.Context) (model.Value, bool)

func (f iterFunc) Next(c *model.Context) (model.Value, bool) { return f(c) }

// New makes a dataset whose runs open starts.
func New(kind string, spec model.Value, size int, open func(c *model.Context) func(c *model.Context) (model.Value, bool)) *Dataset {
	return &Dataset{Kind: kind, Spec: spec, Count: size, open: func(c *model.Context) Iterator { return iterFunc(open(c)) }}
}

// WithKind is the dataset under the name of another kind.
func (d *Dataset) WithKind(kind string) *Dataset {
	named := *d
	named.Kind = kind
	return &named
}

// Iterate starts a run.
func (d *Dataset) Iterate(c *model.Context) Iterator { return d.open(c) }

// Starting is d with something to do whenever a run starts.
func (d *Dataset) Starting(do func()) *Dataset {
	s := *d
	s.open = func(c *model.Context) Iterator {
		do()
		return d.open(c)
	}
	return &s
}

// derive is a dataset with the spec and size of d.
func (d *Dataset) derive(kind string, open func(c *model.Context) func(c *model.Context) (model.Value, bool)) *Dataset {
	return New(kind, d.Spec, d.Count, open)
}

// Spec is what is known of a tensor among a dataset's elements; Rankless says
// that not even the number of axes is.
type Spec struct {
	tensor.Spec
	Rankless bool
}

// DatasetSpec is what is known of a dataset among a dataset's elements.
type DatasetSpec struct{ Elem model.Value }

// SpecOf is the spec of an element.
func SpecOf(v model.Value) model.Value {
	return Map(v, func(leaf any) any {
		switch x := leaf.(type) {
		case *tensor.Tensor:
			return Spec{Spec: x.Spec()}
		case *Dataset:
			return &DatasetSpec{x.Spec}
		case model.Composite:
			return x.ElementSpec()
		}
		return leaf
	})
}

// Merge is what the specs of two elements of one structure have in common:
// axes that differ become -1.
func Merge(a, b model.Value) model.Value {
	others, i := Leaves(b), -1
	return Map(a, func(leaf any) any {
		i++
		if x, ok := leaf.(model.CompositeSpec); ok && i < len(others) {
			if y, ok := others[i].(model.CompositeSpec); ok {
				return x.Merge(y)
			}
		}
		x, ok := leaf.(Spec)
		if !ok || i >= len(others) {
			return leaf
		}
		y, ok := others[i].(Spec)
		switch {
		case !ok:
			return leaf
		case x.Rankless || y.Rankless || len(x.Shape) != len(y.Shape):
			return Spec{Spec: tensor.Spec{DType: x.DType}, Rankless: true}
		}
		x.Shape = append([]int{}, x.Shape...)
		for ax, n := range y.Shape {
			if x.Shape[ax] != n {
				x.Shape[ax] = -1
			}
		}
		return x
	})
}

// Map is a structure like v whose leaves f gives.
func Map(v model.Value, f func(leaf any) any) model.Value {
	switch x := v.(type) {
	case model.Tuple:
		out := make(model.Tuple, len(x))
		for i, e := range x {
			out[i] = Map(e, f)
		}
		return out
	case model.List:
		out := make(model.List, len(x))
		for i, e := range x {
			out[i] = Map(e, f)
		}
		return out
	case *model.Dict:
		out := &model.Dict{Keys: x.Keys, Ordered: x.Ordered, Vals: make([]model.Value, len(x.Vals))}
		for i, e := range x.Vals {
			out.Vals[i] = Map(e, f)
		}
		return out
	}
	return f(v)
}

// Leaves is the leaves of a structure in order.
func Leaves(v model.Value) []any {
	var out []any
	Map(v, func(leaf any) any {
		out = append(out, leaf)
		return leaf
	})
	return out
}

// fill puts leaves into the places of a structure's leaves.
func fill(structure model.Value, leaves []any) model.Value {
	i := 0
	return Map(structure, func(any) any {
		i++
		return leaves[i-1]
	})
}

// tensorOf is a leaf that has to be a tensor.
func tensorOf(leaf any) *tensor.Tensor {
	t, ok := leaf.(*tensor.Tensor)
	if !ok {
		tensor.Throwf("TypeError", "an element of the dataset is not a tensor")
	}
	return t
}

// failed throws an InvalidArgumentError in the words of the op that runs
// pipelines.
func failed(format string, args ...any) {
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} "+format+" [Op:IteratorGetNext] name: ", args...)
}

// refuse throws an InvalidArgumentError in the words of the op that makes a
// dataset.
func refuse(op, format string, args ...any) {
	tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__"+op+"_device_/job:localhost/replica:0/task:0/device:CPU:0}} "+format+" [Op:"+op+"] name: ", args...)
}
