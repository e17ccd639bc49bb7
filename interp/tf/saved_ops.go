package tf

import (
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// savedOps runs ops of SavedModels by the functions of tf.raw_ops.
type savedOps struct{ th *object.Thread }

// savedOp is an op with what its definition says.
type savedOp struct {
	*rawOp
	def    *rawDef
	labels []string // of its attributes, as graphs have them
	fn     *object.Builtin
}

// savedByName are the ops that tf.raw_ops computes.
var savedByName = sync.OnceValue(func() map[string]func() *savedOp {
	out := map[string]func() *savedOp{}
	for _, op := range rawOps() {
		if op.value != "-" {
			out[op.name] = sync.OnceValue(op.saved)
		}
	}
	return out
})

func (op *rawOp) saved() *savedOp {
	out := &savedOp{rawOp: op, def: op.parse(), fn: op.builtin()}
	for _, part := range strings.Split(op.def, "; ")[1:] {
		if text, ok := strings.CutPrefix(part, "attr="); ok {
			name, _, _ := strings.Cut(text, ":")
			out.labels = append(out.labels, name)
		}
	}
	return out
}

// Outputs implements [tensor.MoreOps].
func (savedOps) Outputs(op string) (names []string, ok bool) {
	raw := savedByName()[op]
	if raw == nil {
		return nil, false
	}
	return raw().def.outputs, true
}

// Compute implements [tensor.MoreOps].
func (o savedOps) Compute(n *tensor.GraphNode, in []any) []any {
	op := savedByName()[n.Op]()
	out := object.Must(object.Call(o.th, op.fn, op.arguments(n, in)))
	switch x := object.NativeOf(out).(type) {
	case nil:
		return nil
	case *object.List:
		return natives(x.Elems)
	case *object.Tuple:
		return natives(x.Elems)
	}
	return []any{object.NativeOf(out)}
}

// arguments are the inputs and attributes of a node as the op's function takes
// them.
func (op *savedOp) arguments(n *tensor.GraphNode, in []any) (args object.Args) {
	for i := range op.def.inputs {
		arg := &op.def.inputs[i]
		count := 1
		if arg.many || arg.mixed {
			count = len(in) - (len(op.def.inputs) - i - 1)
		}
		if count < 0 || count > len(in) {
			break
		}
		l := object.NewList(in[:count]...)
		in = in[count:]
		if arg.many || arg.mixed {
			args = args.With(arg.name, l)
		} else {
			args = args.With(arg.name, l.Elems[0])
		}
	}
	sig := op.fn.Signature()
	for i, label := range op.labels {
		if name := op.def.attrs[i].name; sig.Index(name) >= 0 {
			if v := attributeOf(n.Attr(label)); v != nil {
				args = args.With(name, v)
			}
		}
	}
	return args
}

func natives(vs []object.Value) []any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = object.NativeOf(v)
	}
	return out
}

// attributeOf is an attribute of a node as a value of the language, nil for one
// that no function takes.
func attributeOf(v any) object.Value {
	switch x := v.(type) {
	case tensor.DType:
		return binding.TFDType(x)
	case tensor.GraphShape:
		if x.Rankless {
			return &binding.TensorShape{Unknown: true}
		}
		return binding.NewTensorShape(x.Dims)
	case []int:
		return attributesOf(x)
	case []string:
		return attributesOf(x)
	case []float64:
		return attributesOf(x)
	case []tensor.DType:
		return attributesOf(x)
	case []tensor.GraphShape:
		return attributesOf(x)
	case int, float64, bool, string:
		return x
	}
	return nil
}

func attributesOf[T any](xs []T) object.Value {
	l := &object.List{}
	for _, x := range xs {
		l.Elems = append(l.Elems, attributeOf(x))
	}
	return l
}
