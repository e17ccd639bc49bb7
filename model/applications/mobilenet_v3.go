package applications

import (
	"fmt"
	"slices"

	"kerash/model"
	"kerash/model/layers"
	"kerash/tensor"
)

// mobileNetV3Params is the parameters of both sizes.
const mobileNetV3Params = "input_shape=None, alpha=1.0, minimalistic=False, include_top=True, weights='imagenet', input_tensor=None, classes=1000, pooling=None, dropout_rate=0.2, classifier_activation='softmax', include_preprocessing=True"

// The networks of Howard et al., Searching for MobileNetV3, 2019.
var mobileNetsV3 = []*Architecture{
	{Name: "MobileNetV3Small", Params: mobileNetV3Params, inputShape: mobileNetV3Shape, wording: mobileWording, file: mobileNetV3File("small"),
		Doc: "The smaller network MobileNetV3 for pictures with pixels from 0 to 255; alpha scales the number of filters.",
		build: mobileNetV3("small", 1024, []mobileBlock{
			{1, 16, 3, 2, true, false}, {72. / 16, 24, 3, 2, false, false}, {88. / 24, 24, 3, 1, false, false},
			{4, 40, 5, 2, true, true}, {6, 40, 5, 1, true, true}, {6, 40, 5, 1, true, true}, {3, 48, 5, 1, true, true}, {3, 48, 5, 1, true, true},
			{6, 96, 5, 2, true, true}, {6, 96, 5, 1, true, true}, {6, 96, 5, 1, true, true},
		})},
	{Name: "MobileNetV3Large", Params: mobileNetV3Params, inputShape: mobileNetV3Shape, wording: mobileWording, file: mobileNetV3File("large"),
		Doc: "The larger network MobileNetV3 for pictures with pixels from 0 to 255; alpha scales the number of filters.",
		build: mobileNetV3("large", 1280, []mobileBlock{
			{1, 16, 3, 1, false, false}, {4, 24, 3, 2, false, false}, {3, 24, 3, 1, false, false},
			{3, 40, 5, 2, true, false}, {3, 40, 5, 1, true, false}, {3, 40, 5, 1, true, false},
			{6, 80, 3, 2, false, true}, {2.5, 80, 3, 1, false, true}, {2.3, 80, 3, 1, false, true}, {2.3, 80, 3, 1, false, true},
			{6, 112, 3, 1, true, true}, {6, 112, 3, 1, true, true}, {6, 160, 5, 2, true, true}, {6, 160, 5, 1, true, true}, {6, 160, 5, 1, true, true},
		})},
}

// mobileBlock is an inverted residual block: how much wider it is inside, its
// filters, the length of its window, its stride, whether it squeezes and excites,
// and whether it uses hard swish for relu.
type mobileBlock struct {
	expansion      float64
	filters, size  int
	stride         int
	squeeze, swish bool
}

func mobileNetV3File(size string) func(n *net, name string) (string, string) {
	return func(n *net, name string) (string, string) {
		minimal, end := "", ".h5"
		if n.o.Minimalistic {
			minimal = "_minimalistic"
		}
		if !n.o.IncludeTop {
			end = "_no_top_v2.h5"
		}
		return addresses + "mobilenet_v3/", fmt.Sprintf("weights_mobilenet_v3_%s%s_224_%s_float%s", size, minimal, model.Describe(n.o.Alpha), end)
	}
}

func mobileNetV3(size string, points int, blocks []mobileBlock) func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
	return func(n *net, x *tensor.Tensor) (*tensor.Tensor, string) {
		n.checkMobileNetV3()
		act := n.hardSwish
		if n.o.Minimalistic {
			act = n.plainRelu
		}
		if n.o.Preprocessing {
			x = n.put(layers.RescalingClass, "", args{"scale": 1 / 127.5, "offset": -1.0}, x)
		}
		x = n.conv(x, "Conv", 16, 3, args{"strides": model.Tup{2, 2}, "padding": "same", "use_bias": false})
		x = act(n.norm(x, "Conv/BatchNorm", n.last, mobileNorm))
		for i, b := range blocks {
			x = n.mobileBlock(x, i, b)
		}
		x = n.conv(x, "Conv_1", divisible(float64(n.channels(x)*6), 8), 1, args{"padding": "same", "use_bias": false})
		x = act(n.norm(x, "Conv_1/BatchNorm", n.last, mobileNorm))
		name := "MobilenetV3" + size
		if !n.o.IncludeTop {
			return n.pooled(x, "avg_pool", "max_pool"), name
		}
		if n.o.Alpha > 1 {
			points = divisible(float64(points)*n.o.Alpha, 8)
		}
		x = n.put(layers.GlobalAveragePooling2DClass, "", args{"keepdims": true}, x)
		x = act(n.conv(x, "Conv_2", points, 1, args{"padding": "same", "use_bias": true}))
		if n.o.Dropout > 0 {
			x = n.put(layers.DropoutClass, "", args{"rate": n.o.Dropout}, x)
		}
		x = n.conv(x, "Logits", n.o.Classes, 1, args{"padding": "same"})
		x = n.put(layers.FlattenClass, "", nil, x)
		n.checkActivation()
		return n.activation(x, "Predictions", n.o.Activation), name
	}
}

// mobileNetV3Shape is the shape of pictures; the network has no usual one.
func mobileNetV3Shape(n *net) []int {
	o := n.o
	if o.InputShape == nil {
		if o.InputTensor != nil && model.IsKeras(o.InputTensor) {
			return o.InputTensor.Shape()[1:]
		}
		return picture(false, -1, -1, 3)
	}
	shape := model.ShapeOf(o.InputShape)
	if o.InputTensor != nil {
		given, at := o.InputTensor.Shape(), 2
		before := ""
		if n.channelsFirst() {
			at, before = 1, "When backend.image_data_format()=channels_first, "
		}
		if given[at] != shape[1] {
			text := "backend.int_shape(input_tensor)"
			where := fmt.Sprintf("input_shape[1] must equal %s[%d]", text, at)
			tensor.Throwf("ValueError", "%s%s.  Received input_shape=%s, %s=%s", before, where, model.Describe(o.InputShape), text, tensor.ShapeString(given))
		}
	}
	if rows, cols := n.rowsAndCols(shape); rows > 0 && cols > 0 && (rows < 32 || cols < 32) {
		tensor.Throwf("ValueError", "Input size must be at least 32x32; Received `input_shape=%s`", model.Describe(o.InputShape))
	}
	return shape
}

// checkMobileNetV3 throws ValueError for a width that no ImageNet weights are
// there for.
func (n *net) checkMobileNetV3() {
	rows, cols := n.rowsAndCols(n.shape)
	if n.o.Weights != "imagenet" {
		return
	}
	if !n.o.Minimalistic && !slices.Contains([]float64{0.75, 1}, n.o.Alpha) || n.o.Minimalistic && n.o.Alpha != 1 {
		tensor.Throwf("ValueError", "If imagenet weights are being loaded, alpha can be one of `0.75`, `1.0` for non minimalistic or `1.0` for minimalistic only.")
	}
	if rows != cols || rows != 224 {
		n.c.State.Warnf("WARNING", "`input_shape` is undefined or non-square, or `rows` is not 224. Weights for input shape (224, 224) will be loaded as the default.")
	}
}

func (n *net) plainRelu(x *tensor.Tensor) *tensor.Tensor { return n.relu(x, "", 0) }

// op uses a function of TensorFlow's on x and a number or tensor y.
func (n *net) op(symbol string, x *tensor.Tensor, y any) *tensor.Tensor {
	var f *model.OpFunction
	if find := n.c.State.OpFunction; find != nil {
		f = find(symbol)
	}
	if f == nil {
		tensor.Throwf("ValueError", "TF symbol `%s` could not be found.", symbol)
	}
	return model.One(model.ApplyOp(n.c, f, []any{x}, model.Named{Name: "y", Value: y}, model.Named{Name: "name"}))
}

// hardSigmoid is relu6(x + 3) / 6.
func (n *net) hardSigmoid(x *tensor.Tensor) *tensor.Tensor {
	relu := n.layer(layers.ReLUClass, "", args{"max_value": 6.0})
	x = n.call(relu, n.op("__operators__.add", x, 3.0))
	return n.op("math.multiply", x, 1.0/6)
}

// hardSwish is x · hardSigmoid(x).
func (n *net) hardSwish(x *tensor.Tensor) *tensor.Tensor {
	product := n.layer(layers.MultiplyClass, "", nil)
	return n.call(product, list([]*tensor.Tensor{x, n.hardSigmoid(x)}))
}

func (n *net) mobileBlock(in *tensor.Tensor, id int, b mobileBlock) *tensor.Tensor {
	act := n.plainRelu
	if n.o.Minimalistic {
		b.size, b.squeeze = 3, false
	} else if b.swish {
		act = n.hardSwish
	}
	filters := divisible(float64(b.filters)*n.o.Alpha, 8)
	inside := divisible(float64(n.channels(in))*b.expansion, 8)
	prefix, x := "expanded_conv/", in
	if id > 0 {
		prefix = fmt.Sprintf("expanded_conv_%d/", id)
		x = n.conv(x, prefix+"expand", inside, 1, args{"padding": "same", "use_bias": false})
		x = act(n.norm(x, prefix+"expand/BatchNorm", n.last, mobileNorm))
	}
	padding := "same"
	if b.stride == 2 {
		x = n.put(layers.ZeroPadding2DClass, prefix+"depthwise/pad", args{"padding": n.correctPad(x, b.size)}, x)
		padding = "valid"
	}
	x = n.depthwise(x, prefix+"depthwise", b.size, args{"strides": b.stride, "padding": padding, "use_bias": false})
	x = act(n.norm(x, prefix+"depthwise/BatchNorm", n.last, mobileNorm))
	if b.squeeze {
		x = n.squeezeExcite(x, inside, prefix+"squeeze_excite/")
	}
	x = n.conv(x, prefix+"project", filters, 1, args{"padding": "same", "use_bias": false})
	x = n.norm(x, prefix+"project/BatchNorm", n.last, mobileNorm)
	if b.stride == 1 && n.channels(in) == filters {
		x = n.add(prefix+"Add", in, x)
	}
	return x
}

// squeezeExcite weighs the channels by what their averages say.
func (n *net) squeezeExcite(in *tensor.Tensor, filters int, prefix string) *tensor.Tensor {
	x := n.put(layers.GlobalAveragePooling2DClass, prefix+"AvgPool", args{"keepdims": true}, in)
	x = n.conv(x, prefix+"Conv", divisible(float64(filters)*0.25, 8), 1, args{"padding": "same"})
	x = n.relu(x, prefix+"Relu", 0)
	x = n.conv(x, prefix+"Conv_1", filters, 1, args{"padding": "same"})
	return n.multiply(prefix+"Mul", in, n.hardSigmoid(x))
}
