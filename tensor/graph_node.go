package tensor

import (
	"fmt"
	"strings"
)

// graphNode names the op of a call, its attributes and inputs, and the shapes of
// these, as messages on graphs do.
func graphNode(c *Call, op string) string {
	g := signatureOf(op)
	var names, shapes, known []string
	for i, sp := range g.taken(c.In) {
		name := "x"
		if in := g.input(i, len(c.In)); in != nil {
			name = in.name
		}
		names, shapes = append(names, c.inputName(i, op, name)), append(shapes, graphShape(sp.Shape))
	}
	if a, ok := c.Attr.(*axisAttr); ok && op == "ConcatV2" {
		known = append(known, fmt.Sprintf("input[%d] = <%d>", len(names), a.axis))
		names, shapes = append(names, c.nodeName(op)+"/axis"), append(shapes, "[]")
	}
	text := fmt.Sprintf("'{{node %s}} = %s[%s](%s)' with input shapes: %s", c.nodeName(op), op, g.attrsOf(c), strings.Join(names, ", "), strings.Join(shapes, ", "))
	if known != nil {
		text += " and with computed input tensors: " + strings.Join(known, ", ")
	}
	return text + "."
}

// attrsOf is the attributes of a node of the signature's op for these inputs.
func (g *signature) attrsOf(c *Call) string {
	types := make([]DType, len(g.attrs))
	for i := range types {
		types[i] = Invalid
	}
	for i, sp := range g.taken(c.In) {
		if in := g.input(i, len(c.In)); in != nil && in.attr >= 0 && types[in.attr] == Invalid {
			types[in.attr] = sp.DType
		}
	}
	if len(g.inputs) == 0 {
		return "T=" + protoTypes([]string{c.In[0].DType.RuntimeName()})
	}
	return g.attrList(c, types)
}

// taken are those of the inputs that the signature's op takes: an op that stands
// for several has more.
func (g *signature) taken(in []Spec) []Spec {
	if n := len(g.inputs); n > 0 && n < len(in) && !g.inputs[0].many {
		return in[:n]
	}
	return in
}

// nodeName is the name of a call's op in the graph that is being made: that of
// the function that is called, or the next one of its kind.
func (c *Call) nodeName(op string) string {
	if c.Scope == nil || c.Scope.namer() == nil {
		return op
	}
	g := &c.Scope.namer().names
	if call := g.call; call != nil {
		for _, o := range call.ops {
			if o.Type == op {
				return o.Name
			}
		}
		return call.Last().Name
	}
	if short, ok := nodeNames[op]; ok {
		op = short
	}
	return g.next(op)
}

// ofFunction reports whether one of TensorFlow's functions makes the call, and not
// a layer.
func (c *Call) ofFunction() bool {
	return c.Scope != nil && c.Scope.namer() != nil && c.Scope.namer().names.call != nil
}

// inputName is the name of input i of a call's op in the graph: that of a
// variable or constant, where it has none of its own, is made of the op's and that
// of the argument.
func (c *Call) inputName(i int, op, argument string) string {
	if i < len(c.given) {
		switch t := c.given[i]; {
		case t.label != nil:
			return t.label.input()
		case t.v != nil:
			argument = "ReadVariableOp"
		}
	}
	if c.Scope == nil || c.Scope.namer() == nil {
		if len(c.In) == 2 {
			return [...]string{"x", "y"}[i]
		}
		return fmt.Sprintf("x%d", i)
	}
	return c.nodeName(op) + "/" + argument
}
