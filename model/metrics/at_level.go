package metrics

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// atLevel is the part of metrics that give the best of one ratio where another
// one reaches a level.
type atLevel struct {
	model.MetricBase
	confusion
	Levels []any   `attr:"thresholds"` // at which the predictions are counted
	Level  float64 `attr:"value"`      // that the other measure has to reach
}

func (m *atLevel) start(st *model.State, what string, given any, n int, classID *int) {
	m.MetricBase.Init(st)
	level, ok := model.AsFloat(given)
	if !ok {
		tensor.Throwf("TypeError", "%s should be a number, received: %s", what, model.Describe(given))
	}
	if level < 0 || level > 1 {
		throwf("Argument `%s` must be in the range [0, 1]. Received: %s=%s", what, what, model.Describe(given))
	}
	if n <= 0 {
		throwf("Argument `num_thresholds` must be an integer > 0. Received: num_thresholds=%d", n)
	}
	m.Level, m.classID = level, classID
	m.confusion.thresholds = thresholds{values: []float64{0.5}}
	if n > 1 {
		m.confusion.thresholds = evenly(n, 0)
	}
	m.Levels = floats(m.values)
	c := st.NewContext()
	m.TP = m.AddWeight(c, "true_positives", []int{n}, nil)
	m.TN = m.AddWeight(c, "true_negatives", []int{n}, nil)
	m.FP = m.AddWeight(c, "false_positives", []int{n}, nil)
	m.FN = m.AddWeight(c, "false_negatives", []int{n}, nil)
}

// Update implements [model.Metric].
func (m *atLevel) Update(c *model.Context, yTrue, yPred, weight any) {
	m.update(c, &m.MetricBase, yTrue, yPred, weight)
}

// best is the largest of what where bound reaches the level, 0 for nowhere.
func (m *atLevel) best(c *model.Context, bound, what *tensor.Tensor) *tensor.Tensor {
	reached := c.GreaterEqual(bound, full(bound, m.Level))
	top := c.Max(c.Select(reached, what, full(what, math.Inf(-1))), nil, false)
	return c.Select(c.Any(reached, nil, false), top, full(what, 0))
}

func (m *atLevel) sensitivity(c *model.Context) *tensor.Tensor { return share(c, m.TP, m.FN) }
func (m *atLevel) specificity(c *model.Context) *tensor.Tensor { return share(c, m.TN, m.FP) }
func (m *atLevel) precision(c *model.Context) *tensor.Tensor   { return share(c, m.TP, m.FP) }

// levelConfig writes Keras' order: class_id before the thresholds and the
// level.
func levelConfig(m *model.Map, what string) {
	order(m, "name", "dtype", "class_id", "num_thresholds", what)
}

// SensitivityAtSpecificity is the best recall where the share of negatives
// found reaches a level.
type SensitivityAtSpecificity struct {
	Specificity   any  `arg:"specificity" compared:"< int" doc:"level that the specificity has to reach"`
	NumThresholds int  `arg:"num_thresholds" compared:"<= int" default:"200" doc:"number of thresholds that are tried"`
	ClassID       *int `arg:"class_id" late:"index" default:"None" doc:"the class that counts; all if not given"`
	atLevel
}

// SensitivityAtSpecificityClass declares SensitivityAtSpecificity.
var SensitivityAtSpecificityClass = declare(&model.Class{
	Name: "SensitivityAtSpecificity",
	Doc:  "The best sensitivity, tp / (tp + fn), where the specificity, tn / (tn + fp), reaches a level.",
	Example: `>>> m = keras.metrics.SensitivityAtSpecificity(0.5)
>>> m.update_state([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(SensitivityAtSpecificity) },
}, "")

// Init implements [model.Initer].
func (m *SensitivityAtSpecificity) Init(st *model.State) {
	m.start(st, "specificity", m.Specificity, m.NumThresholds, m.ClassID)
}

// AddConfig implements [model.ConfigAdder].
func (m *SensitivityAtSpecificity) AddConfig(cfg *model.Map) { levelConfig(cfg, "specificity") }

// Result implements [model.Metric].
func (m *SensitivityAtSpecificity) Result(c *model.Context) model.Value {
	return m.best(c, m.specificity(c), m.sensitivity(c))
}

// SpecificityAtSensitivity is the best specificity where the sensitivity
// reaches a level.
type SpecificityAtSensitivity struct {
	Sensitivity   any  `arg:"sensitivity" compared:"< int" doc:"level that the sensitivity has to reach"`
	NumThresholds int  `arg:"num_thresholds" compared:"<= int" default:"200" doc:"number of thresholds that are tried"`
	ClassID       *int `arg:"class_id" late:"index" default:"None" doc:"the class that counts; all if not given"`
	atLevel
}

// SpecificityAtSensitivityClass declares SpecificityAtSensitivity.
var SpecificityAtSensitivityClass = declare(&model.Class{
	Name: "SpecificityAtSensitivity",
	Doc:  "The best specificity, tn / (tn + fp), where the sensitivity, tp / (tp + fn), reaches a level.",
	Example: `>>> m = keras.metrics.SpecificityAtSensitivity(0.5)
>>> m.update_state([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8])
>>> m.result().numpy().round(4)
0.6667`,
	New: func() any { return new(SpecificityAtSensitivity) },
}, "")

// Init implements [model.Initer].
func (m *SpecificityAtSensitivity) Init(st *model.State) {
	m.start(st, "sensitivity", m.Sensitivity, m.NumThresholds, m.ClassID)
}

// AddConfig implements [model.ConfigAdder].
func (m *SpecificityAtSensitivity) AddConfig(cfg *model.Map) { levelConfig(cfg, "sensitivity") }

// Result implements [model.Metric].
func (m *SpecificityAtSensitivity) Result(c *model.Context) model.Value {
	return m.best(c, m.sensitivity(c), m.specificity(c))
}

// PrecisionAtRecall is the best precision where the recall reaches a level.
type PrecisionAtRecall struct {
	Recall        any  `arg:"recall" compared:"< int" doc:"level that the recall has to reach"`
	NumThresholds int  `arg:"num_thresholds" compared:"<= int" default:"200" doc:"number of thresholds that are tried"`
	ClassID       *int `arg:"class_id" late:"index" default:"None" doc:"the class that counts; all if not given"`
	atLevel
}

// PrecisionAtRecallClass declares PrecisionAtRecall.
var PrecisionAtRecallClass = declare(&model.Class{
	Name: "PrecisionAtRecall",
	Doc:  "The best precision, tp / (tp + fp), where the recall, tp / (tp + fn), reaches a level.",
	Example: `>>> m = keras.metrics.PrecisionAtRecall(0.5)
>>> m.update_state([0, 0, 0, 1, 1], [0, 0.3, 0.8, 0.3, 0.8])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(PrecisionAtRecall) },
}, "")

// Init implements [model.Initer].
func (m *PrecisionAtRecall) Init(st *model.State) {
	m.start(st, "recall", m.Recall, m.NumThresholds, m.ClassID)
}

// AddConfig implements [model.ConfigAdder].
func (m *PrecisionAtRecall) AddConfig(cfg *model.Map) { levelConfig(cfg, "recall") }

// Result implements [model.Metric].
func (m *PrecisionAtRecall) Result(c *model.Context) model.Value {
	return m.best(c, m.sensitivity(c), m.precision(c))
}

// RecallAtPrecision is the best recall where the precision reaches a level.
type RecallAtPrecision struct {
	Precision     any  `arg:"precision" compared:"< int" doc:"level that the precision has to reach"`
	NumThresholds int  `arg:"num_thresholds" compared:"<= int" default:"200" doc:"number of thresholds that are tried"`
	ClassID       *int `arg:"class_id" late:"index" default:"None" doc:"the class that counts; all if not given"`
	atLevel
}

// RecallAtPrecisionClass declares RecallAtPrecision.
var RecallAtPrecisionClass = declare(&model.Class{
	Name: "RecallAtPrecision",
	Doc:  "The best recall, tp / (tp + fn), where the precision, tp / (tp + fp), reaches a level.",
	Example: `>>> m = keras.metrics.RecallAtPrecision(0.8)
>>> m.update_state([0, 0, 1, 1], [0, 0.5, 0.3, 0.9])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(RecallAtPrecision) },
}, "")

// Init implements [model.Initer].
func (m *RecallAtPrecision) Init(st *model.State) {
	m.start(st, "precision", m.Precision, m.NumThresholds, m.ClassID)
}

// AddConfig implements [model.ConfigAdder].
func (m *RecallAtPrecision) AddConfig(cfg *model.Map) { levelConfig(cfg, "precision") }

// Result implements [model.Metric].
func (m *RecallAtPrecision) Result(c *model.Context) model.Value {
	return m.best(c, m.precision(c), m.sensitivity(c))
}
