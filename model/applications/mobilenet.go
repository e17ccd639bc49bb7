package applications

import (
	"fmt"
	"slices"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// The networks of Howard et al., MobileNets, 2017, and Sandler et al.,
// MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018.
var mobileNets = []*Architecture{
	{Name: "MobileNet", Modules: []string{"mobilenet"}, size: 224, minSize: 32, wording: mobileWording,
		Params:  "input_shape=None, alpha=1.0, depth_multiplier=1, dropout=0.001, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', **kwargs",
		Doc:     "The small network MobileNet for pictures, made of depthwise convolutions; alpha scales the number of filters.",
		prepare: sizeOf(128, 160, 192, 224), build: mobileNet,
		file: func(n *net, name string) (string, string) {
			end := "_tf.h5"
			if !n.o.IncludeTop {
				end = "_tf_no_top.h5"
			}
			alpha := map[float64]string{1: "1_0", 0.75: "7_5", 0.5: "5_0"}[n.o.Alpha]
			if alpha == "" {
				alpha = "2_5"
			}
			return addresses + "mobilenet/", fmt.Sprintf("mobilenet_%s_%d%s", alpha, n.trainedRows(), end)
		}},
	{Name: "MobileNetV2", Modules: []string{"mobilenet_v2"}, size: 224, minSize: 32, wording: mobileV2Wording,
		Params:  "input_shape=None, alpha=1.0, include_top=True, weights='imagenet', input_tensor=None, pooling=None, classes=1000, classifier_activation='softmax', **kwargs",
		Doc:     "The small network MobileNetV2 for pictures, made of inverted residual blocks; alpha scales the number of filters.",
		prepare: mobileNetV2Size, build: mobileNetV2,
		file: func(n *net, name string) (string, string) {
			end := ".h5"
			if !n.o.IncludeTop {
				end = "_no_top.h5"
			}
			return addresses + "mobilenet_v2/", fmt.Sprintf("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_%s_%d%s", model.Describe(n.o.Alpha), n.trainedRows(), end)
		}},
}

// trainedRows is the size of pictures of which ImageNet weights are taken.
func (n *net) trainedRows() int {
	rows, cols := n.rowsAndCols(n.shape)
	if rows != cols || !slices.Contains([]int{96, 128, 160, 192, 224}, rows) {
		return 224
	}
	return rows
}

// sizeOf takes the size of the user's pictures for the usual one if it is one
// of sizes.
func sizeOf(sizes ...int) func(o *Options, first bool, size int) int {
	return func(o *Options, first bool, size int) int {
		if o.InputShape == nil {
			return size
		}
		shape := model.ShapeOf(o.InputShape)
		at := 0
		if first {
			at = 1
		}
		if len(shape) > at+1 && shape[at] == shape[at+1] && slices.Contains(sizes, shape[at]) {
			return shape[at]
		}
		return size
	}
}

// mobileNetV2Size also looks at the tensor that the network is put upon.
func mobileNetV2Size(o *Options, first bool, size int) int {
	pick := sizeOf(96, 128, 160, 192, 224)
	if o.InputTensor == nil {
		return pick(o, first, size)
	}
	if !model.IsKeras(o.InputTensor) {
		return size
	}
	given := o.InputTensor.Shape()
	if o.InputShape == nil {
		var shape model.Tup
		for _, d := range given[1:] {
			shape = append(shape, d)
		}
		return pick(&Options{InputShape: shape}, first, size)
	}
	if shape := model.ShapeOf(o.InputShape); len(shape) > 1 && len(given) > 2 {
		at, text := 2, "input_tensor.shape[2] must equal input_shape[1]"
		if first {
			at, text = 1, "input_shape[1] must equal shape(input_tensor)[1] when `image_data_format` is `channels_first`"
		}
		if given[at] != shape[1] {
			tensor.Throwf("ValueError", "%s; Received `input_tensor.shape=%s`, `input_shape=%s`", text, tensor.ShapeString(given), model.Describe(o.InputShape))
		}
	}
	return pick(o, first, size)
}

// sizedName is a name with alpha and the number of rows.
func (n *net) sizedName(prefix string) string {
	rows, cols := n.rowsAndCols(n.shape)
	imagenet := n.o.Weights == "imagenet"
	if imagenet && (rows != cols || rows != n.trainedRows()) {
		rows = 224
	}
	text := "None"
	if rows >= 0 {
		text = fmt.Sprint(rows)
	}
	return fmt.Sprintf("%s_%.2f_%s", prefix, n.o.Alpha, text)
}

func mobileNet(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	if n.o.Weights == "imagenet" {
		if n.o.DepthMultiplier != 1 {
			tensor.Throwf("ValueError", "If imagenet weights are being loaded, depth multiplier must be 1.  Received depth_multiplier=%d", n.o.DepthMultiplier)
		}
		if !slices.Contains([]float64{0.25, 0.5, 0.75, 1}, n.o.Alpha) {
			tensor.Throwf("ValueError", "If imagenet weights are being loaded, alpha can be one of`0.25`, `0.50`, `0.75` or `1.0` only.  Received alpha=%s", model.Describe(n.o.Alpha))
		}
	}
	x = n.conv(x, "conv1", int(32*n.o.Alpha), model.Tup{3, 3}, args{"padding": "same", "use_bias": false, "strides": model.Tup{2, 2}})
	x = n.relu(n.norm(x, "conv1_bn", n.last, nil), "conv1_relu", 6)
	for i, b := range []struct{ filters, stride int }{{64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {512, 1}, {1024, 2}, {1024, 1}} {
		x = n.separated(x, i+1, int(float64(b.filters)*n.o.Alpha), b.stride)
	}
	name := n.sizedName("mobilenet")
	if !n.o.IncludeTop {
		return n.pooled(x, "", ""), name
	}
	x = n.put(layers.GlobalAveragePooling2DClass, "", args{"keepdims": true}, x)
	x = n.put(layers.DropoutClass, "dropout", args{"rate": n.o.Dropout}, x)
	x = n.conv(x, "conv_preds", n.o.Classes, model.Tup{1, 1}, args{"padding": "same"})
	x = n.put(layers.ReshapeClass, "reshape_2", args{"target_shape": model.Tup{n.o.Classes}}, x)
	n.checkActivation()
	return n.activation(x, "predictions", n.o.Activation), name
}

// separated is a depthwise convolution and one over the channels.
func (n *net) separated(x *tensor.Tensor, id, filters, stride int) *tensor.Tensor {
	padding := "same"
	if stride > 1 {
		x = n.put(layers.ZeroPadding2DClass, fmt.Sprintf("conv_pad_%d", id), args{"padding": model.Tup{model.Tup{0, 1}, model.Tup{0, 1}}}, x)
		padding = "valid"
	}
	dw, pw := fmt.Sprintf("conv_dw_%d", id), fmt.Sprintf("conv_pw_%d", id)
	x = n.depthwise(x, dw, 3, args{"padding": padding, "depth_multiplier": n.o.DepthMultiplier, "strides": model.Tup{stride, stride}, "use_bias": false})
	x = n.relu(n.norm(x, dw+"_bn", n.last, nil), dw+"_relu", 6)
	x = n.conv(x, pw, filters, model.Tup{1, 1}, args{"padding": "same", "use_bias": false, "strides": model.Tup{1, 1}})
	return n.relu(n.norm(x, pw+"_bn", n.last, nil), pw+"_relu", 6)
}

var mobileNorm = args{"epsilon": 1e-3, "momentum": 0.999}

func mobileNetV2(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	if n.o.Weights == "imagenet" && !slices.Contains([]float64{0.35, 0.5, 0.75, 1, 1.3, 1.4}, n.o.Alpha) {
		tensor.Throwf("ValueError", "If imagenet weights are being loaded, alpha must be one of `0.35`, `0.50`, `0.75`, `1.0`, `1.3` or `1.4` only; Received `alpha=%s`", model.Describe(n.o.Alpha))
	}
	x = n.conv(x, "Conv1", divisible(32*n.o.Alpha, 8), 3, args{"strides": model.Tup{2, 2}, "padding": "same", "use_bias": false})
	x = n.relu(n.norm(x, "bn_Conv1", n.last, mobileNorm), "Conv1_relu", 6)
	for i, b := range []struct{ filters, stride int }{{16, 1}, {24, 2}, {24, 1}, {32, 2}, {32, 1}, {32, 1}, {64, 2}, {64, 1}, {64, 1}, {64, 1}, {96, 1}, {96, 1}, {96, 1}, {160, 2}, {160, 1}, {160, 1}, {320, 1}} {
		x = n.inverted(x, i, b.filters, b.stride)
	}
	last := 1280
	if n.o.Alpha > 1 {
		last = divisible(1280*n.o.Alpha, 8)
	}
	x = n.conv(x, "Conv_1", last, 1, args{"use_bias": false})
	x = n.relu(n.norm(x, "Conv_1_bn", n.last, mobileNorm), "out_relu", 6)
	return n.head(x, "", "", ""), n.sizedName("mobilenetv2")
}

// inverted is a residual block that is wider inside than at its ends; that of
// id 0 does not widen.
func (n *net) inverted(in *tensor.Tensor, id, filters, stride int) *tensor.Tensor {
	prefix := fmt.Sprintf("block_%d_", id)
	out := divisible(float64(int(float64(filters)*n.o.Alpha)), 8)
	x := in
	if id == 0 {
		prefix = "expanded_conv_"
	} else {
		x = n.conv(x, prefix+"expand", 6*n.channels(in), 1, args{"padding": "same", "use_bias": false})
		x = n.relu(n.norm(x, prefix+"expand_BN", n.last, mobileNorm), prefix+"expand_relu", 6)
	}
	padding := "same"
	if stride == 2 {
		x = n.put(layers.ZeroPadding2DClass, prefix+"pad", args{"padding": n.correctPad(x, 3)}, x)
		padding = "valid"
	}
	x = n.depthwise(x, prefix+"depthwise", 3, args{"strides": stride, "use_bias": false, "padding": padding})
	x = n.relu(n.norm(x, prefix+"depthwise_BN", n.last, mobileNorm), prefix+"depthwise_relu", 6)
	x = n.conv(x, prefix+"project", out, 1, args{"padding": "same", "use_bias": false})
	x = n.norm(x, prefix+"project_BN", n.last, mobileNorm)
	if n.channels(in) == out && stride == 1 {
		return n.add(prefix+"add", in, x)
	}
	return x
}
