package applications

import (
	"fmt"

	"kerash/model/layers"
	"kerash/tensor"
)

// resNetParams is the parameters of the first ResNets.
const resNetParams = "include_top=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, **kwargs"

// The networks of He et al., Deep Residual Learning for Image Recognition, 2015.
var resNets = []*Architecture{
	resNet("ResNet50", []string{"resnet50", "resnet"}, "resnet50", 3, 4, 6, 3),
	resNet("ResNet101", []string{"resnet"}, "resnet101", 3, 4, 23, 3),
	resNet("ResNet152", []string{"resnet"}, "resnet152", 3, 8, 36, 3),
}

// The networks of He et al., Identity Mappings in Deep Residual Networks, 2016.
var resNetsV2 = []*Architecture{
	resNetV2("ResNet50V2", "resnet50v2", 3, 4, 6, 3),
	resNetV2("ResNet101V2", "resnet101v2", 3, 4, 23, 3),
	resNetV2("ResNet152V2", "resnet152v2", 3, 8, 36, 3),
}

var resNetNorm = args{"epsilon": 1.001e-5}

func resNet(name string, modules []string, label string, blocks ...int) *Architecture {
	return &Architecture{Name: name, Modules: modules, Params: resNetParams, size: 224, minSize: 32, wording: plainWording, file: kernels("resnet"),
		Doc: fmt.Sprintf("The residual network %s for pictures.", name),
		build: func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
			x = n.resNetStem(x, true)
			filters := 64
			for i, count := range blocks {
				for j := range count {
					stride := 1
					if i > 0 && j == 0 {
						stride = 2
					}
					x = n.residual(x, fmt.Sprintf("conv%d_block%d", i+2, j+1), filters, stride, j == 0)
				}
				filters *= 2
			}
			return n.head(x, "avg_pool", "avg_pool", "max_pool"), label
		}}
}

func resNetV2(name, label string, blocks ...int) *Architecture {
	return &Architecture{Name: name, Modules: []string{"resnet_v2"}, Params: usual, size: 224, minSize: 32, wording: plainWording, file: kernels("resnet"),
		Doc: fmt.Sprintf("The residual network %s for pictures, which normalizes before it convolves.", name),
		build: func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
			x = n.resNetStem(x, false)
			filters := 64
			for i, count := range blocks {
				for j := range count {
					stride := 1
					if i < len(blocks)-1 && j == count-1 {
						stride = 2
					}
					x = n.preactivated(x, fmt.Sprintf("conv%d_block%d", i+2, j+1), filters, stride, j == 0)
				}
				filters *= 2
			}
			x = n.norm(x, "post_bn", n.axis, resNetNorm)
			x = n.activation(x, "post_relu", "relu")
			return n.head(x, "avg_pool", "avg_pool", "max_pool"), label
		}}
}

// resNetStem is the first convolution and pooling.
func (n *net) resNetStem(x *tensor.Tensor, normalized bool) *tensor.Tensor {
	x = n.pad(x, "conv1_pad", 3)
	x = n.conv(x, "conv1_conv", 64, 7, args{"strides": 2})
	if normalized {
		x = n.normRelu(x, "conv1_bn", "conv1_relu")
	}
	x = n.pad(x, "pool1_pad", 1)
	return n.maxPool(x, "pool1_pool", 3, 2, nil)
}

func (n *net) normRelu(x *tensor.Tensor, norm, relu string) *tensor.Tensor {
	return n.activation(n.norm(x, norm, n.axis, resNetNorm), relu, "relu")
}

// residual is a block of three convolutions around a short cut, which is a
// convolution itself in the first block of a stack.
func (n *net) residual(x *tensor.Tensor, name string, filters, stride int, first bool) *tensor.Tensor {
	shortcut := x
	if first {
		shortcut = n.conv(x, name+"_0_conv", 4*filters, 1, args{"strides": stride})
		shortcut = n.norm(shortcut, name+"_0_bn", n.axis, resNetNorm)
	}
	x = n.conv(x, name+"_1_conv", filters, 1, args{"strides": stride})
	x = n.normRelu(x, name+"_1_bn", name+"_1_relu")
	x = n.conv(x, name+"_2_conv", filters, 3, args{"padding": "same"})
	x = n.normRelu(x, name+"_2_bn", name+"_2_relu")
	x = n.conv(x, name+"_3_conv", 4*filters, 1, nil)
	x = n.norm(x, name+"_3_bn", n.axis, resNetNorm)
	x = n.add(name+"_add", shortcut, x)
	return n.activation(x, name+"_out", "relu")
}

// preactivated is the block of the second version.
func (n *net) preactivated(x *tensor.Tensor, name string, filters, stride int, first bool) *tensor.Tensor {
	start := n.normRelu(x, name+"_preact_bn", name+"_preact_relu")
	shortcut := x
	switch {
	case first:
		shortcut = n.conv(start, name+"_0_conv", 4*filters, 1, args{"strides": stride})
	case stride > 1:
		shortcut = n.put(layers.MaxPooling2DClass, "", args{"pool_size": 1, "strides": stride}, x)
	}
	x = n.conv(start, name+"_1_conv", filters, 1, args{"strides": 1, "use_bias": false})
	x = n.normRelu(x, name+"_1_bn", name+"_1_relu")
	x = n.pad(x, name+"_2_pad", 1)
	x = n.conv(x, name+"_2_conv", filters, 3, args{"strides": stride, "use_bias": false})
	x = n.normRelu(x, name+"_2_bn", name+"_2_relu")
	x = n.conv(x, name+"_3_conv", 4*filters, 1, nil)
	return n.add(name+"_out", shortcut, x)
}
