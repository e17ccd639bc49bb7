package keras

import (
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// trainingMembers are the attributes and methods of models that train, evaluate
// and predict.
func trainingMembers() []object.Member {
	var ms []object.Member
	for _, part := range [][]object.Member{compileMembers(), runMembers(), batchMembers(), stepMembers(), stepFunctionMembers(), savingMembers(), stepSettings(), oldGeneratorMembers()} {
		ms = append(ms, part...)
	}
	return ms
}

func compileMembers() []object.Member {
	return []object.Member{
		object.Method("compile(self, optimizer='rmsprop', loss=None, metrics=None, loss_weights=None, weighted_metrics=None, run_eagerly=None, steps_per_execution=None, jit_compile=None, pss_evaluation_shards=0, **kwargs)",
			"Sets how the model is trained: optimizer, losses and metrics.", compileModel),
		assignable("optimizer", "the optimizer that compile set", func(th *object.Thread, m model.Model) object.Value {
			if o := m.ModelCore().Optimizer(); o != nil {
				return toPython(o)
			}
			return nil
		}),
		assignable("loss", "the loss that compile was given", func(th *object.Thread, m model.Model) object.Value {
			b := m.ModelCore()
			if !b.Compiled() {
				object.Throw(object.AttributeErrorf("'%s' object has no attribute 'loss'", object.TypeName(toPython(m))).WithHint("compile sets it"))
			}
			switch o := b.CompileArgs(); {
			case o.ShownLoss != nil:
				return o.ShownLoss
			case o.Loss != nil:
				v := toPython(o.Loss)
				if o.LossNamesFunction {
					return lossFunctions(th, v)
				}
				return v
			}
			return object.NewDict()
		}),
		modelGetter("metrics", "the metrics that training reports; those of compile are there after the first batch", func(th *object.Thread, m model.Model) object.Value {
			return object.NewList(toPythons(model.DefaultMetrics(m))...)
		}),
		modelGetter("metrics_names", "the names of the metrics, in the order of evaluate's results", func(th *object.Thread, m model.Model) object.Value {
			return object.NewList(toPythons(model.MetricsNames(m))...)
		}),
		assignable("compiled_loss", "computes the losses that compile was given, and their means", func(th *object.Thread, m model.Model) object.Value {
			if !m.ModelCore().Compiled() {
				return nil
			}
			return &compiledLoss{m}
		}),
		assignable("compiled_metrics", "feeds the metrics that compile was given", func(th *object.Thread, m model.Model) object.Value {
			if !m.ModelCore().Compiled() {
				return nil
			}
			return &compiledMetrics{m}
		}),
		object.GetSet("history", "what the last fit recorded", func(th *object.Thread, self object.Value) (object.Value, error) {
			if h := modelOf(self).ModelCore().History; h != nil {
				return h, nil
			}
			return nil, nil
		}, func(th *object.Thread, self, v object.Value) error {
			modelOf(self).ModelCore().History, _ = v.(*model.History)
			return nil
		}),
		object.GetSet("stop_training", "set to True by a callback, it ends fit after the running batch", func(th *object.Thread, self object.Value) (object.Value, error) {
			return modelOf(self).ModelCore().StopTraining, nil
		}, func(th *object.Thread, self, v object.Value) error {
			on, err := object.Truth(th, v)
			modelOf(self).ModelCore().StopTraining = on
			return err
		}),
		object.GetSet("run_eagerly", "whether steps run eagerly instead of as traced plans", func(th *object.Thread, self object.Value) (object.Value, error) {
			return modelOf(self).ModelCore().RunsEagerly(), nil
		}, func(th *object.Thread, self, v object.Value) error {
			on, err := object.Truth(th, v)
			modelOf(self).ModelCore().SetEager(on)
			return err
		}),
		object.GetSet("jit_compile", "what compile was given for XLA, which is not used here", func(th *object.Thread, self object.Value) (object.Value, error) {
			return toPython(modelOf(self).ModelCore().JITCompile()), nil
		}, func(th *object.Thread, self, v object.Value) error {
			modelOf(self).ModelCore().SetJITCompile(toModel(th, v))
			return nil
		}),
		object.Method("reset_states(self)", "Sets the states of the stateful layers to zero.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, resetStates(th, a.Self())
		}),
		object.Getter("_is_compiled", "whether compile was called", func(th *object.Thread, self object.Value) (object.Value, error) {
			return modelOf(self).ModelCore().Compiled(), nil
		}),
		counter("train"), counter("test"), counter("predict"),
		object.Method("reset_metrics(self)", "Resets all metrics of the model.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			model.ResetMetrics(binding.Context(th), modelOf(a.Self()))
			return nil, nil
		}),
	}
}

// counter is the variable that counts the steps of a kind of run.
func counter(kind string) object.Member {
	return object.Getter("_"+kind+"_counter", "the number of steps in the newest run", func(th *object.Thread, self object.Value) (object.Value, error) {
		return modelOf(self).ModelCore().Counter(kind), nil
	})
}

// resetStates calls reset_states of the stateful layers of a model.
func resetStates(th *object.Thread, self object.Value) error {
	layers, err := object.GetAttr(th, self, "layers")
	if err != nil {
		return err
	}
	all, err := object.ToSlice(th, layers)
	if err != nil {
		return err
	}
	for _, l := range all {
		if _, inner := object.NativeOf(l).(model.Model); !inner {
			stateful, err := object.GetAttr(th, l, "stateful")
			if err != nil {
				return err
			}
			if on, err := object.Truth(th, stateful); !on || err != nil {
				continue
			}
		}
		if reset, err := object.GetAttr(th, l, "reset_states"); err == nil {
			if _, err := object.CallFn(th, reset); err != nil {
				return err
			}
		}
	}
	return nil
}

func compileModel(th *object.Thread, a *object.Bound) (object.Value, error) {
	for _, k := range a.Kwargs("kwargs") {
		switch k.Name {
		case "experimental_steps_per_execution", "cloning", "experimental_run_tf_function", "distribute", "sample_weight_mode", "from_serialized":
		case "target_tensors":
			if k.Value != nil {
				return nil, object.ValueErrorf("`target_tensors` argument is not supported when executing eagerly. Received: %s.", object.Must(object.Str(th, k.Value)))
			}
		default:
			return nil, object.TypeErrorf("Invalid keyword argument(s) in `compile()`: ({'%s'},). Valid keyword arguments include \"cloning\", \"experimental_run_tf_function\", \"distribute\", \"target_tensors\", or \"sample_weight_mode\".", k.Name)
		}
	}
	syncCustom(th)
	if a.Bool("run_eagerly") && a.Bool("jit_compile") {
		return nil, object.ValueErrorf("You cannot enable `run_eagerly` and `jit_compile` at the same time.")
	}
	if v := a.Value("optimizer"); !isOptimizer(toModel(th, v)) {
		return nil, object.ValueErrorf("Could not interpret optimizer identifier: %s", object.Must(object.Str(th, v)))
	}
	arg := func(name string) any { return toModel(th, a.Value(name)) }
	model.Compile(binding.State(th), modelOf(a.Self()), model.CompileOptions{
		Optimizer: arg("optimizer"), Loss: arg("loss"), Metrics: arg("metrics"), LossWeights: arg("loss_weights"), WeightedMetrics: arg("weighted_metrics"),
		RunEagerly: arg("run_eagerly"), StepsPerExecution: arg("steps_per_execution"), JITCompile: arg("jit_compile"),
		ShownLoss: a.Value("loss"),
	})
	if fn, ok := a.Value("loss").(*object.Builtin); ok {
		modelOf(a.Self()).ModelCore().Assign("loss", fn) // the function itself, not its name
	}
	return nil, nil
}

func runMembers() []object.Member {
	return []object.Member{
		modelMethod("fit(self, x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1, max_queue_size=10, workers=1, use_multiprocessing=False)",
			"Trains the model on data for a number of epochs; gives the history of losses and metrics.", fit),
		modelMethod("evaluate(self, x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False, return_dict=False, **kwargs)",
			"The loss and the metrics on data.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
				for _, k := range a.Kwargs("kwargs") {
					object.Throw(object.TypeErrorf("Invalid keyword arguments: ['%s']", k.Name))
				}
				m.ModelCore().MustCompile()
				checkCallArgs(th, m, "evaluate")
				logs := model.Evaluate(binding.Context(th), m, runOptions(th, a))
				return resultsOf(m, logs, a.Bool("return_dict"))
			}),
		modelMethod("predict(self, x, batch_size=None, verbose='auto', steps=None, callbacks=None, max_queue_size=10, workers=1, use_multiprocessing=False)",
			"The model's outputs for data, as arrays.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
				checkCallArgs(th, m, "predict")
				return arrays(model.Predict(binding.Context(th), m, runOptions(th, a)))
			}),
	}
}

// checkCallArgs throws ValueError for a model of the user's whose call asks for
// more than its inputs.
func checkCallArgs(th *object.Thread, m model.Model, method string) {
	u, ok := m.(interface{ signature() *callSignature })
	if !ok {
		return
	}
	extra := object.NewList()
	for i, name := range u.signature().params {
		if _, optional := u.signature().defaults[name]; i > 0 && !optional && name != "training" {
			extra.Elems = append(extra.Elems, name)
		}
	}
	if len(extra.Elems) > 0 {
		object.Throw(object.ValueErrorf("Models passed to `%s` can only have `training` and the first argument in `call()` as positional arguments, found: %s.", method, object.Must(object.Repr(th, extra))))
	}
}

func fit(th *object.Thread, m model.Model, a *object.Bound) object.Value {
	m.ModelCore().MustCompile()
	checkCallArgs(th, m, "fit")
	o := model.FitOptions{
		Verbose: verbosity(th, a.Value("verbose")), ValidationSplit: splitArg(a), Shuffle: toModel(th, a.Value("shuffle")),
		ValidationFreq: toModel(th, a.Value("validation_freq")), SampleWeight: dataArg(th, a.Value("sample_weight"), false),
	}
	refuseLists(a.Value("x"), a.Value("sample_weight"))
	checkAdapter(th, a.Value("x"), a.Value("y"))
	o.X, o.Y = dataArg(th, a.Value("x"), o.Shuffle == true), dataArg(th, a.Value("y"), false)
	checkSource(o.X, o.Y, o.SampleWeight)
	if o.ValidationSplit != 0 {
		refuseSplit(th, o.X, a.Value("x"), a.Value("y"), a.Value("sample_weight"))
	}
	o.BatchSize, o.StepsPerEpoch = batchSize(a, "batch_size", o.X), stepsArg(a, "steps_per_epoch", o.X)
	o.Epochs, o.InitialEpoch = epochRange(a)
	o.Callbacks = callbackList(th, a.Value("callbacks"))
	o.ClassWeight = classWeight(th, a.Value("class_weight"))
	if v := a.Value("validation_data"); v != nil {
		refuseAmbiguous(v)
		if a.Value("validation_freq") == nil {
			tensor.Throwf("ValueError", "Expected `validation_freq` to be a list or int. Received: validation_freq=None of the type <class 'NoneType'>.")
		}
		if elems, ok := sequenceElems(v); ok && len(elems) > 3 {
			object.Throw(object.ValueErrorf("Data is expected to be in format `x`, `(x,)`, `(x, y)`, or `(x, y, sample_weight)`, found: %s", object.Must(object.Repr(th, object.NewTuple(elems...)))))
		}
		if t, ok := v.(*object.Tuple); ok && len(t.Elems) > 1 {
			checkAdapter(th, t.Elems[0], t.Elems[1])
			if len(t.Elems) == 3 {
				refuseLists(t.Elems[0], t.Elems[2])
			}
		}
		o.Validation = dataArg(th, v, false)
		x := o.Validation
		if t, ok := x.(model.Tup); ok && len(t) > 0 {
			x = t[0]
		}
		o.ValidationSteps, o.ValidationBatchSize = stepsArg(a, "validation_steps", x), batchSize(a, "validation_batch_size", x)
	}
	return model.Fit(binding.Context(th), m, o)
}

// checkSource refuses targets and weights beside a source that gives its own.
func checkSource(x, y, w any) {
	if _, ok := x.(model.Source); !ok {
		return
	}
	kind := "dataset"
	switch x := x.(type) {
	case *generatorSource:
		if y == nil && w == nil {
			x.peek()
		}
		kind = "python generator"
	case *sequenceSource:
		kind = "`keras.utils.Sequence`"
	}
	if y != nil {
		tensor.Throwf("ValueError", "`y` argument is not supported when using %s as input.", kind)
	}
	if w != nil {
		tensor.Throwf("ValueError", "`sample_weight` argument is not supported when using %s as input.", kind)
	}
}

// refuseSplit throws Keras' error for validation_split with data that is no
// array.
func refuseSplit(th *object.Thread, x any, given ...object.Value) {
	var types []string
	refuse := func(v object.Value) { types = append(types, object.Must(object.Repr(th, object.TypeOf(v)))) }
	if _, ok := x.(model.Source); ok {
		refuse(given[0])
	} else {
		for _, v := range given {
			eachLeaf(v, func(leaf object.Value) {
				if isNumber(leaf) {
					refuse(leaf)
				}
			})
		}
	}
	if types != nil {
		tensor.Throwf("ValueError", "`validation_split` is only supported for Tensors or NumPy arrays, found following types in the input: [%s]", strings.Join(types, ", "))
	}
}

// isNumber reports whether v is a number or string of Python's.
func isNumber(v object.Value) bool {
	switch v.(type) {
	case bool, int, float64, string:
		return true
	}
	return false
}

// refuseLists throws Keras' error for sample weights in lists beside data in
// arrays.
func refuseLists(x, weights object.Value) {
	arrays := false
	eachLeaf(x, func(leaf object.Value) { arrays = arrays || !isNumber(leaf) })
	if arrays {
		refuseNumbers(weights)
	}
}

func refuseNumbers(v object.Value) {
	eachLeaf(v, func(leaf object.Value) {
		if isNumber(leaf) {
			e := object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(leaf))
			object.Throw(e.WithHint("np.array(…) makes an array of a list"))
		}
	})
}

func runOptions(th *object.Thread, a *object.Bound) model.RunOptions {
	if a.Sig.Index("y") >= 0 {
		checkAdapter(th, a.Value("x"), a.Value("y"))
	} else {
		checkAdapter(th, a.Value("x"), nil)
	}
	o := model.RunOptions{X: dataArg(th, a.Value("x"), false), Verbose: verbosity(th, a.Value("verbose"))}
	if a.Sig.Index("y") < 0 {
		checkSource(o.X, nil, nil)
	} else {
		o.Y, o.SampleWeight = dataArg(th, a.Value("y"), false), dataArg(th, a.Value("sample_weight"), false)
		checkSource(o.X, o.Y, o.SampleWeight)
		refuseLists(a.Value("x"), a.Value("sample_weight"))
	}
	o.BatchSize, o.Steps = batchSize(a, "batch_size", o.X), stepsArg(a, "steps", o.X)
	o.Callbacks = callbackList(th, a.Value("callbacks"))
	return o
}

// classWeight is the class_weight argument: weights by class number.
func classWeight(th *object.Thread, v object.Value) *model.Map {
	if v == nil {
		return nil
	}
	d, ok := v.(*object.Dict)
	if on, err := object.Truth(th, v); !ok && err == nil && !on {
		return nil
	}
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'keys'", object.TypeName(v)))
	}
	texts, others := 0, 0
	for _, k := range d.Keys() {
		if _, ok := k.(string); ok {
			texts++
		} else {
			others++
		}
	}
	switch {
	case texts > 0 && others > 0:
		object.Throw(object.TypeErrorf("'<' not supported between instances of 'int' and 'str'"))
	case texts > 0:
		object.Throw(object.ValueErrorf("Expected `class_weight` to be a dict with keys from 0 to one less than the number of classes, found %s", object.Must(object.Repr(th, v))))
	}
	return toMap(th, d)
}

// resultsOf is logs as evaluate and the methods for single batches return them.
func resultsOf(m model.Model, logs *model.Map, dict bool) object.Value {
	if dict {
		return toPython(logs)
	}
	return toPython(model.ResultsInOrder(logs, model.MetricsNames(m)))
}

// arrays is tensors as arrays, in their structure.
func arrays(v model.Value) object.Value {
	return mapLeaves(toPython(v), func(x object.Value) object.Value {
		if t, ok := x.(*tensor.Tensor); ok {
			return t.Array()
		}
		return x
	})
}

func batchMembers() []object.Member {
	step := func(name, doc string, run func(c *model.Context, m model.Model, o model.BatchOptions) *model.Map) object.Member {
		sig := name + "(self, x, y=None, sample_weight=None, class_weight=None, reset_metrics=True, return_dict=False)"
		if name == "test_on_batch" {
			sig = name + "(self, x, y=None, sample_weight=None, reset_metrics=True, return_dict=False)"
		}
		return modelMethod(sig, doc, func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			for _, k := range []string{"x", "y", "sample_weight"} {
				refuseNumbers(a.Value(k))
			}
			refuseShapeless(a.Value("x"))
			o := model.BatchOptions{X: dataArg(th, a.Value("x"), false), Y: dataArg(th, a.Value("y"), false),
				SampleWeight: dataArg(th, a.Value("sample_weight"), false), KeepMetrics: !a.Bool("reset_metrics")}
			if a.Sig.Index("class_weight") >= 0 {
				o.ClassWeight = classWeight(th, a.Value("class_weight"))
			}
			return resultsOf(m, run(binding.Context(th), m, o), a.Bool("return_dict"))
		})
	}
	return []object.Member{
		step("train_on_batch", "One step of training; gives the loss and the metrics.", model.TrainOnBatch),
		step("test_on_batch", "The loss and the metrics of one batch.", model.TestOnBatch),
		modelMethod("predict_on_batch(self, x)", "The model's outputs for one batch, as arrays.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			refuseNumbers(a.Value("x"))
			refuseShapeless(a.Value("x"))
			return arrays(model.PredictOnBatch(binding.Context(th), m, dataArg(th, a.Value("x"), false)))
		}),
	}
}
