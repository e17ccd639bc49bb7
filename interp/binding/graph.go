package binding

import (
	"sort"
	"strings"

	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// Catalog finds the functions that can be layers of functional graphs by the
// names under which models keep them, such as math.reduce_mean.
type Catalog []func(symbol string) *object.Builtin

// find is the function of a layer that is loaded, nil when there is none.
func (c *Catalog) find(th *object.Thread, symbol string) *model.OpFunction {
	for _, named := range *c {
		if fn := named(symbol); fn != nil {
			return OpFunction(th, symbol, fn, new(object.Value))
		}
	}
	return nil
}

// OpFunction is a declared function as the layer of a functional graph calls
// it. result gets what the function returned last.
func OpFunction(th *object.Thread, symbol string, fn *object.Builtin, result *object.Value) *model.OpFunction {
	f := &model.OpFunction{Symbol: symbol}
	if part, name, ok := strings.Cut(symbol, "."); ok && strings.HasPrefix(part, "Instance") {
		f.Symbol, f.Part = name, part
	}
	for _, p := range fn.Signature().Params {
		if p.Kind != object.Regular {
			break
		}
		f.Params = append(f.Params, p.Name)
	}
	f.Call = func(c *model.Context, pos []any, kw map[string]any) model.Value {
		var out model.Value
		err := Catch(func() {
			args := object.Args{}
			for _, v := range pos {
				args.Pos = append(args.Pos, FromNeutral(v))
			}
			names := make([]string, 0, len(kw))
			for name := range kw {
				names = append(names, name)
			}
			sort.Strings(names)
			for _, name := range names {
				args.Kw = append(args.Kw, object.Kwarg{Name: name, Value: FromNeutral(kw[name])})
			}
			Within(th, c, func() { *result = object.Must(fn.Invoke(th, args)) })
			out = ToValue(th, *result)
		})
		if err != nil {
			Throw(err)
		}
		return out
	}
	return f
}

// ApplyToGraph adds the call of a function to the functional graph of the
// Keras tensors among its arguments.
func ApplyToGraph(th *object.Thread, symbol string, fn *object.Builtin, args object.Args) object.Value {
	var result object.Value
	f := OpFunction(th, symbol, fn, &result)
	pos, kw := ToNeutralArgs(th, nameTrailing(fn.Signature(), args))
	if len(pos) > 0 {
		pos[0] = ToValue(th, args.Pos[0])
	}
	out := FromNeutral(model.ApplyOp(Context(th), f, pos, kw...))
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

// HasKeras reports whether a symbolic Keras tensor is among the arguments.
func HasKeras(args object.Args) bool {
	for _, v := range args.Pos {
		if KerasIn(v) {
			return true
		}
	}
	for _, k := range args.Kw {
		if KerasIn(k.Value) {
			return true
		}
	}
	return false
}

// KerasIn reports whether v is a symbolic Keras tensor or holds one.
func KerasIn(v object.Value) bool {
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
		return KerasIn(x.Start) || KerasIn(x.Stop) || KerasIn(x.Step)
	}
	return false
}

func kerasAmong(vs []object.Value) bool {
	for _, v := range vs {
		if KerasIn(v) {
			return true
		}
	}
	return false
}
