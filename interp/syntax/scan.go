package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxBrackets = 200
	maxIndents  = 100
	tabSize     = 8
)

// bracket is an open bracket.
type bracket struct {
	char byte
	pos  int
	line int
}

// scanner cuts a text into tokens, all at once: the parser may then look ahead
// as far as it likes, and errors of the scanner come before its own, as they do
// in CPython.
type scanner struct {
	src  string
	mode Mode
	pos  int
	line int
	end  int // scan up to here
	toks []token

	brackets []bracket
	// indents are the columns of the open blocks, altIndents the same with
	// tabs of one column: when the two disagree, tabs and spaces are mixed.
	indents, altIndents []int
	// inString is set when the text ended inside a triple quoted string.
	inString bool
	// continued is set when the text ended after a backslash.
	continued bool
}

func newScanner(src string, mode Mode) *scanner {
	return &scanner{src: src, mode: mode, line: 1, end: len(src), indents: []int{0}, altIndents: []int{0}}
}

// scanAll cuts the whole text.
func (s *scanner) scanAll() ([]token, *Error) {
	if err := s.checkText(); err != nil {
		return nil, err
	}
	s.pos = s.skipPrologue()
	for {
		if done, err := s.logicalLine(); err != nil {
			return nil, err
		} else if done {
			break
		}
	}
	return s.toks, nil
}

// checkText refuses what is no text at all.
func (s *scanner) checkText() *Error {
	if i := strings.IndexByte(s.src, 0); i >= 0 {
		return syntaxErrorf(Span{i, i + 1}, "source code cannot contain null bytes")
	}
	for i := 0; i < len(s.src); {
		r, n := utf8.DecodeRuneInString(s.src[i:])
		if r == utf8.RuneError && n == 1 {
			line := 1 + strings.Count(s.src[:i], "\n")
			return syntaxErrorf(Span{i, i + 1}, "Non-UTF-8 code starting with '\\x%02x' on line %d", s.src[i], line)
		}
		i += n
	}
	return nil
}

// skipPrologue steps over a byte order mark and a #! line.
func (s *scanner) skipPrologue() int {
	i := 0
	if strings.HasPrefix(s.src, "\ufeff") {
		i = len("\ufeff")
	}
	if strings.HasPrefix(s.src[i:], "#!") {
		for i < s.end && s.src[i] != '\n' && s.src[i] != '\r' {
			i++
		}
	}
	return i
}

func (s *scanner) emit(kind tokenKind, start int) *token {
	s.toks = append(s.toks, token{kind: kind, at: Span{start, s.pos}, text: s.src[start:s.pos], level: len(s.brackets), line: s.line})
	return &s.toks[len(s.toks)-1]
}

func (s *scanner) peek(ahead int) byte {
	if s.pos+ahead < s.end {
		return s.src[s.pos+ahead]
	}
	return 0
}

// lineBreak steps over one line end and reports whether there was one.
func (s *scanner) lineBreak() bool {
	switch s.peek(0) {
	case '\n':
		s.pos++
	case '\r':
		s.pos++
		if s.peek(0) == '\n' {
			s.pos++
		}
	default:
		return false
	}
	s.line++
	return true
}

func (s *scanner) toLineEnd() {
	for s.pos < s.end && s.src[s.pos] != '\n' && s.src[s.pos] != '\r' {
		s.pos++
	}
}

// logicalLine scans one line of tokens with its indentation; blank and comment
// lines give nothing. done is set at the end of the text.
func (s *scanner) logicalLine() (done bool, err *Error) {
	start := s.pos
	col, alt := s.indentation()
	switch c := s.peek(0); {
	case s.pos >= s.end:
		s.finish()
		return true, nil
	case c == '#':
		s.toLineEnd()
		s.lineBreak()
		return false, nil
	case s.lineBreak():
		return false, nil
	case c == '\\' && s.continuationOnly():
		// A line of nothing but a backslash joins the next one.
	}
	if err := s.indent(start, col, alt); err != nil {
		return false, err
	}
	if s.magicLine() {
		return false, nil
	}
	for {
		more, err := s.token()
		if err != nil {
			return false, err
		}
		if !more {
			return false, nil
		}
	}
}

// continuationOnly steps over a backslash that stands alone on a line.
func (s *scanner) continuationOnly() bool {
	save, line := s.pos, s.line
	s.pos++
	if s.lineBreak() {
		s.indentation()
		return true
	}
	s.pos, s.line = save, line
	return false
}

// indentation measures the white space at the start of a line, with tabs of 8
// columns and with tabs of one.
func (s *scanner) indentation() (col, alt int) {
	for ; s.pos < s.end; s.pos++ {
		switch s.src[s.pos] {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/tabSize + 1) * tabSize
			alt++
		case '\f':
			col, alt = 0, 0
		default:
			return col, alt
		}
	}
	return col, alt
}

// indent compares a line's indentation with the open blocks.
func (s *scanner) indent(start, col, alt int) *Error {
	tabs := func() *Error {
		return &Error{Class: classTab, Msg: "inconsistent use of tabs and spaces in indentation", At: Span{start, s.pos},
			Hint: "indent with spaces only"}
	}
	top := len(s.indents) - 1
	switch {
	case col == s.indents[top]:
		if alt != s.altIndents[top] {
			return tabs()
		}
	case col > s.indents[top]:
		if alt <= s.altIndents[top] {
			return tabs()
		}
		if len(s.indents) >= maxIndents {
			return &Error{Class: classIndent, Msg: "too many levels of indentation", At: Span{start, s.pos}}
		}
		s.indents, s.altIndents = append(s.indents, col), append(s.altIndents, alt)
		s.emit(tokIndent, start)
	default:
		for top > 0 && col < s.indents[top] {
			s.indents, s.altIndents = s.indents[:top], s.altIndents[:top]
			top--
			s.emit(tokDedent, s.pos)
		}
		if col != s.indents[top] {
			s.toLineEnd()
			return &Error{Class: classIndent, Msg: "unindent does not match any outer indentation level", At: Span{start, s.pos},
				Hint: "line the statement up with the block it belongs to"}
		}
		if alt != s.altIndents[top] {
			return tabs()
		}
	}
	return nil
}

// finish closes what is open at the end of the text.
func (s *scanner) finish() {
	s.pos = s.end
	for len(s.indents) > 1 {
		s.indents = s.indents[:len(s.indents)-1]
		s.emit(tokDedent, s.pos)
	}
	s.emit(tokEOF, s.pos)
}

// token scans one token of a logical line; more is false after its end.
func (s *scanner) token() (more bool, err *Error) {
	for c := s.peek(0); c == ' ' || c == '\t' || c == '\f'; c = s.peek(0) {
		s.pos++
	}
	start := s.pos
	if s.pos >= s.end {
		if len(s.brackets) == 0 {
			s.emit(tokNewline, start)
		}
		return false, nil
	}
	c := s.src[s.pos]
	switch {
	case c == '\n' || c == '\r':
		if len(s.brackets) > 0 {
			s.lineBreak()
			return true, nil
		}
		line := s.line
		s.lineBreak()
		t := s.emit(tokNewline, start)
		t.line = line
		return false, nil
	case c == '#':
		s.toLineEnd()
		return true, nil
	case c == '\\':
		return true, s.backslash()
	case isNameStart(c):
		return true, s.nameOrString()
	case isDigit(c) || c == '.' && isDigit(s.peek(1)):
		return true, s.number()
	case c == '"' || c == '\'':
		return true, s.stringLit(start, "")
	}
	return true, s.operator()
}

// backslash joins the next line.
func (s *scanner) backslash() *Error {
	at := Span{s.pos, s.pos + 1}
	s.pos++
	if s.pos >= s.end {
		s.continued = true
		e := syntaxErrorf(at, "unexpected EOF while parsing")
		e.more = true
		return e
	}
	if !s.lineBreak() {
		return syntaxErrorf(Span{at.Start, at.End}, "unexpected character after line continuation character")
	}
	if s.pos >= s.end {
		s.continued = true
		e := syntaxErrorf(at, "unexpected EOF while parsing")
		e.more = true
		return e
	}
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isNameStart(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
}

func isIdentStart(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
}

func isIdentPart(r rune) bool {
	return isIdentStart(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) ||
		unicode.Is(unicode.Pc, r) || unicode.Is(unicode.Other_ID_Continue, r)
}

// IsIdentifier reports whether s may be a name, as str.isidentifier does.
func IsIdentifier(s string) bool {
	for i, r := range s {
		if i == 0 && !isIdentStart(r) || !isIdentPart(r) {
			return false
		}
	}
	return s != ""
}

// nameOrString scans a name, a keyword, or a string with a prefix.
func (s *scanner) nameOrString() *Error {
	start := s.pos
	for s.pos < s.end {
		r, n := utf8.DecodeRuneInString(s.src[s.pos:])
		if s.pos == start && !isIdentStart(r) || !isIdentPart(r) {
			if r >= utf8.RuneSelf {
				return s.badRune(r, n)
			}
			break
		}
		s.pos += n
	}
	word := s.src[start:s.pos]
	if q := s.peek(0); (q == '"' || q == '\'') && isStringPrefix(word) {
		return s.stringLit(start, word)
	}
	if isKeyword(word) {
		s.emit(tokKeyword, start)
	} else {
		s.emit(tokName, start)
	}
	return nil
}

func (s *scanner) badRune(r rune, n int) *Error {
	at := Span{s.pos, s.pos + n}
	if !unicode.IsPrint(r) {
		return syntaxErrorf(at, "invalid non-printable character U+%04X", r)
	}
	e := syntaxErrorf(at, "invalid character '%c' (U+%04X)", r, r)
	switch r {
	case '“', '”', '„', '‘', '’':
		e.hint("use straight quotes: \" or '")
	case '−', '–', '—':
		e.hint("use the plain minus sign: -")
	case '×':
		e.hint("use * to multiply")
	}
	return e
}

var operators3 = [...]string{"**=", "//=", ">>=", "<<=", "..."}
var operators2 = [...]string{"**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=", "<>"}

// operator scans an operator or a bracket. A character that means nothing
// becomes a token too, for the parser to complain about.
func (s *scanner) operator() *Error {
	start, rest := s.pos, s.src[s.pos:s.end]
	size := 1
	for _, op := range operators3 {
		if strings.HasPrefix(rest, op) {
			size = 3
		}
	}
	if size == 1 {
		for _, op := range operators2 {
			if strings.HasPrefix(rest, op) {
				size = 2
			}
		}
	}
	c := rest[0]
	switch c {
	case '(', '[', '{':
		if len(s.brackets) >= maxBrackets {
			return syntaxErrorf(Span{start, start + 1}, "too many nested parentheses")
		}
		s.brackets = append(s.brackets, bracket{c, start, s.line})
	case ')', ']', '}':
		if err := s.closeBracket(c); err != nil {
			return err
		}
	}
	if c < ' ' || c == 0x7f {
		return syntaxErrorf(Span{start, start + 1}, "invalid non-printable character U+%04X", c)
	}
	s.pos += size
	s.emit(tokOp, start)
	return nil
}

func (s *scanner) closeBracket(c byte) *Error {
	at := Span{s.pos, s.pos + 1}
	if len(s.brackets) == 0 {
		return syntaxErrorf(at, "unmatched '%c'", c)
	}
	top := s.brackets[len(s.brackets)-1]
	if closing(top.char) != c {
		if top.line != s.line {
			return syntaxErrorf(at, "closing parenthesis '%c' does not match opening parenthesis '%c' on line %d", c, top.char, top.line)
		}
		return syntaxErrorf(at, "closing parenthesis '%c' does not match opening parenthesis '%c'", c, top.char)
	}
	s.brackets = s.brackets[:len(s.brackets)-1]
	return nil
}

func closing(open byte) byte {
	switch open {
	case '(':
		return ')'
	case '[':
		return ']'
	}
	return '}'
}
