package syntax

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Source is a text with a name, and finds lines in it.
type Source struct {
	// Name is the file's name, or "In[3]".
	Name string
	Text string
	// starts are the byte offsets of the lines.
	starts []int
}

// NewSource makes a Source. Line ends may be \n, \r\n or \r.
func NewSource(name, text string) *Source {
	s := &Source{Name: name, Text: text, starts: []int{0}}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\n':
			s.starts = append(s.starts, i+1)
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			s.starts = append(s.starts, i+1)
		}
	}
	return s
}

// Lines is the number of lines.
func (s *Source) Lines() int { return len(s.starts) }

// Position gives the line and column of a byte offset, both counted from 1,
// columns in characters.
func (s *Source) Position(offset int) (line, col int) {
	offset = min(max(offset, 0), len(s.Text))
	line = sort.Search(len(s.starts), func(i int) bool { return s.starts[i] > offset })
	return line, utf8.RuneCountInString(s.Text[s.starts[line-1]:offset]) + 1
}

// Line gives the text of a line, counted from 1, without its end.
func (s *Source) Line(n int) string {
	if n < 1 || n > len(s.starts) {
		return ""
	}
	end := len(s.Text)
	if n < len(s.starts) {
		end = s.starts[n]
	}
	return strings.TrimRight(s.Text[s.starts[n-1]:end], "\r\n")
}

// At gives the text of a span.
func (s *Source) At(at Span) string {
	if at.Start < 0 || at.End > len(s.Text) || at.Start > at.End {
		return ""
	}
	return s.Text[at.Start:at.End]
}
