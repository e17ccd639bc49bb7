package eval

import (
	"math"
	"math/big"

	"kerash/interp/object"
	"kerash/interp/syntax"
)

// literal gives the value of an expression that is the same each time and that
// nobody can change: a constant, a negative number, a tuple of such.
func literal(e syntax.Expr) (object.Value, bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		if _, big := e.Value.(*big.Int); big {
			return nil, false
		}
		return constantValue(e.Value), true
	case *syntax.UnaryOp:
		return negative(e)
	case *syntax.Tuple:
		return literalTuple(e)
	}
	return nil, false
}

// negative gives the value of a number with a minus sign.
func negative(e *syntax.UnaryOp) (object.Value, bool) {
	c, ok := e.Operand.(*syntax.Constant)
	if !ok || e.Op != syntax.USub {
		return nil, false
	}
	switch v := c.Value.(type) {
	case int64:
		return -int(v), true
	case float64:
		// expr keeps one constant for 0.0 and -0.0.
		return -v, v != 0
	case *big.Int:
		if n := new(big.Int).Neg(v); n.IsInt64() && n.Int64() == math.MinInt64 {
			return math.MinInt64, true
		}
	}
	return nil, false
}

func literalTuple(e *syntax.Tuple) (object.Value, bool) {
	t := &object.Tuple{Elems: make([]object.Value, len(e.Elts))}
	for i, x := range e.Elts {
		v, ok := literal(x)
		if !ok {
			return nil, false
		}
		t.Elems[i] = v
	}
	return t, true
}
