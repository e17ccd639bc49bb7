package tf

import (
	"fmt"
	"strings"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

func init() {
	concreteClass.Str = func(th *object.Thread, self object.Value) (string, error) {
		return "ConcreteFunction " + self.(*concreteOf).describe(th), nil
	}
	concreteClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		c := self.(*concreteOf)
		return "<ConcreteFunction " + c.signature(th) + fmt.Sprintf(" at 0x%012x>", object.ID(c)), nil
	}
	structure := func(name, doc string, f func(th *object.Thread, c *concreteOf) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) {
			return f(th, self.(*concreteOf)), nil
		})
	}
	concreteClass.Members = func() []object.Member {
		return []object.Member{
			structure("structured_outputs", "what it returns, with symbols for tensors", func(th *object.Thread, c *concreteOf) object.Value { return c.out }),
			structure("structured_input_signature", "the signature of its arguments", func(th *object.Thread, c *concreteOf) object.Value { return c.inputSignature(th) }),
			structure("name", "its name in graphs", func(th *object.Thread, c *concreteOf) object.Value {
				if c.uid == 0 {
					c.uid = binding.State(th).UID("graph_function")
				}
				return binding.Bytes(fmt.Sprintf("__inference_%s_%d", c.p.FuncName(), c.uid))
			}),
			structure("inputs", "the symbols of its tensors", func(th *object.Thread, c *concreteOf) object.Value { return c.inputs(th) }),
			structure("outputs", "the symbols of its results", func(th *object.Thread, c *concreteOf) object.Value {
				l := &object.List{}
				for _, leaf := range flatten(th, c.out) {
					if _, ok := leaf.(*tensor.Tensor); ok {
						l.Elems = append(l.Elems, leaf)
					}
				}
				return l
			}),
			structure("graph", "the graph", func(th *object.Thread, c *concreteOf) object.Value { return c.graph() }),
			structure("function_def", "the function as a message", func(th *object.Thread, c *concreteOf) object.Value { return c.message(th) }),
			structure("captured_inputs", "the resources of the variables that it uses", func(th *object.Thread, c *concreteOf) object.Value {
				return object.NewList(c.resources()...)
			}),
			structure("variables", "the variables that it uses", func(th *object.Thread, c *concreteOf) object.Value {
				return c.variables(func(v *tensor.Variable) bool { return true })
			}),
			structure("trainable_variables", "those of them that are trained", func(th *object.Thread, c *concreteOf) object.Value {
				return c.variables(func(v *tensor.Variable) bool { return v.Trainable })
			}),
			object.Method("pretty_printed_signature(self, verbose=True)", "What the function takes and returns.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				c := a.Self().(*concreteOf)
				if a.Bool("verbose") {
					return c.describe(th), nil
				}
				return c.signature(th), nil
			}),
			structure("output_shapes", "the shapes of what it returns", func(th *object.Thread, c *concreteOf) object.Value {
				return c.ofOutputs(th, &binding.TensorShape{Unknown: true}, func(t *tensor.Tensor) object.Value { return binding.NewTensorShape(t.Shape()) })
			}),
			structure("output_dtypes", "the dtypes of what it returns", func(th *object.Thread, c *concreteOf) object.Value {
				return c.ofOutputs(th, nil, func(t *tensor.Tensor) object.Value { return binding.TFDType(t.DType()) })
			}),
		}
	}
}

// ofOutputs is the structure that the function returns, with f of its tensors and
// none for None.
func (c *concreteOf) ofOutputs(th *object.Thread, none object.Value, f func(t *tensor.Tensor) object.Value) object.Value {
	return mapStructure(th, c.out, func(leaf object.Value) object.Value {
		if t, ok := leaf.(*tensor.Tensor); ok {
			return f(t)
		}
		if leaf == nil {
			return none
		}
		return leaf
	})
}

// inputSignature are the arguments, with named specs for tensors.
func (c *concreteOf) inputSignature(th *object.Thread) object.Value {
	pos, kw := &object.Tuple{}, object.NewDict()
	for _, q := range c.params() {
		v := namedSpecs(th, q.name, q.value)
		if q.position >= 0 {
			pos.Elems = append(pos.Elems, v)
		} else {
			kw.SetStr(q.name, v)
		}
	}
	return object.NewTuple(pos, kw)
}

// namedSpecs gives specs without a name that of their parameter and their
// place in it.
func namedSpecs(th *object.Thread, name string, v object.Value) object.Value {
	switch x := object.NativeOf(v).(type) {
	case *TensorSpec:
		if x.Name != nil {
			return x
		}
		return &TensorSpec{Shape: x.Shape, DType: x.DType, Name: name}
	case *object.Dict:
		d := object.NewDict()
		for it := x.Entries(); it.Next(); {
			if err := d.Set(th, it.Key(), namedSpecs(th, name+"_"+object.Must(object.Str(th, it.Key())), it.Value())); err != nil {
				object.Throw(err)
			}
		}
		return d
	case *object.List:
		l := &object.List{}
		for _, e := range x.Elems {
			l.Elems = append(l.Elems, namedSpecs(th, name, e))
		}
		return l
	case *object.Tuple:
		t := &object.Tuple{}
		for _, e := range x.Elems {
			t.Elems = append(t.Elems, namedSpecs(th, name, e))
		}
		return t
	}
	return v
}

func (c *concreteOf) inputs(th *object.Thread) object.Value {
	l := &object.List{}
	for _, q := range c.params() {
		for _, leaf := range flatten(th, q.value) {
			if s, ok := leaf.(*TensorSpec); ok {
				t := tensor.Symbol(tensor.Spec{DType: s.DType, Shape: s.Shape.Dims})
				t.Meta = argumentName(q.name)
				if n, ok := s.Name.(string); ok {
					t.Meta = argumentName(n)
				}
				l.Elems = append(l.Elems, t)
			}
		}
	}
	l.Elems = append(l.Elems, c.resources()...)
	return l
}

// graph is the function's graph.
func (c *concreteOf) graph() object.Value {
	if c.trace == nil {
		return nil
	}
	g := funcGraphOf(c.trace)
	if g.of == nil {
		g.of = c
		if len(c.captured()) > 0 {
			c.trace.Append("NoOp", "NoOp")
		}
	}
	return g
}

// captured are the variables that the function uses.
func (c *concreteOf) captured() []*tensor.Variable {
	if c.trace == nil {
		return nil
	}
	vars, _ := c.trace.Captured()
	return vars
}

func (c *concreteOf) variables(keep func(v *tensor.Variable) bool) object.Value {
	out := object.NewTuple()
	for _, v := range c.captured() {
		if keep(v) {
			out.Elems = append(out.Elems, v)
		}
	}
	return out
}

// resources are the inputs that stand for variables.
func (c *concreteOf) resources() []object.Value {
	if c.trace == nil {
		return nil
	}
	_, names := c.trace.Captured()
	out := make([]object.Value, len(names))
	for i, n := range names {
		out[i] = resource(n)
	}
	return out
}

// resource is an input of a graph that stands for a variable.
type resource string

var resourceClass = &object.Class{Name: "SymbolicTensor", Module: "tensorflow.python.framework.ops", Doc: "An input that stands for a variable.", Final: true}

// PyClass is the class of symbolic tensors.
func (r resource) PyClass() *object.Class { return resourceClass }

func init() {
	c := resourceClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return "<tf.Tensor '" + string(self.(resource)) + ":0' shape=() dtype=resource>", nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		return "Tensor(\"" + string(self.(resource)) + ":0\", shape=(), dtype=resource)", nil
	}
	c.Members = func() []object.Member {
		return []object.Member{object.Getter("name", "the name in the graph", func(th *object.Thread, self object.Value) (object.Value, error) {
			return string(self.(resource)) + ":0", nil
		})}
	}
}

// describe shows what the function takes and returns.
func (c *concreteOf) describe(th *object.Thread) string {
	s := "Input Parameters:\n"
	for _, q := range c.params() {
		s += "  " + q.name + " (" + q.kind + "): " + traceType(th, q.value) + "\n"
	}
	s += "Output Type:\n  " + traceType(th, c.out) + "\nCaptures:\n"
	captured := c.captured()
	if len(captured) == 0 {
		return s + "  None"
	}
	for i, v := range captured {
		if i > 0 {
			s += "\n"
		}
		s += fmt.Sprintf("  %d: TensorSpec(shape=(), dtype=tf.resource, name=None)", object.ID(v))
	}
	return s
}

// printedSignatures describes all signatures that a function was recorded for.
func printedSignatures(th *object.Thread, a *object.Bound) (object.Value, error) {
	p, self := functionOf(a.Self())
	var all []string
	for _, c := range p.concretes {
		if len(self) > 0 && len(c.args.Pos) > 0 && selfShift(p.sig) > 0 && !object.Is(self[0], c.args.Pos[0]) {
			continue
		}
		if a.Bool("verbose") {
			all = append(all, c.describe(th))
		} else {
			all = append(all, c.signature(th))
		}
	}
	return strings.Join(all, "\n\n"), nil
}

// traceType is how TensorFlow shows what it knows of a value before a call.
func traceType(th *object.Thread, v object.Value) string {
	list := func(kind string, elems []object.Value) string {
		parts := make([]string, len(elems))
		for i, e := range elems {
			parts[i] = traceType(th, e)
		}
		return kind + "[" + strings.Join(parts, ", ") + "]"
	}
	switch x := object.NativeOf(v).(type) {
	case *tensor.Tensor:
		return specOf(x).String()
	case *object.List:
		return list("List", x.Elems)
	case *object.Tuple:
		return list("Tuple", x.Elems)
	case *object.Dict:
		var parts []string
		for it := x.Entries(); it.Next(); {
			parts = append(parts, "["+object.Must(object.Repr(th, it.Key()))+", "+traceType(th, it.Value())+"]")
		}
		return "Dict[" + strings.Join(parts, ", ") + "]"
	case *TensorSpec:
		return x.String()
	case *Ragged, *Sparse, *IndexedSlices:
		return object.Must(object.Repr(th, typeSpecOf(th, v)))
	}
	return "Literal[" + object.Must(object.Repr(th, v)) + "]"
}
