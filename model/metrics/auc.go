package metrics

import (
	"sort"
	"strings"

	"kerash/model"
	"kerash/tensor"
)

// AUC is the area under the ROC or precision-recall curve, approximated from
// counts at fixed thresholds.
type AUC struct {
	NumThresholds   int       `arg:"num_thresholds" compared:"<= int" default:"200" doc:"number of thresholds of the approximation"`
	Curve           curve     `arg:"curve" default:"'ROC'" doc:"'ROC' or 'PR', precision against recall"`
	SummationMethod summation `arg:"summation_method" default:"'interpolation'" doc:"'interpolation', 'minoring' or 'majoring': the height of the strips"`

	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"dtype" default:"None"`

	Thresholds   inner `arg:"thresholds" default:"None" config:"-" doc:"thresholds to use instead of evenly spread ones"`
	MultiLabel   bool  `arg:"multi_label" default:"False" doc:"whether each label gets an area, of which the mean is taken"`
	NumLabels    *int  `arg:"num_labels" default:"None" doc:"number of labels with multi_label"`
	LabelWeights any   `arg:"label_weights" default:"None" doc:"weights of the labels"`
	FromLogits   bool  `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	model.MetricBase
	confusion
	weights *tensor.Tensor
}

// inner is limits of which Keras makes the list anew each time it is asked.
type inner struct{ limits }

// AttrValue implements [model.AttrValuer].
func (l inner) AttrValue() any { return model.Untracked(floats(l.used)) }

// curve is the argument curve, a member of an enumeration as an attribute.
type curve string

// SetArg implements [model.ArgSetter].
func (k *curve) SetArg(st *model.State, v any) error {
	*k = curve(model.Describe(v))
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (k curve) ConfigValue() any { return string(k) }

// AttrValue implements [model.AttrValuer].
func (k curve) AttrValue() any { return model.Member{Enum: "AUCCurve", Name: string(k)} }

// summation is the argument summation_method, likewise.
type summation string

// SetArg implements [model.ArgSetter].
func (s *summation) SetArg(st *model.State, v any) error {
	*s = summation(model.Describe(v))
	return nil
}

// ConfigValue implements [model.ConfigValuer].
func (s summation) ConfigValue() any { return string(s) }

// AttrValue implements [model.AttrValuer].
func (s summation) AttrValue() any {
	return model.Member{Enum: "AUCSummationMethod", Name: strings.ToUpper(string(s))}
}

// AUCClass declares AUC.
var AUCClass = declare(&model.Class{
	Name: "AUC",
	Doc:  "The area under the ROC curve (or the precision-recall curve), approximated from counts at fixed thresholds.",
	Example: `>>> m = keras.metrics.AUC(num_thresholds=3)
>>> m.update_state([0, 0, 1, 1], [0, 0.5, 0.3, 0.9])
>>> m.result().numpy()
0.75`,
	New: func() any { return new(AUC) },
}, "")

// Init implements [model.Initer].
func (m *AUC) Init(st *model.State) {
	m.setThresholds(st.Epsilon)
	switch m.Curve {
	case "pr", "PR":
		m.Curve = "PR"
	case "roc", "ROC":
		m.Curve = "ROC"
	default:
		throwf("Invalid AUC curve value: \"%s\". Expected values are [\"PR\", \"ROC\"]", m.Curve)
	}
	switch s := summation(strings.ToLower(string(m.SummationMethod))); s {
	case "interpolation", "minoring", "majoring":
		m.SummationMethod = s
	default:
		throwf("Invalid AUC summation method value: \"%s\". Expected values are [\"interpolation\", \"majoring\", \"minoring\"]", m.SummationMethod)
	}
	m.MetricBase.Init(st)
	if m.LabelWeights != nil {
		m.weights = model.AsTensor(m.LabelWeights, m.DType)
		for _, v := range m.weights.Array().Floats() {
			if v < 0 {
				tensor.Throwf("InvalidArgumentError", "All values of `label_weights` must be non-negative.")
			}
		}
	}
	m.labels = m.MultiLabel
	switch {
	case m.MultiLabel && m.NumLabels != nil:
		m.build(st.NewContext(), []int{len(m.values), *m.NumLabels})
	case !m.MultiLabel && m.NumLabels != nil:
		throwf("`num_labels` is needed only when `multi_label` is True.")
	case !m.MultiLabel:
		m.labelWeights = m.weights
		m.build(st.NewContext(), []int{len(m.values)})
	}
}

func (m *AUC) setThresholds(eps float64) {
	given := m.Thresholds.given
	defer func() { m.Thresholds.used = m.values }()
	if given == nil {
		if m.NumThresholds <= 1 {
			throwf("Argument `num_thresholds` must be an integer > 1. Received: num_thresholds=%d", m.NumThresholds)
		}
		m.confusion.thresholds = evenly(m.NumThresholds, eps)
		return
	}
	items, ok := model.Sequence(given)
	if !ok {
		tensor.Throwf("TypeError", "thresholds should be a list of numbers, received: %s", model.Describe(given))
	}
	values := []float64{0}
	for _, it := range items {
		v, _ := model.AsFloat(it)
		values = append(values, v)
	}
	sort.Float64s(values[1:])
	values = append(values, 1)
	even := isEven(values)
	values[0], values[len(values)-1] = -eps, 1+eps
	m.NumThresholds = len(values)
	m.confusion.thresholds = thresholds{values, even}
}

func (m *AUC) build(c *model.Context, shape []int) {
	m.TP = m.AddWeight(c, "true_positives", shape, nil)
	m.TN = m.AddWeight(c, "true_negatives", shape, nil)
	m.FP = m.AddWeight(c, "false_positives", shape, nil)
	m.FN = m.AddWeight(c, "false_negatives", shape, nil)
}

// AddConfig implements [model.ConfigAdder].
func (m *AUC) AddConfig(cfg *model.Map) {
	order(cfg, "name", "dtype")
	if m.Thresholds.given != nil {
		cfg.Set("thresholds", floats(m.values[1:len(m.values)-1]))
	}
}

// Update implements [model.Metric].
func (m *AUC) Update(c *model.Context, yTrue, yPred, weight any) {
	p := model.ToTensor(c, yPred)
	if m.TP == nil {
		if p.Rank() != 2 {
			throwf("`y_pred` must have rank 2 when `multi_label=True`. Found rank %d. Full shape received for `y_pred`: %s", p.Rank(), tensor.ShapeString(p.Shape()))
		}
		m.build(c, []int{len(m.values), p.Dim(1)})
	}
	if m.FromLogits {
		p = c.Sigmoid(p)
	}
	if m.weights != nil && p.Rank() > 0 && p.Dim(-1) != m.weights.Dim(0) {
		throwf("Number of labels is not consistent..  Specified by tensor shape=%s dtype=%s dimension 1.  Tensor shape=%s dtype=float32 dimension 0 must have size %d.  Received size %d, shape %s",
			tensor.ShapeString(p.Shape()), p.DType(), tensor.ShapeString(m.weights.Shape()), p.Dim(-1), m.weights.Dim(0), tensor.ShapeString(m.weights.Shape()))
	}
	var in any = p
	if _, raw := yPred.(*tensor.Array); raw && !m.FromLogits {
		in = yPred
	}
	m.update(c, &m.MetricBase, yTrue, in, weight)
}

// Result implements [model.Metric].
func (m *AUC) Result(c *model.Context) model.Value {
	if m.TP == nil {
		return tensor.Full(m.DType, 0)
	}
	if m.Curve == "PR" && m.SummationMethod == "interpolation" {
		return m.average(c, m.interpolated(c))
	}
	x, y := share(c, m.FP, m.TN), share(c, m.TP, m.FN)
	if m.Curve == "PR" {
		x, y = y, share(c, m.TP, m.FP)
	}
	n := len(m.values)
	var height *tensor.Tensor
	switch a, b := head(c, y, n), tail(c, y); m.SummationMethod {
	case "minoring":
		height = c.Minimum(a, b)
	case "majoring":
		height = c.Maximum(a, b)
	default:
		height = c.Div(c.Add(a, b), full(a, 2))
	}
	return m.average(c, c.Mul(c.Sub(head(c, x, n), tail(c, x)), height))
}

// head is all but the last along the thresholds, tail all but the first.
func head(c *model.Context, x *tensor.Tensor, n int) *tensor.Tensor {
	return c.StridedSlice(x, []tensor.Slice{tensor.Span(0, n-1)})
}

func tail(c *model.Context, x *tensor.Tensor) *tensor.Tensor {
	return c.StridedSlice(x, []tensor.Slice{tensor.Span(1, tensor.NoIndex)})
}

// interpolated is the areas of the strips under the precision-recall curve,
// between whose points true positives are interpolated (Davis and Goadrich
// 2006).
func (m *AUC) interpolated(c *model.Context) *tensor.Tensor {
	n := len(m.values)
	tp := c.Read(m.TP)
	p := c.Add(tp, c.Read(m.FP))
	zero, one := full(tp, 0), full(tp, 1)
	dtp := c.Sub(head(c, tp, n), tail(c, tp))
	dp := c.Sub(head(c, p, n), tail(c, p))
	slope := c.DivNoNan(dtp, c.Maximum(dp, zero))
	intercept := c.Sub(tail(c, tp), c.Mul(slope, tail(c, p)))
	both := c.LogicalAnd(c.Greater(head(c, p, n), zero), c.Greater(tail(c, p), zero))
	ratio := c.Select(both, c.DivNoNan(head(c, p, n), c.Maximum(tail(c, p), zero)), c.BroadcastLike(one, dp))
	sum := c.Mul(slope, c.Add(dtp, c.Mul(intercept, c.Log(ratio))))
	return c.DivNoNan(sum, c.Maximum(c.Add(tail(c, tp), tail(c, c.Read(m.FN))), zero))
}

// average sums the strips, and takes the mean over labels.
func (m *AUC) average(c *model.Context, strips *tensor.Tensor) *tensor.Tensor {
	if !m.MultiLabel {
		return c.Sum(strips, nil, false)
	}
	by := c.Sum(strips, []int{0}, false)
	if m.weights == nil {
		return c.Mean(by, nil, false)
	}
	return c.DivNoNan(c.Sum(c.Mul(by, m.weights), nil, false), c.Sum(m.weights, nil, false))
}
