package editor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// cell is the text being edited: lines joined by \n, and a cursor that stands
// between grapheme clusters, as a byte offset.
type cell struct {
	text string
	cur  int

	kill      string // last text killed, for ^Y
	killing   bool   // the last key killed too: the next kill appends
	undo      []snapshot
	typing    bool // the last key inserted: further letters share its undo step
	wantedCol int  // column that Up and Down try to keep; -1 when free
}

type snapshot struct {
	text string
	cur  int
}

const undoLimit = 500

func (c *cell) set(text string) {
	c.text, c.cur = text, len(text)
	c.wantedCol = -1
}

// reset starts an empty cell; the kill buffer stays.
func (c *cell) reset() {
	c.set("")
	c.undo, c.typing, c.killing = nil, false, false
}

// remember opens an undo step.
func (c *cell) remember() {
	if n := len(c.undo); n > 0 && c.undo[n-1].text == c.text {
		return
	}
	if len(c.undo) == undoLimit {
		c.undo = append(c.undo[:0], c.undo[1:]...)
	}
	c.undo = append(c.undo, snapshot{c.text, c.cur})
}

func (c *cell) undoStep() {
	for len(c.undo) > 0 {
		last := c.undo[len(c.undo)-1]
		c.undo = c.undo[:len(c.undo)-1]
		if last.text != c.text {
			c.text, c.cur = last.text, last.cur
			return
		}
	}
}

func (c *cell) insert(s string) {
	c.text = c.text[:c.cur] + s + c.text[c.cur:]
	c.cur += len(s)
}

// replace puts s in the place of text[from:to] and the cursor behind it.
func (c *cell) replace(from, to int, s string) {
	c.text = c.text[:from] + s + c.text[to:]
	c.cur = from + len(s)
}

func (c *cell) lineStart() int { return strings.LastIndexByte(c.text[:c.cur], '\n') + 1 }

func (c *cell) lineEnd() int {
	if i := strings.IndexByte(c.text[c.cur:], '\n'); i >= 0 {
		return c.cur + i
	}
	return len(c.text)
}

func (c *cell) multiline() bool { return strings.Contains(c.text, "\n") }

// before is the offset one grapheme cluster to the left.
func (c *cell) before() int {
	if c.cur == 0 {
		return 0
	}
	start := c.lineStart()
	if start == c.cur {
		return c.cur - 1 // the newline
	}
	at := start
	for g := displaywidth.StringGraphemes(c.text[start:c.cur]); g.Next(); {
		if next := at + len(g.Value()); next < c.cur {
			at = next
		}
	}
	return at
}

// after is the offset one grapheme cluster to the right.
func (c *cell) after() int {
	if c.cur == len(c.text) || c.text[c.cur] == '\n' {
		return min(c.cur+1, len(c.text))
	}
	g := displaywidth.StringGraphemes(c.text[c.cur:c.lineEnd()])
	g.Next()
	return c.cur + len(g.Value())
}

// wordBefore is where the word to the left begins.
func (c *cell) wordBefore() int {
	i := c.cur
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(c.text[:i])
		if isWord(r) {
			break
		}
		i -= n
	}
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(c.text[:i])
		if !isWord(r) {
			break
		}
		i -= n
	}
	return i
}

// wordAfter is where the word to the right ends.
func (c *cell) wordAfter() int {
	i := c.cur
	for i < len(c.text) {
		r, n := utf8.DecodeRuneInString(c.text[i:])
		if isWord(r) {
			break
		}
		i += n
	}
	for i < len(c.text) {
		r, n := utf8.DecodeRuneInString(c.text[i:])
		if !isWord(r) {
			break
		}
		i += n
	}
	return i
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// spaceBefore is where the run of non-blanks to the left begins: ^W of every
// Unix terminal.
func (c *cell) spaceBefore() int {
	i := len(strings.TrimRight(c.text[:c.cur], " \n"))
	return strings.LastIndexAny(c.text[:i], " \n") + 1
}

// cut removes text[from:to] into the kill buffer.
func (c *cell) cut(from, to int) {
	if from >= to {
		return
	}
	c.remember()
	part := c.text[from:to]
	switch {
	case !c.killing:
		c.kill = part
	case from < c.cur:
		c.kill = part + c.kill
	default:
		c.kill += part
	}
	c.replace(from, to, "")
}

// backspace removes the cluster to the left, or one indentation step.
func (c *cell) backspace() {
	if c.cur == 0 {
		return
	}
	from := c.before()
	if lead := c.text[c.lineStart():c.cur]; lead != "" && strings.Trim(lead, " ") == "" {
		from = c.cur - ((len(lead)-1)%len(tab) + 1)
	}
	c.replace(from, c.cur, "")
}

// vertical moves the cursor by one line and keeps its column where it can.
func (c *cell) vertical(down bool) bool {
	start := c.lineStart()
	if c.wantedCol < 0 {
		c.wantedCol = textWidth(c.text[start:c.cur])
	}
	var from int
	if down {
		end := c.lineEnd()
		if end == len(c.text) {
			return false
		}
		from = end + 1
	} else {
		if start == 0 {
			return false
		}
		from = strings.LastIndexByte(c.text[:start-1], '\n') + 1
	}
	line, _, _ := strings.Cut(c.text[from:], "\n")
	c.cur = from + offsetAt(line, c.wantedCol)
	return true
}

// offsetAt is the byte offset in line at or before the given column.
func offsetAt(line string, col int) int {
	at, width := 0, 0
	for g := displaywidth.StringGraphemes(line); g.Next(); {
		w := clusterWidth(g.Value(), g.Width())
		if width+w > col {
			break
		}
		width += w
		at += len(g.Value())
	}
	return at
}

func textWidth(s string) int {
	width := 0
	for g := displaywidth.StringGraphemes(s); g.Next(); {
		width += clusterWidth(g.Value(), g.Width())
	}
	return width
}

// clusterWidth is the room a cluster takes on the screen; control characters
// are shown as ^X and a TAB as four spaces.
func clusterWidth(cluster string, width int) int {
	if cluster[0] == '\t' {
		return len(tab)
	}
	if cluster[0] < ' ' || cluster[0] == 0x7f {
		return 2
	}
	return width
}

// indentHere is what a new line after the cursor should begin with: the
// indentation of this line, one step more after a colon or an open bracket,
// one step less after a statement that leaves the block.
func (c *cell) indentHere() string {
	line := c.text[c.lineStart():c.cur]
	body := strings.TrimLeft(line, " ")
	lead := len(line) - len(body)
	body = strings.TrimRight(stripComment(body), " ")
	if body == "" {
		return strings.Repeat(" ", lead)
	}
	switch last := body[len(body)-1]; {
	case last == ':' || last == '(' || last == '[' || last == '{':
		lead += len(tab)
	case leavesBlock(body):
		lead -= len(tab)
	}
	return strings.Repeat(" ", max(lead, 0))
}

func leavesBlock(body string) bool {
	word := body
	if i := strings.IndexFunc(body, func(r rune) bool { return !isWord(r) }); i >= 0 {
		word = body[:i]
	}
	switch word {
	case "return", "pass", "break", "continue", "raise":
		// an open bracket goes on over the next line
		return strings.Count(body, "(") == strings.Count(body, ")") &&
			strings.Count(body, "[") == strings.Count(body, "]")
	}
	return false
}

// stripComment cuts a trailing comment off one line.
func stripComment(line string) string {
	var quote byte
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case quote != 0 && b == '\\':
			i++
		case quote != 0 && b == quote:
			quote = 0
		case quote == 0 && (b == '"' || b == '\''):
			quote = b
		case quote == 0 && b == '#':
			return line[:i]
		}
	}
	return line
}

// dedentCloser moves a closing bracket typed as the first thing on its line
// to the indentation of the line that opened it.
func (c *cell) dedentCloser(closer byte) {
	start := c.lineStart()
	if strings.Trim(c.text[start:c.cur-1], " ") != "" || start == 0 {
		return
	}
	open := map[byte]byte{')': '(', ']': '[', '}': '{'}[closer]
	depth := 0
	for i := c.cur - 2; i >= 0; i-- {
		switch c.text[i] {
		case closer:
			depth++
		case open:
			if depth > 0 {
				depth--
				continue
			}
			from := strings.LastIndexByte(c.text[:i], '\n') + 1
			line := c.text[from:i]
			lead := line[:len(line)-len(strings.TrimLeft(line, " "))]
			c.replace(start, c.cur, lead+string(closer))
			return
		}
	}
}
