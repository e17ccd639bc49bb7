package keras

import (
	"math"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
)

// miscMembers are functions of keras.utils for seeds, batches and graphs.
func miscMembers() []object.Member {
	return []object.Member{
		object.Fun("set_random_seed(seed)", "Seeds the random numbers of Python, NumPy and TensorFlow.", setRandomSeed),
		object.Fun("unpack_x_y_sample_weight(data)", "A batch as a tuple (x, y, sample_weight), None for what it lacks.", unpackBatch),
		object.Fun("pack_x_y_sample_weight(x, y=None, sample_weight=None)", "The reverse of unpack_x_y_sample_weight.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			x, y, w := a.At(0), a.At(1), a.At(2)
			switch {
			case w != nil && y != nil:
				return object.NewTuple(x, y, w), nil
			case y != nil:
				return object.NewTuple(x, y), nil
			}
			if t, ok := x.(*object.Tuple); ok {
				return object.NewTuple(t), nil
			}
			return x, nil
		}),
		object.Fun("get_source_inputs(tensor, layer=None, node_index=None)", "The symbolic inputs that a symbolic tensor depends on.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return tensorList(model.Sources(tensorArg(th, a.At(0)))), nil
		}),
		object.Fun("enable_interactive_logging()", "Lets progress be shown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			sessionOf(th).quiet = false
			return nil, nil
		}),
		object.Fun("disable_interactive_logging()", "Keeps progress from being shown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			sessionOf(th).quiet = true
			return nil, nil
		}),
		object.Fun("is_interactive_logging_enabled()", "Whether progress is shown.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return !sessionOf(th).quiet, nil
		}),
		object.Fun("get_file(fname=None, origin=None, untar=False, md5_hash=None, file_hash=None, cache_subdir='datasets', hash_algorithm='auto', extract=False, archive_format='auto', cache_dir=None)",
			"The path of a file in the cache folder; kerash downloads nothing.", getFile),
	}
}

func setRandomSeed(th *object.Thread, a *object.Bound) (object.Value, error) {
	seed, ok := a.At(0).(int)
	if !ok {
		return nil, object.ValueErrorf("Expected `seed` argument to be an integer. Received: seed=%s (of type %s)", object.Must(object.Str(th, a.At(0))), object.Must(object.Repr(th, object.TypeOf(a.At(0)))))
	}
	if seed < 0 || seed > math.MaxUint32 {
		return nil, object.ValueErrorf("Seed must be between 0 and 2**32 - 1")
	}
	for _, m := range []struct{ module, fn string }{{"random", "seed"}, {"numpy.random", "seed"}, {"tensorflow.random", "set_seed"}} {
		if _, err := callImported(th, m.module, m.fn, object.Pos(seed)); err != nil {
			return nil, err
		}
	}
	binding.State(th).Scope.Rand.SetKerasSeed(int64(seed))
	return nil, nil
}

func unpackBatch(th *object.Thread, a *object.Bound) (object.Value, error) {
	data := a.At(0)
	if l, ok := data.(*object.List); ok {
		data = object.NewTuple(l.Elems...)
	}
	t, ok := data.(*object.Tuple)
	if !ok {
		return object.NewTuple(data, nil, nil), nil
	}
	if n := len(t.Elems); n < 1 || n > 3 {
		return nil, object.ValueErrorf("Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: %s", object.Must(object.Str(th, data)))
	}
	out := object.NewTuple(nil, nil, nil)
	copy(out.Elems, t.Elems)
	return out, nil
}
