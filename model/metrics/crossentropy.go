package metrics

import (
	"kerash/model"
	"kerash/model/losses"
	"kerash/tensor"
)

// BinaryCrossentropy is the mean of the loss of that name.
type BinaryCrossentropy struct {
	_ model.Inherit `arg:"name" default:"'binary_crossentropy'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	FromLogits     bool `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing any  `arg:"label_smoothing" default:"0" doc:"how far labels are moved towards 1/2"`
	model.MeanOf
}

// BinaryCrossentropyClass declares BinaryCrossentropy.
var BinaryCrossentropyClass = declare(&model.Class{
	Name: "BinaryCrossentropy",
	Doc:  "The mean cross-entropy of labels 0 and 1.",
	Example: `>>> m = keras.metrics.BinaryCrossentropy()
>>> m.update_state([[0.0, 1.0]], [[0.5, 0.5]])
>>> m.result().numpy().round(4)
0.6931`,
	New: func() any { return new(BinaryCrossentropy) },
}, "", "binary_crossentropy")

func smoothing(x any) float64 {
	v, ok := model.AsFloat(x)
	if !ok {
		model.AsTensor(x, tensor.Float32) // throws for what is no number
	}
	return v
}

// Match implements [model.Matcher].
func (m *BinaryCrossentropy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.BinaryCrossentropy{FromLogits: m.FromLogits, LabelSmoothing: smoothing(m.LabelSmoothing), Axis: -1}
	return l.Compute(c, yTrue, yPred)
}

// CategoricalCrossentropy is the mean of the loss of that name.
type CategoricalCrossentropy struct {
	_ model.Inherit `arg:"name" default:"'categorical_crossentropy'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	FromLogits     bool `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing any  `arg:"label_smoothing" default:"0" doc:"how far labels are moved towards the uniform distribution"`
	Axis           int  `arg:"axis" default:"-1" doc:"axis of the classes"`
	model.MeanOf
}

// CategoricalCrossentropyClass declares CategoricalCrossentropy.
var CategoricalCrossentropyClass = declare(&model.Class{
	Name: "CategoricalCrossentropy",
	Doc:  "The mean cross-entropy of one-hot labels.",
	Example: `>>> m = keras.metrics.CategoricalCrossentropy()
>>> m.update_state([[0.0, 1.0]], [[0.5, 0.5]])
>>> m.result().numpy().round(4)
0.6931`,
	New: func() any { return new(CategoricalCrossentropy) },
}, "", "categorical_crossentropy")

// Match implements [model.Matcher].
func (m *CategoricalCrossentropy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.CategoricalCrossentropy{FromLogits: m.FromLogits, LabelSmoothing: smoothing(m.LabelSmoothing), Axis: m.Axis}
	return l.Compute(c, yTrue, yPred)
}

// SparseCategoricalCrossentropy is the mean of the loss of that name.
type SparseCategoricalCrossentropy struct {
	_ model.Inherit `arg:"name" default:"'sparse_categorical_crossentropy'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	FromLogits  bool `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	IgnoreClass *int `arg:"ignore_class" late:"cast int64" default:"None" doc:"number of a class that does not count"`
	Axis        int  `arg:"axis" default:"-1" doc:"axis of the classes"`
	model.MeanOf
}

// SparseCategoricalCrossentropyClass declares SparseCategoricalCrossentropy.
var SparseCategoricalCrossentropyClass = declare(&model.Class{
	Name: "SparseCategoricalCrossentropy",
	Doc:  "The mean cross-entropy of labels that are the numbers of classes.",
	Example: `>>> m = keras.metrics.SparseCategoricalCrossentropy()
>>> m.update_state([1], [[0.5, 0.5]])
>>> m.result().numpy().round(4)
0.6931`,
	Params: []string{"from_logits", "axis", "ignore_class"},
	New:    func() any { return new(SparseCategoricalCrossentropy) },
}, "", "sparse_categorical_crossentropy")

// Match implements [model.Matcher].
func (m *SparseCategoricalCrossentropy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.SparseCategoricalCrossentropy{FromLogits: m.FromLogits, IgnoreClass: m.IgnoreClass, Axis: m.Axis}
	return l.Compute(c, yTrue, yPred)
}

// Names that keras.metrics has for losses without a metric class of their own.

// BinaryFocalCrossentropy is the mean of the loss of that name.
type BinaryFocalCrossentropy struct {
	Balance        bool    `arg:"apply_class_balancing" default:"False" doc:"whether the classes are weighted by alpha"`
	Alpha          float64 `arg:"alpha" default:"0.25" doc:"weight of class 1; class 0 has 1 - alpha"`
	Gamma          float64 `arg:"gamma" default:"2.0" doc:"how much less easy samples count"`
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards 1/2"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis over which the mean is taken"`
	model.MeanOf
}

// BinaryFocalCrossentropyFunction declares keras.metrics.binary_focal_crossentropy.
var BinaryFocalCrossentropyFunction = declare(&model.Class{
	Name: "binary_focal_crossentropy",
	Doc:  "Cross-entropy of labels 0 and 1 in which easy samples count less.",
	New:  func() any { return new(BinaryFocalCrossentropy) },
}, "binary_focal_crossentropy", "binary_focal_crossentropy")

// Match implements [model.Matcher].
func (m *BinaryFocalCrossentropy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.BinaryFocalCrossentropy{Balance: m.Balance, Alpha: m.Alpha, Gamma: m.Gamma, FromLogits: m.FromLogits, LabelSmoothing: m.LabelSmoothing, Axis: m.Axis}
	return l.Compute(c, yTrue, yPred)
}

// CategoricalFocalCrossentropy is the mean of the loss of that name.
type CategoricalFocalCrossentropy struct {
	Alpha          any     `arg:"alpha" default:"0.25" doc:"weight of the classes, a number or one a class"`
	Gamma          float64 `arg:"gamma" default:"2.0" doc:"how much less easy samples count"`
	FromLogits     bool    `arg:"from_logits" default:"False" doc:"whether predictions are logits instead of probabilities"`
	LabelSmoothing float64 `arg:"label_smoothing" default:"0.0" doc:"how far labels are moved towards the uniform distribution"`
	Axis           int     `arg:"axis" default:"-1" doc:"axis of the classes"`
	model.MeanOf
}

// CategoricalFocalCrossentropyFunction declares
// keras.metrics.categorical_focal_crossentropy.
var CategoricalFocalCrossentropyFunction = declare(&model.Class{
	Name: "categorical_focal_crossentropy",
	Doc:  "Cross-entropy of one-hot labels in which easy samples count less.",
	New:  func() any { return new(CategoricalFocalCrossentropy) },
}, "categorical_focal_crossentropy", "categorical_focal_crossentropy")

// Match implements [model.Matcher].
func (m *CategoricalFocalCrossentropy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.CategoricalFocalCrossentropy{Alpha: m.Alpha, Gamma: m.Gamma, FromLogits: m.FromLogits, LabelSmoothing: m.LabelSmoothing, Axis: m.Axis}
	return l.Compute(c, yTrue, yPred)
}
