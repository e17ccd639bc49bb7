package applications

import (
	"fmt"
	"math"
	"strings"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// The networks of Tan and Le, EfficientNet: Rethinking Model Scaling for
// Convolutional Neural Networks, 2019.
var efficientNets = []*Architecture{
	efficientNet("EfficientNetB0", 1.0, 1.0, 224, 0.2),
	efficientNet("EfficientNetB1", 1.0, 1.1, 240, 0.2),
	efficientNet("EfficientNetB2", 1.1, 1.2, 260, 0.3),
	efficientNet("EfficientNetB3", 1.2, 1.4, 300, 0.3),
	efficientNet("EfficientNetB4", 1.4, 1.8, 380, 0.4),
	efficientNet("EfficientNetB5", 1.6, 2.2, 456, 0.4),
	efficientNet("EfficientNetB6", 1.8, 2.6, 528, 0.5),
	efficientNet("EfficientNetB7", 2.0, 3.1, 600, 0.5),
}

// efficientBlock is an inverted residual block with squeeze and excitation.
// Fused ones do the first two convolutions in one (EfficientNetV2).
type efficientBlock struct {
	size, repeats, in, out, expand int
	squeeze                        float64
	stride                         int
	fused                          bool
}

var efficientBlocks = []efficientBlock{
	{3, 1, 32, 16, 1, 0.25, 1, false},
	{3, 2, 16, 24, 6, 0.25, 2, false},
	{5, 2, 24, 40, 6, 0.25, 2, false},
	{3, 3, 40, 80, 6, 0.25, 2, false},
	{5, 3, 80, 112, 6, 0.25, 1, false},
	{5, 4, 112, 192, 6, 0.25, 2, false},
	{3, 1, 192, 320, 6, 0.25, 1, false},
}

// The initializers of convolutions and of the classifier.
var (
	fanOutNormal  = scaling(2.0, "truncated_normal")
	fanOutUniform = scaling(1.0/3, "uniform")
)

func scaling(scale float64, distribution string) *model.Map {
	config := model.NewMap().Set("scale", scale).Set("mode", "fan_out").Set("distribution", distribution)
	return model.NewMap().Set("class_name", "VarianceScaling").Set("config", config)
}

func efficientNet(name string, width, depth float64, size int, dropout float64) *Architecture {
	return &Architecture{Name: name, Modules: []string{"efficientnet"}, Params: usual + ", **kwargs", size: size, minSize: 32, wording: plainWording,
		Doc: fmt.Sprintf("The network %s for pictures with pixels from 0 to 255.", name),
		build: func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
			x = n.put(layers.RescalingClass, "", args{"scale": 1.0 / 255}, x)
			x = n.put(layers.NormalizationClass, "", args{"axis": n.axis}, x)
			if n.o.Weights == "imagenet" {
				scale := model.Tup{1 / math.Sqrt(0.229), 1 / math.Sqrt(0.224), 1 / math.Sqrt(0.225)}
				x = n.put(layers.RescalingClass, "", args{"scale": scale}, x)
			}
			x = n.put(layers.ZeroPadding2DClass, "stem_conv_pad", args{"padding": n.correctPad(x, 3)}, x)
			x = n.conv(x, "stem_conv", divisible(32*width, 8), 3, args{"strides": 2, "padding": "valid", "use_bias": false, "kernel_initializer": fanOutNormal})
			x = n.activation(n.norm(x, "stem_bn", n.axis, nil), "stem_activation", "swish")
			repeats := func(b efficientBlock) int { return int(math.Ceil(depth * float64(b.repeats))) }
			total := 0
			for _, b := range efficientBlocks {
				total += repeats(b)
			}
			done := 0
			for i, b := range efficientBlocks {
				b.in, b.out = divisible(float64(b.in)*width, 8), divisible(float64(b.out)*width, 8)
				for j := range repeats(b) {
					if j > 0 {
						b.stride, b.in = 1, b.out
					}
					x = n.efficientBlock(x, fmt.Sprintf("block%d%c_", i+1, 'a'+j), b, n.o.DropConnect*float64(done)/float64(total))
					done++
				}
			}
			x = n.conv(x, "top_conv", divisible(1280*width, 8), 1, args{"padding": "same", "use_bias": false, "kernel_initializer": fanOutNormal})
			x = n.activation(n.norm(x, "top_bn", n.axis, nil), "top_activation", "swish")
			return n.efficientHead(x, dropout, nil), strings.ToLower(name)
		},
		file: func(n *net, name string) (string, string) {
			end := ".h5"
			if !n.o.IncludeTop {
				end = "_notop.h5"
			}
			return "https://storage.googleapis.com/keras-applications/", name + end
		}}
}

// efficientHead is the classifier behind a dropout.
func (n *net) efficientHead(x *tensor.Tensor, dropout float64, a args) *tensor.Tensor {
	if !n.o.IncludeTop {
		return n.pooled(x, "avg_pool", "max_pool")
	}
	x = n.put(layers.GlobalAveragePooling2DClass, "avg_pool", nil, x)
	if dropout > 0 {
		x = n.put(layers.DropoutClass, "top_dropout", args{"rate": dropout}, x)
	}
	return n.classifier(x, a.with(args{"kernel_initializer": fanOutUniform}))
}

func (n *net) efficientBlock(in *tensor.Tensor, name string, b efficientBlock, drop float64) *tensor.Tensor {
	x := in
	filters := b.in * b.expand
	if b.expand != 1 {
		x = n.conv(x, name+"expand_conv", filters, 1, args{"padding": "same", "use_bias": false, "kernel_initializer": fanOutNormal})
		x = n.activation(n.norm(x, name+"expand_bn", n.axis, nil), name+"expand_activation", "swish")
	}
	padding := "same"
	if b.stride == 2 {
		x = n.put(layers.ZeroPadding2DClass, name+"dwconv_pad", args{"padding": n.correctPad(x, b.size)}, x)
		padding = "valid"
	}
	x = n.depthwise(x, name+"dwconv", b.size, args{"strides": b.stride, "padding": padding, "use_bias": false, "depthwise_initializer": fanOutNormal})
	x = n.activation(n.norm(x, name+"bn", n.axis, nil), name+"activation", "swish")
	x = n.excite(x, name, filters, max(1, int(float64(b.in)*b.squeeze)))
	x = n.conv(x, name+"project_conv", b.out, 1, args{"padding": "same", "use_bias": false, "kernel_initializer": fanOutNormal})
	x = n.norm(x, name+"project_bn", n.axis, nil)
	return n.skip(x, in, name, b, drop)
}

// excite weighs the channels of x by a network of two layers over their
// averages.
func (n *net) excite(x *tensor.Tensor, name string, filters, squeezed int) *tensor.Tensor {
	return n.exciteWith(x, name, filters, squeezed, "swish")
}

// exciteWith is excite with another activation between the layers.
func (n *net) exciteWith(x *tensor.Tensor, name string, filters, squeezed int, activation string) *tensor.Tensor {
	shape := model.Tup{1, 1, filters}
	if n.axis == 1 {
		shape = model.Tup{filters, 1, 1}
	}
	se := n.put(layers.GlobalAveragePooling2DClass, name+"se_squeeze", nil, x)
	se = n.put(layers.ReshapeClass, name+"se_reshape", args{"target_shape": shape}, se)
	se = n.conv(se, name+"se_reduce", squeezed, 1, args{"padding": "same", "activation": activation, "kernel_initializer": fanOutNormal})
	se = n.conv(se, name+"se_expand", filters, 1, args{"padding": "same", "activation": "sigmoid", "kernel_initializer": fanOutNormal})
	return n.multiply(name+"se_excite", x, se)
}

// skip adds the input of a block that keeps its shape; whole pictures lose the
// block at a rate.
func (n *net) skip(x, in *tensor.Tensor, name string, b efficientBlock, drop float64) *tensor.Tensor {
	if b.stride != 1 || b.in != b.out {
		return x
	}
	if drop > 0 {
		x = n.put(layers.DropoutClass, name+"drop", args{"rate": drop, "noise_shape": model.Tup{nil, 1, 1, 1}}, x)
	}
	return n.add(name+"add", x, in)
}
