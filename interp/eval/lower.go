package eval

import (
	"fmt"

	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// node lowers an expression to expr's tree.
func (l *lowerer) node(e syntax.Expr) ast.Node {
	at := e.Span()
	if l.code.staged {
		if n := l.stagedNode(e); n != nil {
			return n
		}
	}
	switch e := e.(type) {
	case *syntax.Constant:
		return l.constant(e)
	case *syntax.Name:
		return l.name(e)
	case *syntax.JoinedStr:
		return l.joined(e)
	case *syntax.FormattedValue:
		return l.formatted(e)
	case *syntax.List:
		return l.sequence(at, e.Elts, l.ev.hosts.list)
	case *syntax.Tuple:
		return l.tuple(e)
	case *syntax.Set:
		return l.set(e)
	case *syntax.Dict:
		return l.dict(e)
	case *syntax.UnaryOp:
		return l.unary(e)
	case *syntax.BinOp:
		return l.binary(e)
	case *syntax.BoolOp:
		return l.boolean(e.Op, e.Values, at)
	case *syntax.Compare:
		return l.comparison(e)
	case *syntax.Call:
		return l.call(e)
	case *syntax.Attribute:
		return l.attribute(e)
	case *syntax.Subscript:
		return l.subscript(e)
	case *syntax.Slice:
		return l.slice(e)
	case *syntax.IfExp:
		n := place(&ast.ConditionalNode{Cond: l.cond(e.Test), Exp1: l.node(e.Body), Exp2: l.node(e.Orelse)}, at)
		n.SetType(anyType)
		return n
	case *syntax.NamedExpr:
		return l.named(e)
	default:
		return l.scoped(e)
	}
}

// scoped lowers expressions that open a scope or leave the frame for a while.
func (l *lowerer) scoped(e syntax.Expr) ast.Node {
	switch e := e.(type) {
	case *syntax.Lambda:
		return l.lambda(e)
	case *syntax.ListComp, *syntax.SetComp, *syntax.DictComp, *syntax.GeneratorExp:
		return l.comprehension(e)
	case *syntax.Yield:
		return l.yield(e)
	case *syntax.YieldFrom:
		return l.yieldFrom(e)
	case *syntax.Await:
		return l.await(e)
	}
	panic(fmt.Sprintf("eval: unexpected expression %T", e))
}

// constant pushes a literal.
func (l *lowerer) constant(e *syntax.Constant) ast.Node {
	return place(&ast.ConstantNode{Value: constantValue(e.Value)}, e.Where)
}

func constantValue(v any) object.Value {
	switch v := v.(type) {
	case int64:
		return int(v)
	case syntax.BytesValue:
		return object.Bytes(v)
	case syntax.EllipsisValue:
		return object.Ellipsis
	}
	return v
}

// cond lowers an expression to one of expr's booleans: its truth.
func (l *lowerer) cond(e syntax.Expr) ast.Node {
	at := e.Span()
	if l.code.staged {
		return host(at, l.ev.hosts.truth, l.node(e))
	}
	switch e := e.(type) {
	case *syntax.UnaryOp:
		if e.Op == syntax.Not {
			return l.not(e)
		}
	case *syntax.BoolOp:
		op := "&&"
		if e.Op == syntax.Or {
			op = "||"
		}
		n := l.cond(e.Values[0])
		for _, v := range e.Values[1:] {
			b := place(&ast.BinaryNode{Operator: op, Left: n, Right: l.cond(v)}, at)
			b.SetType(boolType)
			n = b
		}
		return n
	case *syntax.Compare:
		if len(e.Ops) == 1 {
			return l.test2(at, l.ev.hosts.compareHolds[e.Ops[0]], e.Left, e.Comparators[0])
		}
	}
	return host(at, l.ev.hosts.truth, l.node(e))
}

func (l *lowerer) not(e *syntax.UnaryOp) ast.Node {
	n := place(&ast.UnaryNode{Operator: "not", Node: l.cond(e.Operand)}, e.Where)
	n.SetType(boolType)
	return n
}

// boolean lowers `and` and `or`, whose value is that of the operand that
// decided.
func (l *lowerer) boolean(op syntax.Op, values []syntax.Expr, at syntax.Span) ast.Node {
	if len(values) == 1 {
		return l.node(values[0])
	}
	return l.temp(at, l.node(values[0]), func(read func() ast.Node) ast.Node {
		n := place(&ast.ConditionalNode{Cond: host(values[0].Span(), l.ev.hosts.truth, read()), Exp1: read(), Exp2: read()}, at)
		if rest := l.boolean(op, values[1:], at); op == syntax.And {
			n.Exp1 = rest
		} else {
			n.Exp2 = rest
		}
		n.SetType(anyType)
		return n
	})
}

// comparison lowers a chain: each operand is computed once, and only as far as
// the comparisons hold.
func (l *lowerer) comparison(e *syntax.Compare) ast.Node {
	if len(e.Ops) == 1 {
		return l.apply2(e.Where, l.ev.hosts.compare[e.Ops[0]], e.Left, e.Comparators[0])
	}
	return l.temp(e.Where, l.node(e.Left), func(left func() ast.Node) ast.Node {
		return l.chain(e, 0, left)
	})
}

func (l *lowerer) chain(e *syntax.Compare, i int, left func() ast.Node) ast.Node {
	compare := l.ev.hosts.compare[e.Ops[i]]
	if i == len(e.Ops)-1 {
		return host(e.Where, compare, left(), l.node(e.Comparators[i]))
	}
	return l.temp(e.Where, l.node(e.Comparators[i]), func(right func() ast.Node) ast.Node {
		return l.temp(e.Where, host(e.Where, compare, left(), right()), func(result func() ast.Node) ast.Node {
			n := place(&ast.ConditionalNode{Cond: host(e.Where, l.ev.hosts.truth, result()), Exp1: l.chain(e, i+1, right), Exp2: result()}, e.Where)
			n.SetType(anyType)
			return n
		})
	})
}
