package syntax

// file reads the whole text.
func (p *parser) file() []Stmt {
	var body []Stmt
	for p.tok().kind != tokEOF {
		body = p.statement(body)
	}
	return body
}

// statement reads a compound statement, or a line of simple ones, and appends
// them to body.
func (p *parser) statement(body []Stmt) []Stmt {
	t := p.tok()
	switch {
	case t.kind == tokNewline:
		p.next()
		return body
	case t.kind == tokMagic:
		return append(body, p.magic())
	case t.is("@"):
		return append(body, p.decorated())
	case t.kind == tokKeyword:
		if s := p.compound(t.text); s != nil {
			return append(body, s)
		}
	case p.isMatch():
		return append(body, p.match())
	}
	return p.simpleLine(body)
}

// simpleLine reads simple statements with ; between them.
func (p *parser) simpleLine(body []Stmt) []Stmt {
	for {
		s := p.simple()
		body = append(body, s)
		if !p.accept(";") {
			p.endOfLine()
			return body
		}
		if p.tok().kind == tokNewline {
			if e, ok := s.(*ExprStmt); ok {
				e.Silenced = true
			}
			p.next()
			return body
		}
	}
}

func (p *parser) endOfLine() {
	if p.tok().kind != tokNewline {
		p.unexpected()
	}
	p.next()
}

func (p *parser) simple() Stmt {
	t := p.tok()
	if t.kind != tokKeyword {
		return p.expressionStmt()
	}
	start := t.at.Start
	switch t.text {
	case "pass":
		p.next()
		return &Pass{p.stmtFrom(start)}
	case "break":
		p.next()
		return &Break{p.stmtFrom(start)}
	case "continue":
		p.next()
		return &Continue{p.stmtFrom(start)}
	case "return":
		p.next()
		var v Expr
		if p.startsExpr() {
			v = p.value()
		}
		return &Return{p.stmtFrom(start), v}
	case "raise":
		return p.raise()
	case "assert":
		return p.assert()
	case "del":
		return p.del()
	case "global":
		p.next()
		names := p.names()
		return &Global{p.stmtFrom(start), names}
	case "nonlocal":
		p.next()
		names := p.names()
		return &Nonlocal{p.stmtFrom(start), names}
	case "import":
		return p.importStmt()
	case "from":
		return p.importFrom()
	}
	return p.expressionStmt()
}

// value is a list of expressions that may not be a lone starred one.
func (p *parser) value() Expr {
	v := p.starExpressions()
	p.noLoneStar(v)
	return v
}

func (p *parser) noLoneStar(v Expr) {
	if s, ok := v.(*Starred); ok {
		p.fail(syntaxErrorf(s.Where, "can't use starred expression here"))
	}
}

func (p *parser) raise() Stmt {
	start := p.next().at.Start
	s := &Raise{}
	if p.startsExpr() {
		s.Exc = p.expression()
		if p.accept("from") {
			s.Cause = p.expression()
		}
	}
	s.StmtBase = p.stmtFrom(start)
	return s
}

func (p *parser) assert() Stmt {
	start := p.next().at.Start
	s := &Assert{Test: p.expression()}
	if p.accept(",") {
		s.Msg = p.expression()
	}
	s.StmtBase = p.stmtFrom(start)
	return s
}

func (p *parser) del() Stmt {
	start := p.next().at.Start
	first := p.tok()
	v := p.starExpressions()
	targets := []Expr{v}
	if t, ok := v.(*Tuple); ok && (!first.is("(") || t.Where.Start != first.at.Start || len(t.Elts) > 0 && t.Elts[0].Span().Start == first.at.Start) {
		targets = t.Elts
	}
	for _, t := range targets {
		if bad := invalidTarget(t, true); bad != nil {
			p.fail(syntaxErrorf(bad.Span(), "cannot delete %s", exprName(bad)))
		}
	}
	return &Delete{p.stmtFrom(start), targets}
}

func (p *parser) names() []string {
	names := []string{p.name().text}
	for p.accept(",") {
		names = append(names, p.name().text)
	}
	return names
}

// expressionStmt is a bare expression or an assignment of any kind.
func (p *parser) expressionStmt() Stmt {
	start := p.tok().at.Start
	parens := p.is("(")
	e := p.yieldOr(p.starExpressions)
	t := p.tok()
	switch {
	case t.is("="):
		return p.assign(start, e)
	case t.is(":"):
		return p.annotated(start, e, parens)
	case t.is(":="):
		if _, ok := e.(*Name); !ok {
			p.fail(syntaxErrorf(e.Span(), "cannot use assignment expressions with %s", exprName(e)))
		}
		p.unexpected()
	case t.kind == tokOp:
		if op := augmentedOp(t.text); op != NoOp {
			return p.augmented(start, e, op)
		}
	}
	if t.kind != tokNewline && !t.is(";") {
		p.legacyPrint(e)
		p.lookPast()
		p.unexpected()
	}
	p.noLoneStar(e)
	return &ExprStmt{StmtBase: p.stmtFrom(start), Value: e}
}

func (p *parser) yieldOr(other func() Expr) Expr {
	if p.is("yield") {
		return p.yield()
	}
	return other()
}

// legacyPrint explains Python 2's print statement.
func (p *parser) legacyPrint(e Expr) {
	n, ok := e.(*Name)
	if !ok || n.Ident != "print" && n.Ident != "exec" || !p.startsExpr() {
		return
	}
	var args Expr
	if p.sees(func() { args = p.starExpressions() }) {
		p.fail(syntaxErrorf(n.Where.To(args.Span()), "Missing parentheses in call to '%s'. Did you mean %s(...)?", n.Ident, n.Ident))
	}
}

func (p *parser) assign(start int, e Expr) Stmt {
	s := &Assign{}
	from := start
	for p.is("=") {
		p.assignable(e, from, len(s.Targets) == 0)
		p.oneStar(e)
		s.Targets = append(s.Targets, e)
		p.next()
		from = p.tok().at.Start
		e = p.yieldOr(p.starExpressions)
	}
	if t := p.tok(); t.is(":=") {
		p.unexpected()
	}
	p.noLoneStar(e)
	s.Value = e
	s.StmtBase = p.stmtFrom(start)
	return s
}

// oneStar checks the stars of an assignment target.
func (p *parser) oneStar(e Expr) {
	var elts []Expr
	switch e := e.(type) {
	case *Starred:
		p.fail(syntaxErrorf(e.Where, "starred assignment target must be in a list or tuple"))
	case *Tuple:
		elts = e.Elts
	case *List:
		elts = e.Elts
	}
	stars := 0
	for _, elt := range elts {
		if s, ok := elt.(*Starred); ok {
			if stars++; stars > 1 {
				p.fail(syntaxErrorf(s.Where, "multiple starred expressions in assignment"))
			}
			elt = s.Value
			if _, again := elt.(*Starred); again {
				p.fail(syntaxErrorf(s.Where, "can't use starred expression here"))
			}
		}
		p.oneStar(elt)
	}
}

func (p *parser) annotated(start int, target Expr, parens bool) Stmt {
	switch t := target.(type) {
	case *Name, *Attribute, *Subscript:
	case *List:
		p.fail(syntaxErrorf(t.Where, "only single target (not list) can be annotated"))
	case *Tuple:
		p.fail(syntaxErrorf(t.Where, "only single target (not tuple) can be annotated"))
	default:
		if parens || p.ahead(1).kind != tokNewline {
			p.fail(syntaxErrorf(t.Span(), "illegal target for annotation"))
		}
		p.unexpected()
	}
	p.next()
	s := &AnnAssign{Target: target, Annotation: p.expression()}
	if p.accept("=") {
		s.Value = p.yieldOr(p.value)
	}
	s.StmtBase = p.stmtFrom(start)
	return s
}

func (p *parser) augmented(start int, target Expr, op Op) Stmt {
	switch target.(type) {
	case *Name, *Attribute, *Subscript:
	default:
		p.fail(syntaxErrorf(target.Span(), "'%s' is an illegal expression for augmented assignment", exprName(target)))
	}
	p.next()
	v := p.yieldOr(p.value)
	return &AugAssign{StmtBase: p.stmtFrom(start), Target: target, Op: op, Value: v}
}

func augmentedOp(text string) Op {
	switch text {
	case "+=":
		return Add
	case "-=":
		return Sub
	case "*=":
		return Mul
	case "@=":
		return MatMul
	case "/=":
		return Div
	case "//=":
		return FloorDiv
	case "%=":
		return Mod
	case "**=":
		return Pow
	case "<<=":
		return LShift
	case ">>=":
		return RShift
	case "|=":
		return BitOr
	case "^=":
		return BitXor
	case "&=":
		return BitAnd
	}
	return NoOp
}
