package applications

import (
	"fmt"
	"strings"

	"kerash/tensor"
)

// The networks of Huang et al., Densely Connected Convolutional Networks, 2017.
var denseNets = []*Architecture{
	denseNet("DenseNet121", 6, 12, 24, 16),
	denseNet("DenseNet169", 6, 12, 32, 32),
	denseNet("DenseNet201", 6, 12, 48, 32),
}

// growth is by how many channels each block widens a DenseNet.
const growth = 32

func denseNet(name string, blocks ...int) *Architecture {
	return &Architecture{Name: name, Modules: []string{"densenet"}, Params: usual, size: 224, minSize: 32, wording: plainWording, file: kernels("densenet"),
		Doc: fmt.Sprintf("The densely connected network %s for pictures: each block sees the outputs of all blocks before it.", name),
		build: func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
			x = n.pad(x, "", 3)
			x = n.conv(x, "conv1/conv", 64, 7, args{"strides": 2, "use_bias": false})
			x = n.normRelu(x, "conv1/bn", "conv1/relu")
			x = n.maxPool(n.pad(x, "", 1), "pool1", 3, 2, nil)
			for i, count := range blocks {
				for j := range count {
					x = n.denseBlock(x, fmt.Sprintf("conv%d_block%d", i+2, j+1))
				}
				if i < len(blocks)-1 {
					x = n.transition(x, fmt.Sprintf("pool%d", i+2))
				}
			}
			x = n.normRelu(x, "bn", "relu")
			return n.head(x, "avg_pool", "avg_pool", "max_pool"), strings.ToLower(name)
		}}
}

// denseBlock adds channels to x.
func (n *net) denseBlock(x *tensor.Tensor, name string) *tensor.Tensor {
	y := n.normRelu(x, name+"_0_bn", name+"_0_relu")
	y = n.conv(y, name+"_1_conv", 4*growth, 1, args{"use_bias": false})
	y = n.normRelu(y, name+"_1_bn", name+"_1_relu")
	y = n.conv(y, name+"_2_conv", growth, 3, args{"padding": "same", "use_bias": false})
	return n.concat(name+"_concat", x, y)
}

// transition halves channels and size.
func (n *net) transition(x *tensor.Tensor, name string) *tensor.Tensor {
	x = n.normRelu(x, name+"_bn", name+"_relu")
	x = n.conv(x, name+"_conv", n.channels(x)/2, 1, args{"use_bias": false})
	return n.averagePool(x, name+"_pool", 2, 2, nil)
}
