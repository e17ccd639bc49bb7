package model

import "kerash/tensor"

// TrainPlan makes the plan of a training step for batches like this one and
// gives the arrays to run it with; nil when the step runs eagerly.
func TrainPlan(c *Context, m Model, batch Value) (*tensor.Plan, []*tensor.Array) {
	return m.ModelCore().mustCompile().trainStepper(m).planned(c, batch)
}

// PredictPlan is [TrainPlan] for a step of prediction.
func PredictPlan(c *Context, m Model, batch Value) (*tensor.Plan, []*tensor.Array) {
	return m.ModelCore().predictStepper(m).planned(c, batch)
}

func (s *stepper) planned(c *Context, batch Value) (*tensor.Plan, []*tensor.Array) {
	p := s.trace(c, batch, noAxis)
	if p == nil {
		return nil, nil
	}
	for i, t := range Leaves(batch) {
		p.in[i] = t.Array()
	}
	return p.plan, p.in
}

// ForwardBytes is what all results of a model's call in training take together.
func ForwardBytes(c *Context, m Model, x Value) int {
	tr, err := c.Scope.Trace(func() { Apply(c.training(true), m, Symbols(x)) })
	tensor.Check(err)
	return tr.Bytes()
}
