package keras

import (
	"slices"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/optimizers"
	"kerash/tensor"
)

// legacyOptimizer is what the optimizers of keras.optimizers.legacy have in
// common besides the model's interface.
type legacyOptimizer interface {
	model.Optimizer
	// Hyper is the variable of a hyperparameter, nil where there is none.
	Hyper(name string) *tensor.Variable
	// Hypers is the names of the hyperparameters besides the learning rate.
	Hypers() []string
	// HyperValue is a hyperparameter as it stands in a config.
	HyperValue(st *model.State, name string) any
	// SetHyper changes a hyperparameter; it reports whether there is one.
	SetHyper(name string, value float64) bool
	// DefineHyper adds a hyperparameter, or changes it.
	DefineHyper(st *model.State, name string, value any)
	// DecayedRate is the learning rate of a step, after decay.
	DecayedRate(c *model.Context, dt tensor.DType) *tensor.Tensor
	// InitialDecay is the constructor's argument decay.
	InitialDecay() float64
	// AddSlot makes a slot of a weight.
	AddSlot(v *tensor.Variable, name string, initial *tensor.Array) *tensor.Variable
	// Slot is the slot of a weight.
	Slot(v *tensor.Variable, name string) (*tensor.Variable, bool)
	// SlotNames is the names of the slots.
	SlotNames() []string
}

// legacyOptimizerClass is optimizers.legacy.Optimizer.
func legacyOptimizerClass() *object.Class {
	return legacyOptimizerClassOnce.get(newLegacyOptimizerClass)
}

var legacyOptimizerClassOnce lazyClass

func newLegacyOptimizerClass() *object.Class {
	cls := familyBase(model.KindLegacyOptimizer, "Optimizer(name, gradient_aggregator=None, gradient_transformers=None, **kwargs)",
		"The class from which the optimizers of Keras before 2.11 derive: _create_slots(var_list) makes the slots, _resource_apply_dense(grad, var, apply_state) changes a variable.",
		nil, adaptLegacyOptimizer, func() any { return new(optimizers.LegacyUser) }, legacyMembers)
	cls.Name, cls.Module = "OptimizerV2", "keras.src.optimizers.legacy.optimizer_v2"
	init := cls.Init
	cls.Init = func(th *object.Thread, inst *object.Instance, args object.Args) error {
		if err := requireName("OptimizerV2", args); err != nil {
			return err
		}
		for i, name := range []string{"name", "gradient_aggregator", "gradient_transformers"} {
			if i < len(args.Pos) {
				args = args.With(name, args.Pos[i])
			}
		}
		return init(th, inst, object.Args{Kw: args.Kw})
	}
	cls.New = func(th *object.Thread, _ *object.Class, args object.Args) (object.Value, error) {
		return bareObject(th, cls, args)
	}
	return withHypers(cls)
}

// withHypers makes the hyperparameters attributes of the objects of a class.
func withHypers(cls *object.Class) *object.Class {
	get, set, names := cls.GetAttr, cls.SetAttr, cls.AttrNames
	cls.GetAttr = func(th *object.Thread, self object.Value, name string) (object.Value, bool, error) {
		if v := optimizerOf(self).(legacyOptimizer).Hyper(name); v != nil {
			return v, true, nil
		}
		return get(th, self, name)
	}
	cls.SetAttr = func(th *object.Thread, self object.Value, name string, v object.Value) (bool, error) {
		o := optimizerOf(self).(legacyOptimizer)
		if slices.Contains(o.Hypers(), name) {
			o.DefineHyper(binding.State(th), name, toModel(th, v))
			return true, nil
		}
		return set(th, self, name, v)
	}
	cls.AttrNames = func(self object.Value) []string {
		return append(names(self), optimizerOf(self).(legacyOptimizer).Hypers()...)
	}
	return cls
}

func newLegacyOptimizersModule() *object.Module {
	return &object.Module{Name: "keras.optimizers.legacy", Doc: "Optimizers as Keras had them before 2.11: with lr, decay and slots by name.", Members: func() []object.Member {
		return append(classMembers(model.KindLegacyOptimizer), object.Const("Optimizer", legacyOptimizerClass()))
	}}
}

func legacyMembers() []object.Member {
	var ms []object.Member
	kept := map[string]bool{"learning_rate": true, "lr": true, "iterations": true, "apply_gradients": true, "minimize": true, "get_config": true, "from_config": true}
	for _, m := range optimizerMembers() {
		if kept[m.Name] {
			ms = append(ms, m)
		}
	}
	ms = append(ms, legacyHooks()...)
	return object.Owned("OptimizerV2", append(ms,
		object.Getter("weights", "the state: the counter of steps, then the slots", func(th *object.Thread, self object.Value) (object.Value, error) {
			return legacyState(optimizerOf(self)), nil
		}),
		optimizerMethod("variables(self)", "The state: the counter of steps, then the slots.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			return legacyState(o)
		}),
		optimizerMethod("get_weights(self)", "Copies of the state's values.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			l := object.NewList()
			for _, v := range o.OptimizerCore().Made() {
				l.Elems = append(l.Elems, binding.FromArray(v.Value().Clone()))
			}
			return l
		}),
		optimizerMethod("set_weights(self, weights)", "Sets the state from a list of arrays.", setLegacyWeights),
		optimizerMethod("get_slot_names(self)", "The names of the slots.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			return object.NewList(toPythons(o.(legacyOptimizer).SlotNames())...)
		}),
		optimizerMethod("get_slot(self, var, slot_name)", "The slot of a weight.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			s, ok := o.(legacyOptimizer).Slot(variableArg(th, a.At(1)), a.Str("slot_name"))
			if !ok {
				object.Throw(object.NewError(object.KeyError, a.Str("slot_name")))
			}
			return s
		}),
		optimizerMethod("get_gradients(self, loss, params)", "The gradients of a graph, as tf.gradients gives them.", func(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
			return callTF(th, "gradients", object.Pos(a.Value("loss"), a.Value("params")))
		})))
}

func legacyState(o model.Optimizer) object.Value {
	return object.NewList(toPythons(o.OptimizerCore().Made())...)
}

func setLegacyWeights(th *object.Thread, o model.Optimizer, a *object.Bound) object.Value {
	vars, values := o.OptimizerCore().Made(), a.Elems("weights")
	if len(vars) != len(values) {
		text := []rune(object.Must(object.Str(th, a.At(1))))
		tensor.Throwf("ValueError", "You called `set_weights(weights)` on optimizer %s with a  weight list of length %d, but the optimizer was expecting %d weights. Provided weights: %s...",
			o.OptimizerCore().Label, len(values), len(vars), string(text[:min(50, len(text))]))
	}
	for i, v := range vars {
		x := arrayArg(th, values[i])
		if !tensor.SameShape(v.Shape(), x.Shape()) {
			tensor.Throwf("ValueError", "Optimizer weight shape %s not compatible with provided weight shape %s.", tensor.ShapeString(v.Shape()), tensor.ShapeString(x.Shape()))
		}
		v.SetValue(x)
	}
	return nil
}
