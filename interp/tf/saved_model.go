package tf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// savedModelDecls are the functions of tf.saved_model.
func savedModelDecls() []decl {
	return []decl{
		asked("saved_model.save", "save(obj, export_dir, signatures=None, options=None)", "Writes a module or a model, its variables and its functions, to a folder that TensorFlow reads as well.", saveModelFolder),
		asked("saved_model.load", "load(export_dir, tags=None, options=None)", "Reads a module or model from a folder that tf.saved_model.save or Keras wrote, here or in TensorFlow.", loadModelFolder),
		asked("saved_model.contains_saved_model", "contains_saved_model(export_dir)", "Whether a folder holds a SavedModel.", func(c *call) object.Value {
			refuseFiles(c.th)
			return saved.IsFolder(c.path("export_dir"))
		}),
	}
}

// savedModelValues are the constants of tf.saved_model.
func savedModelValues() []object.Member {
	names := map[string]string{
		"ASSETS_DIRECTORY": "assets", "ASSETS_KEY": "saved_model_assets", "CLASSIFY_INPUTS": "inputs", "CLASSIFY_METHOD_NAME": "tensorflow/serving/classify",
		"CLASSIFY_OUTPUT_CLASSES": "classes", "CLASSIFY_OUTPUT_SCORES": "scores", "DEBUG_DIRECTORY": "debug", "DEBUG_INFO_FILENAME_PB": "saved_model_debug_info.pb",
		"DEFAULT_SERVING_SIGNATURE_DEF_KEY": servingDefault, "GPU": "gpu", "PREDICT_INPUTS": "inputs", "PREDICT_METHOD_NAME": "tensorflow/serving/predict",
		"PREDICT_OUTPUTS": "outputs", "REGRESS_INPUTS": "inputs", "REGRESS_METHOD_NAME": "tensorflow/serving/regress", "REGRESS_OUTPUTS": "outputs",
		"SAVED_MODEL_FILENAME_PB": "saved_model.pb", "SAVED_MODEL_FILENAME_PBTXT": "saved_model.pbtxt", "SERVING": "serve", "TPU": "tpu", "TRAINING": "train",
		"VARIABLES_DIRECTORY": "variables", "VARIABLES_FILENAME": "variables",
	}
	out := []object.Member{object.Const("SAVED_MODEL_SCHEMA_VERSION", 1)}
	for _, n := range slices.Sorted(maps.Keys(names)) {
		out = append(out, object.Const(n, names[n]))
	}
	return out
}

const servingDefault = "serving_default"

func saveModelFolder(c *call) object.Value {
	refuseFiles(c.th)
	v := c.Value("obj")
	m, ok := object.NativeOf(v).(model.Model)
	if u, loaded := v.(*userObject); loaded {
		m, ok = object.NativeOf(u.model).(model.Model)
	}
	switch {
	case !ok && (object.IsInstance(v, ModuleClass) || object.IsInstance(v, loadedClass)):
		SaveObject(c.th, v, c.path("export_dir"), c.Value("signatures"))
		return nil
	case !ok:
		object.Throw(object.ValueErrorf("Expected an object of type `Trackable`, such as `tf.Module` or a subclass of the `Trackable` class, for export. Got %s with type %s.", object.Must(object.Str(c.th, v)), object.Must(object.Repr(c.th, object.TypeOf(v)))))
	}
	o := saved.Options{Format: saved.TF, Overwrite: true, WithoutMetadata: true}
	if ModelFunctions != nil {
		o.Functions = func() *saved.Functions { return ModelFunctions(c.th, m, c.Value("signatures")) }
	}
	tensor.Check(saved.Save(binding.State(c.th), m, c.path("export_dir"), o))
	return nil
}

// ModelFunctions records the functions of a model of Keras, with those of the
// user's as signatures; package keras sets it.
var ModelFunctions func(th *object.Thread, m model.Model, signatures object.Value) *saved.Functions

func loadModelFolder(c *call) object.Value {
	refuseFiles(c.th)
	path := c.path("export_dir")
	if !saved.IsFolder(path) {
		tensor.Throwf("OSError", "SavedModel file does not exist at: %s/{saved_model.pbtxt|saved_model.pb}", path)
	}
	if c.Has("tags") {
		tags := c.Value("tags")
		if s, ok := tags.(string); ok {
			tags = object.NewList(s)
		}
		if l := object.Must(object.ToSlice(c.th, tags)); len(l) != 1 || l[0] != "serve" {
			object.Throw(object.ValueErrorf("Got an incompatible argument to `tags`: %s. The SavedModel at %s has one MetaGraph with tags ['serve']. You may omit the argument, pass 'None', or pass matching tags.", object.Must(object.Repr(c.th, tags)), path))
		}
	}
	if l := loadModule(c.th, path); l != nil {
		return l
	}
	m, err := saved.Load(binding.State(c.th), path, false)
	tensor.Check(err)
	return &userObject{model: binding.FromNeutral(m), graph: m.Graph()}
}

// userObject is what tf.saved_model.load gives: a model that can be called, and
// its signatures.
type userObject struct {
	model object.Value
	graph *model.Graph
}

var userObjectClass = &object.Class{Name: "_UserObject", Module: "tensorflow.python.saved_model.load.Loader._recreate_base_user_object.<locals>", Doc: "What tf.saved_model.load gives: it can be called, and has variables and signatures.", Final: true}

// PyClass is _UserObject.
func (*userObject) PyClass() *object.Class { return userObjectClass }

var loadedCall = object.ParseSignature("__call__(inputs, training=False, mask=None)")

// CallValue implements [object.Callable].
func (u *userObject) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	a, err := loadedCall.Bind(th, args)
	if err != nil {
		return nil, err
	}
	return object.Call(th, u.model, object.Pos(a.Value("inputs")).With("training", a.Value("training")))
}

func init() {
	userObjectClass.Members = func() []object.Member {
		get := func(name, doc string, f func(th *object.Thread, u *userObject) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
				return f(th, self.(*userObject)), nil
			})
		}
		ofModel := func(name, doc string) object.Member {
			return get(name, doc, func(th *object.Thread, u *userObject) object.Value {
				return object.Must(object.GetAttr(th, u.model, name))
			})
		}
		return []object.Member{
			ofModel("variables", "all weights"),
			ofModel("trainable_variables", "the weights that training changes"),
			ofModel("non_trainable_variables", "the weights that training leaves"),
			get("regularization_losses", "functions of regularizers: none", func(*object.Thread, *userObject) object.Value { return binding.Wrap(object.NewList()) }),
			get("signatures", "the functions of the model by name", func(th *object.Thread, u *userObject) object.Value {
				d := object.NewDict()
				if u.graph != nil {
					d.SetStr(servingDefault, &signature{u})
				}
				return &object.Instance{Class: signatureMapClass, Native: d}
			}),
		}
	}
	signatureClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fmt.Sprintf("<ConcreteFunction %s at %p>", self.(*signature).served().head(), self), nil
	}
	signatureClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*signature).served().pretty(), nil
	}
	signatureClass.Members = func() []object.Member {
		get := func(name, doc string, f func(s *signature) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*signature)), nil })
		}
		return []object.Member{
			get("structured_input_signature", "specs of the arguments", func(s *signature) object.Value {
				return object.NewTuple(object.NewTuple(), specDict(s.inputs()))
			}),
			get("structured_outputs", "specs of the results by name", func(s *signature) object.Value { return specDict(s.outputs()) }),
			get("name", "name of the function", func(s *signature) object.Value { return "signature_wrapper" }),
		}
	}
}

var signatureMapClass = &object.Class{Name: "_SignatureMap", Module: "tensorflow.python.saved_model.signature_serialization", Base: object.DictClass, Doc: "Signatures by name.",
	Repr: func(th *object.Thread, self object.Value) (string, error) {
		text, err := object.Repr(th, object.NativeOf(self))
		return "_SignatureMap(" + text + ")", err
	}}

// signature is the signature serving_default: inputs and outputs go by name.
type signature struct{ u *userObject }

var signatureClass = &object.Class{Name: "ConcreteFunction", Module: concreteClass.Module, Doc: "A function of a loaded model: arguments and results go by the names of the model's inputs and outputs.", Final: true}

// PyClass is ConcreteFunction.
func (*signature) PyClass() *object.Class { return signatureClass }

func (s *signature) inputs() []*TensorSpec {
	return specsByName(s.u.graph.Inputs, s.u.graph.InputNames())
}
func (s *signature) outputs() []*TensorSpec {
	return specsByName(s.u.graph.Outputs, s.u.graph.OutputNames())
}

// specsByName are the specs of tensors under names, sorted by those.
func specsByName(ts []*tensor.Tensor, names []string) []*TensorSpec {
	out := make([]*TensorSpec, len(ts))
	for i, t := range ts {
		out[i] = specOf(t)
		out[i].Name = names[i]
	}
	slices.SortFunc(out, func(a, b *TensorSpec) int { return strings.Compare(a.Name.(string), b.Name.(string)) })
	return out
}

func specDict(specs []*TensorSpec) *object.Dict {
	d := object.NewDict()
	for _, s := range specs {
		d.SetStr(s.Name.(string), s)
	}
	return d
}

// served is what it takes and gives.
func (s *signature) served() *served { return &served{s.inputs(), s.outputs()} }

// CallValue implements [object.Callable]: it takes tensors by name, and a
// single one by position too.
func (s *signature) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	in, err := s.served().arguments(th, args, s.u.graph.InputNames())
	if err != nil {
		return nil, err
	}
	x := in[0]
	if len(in) > 1 {
		x = object.NewList(in...)
	}
	y, err := object.Call(th, s.u.model, object.Pos(x).With("training", false))
	if err != nil {
		return nil, err
	}
	results := flatten(th, y)
	byName := map[string]object.Value{}
	for i, name := range s.u.graph.OutputNames() {
		byName[name] = results[i]
	}
	d := object.NewDict()
	for _, o := range s.outputs() {
		d.SetStr(o.Name.(string), byName[o.Name.(string)])
	}
	return d, nil
}
