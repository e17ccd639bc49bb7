package tf

import (
	"sort"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// Install makes what the module has known to the thread's models: functions,
// so that layers of them can be loaded from files, and ragged tensors.
func Install(th *object.Thread) {
	st := binding.State(th)
	st.NewRagged = func(values *tensor.Tensor, lengths []int) model.Ragged { return newRagged(values, lengths) }
	st.OpFunction = func(symbol string) *model.OpFunction {
		fn, ok := byCanonicalName()[symbol]
		if !ok {
			return nil
		}
		return opFunction(th, symbol, fn, new(object.Value))
	}
}

// opFunction is a declared function as the layer of a functional graph calls
// it. result gets what the function returned last.
func opFunction(th *object.Thread, symbol string, fn *object.Builtin, result *object.Value) *model.OpFunction {
	f := &model.OpFunction{Symbol: symbol}
	for _, p := range fn.Signature().Params {
		f.Params = append(f.Params, p.Name)
	}
	f.Call = func(c *model.Context, pos []any, kw map[string]any) model.Value {
		var out model.Value
		err := binding.Catch(func() {
			args := object.Args{}
			for _, v := range pos {
				args.Pos = append(args.Pos, binding.FromNeutral(v))
			}
			names := make([]string, 0, len(kw))
			for name := range kw {
				names = append(names, name)
			}
			sort.Strings(names)
			for _, name := range names {
				args.Kw = append(args.Kw, object.Kwarg{Name: name, Value: binding.FromNeutral(kw[name])})
			}
			binding.Within(th, c, func() { *result = object.Must(fn.Invoke(th, args)) })
			out = binding.ToValue(th, *result)
		})
		if err != nil {
			binding.Throw(err)
		}
		return out
	}
	return f
}

// applyOpLambda adds the call of a function to the functional graph of the
// Keras tensors among its arguments.
func applyOpLambda(th *object.Thread, symbol string, fn *object.Builtin, args object.Args) object.Value {
	var result object.Value
	f := opFunction(th, symbol, fn, &result)
	pos, kw := binding.ToNeutralArgs(th, nameTrailing(fn.Signature(), args))
	if len(pos) > 0 {
		pos[0] = binding.ToValue(th, args.Pos[0])
	}
	out := binding.FromNeutral(model.ApplyOp(binding.Context(th), f, pos, kw...))
	if inst, ok := result.(*object.Instance); ok {
		return &object.Instance{Class: inst.Class, Native: out}
	}
	return out
}

// nameTrailing gives the positional arguments after the first their names, as
// they stand in the config of the layer.
func nameTrailing(sig *object.Signature, args object.Args) object.Args {
	for i := range args.Pos {
		if i >= len(sig.Params) || sig.Params[i].Kind != object.Regular {
			return args
		}
	}
	if len(args.Pos) < 2 {
		return args
	}
	out := object.Args{Pos: args.Pos[:1]}
	for i, v := range args.Pos[1:] {
		out.Kw = append(out.Kw, object.Kwarg{Name: sig.Params[i+1].Name, Value: v})
	}
	out.Kw = append(out.Kw, args.Kw...)
	return out
}

// hasKeras reports whether a symbolic Keras tensor is among the arguments.
func hasKeras(args object.Args) bool {
	for _, v := range args.Pos {
		if kerasIn(v) {
			return true
		}
	}
	for _, k := range args.Kw {
		if kerasIn(k.Value) {
			return true
		}
	}
	return false
}

func kerasIn(v object.Value) bool {
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		return model.IsKeras(x)
	case *object.List:
		return kerasAmong(x.Elems)
	case *object.Tuple:
		return kerasAmong(x.Elems)
	case *object.Dict:
		return kerasAmong(x.Values())
	case *object.Slice:
		return kerasIn(x.Start) || kerasIn(x.Stop) || kerasIn(x.Step)
	}
	return false
}

func kerasAmong(vs []object.Value) bool {
	for _, v := range vs {
		if kerasIn(v) {
			return true
		}
	}
	return false
}
