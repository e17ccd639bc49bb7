package applications

import (
	"maps"
	"slices"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// net puts the layers of a network on each other.
type net struct {
	c     *model.Context
	o     *Options
	shape []int // of a picture
	// axis is that of the channels, last the same in the form in which some
	// architectures give it to their layers.
	axis, last int
}

// args are arguments of a layer by name.
type args map[string]any

// with is the arguments and more.
func (a args) with(more args) args {
	out := maps.Clone(a)
	if out == nil {
		out = args{}
	}
	maps.Copy(out, more)
	return out
}

func (n *net) channelsFirst() bool { return n.c.State.ImageDataFormat == "channels_first" }

// channels is the number of channels of x.
func (n *net) channels(x *tensor.Tensor) int { return x.Shape()[n.axis] }

// layer makes a layer of a class; an empty name stands for the next one of
// the class.
func (n *net) layer(class *model.Class, name string, a args) model.Layer {
	var named []model.Named
	for _, k := range slices.Sorted(maps.Keys(a)) {
		named = append(named, model.Named{Name: k, Value: a[k]})
	}
	if name != "" {
		named = append(named, model.Named{Name: "name", Value: name})
	}
	return class.Make(n.c.State, nil, named...).(model.Layer)
}

func (n *net) call(l model.Layer, x model.Value) *tensor.Tensor {
	return model.One(model.Apply(n.c, l, x))
}

func (n *net) put(class *model.Class, name string, a args, x model.Value) *tensor.Tensor {
	return n.call(n.layer(class, name, a), x)
}

// conv is a convolution; size is a length or a tuple of two.
func (n *net) conv(x *tensor.Tensor, name string, filters int, size any, a args) *tensor.Tensor {
	return n.put(layers.Conv2DClass, name, a.with(args{"filters": filters, "kernel_size": size}), x)
}

func (n *net) depthwise(x *tensor.Tensor, name string, size int, a args) *tensor.Tensor {
	return n.put(layers.DepthwiseConv2DClass, name, a.with(args{"kernel_size": size}), x)
}

func (n *net) norm(x *tensor.Tensor, name string, axis int, a args) *tensor.Tensor {
	return n.put(layers.BatchNormalizationClass, name, a.with(args{"axis": axis}), x)
}

func (n *net) activation(x *tensor.Tensor, name string, f any) *tensor.Tensor {
	return n.put(layers.ActivationClass, name, args{"activation": f}, x)
}

// relu is the layer ReLU, with a limit above unless it is 0.
func (n *net) relu(x *tensor.Tensor, name string, limit float64) *tensor.Tensor {
	a := args{}
	if limit > 0 {
		a["max_value"] = limit
	}
	return n.put(layers.ReLUClass, name, a, x)
}

// pad adds n zeros on each side.
func (n *net) pad(x *tensor.Tensor, name string, zeros int) *tensor.Tensor {
	side := model.Tup{zeros, zeros}
	return n.put(layers.ZeroPadding2DClass, name, args{"padding": model.Tup{side, side}}, x)
}

func (n *net) maxPool(x *tensor.Tensor, name string, size, strides int, a args) *tensor.Tensor {
	return n.put(layers.MaxPooling2DClass, name, a.with(args{"pool_size": size, "strides": strides}), x)
}

func (n *net) averagePool(x *tensor.Tensor, name string, size, strides int, a args) *tensor.Tensor {
	return n.put(layers.AveragePooling2DClass, name, a.with(args{"pool_size": size, "strides": strides}), x)
}

func (n *net) add(name string, xs ...*tensor.Tensor) *tensor.Tensor {
	return n.put(layers.AddClass, name, nil, list(xs))
}

func (n *net) multiply(name string, xs ...*tensor.Tensor) *tensor.Tensor {
	return n.put(layers.MultiplyClass, name, nil, list(xs))
}

func (n *net) concat(name string, xs ...*tensor.Tensor) *tensor.Tensor {
	return n.put(layers.ConcatenateClass, name, args{"axis": n.axis}, list(xs))
}

func list(xs []*tensor.Tensor) model.List {
	out := make(model.List, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

// head ends a network: with a classifier after an average over all places, or
// as Pooling says. The names are those of the layers of a classifier's average
// and of the averages or maxima without one.
func (n *net) head(x *tensor.Tensor, top, average, maximum string) *tensor.Tensor {
	if n.o.IncludeTop {
		x = n.put(layers.GlobalAveragePooling2DClass, top, nil, x)
		return n.classifier(x, nil)
	}
	return n.pooled(x, average, maximum)
}

// classifier is the last layer of a network with a top.
func (n *net) classifier(x *tensor.Tensor, a args) *tensor.Tensor {
	n.checkActivation()
	return n.put(layers.DenseClass, "predictions", a.with(args{"units": n.o.Classes, "activation": n.o.Activation}), x)
}

// pooled is the end of a network without a classifier.
func (n *net) pooled(x *tensor.Tensor, average, maximum string) *tensor.Tensor {
	switch n.o.Pooling {
	case "avg":
		return n.put(layers.GlobalAveragePooling2DClass, average, nil, x)
	case "max":
		return n.put(layers.GlobalMaxPooling2DClass, maximum, nil, x)
	}
	return x
}

// checkActivation throws ValueError for activations with which weights that
// were trained elsewhere make no sense.
func (n *net) checkActivation() {
	if a := n.o.Activation; n.o.Weights != nil && a != nil && a != "softmax" && a != "linear" {
		tensor.Throwf("ValueError", "Only `None` and `softmax` activations are allowed for the `classifier_activation` argument when using pretrained weights, with `include_top=True`; Received: classifier_activation=%s", model.Describe(a))
	}
}

// divisible is the multiple of divisor nearest to v, but at least 0.9 v and
// one divisor.
func divisible(v float64, divisor int) int {
	n := max(divisor, int(v+float64(divisor)/2)/divisor*divisor)
	if float64(n) < 0.9*v {
		n += divisor
	}
	return n
}

// kernels is the file that most families keep their weights in.
func kernels(family string) func(n *net, name string) (folder, file string) {
	return func(n *net, name string) (string, string) {
		end := ".h5"
		if !n.o.IncludeTop {
			end = "_notop.h5"
		}
		return addresses + family + "/", name + "_weights_tf_dim_ordering_tf_kernels" + end
	}
}

// plainFile is the file of families that add nothing to the network's name.
func plainFile(family string) func(n *net, name string) (folder, file string) {
	return func(n *net, name string) (string, string) {
		if !n.o.IncludeTop {
			name += "_notop"
		}
		return addresses + family + "/", name + ".h5"
	}
}

// addresses is where Keras gets weights from.
const addresses = "https://storage.googleapis.com/tensorflow/keras-applications/"
