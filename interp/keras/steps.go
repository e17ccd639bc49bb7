package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// stepMembers are the methods that a class of the user's may override to say
// what happens with a batch; here are the defaults, reached through super.
func stepMembers() []object.Member {
	step := func(name, doc string, run func(c *model.Context, m model.Model, batch model.Value) any) object.Member {
		return modelMethod(name+"(self, data)", doc, func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			c := binding.Context(th)
			return stepResult(c, m, run(c, m, toBatch(th, a.Value("data"))))
		})
	}
	return []object.Member{
		step("train_step", "What training does with a batch; gives the logs.", model.TrainStep),
		step("test_step", "What evaluation does with a batch; gives the logs.", model.TestStep),
		modelMethod("predict_step(self, data)", "What prediction does with a batch; gives the outputs.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			return toPython(model.PredictStep(binding.Context(th), m, toBatch(th, a.Value("data"))))
		}),
		modelMethod("compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None)", "The loss of a batch: what compile was given, and the penalties.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			v := func(name string) model.Value { return toValue(th, a.Value(name)) }
			if t := model.DefaultLoss(binding.Context(th), m, v("y"), v("y_pred"), v("sample_weight")); t != nil {
				return t
			}
			return nil
		}),
		modelMethod("compute_metrics(self, x, y, y_pred, sample_weight)", "Feeds the metrics with a batch; gives their results.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			c := binding.Context(th)
			model.UpdateCompiledMetrics(c, m, toValue(th, a.Value("y")), toValue(th, a.Value("y_pred")), toValue(th, a.Value("sample_weight")))
			return stepResult(c, m, nil)
		}),
		modelMethod("get_metrics_result(self)", "The results of the model's metrics, by name.", func(th *object.Thread, m model.Model, a *object.Bound) object.Value {
			return stepResult(binding.Context(th), m, nil)
		}),
	}
}

// toBatch is the data argument of a step.
func toBatch(th *object.Thread, v object.Value) model.Value {
	x := toValue(th, v)
	if l, ok := x.(model.List); ok {
		return model.Tuple(l)
	}
	return x
}

// stepResult is the logs of a default step as its caller sees them: nil stands
// for the results of the metrics.
func stepResult(c *model.Context, m model.Model, logs any) object.Value {
	if logs != nil {
		return toPython(logs)
	}
	d := object.NewDict()
	for _, k := range model.ModelMetrics(m) {
		switch r := k.Result(c).(type) {
		case *model.Dict:
			for i, name := range r.Keys {
				d.SetStr(name, toPython(r.Vals[i]))
			}
		default:
			d.SetStr(k.MetricCore().Label, toPython(r))
		}
	}
	return d
}

func (p *modelPart) stepAs(name string, c *model.Context, batch model.Value) (any, bool) {
	if _, ok := p.method(name); !ok {
		return nil, false
	}
	out := p.result(p.call(c, name, object.Pos(toPython(batch))))
	if out == nil {
		tensor.Throwf("TypeError", "Can not convert a NoneType into a Tensor or Operation.")
	}
	return out, true
}

// TrainStep implements model.TrainStepper: a step of the user's, or the default.
func (p *modelPart) TrainStep(c *model.Context, batch model.Value) any {
	if v, ok := p.stepAs("train_step", c, batch); ok {
		return v
	}
	return model.TrainStep(c, p.self, batch)
}

// TestStep implements model.TestStepper.
func (p *modelPart) TestStep(c *model.Context, batch model.Value) any {
	if v, ok := p.stepAs("test_step", c, batch); ok {
		return v
	}
	return model.TestStep(c, p.self, batch)
}

// PredictStep implements model.PredictStepper.
func (p *modelPart) PredictStep(c *model.Context, batch model.Value) model.Value {
	if v, ok := p.stepAs("predict_step", c, batch); ok {
		return v
	}
	return model.PredictStep(c, p.self, batch)
}

// ComputeLoss implements model.LossComputer.
func (p *modelPart) ComputeLoss(c *model.Context, x, y, yPred, w model.Value) *tensor.Tensor {
	if _, ok := p.method("compute_loss"); !ok {
		return model.DefaultLoss(c, p.self, y, yPred, w)
	}
	v := p.call(c, "compute_loss", object.Pos(toPython(x), toPython(y), toPython(yPred), toPython(w)))
	if v == nil {
		return nil
	}
	return model.ToTensor(c, p.result(v))
}

// ComputeMetrics implements model.MetricsComputer.
func (p *modelPart) ComputeMetrics(c *model.Context, x, y, yPred, w model.Value) any {
	if _, ok := p.method("compute_metrics"); ok {
		return p.result(p.call(c, "compute_metrics", object.Pos(toPython(x), toPython(y), toPython(yPred), toPython(w))))
	}
	model.UpdateCompiledMetrics(c, p.self, y, yPred, w)
	return nil
}

// MetricList implements model.MetricLister: the metrics property of the user's
// class, or the default.
func (p *modelPart) MetricList() []model.Metric {
	if _, ok := p.method("metrics"); !ok {
		return model.DefaultMetrics(p.self)
	}
	v, err := object.GetAttr(p.th, p.inst, "metrics")
	if err != nil {
		binding.Throw(err)
	}
	elems, err := object.ToSlice(p.th, v)
	if err != nil {
		binding.Throw(err)
	}
	var out []model.Metric
	for _, e := range elems {
		if k, ok := object.NativeOf(e).(model.Metric); ok {
			out = append(out, k)
		}
	}
	return out
}

// compiledLoss is model.compiled_loss.
type compiledLoss struct{ m model.Model }

// PyClass implements object.Classed.
func (*compiledLoss) PyClass() *object.Class { return compiledLossClass() }

func compiledLossClass() *object.Class { return compiledLossOnce.get(newCompiledLoss) }

var compiledLossOnce lazyClass

func newCompiledLoss() *object.Class {
	sig := object.ParseSignature("__call__(y_true, y_pred, sample_weight=None, regularization_losses=None)")
	return &object.Class{Name: "LossesContainer", Module: "keras.src.engine.compile_utils", Final: true,
		Doc: "Computes the losses that compile was given, and their means over an epoch.",
		Call: func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
			a, err := sig.Bind(th, args)
			if err != nil {
				return nil, err
			}
			var penalties []*tensor.Tensor
			if a.Has("regularization_losses") {
				for _, v := range a.Elems("regularization_losses") {
					penalties = append(penalties, tensorArg(th, v))
				}
			}
			t := model.CompiledLoss(binding.Context(th), self.(*compiledLoss).m, toValue(th, a.At(0)), toValue(th, a.At(1)), toValue(th, a.At(2)), penalties)
			if t == nil {
				return nil, nil
			}
			return t, nil
		}}
}

// compiledMetrics is model.compiled_metrics.
type compiledMetrics struct{ m model.Model }

// PyClass implements object.Classed.
func (*compiledMetrics) PyClass() *object.Class { return compiledMetricsClass() }

func compiledMetricsClass() *object.Class { return compiledMetricsOnce.get(newCompiledMetrics) }

var compiledMetricsOnce lazyClass

func newCompiledMetrics() *object.Class {
	return &object.Class{Name: "MetricsContainer", Module: "keras.src.engine.compile_utils", Final: true,
		Doc: "Feeds the metrics that compile was given.",
		Members: func() []object.Member {
			return []object.Member{
				object.Method("update_state(self, y_true, y_pred, sample_weight=None)", "Feeds the metrics with a batch.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
					model.UpdateCompiledMetrics(binding.Context(th), a.Self().(*compiledMetrics).m, toValue(th, a.At(1)), toValue(th, a.At(2)), toValue(th, a.At(3)))
					return nil, nil
				}),
				object.Getter("metrics", "the metrics", func(th *object.Thread, self object.Value) (object.Value, error) {
					return object.NewList(toPythons(model.CompiledMetrics(self.(*compiledMetrics).m))...), nil
				}),
			}
		}}
}
