package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// fscore is the part of F1Score and FBetaScore.
type fscore struct {
	model.MetricBase
	average   string // "" for none
	beta      float64
	threshold *float64

	counts
	Labels *tensor.Variable `weight:"intermediate_weights"`
	Axis   any              `attr:"axis"` // that the counts are sums over
}

func (m *fscore) start(st *model.State, average, beta, threshold any) {
	switch average {
	case nil, "micro", "macro", "weighted":
		m.average, _ = average.(string)
	default:
		throwf("Invalid `average` argument value. Expected one of: {None, 'micro', 'macro', 'weighted'}. Received: average=%s", model.Describe(average))
	}
	b, ok := beta.(float64)
	if !ok {
		throwf("Invalid `beta` argument value. It should be a Python float. Received: beta=%s of type '%s'", model.Describe(beta), "<class '"+model.PythonType(beta)+"'>")
	}
	if b <= 0 {
		throwf("Invalid `beta` argument value. It should be > 0. Received: beta=%s", model.Describe(beta))
	}
	m.beta = b
	if threshold != nil {
		t, ok := threshold.(float64)
		if !ok {
			throwf("Invalid `threshold` argument value. It should be a Python float. Received: threshold=%s of type '%s'", model.Describe(threshold), "<class '"+model.PythonType(threshold)+"'>")
		}
		if t > 1 || t <= 0 {
			throwf("Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold=%s", model.Describe(threshold))
		}
		m.threshold = &t
	}
	m.MetricBase.Init(st)
	if average != "micro" {
		m.Axis = 0
	}
}

// require2D throws ValueError unless targets and predictions are matrices.
func require2D(name string, t, p *tensor.Tensor) {
	if t.Rank() != 2 || p.Rank() != 2 {
		throwf("%s expects 2D inputs with shape (batch_size, output_dim). Received input shapes: y_pred.shape=%s and y_true.shape=%s.", name, tensor.ShapeString(p.Shape()), tensor.ShapeString(t.Shape()))
	}
}

// throwUnbuilt throws what Python does where a metric that has seen no batch
// yet is asked for its result.
func throwUnbuilt(m *model.MetricBase, attr string) {
	e := tensor.Errorf("AttributeError", "'%s' object has no attribute '%s'", m.ClassName(), attr)
	tensor.Throw(e.WithHint("update_state comes first"))
}

func (m *fscore) build(c *model.Context, t, p *tensor.Tensor) {
	require2D("FBetaScore", t, p)
	shape := []int{p.Dim(1)}
	if m.average == "micro" {
		shape = nil
	}
	m.TP = m.AddWeight(c, "true_positives", shape, nil)
	m.FP = m.AddWeight(c, "false_positives", shape, nil)
	m.FN = m.AddWeight(c, "false_negatives", shape, nil)
	m.Labels = m.AddWeight(c, "intermediate_weights", shape, nil)
}

// converted is targets or predictions in the metric's dtype, to which tensors of
// others are not converted.
func (m *fscore) converted(c *model.Context, y any) *tensor.Tensor {
	if t, ok := y.(*tensor.Tensor); ok && t.DType() != m.DType {
		tensor.Throwf("ValueError", "Tensor conversion requested dtype %s for Tensor with dtype %s: %s", m.DType, t.DType(), t.Repr(tensor.DefaultPrintOptions()))
	}
	return c.Cast(model.ToTensor(c, y), m.DType)
}

// Update implements [model.Metric].
func (m *fscore) Update(c *model.Context, yTrue, yPred, weight any) {
	t, p := m.converted(c, yTrue), m.converted(c, yPred)
	if m.TP == nil {
		m.build(c, t, p)
	}
	var yes *tensor.Tensor
	if m.threshold == nil {
		top := c.Max(p, []int{-1}, true)
		yes = c.LogicalAnd(c.GreaterEqual(p, top), c.Greater(c.Abs(p), full(p, 1e-9)))
	} else {
		yes = c.Greater(p, full(p, *m.threshold))
	}
	p = c.Cast(yes, m.DType)
	var w *tensor.Tensor
	if weight != nil {
		w = c.ExpandDims(model.ToTensor(c, weight), 1)
	}
	axes := []int{0}
	if m.average == "micro" {
		axes = nil
	}
	add := func(v *tensor.Variable, x *tensor.Tensor) {
		if w != nil {
			x = c.Mul(x, w)
		}
		m.Accumulate(c, v, c.Sum(x, axes, false))
	}
	one := full(p, 1)
	add(m.TP, c.Mul(p, t))
	add(m.FP, c.Mul(p, c.Sub(one, t)))
	add(m.FN, c.Mul(c.Sub(one, p), t))
	add(m.Labels, t)
}

// Result implements [model.Metric].
func (m *fscore) Result(c *model.Context) model.Value {
	if m.TP == nil {
		throwUnbuilt(&m.MetricBase, "true_positives")
	}
	precision, recall := share(c, m.TP, m.FP), share(c, m.TP, m.FN)
	square := full(precision, m.beta*m.beta)
	score := c.DivNoNan(c.Mul(precision, recall), c.Add(c.Mul(square, precision), recall))
	score = c.Mul(score, c.Add(full(precision, 1), square))
	switch m.average {
	case "weighted":
		labels := c.Read(m.Labels)
		return c.Sum(c.Mul(score, c.DivNoNan(labels, c.Sum(labels, nil, false))), nil, false)
	case "":
		return score
	}
	return c.Mean(score, nil, false)
}

// Built reports whether a batch has told the number of classes.
func (m *fscore) Built() bool { return m.Labels != nil }

// FBetaScore is the weighted harmonic mean of precision and recall.
type FBetaScore struct {
	Average   any `arg:"average" default:"None" doc:"how the classes' scores become one: None, 'micro', 'macro' or 'weighted'"`
	Beta      any `arg:"beta" default:"1.0" doc:"how much more recall counts than precision"`
	Threshold any `arg:"threshold" default:"None" doc:"limit above which a prediction counts; the largest one if not given"`
	fscore
}

// FBetaScoreClass declares FBetaScore.
var FBetaScoreClass = declare(&model.Class{
	Name: "FBetaScore",
	Doc:  "The weighted harmonic mean of precision and recall: (1 + beta²) * precision * recall / (beta² * precision + recall).",
	Example: `>>> m = keras.metrics.FBetaScore(beta=2.0, threshold=0.5)
>>> m.update_state(tf.constant([[1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]), tf.constant([[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0.0]]))
>>> m.result().numpy().round(4)
array([0.3846, 0.9091, 0.8333], dtype=float32)`,
	New: func() any { return new(FBetaScore) },
}, "fbeta_score")

// Init implements [model.Initer].
func (m *FBetaScore) Init(st *model.State) { m.start(st, m.Average, m.Beta, m.Threshold) }

// F1Score is the harmonic mean of precision and recall.
type F1Score struct {
	Average   any `arg:"average" default:"None" doc:"how the classes' scores become one: None, 'micro', 'macro' or 'weighted'"`
	Threshold any `arg:"threshold" default:"None" doc:"limit above which a prediction counts; the largest one if not given"`
	fscore
}

// F1ScoreClass declares F1Score.
var F1ScoreClass = declare(&model.Class{
	Name: "F1Score",
	Doc:  "The harmonic mean of precision and recall: 2 * precision * recall / (precision + recall).",
	Example: `>>> m = keras.metrics.F1Score(threshold=0.5)
>>> m.update_state(tf.constant([[1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0]]), tf.constant([[0.2, 0.6, 0.7], [0.2, 0.6, 0.6], [0.6, 0.8, 0.0]]))
>>> m.result().numpy().round(4)
array([0.5   , 0.8   , 0.6667], dtype=float32)`,
	New:   func() any { return new(F1Score) },
	Fixed: map[string]any{"beta": 1.0},
}, "f1_score")

// Init implements [model.Initer].
func (m *F1Score) Init(st *model.State) { m.start(st, m.Average, 1.0, m.Threshold) }
