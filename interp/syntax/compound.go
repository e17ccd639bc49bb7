package syntax

// compound reads the compound statement that the keyword begins; nil when it
// begins none.
func (p *parser) compound(keyword string) Stmt {
	switch keyword {
	case "if":
		return p.ifStmt("'if' statement")
	case "while":
		return p.while()
	case "for":
		return p.forStmt()
	case "try":
		return p.tryStmt()
	case "with":
		return p.with()
	case "def":
		return p.def(nil)
	case "class":
		return p.class(nil)
	case "async":
		return p.async(nil)
	}
	return nil
}

// async reads the statement that the keyword async begins.
func (p *parser) async(decorators []Expr) Stmt {
	start := p.next().at.Start
	switch {
	case p.is("def"):
		s := p.def(decorators).(*FunctionDef)
		s.Async, s.Where.Start = true, start
		return s
	case p.is("for") && decorators == nil:
		s := p.forStmt().(*For)
		s.Async, s.Where.Start = true, start
		return s
	case p.is("with") && decorators == nil:
		s := p.with().(*With)
		s.Async, s.Where.Start = true, start
		return s
	}
	p.unexpected()
	return nil
}

// header is where a compound statement begins: what it is called in errors and
// its place.
type header struct {
	what  string
	start int
	line  int
}

func (p *parser) header(what string) header {
	t := p.next()
	return header{what, t.at.Start, t.line}
}

// colon steps over the : that ends a header.
func (p *parser) colon() {
	if p.tok().kind != tokNewline && !p.is(":") {
		p.unexpected()
	}
	p.force(":")
}

// block reads the statements after a header's colon: the rest of the line, or
// an indented block.
func (p *parser) block(h header) []Stmt {
	if p.tok().kind != tokNewline {
		return p.simpleLine(nil)
	}
	p.next()
	if t := p.tok(); t.kind != tokIndent {
		p.fail(&Error{Class: classIndent, Msg: "expected an indented block after " + h.what + " on line " + itoa(h.line), At: t.at,
			Hint: "indent the line, or write pass", more: p.atEnd()})
	}
	p.next()
	var body []Stmt
	for p.tok().kind != tokDedent && p.tok().kind != tokEOF {
		body = p.statement(body)
	}
	if p.tok().kind == tokDedent {
		p.next()
	}
	return body
}

// orelse reads an else block if there is one.
func (p *parser) orelse() []Stmt {
	if !p.is("else") {
		return nil
	}
	h := p.header("'else' statement")
	if p.is("if") {
		t := p.tok()
		p.fail(syntaxErrorf(t.at, "expected ':'").hint("write elif"))
	}
	p.force(":")
	return p.block(h)
}

func (p *parser) ifStmt(what string) Stmt {
	h := p.header(what)
	s := &If{Test: p.namedExpr()}
	p.colon()
	s.Body = p.block(h)
	if p.is("elif") {
		p.enter()
		defer p.leave()
		s.Orelse = []Stmt{p.ifStmt("'elif' statement")}
	} else {
		s.Orelse = p.orelse()
	}
	s.StmtBase = p.blockFrom(h)
	return s
}

// blockFrom is the base of a compound statement: it ends with the last token
// that is no line end or dedent.
func (p *parser) blockFrom(h header) StmtBase {
	i := p.i - 1
	for i > 0 && (p.toks[i].kind == tokDedent || p.toks[i].kind == tokNewline) {
		i--
	}
	return StmtBase{Where: Span{h.start, p.toks[i].at.End}}
}

func (p *parser) while() Stmt {
	h := p.header("'while' statement")
	s := &While{Test: p.namedExpr()}
	p.colon()
	s.Body = p.block(h)
	s.Orelse = p.orelse()
	s.StmtBase = p.blockFrom(h)
	return s
}

func (p *parser) forStmt() Stmt {
	h := p.header("'for' statement")
	s := &For{Target: p.targetList("in")}
	p.oneStar(s.Target)
	p.want("in")
	s.Iter = p.value()
	p.force(":")
	s.Body = p.block(h)
	s.Orelse = p.orelse()
	s.StmtBase = p.blockFrom(h)
	return s
}

func (p *parser) tryStmt() Stmt {
	h := p.header("'try' statement")
	p.force(":")
	s := &Try{Body: p.block(h)}
	for p.is("except") {
		star := p.ahead(1).is("*")
		if len(s.Handlers) > 0 && star != s.Star {
			p.fail(syntaxErrorf(p.tok().at, "cannot have both 'except' and 'except*' on the same 'try'"))
		}
		s.Star = star
		s.Handlers = append(s.Handlers, p.except())
	}
	for i, h := range s.Handlers {
		if h.Type == nil && i < len(s.Handlers)-1 {
			p.fail(syntaxErrorf(h.Where, "default 'except:' must be last"))
		}
	}
	if len(s.Handlers) > 0 {
		s.Orelse = p.orelse()
	}
	if p.is("finally") {
		f := p.header("'finally' statement")
		p.force(":")
		s.Final = p.block(f)
	} else if len(s.Handlers) == 0 {
		t := p.tok()
		e := syntaxErrorf(t.at, "expected 'except' or 'finally' block")
		e.more = p.atEnd()
		p.fail(e)
	}
	s.StmtBase = p.blockFrom(h)
	return s
}

func (p *parser) except() *ExceptHandler {
	what := "'except' statement"
	if p.ahead(1).is("*") {
		what = "'except*' statement"
	}
	h := p.header(what)
	e := &ExceptHandler{}
	if p.accept("*") && (p.is(":") || p.tok().kind == tokNewline) {
		p.fail(syntaxErrorf(p.tok().at, "expected one or more exception types"))
	}
	if !p.is(":") {
		if p.tok().kind == tokNewline {
			p.force(":")
		}
		e.Type = p.expression()
		if p.is(",") {
			if p.sees(func() {
				for p.accept(",") {
					p.expression()
				}
				if p.accept("as") {
					p.name()
				}
				p.want(":")
			}) {
				p.fail(syntaxErrorf(e.Type.Span().To(p.ahead(1).at), "multiple exception types must be parenthesized").hint("except (A, B):"))
			}
		}
		if p.accept("as") {
			e.Target = p.nameNode(p.name())
		}
	}
	p.colon()
	e.Where = Span{h.start, p.previous().at.End}
	e.Body = p.block(h)
	return e
}

func (p *parser) with() Stmt {
	h := p.header("'with' statement")
	s := &With{}
	if !p.is("(") || !p.attempt(func() { s.Items = p.withItemsInParens(tokOp) }) {
		if p.is("(") && p.sees(func() { p.withItemsInParens(tokNewline) }) {
			p.withItemsInParens(tokNewline)
			p.colon()
		}
		s.Items = []*WithItem{p.withItem()}
		for p.accept(",") {
			s.Items = append(s.Items, p.withItem())
		}
		p.colon()
	}
	s.Body = p.block(h)
	s.StmtBase = p.blockFrom(h)
	return s
}

// withItemsInParens reads `(a as b, c as d)` and, when a line end is not what
// should follow, its colon.
func (p *parser) withItemsInParens(after tokenKind) []*WithItem {
	p.want("(")
	var items []*WithItem
	for !p.is(")") {
		items = append(items, p.withItem())
		if !p.accept(",") {
			break
		}
	}
	p.want(")")
	if after != tokNewline {
		p.want(":")
	} else if p.tok().kind != tokNewline {
		p.unexpected()
	}
	if len(items) == 0 {
		p.unexpected()
	}
	return items
}

func (p *parser) withItem() *WithItem {
	start := p.tok().at.Start
	w := &WithItem{Context: p.expression()}
	if p.accept("as") {
		w.Target = p.bitOr()
		if bad := invalidTarget(w.Target, false); bad != nil {
			p.fail(syntaxErrorf(bad.Span(), "cannot assign to %s", exprName(bad)))
		}
	}
	w.Where = Span{start, p.previous().at.End}
	return w
}

// decorated reads decorators and the function or class under them.
func (p *parser) decorated() Stmt {
	var decorators []Expr
	for p.accept("@") {
		decorators = append(decorators, p.namedExpr())
		p.endOfLine()
	}
	switch {
	case p.is("def"):
		return p.def(decorators)
	case p.is("class"):
		return p.class(decorators)
	case p.is("async"):
		return p.async(decorators)
	}
	p.unexpected()
	return nil
}

func (p *parser) def(decorators []Expr) Stmt {
	h := p.header("function definition")
	n := p.name()
	s := &FunctionDef{Name: n.text, Target: p.nameNode(n), Decorators: decorators}
	p.force("(")
	s.Params = p.params(")", true)
	p.want(")")
	if p.accept("->") {
		s.Returns = p.expression()
	}
	p.force(":")
	s.Body = p.block(h)
	s.Doc, s.HasDoc = docstring(s.Body)
	s.StmtBase = p.blockFrom(h)
	return s
}

func (p *parser) class(decorators []Expr) Stmt {
	h := p.header("class definition")
	n := p.name()
	s := &ClassDef{Name: n.text, Target: p.nameNode(n), Decorators: decorators}
	if p.is("(") {
		s.Bases, s.Keywords = p.arguments(p.next())
	}
	p.colon()
	s.Body = p.block(h)
	s.Doc, s.HasDoc = docstring(s.Body)
	s.StmtBase = p.blockFrom(h)
	return s
}

func docstring(body []Stmt) (string, bool) {
	if len(body) > 0 {
		if e, ok := body[0].(*ExprStmt); ok {
			if c, ok := e.Value.(*Constant); ok {
				s, ok := c.Value.(string)
				return s, ok
			}
		}
	}
	return "", false
}
