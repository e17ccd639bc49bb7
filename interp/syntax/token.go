package syntax

type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokNewline
	tokIndent
	tokDedent
	tokName
	tokKeyword
	tokNumber
	tokString
	tokOp
	tokMagic
)

// token is one word of the source. text is the token as written; for magic
// lines it is the whole line.
type token struct {
	kind tokenKind
	at   Span
	text string
	// level is how many brackets are open after the token.
	level int
	// line the token starts on, from 1.
	line int
	// num is a number's value.
	num any
	// str describes a string literal.
	str *stringToken
}

// stringToken is a string literal before its escapes are read.
type stringToken struct {
	raw, format, bytes bool
	triple             bool
	// bodyStart, bodyEnd are the byte offsets between the quotes.
	bodyStart, bodyEnd int
}

// keywords are the words that cannot be names.
func isKeyword(s string) bool {
	switch s {
	case "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
		"continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
		"if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
		"try", "while", "with", "yield":
		return true
	}
	return false
}

// Keywords lists the reserved words in order.
func Keywords() []string {
	return []string{
		"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
		"continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
		"if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
		"try", "while", "with", "yield",
	}
}
