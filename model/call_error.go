package model

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"kerash/tensor"
)

// Rewordable is an error whose message can be changed: exceptions that the
// user's code raised.
type Rewordable interface {
	error
	// Reword is the error with another message, made by f from the present
	// one. The layer's name marks it; an error that is marked already stays.
	Reword(layer string, f func(msg string) string) error
}

// CallArguments is implemented by layers whose call has other arguments than
// inputs; it names them with their present values, in order.
type CallArguments interface {
	CallArguments(c *Context, x Value) []Named
}

// missingAxis is err, or Python's error where the code of a layer looked at an
// axis that the inputs do not have: Keras does not check for all of them either.
func missingAxis(err error) error {
	var bug *tensor.InternalError
	if !errors.As(err, &bug) {
		return err
	}
	if r, ok := bug.Value.(runtime.Error); ok && strings.Contains(r.Error(), "out of range") {
		return tensor.Errorf("IndexError", "list index out of range")
	}
	return err
}

// lookingAtAxes runs f, which builds a layer or finds shapes.
func lookingAtAxes(f func()) {
	defer func() {
		if r := recover(); r != nil {
			tensor.Throw(missingAxis(tensor.Recovered(r)))
		}
	}()
	f()
}

// CallBare is l.Call(c, x) as layer.call(x) of user code: without checks,
// building and masks. It throws AttributeError for a recurrent layer whose cell
// has no weights yet.
func CallBare(c *Context, l Layer, x Value) (y Value) {
	if r, ok := l.(interface{ Runs() Layer }); ok {
		if cell := r.Runs(); cell != nil && !cell.Core().Built && FirstWeight(cell) != "" {
			tensor.Throwf("AttributeError", "'%s' object has no attribute '%s'", cell.Core().ClassName(), FirstWeight(cell))
		}
	}
	lookingAtAxes(func() { y = l.Call(c, x) })
	return y
}

// explain adds to an error which layer was called with what, as Keras does for
// the innermost call; quote is what it writes around the layer's name.
func (b *Base) explain(c *Context, err error, x Value, quote string) error {
	switch e := err.(type) {
	case *tensor.Error:
		out := *e
		out.Path = b.Label + "/" + e.Path
		if e.Layer != "" {
			return &out
		}
		out.Layer = b.Label
		out.Msg = b.explained(c, e.Msg, x, quote)
		return &out
	case Rewordable:
		return e.Reword(b.Label, func(msg string) string { return b.explained(c, msg, x, quote) })
	}
	return err
}

func (b *Base) explained(c *Context, msg string, x Value, quote string) string {
	if c.Given != nil {
		x = c.Given
	}
	args := []Named{{"inputs", x}}
	if a, ok := b.self.(CallArguments); ok {
		args = a.CallArguments(c, x)
	} else if b.class != nil && b.class.Call != "" {
		args = declaredCall(b.class.Call, c, x)
	}
	lines := make([]string, len(args))
	for i, a := range args {
		lines[i] = fmt.Sprintf("  • %s=%s", a.Name, c.State.describeCall(a.Value))
	}
	who := fmt.Sprintf("layer %s%s%s (type %s)", quote, b.Label, quote, b.ClassName())
	return fmt.Sprintf("Exception encountered when calling %s.\n\n%s\n\nCall arguments received by %s:\n%s", who, msg, who, strings.Join(lines, "\n"))
}

// declaredCall is the arguments of a call whose parameters are declared.
func declaredCall(params string, c *Context, x Value) []Named {
	var args []Named
	for i, p := range strings.Split(params, ", ") {
		name, def, _ := strings.Cut(p, "=")
		var v any = def
		given, ok := c.Args[name]
		switch {
		case i == 0:
			v = x
		case name == "training":
			if c.TrainingSet || c.depth > 1 {
				v = c.Training
			}
		case name == "mask":
			v = c.Mask
		case ok:
			v = given
		}
		args = append(args, Named{name, v})
	}
	return args
}

// describeCall writes a call argument for an error: tensors by shape and dtype.
// The length of batches that a step leaves open is None.
func (st *State) describeCall(x any) string {
	switch x := x.(type) {
	case *tensor.Tensor:
		return fmt.Sprintf("tf.Tensor(shape=%s, dtype=%s)", tensor.ShapeString(st.OpenShape(x.Shape())), x.DType())
	case List:
		return "[" + st.describeCalls(x) + "]"
	case Tuple:
		if len(x) == 1 {
			return "(" + st.describeCalls(x) + ",)"
		}
		return "(" + st.describeCalls(x) + ")"
	case *Dict:
		parts := make([]string, len(x.Keys))
		for i, k := range x.Keys {
			parts[i] = "'" + k + "': " + st.describeQuoted(x.Vals[i])
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return Describe(x)
}

func (st *State) describeCalls(xs []Value) string {
	parts := make([]string, len(xs))
	for i, x := range xs {
		parts[i] = st.describeQuoted(x)
	}
	return strings.Join(parts, ", ")
}

// describeQuoted is describeCall inside of a container, where Keras writes what
// is no container as strings.
func (st *State) describeQuoted(x Value) string {
	switch x := x.(type) {
	case List, Tuple, *Dict:
		return st.describeCall(x)
	case string:
		return Repr(Repr(x))
	}
	return Repr(st.describeCall(x))
}

// modelArguments is the call arguments of a model.
func modelArguments(c *Context, x Value) []Named {
	var training any
	if c.TrainingSet {
		training = c.Training
	}
	return []Named{{"inputs", x}, {"training", training}, {"mask", c.Mask}}
}

// CallArguments implements [CallArguments].
func (m *ModelBase) CallArguments(c *Context, x Value) []Named { return modelArguments(c, x) }

// OpenShape is a shape as a trace that leaves the length of batches open knows
// it.
func (st *State) OpenShape(s []int) []int {
	if st.step == nil || st.step.open == 0 || len(s) == 0 || s[0] != st.step.open {
		return s
	}
	out := slices.Clone(s)
	out[0] = -1
	return out
}
