package syntax

import "strings"

// maxDepth bounds how deep expressions may nest, so that no text can exhaust
// the stack of the parser or of what walks the tree later.
const maxDepth = 500

// parser is a recursive descent parser over all tokens of a text. It fails by
// panicking with an *Error, which Parse and try recover.
type parser struct {
	source *Source
	mode   Mode
	toks   []token
	i      int
	// furthest is the last token that was looked at.
	furthest int
	depth    int
	// fstring counts the f-strings around the text being parsed.
	fstring int
}

// Parse turns a text into a tree. The error, if any, is an *Error. Names are
// not resolved yet: call Resolve.
func Parse(name, text string, mode Mode) (*Module, error) {
	m, _, err := parse(name, text, mode)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// ParseExpr parses a text that is a single expression.
func ParseExpr(name, text string) (Expr, error) {
	src := NewSource(name, text)
	s := newScanner(text, ModePy)
	toks, err := s.scanAll()
	if err == nil {
		p := &parser{source: src, toks: toks}
		var e Expr
		if err = p.try(func() {
			e = p.starExpressions()
			p.endOfLine()
			if p.tok().kind != tokEOF {
				p.unexpected()
			}
		}); err == nil {
			return e, nil
		}
	}
	err.Source = src
	return nil, err
}

func parse(name, text string, mode Mode) (*Module, *scanner, *Error) {
	m := &Module{Source: NewSource(name, text), Mode: mode}
	s := newScanner(text, mode)
	toks, err := s.scanAll()
	if err == nil {
		p := &parser{source: m.Source, mode: mode, toks: toks}
		if err = p.try(func() { m.Body = p.file() }); err != nil {
			err = p.unclosed(s, err)
		}
	}
	if err != nil {
		err.Source = m.Source
		return nil, s, err
	}
	return m, s, nil
}

// unclosed blames an open bracket for an error on a line after it.
func (p *parser) unclosed(s *scanner, err *Error) *Error {
	if len(s.brackets) == 0 {
		return err
	}
	open := s.brackets[len(s.brackets)-1]
	last := p.toks[p.furthest]
	if last.kind != tokEOF && last.line <= open.line {
		return err
	}
	at := Span{open.pos, open.pos + 1}
	e := syntaxErrorf(at, "'%c' was never closed", open.char).hint("close it with '%c'", closing(open.char))
	e.more = p.tok().kind == tokEOF
	return e
}

// try runs f and gives the error that it failed with.
func (p *parser) try(f func()) (err *Error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			err = r
		default:
			panic(r)
		}
	}()
	f()
	return nil
}

// attempt runs f and goes back to where it began when f fails.
func (p *parser) attempt(f func()) bool {
	i, depth, furthest := p.i, p.depth, p.furthest
	if p.try(f) == nil {
		return true
	}
	p.i, p.depth, p.furthest = i, depth, furthest
	return false
}

// sees reports whether f would succeed here, and stays here.
func (p *parser) sees(f func()) bool {
	i, depth, furthest := p.i, p.depth, p.furthest
	ok := p.try(f) == nil
	p.i, p.depth, p.furthest = i, depth, furthest
	return ok
}

func (p *parser) fail(err *Error) { panic(err) }

// unexpected fails with CPython's plain "invalid syntax" at the present token.
func (p *parser) unexpected() {
	t := p.tok()
	switch t.kind {
	case tokIndent:
		p.fail(&Error{Class: classIndent, Msg: "unexpected indent", At: t.at, Hint: "this line is indented more than the one before it"})
	case tokDedent:
		p.fail(&Error{Class: classIndent, Msg: "unexpected unindent", At: t.at, more: p.atEnd()})
	}
	err := syntaxErrorf(t.at, "invalid syntax")
	err.more = p.atEnd()
	switch {
	case t.kind == tokKeyword && t.at.Start > 0:
		if prev := p.previous(); prev.kind == tokKeyword || prev.kind == tokOp {
			err.Hint = "'" + t.text + "' is a keyword of the language"
		}
	case t.text == "?":
		err.Hint = "name? at the start of a line shows help"
	case t.text == "!" || t.text == "%":
		err.Hint = "magic lines need the prompt or a .ksh script"
	case t.text == "++" || t.text == "--":
		err.Hint = "write x += 1"
	}
	p.fail(err)
}

func (p *parser) tok() *token {
	if p.i > p.furthest {
		p.furthest = p.i
	}
	return &p.toks[p.i]
}

// atEnd reports whether nothing but the ends of blocks follows.
func (p *parser) atEnd() bool {
	t := p.tok()
	return t.kind == tokEOF || t.kind == tokDedent && t.at.Start >= len(p.source.Text)
}

func (p *parser) ahead(n int) *token {
	return &p.toks[min(p.i+n, len(p.toks)-1)]
}

func (p *parser) previous() *token {
	return &p.toks[max(p.i-1, 0)]
}

func (p *parser) next() *token {
	t := p.tok()
	if t.kind != tokEOF {
		p.i++
	}
	return t
}

// is reports whether the present token is the operator or keyword text.
func (p *parser) is(text string) bool { return p.tok().is(text) }

func (t *token) is(text string) bool {
	return (t.kind == tokOp || t.kind == tokKeyword) && t.text == text
}

// isOneOf is is for several texts, written with spaces between them.
func (t *token) isOneOf(texts string) bool {
	if t.kind != tokOp && t.kind != tokKeyword {
		return false
	}
	for texts != "" {
		var word string
		word, texts, _ = strings.Cut(texts, " ")
		if word == t.text {
			return true
		}
	}
	return false
}

// accept steps over the operator or keyword text if it is next.
func (p *parser) accept(text string) bool {
	if p.is(text) {
		p.i++
		return true
	}
	return false
}

// want steps over text or fails with "invalid syntax".
func (p *parser) want(text string) *token {
	if !p.is(text) {
		p.unexpected()
	}
	return p.next()
}

// force steps over text or fails with "expected 'text'".
func (p *parser) force(text string) *token {
	if !p.is(text) {
		t := p.tok()
		e := syntaxErrorf(t.at, "expected '%s'", text)
		e.more = p.atEnd()
		p.fail(e)
	}
	return p.next()
}

func (p *parser) name() *token {
	if p.tok().kind != tokName {
		p.unexpected()
	}
	return p.next()
}

// enter counts nesting; leave must follow.
func (p *parser) enter() {
	p.depth++
	if p.depth > maxDepth {
		p.fail(syntaxErrorf(p.tok().at, "expression is nested too deeply"))
	}
}

func (p *parser) leave() { p.depth-- }

// from makes the base of an expression from start to the last token taken.
func (p *parser) from(start int) ExprBase {
	return ExprBase{Where: Span{start, p.previous().at.End}}
}

func (p *parser) stmtFrom(start int) StmtBase {
	return StmtBase{Where: Span{start, p.previous().at.End}}
}
