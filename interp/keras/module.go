package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/optimizers"
)

// Version is the version of Keras whose behaviour the module has.
const Version = "2.15.0"

// Modules gives the modules of the package, whose submodules are their
// attributes: keras, and kerash for what is not Keras'. Each session gets its own.
func Modules() []*object.Module { return []*object.Module{New(), newKerashModule()} }

// New makes the module keras.
func New() *object.Module {
	return &object.Module{Name: "keras", Shown: "keras.api._v2.keras", Doc: "Keras: layers, models and their training.", Members: kerasMembers}
}

func kerasMembers() []object.Member {
	preprocessing := &object.Module{Name: "keras.preprocessing", Doc: "Preparing texts, sequences and images.", Members: func() []object.Member {
		return []object.Member{
			object.Const("text", newTextModule()),
			object.Const("sequence", newSequenceModule()),
			timeseriesMember(),
			imageDatasetMember(),
			textDatasetMember(),
			object.Const("image", newImageModule()),
		}
	}}
	return shownAs("keras.api._v2.", []object.Member{
		object.Const("__version__", Version),
		object.Const("Model", modelClass()),
		object.Const("Sequential", sequentialClass()),
		inputMember(),
		object.Const("models", newModelsModule()),
		object.Const("layers", newLayersModule()),
		object.Const("activations", newActivationsModule()),
		object.Const("backend", newBackendModule()),
		object.Const("initializers", newFamilyModule(model.KindInitializer, "The first values of weights.", initializerClass)),
		object.Const("regularizers", newFamilyModule(model.KindRegularizer, "Penalties on weights and outputs.", regularizerClass,
			object.Fun("l1_l2(l1=0.01, l2=0.01)", "A penalty of both kinds.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return object.Construct(th, classOf(model.Find(model.KindRegularizer, "L1L2")), object.Pos(a.At(0), a.At(1)))
			}))),
		object.Const("constraints", newFamilyModule(model.KindConstraint, "Projections of weights after updates.", constraintClass)),
		object.Const("losses", newFamilyModule(model.KindLoss, "Losses and their function forms.", lossClass, append(functionMembers(model.KindLoss), object.Const("Reduction", reductionClass()))...)),
		object.Const("metrics", newFamilyModule(model.KindMetric, "Metrics and their function forms.", metricClass, append(functionMembers(model.KindMetric), functionMembers(model.KindLoss)...)...)),
		object.Const("optimizers", newOptimizersModule()),
		object.Const("callbacks", &object.Module{Name: "keras.callbacks", Doc: "What is called at the points of a training.", Members: func() []object.Member {
			return append(classMembers(model.KindCallback), object.Const("Callback", callbackClass()), object.Const("CallbackList", callbackListClass()))
		}}),
		object.Const("datasets", newDatasetsModule()),
		object.Const("applications", newApplicationsModule()),
		object.Const("preprocessing", preprocessing),
		object.Const("utils", newUtilsModule()),
		object.Const("saving", &object.Module{Name: "keras.saving", Doc: "Saving objects and finding classes of the user's again.", Members: savingModule}),
		object.Const("export", &object.Module{Name: "keras.export", Doc: "Writing functions of models to folders.", Members: func() []object.Member {
			return []object.Member{object.Const("ExportArchive", exportArchiveClass.get(newExportArchive))}
		}}),
		object.Const("mixed_precision", newMixedPrecisionModule()),
		object.Const("ops", newOpsModule()),
		object.Const("experimental", experimentalModule()),
	})
}

// shownAs lets the modules among members show the name under which the real
// library keeps them.
func shownAs(prefix string, ms []object.Member) []object.Member {
	for _, m := range ms {
		if mod, ok := m.Value.(*object.Module); ok {
			mod.Shown = prefix + mod.Name
		}
	}
	return ms
}

// newFamilyModule makes the module of a family of classes, with get, serialize
// and deserialize.
func newFamilyModule(k model.Kind, doc string, base func() *object.Class, more ...object.Member) *object.Module {
	return &object.Module{Name: "keras." + string(k), Doc: doc, Members: func() []object.Member {
		ms := append(classMembers(k), object.Const(base().Name, base()))
		identifiers := identifierMembers(k)
		if k == model.KindSchedule { // Keras has no get there
			identifiers = identifiers[1:]
		}
		ms = append(ms, identifiers...)
		return append(ms, more...)
	}}
}

// OpInitializers passes the initializers of tf itself, with their names there,
// to add.
func OpInitializers(add func(name string, v object.Value)) {
	for _, c := range model.Classes(model.KindOpInitializer) {
		for _, name := range c.Functions {
			add(name, classOf(c))
		}
	}
}

// classMembers are the public classes of a family under all their names.
func classMembers(k model.Kind) []object.Member {
	var ms []object.Member
	for _, c := range model.Classes(k) {
		if _, public := lineageOf(k, c.Name); !public {
			continue
		}
		cls := classOf(c)
		ms = append(ms, object.Const(c.Name, cls))
		for _, a := range c.Aliases {
			ms = append(ms, object.Const(a, cls))
		}
	}
	slices.SortStableFunc(ms, func(a, b object.Member) int { return strings.Compare(a.Name, b.Name) })
	return ms
}

func newLayersModule() *object.Module {
	return &object.Module{Name: "keras.layers", Doc: "All layers.", Members: func() []object.Member {
		return append(append(append(classMembers(model.KindLayer), mergingMembers()...),
			object.Const("Layer", layerClass()),
			inputMember(),
			object.Const("InputSpec", inputSpecClass()),
			object.Const("experimental", newLayersExperimental())),
			identifierMembers(model.KindLayer)[1:]...)
	}}
}

// preprocessingLayers are the layers under the name that they had at first,
// keras.layers.experimental.preprocessing.
var preprocessingLayers = []string{
	"CategoryEncoding", "CenterCrop", "Discretization", "HashedCrossing", "Hashing", "IntegerLookup", "Normalization",
	"RandomContrast", "RandomCrop", "RandomFlip", "RandomHeight", "RandomRotation", "RandomTranslation", "RandomWidth", "RandomZoom",
	"Rescaling", "Resizing", "StringLookup", "TextVectorization",
}

func newLayersExperimental() *object.Module {
	layerMembers := func(names ...string) []object.Member {
		var ms []object.Member
		for _, name := range names {
			ms = append(ms, object.Const(name, classOf(model.Find(model.KindLayer, name))))
		}
		return ms
	}
	return &object.Module{Name: "keras.layers.experimental", Doc: "Layers on trial, and old names of others.", Members: func() []object.Member {
		return append(layerMembers("EinsumDense", "RandomFourierFeatures"),
			object.Const("preprocessing", &object.Module{Name: "keras.layers.experimental.preprocessing", Doc: "The old names of the preprocessing layers.", Members: func() []object.Member {
				return layerMembers(preprocessingLayers...)
			}}),
			object.Fun("SyncBatchNormalization(axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, **kwargs)", "BatchNormalization with synchronized=True.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				args := object.Args{Kw: a.Kwargs("kwargs")}
				for _, name := range []string{"axis", "momentum", "epsilon", "center", "scale"} {
					args.Kw = append(args.Kw, object.Kwarg{Name: name, Value: a.Value(name)})
				}
				return object.Call(th, classOf(model.Find(model.KindLayer, "BatchNormalization")), args.With("synchronized", true))
			}))
	}}
}

func newMixedPrecisionModule() *object.Module {
	return &object.Module{Name: "keras.mixed_precision", Doc: "The dtypes that layers compute in.", Members: func() []object.Member {
		return []object.Member{
			object.Const("Policy", policyClass()),
			object.Const("LossScaleOptimizer", classOf(optimizers.LossScaleClass)),
			object.Fun("global_policy()", "The dtypes of layers that are given none.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return &policy{binding.State(th).DefaultPolicy()}, nil
			}),
			object.Fun("set_global_policy(policy)", "Sets the dtypes of layers that are given none: 'mixed_float16', 'float32', ….", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				st := binding.State(th)
				if a.At(0) == nil {
					st.GlobalPolicy = nil
					return nil, nil
				}
				p := policyArg(th, a.At(0))
				if p.Name != "_infer" && !p.Compute.IsFloat() {
					return nil, object.ValueErrorf("set_global_policy can only be used to set the global policy to floating-point policies, such as \"float32\" and \"mixed_float16\", but got policy: %s", p.Name)
				}
				st.GlobalPolicy = &p.Policy
				return nil, nil
			}),
		}
	}}
}

func newUtilsModule() *object.Module {
	return &object.Module{Name: "keras.utils", Doc: "Helpers for data, models and configs.", Members: func() []object.Member {
		ms := append(categoricalMembers(), append(registrationMembers(), object.Const("CustomObjectScope", customScopeClass()))...)
		ms = append(append(ms, miscMembers()...), timeseriesMember(), imageDatasetMember(), textDatasetMember(), audioDatasetMember(), splitMember(), plotFunc(), modelToDotFunc(), warmstartMember())
		ms = append(ms, pictureMembers()...)
		return append(ms, object.Const("legacy", utilsLegacyModule()), padSequencesMember(), object.Const("FeatureSpace", featureSpaceClass()),
			object.Const("SequenceEnqueuer", sequenceEnqueuerClass()), object.Const("OrderedEnqueuer", orderedEnqueuerClass()), object.Const("GeneratorEnqueuer", generatorEnqueuerClass()),
			object.Const("TimedThread", timedThreadClass()), object.Const("SidecarEvaluator", sidecarClass()), object.Const("StepsPerExecutionTuner", stepsTunerClass()),
			object.Const("Sequence", dataSequenceClass()), object.Const("Progbar", progbarClass()))
	}}
}

func newOptimizersModule() *object.Module {
	schedules := newFamilyModule(model.KindSchedule, "Learning rates that change from step to step.", scheduleClass)
	return newFamilyModule(model.KindOptimizer, "Optimizers.", optimizerClass, object.Const("schedules", schedules), object.Const("legacy", newLegacyOptimizersModule()),
		object.Const("experimental", &object.Module{Name: "keras.optimizers.experimental", Doc: "The optimizers under the name that they had on trial.", Members: func() []object.Member {
			return append(classMembers(model.KindOptimizer), object.Const("Optimizer", optimizerClass()))
		}}))
}
