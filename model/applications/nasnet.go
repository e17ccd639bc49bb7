package applications

import (
	"fmt"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// nasNetParams is the parameters of both sizes.
const nasNetParams = "input_shape=None, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax'"

// The networks of Zoph et al., Learning Transferable Architectures for Scalable
// Image Recognition, 2018.
var nasNets = []*Architecture{
	{Name: "NASNetMobile", Modules: []string{"nasnet"}, Params: nasNetParams, size: 224, minSize: 32, wording: plainWording, file: nasNetFile("mobile"),
		Doc: "The smaller network that a search among architectures found.", build: nasNet(1056, 4, 32, false)},
	{Name: "NASNetLarge", Modules: []string{"nasnet"}, Params: nasNetParams, size: 331, minSize: 32, wording: plainWording, file: nasNetFile("large"),
		Doc: "The larger network that a search among architectures found.", build: nasNet(4032, 6, 96, true)},
}

func nasNetFile(size string) func(n *net, name string) (string, string) {
	return func(n *net, name string) (string, string) {
		end := ".h5"
		if !n.o.IncludeTop {
			end = "_no_top.h5"
		}
		return addresses + "nasnet/", "nasnet_" + size + end
	}
}

var (
	nasNorm   = args{"momentum": 0.9997, "epsilon": 1e-3}
	nasKernel = args{"use_bias": false, "kernel_initializer": "he_normal"}
)

func nasNet(filters, blocks, stem int, skipReduction bool) func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	return func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
		f := filters / 24
		x = n.conv(x, "stem_conv1", stem, model.Tup{3, 3}, nasKernel.with(args{"strides": model.Tup{2, 2}, "padding": "valid"}))
		x = n.norm(x, "stem_bn1", n.last, nasNorm)
		x, p := n.reductionCell(x, nil, f/4, "stem_1"), x
		x, p = n.reductionCell(x, p, f/2, "stem_2"), x
		for stage := range 3 {
			if stage > 0 {
				before := x
				x = n.reductionCell(x, p, f, fmt.Sprintf("reduce_%d", stage*blocks))
				if !skipReduction {
					p = before
				}
			}
			for i := range blocks {
				id := stage*blocks + i
				if stage > 0 {
					id++
				}
				x, p = n.normalCell(x, p, f, fmt.Sprint(id)), x
			}
			f *= 2
		}
		x = n.activation(x, "", "relu")
		return n.head(x, "", "", ""), "NASNet"
	}
}

// nasSeparable is two separable convolutions, the first with a stride.
func (n *net) nasSeparable(x *tensor.Tensor, filters, size, stride int, id string) *tensor.Tensor {
	x = n.activation(x, "", "relu")
	padding := "same"
	if stride == 2 {
		x = n.put(layers.ZeroPadding2DClass, "separable_conv_1_pad_"+id, args{"padding": n.correctPad(x, size)}, x)
		padding = "valid"
	}
	kernel := nasKernel.with(args{"filters": filters, "kernel_size": model.Tup{size, size}})
	x = n.put(layers.SeparableConv2DClass, "separable_conv_1_"+id, kernel.with(args{"strides": model.Tup{stride, stride}, "padding": padding}), x)
	x = n.norm(x, "separable_conv_1_bn_"+id, n.last, nasNorm)
	x = n.activation(x, "", "relu")
	x = n.put(layers.SeparableConv2DClass, "separable_conv_2_"+id, kernel.with(args{"padding": "same"}), x)
	return n.norm(x, "separable_conv_2_bn_"+id, n.last, nasNorm)
}

// nasPoint is an activation and a convolution over the channels only.
func (n *net) nasPoint(x *tensor.Tensor, filters int, conv, norm string) *tensor.Tensor {
	x = n.activation(x, "", "relu")
	x = n.conv(x, conv, filters, model.Tup{1, 1}, nasKernel.with(args{"strides": model.Tup{1, 1}, "padding": "same"}))
	return n.norm(x, norm, n.last, nasNorm)
}

// adjusted brings the output of the cell before the last one to the size and
// width of the last one's, x.
func (n *net) adjusted(p, x *tensor.Tensor, filters int, id string) *tensor.Tensor {
	if p == nil {
		return x
	}
	cols := 2
	if n.channelsFirst() {
		cols = 3
	}
	switch {
	case p.Shape()[cols] != x.Shape()[cols]:
		p = n.activation(p, "adjust_relu_1_"+id, "relu")
		a := n.averagePool(p, "adjust_avg_pool_1_"+id, 1, 2, args{"padding": "valid"})
		a = n.conv(a, "adjust_conv_1_"+id, filters/2, model.Tup{1, 1}, nasKernel.with(args{"padding": "same"}))
		b := n.put(layers.ZeroPadding2DClass, "", args{"padding": model.Tup{model.Tup{0, 1}, model.Tup{0, 1}}}, p)
		b = n.put(layers.Cropping2DClass, "", args{"cropping": model.Tup{model.Tup{1, 0}, model.Tup{1, 0}}}, b)
		b = n.averagePool(b, "adjust_avg_pool_2_"+id, 1, 2, args{"padding": "valid"})
		b = n.conv(b, "adjust_conv_2_"+id, filters/2, model.Tup{1, 1}, nasKernel.with(args{"padding": "same"}))
		p = n.nasConcat("", a, b)
		return n.norm(p, "adjust_bn_"+id, n.last, nasNorm)
	case n.channels(p) != filters:
		return n.nasPoint(p, filters, "adjust_conv_projection_"+id, "adjust_bn_"+id)
	}
	return p
}

func (n *net) nasConcat(name string, xs ...*tensor.Tensor) *tensor.Tensor {
	return n.put(layers.ConcatenateClass, name, args{"axis": n.last}, list(xs))
}

func (n *net) normalCell(x, p *tensor.Tensor, filters int, id string) *tensor.Tensor {
	p = n.adjusted(p, x, filters, id)
	h := n.nasPoint(x, filters, "normal_conv_1_"+id, "normal_bn_1_"+id)
	average := func(x *tensor.Tensor, name string) *tensor.Tensor {
		return n.averagePool(x, "normal_"+name+"_"+id, 3, 1, args{"padding": "same"})
	}
	sep := func(x *tensor.Tensor, size int, name string) *tensor.Tensor {
		return n.nasSeparable(x, filters, size, 1, "normal_"+name+"_"+id)
	}
	sum := func(k int, a, b *tensor.Tensor) *tensor.Tensor {
		return n.add(fmt.Sprintf("normal_add_%d_%s", k, id), a, b)
	}
	a1, b1 := sep(h, 5, "left1"), sep(p, 3, "right1")
	x1 := sum(1, a1, b1)
	a2, b2 := sep(p, 5, "left2"), sep(p, 3, "right2")
	x2 := sum(2, a2, b2)
	x3 := sum(3, average(h, "left3"), p)
	a4, b4 := average(p, "left4"), average(p, "right4")
	x4 := sum(4, a4, b4)
	x5 := sum(5, sep(h, 3, "left5"), h)
	return n.nasConcat("normal_concat_"+id, p, x1, x2, x3, x4, x5)
}

func (n *net) reductionCell(x, p *tensor.Tensor, filters int, id string) *tensor.Tensor {
	p = n.adjusted(p, x, filters, id)
	h := n.nasPoint(x, filters, "reduction_conv_1_"+id, "reduction_bn_1_"+id)
	padded := n.put(layers.ZeroPadding2DClass, "reduction_pad_1_"+id, args{"padding": n.correctPad(h, 3)}, h)
	valid := args{"padding": "valid"}
	sep := func(x *tensor.Tensor, size, stride int, name string) *tensor.Tensor {
		return n.nasSeparable(x, filters, size, stride, "reduction_"+name+"_"+id)
	}
	a1, b1 := sep(h, 5, 2, "left1"), sep(p, 7, 2, "right1")
	x1 := n.add("reduction_add_1_"+id, a1, b1)
	a2, b2 := n.maxPool(padded, "reduction_left2_"+id, 3, 2, valid), sep(p, 7, 2, "right2")
	x2 := n.add("reduction_add_2_"+id, a2, b2)
	a3, b3 := n.averagePool(padded, "reduction_left3_"+id, 3, 2, valid), sep(p, 5, 2, "right3")
	x3 := n.add("reduction_add3_"+id, a3, b3)
	x4 := n.averagePool(x1, "reduction_left4_"+id, 3, 1, args{"padding": "same"})
	x4 = n.add("", x2, x4)
	a5, b5 := sep(x1, 3, 1, "left4"), n.maxPool(padded, "reduction_right5_"+id, 3, 2, valid)
	x5 := n.add("reduction_add4_"+id, a5, b5)
	return n.nasConcat("reduction_concat_"+id, x2, x3, x4, x5)
}
