package tf

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/tensor"
)

// graphNameTable is, a line per function, the ops that a call of it makes in an
// empty graph (a name, and after a colon its type where that is not the end of
// the name), and which outputs of them it returns where these are not those of
// the last op: "3 1:1". A function with (axis) behind its name is one that is
// given that argument. scripts/dev/graph-names.py writes it.
//
//go:embed graph_names.tsv
var graphNameTable string

// graphCall is what a call of a function is in a graph.
type graphCall struct {
	ops     []tensor.GraphOp
	results [][2]int // ops and their outputs; nil for those of the last one
	sole    bool     // there is one op, beside constants: its inputs are known
}

// graphCalls are the functions of the table.
var graphCalls = sync.OnceValue(func() map[string]*graphCall {
	out := map[string]*graphCall{}
	for line := range strings.Lines(graphNameTable) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) == 3 {
			out[cells[0]] = parseGraphCall(cells[1], cells[2])
		}
	}
	return out
})

func parseGraphCall(ops, results string) *graphCall {
	g := &graphCall{}
	others := 0
	for _, word := range strings.Fields(ops) {
		name, kind, ok := strings.Cut(word, ":")
		if !ok {
			kind = name[strings.LastIndexByte(name, '/')+1:]
		}
		if kind != "Const" {
			others++
		}
		g.ops = append(g.ops, tensor.GraphOp{Name: name, Type: kind})
	}
	g.sole = others <= 1
	for _, word := range strings.Fields(results) {
		op, index, _ := strings.Cut(word, ":")
		i, _ := strconv.Atoi(op)
		k, _ := strconv.Atoi(index)
		g.results = append(g.results, [2]int{i, k})
	}
	return g
}

// graphCallOf is the call of a function with one of these names, nil for one of
// which no ops are known.
func graphCallOf(names []string, given func(name string) bool) *graphCall {
	calls := graphCalls()
	for _, n := range names {
		for _, arg := range [...]string{"axis", "x"} {
			if g := calls[n+"("+arg+")"]; g != nil && given(arg) {
				return g
			}
		}
	}
	for _, n := range names {
		if g := calls[n]; g != nil {
			return g
		}
	}
	return nil
}

// graphArg is an argument of a call, at the place of its parameter.
type graphArg struct{ value object.Value }

// nameCall runs f, a call of a function that is g in graphs, with the names that
// the graph at hand gives its ops and results. Named is the argument name, "" for
// none.
func nameCall(th *object.Thread, g *graphCall, named string, args []graphArg, f func() (object.Value, error)) (object.Value, error) {
	c := binding.Scope(th).NameCall(g.ops, named)
	if c == nil {
		return f()
	}
	ok := false
	defer func() { c.End(ok) }()
	results := make([]*tensor.GraphOp, len(g.results))
	for i, r := range g.results {
		results[i] = c.Op(r[0])
	}
	last := c.Last()
	if g.sole {
		giveInputs(th, c, args)
	}
	out, err := f()
	if err != nil {
		return out, err
	}
	ok = true
	i := 0
	label := func(t *tensor.Tensor) {
		op, index := last, i
		if i < len(results) {
			op, index = results[i], g.results[i][1]
		}
		i++
		for _, a := range args {
			if a.value == object.Value(t) {
				return
			}
		}
		c.Label(t, op, index)
	}
	walk(th, out, func(leaf object.Value) {
		for _, t := range partsOf(leaf) {
			label(t)
		}
	})
	return out, nil
}

// giveInputs tells what the op of a call takes: tensors among the arguments by
// their names, and constants that are made of the others.
func giveInputs(th *object.Thread, c *tensor.NamedCall, args []graphArg) {
	op := c.Last()
	for i, input := range tensor.OpInputNames(op.Type) {
		if i >= len(args) || args[i].value == nil {
			break
		}
		name := op.Name + "/" + input
		switch v := object.NativeOf(args[i].value).(type) {
		case *tensor.Tensor:
			op.Inputs = append(op.Inputs, inputName(v))
		case *tensor.Variable:
		case *object.List, *object.Tuple:
			leaves, tensors := flatten(th, v), 0
			for _, leaf := range leaves {
				if t, ok := leaf.(*tensor.Tensor); ok {
					tensors++
					op.Inputs = append(op.Inputs, inputName(t))
				}
			}
			if tensors == 0 {
				c.Constant(name)
			}
		default:
			c.Constant(name)
		}
	}
}

func inputName(t *tensor.Tensor) string {
	op, index := t.Op()
	switch {
	case op == nil:
		return ""
	case index > 0:
		return t.GraphName()
	}
	return op.Name
}

// operatorCalls are the operators of tensors in graphs.
var operatorCalls = sync.OnceValue(func() map[object.Op]*graphCall {
	out := map[object.Op]*graphCall{}
	for op, ops := range map[object.Op]string{
		object.Add: "add:AddV2", object.Sub: "sub:Sub", object.Mul: "mul:Mul", object.Div: "truediv:RealDiv", object.FloorDiv: "floordiv:FloorDiv",
		object.Mod: "mod:FloorMod", object.Pow: "pow:Pow", object.MatMul: "matmul:MatMul", object.BitAnd: "and:LogicalAnd", object.BitOr: "or:LogicalOr",
		object.BitXor: "xor:LogicalXor", object.Lt: "Less", object.Le: "LessEqual", object.Gt: "Greater", object.Ge: "GreaterEqual",
		object.Eq: "Equal", object.Ne: "NotEqual", object.Neg: "Neg", object.Invert: "LogicalNot",
	} {
		out[op] = parseGraphCall(ops, "")
	}
	return out
})

// subscript is x[key] in graphs.
var subscript = sync.OnceValue(func() *graphCall {
	return parseGraphCall("strided_slice/stack:Const strided_slice/stack_1:Const strided_slice/stack_2:Const strided_slice:StridedSlice", "")
})

// nameOperator is nameCall for an operator.
func nameOperator(th *object.Thread, op object.Op, f func() (object.Value, error), operands ...object.Value) (object.Value, error) {
	g := operatorCalls()[op]
	if g == nil || !binding.Scope(th).Naming() {
		return f()
	}
	args := make([]graphArg, len(operands))
	for i, v := range operands {
		args[i] = graphArg{value: v}
	}
	return nameCall(th, g, "", args, f)
}
