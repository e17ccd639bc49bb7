// Package applications declares the networks of keras.applications, one file
// per family. A network is built layer by layer with Keras' names, so that files
// of weights which Keras wrote fit. It knows nothing of the language.
package applications

import (
	"kerash/model"
	"kerash/tensor"
)

// Options are the arguments of an architecture. Not every architecture takes
// all of them; those that it lacks keep their zero value.
type Options struct {
	// Name is the network's, where it can be chosen (RegNet, ConvNeXt).
	Name string
	// IncludeTop adds the classifier.
	IncludeTop bool
	// Weights is nil for random ones, "imagenet", or the path of a file.
	Weights any
	// InputTensor is what the network is put upon, nil for an input of its own.
	InputTensor *tensor.Tensor
	// InputShape is the shape of one picture as the user gave it, nil for none.
	InputShape any
	// Pooling is what ends a network without a classifier: "avg", "max" or "".
	Pooling string
	// Classes is the number of outputs of the classifier, Activation its
	// activation.
	Classes    int
	Activation any

	// Alpha scales the number of filters, DepthMultiplier that of depthwise
	// convolutions (MobileNet).
	Alpha           float64
	DepthMultiplier int
	// Dropout is the rate before the classifier, DropConnect that within
	// residual blocks.
	Dropout, DropConnect float64
	// Minimalistic leaves out what only some devices do well (MobileNetV3).
	Minimalistic bool
	// Preprocessing takes pixels from 0 to 255 as they are.
	Preprocessing bool
}

// Architecture declares a network.
type Architecture struct {
	// Name is that of the function that makes it: "ResNet50".
	Name string
	// Modules are the submodules of keras.applications that have it; the first
	// one is its own.
	Modules []string
	Doc     string
	// Params is its parameters with their defaults, as Python writes them.
	Params string

	size, minSize int // of pictures by default, and at least
	wording       wording
	// onSource puts the layers on the input that InputTensor comes from, not on
	// InputTensor itself.
	onSource bool
	// check, for some, checks the weights and the classes in place of
	// [Architecture.checkWeights].
	check func(o *Options, files Loader) (pretrained bool)
	// prepare, for some, looks at the arguments before the shape of the input is
	// known and may choose another size.
	prepare func(o *Options, first bool, size int) int
	// inputShape, for some, is the shape of pictures in place of [net.inputShape].
	inputShape func(n *net) []int
	// build puts the layers on x and names the model.
	build func(n *net, x *tensor.Tensor) (out *tensor.Tensor, name string)
	// file is the folder and the name of the file of ImageNet weights.
	file func(n *net, name string) (folder, file string)
}

// usual is the parameters that most architectures have.
const usual = "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, classifier_activation='softmax'"

// All lists the architectures.
func All() []*Architecture {
	var all []*Architecture
	for _, family := range [][]*Architecture{vgg, resNets, resNetsV2, mobileNets, mobileNetsV3, denseNets, efficientNets, efficientNetsV2, inceptions, xceptions, nasNets, regNets, convNeXts, resNetsRS} {
		all = append(all, family...)
	}
	return all
}

// Find is the architecture with a name, or nil.
func Find(name string) *Architecture {
	for _, a := range All() {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Signature is the function as Python writes it.
func (a *Architecture) Signature() string { return a.Name + "(" + a.Params + ")" }

// Example is a short run of the prompt.
func (a *Architecture) Example() string {
	return ">>> keras.applications." + a.Name + "(weights=None, input_shape=(96, 96, 3), classes=10).output_shape\n(None, 10)"
}

// Loader reads weights for a model: those of a file of the user's, or of the
// file of ImageNet weights that lies at an address.
type Loader interface {
	// Exists reports whether there is a file at a path.
	Exists(path string) bool
	// Cached is the path of a file in the cache; it throws when it is not there.
	Cached(file, url string) string
	Load(m model.Model, path string)
}

// Model builds the network. It throws ValueError for arguments that do not fit
// each other.
func (a *Architecture) Model(c *model.Context, o Options, files Loader) *model.Functional {
	check := a.checkWeights
	if a.check != nil {
		check = a.check
	}
	pretrained := check(&o, files)
	n := &net{c: c, o: &o, axis: 3, last: -1}
	if n.channelsFirst() {
		n.axis, n.last = 1, 1
	}
	size := a.size
	if a.prepare != nil {
		size = a.prepare(&o, n.channelsFirst(), size)
	}
	if a.inputShape != nil {
		n.shape = a.inputShape(n)
	} else {
		n.shape = n.inputShape(size, a.minSize, o.Weights == "imagenet")
	}
	in := o.InputTensor
	if in == nil {
		in = model.NewInput(c.State, append([]int{-1}, n.shape...), c.State.FloatX, "")
	}
	inputs := model.Value(in)
	switch {
	case o.InputTensor == nil:
	case a.onSource:
		in = model.Sources(in)[0]
		inputs = in
	default:
		inputs = sources(in)
	}
	out, name := a.build(n, in)
	m := model.NewFunctional(c.State, inputs, out, name)
	if pretrained {
		folder, file := a.file(n, name)
		files.Load(m, files.Cached(file, folder+file))
	} else if path, ok := o.Weights.(string); ok {
		files.Load(m, path)
	}
	return m
}

// checkWeights throws ValueError for weights that are not there, and for those
// of ImageNet with another number of classes. It reports whether the weights
// are those.
func (a *Architecture) checkWeights(o *Options, files Loader) (pretrained bool) {
	pretrained = o.Weights == "imagenet"
	path, isPath := o.Weights.(string)
	if o.Weights != nil && !pretrained && !(isPath && files.Exists(path)) {
		tensor.Throwf("ValueError", "The `weights` argument should be either `None` (random initialization), `imagenet` (pre-training on ImageNet), or the path to the weights file to be loaded%s", a.wording.weights(o.Weights))
	}
	if pretrained && o.IncludeTop && o.Classes != 1000 {
		tensor.Throwf("ValueError", "If using `weights` as %s with `include_top` as true, `classes` should be 1000%s", a.wording.imagenet(), a.wording.classes(o.Classes))
	}
	return pretrained
}

// sources is the inputs that a tensor comes from.
func sources(t *tensor.Tensor) model.Value {
	in := model.List{}
	for _, x := range model.Sources(t) {
		in = append(in, x)
	}
	return in
}
