package tf

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/featurecolumn"
	"kerash/interp/object"
	"kerash/tensor"
)

// Version is the release of TensorFlow that the module follows.
const Version = "2.15.0"

// What tf.version tells of the release.
const (
	gitVersion      = "v2.15.0-rc1-8-g6887368d6d4"
	compilerVersion = "Ubuntu Clang 17.0.2 (++20231003073124+b2417f51dbbd-1~exp1~20231003073217.50)"
	graphVersion    = 1645
)

// docs are the modules below tensorflow, with a line on each.
var docs = []object.Member{
	{Name: "audio", Value: "Sound files."},
	{Name: "autodiff", Value: "Differentiation, backwards and forwards."},
	{Name: "bitwise", Value: "Operations on the bits of integers."},
	{Name: "compat", Value: "Names of earlier versions."},
	{Name: "compat.v1", Value: "The functions as version 1 has them."},
	{Name: "compat.v1.debugging", Value: "Assertions, as version 1 has them."},
	{Name: "compat.v1.image", Value: "Images, as version 1 has them."},
	{Name: "compat.v1.io", Value: "Files and their formats, as version 1 has them."},
	{Name: "compat.v1.linalg", Value: "Linear algebra, as version 1 has it."},
	{Name: "compat.v1.losses", Value: "The losses of version 1."},
	{Name: "compat.v1.math", Value: "Mathematics, as version 1 has it."},
	{Name: "compat.v1.nn", Value: "Neural network operations, as version 1 has them."},
	{Name: "compat.v1.random", Value: "Random numbers, as version 1 has them."},
	{Name: "compat.v1.sparse", Value: "Sparse tensors, as version 1 has them."},
	{Name: "compat.v1.strings", Value: "Tensors of strings, as version 1 has them."},
	{Name: "compat.v1.train", Value: "Learning rates of version 1."},
	{Name: "config", Value: "The devices and what runs on them."},
	{Name: "config.experimental", Value: "The devices: what is on trial."},
	{Name: "config.optimizer", Value: "Settings of TensorFlow's optimizer of graphs, without effect."},
	{Name: "config.threading", Value: "Settings of TensorFlow's threads, without effect."},
	{Name: "data", Value: "Pipelines of data."},
	{Name: "data.experimental", Value: "Pipelines of data: what is on trial."},
	{Name: "debugging", Value: "Assertions."},
	{Name: "dtypes", Value: "The dtypes and their conversion."},
	{Name: "errors", Value: "The errors of TensorFlow's runtime."},
	{Name: "feature_column", Value: "Feature columns: how structured data becomes numbers."},
	{Name: "image", Value: "Images."},
	{Name: "io", Value: "Files and their formats."},
	{Name: "io.gfile", Value: "Files and folders."},
	{Name: "lookup", Value: "Tables from keys to values."},
	{Name: "lookup.experimental", Value: "Tables that can be changed."},
	{Name: "linalg", Value: "Linear algebra."},
	{Name: "math", Value: "Mathematics."},
	{Name: "math.special", Value: "Special functions."},
	{Name: "nest", Value: "Nested structures of lists, tuples and dicts."},
	{Name: "autograph", Value: "How functions are rewritten: not at all."},
	{Name: "autograph.experimental", Value: "How functions are rewritten: not at all."},
	{Name: "compat.v1.logging", Value: "What version 1 logs."},
	{Name: "ragged", Value: "Tensors whose rows have different lengths."},
	{Name: "sets", Value: "Sets in the rows of tensors."},
	{Name: "signal", Value: "Fourier and cosine transforms, windows and frames."},
	{Name: "strings", Value: "Tensors of strings."},
	{Name: "quantization", Value: "Rounding as quantization does."},
	{Name: "queue", Value: "Queues of tensors."},
	{Name: "raw_ops", Value: "TensorFlow's ops under their own names, with arguments by name only."},
	{Name: "random", Value: "Random numbers."},
	{Name: "saved_model", Value: "Modules with their functions, and models of Keras, in folders."},
	{Name: "random.experimental", Value: "Random numbers: what is on trial."},
	{Name: "sysconfig", Value: "How TensorFlow was built."},
	{Name: "test", Value: "Questions that tests ask."},
	{Name: "sparse", Value: "Sparse tensors: what decoders and parsers give."},
	{Name: "distribute", Value: "Strategies of distribution: here, all are of one device."},
	{Name: "summary", Value: "Event files for TensorBoard."},
	{Name: "summary.experimental", Value: "Event files: what is on trial."},
	{Name: "train", Value: "Checkpoints, and the messages of examples."},
	{Name: "version", Value: "The version of TensorFlow that is followed."},
	{Name: "nn", Value: "Neural network operations."},
}

// moduleSet are the modules by their names below tensorflow; "" is tensorflow
// itself. Sessions do not share them, since user code may set attributes of a
// module.
type moduleSet struct{ byName map[string]*object.Module }

func newModules() *moduleSet {
	set := &moduleSet{map[string]*object.Module{}}
	set.add("", "TensorFlow's functions on tensors, run by kerash.")
	for _, d := range docs {
		set.add(d.Name, d.Value.(string))
	}
	return set
}

// Modules makes the module tensorflow, which has the others as attributes, for
// a session.
func Modules() []*object.Module { return []*object.Module{newModules().byName[""]} }

func (set *moduleSet) add(name, doc string) {
	m := &object.Module{Name: "tensorflow", Doc: doc}
	if name == "" {
		m.GetAttr = rootAttr
	} else {
		m.Name = "tensorflow._api.v2." + name
		if name == "nn" {
			m.GetAttr = wrapperAttr
		}
		if strings.HasPrefix(name, "compat.v1") {
			m.GetAttr = set.v1Attr(name)
		}
	}
	m.Members = func() []object.Member {
		members := slices.Clone(exports()[name])
		members = append(members, v1Exports()[name]...)
		members = append(members, values(name)...)
		for _, d := range docs {
			if child, ok := childOf(name, d.Name); ok {
				members = append(members, object.Const(child, set.byName[d.Name]))
			}
		}
		return members
	}
	set.byName[name] = m
}

// childOf is the last part of full when that is a module directly in parent.
func childOf(parent, full string) (string, bool) {
	if parent != "" {
		if len(full) <= len(parent) || full[:len(parent)+1] != parent+"." {
			return "", false
		}
		full = full[len(parent)+1:]
	}
	return full, !slices.Contains([]byte(full), '.')
}

// fromKeras are names of tensorflow that are Keras' own under another name.
var fromKeras = map[string]string{
	"constant_initializer": "Constant", "ones_initializer": "Ones", "zeros_initializer": "Zeros",
}

// rootAttr finds tf.keras, which lives in a package of its own, and what
// tensorflow has of it.
func rootAttr(th *object.Thread, name string) (object.Value, bool, error) {
	if th.Import != nil && (name == "losses" || name == "metrics" || name == "optimizers" || name == "initializers") {
		m, err := th.Import(th, "keras")
		if err != nil {
			return nil, false, err
		}
		return object.FindAttr(th, m, name)
	}
	class, isInitializer := fromKeras[name]
	if name != "keras" && !isInitializer || th.Import == nil {
		return nil, false, nil
	}
	m, err := th.Import(th, "keras")
	if err != nil || !isInitializer {
		return m, err == nil, err
	}
	initializers, err := object.GetAttr(th, m, "initializers")
	if err != nil {
		return nil, false, err
	}
	return object.FindAttr(th, initializers, class)
}

// values are the members of a module that are no functions.
func values(name string) []object.Member {
	switch name {
	case "autodiff":
		return []object.Member{
			object.Const("ForwardAccumulator", ForwardAccumulatorClass),
			object.Const("GradientTape", GradientTapeClass),
		}
	case "":
		return append(dtypeValues(),
			object.Const("__version__", Version),
			object.Const("__git_version__", gitVersion),
			object.Const("__compiler_version__", compilerVersion),
			object.Const("newaxis", nil),
			object.Const("Tensor", TensorClass),
			object.Const("Variable", VariableClass),
			object.Const("TensorShape", binding.TensorShapeClass),
			object.Const("TensorSpec", TensorSpecClass),
			object.Const("IndexedSlices", IndexedSlicesClass),
			object.Const("TypeSpec", TypeSpecClass),
			object.Const("RaggedTensorSpec", RaggedTensorSpecClass),
			object.Const("SparseTensorSpec", SparseTensorSpecClass),
			object.Const("TensorArraySpec", TensorArraySpecClass),
			object.Const("IndexedSlicesSpec", IndexedSlicesSpecClass),
			object.Const("OptionalSpec", OptionalSpecClass),
			object.Const("DeviceSpec", DeviceSpecClass),
			object.Const("AggregationMethod", AggregationMethodClass),
			object.Const("CriticalSection", CriticalSectionClass),
			object.Const("GradientTape", GradientTapeClass),
			object.Const("RaggedTensor", RaggedClass),
			object.Const("SparseTensor", SparseClass),
			object.Const("TensorArray", TensorArrayClass),
			object.Const("Module", ModuleClass),
			object.Const("name_scope", NameScopeClass),
			object.Const("DType", binding.DTypeClass),
			object.Const("UnconnectedGradients", UnconnectedGradients),
			object.Const("VariableSynchronization", VariableSynchronization),
			object.Const("VariableAggregation", VariableAggregation),
		)
	case "train":
		return []object.Member{object.Const("Checkpoint", CheckpointClass), object.Const("CheckpointManager", CheckpointManagerClass),
			object.Const("ExponentialMovingAverage", ExponentialMovingAverageClass),
			object.Const("BytesList", BytesListClass), object.Const("FloatList", FloatListClass), object.Const("Int64List", Int64ListClass),
			object.Const("Feature", FeatureClass), object.Const("Features", FeaturesClass), object.Const("Example", ExampleClass),
			object.Const("FeatureList", FeatureListClass), object.Const("FeatureLists", FeatureListsClass), object.Const("SequenceExample", SequenceExampleClass)}
	case "feature_column":
		return featurecolumn.Members()
	case "sparse":
		return []object.Member{object.Const("SparseTensor", SparseClass)}
	case "io":
		return []object.Member{object.Const("TFRecordWriter", TFRecordWriterClass), object.Const("TFRecordOptions", TFRecordOptionsClass), object.Const("FixedLenFeature", fixedLenFeatureClass), object.Const("SparseFeature", sparseFeatureClass),
			object.Const("VarLenFeature", varLenFeatureClass), object.Const("FixedLenSequenceFeature", fixedSequenceClass), object.Const("RaggedFeature", raggedFeatureClass)}
	case "saved_model":
		return savedModelValues()
	case "raw_ops":
		return rawMembers()
	case "queue":
		return queueValues()
	case "distribute":
		return distributeValues()
	case "summary":
		return []object.Member{object.Const("SummaryWriter", SummaryWriterClass)}
	case "linalg":
		return linearOperatorValues()
	case "lookup":
		return lookupValues
	case "lookup.experimental":
		return lookupExperimentValues
	case "io.gfile":
		return classMembers(GFileClass)
	case "compat.v1.logging":
		return logLevels()
	case "config":
		return []object.Member{object.Const("PhysicalDevice", physicalDeviceClass), object.Const("LogicalDevice", logicalDeviceClass)}
	case "version":
		return []object.Member{object.Const("VERSION", Version), object.Const("GIT_VERSION", gitVersion), object.Const("COMPILER_VERSION", compilerVersion), object.Const("GRAPH_DEF_VERSION", graphVersion), object.Const("GRAPH_DEF_VERSION_MIN_CONSUMER", 0), object.Const("GRAPH_DEF_VERSION_MIN_PRODUCER", 0)}
	case "random", "random.experimental":
		return []object.Member{object.Const("Generator", RandomGeneratorClass), object.Const("Algorithm", Algorithm)}
	case "dtypes":
		return append(dtypeValues(), object.Const("DType", binding.DTypeClass))
	case "image":
		return []object.Member{object.Const("ResizeMethod", ResizeMethodClass)}
	case "data":
		return dataValues()
	case "data.experimental":
		return experimentalData()
	case "errors":
		var out []object.Member
		for _, c := range binding.OpErrors {
			out = append(out, object.Const(c.Name, c))
		}
		return append(out, object.Const(binding.OperatorNotAllowed.Name, binding.OperatorNotAllowed))
	}
	return nil
}

// dtypeValues are tf.float32 and the others.
func dtypeValues() []object.Member {
	var out []object.Member
	for dt := tensor.Bool; dt <= tensor.String; dt++ {
		out = append(out, object.Const(dt.String(), binding.TFDType(dt)))
	}
	return append(out, object.Const("half", binding.TFDType(tensor.Float16)), object.Const("double", binding.TFDType(tensor.Float64)))
}
