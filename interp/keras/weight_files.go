package keras

import (
	"errors"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/plain"
	"kerash/model/format/weights"
)

// weightFileMembers are the methods of models that save and load weights.
func weightFileMembers() []object.Member {
	return []object.Member{
		modelMethod("save_weights(self, filepath, overwrite=True, save_format=None, options=None)", "Writes the weights to a file: HDF5 for names that end in .h5, else a checkpoint.", saveWeights),
		modelMethod("load_weights(self, filepath, skip_mismatch=False, by_name=False, options=None)", "Reads weights from a file that save_weights wrote.", loadWeights),
	}
}

// pathArg is a file argument: a string or an object with __fspath__.
func pathArg(th *object.Thread, v object.Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	if th.Safe {
		object.Throw(object.Errorf(object.PermissionError, "files are off in safe mode"))
	}
	p, err := object.CallMethodOf(th, v, "__fspath__", object.Args{})
	if err != nil {
		object.Throw(object.TypeErrorf("expected str, bytes or os.PathLike object, not %s", object.TypeName(v)))
	}
	return object.Must(object.Str(th, p))
}

// checkFiles refuses access to files in safe mode.
func checkFiles(th *object.Thread) {
	if th.Safe {
		object.Throw(object.Errorf(object.PermissionError, "access to files is off (--safe)"))
	}
}

func saveWeights(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	checkFiles(th)
	path := pathArg(th, a.Value("filepath"))
	m.Core().Weights() // throws for a model without weights
	var err error
	switch format := a.Value("save_format"); {
	case strings.HasSuffix(path, ".weights.h5"):
		err = weights.SaveTree(path, m, extras(m))
	case format == "h5" || format == "keras" || format == "hdf5" || format == nil && weights.IsH5(path):
		err = weights.SaveH5(path, m)
	case format == nil || format == "tf" || format == "tensorflow":
		err = weights.SaveCheckpoint(path, m)
	default:
		object.Throw(object.ValueErrorf("Unknown format: `%s`. Was expecting one of {\"tf\", \"h5\"}.", object.Must(object.Str(th, format))))
	}
	fileError(err)
	return nil
}

func loadWeights(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	checkFiles(th)
	path := pathArg(th, a.Value("filepath"))
	opts := weights.Options{ByName: a.Bool("by_name"), SkipMismatch: a.Bool("skip_mismatch")}
	if opts.SkipMismatch && !opts.ByName && !strings.HasSuffix(path, ".weights.h5") && !strings.HasSuffix(path, ".keras") {
		object.Throw(object.ValueErrorf("When calling model.load_weights, skip_mismatch can only be set to True when by_name is True."))
	}
	opts.Warn = func(msg string) { binding.State(th).Warnf("UserWarning", "%s", msg) }
	var err error
	switch {
	case strings.HasSuffix(path, ".weights.h5"):
		err = weights.LoadTree(path, m, extras(m), opts)
	case weights.IsH5(path):
		err = weights.LoadH5(path, m, opts)
	default:
		if opts.ByName {
			object.Throw(object.NotImplementedErrorf("Weights may only be loaded based on topology into Models when loading TensorFlow-formatted weights (got by_name=True to load_weights)."))
		}
		err = weights.LoadCheckpoint(path, m)
	}
	fileError(err)
	return nil
}

// extras is what a file of weights holds besides those of the layers.
func extras(m model.Model) []weights.Extra {
	o := m.ModelCore().Optimizer()
	if o == nil || !o.OptimizerCore().Built() {
		return nil
	}
	return []weights.Extra{{Name: "optimizer", Vars: o.OptimizerCore().Variables()}}
}

// fileError throws an error of reading or writing a file.
func fileError(err error) {
	if err != nil {
		binding.Throw(err)
	}
}

// Errors of files know their Python class.
var _ = object.RegisterConverter(func(err error) *object.Raised {
	var e *plain.Error
	if !errors.As(err, &e) {
		return nil
	}
	return object.NewError(binding.ErrorClass(e.Class), e.Msg)
})
