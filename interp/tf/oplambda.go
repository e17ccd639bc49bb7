package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/tensor"
)

// opLambda is the layer that a call of a function on symbolic Keras tensors
// becomes (TFOpLambda): it calls the function with the arguments of the call,
// in which the graph's tensors are replaced.
type opLambda struct {
	model.Base
	// Function is the canonical name below tf, such as "math.add".
	Function string `arg:"function" doc:"dotted name of the function"`

	th  *object.Thread
	fn  object.Value
	out object.Value // what the function returned last
}

// OpLambdaClass declares TFOpLambda.
var OpLambdaClass = model.Declare(&model.Class{
	Kind: model.KindLayer, Name: "TFOpLambda",
	Doc: "Wraps a function of TensorFlow that was called on symbolic tensors.",
	New: func() any { return new(opLambda) },
})

// slicingOpLambda is the layer of an index expression.
var slicingOpLambda = model.Declare(&model.Class{
	Kind: model.KindLayer, Name: "SlicingOpLambda",
	Doc: "Wraps an index expression on a symbolic tensor.",
	New: func() any { return new(opLambda) },
})

// CastsInputs says that the function sees its inputs' own dtypes.
func (l *opLambda) CastsInputs() bool { return false }

// Build makes nothing: the layer has no weights.
func (l *opLambda) Build(c *model.Context, x model.Value) {}

// Call calls the function. The first argument is x, further ones are in the
// context.
func (l *opLambda) Call(c *model.Context, x model.Value) model.Value {
	var out model.Value
	err := binding.Catch(func() {
		args := object.Args{Pos: []object.Value{binding.FromNeutral(x)}}
		if _, none := x.(noArgument); none {
			args.Pos = nil
		}
		for _, v := range c.Pos {
			args.Pos = append(args.Pos, binding.FromNeutral(v))
		}
		for _, k := range sortedKeys(c.Args) {
			args.Kw = append(args.Kw, object.Kwarg{Name: k, Value: binding.FromNeutral(c.Args[k])})
		}
		binding.Within(l.th, c, func() { l.out = object.Must(object.Call(l.th, l.function(), args)) })
		out = binding.ToValue(l.th, l.out)
	})
	if err != nil {
		binding.Throw(err)
	}
	return out
}

func (l *opLambda) function() object.Value {
	if l.fn == nil {
		if b := operatorByName(l.Function); b != nil {
			l.fn = b
		} else if b, ok := byCanonicalName()[l.Function]; ok {
			l.fn = b
		} else {
			object.Throw(object.ValueErrorf("Unknown function '%s' in a TFOpLambda layer", l.Function))
		}
	}
	return l.fn
}

// noArgument stands for the first argument of a call with keywords only.
type noArgument struct{}

// applyOpLambda adds the call of a function to the functional graph.
func applyOpLambda(th *object.Thread, name string, fn object.Value, args object.Args) object.Value {
	cls := OpLambdaClass
	if name == "__operators__.getitem" {
		cls = slicingOpLambda
	}
	c := binding.Context(th).Inner()
	l := cls.Make(c.State, nil, model.Named{Name: "function", Value: name}, model.Named{Name: "name", Value: c.State.UniqueName("tf." + name)}).(*opLambda)
	l.AutoCast = false
	l.th, l.fn = th, fn
	var x model.Value = noArgument{}
	if len(args.Pos) > 0 {
		x = binding.ToValue(th, args.Pos[0])
		for _, v := range args.Pos[1:] {
			c.Pos = append(c.Pos, binding.ToNeutral(th, v))
		}
	}
	for _, k := range args.Kw {
		if c.Args == nil {
			c.Args = map[string]any{}
		}
		c.Args[k.Name] = binding.ToNeutral(th, k.Value)
	}
	return likeNamed(binding.FromNeutral(model.Apply(c, l, x)), l)
}

// likeNamed gives the result of a graph call the named tuple's class that the
// function returns.
func likeNamed(result object.Value, l *opLambda) object.Value {
	inst, ok := l.out.(*object.Instance)
	if !ok {
		return result
	}
	return &object.Instance{Class: inst.Class, Native: result}
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
