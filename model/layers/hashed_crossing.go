package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// HashedCrossing maps combinations of features to bins.
type HashedCrossing struct {
	model.Base
	NumBins int    `arg:"num_bins" doc:"number of bins"`
	Mode    string `arg:"output_mode" default:"'int'" doc:"'int' or 'one_hot'"`
	Sparse  bool   `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
	DType   any    `arg:"dtype" default:"None" kwonly:"true" config:"-" doc:"dtype of the output"`
}

// HashedCrossingClass declares HashedCrossing.
var HashedCrossingClass = declare(&model.Class{
	Name:      "HashedCrossing",
	SameShape: true,
	Doc: "Maps the combinations of several features, texts or integers of shape (batch,) or (batch, 1), to num_bins bins by " +
		"a hash: hash(all features) % num_bins.",
	Example: ">>> layers.HashedCrossing(num_bins=5)([tf.constant(['A', 'B']), tf.constant([1, 2])]).numpy()\narray([0, 1])",
	New:     func() any { return new(HashedCrossing) },
})

// Init implements [model.Initer].
func (h *HashedCrossing) Init(st *model.State) {
	categoryDType(st, &h.Policy, h.DType, h.Mode)
	h.Base.Init(st)
	checkCategoryDType(h.Policy, h.Mode, "'")
	checkChoice(h.ClassName(), "output_mode", h.Mode, "int", "one_hot")
}

// Call implements [model.Layer].
func (h *HashedCrossing) Call(c *model.Context, in model.Value) model.Value {
	if _, list := c.Given.(model.List); list && !model.IsNested(in) { // of strings, which are one tensor by now
		in = tensorList(c.Unstack(model.One(in), 0))
	}
	if !model.IsNested(in) {
		tensor.Throwf("ValueError", "`HashedCrossing` should be called on a list or tuple of inputs. Received: inputs=%s", model.Text(in))
	}
	items := model.Items(in)
	if len(items) < 2 {
		tensor.Throwf("ValueError", "`HashedCrossing` should be called on at least two inputs. Received: inputs=%s", describeValue(in))
	}
	xs := make([]*tensor.Tensor, len(items))
	for i, it := range items {
		xs[i] = whole(c, it)
	}
	checkCrossed(xs)
	for i, x := range xs {
		if x.DType() != tensor.String {
			xs[i] = c.Cast(x, tensor.Int64)
		}
	}
	y := c.Apply1(opCrossHash, h.NumBins, xs...)
	return asSparse(c, encodeCategories(c, y, h.Mode, h.NumBins, h.Policy.Compute, nil), h.Sparse && h.Mode == "one_hot")
}

func checkCrossed(xs []*tensor.Tensor) {
	first := xs[0].Shape()
	received := func() string {
		return describeValue(tensorList(xs))
	}
	if n := len(first); n > 2 || n == 2 && first[1] != 1 {
		tensor.Throwf("ValueError", "All `HashedCrossing` inputs should have shape `[]`, `[batch_size]` or `[batch_size, 1]`. Received: inputs=%s", received())
	}
	for _, x := range xs[1:] {
		if !tensor.SameShape(x.Shape(), first) {
			tensor.Throwf("ValueError", "All `HashedCrossing` inputs should have equal shape. Received: inputs=%s", received())
		}
	}
	for _, x := range xs {
		if dt := x.DType(); !dt.IsInteger() && dt != tensor.String {
			tensor.Throwf("ValueError", "All `HashedCrossing` inputs should have an integer or string dtype. Received: inputs=%s", received())
		}
	}
}

func tensorList(xs []*tensor.Tensor) model.List {
	out := make(model.List, len(xs))
	for i, x := range xs {
		out[i] = x
	}
	return out
}

// describeValue is a value in an error message.
func describeValue(v model.Value) string {
	switch v := v.(type) {
	case model.List:
		return model.Describe([]any(anyList(v)))
	case model.Tuple:
		return model.Describe(model.Tup(anyList(v)))
	}
	return model.Describe(v)
}

func anyList[T any](vs []T) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v
	}
	return out
}

// opCrossHash mixes the fingerprints of strings and int64 of several inputs,
// element by element; the attribute is the number of bins.
var opCrossHash = &tensor.Op{
	Name:   "CrossHashed", // TensorFlow's SparseCrossHashed takes its inputs in another way
	Inputs: "-",
	Infer:  func(c *tensor.Call) []tensor.Spec { return []tensor.Spec{{DType: tensor.Int64, Shape: c.In[0].Shape}} },
	Eval: func(c *tensor.Call, in, out []*tensor.Array) {
		y := tensor.Data[int64](out[0])
		for i := range y {
			h := tensor.CrossKey
			for _, x := range in {
				if x.DType() == tensor.String {
					h = tensor.CrossFingerprints(h, tensor.Fingerprint64(x.Str(i)))
				} else {
					h = tensor.CrossFingerprints(h, uint64(x.Int(i)))
				}
			}
			y[i] = int64(h % uint64(c.Attr.(int)))
		}
	},
}
