package model

import (
	"slices"
	"strings"

	"kerash/tensor"
)

// Metric is a number (or several) gathered over batches. Metrics embed
// [MetricBase].
type Metric interface {
	// MetricCore is the embedded MetricBase.
	MetricCore() *MetricBase
	// Update takes a batch: targets and predictions or, for metrics of values
	// such as Mean, values and nil. Each is a tensor, variable or array; the
	// weight may be nil.
	Update(c *Context, yTrue, yPred, weight any)
	// Result is the metric so far.
	Result(c *Context) Value
	// Reset forgets all batches.
	Reset(c *Context)
}

// MetricBase is the part that all metrics share.
type MetricBase struct {
	Label string       `arg:"name" default:"None" doc:"name of the metric, its key in logs and history"`
	DType tensor.DType `arg:"dtype" default:"None" doc:"dtype of the state and the result"`

	class *Class
	self  Metric
	own   []*tensor.Variable
	given givenArgs

	refused []refused
}

// MetricCore implements [Metric].
func (m *MetricBase) MetricCore() *MetricBase { return m }

func (m *MetricBase) setClass(c *Class, obj any) {
	m.class = c
	if s, ok := obj.(Metric); ok && m.self == nil {
		m.self = s
	}
}

// SetSelf makes s the metric that MetricBase is the core of: for user classes,
// whose outermost object is an adapter.
func (m *MetricBase) SetSelf(s Metric) { m.self = s }

// Class is the metric's declaration, nil for a class of the user's.
func (m *MetricBase) Class() *Class { return m.class }

// ClassName is the name of the metric's class.
func (m *MetricBase) ClassName() string {
	if n, ok := m.self.(ClassNamer); ok {
		return n.OwnClassName()
	}
	if m.class != nil {
		return m.class.Name
	}
	return "Metric"
}

// Init implements [Initer]: it names the metric after its class unless it has
// a name.
func (m *MetricBase) Init(st *State) {
	if m.Label == "" {
		m.Label = st.UniqueName(SnakeCase(m.ClassName()))
	}
	if m.DType == tensor.Invalid {
		m.DType = st.FloatX
	}
}

// AddWeight makes a variable of the metric's state; a nil initializer is
// zeros.
func (m *MetricBase) AddWeight(c *Context, name string, shape []int, init Initializer) *tensor.Variable {
	return m.AddWeightOf(c, name, shape, init, m.DType)
}

// AddWeightOf is [MetricBase.AddWeight] with a dtype.
func (m *MetricBase) AddWeightOf(c *Context, name string, shape []int, init Initializer, dt tensor.DType) *tensor.Variable {
	c.MadeVariable()
	a := tensor.NewArray(dt, shape...)
	if init != nil {
		c.Outside(func() { a = init.Initial(c, shape, dt) })
	}
	v := tensor.NewVariable(strings.TrimPrefix(c.names+"/"+name, "/")+":0", a)
	v.Trainable = false
	m.own = append(m.own, v)
	return v
}

// AddVariable adds a variable that the user made to the metric's state.
func (m *MetricBase) AddVariable(v *tensor.Variable) {
	if !slices.Contains(m.own, v) {
		m.own = append(m.own, v)
	}
}

// Variables is the metric's state.
func (m *MetricBase) Variables() []*tensor.Variable { return m.own }

// Reset implements [Metric]: all state becomes zero.
func (m *MetricBase) Reset(c *Context) {
	for _, v := range m.own {
		v.SetValue(tensor.NewArray(v.DType(), v.Shape()...))
	}
}

// Accumulate adds x, of the variable's shape, to a variable of the state.
func (m *MetricBase) Accumulate(c *Context, v *tensor.Variable, x *tensor.Tensor) {
	c.AssignAdd(v, c.Cast(x, v.DType()))
}

// text is the metric as str shows it.
func (m *MetricBase) text(st *State) string {
	var parts []string
	cfg := GetConfig(st, m.self)
	for _, k := range cfg.Keys {
		parts = append(parts, k+"="+Describe(cfg.Vals[k]))
	}
	return m.ClassName() + "(" + strings.Join(parts, ",") + ")"
}

// MergeState adds the state of other metrics of the kind to this one, for
// those whose state is sums.
func (m *MetricBase) MergeState(c *Context, others []Metric) {
	for _, o := range others {
		ws := o.MetricCore().own
		if len(ws) != len(m.own) {
			tensor.Throwf("ValueError", "Metric %s is not compatible with %s", o.MetricCore().text(c.State), m.text(c.State))
		}
		for i, v := range m.own {
			c.AssignAdd(v, c.Read(ws[i]))
		}
	}
}

// FunctionMetric is a metric whose function form differs from what it averages.
type FunctionMetric interface {
	Function(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor
}

// CallMetricFunction is the function form of a metric, keras.metrics.NAME(
// y_true, y_pred, …). pos and kw are what follows y_true and y_pred.
func CallMetricFunction(c *Context, class *Class, yTrue, yPred any, pos []any, kw ...Named) *tensor.Tensor {
	obj := class.MakeFunction(c.State, pos, kw...)
	t, p := ToTensor(c, yTrue), ToTensor(c, yPred)
	if f, ok := obj.(FunctionMetric); ok {
		return f.Function(c, t, p)
	}
	return obj.(Matcher).Match(c, t, p)
}
