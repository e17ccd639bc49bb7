package tf

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// datasetMembers are the methods of datasets and the functions that make them.
func datasetMembers() []object.Member {
	return slices.Concat(makeMembers(), transformMembers(), moreTransformMembers(), saveMembers(), resampleMembers())
}

// static declares a function of the class.
func static(sig, doc string, f func(th *object.Thread, a *object.Bound) *data.Dataset) object.Member {
	return object.StaticMethodOf(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(th, a), nil })
}

// transform declares a method that gives another dataset.
func transform(sig, doc string, f func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		d := dataset(a.Self())
		out := f(d, th, a)
		if out.Options == nil {
			out.Options = d.Options
		}
		return out, nil
	})
}

// count is an int64 argument.
func count(th *object.Thread, a *object.Bound, name string) int {
	return int(binding.ToTensor(th, a.Value(name), asInt64(a.Value(name))).Array().Int(0))
}

// asInt64 is the dtype to convert a count to: tensors keep their own.
func asInt64(v object.Value) tensor.DType {
	if binding.IsTensor(v) {
		return tensor.Invalid
	}
	return tensor.Int64
}

func seedOf(a *object.Bound, name string) *int64 {
	if !a.Has(name) {
		return nil
	}
	s := int64(a.Int(name))
	return &s
}

// specsOf are the specs of a function's arguments.
func specsOf(spec model.Value) []model.Value { return data.Args(spec) }

func transformMembers() []object.Member {
	return []object.Member{
		transform("map(self, map_func, num_parallel_calls=None, deterministic=None, name=None)", "Applies a function to each element.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			f := newDataFunc(th, a.Value("map_func"), specsOf(d.Spec))
			kind := "_MapDataset"
			if a.Has("num_parallel_calls") {
				kind = "_ParallelMapDataset"
			}
			return f.applied(d.Map(kind, f.call, f.result(d)))
		}),
		transform("filter(self, predicate, name=None)", "Keeps the elements for which a function is true.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Filter(predicate(th, a, d, ", but its return type is "))
		}),
		transform("take_while(self, predicate, name=None)", "The elements before the first for which a function is false.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.TakeWhile(predicate(th, a, d, " but its return type is"))
		}),
		transform("batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, deterministic=None, name=None)", "Joins consecutive elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			kind := "_BatchDataset"
			if a.Has("num_parallel_calls") {
				kind = "_ParallelBatchDataset"
			}
			return d.Batch(kind, count(th, a, "batch_size"), a.Bool("drop_remainder"))
		}),
		transform("padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False, name=None)", "Joins consecutive elements, padded to one shape.", paddedBatch),
		transform("unbatch(self, name=None)", "Cuts the elements along their first axis.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset { return d.Unbatch() }),
		transform("rebatch(self, batch_size, drop_remainder=False, name=None)", "Cuts batches anew.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Rebatch(a.Ints("batch_size"), a.Bool("drop_remainder"))
		}),
		transform("shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None, name=None)", "The elements in a random order, drawn from a buffer.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			anew := !a.Has("reshuffle_each_iteration") || a.Bool("reshuffle_each_iteration")
			return d.Shuffle(binding.State(th).Scope.Rand, count(th, a, "buffer_size"), seedOf(a, "seed"), anew)
		}),
		transform("repeat(self, count=None, name=None)", "The elements several times, or without end.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			if !a.Has("count") {
				return d.Repeat(-1)
			}
			return d.Repeat(count(th, a, "count"))
		}),
		transform("take(self, count, name=None)", "The first elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Take(count(th, a, "count"))
		}),
		transform("skip(self, count, name=None)", "What comes after the first elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Skip(count(th, a, "count"))
		}),
		transform("shard(self, num_shards, index, name=None)", "Every num_shards-th element.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Shard(count(th, a, "num_shards"), count(th, a, "index"))
		}),
		transform("concatenate(self, dataset, name=None)", "The elements of both.", concatenateDatasets),
		transform("enumerate(self, start=0, name=None)", "Pairs the elements with their numbers.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.Enumerate(count(th, a, "start"))
		}),
		transform("cache(self, filename='', name=None)", "Keeps the elements of the first run.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			switch v := a.Value("filename").(type) {
			case int, float64, bool:
				object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype string", object.Must(object.Repr(th, v))))
			}
			return d.Cache()
		}),
		transform("prefetch(self, buffer_size, name=None)", "The elements: they are computed when they are needed.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			switch v := a.Value("buffer_size").(type) {
			case string, float64:
				object.Throw(object.TypeErrorf("Cannot convert %s to EagerTensor of dtype int64", object.Must(object.Repr(th, v))))
			}
			return d.Pass("_PrefetchDataset")
		}),
		transform("with_options(self, options, name=None)", "The same elements with options attached, which change nothing here.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			out := d.Pass("_OptionsDataset")
			out.Options = a.Value("options")
			return out
		}),
		transform("unique(self, name=None)", "Drops elements that came before.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset { return d.Unique() }),
		transform("ignore_errors(self, log_warning=False, name=None)", "Drops elements whose computation fails.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			return d.IgnoreErrors(nil)
		}),
		transform("ragged_batch(self, batch_size, drop_remainder=False, row_splits_dtype=tf.int64, name=None)", "Joins consecutive elements, whose lengths may differ, to ragged tensors.", raggedBatch),
		transform("sparse_batch(self, batch_size, row_shape, name=None)", "Joins consecutive elements, whose shapes may differ, to sparse tensors.", sparseBatch),
	}
}

// predicate is a function that has to return a bool; but is how the error goes on
// to what it returns.
func predicate(th *object.Thread, a *object.Bound, d *data.Dataset, but string) data.Func {
	f := newDataFunc(th, a.Value("predicate"), specsOf(d.Spec))
	if f.spec != nil {
		if s, ok := f.spec.(data.Spec); !ok || s.DType != tensor.Bool || len(s.Shape) != 0 {
			object.Throw(object.ValueErrorf("Invalid `predicate`. `predicate` must return a `tf.bool` scalar tensor%s%s.", but, object.Must(object.Str(th, specValue(f.spec)))))
		}
	}
	return f.call
}

func concatenateDatasets(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	e := dataset(a.Value("dataset"))
	x, y := data.Leaves(d.Spec), data.Leaves(e.Spec)
	same := len(x) == len(y)
	for i := 0; same && i < len(x); i++ {
		p, ok := x[i].(data.Spec)
		q, ok2 := y[i].(data.Spec)
		same = ok == ok2 && p.DType == q.DType
	}
	if !same {
		object.Throw(object.TypeErrorf("Incompatible dataset elements:\n  %s vs.   %s", object.Must(object.Repr(th, specValue(d.Spec))), object.Must(object.Repr(th, specValue(e.Spec)))))
	}
	return d.Concatenate(e)
}

func paddedBatch(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	var pads []data.Padding
	var shapes, values []object.Value
	if a.Has("padded_shapes") {
		shapes = leavesLike(th, a.Value("padded_shapes"), specValue(d.Spec))
	}
	if a.Has("padding_values") {
		values = leavesLike(th, a.Value("padding_values"), specValue(d.Spec))
	}
	for i, leaf := range data.Leaves(d.Spec) {
		s, ok := leaf.(data.Spec)
		if !ok || s.Rankless && shapes == nil {
			object.Throw(object.ValueErrorf("You must provide `padded_shapes` argument because component %d has unknown rank.", i))
		}
		p := data.Padding{Shape: s.Shape, Value: tensor.FromArray(tensor.NewArray(s.DType))}
		if i < len(shapes) {
			p.Shape = padShape(th, shapes[i])
			checkPadding(p.Shape, s)
		}
		if i < len(values) && values[i] != nil {
			p.Value = binding.ToTensor(th, values[i], s.DType)
		} else if values == nil || len(values) == 1 && values[0] == nil {
		} else if len(values) == 1 {
			p.Value = binding.ToTensor(th, values[0], s.DType)
		}
		pads = append(pads, p)
	}
	return d.PaddedBatch(count(th, a, "batch_size"), a.Bool("drop_remainder"), pads)
}

// checkPadding throws where elements of a spec do not fit into a padded shape.
func checkPadding(shape []int, s data.Spec) {
	if s.Rankless {
		return
	}
	fits := len(shape) == len(s.Shape)
	for i := 0; fits && i < len(shape); i++ {
		fits = shape[i] < 0 || s.Shape[i] < 0 || s.Shape[i] <= shape[i]
	}
	if !fits {
		object.Throw(object.ValueErrorf("The padded shape %s is not compatible with the shape %s of the corresponding input component.", tensor.ShapeString(shape), tensor.ShapeString(s.Shape)))
	}
}

// padShape is one of padded_shapes: None and -1 stand for the largest length.
func padShape(th *object.Thread, v object.Value) []int {
	var out []int
	elems, ok := v.(*object.Tuple)
	if !ok {
		if l, isList := v.(*object.List); isList {
			elems, ok = &object.Tuple{Elems: l.Elems}, true
		}
	}
	if !ok {
		return binding.ToShape(th, v)
	}
	for _, e := range elems.Elems {
		if e == nil {
			out = append(out, -1)
		} else {
			out = append(out, toInt(th, e))
		}
	}
	return out
}

// leavesLike is the parts of v at the places of the leaves of structure.
func leavesLike(th *object.Thread, v, structure object.Value) []object.Value {
	switch x := object.NativeOf(structure).(type) {
	case *object.Tuple:
		parts, err := object.ToSlice(th, v)
		if err != nil {
			return []object.Value{v}
		}
		var out []object.Value
		for i, e := range x.Elems {
			if i < len(parts) {
				out = append(out, leavesLike(th, parts[i], e)...)
			}
		}
		return out
	case *object.Dict:
		d, ok := object.NativeOf(v).(*object.Dict)
		if !ok {
			return []object.Value{v}
		}
		var out []object.Value
		for it := x.Entries(); it.Next(); {
			part, _, _ := d.Get(th, it.Key())
			out = append(out, leavesLike(th, part, it.Value())...)
		}
		return out
	}
	return []object.Value{v}
}
