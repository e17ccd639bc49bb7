package eval

import (
	"math/bits"

	"github.com/expr-lang/expr/ast"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// binaryOps and compareOps give the operators of the tree their meaning.
var (
	binaryOps = [...]object.Op{
		syntax.Add: object.Add, syntax.Sub: object.Sub, syntax.Mul: object.Mul, syntax.MatMul: object.MatMul,
		syntax.Div: object.Div, syntax.FloorDiv: object.FloorDiv, syntax.Mod: object.Mod, syntax.Pow: object.Pow,
		syntax.LShift: object.LShift, syntax.RShift: object.RShift, syntax.BitOr: object.BitOr,
		syntax.BitXor: object.BitXor, syntax.BitAnd: object.BitAnd,
	}
	unaryOps   = map[syntax.Op]object.Op{syntax.USub: object.Neg, syntax.UAdd: object.Plus, syntax.Invert: object.Invert}
	compareOps = [...]object.Op{
		syntax.Eq: object.Eq, syntax.NotEq: object.Ne, syntax.Lt: object.Lt, syntax.LtE: object.Le,
		syntax.Gt: object.Gt, syntax.GtE: object.Ge,
	}
)

func (h *hosts) initOperators(ev *Evaluator) {
	th := ev.th
	h.truth = func(v any) bool {
		if b, ok := v.(bool); ok {
			return b
		}
		b, err := object.Truth(th, v)
		if err != nil {
			throw(err)
		}
		return b
	}
	for _, op := range binaryOps {
		if op != object.NoOp {
			h.binary[op] = binaryHost(ev, op)
		}
	}
	for _, op := range unaryOps {
		h.unary[op] = func(v any) any {
			r, err := object.UnaryOp(th, op, v)
			if err != nil {
				throw(err)
			}
			return r
		}
	}
	for op := syntax.Eq; op <= syntax.GtE; op++ {
		h.compare[op], h.compareHolds[op] = compareHost(th, compareOps[op])
	}
	h.initIdentity(th)
	h.index = func(v, key any) any {
		r, err := object.Index(th, v, key)
		if err != nil {
			throw(err)
		}
		return r
	}
	h.slice = func(parts ...any) any { return &object.Slice{Start: parts[0], Stop: parts[1], Step: parts[2]} }
}

// binaryHost is the host function of an operator, with the sums of small
// numbers that loops are made of done on the spot.
func binaryHost(ev *Evaluator, op object.Op) fn2 {
	slow := func(a, b any) any {
		r, err := object.BinaryOp(ev.th, op, a, b)
		if err != nil {
			throw(err)
		}
		ev.note(r, isNew(r, a, b))
		return r
	}
	ints, floats := fastInts(op), fastFloats(op)
	if ints == nil {
		return slow
	}
	return func(a, b any) any {
		switch x := a.(type) {
		case int:
			if y, ok := b.(int); ok {
				if r, ok := ints(x, y); ok {
					return r
				}
			}
		case float64:
			if y, ok := b.(float64); ok {
				return floats(x, y)
			}
		}
		return slow(a, b)
	}
}

// fastInts computes with ints unless the result overflows; nil for operators
// that are no hurry.
func fastInts(op object.Op) func(x, y int) (int, bool) {
	switch op {
	case object.Add:
		return func(x, y int) (int, bool) {
			r := x + y
			return r, (x^r)&(y^r) >= 0
		}
	case object.Sub:
		return func(x, y int) (int, bool) {
			r := x - y
			return r, (x^y)&(x^r) >= 0
		}
	case object.Mul:
		return mulInts
	}
	return nil
}

func mulInts(x, y int) (int, bool) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	// The upper half of the signed product must repeat the sign of the lower.
	h := int64(hi)
	if x < 0 {
		h -= int64(y)
	}
	if y < 0 {
		h -= int64(x)
	}
	return int(lo), h == int64(lo)>>63
}

func fastFloats(op object.Op) func(x, y float64) float64 {
	switch op {
	case object.Add:
		return func(x, y float64) float64 { return x + y }
	case object.Sub:
		return func(x, y float64) float64 { return x - y }
	}
	return func(x, y float64) float64 { return x * y }
}

// compareHost gives a comparison as a value and as a condition.
func compareHost(th *object.Thread, op object.Op) (fn2, test2) {
	value := func(a, b any) any {
		r, err := object.Compare(th, op, a, b)
		if err != nil {
			throw(err)
		}
		return r
	}
	holds := func(a, b any) bool {
		if x, ok := a.(int); ok {
			if y, ok := b.(int); ok {
				return orderedInts(op, x, y)
			}
		}
		switch r := value(a, b).(type) {
		case bool:
			return r
		default:
			t, err := object.Truth(th, r)
			if err != nil {
				throw(err)
			}
			return t
		}
	}
	return value, holds
}

func orderedInts(op object.Op, x, y int) bool {
	switch op {
	case object.Eq:
		return x == y
	case object.Ne:
		return x != y
	case object.Lt:
		return x < y
	case object.Le:
		return x <= y
	case object.Gt:
		return x > y
	}
	return x >= y
}

// initIdentity makes `is` and `in` with their negations.
func (h *hosts) initIdentity(th *object.Thread) {
	contains := func(x, v any) bool {
		found, err := object.Contains(th, v, x)
		if err != nil {
			throw(err)
		}
		return found
	}
	h.compareHolds[syntax.Is] = func(a, b any) bool { return object.Is(a, b) }
	h.compareHolds[syntax.IsNot] = func(a, b any) bool { return !object.Is(a, b) }
	h.compareHolds[syntax.In] = contains
	h.compareHolds[syntax.NotIn] = func(x, v any) bool { return !contains(x, v) }
	for op := syntax.Is; op <= syntax.NotIn; op++ {
		holds := h.compareHolds[op]
		h.compare[op] = func(a, b any) any { return holds(a, b) }
	}
}

func (l *lowerer) unary(e *syntax.UnaryOp) ast.Node {
	if e.Op == syntax.Not {
		return l.not(e)
	}
	if v, ok := negative(e); ok {
		return place(&ast.ConstantNode{Value: v}, e.Where)
	}
	return l.apply1(e.Where, l.ev.hosts.unary[unaryOps[e.Op]], e.Operand)
}

// binary lowers an operator. Operands that belong to their variables are
// borrowed, those that were made for the operation are given back.
func (l *lowerer) binary(e *syntax.BinOp) ast.Node {
	ev, f := l.ev, l.ev.hosts.binary[binaryOps[e.Op]]
	a, aDirect := l.operand(e.Left)
	b, bDirect := l.operand(e.Right)
	switch {
	case aDirect && bDirect:
		return l.nullary(e.Where, func(...any) (any, error) {
			x, ownX := a.lend(ev)
			y, ownY := b.lend(ev)
			if ownX == nil && ownY == nil {
				return f(x, y), nil
			}
			return lent2(f, x, y, ownX, ownY), nil
		})
	case bDirect && makes(e.Left):
		return host(e.Where, func(x any) any {
			m := ev.takeMade(x)
			y, own := b.lend(ev)
			r := lent2(f, x, y, nil, own)
			drop(m, y, r)
			return r
		}, l.node(e.Left))
	case makes(e.Right):
		return host(e.Where, func(x, y any) any {
			m := ev.takeMade(y)
			r := f(x, y)
			drop(m, x, r)
			return r
		}, l.node(e.Left), l.node(e.Right))
	}
	return l.apply2(e.Where, f, e.Left, e.Right)
}

func (l *lowerer) subscript(e *syntax.Subscript) ast.Node {
	return l.apply2(e.Where, l.ev.hosts.index, e.Value, e.Index)
}

func (l *lowerer) slice(e *syntax.Slice) ast.Node {
	parts := []syntax.Expr{e.Lower, e.Upper, e.Step}
	nodes := make([]ast.Node, 3)
	values := make([]object.Value, 3)
	fixed := true
	for i, p := range parts {
		if p == nil {
			nodes[i] = &ast.NilNode{}
			continue
		}
		nodes[i] = l.node(p)
		v, ok := literal(p)
		values[i], fixed = v, fixed && ok
	}
	if fixed {
		return place(&ast.ConstantNode{Value: &object.Slice{Start: values[0], Stop: values[1], Step: values[2]}}, e.Where)
	}
	return host(e.Where, l.ev.hosts.slice, nodes...)
}
