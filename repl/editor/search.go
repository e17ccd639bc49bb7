package editor

import "unicode"

// search is the state of ^R: the query is typed in a row below the cell, and
// the cell shows the match.
type search struct {
	query  string
	at     int // index of the match in the history; len(cells) before the first
	failed bool
	saved  snapshot
}

func (e *Editor) startSearch() {
	e.menu = nil
	e.search = &search{at: len(e.history.Cells()), saved: snapshot{e.cell.text, e.cell.cur}}
}

// searchKey handles a key while searching; false ends the search, keeps the
// match and hands the key on to the cell.
func (e *Editor) searchKey(r rune) bool {
	s := e.search
	switch r {
	case ctrlSearchBack:
		e.find(s.at-1, -1)
	case ctrlSearchForth:
		e.find(s.at+1, 1)
	case delBackspace, ctrlBackspace:
		if s.query != "" {
			runes := []rune(s.query)
			s.query = string(runes[:len(runes)-1])
			e.find(len(e.history.cells)-1, -1)
		}
	case ctrlBell, keyEscape, ctrlInterrupt:
		e.cell.text, e.cell.cur = s.saved.text, s.saved.cur
		e.search = nil
	case ctrlEnter, ctrlJ:
		e.search = nil
	case keyPaste:
		s.query += e.dec.takePaste()
		e.find(s.at, -1)
	default:
		if isKeyRune(r) || !unicode.IsPrint(r) {
			e.search = nil
			return false
		}
		s.query += string(r)
		e.find(min(s.at, len(e.history.cells)-1), -1)
	}
	return true
}

// find looks from index i on and shows what it finds.
func (e *Editor) find(i, step int) {
	s := e.search
	if s.query == "" {
		e.cell.text, e.cell.cur = s.saved.text, s.saved.cur
		s.failed, s.at = false, len(e.history.cells)
		return
	}
	at, ok := e.history.search(s.query, i, step)
	s.failed = !ok
	if ok {
		s.at = at
		e.cell.set(e.history.cells[at])
	}
}

func (s *search) row(color bool) string {
	label := "history search: "
	if s.failed {
		label = "history search, nothing found: "
	}
	return dim(label, color) + s.query + dim("_", color)
}
