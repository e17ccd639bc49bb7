package applications

import (
	"fmt"
	"math"
	"strings"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// The networks of Tan and Le, EfficientNetV2: Smaller Models and Faster
// Training, 2021.
var efficientNetsV2 = []*Architecture{
	efficientNetV2("EfficientNetV2B0", 1.0, 1.0, 224, efficientBlocksB),
	efficientNetV2("EfficientNetV2B1", 1.0, 1.1, 240, efficientBlocksB),
	efficientNetV2("EfficientNetV2B2", 1.1, 1.2, 260, efficientBlocksB),
	efficientNetV2("EfficientNetV2B3", 1.2, 1.4, 300, efficientBlocksB),
	efficientNetV2("EfficientNetV2S", 1.0, 1.0, 384, []efficientBlock{
		{3, 2, 24, 24, 1, 0, 1, true}, {3, 4, 24, 48, 4, 0, 2, true}, {3, 4, 48, 64, 4, 0, 2, true},
		{3, 6, 64, 128, 4, 0.25, 2, false}, {3, 9, 128, 160, 6, 0.25, 1, false}, {3, 15, 160, 256, 6, 0.25, 2, false},
	}),
	efficientNetV2("EfficientNetV2M", 1.0, 1.0, 480, []efficientBlock{
		{3, 3, 24, 24, 1, 0, 1, true}, {3, 5, 24, 48, 4, 0, 2, true}, {3, 5, 48, 80, 4, 0, 2, true},
		{3, 7, 80, 160, 4, 0.25, 2, false}, {3, 14, 160, 176, 6, 0.25, 1, false}, {3, 18, 176, 304, 6, 0.25, 2, false}, {3, 5, 304, 512, 6, 0.25, 1, false},
	}),
	efficientNetV2("EfficientNetV2L", 1.0, 1.0, 480, []efficientBlock{
		{3, 4, 32, 32, 1, 0, 1, true}, {3, 7, 32, 64, 4, 0, 2, true}, {3, 7, 64, 96, 4, 0, 2, true},
		{3, 10, 96, 192, 4, 0.25, 2, false}, {3, 19, 192, 224, 6, 0.25, 1, false}, {3, 25, 224, 384, 6, 0.25, 2, false}, {3, 7, 384, 640, 6, 0.25, 1, false},
	}),
}

var efficientBlocksB = []efficientBlock{
	{3, 1, 32, 16, 1, 0, 1, true}, {3, 2, 16, 32, 4, 0, 2, true}, {3, 2, 32, 48, 4, 0, 2, true},
	{3, 3, 48, 96, 4, 0.25, 2, false}, {3, 5, 96, 112, 6, 0.25, 1, false}, {3, 8, 112, 192, 6, 0.25, 2, false},
}

var efficientNorm = args{"momentum": 0.9}

func efficientNetV2(name string, width, depth float64, size int, blocks []efficientBlock) *Architecture {
	variant := strings.ToLower(strings.TrimPrefix(name, "EfficientNetV2"))
	// Filters are rounded to multiples of 8.
	round := func(filters int) int { return max(8, int(float64(filters)*width+4)/8*8) }
	return &Architecture{Name: name, Modules: []string{"efficientnet_v2"}, size: size, minSize: 32, wording: efficientV2Wording,
		Params: usual + ", include_preprocessing=True",
		Doc:    fmt.Sprintf("The network %s for pictures with pixels from 0 to 255.", name),
		build: func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
			x = n.efficientPixels(x, variant)
			x = n.conv(x, "stem_conv", round(blocks[0].in), 3, args{"strides": 2, "kernel_initializer": fanOutNormal, "padding": "same", "use_bias": false})
			x = n.activation(n.norm(x, "stem_bn", n.axis, efficientNorm), "stem_activation", "swish")
			total := 0
			for _, b := range blocks {
				total += b.repeats
			}
			done := 0
			for i, b := range blocks {
				b.in, b.out = round(b.in), round(b.out)
				for j := range int(math.Ceil(depth * float64(b.repeats))) {
					if j > 0 {
						b.stride, b.in = 1, b.out
					}
					x = n.efficientBlockV2(x, fmt.Sprintf("block%d%c_", i+1, 'a'+j), b, 0.2*float64(done)/float64(total))
					done++
				}
			}
			x = n.conv(x, "top_conv", round(1280), 1, args{"strides": 1, "kernel_initializer": fanOutNormal, "padding": "same", "data_format": "channels_last", "use_bias": false})
			x = n.activation(n.norm(x, "top_bn", n.axis, efficientNorm), "top_activation", "swish")
			zero := model.NewMap().Set("class_name", "Constant").Set("config", model.NewMap().Set("value", 0))
			return n.efficientHead(x, 0.2, args{"bias_initializer": zero}), "efficientnetv2-" + variant
		},
		file: func(n *net, name string) (string, string) {
			end := ".h5"
			if !n.o.IncludeTop {
				end = "_notop.h5"
			}
			return addresses + "efficientnet_v2/", name + end
		}}
}

// efficientPixels scales pixels as a variant was trained with.
func (n *net) efficientPixels(x *tensor.Tensor, variant string) *tensor.Tensor {
	switch {
	case !n.o.Preprocessing:
		return x
	case strings.HasPrefix(variant, "b") && n.shape[n.axis-1] == 3:
		x = n.put(layers.RescalingClass, "", args{"scale": 1.0 / 255}, x)
		return n.put(layers.NormalizationClass, "", args{
			"mean":     []any{0.485, 0.456, 0.406},
			"variance": []any{square(0.229), square(0.224), square(0.225)},
			"axis":     n.axis,
		}, x)
	}
	return n.put(layers.RescalingClass, "", args{"scale": 1.0 / 128, "offset": -1}, x)
}

func square(v float64) float64 { return v * v }

// efficientBlockV2 is a block of the second version; fused ones have a
// convolution for the first two of the others.
func (n *net) efficientBlockV2(in *tensor.Tensor, name string, b efficientBlock, drop float64) *tensor.Tensor {
	conv := args{"kernel_initializer": fanOutNormal, "padding": "same", "use_bias": false}
	normAct := func(x *tensor.Tensor, norm, act string) *tensor.Tensor {
		return n.activation(n.norm(x, name+norm, n.axis, efficientNorm), name+act, "swish")
	}
	x := in
	filters := b.in * b.expand
	size, strides := 1, 1 // of the last convolution
	if b.expand != 1 {
		first := conv.with(args{"strides": 1, "data_format": "channels_last"})
		window := 1
		if b.fused {
			first["strides"], window = b.stride, b.size
		}
		x = normAct(n.conv(x, name+"expand_conv", filters, window, first), "expand_bn", "expand_activation")
	} else if b.fused {
		size, strides = b.size, b.stride
	}
	if !b.fused {
		x = n.depthwise(x, name+"dwconv2", b.size, args{"strides": b.stride, "depthwise_initializer": fanOutNormal, "padding": "same", "data_format": "channels_last", "use_bias": false})
		x = normAct(x, "bn", "activation")
	}
	if b.squeeze > 0 {
		x = n.excite(x, name, filters, max(1, int(float64(b.in)*b.squeeze)))
	}
	x = n.conv(x, name+"project_conv", b.out, size, conv.with(args{"strides": strides}))
	x = n.norm(x, name+"project_bn", n.axis, efficientNorm)
	if b.fused && b.expand == 1 {
		x = n.activation(x, name+"project_activation", "swish")
	}
	return n.skip(x, in, name, b, drop)
}
