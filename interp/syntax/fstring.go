package syntax

import "strings"

// strings reads adjacent string literals as one.
func (p *parser) strings() Expr {
	start := p.tok().at.Start
	if p.tok().str.bytes {
		return p.bytes()
	}
	var b fstringBuilder
	for p.tok().kind == tokString {
		t := p.next()
		if t.str.bytes {
			p.fail(mixedLiterals(t.at))
		}
		if t.str.format {
			b.formatted = true
			f := fieldReader{p: p, text: p.source.Text, pos: t.str.bodyStart, end: t.str.bodyEnd, raw: t.str.raw}
			f.into(&b, 0)
			continue
		}
		b.text(p, p.source.Text[t.str.bodyStart:t.str.bodyEnd], t.str.raw, t.str.bodyStart)
	}
	base := p.from(start)
	if !b.formatted {
		return &Constant{ExprBase: base, Value: b.literal.String()}
	}
	b.flush()
	return &JoinedStr{ExprBase: base, Parts: b.parts}
}

// fstringBuilder joins literal text and fields.
type fstringBuilder struct {
	formatted bool
	parts     []Expr
	literal   strings.Builder
	where     Span
}

func (b *fstringBuilder) text(p *parser, text string, raw bool, at int) {
	s, err := decodeString(text, raw, at)
	if err != nil {
		p.fail(err)
	}
	b.literal.WriteString(s)
	if b.where.End == 0 {
		b.where.Start = at
	}
	b.where.End = at + len(text)
}

// flush ends the present literal part.
func (b *fstringBuilder) flush() {
	if b.literal.Len() > 0 {
		b.parts = append(b.parts, &Constant{ExprBase: ExprBase{Where: b.where}, Value: b.literal.String()})
	}
	b.literal.Reset()
	b.where = Span{}
}

// fieldReader reads the body of one f-string literal.
type fieldReader struct {
	p        *parser
	text     string
	pos, end int
	raw      bool
}

func (f *fieldReader) fail(at Span, format string, args ...any) {
	f.p.fail(syntaxErrorf(at, "f-string: "+format, args...))
}

func (f *fieldReader) peek() byte {
	if f.pos < f.end {
		return f.text[f.pos]
	}
	return 0
}

// escapeLength is the length of what stands at the place: a character, or the
// escape \N{NAME}, whose braces are no field's.
func (f *fieldReader) escapeLength() int {
	if f.raw || f.text[f.pos] != '\\' || f.pos+1 >= f.end {
		return 1
	}
	if strings.HasPrefix(f.text[f.pos:f.end], "\\N{") {
		if n := strings.IndexByte(f.text[f.pos:f.end], '}'); n > 0 {
			return n + 1
		}
	}
	if f.text[f.pos+1] == '\\' {
		return 2
	}
	return 1
}

// into reads literal text and fields. depth is 0 for the string itself, 1 for
// a format spec, which the closing brace of its field ends.
func (f *fieldReader) into(b *fstringBuilder, depth int) {
	for f.pos < f.end {
		start := f.pos
		for f.pos < f.end && f.text[f.pos] != '{' && f.text[f.pos] != '}' {
			f.pos += f.escapeLength()
		}
		if f.pos > start {
			b.text(f.p, f.text[start:f.pos], f.raw, start)
		}
		if f.pos >= f.end {
			return
		}
		c := f.text[f.pos]
		if depth == 0 && f.pos+1 < f.end && f.text[f.pos+1] == c {
			b.text(f.p, f.text[f.pos:f.pos+1], true, f.pos)
			f.pos += 2
			continue
		}
		if c == '}' {
			if depth > 0 {
				return
			}
			f.fail(Span{f.pos, f.pos + 1}, "single '}' is not allowed")
		}
		f.field(b, depth)
	}
}

// field reads {expression!r:spec}.
func (f *fieldReader) field(b *fstringBuilder, depth int) {
	open := f.pos
	if depth >= 2 {
		f.fail(Span{open, open + 1}, "expressions nested too deeply")
	}
	f.pos++
	start := f.pos
	f.skipExpression(open)
	if strings.TrimSpace(f.text[start:f.pos]) == "" {
		f.fail(Span{open, f.pos}, "empty expression not allowed")
	}
	v := &FormattedValue{Value: f.expression(start, f.pos)}
	debug := ""
	if f.peek() == '=' {
		f.pos++
		for c := f.peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = f.peek() {
			f.pos++
		}
		debug = f.text[start:f.pos]
	}
	if f.peek() == '!' {
		f.conversion(v)
	}
	if f.peek() == ':' {
		f.pos++
		specStart := f.pos
		var spec fstringBuilder
		f.into(&spec, depth+1)
		spec.flush()
		v.Spec = &JoinedStr{ExprBase: ExprBase{Where: Span{specStart, f.pos}}, Parts: spec.parts}
	}
	if f.peek() != '}' {
		f.fail(Span{open, open + 1}, "expecting '}'")
	}
	f.pos++
	v.Where = Span{open, f.pos}
	if debug != "" {
		b.literal.WriteString(debug)
		b.where = Span{start, start + len(debug)}
		if v.Conversion == 0 && v.Spec == nil {
			v.Conversion = 'r'
		}
	}
	b.flush()
	b.parts = append(b.parts, v)
}

func (f *fieldReader) conversion(v *FormattedValue) {
	f.pos++
	at := Span{f.pos, min(f.pos+1, f.end)}
	c := f.peek()
	if c == 0 {
		f.fail(Span{f.pos - 1, f.pos}, "expecting '}'")
	}
	if c != 'r' && c != 's' && c != 'a' {
		f.fail(at, "invalid conversion character: expected 's', 'r', or 'a'")
	}
	v.Conversion = c
	f.pos++
}

// skipExpression steps to the end of the expression of a field: a brace, a
// colon, a conversion or a debugging = outside of brackets and strings.
func (f *fieldReader) skipExpression(open int) {
	var brackets []byte
	for ; f.pos < f.end; f.pos++ {
		c := f.text[f.pos]
		at := Span{f.pos, f.pos + 1}
		next := byte(0)
		if f.pos+1 < f.end {
			next = f.text[f.pos+1]
		}
		switch c {
		case '\\':
			f.p.fail(syntaxErrorf(at, "f-string expression part cannot include a backslash"))
		case '#':
			f.p.fail(syntaxErrorf(at, "f-string expression part cannot include '#'"))
		case '\'', '"':
			f.skipString(c)
		case '(', '[', '{':
			if len(brackets) >= maxBrackets {
				f.fail(at, "too many nested parenthesis")
			}
			brackets = append(brackets, c)
		case ')', ']', '}':
			if len(brackets) == 0 {
				if c == '}' {
					return
				}
				f.fail(at, "unmatched '%c'", c)
			}
			top := brackets[len(brackets)-1]
			if closing(top) != c {
				f.fail(at, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, top)
			}
			brackets = brackets[:len(brackets)-1]
		case '!', '=', '<', '>':
			if next == '=' {
				f.pos++ // a comparison
			} else if len(brackets) == 0 && c != '<' && c != '>' {
				return
			}
		case ':':
			if len(brackets) == 0 {
				return
			}
		}
	}
	if len(brackets) > 0 {
		f.fail(Span{open, open + 1}, "'%c' was never closed", brackets[len(brackets)-1])
	}
	f.fail(Span{open, open + 1}, "expecting '}'")
}

// skipString steps onto the last quote of a string inside an expression.
func (f *fieldReader) skipString(quote byte) {
	start := f.pos
	q := string(quote)
	if strings.HasPrefix(f.text[f.pos:f.end], strings.Repeat(q, 3)) {
		q = strings.Repeat(q, 3)
	}
	f.pos += len(q)
	end := strings.Index(f.text[f.pos:f.end], q)
	if end < 0 {
		f.fail(Span{start, start + 1}, "unterminated string")
	}
	if i := strings.IndexByte(f.text[f.pos:f.pos+end], '\\'); i >= 0 {
		f.p.fail(syntaxErrorf(Span{f.pos + i, f.pos + i + 1}, "f-string expression part cannot include a backslash"))
	}
	f.pos += end + len(q) - 1
}

// expression parses a piece of the source as if it stood in parentheses.
func (f *fieldReader) expression(start, end int) Expr {
	s := newScanner(f.text, ModePy)
	s.pos, s.end = start, end
	s.line, _ = f.p.source.Position(start)
	s.brackets = []bracket{{'(', start, s.line}}
	var err *Error
	for more := true; more && err == nil; {
		more, err = s.token()
	}
	if err == nil {
		s.finish()
		sub := &parser{source: f.p.source, mode: ModePy, toks: s.toks, depth: f.p.depth + 1, fstring: f.p.fstring + 1}
		var e Expr
		err = sub.try(func() {
			if sub.is("yield") {
				e = sub.yield()
			} else {
				e = sub.starOrNamedList()
			}
			if sub.tok().kind != tokEOF {
				sub.missingComma(e)
				sub.unexpected()
			}
		})
		if err == nil {
			return e
		}
	}
	err.Msg = "f-string: " + err.Msg
	err.more = false
	f.p.fail(err)
	return nil
}

// starOrNamedList is what parentheses may hold.
func (p *parser) starOrNamedList() Expr { return p.tupleOf(p.starOrNamed) }
