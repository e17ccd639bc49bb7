package editor

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

// row is one screen row, ready to print, and the columns it takes.
type row struct {
	out   string
	width int
}

// page is a cell laid out for the screen.
type page struct {
	rows     []row
	row, col int // where the cursor stands
}

// sheet says how to lay out a text.
type sheet struct {
	text         string
	cur          int
	prompt, cont string // without colour; both as wide as each other
	promptSGR    string
	width        int
	color        bool
	spans        []Span
	marks        [2]int // brackets to point out, -1 for none
	ghost        string // shown dimmed behind the text
}

// layout breaks the text into rows of at most sheet.width columns.
func (s *sheet) layout() page {
	var p page
	w := rowWriter{sheet: s, page: &p}
	w.prompt(s.prompt)
	for at := 0; ; {
		line, _, more := strings.Cut(s.text[at:], "\n")
		w.line(at, line)
		at += len(line)
		if !more {
			break
		}
		at++
		w.flush()
		w.prompt(s.cont)
	}
	if s.ghost != "" && s.color {
		w.ghost(s.ghost)
	}
	w.flush()
	return p
}

type rowWriter struct {
	*sheet
	page  *page
	out   strings.Builder
	col   int
	style string // SGR in force
	span  int    // first span that may still matter
}

func (w *rowWriter) flush() {
	w.setStyle("")
	w.page.rows = append(w.page.rows, row{w.out.String(), w.col})
	w.out.Reset()
	w.col = 0
}

func (w *rowWriter) setStyle(sgr string) {
	if !w.color || w.style == sgr {
		return
	}
	if w.style != "" {
		w.out.WriteString("\x1b[0m")
	}
	w.out.WriteString(sgr)
	w.style = sgr
}

func (w *rowWriter) prompt(s string) {
	w.setStyle(w.promptSGR)
	w.out.WriteString(s)
	w.setStyle("")
	w.col += displaywidth.String(s)
}

// line writes one line of the text, which begins at offset at.
func (w *rowWriter) line(at int, line string) {
	for g := displaywidth.StringGraphemes(line); g.Next(); {
		cluster := g.Value()
		width := clusterWidth(cluster, g.Width())
		if w.col+width > w.width && w.col > 0 {
			w.flush()
		}
		if at == w.cur {
			w.page.row, w.page.col = len(w.page.rows), w.col
		}
		w.setStyle(w.styleAt(at))
		w.out.WriteString(visible(cluster))
		w.col += width
		at += len(cluster)
	}
	if at == w.cur {
		if w.col >= w.width {
			w.flush()
		}
		w.page.row, w.page.col = len(w.page.rows), w.col
	}
}

func (w *rowWriter) styleAt(at int) string {
	for w.span < len(w.spans) && w.spans[w.span].End <= at {
		w.span++
	}
	if at == w.marks[0] || at == w.marks[1] {
		return "\x1b[1;4m"
	}
	if w.span < len(w.spans) && w.spans[w.span].Start <= at {
		return sgr[w.spans[w.span].Style]
	}
	return ""
}

// ghost fills what is left of the row.
func (w *rowWriter) ghost(s string) {
	s = displaywidth.TruncateString(s, max(w.width-w.col-1, 0), "…")
	w.setStyle("\x1b[90m")
	w.out.WriteString(s)
	w.col += displaywidth.String(s)
}

// visible is how a cluster is printed: control characters must not reach the
// terminal.
func visible(cluster string) string {
	switch b := cluster[0]; {
	case b == '\t':
		return tab
	case b < ' ':
		return "^" + string(rune(b+'@'))
	case b == 0x7f:
		return "^?"
	}
	if r, n := utf8.DecodeRuneInString(cluster); n == len(cluster) && unicode.IsControl(r) {
		return " "
	}
	return cluster
}

// window cuts the page to height rows around the cursor. top is the first row
// of the last window, kept where it can be so that the text does not jump.
func (p *page) window(height int, top *int, color bool) {
	n := len(p.rows)
	if n <= height || height < 1 {
		*top = 0
		return
	}
	margin := 0
	if height >= 3 { // room for the rows that say what is hidden
		margin = 1
	}
	if p.row < *top+margin {
		*top = p.row - margin
	}
	if p.row > *top+height-1-margin {
		*top = p.row - height + 1 + margin
	}
	*top = max(min(*top, n-height), 0)
	rows := append([]row(nil), p.rows[*top:*top+height]...)
	if margin > 0 {
		if *top > 0 {
			rows[0] = note("↑ %d more", *top+1, color)
		}
		if below := n - *top - height; below > 0 {
			rows[height-1] = note("↓ %d more", below+1, color)
		}
	}
	p.rows, p.row = rows, p.row-*top
}

func note(format string, n int, color bool) row {
	s := fmt.Sprintf("   "+format, n)
	return row{dim(s, color), displaywidth.String(s)}
}

// print writes the rows and leaves the cursor at its place.
func (p *page) print(b *strings.Builder) {
	for i, r := range p.rows {
		if i > 0 {
			b.WriteString("\r\n")
		}
		b.WriteString(r.out)
	}
	if up := len(p.rows) - 1 - p.row; up > 0 {
		fmt.Fprintf(b, "\x1b[%dA", up)
	}
	b.WriteByte('\r')
	if p.col > 0 {
		fmt.Fprintf(b, "\x1b[%dC", p.col)
	}
}

// height is how many rows above the cursor the page takes on a terminal of
// the given width, which may have become narrower since it was printed.
func (p *page) above(width int) int {
	n := 0
	for i := 0; i < p.row && i < len(p.rows); i++ {
		n += max((p.rows[i].width+width-1)/width, 1)
	}
	return n + p.col/width
}
