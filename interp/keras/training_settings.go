package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// stepSettings are the attributes of models that say how their steps run.
func stepSettings() []object.Member {
	is := func(v object.Value) func(*object.Thread, model.Model) object.Value {
		return func(*object.Thread, model.Model) object.Value { return v }
	}
	given := func(get func(o model.CompileOptions) object.Value) func(*object.Thread, model.Model) object.Value {
		return func(th *object.Thread, m model.Model) object.Value {
			if b := m.ModelCore(); b.Compiled() {
				return get(b.CompileArgs())
			}
			return nil
		}
	}
	return []object.Member{
		assignable("jit_compile", "what compile was given as jit_compile", given(func(o model.CompileOptions) object.Value { return toPython(o.JITCompile) })),
		assignable("steps_per_execution", "a variable with the number of batches in one call, after compile", given(func(o model.CompileOptions) object.Value {
			n, ok := model.AsInt(o.StepsPerExecution)
			if !ok {
				n = 1
			}
			return tensor.NewVariable("Variable:0", tensor.Scalar(int64(n)))
		})),
		assignable("autotune_steps_per_execution", "False: the number of batches in one call stays", is(false)),
		assignable("distribute_reduction_method", "'auto': how replicas' results become one", is("auto")),
		assignable("train_tf_function", "always None", is(nil)),
		layerGetter("state_updates", "always empty: updates run at once", func(*object.Thread, *model.Base) object.Value { return object.NewList() }),
	}
}

// oldGeneratorMembers are the old names of fit, evaluate and predict for
// generators.
func oldGeneratorMembers() []object.Member {
	old := func(name, params string) object.Member {
		sig := name + "_generator(self, generator, " + params + ")"
		return object.Method(sig, "The old name of "+name+", which takes generators as well.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
			binding.State(th).Warnf("UserWarning", "`Model.%s_generator` is deprecated and will be removed in a future version. Please use `Model.%s`, which supports generators.", name, name)
			args := object.Pos(a.Value("generator"))
			for _, p := range a.Sig.Params[2:] {
				args = args.With(p.Name, a.Value(p.Name))
			}
			return object.CallMethodOf(th, a.Self(), name, args)
		})
	}
	const queue = "max_queue_size=10, workers=1, use_multiprocessing=False, "
	return []object.Member{
		old("fit", "steps_per_epoch=None, epochs=1, verbose=1, callbacks=None, validation_data=None, validation_steps=None, validation_freq=1, class_weight=None, "+queue+"shuffle=True, initial_epoch=0"),
		old("evaluate", "steps=None, callbacks=None, "+queue+"verbose=0"),
		old("predict", "steps=None, callbacks=None, "+queue+"verbose=0"),
	}
}
