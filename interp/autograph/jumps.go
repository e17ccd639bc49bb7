package autograph

import (
	"fmt"

	"kerash/interp/syntax"
)

// Body is the body of a function in which every loop and branch has one way in
// and one way out.
type Body struct {
	Stmts []syntax.Stmt
	// Flags names the variables that stand for jumps; their names refer to them
	// by index, as syntax.RefFlag.
	Flags []string
	// Returned tells whether the function has returned, Value with what; both
	// are nil in a function that returns nothing.
	Returned, Value *syntax.Name
	// Extra are conditions without which a loop ends.
	Extra map[*syntax.For]syntax.Expr
}

// WithoutJumps makes variables of break, continue and return, and conditions
// of what they jump over. It is nil for a body with jumps out of a match
// statement, which AutoGraph leaves as they are.
func WithoutJumps(body []syntax.Stmt) *Body {
	c := &canon{body: &Body{Extra: map[*syntax.For]syntax.Expr{}}, numbered: map[string]int{}}
	body, _ = joinReturns(body)
	c.body.Stmts, _ = c.block(body, nil)
	if c.foreign {
		return nil
	}
	return c.body
}

// jumped says which jumps a statement may make.
type jumped struct{ turn, function bool }

func (j jumped) or(o jumped) jumped { return jumped{j.turn || o.turn, j.function || o.function} }

type canon struct {
	body     *Body
	numbered map[string]int
	foreign  bool // jumps that cannot be replaced
}

// loop is the loop around a statement.
type loop struct {
	broken, skipped *syntax.Name // nil until a jump needs it
}

// flag is a new variable.
func (c *canon) flag(name string) *syntax.Name {
	n := c.numbered[name]
	c.numbered[name]++
	if n > 0 {
		name = fmt.Sprintf("%s_%d", name, n)
	}
	c.body.Flags = append(c.body.Flags, name)
	return &syntax.Name{Ident: name, Ref: syntax.Ref{Kind: syntax.RefFlag, Index: len(c.body.Flags) - 1}}
}

// at is the variable, read or set at a place.
func at(n *syntax.Name, where syntax.Span) *syntax.Name {
	return &syntax.Name{ExprBase: syntax.ExprBase{Where: where}, Ident: n.Ident, Ref: n.Ref}
}

func assign(n *syntax.Name, v syntax.Expr, where syntax.Span) syntax.Stmt {
	return &syntax.Assign{StmtBase: syntax.StmtBase{Where: where}, Targets: []syntax.Expr{at(n, where)}, Value: v}
}

// reading is a statement that does nothing but read a variable.
func reading(n *syntax.Name, where syntax.Span) syntax.Stmt {
	return &syntax.ExprStmt{StmtBase: syntax.StmtBase{Where: where}, Value: at(n, where)}
}

func constant(v any, where syntax.Span) syntax.Expr {
	return &syntax.Constant{ExprBase: syntax.ExprBase{Where: where}, Value: v}
}

func not(n *syntax.Name, where syntax.Span) syntax.Expr {
	return &syntax.UnaryOp{ExprBase: syntax.ExprBase{Where: where}, Op: syntax.Not, Operand: at(n, where)}
}

// both is a and b, where either may be nil.
func both(a, b syntax.Expr) syntax.Expr {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return &syntax.BoolOp{ExprBase: syntax.ExprBase{Where: b.Span()}, Op: syntax.And, Values: []syntax.Expr{a, b}}
}

// unless runs the statements if the variable is not set.
func unless(n *syntax.Name, body []syntax.Stmt) []syntax.Stmt {
	if n == nil || len(body) == 0 {
		return body
	}
	where := body[0].Span()
	return []syntax.Stmt{&syntax.If{StmtBase: syntax.StmtBase{Where: where}, Test: not(n, where), Body: body}}
}

// block transforms statements: those after one that may jump run on the
// condition that it did not.
func (c *canon) block(list []syntax.Stmt, l *loop) (out []syntax.Stmt, may jumped) {
	for i, s := range list {
		stmts, j := c.stmt(s, l)
		out, may = append(out, stmts...), may.or(j)
		if j == (jumped{}) || i == len(list)-1 {
			continue
		}
		rest, k := c.block(list[i+1:], l)
		if j.turn {
			rest = unless(l.skipped, rest)
		}
		if j.function {
			rest = unless(c.body.Returned, rest)
		}
		return append(out, rest...), may.or(k)
	}
	return out, may
}

func (c *canon) stmt(s syntax.Stmt, l *loop) ([]syntax.Stmt, jumped) {
	where := s.Span()
	switch s := s.(type) {
	case *syntax.Break:
		l.need(c)
		if l.broken == nil {
			l.broken = c.flag("break_")
		}
		return []syntax.Stmt{assign(l.broken, constant(true, where), where), assign(l.skipped, constant(true, where), where)}, jumped{turn: true}
	case *syntax.Continue:
		l.need(c)
		return []syntax.Stmt{assign(l.skipped, constant(true, where), where)}, jumped{turn: true}
	case *syntax.Return:
		if c.body.Returned == nil {
			c.body.Returned, c.body.Value = c.flag("do_return"), c.flag("retval_")
		}
		v := s.Value
		if v == nil {
			v = constant(nil, where)
		}
		return []syntax.Stmt{assign(c.body.Value, v, where), assign(c.body.Returned, constant(true, where), where)}, jumped{function: true}
	case *syntax.If:
		x := *s
		var a, b jumped
		x.Body, a = c.block(s.Body, l)
		x.Orelse, b = c.block(s.Orelse, l)
		return []syntax.Stmt{&x}, a.or(b)
	case *syntax.While:
		x := *s
		inner := &loop{}
		var may jumped
		x.Body, may = c.turn(s.Body, inner, where)
		test := both(c.goesOn(inner, may, s.Test.Span()), s.Test)
		x.Test, x.Orelse = test, nil
		return c.around(&x, s.Orelse, inner, may, l, where)
	case *syntax.For:
		x := *s
		inner := &loop{}
		var may jumped
		x.Body, may = c.turn(s.Body, inner, where)
		if extra := c.goesOn(inner, may, s.Iter.Span()); extra != nil {
			c.body.Extra[&x] = extra
			if inner.broken != nil { // the condition reads it in every turn
				x.Body = append([]syntax.Stmt{reading(inner.broken, where)}, x.Body...)
			}
		}
		x.Orelse = nil
		return c.around(&x, s.Orelse, inner, may, l, where)
	case *syntax.With:
		x := *s
		var may jumped
		x.Body, may = c.block(s.Body, l)
		return []syntax.Stmt{&x}, may
	case *syntax.Try:
		return c.try(s, l)
	case *syntax.Match:
		c.foreign = c.foreign || jumps(s)
	}
	return []syntax.Stmt{s}, jumped{}
}

// need makes the variable that ends a turn.
func (l *loop) need(c *canon) {
	if l.skipped == nil {
		l.skipped = c.flag("continue_")
	}
}

// turn is the body of a loop.
func (c *canon) turn(body []syntax.Stmt, l *loop, where syntax.Span) ([]syntax.Stmt, jumped) {
	out, may := c.block(body, l)
	if l.skipped != nil {
		out = append([]syntax.Stmt{assign(l.skipped, constant(false, where), where)}, out...)
	}
	return out, jumped{function: may.function}
}

// goesOn is the condition that no jump has left the loop, nil for none.
func (c *canon) goesOn(l *loop, may jumped, where syntax.Span) syntax.Expr {
	var test syntax.Expr
	if l.broken != nil {
		test = not(l.broken, where)
	}
	if may.function {
		test = both(not(c.body.Returned, where), test)
	}
	return test
}

// around is a loop with what belongs before and after it.
func (c *canon) around(s syntax.Stmt, orelse []syntax.Stmt, l *loop, may jumped, outer *loop, where syntax.Span) ([]syntax.Stmt, jumped) {
	var out []syntax.Stmt
	if l.broken != nil {
		out = append(out, assign(l.broken, constant(false, where), where))
	}
	out = append(out, s)
	rest, j := c.block(orelse, outer)
	rest = unless(l.broken, rest)
	if may.function {
		rest = unless(c.body.Returned, rest)
	}
	return append(out, rest...), may.or(j)
}

func (c *canon) try(s *syntax.Try, l *loop) ([]syntax.Stmt, jumped) {
	x := *s
	var may jumped
	part := func(body []syntax.Stmt) []syntax.Stmt {
		out, j := c.block(body, l)
		may = may.or(j)
		return out
	}
	x.Body = part(s.Body)
	x.Handlers = nil
	for _, h := range s.Handlers {
		y := *h
		y.Body = part(h.Body)
		x.Handlers = append(x.Handlers, &y)
	}
	if x.Orelse = part(s.Orelse); may.function {
		x.Orelse = unless(c.body.Returned, x.Orelse)
	}
	x.Final = part(s.Final)
	return []syntax.Stmt{&x}, may
}

// jumps reports whether there is a jump in a statement.
func jumps(s syntax.Stmt) bool {
	switch s.(type) {
	case *syntax.Return, *syntax.Break, *syntax.Continue:
		return true
	}
	for _, b := range blocks(s) {
		for _, s := range b {
			if jumps(s) {
				return true
			}
		}
	}
	return false
}

// joinReturns moves what follows a branch that always returns into the other
// branch, so that both give a value. It reports whether the statements always
// return.
func joinReturns(list []syntax.Stmt) (out []syntax.Stmt, always bool) {
	for i, s := range list {
		switch x := s.(type) {
		case *syntax.Return:
			return append(out, s), true
		case *syntax.If:
			y := *x
			var a, b bool
			y.Body, a = joinReturns(x.Body)
			y.Orelse, b = joinReturns(x.Orelse)
			rest := list[i+1:]
			switch {
			case a && b:
				return append(out, &y), true
			case a:
				y.Orelse, b = joinReturns(append(append([]syntax.Stmt{}, x.Orelse...), rest...))
				return append(out, &y), b
			case b:
				y.Body, a = joinReturns(append(append([]syntax.Stmt{}, x.Body...), rest...))
				return append(out, &y), a
			}
			out = append(out, &y)
		case *syntax.While:
			y := *x
			y.Body, _ = joinReturns(x.Body)
			y.Orelse, _ = joinReturns(x.Orelse)
			out = append(out, &y)
		case *syntax.For:
			y := *x
			y.Body, _ = joinReturns(x.Body)
			y.Orelse, _ = joinReturns(x.Orelse)
			out = append(out, &y)
		case *syntax.With:
			y := *x
			var a bool
			y.Body, a = joinReturns(x.Body)
			out = append(out, &y)
			if a {
				return out, true
			}
		default:
			out = append(out, s)
		}
	}
	return out, false
}
