package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// CategoryEncoding encodes integers as vectors.
type CategoryEncoding struct {
	model.Base
	NumTokens *int   `arg:"num_tokens" default:"None" doc:"number of categories: the integers are 0 to num_tokens - 1"`
	Mode      string `arg:"output_mode" default:"'multi_hot'" doc:"'one_hot', 'multi_hot' or 'count'"`
	Sparse    bool   `arg:"sparse" default:"False" doc:"whether vectors are a sparse tensor rather than a dense one"`
}

// CategoryEncodingClass declares CategoryEncoding.
var CategoryEncodingClass = declare(&model.Class{
	Name: "CategoryEncoding",
	Call: "inputs, count_weights=None",
	Doc: "Encodes integers below num_tokens: one vector for each of them ('one_hot'), or one for each row that marks the " +
		"categories in it ('multi_hot') or counts them ('count', weighted by the call's count_weights).",
	Example: ">>> layers.CategoryEncoding(num_tokens=4, output_mode='one_hot')([3, 2]).numpy()\narray([[0., 0., 0., 1.],\n       [0., 0., 1., 0.]], dtype=float32)",
	New:     func() any { return new(CategoryEncoding) },
})

// Init implements [model.Initer].
func (e *CategoryEncoding) Init(st *model.State) {
	e.Base.Init(st)
	if e.Mode == "binary" {
		e.Mode = "multi_hot"
	}
	checkChoice("CategoryEncoding", "output_mode", e.Mode, "count", "one_hot", "multi_hot")
	if e.NumTokens == nil {
		tensor.Throwf("ValueError", "num_tokens must be set to use this layer. If the number of tokens is not known beforehand, use the IntegerLookup layer instead.")
	}
	if *e.NumTokens < 1 {
		tensor.Throwf("ValueError", "`num_tokens` must be >= 1. Received: num_tokens=%d.", *e.NumTokens)
	}
}

// Call implements [model.Layer].
func (e *CategoryEncoding) Call(c *model.Context, in model.Value) model.Value {
	n := *e.NumTokens
	r, ragged := in.(model.Ragged)
	if ragged {
		in = r.Inner()
	}
	x := whole(c, in)
	var weights *tensor.Tensor
	if v := furtherArg(c, "count_weights"); v != nil {
		if e.Mode != "count" {
			tensor.Throwf("ValueError", "`count_weights` is not used when `output_mode` is not `'count'`. Received `count_weights={count_weights}`.")
		}
		weights = c.Cast(whole(c, v), e.Policy.Compute)
	}
	checkValues(c, x, func(a *tensor.Array) {
		for i := range a.Size() {
			if v := a.Float(i); !(v >= 0 && v < float64(n)) {
				failAssert("Input values must be in the range 0 <= values < num_tokens with num_tokens=%d", n)
			}
		}
	})
	if ragged {
		x = r.WithInner(c.Cast(x, tensor.Int64)).(model.Ragged).Padded(c.Scope, tensor.ConstScalar(int64(maskedOut)))
	}
	return asSparse(c, encodeCategories(c, x, e.Mode, n, e.Policy.Compute, weights), e.Sparse)
}

// furtherArg is the call's argument with a name, or its first further one.
func furtherArg(c *model.Context, name string) any {
	if v := c.Arg(name); v != nil || len(c.Pos) == 0 {
		return v
	}
	return c.Pos[0]
}
