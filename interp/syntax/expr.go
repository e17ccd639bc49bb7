package syntax

// starExpressions is one expression, or several with commas, which make a
// tuple; each may be starred.
func (p *parser) starExpressions() Expr {
	return p.tupleOf(func() Expr {
		if p.is("*") {
			return p.starred()
		}
		return p.expression()
	})
}

// tupleOf reads elements with commas between them; one without a comma stays
// as it is.
func (p *parser) tupleOf(element func() Expr) Expr {
	start := p.tok().at.Start
	first := element()
	if !p.is(",") {
		return first
	}
	elts := []Expr{first}
	for p.accept(",") && p.startsExpr() {
		elts = append(elts, element())
	}
	return &Tuple{ExprBase: p.from(start), Elts: elts}
}

// startsExpr reports whether the present token can begin an expression.
func (p *parser) startsExpr() bool {
	t := p.tok()
	switch t.kind {
	case tokName, tokNumber, tokString:
		return true
	case tokKeyword:
		return t.isOneOf("None True False not lambda await yield")
	case tokOp:
		return t.isOneOf("( [ { - + ~ ... *")
	}
	return false
}

// starred is *value.
func (p *parser) starred() Expr {
	start := p.want("*").at.Start
	v := p.bitOr()
	return &Starred{ExprBase: p.from(start), Value: v}
}

// starOrNamed is an element of a display: *value or name := value.
func (p *parser) starOrNamed() Expr {
	if p.is("*") {
		return p.starred()
	}
	return p.namedExpr()
}

// namedExpr is an expression or name := expression.
func (p *parser) namedExpr() Expr {
	if p.tok().kind == tokName && p.ahead(1).is(":=") {
		t := p.next()
		p.next()
		target := p.nameNode(t)
		v := p.expression()
		return &NamedExpr{ExprBase: p.from(t.at.Start), Target: target, Value: v}
	}
	e := p.expression()
	switch {
	case p.is(":="):
		p.fail(syntaxErrorf(e.Span(), "cannot use assignment expressions with %s", exprName(e)))
	case p.is("="):
		p.equalSign(e)
	}
	return e
}

// equalSign explains a = where only an expression can be.
func (p *parser) equalSign(e Expr) {
	if !isOperand(e) {
		return
	}
	var right Expr
	if !p.sees(func() {
		p.next()
		right = p.bitOr()
		if p.is("=") || p.is(":=") {
			p.unexpected()
		}
	}) {
		return
	}
	switch e := e.(type) {
	case *Name:
		p.fail(syntaxErrorf(e.Where.To(right.Span()), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"))
	case *List, *Tuple, *GeneratorExp:
	case *Constant:
		if _, isBool := e.Value.(bool); !isBool && e.Value != nil {
			p.cannotAssignHere(e)
		}
	default:
		p.cannotAssignHere(e)
	}
}

// isOperand reports whether e binds as tightly as | or more.
func isOperand(e Expr) bool {
	switch e := e.(type) {
	case *UnaryOp:
		return e.Op != Not
	case *BoolOp, *Compare, *IfExp, *Lambda, *NamedExpr:
		return false
	}
	return true
}

func (p *parser) cannotAssignHere(e Expr) {
	p.fail(syntaxErrorf(e.Span(), "cannot assign to %s here. Maybe you meant '==' instead of '='?", exprName(e)))
}

// expression is a conditional expression or a lambda.
func (p *parser) expression() Expr {
	p.enter()
	defer p.leave()
	if p.is("lambda") {
		return p.lambda()
	}
	start := p.tok().at.Start
	body := p.disjunction()
	if !p.is("if") {
		return body
	}
	p.next()
	test := p.disjunction()
	if !p.is("else") {
		if p.is(":") {
			p.unexpected()
		}
		e := syntaxErrorf(body.Span().To(test.Span()), "expected 'else' after 'if' expression")
		e.more = p.atEnd()
		p.fail(e)
	}
	p.next()
	orelse := p.expression()
	return &IfExp{ExprBase: p.from(start), Test: test, Body: body, Orelse: orelse}
}

func (p *parser) disjunction() Expr { return p.boolOp("or", Or, p.conjunction) }
func (p *parser) conjunction() Expr { return p.boolOp("and", And, p.inversion) }

func (p *parser) boolOp(word string, op Op, operand func() Expr) Expr {
	start := p.tok().at.Start
	first := operand()
	if !p.is(word) {
		return first
	}
	values := []Expr{first}
	for p.accept(word) {
		values = append(values, operand())
	}
	return &BoolOp{ExprBase: p.from(start), Op: op, Values: values}
}

func (p *parser) inversion() Expr {
	if !p.is("not") {
		return p.comparison()
	}
	p.enter()
	defer p.leave()
	start := p.next().at.Start
	v := p.inversion()
	return &UnaryOp{ExprBase: p.from(start), Op: Not, Operand: v}
}

func (p *parser) comparison() Expr {
	start := p.tok().at.Start
	left := p.bitOr()
	op := p.comparator()
	if op == NoOp {
		return left
	}
	c := &Compare{Left: left}
	for ; op != NoOp; op = p.comparator() {
		c.Ops = append(c.Ops, op)
		c.Comparators = append(c.Comparators, p.bitOr())
	}
	c.ExprBase = p.from(start)
	return c
}

// comparator steps over a comparing operator; NoOp when there is none.
func (p *parser) comparator() Op {
	t := p.tok()
	if t.kind != tokOp && t.kind != tokKeyword {
		return NoOp
	}
	op := NoOp
	switch t.text {
	case "==":
		op = Eq
	case "!=":
		op = NotEq
	case "<":
		op = Lt
	case "<=":
		op = LtE
	case ">":
		op = Gt
	case ">=":
		op = GtE
	case "in":
		op = In
	case "is":
		p.next()
		if p.accept("not") {
			return IsNot
		}
		return Is
	case "not":
		if !p.ahead(1).is("in") {
			return NoOp
		}
		p.next()
		op = NotIn
	default:
		return NoOp
	}
	p.next()
	return op
}

// binaryOp gives the operator of a token and how tightly it binds, 0 for none.
func binaryOp(t *token) (Op, int) {
	if t.kind != tokOp {
		return NoOp, 0
	}
	switch t.text {
	case "|":
		return BitOr, 1
	case "^":
		return BitXor, 2
	case "&":
		return BitAnd, 3
	case "<<":
		return LShift, 4
	case ">>":
		return RShift, 4
	case "+":
		return Add, 5
	case "-":
		return Sub, 5
	case "*":
		return Mul, 6
	case "/":
		return Div, 6
	case "//":
		return FloorDiv, 6
	case "%":
		return Mod, 6
	case "@":
		return MatMul, 6
	}
	return NoOp, 0
}

// bitOr is a chain of arithmetic and bitwise operators.
func (p *parser) bitOr() Expr { return p.binary(1) }

func (p *parser) binary(tight int) Expr {
	start := p.tok().at.Start
	left := p.factor()
	for {
		op, prec := binaryOp(p.tok())
		if prec < tight || prec == 0 {
			return left
		}
		at := p.next().at
		right := p.binary(prec + 1)
		left = &BinOp{ExprBase: p.from(start), Op: op, Left: left, Right: right, OpWhere: at}
	}
}

// factor is a signed operand or a power.
func (p *parser) factor() Expr {
	t := p.tok()
	op := NoOp
	switch {
	case t.is("-"):
		op = USub
	case t.is("+"):
		op = UAdd
	case t.is("~"):
		op = Invert
	default:
		return p.power()
	}
	p.enter()
	defer p.leave()
	p.next()
	v := p.factor()
	return &UnaryOp{ExprBase: p.from(t.at.Start), Op: op, Operand: v}
}

func (p *parser) power() Expr {
	start := p.tok().at.Start
	base := p.await()
	if !p.is("**") {
		return base
	}
	p.enter()
	defer p.leave()
	at := p.next().at
	exponent := p.factor()
	return &BinOp{ExprBase: p.from(start), Op: Pow, Left: base, Right: exponent, OpWhere: at}
}

// await is a primary, perhaps awaited.
func (p *parser) await() Expr {
	if !p.is("await") {
		return p.primary()
	}
	start := p.next().at.Start
	v := p.primary()
	return &Await{ExprBase: p.from(start), Value: v}
}

// primary is an atom with attributes, calls and subscripts behind it.
func (p *parser) primary() Expr {
	start := p.tok().at.Start
	e := p.atom()
	for {
		switch t := p.tok(); {
		case t.is("."):
			p.next()
			n := p.name()
			e = &Attribute{ExprBase: p.from(start), Value: e, Attr: n.text, AttrWhere: n.at}
		case t.is("("):
			c := p.call(e)
			c.ExprBase = p.from(start)
			e = c
		case t.is("["):
			p.next()
			index := p.slices()
			p.closeDisplay("]", index)
			e = &Subscript{ExprBase: p.from(start), Value: e, Index: index}
		default:
			return e
		}
	}
}

// slices is the inside of a subscript.
func (p *parser) slices() Expr {
	start := p.tok().at.Start
	first := p.slicePart()
	if !p.is(",") {
		return first
	}
	elts := []Expr{first}
	for p.accept(",") && !p.is("]") {
		elts = append(elts, p.slicePart())
	}
	return &Tuple{ExprBase: p.from(start), Elts: elts}
}

func (p *parser) slicePart() Expr {
	if p.is("*") {
		return p.starred()
	}
	return p.slice()
}

func (p *parser) slice() Expr {
	start := p.tok().at.Start
	var s Slice
	if !p.is(":") {
		e := p.namedExpr()
		if !p.is(":") {
			return e
		}
		s.Lower = e
	}
	p.want(":")
	bound := func() Expr {
		if p.tok().isOneOf(": ] ,") {
			return nil
		}
		return p.expression()
	}
	s.Upper = bound()
	if p.accept(":") {
		s.Step = bound()
	}
	s.ExprBase = p.from(start)
	return &s
}

func (p *parser) yield() Expr {
	start := p.want("yield").at.Start
	if p.accept("from") {
		v := p.expression()
		return &YieldFrom{ExprBase: p.from(start), Value: v}
	}
	var v Expr
	if p.startsExpr() {
		v = p.starExpressions()
	}
	return &Yield{ExprBase: p.from(start), Value: v}
}

func (p *parser) lambda() Expr {
	start := p.want("lambda").at.Start
	params := p.params(":", false)
	p.want(":")
	body := p.expression()
	return &Lambda{ExprBase: p.from(start), Params: params, Body: body}
}
