package losses

import (
	"math"

	"kerash/model"
	"kerash/tensor"
)

// MeanSquaredError is the mean of (y_true - y_pred)².
type MeanSquaredError struct{ model.LossBase }

// MeanSquaredErrorClass declares MeanSquaredError.
var MeanSquaredErrorClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "MeanSquaredError",
	Doc:        "The mean of the squares of errors between labels and predictions: mean(square(y_true - y_pred)).",
	Example: `>>> keras.losses.MeanSquaredError()([[0.0, 1.0]], [[1.0, 1.0]]).numpy()
0.5`,
	New: func() any { return new(MeanSquaredError) },
}, "mean_squared_error", "mean_squared_error", "mse", "MSE")

// Compute implements [model.Loss].
func (l *MeanSquaredError) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return meanLast(c, c.SquaredDifference(yPred, like(c, yTrue, yPred)))
}

// MeanAbsoluteError is the mean of |y_true - y_pred|.
type MeanAbsoluteError struct{ model.LossBase }

// MeanAbsoluteErrorClass declares MeanAbsoluteError.
var MeanAbsoluteErrorClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "MeanAbsoluteError",
	Doc:        "The mean of the absolute difference between labels and predictions: mean(abs(y_true - y_pred)).",
	Example: `>>> keras.losses.MeanAbsoluteError()([[0.0, 1.0]], [[1.0, 1.0]]).numpy()
0.5`,
	New: func() any { return new(MeanAbsoluteError) },
}, "mean_absolute_error", "mean_absolute_error", "mae", "MAE")

// Compute implements [model.Loss].
func (l *MeanAbsoluteError) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return meanLast(c, c.Abs(c.Sub(yPred, like(c, yTrue, yPred))))
}

// MeanAbsolutePercentageError is 100 times the mean of |y_true - y_pred| over
// |y_true|, which counts as epsilon at least.
type MeanAbsolutePercentageError struct{ model.LossBase }

// MeanAbsolutePercentageErrorClass declares MeanAbsolutePercentageError.
var MeanAbsolutePercentageErrorClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "MeanAbsolutePercentageError",
	Doc:        "The mean error in percent of the labels: 100 * mean(abs((y_true - y_pred) / y_true)).",
	Example: `>>> keras.losses.MeanAbsolutePercentageError()([[2.0, 4.0]], [[1.0, 4.0]]).numpy()
25.0`,
	New: func() any { return new(MeanAbsolutePercentageError) },
}, "mean_absolute_percentage_error", "mean_absolute_percentage_error", "mape", "MAPE")

// Compute implements [model.Loss].
func (l *MeanAbsolutePercentageError) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	t := like(c, yTrue, yPred)
	diff := c.Abs(c.Div(c.Sub(t, yPred), atLeast(c, c.Abs(t), c.State.Epsilon)))
	return c.Mul(full(diff, 100), meanLast(c, diff))
}

// MeanSquaredLogarithmicError is the mean of (log(y_true + 1) - log(y_pred + 1))².
type MeanSquaredLogarithmicError struct{ model.LossBase }

// MeanSquaredLogarithmicErrorClass declares MeanSquaredLogarithmicError.
var MeanSquaredLogarithmicErrorClass = declare(&model.Class{
	RaggedRows: true,
	Name:       "MeanSquaredLogarithmicError",
	Doc:        "The mean squared error between logarithms: mean(square(log(y_true + 1) - log(y_pred + 1))).",
	Example: `>>> keras.losses.MeanSquaredLogarithmicError()([[0.0, 1.0]], [[0.0, 1.0]]).numpy()
0.0`,
	New: func() any { return new(MeanSquaredLogarithmicError) },
}, "mean_squared_logarithmic_error", "mean_squared_logarithmic_error", "msle", "MSLE")

// Compute implements [model.Loss].
func (l *MeanSquaredLogarithmicError) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	log := func(x *tensor.Tensor) *tensor.Tensor {
		return c.Log(c.Add(atLeast(c, x, c.State.Epsilon), full(x, 1)))
	}
	return meanLast(c, c.SquaredDifference(log(yPred), log(like(c, yTrue, yPred))))
}

// Huber is quadratic for errors up to Delta and linear beyond.
type Huber struct {
	Delta float64 `arg:"delta" late:"cast float" default:"1.0" doc:"the error at which the loss turns from quadratic to linear"`
	model.LossBase
}

// HuberClass declares Huber.
var HuberClass = declare(&model.Class{
	Name: "Huber",
	Doc:  "Quadratic for small errors, linear for large ones: error²/2 where |error| <= delta, delta * |error| - delta²/2 elsewhere (Huber 1964).",
	Example: `>>> keras.losses.Huber()([[0.0, 1.0]], [[3.0, 1.0]]).numpy()
1.25`,
	Keys: []string{"huber_loss"},
	New:  func() any { return new(Huber) },
}, "huber_loss", "huber")

// Compute implements [model.Loss].
func (l *Huber) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	dt := c.State.FloatX
	err := c.Sub(c.Cast(yPred, dt), c.Cast(yTrue, dt))
	abs := c.Abs(err)
	half, delta := tensor.Full(dt, 0.5), tensor.Full(dt, l.Delta)
	near := c.Mul(half, c.Square(err))
	far := c.Sub(c.Mul(delta, abs), c.Mul(half, c.Square(delta)))
	return meanLast(c, c.Select(c.LessEqual(abs, delta), near, far))
}

// LogCosh is the mean of log(cosh(y_pred - y_true)).
type LogCosh struct{ model.LossBase }

// LogCoshClass declares LogCosh.
var LogCoshClass = declare(&model.Class{
	Name: "LogCosh",
	Doc:  "The logarithm of the hyperbolic cosine of the prediction error: like error²/2 for small errors, like |error| - log(2) for large ones.",
	Example: `>>> keras.losses.LogCosh()([[0.0, 0.0]], [[1.0, 0.0]]).numpy().round(4)
0.2169`,
	New: func() any { return new(LogCosh) },
}, "log_cosh", "log_cosh", "logcosh")

// Compute implements [model.Loss].
func (l *LogCosh) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	x := c.Sub(yPred, like(c, yTrue, yPred))
	y := c.Sub(c.Add(x, c.Softplus(c.Mul(full(x, -2), x))), full(x, math.Ln2))
	return meanLast(c, y)
}

// Poisson is the mean of y_pred - y_true·log(y_pred).
type Poisson struct{ model.LossBase }

// PoissonClass declares Poisson.
var PoissonClass = declare(&model.Class{
	Name: "Poisson",
	Doc:  "The loss of counts: mean(y_pred - y_true * log(y_pred)).",
	Example: `>>> keras.losses.Poisson()([[0.0, 1.0]], [[1.0, 1.0]]).numpy().round(4)
1.0`,
	New: func() any { return new(Poisson) },
}, "poisson", "poisson")

// Compute implements [model.Loss].
func (l *Poisson) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	t := like(c, yTrue, yPred)
	log := c.Log(c.Add(yPred, full(yPred, c.State.Epsilon)))
	return meanLast(c, c.Sub(yPred, c.Mul(t, log)))
}

// CosineSimilarity is minus the cosine of the angle between labels and
// predictions.
type CosineSimilarity struct {
	Axis int `arg:"axis" default:"-1" doc:"axis of the vectors"`
	model.LossBase
}

// CosineSimilarityClass declares CosineSimilarity.
var CosineSimilarityClass = declare(&model.Class{
	Name: "CosineSimilarity",
	Doc:  "Minus the cosine of the angle between labels and predictions: -1 for the same direction, 1 for the opposite one.",
	Example: `>>> keras.losses.CosineSimilarity()([[0.0, 1.0]], [[0.0, 2.0]]).numpy()
-1.0`,
	New: func() any { return new(CosineSimilarity) },
}, "cosine_similarity", "cosine_similarity")

// Compute implements [model.Loss].
func (l *CosineSimilarity) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	axes := []int{l.Axis}
	t, p := c.L2Normalize(yTrue, axes, 1e-12), c.L2Normalize(yPred, axes, 1e-12)
	return c.Neg(c.Sum(c.Mul(t, p), axes, false))
}

// KLDivergence is the Kullback-Leibler divergence of distributions.
type KLDivergence struct{ model.LossBase }

// KLDivergenceClass declares KLDivergence.
var KLDivergenceClass = declare(&model.Class{
	Name: "KLDivergence",
	Doc:  "The Kullback-Leibler divergence of distributions: sum(y_true * log(y_true / y_pred)).",
	Example: `>>> keras.losses.KLDivergence()([[0.5, 0.5]], [[0.5, 0.5]]).numpy()
0.0`,
	New: func() any { return new(KLDivergence) },
}, "kl_divergence", "kl_divergence", "kullback_leibler_divergence", "kld", "KLD")

// Compute implements [model.Loss].
func (l *KLDivergence) Compute(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	t := c.Clip(like(c, yTrue, yPred), c.State.Epsilon, 1)
	p := c.Clip(yPred, c.State.Epsilon, 1)
	return c.Sum(c.Mul(t, c.Log(c.Div(t, p))), []int{-1}, false)
}
