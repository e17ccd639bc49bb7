package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// counter is the part of metrics that count one cell of the confusion matrix.
type counter struct {
	Thresholds limits `arg:"thresholds" default:"None" doc:"limits above which a prediction counts as positive, a number or a list; 0.5 if not given"`
	model.MetricBase

	Accumulator *tensor.Variable `attr:"accumulator"`
	Given       any              `attr:"init_thresholds"`
	confusion
}

func (m *counter) start(st *model.State, cell func(*counts) **tensor.Variable) {
	m.MetricBase.Init(st)
	m.confusion.thresholds = parseThresholds(m.Thresholds.given, 0.5)
	m.Thresholds.used, m.Given = m.values, m.Thresholds.given
	m.Accumulator = m.AddWeight(st.NewContext(), "accumulator", []int{len(m.values)}, nil)
	*cell(&m.counts) = m.Accumulator
}

// Update implements [model.Metric].
func (m *counter) Update(c *model.Context, yTrue, yPred, weight any) {
	m.update(c, &m.MetricBase, yTrue, yPred, weight)
}

// Result implements [model.Metric].
func (m *counter) Result(c *model.Context) model.Value { return first(c, c.Read(m.Accumulator)) }

// TruePositives counts positive predictions of positive labels.
type TruePositives struct {
	counter `args:"inline"`
}

// TruePositivesClass declares TruePositives.
var TruePositivesClass = declare(&model.Class{
	Name: "TruePositives",
	Doc:  "The number of positive predictions of positive labels.",
	Example: `>>> m = keras.metrics.TruePositives()
>>> m.update_state([0, 1, 1, 1], [1, 0, 1, 1])
>>> m.result().numpy()
2.0`,
	New: func() any { return new(TruePositives) },
}, "")

// Init implements [model.Initer].
func (m *TruePositives) Init(st *model.State) {
	m.start(st, func(k *counts) **tensor.Variable { return &k.TP })
}

// FalsePositives counts positive predictions of negative labels.
type FalsePositives struct {
	counter `args:"inline"`
}

// FalsePositivesClass declares FalsePositives.
var FalsePositivesClass = declare(&model.Class{
	Name: "FalsePositives",
	Doc:  "The number of positive predictions of negative labels.",
	Example: `>>> m = keras.metrics.FalsePositives()
>>> m.update_state([0, 1, 0, 0], [0, 0, 1, 1])
>>> m.result().numpy()
2.0`,
	New: func() any { return new(FalsePositives) },
}, "")

// Init implements [model.Initer].
func (m *FalsePositives) Init(st *model.State) {
	m.start(st, func(k *counts) **tensor.Variable { return &k.FP })
}

// TrueNegatives counts negative predictions of negative labels.
type TrueNegatives struct {
	counter `args:"inline"`
}

// TrueNegativesClass declares TrueNegatives.
var TrueNegativesClass = declare(&model.Class{
	Name: "TrueNegatives",
	Doc:  "The number of negative predictions of negative labels.",
	Example: `>>> m = keras.metrics.TrueNegatives()
>>> m.update_state([0, 1, 0, 0], [1, 1, 0, 0])
>>> m.result().numpy()
2.0`,
	New: func() any { return new(TrueNegatives) },
}, "")

// Init implements [model.Initer].
func (m *TrueNegatives) Init(st *model.State) {
	m.start(st, func(k *counts) **tensor.Variable { return &k.TN })
}

// FalseNegatives counts negative predictions of positive labels.
type FalseNegatives struct {
	counter `args:"inline"`
}

// FalseNegativesClass declares FalseNegatives.
var FalseNegativesClass = declare(&model.Class{
	Name: "FalseNegatives",
	Doc:  "The number of negative predictions of positive labels.",
	Example: `>>> m = keras.metrics.FalseNegatives()
>>> m.update_state([0, 1, 1, 1], [0, 1, 0, 0])
>>> m.result().numpy()
2.0`,
	New: func() any { return new(FalseNegatives) },
}, "")

// Init implements [model.Initer].
func (m *FalseNegatives) Init(st *model.State) {
	m.start(st, func(k *counts) **tensor.Variable { return &k.FN })
}

// ratio is the part of precision and recall.
type ratio struct {
	Thresholds limits `arg:"thresholds" default:"None" doc:"limits above which a prediction counts as positive, a number or a list; 0.5 if not given"`
	TopK       *int   `arg:"top_k" late:"attr TopKV2 Tk" default:"None" doc:"count only the so many largest predictions as positive"`
	ClassID    *int   `arg:"class_id" late:"index" default:"None" doc:"the class that counts; all if not given"`
	model.MetricBase
	confusion
	Given any `attr:"init_thresholds"`
}

func (m *ratio) start(st *model.State) {
	m.MetricBase.Init(st)
	standard := 0.5
	if m.TopK != nil {
		standard = negInf
	}
	m.confusion.thresholds = parseThresholds(m.Thresholds.given, standard)
	m.Thresholds.used, m.Given = m.values, m.Thresholds.given
	m.topK, m.classID = m.TopK, m.ClassID
	m.TP = m.AddWeight(st.NewContext(), "true_positives", []int{len(m.values)}, nil)
}

// Update implements [model.Metric].
func (m *ratio) Update(c *model.Context, yTrue, yPred, weight any) {
	m.update(c, &m.MetricBase, yTrue, yPred, weight)
}

// Precision is which share of the positive predictions is right.
type Precision struct {
	ratio `args:"inline"`
}

// PrecisionClass declares Precision.
var PrecisionClass = declare(&model.Class{
	Name: "Precision",
	Doc:  "Which share of the positive predictions is right: true positives over all positive predictions.",
	Example: `>>> m = keras.metrics.Precision()
>>> m.update_state([0, 1, 1, 1], [1, 0, 1, 1])
>>> m.result().numpy().round(4)
0.6667`,
	New: func() any { return new(Precision) },
}, "")

// Init implements [model.Initer].
func (m *Precision) Init(st *model.State) {
	m.start(st)
	m.FP = m.AddWeight(st.NewContext(), "false_positives", []int{len(m.values)}, nil)
}

// Result implements [model.Metric].
func (m *Precision) Result(c *model.Context) model.Value { return first(c, share(c, m.TP, m.FP)) }

// Recall is which share of the positive labels is found.
type Recall struct {
	ratio `args:"inline"`
}

// RecallClass declares Recall.
var RecallClass = declare(&model.Class{
	Name: "Recall",
	Doc:  "Which share of the positive labels is found: true positives over all positive labels.",
	Example: `>>> m = keras.metrics.Recall()
>>> m.update_state([0, 1, 1, 1], [1, 0, 1, 1])
>>> m.result().numpy().round(4)
0.6667`,
	New: func() any { return new(Recall) },
}, "")

// Init implements [model.Initer].
func (m *Recall) Init(st *model.State) {
	m.start(st)
	m.FN = m.AddWeight(st.NewContext(), "false_negatives", []int{len(m.values)}, nil)
}

// Result implements [model.Metric].
func (m *Recall) Result(c *model.Context) model.Value { return first(c, share(c, m.TP, m.FN)) }
