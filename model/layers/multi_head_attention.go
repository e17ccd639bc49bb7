package layers

import (
	"math"
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// MultiHeadAttention is attention with several heads (Vaswani et al., 2017).
type MultiHeadAttention struct {
	model.Base
	NumHeads      any          `arg:"num_heads" doc:"number of heads"`
	KeyDim        any          `arg:"key_dim" doc:"size of each head for queries and keys"`
	ValueDim      any          `arg:"value_dim" default:"None" doc:"size of each head for values; None for key_dim"`
	Dropout       model.Number `arg:"dropout" default:"0.0" doc:"share of the attention weights that is dropped while training"`
	UseBias       bool         `arg:"use_bias" default:"True" doc:"whether the projections have a bias"`
	Output        any          `arg:"output_shape" default:"None" doc:"shape of the output without batch and sequence; None for the query's last axis"`
	AttentionAxes any          `arg:"attention_axes" default:"None" doc:"axes over which attention goes; None for all but batch, heads and features"`
	kernelBias    `args:"inline"`

	query, key, value, output *EinsumDense
	softmax                   *Softmax
	dropout                   *Dropout
	scale                     float64  // of the scores
	shapes                    [3][]int // of query, key and value when built
	axes                      []int
	dot, combine              string
}

// MultiHeadAttentionClass declares MultiHeadAttention.
var MultiHeadAttentionClass = declare(&model.Class{
	Name: "MultiHeadAttention",
	Call: "query, value, key=None, attention_mask=None, return_attention_scores=False, training=None, use_causal_mask=False",
	Doc: "Attention with several heads (Vaswani et al., 2017): queries, keys and values are projected for each head, attended to, " +
		"and the heads' results are projected to the output. Called as layer(query, value, key=None); with query and value the " +
		"same it is self-attention.\n\n" +
		"Shapes: query (batch, queries, dim), value and key (batch, keys, dim); output (batch, queries, dim). " +
		"attention_mask (batch, queries, keys) and use_causal_mask=True exclude positions, return_attention_scores=True returns " +
		"the weights (batch, heads, queries, keys) too.",
	Example: ">>> layer = layers.MultiHeadAttention(num_heads=2, key_dim=4)\n>>> layer(tf.ones((1, 5, 8)), tf.ones((1, 3, 8))).shape\nTensorShape([1, 5, 8])",
	New:     func() any { return new(MultiHeadAttention) },
	Methods: []*model.Method{{
		Signature: "compute_output_shape(self, query_shape, value_shape, key_shape=None)",
		Doc:       "The shape of the output for inputs of the given shapes.",
		Call: func(c *model.Context, obj any, args []any) any {
			return obj.(*MultiHeadAttention).outputShape(model.ShapeOf(args[0]), model.ShapeOf(args[1]), args[2])
		},
	}},
	Restore: restoreMultiHead,
})

// Init implements [model.Initer].
func (m *MultiHeadAttention) Init(st *model.State) {
	m.Base.Init(st)
	m.SupportsMasking = true
	if !model.Truth(m.ValueDim) {
		m.ValueDim = m.KeyDim
	}
	if n, ok := m.AttentionAxes.(int); ok {
		m.AttentionAxes = model.Tup{n}
	}
}

// Build implements [model.Layer].
func (m *MultiHeadAttention) Build(c *model.Context, in model.Value) {
	m.Base.Build(c, in)
	if value, key := m.others(c); value != nil && m.query == nil {
		m.make(c.State, model.One(in).Shape(), value.Shape(), key.Shape())
	}
}

// others is the value and key arguments of a call.
func (m *MultiHeadAttention) others(c *model.Context) (value, key *tensor.Tensor) {
	value = callTensor(c, "value", 0)
	if key = callTensor(c, "key", 1); key == nil {
		key = value
	}
	return value, key
}

// callTensor is a call argument that is given by name or as the i-th further
// positional one; nil for None.
func callTensor(c *model.Context, name string, i int) *tensor.Tensor {
	v, ok := c.Args[name]
	if !ok && i < len(c.Pos) {
		v = c.Pos[i]
	}
	t, _ := v.(*tensor.Tensor)
	return t
}

// make makes the layers inside, for inputs of the given shapes.
func (m *MultiHeadAttention) make(st *model.State, query, value, key []int) {
	m.shapes = [3][]int{query, key, value}
	heads, size := dimension(m.NumHeads), dimension(m.KeyDim)
	m.scale = 1 / math.Sqrt(float64(size))
	m.query = m.project(st, "query", len(query)-1, 1, heads, size)
	m.key = m.project(st, "key", len(key)-1, 1, heads, size)
	m.value = m.project(st, "value", len(value)-1, 1, heads, dimension(m.ValueDim))
	rank := len(value) + 1
	m.axes = rangeFrom(1, rank-2)
	if m.AttentionAxes != nil {
		m.axes = model.ShapeOf(m.AttentionAxes)
	}
	m.AttentionAxes = model.Tup(axisTuple(m.axes))
	scores := m.equations(rank)
	dtype := model.Named{Name: "dtype", Value: m.Policy}
	m.softmax = model.Find(model.KindLayer, "Softmax").Make(st, nil, model.Named{Name: "axis", Value: model.Tup(axisTuple(rangeFrom(scores-len(m.axes), scores)))}, dtype).(*Softmax)
	m.dropout = model.Find(model.KindLayer, "Dropout").Make(st, []any{m.Dropout.ConfigValue()}, dtype).(*Dropout)
	out := query[len(query)-1:]
	if m.Output != nil {
		out = model.ShapeOf(m.Output)
	}
	m.output = m.project(st, "attention_output", len(query)-1, 2, out...)
	m.TrackAs("_query_dense", m.query)
	m.TrackAs("_key_dense", m.key)
	m.TrackAs("_value_dense", m.value)
	m.TrackAs("_softmax", m.softmax)
	m.TrackAs("_dropout_layer", m.dropout)
	m.TrackAs("_output_dense", m.output)
}

// outputShape is the shape of the output for the shapes of query and value, and
// of key if it is given.
func (m *MultiHeadAttention) outputShape(query, value []int, key any) any {
	if q, v := query[len(query)-1], value[len(value)-1]; q != v {
		tensor.Throwf("ValueError", "The last dimension of `query_shape` and `value_shape` must be equal, but are %d, %d. Received: query_shape={query_shape}, value_shape={value_shape}", q, v)
	}
	if key != nil {
		k := model.ShapeOf(key)
		if !slices.Equal(value[:len(value)-1], k[:len(k)-1]) {
			tensor.Throwf("ValueError", "All dimensions of `value` and `key`, except the last one, must be equal. Received %s and %s", tensor.ShapeString(value), tensor.ShapeString(k))
		}
	}
	if m.Output == nil {
		return model.Tup(axisTuple(query))
	}
	return model.Tup(axisTuple(append(slices.Clone(query[:len(query)-1]), model.ShapeOf(m.Output)...)))
}

// project makes a projection: free axes stay, bound ones are summed over, and
// axes of the given lengths replace them.
func (m *MultiHeadAttention) project(st *model.State, name string, free, bound int, out ...int) *EinsumDense {
	kept, summed, made := letters(0, free), letters(free, bound), letters(free+bound, len(out))
	var bias any
	if m.UseBias {
		bias = made
	}
	shape := make([]any, free-1, free-1+len(out))
	for _, n := range out {
		shape = append(shape, n)
	}
	again := func(init model.Initializer) any { return model.Remake(st, init, model.GetConfig(st, init)) }
	if _, ok := m.KernelInitializer.(model.Callable); ok {
		again = func(init model.Initializer) any { return init }
	}
	return model.Find(model.KindLayer, "EinsumDense").Make(st, nil,
		model.Named{Name: "equation", Value: kept + summed + "," + summed + made + "->" + kept + made},
		model.Named{Name: "output_shape", Value: shape},
		model.Named{Name: "bias_axes", Value: bias},
		model.Named{Name: "name", Value: name},
		model.Named{Name: "dtype", Value: m.Policy},
		model.Named{Name: "kernel_initializer", Value: again(m.KernelInitializer)},
		model.Named{Name: "bias_initializer", Value: again(m.BiasInitializer)},
		model.Named{Name: "kernel_regularizer", Value: m.KernelRegularizer},
		model.Named{Name: "bias_regularizer", Value: m.BiasRegularizer},
		model.Named{Name: "activity_regularizer", Value: m.ActivityRegularizer},
		model.Named{Name: "kernel_constraint", Value: m.KernelConstraint},
		model.Named{Name: "bias_constraint", Value: m.BiasConstraint},
	).(*EinsumDense)
}

// letters is n labels of an equation from the i-th on.
func letters(i, n int) string { return "abcdefghijklmnopqrstuvwxyz"[i : i+n] }

// equations finds the products of scores and of values for projected inputs of
// a rank, and returns the rank of the scores.
func (m *MultiHeadAttention) equations(rank int) int {
	target := letters(0, rank)
	next := rank
	source, batch, attended := "", "", ""
	for i := range rank {
		if slices.Contains(m.axes, i) {
			source += letters(next, 1)
			next++
			continue
		}
		source += target[i : i+1]
		if i < rank-1 {
			batch += target[i : i+1]
		}
	}
	keys := ""
	for _, a := range m.axes {
		attended += target[a : a+1]
		keys += source[a : a+1]
	}
	product := batch + attended + keys
	m.dot = source + "," + target + "->" + product
	m.combine = product + "," + source + "->" + target
	return len(product)
}

// Call implements [model.Layer].
func (m *MultiHeadAttention) Call(c *model.Context, in model.Value) model.Value {
	q := model.One(in)
	v, k := m.others(c)
	if v == nil {
		e := tensor.Errorf("TypeError", "MultiHeadAttention.call() missing 1 required positional argument: 'value'")
		e.Layer = m.Label // the call itself is wrong: not explained further
		tensor.Throw(e)
	}
	if m.query == nil {
		m.make(c.State, q.Shape(), v.Shape(), k.Shape())
	}
	mask := m.mask(c, q, v, callTensor(c, "key", 1))
	inner := func(l model.Layer, x, mask *tensor.Tensor) *tensor.Tensor {
		ctx := c.Inner()
		if mask != nil {
			ctx.Mask = mask
		}
		return model.One(model.Apply(ctx, l, x))
	}
	pq, pk, pv := inner(m.query, q, nil), inner(m.key, k, nil), inner(m.value, v, nil)
	pq = c.Mul(pq, full(pq, m.scale))
	scores := c.Einsum(m.dot, []*tensor.Tensor{pk, pq})
	if mask != nil {
		for mask.Rank() < scores.Rank() {
			mask = c.ExpandDims(mask, -2*len(m.axes)-1)
		}
	}
	scores = inner(m.softmax, scores, mask)
	y := c.Einsum(m.combine, []*tensor.Tensor{inner(m.dropout, scores, nil), pv})
	y = inner(m.output, y, nil)
	if flagArg(c, "return_attention_scores") || len(c.Pos) > 3 && c.Pos[3] == true {
		return model.Tuple{y, scores}
	}
	return y
}

// mask joins the given attention mask with the masks of the inputs and the
// causal one; nil for none.
func (m *MultiHeadAttention) mask(c *model.Context, q, v, k *tensor.Tensor) *tensor.Tensor {
	var auto *tensor.Tensor
	if qm := model.MaskOf(q); qm != nil {
		auto = c.ExpandDims(c.Cast(qm, tensor.Bool), 2)
	}
	for _, x := range []*tensor.Tensor{v, k} {
		if x == nil {
			continue
		}
		if xm := model.MaskOf(x); xm != nil {
			auto = both(c, auto, c.ExpandDims(c.Cast(xm, tensor.Bool), 1))
		}
	}
	if flagArg(c, "use_causal_mask") {
		auto = both(c, auto, causalMask(c, c.MatMul(firstFeature(c, q), firstFeature(c, v), false, true)))
	}
	given := callTensor(c, "attention_mask", 2)
	if given == nil {
		return auto
	}
	if auto == nil {
		return given
	}
	return c.LogicalAnd(c.Cast(given, tensor.Bool), auto)
}

// firstFeature is the first feature of the first sample, (1, steps, 1).
func firstFeature(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	for x.Rank() > 3 {
		x = c.StridedSlice(x, []tensor.Slice{tensor.All(), tensor.All(), tensor.At(0)})
	}
	return c.StopGradient(c.StridedSlice(x, []tensor.Slice{tensor.Span(0, 1), tensor.All(), tensor.Span(0, 1)}))
}

// GetConfig implements [model.Configer].
func (m *MultiHeadAttention) GetConfig(st *model.State) *model.Map {
	cfg := model.AddArgs(st, model.BaseConfig(&m.Base), m)
	for i, name := range []string{"query_shape", "key_shape", "value_shape"} {
		cfg.Set(name, nil)
		if m.shapes[i] != nil {
			cfg.Set(name, model.Tup(axisTuple(m.shapes[i])))
		}
	}
	return cfg
}

func restoreMultiHead(st *model.State, cfg *model.Map) any {
	var kw []model.Named
	for _, k := range cfg.Keys {
		if k != "query_shape" && k != "key_shape" && k != "value_shape" {
			kw = append(kw, model.Named{Name: k, Value: cfg.Vals[k]})
		}
	}
	m := model.Find(model.KindLayer, "MultiHeadAttention").Make(st, nil, kw...).(*MultiHeadAttention)
	q, k, v := cfg.Get("query_shape"), cfg.Get("key_shape"), cfg.Get("value_shape")
	if q != nil && k != nil && v != nil {
		m.make(st, model.ShapeOf(q), model.ShapeOf(v), model.ShapeOf(k))
	}
	return m
}

// dimension is an argument as the length of an axis. It throws TypeError for what
// is no integer.
func dimension(v any) int {
	n, ok := model.AsInt(v)
	if _, fraction := v.(float64); !ok || fraction {
		tensor.Throwf("TypeError", "Dimension value must be integer or None or have an __index__ method, got value '%s' with type '<class '%s'>'", model.Describe(v), model.PythonType(v))
	}
	return n
}
