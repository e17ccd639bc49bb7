package syntax

func (p *parser) nameNode(t *token) *Name {
	return &Name{ExprBase: ExprBase{Where: t.at}, Ident: t.text}
}

// atom is the smallest part of an expression.
func (p *parser) atom() Expr {
	t := p.tok()
	switch t.kind {
	case tokName:
		p.next()
		return p.nameNode(t)
	case tokNumber:
		p.next()
		return &Constant{ExprBase: ExprBase{Where: t.at}, Value: t.num}
	case tokString:
		return p.strings()
	case tokKeyword:
		return p.constantWord(t)
	case tokOp:
		switch t.text {
		case "(":
			return p.parenthesis()
		case "[":
			return p.list()
		case "{":
			return p.braces()
		case "...":
			p.next()
			return &Constant{ExprBase: ExprBase{Where: t.at}, Value: EllipsisValue{}}
		}
	}
	p.unexpected()
	return nil
}

func (p *parser) constantWord(t *token) Expr {
	c := &Constant{ExprBase: ExprBase{Where: t.at}}
	switch t.text {
	case "None":
	case "True":
		c.Value = true
	case "False":
		c.Value = false
	default:
		p.unexpected()
	}
	p.next()
	return c
}

// parenthesis is a group, a tuple or a generator expression.
func (p *parser) parenthesis() Expr {
	start := p.want("(").at.Start
	if p.accept(")") {
		return &Tuple{ExprBase: p.from(start)}
	}
	if p.is("yield") {
		y := p.yield()
		p.closeDisplay(")", y)
		return y
	}
	if p.is("**") {
		if p.sees(func() { p.next(); p.expression(); p.want(")") }) {
			p.fail(syntaxErrorf(p.tok().at, "cannot use double starred expression here"))
		}
	}
	first := p.starOrNamed()
	if p.startsClause() {
		p.noStar(first)
		fors := p.comprehension()
		p.closeDisplay(")", nil)
		return &GeneratorExp{ExprBase: p.from(start), Elt: first, Fors: fors}
	}
	if p.accept(")") {
		if s, ok := first.(*Starred); ok {
			p.fail(syntaxErrorf(s.Where, "cannot use starred expression here"))
		}
		return first
	}
	elts := p.elements(first, ")")
	return &Tuple{ExprBase: p.from(start), Elts: elts}
}

// elements reads the rest of a display whose first element is read, up to and
// with its closing bracket.
func (p *parser) elements(first Expr, end string) []Expr {
	elts := []Expr{first}
	last := first
	for p.accept(",") && !p.is(end) {
		last = p.starOrNamed()
		elts = append(elts, last)
	}
	if end != ")" && len(elts) > 1 && p.startsClause() && p.sees(func() { p.comprehension() }) {
		p.fail(syntaxErrorf(first.Span().To(last.Span()), "did you forget parentheses around the comprehension target?"))
	}
	p.closeDisplay(end, last)
	return elts
}

// closeDisplay steps over a closing bracket. What stands there instead is most
// often the element after a missing comma.
func (p *parser) closeDisplay(end string, last Expr) {
	if p.accept(end) {
		return
	}
	p.missingComma(last)
	p.unexpected()
}

// missingComma fails with CPython's question when an expression follows the
// expression last right away inside a bracket.
func (p *parser) missingComma(last Expr) {
	if last == nil || !p.startsExpr() || p.is("*") || p.is("yield") {
		return
	}
	if _, isLambda := last.(*Lambda); isLambda {
		return
	}
	prev, t := p.previous(), p.tok()
	if _, isName := last.(*Name); isName && t.kind == tokString && prev.kind == tokName {
		if prev.at.End == t.at.Start {
			p.fail(syntaxErrorf(t.at, "invalid syntax").hint("'%s' is no prefix of strings", prev.text))
		}
		p.fail(syntaxErrorf(t.at, "invalid syntax").hint("did you forget a comma?"))
	}
	level := 0
	if !p.sees(func() { p.expression(); level = p.previous().level }) {
		// The next element has an error of its own: that one is told.
		p.expression()
		return
	}
	p.lookPast()
	if level == 0 && p.fstring == 0 {
		return
	}
	at := Span{prev.at.End, prev.at.End + 1}
	p.fail(syntaxErrorf(at, "invalid syntax. Perhaps you forgot a comma?").hint("did you forget a comma?"))
}

// lookPast notes how far an expression reaches that stands where none can: an
// error there is blamed on a bracket that it leaves open.
func (p *parser) lookPast() {
	if !p.startsExpr() {
		return
	}
	i, depth := p.i, p.depth
	_ = p.try(func() { p.expression() })
	p.i, p.depth = i, depth
}

func (p *parser) noStar(e Expr) {
	if s, ok := e.(*Starred); ok {
		p.fail(syntaxErrorf(s.Where, "iterable unpacking cannot be used in comprehension"))
	}
}

func (p *parser) list() Expr {
	start := p.want("[").at.Start
	if p.accept("]") {
		return &List{ExprBase: p.from(start)}
	}
	first := p.starOrNamed()
	if p.startsClause() {
		p.noStar(first)
		fors := p.comprehension()
		p.closeDisplay("]", nil)
		return &ListComp{ExprBase: p.from(start), Elt: first, Fors: fors}
	}
	elts := p.elements(first, "]")
	return &List{ExprBase: p.from(start), Elts: elts}
}

// braces is a dict, a set or a comprehension of either.
func (p *parser) braces() Expr {
	start := p.want("{").at.Start
	if p.accept("}") {
		return &Dict{ExprBase: p.from(start)}
	}
	if p.is("**") {
		return p.dict(start, nil)
	}
	first := p.starOrNamed()
	if p.is(":") {
		return p.dict(start, first)
	}
	if p.startsClause() {
		p.noStar(first)
		fors := p.comprehension()
		p.closeDisplay("}", nil)
		return &SetComp{ExprBase: p.from(start), Elt: first, Fors: fors}
	}
	elts := p.elements(first, "}")
	return &Set{ExprBase: p.from(start), Elts: elts}
}

// dict reads a dict display; key is the first key if it is read already.
func (p *parser) dict(start int, key Expr) Expr {
	d := &Dict{}
	for {
		var value Expr
		if key == nil && p.accept("**") {
			value = p.bitOr()
			if p.startsClause() {
				p.fail(syntaxErrorf(value.Span(), "dict unpacking cannot be used in dict comprehension"))
			}
		} else {
			if key == nil {
				key = p.expression()
			}
			value = p.dictValue(key)
			if len(d.Keys) == 0 && p.startsClause() {
				fors := p.comprehension()
				p.closeDisplay("}", nil)
				return &DictComp{ExprBase: p.from(start), Key: key, Value: value, Fors: fors}
			}
		}
		d.Keys, d.Values = append(d.Keys, key), append(d.Values, value)
		key = nil
		if !p.accept(",") {
			p.closeDisplay("}", value)
			break
		}
		if p.accept("}") {
			break
		}
	}
	d.ExprBase = p.from(start)
	return d
}

func (p *parser) dictValue(key Expr) Expr {
	if !p.is(":") {
		p.missingComma(key)
		if p.tok().kind == tokEOF {
			p.unexpected()
		}
		p.fail(syntaxErrorf(p.previous().at, "':' expected after dictionary key"))
	}
	colon := p.next()
	switch {
	case p.is("*"):
		p.fail(syntaxErrorf(p.tok().at, "cannot use a starred expression in a dictionary value"))
	case p.is("}") || p.is(","):
		p.fail(syntaxErrorf(colon.at, "expression expected after dictionary key and ':'"))
	}
	return p.expression()
}

// startsClause reports whether a clause of a comprehension is next.
func (p *parser) startsClause() bool { return p.is("for") || p.is("async") }

// comprehension reads the for and if clauses.
func (p *parser) comprehension() []*Comprehension {
	var fors []*Comprehension
	for p.startsClause() {
		start := p.tok().at.Start
		async := p.accept("async")
		p.want("for")
		c := &Comprehension{Async: async, Target: p.targetList("in")}
		p.want("in")
		c.Iter = p.disjunction()
		for p.accept("if") {
			c.Ifs = append(c.Ifs, p.disjunction())
		}
		c.Where = Span{start, p.previous().at.End}
		fors = append(fors, c)
	}
	return fors
}
