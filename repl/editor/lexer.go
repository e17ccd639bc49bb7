package editor

import (
	"strings"
	"unicode/utf8"
)

// Style is what a piece of source text is, for highlighting.
type Style uint8

// The styles a highlighter may give.
const (
	Plain Style = iota
	Keyword
	Builtin
	Name // a name being defined
	String
	Number
	Comment
	Magic
	Bad // an unfinished string, a stray character
)

// Span is a styled piece of a text, in byte offsets.
type Span struct {
	Start, End int
	Style      Style
}

// sgr is the colour of each style: the sixteen colours every theme defines.
var sgr = [...]string{
	Keyword: "\x1b[35m",
	Builtin: "\x1b[36m",
	Name:    "\x1b[94m",
	String:  "\x1b[32m",
	Number:  "\x1b[33m",
	Comment: "\x1b[90m",
	Magic:   "\x1b[1;34m",
	Bad:     "\x1b[31m",
}

// wordStyle classifies the words that Python reserves or always binds.
func wordStyle(w string) Style {
	switch w {
	case "and", "as", "assert", "break", "class", "continue", "def", "del", "elif", "else",
		"except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
		"nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
		"async", "await", "None", "True", "False":
		return Keyword
	case "print", "len", "range", "enumerate", "zip", "map", "filter", "sorted", "reversed",
		"sum", "min", "max", "abs", "round", "any", "all", "isinstance", "issubclass", "type",
		"str", "int", "float", "bool", "list", "tuple", "dict", "set", "getattr", "setattr",
		"hasattr", "callable", "repr", "id", "iter", "next", "dir", "help", "open", "super",
		"property", "staticmethod", "classmethod", "object", "self":
		return Builtin
	}
	return Plain
}

// Highlight splits Python source, finished or not, into styled spans. Plain
// text has no span.
func Highlight(src string) []Span {
	l := lexer{src: src}
	for l.at < len(src) {
		l.step()
	}
	return l.spans
}

type lexer struct {
	src   string
	at    int
	spans []Span
	prev  string // last word, to see what def and class name
}

func (l *lexer) add(end int, style Style) {
	if style != Plain {
		l.spans = append(l.spans, Span{l.at, end, style})
	}
	l.at = end
}

func (l *lexer) step() {
	src, i := l.src, l.at
	switch b := src[i]; {
	case b == '#':
		l.add(lineEndFrom(src, i), Comment)
	case (b == '%' || b == '!') && l.lineBegins():
		l.magic()
	case b == '@' && l.lineBegins():
		end := i + 1
		for end < len(src) && (isWordByte(src[end]) || src[end] == '.') {
			end++
		}
		l.add(end, Magic)
	case b == '"' || b == '\'':
		l.str(i)
	case b >= '0' && b <= '9':
		l.number()
	case isWordByte(b):
		l.word()
	default:
		_, n := utf8.DecodeRuneInString(src[i:])
		l.at += n
	}
}

// lineBegins tells whether only blanks stand before the lexer on its line.
func (l *lexer) lineBegins() bool {
	start := strings.LastIndexByte(l.src[:l.at], '\n') + 1
	return strings.Trim(l.src[start:l.at], " ") == ""
}

// magic colours the command word; a shell command to the end of its line.
func (l *lexer) magic() {
	if l.src[l.at] == '!' {
		l.add(lineEndFrom(l.src, l.at), Magic)
		return
	}
	end := l.at
	for end < len(l.src) && l.src[end] == '%' {
		end++
	}
	for end < len(l.src) && isWordByte(l.src[end]) {
		end++
	}
	l.add(end, Magic)
}

// str reads a string whose quote stands at i; the prefix before it, if any,
// begins at l.at.
func (l *lexer) str(i int) {
	src, quote := l.src, l.src[i:i+1]
	if strings.HasPrefix(src[i:], strings.Repeat(quote, 3)) {
		quote = src[i : i+3]
	}
	for j := i + len(quote); j < len(src); j++ {
		switch {
		case src[j] == '\\':
			j++
		case strings.HasPrefix(src[j:], quote):
			l.add(j+len(quote), String)
			return
		case src[j] == '\n' && len(quote) == 1:
			l.add(j, Bad)
			return
		}
	}
	l.add(len(src), String) // still being typed
}

func (l *lexer) number() {
	src, end := l.src, l.at
	for end < len(src) {
		b := src[end]
		exp := (b == '+' || b == '-') && (src[end-1] == 'e' || src[end-1] == 'E') && !strings.HasPrefix(src[l.at:], "0x")
		if !isWordByte(b) && b != '.' && !exp || b >= utf8.RuneSelf {
			break
		}
		end++
	}
	l.add(end, Number)
}

func (l *lexer) word() {
	src, end := l.src, l.at
	for end < len(src) && isWordByte(src[end]) {
		end++
	}
	w := src[l.at:end]
	if end < len(src) && (src[end] == '"' || src[end] == '\'') && len(w) <= 2 &&
		strings.Trim(strings.ToLower(w), "rbfu") == "" {
		l.str(end)
		return
	}
	style := wordStyle(w)
	switch {
	case l.at > 0 && src[l.at-1] == '.':
		style = Plain // an attribute
	case l.prev == "def" || l.prev == "class":
		style = Name
	}
	l.prev = w
	l.add(end, style)
}

// isWordByte takes every byte of a non-ASCII letter for part of a word; what
// is not a letter there is an error for the parser to report.
func isWordByte(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b >= utf8.RuneSelf
}

func lineEndFrom(src string, i int) int {
	if n := strings.IndexByte(src[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(src)
}

// matchBracket finds the partner of the bracket at or before offset cur,
// outside of strings and comments. Both offsets are -1 without a pair.
func matchBracket(src string, spans []Span, cur int) (int, int) {
	const opening, closing = "([{", ")]}"
	hidden := func(i int) bool {
		for _, s := range spans {
			if s.Start <= i && i < s.End {
				return s.Style == String || s.Style == Comment || s.Style == Bad
			}
		}
		return false
	}
	at := -1
	for _, i := range [...]int{cur - 1, cur} {
		if i >= 0 && i < len(src) && strings.IndexByte(opening+closing, src[i]) >= 0 && !hidden(i) {
			at = i
			break
		}
	}
	if at < 0 || len(src) > 1<<16 {
		return -1, -1
	}
	step, same, other := 1, opening, closing
	if strings.IndexByte(closing, src[at]) >= 0 {
		step, same, other = -1, closing, opening
	}
	want := other[strings.IndexByte(same, src[at])]
	depth := 0
	for i := at; i >= 0 && i < len(src); i += step {
		switch {
		case src[i] == src[at] && !hidden(i):
			depth++
		case src[i] == want && !hidden(i):
			if depth--; depth == 0 {
				return at, i
			}
		}
	}
	return -1, -1
}
