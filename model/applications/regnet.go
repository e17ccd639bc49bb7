package applications

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// regNet is a network of Radosavovic et al., Designing Network Design Spaces,
// 2020: four stages of blocks, whose middle convolution works on groups of
// channels. Those of the kind Y weigh their channels.
type regNet struct {
	variant        string // kind and flops in hundreds of millions: "X002"
	depths, widths [4]int
	group          int // channels in a group
}

var regNets = declareRegNets(
	regNet{"X002", [4]int{1, 1, 4, 7}, [4]int{24, 56, 152, 368}, 8},
	regNet{"X004", [4]int{1, 2, 7, 12}, [4]int{32, 64, 160, 384}, 16},
	regNet{"X006", [4]int{1, 3, 5, 7}, [4]int{48, 96, 240, 528}, 24},
	regNet{"X008", [4]int{1, 3, 7, 5}, [4]int{64, 128, 288, 672}, 16},
	regNet{"X016", [4]int{2, 4, 10, 2}, [4]int{72, 168, 408, 912}, 24},
	regNet{"X032", [4]int{2, 6, 15, 2}, [4]int{96, 192, 432, 1008}, 48},
	regNet{"X040", [4]int{2, 5, 14, 2}, [4]int{80, 240, 560, 1360}, 40},
	regNet{"X064", [4]int{2, 4, 10, 1}, [4]int{168, 392, 784, 1624}, 56},
	regNet{"X080", [4]int{2, 5, 15, 1}, [4]int{80, 240, 720, 1920}, 120},
	regNet{"X120", [4]int{2, 5, 11, 1}, [4]int{224, 448, 896, 2240}, 112},
	regNet{"X160", [4]int{2, 6, 13, 1}, [4]int{256, 512, 896, 2048}, 128},
	regNet{"X320", [4]int{2, 7, 13, 1}, [4]int{336, 672, 1344, 2520}, 168},
	regNet{"Y002", [4]int{1, 1, 4, 7}, [4]int{24, 56, 152, 368}, 8},
	regNet{"Y004", [4]int{1, 3, 6, 6}, [4]int{48, 104, 208, 440}, 8},
	regNet{"Y006", [4]int{1, 3, 7, 4}, [4]int{48, 112, 256, 608}, 16},
	regNet{"Y008", [4]int{1, 3, 8, 2}, [4]int{64, 128, 320, 768}, 16},
	regNet{"Y016", [4]int{2, 6, 17, 2}, [4]int{48, 120, 336, 888}, 24},
	regNet{"Y032", [4]int{2, 5, 13, 1}, [4]int{72, 216, 576, 1512}, 24},
	regNet{"Y040", [4]int{2, 6, 12, 2}, [4]int{128, 192, 512, 1088}, 64},
	regNet{"Y064", [4]int{2, 7, 14, 2}, [4]int{144, 288, 576, 1296}, 72},
	regNet{"Y080", [4]int{2, 4, 10, 1}, [4]int{168, 448, 896, 2016}, 56},
	regNet{"Y120", [4]int{2, 5, 11, 1}, [4]int{224, 448, 896, 2240}, 112},
	regNet{"Y160", [4]int{2, 4, 11, 1}, [4]int{224, 448, 1232, 3024}, 112},
	regNet{"Y320", [4]int{2, 5, 12, 1}, [4]int{232, 696, 1392, 3712}, 232},
)

// named is the parameters of networks whose name can be chosen.
func named(name string) string {
	return fmt.Sprintf("model_name='%s', include_top=True, include_preprocessing=True, weights='imagenet', input_tensor=None, input_shape=None, pooling=None, classes=1000, classifier_activation='softmax'", name)
}

func declareRegNets(all ...regNet) []*Architecture {
	var out []*Architecture
	for _, r := range all {
		name := "RegNet" + r.variant
		out = append(out, &Architecture{Name: name, Modules: []string{"regnet"}, Params: named(strings.ToLower(name)), size: 224, minSize: 32, wording: imagenetWording, onSource: true,
			Doc:   fmt.Sprintf("The network %s for pictures with pixels from 0 to 255.", name),
			build: r.build, file: plainFile("regnet")})
	}
	return out
}

var (
	regNetNorm = args{"momentum": 0.9, "epsilon": 1e-5}
	regNetConv = args{"use_bias": false, "kernel_initializer": "he_normal"}
)

func (r regNet) build(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	name := n.o.Name
	if n.o.Preprocessing {
		x = n.put(layers.RescalingClass, name+"_prestem_rescaling", args{"scale": 1.0 / 255}, x)
	}
	x = n.conv(x, name+"_stem_conv", 32, 3, regNetConv.with(args{"strides": 2, "padding": "same"}))
	x = n.relu(n.norm(x, name+"_stem_bn", -1, regNetNorm), name+"_stem_relu", 0)
	in := 32
	for stage, out := range r.widths {
		for i := range r.depths[stage] {
			stride := 1
			if i == 0 {
				stride = 2
			}
			x = r.block(n, x, fmt.Sprintf("%s_Stage_%d_%cBlock_%d", name, stage, r.variant[0], i), in, out, stride)
			in = out
		}
	}
	if !n.o.IncludeTop {
		return n.pooled(x, "", ""), name
	}
	// The head has a name of its own, which is a number, and no activation.
	head := fmt.Sprint(n.c.State.UID("head"))
	x = n.put(layers.GlobalAveragePooling2DClass, head+"_head_gap", nil, x)
	x = n.put(layers.DenseClass, head+"head_dense", args{"units": n.o.Classes}, x)
	n.checkActivation()
	return x, name
}

func (r regNet) block(n *net, in *tensor.Tensor, name string, filtersIn, filters, stride int) *tensor.Tensor {
	norm := func(x *tensor.Tensor, name string) *tensor.Tensor { return n.norm(x, name, -1, regNetNorm) }
	shortcut := in
	if stride != 1 {
		shortcut = n.conv(in, name+"_skip_1x1", filters, 1, regNetConv.with(args{"strides": stride}))
		shortcut = norm(shortcut, name+"_skip_bn")
	}
	x := n.conv(in, name+"_conv_1x1_1", filters, 1, regNetConv)
	x = n.relu(norm(x, name+"_conv_1x1_1_bn"), name+"_conv_1x1_1_relu", 0)
	x = n.conv(x, name+"_conv_3x3", filters, 3, regNetConv.with(args{"strides": stride, "groups": filters / r.group, "padding": "same"}))
	x = n.relu(norm(x, name+"_conv_3x3_bn"), name+"_conv_3x3_relu", 0)
	if r.variant[0] == 'Y' {
		x = r.excite(n, x, name+"_squeeze_and_excite_", filters, filtersIn/4)
	}
	x = n.conv(x, name+"_conv_1x1_2", filters, 1, regNetConv)
	x = norm(x, name+"_conv_1x1_2_bn")
	relu := n.layer(layers.ReLUClass, name+"_exit_relu", nil)
	return n.call(relu, n.op("__operators__.add", x, shortcut))
}

// excite weighs the channels of in by a network of two layers over their
// averages.
func (r regNet) excite(n *net, in *tensor.Tensor, name string, filters, squeezed int) *tensor.Tensor {
	x := n.put(layers.GlobalAveragePooling2DClass, name+"gap", args{"keepdims": true}, in)
	x = n.conv(x, name+"squeeze", squeezed, 1, args{"activation": "relu", "kernel_initializer": "he_normal"})
	x = n.conv(x, name+"excite", filters, 1, args{"activation": "sigmoid", "kernel_initializer": "he_normal"})
	return n.op("math.multiply", x, model.Value(in))
}
