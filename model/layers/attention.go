package layers

import (
	"kerash/model"
	"kerash/tensor"
)

// denseAttention is what Attention and AdditiveAttention share.
type denseAttention struct {
	Dropout model.Number `arg:"dropout" default:"0.0" kwonly:"true" doc:"share of the attention weights that is dropped while training"`
	Causal  bool         `arg:"causal" default:"False" kwonly:"true" config:"-" doc:"old form of use_causal_mask in the call"`
	Seed    model.Seed   `arg:"seed" default:"None" kwonly:"true" config:"-" doc:"an integer makes the dropout reproducible"`
	random  random
}

// Attention is dot-product attention.
type Attention struct {
	model.Base
	UseScale       bool   `arg:"use_scale" default:"False" doc:"whether to learn a factor of the scores"`
	ScoreMode      string `arg:"score_mode" default:"'dot'" doc:"'dot' for query · key, 'concat' for the sum of tanh(query + key)"`
	denseAttention `args:"inline"`

	Scale  *tensor.Variable `weight:"scale"`
	Concat *tensor.Variable `weight:"concat_score_weight"`
}

// AttentionClass declares Attention.
var AttentionClass = declare(&model.Class{
	Name: "Attention",
	Call: "inputs, mask=None, training=None, return_attention_scores=False, use_causal_mask=False",
	Doc: "Dot-product attention (Luong): called on [query, value] or [query, value, key], it gives for each query the mean of " +
		"the values, weighted by the softmax of its scores with the keys.\n\n" +
		"Shapes: query (batch, queries, dim), value and key (batch, keys, dim); output (batch, queries, dim). " +
		"mask=[query_mask, value_mask] excludes positions, use_causal_mask=True later ones, return_attention_scores=True " +
		"returns the weights too.",
	Example:     ">>> layers.Attention()([tf.ones((1, 2, 3)), tf.ones((1, 4, 3))]).shape\nTensorShape([1, 2, 3])",
	ConfigOrder: []string{"dropout", "use_scale", "score_mode"},
	New:         func() any { return new(Attention) },
})

// Init implements [model.Initer].
func (a *Attention) Init(st *model.State) {
	a.Base.Init(st)
	if a.ScoreMode != "dot" && a.ScoreMode != "concat" {
		tensor.Throwf("ValueError", "Received: score_mode=%s. Acceptable values are: [\"dot\", \"concat\"]", a.ScoreMode)
	}
	a.SupportsMasking = true
	a.random.Seed = a.Seed
}

// Build implements [model.Layer].
func (a *Attention) Build(c *model.Context, in model.Value) {
	ones := model.Resolve(c.State, model.KindInitializer, "ones").(model.Initializer)
	if a.UseScale {
		a.Scale = a.AddWeight(c, "scale", []int{}, ones)
	}
	if a.ScoreMode == "concat" {
		a.Concat = a.AddWeight(c, "concat_score_weight", []int{}, ones)
	}
}

// Call implements [model.Layer].
func (a *Attention) Call(c *model.Context, in model.Value) model.Value {
	return a.attend(c, &a.Base, in, func(q, k *tensor.Tensor) *tensor.Tensor {
		if a.ScoreMode == "dot" {
			scores := c.MatMul(q, k, false, true)
			if a.Scale != nil {
				scores = c.Mul(scores, a.ReadWeight(c, a.Scale))
			}
			return scores
		}
		sum := c.Add(c.ExpandDims(q, -2), c.ExpandDims(k, -3))
		if a.Scale != nil {
			sum = c.Mul(a.ReadWeight(c, a.Scale), sum)
		}
		return c.Mul(a.ReadWeight(c, a.Concat), c.Sum(c.Tanh(sum), []int{-1}, false))
	})
}

// ComputeMask implements [model.Masker].
func (a *Attention) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	return attentionMask(mask)
}

// AdditiveAttention is attention whose scores are sums of tanh.
type AdditiveAttention struct {
	model.Base
	UseScale       bool `arg:"use_scale" default:"True" doc:"whether to learn a factor for each element of the sums"`
	denseAttention `args:"inline"`

	Scale *tensor.Variable `weight:"scale"`
}

// AdditiveAttentionClass declares AdditiveAttention.
var AdditiveAttentionClass = declare(&model.Class{
	Name: "AdditiveAttention",
	Call: "inputs, mask=None, training=None, return_attention_scores=False, use_causal_mask=False",
	Doc: "Additive attention (Bahdanau): like Attention, with scores that are sums of scale * tanh(query + key). Shapes and " +
		"call arguments are those of Attention.",
	Example:     ">>> layers.AdditiveAttention()([tf.ones((1, 2, 3)), tf.ones((1, 4, 3))]).shape\nTensorShape([1, 2, 3])",
	ConfigOrder: []string{"dropout", "use_scale"},
	New:         func() any { return new(AdditiveAttention) },
})

// Init implements [model.Initer].
func (a *AdditiveAttention) Init(st *model.State) {
	a.Base.Init(st)
	a.SupportsMasking = true
	a.random.Seed = a.Seed
}

// Build implements [model.Layer].
func (a *AdditiveAttention) Build(c *model.Context, in model.Value) {
	xs, ok := inputs(in)
	if !ok || len(xs) < 2 || !a.UseScale {
		return
	}
	a.Scale = a.AddWeight(c, "scale", []int{xs[1].Dim(-1)}, nil)
}

// Call implements [model.Layer].
func (a *AdditiveAttention) Call(c *model.Context, in model.Value) model.Value {
	return a.attend(c, &a.Base, in, func(q, k *tensor.Tensor) *tensor.Tensor {
		sum := c.Tanh(c.Add(c.ExpandDims(q, -2), c.ExpandDims(k, -3)))
		if a.Scale != nil {
			sum = c.Mul(a.ReadWeight(c, a.Scale), sum)
		}
		return c.Sum(sum, []int{-1}, false)
	})
}

// ComputeMask implements [model.Masker].
func (a *AdditiveAttention) ComputeMask(c *model.Context, in, mask model.Value) model.Value {
	return attentionMask(mask)
}

// flagArg is a call argument that is True or False, False when not given.
func flagArg(c *model.Context, name string) bool {
	v, _ := model.AsFloat(c.Args[name])
	return v != 0
}

// attentionMask is the mask of the queries, nil for none.
func attentionMask(mask model.Value) model.Value {
	if masks := model.Items(mask); len(masks) > 0 && masks[0] != nil {
		return masks[0]
	}
	return nil
}

// attend computes the attention with a score function.
func (a *denseAttention) attend(c *model.Context, b *model.Base, in model.Value, score func(q, k *tensor.Tensor) *tensor.Tensor) model.Value {
	xs, masks := a.check(c, b, in)
	q, v := xs[0], xs[1]
	k := xs[len(xs)-1]
	scores := score(q, k)
	var kept *tensor.Tensor
	if masks[1] != nil {
		kept = c.ExpandDims(masks[1], -2)
	}
	if a.Causal || flagArg(c, "use_causal_mask") {
		kept = both(c, kept, causalMask(c, scores))
	}
	if kept != nil {
		scores = c.Add(scores, blocked(c, kept, scores.DType()))
	}
	weights := c.Softmax(scores, -1)
	dropped := a.random.drop(c, weights, a.Dropout, nil)
	y := c.MatMul(dropped, v, false, false)
	if masks[0] != nil {
		y = c.Mul(y, c.Cast(c.ExpandDims(masks[0], -1), y.DType()))
	}
	if flagArg(c, "return_attention_scores") {
		return model.Tuple{y, dropped}
	}
	return y
}

// check throws Keras' errors for wrong inputs and returns them with the masks
// of query and value, nil where there is none.
func (a *denseAttention) check(c *model.Context, b *model.Base, in model.Value) (xs, masks []*tensor.Tensor) {
	class := b.ClassName()
	list, ok := in.(model.List)
	if !ok {
		tensor.Throwf("ValueError", "%s layer must be called on a list of inputs, namely [query, value] or [query, value, key]. Received: %s.", class, model.Text(in))
	}
	xs = model.Leaves(list)
	if len(xs) < 2 || len(xs) > 3 {
		tensor.Throwf("ValueError", "%s layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. Received length: %d.", class, len(xs))
	}
	masks = make([]*tensor.Tensor, 2)
	if c.Mask == nil {
		return xs, masks
	}
	given, ok := c.Mask.(model.List)
	if !ok {
		tensor.Throwf("ValueError", "%s layer mask must be a list, namely [query_mask, value_mask]. Received: %s.", class, model.Describe(c.Mask))
	}
	if len(given) < 2 || len(given) > len(xs) {
		tensor.Throwf("ValueError", "%s layer mask must be a list of length 2, namely [query_mask, value_mask]. Received length: %d.", class, len(given))
	}
	for i := range masks {
		masks[i], _ = given[i].(*tensor.Tensor)
	}
	return xs, masks
}

// both is the conjunction of masks, either of which may be nil.
func both(c *model.Context, a, b *tensor.Tensor) *tensor.Tensor {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return c.LogicalAnd(a, b)
}

// causalMask is true where a key does not lie behind the query: (1, …, queries,
// keys) for scores of such a shape.
func causalMask(c *model.Context, scores *tensor.Tensor) *tensor.Tensor {
	one := scores
	for axis := range scores.Rank() - 2 {
		index := make([]tensor.Slice, axis+1)
		for i := range index {
			index[i] = tensor.All()
		}
		index[axis] = tensor.Span(0, 1)
		one = c.StridedSlice(one, index)
	}
	ones := c.OnesLike(one)
	return c.GreaterEqual(c.CumSum(ones, -2, false, false), c.CumSum(ones, -1, false, false))
}
