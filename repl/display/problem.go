package display

import (
	"fmt"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Problem is an error with the place in the user's text that caused it.
type Problem struct {
	Class   string // Python's class name
	Message string
	Hint    string
	// Frames lead to the culprit, outermost first.
	Frames []Frame
	// Causes are the exceptions this one was raised from or while handling.
	Causes []Cause
}

// Cause is an earlier problem and how the later one followed from it.
type Cause struct {
	Problem Problem
	// Direct is set for "raise … from"; otherwise the later one happened
	// while the earlier one was handled.
	Direct bool
}

// Frame is a place in a text.
type Frame struct {
	Name      string // file name, or In[3]
	Function  string // "" at the top level
	Line, Col int    // from 1, Col in characters
	Text      string // the source line
	Length    int    // characters to underline on the line, at least 1
}

// Text draws the error: class and message, the culprit's line with a caret
// under it, how it was reached, one line of advice.
func (p Problem) Text(style Style) string {
	var b strings.Builder
	for _, c := range p.Causes {
		b.WriteString(c.Problem.Text(style))
		link := "During handling of that, another error happened:"
		if c.Direct {
			link = "That error was the direct cause of this one:"
		}
		b.WriteString("\n\n" + link + "\n\n")
	}
	b.WriteString(style.Paint(boldRd, p.Class))
	if p.Message != "" {
		b.WriteString(": " + withoutPlaces(p.Class, p.Message))
	}
	if n := len(p.Frames); n > 0 {
		p.Frames[n-1].draw(&b, style)
		p.trail(&b, style)
	}
	if p.Hint != "" {
		b.WriteString("\n  " + style.Paint(green, "hint:") + " " + p.Hint)
	}
	return b.String()
}

func (f Frame) place() string {
	s := f.Name
	if f.Line > 0 {
		s += fmt.Sprintf(":%d", f.Line)
		if f.Col > 0 {
			s += fmt.Sprintf(":%d", f.Col)
		}
	}
	if f.Function != "" {
		s += " in " + f.Function
	}
	return s
}

func (f Frame) draw(b *strings.Builder, style Style) {
	b.WriteString("\n" + style.Paint(blue, "  --> ") + f.place())
	if f.Line <= 0 || f.Text == "" {
		return
	}
	// A tab keeps its width above and below when both lines have spaces for it.
	text := []rune(strings.ReplaceAll(f.Text, "\t", " "))
	number := fmt.Sprintf("%4d │ ", f.Line)
	b.WriteString("\n" + style.Paint(blue, number) + string(text))
	col := min(max(f.Col-1, 0), len(text))
	end := min(col+max(f.Length, 1), max(len(text), col+1))
	lead := displaywidth.String(string(text[:col]))
	under := 1
	if end <= len(text) {
		under = max(displaywidth.String(string(text[col:end])), 1)
	}
	b.WriteString("\n" + style.Paint(blue, "     │ ") + strings.Repeat(" ", lead) +
		style.Paint(boldRd, strings.Repeat("^", under)))
}

// trail lists the calls that led to the culprit, innermost first.
func (p Problem) trail(b *strings.Builder, style Style) {
	const most = 8
	callers := p.Frames[:len(p.Frames)-1]
	for i := len(callers) - 1; i >= 0; i-- {
		shown := len(callers) - 1 - i
		if shown == most && i > 0 {
			fmt.Fprintf(b, "\n%s", style.Dim(fmt.Sprintf("  … %d more calls", i+1)))
			return
		}
		b.WriteString("\n" + style.Dim("  called from "+callers[i].place()))
		if text := strings.TrimSpace(callers[i].Text); text != "" {
			b.WriteString(style.Dim("  " + text))
		}
	}
}
