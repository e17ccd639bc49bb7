package model

import "kerash/tensor"

// LossScaler is an optimizer that multiplies the loss by a factor before it is
// differentiated, so that small gradients do not vanish in float16, and takes
// the factor out of the gradients again.
type LossScaler interface {
	Optimizer
	// ScaleState is the variables of a factor that follows the gradients: the
	// factor and the steps since it changed; nil where it is fixed.
	ScaleState() []*tensor.Variable
	// ScaleLoss is the loss times the factor.
	ScaleLoss(c *Context, loss *tensor.Tensor) *tensor.Tensor
	// UnscaleGradients is the gradients divided by the factor; nil ones stay.
	UnscaleGradients(c *Context, grads []*tensor.Tensor) []*tensor.Tensor
	// ApplyScaled does a step with gradients of the loss itself, or leaves it
	// out where they are not finite.
	ApplyScaled(c *Context, grads []*tensor.Tensor, vars []*tensor.Variable)
}

// ScaleLoss is the loss as the optimizer wants it differentiated.
func ScaleLoss(c *Context, o Optimizer, loss *tensor.Tensor) *tensor.Tensor {
	if s, ok := o.(LossScaler); ok && loss != nil {
		return s.ScaleLoss(c, loss)
	}
	return loss
}

// UnscaleGradients is the gradients of the loss, given those of [ScaleLoss].
func UnscaleGradients(c *Context, o Optimizer, grads []*tensor.Tensor) []*tensor.Tensor {
	if s, ok := o.(LossScaler); ok {
		return s.UnscaleGradients(c, grads)
	}
	return grads
}

// forPolicy wraps an optimizer in one that scales losses where the policy for
// new layers is mixed_float16, as compile does.
func forPolicy(st *State, o Optimizer) Optimizer {
	if _, scales := o.(LossScaler); scales || st.DefaultPolicy().Name != "mixed_float16" {
		return o
	}
	scaled, _ := Find(KindOptimizer, "LossScaleOptimizerV3").Make(st, []any{o}).(Optimizer)
	return scaled
}
