package syntax

import "strings"

// Status is what Check finds.
type Status uint8

const (
	// Complete: the text can run.
	Complete Status = iota
	// Incomplete: more lines may make it valid.
	Incomplete
	// Invalid: no further text makes it valid.
	Invalid
)

// indentUnit is what a prompt indents a block by.
const indentUnit = "    "

// Check tells whether a text typed at a prompt is complete. An open block ends
// by a blank line. For an Incomplete text, indent is what the next line should
// begin with; for an Invalid one, err is the *Error.
func Check(text string) (status Status, indent string, err error) {
	m, s, problem := parse("", text, ModePrompt)
	switch {
	case problem == nil:
		if s.inBlock(m) {
			return Incomplete, s.nextIndent(text), nil
		}
		if err := Resolve(m); err != nil {
			return Invalid, "", err
		}
		return Complete, "", nil
	case problem.more || s.continued:
		return Incomplete, s.nextIndent(text), nil
	}
	return Invalid, "", problem
}

// inBlock reports whether the text ends in a compound statement that further
// lines may extend: no blank line ends it yet.
func (s *scanner) inBlock(m *Module) bool {
	if len(m.Body) == 0 || endsBlank(s.src) {
		return false
	}
	switch m.Body[len(m.Body)-1].(type) {
	case *If, *For, *While, *Try, *With, *Match, *FunctionDef, *ClassDef:
		return true
	}
	return false
}

// endsBlank reports whether the last line, not being the first one, has nothing
// but white space. The newline that ends a line begins no blank one.
func endsBlank(text string) bool {
	i := strings.LastIndexAny(text, "\r\n")
	if i < 0 || strings.TrimSpace(text[i:]) != "" {
		return false
	}
	if i+1 < len(text) {
		return true
	}
	before := strings.TrimRight(text[:i], "\r")
	k := strings.LastIndexAny(before, "\r\n")
	return k >= 0 && strings.TrimSpace(before[k:]) == ""
}

// nextIndent is the indentation for the line after the text.
func (s *scanner) nextIndent(text string) string {
	if s.inString {
		return ""
	}
	line := lastLine(text)
	white := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	if n := len(s.brackets); n > 0 {
		return s.bracketIndent(text, s.brackets[n-1], white)
	}
	switch last := s.lastToken(); {
	case last == nil:
		return ""
	case s.continued:
		return white + indentUnit
	case strings.TrimSpace(line) == "" || endsBlank(text):
		return ""
	case last.is(":"):
		return white + indentUnit
	}
	switch first := s.firstOfLastLine(); first {
	case "return", "break", "continue", "pass", "raise":
		return strings.TrimSuffix(white, indentUnit)
	}
	return white
}

func lastLine(text string) string {
	text = strings.TrimRight(text, "\r\n")
	return text[strings.LastIndexAny(text, "\r\n")+1:]
}

// bracketIndent goes on inside an open bracket: under what follows it, or one
// step in when nothing does.
func (s *scanner) bracketIndent(text string, open bracket, white string) string {
	lineStart := strings.LastIndexAny(text[:open.pos], "\r\n") + 1
	after := text[open.pos+1:]
	if strings.ContainsAny(strings.TrimRight(after, "\r\n"), "\r\n") {
		return white
	}
	head := text[lineStart:open.pos]
	if strings.TrimSpace(after) == "" {
		return head[:len(head)-len(strings.TrimLeft(head, " \t"))] + indentUnit
	}
	return strings.Repeat(" ", len([]rune(head))+1)
}

// lastToken is the last token that is written.
func (s *scanner) lastToken() *token {
	for i := len(s.toks) - 1; i >= 0; i-- {
		switch s.toks[i].kind {
		case tokEOF, tokNewline, tokIndent, tokDedent:
		default:
			return &s.toks[i]
		}
	}
	return nil
}

// firstOfLastLine is the first token of the last logical line.
func (s *scanner) firstOfLastLine() string {
	text := ""
	fresh := true
	for _, t := range s.toks {
		switch t.kind {
		case tokNewline:
			fresh = true
		case tokEOF, tokIndent, tokDedent:
		default:
			if fresh {
				text = t.text
			}
			fresh = false
		}
	}
	return text
}
