package keras

import (
	"os"
	"path/filepath"
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/applications"
	"kerash/model/datasets"
	"kerash/model/format/saved"
	"kerash/model/format/weights"
	"kerash/tensor"
)

// pixelModes is how the networks of a module of keras.applications want their
// pixels; "" for as they are.
var pixelModes = map[string]string{
	"vgg16": "caffe", "vgg19": "caffe", "resnet": "caffe", "resnet50": "caffe", "densenet": "torch",
	"resnet_v2": "tf", "mobilenet": "tf", "mobilenet_v2": "tf", "xception": "tf", "inception_v3": "tf", "inception_resnet_v2": "tf", "nasnet": "tf",
	"mobilenet_v3": "", "efficientnet": "", "efficientnet_v2": "", "regnet": "", "convnext": "", "resnet_rs": "",
}

// newApplicationsModule makes keras.applications.
func newApplicationsModule() *object.Module {
	return &object.Module{Name: "keras.applications", Doc: "Well-known networks for pictures, with random weights or those of a local file.", Members: func() []object.Member {
		functions := map[string][]object.Member{}
		var ms []object.Member
		for _, a := range applications.All() {
			f := object.Fun(a.Signature(), a.Doc, func(th *object.Thread, b *object.Bound) (object.Value, error) { return newApplication(th, a, b) })
			f.Value.(*object.Builtin).Example = a.Example()
			ms = append(ms, f)
			for _, m := range a.Modules {
				functions[m] = append(functions[m], f)
			}
		}
		for module, mode := range pixelModes {
			functions[module] = append(functions[module], decodeMember(module), preprocessMember(module, mode))
		}
		functions["imagenet_utils"] = []object.Member{decodeMember("imagenet_utils"), preprocessModeMember()}
		for module, members := range functions {
			ms = append(ms, object.Const(module, &object.Module{Name: "keras.applications." + module, Doc: "Networks and what belongs to them.", Members: func() []object.Member { return members }}))
		}
		return ms
	}}
}

// newApplication makes a network.
func newApplication(th *object.Thread, arch *applications.Architecture, a *object.Bound) (object.Value, error) {
	o := applications.Options{Alpha: 1, DepthMultiplier: 1, DropConnect: 0.2, Activation: "softmax", Preprocessing: true}
	for i, p := range a.Sig.Params {
		if p.Name == "kwargs" {
			if err := furtherOptions(th, arch, &o, a); err != nil {
				return nil, err
			}
			continue
		}
		setOption(th, &o, p.Name, a.At(i))
	}
	if o.InputShape != nil {
		if _, err := object.Len(th, a.Value("input_shape")); err != nil {
			return nil, err
		}
	}
	return arch.Model(binding.Context(th), o, weightLoader{th}), nil
}

// setOption stores an argument of a network.
func setOption(th *object.Thread, o *applications.Options, name string, v object.Value) {
	number := func() float64 { return object.Must(object.AsFloat(th, v)) }
	switch name {
	case "model_name":
		o.Name = object.Must(object.Str(th, v))
	case "include_top":
		o.IncludeTop = object.Must(object.Truth(th, v))
	case "weights":
		o.Weights = weightsArg(th, v)
	case "input_tensor":
		if v != nil {
			o.InputTensor = tensorArg(th, v)
		}
	case "input_shape":
		o.InputShape = toModel(th, v)
	case "pooling":
		o.Pooling, _ = v.(string)
	case "classes":
		o.Classes = object.Must(object.AsIndex(th, v))
	case "classifier_activation":
		o.Activation = toModel(th, v)
	case "alpha":
		o.Alpha = number()
	case "depth_multiplier":
		o.DepthMultiplier = object.Must(object.AsIndex(th, v))
	case "dropout", "dropout_rate":
		o.Dropout = number()
	case "drop_connect_rate":
		o.DropConnect = number()
	case "minimalistic":
		o.Minimalistic = object.Must(object.Truth(th, v))
	case "include_preprocessing":
		o.Preprocessing = object.Must(object.Truth(th, v))
	}
}

// weightsArg is None, "imagenet" or a path.
func weightsArg(th *object.Thread, v object.Value) any {
	return toModel(th, object.Must(object.FSPath(th, v)))
}

// furtherOptions reads **kwargs.
func furtherOptions(th *object.Thread, arch *applications.Architecture, o *applications.Options, a *object.Bound) error {
	known := map[string][]string{"resnet": {"classifier_activation"}, "resnet50": {"classifier_activation"}, "efficientnet": {"drop_connect_rate"}}[arch.Modules[0]]
	unknown := object.NewDict()
	for _, k := range a.Kwargs("kwargs") {
		if slices.Contains(known, k.Name) {
			setOption(th, o, k.Name, k.Value)
			continue
		}
		if arch.Modules[0] == "efficientnet" {
			return object.TypeErrorf("EfficientNet() got an unexpected keyword argument '%s'", k.Name)
		}
		unknown.SetStr(k.Name, k.Value)
	}
	if unknown.Len() == 0 {
		return nil
	}
	text := object.Must(object.Repr(th, unknown))
	if arch.Name == "MobileNet" {
		text = "(" + text + ",)"
	}
	return object.ValueErrorf("Unknown argument(s): %s", text)
}

// weightLoader finds and reads files of weights.
type weightLoader struct{ th *object.Thread }

// Exists implements [applications.Loader].
func (w weightLoader) Exists(path string) bool {
	checkFiles(w.th)
	if _, err := os.Stat(path); err == nil {
		return true
	}
	_, err := os.Stat(path + ".index") // a checkpoint of TensorFlow
	return err == nil
}

// Cached implements [applications.Loader].
func (w weightLoader) Cached(file, url string) string {
	checkFiles(w.th)
	path := filepath.Join(filepath.Dir(datasets.Folder()), "models", file)
	if _, err := os.Stat(path); err != nil {
		object.Throw(notDownloaded(url, path).WithHint("pass weights=None for random weights, weights='file.h5' for those of a file, or put the file at %s", path))
	}
	return path
}

// Load implements [applications.Loader].
func (w weightLoader) Load(m model.Model, path string) {
	st := binding.State(w.th)
	_, err := saved.LoadWeights(st, m, path, weights.Options{Warn: func(msg string) { st.Warnf("WARNING", "%s", msg) }})
	tensor.Check(err)
}
