package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// asFloat is a comparison's outcome as 0 and 1.
func asFloat(c *model.Context, b *tensor.Tensor) *tensor.Tensor { return c.Cast(b, c.State.FloatX) }

// Accuracy is how often predictions equal labels.
type Accuracy struct{ model.MeanOf }

// AccuracyClass declares Accuracy.
var AccuracyClass = declare(&model.Class{
	Name: "Accuracy",
	Doc:  "How often predictions equal labels.",
	Example: `>>> m = keras.metrics.Accuracy()
>>> m.update_state([[1], [2], [3], [4]], [[0], [2], [3], [4]])
>>> m.result().numpy()
0.75`,
	New:      func() any { return new(Accuracy) },
	Unlisted: true,
}, "accuracy", "accuracy", "acc")

// Match implements [model.Matcher].
func (m *Accuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	requireCompatible(yTrue, yPred)
	return asFloat(c, c.Equal(yTrue, c.Cast(yPred, yTrue.DType())))
}

// Function implements [model.FunctionMetric].
func (m *Accuracy) Function(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.Match(c, yTrue, yPred)
}

// BinaryAccuracy is how often predictions are on the label's side of the
// threshold.
type BinaryAccuracy struct {
	_ model.Inherit `arg:"name" default:"'binary_accuracy'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	Threshold float64 `arg:"threshold" late:"cast float" default:"0.5" doc:"predictions above it count as 1"`
	model.MeanOf
}

// BinaryAccuracyClass declares BinaryAccuracy.
var BinaryAccuracyClass = declare(&model.Class{
	Name: "BinaryAccuracy",
	Doc:  "How often predictions match labels 0 and 1, a prediction above the threshold counting as 1.",
	Example: `>>> m = keras.metrics.BinaryAccuracy()
>>> m.update_state([[1], [1], [0], [0]], [[0.98], [1], [0], [0.6]])
>>> m.result().numpy()
0.75`,
	New: func() any { return new(BinaryAccuracy) },
}, "", "binary_accuracy")

// Match implements [model.Matcher].
func (m *BinaryAccuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	p := c.Cast(c.Greater(yPred, full(yPred, m.Threshold)), yPred.DType())
	return asFloat(c, c.Equal(c.Cast(yTrue, p.DType()), p))
}

// Function implements [model.FunctionMetric].
func (m *BinaryAccuracy) Function(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return c.Mean(m.Match(c, yTrue, yPred), []int{-1}, false)
}

// CategoricalAccuracy is how often the largest prediction is that of the
// one-hot label.
type CategoricalAccuracy struct{ model.MeanOf }

// CategoricalAccuracyClass declares CategoricalAccuracy.
var CategoricalAccuracyClass = declare(&model.Class{
	Name: "CategoricalAccuracy",
	Doc:  "How often the class with the largest prediction is that of the one-hot label.",
	Example: `>>> m = keras.metrics.CategoricalAccuracy()
>>> m.update_state([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(CategoricalAccuracy) },
}, "categorical_accuracy", "categorical_accuracy")

// Match implements [model.Matcher].
func (m *CategoricalAccuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return sparseMatches(c, c.ArgMax(yTrue, -1, tensor.Int64), yPred)
}

// sparseMatches compares class numbers with the largest predictions.
func sparseMatches(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	flat := yTrue
	if yTrue.Rank() == yPred.Rank() {
		flat = c.Squeeze(yTrue, []int{-1})
	}
	best := c.Cast(c.ArgMax(yPred, -1, tensor.Int64), yTrue.DType())
	matches := asFloat(c, c.Equal(flat, best))
	if flat != yTrue {
		matches = c.ReshapeLike(matches, yTrue)
	}
	return matches
}

// SparseCategoricalAccuracy is how often the largest prediction is that of the
// class.
type SparseCategoricalAccuracy struct{ model.MeanOf }

// SparseCategoricalAccuracyClass declares SparseCategoricalAccuracy.
var SparseCategoricalAccuracyClass = declare(&model.Class{
	Name: "SparseCategoricalAccuracy",
	Doc:  "How often the class with the largest prediction is the label, the number of a class.",
	Example: `>>> m = keras.metrics.SparseCategoricalAccuracy()
>>> m.update_state([[2], [1]], [[0.1, 0.6, 0.3], [0.05, 0.95, 0]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(SparseCategoricalAccuracy) },
}, "sparse_categorical_accuracy", "sparse_categorical_accuracy")

// Match implements [model.Matcher].
func (m *SparseCategoricalAccuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return sparseMatches(c, yTrue, yPred)
}

// Function implements [model.FunctionMetric].
func (m *SparseCategoricalAccuracy) Function(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	matches := sparseMatches(c, yTrue, yPred)
	if matches.Rank() > 1 && matches.Dim(-1) == 1 {
		return c.Squeeze(matches, []int{-1})
	}
	return matches
}

// topMatches tells where the class is among the k largest predictions.
func topMatches(c *model.Context, yTrue, yPred *tensor.Tensor, k int) *tensor.Tensor {
	flat := yTrue
	if yPred.Rank() > 2 {
		yPred = c.Reshape(yPred, []int{-1, yPred.Dim(-1)})
	}
	if yTrue.Rank() > 1 {
		flat = c.Reshape(yTrue, []int{-1})
	}
	matches := asFloat(c, c.InTopK(c.Cast(flat, tensor.Int32), yPred, k))
	if flat != yTrue {
		matches = c.ReshapeLike(matches, yTrue)
	}
	return matches
}

// TopKCategoricalAccuracy is how often the one-hot label is among the k largest
// predictions.
type TopKCategoricalAccuracy struct {
	K int `arg:"k" late:"convert int32" default:"5" doc:"how many of the largest predictions count"`
	model.MeanOf
}

// TopKCategoricalAccuracyClass declares TopKCategoricalAccuracy.
var TopKCategoricalAccuracyClass = declare(&model.Class{
	Name: "TopKCategoricalAccuracy",
	Doc:  "How often the class of the one-hot label is among the k largest predictions.",
	Example: `>>> m = keras.metrics.TopKCategoricalAccuracy(k=1)
>>> m.update_state([[0, 0, 1], [0, 1, 0]], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(TopKCategoricalAccuracy) },
}, "top_k_categorical_accuracy", "top_k_categorical_accuracy")

// Match implements [model.Matcher].
func (m *TopKCategoricalAccuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return topMatches(c, c.ArgMax(yTrue, -1, tensor.Int64), yPred, m.K)
}

// SparseTopKCategoricalAccuracy is how often the class is among the k largest
// predictions.
type SparseTopKCategoricalAccuracy struct {
	K int `arg:"k" late:"convert int32" default:"5" doc:"how many of the largest predictions count"`
	model.MeanOf
}

// SparseTopKCategoricalAccuracyClass declares SparseTopKCategoricalAccuracy.
var SparseTopKCategoricalAccuracyClass = declare(&model.Class{
	Name: "SparseTopKCategoricalAccuracy",
	Doc:  "How often the label, the number of a class, is among the k largest predictions.",
	Example: `>>> m = keras.metrics.SparseTopKCategoricalAccuracy(k=1)
>>> m.update_state([2, 1], [[0.1, 0.9, 0.8], [0.05, 0.95, 0]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(SparseTopKCategoricalAccuracy) },
}, "sparse_top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy")

// Match implements [model.Matcher].
func (m *SparseTopKCategoricalAccuracy) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return topMatches(c, yTrue, yPred, m.K)
}
