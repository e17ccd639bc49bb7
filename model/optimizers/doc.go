// Package optimizers declares keras.optimizers and its learning rate
// schedules. The update rules themselves are ops of package tensor.
package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// declare adds an optimizer.
func declare(c *model.Class) *model.Class {
	c.Kind = model.KindOptimizer
	if c.Defaults == nil {
		c.Defaults = map[string]string{}
	}
	c.Defaults["name"] = "'" + c.Name + "'"
	return model.Declare(c)
}

// slots is one variable per weight.
type slots map[*tensor.Variable]*tensor.Variable

// add makes a slot for each weight.
func add(o *model.OptimizerBase, vars []*tensor.Variable, name string) slots {
	s := slots{}
	for _, v := range vars {
		s[v] = o.AddSlot(v, name, nil, nil)
	}
	return s
}

// addPairs makes two slots for each weight, weight by weight.
func addPairs(o *model.OptimizerBase, vars []*tensor.Variable, first, second string) (a, b slots) {
	a, b = slots{}, slots{}
	for _, v := range vars {
		a[v] = o.AddSlot(v, first, nil, nil)
		b[v] = o.AddSlot(v, second, nil, nil)
	}
	return a, b
}

// optimize applies a rule to a weight and its slots.
func optimize(c *model.Context, o *model.OptimizerBase, r tensor.Rule, v *tensor.Variable, g *tensor.Tensor, s ...*tensor.Variable) {
	c.Optimize(r, v, s, g, o.CurrentRate(c, v.DType()), c.Read(o.Iterations()))
}

// constant is an array like the weight with every element x.
func constant(v *tensor.Variable, x float64) *tensor.Array {
	a := tensor.NewArray(v.DType(), append([]int{}, v.Shape()...)...)
	a.Fill(x)
	return a
}
