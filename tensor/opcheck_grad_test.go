package tensor

import (
	"testing"
)

// flatOps are declared without a second gradient, as in TensorFlow: the loss of
// CTC is a constant to it, and so is the sign of a complex number; that of a
// dilation is zero.
var flatOps = map[string]bool{"opCTCLoss": true, "opNextAfter": true, "opComplexAbs": true,
	"opDilation": true}

// TestEveryGradientIsChecked fails when an op declares a gradient that no case
// compares with finite differences: once for the gradient, and once for the
// gradient of what the op's gradient computes.
func TestEveryGradientIsChecked(t *testing.T) {
	first, second := map[*Op]bool{}, map[*Op]bool{}
	var flat bool
	byName := opVariables()
	for _, op := range byName {
		if grad := op.Grad; grad != nil {
			defer func() { op.Grad = grad }()
			op.Grad = func(s *Scope, c *Call, in, out, gout []*Tensor) []*Tensor {
				first[op] = true
				second[op] = second[op] || !flat
				return grad(s, c, in, out, gout)
			}
		}
	}
	for _, c := range allCases() {
		if !c.grad {
			continue
		}
		flat = c.flat
		if err := Catch(func() { c.useAll(anyTypes()) }); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for name, op := range byName {
		switch {
		case op.Grad == nil || ownTests[name]:
		case !first[op]:
			t.Errorf("no case checks the gradient of %s", name)
		case !second[op] && !flatOps[name]:
			t.Errorf("no case checks the second gradient of %s", name)
		case second[op] && flatOps[name]:
			t.Errorf("%s is listed in flatOps, and its second gradient is checked", name)
		}
	}
}
