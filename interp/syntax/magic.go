package syntax

import "strings"

// magicLine scans a line meant for the shell, when there is one here: %name,
// !command, name?, ?name. It is recognised at the start of a logical line only.
func (s *scanner) magicLine() bool {
	if s.mode == ModePy || s.pos >= s.end {
		return false
	}
	start := s.pos
	rest := s.src[s.pos:s.end]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	text := strings.TrimSpace(rest)
	switch {
	case text == "":
		return false
	case strings.HasPrefix(text, "%%") && len(s.toks) == 0:
		s.pos = s.end
		s.line += strings.Count(s.src[start:s.end], "\n")
		s.emit(tokMagic, start)
		s.emit(tokNewline, s.pos)
		return true
	case text[0] == '%' || text[0] == '!' || text[0] == '?' || isHelpRequest(text):
		s.pos += len(rest)
		s.emit(tokMagic, start)
		line, end := s.line, s.pos
		s.lineBreak()
		t := s.emit(tokNewline, end)
		t.line = line
		return true
	}
	return false
}

// isHelpRequest reports whether text is a dotted name (or a magic's name)
// followed by ? or ??.
func isHelpRequest(text string) bool {
	name, ok := strings.CutSuffix(text, "?")
	if !ok {
		return false
	}
	name = strings.TrimRight(strings.TrimSuffix(name, "?"), " \t")
	for _, part := range strings.Split(name, ".") {
		if !IsIdentifier(part) {
			return false
		}
	}
	return true
}

// magic makes the statement of a magic line.
func (p *parser) magic() Stmt {
	t := p.next()
	m := &Magic{StmtBase: StmtBase{Where: t.at}, BodyStart: t.at.End}
	text := strings.TrimRight(t.text, " \t\r\n")
	switch {
	case strings.HasPrefix(text, "%%"):
		m.Kind = MagicCell
		head, body, _ := strings.Cut(t.text, "\n")
		m.BodyStart = t.at.Start + min(len(head)+1, len(t.text))
		m.Body = body
		m.Name, m.Args = splitMagic(strings.TrimRight(head[2:], " \t\r"))
	case text[0] == '!':
		m.Kind, m.Args = MagicShell, strings.TrimLeft(text[1:], " \t")
	case text[0] == '%' && !strings.HasSuffix(text, "?"):
		m.Kind = MagicLine
		m.Name, m.Args = splitMagic(text[1:])
	default:
		m.Kind = MagicHelp
		if strings.HasSuffix(text, "??") || strings.HasPrefix(text, "??") {
			m.Kind = MagicSource
		}
		m.Name = strings.Trim(text, "? \t")
	}
	if t.text[0] == '%' && m.Name == "" {
		p.fail(syntaxErrorf(t.at, "a magic line needs a name after %%").hint("%%lsmagic lists them"))
	}
	p.endOfLine()
	return m
}

func splitMagic(text string) (name, args string) {
	text = strings.TrimLeft(text, " \t")
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		return text[:i], strings.TrimSpace(text[i:])
	}
	return text, ""
}
