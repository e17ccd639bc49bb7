package tf

import (
	"fmt"
	"slices"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/model"
	"kerash/model/format/saved"
	"kerash/tensor"
)

// served is the arguments and results of a signature, in the order of their names.
type served struct{ ins, outs []*TensorSpec }

// result is the type of what the function gives.
func (s *served) result() string {
	var parts []string
	for _, o := range s.outs {
		parts = append(parts, fmt.Sprintf("['%s', %s]", o.Name, o))
	}
	return "Dict[" + strings.Join(parts, ", ") + "]"
}

func (s *served) head() string {
	var parts []string
	for _, i := range s.ins {
		parts = append(parts, fmt.Sprintf("%s: %s", i.Name, i))
	}
	return "(*, " + strings.Join(parts, ", ") + ") -> " + s.result()
}

func (s *served) pretty() string {
	var b strings.Builder
	b.WriteString("ConcreteFunction Input Parameters:\n")
	for _, i := range s.ins {
		fmt.Fprintf(&b, "  %s (KEYWORD_ONLY): %s\n", i.Name, i)
	}
	return b.String() + "Output Type:\n  " + s.result() + "\nCaptures:\n  None"
}

// arguments are the values for names, in their order: by name, or a single tensor by
// position.
func (s *served) arguments(th *object.Thread, args object.Args, order []string) ([]object.Value, error) {
	given := map[string]object.Value{}
	for _, k := range args.Kw {
		given[k.Name] = k.Value
	}
	if len(args.Pos) == 1 && len(s.ins) == 1 && len(args.Kw) == 0 {
		if !binding.IsTensor(args.Pos[0]) {
			return nil, s.unbound(th, args, "too many positional arguments", fmt.Sprintf("signature_wrapper(%s): expected argument #0(zero-based) to be a Tensor; got %s (%s).", s.ins[0].Name, strings.TrimPrefix(object.TypeName(args.Pos[0]), "numpy."), object.Must(object.Str(th, args.Pos[0]))))
		}
		given[s.ins[0].Name.(string)] = args.Pos[0]
	} else if len(args.Pos) > 0 {
		return nil, s.unbound(th, args, "too many positional arguments", fmt.Sprintf("signature_wrapper(%s) takes %d positional arguments but got %d.", s.names(), min(len(s.ins), 1), len(args.Pos)))
	}
	var in []object.Value
	for _, name := range order {
		v, ok := given[name]
		if !ok {
			return nil, s.unbound(th, args, fmt.Sprintf("missing a required argument: '%s'", name), fmt.Sprintf("signature_wrapper(%s) missing required arguments: %s.", s.names(), name))
		}
		in = append(in, v)
	}
	return in, nil
}

func (s *served) names() string {
	var names []string
	for _, i := range s.ins {
		names = append(names, i.Name.(string))
	}
	return strings.Join(names, ", ")
}

// unbound is the error for arguments that do not fit.
func (s *served) unbound(th *object.Thread, args object.Args, why, flat string) error {
	kw := object.NewDict()
	for _, k := range args.Kw {
		kw.SetStr(k.Name, k.Value)
	}
	return object.TypeErrorf("Binding inputs to tf.function failed due to `%s`. Received args: %s and kwargs: %s for signature: %s.\nFallback to flat signature also failed due to: %s",
		why, object.Must(object.Repr(th, object.NewTuple(args.Pos...))), object.Must(object.Repr(th, kw)), s.head(), flat)
}

// boundConcrete is a signature: its arguments go by names.
type boundConcrete struct {
	l *loadedModule
	c *saved.Concrete
}

var boundClass = &object.Class{Name: "ConcreteFunction", Module: concreteClass.Module, Doc: "A signature of a SavedModel.", Final: true}

// PyClass is ConcreteFunction.
func (*boundConcrete) PyClass() *object.Class { return boundClass }

// named are specs under names, in the order of these.
func (b *boundConcrete) named(v any) []*TensorSpec {
	m, _ := v.(*model.Map)
	if m == nil {
		return nil
	}
	var out []*TensorSpec
	for _, k := range slices.Sorted(slices.Values(m.Keys)) {
		if spec, ok := b.l.shown(m.Vals[k]).(*TensorSpec); ok {
			spec.Name = k
			out = append(out, spec)
		}
	}
	return out
}

func (b *boundConcrete) served() *served {
	in, _ := b.c.In.(model.Tup)
	out := &served{outs: b.named(b.c.Out)}
	if len(in) == 2 {
		out.ins = b.named(in[1])
	}
	return out
}

// CallValue implements [object.Callable].
func (b *boundConcrete) CallValue(th *object.Thread, args object.Args) (out object.Value, err error) {
	defer object.Catch(&err)
	s := b.served()
	names := make([]string, len(s.ins))
	for i, spec := range s.ins {
		names[i] = spec.Name.(string)
	}
	given, err := s.arguments(th, args, names)
	if err != nil {
		return nil, err
	}
	ts := make([]*tensor.Tensor, len(given))
	for i, v := range given {
		ts[i] = binding.ToTensor(th, v, s.ins[i].DType)
	}
	return b.l.run(b.c, ts), nil
}

// variables are those that the function uses.
func (b *boundConcrete) variables(keep func(v *tensor.Variable) bool) object.Value {
	out := &object.Tuple{}
	for _, x := range b.l.bound(b.c) {
		if v, ok := x.(*tensor.Variable); ok && keep(v) {
			out.Elems = append(out.Elems, v)
		}
	}
	return out
}

func init() {
	boundClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fmt.Sprintf("<ConcreteFunction %s at %p>", self.(*boundConcrete).served().head(), self), nil
	}
	boundClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return self.(*boundConcrete).served().pretty(), nil
	}
	boundClass.Members = func() []object.Member {
		get := func(name, doc string, f func(b *boundConcrete) object.Value) object.Member {
			return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*boundConcrete)), nil })
		}
		return []object.Member{
			get("structured_input_signature", "specs of the arguments", func(b *boundConcrete) object.Value { return b.l.shown(b.c.In) }),
			get("structured_outputs", "specs of the results", func(b *boundConcrete) object.Value { return b.l.shown(b.c.Out) }),
			get("name", "name of the function", func(b *boundConcrete) object.Value { return binding.Bytes(b.c.Name) }),
			get("inputs", "specs of the tensors that it takes, then of the variables", func(b *boundConcrete) object.Value {
				out := object.NewList(flatten(b.l.th, b.l.shown(b.c.In))...)
				for range b.c.Bound {
					out.Elems = append(out.Elems, &TensorSpec{Shape: binding.NewTensorShape(nil), DType: tensor.Invalid})
				}
				return out
			}),
			get("outputs", "specs of the tensors that it gives", func(b *boundConcrete) object.Value {
				return object.NewList(flatten(b.l.th, b.l.shown(b.c.Out))...)
			}),
			get("variables", "the variables that it uses", func(b *boundConcrete) object.Value {
				return b.variables(func(*tensor.Variable) bool { return true })
			}),
			get("trainable_variables", "those of them that are trained", func(b *boundConcrete) object.Value {
				return b.variables(func(v *tensor.Variable) bool { return v.Trainable })
			}),
		}
	}
}
