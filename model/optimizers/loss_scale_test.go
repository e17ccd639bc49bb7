package optimizers

import (
	"math"
	"testing"

	"kerash/model"
	"kerash/model/internal/oracle"
	"kerash/tensor"
)

// TestLossScaleFollowsGradients steps through finite and infinite gradients:
// the factor doubles after two good steps, halves at a bad one, and a bad step
// leaves the weight as it is.
func TestLossScaleFollowsGradients(t *testing.T) {
	st := oracle.State()
	c := st.NewContext()
	sgd := SGDClass.Make(st, []any{0.5})
	o := LossScaleClass.Make(st, []any{sgd}, model.Named{Name: "initial_scale", Value: 8.0}, model.Named{Name: "dynamic_growth_steps", Value: 2}).(*LossScale)
	v := tensor.NewVariable("v:0", tensor.Scalar(float32(0)))
	for i, step := range []struct{ g, weight, factor float64 }{
		{1, -0.5, 8},
		{math.Inf(1), -0.5, 4},
		{1, -1, 4},
		{1, -1.5, 8},
		{math.NaN(), -1.5, 4},
	} {
		model.ApplyGradients(c, o, []*tensor.Tensor{tensor.ConstScalar(float32(step.g))}, []*tensor.Variable{v})
		if w, f := v.Value().Float(0), o.Factor(c).Array().Float(0); w != step.weight || f != step.factor {
			t.Errorf("after step %d the weight is %v and the factor %v, want %v and %v", i, w, f, step.weight, step.factor)
		}
	}
	if n := o.OptimizerCore().Iterations().Value().Int(0); n != 5 {
		t.Errorf("%d steps counted, want 5", n)
	}
}

func TestLossScaleUndoesItself(t *testing.T) {
	st := oracle.State()
	c := st.NewContext()
	o := LossScaleClass.Make(st, []any{SGDClass.Make(st, nil)}).(*LossScale)
	loss := o.ScaleLoss(c, tensor.ConstScalar(float32(3)))
	if got := loss.Array().Float(0); got != 3*32768 {
		t.Errorf("scaled loss %v", got)
	}
	grads := o.UnscaleGradients(c, []*tensor.Tensor{loss, nil})
	if got := grads[0].Array().Float(0); got != 3 || grads[1] != nil {
		t.Errorf("unscaled gradients %v, %v", got, grads[1])
	}
}

func TestLossScaleErrors(t *testing.T) {
	st := oracle.State()
	inner := SGDClass.Make(st, nil)
	wrapped := LossScaleClass.Make(st, []any{inner})
	for _, test := range []struct {
		args []any
		want string
	}{
		{[]any{3}, "TypeError: \"inner_optimizer\" must be an instance of `tf.keras.optimizers.Optimizer` or `tf.keras.optimizers.experimental.Optimizer`, but got: 3."},
		{[]any{SGDClass.Make(st, nil), false}, `ValueError: "initial_scale" must be specified if "dynamic" is False`},
		{[]any{inner}, `ValueError: "inner_optimizer" is already wrapped by a LossScaleOptimizer. An optimizer can only be wrapped by a single LossScaleOptimizer`},
		{[]any{wrapped}, "TypeError: LossScaleOptimizer cannot wrap another LossScaleOptimizer, but got: <keras.src.mixed_precision.loss_scale_optimizer.LossScaleOptimizerV3 object>"},
	} {
		if got := oracle.Failure(func() { LossScaleClass.Make(st, test.args) }); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
