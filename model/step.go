package model

import (
	"slices"

	"kerash/tensor"
)

// TrainStepper, TestStepper and PredictStepper are models of the user's that
// define what happens with a batch: train_step, test_step, predict_step. The
// first two give logs; each may call the default, such as [TrainStep].
type (
	TrainStepper interface {
		TrainStep(c *Context, batch Value) any
	}
	TestStepper interface {
		TestStep(c *Context, batch Value) any
	}
	PredictStepper interface {
		PredictStep(c *Context, batch Value) Value
	}
)

// LossComputer and MetricsComputer are models of the user's that define
// compute_loss and compute_metrics.
type (
	LossComputer interface {
		ComputeLoss(c *Context, x, y, yPred, weight Value) *tensor.Tensor
	}
	MetricsComputer interface {
		ComputeMetrics(c *Context, x, y, yPred, weight Value) any
	}
)

// Minimizer is an optimizer of the user's that may make a step by its own
// methods; it reports false when it has none.
type Minimizer interface {
	Minimize(c *Context, tape *tensor.Tape, loss *tensor.Tensor, vars []*tensor.Variable) bool
}

// TrainStep is the default train_step: it computes the loss of a batch and its
// gradients, changes the weights and feeds the metrics. The logs are nil: those
// of the model's metrics.
func TrainStep(c *Context, m Model, batch Value) any {
	b := m.ModelCore()
	k := b.mustCompile()
	x, y, w := Unpack(batch)
	tape := tensor.NewTape()
	c.PushTape(tape)
	var yPred Value
	var loss *tensor.Tensor
	func() {
		defer c.PopTape(tape)
		yPred = Apply(c.training(true), m, x)
		loss = ScaleLoss(c, k.optimizer, ComputeLoss(c, m, x, y, yPred, w))
	}()
	checkLoss(k, y, loss)
	vars := b.self.Core().TrainableWeights()
	if u, ok := k.optimizer.(Minimizer); !ok || !u.Minimize(c, tape, loss, vars) {
		grads := tape.VariableGradients(c.Scope, []*tensor.Tensor{loss}, nil, vars)
		tape.Release()
		ApplyGradients(c, k.optimizer, UnscaleGradients(c, k.optimizer, grads), vars)
	}
	return ComputeMetrics(c, m, x, y, yPred, w)
}

// training is a context for a call in training or inference mode.
func (c *Context) training(on bool) *Context {
	in := c.Inner()
	in.Training, in.TrainingSet = on, true
	return in
}

func checkLoss(k *compiled, y Value, loss *tensor.Tensor) {
	switch {
	case k.options.Loss != nil && y == nil:
		tensor.Throwf("ValueError", "Target data is missing. Your model was compiled with loss=%s, and therefore expects target data to be provided in `fit()`.", Describe(k.options.Loss))
	case loss == nil:
		tensor.Throwf("ValueError", "No loss found. You may have forgotten to provide a `loss` argument in the `compile()` method.")
	}
}

// TestStep is the default test_step.
func TestStep(c *Context, m Model, batch Value) any {
	x, y, w := Unpack(batch)
	yPred := Apply(c.training(false), m, x)
	ComputeLoss(c, m, x, y, yPred, w)
	return ComputeMetrics(c, m, x, y, yPred, w)
}

// PredictStep is the default predict_step.
func PredictStep(c *Context, m Model, batch Value) Value {
	x, _, _ := Unpack(batch)
	return Apply(c.training(false), m, x)
}

// ComputeLoss is the loss of a batch by the model's compute_loss.
func ComputeLoss(c *Context, m Model, x, y, yPred, w Value) *tensor.Tensor {
	if u, ok := m.(LossComputer); ok {
		return u.ComputeLoss(c, x, y, yPred, w)
	}
	return CompiledLoss(c, m, y, yPred, w, m.Core().Losses(c))
}

// DefaultLoss is what super().compute_loss gives.
func DefaultLoss(c *Context, m Model, y, yPred, w Value) *tensor.Tensor {
	return CompiledLoss(c, m, y, yPred, w, m.Core().Losses(c))
}

// CompiledLoss is model.compiled_loss: the losses that compile was given, with
// penalties added; it feeds the means of the losses. nil stands for no loss.
func CompiledLoss(c *Context, m Model, y, yPred, w Value, penalties []*tensor.Tensor) *tensor.Tensor {
	k := m.ModelCore().mustCompile()
	return k.losses.compute(c, outputNames(m), y, yPred, w, penalties)
}

// ComputeMetrics feeds the metrics by the model's compute_metrics. nil stands
// for the results of the model's metrics.
func ComputeMetrics(c *Context, m Model, x, y, yPred, w Value) any {
	if u, ok := m.(MetricsComputer); ok {
		return u.ComputeMetrics(c, x, y, yPred, w)
	}
	UpdateCompiledMetrics(c, m, y, yPred, w)
	return nil
}

// UpdateCompiledMetrics is model.compiled_metrics.update_state.
func UpdateCompiledMetrics(c *Context, m Model, y, yPred, w Value) {
	m.ModelCore().mustCompile().metrics.update(c, outputNames(m), y, yPred, w)
}

// stepper does steps of one kind: it traces the step once for each shape of
// batch into a plan and replays that. What cannot be traced runs eagerly.
type stepper struct {
	do       func(c *Context, batch Value) Value // nil results stand for "the metrics"
	userCode func() bool                         // whether code of the user's takes part
	step     tracedStep
	eager    bool
	plans    []*plannedStep
	traces   []*stepTrace // in the order in which TensorFlow would make them
	graphs   []*stepGraph // that TensorFlow would have, of steps without code of the user's too
	graph    *stepGraph   // of the batch at hand
	first    firstCalls
	printed  int             // lines that the user's code wrote in a trace that had to be given up
	streams  *tensor.Streams // of the random ops of the trace at hand; nil when the user wants eager steps
	counter  *tensor.Variable
}

func newStepper(m *ModelBase, name string, eager bool, userCode func() bool, do func(c *Context, batch Value) Value) *stepper {
	s := &stepper{do: do, userCode: userCode, step: tracedStep{name: name}, eager: eager, counter: m.Counter(name)}
	if !eager {
		s.streams = new(tensor.Streams)
	}
	return s
}

// plannedStep is the plan for batches of one shape.
type plannedStep struct {
	shape  Value // symbols in the batch's structure
	specs  []tensor.Spec
	open   openAxes // of the batches that it was made for
	plan   *tensor.Plan
	result Value // the symbolic results
	outs   []*tensor.Tensor
	in     []*tensor.Array
}

// run does one step with a batch, of whose lengths of axes the given ones are
// open to the source of the batches. The results' arrays hold until the next run.
func (s *stepper) run(c *Context, batch Value, open openAxes) (out Value) {
	s.follow(c, func() { out = s.runOnce(c, batch, open) })
	s.counter.SetValue(tensor.Scalar(int64(s.counter.Value().Int(0)) + 1))
	return out
}

func (s *stepper) runOnce(c *Context, batch Value, open openAxes) (out Value) {
	if s.streams == nil {
		c.Interrupted()
		return s.do(c, batch)
	}
	leaves := Leaves(batch)
	s.step.unshaped = false
	if s.step.open = 0; open != noAxis && len(leaves) > 0 && leaves[0].Rank() > 0 {
		s.step.open = leaves[0].Dim(0)
	}
	var p *plannedStep
	whole := !HasComposite(batch) // a plan would be for the rows of this batch alone
	if whole {
		p = s.planFor(batch, leaves, open)
	}
	if p == nil {
		s.enter(batch, open)
		if whole && !s.eager {
			if p = s.prepare(c, batch, leaves, open); p != nil {
				p.open = open
			}
		}
	}
	err := tensor.Catch(func() {
		if p == nil {
			out = s.now(c, batch)
		} else {
			out = p.run(c, leaves)
		}
	})
	if err != nil {
		tensor.Throw(tensor.ExecutionError(err, s.step.name+"_function"))
	}
	return out
}

func (p *plannedStep) run(c *Context, leaves []*tensor.Tensor) Value {
	for i, t := range leaves {
		p.in[i] = t.Array()
	}
	outs, err := p.plan.Run(c.Scope, p.in)
	tensor.Check(err)
	if len(p.outs) == 0 {
		return p.result
	}
	values := make(map[*tensor.Tensor]*tensor.Tensor, len(outs))
	for i, t := range p.outs {
		values[t] = tensor.FromArray(outs[i])
	}
	return mapResult(p.result, func(t *tensor.Tensor) Value {
		if v := values[t]; v != nil {
			return v
		}
		return t
	})
}

func (s *stepper) planFor(batch Value, leaves []*tensor.Tensor, open openAxes) *plannedStep {
	for _, p := range s.plans {
		if p.open == open && slices.EqualFunc(p.specs, leaves, sameSpec) && sameStructure(p.shape, batch) {
			return p
		}
	}
	return nil
}

func sameSpec(sp tensor.Spec, t *tensor.Tensor) bool {
	return sp.DType == t.DType() && tensor.SameShape(sp.Shape, t.Shape())
}

// within runs the step as the body of TensorFlow's traced function.
func (s *stepper) within(c *Context, f func()) {
	s.step.applied = nil
	c.State.InGraph(func() {
		c.WithStreams(s.streams, func() { c.State.inStep(&s.step, f) })
	})
}

// now does the step eagerly, in place of a traced function. What the user's code
// writes is seen once, as in a trace.
func (s *stepper) now(c *Context, batch Value) (out Value) {
	c.Interrupted()
	defer c.State.skipLines(s.printed)()
	s.printed = allLines
	s.within(c, func() { out = s.do(c, batch) })
	return out
}

// sameStructure compares lists, tuples and dicts around tensors.
func sameStructure(a, b Value) bool {
	list := func(x, y []Value) bool { return slices.EqualFunc(x, y, sameStructure) }
	switch x := a.(type) {
	case List:
		y, ok := b.(List)
		return ok && list(x, y)
	case Tuple:
		y, ok := b.(Tuple)
		return ok && list(x, y)
	case *Dict:
		y, ok := b.(*Dict)
		return ok && slices.Equal(x.Keys, y.Keys) && list(x.Vals, y.Vals)
	case nil:
		return b == nil
	}
	return b != nil && !IsNested(b)
}

// mapResult is [MapValue] that also goes into logs.
func mapResult(v Value, f func(*tensor.Tensor) Value) Value {
	if m, ok := v.(*Map); ok {
		return MapAny(m, f)
	}
	return MapValue(v, f)
}

func walkResult(v Value, f func(*tensor.Tensor)) { walkAny(v, f) }
