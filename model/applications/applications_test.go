package applications

import (
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

// noFiles is a Loader without files.
type noFiles struct{}

func (noFiles) Exists(path string) bool         { return false }
func (noFiles) Cached(file, url string) string  { tensor.Throwf("Exception", "no %s", url); return "" }
func (noFiles) Load(m model.Model, path string) {}

func defaults() Options {
	return Options{IncludeTop: true, Classes: 1000, Activation: "softmax", Alpha: 1, DepthMultiplier: 1, Dropout: 0.2, DropConnect: 0.2, Preprocessing: true}
}

func params(vs []*tensor.Variable) int {
	n := 0
	for _, v := range vs {
		n += v.Params()
	}
	return n
}

// The counts are those of Keras: all parameters with the classifier, those
// that training changes, and the number of layers.
func TestParametersAreKeras(t *testing.T) {
	cases := []struct {
		name                     string
		total, trainable, layers int
	}{
		{"VGG16", 138357544, 138357544, 23}, {"VGG19", 143667240, 143667240, 26},
		{"ResNet50", 25636712, 25583592, 177}, {"ResNet152", 60419944, 60268520, 517},
		{"ResNet50V2", 25613800, 25568360, 192}, {"ResNet101V2", 44675560, 44577896, 379},
		{"MobileNet", 4253864, 4231976, 91}, {"MobileNetV2", 3538984, 3504872, 156},
		{"DenseNet121", 8062504, 7978856, 429}, {"DenseNet201", 20242984, 20013928, 709},
		{"EfficientNetB0", 5330571, 5288548, 240}, {"EfficientNetB3", 12320535, 12233232, 387},
		{"EfficientNetV2B0", 7200312, 7139704, 273}, {"EfficientNetV2S", 21612360, 21458488, 516},
		{"InceptionV3", 23851784, 23817352, 313}, {"InceptionResNetV2", 55873736, 55813192, 782},
		{"Xception", 22910480, 22855952, 134}, {"NASNetMobile", 5326716, 5289978, 771},
		{"ResNetRS50", 35745288, 35691912, 274},
	}
	for _, c := range cases {
		m := Find(c.name).Model(oracle.State().NewContext(), defaults(), noFiles{})
		if n := params(m.Weights()); n != c.total {
			t.Errorf("%s: %d parameters, want %d", c.name, n, c.total)
		}
		if n := params(m.TrainableWeights()); n != c.trainable {
			t.Errorf("%s: %d trainable parameters, want %d", c.name, n, c.trainable)
		}
		if n := len(m.Layers()); n != c.layers {
			t.Errorf("%s: %d layers, want %d", c.name, n, c.layers)
		}
		for _, v := range m.Weights() {
			if v.Size() > 1<<16 && !v.Pending() {
				t.Errorf("%s: %s was filled although nobody looked at it", c.name, v.Name)
			}
		}
	}
}

func TestArgumentsAreChecked(t *testing.T) {
	cases := []struct {
		name   string
		change func(o *Options)
		want   string
	}{
		{"VGG16", func(o *Options) { o.Weights = "nope.h5" }, "ValueError: The `weights` argument should be either `None` (random initialization), `imagenet` (pre-training on ImageNet), or the path to the weights file to be loaded.  Received: weights=nope.h5"},
		{"ResNet50", func(o *Options) { o.Weights, o.Classes = "imagenet", 10 }, "ValueError: If using `weights` as `\"imagenet\"` with `include_top` as true, `classes` should be 1000"},
		{"Xception", func(o *Options) { o.InputShape = model.Tup{70, 80, 3} }, "ValueError: Input size must be at least 71x71; Received: input_shape=(70, 80, 3)"},
		{"VGG16", func(o *Options) { o.InputShape = model.Tup{64, 64} }, "ValueError: `input_shape` must be a tuple of three integers."},
		{"ResNetRS101", func(o *Options) { o.Weights, o.Classes = "imagenet", 10 }, "ValueError: If using `weights` as `'imagenet'` or any of ['imagenet-i160', 'imagenet-i192'] with `include_top` as true, `classes` should be 1000. Received classes=10"},
		{"ResNetRS152", func(o *Options) { o.Weights, o.IncludeTop = "imagenet", false }, "Exception: no https://storage.googleapis.com/tensorflow/keras-applications/resnet_rs/resnet-rs-152-i256_notop.h5"},
		{"MobileNetV2", func(o *Options) { o.Weights = "imagenet" }, "Exception: no https://storage.googleapis.com/tensorflow/keras-applications/mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5"},
	}
	for _, c := range cases {
		o := defaults()
		c.change(&o)
		err := tensor.Catch(func() { Find(c.name).Model(oracle.State().NewContext(), o, noFiles{}) })
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func TestEachArchitectureIsDocumented(t *testing.T) {
	for _, a := range All() {
		if a.Doc == "" || a.Params == "" || a.file == nil || a.build == nil {
			t.Errorf("%s is not declared fully", a.Name)
		}
	}
}
