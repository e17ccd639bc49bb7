package applications

import (
	"fmt"
	"slices"
	"strings"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// resNetRS is a network of Bello et al., Revisiting ResNets: Improved Training
// and Scaling Strategies, 2021: a ResNet whose blocks weigh their channels.
type resNetRS struct {
	depth   int
	repeats [4]int
	sizes   []int // of the pictures that weights are there for
	dropout float64
	drop    float64 // rate within the last blocks
}

var resNetsRS = []*Architecture{
	resNetRS{50, [4]int{3, 4, 6, 3}, []int{160}, 0.25, 0}.declare(),
	resNetRS{101, [4]int{3, 4, 23, 3}, []int{160, 192}, 0.25, 0}.declare(),
	resNetRS{152, [4]int{3, 8, 36, 3}, []int{192, 224, 256}, 0.25, 0}.declare(),
	resNetRS{200, [4]int{3, 24, 36, 3}, []int{256}, 0.25, 0.1}.declare(),
	resNetRS{270, [4]int{4, 29, 53, 4}, []int{256}, 0.25, 0.1}.declare(),
	resNetRS{350, [4]int{4, 36, 72, 4}, []int{256, 320}, 0.4, 0.1}.declare(),
	resNetRS{420, [4]int{4, 44, 87, 4}, []int{320}, 0.4, 0.1}.declare(),
}

func (r resNetRS) declare() *Architecture {
	name := fmt.Sprintf("ResNetRS%d", r.depth)
	return &Architecture{Name: name, Modules: []string{"resnet_rs"}, size: 224, minSize: 32, check: r.check,
		Params: "include_top=True, weights='imagenet', classes=1000, input_shape=None, input_tensor=None, pooling=None, classifier_activation='softmax', include_preprocessing=True",
		Doc:    fmt.Sprintf("The residual network %s for pictures with pixels from 0 to 255.", name),
		build:  r.build,
		file: func(n *net, name string) (string, string) {
			variant := strings.TrimPrefix(n.o.Weights.(string), "imagenet")
			return plainFile("resnet_rs")(n, name+variant)
		}}
}

// check throws ValueError for weights that are not there. Plain "imagenet"
// becomes the variant for the largest pictures.
func (r resNetRS) check(o *Options, files Loader) (pretrained bool) {
	if o.Weights == nil {
		return false
	}
	var variants []any
	for _, size := range r.sizes {
		variants = append(variants, fmt.Sprintf("imagenet-i%d", size))
	}
	if o.Weights == "imagenet" {
		o.Weights = variants[len(variants)-1]
	}
	if slices.Contains(variants, o.Weights) {
		if o.IncludeTop && o.Classes != 1000 {
			tensor.Throwf("ValueError", "If using `weights` as `'imagenet'` or any of %s with `include_top` as true, `classes` should be 1000. Received classes=%d", model.Describe(variants), o.Classes)
		}
		return true
	}
	if path, ok := o.Weights.(string); !ok || !files.Exists(path) {
		tensor.Throwf("ValueError", "The `weights` argument should be either `None` (random initialization), `'imagenet'` (pre-training on ImageNet, with highest available input shape), or the path to the weights file to be loaded. For ResNetRS%d the following weight variants are available %s (default=highest). Received weights=%s", r.depth, model.Describe(variants), model.Describe(o.Weights))
	}
	return false
}

func (r resNetRS) build(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	if n.o.Preprocessing {
		x = n.put(layers.RescalingClass, "", args{"scale": 1.0 / 255}, x)
		if n.shape[n.axis-1] == 3 {
			x = n.put(layers.NormalizationClass, "", args{
				"mean":     []any{0.485, 0.456, 0.406},
				"variance": []any{square(0.229), square(0.224), square(0.225)},
				"axis":     n.axis,
			}, x)
		}
	}
	stem := fmt.Sprintf("stem_%d_stem", n.c.State.UID("stem_"))
	for i, c := range []struct{ filters, stride int }{{32, 2}, {32, 1}, {64, 1}, {64, 2}} {
		end := fmt.Sprint("_", i+1)
		x = n.fixedConv(x, stem+"_conv"+end, c.filters, 3, c.stride)
		x = n.activation(n.rsNorm(x, stem+"_batch_norm"+end), stem+"_act"+end, "relu")
	}
	for i, count := range r.repeats {
		b := rsBlock{filters: 64 << i, drop: r.drop * float64(i+2) / float64(len(r.repeats)+1)}
		for j := range count {
			b.stride, b.first = 1, j == 0
			if i > 0 && b.first {
				b.stride = 2
			}
			x = b.put(n, x, fmt.Sprintf("BlockGroup%d__block_%d_", i+2, j))
		}
	}
	return r.head(n, x), fmt.Sprintf("resnet-rs-%d", r.depth)
}

func (r resNetRS) head(n *net, x *tensor.Tensor) *tensor.Tensor {
	if !n.o.IncludeTop {
		return n.pooled(x, "avg_pool", "max_pool")
	}
	x = n.put(layers.GlobalAveragePooling2DClass, "avg_pool", nil, x)
	x = n.put(layers.DropoutClass, "top_dropout", args{"rate": r.dropout}, x)
	return n.classifier(x, nil)
}

// rsBlock is a block of three convolutions around a short cut, which is
// projected in the first block of a group.
type rsBlock struct {
	filters, stride int
	first           bool
	drop            float64
}

func (b rsBlock) put(n *net, in *tensor.Tensor, name string) *tensor.Tensor {
	shortcut := in
	if b.first {
		if b.stride == 2 {
			shortcut = n.averagePool(in, name+"_projection_pooling", 2, 2, args{"padding": "same"})
		}
		shortcut = n.fixedConv(shortcut, name+"_projection_conv", 4*b.filters, 1, 1)
		shortcut = n.rsNorm(shortcut, name+"_projection_batch_norm")
	}
	x := n.fixedConv(in, name+"_conv_1", b.filters, 1, 1)
	x = n.activation(n.rsNorm(x, name+"batch_norm_1"), name+"_act_1", "relu")
	x = n.fixedConv(x, name+"_conv_2", b.filters, 3, b.stride)
	x = n.activation(n.rsNorm(x, name+"_batch_norm_2"), name+"_act_2", "relu")
	x = n.fixedConv(x, name+"_conv_3", 4*b.filters, 1, 1)
	x = n.rsNorm(x, name+"_batch_norm_3")
	x = n.exciteWith(x, name+"_se_", 4*b.filters, b.filters, "relu")
	if b.drop > 0 {
		x = n.put(layers.DropoutClass, name+"_drop", args{"rate": b.drop, "noise_shape": model.Tup{nil, 1, 1, 1}}, x)
	}
	x = n.add("", x, shortcut)
	return n.activation(x, name+"_output_act", "relu")
}

// fixedConv is a convolution whose padding depends on the kernel alone.
func (n *net) fixedConv(x *tensor.Tensor, name string, filters, size, stride int) *tensor.Tensor {
	padding := "same"
	if stride > 1 {
		before := (size - 1) / 2
		side := model.Tup{before, size - 1 - before}
		x = n.put(layers.ZeroPadding2DClass, "", args{"padding": model.Tup{side, side}}, x)
		padding = "valid"
	}
	return n.conv(x, name, filters, size, args{"strides": stride, "padding": padding, "use_bias": false, "kernel_initializer": fanOutNormal})
}

func (n *net) rsNorm(x *tensor.Tensor, name string) *tensor.Tensor {
	return n.norm(x, name, n.axis, args{"momentum": 0.0, "epsilon": 1e-5})
}
