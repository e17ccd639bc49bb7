package metrics

import (
	"kerash/model"
	"kerash/tensor"
)

// RootMeanSquaredError is the root of the mean of squared errors.
type RootMeanSquaredError struct{ model.Mean }

// RootMeanSquaredErrorClass declares RootMeanSquaredError.
var RootMeanSquaredErrorClass = declare(&model.Class{
	Name: "RootMeanSquaredError",
	Doc:  "The root of the mean of squared errors.",
	Example: `>>> m = keras.metrics.RootMeanSquaredError()
>>> m.update_state([[0, 1], [0, 0]], [[1, 1], [0, 0]])
>>> m.result().numpy()
0.5`,
	New: func() any { return new(RootMeanSquaredError) },
}, "root_mean_squared_error")

// Update implements [model.Metric].
func (m *RootMeanSquaredError) Update(c *model.Context, yTrue, yPred, weight any) {
	t, p := c.Cast(model.ToTensor(c, yTrue), m.DType), c.Cast(model.ToTensor(c, yPred), m.DType)
	t, p = model.MatchRanks(c, t, p)
	m.Mean.Update(c, c.SquaredDifference(p, t), nil, weight)
}

// Result implements [model.Metric].
func (m *RootMeanSquaredError) Result(c *model.Context) model.Value {
	return c.Sqrt(c.DivNoNan(c.Read(m.Total), c.Read(m.Count)))
}

// MeanRelativeError is the mean of |y_true - y_pred| over a given normalizer.
type MeanRelativeError struct {
	By         *tensor.Tensor `attr:"normalizer"` // stands before the argument, which may be a list
	Normalizer any            `arg:"normalizer" doc:"what the errors are divided by, of the shape of the predictions"`
	model.Mean
}

// MeanRelativeErrorClass declares MeanRelativeError.
var MeanRelativeErrorClass = declare(&model.Class{
	Name: "MeanRelativeError",
	Doc:  "The mean of absolute errors over given values.",
	Example: `>>> m = keras.metrics.MeanRelativeError(normalizer=[1, 3, 2, 3])
>>> m.update_state([1, 3, 2, 3], [2, 4, 6, 8])
>>> m.result().numpy()
1.25`,
	New: func() any { return new(MeanRelativeError) },
}, "")

// Init implements [model.Initer].
func (m *MeanRelativeError) Init(st *model.State) {
	m.Mean.Init(st)
	m.By = st.NewContext().Cast(model.AsTensor(m.Normalizer, m.DType), m.DType)
}

// Update implements [model.Metric].
func (m *MeanRelativeError) Update(c *model.Context, yTrue, yPred, weight any) {
	t, p := c.Cast(model.ToTensor(c, yTrue), m.DType), c.Cast(model.ToTensor(c, yPred), m.DType)
	t, p = model.MatchRanks(c, t, p)
	p, m.By = model.RemoveSqueezable(c, p, m.By, 0)
	requireCompatible(p, t)
	m.Mean.Update(c, c.DivNoNan(c.Abs(c.Sub(t, p)), m.By), nil, weight)
}

// R2Score is the share of the variance that predictions explain.
type R2Score struct {
	ClassAggregation any `arg:"class_aggregation" default:"'uniform_average'" doc:"how the outputs' scores become one: None, 'uniform_average' or 'variance_weighted_average'"`
	NumRegressors    int `arg:"num_regressors" compared:"< int" default:"0" doc:"number of regressors, for the adjusted score"`
	model.MetricBase

	Samples  *tensor.Variable `weight:"num_samples"`
	Squares  *tensor.Variable `weight:"squared_sum"`
	Sum      *tensor.Variable `weight:"sum"`
	Residual *tensor.Variable `weight:"residual"`
	Count    *tensor.Variable `weight:"count"`
}

// R2ScoreClass declares R2Score.
var R2ScoreClass = declare(&model.Class{
	Name: "R2Score",
	Doc:  "The coefficient of determination: 1 - (residual sum of squares) / (total sum of squares).",
	Example: `>>> m = keras.metrics.R2Score()
>>> m.update_state(tf.constant([[1.0], [4.0], [3.0]]), tf.constant([[2.0], [4.0], [4.0]]))
>>> m.result().numpy().round(4)
0.5714`,
	New: func() any { return new(R2Score) },
}, "r2_score")

// Init implements [model.Initer].
func (m *R2Score) Init(st *model.State) {
	switch m.ClassAggregation {
	case nil, "uniform_average", "variance_weighted_average":
	default:
		throwf("Invalid value for argument `class_aggregation`. Expected one of (None, 'uniform_average', 'variance_weighted_average'). Received: class_aggregation=%s", model.Describe(m.ClassAggregation))
	}
	if m.NumRegressors < 0 {
		throwf("Invalid value for argument `num_regressors`. Expected a value >= 0. Received: num_regressors=%d", m.NumRegressors)
	}
	m.MetricBase.Init(st)
	m.Samples = m.AddWeightOf(st.NewContext(), "num_samples", nil, nil, tensor.Int32)
}

// Built reports whether a batch has told the number of outputs.
func (m *R2Score) Built() bool { return m.Sum != nil }

// Update implements [model.Metric].
func (m *R2Score) Update(c *model.Context, yTrue, yPred, weight any) {
	t, p := c.Cast(model.ToTensor(c, yTrue), m.DType), c.Cast(model.ToTensor(c, yPred), m.DType)
	if m.Sum == nil {
		require2D("R2Score", t, p)
		shape := []int{p.Dim(1)}
		m.Squares = m.AddWeight(c, "squared_sum", shape, nil)
		m.Sum = m.AddWeight(c, "sum", shape, nil)
		m.Residual = m.AddWeight(c, "residual", shape, nil)
		m.Count = m.AddWeight(c, "count", shape, nil)
	}
	w := full(t, 1)
	if weight != nil {
		w = c.Cast(model.ToTensor(c, weight), m.DType)
	}
	if w.Rank() == 1 {
		w = c.ExpandDims(w, 1)
	}
	w = spread(c, w, t)
	rows := func(x *tensor.Tensor) *tensor.Tensor { return c.Sum(x, []int{0}, false) }
	weighted := c.Mul(t, w)
	m.Accumulate(c, m.Sum, rows(weighted))
	m.Accumulate(c, m.Squares, rows(c.Mul(t, weighted)))
	m.Accumulate(c, m.Residual, rows(c.Mul(c.Square(c.Sub(t, p)), w)))
	m.Accumulate(c, m.Count, rows(w))
	m.Accumulate(c, m.Samples, c.SizeOf(t, tensor.Int32))
}

// Result implements [model.Metric].
func (m *R2Score) Result(c *model.Context) model.Value {
	if m.Sum == nil {
		throwUnbuilt(&m.MetricBase, "sum")
	}
	sum := c.Read(m.Sum)
	total := c.Sub(c.Read(m.Squares), c.Mul(sum, c.Div(sum, c.Read(m.Count))))
	scores := c.Sub(full(sum, 1), c.Div(c.Read(m.Residual), total))
	scores = c.Select(c.IsInf(scores), full(scores, 0), scores)
	var score *tensor.Tensor
	switch m.ClassAggregation {
	case "uniform_average":
		score = c.Mean(scores, nil, false)
	case "variance_weighted_average":
		score = c.Div(c.Sum(c.Mul(total, scores), nil, false), c.Sum(total, nil, false))
	default:
		score = scores
	}
	return m.adjusted(c, score)
}

// adjusted corrects the score for the number of regressors.
func (m *R2Score) adjusted(c *model.Context, score *tensor.Tensor) *tensor.Tensor {
	n, k := int(m.Samples.Value().Int(0)), m.NumRegressors
	switch {
	case k == 0:
		return score
	case k > n-1:
		c.State.Warnf("UserWarning", "More independent predictors than datapoints in adjusted R2 score. Falling back to standard R2 score.")
		return score
	case k == n-1:
		c.State.Warnf("UserWarning", "Division by zero in Adjusted R2 score. Falling back to standard R2 score.")
		return score
	}
	rest := c.Mul(c.Sub(full(score, 1), score), full(score, float64(n-1)))
	return c.Sub(full(score, 1), c.Div(rest, full(score, float64(n-k-1))))
}
