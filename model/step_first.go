package model

import (
	"errors"

	"kerash/tensor"
)

// firstCalls is what TensorFlow remembers of the first calls of a step's
// function. One whose first trace failed before it had made variables must not
// make them later: the call that does raises, and those after it give nothing.
type firstCalls struct {
	begun bool // there was a call
	made  bool // calls made variables while they were allowed to
	lost  bool // a later call made variables
}

// follow runs f, a call of the function.
func (s *stepper) follow(c *Context, f func()) {
	if s.streams == nil { // eager steps are no function
		f()
		return
	}
	if s.first.lost {
		s.giveNothing()
	}
	allowed := !s.first.begun || s.first.made
	before := c.VariablesMade()
	err := tensor.Catch(f)
	made := c.VariablesMade() > before
	s.first.begun = true
	switch {
	case made && inTrace(err):
		s.first.lost = !s.first.made
	case allowed:
		s.first.made = s.first.made || made
	}
	tensor.Check(err)
	if !allowed && made {
		s.first.lost = true
		e := tensor.Errorf("ValueError", "Creating variables on a non-first call to a function decorated with tf.function.")
		tensor.Throw(e.WithHint("the first call failed, which TensorFlow's functions do not get over: compile the model again"))
	}
}

// inTrace reports whether a call failed before there was a function that runs.
func inTrace(err error) bool {
	var e *tensor.Error
	if err == nil {
		return false
	}
	return !errors.As(err, &e) || !e.AtRun()
}

// giveNothing throws what Keras makes of a function that gives None.
func (s *stepper) giveNothing() {
	switch s.step.name {
	case TrainFunction:
		tensor.Throw(noLogs())
	case PredictFunction:
		tensor.Throw(noOutputs())
	}
	tensor.Throwf("TypeError", "argument of type 'NoneType' is not iterable")
}

func noLogs() error {
	return tensor.Errorf("ValueError", "Unexpected result of `train_function` (Empty logs). This could be due to issues in input pipeline that resulted in an empty dataset. Otherwise, please use `Model.compile(..., run_eagerly=True)`, or `tf.config.run_functions_eagerly(True)` for more information of where went wrong, or file a issue/bug to `tf.keras`.")
}

func noOutputs() error {
	return tensor.Errorf("ValueError", "Unexpected result of `predict_function` (Empty batch_outputs). Please use `Model.compile(..., run_eagerly=True)`, or `tf.config.run_functions_eagerly(True)` for more information of where went wrong, or file a issue/bug to `tf.keras`.")
}
