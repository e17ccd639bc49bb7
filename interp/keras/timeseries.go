package keras

import (
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

// seriesArg is a series as the elements of a dataset: lists become tensors, so
// that ints are int32, and arrays keep their dtype.
func seriesArg(th *object.Thread, v object.Value) *tensor.Array {
	if l, ok := object.NativeOf(v).(*object.List); ok {
		return binding.ToTensor(th, l, tensor.Invalid).Array()
	}
	return arrayArg(th, v)
}

func timeseriesDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	series := seriesArg(th, a.Value("data"))
	n := series.Shape()[0]
	w := window{a.IntOr("start_index", 0), a.IntOr("end_index", n), a.Int("sequence_length"), a.Int("sequence_stride"), a.Int("sampling_rate")}
	if err := w.check(n, a.IntOr("end_index", 0)); err != nil {
		return nil, err
	}
	count := w.end - w.start - (w.length-1)*w.rate
	var targets *tensor.Array
	if a.Has("targets") {
		targets = seriesArg(th, a.Value("targets"))
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
