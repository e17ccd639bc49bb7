package keras

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// timeseriesMember is keras.utils.timeseries_dataset_from_array.
func timeseriesMember() object.Member {
	return object.Fun("timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride=1, sampling_rate=1, batch_size=128, shuffle=False, seed=None, start_index=None, end_index=None)",
		"A dataset of windows over a series, with the targets at their starts.", timeseriesDataset)
}

// window is where the windows of a series lie.
type window struct {
	start, end, length, stride, rate int
}

func timeseriesDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	series := arrayArg(th, a.Value("data"))
	n := series.Shape()[0]
	w := window{a.IntOr("start_index", 0), a.IntOr("end_index", n), a.Int("sequence_length"), a.Int("sequence_stride"), a.Int("sampling_rate")}
	if err := w.check(n, a.IntOr("end_index", 0)); err != nil {
		return nil, err
	}
	count := w.end - w.start - (w.length-1)*w.rate
	var targets *tensor.Array
	if a.Has("targets") {
		targets = arrayArg(th, a.Value("targets"))
		count = min(count, targets.Shape()[0])
	}
	starts := object.NewList()
	for i := 0; i < count; i += w.stride {
		starts.Elems = append(starts.Elems, i)
	}
	seed := a.Value("seed")
	if a.Bool("shuffle") {
		if seed == nil {
			seed = object.Must(callImported(th, "numpy.random", "randint", object.Pos(1e6)))
		}
		rng := object.Must(callImported(th, "numpy.random", "RandomState", object.Pos(seed)))
		object.Must(object.CallMethodOf(th, rng, "shuffle", object.Pos(starts)))
	}
	at := object.Must(object.AsInts(th, starts))
	var indices []int
	for _, s := range at {
		for k := range w.length {
			indices = append(indices, w.start+s+k*w.rate)
		}
	}
	x := takeRows(series, indices)
	elements := object.Value(x.Reshape(append([]int{len(at), w.length}, series.Shape()[1:]...)))
	if targets != nil {
		for i := range at {
			at[i] += w.start
		}
		elements = object.NewTuple(elements, takeRows(targets, at))
	}
	ds := object.Value(openLengths(callTF(th, "data.Dataset.from_tensor_slices", object.Pos(elements)).(*data.Dataset)))
	batch := a.Value("batch_size")
	if a.Bool("shuffle") {
		buffer := 1024
		if batch != nil {
			buffer = 8 * a.Int("batch_size")
		}
		ds = object.Must(object.CallMethodOf(th, ds, "shuffle", object.Pos(buffer).With("seed", seed)))
	}
	if batch != nil {
		ds = object.Must(object.CallMethodOf(th, ds, "batch", object.Pos(batch)))
	}
	return ds, nil
}

// openLengths leaves the length of the windows open in the dataset's spec, as
// TensorFlow does, which cuts them out by indices.
func openLengths(ds *data.Dataset) *data.Dataset {
	open := func(windows model.Value) data.Spec {
		spec := windows.(data.Spec)
		spec.Shape = append([]int{-1}, spec.Shape[1:]...)
		return spec
	}
	if pair, ok := ds.Spec.(model.Tuple); ok {
		return ds.WithSpec(model.Tuple{open(pair[0]), pair[1]})
	}
	return ds.WithSpec(open(ds.Spec))
}

func takeRows(a *tensor.Array, rows []int) *tensor.Array {
	out := tensor.NewArray(a.DType(), append([]int{len(rows)}, a.Shape()[1:]...)...)
	tensor.TakeRows(out, a.Contiguous(), rows)
	return out
}

// check validates the arguments for a series of n steps; end is the given
// end_index, 0 when none was given.
func (w window) check(n, end int) error {
	bad := func(format string, args ...any) error { return object.ValueErrorf(format, args...) }
	switch {
	case w.start < 0:
		return bad("`start_index` must be 0 or greater. Received: start_index=%d", w.start)
	case w.start > 0 && w.start >= n:
		return bad("`start_index` must be lower than the length of the data. Received: start_index=%d, for data of length %d", w.start, n)
	case end != 0 && w.start != 0 && end <= w.start:
		return bad("`end_index` must be higher than `start_index`. Received: start_index=%d, and end_index=%d ", w.start, end)
	case end != 0 && end >= n:
		return bad("`end_index` must be lower than the length of the data. Received: end_index=%d, for data of length %d", end, n)
	case end < 0:
		return bad("`end_index` must be higher than 0. Received: end_index=%d", end)
	case w.rate <= 0:
		return bad("`sampling_rate` must be higher than 0. Received: sampling_rate=%d", w.rate)
	case w.rate >= n:
		return bad("`sampling_rate` must be lower than the length of the data. Received: sampling_rate=%d, for data of length %d", w.rate, n)
	case w.stride <= 0:
		return bad("`sequence_stride` must be higher than 0. Received: sequence_stride=%d", w.stride)
	case w.stride >= n:
		return bad("`sequence_stride` must be lower than the length of the data. Received: sequence_stride=%d, for data of length %d", w.stride, n)
	}
	return nil
}

// splitMember is keras.utils.split_dataset.
func splitMember() object.Member {
	return object.Fun("split_dataset(dataset, left_size=None, right_size=None, shuffle=False, seed=None)",
		"Two datasets of the first and the last elements of a dataset, list or array; sizes are numbers or shares.", splitDataset)
}

func splitDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	elems, batch, err := splitElements(th, a.Value("dataset"))
	if err != nil {
		return nil, err
	}
	if a.Bool("shuffle") {
		seed := a.Value("seed")
		if seed == nil {
			seed = object.Must(callImported(th, "random", "randint", object.Pos(0, 1_000_000)))
		}
		object.Must(callImported(th, "random", "seed", object.Pos(seed)))
		l := object.NewList(elems...)
		object.Must(callImported(th, "random", "shuffle", object.Pos(l)))
		elems = l.Elems
	}
	left, right, err := splitSizes(a.Value("left_size"), a.Value("right_size"), len(elems))
	if err != nil {
		return nil, err
	}
	half := func(elems []object.Value) object.Value {
		ds := callTF(th, "data.Dataset.from_tensor_slices", object.Pos(stacked(th, elems)))
		if batch > 0 {
			ds = object.Must(object.CallMethodOf(th, ds, "batch", object.Pos(batch)))
		}
		return ds
	}
	return object.NewTuple(half(elems[:left]), half(elems[len(elems)-right:])), nil
}

// splitElements lists the elements of a dataset; those of a batched one are
// taken out of their batches.
func splitElements(th *object.Thread, v object.Value) (elems []object.Value, batch int, err error) {
	switch x := v.(type) {
	case *object.Tuple: // arrays side by side
		var columns [][]object.Value
		for _, e := range x.Elems {
			columns = append(columns, object.Must(object.ToSlice(th, e)))
		}
		for i := range columns[0] {
			row := object.NewTuple()
			for _, c := range columns {
				row.Elems = append(row.Elems, c[i])
			}
			elems = append(elems, row)
		}
		return elems, 0, nil
	case *object.List, *tensor.Array:
		elems, err = object.ToSlice(th, x)
		return elems, 0, err
	}
	if _, ok, _ := object.FindAttr(th, v, "element_spec"); ok {
		if _, isBatch, _ := object.FindAttr(th, v, "_batch_size"); isBatch {
			b, err := object.GetAttr(th, v, "_batch_size")
			if err != nil {
				return nil, 0, err
			}
			if batch, err = object.AsIndex(th, b); err != nil {
				return nil, 0, err
			}
			v = object.Must(object.CallMethodOf(th, v, "unbatch", object.Args{}))
		}
		elems, err = object.ToSlice(th, v)
		return elems, batch, err
	}
	return nil, 0, object.TypeErrorf("The `dataset` argument must be either a `tf.data.Dataset` object or a list/tuple of arrays. Received: dataset=%s of type %s",
		object.Must(object.Str(th, v)), object.Must(object.Repr(th, object.TypeOf(v))))
}

// stacked joins elements of one structure along a new first axis.
func stacked(th *object.Thread, elems []object.Value) object.Value {
	column := func(pick func(e object.Value) object.Value) object.Value {
		vs := make([]object.Value, len(elems))
		for i, e := range elems {
			vs[i] = pick(e)
		}
		return stacked(th, vs)
	}
	switch x := elems[0].(type) {
	case *object.Tuple:
		out := object.NewTuple()
		for i := range x.Elems {
			out.Elems = append(out.Elems, column(func(e object.Value) object.Value { return e.(*object.Tuple).Elems[i] }))
		}
		return out
	case *object.Dict:
		out := object.NewDict()
		for _, k := range x.Keys() {
			object.Must(0, out.Set(th, k, column(func(e object.Value) object.Value {
				v, _, _ := e.(*object.Dict).Get(th, k)
				return v
			})))
		}
		return out
	}
	return binding.ToArray(th, object.NewList(elems...), tensor.Invalid)
}

// splitSizes are the numbers of elements left and right.
func splitSizes(left, right object.Value, n int) (l, r int, err error) {
	if left == nil && right == nil {
		return 0, 0, object.ValueErrorf("At least one of the `left_size` or `right_size` must be specified. Received: left_size=None and right_size=None")
	}
	size := func(name string, v object.Value) (int, error) {
		switch x := v.(type) {
		case nil:
			return -1, nil
		case int:
			if x > 0 && x < n {
				return x, nil
			}
		case float64:
			if x > 0 && x < 1 {
				return int(math.RoundToEven(x * float64(n))), nil
			}
		default:
			return 0, object.TypeErrorf("Invalid `%s` type. Expected: int or float or None, Received: type(%s)=%s.", name, name, object.TypeName(v))
		}
		return 0, object.ValueErrorf("`%s` should be either a positive integer smaller than %d, or a float within the range `[0, 1]`. Received: %s=%v", name, n, name, v)
	}
	if l, err = size("left_size", left); err != nil {
		return 0, 0, err
	}
	if r, err = size("right_size", right); err != nil {
		return 0, 0, err
	}
	switch {
	case l < 0:
		l = n - r
	case r < 0:
		r = n - l
	}
	if l+r > n {
		return 0, 0, object.ValueErrorf("The sum of `left_size` and `right_size` should be smaller than the %d. Received: left_size + right_size = %d and total_length = %d", n, l+r, n)
	}
	if l == 0 || r == 0 {
		return 0, 0, object.ValueErrorf("With `dataset` of length=%d, `left_size`=%v and `right_size`=%v, the resulting %s side dataset split will be empty. Adjust any of the aforementioned parameters", n, left, right, map[bool]string{true: "left", false: "right"}[l == 0])
	}
	return l, r, nil
}
