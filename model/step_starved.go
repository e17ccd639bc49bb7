package model

import "kerash/tensor"

// application is what an optimizer does in a traced step whatever the batch is.
type application struct {
	optimizer *OptimizerBase
	decayed   []*tensor.Variable
}

// applies notes that an optimizer changes variables in the step. Those of which
// rows are looked up are decayed after the look-up only, so they wait for the
// batch; so does all that is in a branch, or that the legacy optimizers do.
func (s *tracedStep) applies(o *OptimizerBase, grads []*tensor.Tensor, vars []*tensor.Variable) {
	if s == nil || s.branching || o.legacy {
		return
	}
	a := application{optimizer: o}
	if o.WeightDecay != nil {
		for i, v := range vars {
			if o.decays(v) && grads[i].RowValues() == grads[i] {
				a.decayed = append(a.decayed, v)
			}
		}
	}
	s.applied = append(s.applied, a)
}

// branch marks what follows as part of a branch that the batch decides on, until
// the function that it gives is called.
func (s *tracedStep) branch() (leave func()) {
	if s == nil {
		return func() {}
	}
	outer := s.branching
	s.branching = true
	return func() { s.branching = outer }
}

// starve does what TensorFlow's traced step still does when it finds that the
// data ran out: the ops run that do not wait for the batch, and so optimizers
// set their rate, decay the weights and count the step.
func (s *stepper) starve(c *Context) {
	if s.streams == nil {
		return
	}
	defer c.State.skipLines(allLines)()
	for _, a := range s.step.applied {
		o := a.optimizer
		o.setRate(c)
		for _, v := range a.decayed {
			c.Decay(v, *o.WeightDecay, o.CurrentRate(c, v.DType()))
		}
		c.AssignAdd(o.iterations, tensor.ConstScalar(int64(1)))
	}
}
