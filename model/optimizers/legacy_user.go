package optimizers

import (
	"slices"

	"kerash/model"
	"kerash/tensor"
)

// LegacyUser is what the user's classes extend that derive from
// optimizers.legacy.Optimizer: it has the hyperparameters and slots that they
// define.
type LegacyUser struct {
	legacy
}

// Init implements [model.Initer].
func (o *LegacyUser) Init(st *model.State) {
	o.start(st, 0.0)
	o.hyper, o.rated = nil, false // until the user's class sets them
}

// Build implements [model.Optimizer].
func (o *LegacyUser) Build(c *model.Context, vars []*tensor.Variable) {}

// Step implements [model.Optimizer].
func (o *LegacyUser) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	which := "_resource_apply_dense"
	if g.AsRows() != nil {
		which = "_resource_apply_sparse"
	}
	tensor.Throwf("NotImplementedError", "`%s` must be implemented in subclasses.", which)
}

// GetConfig implements [model.Configer].
func (o *LegacyUser) GetConfig(st *model.State) *model.Map {
	return o.clippingConfig()
}

// DefineHyper is _set_hyper: it defines a hyperparameter, or changes it.
func (l *legacy) DefineHyper(st *model.State, name string, value any) {
	if name == "learning_rate" {
		if l.rated {
			l.core.SetRate(st, value)
			return
		}
		l.rated = true
		l.core.StartLegacy(st, value)
		return
	}
	x, ok := model.AsFloat(value)
	if !ok {
		tensor.Throwf("TypeError", "a hyperparameter is a number, received: %s", model.Describe(value))
	}
	if !l.SetHyper(name, x) {
		l.hyper = append(l.hyper, hyper{name: name, value: x, given: value})
	}
}

// Hypers is the names of the hyperparameters besides the learning rate.
func (l *legacy) Hypers() []string {
	var out []string
	for _, h := range l.hyper {
		out = append(out, h.name)
	}
	return out
}

// HyperValue is a hyperparameter as it stands in a config.
func (l *legacy) HyperValue(st *model.State, name string) any {
	if name == "learning_rate" {
		return l.core.RateConfig(st)
	}
	for _, h := range l.hyper {
		switch {
		case h.name == name && h.v != nil:
			return h.v.Value().Clone()
		case h.name == name && h.given != nil:
			return h.given
		case h.name == name:
			return h.value
		}
	}
	tensor.Throwf("KeyError", "'%s'", name)
	return nil
}

// DecayedRate is the learning rate of a step.
func (l *legacy) DecayedRate(c *model.Context, dt tensor.DType) *tensor.Tensor { return l.rate(c, dt) }

// InitialDecay is the constructor's argument decay.
func (l *legacy) InitialDecay() float64 { return l.decay() }

// AddSlot makes a slot of a weight, or gives the one that is there.
func (l *legacy) AddSlot(v *tensor.Variable, name string, initial *tensor.Array) *tensor.Variable {
	at := slices.IndexFunc(l.slots, func(s legacySlot) bool { return s.name == name })
	if at < 0 {
		at = len(l.slots)
		l.slots = append(l.slots, legacySlot{name, slots{}})
	}
	if s := l.slots[at].of[v]; s != nil {
		return s
	}
	s := l.core.AddLegacySlot(v, name, initial)
	l.slots[at].of[v] = s
	return s
}
