package editor

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

// cleanMark is what readline writes to erase its line when it believes that
// line to be one row high, which it always does here.
var cleanMark = []byte("\x1b[J\x1b[2K\r")

// screen is readline's output. It turns readline's erasing of one row into
// erasing the cell, and holds it back to send it with the drawing that
// follows: one write, no flicker.
type screen struct {
	editor *Editor
	w      io.Writer

	mu    sync.Mutex
	erase []byte
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if bytes.Equal(p, cleanMark) {
		s.erase = append(s.erase, s.editor.eraseCell()...)
		return len(p), nil
	}
	if len(p) == 0 && len(s.erase) == 0 {
		return 0, nil
	}
	out := append(s.erase, p...)
	s.erase = nil
	if _, err := s.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// eraseCell moves from the cursor to the first row of the cell and erases
// everything below.
func (e *Editor) eraseCell() []byte {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.reading {
		return nil
	}
	width, _ := e.size()
	up := e.shown.above(width)
	e.shown = page{}
	if up == 0 {
		return []byte("\r\x1b[J")
	}
	return fmt.Appendf(nil, "\x1b[%dA\r\x1b[J", up)
}

func (e *Editor) size() (width, height int) {
	width, height = e.cfg.Terminal.Size()
	if width <= 0 {
		width = 80
	}
	if height <= 0 {
		height = 24
	}
	return width, height
}

// painter draws the cell in the place of what readline believes its line to
// be. It is called with readline's buffer locked and must not call back.
type painter struct{ e *Editor }

func (p painter) Paint(line []rune, _ int) []rune {
	e := p.e
	defer e.rescue()
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.reading {
		return nil
	}
	var b strings.Builder
	if n := len(line); n > 0 && line[n-1] == '\n' {
		e.paintFinal(&b)
	} else {
		e.paintCell(&b)
	}
	return []rune(b.String())
}

func (e *Editor) sheet(width int) sheet {
	s := sheet{
		text: e.cell.text, cur: e.cell.cur,
		prompt: e.prompt, cont: e.cont, promptSGR: "\x1b[1;34m",
		width: width, color: e.cfg.Color, marks: [2]int{-1, -1},
	}
	if s.color {
		if e.styledText != s.text || e.styled == nil {
			e.styledText, e.styled = s.text, e.cfg.Highlight(s.text)
		}
		s.spans = e.styled
	}
	return s
}

func (e *Editor) paintCell(b *strings.Builder) {
	width, height := e.size()
	if e.clear {
		e.clear = false
		b.WriteString("\x1b[H\x1b[2J")
	}
	s := e.sheet(width)
	if s.color {
		s.marks[0], s.marks[1] = matchBracket(s.text, s.spans, s.cur)
		s.ghost = e.ghost
	}
	p := s.layout()
	hints := e.hints(width, height)
	p.window(max(height-1-len(hints), 1), &e.top, s.color)
	for _, h := range hints {
		p.rows = append(p.rows, row{out: h, width: width - 1})
	}
	p.print(b)
	e.shown = p
}

// hints are the rows below the cell. A low window has none.
func (e *Editor) hints(width, height int) []string {
	var rows []string
	cut := func(s string) string { return ansiWidth.TruncateString(s, width-1, "…") }
	switch {
	case height < 4:
		return nil
	case e.search != nil:
		rows = append(rows, cut(e.search.row(e.cfg.Color)))
	case e.menu != nil:
		rows = append(rows, e.menu.rows(width, height/2, e.cfg.Color)...)
	}
	if e.sign != "" && height > len(rows)+4 {
		rows = append(rows, dim(cut(e.sign), e.cfg.Color))
	}
	return rows
}

// paintFinal prints the cell as it stays in the scrollback: lines are left to
// the terminal to wrap, so that they copy and reflow as lines.
func (e *Editor) paintFinal(b *strings.Builder) {
	s := e.sheet(1 << 30)
	if e.outcome == submitted {
		s.text = strings.TrimRight(s.text, "\n ")
	}
	s.cur = -1
	for i, r := range s.layout().rows {
		if i > 0 {
			b.WriteString("\r\n")
		}
		b.WriteString(r.out)
	}
	if e.outcome == interrupted {
		b.WriteString("^C")
	}
	b.WriteString("\r\n")
	e.reading = false
	e.shown = page{}
}
