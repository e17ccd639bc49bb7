package keras

import (
	"os"
	"path/filepath"
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/datasets"
	"kerash/tensor"
)

// preprocessMember is preprocess_input of a module with a mode.
func preprocessMember(module, mode string) object.Member {
	doc := map[string]string{
		"":      "Returns x: the networks take pixels from 0 to 255 as they are.",
		"tf":    "Scales pixels from 0 to 255 to the range -1 to 1, arrays of floats in place.",
		"torch": "Scales pixels from 0 to 255 to 0 to 1 and normalizes the channels, arrays of floats in place.",
		"caffe": "Turns pixels from 0 to 255 from RGB to BGR and takes the mean off each channel, arrays of floats in place.",
	}[mode]
	f := object.Fun("preprocess_input(x, data_format=None)", doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		if mode == "" {
			return a.At(0), nil
		}
		return preprocess(th, a, mode)
	})
	f.Value.(*object.Builtin).Example = ">>> x = keras.applications." + module + ".preprocess_input(np.full((1, 2, 2, 3), 255.0))\n>>> x[0, 0, 0].round(3)\n" +
		map[string]string{"": "array([255., 255., 255.])", "tf": "array([1., 1., 1.])", "torch": "array([2.249, 2.429, 2.64 ])", "caffe": "array([151.061, 138.221, 131.32 ])"}[mode]
	return f
}

// preprocessModeMember is preprocess_input of imagenet_utils, which takes the
// mode.
func preprocessModeMember() object.Member {
	f := object.Fun("preprocess_input(x, data_format=None, mode='caffe')",
		"Pictures with pixels from 0 to 255 as networks want them: mode 'caffe' (BGR around the mean), 'tf' (-1 to 1) or 'torch' (normalized).",
		func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return preprocess(th, a, object.Must(object.Str(th, a.Value("mode"))))
		})
	f.Value.(*object.Builtin).Example = ">>> keras.applications.imagenet_utils.preprocess_input(np.full((1, 1, 1, 3), 255.0), mode='tf')\narray([[[[1., 1., 1.]]]])"
	return f
}

// The means and deviations of the channels of ImageNet's pictures.
var (
	caffeMean   = []float64{103.939, 116.779, 123.68}
	torchMean   = []float64{0.485, 0.456, 0.406}
	torchStddev = []float64{0.229, 0.224, 0.225}
)

// preprocess is imagenet_utils.preprocess_input. It is written with the
// language's operators, as arrays change in place and symbolic tensors make
// layers.
func preprocess(th *object.Thread, a *object.Bound, mode string) (object.Value, error) {
	if mode != "caffe" && mode != "tf" && mode != "torch" {
		return nil, object.ValueErrorf("Expected mode to be one of `caffe`, `tf` or `torch`. Received: mode=%s", mode)
	}
	format := binding.State(th).ImageDataFormat
	if v := a.Value("data_format"); v != nil {
		if v != "channels_first" && v != "channels_last" {
			return nil, object.ValueErrorf("Expected data_format to be one of `channels_first` or `channels_last`. Received: data_format=%s", object.Must(object.Str(th, v)))
		}
		format = v.(string)
	}
	p := &pixels{th: th, first: format == "channels_first", x: a.Value("x")}
	arr, isArray := object.NativeOf(p.x).(*tensor.Array)
	if isArray && !arr.DType().IsFloat() {
		p.x = arr.Cast(binding.State(th).FloatX)
	}
	if mode == "tf" {
		p.do(object.Div, 127.5)
		p.do(object.Sub, 1.0)
		return p.x, nil
	}
	mean, stddev := caffeMean, []float64(nil)
	if mode == "torch" {
		p.do(object.Div, 255.0)
		mean, stddev = torchMean, torchStddev
	} else {
		p.reverse()
	}
	if isArray {
		p.eachChannel(object.Sub, mean)
		p.eachChannel(object.Div, stddev)
		return p.x, nil
	}
	return p.x, p.shift(format, mean, stddev)
}

// pixels is a batch of pictures, or one, on its way through preprocess.
type pixels struct {
	th    *object.Thread
	first bool // channels come first
	x     object.Value
}

func (p *pixels) do(op object.Op, y object.Value) {
	p.x = object.Must(object.InPlaceOp(p.th, op, p.x, y))
}

// channel is the subscript of one channel, or of a slice of them.
func (p *pixels) channel(of object.Value) object.Value {
	if !p.first {
		return object.NewTuple(object.Ellipsis, of)
	}
	all := &object.Slice{}
	if p.rank() == 3 {
		return object.NewTuple(of, object.Ellipsis)
	}
	return object.NewTuple(all, of, object.Ellipsis)
}

func (p *pixels) rank() int {
	shape := object.Must(object.GetAttr(p.th, p.x, "shape"))
	return object.Must(object.Len(p.th, shape))
}

// reverse turns RGB into BGR.
func (p *pixels) reverse() {
	p.x = object.Must(object.Index(p.th, p.x, p.channel(&object.Slice{Step: -1})))
}

// eachChannel changes the channels in place, each by its number.
func (p *pixels) eachChannel(op object.Op, numbers []float64) {
	for i, v := range numbers {
		key := p.channel(i)
		part := object.Must(object.Index(p.th, p.x, key))
		part = object.Must(object.InPlaceOp(p.th, op, part, v))
		if err := object.SetIndex(p.th, p.x, key, part); err != nil {
			object.Throw(err)
		}
	}
}

// shift is eachChannel for tensors.
func (p *pixels) shift(format string, mean, stddev []float64) error {
	dt := binding.State(p.th).FloatX
	if v, err := object.GetAttr(p.th, p.x, "dtype"); err == nil {
		dt = binding.ToDType(p.th, v)
	}
	bias := make([]float64, len(mean))
	for i, m := range mean {
		bias[i] = -m
	}
	constant := func(v []float64) *tensor.Tensor {
		return tensor.FromArray(tensor.FromSlice(v).Cast(dt))
	}
	x, err := callImported(p.th, "tensorflow.keras.backend", "bias_add", object.Pos(p.x, constant(bias), format))
	if err != nil {
		return err
	}
	p.x = x
	if stddev == nil {
		return nil
	}
	by := constant(stddev)
	if p.first {
		by = binding.Context(p.th).Reshape(by, []int{-1, 1, 1})
	}
	p.do(object.Div, by)
	return nil
}

// classIndexURL is where Keras gets the names of ImageNet's classes from.
const classIndexURL = "https://storage.googleapis.com/download.tensorflow.org/data/imagenet_class_index.json"

func decodeMember(module string) object.Member {
	f := object.Fun("decode_predictions(preds, top=5)", "The top classes of each row of predictions as (name, description, score), best first; the names are those of imagenet_class_index.json in the cache folder.", decodePredictions)
	f.Value.(*object.Builtin).Example = ">>> try:\n...     keras.applications." + module + ".decode_predictions(np.zeros((1, 10)))\n... except ValueError as e:\n...     print(type(e).__name__)\nValueError"
	return f
}

func decodePredictions(th *object.Thread, a *object.Bound) (object.Value, error) {
	shape, err := object.GetAttr(th, a.Value("preds"), "shape")
	if err != nil {
		return nil, err
	}
	if s := model.ShapeOf(shapeArg(th, shape)); len(s) != 2 || s[1] != 1000 {
		return nil, object.ValueErrorf("`decode_predictions` expects a batch of predictions (i.e. a 2D array of shape (samples, 1000)). Found array with shape: %s", object.Must(object.Str(th, shape)))
	}
	names, err := classNames(th)
	if err != nil {
		return nil, err
	}
	preds := arrayArg(th, a.Value("preds"))
	scores, top := preds.Floats(), a.Int("top")
	rows := object.NewList()
	for at := 0; at < len(scores); at += 1000 {
		row := scores[at : at+1000]
		order := make([]int, 1000)
		for i := range order {
			order[i] = 999 - i
		}
		sort.SliceStable(order, func(i, j int) bool { return row[order[i]] > row[order[j]] })
		best := object.NewList()
		for _, i := range order[:max(0, min(top, 1000))] {
			name, err := object.Index(th, names, object.Must(object.Str(th, i)))
			if err != nil {
				return nil, err
			}
			score := object.Must(object.Index(th, preds, object.NewTuple(at/1000, i)))
			best.Elems = append(best.Elems, object.NewTuple(append(object.Must(object.ToSlice(th, name)), score)...))
		}
		rows.Elems = append(rows.Elems, best)
	}
	return rows, nil
}

// classNames is the content of imagenet_class_index.json.
func classNames(th *object.Thread) (object.Value, error) {
	checkFiles(th)
	path := filepath.Join(filepath.Dir(datasets.Folder()), "models", "imagenet_class_index.json")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, notDownloaded(classIndexURL, path)
	}
	return callImported(th, "json", "loads", object.Pos(string(text)))
}
