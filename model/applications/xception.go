package applications

import (
	"fmt"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// The network of Chollet, Xception: Deep Learning with Depthwise Separable
// Convolutions, 2017.
var xceptions = []*Architecture{
	{Name: "Xception", Modules: []string{"xception"}, Params: usual, size: 299, minSize: 71, wording: plainWording, file: kernels("xception"),
		Doc: "The network Xception for pictures, made of separable convolutions.", build: xception},
}

func xception(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	x = n.conv(x, "block1_conv1", 32, model.Tup{3, 3}, args{"strides": model.Tup{2, 2}, "use_bias": false})
	x = n.activation(n.norm(x, "block1_conv1_bn", n.last, nil), "block1_conv1_act", "relu")
	x = n.conv(x, "block1_conv2", 64, model.Tup{3, 3}, args{"use_bias": false})
	x = n.activation(n.norm(x, "block1_conv2_bn", n.last, nil), "block1_conv2_act", "relu")
	for i, filters := range []int{128, 256, 728} {
		x = n.separableDown(x, i+2, filters, filters)
	}
	for i := range 8 {
		residual := x
		for j := range 3 {
			x = n.reluSeparable(x, fmt.Sprintf("block%d_sepconv%d", i+5, j+1), 728)
		}
		x = n.add("", x, residual)
	}
	x = n.separableDown(x, 13, 728, 1024)
	for i, filters := range []int{1536, 2048} {
		name := fmt.Sprintf("block14_sepconv%d", i+1)
		x = n.activation(n.separable(x, name, filters), name+"_act", "relu")
	}
	return n.head(x, "avg_pool", "", ""), "xception"
}

// separableDown is two separable convolutions and a pooling beside a short cut
// that halves the size, too. The second block comes after an activation already.
func (n *net) separableDown(x *tensor.Tensor, block, first, second int) *tensor.Tensor {
	name := fmt.Sprintf("block%d", block)
	residual := n.conv(x, "", second, model.Tup{1, 1}, args{"strides": model.Tup{2, 2}, "padding": "same", "use_bias": false})
	residual = n.norm(residual, "", n.last, nil)
	if block == 2 {
		x = n.separable(x, name+"_sepconv1", first)
	} else {
		x = n.reluSeparable(x, name+"_sepconv1", first)
	}
	x = n.reluSeparable(x, name+"_sepconv2", second)
	x = n.maxPool(x, name+"_pool", 3, 2, args{"padding": "same"})
	return n.add("", x, residual)
}

func (n *net) separable(x *tensor.Tensor, name string, filters int) *tensor.Tensor {
	x = n.put(layers.SeparableConv2DClass, name, args{"filters": filters, "kernel_size": model.Tup{3, 3}, "padding": "same", "use_bias": false}, x)
	return n.norm(x, name+"_bn", n.last, nil)
}

func (n *net) reluSeparable(x *tensor.Tensor, name string, filters int) *tensor.Tensor {
	return n.separable(n.activation(x, name+"_act", "relu"), name, filters)
}
