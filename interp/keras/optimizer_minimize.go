package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// Minimize implements model.Minimizer: a step of fit by the methods that a
// class of the user's overrides.
func (u *userOptimizer) Minimize(c *model.Context, tape *tensor.Tape, loss *tensor.Tensor, vars []*tensor.Variable) bool {
	_, minimize := u.method("minimize")
	_, compute := u.method("compute_gradients")
	_, apply := u.method("apply_gradients")
	if !minimize && !compute && !apply {
		return false
	}
	args := object.Pos(loss, object.NewList(toPythons(vars)...), &stepTape{tape})
	if minimize {
		u.call(c, "minimize", args)
		return true
	}
	binding.Within(u.th, c, func() {
		pairs := object.Must(object.CallMethodOf(u.th, u.inst, "compute_gradients", args))
		object.Must(object.CallMethodOf(u.th, u.inst, "apply_gradients", object.Pos(pairs)))
	})
	return true
}

// stepTape is the tape of a step of fit as the user's optimizer sees it.
type stepTape struct{ tape *tensor.Tape }

var stepTapeClass = &object.Class{Name: "GradientTape", Module: "tensorflow.python.eager.backprop", Final: true,
	Doc: "The tape of a training step.",
	Members: func() []object.Member {
		return []object.Member{
			object.Method("gradient(self, target, sources, output_gradients=None, unconnected_gradients=None)", "The gradients of a result.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				tape := a.Self().(*stepTape).tape
				vars := variableList(th, a.Value("sources"))
				grads := tape.VariableGradients(binding.Scope(th), []*tensor.Tensor{tensorArg(th, a.Value("target"))}, nil, vars)
				return object.NewList(toPythons(grads)...), nil
			}),
		}
	}}

// PyClass is the class of tapes.
func (*stepTape) PyClass() *object.Class { return stepTapeClass }
