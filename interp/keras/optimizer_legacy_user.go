package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// userLegacy is an optimizer of a class that user code derived from one of
// keras.optimizers.legacy.
type userLegacy struct {
	adapted
	legacyOptimizer
}

func adaptLegacyOptimizer(th *object.Thread, inst *object.Instance, obj any) any {
	u := &userLegacy{adapted: adapted{th: th, inst: inst, obj: obj}, legacyOptimizer: obj.(legacyOptimizer)}
	u.OptimizerCore().SetSelf(u)
	return u
}

// Build implements model.Optimizer.
func (u *userLegacy) Build(c *model.Context, vars []*tensor.Variable) {
	if _, ok := u.method("_create_slots"); ok {
		u.call(c, "_create_slots", object.Pos(object.NewList(toPythons(vars)...)))
		return
	}
	u.legacyOptimizer.Build(c, vars)
}

// Step implements model.Optimizer.
func (u *userLegacy) Step(c *model.Context, g *tensor.Tensor, v *tensor.Variable) {
	rows := g.AsRows()
	if _, ok := u.method("_resource_apply_sparse"); ok && rows != nil {
		values, indices := summedRows(c, rows)
		u.apply(c, "_resource_apply_sparse", v, object.Pos(values, v, indices))
		return
	}
	if _, ok := u.method("_resource_apply_dense"); ok && rows == nil {
		u.apply(c, "_resource_apply_dense", v, object.Pos(g, v))
		return
	}
	u.legacyOptimizer.Step(c, g, v)
}

// summedRows is the rows of a gradient, each once.
func summedRows(c *model.Context, rows *tensor.Rows) (values, indices *tensor.Tensor) {
	unique, which := c.Unique(rows.Indices, tensor.Int32)
	if unique.Dim(0) < 0 {
		tensor.Throw(&tensor.Untraceable{Op: "Unique"})
	}
	return c.UnsortedSegmentSum(rows.Values, which, unique.Dim(0)), unique
}

// apply calls a method that changes a variable, with what _prepare_local gives
// for the variable's device and dtype.
func (u *userLegacy) apply(c *model.Context, method string, v *tensor.Variable, args object.Args) {
	state := object.NewDict()
	var device, dtype object.Value
	u.throwing(func() {
		device, dtype = object.Must(object.GetAttr(u.th, v, "device")), binding.TFDType(v.DType())
		if err := state.Set(u.th, object.NewTuple(device, dtype), object.NewDict()); err != nil {
			object.Throw(err)
		}
	})
	u.call(c, "_prepare_local", object.Pos(device, dtype, state))
	u.call(c, method, args.With("apply_state", state))
}

// GetConfig implements model.Configer.
func (u *userLegacy) GetConfig(st *model.State) *model.Map {
	return u.config(st, func() *model.Map { return model.GetConfig(st, u.obj) })
}

// legacyHooks are the methods that classes of the user's call and override.
func legacyHooks() []object.Member {
	method := func(sig, doc string, f func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value) object.Member {
		return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) {
			return f(th, optimizerOf(a.Self()).(legacyOptimizer), a), nil
		})
	}
	return []object.Member{
		object.Getter("_initial_decay", "the constructor's argument decay", func(th *object.Thread, self object.Value) (object.Value, error) {
			return optimizerOf(self).(legacyOptimizer).InitialDecay(), nil
		}),
		object.Getter("_name", "the optimizer's name", func(th *object.Thread, self object.Value) (object.Value, error) {
			return optimizerOf(self).OptimizerCore().Label, nil
		}),
		method("_set_hyper(self, name, value)", "Sets a hyperparameter: a number, or a schedule of the learning rate.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			o.DefineHyper(binding.State(th), a.Str("name"), toModel(th, a.Value("value")))
			return nil
		}),
		method("_get_hyper(self, name, dtype=None)", "A hyperparameter: its variable, or a tensor of a dtype.", getHyper),
		method("_serialize_hyperparameter(self, hyperparameter_name)", "A hyperparameter as it stands in a config.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			v := o.HyperValue(binding.State(th), a.Str("hyperparameter_name"))
			if x, ok := v.(*tensor.Array); ok {
				return binding.ScalarAt(x, 0)
			}
			return toPython(v)
		}),
		method("_decayed_lr(self, var_dtype)", "The learning rate of the step as a tensor of a dtype.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			return o.DecayedRate(binding.Context(th), binding.ToDType(th, a.Value("var_dtype")))
		}),
		method("_create_slots(self, var_list)", "Makes the slots for variables.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			goPart(a.Self()).(model.Optimizer).Build(binding.Context(th), variableList(th, a.Value("var_list")))
			return nil
		}),
		method("_prepare_local(self, var_device, var_dtype, apply_state)", "Puts what the step needs for variables of a device and dtype into apply_state.", prepareLocal),
		method("_resource_apply_dense(self, grad, handle, apply_state=None)", "Changes a variable by its gradient.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			v := variableArg(th, a.Value("handle"))
			goPart(a.Self()).(model.Optimizer).Step(binding.Context(th), binding.ToTensor(th, a.Value("grad"), v.DType()), v)
			return nil
		}),
		method("_resource_apply_sparse(self, grad, handle, indices, apply_state=None)", "Changes rows of a variable by their gradients.", func(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
			v, c := variableArg(th, a.Value("handle")), binding.Context(th)
			rows := tensor.NewRows(binding.ToTensor(th, a.Value("grad"), v.DType()), binding.ToTensor(th, a.Value("indices"), tensor.Invalid), c.Read(v))
			goPart(a.Self()).(model.Optimizer).Step(c, rows.Dense(c.Scope), v)
			return nil
		}),
		method("add_slot(self, var, slot_name, initializer='zeros', shape=None)", "Makes a slot for a variable.", addLegacySlot),
	}
}

func getHyper(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
	name, core := a.Str("name"), o.OptimizerCore()
	v := o.Hyper(name)
	if name == "learning_rate" {
		if core.Schedule() != nil {
			return toPython(core.Schedule())
		}
		v = core.Rate()
	}
	if v == nil {
		object.Throw(object.NewError(object.KeyError, name))
	}
	if a.Has("dtype") {
		c := binding.Context(th)
		return c.Cast(c.Read(v), binding.ToDType(th, a.Value("dtype")))
	}
	return v
}

// prepareLocal puts the learning rate of the step into apply_state.
func prepareLocal(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
	key := object.NewTuple(a.Value("var_device"), a.Value("var_dtype"))
	rate := o.DecayedRate(binding.Context(th), binding.ToDType(th, a.Value("var_dtype")))
	if err := object.SetIndex(th, object.Must(object.Index(th, a.Value("apply_state"), key)), "lr_t", rate); err != nil {
		object.Throw(err)
	}
	return nil
}

func addLegacySlot(th *object.Thread, o legacyOptimizer, a *object.Bound) object.Value {
	v, st := variableArg(th, a.Value("var")), binding.State(th)
	shape := v.Shape()
	if a.Has("shape") {
		shape = binding.ToShape(th, a.Value("shape"))
	}
	var initial *tensor.Array
	switch x := a.Value("initializer").(type) {
	case *tensor.Tensor:
		initial = x.Array().Clone()
	default:
		init, _ := model.Resolve(st, model.KindInitializer, toModel(th, x)).(model.Initializer)
		initial = init.Initial(st.NewContext(), shape, v.DType())
	}
	return o.AddSlot(v, a.Str("slot_name"), initial)
}
