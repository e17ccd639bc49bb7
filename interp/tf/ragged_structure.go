package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// raggedStructureDecls are the functions of tf.ragged about rows and categories.
func raggedStructureDecls() []decl {
	return []decl{
		{names: "ragged.segment_ids_to_row_splits", sig: "segment_ids_to_row_splits(segment_ids, num_segments=None, out_type=None, name=None)", doc: "Where the rows of the values with these row numbers begin, and the end.", plain: true, fn: func(c *call) object.Value {
			ids := c.tensor("segment_ids").Array().Ints()
			return c.s.Cast(tensor.Const(newRagged(nil, countRows(ids, c.IntOr("num_segments", 0))).splits), c.dtype("out_type", tensor.Int64))
		}},
		{names: "ragged.stack_dynamic_partitions", sig: "stack_dynamic_partitions(data, partitions, num_partitions, name=None)", doc: "The entries of data, one row for each number of a partition.", plain: true, fn: stackPartitions},
		{names: "ragged.cross", sig: "cross(inputs, name=None)", doc: "For each row, all combinations of the elements of several tensors, joined to texts.", plain: true, fn: func(c *call) object.Value {
			return c.raggedCross(func(features []feature) object.Value {
				joined := features[0].text
				for _, f := range features[1:] {
					joined += "_X_" + f.text
				}
				return joined
			})
		}},
		{names: "ragged.cross_hashed", sig: "cross_hashed(inputs, num_buckets=0, hash_key=None, name=None)", doc: "For each row, all combinations of the elements of several tensors, as numbers of buckets.", plain: true, fn: func(c *call) object.Value {
			return c.raggedCross(c.hashCross())
		}},
	}
}

func (c *call) raggedCross(join func(features []feature) object.Value) object.Value {
	items, ok := listOf(c.Value("inputs"))
	if !ok {
		object.Throw(object.TypeErrorf("Inputs must be a list"))
	}
	var inputs [][][]feature
	for _, v := range items {
		switch v.(type) {
		case *Ragged, *Sparse:
		default:
			v = binding.ToTensor(c.th, v, tensor.Invalid)
		}
		inputs = append(inputs, featureRows(v))
	}
	var values []object.Value
	var lengths []int
	for _, row := range crossRows(inputs, join) {
		values, lengths = append(values, row...), append(lengths, len(row))
	}
	return newRagged(crossed(c.th, values), lengths)
}

func stackPartitions(c *call) object.Value {
	at := c.tensor("partitions")
	data := raggedOrTensor(c.th, c.Value("data"))
	if t, ok := data.(*tensor.Tensor); ok && at.Rank() > 1 {
		data = c.s.Reshape(t, append([]int{-1}, t.Shape()[at.Rank():]...))
	}
	numbers, n := at.Array().Ints(), c.int("num_partitions")
	order := make([]int, len(numbers))
	for i, p := range numbers {
		if order[i] = i; p < 0 || p >= n {
			tensor.Throwf("InvalidArgumentError", "partitions must be less than num_partitions")
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return numbers[i] - numbers[j] })
	lengths := countRows(numbers, n)
	if r, ok := data.(*Ragged); ok {
		return newRagged(r.gather(c.s, order), lengths)
	}
	return newRagged(c.s.GatherNd(data.(*tensor.Tensor), c.s.Reshape(tensor.IntTensor(tensor.Int64, order...), []int{len(order), 1}), 0), lengths)
}

// raggedMask is the entries where a mask is true; the mask covers the first axes
// of the data.
func raggedMask(c *call) object.Value {
	data, mask := raggedOrTensor(c.th, c.Value("data")), raggedOrTensor(c.th, c.Value("mask"))
	if m, ok := mask.(*tensor.Tensor); ok {
		if m.Rank() == 0 {
			object.Throw(object.ValueErrorf("mask cannot be scalar."))
		}
		if m.Rank() == 1 {
			return maskRow(c.s, data, m)
		}
		if t, ok := data.(*tensor.Tensor); ok && m.Rank() == 2 {
			data = denseRows(c.s, t)
		}
		mask = denseRows(c.s, m)
	}
	d, ok := data.(*Ragged)
	m, ok2 := mask.(*Ragged)
	if !ok || !ok2 || len(d.splits) != len(m.splits) {
		tensor.Throwf("InvalidArgumentError", "mask and data must have the same rows")
	}
	rows := make([]object.Value, d.rows())
	for i := range rows {
		rows[i] = maskRow(c.s, d.row(c.s, i), m.row(c.s, i))
	}
	if len(rows) == 0 {
		return d
	}
	return joinRows(c.s, rows)
}

// maskRow is the entries of a row where a vector is true.
func maskRow(s *tensor.Scope, row, mask object.Value) object.Value {
	m, ok := mask.(*tensor.Tensor)
	if !ok {
		object.Throw(object.NotImplementedErrorf("masks with more than one ragged axis are left out"))
	}
	m = s.Cast(m, tensor.Bool)
	if t, ok := row.(*tensor.Tensor); ok {
		return s.BooleanMask(t, m, 0)
	}
	kept := []int{}
	for i := range m.Dim(0) {
		if m.Array().Int(i) != 0 {
			kept = append(kept, i)
		}
	}
	return row.(*Ragged).gather(s, kept)
}

// denseRows is a tensor with its first two axes as ragged rows.
func denseRows(s *tensor.Scope, t *tensor.Tensor) *Ragged {
	return newRagged(s.Reshape(t, append([]int{-1}, t.Shape()[2:]...)), slices.Repeat([]int{t.Dim(1)}, t.Dim(0)))
}

// mergeDims makes one axis of those from outer to inner.
func mergeDims(s *tensor.Scope, v object.Value, outer, inner int) object.Value {
	r, ok := v.(*Ragged)
	switch {
	case outer == inner:
		return v
	case !ok:
		t := v.(*tensor.Tensor)
		shape := slices.Clone(t.Shape()[:outer])
		return s.Reshape(t, append(append(shape, -1), t.Shape()[inner+1:]...))
	case outer > 1:
		return &Ragged{mergeDims(s, r.values, outer-1, inner-1), r.splits}
	case outer == 0:
		if inner == 1 {
			return r.values
		}
		return mergeDims(s, r.values, 0, inner-1)
	}
	// Axes 1 to inner: the lengths of the rows are those of all that is in them.
	switch next := r.values.(type) {
	case *Ragged:
		splits := make([]int64, len(r.splits))
		for i, at := range r.splits {
			splits[i] = next.splits[at]
		}
		return mergeDims(s, &Ragged{next.values, splits}, 1, inner-1)
	default:
		t := next.(*tensor.Tensor)
		per := tensor.NumElements(t.Shape()[1:inner])
		splits := make([]int64, len(r.splits))
		for i, at := range r.splits {
			splits[i] = at * int64(per)
		}
		return &Ragged{mergeDims(s, t, 0, inner-1), splits}
	}
}

// toSparse is the values by their positions.
func (r *Ragged) toSparse() *Sparse {
	var at []int
	var walk func(v object.Value, lo, hi int, head []int)
	walk = func(v object.Value, lo, hi int, head []int) {
		for i := lo; i < hi; i++ {
			own := append(slices.Clone(head), i-lo)
			switch x := v.(type) {
			case *Ragged:
				walk(x.values, int(x.splits[i]), int(x.splits[i+1]), own)
			case *tensor.Tensor:
				inner := x.Shape()[1:]
				for k := range tensor.NumElements(inner) {
					at = append(append(at, own...), placeAt(k, inner)...)
				}
			}
		}
	}
	walk(r, 0, r.rows(), nil)
	shape := r.bounding()
	return newSparse(at, len(shape), nil, shape)
}

// raggedFromSparse is the rows of a sparse matrix, whose elements must be at the
// beginnings of the rows.
func raggedFromSparse(v object.Value) *Ragged {
	s, ok := v.(*Sparse)
	if !ok {
		object.Throw(object.TypeErrorf("Argument `st_input` must be of type SparseTensor, but is of type %s.", object.TypeName(v)))
	}
	if len(s.shape()) != 2 {
		object.Throw(object.ValueErrorf("rank(st_input) must be 2."))
	}
	lengths := make([]int, s.shape()[0])
	for _, at := range s.rows() {
		if at[1] != lengths[at[0]] {
			tensor.Throwf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'SparseTensor is not right-ragged'")
		}
		lengths[at[0]]++
	}
	return newRagged(s.Values, lengths)
}
