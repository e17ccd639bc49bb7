package editor

import (
	"strings"
	"unicode/utf8"
)

// tab is what a TAB becomes in a cell.
const tab = "    "

// cleanPaste makes pasted text fit for a cell: newlines as \n, tabs as four
// spaces, no control characters, no final newline, and no prompts when the
// text was copied from a transcript.
func cleanPaste(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case r == '\r' || r == '\n':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString(tab)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError || isKeyRune(r):
		case r == 0xa0: // no-break space, as web pages use it to indent
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return stripPrompts(strings.TrimRight(b.String(), "\n"))
}

// stripPrompts removes the prompts of a copied transcript. Lines of output
// between the inputs go too. A text that merely contains something like a
// prompt is left alone: the first line must begin with one.
func stripPrompts(text string) string {
	lines := strings.Split(text, "\n")
	first, _, ok := cutPrompt(lines[0])
	if !ok || first == contPrompt {
		return text
	}
	var kept []string
	inCell := false
	for _, line := range lines {
		kind, rest, ok := cutPrompt(line)
		switch {
		case ok && kind == mainPrompt:
			inCell = true
			kept = append(kept, rest)
		case ok && inCell:
			kept = append(kept, rest)
		default:
			inCell = false
		}
	}
	return strings.TrimRight(strings.Join(kept, "\n"), "\n")
}

type promptKind int

const (
	noPrompt promptKind = iota
	mainPrompt
	contPrompt
)

// cutPrompt splits "In [3]: x", ">>> x", "   ...: x" and "... x".
func cutPrompt(line string) (promptKind, string, bool) {
	trimmed := strings.TrimLeft(line, " ")
	if rest, ok := strings.CutPrefix(trimmed, ">>>"); ok {
		return mainPrompt, strings.TrimPrefix(rest, " "), true
	}
	if rest, ok := strings.CutPrefix(trimmed, "In ["); ok {
		if number, rest, ok := strings.Cut(rest, "]:"); ok && isNumber(number) {
			return mainPrompt, strings.TrimPrefix(rest, " "), true
		}
	}
	if rest, ok := strings.CutPrefix(trimmed, "...:"); ok {
		return contPrompt, strings.TrimPrefix(rest, " "), true
	}
	if rest, ok := strings.CutPrefix(line, "..."); ok && (rest == "" || rest[0] == ' ') {
		return contPrompt, strings.TrimPrefix(rest, " "), true
	}
	return noPrompt, line, false
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
