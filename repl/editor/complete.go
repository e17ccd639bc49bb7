package editor

import (
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Candidate is one way to go on.
type Candidate struct {
	Text   string // what is inserted
	Kind   string // "layer", "keyword", "attribute" …: one word, shown beside
	Detail string // a signature, a default, a type: shown dimmed
}

// Completion is what may stand in the place of src[Start:End].
type Completion struct {
	Start, End int
	Items      []Candidate
}

// menu is the open completion list. The chosen item stands in the cell.
type menu struct {
	Completion
	chosen  int    // -1 while nothing is chosen
	typed   string // what stood at Start before anything was chosen
	written int    // length of what stands at Start now
}

const menuRows = 8

// complete answers Tab: inserts what all candidates share, and lists them
// when that adds nothing.
func (e *Editor) complete() {
	c := &e.cell
	if lead := c.text[c.lineStart():c.cur]; strings.Trim(lead, " ") == "" {
		c.remember()
		c.insert(tab[len(lead)%len(tab):])
		return
	}
	if e.cfg.Complete == nil {
		return
	}
	found := e.cfg.Complete(c.text, c.cur)
	if len(found.Items) == 0 || found.Start > c.cur || found.End < found.Start || found.End > len(c.text) {
		return
	}
	typed := c.text[found.Start:found.End]
	c.remember()
	if len(found.Items) == 1 {
		c.replace(found.Start, found.End, found.Items[0].Text)
		return
	}
	shared := sharedPrefix(found.Items)
	if len(shared) > len(typed) && strings.HasPrefix(strings.ToLower(shared), strings.ToLower(typed)) {
		c.replace(found.Start, found.End, shared)
		return
	}
	c.cur = found.End
	e.menu = &menu{Completion: found, chosen: -1, typed: typed, written: len(typed)}
}

func sharedPrefix(items []Candidate) string {
	p := items[0].Text
	for _, it := range items[1:] {
		for !strings.HasPrefix(it.Text, p) {
			p = p[:len(p)-1]
		}
	}
	return strings.ToValidUTF8(p, "")
}

// choose moves the choice and puts it into the cell.
func (e *Editor) choose(step int) {
	m := e.menu
	n := len(m.Items)
	switch {
	case m.chosen < 0 && step < 0:
		m.chosen = n - 1
	case m.chosen < 0:
		m.chosen = 0
	default:
		m.chosen = ((m.chosen+step)%n + n) % n
	}
	text := m.Items[m.chosen].Text
	e.cell.replace(m.Start, m.Start+m.written, text)
	m.written = len(text)
}

// menuKey handles a key while the menu is open; false hands it on to the
// cell, with the menu closed.
func (e *Editor) menuKey(r rune) bool {
	switch r {
	case ctrlTab, keyDown, ctrlDown:
		e.choose(1)
		return true
	case keyShiftTab, keyUp, ctrlUp:
		e.choose(-1)
		return true
	case keyPageDown:
		e.choose(menuRows)
		return true
	case keyPageUp:
		e.choose(-menuRows)
		return true
	case ctrlEnter, ctrlJ:
		if e.menu.chosen >= 0 {
			e.menu = nil
			return true
		}
	case keyEscape, ctrlBell, ctrlInterrupt:
		e.cell.replace(e.menu.Start, e.menu.Start+e.menu.written, e.menu.typed)
		e.menu = nil
		return true
	}
	e.menu = nil
	return false
}

// rows draws the menu: at most menuRows candidates around the chosen one, and
// a last row that says what is not shown.
func (m *menu) rows(width, height int, color bool) []string {
	n := len(m.Items)
	show := min(n, menuRows, max(height, 1))
	if n > show && show > 1 {
		show--
	}
	first := min(max(m.chosen-show/2, 0), n-show)
	names, kinds := 0, 0
	for _, it := range m.Items[first : first+show] {
		names = max(names, displaywidth.String(it.Text))
		kinds = max(kinds, displaywidth.String(it.Kind))
	}
	names = min(names, max(width/2, 10))
	var rows []string
	for i := first; i < first+show; i++ {
		it := m.Items[i]
		head := " " + fit(it.Text, names) + "  "
		rest := fit(it.Kind, kinds) + "  " + strings.ReplaceAll(it.Detail, "\n", " ")
		if i == m.chosen {
			head = ">" + head[1:]
		}
		row := displaywidth.TruncateString(head+rest, max(width-1, 1), "…")
		if color {
			switch {
			case i == m.chosen:
				row = "\x1b[7m" + row + "\x1b[0m"
			case len(row) > len(head):
				row = row[:len(head)] + "\x1b[90m" + row[len(head):] + "\x1b[0m"
			}
		}
		rows = append(rows, row)
	}
	if n > show {
		more := " … " + strconv.Itoa(n-show) + " more"
		if m.chosen >= 0 {
			more = " " + strconv.Itoa(m.chosen+1) + " of " + strconv.Itoa(n)
		}
		rows = append(rows, dim(more, color))
	}
	return rows
}

// fit pads or cuts s to exactly width columns.
func fit(s string, width int) string {
	w := displaywidth.String(s)
	if w > width {
		s = displaywidth.TruncateString(s, width, "…")
		w = displaywidth.String(s)
	}
	return s + strings.Repeat(" ", max(width-w, 0))
}

func dim(s string, color bool) string {
	if !color || s == "" {
		return s
	}
	return "\x1b[90m" + s + "\x1b[0m"
}
