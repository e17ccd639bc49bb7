package tf

import (
	"os"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// makeMembers are the functions of tf.data.Dataset that make datasets.
func makeMembers() []object.Member {
	return []object.Member{
		static("from_tensors(tensors, name=None)", "A dataset of one element.", func(th *object.Thread, a *object.Bound) *data.Dataset {
			return data.FromTensors(toElement(th, a.Value("tensors")))
		}),
		static("from_tensor_slices(tensors, name=None)", "A dataset of the slices along the first axis.", func(th *object.Thread, a *object.Bound) *data.Dataset {
			if d, ok := object.NativeOf(a.Value("tensors")).(*data.Dataset); ok {
				object.Throw(object.ValueErrorf("Slicing dataset elements is not supported for rank 0.").WithHint("%s is a dataset already", d.Kind))
			}
			if a.Value("tensors") == nil {
				object.Throw(object.ValueErrorf("Invalid `element`. `element` should not be empty."))
			}
			return data.FromSlices(toElement(th, a.Value("tensors")))
		}),
		static("range(*args, **kwargs)", "A dataset of numbers: range(stop) or range(start, stop[, step]).", rangeDataset),
		static("from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None)", "A dataset of what the iterators that a function makes give.", fromGenerator),
		static("zip(*args, datasets=None, name=None)", "A dataset of structures of one element of each.", zipDatasets),
		static("random(seed=None, rerandomize_each_iteration=None, name=None)", "An endless dataset of random numbers.", func(th *object.Thread, a *object.Bound) *data.Dataset {
			return data.Random(binding.State(th).Scope.Rand, seedOf(a, "seed"))
		}),
		static("counter(start=0, step=1, dtype=tf.int64, name=None)", "An endless dataset of numbers.", func(th *object.Thread, a *object.Bound) *data.Dataset {
			return data.Counter(a.Int("start"), a.Int("step"), binding.DTypeOr(th, a.Value("dtype"), tensor.Int64))
		}),
		static("list_files(file_pattern, shuffle=None, seed=None, name=None)", "A dataset of the names of files.", listFiles),
		static("sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False, rerandomize_each_iteration=None)", "Elements of datasets chosen at random.", sampleFrom),
		static("choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=True)", "Elements of datasets chosen by the numbers of another.", func(th *object.Thread, a *object.Bound) *data.Dataset {
			return data.Direct(dataset(a.Value("choice_dataset")), datasetList(a), a.Bool("stop_on_empty_dataset"))
		}),
	}
}

func datasetList(a *object.Bound) []*data.Dataset {
	var out []*data.Dataset
	for _, v := range a.Elems("datasets") {
		out = append(out, dataset(v))
	}
	if len(out) == 0 {
		object.Throw(object.ValueErrorf("Invalid `datasets`. `datasets` should not be empty."))
	}
	return out
}

func rangeDataset(th *object.Thread, a *object.Bound) *data.Dataset {
	args := a.Rest("args")
	dt := tensor.Int64
	for _, k := range a.Kwargs("kwargs") {
		switch k.Name {
		case "output_type":
			dt = binding.ToDType(th, k.Value)
		case "name":
		default:
			object.Throw(object.TypeErrorf("range() got an unexpected keyword argument '%s'", k.Name))
		}
	}
	n := make([]int, len(args))
	for i, v := range args {
		n[i] = int(binding.ToTensor(th, v, asInt64(v)).Array().Int(0))
	}
	switch len(n) {
	case 1:
		return data.Range(0, n[0], 1, dt)
	case 2:
		return data.Range(n[0], n[1], 1, dt)
	case 3:
		return data.Range(n[0], n[1], n[2], dt)
	}
	object.Throw(object.ValueErrorf("Invalid `args`. The length of `args` should be between 1 and 3 but was %d.", len(args)))
	return nil
}

func zipDatasets(th *object.Thread, a *object.Bound) *data.Dataset {
	args := a.Rest("args")
	v := a.Value("datasets")
	switch {
	case len(args) > 1:
		v = object.NewTuple(args...)
	case len(args) == 1:
		v = args[0]
	case v == nil:
		object.Throw(object.TypeErrorf("Must pass at least one dataset to `zip`."))
	}
	if _, ok := object.NativeOf(v).(*object.List); ok {
		object.Throw(object.TypeErrorf("Invalid input to `zip`. Inputs are expected to be (nested) structures of `tf.data.Dataset` objects. Python `list` is not supported and you should use `tuple` instead."))
	}
	for _, leaf := range flatten(th, v) {
		if _, ok := object.NativeOf(leaf).(*data.Dataset); !ok {
			object.Throw(object.TypeErrorf("Invalid input to `zip`. Inputs are expected to be (nested) structures of `tf.data.Dataset` objects but encountered object of type %s.", object.Must(object.Repr(th, object.TypeOf(leaf)))))
		}
	}
	return data.Zip(toElement(th, v))
}

func fromGenerator(th *object.Thread, a *object.Bound) *data.Dataset {
	gen := a.Value("generator")
	if !object.IsCallable(gen) {
		object.Throw(object.TypeErrorf("`generator` must be a Python callable."))
	}
	var spec model.Value
	switch {
	case a.Has("output_signature"):
		spec = specOfValue(th, a.Value("output_signature"))
	case a.Has("output_types"):
		spec = typesAndShapes(th, a.Value("output_types"), a.Value("output_shapes"))
	default:
		object.Throw(object.TypeErrorf("To specify the output signature you need to provide either the `output_signature` argument or the `output_types` argument."))
	}
	var args []object.Value
	if a.Has("args") {
		for _, v := range a.Elems("args") {
			args = append(args, numpyOf(binding.ToTensor(th, v, tensor.Invalid).Array()))
		}
	}
	return data.New("_FlatMapDataset", spec, data.Unknown, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		var it object.Iterator
		return func(c *model.Context) (out model.Value, ok bool) {
			err := binding.Catch(func() {
				if it == nil {
					it = object.Must(object.Iter(th, object.Must(object.CallFn(th, gen, args...))))
				}
				v, more, err := it.Next(th)
				if err != nil {
					object.Throw(err)
				}
				if ok = more; ok {
					out = generated(th, v, spec)
				}
			})
			if err != nil {
				binding.Throw(binding.DataError(th, err, len(data.Leaves(spec))))
			}
			return out, ok
		}
	})
}

// generated converts what a generator gave to its signature.
func generated(th *object.Thread, v object.Value, spec model.Value) model.Value {
	wrong := func(format string, args ...any) {
		tensor.Throwf("InvalidArgumentError", "{{function_node __wrapped__IteratorGetNext_output_types_1_device_/job:localhost/replica:0/task:0/device:CPU:0}} TypeError: `generator` yielded an element "+format, args...)
	}
	switch s := spec.(type) {
	case model.Tuple:
		elems, err := object.ToSlice(th, v)
		if err != nil || len(elems) != len(s) {
			wrong("that did not match the expected structure. The expected structure was %s, but the yielded element was %s.", object.Must(object.Str(th, specValue(spec))), object.Must(object.Str(th, v)))
		}
		out := make(model.Tuple, len(s))
		for i, part := range s {
			out[i] = generated(th, elems[i], part)
		}
		return out
	case *model.Dict:
		d, ok := object.NativeOf(v).(*object.Dict)
		out := &model.Dict{}
		for i, k := range s.Keys {
			part, has := object.Value(nil), false
			if ok {
				part, has = d.GetStr(k)
			}
			if !has {
				wrong("that did not match the expected structure. The expected structure was %s, but the yielded element was %s.", object.Must(object.Str(th, specValue(spec))), object.Must(object.Str(th, v)))
			}
			out.Set(k, generated(th, part, s.Vals[i]))
		}
		return out
	case data.Spec:
		var t *tensor.Tensor
		if err := binding.Catch(func() { t = binding.ToTensor(th, v, s.DType) }); err != nil {
			wrong("that could not be converted to the expected type. The expected type was %s, but the yielded element was %s.", s.DType, object.Must(object.Str(th, v)))
		}
		if !s.Rankless && !binding.NewTensorShape(s.Shape).Compatible(binding.NewTensorShape(t.Shape())) {
			wrong("of shape %s where an element of shape %s was expected.", tensor.ShapeString(t.Shape()), tensor.ShapeString(s.Shape))
		}
		return t
	}
	return binding.ToTensor(th, v, tensor.Invalid)
}

// typesAndShapes is the signature that output_types and output_shapes give.
func typesAndShapes(th *object.Thread, types, shapes object.Value) model.Value {
	switch x := object.NativeOf(types).(type) {
	case *object.Tuple, *object.List:
		elems := object.Must(object.ToSlice(th, x))
		var parts []object.Value
		if shapes != nil {
			parts = object.Must(object.ToSlice(th, shapes))
		}
		out := make(model.Tuple, len(elems))
		for i, e := range elems {
			var sh object.Value
			if i < len(parts) {
				sh = parts[i]
			}
			out[i] = typesAndShapes(th, e, sh)
		}
		return out
	case *object.Dict:
		out := &model.Dict{}
		d, _ := object.NativeOf(shapes).(*object.Dict)
		for it := x.Entries(); it.Next(); {
			var sh object.Value
			if d != nil {
				sh, _, _ = d.Get(th, it.Key())
			}
			out.Set(object.Must(object.Str(th, it.Key())), typesAndShapes(th, it.Value(), sh))
		}
		return out
	}
	s := data.Spec{Spec: tensor.Spec{DType: binding.ToDType(th, types)}, Rankless: shapes == nil}
	if shapes != nil {
		s.Shape = binding.ToTensorShape(th, shapes).Dims
	}
	return s
}

func listFiles(th *object.Thread, a *object.Bound) *data.Dataset {
	var names []string
	patterns := binding.ToTensor(th, a.Value("file_pattern"), tensor.String).Array()
	for i := range patterns.Size() {
		for _, f := range matching(th, patterns.Str(i)) {
			if info, err := os.Stat(f); err == nil && !info.IsDir() {
				names = append(names, f)
			}
		}
	}
	if len(names) == 0 {
		tensor.Throwf("InvalidArgumentError", "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'No files matched pattern: %s'", patterns.Str(0))
	}
	sort.Strings(names)
	d := data.FromSlices(tensor.Const(names))
	if a.Has("shuffle") && !a.Bool("shuffle") {
		return d
	}
	return d.Shuffle(binding.State(th).Scope.Rand, len(names), seedOf(a, "seed"), true)
}

// sampleFrom chooses by classes drawn from a random stream, as TensorFlow does.
func sampleFrom(th *object.Thread, a *object.Bound) *data.Dataset {
	from := datasetList(a)
	logits := make([]float64, len(from))
	var weights *data.Dataset
	if a.Has("weights") {
		if w, ok := object.NativeOf(a.Value("weights")).(*data.Dataset); ok {
			weights = w
		} else {
			w := binding.ToTensor(th, a.Value("weights"), tensor.Invalid)
			if _, isTensor := a.Value("weights").(*tensor.Tensor); !isTensor && w.Dim(0) != len(from) {
				object.Throw(object.ValueErrorf("Invalid `weights`. `weights` should have the same length as `datasets` but got `len(weights)=%d` vs. `len(datasets)=%d`.", w.Dim(0), len(from)))
			}
			if w.Dim(0) != len(from) {
				object.Throw(object.ValueErrorf("Invalid `weights`. The shape of `weights` should be compatible with `[%d]` but is %s.", len(from), tensor.ShapeString(w.Shape())))
			}
			if _, isTensor := a.Value("weights").(*tensor.Tensor); !isTensor {
				from, w = withoutZeroWeight(binding.Scope(th), from, w)
			}
			logits = binding.Scope(th).Log(binding.Scope(th).Cast(w, tensor.Float64)).Array().Floats()
		}
	} else {
		for i := range logits {
			logits[i] = 1
		}
	}
	if weights == nil && len(from) == 1 {
		return from[0]
	}
	random := data.Random(binding.State(th).Scope.Rand, seedOf(a, "seed"))
	return data.Direct(drawnChoices(random, logits, weights), from, a.Bool("stop_on_empty_dataset"))
}

// withoutZeroWeight leaves out the datasets that are never drawn: their
// choices would be waited for without end. Nothing is left of the first where
// no weight is positive.
func withoutZeroWeight(s *tensor.Scope, from []*data.Dataset, w *tensor.Tensor) ([]*data.Dataset, *tensor.Tensor) {
	var kept []*data.Dataset
	var index []int
	for i, v := range w.Array().Floats() {
		if v > 0 {
			kept, index = append(kept, from[i]), append(index, i)
		}
	}
	if kept == nil {
		return []*data.Dataset{from[0].Take(0)}, tensor.Full(w.DType(), 1)
	}
	return kept, s.Gather(w, tensor.IntTensor(tensor.Int64, index...), 0, 0)
}

// drawnChoices is an endless dataset of classes, each drawn with two seeds of
// random: with constant logits, or with the weights of a dataset.
func drawnChoices(random *data.Dataset, logits []float64, weights *data.Dataset) *data.Dataset {
	spec := data.Spec{Spec: tensor.Spec{DType: tensor.Int64, Shape: []int{}}}
	return data.New("_MapDataset", spec, data.Infinite, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it := random.Iterate(c)
		var w data.Iterator
		if weights != nil {
			w = weights.Iterate(c)
		}
		return func(c *model.Context) (model.Value, bool) {
			x, _ := it.Next(c)
			y, _ := it.Next(c)
			p := logits
			if w != nil {
				v, ok := w.Next(c)
				if !ok {
					return nil, false
				}
				p = c.Log(c.Cast(model.One(v), tensor.Float64)).Array().Floats()
			}
			seed := [2]int64{model.One(x).Array().Int(0), model.One(y).Array().Int(0)}
			return tensor.ConstScalar(int64(tensor.StatelessPhilox(seed).FillCategorical(p, len(p), 1)[0])), true
		}
	})
}
