package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func raggedMembers() []object.Member {
	get := func(name, doc string, f func(r *Ragged) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*Ragged)), nil })
	}
	method := func(sig, doc string, f func(r *Ragged, th *object.Thread, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(a.Self().(*Ragged), th, a), nil
		})
	}
	return append([]object.Member{
		get("shape", "the shape, None where rows differ", func(r *Ragged) object.Value { return binding.NewTensorShape(r.shape()) }),
		get("dtype", "the type of the elements", func(r *Ragged) object.Value { return binding.TFDType(r.flat().DType()) }),
		get("values", "the rows, one after the other", func(r *Ragged) object.Value { return r.values }),
		get("flat_values", "the innermost values", func(r *Ragged) object.Value { return r.flat() }),
		get("row_splits", "where each row begins, and the end", func(r *Ragged) object.Value { return tensor.Const(append([]int64{}, r.splits...)) }),
		get("ragged_rank", "the number of ragged axes", func(r *Ragged) object.Value { return r.raggedRank() }),
		get("rank", "the number of axes", func(r *Ragged) object.Value { return r.rank() }),
		get("nested_row_splits", "the row splits of all ragged axes", func(r *Ragged) object.Value {
			out := &object.Tuple{}
			for v := object.Value(r); ; {
				inner, ok := v.(*Ragged)
				if !ok {
					return out
				}
				out.Elems = append(out.Elems, tensor.Const(append([]int64{}, inner.splits...)))
				v = inner.values
			}
		}),
		method("get_shape(self)", "The shape, None where rows differ.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return binding.NewTensorShape(r.shape())
		}),
		method("to_list(self)", "The rows as nested lists.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value { return r.lists() }),
		method("numpy(self)", "The rows as nested lists of arrays.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			if len(sizes(r.lists())) > 0 && uniform(r.lists().Elems) {
				a := binding.ToArray(th, r.lists(), tensor.Invalid).Cast(r.flat().DType())
				if a.DType() == tensor.String {
					return a.AsBytes()
				}
				return a
			}
			rows := &object.List{}
			for i := range r.rows() {
				rows.Elems = append(rows.Elems, object.Must(object.CallMethodOf(th, object.Must(object.Index(th, r, i)), "numpy", object.Args{})))
			}
			array := object.Must(object.GetAttr(th, object.Must(th.Import(th, "numpy")), "array"))
			return object.Must(object.Call(th, array, object.Pos(rows).With("dtype", object.ObjectClass)))
		}),
		method("to_tensor(self, default_value=None, name=None, shape=None)", "A tensor in which the rows are padded.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			value := tensor.FromArray(tensor.NewArray(r.flat().DType()))
			if a.Has("default_value") {
				value = binding.ToTensor(th, a.Value("default_value"), r.flat().DType())
			}
			var shape []int
			if a.Has("shape") {
				shape = binding.ToTensorShape(th, a.Value("shape")).Dims
			}
			return r.toTensor(binding.Scope(th), value, shape)
		}),
		method("row_lengths(self, axis=1, name=None)", "The lengths of the rows.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			if inner, ok := r.values.(*Ragged); ok && a.Int("axis") > 1 {
				return &Ragged{tensor.Const(int64s(inner.lengths())), r.splits}
			}
			return tensor.Const(int64s(r.lengths()))
		}),
		method("nrows(self, out_type=None, name=None)", "The number of rows.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return binding.Scope(th).Cast(tensor.ConstScalar(int64(r.rows())), binding.DTypeOr(th, a.Value("out_type"), tensor.Int64))
		}),
		method("value_rowids(self, name=None)", "The row number of each value.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value { return r.rowIDs() }),
		method("row_starts(self, name=None)", "Where each row begins.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return tensor.Const(append([]int64{}, r.splits[:r.rows()]...))
		}),
		method("row_limits(self, name=None)", "Where each row ends.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return tensor.Const(append([]int64{}, r.splits[1:]...))
		}),
		method("bounding_shape(self, axis=None, name=None, out_type=None)", "The shape that has room for all rows.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			if a.Has("axis") {
				if _, one := a.Value("axis").(int); one {
					return tensor.ConstScalar(int64(r.bounding()[a.Int("axis")]))
				}
				var out []int64
				for _, ax := range a.Ints("axis") {
					out = append(out, int64(r.bounding()[ax]))
				}
				return tensor.Const(out)
			}
			return tensor.Const(int64s(r.bounding()))
		}),
		method("with_values(self, new_values)", "The same rows with other values.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return &Ragged{raggedOrTensor(th, a.Value("new_values")), r.splits}
		}),
		method("with_flat_values(self, new_values)", "The same rows with other innermost values.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return r.withFlat(binding.ToTensor(th, a.Value("new_values"), tensor.Invalid))
		}),
		method("merge_dims(self, outer_axis, inner_axis)", "The values of merged axes.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			axis := func(name string) int {
				ax, n := a.Int(name), r.rank()
				if ax < -n || ax >= n {
					object.Throw(object.ValueErrorf("%s=%d out of bounds: expected %d<=%s<%d", name, ax, -n, name, n))
				}
				return (ax + n) % n
			}
			outer, inner := axis("outer_axis"), axis("inner_axis")
			if outer > inner {
				object.Throw(object.ValueErrorf("Expected outer_axis (%d) to be less than or equal to inner_axis (%d).", outer, inner))
			}
			return mergeDims(binding.Scope(th), r, outer, inner)
		}),
		get("uniform_row_length", "the length of all rows, None when they differ", func(r *Ragged) object.Value { return nil }),
		method("consumers(self)", "Belongs to graphs: an empty list.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value { return object.NewList() }),
		method("to_sparse(self, name=None)", "The values by their positions.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			s := r.toSparse()
			s.Values = binding.Scope(th).Reshape(r.flat(), []int{-1})
			return s
		}),
		method("nested_row_lengths(self, name=None)", "The lengths of the rows of all ragged axes.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return r.nested(func(r *Ragged) object.Value { return tensor.Const(int64s(r.lengths())) })
		}),
		method("nested_value_rowids(self, name=None)", "The row numbers of the values of all ragged axes.", func(r *Ragged, th *object.Thread, a *object.Bound) object.Value {
			return r.nested(func(r *Ragged) object.Value { return r.rowIDs() })
		}),
	}, raggedConstructors()...)
}

// nested is what f gives for each ragged axis, the outermost first.
func (r *Ragged) nested(f func(r *Ragged) object.Value) *object.Tuple {
	out := object.NewTuple(f(r))
	if inner, ok := r.values.(*Ragged); ok {
		out.Elems = append(out.Elems, inner.nested(f).Elems...)
	}
	return out
}

// fromNested makes a ragged tensor of values and what f makes rows of, the
// outermost first.
func fromNested(th *object.Thread, values, parts object.Value, f func(values, part object.Value, level int) *Ragged) *Ragged {
	levels := object.Must(object.ToSlice(th, parts))
	if len(levels) == 0 {
		object.Throw(object.ValueErrorf("at least one level of rows is needed"))
	}
	v := raggedOrTensor(th, values)
	for i := len(levels) - 1; i >= 0; i-- {
		v = f(v, levels[i], i)
	}
	return v.(*Ragged)
}

func raggedOrTensor(th *object.Thread, v object.Value) object.Value {
	if r, ok := v.(*Ragged); ok {
		return r
	}
	return binding.ToTensor(th, v, tensor.Invalid)
}

// raggedConstructors are the class methods that make ragged tensors.
func raggedConstructors() []object.Member {
	maker := func(sig, doc string, f func(th *object.Thread, a *object.Bound) *Ragged) object.Member {
		return object.ClassMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, a), nil })
	}
	return []object.Member{
		maker("from_row_splits(cls, values, row_splits, name=None, validate=True)", "Of values and where the rows begin.", func(th *object.Thread, a *object.Bound) *Ragged {
			return bySplits(th, raggedOrTensor(th, a.Value("values")), a.Value("row_splits"), a.Bool("validate"))
		}),
		maker("from_row_lengths(cls, values, row_lengths, name=None, validate=True)", "Of values and the lengths of the rows.", func(th *object.Thread, a *object.Bound) *Ragged {
			return byLengths(th, raggedOrTensor(th, a.Value("values")), a.Value("row_lengths"), a.Bool("validate"))
		}),
		maker("from_row_starts(cls, values, row_starts, name=None, validate=True)", "Of values and where the rows begin.", func(th *object.Thread, a *object.Bound) *Ragged {
			return byStarts(th, raggedOrTensor(th, a.Value("values")), a.Value("row_starts"), a.Bool("validate"))
		}),
		maker("from_row_limits(cls, values, row_limits, name=None, validate=True)", "Of values and where the rows end.", func(th *object.Thread, a *object.Bound) *Ragged {
			return byLimits(th, raggedOrTensor(th, a.Value("values")), a.Value("row_limits"), a.Bool("validate"))
		}),
		maker("from_value_rowids(cls, values, value_rowids, nrows=None, name=None, validate=True)", "Of values and the row number of each.", func(th *object.Thread, a *object.Bound) *Ragged {
			return byRowIDs(th, raggedOrTensor(th, a.Value("values")), a.Value("value_rowids"), a.Value("nrows"), a.Bool("validate"))
		}),
		maker("from_nested_row_splits(cls, flat_values, nested_row_splits, name=None, validate=True)", "Of innermost values and where the rows of each axis begin.", func(th *object.Thread, a *object.Bound) *Ragged {
			return fromNested(th, a.Value("flat_values"), a.Value("nested_row_splits"), func(v, part object.Value, _ int) *Ragged {
				return bySplits(th, v, part, a.Bool("validate"))
			})
		}),
		maker("from_nested_row_lengths(cls, flat_values, nested_row_lengths, name=None, validate=True)", "Of innermost values and the lengths of the rows of each axis.", func(th *object.Thread, a *object.Bound) *Ragged {
			return fromNested(th, a.Value("flat_values"), a.Value("nested_row_lengths"), func(v, part object.Value, _ int) *Ragged {
				return byLengths(th, v, part, a.Bool("validate"))
			})
		}),
		maker("from_nested_value_rowids(cls, flat_values, nested_value_rowids, nested_nrows=None, name=None, validate=True)", "Of innermost values and the row numbers of each axis.", func(th *object.Thread, a *object.Bound) *Ragged {
			var counts []object.Value
			if a.Has("nested_nrows") {
				counts = a.Elems("nested_nrows")
			}
			return fromNested(th, a.Value("flat_values"), a.Value("nested_value_rowids"), func(v, part object.Value, level int) *Ragged {
				var n object.Value
				if level < len(counts) {
					n = counts[level]
				}
				return byRowIDs(th, v, part, n, a.Bool("validate"))
			})
		}),
		maker("from_uniform_row_length(cls, values, uniform_row_length, nrows=None, validate=True, name=None)", "Of values in rows of one length.", func(th *object.Thread, a *object.Bound) *Ragged {
			return byOneLength(th, raggedOrTensor(th, a.Value("values")), a.Int("uniform_row_length"), a.Value("nrows"))
		}),
		maker("from_sparse(cls, st_input, name=None, row_splits_dtype=tf.int64)", "Of the rows of a sparse matrix.", func(th *object.Thread, a *object.Bound) *Ragged {
			return raggedFromSparse(a.Value("st_input"))
		}),
		maker("from_tensor(cls, tensor, lengths=None, padding=None, ragged_rank=1, name=None, row_splits_dtype=tf.int64)", "Of the rows of a tensor, without padding at their ends.", func(th *object.Thread, a *object.Bound) *Ragged {
			return raggedFromTensor(th, binding.ToTensor(th, a.Value("tensor"), tensor.Invalid), a)
		}),
	}
}

// countRows counts how often each row number occurs, of n rows or of as many as
// there are numbers for.
func countRows(ids []int, n int) []int {
	for _, i := range ids {
		n = max(n, i+1)
	}
	out := make([]int, n)
	for _, i := range ids {
		out[i]++
	}
	return out
}

func raggedFromTensor(th *object.Thread, x *tensor.Tensor, a *object.Bound) *Ragged {
	s := binding.Scope(th)
	checkLengths(x, a)
	lengths := slices.Repeat([]int{x.Dim(1)}, x.Dim(0))
	if a.Has("lengths") {
		lengths = binding.ToTensor(th, a.Value("lengths"), tensor.Invalid).Array().Ints()
		lengthForRow(x, lengths)
	}
	if a.Has("padding") {
		pad := binding.ToTensor(th, a.Value("padding"), x.DType())
		same := s.Equal(x, pad).Array()
		width := x.Dim(1)
		for i := range lengths {
			n := width
			for n > 0 && same.Int(i*width+n-1) != 0 {
				n--
			}
			lengths[i] = n
		}
	}
	rows := make([]object.Value, len(lengths))
	for i, n := range lengths {
		rows[i] = s.StridedSlice(x, []tensor.Slice{tensor.At(i), tensor.Span(0, n)})
	}
	return joinRows(s, rows)
}
