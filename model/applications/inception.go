package applications

import (
	"fmt"

	"kerash/model"
	"kerash/tensor"
)

// The networks of Szegedy et al., Rethinking the Inception Architecture for
// Computer Vision, 2016, and Inception-v4, Inception-ResNet and the Impact of
// Residual Connections on Learning, 2017.
var inceptions = []*Architecture{
	{Name: "InceptionV3", Modules: []string{"inception_v3"}, Params: usual, size: 299, minSize: 75, wording: inceptionWording, file: kernels("inception_v3"),
		Doc: "The network InceptionV3 for pictures: blocks of convolutions of several sizes side by side.", build: inceptionV3},
	{Name: "InceptionResNetV2", Modules: []string{"inception_resnet_v2"}, Params: usual + ", **kwargs", size: 299, minSize: 75, wording: plainWording, file: kernels("inception_resnet_v2"),
		Doc: "The network InceptionResNetV2 for pictures: residual blocks of convolutions of several sizes side by side.", build: inceptionResNetV2},
}

// convStep is a convolution of an Inception branch: filters and the lengths of
// its window. A step down has stride 2 and no padding.
type convStep struct {
	filters, rows, cols int
	down                bool
}

// convs runs steps one after the other, each with its normalization and relu.
func (n *net) convs(x *tensor.Tensor, steps ...convStep) *tensor.Tensor {
	for _, s := range steps {
		stride, padding := 1, "same"
		if s.down {
			stride, padding = 2, "valid"
		}
		x = n.convNormRelu(x, s.filters, model.Tup{s.rows, s.cols}, stride, padding)
	}
	return x
}

func (n *net) convNormRelu(x *tensor.Tensor, filters int, size any, stride int, padding string) *tensor.Tensor {
	x = n.conv(x, "", filters, size, args{"strides": model.Tup{stride, stride}, "padding": padding, "use_bias": false})
	x = n.norm(x, "", n.axis, args{"scale": false})
	return n.activation(x, "", "relu")
}

// inceptionStem is the convolutions before the first block.
func (n *net) inceptionStem(x *tensor.Tensor) *tensor.Tensor {
	x = n.convNormRelu(x, 32, model.Tup{3, 3}, 2, "valid")
	x = n.convNormRelu(x, 32, model.Tup{3, 3}, 1, "valid")
	x = n.convs(x, convStep{64, 3, 3, false})
	x = n.maxPool(x, "", 3, 2, nil)
	x = n.convNormRelu(x, 80, model.Tup{1, 1}, 1, "valid")
	x = n.convNormRelu(x, 192, model.Tup{3, 3}, 1, "valid")
	return n.maxPool(x, "", 3, 2, nil)
}

// averaged is the branch of an average over neighbours.
func (n *net) averaged(x *tensor.Tensor, filters int) *tensor.Tensor {
	x = n.averagePool(x, "", 3, 1, args{"padding": "same"})
	return n.convs(x, convStep{filters, 1, 1, false})
}

func inceptionV3(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	x = n.inceptionStem(x)
	for i, pool := range []int{32, 64, 64} {
		a := n.convs(x, convStep{64, 1, 1, false})
		b := n.convs(x, convStep{48, 1, 1, false}, convStep{64, 5, 5, false})
		c := n.convs(x, convStep{64, 1, 1, false}, convStep{96, 3, 3, false}, convStep{96, 3, 3, false})
		x = n.concat(fmt.Sprintf("mixed%d", i), a, b, c, n.averaged(x, pool))
	}
	a := n.convs(x, convStep{384, 3, 3, true})
	b := n.convs(x, convStep{64, 1, 1, false}, convStep{96, 3, 3, false}, convStep{96, 3, 3, true})
	x = n.concat("mixed3", a, b, n.maxPool(x, "", 3, 2, nil))
	for i, f := range []int{128, 160, 160, 192} {
		a := n.convs(x, convStep{192, 1, 1, false})
		b := n.convs(x, convStep{f, 1, 1, false}, convStep{f, 1, 7, false}, convStep{192, 7, 1, false})
		c := n.convs(x, convStep{f, 1, 1, false}, convStep{f, 7, 1, false}, convStep{f, 1, 7, false}, convStep{f, 7, 1, false}, convStep{192, 1, 7, false})
		x = n.concat(fmt.Sprintf("mixed%d", i+4), a, b, c, n.averaged(x, 192))
	}
	a = n.convs(x, convStep{192, 1, 1, false}, convStep{320, 3, 3, true})
	b = n.convs(x, convStep{192, 1, 1, false}, convStep{192, 1, 7, false}, convStep{192, 7, 1, false}, convStep{192, 3, 3, true})
	x = n.concat("mixed8", a, b, n.maxPool(x, "", 3, 2, nil))
	for i := range 2 {
		a := n.convs(x, convStep{320, 1, 1, false})
		b := n.forked(n.convs(x, convStep{384, 1, 1, false}), fmt.Sprintf("mixed9_%d", i))
		c := n.forked(n.convs(x, convStep{448, 1, 1, false}, convStep{384, 3, 3, false}), "")
		x = n.concat(fmt.Sprintf("mixed%d", i+9), a, b, c, n.averaged(x, 192))
	}
	return n.head(x, "avg_pool", "", ""), "inception_v3"
}

// forked is a row-wise and a column-wise convolution side by side.
func (n *net) forked(x *tensor.Tensor, name string) *tensor.Tensor {
	rows := n.convs(x, convStep{384, 1, 3, false})
	cols := n.convs(x, convStep{384, 3, 1, false})
	return n.concat(name, rows, cols)
}
