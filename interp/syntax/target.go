package syntax

// exprName is what CPython calls the kind of an expression in its messages.
func exprName(e Expr) string {
	switch e := e.(type) {
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *Name:
		return "name"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Lambda:
		return "lambda"
	case *Call:
		return "function call"
	case *BoolOp, *BinOp, *UnaryOp:
		return "expression"
	case *GeneratorExp:
		return "generator expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *Constant:
		return constantName(e)
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *NamedExpr:
		return "named expression"
	}
	return "expression"
}

func constantName(c *Constant) string {
	switch c.Value {
	case nil:
		return "None"
	case true:
		return "True"
	case false:
		return "False"
	case EllipsisValue{}:
		return "ellipsis"
	}
	return "literal"
}

// invalidTarget finds the part of e that cannot be assigned to (or deleted,
// with del); nil when all of it can.
func invalidTarget(e Expr, del bool) Expr {
	switch e := e.(type) {
	case *Name, *Attribute, *Subscript:
		return nil
	case *List:
		return firstInvalid(e.Elts, del)
	case *Tuple:
		return firstInvalid(e.Elts, del)
	case *Starred:
		if !del {
			return invalidTarget(e.Value, del)
		}
	}
	return e
}

func firstInvalid(elts []Expr, del bool) Expr {
	for _, e := range elts {
		if bad := invalidTarget(e, del); bad != nil {
			return bad
		}
	}
	return nil
}

// targetList reads the target of a for clause, up to the word end.
func (p *parser) targetList(end string) Expr {
	t := p.tupleOf(func() Expr {
		if p.is("*") {
			return p.starred()
		}
		return p.bitOr()
	})
	if bad := invalidTarget(t, false); bad != nil {
		p.fail(syntaxErrorf(bad.Span(), "cannot assign to %s", exprName(bad)))
	}
	return t
}

// assignable fails unless e, which starts at the offset start with its
// parentheses, can stand left of the = that comes next.
func (p *parser) assignable(e Expr, start int, first bool) {
	bad := invalidTarget(e, false)
	if bad == nil {
		return
	}
	switch bad.(type) {
	case *Yield, *YieldFrom:
		if bad.Span().Start == start {
			p.fail(syntaxErrorf(bad.Span(), "assignment to yield expression not possible"))
		}
	}
	if first && bad == e {
		p.equalSign(e)
	}
	p.fail(syntaxErrorf(bad.Span(), "cannot assign to %s", exprName(bad)))
}
