package model

import "kerash/tensor"

// Loss says how far predictions are from targets. Losses embed [LossBase].
type Loss interface {
	// LossCore is the embedded LossBase.
	LossCore() *LossBase
	// Losses is the loss of every sample (or time step, pixel, …): the shape of
	// the predictions without the axis that the loss is about.
	Losses(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor
}

// LossBase is the part that all losses share.
type LossBase struct {
	Reduction string `arg:"reduction" default:"'auto'" doc:"'sum_over_batch_size', 'sum', 'none' or 'auto'"`
	Label     string `arg:"name" default:"None" doc:"name of the loss"`
	class     *Class
}

// LossCore implements [Loss].
func (l *LossBase) LossCore() *LossBase { return l }
