package tensor

import (
	"fmt"
	"strings"
)

// inferSymbolic is op.Infer for a symbolic call. What is wrong with the inputs
// is a ValueError or TypeError there, in the words in which TensorFlow refuses
// to build a graph.
func inferSymbolic(c *Call) (out []Spec) {
	defer func() {
		r := recover()
		if t, ok := r.(thrown); ok {
			if e, ok := t.err.(*Error); ok && e.Class == "InvalidArgumentError" {
				r = thrown{graphError(c, e)}
			}
		}
		if r != nil {
			panic(r)
		}
	}()
	return c.Op.Infer(c)
}

func graphError(c *Call, e *Error) *Error {
	out := *e
	out.Class = "ValueError"
	if strings.HasPrefix(e.Msg, "cannot compute ") {
		return mismatch(c, &out)
	}
	msg := e.Msg
	if strings.HasPrefix(msg, "{{function_node ") {
		if _, rest, ok := strings.Cut(msg, "}} "); ok {
			msg = rest
		}
	}
	if i := strings.LastIndex(msg, " [Op:"); i >= 0 {
		msg = msg[:i]
	}
	out.Msg = msg
	if strings.HasPrefix(msg, "Incompatible shapes") && len(c.In) >= 2 {
		a, b := c.In[0].Shape, c.In[1].Shape
		for i := 1; i <= min(len(a), len(b)); i++ {
			x, y := a[len(a)-i], b[len(b)-i]
			if x != y && x != 1 && y != 1 && x >= 0 && y >= 0 {
				out.Msg = fmt.Sprintf("Dimensions must be equal, but are %d and %d for '{{node %s}} = %s[T=DT_%s](x, y)' with input shapes: %s, %s.",
					x, y, c.Op.Name, c.Op.Name, strings.ToUpper(c.In[0].DType.RuntimeName()), graphShape(a), graphShape(b))
				break
			}
		}
	}
	return &out
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
	first, name := "x", "y"
	if op == "MatMul" || op == "BatchMatMulV2" {
		first, name = "a", "b"
	}
	e.Class = "TypeError"
	e.Msg = fmt.Sprintf("Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s'.", name, op, c.In[input].DType, c.In[0].DType, first)
	return e
}
