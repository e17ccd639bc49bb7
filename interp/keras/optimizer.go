package keras

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/tf"
	"kerash/model"
	"kerash/tensor"
)

// optimizerBase is what classes that derive from optimizers.Optimizer extend.
type optimizerBase struct {
	_ model.Inherit `arg:"name" default:"None"`
	_ model.Inherit `arg:"weight_decay" default:"0"`
	model.OptimizerBase
}

// Build implements model.Optimizer.
func (*optimizerBase) Build(c *model.Context, vars []*tensor.Variable) {}

// Step implements model.Optimizer.
func (o *optimizerBase) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	tensor.Throwf("NotImplementedError", "")
}

// GetConfig implements model.Configer: the rate is for the user's class to add.
func (o *optimizerBase) GetConfig(st *model.State) *model.Map {
	m := o.BaseConfig(st)
	if m.Get("weight_decay") == 0.0 {
		m.Set("weight_decay", 0)
	}
	return m
}

// userOptimizer is an optimizer of a class of the user's.
type userOptimizer struct {
	adapted
	model.Optimizer
	rebuilding bool // build is called once more
}

func adaptOptimizer(th *object.Thread, inst *object.Instance, obj any) any {
	u := &userOptimizer{adapted: adapted{th: th, inst: inst, obj: obj}, Optimizer: obj.(model.Optimizer)}
	u.OptimizerCore().SetSelf(u)
	return u
}

// Build implements model.Optimizer.
func (u *userOptimizer) Build(c *model.Context, vars []*tensor.Variable) {
	if _, ok := u.method("build"); ok {
		u.call(c, "build", object.Pos(object.NewList(toPythons(vars)...)))
		return
	}
	u.Optimizer.Build(c, vars)
}

// Rebuild implements model.Rebuilder.
func (u *userOptimizer) Rebuild(c *model.Context, vars []*tensor.Variable) {
	if _, ok := u.method("build"); ok {
		u.rebuilding = true
		defer func() { u.rebuilding = false }()
		u.call(c, "build", object.Pos(object.NewList(toPythons(vars)...)))
	}
}

// Step implements model.Optimizer.
func (u *userOptimizer) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	if _, ok := u.method("update_step"); ok {
		u.call(c, "update_step", object.Pos(g, v))
		return
	}
	u.Optimizer.Step(c, g, v)
}

// GetConfig implements model.Configer.
func (u *userOptimizer) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// optimizerClass is optimizers.Optimizer.
func optimizerClass() *object.Class { return optimizerClassOnce.get(newOptimizerClass) }

var optimizerClassOnce lazyClass

func newOptimizerClass() *object.Class {
	cls := familyBase(model.KindOptimizer, "Optimizer(name, weight_decay=0, clipnorm=None, clipvalue=None, global_clipnorm=None, use_ema=False, ema_momentum=0.99, ema_overwrite_frequency=None, jit_compile=True, **kwargs)",
		"The class from which optimizers derive: build(var_list) makes the slots, update_step(gradient, variable) changes a variable.",
		nil, adaptOptimizer, func() any { return new(optimizerBase) }, optimizerMembers)
	init, make := cls.Init, cls.New
	cls.New = func(th *object.Thread, c *object.Class, args object.Args) (object.Value, error) {
		if err := requireName("Optimizer", args); err != nil {
			return nil, err
		}
		return make(th, c, args)
	}
	cls.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		if err := requireName("Optimizer", args); err != nil {
			return err
		}
		if len(args.Pos) > 0 {
			args = object.Args{Pos: args.Pos[1:], Kw: args.Kw}.With("name", args.Pos[0])
		}
		if err := init(th, inst, args); err != nil {
			return err
		}
		optimizerOf(inst).OptimizerCore().StartUnrated(binding.State(th))
		return nil
	}
	return cls
}

// requireName throws TypeError where the base class of optimizers gets no name.
func requireName(class string, args object.Args) error {
	if _, ok := args.Lookup("name"); ok || len(args.Pos) > 0 {
		return nil
	}
	return object.TypeErrorf("%s.__init__() missing 1 required positional argument: 'name'", class)
}

func optimizerOf(v object.Value) model.Optimizer { return object.NativeOf(v).(model.Optimizer) }

// optimizerMethod declares a method of optimizers.
func optimizerMethod(sig, doc string, f func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value) object.Member {
	return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
		return f(th, optimizerOf(a.Self()), a), nil
	})
}

func optimizerMembers() []object.Member {
	rate := func(name, doc string) object.Member {
		return object.GetSet(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			core := optimizerOf(self).OptimizerCore()
			if s := core.Schedule(); s != nil && core.IsLegacy() {
				return toPython(s), nil
			}
			if core.Unrated() {
				return nil, object.ValueErrorf("Missing learning rate, please set self.learning_rate at optimizer creation time.")
			}
			return core.ShownRate(), nil
		}, setRate)
	}
	return object.OwnedBy(map[string]string{"apply_gradients": "Optimizer"}, "_BaseOptimizer", configMembers("optimizer",
		rate("learning_rate", "the variable with the learning rate; it can be set to a number"),
		rate("lr", "the old name of learning_rate"),
		object.GetSet("_learning_rate", "the learning rate or its schedule", func(th *object.Thread, self object.Value) (object.Value, error) {
			o := optimizerOf(self).OptimizerCore()
			if s := o.Schedule(); s != nil {
				return toPython(s), nil
			}
			return o.Rate(), nil
		}, func(th *object.Thread, self, v object.Value) error {
			if x, ok := v.(*tensor.Variable); ok { // made by _build_learning_rate, or the user's own
				optimizerOf(self).OptimizerCore().SetRateVariable(x)
				return nil
			}
			return setRate(th, self, v)
		}),
		object.GetSet("iterations", "the variable that counts the steps", func(th *object.Thread, self object.Value) (object.Value, error) {
			return optimizerOf(self).OptimizerCore().ShownIterations(), nil
		}, func(th *object.Thread, self, v object.Value) error {
			x, ok := v.(*tensor.Variable)
			if !ok {
				return object.TypeErrorf("iterations should be a variable, received: %s", object.Must(object.Repr(th, v)))
			}
			optimizerOf(self).OptimizerCore().SetIterations(x)
			return nil
		}),
		object.Getter("variables", "the state: the counter of steps, then the slots; variables() is the same", func(th *object.Thread, self object.Value) (object.Value, error) {
			vars := object.NewList(toPythons(optimizerOf(self).OptimizerCore().Variables())...)
			return &object.Instance{Class: callableListClass, Native: vars}, nil
		}),
		object.Getter("_variables", "the state: the counter of steps, then the slots", func(th *object.Thread, self object.Value) (object.Value, error) {
			return object.NewList(toPythons(optimizerOf(self).OptimizerCore().Variables())...), nil
		}),
		object.Getter("_model_variables_moving_average", "the moving averages of the weights, with use_ema", func(th *object.Thread, self object.Value) (object.Value, error) {
			core := optimizerOf(self).OptimizerCore()
			if !core.UseEMA || !core.Built() {
				return nil, object.AttributeErrorf("'%s' object has no attribute '_model_variables_moving_average'", object.TypeName(self))
			}
			return object.NewList(toPythons(core.Averages())...), nil
		}),
		object.Getter("_index_dict", "the position of each variable that the optimizer was built for, by _var_key", indexDict),
		optimizerMethod("_var_key(self, variable)", "The key of a variable in _index_dict.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			return varKey(variableArg(th, a.At(1)))
		}),
		optimizerMethod("_build_learning_rate(self, learning_rate)", "Sets the learning rate: a number, a schedule or a function.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			core := o.OptimizerCore()
			core.Start(binding.State(th), toModel(th, a.At(1)))
			if s := core.Schedule(); s != nil {
				return toPython(s)
			}
			return core.Rate()
		}),
		optimizerMethod("_serialize_hyperparameter(self, value)", "A hyperparameter as it stands in a config.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			switch x := a.At(1).(type) {
			case *tensor.Variable:
				return binding.ScalarAt(x.Value(), 0)
			case *tensor.Tensor:
				return binding.ScalarAt(x.Array(), 0)
			}
			return serializeObject(th, a.At(1))
		}),
		optimizerMethod("build(self, var_list)", "Makes the slots for variables, once.", buildOptimizer),
		optimizerMethod("apply_gradients(self, grads_and_vars, name=None, skip_gradients_aggregation=False, **kwargs)", "Changes variables by their gradients, given in pairs.", applyGradients),
		optimizerMethod("minimize(self, loss, var_list, tape=None)", "A step that makes a loss smaller: a function, or a tensor of the tape.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			vars := minimized(th, a.Value("var_list"))
			model.ApplyGradients(binding.Context(th), o, gradientsOf(th, o, a, vars), vars)
			if o.OptimizerCore().IsLegacy() {
				return tf.Unread(o.OptimizerCore().Iterations())
			}
			return nil
		}),
		optimizerMethod("compute_gradients(self, loss, var_list, tape=None)", "The gradients of a loss, in pairs with the variables.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			vars := minimized(th, a.Value("var_list"))
			pairs := object.NewList()
			for i, g := range gradientsOf(th, o, a, vars) {
				pairs.Elems = append(pairs.Elems, object.NewTuple(toPython(g), vars[i]))
			}
			return pairs
		}),
		optimizerMethod("aggregate_gradients(self, grads_and_vars)", "The pairs themselves: there is one device.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			return a.At(1)
		}),
		optimizerMethod("update_step(self, gradient, variable)", "Changes one variable by its gradient.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			goPart(a.Self()).(model.Optimizer).Step(binding.Context(th), tensorArg(th, a.At(1)), variableArg(th, a.At(2)))
			return nil
		}),
		optimizerMethod("add_variable_from_reference(self, model_variable, variable_name, shape=None, initial_value=None)", "Makes a slot for a variable.", addSlot),
		optimizerMethod("add_variable(self, shape, dtype=None, initializer='zeros', name=None)", "Makes a variable of the optimizer.", addOptimizerVariable),
		optimizerMethod("exclude_from_weight_decay(self, var_list=None, var_names=None)", "Leaves variables out of weight decay.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			var names []string
			if a.Has("var_names") {
				for _, n := range a.Elems("var_names") {
					names = append(names, object.Must(object.Str(th, n)))
				}
			}
			var vars []*tensor.Variable
			if a.Has("var_list") {
				vars = variableList(th, a.Value("var_list"))
			}
			o.OptimizerCore().ExcludeFromWeightDecay(vars, names)
			return nil
		}),
		optimizerMethod("finalize_variable_values(self, var_list)", "Puts the moving averages in the place of the weights.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			o.OptimizerCore().Finalize(binding.Context(th), variableList(th, a.Value("var_list")))
			return nil
		}),
		optimizerMethod("set_weights(self, weights)", "Sets the state of a built optimizer from a list of arrays.", setOptimizerWeights),
		optimizerMethod("save_own_variables(self, store)", "Puts the state into a store, by number.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			storeVariables(th, a.Value("store"), o.OptimizerCore().Variables())
			return nil
		}),
		optimizerMethod("load_own_variables(self, store)", "Takes the state from a store, by number.", loadOptimizerVariables),
	)())
}

// callableListClass is the class of optimizer.variables, which code for older
// optimizers calls.
var callableListClass = &object.Class{
	Name: "CallableList", Module: "keras.src.optimizers.optimizer", Base: object.ListClass,
	Doc: "A list that gives itself when it is called.",
	Call: func(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
		return self, nil
	},
}

func loadOptimizerVariables(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	vars := o.OptimizerCore().Variables()
	if n := storedCount(th, a.Value("store")); n != len(vars) {
		why := ""
		if len(vars) == 0 {
			why = "This is likely because the optimizer has not been called/built yet."
		}
		binding.State(th).Warnf("WARNING:absl", "Skipping variable loading for optimizer '%s', because it has %d variables whereas the saved optimizer has %d variables. %s",
			o.OptimizerCore().Label, len(vars), n, why)
		return nil
	}
	takeVariables(th, a.Value("store"), vars)
	return nil
}

func setOptimizerWeights(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	if !o.OptimizerCore().Built() {
		tensor.Throwf("ValueError", "You are calling `set_weights()` on an optimizer that has not yet been built. Please call `optimizer.build(trainable_variables)` to create the optimizer weights before calling `set_weights()`.")
	}
	values := a.Elems("weights")
	for i, v := range o.OptimizerCore().Variables() {
		if i == len(values) {
			break
		}
		if isNumber(values[i]) {
			object.Throw(object.AttributeErrorf("'%s' object has no attribute 'shape'", object.TypeName(values[i])))
		}
		x := arrayArg(th, values[i])
		if !tensor.SameShape(v.Shape(), x.Shape()) {
			tensor.Throwf("ValueError", "Optimizer variable %s has shape %s not compatible with provided weight shape %s.", varKey(v), tensor.ShapeString(v.Shape()), tensor.ShapeString(x.Shape()))
		}
		v.SetValue(x)
	}
	return nil
}

func setRate(th *object.Thread, self, v object.Value) error {
	optimizerOf(self).OptimizerCore().SetRate(binding.State(th), toModel(th, v))
	return nil
}

func varKey(v *tensor.Variable) string {
	return fmt.Sprintf("%s_%d", strings.TrimSuffix(v.Name, ":0"), object.ID(v))
}

func indexDict(th *object.Thread, self object.Value) (object.Value, error) {
	d := object.NewDict()
	for i, v := range optimizerOf(self).OptimizerCore().Known() {
		d.SetStr(varKey(v), i)
	}
	return d, nil
}

func variableArg(th *object.Thread, v object.Value) *tensor.Variable {
	x, ok := object.NativeOf(v).(*tensor.Variable)
	if !ok {
		object.Throw(object.AttributeErrorf("'%s' object has no attribute '_unique_id'", object.TypeName(v)))
	}
	return x
}

func variableList(th *object.Thread, v object.Value) []*tensor.Variable {
	if x, ok := v.(*tensor.Variable); ok {
		return []*tensor.Variable{x}
	}
	var vars []*tensor.Variable
	for _, e := range object.Must(object.ToSlice(th, v)) {
		vars = append(vars, variableArg(th, e))
	}
	return vars
}

// buildOptimizer is optimizer.build(vars). From a user's build it is reached
// through super.
func buildOptimizer(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	vars := variableList(th, a.Value("var_list"))
	if u, ok := o.(*userOptimizer); ok && u.OptimizerCore().Built() {
		if !u.rebuilding {
			u.Optimizer.Build(binding.Context(th), vars)
		}
		return nil
	}
	model.BuildOptimizer(binding.Context(th), o, vars)
	return nil
}

func applyGradients(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	var grads []*tensor.Tensor
	var vars []*tensor.Variable
	for _, pair := range a.Elems("grads_and_vars") {
		p := object.Must(object.ToSlice(th, pair))
		if len(p) > 2 {
			object.Throw(object.ValueErrorf("too many values to unpack (expected 2)"))
		}
		if len(p) < 2 {
			object.Throw(object.ValueErrorf("not enough values to unpack (expected 2, got %d)", len(p)))
		}
		v := variableArg(th, p[1])
		var g *tensor.Tensor
		switch x := p[0].(type) {
		case nil:
		case *tf.IndexedSlices:
			g = x.Among(binding.Scope(th), v.Shape())
		default:
			g = binding.ToTensor(th, x, v.DType())
		}
		grads, vars = append(grads, g), append(vars, v)
	}
	model.ApplyGradients(binding.Context(th), o, grads, vars)
	if _, scales := o.(model.LossScaler); scales || o.OptimizerCore().IsLegacy() && len(vars) == 0 {
		return nil
	}
	steps := o.OptimizerCore().Iterations()
	if len(vars) == 0 {
		return steps // which nothing was assigned to
	}
	return tf.Unread(steps)
}

// gradientsOf differentiates the loss argument: a function is run on a tape of
// its own.
func gradientsOf(th *object.Thread, o model.Optimizer, a *object.Bound, vars []*tensor.Variable) []*tensor.Tensor {
	if s, ok := o.(model.LossScaler); ok {
		return scaledGradients(th, s, a, vars)
	}
	return lossGradients(th, a.Value("loss"), a.Value("tape"), vars)
}

// lossGradients differentiates a tensor on a tape, or a function.
func lossGradients(th *object.Thread, loss, tape object.Value, vars []*tensor.Variable) []*tensor.Tensor {
	s := binding.Scope(th)
	if tape == nil {
		if !object.IsCallable(loss) || binding.IsTensor(loss) {
			object.Throw(object.ValueErrorf("`tape` is required when a `Tensor` loss is passed. Received: loss=%s, tape=None.", object.Must(object.Format(th, loss, ""))))
		}
		t := tensor.NewTape()
		s.StartTape(t)
		v, err := object.CallFn(th, loss)
		s.PopTape(t)
		if err != nil {
			object.Throw(err)
		}
		defer t.Release()
		return t.VariableGradients(s, []*tensor.Tensor{differentiable(th, v)}, nil, vars)
	}
	if object.IsCallable(loss) && !binding.IsTensor(loss) {
		object.Must(object.CallMethodOf(th, tape, "__enter__", object.Args{}))
		v, err := object.CallFn(th, loss)
		object.Must(object.CallMethodOf(th, tape, "__exit__", object.Pos(nil, nil, nil)))
		if err != nil {
			object.Throw(err)
		}
		loss = v
	}
	out := make([]*tensor.Tensor, len(vars))
	gs := object.Must(object.CallMethodOf(th, tape, "gradient", object.Pos(loss, object.NewList(toPythons(vars)...))))
	for i, g := range object.Must(object.ToSlice(th, gs)) {
		if g != nil {
			out[i] = tensorArg(th, g)
		}
	}
	return out
}

// differentiable is what a loss function returned, as a tape asks it to be.
func differentiable(th *object.Thread, v object.Value) *tensor.Tensor {
	switch v.(type) {
	case nil:
		object.Throw(object.TypeErrorf("Argument `target` should be a list or nested structure of Tensors, Variables or CompositeTensors to be differentiated, but received None."))
	case int, float64, bool, string:
		object.Throw(object.AttributeErrorf("'%s' object has no attribute 'dtype'", object.TypeName(v)))
	}
	return tensorArg(th, v)
}

// minimized is the variables that minimize and compute_gradients were given.
func minimized(th *object.Thread, v object.Value) []*tensor.Variable {
	if v == nil {
		object.Throw(object.ValueErrorf("Passed in object None of type 'NoneType', not tf.Tensor or tf.Variable or ExtensionType."))
	}
	return variableList(th, v)
}

func addSlot(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	v := variableArg(th, a.Value("model_variable"))
	var shape []int
	if a.Has("shape") {
		shape = binding.ToShape(th, a.Value("shape"))
	}
	var initial *tensor.Array
	if a.Has("initial_value") {
		initial = binding.ToTensor(th, a.Value("initial_value"), v.DType()).Array()
	}
	return o.OptimizerCore().AddSlot(v, a.Str("variable_name"), shape, initial)
}

func addOptimizerVariable(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	st := binding.State(th)
	dt := binding.DTypeOr(th, a.Value("dtype"), st.FloatX)
	init, _ := model.Resolve(st, model.KindInitializer, toModel(th, a.Value("initializer"))).(model.Initializer)
	shape := binding.ToShape(th, a.Value("shape"))
	return o.OptimizerCore().AddVariable(a.StrOr("name", "Variable"), init.Initial(st.NewContext(), shape, dt))
}

// scheduleBase is what classes that derive from LearningRateSchedule extend.
type scheduleBase struct{}

// At implements model.Schedule.
func (scheduleBase) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	tensor.Throwf("NotImplementedError", "Learning rate schedule must override `__call__(self, step)`.")
	return nil
}

// userSchedule is a schedule of a class of the user's.
type userSchedule struct {
	adapted
	model.Schedule
}

func adaptSchedule(th *object.Thread, inst *object.Instance, obj any) any {
	return &userSchedule{adapted{th: th, inst: inst, obj: obj}, obj.(model.Schedule)}
}

// At implements model.Schedule.
func (u *userSchedule) At(c *model.Context, step *tensor.Tensor) *tensor.Tensor {
	if _, ok := u.method("__call__"); !ok {
		if _, bare := u.obj.(*scheduleBase); bare {
			tensor.Throwf("NotImplementedError", "Learning rate schedule '%s' must override `__call__(self, step)`.", u.inst.Class.Name)
		}
		return u.Schedule.At(c, step)
	}
	return model.AsTensor(u.result(u.call(c, "__call__", object.Pos(step))), c.State.FloatX)
}

// GetConfig implements model.Configer.
func (u *userSchedule) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// scheduleClass is optimizers.schedules.LearningRateSchedule.
func scheduleClass() *object.Class { return scheduleClassOnce.get(newScheduleClass) }

var scheduleClassOnce lazyClass

func newScheduleClass() *object.Class {
	return familyBase(model.KindSchedule, "LearningRateSchedule()", "The class from which schedules derive: __call__(step) is the learning rate at a step.",
		callSchedule, adaptSchedule, func() any { return new(scheduleBase) }, configMembers("schedule"))
}

var scheduleSig = object.ParseSignature("__call__(step)")

func callSchedule(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	a, err := scheduleSig.Bind(th, args)
	if err != nil {
		return nil, err
	}
	if _, bare := goPart(self).(*scheduleBase); bare {
		return nil, object.NotImplementedErrorf("Learning rate schedule '%s' must override `__call__(self, step)`.", object.TypeName(self))
	}
	return goPart(self).(model.Schedule).At(binding.Context(th), tensorArg(th, a.At(0))), nil
}
