package model

import "kerash/tensor"

// Mean is the weighted mean of the values that it is given.
type Mean struct {
	MetricBase
	Total     *tensor.Variable `attr:"total"`
	Count     *tensor.Variable `attr:"count"`
	Reduction Member           `attr:"reduction"`
}

// MeanClass declares keras.metrics.Mean.
var MeanClass = Declare(&Class{
	Kind: KindMetric, Name: "Mean", Defaults: map[string]string{"name": "'mean'"},
	Doc: "The weighted mean of the values given so far.",
	Example: `>>> m = keras.metrics.Mean()
>>> m.update_state([1, 3, 5, 7])
>>> m.result().numpy()
4.0`,
	New: func() any { return new(Mean) },
})

// NewMean makes a mean with a name.
func NewMean(st *State, name string) *Mean {
	return MeanClass.Make(st, nil, Named{"name", name}).(*Mean)
}

// Init implements [Initer].
func (m *Mean) Init(st *State) {
	m.MetricBase.Init(st)
	m.Reduction = Member{"Reduction", "WEIGHTED_MEAN"}
	c := st.NewContext()
	m.Total, m.Count = m.AddWeight(c, "total", nil, nil), m.AddWeight(c, "count", nil, nil)
}

// Update implements [Metric]: yTrue is the values.
func (m *Mean) Update(c *Context, yTrue, yPred, weight any) {
	OnlyValues("Reduce", yPred)
	m.Add(c, ToTensor(c, yTrue), optionalTensor(c, weight))
}

// OnlyValues throws TypeError where fit gives predictions to a metric of values,
// whose second argument is the weight. The owner is the class with update_state.
func OnlyValues(owner string, yPred any) {
	if yPred != nil {
		tensor.Throwf("TypeError", "%s.update_state() got multiple values for argument 'sample_weight'", owner)
	}
}

// Add takes values with a weight or none.
func (m *Mean) Add(c *Context, values, weight *tensor.Tensor) {
	values, weight = Weighted(c, m.DType, values, weight, true)
	if weight == nil {
		m.Accumulate(c, m.Total, c.Sum(values, nil, false))
		m.Accumulate(c, m.Count, c.SizeOf(values, tensor.Int32))
		return
	}
	m.Accumulate(c, m.Total, c.Sum(c.Mul(values, weight), nil, false))
	m.Accumulate(c, m.Count, c.Sum(c.BroadcastLike(weight, c.Mul(values, weight)), nil, false))
}

// Result implements [Metric].
func (m *Mean) Result(c *Context) Value { return c.DivNoNan(c.Read(m.Total), c.Read(m.Count)) }

func optionalTensor(c *Context, x any) *tensor.Tensor {
	if x == nil {
		return nil
	}
	return ToTensor(c, x)
}

// Weighted casts values and weight and fits the weight to the values. Where a
// weight has fewer axes than the values, the values are averaged (or summed)
// over the axes that it lacks.
func Weighted(c *Context, dt tensor.DType, values, weight *tensor.Tensor, mean bool) (v, w *tensor.Tensor) {
	values = c.Cast(values, dt)
	if weight == nil {
		return values, nil
	}
	weight = FitWeight(c, values, c.Cast(weight, dt))
	if spreads(weight.Shape(), values.Shape()) {
		return values, weight
	}
	var axes []int
	for i := weight.Rank(); i < values.Rank(); i++ {
		axes = append(axes, i)
	}
	switch {
	case len(axes) == 0:
	case mean:
		values = c.Mean(values, axes, false)
	default:
		values = c.Sum(values, axes, false)
	}
	return values, weight
}

// spreads reports whether a weight can be broadcast to values: a scalar, or of
// the same rank with each axis equal or 1.
func spreads(w, v []int) bool {
	if len(w) == 0 {
		return true
	}
	if len(w) != len(v) {
		return false
	}
	for i := range w {
		if w[i] != v[i] && w[i] != 1 && w[i] != -1 && v[i] != -1 {
			return false
		}
	}
	return true
}

// Matcher is a metric that is the mean of a function of targets and
// predictions; see [MeanOf].
type Matcher interface {
	Match(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor
}

// MeanOf is the part of metrics that average a function over all samples; the
// metric that embeds it is a [Matcher].
type MeanOf struct{ Mean }

// Update implements [Metric].
func (m *MeanOf) Update(c *Context, yTrue, yPred, weight any) {
	t, p := ToTensor(c, yTrue), ToTensor(c, yPred)
	t, p = castKeepingMask(c, t, m.DType), castKeepingMask(c, p, m.DType)
	t, p = MatchRanks(c, t, p)
	values := m.self.(Matcher).Match(c, t, p)
	w := optionalTensor(c, weight)
	if k := MaskOf(values); k != nil {
		w = ApplyMask(c, values, w, k)
	}
	m.Add(c, values, w)
}

func castKeepingMask(c *Context, t *tensor.Tensor, dt tensor.DType) *tensor.Tensor {
	if !dt.IsFloat() && t.DType() == tensor.String {
		return t
	}
	return c.Cast(t, dt)
}

// MeanMetricWrapper is the mean of a function of the user's, or of a loss.
type MeanMetricWrapper struct {
	MeanOf `args:"inline"`
	Fn     any `arg:"fn" doc:"a function of targets and predictions, or a loss"`

	kw []Named // for the function
}

// MeanMetricWrapperClass declares keras.metrics.MeanMetricWrapper.
var MeanMetricWrapperClass = Declare(&Class{
	Kind: KindMetric, Name: "MeanMetricWrapper",
	Doc:     "The mean of a function of targets and predictions.",
	New:     func() any { return new(MeanMetricWrapper) },
	Restore: restoreWrapper,
})

// restoreWrapper makes a wrapper of its config, in which a function has a name.
func restoreWrapper(st *State, cfg *Map) any {
	var kw []Named
	for _, k := range cfg.Keys {
		v := cfg.Vals[k]
		if k == "fn" {
			v = writtenFunction(st, v)
		}
		kw = append(kw, Named{k, v})
	}
	return Find(KindMetric, "MeanMetricWrapper").Make(st, nil, kw...)
}

// writtenFunction is the function that a config names: one of the user's, or the
// name of one of Keras'.
func writtenFunction(st *State, v any) any {
	m, ok := v.(*Map)
	if name, isText := v.(string); isText {
		if f, ok := st.Custom[name].(Callable); ok {
			return f
		}
		if FindFunction(KindMetric, name) == nil && FindFunction(KindLoss, name) == nil {
			tensor.Throw(unknownName(KindMetric, name))
		}
	}
	if !ok || m.Get("class_name") != "function" {
		return v
	}
	name, _ := m.Get("config").(string)
	for _, key := range []string{registeredName(m), name} {
		if f, ok := st.Custom[key].(Callable); ok {
			return f
		}
	}
	if FindFunction(KindMetric, name) != nil || FindFunction(KindLoss, name) != nil {
		return name
	}
	tensor.Throwf("TypeError", "Could not locate function '%s'. Make sure custom classes are decorated with `@keras.saving.register_keras_serializable()`. Full object config: %s", name, Describe(m))
	return nil
}

// UnknownArg keeps the arguments that are the function's.
func (m *MeanMetricWrapper) UnknownArg(_ *Class, a Named) error {
	m.kw = append(m.kw, a)
	return nil
}

// Keywords is the arguments that the function gets besides targets and
// predictions.
func (m *MeanMetricWrapper) Keywords() []Named { return m.kw }

// AddConfig implements [ConfigAdder]: a loss or metric of Keras' own stands for
// its function, of which the config has the name.
func (m *MeanMetricWrapper) AddConfig(cfg *Map) {
	switch m.Fn.(type) {
	case Loss, Metric:
		if c := ClassOf(m.Fn); c != nil && len(c.Functions) > 0 {
			cfg.Set("fn", c.Functions[0])
		}
	}
	for _, k := range m.kw {
		cfg.Set(k.Name, k.Value)
	}
}

// Match implements [Matcher].
func (m *MeanMetricWrapper) Match(c *Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	switch f := m.Fn.(type) {
	case Matcher:
		return f.Match(c, yTrue, yPred)
	case Loss:
		return CallLoss(c, f, yTrue, yPred, nil)
	case KeywordCallable:
		return ToTensor(c, f.CallNamed(c, []any{yTrue, yPred}, m.kw))
	case Callable:
		return ToTensor(c, f.CallValue(c, yTrue, yPred))
	case string:
		if l := FindFunction(KindLoss, f); l != nil {
			return CallLossFunction(c, l, yTrue, yPred, nil, m.kw...)
		}
		if k := FindFunction(KindMetric, f); k != nil {
			return CallMetricFunction(c, k, yTrue, yPred, nil, m.kw...)
		}
	}
	tensor.Throwf("TypeError", "'%s' object is not callable", Describe(m.Fn))
	return nil
}

func newWrapper(st *State, fn any, name string) *MeanMetricWrapper {
	return MeanMetricWrapperClass.Make(st, nil, Named{"fn", fn}, Named{"name", name}).(*MeanMetricWrapper)
}
