package std

import (
	"strings"

	"kerash/interp/object"
)

// differ compares lists of lines, and lines that are much alike by characters.
type differ struct {
	th   *object.Thread
	x, y []string
	out  []object.Value
}

// plainDiff is ndiff.
func plainDiff(th *object.Thread, a *object.Bound) (object.Value, error) {
	d := &differ{th: th}
	for i, name := range []string{"a", "b"} {
		for _, v := range a.Elems(name) {
			s, ok := v.(string)
			if !ok {
				return nil, object.TypeErrorf("lines to compare must be str, not %s", object.TypeName(v))
			}
			if i == 0 {
				d.x = append(d.x, s)
			} else {
				d.y = append(d.y, s)
			}
		}
	}
	m, err := newMatcher(th, a.Value("a"), a.Value("b"), nil, true)
	if err != nil {
		return nil, err
	}
	for _, e := range m.edits() {
		switch e.tag {
		case "replace":
			err = d.replaced(e.a1, e.a2, e.b1, e.b2)
		case "delete":
			d.lines('-', d.x[e.a1:e.a2])
		case "insert":
			d.lines('+', d.y[e.b1:e.b2])
		default:
			d.lines(' ', d.x[e.a1:e.a2])
		}
		if err != nil {
			return nil, err
		}
	}
	return object.IterSlice(d.out), nil
}

func (d *differ) lines(mark byte, lines []string) {
	for _, s := range lines {
		d.out = append(d.out, string(mark)+" "+s)
	}
}

// replaced writes two ranges that replace each other: the two lines most alike
// are set against each other, and what is before and after them likewise.
func (d *differ) replaced(alo, ahi, blo, bhi int) error {
	best, cutoff := 0.74, 0.75
	bi, bj, ei, ej := -1, -1, -1, -1
	for j := blo; j < bhi; j++ {
		for i := alo; i < ahi; i++ {
			if d.x[i] == d.y[j] {
				if ei < 0 {
					ei, ej = i, j
				}
				continue
			}
			m, err := d.characters(i, j)
			if err != nil {
				return err
			}
			if r := m.ratio(); r > best {
				best, bi, bj = r, i, j
			}
		}
	}
	if best < cutoff {
		if ei < 0 {
			d.plain(alo, ahi, blo, bhi)
			return nil
		}
		bi, bj = ei, ej
		ei = -2
	}
	if err := d.helper(alo, bi, blo, bj); err != nil {
		return err
	}
	if ei == -2 {
		d.lines(' ', d.x[bi:bi+1])
	} else if err := d.marked(bi, bj); err != nil {
		return err
	}
	return d.helper(bi+1, ahi, bj+1, bhi)
}

// spaces tells characters that do not count in lines.
var spaces = object.Func("IS_CHARACTER_JUNK(ch)", "Whether it is a space or a tab.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
	return a.At(0) == object.Value(" ") || a.At(0) == object.Value("\t"), nil
})

func (d *differ) characters(i, j int) (*matcher, error) {
	return newMatcher(d.th, d.x[i], d.y[j], spaces, true)
}

func (d *differ) helper(alo, ahi, blo, bhi int) error {
	switch {
	case alo < ahi && blo < bhi:
		return d.replaced(alo, ahi, blo, bhi)
	case alo < ahi:
		d.lines('-', d.x[alo:ahi])
	case blo < bhi:
		d.lines('+', d.y[blo:bhi])
	}
	return nil
}

// plain writes two ranges one after the other, the shorter one first.
func (d *differ) plain(alo, ahi, blo, bhi int) {
	if bhi-blo < ahi-alo {
		d.lines('+', d.y[blo:bhi])
		d.lines('-', d.x[alo:ahi])
		return
	}
	d.lines('-', d.x[alo:ahi])
	d.lines('+', d.y[blo:bhi])
}

// marked writes two lines with marks under the characters that differ.
func (d *differ) marked(i, j int) error {
	m, err := d.characters(i, j)
	if err != nil {
		return err
	}
	var under, over strings.Builder
	for _, e := range m.edits() {
		na, nb := e.a2-e.a1, e.b2-e.b1
		switch e.tag {
		case "replace":
			under.WriteString(strings.Repeat("^", na))
			over.WriteString(strings.Repeat("^", nb))
		case "delete":
			under.WriteString(strings.Repeat("-", na))
		case "insert":
			over.WriteString(strings.Repeat("+", nb))
		default:
			under.WriteString(strings.Repeat(" ", na))
			over.WriteString(strings.Repeat(" ", nb))
		}
	}
	for _, side := range []struct {
		mark byte
		line string
		tags string
	}{{'-', d.x[i], under.String()}, {'+', d.y[j], over.String()}} {
		d.lines(side.mark, []string{side.line})
		if tags := strings.TrimRight(keepTabs(side.line, side.tags), " \t"); tags != "" {
			d.lines('?', []string{tags + "\n"})
		}
	}
	return nil
}

// keepTabs has white space of the line where the marks have none.
func keepTabs(line, tags string) string {
	chars := []rune(line)
	var b strings.Builder
	for i, t := range []rune(tags) {
		if t == ' ' && i < len(chars) && (chars[i] == '\t' || chars[i] == ' ') {
			t = chars[i]
		}
		b.WriteRune(t)
	}
	return b.String()
}
