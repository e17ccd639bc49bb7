package editor

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// ansiWidth measures text with colour codes in it.
var ansiWidth = displaywidth.Options{ControlSequences: true}

// handle applies one key to the editor's state.
func (e *Editor) handle(r rune) {
	before := e.cell.text
	e.ghostKey(&r)
	switch {
	case r == 0:
	case e.search != nil && e.searchKey(r):
	case e.menu != nil && e.menuKey(r):
	default:
		if !e.control(r) {
			e.edit(r)
		}
	}
	if r == 0 && e.outcome == editing {
		e.outcome = ended
	}
	if r == ctrlBell {
		e.menu = nil
	}
	e.after(before)
}

// after brings what depends on the text up to date.
func (e *Editor) after(before string) {
	c := &e.cell
	e.ghost, e.sign = "", ""
	if e.outcome != editing || e.search != nil {
		return
	}
	if c.text != before && c.cur == len(c.text) && e.menu == nil && !c.multiline() && e.cfg.Color {
		e.ghost = e.history.suggest(c.text)
	}
	if e.cfg.Signature != nil && c.text != "" {
		e.sign = strings.ReplaceAll(e.cfg.Signature(c.text, c.cur), "\n", " ")
	}
}

// ghostKey takes over the suggested rest of the line when a key that moves
// right is pressed at its end.
func (e *Editor) ghostKey(r *rune) {
	c := &e.cell
	if e.ghost == "" || c.cur != len(c.text) {
		return
	}
	switch *r {
	case keyRight, ctrlRight, keyEnd, ctrlLineEnd:
		c.remember()
		c.insert(e.ghost)
		*r = keyEnd
	case keyWordRight:
		c.remember()
		end := cell{text: e.ghost}
		c.insert(e.ghost[:end.wordAfter()])
		*r = keyEnd
	}
}

// control handles the keys that concern more than the text; false for others.
func (e *Editor) control(r rune) bool {
	c := &e.cell
	switch r {
	case ctrlEnter, ctrlJ:
		e.enter()
	case ctrlInterrupt:
		e.outcome = interrupted
	case ctrlEOF:
		if c.text == "" {
			e.outcome = ended
			return true
		}
		return false
	case ctrlTab:
		e.complete()
	case ctrlSearchBack:
		e.startSearch()
	case ctrlClear:
		e.clear = true
	case ctrlSuspend:
		e.suspend()
	case keyUp, ctrlUp:
		if !c.vertical(false) {
			e.walk(e.history.older)
		}
		return true // the wanted column stays
	case keyDown, ctrlDown:
		if !c.vertical(true) {
			e.walk(e.history.newer)
		}
		return true
	case keyPageUp:
		e.walk(e.history.older)
	case keyPageDown:
		e.walk(e.history.newer)
	case keyPaste:
		c.remember()
		c.insert(e.dec.takePaste())
		e.history.rewind()
	case ctrlBell, ctrlSearchForth, keyEscape:
	default:
		return false
	}
	c.killing, c.typing, c.wantedCol = false, false, -1
	return true
}

// walk shows an older or newer cell of the history.
func (e *Editor) walk(step func(string) (string, bool)) {
	if text, ok := step(e.cell.text); ok {
		e.cell.remember()
		e.cell.set(text)
	}
}

// enter runs the cell or opens a new line in it.
func (e *Editor) enter() {
	c := &e.cell
	rest := c.text[c.lineEnd():]
	switch {
	case strings.TrimSpace(c.text) == "":
		e.outcome = submitted
	case c.multiline() && strings.TrimSpace(rest) != "":
		e.newline()
	case e.cfg.Check == nil || e.cfg.Check(trimLastLine(c.text)) != Incomplete || blankLines(c.text) >= 2:
		e.outcome = submitted
	default:
		c.cur = c.lineEnd()
		e.newline()
	}
}

// newline breaks the line at the cursor and indents the next one.
func (e *Editor) newline() {
	c := &e.cell
	c.remember()
	lead := c.indentHere()
	rest := c.text[c.cur:c.lineEnd()]
	if trimmed := strings.TrimLeft(rest, " "); trimmed != rest {
		c.replace(c.cur, c.cur+len(rest)-len(trimmed), "")
	}
	c.insert("\n" + lead)
	e.history.rewind()
}

// trimLastLine makes a last line of blanks an empty one: the indentation that
// the editor offered is not text.
func trimLastLine(text string) string {
	i := strings.LastIndexByte(text, '\n') + 1
	if strings.Trim(text[i:], " ") == "" {
		return text[:i]
	}
	return text
}

// blankLines counts the blank lines at the end of a text. Two of them always
// run a cell: nobody can be trapped by a text that never becomes complete.
func blankLines(text string) int {
	n := 0
	for {
		i := strings.LastIndexByte(text, '\n')
		if i < 0 || strings.Trim(text[i+1:], " ") != "" {
			return n
		}
		n++
		text = text[:i]
	}
}

// edit applies a key to the text.
func (e *Editor) edit(r rune) {
	c := &e.cell
	killing, typing, text := false, false, c.text
	switch r {
	case keyLeft, ctrlLeft:
		c.cur = c.before()
	case keyRight, ctrlRight:
		c.cur = c.after()
	case keyWordLeft:
		c.cur = c.wordBefore()
	case keyWordRight:
		c.cur = c.wordAfter()
	case ctrlLineStart, keyHome:
		c.cur = c.lineStart()
	case ctrlLineEnd, keyEnd:
		c.cur = c.lineEnd()
	case keyTextStart:
		c.cur = 0
	case keyTextEnd:
		c.cur = len(c.text)
	case delBackspace, ctrlBackspace:
		c.remember()
		c.backspace()
	case keyDelete, ctrlEOF:
		c.remember()
		c.replace(c.cur, c.after(), "")
	case ctrlKillEnd:
		end := c.lineEnd()
		if end == c.cur {
			end = c.after()
		}
		c.cut(c.cur, end)
		killing = true
	case ctrlKillStart:
		start := c.lineStart()
		if start == c.cur {
			start = c.before()
		}
		c.cut(start, c.cur)
		killing = true
	case ctrlKillWord:
		c.cut(c.spaceBefore(), c.cur)
		killing = true
	case keyKillWordBack:
		c.cut(c.wordBefore(), c.cur)
		killing = true
	case keyKillWord:
		c.cut(c.cur, c.wordAfter())
		killing = true
	case ctrlYank:
		c.remember()
		c.insert(c.kill)
	case ctrlTranspose:
		c.transpose()
	case keyUndo:
		c.undoStep()
	case keyNewline:
		e.newline()
	case keyShiftTab:
		c.outdent()
	default:
		if isKeyRune(r) || r < ' ' || unicode.IsControl(r) || unicode.Is(unicode.Co, r) && r > 0xffff {
			return
		}
		if !c.typing || r == ' ' {
			c.remember()
		}
		c.insert(string(r))
		if r == ')' || r == ']' || r == '}' {
			c.dedentCloser(byte(r))
		}
		typing = true
	}
	c.killing, c.typing, c.wantedCol = killing, typing, -1
	if c.text != text {
		e.history.rewind()
	}
}

// transpose swaps the two clusters around the cursor.
func (c *cell) transpose() {
	if c.cur == len(c.text) {
		c.cur = c.before()
	}
	at := c.cur
	left, right := c.before(), c.after()
	if left == at || right == at || strings.Contains(c.text[left:right], "\n") {
		return
	}
	c.remember()
	c.replace(left, right, c.text[at:right]+c.text[left:at])
}

// outdent removes one indentation step from the line.
func (c *cell) outdent() {
	start := c.lineStart()
	line := c.text[start:]
	n := min(len(line)-len(strings.TrimLeft(line, " ")), len(tab))
	if n == 0 {
		return
	}
	c.remember()
	c.text = c.text[:start] + line[n:]
	c.cur = max(c.cur-n, start)
}
