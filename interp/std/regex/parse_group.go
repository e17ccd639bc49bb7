package regex

import "unicode"

// group reads (...); the parenthesis is read.
func (p *parser) group(at int) node {
	if !p.accept("?") {
		return p.capture("", at)
	}
	switch {
	case p.accept(":"):
		return &group{x: p.closed(at)}
	case p.accept("="):
		return p.look(at, false, false)
	case p.accept("!"):
		return p.look(at, true, false)
	case p.accept("<="):
		return p.look(at, false, true)
	case p.accept("<!"):
		return p.look(at, true, true)
	case p.accept(">"):
		return &atomic{p.closed(at)}
	case p.accept("P<"):
		name := p.name(">", at)
		if n, ok := p.names[name]; ok {
			p.fail(at+4, "redefinition of group name '%s' as group %d; was group %d", name, p.groups+1, n)
		}
		return p.capture(name, at)
	case p.accept("P="):
		start := p.i
		name := p.name(")", at)
		n, ok := p.names[name]
		if !ok {
			p.fail(start, "unknown group name '%s'", name)
		}
		return p.reference(n, at)
	case p.accept("#"):
		for p.more() {
			p.i++
			if p.src[p.i-1] == ')' {
				return nil
			}
		}
		p.fail(at, "missing ), unterminated comment")
	case p.accept("("):
		return p.conditional(at)
	}
	return p.inlineFlags(at)
}

// maxDepth bounds how deep groups may nest.
const maxDepth = 500

// closed reads up to the parenthesis that closes the group.
func (p *parser) closed(at int) node {
	if p.depth++; p.depth > maxDepth {
		p.fail(at, "groups are nested too deeply")
	}
	defer func() { p.depth-- }()
	flags := p.flags
	x := p.alternatives()
	if !p.accept(")") {
		p.fail(at, "missing ), unterminated subpattern")
	}
	p.flags = flags
	return x
}

func (p *parser) capture(name string, at int) node {
	p.groups++
	n := p.groups
	if name != "" {
		p.names[name] = n
		p.order = append(p.order, name)
	}
	p.open = append(p.open, n)
	x := p.closed(at)
	p.open = p.open[:len(p.open)-1]
	return &group{x, n}
}

// name reads a group's name up to end.
func (p *parser) name(end string, at int) string {
	start := p.i
	for p.more() && !p.peek(end) {
		p.i++
	}
	name := string(p.src[start:p.i])
	if !p.accept(end) {
		p.fail(start, "missing %s, unterminated name", end)
	}
	if name == "" {
		p.fail(start, "missing group name")
	}
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			p.fail(start, "bad character in group name '%s'", name)
		}
	}
	return name
}

func (p *parser) look(at int, negative, behind bool) node {
	l := &look{negative: negative, behind: behind}
	l.x = p.closed(at)
	if behind {
		w, ok := width(l.x)
		if !ok {
			p.fail(-1, "look-behind requires fixed-width pattern")
		}
		l.width = w
	}
	return l
}

// conditional reads (?(1)yes|no).
func (p *parser) conditional(at int) node {
	start := p.i
	n, ok := p.number()
	if ok {
		if !p.accept(")") {
			p.fail(start, "missing ), unterminated name")
		}
	} else {
		name := p.name(")", at)
		if n, ok = p.names[name]; !ok {
			p.fail(start, "unknown group name '%s'", name)
		}
	}
	if n > p.groups || n == 0 {
		p.fail(start, "invalid group reference %d", n)
	}
	c := &conditional{number: n, yes: p.sequence(), no: sequence{}}
	if p.accept("|") {
		c.no = p.sequence()
	}
	if p.peek("|") {
		p.fail(p.i, "conditional backref with more than two branches")
	}
	if !p.accept(")") {
		p.fail(at, "missing ), unterminated subpattern")
	}
	return c
}

var flagLetters = map[rune]Flags{'i': IgnoreCase, 'L': Locale, 'm': Multiline, 's': DotAll, 'u': Unicode, 'x': Verbose, 'a': ASCII}

// inlineFlags reads (?im), which sets flags for the whole pattern, and
// (?i-s:...).
func (p *parser) inlineFlags(at int) node {
	on, off := Flags(0), Flags(0)
	set := &on
	for p.more() {
		c := p.src[p.i]
		p.i++
		switch f, ok := flagLetters[c]; {
		case ok:
			*set |= f
		case c == '-' && set == &on:
			set = &off
		case c == ')' && set == &on:
			if at != 0 {
				p.fail(at, "global flags not at the start of the expression")
			}
			p.flags |= on
			return nil
		case c == ':':
			outer := p.flags
			p.flags = outer&^off | on
			x := p.closed(at)
			p.flags = outer
			return &group{x: x}
		default:
			// Extensions of two letters are shown as a whole.
			if (c == '<' || c == 'P') && p.more() {
				p.i++
			}
			p.fail(at+1, "unknown extension ?%s", string(p.src[at+2:p.i]))
		}
	}
	p.fail(p.i, "missing -, : or )")
	return nil
}
