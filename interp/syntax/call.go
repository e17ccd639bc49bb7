package syntax

// call reads the arguments of a call; the caller sets its span.
func (p *parser) call(f Expr) *Call {
	c := &Call{Func: f}
	open := p.want("(")
	c.Args, c.Keywords = p.arguments(open)
	return c
}

// arguments reads arguments up to and with the closing parenthesis.
func (p *parser) arguments(open *token) (args []Expr, keywords []*Keyword) {
	unpacked := false // a **mapping came before
	for !p.accept(")") {
		var last Expr
		start := p.tok().at.Start
		switch {
		case p.accept("**"):
			last = p.expression()
			keywords = append(keywords, &Keyword{Where: Span{start, last.Span().End}, Value: last})
			unpacked = true
		case p.accept("*"):
			if unpacked {
				p.fail(syntaxErrorf(p.previous().at, "iterable argument unpacking follows keyword argument unpacking"))
			}
			v := p.expression()
			last = &Starred{ExprBase: p.from(start), Value: v}
			args = append(args, last)
		case p.tok().kind == tokName && p.ahead(1).is("="):
			k := p.keyword()
			last = k.Value
			keywords = append(keywords, k)
		default:
			last = p.positional(open, len(args)+len(keywords) == 0)
			if len(keywords) > 0 {
				p.positionalAfterKeyword(last, keywords)
			}
			args = append(args, last)
		}
		if !p.accept(",") {
			p.closeDisplay(")", last)
			break
		}
	}
	return args, keywords
}

// keyword reads name=value.
func (p *parser) keyword() *Keyword {
	n := p.next()
	eq := p.next()
	v := p.expression()
	if p.startsClause() && p.sees(func() { p.comprehension() }) {
		p.fail(syntaxErrorf(n.at.To(eq.at), "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"))
	}
	return &Keyword{Where: n.at.To(v.Span()), Name: n.text, Value: v}
}

// positional reads one argument by position; a generator expression needs no
// parentheses of its own when it is the only argument.
func (p *parser) positional(open *token, first bool) Expr {
	start := p.tok().at.Start
	var v Expr
	if p.tok().kind == tokName && p.ahead(1).is(":=") {
		v = p.namedExpr()
	} else {
		v = p.expression()
		switch {
		case p.is(":="):
			p.fail(syntaxErrorf(v.Span(), "cannot use assignment expressions with %s", exprName(v)))
		case p.is("="):
			p.keywordTarget(v)
		}
	}
	if !p.startsClause() {
		return v
	}
	fors := p.comprehension()
	g := &GeneratorExp{ExprBase: p.from(start), Elt: v, Fors: fors}
	if !first || p.is(",") && !p.ahead(1).is(")") {
		p.fail(syntaxErrorf(g.Where, "Generator expression must be parenthesized"))
	}
	if p.is(")") {
		g.Where = open.at.To(p.tok().at)
	}
	return g
}

// keywordTarget explains `f(expression=value)`.
func (p *parser) keywordTarget(v Expr) {
	if c, ok := v.(*Constant); ok {
		switch c.Value {
		case nil, true, false:
			p.fail(syntaxErrorf(v.Span().To(p.tok().at), "cannot assign to %s", exprName(v)))
		}
	}
	p.fail(syntaxErrorf(v.Span().To(p.tok().at), `expression cannot contain assignment, perhaps you meant "=="?`))
}

func (p *parser) positionalAfterKeyword(arg Expr, keywords []*Keyword) {
	msg := "positional argument follows keyword argument"
	for _, k := range keywords {
		if k.Name == "" {
			msg += " unpacking"
			break
		}
	}
	p.fail(syntaxErrorf(arg.Span(), "%s", msg).hint("put it before the keyword arguments, or give it a name"))
}
