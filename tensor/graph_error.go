package tensor

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// inferSymbolic is op.Infer for a symbolic call. What is wrong with the inputs
// is a ValueError or TypeError there, in the words in which TensorFlow refuses
// to build a graph.
func inferSymbolic(c *Call) (out []Spec) {
	defer refuseGraph(c)
	return c.Op.Infer(c)
}

// refuseGraph, deferred, makes an InvalidArgumentError of eager execution that
// was thrown about c, nil where there is no one op, one of building a graph.
func refuseGraph(c *Call) {
	r := recover()
	if t, ok := r.(thrown); ok {
		e, ok := t.err.(*Error)
		switch {
		case ok && e.Class == "InvalidArgumentError":
			r = thrown{graphError(c, e)}
		case ok && c != nil:
			r = thrown{inNamedNode(c, e)}
		}
	}
	if r != nil {
		panic(r)
	}
}

// inNamedNode is an error about a graph in which all is told of the node that it
// names.
func inNamedNode(c *Call, e *Error) *Error {
	head, rest, ok := strings.Cut(e.Msg, "'{{node ")
	if !ok {
		return e
	}
	op, _, ok := strings.Cut(rest, "}}' with input shapes: ")
	if !ok {
		return e
	}
	out := *e
	out.Msg = head + graphNode(c, op)
	return &out
}

func graphError(c *Call, e *Error) *Error {
	out := *e
	out.Class = "ValueError"
	if c != nil && strings.HasPrefix(e.Msg, "cannot compute ") {
		return mismatch(c, &out)
	}
	msg := withoutKernel(e.Msg)
	out.Msg = msg
	if text := reshapeInGraph(c, msg); text != "" {
		out.Msg = text
		return &out
	}
	if c == nil || len(c.In) < 2 {
		return &out
	}
	if text := inGraphWords(c, msg); text != "" {
		out.Msg = text
	}
	return &out
}

// ExecutionError is err, if it is one of the runtime, as TensorFlow tells it when
// a graph ran, that of a function of this name.
func ExecutionError(err error, function string) error {
	var e *Error
	if !errors.As(err, &e) || e.Class != "InvalidArgumentError" && e.Class != "UnimplementedError" || strings.HasPrefix(e.Msg, graphExecution) {
		return err
	}
	node, msg := "Assert/Assert", e.Msg
	if i := strings.Index(msg, "{{function_node "); i >= 0 {
		msg, _, _ = strings.Cut(msg[i:], "\n\nCall arguments received by ")
		if _, op, ok := strings.Cut(msg, " [Op:"); ok {
			node, _, _ = strings.Cut(op, "]")
		}
		msg = withoutKernel(msg)
	}
	out := *e
	if node = out.Path + node; out.Node != "" {
		node = out.Node
	}
	out.Layer, out.Path = "", ""
	out.Msg = fmt.Sprintf("%s:\n\nDetected at node %s defined at (most recent call last):\n<stack traces unavailable>\n%s\n\t [[{{node %s}}]] [Op:__inference_%s]",
		graphExecution, node, msg, node, function)
	return &out
}

// inNode is an error that an op of this name in a graph threw.
func inNode(err error, node string) error {
	var e *Error
	if node == "" || !errors.As(err, &e) || e.Node != "" || !strings.Contains(e.Msg, "{{function_node ") {
		return err
	}
	out := *e
	out.Node = node
	return &out
}

// PipelineError is ExecutionError for what a graph's data come through before
// the function of this name takes them.
func PipelineError(err error, function string) error {
	out := ExecutionError(err, function)
	if e, ok := out.(*Error); ok && out != err {
		e.Msg = strings.Replace(e.Msg, "]] [Op:", "]]\n\t [[IteratorGetNext]] [Op:", 1)
	}
	return out
}

// AtRun reports whether the error is one of a graph that ran, or its end on the
// user's wish.
func (e *Error) AtRun() bool {
	return strings.HasPrefix(e.Msg, graphExecution) || e.Class == "KeyboardInterrupt"
}

const graphExecution = "Graph execution error"

// withoutKernel is a message without the names of the kernel and the op that
// stand around it, as they do where layers have added to it.
func withoutKernel(msg string) string {
	if head, rest, ok := strings.Cut(msg, "{{function_node "); ok {
		if _, text, ok := strings.Cut(rest, "}} "); ok {
			msg = head + text
		}
	}
	if i := strings.LastIndex(msg, " [Op:"); i >= 0 {
		tail := ""
		if end := strings.IndexByte(msg[i:], '\n'); end >= 0 {
			tail = msg[i+end:]
		}
		msg = msg[:i] + tail
	}
	return msg
}

// inGraphWords is what graphs say for a message of a kernel, "" where it is the
// same.
func inGraphWords(c *Call, msg string) string {
	a, b := c.In[0].Shape, c.In[1].Shape
	unequal := func(op string, x, y int) string {
		return fmt.Sprintf("Dimensions must be equal, but are %d and %d for %s", x, y, graphNode(c, op))
	}
	var x, y int
	switch {
	case strings.HasPrefix(msg, "Incompatible shapes"):
		for i := 1; i <= min(len(a), len(b)); i++ {
			x, y := a[len(a)-i], b[len(b)-i]
			if x != y && x != 1 && y != 1 && x >= 0 && y >= 0 {
				return unequal(c.Op.Name, x, y)
			}
		}
	case strings.HasPrefix(msg, "In[0] and In[1] has different ndims") && min(len(a), len(b)) < 2 && c.ofFunction():
		return fmt.Sprintf("Shape must be rank 2 but is rank %d for %s", min(len(a), len(b)), graphNode(c, "MatMul"))
	case strings.HasPrefix(msg, "Matrix size-incompatible"):
		at, ok := c.Attr.(*matmulAttr)
		if !ok {
			return unequal("MatMul", a[len(a)-1], b[0])
		}
		_, k := lastTwo(a, at.ta)
		k2, _ := lastTwo(b, at.tb)
		return unequal(matmulName(c.In[0], c.In[1]), k, k2)
	case matches(msg, "input depth must be evenly divisible by filter depth: %d vs %d", &x, &y):
		return fmt.Sprintf("Depth of input (%d) is not a multiple of input depth of filter (%d) for %s", x, y, graphNode(c, c.Op.Name))
	case strings.HasPrefix(msg, "filter depth must be stricly positive"):
		return "Depth of filter must not be 0 for " + graphNode(c, c.Op.Name)
	case matches(msg, "input and filter must have the same depth: %d vs %d", &x, &y):
		return unequal("DepthwiseConv2dNative", x, y)
	case strings.Contains(msg, "filter and out_backprop must have the same out_depth"):
		return unequal("Conv2DBackpropInput", a[len(a)-1], b[len(b)-1])
	case matches(msg, "ConcatOp : Dimension %d in both shapes", &x):
		for _, sp := range c.In {
			if p, q := a[x], sp.Shape[x]; p != q && p >= 0 && q >= 0 {
				return fmt.Sprintf("Dimension %d in both shapes must be equal, but are %d and %d. Shapes are %s and %s. for %s",
					x, p, q, graphShape(slices.Delete(slices.Clone(a), len(a)-1, len(a))), graphShape(slices.Delete(slices.Clone(sp.Shape), len(a)-1, len(a))), graphNode(c, "ConcatV2"))
			}
		}
	case strings.HasPrefix(msg, "ConcatOp : Ranks of all input"):
		for _, sp := range c.In {
			if len(sp.Shape) != len(a) {
				return fmt.Sprintf("Shape must be rank %d but is rank %d for %s", len(a), len(sp.Shape), graphNode(c, "ConcatV2"))
			}
		}
	}
	return ""
}

// matches reports whether msg begins as format says, and reads its numbers.
func matches(msg, format string, into ...any) bool {
	n, err := fmt.Sscanf(msg, format, into...)
	return err == nil && n == len(into)
}

// reshapeInGraph is what graphs say of a reshape to another size, "" for other
// messages.
func reshapeInGraph(c *Call, msg string) string {
	var size, want int
	if c == nil || c.Op != opReshape || !matches(msg, "Input to reshape is a tensor with %d values, but the requested shape has %d", &size, &want) {
		return ""
	}
	shape := c.Attr.(*reshapeAttr).shape
	to := shapeBrackets(shape)
	return fmt.Sprintf("Cannot reshape a tensor with %d elements to shape %s (%d elements) for '{{node %s}} = Reshape[T=%s, Tshape=DT_INT32](%s, %s/shape)' with input shapes: %s, [%d] and with input tensors computed as partial shapes: input[1] = %s.",
		size, to, want, c.nodeName("Reshape"), protoTypes([]string{c.In[0].DType.RuntimeName()}), c.inputName(0, "Reshape", "tensor"), c.nodeName("Reshape"), shapeBrackets(c.In[0].Shape), len(shape), to)
}

// graphShape writes a shape as messages on graphs do: [?,3].
func graphShape(shape []int) string {
	return strings.ReplaceAll(shapeBrackets(shape), "-1", "?")
}

// mismatch words an input of another dtype than the first one's.
func mismatch(c *Call, e *Error) *Error {
	var op string
	var input int
	if _, err := fmt.Sscanf(e.Msg, "cannot compute %s as input #%d", &op, &input); err != nil || input >= len(c.In) {
		return e
	}
	first, name, of := argumentNames(op, input)
	if name == "" {
		return manyTypes(c, op, e)
	}
	got, want := c.In[input].DType, c.In[of].DType
	e.Class = "TypeError"
	e.Msg = fmt.Sprintf("Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s'.", name, op, got, want, first)
	return e
}

// argumentNames is the name of an input and that of the first one of its type,
// which is number of; both are empty for a list of tensors.
func argumentNames(op string, input int) (first, name string, of int) {
	g := signatureOf(op)
	switch {
	case len(g.inputs) == 0: // of an op that TensorFlow has not
		return "x", "y", 0
	case g.inputs[0].many || input >= len(g.inputs):
		return "", "", 0
	}
	for i, in := range g.inputs {
		if in.attr == g.inputs[input].attr {
			return in.name, g.inputs[input].name, i
		}
	}
	return "x", "y", 0
}

// manyTypes words that the tensors of a list have several types.
func manyTypes(c *Call, op string, e *Error) *Error {
	var types []string
	for _, in := range c.In {
		types = append(types, in.DType.String())
	}
	e.Class = "TypeError"
	e.Msg = fmt.Sprintf("Tensors in list passed to '%s' of '%s' Op have types [%s] that don't all match.", signatureOf(op).inputs[0].name, op, strings.Join(types, ", "))
	return e
}
