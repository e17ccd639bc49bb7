package tf

import (
	"fmt"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// Ragged and sparse tensors among the elements of datasets.

// ElementSpec implements [model.Composite].
func (r *Ragged) ElementSpec() model.CompositeSpec { return raggedSpec.of(r) }

// Rows implements [model.Composite].
func (r *Ragged) Rows() int { return r.rows() }

// Row implements [model.Composite].
func (r *Ragged) Row(s *tensor.Scope, i int) any { return r.row(s, i) }

// ElementSpec implements [model.Composite].
func (s *Sparse) ElementSpec() model.CompositeSpec { return sparseSpec.of(s) }

// Rows implements [model.Composite].
func (s *Sparse) Rows() int { return s.shape()[0] }

// Row implements [model.Composite].
func (s *Sparse) Row(_ *tensor.Scope, i int) any {
	at, shape := s.Indices.Array().Ints(), s.shape()
	rank := len(shape)
	var inner, picked []int
	for k := range s.Values.Dim(0) {
		if place := at[k*rank : (k+1)*rank]; place[0] == i {
			inner, picked = append(inner, place[1:]...), append(picked, k)
		}
	}
	if rank == 1 {
		return pickFlat(s.Values.Array(), picked)
	}
	return newSparse(inner, rank-1, pickFlat(s.Values.Array(), picked), shape[1:])
}

// dims is the shape part of the spec, nil when it is not known.
func (s *compositeSpec) dims() []int { return s.parts[0].(*binding.TensorShape).Dims }

// with is the spec with another shape and, for a ragged one, another number of
// ragged axes.
func (s *compositeSpec) with(dims []int, deeper int) *compositeSpec {
	out := &compositeSpec{s.kind, slices.Clone(s.parts)}
	out.parts[0] = binding.NewTensorShape(dims)
	if s.kind == raggedSpec {
		out.parts[2] = s.parts[2].(int) + deeper
	}
	return out
}

// RowSpec implements [model.CompositeSpec].
func (s *compositeSpec) RowSpec() model.CompositeSpec { return s.with(s.dims()[1:], -1) }

// BatchSpec implements [model.CompositeSpec].
func (s *compositeSpec) BatchSpec(n int) model.CompositeSpec {
	return s.with(append([]int{n}, s.dims()...), 1)
}

// Merge implements [model.CompositeSpec].
func (s *compositeSpec) Merge(other model.CompositeSpec) model.CompositeSpec {
	o, ok := other.(*compositeSpec)
	if !ok || o.kind != s.kind || len(o.dims()) != len(s.dims()) {
		return s
	}
	dims := slices.Clone(s.dims())
	for i, n := range o.dims() {
		if dims[i] != n {
			dims[i] = -1
		}
	}
	return s.with(dims, 0)
}

// Stack implements [model.CompositeSpec].
func (s *compositeSpec) Stack(sc *tensor.Scope, elems []any) any {
	if s.kind == sparseSpec {
		return stackSparse(sc, elems)
	}
	return stackRagged(sc, slices.Clone(elems))
}

// stackSparse joins sparse tensors along a new first axis, which is as long as
// the longest of each axis.
func stackSparse(sc *tensor.Scope, elems []any) *Sparse {
	var at []int
	var values []*tensor.Tensor
	var shape []int
	for i, e := range elems {
		x := e.(*Sparse)
		places, dims := x.Indices.Array().Ints(), x.shape()
		for k := range x.Values.Dim(0) {
			at = append(append(at, i), places[k*len(dims):(k+1)*len(dims)]...)
		}
		values = append(values, x.Values)
		if shape == nil {
			shape = slices.Clone(dims)
		}
		for ax, n := range dims {
			shape[ax] = max(shape[ax], n)
		}
	}
	return newSparse(at, len(shape)+1, sc.Concat(values, 0), append([]int{len(elems)}, shape...))
}

// raggedBatch is Dataset.ragged_batch: components whose shape is not known in
// full become ragged tensors.
func raggedBatch(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	splits := binding.DTypeOr(th, a.Value("row_splits_dtype"), tensor.Int64)
	spec := data.Map(d.Spec, func(leaf any) any {
		s, ok := leaf.(data.Spec)
		if !ok || s.Rankless || !slices.Contains(s.Shape, -1) {
			return leaf
		}
		return &compositeSpec{raggedSpec, []object.Value{binding.NewTensorShape(s.Shape), binding.TFDType(s.DType), 0, binding.TFDType(splits)}}
	})
	return d.WithSpec(spec).Batch("_BatchDataset", count(th, a, "batch_size"), a.Bool("drop_remainder"))
}

// hasComposite reports whether a spec has ragged or sparse tensors.
func hasComposite(spec model.Value) bool {
	return slices.ContainsFunc(data.Leaves(spec), func(leaf any) bool {
		_, ok := leaf.(model.CompositeSpec)
		return ok
	})
}

// sparseBatch is Dataset.sparse_batch: the elements of a batch become the rows
// of a sparse tensor that holds all of their values.
func sparseBatch(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	spec, ok := d.Spec.(data.Spec)
	if !ok {
		types := object.Must(object.Str(th, binding.FromNeutral(data.Map(d.Spec, dtypeOfSpec))))
		object.Throw(object.TypeErrorf("`dense_to_sparse_batch` requires an input dataset whose elements have a single component, but the given dataset has the following component types: %s.", types))
	}
	if a.Value("row_shape") == nil {
		object.Throw(object.ValueErrorf("Cannot convert a partially known TensorShape <unknown> to a Tensor."))
	}
	for _, v := range object.Must(object.ToSlice(th, a.Value("row_shape"))) {
		if n, ok := v.(int); ok && n < 0 {
			object.Throw(object.ValueErrorf("Dimension %d must be >= 0", n))
		}
	}
	row := binding.ToShape(th, a.Value("row_shape"))
	n := count(th, a, "batch_size")
	if n <= 0 {
		wrongImage("DenseToSparseBatchDataset", "Batch size must be greater than zero.")
	}
	out := &compositeSpec{sparseSpec, []object.Value{binding.NewTensorShape(append([]int{-1}, row...)), binding.TFDType(spec.DType)}}
	size := d.Count
	if size >= 0 {
		size = (size + n - 1) / n
	}
	return data.New("_DenseToSparseBatchDataset", out, size, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := d.Iterate(c)
		return func(c *model.Context) (model.Value, bool) {
			var elems []*tensor.Tensor
			for len(elems) < n {
				v, ok := it.Next(c)
				if !ok {
					break
				}
				elems = append(elems, model.One(v))
			}
			return rowsAsSparse(c.Scope, elems, row), len(elems) > 0
		}
	})
}

// dtypeOfSpec is the dtype of a component.
func dtypeOfSpec(leaf any) any {
	switch s := leaf.(type) {
	case data.Spec:
		return binding.TFDType(s.DType)
	case *compositeSpec:
		return s.parts[1]
	}
	return leaf
}

// rowsAsSparse is a sparse tensor with elements as its rows, which are of a
// shape; its axes of -1 are as long as the longest element.
func rowsAsSparse(sc *tensor.Scope, elems []*tensor.Tensor, row []int) *Sparse {
	dims := slices.Clone(row)
	var at []int
	var values []*tensor.Tensor
	for i, e := range elems {
		shape := e.Shape()
		if len(shape) != len(row) {
			noNext("InvalidArgumentError", "Input element had shape (%s) that is incompatible with the row shape (%s).", brackets(shape), brackets(row))
		}
		for ax, n := range shape {
			if row[ax] >= 0 && n > row[ax] {
				noNext("DataLossError", "Input element had shape (%s) that is larger than the row shape (%s).", brackets(shape), brackets(row))
			}
			dims[ax] = max(dims[ax], n)
		}
		place := make([]int, len(shape))
		for range tensor.NumElements(shape) {
			at = append(append(at, i), place...)
			for ax := len(place) - 1; ax >= 0; ax-- {
				if place[ax]++; place[ax] < shape[ax] {
					break
				}
				place[ax] = 0
			}
		}
		values = append(values, sc.Reshape(e, []int{-1}))
	}
	if len(elems) == 0 {
		return nil
	}
	return newSparse(at, len(row)+1, sc.Concat(values, 0), append([]int{len(elems)}, dims...))
}

// noNext throws what the runtime says when an iterator has no next element.
func noNext(class, format string, args ...any) {
	tensor.Throwf(class, "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} %s [Op:IteratorGetNext] name: ", fmt.Sprintf(format, args...))
}
