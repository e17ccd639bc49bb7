package applications

import (
	"fmt"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// The networks of Simonyan and Zisserman, Very Deep Convolutional Networks for
// Large-Scale Image Recognition, 2015.
var vgg = []*Architecture{
	{Name: "VGG16", Modules: []string{"vgg16"}, Params: usual, size: 224, minSize: 32, wording: vgg16Wording,
		Doc:   "The VGG16 network for pictures: 13 convolutions and 3 dense layers.",
		build: vggNet("vgg16", 2, 2, 3, 3, 3), file: kernels("vgg16")},
	{Name: "VGG19", Modules: []string{"vgg19"}, Params: usual, size: 224, minSize: 32, wording: vgg19Wording,
		Doc:   "The VGG19 network for pictures: 16 convolutions and 3 dense layers.",
		build: vggNet("vgg19", 2, 2, 4, 4, 4), file: kernels("vgg19")},
}

// vggNet is blocks of convolutions, each with twice the filters of the block
// before it up to 512.
func vggNet(name string, blocks ...int) func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	return func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
		filters := 64
		for i, convs := range blocks {
			for j := range convs {
				x = n.conv(x, fmt.Sprintf("block%d_conv%d", i+1, j+1), filters, model.Tup{3, 3}, args{"activation": "relu", "padding": "same"})
			}
			x = n.maxPool(x, fmt.Sprintf("block%d_pool", i+1), 2, 2, nil)
			filters = min(2*filters, 512)
		}
		if !n.o.IncludeTop {
			return n.pooled(x, "", ""), name
		}
		x = n.put(layers.FlattenClass, "flatten", nil, x)
		for _, dense := range []string{"fc1", "fc2"} {
			x = n.put(layers.DenseClass, dense, args{"units": 4096, "activation": "relu"}, x)
		}
		return n.classifier(x, nil), name
	}
}
