package regex

import "errors"

// How says where a match must be.
type How uint8

const (
	// Search finds the first match at or after the start.
	Search How = iota
	// Prefix matches at the start.
	Prefix
	// Full matches at the start and up to the end.
	Full
)

// ErrStopped is the error of a match that was given up because stop said so.
var ErrStopped = errors.New("regex: stopped")

// Match matches a text from start to end, which are character positions. The
// result has two positions for the whole and for each group, -1 where a group
// took no part, and then the group that ended last, or -1; it is nil when there
// is no match. stop is asked now and then;
// it may be nil.
func (r *Regex) Match(text []rune, start, end int, how How, stop func() bool) ([]int, error) {
	return r.match(text[:end], start, how, false, stop)
}

// All finds the matches one after the other, as findall does: an empty one may
// follow a longer one, but not an empty one at the same place.
func (r *Regex) All(text []rune, start, end int, stop func() bool, found func(at []int) error) error {
	text = text[:end]
	advance := false
	for start <= end {
		at, err := r.match(text, start, Search, advance, stop)
		if err != nil || at == nil {
			return err
		}
		if err := found(at); err != nil {
			return err
		}
		start = at[1]
		advance = at[0] == at[1]
	}
	return nil
}

// match is Match; with advance an empty match at the start does not count.
func (r *Regex) match(text []rune, start int, how How, advance bool, stop func() bool) ([]int, error) {
	m := &machine{prog: r.prog, text: text, slots: make([]int, r.slots), full: how == Full, stop: stop, empty: -1, last: 2 * (r.Groups + 1)}
	if advance {
		m.empty = start
	}
	for at := start; at <= len(text); at++ {
		if how == Search && !m.mayStart(at) {
			continue
		}
		for i := range m.slots {
			m.slots[i] = -1
		}
		m.start = at
		if end, ok := m.run(0, at); ok {
			m.slots[0], m.slots[1] = at, end
			return m.slots[:2*(r.Groups+1)+1], nil
		}
		if m.stopped {
			return nil, ErrStopped
		}
		m.stack = m.stack[:0]
		if how != Search {
			break
		}
	}
	return nil, nil
}

// machine runs a program by backtracking.
type machine struct {
	prog  []inst
	text  []rune
	slots []int
	// last is the slot of the group that ended last.
	last  int
	stack []choice
	start int
	// full asks for a match up to the end; at the position empty no match may
	// be empty.
	full    bool
	empty   int
	steps   int
	stop    func() bool
	stopped bool
}

// choice is what to do when the way taken fails: go on at pc, or, when pc is
// negative, restore slot -pc-1.
type choice struct{ pc, pos int }

// mayStart rules positions out by the first character of the pattern.
func (m *machine) mayStart(at int) bool {
	switch in := &m.prog[0]; in.op {
	case opChar:
		return at < len(m.text) && m.text[at] == in.r
	case opTextStart:
		return at == 0
	}
	return true
}

// run runs from pc at pos until opMatch and gives the position there. Choices
// that are left on the stack belong to the caller's way back.
func (m *machine) run(pc, pos int) (end int, ok bool) {
	base := len(m.stack)
	outer := base == 0
	for {
		if m.steps++; m.steps&0xfff == 0 && m.stop != nil && m.stop() {
			m.stopped = true
		}
		if m.stopped {
			return 0, false
		}
		in := &m.prog[pc]
		pc++
		good := true
		switch in.op {
		case opMatch:
			if outer && (m.full && pos != len(m.text) || pos == m.empty && m.start == pos) {
				good = false
				break
			}
			return pos, true
		case opSplit:
			m.stack = append(m.stack, choice{in.y, pos})
			pc = in.x
		case opJump:
			pc = in.x
		case opSave:
			m.save(in.x, pos)
		case opClose:
			m.save(2*in.x+1, pos)
			m.save(m.last, in.x)
		case opProgress:
			if m.slots[in.y] == pos {
				pc = in.x
			}
		case opLook:
			good = m.look(in, pc, pos)
			pc = in.x
		case opAtomic:
			pos, good = m.atomic(pc, pos)
			pc = in.x
		case opConditional:
			if m.slots[2*in.y+1] < 0 {
				pc = in.x
			}
		case opReference, opReferenceFold:
			pos, good = m.reference(in, pos)
		default:
			if in.op >= opTextStart {
				good = m.holds(in.op, pos)
				break
			}
			if good = pos < len(m.text) && in.matches(m.text[pos]); good {
				pos++
			}
		}
		if good {
			continue
		}
		if pc, pos, ok = m.back(base); !ok {
			return 0, false
		}
	}
}

// save notes a position so that it is restored on the way back.
func (m *machine) save(slot, pos int) {
	m.stack = append(m.stack, choice{-slot - 1, m.slots[slot]})
	m.slots[slot] = pos
}

// back undoes what was done since the last choice and takes its other way.
func (m *machine) back(base int) (pc, pos int, ok bool) {
	for len(m.stack) > base {
		c := m.stack[len(m.stack)-1]
		m.stack = m.stack[:len(m.stack)-1]
		if c.pc >= 0 {
			return c.pc, c.pos, true
		}
		m.slots[-c.pc-1] = c.pos
	}
	return 0, 0, false
}

// inside runs a part of the program whose choices are final once it matches.
func (m *machine) inside(pc, pos int) (end int, ok bool) {
	// A mark keeps the part from being taken for the whole pattern.
	m.save(0, m.slots[0])
	base := len(m.stack)
	end, ok = m.run(pc, pos)
	if !ok {
		return 0, false
	}
	// What groups matched inside stays, to be undone with the rest.
	kept := m.stack[:base]
	for _, c := range m.stack[base:] {
		if c.pc < 0 {
			kept = append(kept, c)
		}
	}
	m.stack = kept
	return end, true
}

func (m *machine) look(in *inst, pc, pos int) bool {
	from := pos - in.y
	if from < 0 {
		return in.negative
	}
	base := len(m.stack)
	_, ok := m.inside(pc, from)
	if in.negative && ok {
		// What was matched inside does not count.
		for len(m.stack) > base {
			c := m.stack[len(m.stack)-1]
			m.stack = m.stack[:len(m.stack)-1]
			m.slots[-c.pc-1] = c.pos
		}
	}
	return ok != in.negative
}

func (m *machine) atomic(pc, pos int) (int, bool) { return m.inside(pc, pos) }

// reference matches what a group matched.
func (m *machine) reference(in *inst, pos int) (int, bool) {
	from, to := m.slots[2*in.x], m.slots[2*in.x+1]
	if from < 0 || to < 0 || pos+to-from > len(m.text) {
		return pos, false
	}
	for i := range to - from {
		a, b := m.text[from+i], m.text[pos+i]
		if a != b && (in.op == opReference || fold(a) != fold(b)) {
			return pos, false
		}
	}
	return pos + to - from, true
}

func (in *inst) matches(r rune) bool {
	switch in.op {
	case opChar:
		return r == in.r
	case opFold:
		return fold(r) == in.r
	case opSet:
		return in.set.has(r)
	case opAnyLine:
		return r != '\n'
	}
	return true
}

// holds checks an assertion.
func (m *machine) holds(op opcode, pos int) bool {
	n := len(m.text)
	switch op {
	case opTextStart:
		return pos == 0
	case opTextEnd:
		return pos == n
	case opLastLineEnd:
		return pos == n || pos == n-1 && m.text[pos] == '\n'
	case opLineStart:
		return pos == 0 || m.text[pos-1] == '\n'
	case opLineEnd:
		return pos == n || m.text[pos] == '\n'
	case opNoWordEdge, opNoWordEdgeASCII:
		// As in Python, there is no place inside an empty text.
		if n == 0 {
			return false
		}
	}
	switch op {
	case opWordEdge, opNoWordEdge:
		return m.edge(pos, isWord) == (op == opWordEdge)
	}
	return m.edge(pos, isWordASCII) == (op == opWordEdgeASCII)
}

// edge reports whether a word begins or ends at a position.
func (m *machine) edge(pos int, isWord func(rune) bool) bool {
	before := pos > 0 && isWord(m.text[pos-1])
	after := pos < len(m.text) && isWord(m.text[pos])
	return before != after
}
