package editor

import (
	"strings"
	"sync"
)

// History keeps whole cells, oldest first, and walks through them for Up,
// Down and ^R. The zero value is an empty history without a file.
type History struct {
	load  sync.Once // the file is read at the first use, not at start-up
	cells []string
	store *Store

	at     int    // index while walking; len(cells) is the draft
	draft  string // what was typed before the walk began
	prefix string // only cells that begin so are visited
}

// NewHistory has the cells of a store; a nil store keeps them in memory.
func NewHistory(store *Store) *History { return &History{store: store} }

// Cells returns all cells, oldest first. The slice must not be changed.
func (h *History) Cells() []string {
	h.load.Do(func() {
		if h.store != nil {
			h.cells = h.store.load()
		}
		h.at = len(h.cells)
	})
	return h.cells
}

// Add appends a cell that was submitted. Blank cells, repeats of the last one
// and cells that begin with a space are not kept. The error is the store's.
func (h *History) Add(text string) error {
	h.Cells()
	defer h.rewind()
	text = strings.TrimRight(text, "\n ")
	if text == "" || text[0] == ' ' {
		return nil
	}
	if n := len(h.cells); n > 0 && h.cells[n-1] == text {
		return nil
	}
	h.cells = append(h.cells, text)
	if h.store == nil {
		return nil
	}
	return h.store.append(text)
}

// rewind ends a walk: the next one starts from what is typed then.
func (h *History) rewind() {
	h.at, h.draft, h.prefix = len(h.cells), "", ""
}

// older returns the previous cell that begins like what was typed.
func (h *History) older(typed string) (string, bool) {
	h.Cells()
	if h.at == len(h.cells) {
		h.draft, h.prefix = typed, typed
		if strings.Contains(typed, "\n") {
			h.prefix = ""
		}
	}
	for i := h.at - 1; i >= 0; i-- {
		if strings.HasPrefix(h.cells[i], h.prefix) && h.cells[i] != typed {
			h.at = i
			return h.cells[i], true
		}
	}
	return "", false
}

// newer goes the other way and ends at what was typed.
func (h *History) newer(typed string) (string, bool) {
	if h.at >= len(h.Cells()) {
		return "", false
	}
	for i := h.at + 1; i < len(h.cells); i++ {
		if strings.HasPrefix(h.cells[i], h.prefix) && h.cells[i] != typed {
			h.at = i
			return h.cells[i], true
		}
	}
	h.at = len(h.cells)
	return h.draft, true
}

// search looks for the words of query, all of which must occur, from index i
// on in steps of -1 (older) or +1. Upper case in the query makes it exact.
func (h *History) search(query string, i, step int) (int, bool) {
	cells := h.Cells()
	fold := query == strings.ToLower(query)
	words := strings.Fields(query)
	if len(words) == 0 {
		return 0, false
	}
	for ; i >= 0 && i < len(cells); i += step {
		text := cells[i]
		if fold {
			text = strings.ToLower(text)
		}
		if containsAll(text, words) {
			return i, true
		}
	}
	return 0, false
}

func containsAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// suggestDepth is how far back a suggestion is looked for at each key.
const suggestDepth = 2000

// suggest returns the rest of the newest one-line cell that begins with what
// was typed.
func (h *History) suggest(typed string) string {
	if typed == "" {
		return ""
	}
	cells := h.Cells()
	for i := len(cells) - 1; i >= max(0, len(cells)-suggestDepth); i-- {
		rest, ok := strings.CutPrefix(cells[i], typed)
		if ok && rest != "" && !strings.Contains(rest, "\n") {
			return rest
		}
	}
	return ""
}
