package model

import "kerash/tensor"

// Functions of a model that do steps: the names of train_function, test_function
// and predict_function without their ending.
const (
	TrainFunction   = "train"
	TestFunction    = "test"
	PredictFunction = "predict"
)

// StepFunction is a function of the user's in the place of one that a model
// makes itself: train_function, test_function, predict_function.
type StepFunction interface {
	// Steps does one call with the batches that next gives. ran is false when
	// there was no result, more when the batches ended.
	Steps(c *Context, next func() (batch Value, ok bool)) (out Value, ran, more bool)
}

// FunctionMaker is a model of the user's that may make the functions itself, as
// make_train_function does. nil stands for the model's own.
type FunctionMaker interface {
	MakeFunction(c *Context, name string) StepFunction
}

// Function is what took the place of a model's function, nil for nothing.
func (m *ModelBase) Function(name string) any { return m.functions[name] }

// SetFunction puts f in the place of a model's function. It takes effect when it is
// a [StepFunction]. nil makes the next run build its own anew.
func (m *ModelBase) SetFunction(name string, f any) {
	if f != nil {
		if m.functions == nil {
			m.functions = map[string]any{}
		}
		m.functions[name] = f
		return
	}
	delete(m.functions, name)
	if hold := m.stepper(name); hold != nil {
		*hold = nil
	}
}

// HasSteps reports whether the model has built its own function of a name.
func (m *ModelBase) HasSteps(name string) bool {
	hold := m.stepper(name)
	return hold != nil && *hold != nil
}

// stepper is where the steps of a function are held; nil before compile.
func (m *ModelBase) stepper(name string) **stepper {
	k := m.compiled
	switch {
	case name == PredictFunction && k == nil:
		return &m.predict
	case k == nil:
		return nil
	case name == PredictFunction:
		return &k.predict
	case name == TestFunction:
		return &k.test
	}
	return &k.train
}

// stepFunction is the user's function for a run; nil stands for the model's own.
func stepFunction(c *Context, m Model, name string) StepFunction {
	if u, ok := m.(FunctionMaker); ok {
		return u.MakeFunction(c, name)
	}
	f, _ := m.ModelCore().Function(name).(StepFunction)
	return f
}

// stepperOf is the steps that a model's own function does.
func stepperOf(m Model, name string) *stepper {
	b := m.ModelCore()
	switch name {
	case TrainFunction:
		return b.mustCompile().trainStepper(m)
	case TestFunction:
		return b.mustCompile().testStepper(m)
	}
	return b.predictStepper(m)
}

// RunSteps is one call of a model's own function: it does as many steps as compile
// asked for at once. The result is the last step's logs, nil for
// those of the metrics, or the outputs of all steps. It reports false when
// the batches ended.
func RunSteps(c *Context, m Model, name string, next func() (batch Value, ok bool)) (Value, bool) {
	n := 1
	if k := m.ModelCore().compiled; k != nil {
		n = k.perCall
	}
	step := stepperOf(m, name)
	var out Value
	var parts collected
	for range n {
		batch, ok := next()
		if !ok {
			step.starve(c)
			return nil, false
		}
		if out = step.run(c, batch, firstAxis); name == PredictFunction {
			parts.add(out)
		}
	}
	if name == PredictFunction {
		return parts.join(), true
	}
	return heldOutputs(out), true
}

// onBatch is a step of the user's or the model's function with one batch.
func onBatch(c *Context, m Model, name string, batch Value) Value {
	own := stepFunction(c, m, name)
	if own == nil {
		s := stepperOf(m, name)
		if s.first.lost && name != PredictFunction {
			tensor.Throwf("TypeError", "argument of type 'NoneType' is not iterable")
		}
		return s.run(c, batch, noAxis)
	}
	given := false
	out, _, _ := own.Steps(c, func() (Value, bool) {
		first := !given
		given = true
		return batch, first
	})
	return out
}
