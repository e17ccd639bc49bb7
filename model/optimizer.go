package model

import (
	"strings"

	"kerash/tensor"
)

// Optimizer changes variables by their gradients. Optimizers embed
// [OptimizerBase].
type Optimizer interface {
	// OptimizerCore is the embedded OptimizerBase.
	OptimizerCore() *OptimizerBase
	// Build makes the slots of the variables.
	Build(c *Context, vars []*tensor.Variable)
	// Step changes a variable by its gradient.
	Step(c *Context, g *tensor.Tensor, v *tensor.Variable)
}

// Schedule gives the learning rate of a step.
type Schedule interface {
	// At is the rate at a step, a scalar of any numeric dtype.
	At(c *Context, step *tensor.Tensor) *tensor.Tensor
}

// OptimizerBase is the part that all optimizers share.
type OptimizerBase struct {
	WeightDecay    *float64 `arg:"weight_decay" default:"None" doc:"share of the weight, times the rate, that each step takes off"`
	ClipNorm       *float64 `arg:"clipnorm" default:"None" doc:"largest norm of the gradient of one variable"`
	ClipValue      *float64 `arg:"clipvalue" default:"None" doc:"largest absolute value of an element of a gradient"`
	GlobalClipNorm *float64 `arg:"global_clipnorm" default:"None" doc:"largest norm of all gradients together"`
	UseEMA         bool     `arg:"use_ema" default:"False" doc:"whether to keep a moving average of the weights"`
	EMAMomentum    float64  `arg:"ema_momentum" default:"0.99" doc:"momentum of the moving average"`
	EMAOverwrite   *int     `arg:"ema_overwrite_frequency" default:"None" doc:"after how many steps the average replaces the weights"`
	JITCompile     bool     `arg:"jit_compile" default:"True" doc:"accepted for compatibility"`
	Label          string   `arg:"name" default:"None" doc:"name of the optimizer and its variables"`

	class *Class
	self  Optimizer
	obj   any // of the declared class, where a class of the user's extends it
	given givenArgs
	unfit error // of an argument that is no number

	schedule   Schedule
	rateFn     Callable
	rate       *tensor.Variable
	rateGiven  any  // the number that the user gave
	unrated    bool // an optimizer of the user's that has set no rate yet
	iterations *tensor.Variable
	vars       []*tensor.Variable
	index      map[*tensor.Variable]int
	average    []*tensor.Variable
	built      bool

	// Aggregate and Transform are functions of the older optimizers, which take
	// the pairs of gradients and variables before and after clipping.
	Aggregate, Transform []Callable

	legacy   bool // of keras.optimizers.legacy
	shown    map[*tensor.Variable]bool
	applying bool // slots that a step makes have the optimizer's name in theirs
	wrapped  bool // by one that scales losses

	excluded      map[*tensor.Variable]bool
	excludedNames []string
}

// OptimizerCore implements [Optimizer].
func (o *OptimizerBase) OptimizerCore() *OptimizerBase { return o }

// DeclaredBy implements [Declared].
func (o *OptimizerBase) DeclaredBy(c *Class, obj any) { o.setClass(c, obj) }

func (o *OptimizerBase) setClass(c *Class, obj any) {
	o.class, o.obj = c, obj
	if s, ok := obj.(Optimizer); ok && o.self == nil {
		o.self = s
	}
}

// SetSelf makes s the optimizer that OptimizerBase is the core of: for user
// classes, whose outermost object is an adapter.
func (o *OptimizerBase) SetSelf(s Optimizer) { o.self = s }

// Self is the whole optimizer that OptimizerBase is the core of.
func (o *OptimizerBase) Self() Optimizer { return o.self }

// Class is the optimizer's declaration, nil for a class of the user's.
func (o *OptimizerBase) Class() *Class { return o.class }

// Start checks the shared arguments and sets the learning rate: a number, a
// [Schedule], a config of one, or a function of the user's.
func (o *OptimizerBase) Start(st *State, rate any) {
	if o.UseEMA {
		if o.EMAMomentum > 1 || o.EMAMomentum < 0 {
			tensor.Throwf("ValueError", "`ema_momentum` must be in the range [0, 1]. Received: ema_momentum=%s", Describe(o.EMAMomentum))
		}
		if x, odd := o.given["ema_overwrite_frequency"]; odd && Truth(x) {
			tensor.Throwf("ValueError", "`ema_overwrite_frequency` must be an integer > 1 or None. Received: ema_overwrite_frequency=%s", Describe(x))
		}
		if f := o.EMAOverwrite; f != nil && *f < 0 {
			tensor.Throwf("ValueError", "`ema_overwrite_frequency` must be an integer > 1 or None. Received: ema_overwrite_frequency=%d", *f)
		}
	}
	if o.ClipNorm != nil && o.GlobalClipNorm != nil {
		tensor.Throwf("ValueError", "At most one of `clipnorm` and `global_clipnorm` can be set. Received: clipnorm=%s, global_clipnorm=%s.", Describe(*o.ClipNorm), Describe(*o.GlobalClipNorm))
	}
	o.JITCompile = false // as Keras sets it without a GPU
	o.start(st, rate, "iteration:0")
}

// StartUnrated is [OptimizerBase.Start] for an optimizer of the user's, which
// sets its learning rate itself.
func (o *OptimizerBase) StartUnrated(st *State) {
	o.Start(st, 0.001)
	o.unrated = true
}

// Unrated reports whether no learning rate was set yet.
func (o *OptimizerBase) Unrated() bool { return o.unrated }

// StartLegacy is [OptimizerBase.Start] for the older optimizers: their counter
// has another name, and gradients are clipped in all the ways that are given.
func (o *OptimizerBase) StartLegacy(st *State, rate any) {
	o.legacy = true
	o.start(st, rate, "iter:0")
}

func (o *OptimizerBase) start(st *State, rate any, counter string) {
	o.iterations = frozen(counter, tensor.Scalar(int64(0)))
	o.vars = []*tensor.Variable{o.iterations}
	o.rateGiven, o.unrated = rate, false
	switch r := rate.(type) {
	case Schedule:
		o.schedule = r
	case *Map:
		o.schedule, _ = FromConfig(st, KindSchedule, r).(Schedule)
	case Callable:
		o.rateFn = r
	}
	c := st.NewContext()
	switch {
	case o.schedule != nil:
		r := o.schedule.At(c, c.Read(o.iterations))
		o.rate = frozen("current_learning_rate:0", r.Array())
	case o.rateFn != nil:
		o.rate = frozen("learning_rate:0", AsTensor(o.rateFn.CallValue(c), st.FloatX).Array())
	default:
		v, ok := AsFloat(rate)
		if rate == nil {
			tensor.Throwf("ValueError", "The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a `variable_def`. You provided neither.")
		}
		if !ok {
			AsTensor(rate, st.FloatX) // throws
			tensor.Throw(unsupportedValue(rate))
		}
		o.rate = frozen("learning_rate:0", tensor.Scalar(v).Cast(st.FloatX))
	}
}

func frozen(name string, a *tensor.Array) *tensor.Variable {
	v := tensor.NewVariable(name, a)
	v.Trainable = false
	return v
}

// Iterations counts the steps done.
func (o *OptimizerBase) Iterations() *tensor.Variable { return o.iterations }

// ShownRate is [OptimizerBase.Rate] for user code. The older optimizers make
// that variable when it is first asked for; one that a step makes has the
// optimizer's name in its own.
func (o *OptimizerBase) ShownRate() *tensor.Variable { return o.show(o.rate) }

// ShownIterations is [OptimizerBase.Iterations] for user code, as
// [OptimizerBase.ShownRate] is for the rate.
func (o *OptimizerBase) ShownIterations() *tensor.Variable { return o.show(o.iterations) }

func (o *OptimizerBase) show(v *tensor.Variable) *tensor.Variable {
	if o.legacy && !o.built {
		if o.shown == nil {
			o.shown = map[*tensor.Variable]bool{}
		}
		o.shown[v] = true
	}
	return v
}

// nameHypers gives the variables that the first step makes their names.
func (o *OptimizerBase) nameHypers() {
	for _, v := range []*tensor.Variable{o.iterations, o.rate} {
		if !o.shown[v] {
			v.Name = o.Label + "/" + v.Name
		}
	}
}

// Rate is the variable with the present learning rate.
func (o *OptimizerBase) Rate() *tensor.Variable { return o.rate }

// SetRateVariable makes v the learning rate.
func (o *OptimizerBase) SetRateVariable(v *tensor.Variable) { o.rate, o.unrated = v, false }

// Schedule is the learning rate's schedule, nil when it has none.
func (o *OptimizerBase) Schedule() Schedule { return o.schedule }

// SetRate changes the learning rate. It throws TypeError when a schedule sets
// it.
func (o *OptimizerBase) SetRate(st *State, x any) {
	if s, ok := x.(Schedule); ok {
		o.schedule = s
		return
	}
	if o.legacy {
		o.schedule = nil // the older optimizers forget it
	}
	if o.schedule != nil {
		tensor.Throwf("TypeError", "This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its learning rate is not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a float `learning_rate` argument.")
	}
	o.rateGiven, o.unrated = x, false
	o.rate.SetValue(AsTensor(x, o.rate.DType()).Array().Reshape([]int{}))
}

// SetIterations replaces the counter of steps, before the first.
func (o *OptimizerBase) SetIterations(v *tensor.Variable) {
	if o.built {
		tensor.Throwf("RuntimeError", "Cannot set `iterations` to a new Variable after the Optimizer weights have been created. Here it is attempting to set `iterations` to %s.Usually this means you are trying to set `iterations` after calling `apply_gradients()`. Please set `iterations` before calling `apply_gradients()`.", v.Repr(tensor.DefaultPrintOptions()))
	}
	o.iterations = v
}

// Variables is the optimizer's state: the counter of steps, then the slots in
// order of creation.
func (o *OptimizerBase) Variables() []*tensor.Variable { return o.vars }

// Made is [OptimizerBase.Variables] for user code: the older optimizers make
// the counter of steps with the first step, or when it is first asked for.
func (o *OptimizerBase) Made() []*tensor.Variable {
	if o.legacy && !o.built && !o.shown[o.iterations] {
		return nil
	}
	return o.vars
}

// Averages is the moving averages of the weights.
func (o *OptimizerBase) Averages() []*tensor.Variable { return o.average }

// IsLegacy reports whether the optimizer is one of keras.optimizers.legacy.
func (o *OptimizerBase) IsLegacy() bool { return o.legacy }

// Wrap marks the optimizer as the inner one of another. It reports whether it
// was not yet.
func (o *OptimizerBase) Wrap() bool {
	first := !o.wrapped
	o.wrapped = true
	return first
}

// Built reports whether the slots are there.
func (o *OptimizerBase) Built() bool { return o.built }

// AddSlot makes a slot for a variable: a variable of its dtype and shape (or
// another shape), zero or of an initial value, named NAME/VARIABLE, or
// OPTIMIZER/NAME/VARIABLE when the first step makes it.
func (o *OptimizerBase) AddSlot(v *tensor.Variable, name string, shape []int, initial *tensor.Array) *tensor.Variable {
	if initial == nil {
		if shape == nil {
			shape = v.Shape()
		}
		initial = tensor.NewArray(v.DType(), append([]int{}, shape...)...)
	}
	slot := frozen(o.scope()+name+"/"+strings.TrimSuffix(v.Name, ":0")+":0", initial)
	o.vars = append(o.vars, slot)
	return slot
}

// AddLegacySlot is [OptimizerBase.AddSlot] for the older optimizers, whose slots
// are named OPTIMIZER/VARIABLE/NAME.
func (o *OptimizerBase) AddLegacySlot(v *tensor.Variable, name string, initial *tensor.Array) *tensor.Variable {
	slot := frozen(o.scope()+strings.TrimSuffix(v.Name, ":0")+"/"+name+":0", initial)
	o.vars = append(o.vars, slot)
	return slot
}

// AddVariable makes a variable of the optimizer that belongs to no weight.
func (o *OptimizerBase) AddVariable(name string, initial *tensor.Array) *tensor.Variable {
	v := frozen(o.scope()+name+":0", initial)
	o.vars = append(o.vars, v)
	return v
}

// HyperName is the name of the variable of one of the older optimizers'
// hyperparameters: the first step makes those that nothing has asked for.
func (o *OptimizerBase) HyperName(name string) string {
	if o.built {
		return o.Label + "/" + name + ":0"
	}
	return o.scope() + name + ":0"
}

// scope is what the names of new variables begin with.
func (o *OptimizerBase) scope() string {
	if o.applying {
		return o.Label + "/"
	}
	return ""
}

// IndexOf is the position of a variable among those that the optimizer was
// built for.
func (o *OptimizerBase) IndexOf(v *tensor.Variable) int {
	i, ok := o.index[v]
	if !ok {
		tensor.Throwf("KeyError", "The optimizer cannot recognize variable %s. This usually means you are trying to call the optimizer to update different parts of the model separately. Please call `optimizer.build(variables)` with the full list of trainable variables before the training loop or use legacy optimizer `tf.keras.optimizers.legacy.%s.", fullName(v), o.className())
	}
	return i
}

func (o *OptimizerBase) className() string {
	if o.class == nil {
		return "Optimizer"
	}
	return o.class.Name
}

// Rebuilder is an optimizer of the user's, whose build method is called at every
// step, as Keras does; it has to see itself that it is built.
type Rebuilder interface {
	Rebuild(c *Context, vars []*tensor.Variable)
}

// BuildOptimizer makes the slots for vars, once.
func BuildOptimizer(c *Context, o Optimizer, vars []*tensor.Variable) {
	b := o.OptimizerCore()
	if b.built && b.legacy {
		b.extend(c, o, vars)
		return
	}
	if b.built {
		if u, ok := o.(Rebuilder); ok {
			c.Outside(func() { u.Rebuild(c, vars) })
		}
		return
	}
	b.built = true
	b.index = make(map[*tensor.Variable]int, len(vars))
	for i, v := range vars {
		b.index[v] = i
	}
	c.Outside(func() {
		if b.UseEMA {
			for _, v := range vars {
				b.average = append(b.average, b.AddSlot(v, "average", nil, v.Value().Clone()))
			}
		}
		o.Build(c, vars)
	})
	c.MadeVariable()
	c.State.VariablesMade()
}

// extend makes the slots for variables that one of the older optimizers has not
// met before.
func (b *OptimizerBase) extend(c *Context, o Optimizer, vars []*tensor.Variable) {
	var more []*tensor.Variable
	for _, v := range vars {
		if _, known := b.index[v]; !known {
			b.index[v] = len(b.index)
			more = append(more, v)
		}
	}
	if more == nil {
		return
	}
	before := len(b.vars)
	c.Outside(func() { o.Build(c, more) })
	if len(b.vars) == before {
		return
	}
	c.MadeVariable()
	c.State.VariablesMade()
}

// ExcludeFromWeightDecay leaves variables, or those in whose names one of the
// texts occurs, out of weight decay.
func (o *OptimizerBase) ExcludeFromWeightDecay(vars []*tensor.Variable, names []string) {
	if o.built {
		tensor.Throwf("ValueError", "`exclude_from_weight_decay()` can only be configued before the optimizer is built.")
	}
	o.excluded = map[*tensor.Variable]bool{}
	for _, v := range vars {
		o.excluded[v] = true
	}
	o.excludedNames = names
}

func (o *OptimizerBase) decays(v *tensor.Variable) bool {
	for _, n := range o.excludedNames {
		if strings.Contains(v.Name, n) {
			return false
		}
	}
	return !o.excluded[v]
}

// GetConfig implements [Configer].
func (b *OptimizerBase) GetConfig(st *State) *Map {
	m := b.BaseConfig(st)
	AddArgs(st, m, b.obj)
	if b.unrated {
		return m
	}
	return m.Set("learning_rate", b.RateConfig(st))
}

// RateConfig is the learning rate as it stands in a config.
func (b *OptimizerBase) RateConfig(st *State) any {
	if b.schedule != nil {
		return Serialize(st, b.schedule)
	}
	if x, ok := AsFloat(b.rateGiven); ok && b.legacy && !b.built && !b.shown[b.rate] {
		return x
	}
	return b.rate.Value().Clone() // a NumPy scalar in Keras as well
}

// BaseConfig is the part of the config that all optimizers share.
func (b *OptimizerBase) BaseConfig(st *State) *Map {
	opt := func(p *float64) any {
		if p == nil {
			return nil
		}
		return *p
	}
	var every any
	if b.EMAOverwrite != nil {
		every = *b.EMAOverwrite
	}
	m := NewMap().Set("name", b.Label).Set("weight_decay", opt(b.WeightDecay)).Set("clipnorm", opt(b.ClipNorm)).
		Set("global_clipnorm", opt(b.GlobalClipNorm)).Set("clipvalue", opt(b.ClipValue)).Set("use_ema", b.UseEMA).
		Set("ema_momentum", b.EMAMomentum).Set("ema_overwrite_frequency", every).Set("jit_compile", false).Set("is_legacy_optimizer", false)
	return b.ShowGiven(m)
}

// ShowGiven puts arguments that are no numbers or flags into a config, as they
// were given.
func (b *OptimizerBase) ShowGiven(m *Map) *Map {
	for name, x := range b.given {
		if name != "jit_compile" && m.Has(name) {
			m.Set(name, x)
		}
	}
	return m
}

// Known is the variables that the optimizer was built for, in order.
func (o *OptimizerBase) Known() []*tensor.Variable {
	out := make([]*tensor.Variable, len(o.index))
	for v, i := range o.index {
		out[i] = v
	}
	return out
}

// UnknownArg is the error for an argument that optimizers do not have; the old
// ones get advice.
func (o *OptimizerBase) UnknownArg(c *Class, a Named) error {
	switch a.Name {
	case "lr":
		return nil // ignored with a warning, as in Keras
	case "decay":
		return tensor.Errorf("ValueError", "decay is deprecated in the new Keras optimizer, please check the docstring for valid arguments, or use the legacy optimizer, e.g., tf.keras.optimizers.legacy.%s.", c.Name).
			WithHint("use a schedule of keras.optimizers.schedules as learning_rate")
	case "is_legacy_optimizer":
		return nil
	}
	return tensor.Errorf("TypeError", "%s is not a valid argument, kwargs should be empty  for `optimizer_experimental.Optimizer`.", a.Name)
}
