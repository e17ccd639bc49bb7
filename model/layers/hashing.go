package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// Hashing maps texts or integers to bins.
type Hashing struct {
	model.Base
	NumBins   *int   `arg:"num_bins" doc:"number of bins, with the one for mask_value"`
	MaskValue any    `arg:"mask_value" default:"None" doc:"value that alone gets bin 0"`
	Salt      any    `arg:"salt" default:"None" doc:"an integer, or two: hash with SipHash64 and this key rather than with FarmHash64"`
	Mode      string `arg:"output_mode" default:"'int'" doc:"'int', 'one_hot', 'multi_hot' or 'count'"`
	Sparse    bool   `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
	DType     any    `arg:"dtype" default:"None" kwonly:"true" config:"-" doc:"dtype of the output"`
}

// HashingClass declares Hashing.
var HashingClass = declare(&model.Class{
	Name:      "Hashing",
	ArgsFirst: true,
	SameShape: true,
	Doc: "Maps texts or integers to num_bins bins by a hash, the same on every machine: FarmHash64, or SipHash64 with a " +
		"salt. Different values may share a bin.",
	Example:     ">>> layers.Hashing(num_bins=3)([['A'], ['B'], ['C']]).numpy().ravel()\narray([1, 0, 1])",
	ConfigOrder: []string{"num_bins", "salt", "mask_value", "output_mode", "sparse"},
	New:         func() any { return new(Hashing) },
})

// Init implements [model.Initer].
func (h *Hashing) Init(st *model.State) {
	if h.NumBins == nil || *h.NumBins <= 0 {
		tensor.Throwf("ValueError", "The `num_bins` for `Hashing` cannot be `None` or non-positive values. Received: num_bins=%s.", describeInt(h.NumBins))
	}
	categoryDType(st, &h.Policy, h.DType, h.Mode)
	if h.Mode == "int" && !h.Policy.Compute.IsInteger() {
		categoryDType(st, &h.Policy, nil, h.Mode)
	}
	h.Base.Init(st)
	checkChoice(h.ClassName(), "output_mode", h.Mode, "int", "one_hot", "multi_hot", "count")
	if h.Sparse && h.Mode == "int" {
		tensor.Throwf("ValueError", "`sparse` may only be true if `output_mode` is `\"one_hot\"`, `\"multi_hot\"`, or `\"count\"`. Received: sparse=True and output_mode=%s", h.Mode)
	}
	if h.Salt == nil {
		return
	}
	if n, ok := h.Salt.(int); ok {
		h.Salt = []any{n, n}
	} else if items, ok := model.Sequence(h.Salt); !ok || len(items) != 2 {
		tensor.Throwf("ValueError", "The `salt` argument for `Hashing` can only be a tuple of size 2 integers, or a single integer. Received: salt=%s.", model.Describe(h.Salt))
	}
}

func describeInt(n *int) string {
	if n == nil {
		return "None"
	}
	return model.Describe(*n)
}

// Call implements [model.Layer].
func (h *Hashing) Call(c *model.Context, in model.Value) model.Value {
	if h.Mode == "int" {
		if y, ok := onElements(in, func(x *tensor.Tensor) *tensor.Tensor { return h.categories(c, x) }); ok {
			return y
		}
	}
	return asSparse(c, h.categories(c, whole(c, in)), h.Sparse)
}

// categories is the bins of x, or vectors that mark them.
func (h *Hashing) categories(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	bins := int64(*h.NumBins)
	var mask *tensor.Tensor
	if h.MaskValue != nil && bins > 1 {
		bins--
		mask = c.Equal(x, constantOf(h.MaskValue, x.DType()))
	}
	if x.DType().IsInteger() {
		x = c.AsString(x, -1, false, false, -1, "")
	}
	x = h.hash(c, x, bins)
	if mask != nil {
		x = c.Add(x, full(x, 1))
		x = c.Select(mask, c.ZerosLike(x), x)
	}
	return encodeCategories(c, x, h.Mode, *h.NumBins, h.Policy.Compute, nil)
}

// constantOf is an argument as a tensor of a dtype.
func constantOf(v any, dt tensor.DType) *tensor.Tensor {
	if s, ok := v.(string); ok {
		return tensor.ConstScalar(s)
	}
	return model.AsTensor(v, dt)
}

func (h *Hashing) hash(c *model.Context, x *tensor.Tensor, bins int64) (y *tensor.Tensor) {
	err := tensor.Catch(func() {
		if items, ok := model.Sequence(h.Salt); ok {
			k0, _ := model.AsInt(items[0])
			k1, _ := model.AsInt(items[1])
			y = c.HashBucketStrong(x, bins, [2]uint64{uint64(k0), uint64(k1)})
			return
		}
		y = c.HashBucketFast(x, bins)
	})
	if bad, ok := err.(*tensor.Error); ok && x.DType() != tensor.String {
		bad.Msg += "hash" // the name that Keras gives the op
	}
	tensor.Check(err)
	return y
}
