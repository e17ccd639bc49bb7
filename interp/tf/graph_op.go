package tf

import (
	"kerash/interp/object"
	"kerash/tensor"
)

// graphOp is an op of a graph as code sees it.
type graphOp struct {
	*tensor.GraphOp
	trace *tensor.Trace
}

// operationClass is the class of ops.
var operationClass = &object.Class{Name: "Operation", Module: "tensorflow.python.framework.ops", Doc: "An op of a graph.", Final: true}

// PyClass is tf.Operation.
func (o *graphOp) PyClass() *object.Class { return operationClass }

// Equals makes two views of one op equal.
func (o *graphOp) Equals(other object.Value) bool {
	x, ok := other.(*graphOp)
	return ok && x.GraphOp == o.GraphOp
}

func init() {
	c := operationClass
	c.Repr = func(th *object.Thread, self object.Value) (string, error) {
		o := self.(*graphOp)
		return "<tf.Operation '" + o.Name + "' type=" + o.Type + ">", nil
	}
	c.Str = func(th *object.Thread, self object.Value) (string, error) {
		o := self.(*graphOp)
		text := "name: \"" + o.Name + "\"\nop: \"" + o.Type + "\"\n"
		for _, in := range o.Inputs {
			text += "input: \"" + in + "\"\n"
		}
		return text, nil
	}
	get := func(name, doc string, f func(o *graphOp) object.Value) object.Member {
		return object.Getter(name, doc, func(th *object.Thread, self object.Value) (object.Value, error) { return f(self.(*graphOp)), nil })
	}
	c.Members = func() []object.Member {
		return []object.Member{
			get("name", "the name in the graph", func(o *graphOp) object.Value { return o.Name }),
			get("type", "the kind of op", func(o *graphOp) object.Value { return o.Type }),
			get("device", "the device, of which there is one", func(o *graphOp) object.Value { return "" }),
			get("inputs", "the tensors that it takes", func(o *graphOp) object.Value { return object.NewTuple(o.inputs()...) }),
			get("outputs", "the tensors that it makes", func(o *graphOp) object.Value { return object.NewList(o.outputs()...) }),
			get("graph", "the graph that it belongs to", func(o *graphOp) object.Value { return funcGraphOf(o.trace) }),
		}
	}
}

func (o *graphOp) outputs() []object.Value {
	var out []object.Value
	for _, t := range o.trace.Outputs(o.GraphOp) {
		out = append(out, t)
	}
	return out
}

func (o *graphOp) inputs() []object.Value {
	var out []object.Value
	for _, name := range o.Inputs {
		if t := tensorNamed(o.trace, name); t != nil {
			out = append(out, t)
		}
	}
	return out
}

// opOf is what makes a tensor of a graph, nil for one of none.
func opOf(t *tensor.Tensor) object.Value {
	op, _ := t.Op()
	if op == nil {
		return nil
	}
	return &graphOp{op, t.Trace()}
}
