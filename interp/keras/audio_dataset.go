package keras

import "kerash/interp/object"

// audioDatasetMember is audio_dataset_from_directory.
func audioDatasetMember() object.Member {
	return object.Fun("audio_dataset_from_directory(directory, labels='inferred', label_mode='int', class_names=None, batch_size=32, sampling_rate=None, output_sequence_length=None, ragged=False, shuffle=True, seed=None, validation_split=None, subset=None, follow_links=False)",
		"A dataset of the .wav files in a folder, of shape (batch, samples, channels); the names of its subfolders are the classes.", audioDataset)
}

func audioDataset(th *object.Thread, a *object.Bound) (object.Value, error) {
	f := newFolder(th, a, "audio", "audio samples", "Allowed format(s): ('.wav',)", ".wav")
	length, ragged := a.Value("output_sequence_length"), a.Bool("ragged")
	if ragged && length != nil {
		return nil, object.ValueErrorf("Cannot set both `ragged` and `output_sequence_length`")
	}
	if err := checkSamplingRate(th, a.Value("sampling_rate")); err != nil {
		return nil, err
	}
	f.checkSplit(a)
	f.index()
	f.checkBinary()
	if length == nil {
		length = -1
	}
	read := object.Func("read_audio(path)", "The samples of a sound file.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		wav := callTF(th, "audio.decode_wav", object.Pos(callTF(th, "io.read_file", object.Pos(a.At(0)))).With("desired_samples", length))
		samples := object.Must(object.Index(th, wav, 0))
		if ragged {
			samples = callTF(th, "RaggedTensor.from_tensor", object.Pos(samples))
		}
		return samples, nil
	})
	made := f.datasets(f.prefetched(read, func(ds object.Value, shuffle bool) object.Value {
		if ragged || length != -1 {
			return f.batched(ds, shuffle)
		}
		shapes := object.Value(object.NewList(nil, nil))
		if f.labelMode != "" { // labels are padded as numbers, as in Keras
			shapes = object.NewTuple(shapes, object.NewList())
		}
		return f.batchedBy(ds, shuffle, "padded_batch", object.Pos(f.batch, shapes))
	}))
	if len(made) > 1 {
		return object.NewTuple(made...), nil
	}
	return made[0], nil
}

// checkSamplingRate refuses to resample, for which Keras wants a package.
func checkSamplingRate(th *object.Thread, rate object.Value) error {
	if rate == nil {
		return nil
	}
	n, ok := rate.(int)
	if !ok {
		return object.ValueErrorf("`sampling_rate` should have an integer value. Received: sampling_rate=%s", object.Must(object.Str(th, rate)))
	}
	if n <= 0 {
		return object.ValueErrorf("`sampling_rate` should be higher than 0. Received: sampling_rate=%d", n)
	}
	return object.Errorf(object.ImportError, "To use the argument `sampling_rate`, you should install tensorflow_io. You can install it via `pip install tensorflow-io`.")
}
