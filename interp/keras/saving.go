package keras

import (
	"sync"

	"errors"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/plain"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// File formats have errors of their own.
var _ = object.RegisterConverter(func(err error) *object.Raised {
	var e *plain.Error
	if !errors.As(err, &e) {
		return nil
	}
	return object.NewError(binding.ErrorClass(e.Class), e.Msg)
})

// savingMembers are the methods of models that read and write files.
func savingMembers() []object.Member {
	return []object.Member{
		modelMethod("save(self, filepath, overwrite=True, save_format=None, include_optimizer=True, **kwargs)",
			"Writes the model to a file: architecture, weights, what compile set, the optimizer's state. The ending says which format: .keras or .h5.", saveModel),
		modelMethod("save_weights(self, filepath, overwrite=True, save_format=None, options=None)",
			"Writes the weights to a file: .h5, .weights.h5, or a checkpoint of TensorFlow for all other names.",
			func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
				tensor.Check(saved.SaveWeights(binding.State(th), m, pathArg(th, a), saved.Options{Format: formatArg(a)}))
				return nil
			}),
		modelMethod("load_weights(self, filepath, skip_mismatch=False, by_name=False, options=None)",
			"Reads weights from a file that save_weights or save wrote, here or in real Keras.", loadWeights),
		modelMethod("export(self, filepath)", "Writes the model's function and variables to a folder, from which tf.saved_model.load gives an object with a function serve.", exportModel),
	}
}

// checkFiles refuses access to files in safe mode.
func checkFiles(th *object.Thread) {
	if th.Safe {
		object.Throw(object.Errorf(object.PermissionError, "access to files is off (--safe)"))
	}
}

// pathArg is the filepath argument: a string, or an object with a path.
func pathArg(th *object.Thread, a *object.Bound) string {
	checkFiles(th)
	return object.Must(builtins.FilePath(th, a.Value("filepath")))
}

func formatArg(a *object.Bound) saved.Format {
	switch f := a.StrOr("save_format", ""); f {
	case "":
		return saved.Auto
	case "h5", "hdf5", "keras_h5":
		return saved.H5
	case "tf", "tensorflow":
		return saved.TF
	default:
		return saved.Format(f)
	}
}

func saveModel(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	if _, err := builtins.FilePath(th, a.Value("filepath")); err != nil {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'endswith'", object.TypeName(a.Value("filepath"))))
	}
	format := formatArg(a)
	if format == saved.Keras || format == saved.Auto && strings.HasSuffix(pathArg(th, a), ".keras") {
		refuseKeywords(th, a)
	}
	if format == saved.TF || format == saved.Auto && saved.FormatOf(pathArg(th, a)) == saved.TF {
		return saveFolder(th, m, a)
	}
	o := saved.Options{Format: format, Overwrite: a.Bool("overwrite"), WithoutOptimizer: !a.Bool("include_optimizer")}
	tensor.Check(saved.Save(binding.State(th), m, pathArg(th, a), o))
	return nil
}

// saveFolder writes a SavedModel.
func saveFolder(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	o := saved.Options{Format: saved.TF, Overwrite: a.Bool("overwrite"), WithoutOptimizer: !a.Bool("include_optimizer")}
	var signatures object.Value
	traces := true
	for _, k := range a.Kwargs("kwargs") {
		switch k.Name {
		case "signatures":
			signatures = k.Value
		case "save_traces":
			traces = object.Must(object.Truth(th, k.Value))
		}
	}
	if traces {
		if !m.Core().Built && m.ModelCore().CallSpec() == nil {
			throwNoShape(th, m)
		}
		o.Functions = func() *saved.Functions { return savedFunctions(th, m, signatures) }
	}
	tensor.Check(saved.Save(binding.State(th), m, pathArg(th, a), o))
	return nil
}

// throwNoShape throws ValueError for a model that was never called.
func throwNoShape(th *object.Thread, m model.Model) {
	shown := object.Must(object.Str(th, toPython(m)))
	if m.Core().ClassName() == "Sequential" {
		object.Throw(object.ValueErrorf("Model %s cannot be saved because the input shape is not available. Please specify an input shape either by calling `build(input_shape)` directly, or by calling the model on actual data using `Model()`, `Model.fit()`, or `Model.predict()`.", shown))
	}
	object.Throw(object.ValueErrorf("Model %s cannot be saved either because the input shape is not available or because the forward pass of the model is not defined.To define a forward pass, please override `Model.call()`. To specify an input shape, either call `build(input_shape)` directly, or call the model on actual data using `Model()`, `Model.fit()`, or `Model.predict()`. If you have a custom training step, please make sure to invoke the forward pass in train step through `Model.__call__`, i.e. `model(inputs)`, as opposed to `model.call()`.", shown))
}

// refuseKeywords throws ValueError for arguments that only older formats have.
func refuseKeywords(th *object.Thread, a *object.Bound) {
	names := object.NewList()
	if !a.Bool("include_optimizer") {
		names.Elems = append(names.Elems, "include_optimizer")
	}
	for _, k := range a.Kwargs("kwargs") {
		names.Elems = append(names.Elems, k.Name)
	}
	if len(names.Elems) > 0 {
		object.Throw(object.ValueErrorf("The following argument(s) are not supported with the native Keras format: %s", object.Must(object.Repr(th, names))))
	}
}

func loadWeights(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	if v := a.Value("filepath"); isNumber(v) {
		if _, text := v.(string); !text {
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'endswith'", object.TypeName(v)))
		}
	}
	st := binding.State(th)
	restore, err := saved.LoadWeights(st, m, pathArg(th, a), weights.Options{
		ByName: a.Bool("by_name"), SkipMismatch: a.Bool("skip_mismatch"),
		Warn: func(msg string) { st.Warnf("WARNING", "%s", msg) },
	})
	tensor.Check(err)
	if restore == nil {
		return nil
	}
	return binding.NewLoadStatus(restore, func() any { return m })
}

// safely says whether what is read may bring functions of Lambda layers with it,
// until restore is called.
func safely(th *object.Thread, on bool) (restore func()) {
	st := binding.State(th)
	was := st.SafeFiles
	st.SafeFiles = on
	return func() { st.SafeFiles = was }
}

// loadFunctions are the functions that read and write files, which keras.models
// and keras.saving share.
var loadFunctions = sync.OnceValue(newLoadFunctions)

func newLoadFunctions() []object.Member {
	return []object.Member{
		object.Fun("load_model(filepath, custom_objects=None, compile=True, safe_mode=True, **kwargs)",
			"Reads a model that model.save wrote, here or in real Keras. The functions of Lambda layers run when the model does; safe_mode refuses those in .keras files.",
			func(th *object.Thread, a *object.Bound) (object.Value, error) {
				if _, err := builtins.FilePath(th, a.Value("filepath")); err != nil {
					return nil, object.Errorf(object.OSError, "Unable to load model. Filepath is not an hdf5 file (or h5py is not available) or SavedModel. Received: filepath=%s", object.Must(object.Str(th, a.Value("filepath"))))
				}
				if fs, err := loadFeatureSpace(th, pathArg(th, a)); fs != nil || err != nil {
					return fs, err
				}
				var m model.Model
				var revived object.Value
				var err error
				defer safely(th, a.Bool("safe_mode") && strings.HasSuffix(pathArg(th, a), ".keras"))()
				withCustom(th, a.Value("custom_objects"), func() {
					if revived, err = revivedModel(th, pathArg(th, a), a.Bool("compile")); revived == nil && err == nil {
						m, err = saved.Load(binding.State(th), pathArg(th, a), a.Bool("compile"))
					}
				})
				if err != nil || revived != nil {
					return revived, err
				}
				return toPython(m), nil
			}),
		object.Fun("save_model(model, filepath, overwrite=True, save_format=None, include_optimizer=True, **kwargs)",
			"Writes a model to a file, as model.save does.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				m, ok := object.NativeOf(a.Value("model")).(model.Model)
				if !ok {
					return nil, object.ValueErrorf("Expected `model` argument to be a `Model` instance, got %s", object.Must(object.Str(th, a.Value("model"))))
				}
				return saveModel(th, m, a), nil
			}),
	}
}
