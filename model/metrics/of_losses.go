package metrics

import (
	"kerash/model"
	"kerash/model/losses"
	"kerash/tensor"
)

// Metrics that are the mean of a loss.

// MeanSquaredError is the mean of the loss of that name.
type MeanSquaredError struct {
	model.MeanOf
	loss losses.MeanSquaredError
}

// MeanSquaredErrorClass declares MeanSquaredError.
var MeanSquaredErrorClass = declare(&model.Class{
	Name: "MeanSquaredError",
	Doc:  "The mean of the squares of errors.",
	Example: `>>> m = keras.metrics.MeanSquaredError()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy()
0.25`,
	New: func() any { return new(MeanSquaredError) },
}, "mean_squared_error", "mean_squared_error", "mse", "MSE")

// Match implements [model.Matcher].
func (m *MeanSquaredError) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// MeanAbsoluteError is the mean of the loss of that name.
type MeanAbsoluteError struct {
	model.MeanOf
	loss losses.MeanAbsoluteError
}

// MeanAbsoluteErrorClass declares MeanAbsoluteError.
var MeanAbsoluteErrorClass = declare(&model.Class{
	Name: "MeanAbsoluteError",
	Doc:  "The mean of absolute errors.",
	Example: `>>> m = keras.metrics.MeanAbsoluteError()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy()
0.25`,
	New: func() any { return new(MeanAbsoluteError) },
}, "mean_absolute_error", "mean_absolute_error", "mae", "MAE")

// Match implements [model.Matcher].
func (m *MeanAbsoluteError) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// MeanAbsolutePercentageError is the mean of the loss of that name.
type MeanAbsolutePercentageError struct {
	model.MeanOf
	loss losses.MeanAbsolutePercentageError
}

// MeanAbsolutePercentageErrorClass declares MeanAbsolutePercentageError.
var MeanAbsolutePercentageErrorClass = declare(&model.Class{
	Name: "MeanAbsolutePercentageError",
	Doc:  "The mean error in percent of the labels.",
	Example: `>>> m = keras.metrics.MeanAbsolutePercentageError()
>>> m.update_state([[2.0, 4.0]], [[1.0, 4.0]])
>>> m.result().numpy()
25.0`,
	New: func() any { return new(MeanAbsolutePercentageError) },
}, "mean_absolute_percentage_error", "mean_absolute_percentage_error", "mape", "MAPE")

// Match implements [model.Matcher].
func (m *MeanAbsolutePercentageError) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// MeanSquaredLogarithmicError is the mean of the loss of that name.
type MeanSquaredLogarithmicError struct {
	model.MeanOf
	loss losses.MeanSquaredLogarithmicError
}

// MeanSquaredLogarithmicErrorClass declares MeanSquaredLogarithmicError.
var MeanSquaredLogarithmicErrorClass = declare(&model.Class{
	Name: "MeanSquaredLogarithmicError",
	Doc:  "The mean squared error between logarithms.",
	Example: `>>> m = keras.metrics.MeanSquaredLogarithmicError()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy().round(4)
0.1201`,
	New: func() any { return new(MeanSquaredLogarithmicError) },
}, "mean_squared_logarithmic_error", "mean_squared_logarithmic_error", "msle", "MSLE")

// Match implements [model.Matcher].
func (m *MeanSquaredLogarithmicError) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// LogCoshError is the mean of log(cosh(error)).
type LogCoshError struct {
	model.MeanOf
	loss losses.LogCosh
}

// LogCoshErrorClass declares LogCoshError.
var LogCoshErrorClass = declare(&model.Class{
	Name: "LogCoshError",
	Doc:  "The mean of the logarithm of the hyperbolic cosine of the error.",
	Example: `>>> m = keras.metrics.LogCoshError()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy().round(4)
0.1084`,
	New: func() any { return new(LogCoshError) },
}, "logcosh", "log_cosh", "logcosh")

// Match implements [model.Matcher].
func (m *LogCoshError) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// Poisson is the mean of the loss of that name.
type Poisson struct {
	model.MeanOf
	loss losses.Poisson
}

// PoissonClass declares Poisson.
var PoissonClass = declare(&model.Class{
	Name: "Poisson",
	Doc:  "The mean loss of counts: y_pred - y_true * log(y_pred).",
	Example: `>>> m = keras.metrics.Poisson()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy().round(4)
0.5`,
	New: func() any { return new(Poisson) },
}, "poisson", "poisson")

// Match implements [model.Matcher].
func (m *Poisson) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// KLDivergence is the mean of the loss of that name.
type KLDivergence struct {
	model.MeanOf
	loss losses.KLDivergence
}

// KLDivergenceClass declares KLDivergence.
var KLDivergenceClass = declare(&model.Class{
	Name: "KLDivergence",
	Doc:  "The mean Kullback-Leibler divergence: sum(y_true * log(y_true / y_pred)).",
	Example: `>>> m = keras.metrics.KLDivergence()
>>> m.update_state([[0.5, 0.5]], [[0.5, 0.5]])
>>> m.result().numpy()
0.0`,
	New: func() any { return new(KLDivergence) },
}, "kullback_leibler_divergence", "kl_divergence", "kullback_leibler_divergence", "kld", "KLD")

// Match implements [model.Matcher].
func (m *KLDivergence) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// Hinge is the mean of the loss of that name.
type Hinge struct {
	model.MeanOf
	loss losses.Hinge
}

// HingeClass declares Hinge.
var HingeClass = declare(&model.Class{
	Name: "Hinge",
	Doc:  "The mean margin: maximum(1 - y_true * y_pred, 0), labels being -1 and 1 or 0 and 1.",
	Example: `>>> m = keras.metrics.Hinge()
>>> m.update_state([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]])
>>> m.result().numpy().round(4)
1.3`,
	New: func() any { return new(Hinge) },
}, "hinge", "hinge")

// Match implements [model.Matcher].
func (m *Hinge) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// SquaredHinge is the mean of the loss of that name.
type SquaredHinge struct {
	model.MeanOf
	loss losses.SquaredHinge
}

// SquaredHingeClass declares SquaredHinge.
var SquaredHingeClass = declare(&model.Class{
	Name: "SquaredHinge",
	Doc:  "The mean of squared margins: square(maximum(1 - y_true * y_pred, 0)).",
	Example: `>>> m = keras.metrics.SquaredHinge()
>>> m.update_state([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]])
>>> m.result().numpy().round(4)
1.86`,
	New: func() any { return new(SquaredHinge) },
}, "squared_hinge", "squared_hinge")

// Match implements [model.Matcher].
func (m *SquaredHinge) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// CategoricalHinge is the mean of the loss of that name.
type CategoricalHinge struct {
	model.MeanOf
	loss losses.CategoricalHinge
}

// CategoricalHingeClass declares CategoricalHinge.
var CategoricalHingeClass = declare(&model.Class{
	Name: "CategoricalHinge",
	Doc:  "The mean margin between the right class and the best of the others.",
	Example: `>>> m = keras.metrics.CategoricalHinge()
>>> m.update_state([[0, 1], [0, 0]], [[0.6, 0.4], [0.4, 0.6]])
>>> m.result().numpy().round(4)
1.4`,
	New: func() any { return new(CategoricalHinge) },
}, "categorical_hinge", "categorical_hinge")

// Match implements [model.Matcher].
func (m *CategoricalHinge) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return m.loss.Compute(c, yTrue, yPred)
}

// CosineSimilarity is the mean cosine of the angle between labels and
// predictions.
type CosineSimilarity struct {
	_ model.Inherit `arg:"name" default:"'cosine_similarity'"`
	_ model.Inherit `arg:"dtype" default:"None"`

	Axis int `arg:"axis" default:"-1" doc:"axis of the vectors"`
	model.MeanOf
}

// CosineSimilarityClass declares CosineSimilarity.
var CosineSimilarityClass = declare(&model.Class{
	Name: "CosineSimilarity",
	Doc:  "The mean cosine of the angle between labels and predictions: 1 for the same direction.",
	Example: `>>> m = keras.metrics.CosineSimilarity(axis=1)
>>> m.update_state([[0.0, 1.0]], [[1.0, 1.0]])
>>> m.result().numpy().round(4)
0.7071`,
	New: func() any { return new(CosineSimilarity) },
}, "", "cosine_similarity")

// Match implements [model.Matcher].
func (m *CosineSimilarity) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	l := losses.CosineSimilarity{Axis: m.Axis}
	return c.Neg(l.Compute(c, yTrue, yPred))
}
