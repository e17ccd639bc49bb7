package tf

import (
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// concreteOf is what get_concrete_function returns: the function, and what is
// known of one signature.
type concreteOf struct {
	p    *polyFunction
	args object.Args
	out  object.Value // with specs for tensors
}

var concreteClass = &object.Class{Name: "ConcreteFunction", Module: "tensorflow.python.eager.polymorphic_function.concrete_function", Doc: "A recorded function for one signature of its arguments.", Final: true}

// PyClass is ConcreteFunction.
func (c *concreteOf) PyClass() *object.Class { return concreteClass }

// CallValue implements object.Callable. Arguments that are no tensors are
// those of the signature.
func (c *concreteOf) CallValue(th *object.Thread, args object.Args) (object.Value, error) {
	full := object.Args{Pos: append([]object.Value{}, c.args.Pos...), Kw: c.args.Kw}
	next := 0
	for i, v := range full.Pos {
		if _, ok := v.(*TensorSpec); ok || binding.IsTensor(v) {
			if next < len(args.Pos) {
				full.Pos[i] = args.Pos[next]
				next++
			}
		}
	}
	for _, k := range args.Kw {
		i := -1
		if c.p.sig != nil {
			i = c.p.sig.Index(k.Name)
		}
		if i >= 0 && i < len(full.Pos) {
			full.Pos[i] = k.Value
		} else {
			full = full.With(k.Name, k.Value)
		}
	}
	return c.p.CallValue(th, full)
}

// concreteFunction records the function with symbols of the given specs.
func concreteFunction(th *object.Thread, a *object.Bound) (object.Value, error) {
	p := a.Self().(*polyFunction)
	c := &concreteOf{p: p, args: object.Args{Pos: a.Rest("args"), Kw: a.Kwargs("kwargs")}}
	if len(c.args.Pos) == 0 && p.specs != nil {
		c.args.Pos = p.specs
	}
	symbolic := func(v object.Value) object.Value {
		return mapStructure(th, v, func(leaf object.Value) object.Value {
			switch x := object.NativeOf(leaf).(type) {
			case *TensorSpec:
				return tensor.Symbol(tensor.Spec{DType: x.DType, Shape: x.Shape.Dims})
			case *tensor.Tensor:
				return tensor.Symbol(x.Spec())
			}
			return leaf
		})
	}
	args := object.Args{}
	for _, v := range c.args.Pos {
		args.Pos = append(args.Pos, symbolic(v))
	}
	for _, k := range c.args.Kw {
		args.Kw = append(args.Kw, object.Kwarg{Name: k.Name, Value: symbolic(k.Value)})
	}
	var raised error
	_, err := binding.Scope(th).Trace(func() {
		var out object.Value
		if out, raised = object.Call(th, p.fn, args); raised == nil {
			c.out = mapStructure(th, out, func(leaf object.Value) object.Value {
				if t, ok := outputLeaf(th, leaf).(*tensor.Tensor); ok {
					return specOf(t)
				}
				return leaf
			})
		}
	})
	if raised != nil {
		err = raised
	}
	return c, err
}

func init() {
	concreteClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		c := self.(*concreteOf)
		s := "ConcreteFunction Input Parameters:\n"
		if c.p.sig != nil {
			for i, q := range c.p.sig.Params {
				text := "None"
				switch {
				case i < len(c.args.Pos):
					text = parameterText(th, c.args.Pos[i])
				case q.HasDefault:
					text = parameterText(th, q.Default)
				}
				s += "  " + q.Name + " (POSITIONAL_OR_KEYWORD): " + text + "\n"
			}
		}
		out, err := object.Repr(th, c.out)
		return s + "Output Type:\n  " + out + "\nCaptures:\n  None", err
	}
	concreteClass.Members = func() []object.Member {
		return []object.Member{
			object.Getter("structured_outputs", "the specs of what it returns", func(th *object.Thread, self object.Value) (object.Value, error) {
				return self.(*concreteOf).out, nil
			}),
			object.Getter("structured_input_signature", "the signature of its arguments", func(th *object.Thread, self object.Value) (object.Value, error) {
				c := self.(*concreteOf)
				kw := object.NewDict()
				for _, k := range c.args.Kw {
					kw.SetStr(k.Name, k.Value)
				}
				return object.NewTuple(object.NewTuple(c.args.Pos...), kw), nil
			}),
		}
	}
}

func parameterText(th *object.Thread, v object.Value) string {
	s := object.Must(object.Repr(th, v))
	if _, ok := v.(*TensorSpec); ok {
		return s
	}
	if t, ok := v.(*tensor.Tensor); ok {
		return specOf(t).String()
	}
	return "Literal[" + s + "]"
}
