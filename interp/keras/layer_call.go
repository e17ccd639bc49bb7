package keras

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

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
	in := toValue(th, x)
	if err := callArguments(th, c, l, args); err != nil {
		model.CheckInputs(c, l, in) // which Keras looks at first
		return nil, err
	}
	if list, ok := object.NativeOf(x).(*object.List); ok && !model.IsNested(in) {
		c.Given = givenTexts(list)
	}
	return toPython(model.Apply(c, l, in)), nil
}

// givenTexts is a list of strings, or of such lists, as the user gave it.
func givenTexts(list *object.List) model.List {
	out := make(model.List, len(list.Elems))
	for i, e := range list.Elems {
		if inner, ok := e.(*object.List); ok {
			out[i] = givenTexts(inner)
		} else {
			out[i] = e
		}
	}
	return out
}

// signed is a layer of a class of the user's, which may define call.
type signed interface {
	signature() *callSignature
	method(name string) (object.Value, bool)
}

// callParameters is the names of the parameters of a layer's call; open tells
// that it takes any others. They are nil for a layer that Keras does not have.
func callParameters(l model.Layer) (names []string, open bool) {
	if u, ok := l.(signed); ok {
		if _, own := u.method("call"); own {
			return u.signature().params, u.signature().open
		}
		l = native(l)
	}
	if c := l.Core().Class(); c != nil {
		if lin, ok := lineageOf(c.Kind, c.Name); ok {
			names = lin.call
		}
	}
	if _, isModel := l.(model.Model); isModel {
		names = []string{"inputs", "training", "mask"}
	}
	for i, n := range names {
		if strings.HasPrefix(n, "*") {
			return names[:i], true
		}
	}
	return names, names == nil
}

// firstArgument takes the inputs from the arguments of a call: the first
// positional one, or the one that has the name of call's first parameter.
func firstArgument(l model.Layer, args object.Args) (rest object.Args, x object.Value, err error) {
	if len(args.Pos) > 0 {
		return object.Args{Pos: args.Pos[1:], Kw: args.Kw}, args.Pos[0], nil
	}
	name := "inputs"
	if names, _ := callParameters(l); len(names) > 0 {
		name = names[0]
	}
	for i, k := range args.Kw {
		if k.Name == name {
			kw := append(append([]object.Kwarg{}, args.Kw[:i]...), args.Kw[i+1:]...)
			return object.Args{Kw: kw}, k.Value, nil
		}
	}
	return args, nil, object.ValueErrorf("The first argument to `Layer.call` must always be passed.")
}

// callArguments puts the further arguments of a call into its context. A layer
// takes training whether its call does or not.
func callArguments(th *object.Thread, c *model.Context, l model.Layer, args object.Args) error {
	if len(args.Pos) == 0 && len(args.Kw) == 0 {
		return nil
	}
	names, open := callParameters(l)
	for i, v := range args.Pos {
		if i+1 >= len(names) {
			if !open {
				return object.TypeErrorf("%s.call() takes %s positional arguments but %d were given", l.Core().ClassName(), takes(l, names), len(args.Pos)+2)
			}
			c.Pos = append(c.Pos, toArgument(th, v))
			continue
		}
		if err := callArgument(th, c, names[i+1], v); err != nil {
			return err
		}
		c.Order = append(c.Order, names[i+1])
	}
	for _, k := range args.Kw {
		if !open && k.Name != "training" && !slices.Contains(names, k.Name) {
			return object.TypeErrorf("%s.call() got an unexpected keyword argument '%s'", l.Core().ClassName(), k.Name)
		}
		if err := callArgument(th, c, k.Name, k.Value); err != nil {
			return err
		}
	}
	return nil
}

// takes is how many arguments a call with parameters after self takes, of which
// Keras' layers need the first.
func takes(l model.Layer, names []string) string {
	least, most := min(2, len(names)+1), len(names)+1
	if u, ok := l.(interface{ signature() *callSignature }); ok {
		least = most - len(u.signature().defaults)
	}
	if least == most {
		return strconv.Itoa(most)
	}
	return fmt.Sprintf("from %d to %d", least, most)
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
