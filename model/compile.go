package model

import (
	"kerash/tensor"
)

// CompileOptions is the arguments of compile.
type CompileOptions struct {
	Optimizer         any // a name, a config or an Optimizer; nil is "rmsprop"
	Loss              any // by output: names, losses, functions
	Metrics           any
	LossWeights       any
	WeightedMetrics   any
	RunEagerly        any // nil or bool
	StepsPerExecution any // nil or int
	JITCompile        any

	// ShownLoss is what model.loss is in the language; nil stands for Loss.
	ShownLoss any
	// LossNamesFunction says that a name as Loss stands for the function of that
	// name, as it does in HDF5 files.
	LossNamesFunction bool
}

// compiled is what compile set.
type compiled struct {
	options   CompileOptions
	optimizer Optimizer
	losses    *outputLosses
	metrics   *outputMetrics
	eager     bool
	perCall   int // steps per execution
	trainable map[*Base]bool

	train, test, predict *stepper
}

// Compile sets how a model is trained: optimizer, losses and metrics.
func Compile(st *State, m Model, o CompileOptions) {
	b := m.ModelCore()
	if o.Optimizer == nil {
		o.Optimizer = "rmsprop"
	}
	k := &compiled{options: o}
	opt, ok := Resolve(st, KindOptimizer, o.Optimizer).(Optimizer)
	if !ok {
		tensor.Throwf("ValueError", "Could not interpret optimizer identifier: %s", Describe(o.Optimizer))
	}
	k.optimizer = forPolicy(st, opt)
	k.losses = newOutputLosses(st, o.Loss, o.LossWeights)
	k.metrics = newOutputMetrics(o.Metrics, o.WeightedMetrics)
	k.eager = o.RunEagerly == true
	k.metrics.eager = k.eager
	k.perCall = stepsPerCall(o.StepsPerExecution)
	k.trainable = map[*Base]bool{}
	eachLayer(m, func(l *Base) { k.trainable[l] = l.CanTrain })
	b.compiled = k
	clear(b.functions)
	for _, name := range []string{"optimizer", "loss", "compiled_loss", "compiled_metrics"} {
		delete(b.Assigned, name)
	}
}

// Assign keeps what the user gave an attribute that a model has of itself. An
// optimizer takes the place of compile's.
func (m *ModelBase) Assign(name string, v any) {
	if m.Assigned == nil {
		m.Assigned = map[string]any{}
	}
	m.Assigned[name] = v
	if o, ok := v.(Optimizer); ok && name == "optimizer" && m.compiled != nil {
		m.compiled.optimizer, m.compiled.train = o, nil
	}
}

func stepsPerCall(given any) int {
	n, ok := AsInt(given)
	switch {
	case given == nil || ok && n < 1:
		return 1
	case !ok:
		tensor.Throwf("TypeError", "Cannot convert %s to EagerTensor of dtype int64", describeItem(given))
	}
	return n
}

// eachLayer visits the layer and all layers in it, each once.
func eachLayer(l Layer, f func(*Base)) {
	seen := map[*Base]bool{}
	var visit func(l Layer)
	visit = func(l Layer) {
		b := l.Core()
		if seen[b] {
			return
		}
		seen[b] = true
		f(b)
		for _, s := range b.Sublayers() {
			visit(s)
		}
	}
	visit(l)
}

// respectTrainable gives all layers the trainable flags that they had when the
// model was compiled, and returns what gives them back their present ones.
func (k *compiled) respectTrainable(m Model) (restore func()) {
	now := map[*Base]bool{}
	eachLayer(m, func(b *Base) {
		if then, ok := k.trainable[b]; ok && then != b.CanTrain {
			now[b] = b.CanTrain
			b.CanTrain = then
		}
	})
	return func() {
		for b, on := range now {
			b.CanTrain = on
		}
	}
}

// mustCompile throws RuntimeError for a model that was not compiled.
func (m *ModelBase) mustCompile() *compiled {
	if m.compiled == nil {
		e := tensor.Errorf("RuntimeError", "You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.")
		tensor.Throw(e)
	}
	return m.compiled
}

// MustCompile throws RuntimeError for a model that was not compiled.
func (m *ModelBase) MustCompile() { m.mustCompile() }

// Compiled reports whether compile was called.
func (m *ModelBase) Compiled() bool { return m.compiled != nil }

// CompileArgs is what compile was given.
func (m *ModelBase) CompileArgs() CompileOptions {
	if m.compiled == nil {
		return CompileOptions{}
	}
	return m.compiled.options
}

// Optimizer is the optimizer that compile set, nil before.
func (m *ModelBase) Optimizer() Optimizer {
	if m.compiled == nil {
		return nil
	}
	return m.compiled.optimizer
}

// RestoreMetricNames says that compile's metrics have their final names
// already: those of a model that was loaded.
func (m *ModelBase) RestoreMetricNames() { m.compiled.metrics.restored = true }

// LossNamesFunction says that the name of a loss stands for the function.
func (m *ModelBase) LossNamesFunction() { m.compiled.options.LossNamesFunction = true }

// MetricLister is a model of the user's that lists its metrics itself.
type MetricLister interface{ MetricList() []Metric }

// ModelMetrics is model.metrics: the loss, those of outputs, what compile was
// given, then the metrics of layers. Those of compile are there after the first
// batch.
func ModelMetrics(m Model) []Metric {
	if l, ok := m.(MetricLister); ok {
		return l.MetricList()
	}
	return m.ModelCore().metricList()
}

func (m *ModelBase) metricList() []Metric {
	var out []Metric
	if k := m.compiled; k != nil {
		out = append(out, k.losses.metrics()...)
		out = append(out, k.metrics.metrics()...)
	}
	return append(out, m.Base.Metrics()...)
}

// DefaultMetrics is [ModelMetrics] without the model's own list: what
// super().metrics gives.
func DefaultMetrics(m Model) []Metric { return m.ModelCore().metricList() }

// MetricsNames is the names of the model's metrics, in the order of results.
func MetricsNames(m Model) []string {
	names := []string{}
	for _, k := range ModelMetrics(m) {
		names = append(names, k.MetricCore().Label)
	}
	return names
}

// ResetMetrics is model.reset_metrics().
func ResetMetrics(c *Context, m Model) {
	for _, k := range ModelMetrics(m) {
		k.Reset(c)
	}
}

// outputNames is the names of the model's outputs, nil when only its first
// batch tells.
func outputNames(m Model) []string {
	if g := m.Graph(); g != nil {
		return g.OutputNames()
	}
	return nil
}

// JITCompile is what compile was given as jit_compile, nil before.
func (m *ModelBase) JITCompile() any {
	if m.compiled == nil {
		return nil
	}
	return m.compiled.options.JITCompile
}

// SetJITCompile changes what compile was given.
func (m *ModelBase) SetJITCompile(x any) {
	if m.compiled != nil {
		m.compiled.options.JITCompile = x
	}
}

// CompileConfig is what compile was given, in the form of configs; nil before
// compile.
func (m *ModelBase) CompileConfig(st *State) *Map {
	if m.compiled == nil {
		return nil
	}
	o := m.compiled.options
	return NewMap().Set("optimizer", SerializeAll(st, o.Optimizer)).Set("loss", SerializeAll(st, o.Loss)).
		Set("metrics", SerializeAll(st, o.Metrics)).Set("loss_weights", SerializeAll(st, o.LossWeights)).
		Set("weighted_metrics", SerializeAll(st, o.WeightedMetrics)).Set("run_eagerly", o.RunEagerly).
		Set("steps_per_execution", o.StepsPerExecution).Set("jit_compile", o.JITCompile)
}

// SerializeAll serializes the objects in lists and maps.
func SerializeAll(st *State, x any) any {
	switch x := x.(type) {
	case *Map:
		out := NewMap()
		for _, k := range x.Keys {
			out.Set(k, SerializeAll(st, x.Vals[k]))
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, v := range x {
			out[i] = SerializeAll(st, v)
		}
		return out
	case Tup:
		return Tup(SerializeAll(st, []any(x)).([]any))
	}
	return ConfigOf(st, x)
}
