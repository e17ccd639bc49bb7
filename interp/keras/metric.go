package keras

import (
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// metricBase is what classes that derive from metrics.Metric extend.
type metricBase struct{ model.MetricBase }

// Update implements model.Metric.
func (*metricBase) Update(c *model.Context, yTrue, yPred, weight any) {
	tensor.Throwf("NotImplementedError", "Must be implemented in subclasses.")
}

// Result implements model.Metric.
func (*metricBase) Result(c *model.Context) model.Value {
	tensor.Throwf("NotImplementedError", "Must be implemented in subclasses.")
	return nil
}

// userMetric is a metric of a class of the user's.
type userMetric struct {
	adapted
	model.Metric
	attached []*tensor.Variable // that are state because of an attribute
}

func adaptMetric(th *object.Thread, inst *object.Instance, obj any) any {
	u := &userMetric{adapted: adapted{th: th, inst: inst, obj: obj}, Metric: obj.(model.Metric)}
	u.MetricCore().SetSelf(u)
	return u
}

// Update implements model.Metric.
func (u *userMetric) Update(c *model.Context, yTrue, yPred, weight any) {
	if _, ok := u.method("update_state"); !ok {
		u.Metric.Update(c, yTrue, yPred, weight)
		return
	}
	args := object.Pos(toPython(yTrue))
	if yPred != nil {
		args.Pos = append(args.Pos, toPython(yPred))
	}
	u.call(c, "update_state", args.With("sample_weight", toPython(weight)))
}

// Result implements model.Metric.
func (u *userMetric) Result(c *model.Context) model.Value {
	if _, ok := u.method("result"); !ok {
		return u.Metric.Result(c)
	}
	return u.result(u.call(c, "result", object.Args{}))
}

// Match implements model.Matcher, for metrics that extend one.
func (u *userMetric) Match(c *model.Context, yTrue, yPred *tensor.Tensor) *tensor.Tensor {
	return u.Metric.(model.Matcher).Match(c, yTrue, yPred)
}

// Reset implements model.Metric.
func (u *userMetric) Reset(c *model.Context) {
	for _, name := range []string{"reset_state", "reset_states"} {
		if _, ok := u.method(name); ok {
			u.call(c, name, object.Args{})
			return
		}
	}
	u.Metric.Reset(c)
}

// GetConfig implements model.Configer.
func (u *userMetric) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

func (u *userMetric) setAttr(name string, v object.Value) (bool, error) {
	var state []*tensor.Variable
	switch x := object.NativeOf(v).(type) {
	case *tensor.Variable:
		state = append(state, x)
	case model.Metric: // its state is a part of this one's
		state = x.MetricCore().Variables()
	}
	for _, x := range state {
		if !slices.Contains(u.MetricCore().Variables(), x) {
			u.MetricCore().AddVariable(x)
			u.attached = append(u.attached, x)
		}
	}
	u.inst.Attrs.Set(name, v)
	return true, nil
}

func (u *userMetric) attrsChanged() {}

// metricClass is metrics.Metric.
func metricClass() *object.Class { return metricClassOnce.get(newMetricClass) }

var metricClassOnce lazyClass

func newMetricClass() *object.Class {
	cls := familyBase(model.KindMetric, "Metric(name=None, dtype=None, **kwargs)",
		"The class from which metrics derive: update_state gathers over batches, result is the value, reset_state starts anew.",
		callMetric, adaptMetric, func() any { return new(metricBase) }, metricMembers)
	cls.Base = layerClass()
	cls.Subclassed = wrapResult
	cls.GetAttr = trackedAttr
	cls.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		if inst, ok := self.(*object.Instance); ok {
			if t, ok := inst.Native.(tracker); ok {
				return t.setAttr(name, v)
			}
		}
		return setDeclared(th, self, name, v)
	}
	alloc := cls.Alloc
	cls.Alloc = func(th *object.Thread, inst *object.Instance) (any, error) {
		var missing []string
		for _, name := range []string{"result", "update_state"} {
			if _, owner := inst.Class.LookupIn(name); owner == cls {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			return nil, object.AbstractError(inst.Class, missing)
		}
		return alloc(th, inst)
	}
	cls.New = func(th *object.Thread, _ *object.Class, _ object.Args) (object.Value, error) {
		return nil, object.AbstractError(cls, []string{"result", "update_state"})
	}
	cls.Str = func(th *object.Thread, self object.Value) (string, error) {
		config, err := object.CallMethodOf(th, self, "get_config", object.Args{})
		if err != nil {
			return "", err
		}
		var parts []string
		if d, ok := config.(*object.Dict); ok {
			for it := d.Entries(); it.Next(); {
				v, err := object.Str(th, it.Value())
				if err != nil {
					return "", err
				}
				parts = append(parts, it.Key().(string)+"="+v)
			}
		}
		return object.TypeName(self) + "(" + strings.Join(parts, ",") + ")", nil
	}
	return cls
}

func metricOf(v object.Value) model.Metric { return object.NativeOf(v).(model.Metric) }

func metricMembers() []object.Member {
	get := func(name, doc string, f func(m *model.MetricBase) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(metricOf(self).MetricCore()), nil
		})
	}
	variables := func(want func(v *tensor.Variable) bool) func(m *model.MetricBase) object.Value {
		return func(m *model.MetricBase) object.Value {
			l := object.NewList()
			for _, v := range m.Variables() {
				if want(v) {
					l.Elems = append(l.Elems, v)
				}
			}
			return l
		}
	}
	all := func(v *tensor.Variable) bool { return true }
	none := func(v *tensor.Variable) bool { return false }
	reset := func(th *object.Thread, a *object.Bound) (object.Value, error) {
		goMetric(a.Self()).Reset(binding.Context(th))
		return nil, nil
	}
	return object.Owned("Metric", append(metricLayerMembers(), configMembers("metric",
		object.GetSet("name", "the metric's name, its key in logs and history", func(th *object.Thread, self object.Value) (object.Value, error) {
			return metricOf(self).MetricCore().Label, nil
		}, func(th *object.Thread, self, v object.Value) error {
			return object.AttributeErrorf("Can't set the attribute \"name\", likely because it conflicts with an existing read-only @property of the object. Please choose a different name.")
		}),
		object.GetSet("_name", "the metric's name; setting it renames the metric", func(th *object.Thread, self object.Value) (object.Value, error) {
			return metricOf(self).MetricCore().Label, nil
		}, func(th *object.Thread, self, v object.Value) error {
			metricOf(self).MetricCore().Label = object.Must(object.Str(th, v))
			return nil
		}),
		object.Getter("_fn", "the function whose mean it is", func(th *object.Thread, self object.Value) (object.Value, error) {
			fn, _, err := wrappedFunction(goMetric(self))
			return fn, err
		}),
		object.Getter("_fn_kwargs", "the arguments of that function", func(th *object.Thread, self object.Value) (object.Value, error) {
			_, kw, err := wrappedFunction(goMetric(self))
			return kw, err
		}),
		get("dtype", "the dtype of the state and the result", func(m *model.MetricBase) object.Value { return toPython(m.DType) }),
		get("_dtype", "the dtype of the state and the result", func(m *model.MetricBase) object.Value { return toPython(m.DType) }),
		get("variables", "the state", variables(all)),
		get("weights", "the state", variables(all)),
		get("non_trainable_variables", "the state", variables(all)),
		get("non_trainable_weights", "the state", variables(all)),
		get("trainable_variables", "always empty", variables(none)),
		get("trainable_weights", "always empty", variables(none)),
		object.Method("update_state(self, *args, **kwargs)", "Takes a batch: y_true, y_pred and sample_weight, or values and sample_weight.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return nil, updateMetric(th, goMetric(a.Self()), object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")})
		}),
		object.Method("result(self)", "The metric so far.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return toPython(goMetric(a.Self()).Result(binding.Context(th))), nil
		}),
		object.Method("reset_state(self)", "Forgets all batches.", reset),
		object.Method("reset_states(self)", "The old name of reset_state.", reset),
		object.Method("merge_state(self, metrics)", "Adds the state of other metrics of the kind.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var others []model.Metric
			for _, m := range a.Elems("metrics") {
				others = append(others, metricOf(m))
			}
			metricOf(a.Self()).MetricCore().MergeState(binding.Context(th), others)
			return nil, nil
		}),
		object.Method("add_weight(self, name, shape=(), aggregation=None, synchronization=None, initializer=None, dtype=None)", "Makes a variable of the state, zero at first.", addMetricWeight),
		object.Method("set_weights(self, weights)", "Sets the state from a list of arrays, in the order of get_weights.", setMetricWeights),
		object.Method("get_weights(self)", "Copies of the state's values.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			var values []*tensor.Array
			for _, v := range metricOf(a.Self()).MetricCore().Variables() {
				values = append(values, v.Value().Clone())
			}
			return object.NewList(toPythons(values)...), nil
		}),
	)()...))
}

// wrappedFunction is the function whose mean a metric is, and its arguments.
func wrappedFunction(m model.Metric) (object.Value, object.Value, error) {
	kw := object.NewDict()
	if w, ok := m.(*model.MeanMetricWrapper); ok {
		for _, k := range w.Keywords() {
			kw.SetStr(k.Name, toPython(k.Value))
		}
		if inner, ok := w.Fn.(model.Metric); ok { // what "accuracy" and the like have become
			fn, _, err := wrappedFunction(inner)
			return fn, kw, err
		}
		return toPython(w.Fn), kw, nil
	}
	_, mean := m.(model.Matcher)
	c := m.MetricCore().Class()
	if !mean || c == nil || len(c.Functions) == 0 {
		return nil, nil, object.AttributeErrorf("'%s' object has no attribute '_fn'", m.MetricCore().ClassName())
	}
	return functionForm(c), settingsOf(model.GetConfig(nil, m), "name", "dtype"), nil
}

// settingsOf is a config without some of its keys.
func settingsOf(config *model.Map, but ...string) *object.Dict {
	d := object.NewDict()
	for _, k := range config.Keys {
		if !slices.Contains(but, k) {
			d.SetStr(k, toPython(config.Vals[k]))
		}
	}
	return d
}

// goMetric is the metric of Go that a user's metric extends, or the metric
// itself: where the methods of Keras' classes work.
func goMetric(self object.Value) model.Metric { return goPart(self).(model.Metric) }

// valueMetrics take values instead of targets and predictions.
var valueMetrics = map[string]bool{"Mean": true, "Sum": true, "MeanTensor": true}

var (
	updateSig = object.ParseSignature("update_state(self, y_true, y_pred, sample_weight=None)")
	valuesSig = object.ParseSignature("update_state(self, values, sample_weight=None)")
)

// updateOwners are the classes of Keras whose update_state others inherit.
var updateOwners = map[string]string{
	"Mean": "Reduce", "Sum": "Reduce", "BinaryIoU": "BinaryIoU", "F1Score": "FBetaScore",
	"FalseNegatives": "_ConfusionMatrixConditionCount", "FalsePositives": "_ConfusionMatrixConditionCount",
	"TrueNegatives": "_ConfusionMatrixConditionCount", "TruePositives": "_ConfusionMatrixConditionCount",
	"IoU": "_IoUBase", "MeanIoU": "_IoUBase", "OneHotIoU": "_IoUBase", "OneHotMeanIoU": "_IoUBase",
	"PrecisionAtRecall": "SensitivitySpecificityBase", "RecallAtPrecision": "SensitivitySpecificityBase",
	"SensitivityAtSpecificity": "SensitivitySpecificityBase", "SpecificityAtSensitivity": "SensitivitySpecificityBase",
}

// updateOwner is the class whose update_state a metric has, for errors.
func updateOwner(c *model.Class) string {
	if c == nil {
		return ""
	}
	if owner, ok := updateOwners[c.Name]; ok {
		return owner
	}
	switch c.Name {
	case "AUC", "FBetaScore", "MeanRelativeError", "MeanTensor", "Precision", "Recall", "R2Score", "RootMeanSquaredError":
		return c.Name
	}
	return "MeanMetricWrapper"
}

func updateMetric(th *object.Thread, m model.Metric, args object.Args) error {
	sig := updateSig
	args = args.Prepend(m)
	c := m.MetricCore().Class()
	values := c != nil && valueMetrics[c.Name]
	if values {
		sig = valuesSig
	}
	a, err := sig.Bind(th, args)
	if err != nil {
		named := *sig
		named.Owner = updateOwner(c)
		_, err = named.Bind(th, args)
		return err
	}
	optional := func(name string) any {
		if !a.Has(name) {
			return nil
		}
		return batchArg(th, a.Value(name))
	}
	m.MetricCore().CheckArgs(binding.Context(th))
	if values {
		m.Update(binding.Context(th), batchArg(th, a.At(1)), nil, optional("sample_weight"))
		return nil
	}
	m.Update(binding.Context(th), batchArg(th, a.At(1)), batchArg(th, a.At(2)), optional("sample_weight"))
	return nil
}

// setMetricWeights is Metric.set_weights, which metrics have from layers.
func setMetricWeights(th *object.Thread, a *object.Bound) (object.Value, error) {
	m, given := metricOf(a.Self()).MetricCore(), a.Value("weights")
	vars := m.Variables()
	if n := object.Must(object.Len(th, given)); n != len(vars) {
		text := []rune(object.Must(object.Str(th, given)))
		return nil, object.ValueErrorf("You called `set_weights(weights)` on layer \"%s\" with a weight list of length %d, but the layer was expecting %d weights. Provided weights: %s...",
			m.Label, n, len(vars), string(text[:min(len(text), 50)]))
	}
	for i, v := range a.Elems("weights") {
		x := binding.ToArray(th, v, vars[i].DType())
		if !tensor.SameShape(x.Shape(), vars[i].Shape()) {
			return nil, object.ValueErrorf("Layer %s weight shape %s is not compatible with provided weight shape %s.", m.Label, tensor.ShapeString(vars[i].Shape()), tensor.ShapeString(x.Shape()))
		}
		vars[i].SetValue(x.Clone())
	}
	return nil, nil
}

func addMetricWeight(th *object.Thread, a *object.Bound) (object.Value, error) {
	m := metricOf(a.Self()).MetricCore()
	init, _ := model.Resolve(binding.State(th), model.KindInitializer, toModel(th, a.Value("initializer"))).(model.Initializer)
	dt := m.DType
	if a.Has("dtype") {
		dt = binding.ToDType(th, a.Value("dtype"))
	}
	if dt == tensor.Invalid {
		return nil, object.AttributeErrorf("'%s' object has no attribute '_dtype_policy'", object.TypeName(a.Self())).WithHint("super().__init__() comes first")
	}
	var shape []int
	if a.Has("shape") {
		shape = binding.ToShape(th, a.Value("shape"))
	}
	return m.AddWeightOf(binding.Context(th), a.Str("name"), shape, init, dt), nil
}

// callMetric is metric(...): an update and the result. Tensors of a functional
// graph, which have no values, are no update.
func callMetric(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	if !kerasArgs(args) {
		if _, err := object.CallMethodOf(th, self, "update_state", args); err != nil {
			return nil, err
		}
	}
	v, err := object.CallMethodOf(th, self, "result", object.Args{})
	if x, ok := v.(*tensor.Variable); ok {
		v = binding.Scope(th).Read(x)
	}
	return resultOf(binding.Scope(th), v, metricOf(self)), err
}

// kerasArgs reports whether there is a tensor of a functional graph among the arguments.
func kerasArgs(args object.Args) bool {
	for _, kw := range args.Kw {
		if binding.KerasIn(kw.Value) {
			return true
		}
	}
	return slices.ContainsFunc(args.Pos, binding.KerasIn)
}

// resultOf is what a call of a metric gives, with a note of the metric, which
// add_metric wants.
func resultOf(s *tensor.Scope, v object.Value, m model.Metric) object.Value {
	if t, ok := v.(*tensor.Tensor); ok && t.Meta == nil {
		if t.IsSymbolic() { // a copy would be no tensor of the graph
			t = s.Identity(t)
			t.Meta = &model.Info{Metric: m}
			return t
		}
		noted := *t
		noted.Meta = &model.Info{Metric: m}
		return &noted
	}
	return v
}

// wrapResult lets result of a class of the user's give tensors where it returns
// numbers or variables, as Keras does.
func wrapResult(th *object.Thread, cls *object.Class) error {
	fn, ok := cls.Dict().Get("result")
	if !ok {
		return nil
	}
	b := object.RawFunc("result(self)", "The metric so far.", func(th *object.Thread, args object.Args) (object.Value, error) {
		v, err := object.Call(th, fn, args)
		if err != nil {
			return nil, err
		}
		switch x := v.(type) {
		case *object.Dict:
			return readResults(th, x)
		case nil:
			name := object.Must(object.Str(th, object.Must(object.GetAttr(th, args.Pos[0], "name"))))
			return nil, object.RuntimeErrorf("The output of `metric.result()` can only be a single Tensor/Variable, or a dict of Tensors/Variables. For metric %s, got result None.", name)
		}
		return resultTensor(th, v), nil
	})
	b.Method = true
	cls.Dict().Set("result", b)
	return nil
}

// resultTensor is a part of a result as a tensor.
func resultTensor(th *object.Thread, v object.Value) object.Value {
	switch x := v.(type) {
	case *tensor.Variable:
		return binding.Scope(th).Read(x)
	case *tensor.Tensor:
		return x
	}
	return binding.ToTensor(th, v, tensor.Invalid)
}

// readResults is a dict of results as tensors.
func readResults(th *object.Thread, d *object.Dict) (object.Value, error) {
	out := object.NewDict()
	for it := d.Entries(); it.Next(); {
		if err := out.Set(th, it.Key(), resultTensor(th, it.Value())); err != nil {
			return nil, err
		}
	}
	return out, nil
}
