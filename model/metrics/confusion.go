package metrics

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// counts is the variables of a confusion matrix by threshold; nil ones are not
// kept.
type counts struct {
	TP *tensor.Variable `weight:"true_positives"`
	FP *tensor.Variable `weight:"false_positives"`
	TN *tensor.Variable `weight:"true_negatives"`
	FN *tensor.Variable `weight:"false_negatives"`
}

// thresholds is the limits above which a prediction counts as positive.
type thresholds struct {
	values []float64
	even   bool // spread evenly from 0 to 1
}

// negInf stands for the predictions that are not among the largest.
const negInf = -1e10

// parseThresholds reads the thresholds argument: None, a number, or a list of
// numbers between 0 and 1.
func parseThresholds(x any, standard float64) thresholds {
	if x == nil {
		return newThresholds([]float64{standard})
	}
	if _, ok := model.AsFloat(x); ok {
		x = []any{x}
	}
	items, ok := model.Sequence(x)
	if !ok {
		tensor.Throwf("TypeError", "'<' not supported between instances of '%s' and 'int'", model.PythonType(x))
	}
	var values []float64
	var bad []any
	for _, it := range items {
		v, ok := model.AsFloat(it)
		if !ok || v < 0 || v > 1 {
			bad = append(bad, it)
		}
		values = append(values, v)
	}
	if len(bad) > 0 {
		throwf("Threshold values must be in [0, 1]. Received: %s", model.Describe(bad))
	}
	return newThresholds(values)
}

// limits is the argument thresholds: in a config as it was given, as an
// attribute the list of those that are used.
type limits struct {
	given any
	used  []float64
}

// SetArg implements [model.ArgSetter].
func (l *limits) SetArg(st *model.State, v any) error {
	l.given = v
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (l limits) ConfigValue() any { return l.given }

// AttrValue implements [model.AttrValuer].
func (l limits) AttrValue() any { return floats(l.used) }

func floats(vs []float64) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v
	}
	return out
}

func newThresholds(values []float64) thresholds { return thresholds{values, isEven(values)} }

func isEven(values []float64) bool {
	n := len(values)
	if n < 3 {
		return false
	}
	for i, v := range values {
		want := float64(float32(i)) / float64(n-1)
		if math.Abs(v-want) > 1e-7+1e-5*math.Abs(want) {
			return false
		}
	}
	return true
}

// evenly is n thresholds from 0 to 1, the outer ones moved out by eps.
func evenly(n int, eps float64) thresholds {
	roomFor(n)
	values := make([]float64, n)
	for i := range values {
		values[i] = float64(i) / float64(n-1)
	}
	values[0], values[n-1] = -eps, 1+eps
	if eps == 0 {
		values[0] = 0
	}
	return thresholds{values, true}
}

// roomFor throws MemoryError for a list that no machine has room for.
func roomFor(n int) {
	if n >= 1<<32 {
		tensor.Throwf("MemoryError", "")
	}
}

// confusion is how a metric counts.
type confusion struct {
	counts
	thresholds
	topK, classID *int
	labels        bool           // each label of its own
	labelWeights  *tensor.Tensor // nil for none
}

// update counts a batch.
func (k *confusion) update(c *model.Context, m *model.MetricBase, yTrue, yPred, weight any) {
	t, p := c.Cast(model.ToTensor(c, yTrue), m.DType), c.Cast(model.ToTensor(c, yPred), m.DType)
	t, p = model.MatchRanks(c, t, p)
	var w *tensor.Tensor
	if weight != nil {
		w = model.FitWeight(c, p, c.Cast(model.ToTensor(c, weight), m.DType))
	}
	requireCompatible(p, t)
	if k.topK != nil {
		p = largest(c, p, *k.topK)
	}
	if k.classID != nil {
		t, p = pick(c, t, *k.classID), pick(c, p, *k.classID)
	}
	if w != nil {
		w = spread(c, w, p)
	}
	if k.labelWeights != nil {
		lw := spread(c, c.ExpandDims(k.labelWeights, 0), p)
		if w == nil {
			w = lw
		} else {
			w = c.Mul(w, lw)
		}
	}
	if k.even {
		k.buckets(c, m, t, p, w)
	} else {
		k.compare(c, m, t, p, w)
	}
}

func requireCompatible(p, t *tensor.Tensor) {
	a, b := p.Shape(), t.Shape()
	ok := len(a) == len(b)
	for i := 0; ok && i < len(a); i++ {
		ok = a[i] == b[i] || a[i] == -1 || b[i] == -1
	}
	if !ok {
		throwf("Shapes %s and %s are incompatible", tensor.ShapeString(a), tensor.ShapeString(b))
	}
}

// largest leaves the k largest predictions of each sample.
func largest(c *model.Context, p *tensor.Tensor, k int) *tensor.Tensor {
	_, at := c.TopK(p, k, false, tensor.Int32)
	in := c.Sum(c.OneHot(at, p.Dim(-1), 1, 0, -1, p.DType()), []int{-2}, false)
	return c.Add(c.Mul(p, in), c.Mul(full(p, negInf), c.Sub(full(p, 1), in)))
}

// pick is one class of the last axis, which stays with length 1.
func pick(c *model.Context, x *tensor.Tensor, class int) *tensor.Tensor {
	index := make([]tensor.Slice, x.Rank())
	for i := range index {
		index[i] = tensor.All()
	}
	index[len(index)-1] = tensor.At(class)
	return c.ExpandDims(c.StridedSlice(x, index), -1)
}

// spread is a weight in the shape of x. It throws ValueError when it does not
// fit.
func spread(c *model.Context, w, x *tensor.Tensor) *tensor.Tensor {
	if w.Rank() != 0 && w.Rank() != x.Rank() {
		throwf("weights can not be broadcast to values. values.rank=%d. weights.rank=%d. values.shape=%s. weights.shape=%s.%s", x.Rank(), w.Rank(), tensor.ShapeString(x.Shape()), tensor.ShapeString(w.Shape()), received(w, x))
	}
	for i := range w.Rank() {
		if w.Dim(i) != 1 && w.Dim(i) != x.Dim(i) {
			throwf("weights can not be broadcast to values. Mismatch at dim %d. values.shape=%s, weights.shape=%s.%s", i, arrayText(x.Shape()), arrayText(w.Shape()), received(w, x))
		}
	}
	return c.BroadcastLike(w, x)
}

// arrayText is a shape as an array of NumPy's shows it.
func arrayText(shape []int) string { return tensor.IntTensor(tensor.Int32, shape...).Array().String() }

// received is the end of a message that shows weights and values, where they
// are known.
func received(w, x *tensor.Tensor) string {
	if w.IsSymbolic() || x.IsSymbolic() {
		return ""
	}
	return " Received weights=" + w.Array().String() + ", values=" + x.Array().String()
}

// buckets sorts the predictions into the spans between even thresholds and
// sums from above.
func (k *confusion) buckets(c *model.Context, m *model.MetricBase, t, p, w *tensor.Tensor) {
	n := len(k.values)
	p = c.Clip(p, 0, 1)
	t = c.Cast(c.Cast(t, tensor.Bool), t.DType())
	yes, no := t, c.Sub(full(t, 1), t)
	if w != nil {
		yes, no = c.Mul(yes, w), c.Mul(no, w)
	}
	at := c.Sub(c.Ceil(c.Mul(p, full(p, float64(n-1)))), full(p, 1))
	if k.values[0] < 0 || k.values[n-1] > 1 {
		at = c.Relu(at)
	}
	ids := c.Cast(at, tensor.Int32)
	// perLabel is sums by bucket, of all samples or (n, labels) of each label.
	sums := func(x *tensor.Tensor) (above, all *tensor.Tensor) {
		if !k.labels {
			x = c.Reshape(x, []int{-1})
			above = c.CumSum(c.UnsortedSegmentSum(x, c.Reshape(ids, []int{-1}), n), 0, false, true)
			return above, c.Sum(x, nil, false)
		}
		labels := x.Dim(-1)
		offset := make([]int, labels)
		for i := range offset {
			offset[i] = i * n
		}
		flat := c.Reshape(c.Add(ids, tensor.IntTensor(tensor.Int32, offset...)), []int{-1})
		by := c.Reshape(c.UnsortedSegmentSum(c.Reshape(x, []int{-1}), flat, labels*n), []int{labels, n})
		return c.Transpose(c.CumSum(by, 1, false, true), []int{1, 0}), c.Sum(x, []int{0}, false)
	}
	tp, allYes := sums(yes)
	fp, allNo := sums(no)
	k.add(c, m, tp, fp, func() *tensor.Tensor { return c.Sub(allNo, fp) }, func() *tensor.Tensor { return c.Sub(allYes, tp) })
}

// compare holds every prediction against every threshold.
func (k *confusion) compare(c *model.Context, m *model.MetricBase, t, p, w *tensor.Tensor) {
	n := len(k.values)
	limits := tensor.FromArray(tensor.FromSlice(k.values).Cast(m.DType))
	label := c.Cast(t, tensor.Bool)
	if k.labels {
		p, label = c.ExpandDims(p, 0), c.ExpandDims(label, 0)
		limits = c.Reshape(limits, []int{n, 1, 1})
	} else {
		p, label = c.Reshape(p, []int{1, -1}), c.Reshape(label, []int{1, -1})
		limits = c.Reshape(limits, []int{n, 1})
		if w != nil {
			w = c.Reshape(w, []int{1, -1})
		}
	}
	positive := c.Greater(p, limits)
	count := func(a, b *tensor.Tensor) *tensor.Tensor {
		x := c.Cast(c.LogicalAnd(a, b), m.DType)
		if w != nil {
			x = c.Mul(x, w)
		}
		return c.Sum(x, []int{1}, false)
	}
	other := c.LogicalNot(label)
	k.add(c, m, count(label, positive), count(other, positive),
		func() *tensor.Tensor { return count(other, c.LogicalNot(positive)) },
		func() *tensor.Tensor { return count(label, c.LogicalNot(positive)) })
}

// add adds counts to the variables that are kept.
func (k *confusion) add(c *model.Context, m *model.MetricBase, tp, fp *tensor.Tensor, tn, fn func() *tensor.Tensor) {
	if k.TP != nil {
		m.Accumulate(c, k.TP, tp)
	}
	if k.FP != nil {
		m.Accumulate(c, k.FP, fp)
	}
	if k.TN != nil {
		m.Accumulate(c, k.TN, tn())
	}
	if k.FN != nil {
		m.Accumulate(c, k.FN, fn())
	}
}
