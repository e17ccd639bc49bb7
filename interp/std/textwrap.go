package std

import (
	"strings"
	"unicode/utf8"

	"kerash/interp/object"
)

func textwrapModule() *object.Module {
	const args = "width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, max_lines=None, placeholder=' [...]'"
	return &object.Module{Name: "textwrap", Doc: "Texts as paragraphs.", Members: func() []object.Member {
		return []object.Member{
			object.Fun("wrap(text, "+args+")", "The lines of a paragraph.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				l := object.NewList()
				for _, line := range newWrapper(a).wrap(a.Str("text")) {
					l.Elems = append(l.Elems, line)
				}
				return l, nil
			}),
			object.Fun("fill(text, "+args+")", "A paragraph as one text.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return strings.Join(newWrapper(a).wrap(a.Str("text")), "\n"), nil
			}),
			object.Fun("shorten(text, width, placeholder=' [...]')", "As many words as fit, then a placeholder.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				return shorten(strings.Fields(a.Str("text")), a.Int("width"), a.Str("placeholder")), nil
			}),
			object.Fun("dedent(text)", "The text without the indentation that all its lines share.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return dedent(a.Str("text")), nil }),
			object.Fun("indent(text, prefix, predicate=None)", "The text with a prefix before each line that is not blank.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				var b strings.Builder
				for _, line := range strings.SplitAfter(a.Str("text"), "\n") {
					marked := strings.TrimSpace(line) != ""
					if p := a.Value("predicate"); p != nil && line != "" {
						var err error
						if marked, err = holds(th, p, line); err != nil {
							return nil, err
						}
					}
					if marked {
						b.WriteString(a.Str("prefix"))
					}
					b.WriteString(line)
				}
				return b.String(), nil
			}),
		}
	}}
}

type wrapper struct {
	width       int
	first, rest string
	breakLong   bool
	hyphens     bool
}

func newWrapper(a *object.Bound) wrapper {
	return wrapper{a.Int("width"), a.Str("initial_indent"), a.Str("subsequent_indent"), a.Bool("break_long_words"), a.Bool("break_on_hyphens")}
}

// chunks cuts a text into words and white space; after hyphens inside words a
// line may end as well.
func (w wrapper) chunks(text string) []string {
	var out []string
	for i, word := range strings.Fields(text) {
		if i > 0 {
			out = append(out, " ")
		}
		for w.hyphens {
			k := hyphenBreak(word)
			if k < 0 {
				break
			}
			out = append(out, word[:k])
			word = word[k:]
		}
		out = append(out, word)
	}
	return out
}

// hyphenBreak is the place after a hyphen between two letters, or -1.
func hyphenBreak(word string) int {
	for i := 2; i < len(word)-1; i++ {
		if word[i] == '-' && isLetter(word[i-1]) && isLetter(word[i-2]) && isLetter(word[i+1]) {
			return i + 1
		}
	}
	return -1
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

func (w wrapper) wrap(text string) []string {
	var lines []string
	chunks := w.chunks(text)
	for len(chunks) > 0 {
		indent := w.rest
		if len(lines) == 0 {
			indent = w.first
		}
		room := w.width - utf8.RuneCountInString(indent)
		if chunks[0] == " " && len(lines) > 0 {
			chunks = chunks[1:]
		}
		var line []string
		used := 0
		for len(chunks) > 0 && used+utf8.RuneCountInString(chunks[0]) <= room {
			used += utf8.RuneCountInString(chunks[0])
			line = append(line, chunks[0])
			chunks = chunks[1:]
		}
		if len(chunks) > 0 && utf8.RuneCountInString(chunks[0]) > room {
			switch left := max(1, room-used); {
			case w.breakLong:
				word := []rune(chunks[0])
				line = append(line, string(word[:left]))
				chunks[0] = string(word[left:])
			case len(line) == 0:
				line = append(line, chunks[0])
				chunks = chunks[1:]
			}
		}
		if n := len(line); n > 0 && line[n-1] == " " {
			line = line[:n-1]
		}
		if len(line) > 0 {
			lines = append(lines, indent+strings.Join(line, ""))
		}
	}
	return lines
}

func shorten(words []string, width int, placeholder string) string {
	whole := strings.Join(words, " ")
	if utf8.RuneCountInString(whole) <= width {
		return whole
	}
	for n := len(words) - 1; n > 0; n-- {
		if s := strings.Join(words[:n], " ") + placeholder; utf8.RuneCountInString(s) <= width {
			return s
		}
	}
	return strings.TrimSpace(placeholder)
}

func dedent(text string) string {
	lines := strings.Split(text, "\n")
	margin, known := "", false
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			lines[i] = ""
			continue
		}
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		if !known {
			margin, known = indent, true
			continue
		}
		n := 0
		for n < len(margin) && n < len(indent) && margin[n] == indent[n] {
			n++
		}
		margin = margin[:n]
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, margin)
	}
	return strings.Join(lines, "\n")
}
