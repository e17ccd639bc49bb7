package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// lossScaleMembers are the methods of LossScaleOptimizer for loops of the
// user's.
func lossScaleMembers() []object.Member {
	scaler := func(a *object.Bound) model.LossScaler { return goPart(a.Self()).(model.LossScaler) }
	return []object.Member{
		object.Method("get_scaled_loss(self, loss)", "The loss times the factor; of a function, the function that gives it.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return scaledLoss(th, scaler(a), a.Value("loss")), nil
		}),
		object.Method("get_unscaled_gradients(self, grads)", "The gradients of a scaled loss divided by the factor; None stays.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var grads []*tensor.Tensor
			for _, g := range a.Elems("grads") {
				var t *tensor.Tensor
				if g != nil {
					t = tensorArg(th, g)
				}
				grads = append(grads, t)
			}
			out := object.NewList()
			for _, g := range scaler(a).UnscaleGradients(binding.Context(th), grads) {
				out.Elems = append(out.Elems, toPython(g))
			}
			return out, nil
		}),
	}
}

// scaledLoss multiplies a loss: a tensor, or a function that gives one.
func scaledLoss(th *object.Thread, o model.LossScaler, loss object.Value) object.Value {
	if binding.IsTensor(loss) || !object.IsCallable(loss) {
		return o.ScaleLoss(binding.Context(th), tensorArg(th, loss))
	}
	return object.Func("new_loss()", "The loss times the factor.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
		v, err := object.CallFn(th, loss)
		if err != nil {
			return nil, err
		}
		return o.ScaleLoss(binding.Context(th), tensorArg(th, v)), nil
	})
}

// scaledGradients is the gradients for minimize: those of the scaled loss,
// divided by the factor.
func scaledGradients(th *object.Thread, o model.LossScaler, a *object.Bound, vars []*tensor.Variable) []*tensor.Tensor {
	loss, tape := a.Value("loss"), a.Value("tape")
	function := object.IsCallable(loss) && !binding.IsTensor(loss)
	switch {
	case function:
		loss = scaledLoss(th, o, loss)
	case tape != nil: // the product belongs on the tape of the loss
		object.Must(object.CallMethodOf(th, tape, "__enter__", object.Args{}))
		loss = scaledLoss(th, o, loss)
		object.Must(object.CallMethodOf(th, tape, "__exit__", object.Pos(nil, nil, nil)))
	}
	return o.UnscaleGradients(binding.Context(th), lossGradients(th, loss, tape, vars))
}
