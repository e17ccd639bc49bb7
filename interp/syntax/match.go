package syntax

// isMatch reports whether a match statement stands here: match, a subject and
// a colon, with case on an indented line below, or with nothing yet. match
// itself is no keyword.
func (p *parser) isMatch() bool {
	if t := p.tok(); t.kind != tokName || t.text != "match" {
		return false
	}
	for i := p.i + 1; i+1 < len(p.toks); i++ {
		if p.toks[i].kind != tokNewline {
			continue
		}
		switch below := p.toks[i+1]; {
		case i < p.i+3 || !p.toks[i-1].is(":"):
			return false
		case below.kind == tokEOF:
			return true
		case below.kind == tokIndent && i+2 < len(p.toks):
			next := p.toks[i+2]
			return next.kind == tokName && next.text == "case"
		}
		return false
	}
	return false
}

func (p *parser) match() Stmt {
	h := p.header("'match' statement")
	s := &Match{Subject: p.subject()}
	p.colon()
	p.next() // the line end
	if t := p.tok(); t.kind != tokIndent {
		p.fail(&Error{Class: classIndent, Msg: "expected an indented block after " + h.what + " on line " + itoa(h.line), At: t.at, more: p.atEnd()})
	}
	p.next()
	for p.tok().kind == tokName && p.tok().text == "case" {
		s.Cases = append(s.Cases, p.matchCase())
	}
	if p.tok().kind == tokDedent {
		p.next()
	} else if p.tok().kind != tokEOF {
		p.unexpected()
	}
	for i, c := range s.Cases {
		if i < len(s.Cases)-1 && c.Guard == nil {
			p.refutable(c.Pattern)
		}
	}
	s.StmtBase = p.blockFrom(h)
	return s
}

// subject is what match looks at: with a comma or a star it is a tuple.
func (p *parser) subject() Expr {
	if !p.is("*") && !p.is("(") {
		e := p.namedExpr()
		if !p.is(",") {
			return e
		}
		t := &Tuple{Elts: []Expr{e}}
		for p.accept(",") && p.startsExpr() {
			t.Elts = append(t.Elts, p.starOrNamed())
		}
		t.ExprBase = p.from(e.Span().Start)
		return t
	}
	e := p.starExpressions()
	p.noLoneStar(e)
	return e
}

func (p *parser) matchCase() *MatchCase {
	h := p.header("'case' statement")
	c := &MatchCase{Pattern: p.openPattern()}
	p.boundOnce(c.Pattern, map[string]bool{})
	if p.accept("if") {
		c.Guard = p.namedExpr()
	}
	p.colon()
	c.Where = Span{h.start, p.previous().at.End}
	c.Body = p.block(h)
	return c
}

// refutable fails for a pattern that fits everything, which only the last
// case may have.
func (p *parser) refutable(pat Pattern) {
	switch m := pat.(type) {
	case *MatchAs:
		if m.Pattern != nil {
			p.refutable(m.Pattern)
			return
		}
		if m.Target == nil {
			p.fail(syntaxErrorf(m.Where, "wildcard makes remaining patterns unreachable"))
		}
		p.fail(syntaxErrorf(m.Where, "name capture '%s' makes remaining patterns unreachable", m.Target.Ident))
	case *MatchOr:
		p.refutable(m.Patterns[len(m.Patterns)-1])
	}
}

// openPattern is a pattern that may be a sequence without brackets.
func (p *parser) openPattern() Pattern {
	start := p.tok().at.Start
	first := p.starPattern()
	if _, star := first.(*MatchStar); !star && !p.is(",") {
		return first
	}
	elts := []Pattern{first}
	for p.accept(",") && !p.is(":") && !p.is("if") {
		elts = append(elts, p.starPattern())
	}
	return p.sequencePattern(start, elts)
}

func (p *parser) patternFrom(start int) PatternBase {
	return PatternBase{Span{start, p.previous().at.End}}
}

func (p *parser) sequencePattern(start int, elts []Pattern) Pattern {
	stars := 0
	for _, e := range elts {
		if s, ok := e.(*MatchStar); ok {
			if stars++; stars > 1 {
				p.fail(syntaxErrorf(s.Where, "multiple starred names in sequence pattern"))
			}
		}
	}
	return &MatchSequence{p.patternFrom(start), elts}
}

// starPattern is an element of a sequence.
func (p *parser) starPattern() Pattern {
	if !p.is("*") {
		return p.asPattern()
	}
	start := p.next().at.Start
	n := p.name()
	s := &MatchStar{PatternBase: p.patternFrom(start)}
	if n.text != "_" {
		s.Target = p.nameNode(n)
	}
	return s
}

func (p *parser) asPattern() Pattern {
	p.enter()
	defer p.leave()
	start := p.tok().at.Start
	pat := p.orPattern()
	if !p.accept("as") {
		return pat
	}
	n := p.name()
	if n.text == "_" {
		p.fail(syntaxErrorf(n.at, "cannot use '_' as a target"))
	}
	return &MatchAs{p.patternFrom(start), pat, p.nameNode(n)}
}

func (p *parser) orPattern() Pattern {
	start := p.tok().at.Start
	first := p.closedPattern()
	if !p.is("|") {
		return first
	}
	or := &MatchOr{Patterns: []Pattern{first}}
	for p.accept("|") {
		or.Patterns = append(or.Patterns, p.closedPattern())
	}
	or.PatternBase = p.patternFrom(start)
	for _, alt := range or.Patterns[:len(or.Patterns)-1] {
		p.refutable(alt)
	}
	names := p.boundNames(or.Patterns[0])
	for _, alt := range or.Patterns[1:] {
		other := p.boundNames(alt)
		same := len(other) == len(names)
		for n := range other {
			same = same && names[n]
		}
		if !same {
			p.fail(syntaxErrorf(or.Where, "alternative patterns bind different names"))
		}
	}
	return or
}

// closedPattern is a pattern that needs no brackets around it.
func (p *parser) closedPattern() Pattern {
	t := p.tok()
	switch {
	case t.kind == tokName:
		return p.namePattern()
	case t.kind == tokNumber, t.kind == tokString, t.is("-"):
		start := t.at.Start
		v := p.literalPattern()
		return &MatchValue{PatternBase: p.patternFrom(start), Value: v}
	case t.isOneOf("None True False"):
		return &MatchValue{PatternBase: PatternBase{t.at}, Value: p.constantWord(t), Singleton: true}
	case t.is("("), t.is("["):
		return p.bracketPattern()
	case t.is("{"):
		return p.mappingPattern()
	}
	p.unexpected()
	return nil
}

// literalPattern is a number, with its sign, or a string.
func (p *parser) literalPattern() Expr {
	t := p.tok()
	if t.is("-") {
		p.next()
		n := p.tok()
		if n.kind != tokNumber {
			p.unexpected()
		}
		return &UnaryOp{ExprBase: ExprBase{Where: t.at.To(n.at)}, Op: USub, Operand: p.atom()}
	}
	e := p.atom()
	if _, ok := e.(*JoinedStr); ok {
		p.fail(syntaxErrorf(e.Span(), "patterns may only match literals and attribute lookups"))
	}
	return e
}

// namePattern is a name to bind, _, a dotted name to compare with, or a class.
func (p *parser) namePattern() Pattern {
	n := p.name()
	start := n.at.Start
	if !p.is(".") && !p.is("(") {
		m := &MatchAs{PatternBase: PatternBase{n.at}}
		if n.text != "_" {
			m.Target = p.nameNode(n)
		}
		return m
	}
	var e Expr = p.nameNode(n)
	for p.accept(".") {
		attr := p.name()
		e = &Attribute{ExprBase: p.from(start), Value: e, Attr: attr.text}
	}
	if p.is("(") {
		return p.classPattern(start, e)
	}
	return &MatchValue{PatternBase: p.patternFrom(start), Value: e}
}

func (p *parser) classPattern(start int, class Expr) Pattern {
	p.want("(")
	m := &MatchClass{Class: class}
	for !p.is(")") {
		if p.tok().kind == tokName && p.ahead(1).is("=") {
			n := p.name()
			p.next()
			for _, before := range m.Names {
				if before == n.text {
					p.fail(syntaxErrorf(n.at, "attribute name repeated in class pattern: %s", n.text))
				}
			}
			m.Names = append(m.Names, n.text)
			m.Named = append(m.Named, p.asPattern())
		} else {
			pat := p.asPattern()
			if len(m.Names) > 0 {
				p.fail(syntaxErrorf(pat.Span(), "positional patterns follow keyword patterns"))
			}
			m.Positional = append(m.Positional, pat)
		}
		if !p.accept(",") {
			break
		}
	}
	p.want(")")
	m.PatternBase = p.patternFrom(start)
	return m
}

// bracketPattern is a sequence in brackets, or a pattern in parentheses.
func (p *parser) bracketPattern() Pattern {
	open := p.next()
	end := ")"
	if open.is("[") {
		end = "]"
	}
	var elts []Pattern
	comma := false
	for !p.is(end) {
		elts = append(elts, p.starPattern())
		comma = p.accept(",")
		if !comma {
			break
		}
	}
	p.want(end)
	if len(elts) == 1 && !comma && end == ")" {
		if _, star := elts[0].(*MatchStar); !star {
			return elts[0]
		}
	}
	return p.sequencePattern(open.at.Start, elts)
}

func (p *parser) mappingPattern() Pattern {
	start := p.want("{").at.Start
	m := &MatchMapping{}
	for !p.is("}") {
		if p.accept("**") {
			n := p.name()
			if n.text == "_" {
				p.unexpected()
			}
			m.Rest = p.nameNode(n)
			p.accept(",")
			break
		}
		m.Keys = append(m.Keys, p.patternKey())
		p.want(":")
		m.Patterns = append(m.Patterns, p.asPattern())
		if !p.accept(",") {
			break
		}
	}
	p.want("}")
	m.PatternBase = p.patternFrom(start)
	return m
}

// patternKey is the key of a mapping pattern: a literal or a dotted name.
func (p *parser) patternKey() Expr {
	t := p.tok()
	switch v := p.closedPattern().(type) {
	case *MatchValue:
		return v.Value
	default:
		p.fail(syntaxErrorf(t.at, "invalid syntax"))
	}
	return nil
}

// boundNames are the names that a pattern binds.
func (p *parser) boundNames(pat Pattern) map[string]bool {
	names := map[string]bool{}
	for _, n := range patternNames(pat) {
		names[n.Ident] = true
	}
	return names
}

// boundOnce fails for a name that a pattern binds twice.
func (p *parser) boundOnce(pat Pattern, seen map[string]bool) {
	if or, ok := pat.(*MatchOr); ok {
		pat = or.Patterns[0]
	}
	for _, n := range patternNames(pat) {
		if seen[n.Ident] {
			p.fail(syntaxErrorf(n.Where, "multiple assignments to name '%s' in pattern", n.Ident))
		}
		seen[n.Ident] = true
	}
}

// patternNames lists the names that a pattern binds; of alternatives, which
// bind the same, those of the first.
func patternNames(pat Pattern) []*Name {
	var names []*Name
	add := func(n *Name) {
		if n != nil {
			names = append(names, n)
		}
	}
	all := func(pats []Pattern) {
		for _, q := range pats {
			names = append(names, patternNames(q)...)
		}
	}
	switch m := pat.(type) {
	case *MatchSequence:
		all(m.Elts)
	case *MatchStar:
		add(m.Target)
	case *MatchMapping:
		all(m.Patterns)
		add(m.Rest)
	case *MatchClass:
		all(m.Positional)
		all(m.Named)
	case *MatchAs:
		if m.Pattern != nil {
			names = patternNames(m.Pattern)
		}
		add(m.Target)
	case *MatchOr:
		names = patternNames(m.Patterns[0])
	}
	return names
}
