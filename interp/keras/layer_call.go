package keras

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// callLayer is layer(inputs, ...): arguments named training and mask go to the
// context, further ones to the layer's call.
func callLayer(th *object.Thread, self object.Value, args object.Args) (object.Value, error) {
	l := layerOf(self)
	args, x, err := firstArgument(l, args)
	if err != nil {
		return nil, err
	}
	c := binding.Context(th).Inner()
	if err := callArguments(th, c, l, args); err != nil {
		return nil, err
	}
	return toPython(model.Apply(c, l, toValue(th, x))), nil
}

// signed is a layer whose call is a method of the user's.
type signed interface{ signature() *callSignature }

// firstArgument takes the inputs from the arguments of a call: the first
// positional one, or the one that has the name of call's first parameter.
func firstArgument(l model.Layer, args object.Args) (rest object.Args, x object.Value, err error) {
	if len(args.Pos) > 0 {
		return object.Args{Pos: args.Pos[1:], Kw: args.Kw}, args.Pos[0], nil
	}
	name := "inputs"
	if u, ok := l.(signed); ok {
		name = u.signature().first(name)
	}
	for i, k := range args.Kw {
		if k.Name == name {
			kw := append(append([]object.Kwarg{}, args.Kw[:i]...), args.Kw[i+1:]...)
			return object.Args{Kw: kw}, k.Value, nil
		}
	}
	return args, nil, object.ValueErrorf("The first argument to `Layer.call` must always be passed.")
}

// callArguments puts the further arguments of a call into its context.
func callArguments(th *object.Thread, c *model.Context, l model.Layer, args object.Args) error {
	var sig *callSignature
	if u, ok := l.(signed); ok {
		sig = u.signature()
	}
	for i, v := range args.Pos {
		if sig != nil && i+1 < len(sig.params) {
			// The positional arguments of a user's call have names.
			if err := callArgument(th, c, sig.params[i+1], v); err != nil {
				return err
			}
			continue
		}
		c.Pos = append(c.Pos, toArgument(th, v))
	}
	for _, k := range args.Kw {
		if err := callArgument(th, c, k.Name, k.Value); err != nil {
			return err
		}
	}
	return nil
}

func callArgument(th *object.Thread, c *model.Context, name string, v object.Value) error {
	switch name {
	case "training":
		if v == nil {
			return nil
		}
		on, err := object.Truth(th, v)
		c.Training, c.TrainingSet = on, true
		return err
	case "mask":
		if v != nil {
			c.Mask = toMask(th, v)
		}
		return nil
	}
	if c.Args == nil {
		c.Args = map[string]any{}
	}
	c.Args[name] = toArgument(th, v)
	return nil
}

// toArgument is a further argument of a layer's call: tensors, arrays and
// structures of them as values, anything else as it is.
func toArgument(th *object.Thread, v object.Value) any {
	switch v := object.NativeOf(v).(type) {
	case *object.List, *object.Tuple, *object.Dict, *tensor.Array, *tensor.Variable, *binding.Scalar:
		return toValue(th, v)
	}
	return toModel(th, v)
}

// toMask is a mask, or a structure of masks with None for inputs without one.
func toMask(th *object.Thread, v object.Value) model.Value {
	return model.MapValue(toValue(th, v), func(t *tensor.Tensor) model.Value {
		if t.DType() == tensor.Bool {
			return t
		}
		return binding.Scope(th).Cast(t, tensor.Bool)
	})
}
