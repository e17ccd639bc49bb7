package tf

import (
	"strconv"

	"kerash/interp/object"
	"kerash/model"
	"kerash/model/data"
	"kerash/tensor"
)

// experimentalData are the members of tf.data.experimental.
func experimentalData() []object.Member {
	return []object.Member{
		object.Const("AUTOTUNE", autotune), object.Const("INFINITE_CARDINALITY", data.Infinite), object.Const("UNKNOWN_CARDINALITY", data.Unknown),
		object.Const("CsvDataset", CsvDatasetClass), makeCSVDataset,
		object.Fun("cardinality(dataset)", "The number of elements of a dataset as a tensor: -1 infinite, -2 unknown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.CallMethodOf(th, a.At(0), "cardinality", object.Args{})
		}),
		object.Fun("assert_cardinality(expected_cardinality)", "A transformation that says how many elements a dataset has, and fails when it has others.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			n := count(th, a, "expected_cardinality")
			return transformation(func(th *object.Thread, d *data.Dataset) (object.Value, error) { return assertCardinality(d, n), nil }), nil
		}),
		asMethod("dense_to_ragged_batch(batch_size, drop_remainder=False, row_splits_dtype=tf.int64)", "A transformation that joins elements of different lengths.", "ragged_batch"),
		asMethod("ignore_errors(log_warning=False)", "A transformation that drops elements whose computation fails.", "ignore_errors"),
		asMethod("unique()", "A transformation that drops elements that came before.", "unique"),
		asMethod("enumerate_dataset(start=0)", "A transformation that pairs each element with its number.", "enumerate"),
		asMethod("scan(initial_state, scan_func)", "A transformation that carries a state through the elements.", "scan"),
		asMethod("take_while(predicate)", "A transformation that ends before the first element for which a function is false.", "take_while"),
		asMethod("group_by_window(key_func, reduce_func, window_size=None, window_size_func=None)", "A transformation that groups elements by a number and joins what a function makes of each window.", "group_by_window"),
		asMethod("bucket_by_sequence_length(element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None, padding_values=None, pad_to_bucket_boundary=False, no_padding=False, drop_remainder=False)",
			"A transformation that batches elements of similar length.", "bucket_by_sequence_length"),
		asMethod("rejection_resample(class_func, target_dist, initial_dist=None, seed=None)", "A transformation that drops elements at random so that the classes come in given proportions.", "rejection_resample"),
		asMethod("snapshot(path, compression='AUTO', reader_func=None, shard_func=None)", "A transformation that keeps the elements in files.", "snapshot"),
		object.Fun("shuffle_and_repeat(buffer_size, count=None, seed=None)", "A transformation that shuffles and repeats.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			size, n, seed := a.Value("buffer_size"), a.Value("count"), a.Value("seed")
			return transformation(func(th *object.Thread, d *data.Dataset) (object.Value, error) {
				v, err := object.CallMethodOf(th, d, "shuffle", object.Pos(size).With("seed", seed))
				if err != nil {
					return nil, err
				}
				return object.CallMethodOf(th, v, "repeat", object.Pos(n))
			}), nil
		}),
		object.Fun("get_single_element(dataset)", "The only element of a dataset.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return object.CallMethodOf(th, a.At(0), "get_single_element", object.Args{})
		}),
		ofDataset("Counter(start=0, step=1, dtype=tf.int64)", "An endless dataset of numbers.", "counter"),
		ofDataset("RandomDataset(seed=None)", "An endless dataset of random numbers.", "random"),
		ofDataset("choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=False)", "Elements of datasets chosen by the numbers of another.", "choose_from_datasets"),
		ofDataset("sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False)", "Elements of datasets chosen at random.", "sample_from_datasets"),
	}
}

// transformation is a function for Dataset.apply.
func transformation(f func(th *object.Thread, d *data.Dataset) (object.Value, error)) object.Value {
	return object.Func("_apply_fn(dataset)", "The transformed dataset.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(th, dataset(a.At(0)))
	})
}

// asMethod is a function that makes the transformation of a method of datasets
// with the same arguments.
func asMethod(sig, doc, method string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		args := givenArgs(a)
		return transformation(func(th *object.Thread, d *data.Dataset) (object.Value, error) {
			return object.CallMethodOf(th, d, method, args)
		}), nil
	})
}

// ofDataset is a static method of tf.data.Dataset as a function.
func ofDataset(sig, doc, method string) object.Member {
	return object.Fun(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return object.CallMethodOf(th, DatasetClass, method, givenArgs(a))
	})
}

// givenArgs are bound arguments as keywords.
func givenArgs(a *object.Bound) object.Args {
	var args object.Args
	for _, p := range a.Sig.Params {
		args = args.With(p.Name, a.Value(p.Name))
	}
	return args
}

// assertCardinality is d, of which n elements are expected.
func assertCardinality(d *data.Dataset, n int) *data.Dataset {
	return data.New("_AssertCardinalityDataset", d.Spec, n, func(c *model.Context) func(c *model.Context) (model.Value, bool) {
		it, seen := d.Iterate(c), 0
		fail := func(but string) {
			want := strconv.Itoa(n)
			if n == data.Infinite {
				want = "an infinite number of"
			}
			tensor.Throwf("FailedPreconditionError", "{{function_node __wrapped__IteratorGetNext_output_types_%d_device_/job:localhost/replica:0/task:0/device:CPU:0}} Input dataset was expected to contain %s elements but contained %s %d elements. [Op:IteratorGetNext] name: ",
				len(data.Leaves(d.Spec)), want, but, seen)
		}
		return func(c *model.Context) (model.Value, bool) {
			v, ok := it.Next(c)
			if ok {
				seen++
			}
			switch {
			case !ok && seen != n:
				fail("only")
			case n != data.Infinite && seen > n:
				fail("at least")
			}
			return v, ok
		}
	})
}
