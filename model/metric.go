package model

import "kerash/tensor"

// Metric is a number (or several) gathered over batches. Metrics embed
// [MetricBase].
type Metric interface {
	// MetricCore is the embedded MetricBase.
	MetricCore() *MetricBase
	// Update takes a batch: targets and predictions, or for metrics of values
	// (Mean, Sum) values and nil; weight may be nil.
	Update(c *Context, yTrue, yPred, weight Value)
	// Result is the metric so far.
	Result(c *Context) Value
	// Reset forgets all batches.
	Reset(c *Context)
}

// MetricBase is the part that all metrics share.
type MetricBase struct {
	Label string       `arg:"name" default:"None" doc:"name of the metric, the key in history and logs"`
	DType tensor.DType `arg:"dtype" default:"None" doc:"dtype of the result"`
	class *Class
	own   []*tensor.Variable
}

// MetricCore implements [Metric].
func (m *MetricBase) MetricCore() *MetricBase { return m }
