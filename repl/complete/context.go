package complete

import "strings"

// context is what can be read off the text before the cursor.
type context struct {
	// word is what is being typed, from start on: part of a name, or of a text
	// when quote is set.
	word  string
	start int
	quote byte
	// base is the expression before the dot that the word follows, "" without.
	base string
	dot  bool
	// comment: the cursor is in a comment, where nothing completes.
	comment bool
	// call is the innermost open call around the cursor, nil without.
	call *openCall
}

// openCall is a call whose closing parenthesis lies behind the cursor.
type openCall struct {
	callee  string
	names   []string // keyword arguments given so far
	given   int      // positional arguments complete before the cursor
	keyword string   // the argument whose value the cursor is in, "" if positional
}

// frame is an open bracket.
type frame struct {
	bracket byte
	at      int
	commas  []int
}

// analyse reads the text up to the cursor.
func analyse(src string, pos int) context {
	text := src[:pos]
	var stack []frame
	c := context{start: pos}
	for i := 0; i < len(text); i++ {
		switch b := text[i]; b {
		case '#':
			end := strings.IndexByte(text[i:], '\n')
			if end < 0 {
				c.comment = true
				return c
			}
			i += end
		case '"', '\'':
			end := stringEnd(text, i)
			if end < 0 {
				c.quote = b
				c.start = i + quoteWidth(text, i)
				c.word = text[c.start:]
				c.call = callAround(text[:i], stack)
				return c
			}
			i = end
		case '(', '[', '{':
			stack = append(stack, frame{bracket: b, at: i})
		case ')', ']', '}':
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
		case ',':
			if n := len(stack); n > 0 {
				stack[n-1].commas = append(stack[n-1].commas, i)
			}
		}
	}
	c.start = pos
	for c.start > 0 && isWord(text[c.start-1]) {
		c.start--
	}
	c.word = text[c.start:]
	if before := strings.TrimRight(text[:c.start], " "); strings.HasSuffix(before, ".") {
		c.dot = true
		c.base = chainBefore(before[:len(before)-1])
	}
	c.call = callAround(text[:c.start], stack)
	return c
}

// stringEnd is the offset of the last byte of the string that starts at i, -1
// when it is not closed.
func stringEnd(text string, i int) int {
	w := quoteWidth(text, i)
	quote := text[i : i+w]
	for j := i + w; j < len(text); j++ {
		switch {
		case text[j] == '\\':
			j++
		case strings.HasPrefix(text[j:], quote):
			return j + w - 1
		case text[j] == '\n' && w == 1:
			return j // a broken line ends the string for our purpose
		}
	}
	return -1
}

func quoteWidth(text string, i int) int {
	if strings.HasPrefix(text[i:], strings.Repeat(text[i:i+1], 3)) {
		return 3
	}
	return 1
}

func isWord(b byte) bool {
	return b == '_' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b >= 0x80
}

// chainBefore is the expression that ends the text: names, dots, subscripts
// and calls, without spaces.
func chainBefore(text string) string {
	i := len(text)
	for i > 0 {
		switch b := text[i-1]; {
		case isWord(b) || b == '.':
			i--
		case b == ')' || b == ']':
			open := openingOf(text[:i])
			if open < 0 {
				return ""
			}
			i = open
		default:
			return text[i:]
		}
	}
	return text[i:]
}

// openingOf is the offset of the bracket that the last byte of text closes.
func openingOf(text string) int {
	depth := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch text[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		case '"', '\'':
			j := strings.LastIndexByte(text[:i], text[i])
			if j < 0 {
				return -1
			}
			i = j
		}
	}
	return -1
}

// callAround is the call whose arguments the end of text is in; brackets of
// other kinds in between hide it.
func callAround(text string, stack []frame) *openCall {
	if len(stack) == 0 || stack[len(stack)-1].bracket != '(' {
		return nil
	}
	f := stack[len(stack)-1]
	callee := chainBefore(strings.TrimRight(text[:f.at], " "))
	if callee == "" {
		return nil
	}
	c := &openCall{callee: callee}
	from := f.at + 1
	for _, comma := range f.commas {
		if name := keywordOf(text[from:comma]); name != "" {
			c.names = append(c.names, name)
		} else {
			c.given++
		}
		from = comma + 1
	}
	c.keyword = keywordOf(text[from:])
	return c
}

// keywordOf is the name in front of the = of an argument, "" for a positional
// one.
func keywordOf(arg string) string {
	name, rest, ok := strings.Cut(arg, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" || strings.HasPrefix(rest, "=") {
		return ""
	}
	for i := range len(name) {
		if !isWord(name[i]) {
			return ""
		}
	}
	return name
}
