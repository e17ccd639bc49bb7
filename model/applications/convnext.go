package applications

import (
	"fmt"
	"strings"

	"kerash/model"
	"kerash/model/initializers"
	"kerash/model/layers"
	"kerash/tensor"
)

// convNeXt is a network of Liu et al., A ConvNet for the 2020s, 2022: four
// stages of blocks with wide depthwise convolutions, between which convolutions
// of stride 2 halve the pictures.
type convNeXt struct{ depths, widths [4]int }

var convNeXts = []*Architecture{
	convNeXt{[4]int{3, 3, 9, 3}, [4]int{96, 192, 384, 768}}.declare("Tiny"),
	convNeXt{[4]int{3, 3, 27, 3}, [4]int{96, 192, 384, 768}}.declare("Small"),
	convNeXt{[4]int{3, 3, 27, 3}, [4]int{128, 256, 512, 1024}}.declare("Base"),
	convNeXt{[4]int{3, 3, 27, 3}, [4]int{192, 384, 768, 1536}}.declare("Large"),
	convNeXt{[4]int{3, 3, 27, 3}, [4]int{256, 512, 1024, 2048}}.declare("XLarge"),
}

func (v convNeXt) declare(variant string) *Architecture {
	name := "ConvNeXt" + variant
	return &Architecture{Name: name, Modules: []string{"convnext"}, Params: named("convnext_" + strings.ToLower(variant)), size: 224, minSize: 32, wording: imagenetWording, onSource: true,
		Doc:   fmt.Sprintf("The network %s for pictures with pixels from 0 to 255.", name),
		build: v.build, file: plainFile("convnext")}
}

var convNeXtNorm = args{"epsilon": 1e-6}

func (v convNeXt) build(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	name := n.o.Name
	if n.o.Preprocessing && n.shape[n.axis-1] == 3 {
		x = n.put(layers.NormalizationClass, name+"_prestem_normalization", args{
			"mean":     []any{0.485 * 255, 0.456 * 255, 0.406 * 255},
			"variance": []any{square(0.229 * 255), square(0.224 * 255), square(0.225 * 255)},
		}, x)
	}
	entrances := v.entrances(n, name)
	for stage, width := range v.widths {
		x = n.call(entrances[stage], x)
		for i := range v.depths[stage] {
			x = n.convNeXtBlock(x, fmt.Sprintf("%s_stage_%d_block_%d", name, stage, i), width)
		}
	}
	if n.o.IncludeTop {
		n.checkActivation()
		x = n.put(layers.GlobalAveragePooling2DClass, name+"_head_gap", nil, x)
		x = n.put(layers.LayerNormalizationClass, name+"_head_layernorm", convNeXtNorm, x)
		return n.put(layers.DenseClass, name+"_head_dense", args{"units": n.o.Classes, "activation": n.o.Activation}, x), name
	}
	x = n.pooled(x, "", "")
	return n.put(layers.LayerNormalizationClass, "", convNeXtNorm, x), name
}

// entrances are the small models at the start of each stage.
func (v convNeXt) entrances(n *net, name string) []model.Layer {
	conv := func(name string, filters, size int) model.Layer {
		return n.layer(layers.Conv2DClass, name, args{"filters": filters, "kernel_size": size, "strides": size})
	}
	norm := func(name string) model.Layer { return n.layer(layers.LayerNormalizationClass, name, convNeXtNorm) }
	out := []model.Layer{model.NewSequential(n.c.State, name+"_stem", conv(name+"_stem_conv", v.widths[0], 4), norm(name+"_stem_layernorm"))}
	for i, width := range v.widths[1:] {
		down := func(part string) string { return fmt.Sprintf("%s_downsampling_%s_%d", name, part, i) }
		out = append(out, model.NewSequential(n.c.State, down("block"), norm(down("layernorm")), conv(down("conv"), width, 2)))
	}
	return out
}

func (n *net) convNeXtBlock(in *tensor.Tensor, name string, filters int) *tensor.Tensor {
	x := n.conv(in, name+"_depthwise_conv", filters, 7, args{"padding": "same", "groups": filters})
	x = n.put(layers.LayerNormalizationClass, name+"_layernorm", convNeXtNorm, x)
	x = n.put(layers.DenseClass, name+"_pointwise_conv_1", args{"units": 4 * filters}, x)
	x = n.activation(x, name+"_gelu", "gelu")
	x = n.put(layers.DenseClass, name+"_pointwise_conv_2", args{"units": filters}, x)
	x = n.put(layerScaleClass, name+"_layer_scale", args{"init_values": 1e-6, "projection_dim": filters}, x)
	x = n.activation(x, name+"_identity", "linear")
	return n.op("__operators__.add", in, x)
}

// layerScale multiplies each channel by a weight of its own, which starts near
// zero.
type layerScale struct {
	model.Base
	Initial model.Number `arg:"init_values" doc:"what the weights start from"`
	Width   int          `arg:"projection_dim" doc:"number of channels"`

	Gamma *tensor.Variable `weight:"gamma"`
}

// layerScaleClass declares layerScale, which only the networks here use.
var layerScaleClass = model.Declare(&model.Class{
	Kind: model.KindLayer, In: "keras.src.applications.convnext", Name: "LayerScale",
	Doc: "Multiplies each channel by a weight.",
	New: func() any { return new(layerScale) },
})

// Build implements [model.Builder].
func (l *layerScale) Build(c *model.Context, in model.Value) {
	start := initializers.ConstantClass.Make(c.State, nil, model.Named{Name: "value", Value: l.Initial.ConfigValue()})
	l.Gamma = l.AddWeight(c, "gamma", []int{l.Width}, start.(model.Initializer))
}

// Call implements [model.Layer].
func (l *layerScale) Call(c *model.Context, in model.Value) model.Value {
	return c.Mul(model.One(in), l.ReadWeight(c, l.Gamma))
}
