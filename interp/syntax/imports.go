package syntax

import (
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// importStmt is import a.b as c, d.
func (p *parser) importStmt() Stmt {
	start := p.next().at.Start
	s := &Import{}
	for {
		first := p.tok()
		a := &Alias{Name: p.dottedName()}
		a.Target = p.nameNode(first)
		p.as(a)
		a.Where = Span{first.at.Start, p.previous().at.End}
		s.Names = append(s.Names, a)
		if !p.accept(",") {
			break
		}
	}
	s.StmtBase = p.stmtFrom(start)
	return s
}

// as reads the `as name` of an alias.
func (p *parser) as(a *Alias) {
	if p.accept("as") {
		n := p.name()
		a.As, a.Target = n.text, p.nameNode(n)
	}
}

func (p *parser) dottedName() string {
	parts := []string{p.name().text}
	for p.accept(".") {
		parts = append(parts, p.name().text)
	}
	return strings.Join(parts, ".")
}

// importFrom is from .a.b import c as d, e.
func (p *parser) importFrom() Stmt {
	start := p.next().at.Start
	s := &ImportFrom{}
	for p.is(".") || p.is("...") {
		s.Level += len(p.next().text)
	}
	if s.Level == 0 || !p.is("import") {
		at := p.tok().at.Start
		s.Module = p.dottedName()
		s.ModuleWhere = Span{at, p.previous().at.End}
	}
	p.want("import")
	switch {
	case p.is("*"):
		t := p.next()
		s.Names = []*Alias{{Where: t.at, Name: "*"}}
	case p.accept("("):
		s.Names = p.importNames(")")
		p.closeDisplay(")", nil)
	default:
		s.Names = p.importNames("")
	}
	s.StmtBase = p.stmtFrom(start)
	return s
}

func (p *parser) importNames(end string) []*Alias {
	var names []*Alias
	for {
		n := p.name()
		a := &Alias{Name: n.text, Target: p.nameNode(n)}
		p.as(a)
		a.Where = Span{n.at.Start, p.previous().at.End}
		names = append(names, a)
		if !p.accept(",") {
			return names
		}
		if end != "" && p.is(end) {
			return names
		}
		if end == "" && p.tok().kind == tokNewline {
			p.fail(syntaxErrorf(p.previous().at, "trailing comma not allowed without surrounding parentheses"))
		}
	}
}
