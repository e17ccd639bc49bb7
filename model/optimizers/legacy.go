package optimizers

import (
	"kerash/model"
	"kerash/tensor"
)

// legacy is what the optimizers of keras.optimizers.legacy share: the older
// arguments, and hyperparameters that are variables. The embedding optimizer
// adds its own.
type legacy struct {
	Name           string   `arg:"name" default:"None" doc:"name of the optimizer, with which the names of its variables begin"`
	ClipNorm       *float64 `arg:"clipnorm" default:"None" kwonly:"true" config:"-" doc:"largest norm of the gradient of one variable"`
	ClipValue      *float64 `arg:"clipvalue" default:"None" kwonly:"true" config:"-" doc:"largest absolute value of an element of a gradient"`
	GlobalClipNorm *float64 `arg:"global_clipnorm" default:"None" kwonly:"true" config:"-" doc:"largest norm of all gradients together"`
	Decay          *float64 `arg:"decay" default:"None" kwonly:"true" config:"-" doc:"by how much each step shrinks the learning rate: rate/(1 + decay*steps)"`
	Aggregator     any      `arg:"gradient_aggregator" default:"None" kwonly:"true" config:"-" doc:"function of the pairs of gradients and variables that sums up those of several devices"`
	Transformers   any      `arg:"gradient_transformers" default:"None" kwonly:"true" config:"-" doc:"functions that change the pairs of gradients and variables, one after the other"`
	LR             any      `arg:"lr" default:"None" kwonly:"true" config:"-" doc:"old name of learning_rate"`

	core  model.OptimizerBase
	hyper []hyper
	rated bool // the learning rate is set
	slots []legacySlot
}

// hyper is a hyperparameter: a variable once it is asked for.
type hyper struct {
	name  string
	value float64
	given any // what a class of the user's set
	v     *tensor.Variable
}

// legacySlot is one variable for each weight.
type legacySlot struct {
	name string
	of   slots
}

// OptimizerCore implements [model.Optimizer].
func (l *legacy) OptimizerCore() *model.OptimizerBase { return &l.core }

// Class is the declaration.
func (l *legacy) Class() *model.Class { return l.core.Class() }

// Legacy is the part that all of them share.
func (l *legacy) Legacy() *legacy { return l }

// DeclaredBy implements [model.Declared].
func (l *legacy) DeclaredBy(c *model.Class, self any) { l.core.DeclaredBy(c, self) }

// start checks the shared arguments and sets the learning rate. pairs are the
// further hyperparameters: name, value, name, value.
func (l *legacy) start(st *model.State, rate any, pairs ...any) {
	for _, x := range []struct {
		name string
		v    *float64
	}{{"clipnorm", l.ClipNorm}, {"clipvalue", l.ClipValue}, {"global_clipnorm", l.GlobalClipNorm}, {"decay", l.Decay}} {
		if x.v != nil && *x.v < 0 {
			tensor.Throwf("ValueError", "Expected %s >= 0, received: %s", x.name, model.Describe(*x.v))
		}
	}
	if l.LR != nil {
		if v, ok := model.AsFloat(l.LR); ok && v < 0 {
			tensor.Throwf("ValueError", "Expected lr >= 0, received: %s", model.Describe(l.LR))
		}
		st.Warnf("WARNING:absl", "`lr` is deprecated in Keras optimizer, please use `learning_rate` or use the legacy optimizer, e.g.,tf.keras.optimizers.legacy.%s.", l.Name)
		rate = l.LR
	}
	if l.ClipNorm != nil && l.GlobalClipNorm != nil {
		tensor.Throwf("ValueError", "Cannot accept both `clipnorm` and `global_clipnorm`. Received: `clipnorm`: %s, `global_clipnorm`: %s.", model.Describe(*l.ClipNorm), model.Describe(*l.GlobalClipNorm))
	}
	l.core.Label, l.core.ClipNorm, l.core.ClipValue, l.core.GlobalClipNorm = l.Name, l.ClipNorm, l.ClipValue, l.GlobalClipNorm
	l.core.StartLegacy(st, rate)
	l.core.Aggregate, l.core.Transform = functions(l.Aggregator), functions(l.Transformers)
	l.rated = true
	l.hyper = []hyper{{name: "decay", value: l.decay()}}
	for i := 0; i < len(pairs); i += 2 {
		l.hyper = append(l.hyper, hyper{name: pairs[i].(string), value: pairs[i+1].(float64)})
	}
}

// functions is one function of the user's, or several.
func functions(v any) []model.Callable {
	items, ok := model.Sequence(v)
	if !ok {
		items = []any{v}
	}
	var out []model.Callable
	for _, it := range items {
		if f, ok := it.(model.Callable); ok {
			out = append(out, f)
		}
	}
	return out
}

func (l *legacy) decay() float64 {
	if l.Decay == nil {
		return 0
	}
	return *l.Decay
}

// Hyper is the variable of a hyperparameter, nil where there is none.
func (l *legacy) Hyper(name string) *tensor.Variable {
	for i := range l.hyper {
		h := &l.hyper[i]
		if h.name != name {
			continue
		}
		if h.v == nil {
			h.v = tensor.NewVariable(l.core.HyperName(name), tensor.Scalar(h.value).Cast(tensor.Float32))
			h.v.Trainable = false
		}
		return h.v
	}
	return nil
}

// SetHyper changes a hyperparameter.
func (l *legacy) SetHyper(name string, value float64) bool {
	v := l.Hyper(name)
	if v != nil {
		v.SetValue(tensor.Scalar(value).Cast(v.DType()))
	}
	return v != nil
}

// num is a hyperparameter in a step.
func (l *legacy) num(c *model.Context, name string, dt tensor.DType) *tensor.Tensor {
	return c.Cast(c.Read(l.Hyper(name)), dt)
}

// rate is the learning rate of a step.
func (l *legacy) rate(c *model.Context, dt tensor.DType) *tensor.Tensor {
	rate := l.core.CurrentRate(c, dt)
	if l.decay() > 0 {
		steps := c.Cast(c.Read(l.core.Iterations()), dt)
		rate = c.Div(rate, c.Add(tensor.Full(dt, 1), c.Mul(l.num(c, "decay", dt), steps)))
	}
	return rate
}

// step is the number of the running step, from one on.
func (l *legacy) step(c *model.Context, dt tensor.DType) *tensor.Tensor {
	return c.Cast(c.Add(c.Read(l.core.Iterations()), tensor.ConstScalar(int64(1))), dt)
}

// makeSlots makes a slot for each weight, filled with a value.
func (l *legacy) makeSlots(vars []*tensor.Variable, fill float64, names ...string) {
	for _, n := range names {
		for _, v := range vars {
			l.AddSlot(v, n, constant(v, fill))
		}
	}
}

// Slot is the slot of a weight; ok is false where there is none of the name.
func (l *legacy) Slot(v *tensor.Variable, name string) (s *tensor.Variable, ok bool) {
	for _, e := range l.slots {
		if e.name == name {
			s, ok = e.of[v]
			return s, ok
		}
	}
	return nil, false
}

func (l *legacy) slot(v *tensor.Variable, name string) *tensor.Variable {
	s, _ := l.Slot(v, name)
	return s
}

// SlotNames is the names of the slots in order.
func (l *legacy) SlotNames() []string {
	var out []string
	for _, e := range l.slots {
		out = append(out, e.name)
	}
	return out
}

// config is the config: the optimizer's name, clipping, learning rate and
// decay, the hyperparameters, then what args adds.
func (l *legacy) config(st *model.State, order []string, args map[string]any) *model.Map {
	m := l.clippingConfig()
	m.Set("learning_rate", l.core.RateConfig(st)).Set("decay", l.decay())
	for _, name := range order {
		if x, ok := args[name]; ok {
			m.Set(name, x)
			continue
		}
		for _, h := range l.hyper {
			if h.name == name && h.v != nil {
				m.Set(name, h.v.Value().Clone()) // a NumPy scalar in Keras as well
			} else if h.name == name {
				m.Set(name, h.value)
			}
		}
	}
	return l.core.ShowGiven(m)
}

// clippingConfig is the part of the config that all classes share.
func (l *legacy) clippingConfig() *model.Map {
	m := model.NewMap().Set("name", l.Name)
	for _, x := range []struct {
		name string
		v    *float64
	}{{"clipnorm", l.ClipNorm}, {"clipvalue", l.ClipValue}, {"global_clipnorm", l.GlobalClipNorm}} {
		if x.v != nil {
			m.Set(x.name, *x.v)
		}
	}
	return m
}

// UnknownArg is the error for an argument that the older optimizers do not have.
func (l *legacy) UnknownArg(c *model.Class, a model.Named) error {
	return tensor.Errorf("TypeError", "Unexpected keyword argument passed to optimizer: %s. Allowed kwargs are {'clipvalue', 'clipnorm', 'decay', 'global_clipnorm', 'lr'}.", a.Name)
}

// declareLegacy adds one of the older optimizers.
func declareLegacy(c *model.Class) *model.Class {
	c.Kind = model.KindLegacyOptimizer
	c.Defaults = map[string]string{"name": "'" + c.Name + "'"}
	return model.Declare(c)
}
