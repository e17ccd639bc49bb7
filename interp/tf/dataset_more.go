package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// moreTransformMembers are the transformations whose functions return datasets
// or carry a state, and what asks datasets.
func moreTransformMembers() []object.Member {
	return []object.Member{
		transform("flat_map(self, map_func, name=None)", "Joins the datasets that a function makes of the elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			f := newDataFunc(th, a.Value("map_func"), specsOf(d.Spec))
			return f.applied(d.FlatMap(f.call, innerSpec(f.result(d))))
		}),
		transform("interleave(self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None, deterministic=None, name=None)", "Takes elements in turn from datasets that a function makes of the elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			f := newDataFunc(th, a.Value("map_func"), specsOf(d.Spec))
			cycle, kind := 10, "_InterleaveDataset"
			if a.Has("num_parallel_calls") {
				kind = "_ParallelInterleaveDataset"
			}
			if a.Has("cycle_length") {
				cycle = count(th, a, "cycle_length")
			}
			if cycle == autotune {
				cycle = 10
			}
			return f.applied(d.Interleave(kind, f.call, innerSpec(f.result(d)), cycle, a.IntOr("block_length", 1)))
		}),
		transform("window(self, size, shift=None, stride=1, drop_remainder=False, name=None)", "Datasets of consecutive elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			size := count(th, a, "size")
			shift := size
			if a.Has("shift") {
				shift = count(th, a, "shift")
			}
			return d.Window(size, shift, count(th, a, "stride"), a.Bool("drop_remainder"))
		}),
		transform("scan(self, initial_state, scan_func, name=None)", "Carries a state through the elements.", func(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
			state := toElement(th, a.Value("initial_state"))
			f := newDataFunc(th, a.Value("scan_func"), []model.Value{data.SpecOf(state), d.Spec})
			if f.spec == nil {
				object.Throw(object.TypeErrorf("`scan_func` cannot be traced"))
			}
			pair := model.Items(f.spec)
			if len(pair) != 2 {
				object.Throw(object.TypeErrorf("Invalid `scan_func`. `scan_func` should return a pair consisting of new state and the output value but its return type is %s.", object.Must(object.Str(th, specValue(f.spec)))))
			}
			return f.applied(d.Scan(state, f.call, pair[1]))
		}),
		transform("group_by_window(self, key_func, reduce_func, window_size=None, window_size_func=None, name=None)", "Groups elements by a number and joins what a function makes of each window.", groupByWindow),
		transform("bucket_by_sequence_length(self, element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None, padding_values=None, pad_to_bucket_boundary=False, no_padding=False, drop_remainder=False, name=None)", "Batches elements of similar length.", bucketByLength),
		object.Method("apply(self, transformation_func)", "The result of a function of the dataset.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			v, err := object.CallFn(th, a.Value("transformation_func"), a.Self())
			if err != nil {
				return nil, err
			}
			if _, ok := object.NativeOf(v).(*data.Dataset); !ok {
				return nil, object.TypeErrorf("`transformation_func` must return a `tf.data.Dataset` object. Got %s.", object.Must(object.Str(th, object.TypeOf(v))))
			}
			return v, nil
		}),
		object.Method("reduce(self, initial_state, reduce_func, name=None)", "Carries a state through all elements and gives the last one.", reduceDataset),
		object.Method("as_numpy_iterator(self)", "An iterator that gives NumPy arrays.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return &numpyIterator{newDatasetIterator(th, dataset(a.Self()))}, nil
		}),
		object.Method("cardinality(self)", "The number of elements as a tensor: -1 infinite, -2 unknown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return tensor.ConstScalar(int64(dataset(a.Self()).Count)), nil
		}),
		object.Method("get_single_element(self, name=None)", "The only element.", singleElement),
		object.Method("options(self)", "The options of the dataset.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			if o := dataset(a.Self()).Options; o != nil {
				return o, nil
			}
			return newOptions(), nil
		}),
		object.Getter("element_spec", "the structure and specs of the elements", func(th *object.Thread, self object.Value) (object.Value, error) {
			return specValue(dataset(self).Spec), nil
		}),
	}
}

const autotune = -1

// innerSpec is the spec of the elements of the dataset that a function
// returns.
func innerSpec(spec model.Value) model.Value {
	s, ok := spec.(*data.DatasetSpec)
	if !ok {
		object.Throw(object.TypeErrorf("The `map_func` argument must return a `Dataset` object."))
	}
	return s.Elem
}

func reduceDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	d := dataset(a.Self())
	state := toElement(th, a.Value("initial_state"))
	f := newDataFunc(th, a.Value("reduce_func"), []model.Value{data.SpecOf(state), d.Spec})
	if want, ok := data.SpecOf(state).(data.Spec); ok {
		if got, ok := f.spec.(data.Spec); ok && got.DType != want.DType {
			object.Throw(object.TypeErrorf("The element types for the new state must match the initial state. Expected <dtype: '%s'> but got <dtype: '%s'>.", want.DType, got.DType))
		}
	}
	c := dataContext(th)
	var out model.Value
	c.Scope.Outside(func() { out = d.Reduce(c, state, f.call) })
	return binding.FromNeutral(out), nil
}

func singleElement(th *object.Thread, a *object.Bound) (object.Value, error) {
	it := newDatasetIterator(th, dataset(a.Self()))
	const where = "{{function_node __wrapped__DatasetToSingleElement_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} "
	v, ok, err := it.Next(th)
	if err != nil {
		return nil, err
	}
	if !ok {
		tensor.Throwf("InvalidArgumentError", where+"Dataset was empty. [Op:DatasetToSingleElement] name: ")
	}
	if _, more, err := it.Next(th); err != nil {
		return nil, err
	} else if more {
		tensor.Throwf("InvalidArgumentError", where+"Dataset had more than one element. [Op:DatasetToSingleElement] name: ")
	}
	return v, nil
}

func groupByWindow(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	if a.Has("window_size") == a.Has("window_size_func") {
		object.Throw(object.ValueErrorf("Either the `window_size` argument or the `window_size_func` argument must be specified."))
	}
	key := newDataFunc(th, a.Value("key_func"), specsOf(d.Spec))
	number := data.Spec{Spec: tensor.Spec{DType: tensor.Int64, Shape: []int{}}}
	reduce := newDataFunc(th, a.Value("reduce_func"), []model.Value{number, &data.DatasetSpec{Elem: d.Spec}})
	var size data.Func
	if a.Has("window_size") {
		n := tensor.ConstScalar(int64(count(th, a, "window_size")))
		size = func(c *model.Context, args []model.Value) model.Value { return n }
	} else {
		size = newDataFunc(th, a.Value("window_size_func"), []model.Value{number}).call
	}
	if reduce.spec == nil {
		object.Throw(object.TypeErrorf("`reduce_func` must return a `Dataset` object."))
	}
	return d.GroupByWindow(key.call, reduce.call, size, innerSpec(reduce.spec))
}

// bucketByLength groups elements by the bucket of their length and batches
// each group.
func bucketByLength(d *data.Dataset, th *object.Thread, a *object.Bound) *data.Dataset {
	bounds, sizes := a.Ints("bucket_boundaries"), a.Ints("bucket_batch_sizes")
	if len(sizes) != len(bounds)+1 {
		object.Throw(object.ValueErrorf("`len(bucket_batch_sizes)` must equal `len(bucket_boundaries) + 1` but `len(bucket_batch_sizes)=%d` and `len(bucket_boundaries)=%d`.", len(sizes), len(bounds)))
	}
	length := newDataFunc(th, a.Value("element_length_func"), specsOf(d.Spec))
	bucket := func(c *model.Context, args []model.Value) model.Value {
		n := int(model.One(length.call(c, args)).Array().Int(0))
		for i, b := range bounds {
			if n < b {
				return tensor.ConstScalar(int64(i))
			}
		}
		return tensor.ConstScalar(int64(len(bounds)))
	}
	drop := a.Bool("drop_remainder")
	batch := func(win *data.Dataset, k int) *data.Dataset {
		if a.Bool("no_padding") {
			return win.Batch("_BatchDataset", sizes[k], drop)
		}
		var pads []data.Padding
		var shapes []object.Value
		if a.Has("padded_shapes") {
			shapes = leavesLike(th, a.Value("padded_shapes"), specValue(d.Spec))
		}
		for i, leaf := range data.Leaves(d.Spec) {
			s := leaf.(data.Spec)
			p := data.Padding{Shape: append([]int{}, s.Shape...), Value: tensor.FromArray(tensor.NewArray(s.DType))}
			if i < len(shapes) {
				p.Shape = padShape(th, shapes[i])
			}
			if a.Has("padding_values") {
				if v := leavesLike(th, a.Value("padding_values"), specValue(d.Spec)); i < len(v) && v[i] != nil {
					p.Value = binding.ToTensor(th, v[i], s.DType)
				}
			}
			if a.Bool("pad_to_bucket_boundary") && k < len(bounds) {
				for ax, n := range p.Shape {
					if n < 0 {
						p.Shape[ax] = bounds[k] - 1
					}
				}
			}
			pads = append(pads, p)
		}
		return win.PaddedBatch(sizes[k], drop, pads)
	}
	empty := data.New("_VariantDataset", d.Spec, 0, nil)
	spec := batch(empty, 0).Spec
	reduce := func(c *model.Context, args []model.Value) model.Value {
		return batch(args[1].(*data.Dataset), int(model.One(args[0]).Array().Int(0)))
	}
	size := func(c *model.Context, args []model.Value) model.Value {
		return tensor.ConstScalar(int64(sizes[model.One(args[0]).Array().Int(0)]))
	}
	return d.GroupByWindow(bucket, reduce, size, spec)
}

// optionsClass is tf.data.Options: settings that are kept, and change nothing.
var optionsClass = &object.Class{Name: "Options", Module: "tensorflow.python.data.ops.options", Doc: "Settings of datasets; they are kept, but nothing depends on them.", Signature: "Options()"}

func newOptions() *object.Instance { return &object.Instance{Class: optionsClass} }

func init() {
	optionsClass.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		return newOptions(), nil
	}
	optionsClass.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		switch name {
		case "experimental_distribute", "experimental_optimization", "threading", "autotune", "distribute":
			inner := newOptions()
			self.(*object.Instance).Attrs.Set(name, inner)
			return inner, true, nil
		case "deterministic", "experimental_deterministic", "auto_shard_policy", "private_threadpool_size", "max_intra_op_parallelism":
			return nil, true, nil
		}
		return nil, false, nil
	}
}

// dataValues are the members of tf.data that are no functions.
func dataValues() []object.Member {
	return []object.Member{
		object.Const("Dataset", DatasetClass),
		object.Const("TFRecordDataset", TFRecordDatasetClass),
		object.Const("TextLineDataset", TextLineDatasetClass),
		object.Const("FixedLengthRecordDataset", FixedLengthRecordDatasetClass),
		object.Const("AUTOTUNE", autotune),
		object.Const("INFINITE_CARDINALITY", data.Infinite),
		object.Const("UNKNOWN_CARDINALITY", data.Unknown),
		object.Const("Options", optionsClass),
		object.Const("Iterator", iteratorClass),
		object.Const("NumpyIterator", numpyIteratorClass),
	}
}
