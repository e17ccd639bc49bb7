package std

import (
	"fmt"
	"sort"

	"kerash/interp/object"
)

// matcher compares two sequences by their longest common blocks.
type matcher struct {
	a, b object.Value
	// x and y are the elements, as numbers: equal ones have the same.
	x, y []int
	// at are the places of an element in y; popular ones are left out.
	at map[int][]int
}

var matcherClass = &object.Class{Name: "SequenceMatcher", Module: "difflib", Doc: "Compares two sequences.", Signature: "SequenceMatcher(isjunk=None, a='', b='', autojunk=True)", Final: true}

// PyClass is SequenceMatcher.
func (*matcher) PyClass() *object.Class { return matcherClass }

// newMatcher numbers the elements of both sequences. junk, if any, tells which
// elements of b do not count.
func newMatcher(th *object.Thread, a, b, junk object.Value, autojunk bool) (*matcher, error) {
	m := &matcher{a: a, b: b, at: map[int][]int{}}
	numbers := object.NewDict()
	number := func(v object.Value) ([]int, []object.Value, error) {
		elems, err := object.ToSlice(th, v)
		if err != nil {
			return nil, nil, err
		}
		out := make([]int, len(elems))
		for i, e := range elems {
			n, ok, err := numbers.Get(th, e)
			if err != nil {
				return nil, nil, err
			}
			if !ok {
				n = numbers.Len()
				if err := numbers.Set(th, e, n); err != nil {
					return nil, nil, err
				}
			}
			out[i] = n.(int)
		}
		return out, elems, nil
	}
	var elems []object.Value
	var err error
	if m.x, _, err = number(a); err != nil {
		return nil, err
	}
	if m.y, elems, err = number(b); err != nil {
		return nil, err
	}
	for i, n := range m.y {
		m.at[n] = append(m.at[n], i)
	}
	if junk != nil {
		for i, n := range m.y {
			if yes, err := holds(th, junk, elems[i]); err != nil {
				return nil, err
			} else if yes {
				delete(m.at, n)
			}
		}
	}
	if n := len(m.y); autojunk && n >= 200 {
		for k, places := range m.at {
			if len(places) > n/100+1 {
				delete(m.at, k)
			}
		}
	}
	return m, nil
}

// block is a run of equal elements.
type block struct{ a, b, size int }

// longest is the longest common block of two ranges, the first of equal ones.
func (m *matcher) longest(alo, ahi, blo, bhi int) block {
	best := block{alo, blo, 0}
	ends := map[int]int{}
	for i := alo; i < ahi; i++ {
		next := map[int]int{}
		for _, j := range m.at[m.x[i]] {
			if j < blo {
				continue
			}
			if j >= bhi {
				break
			}
			k := ends[j-1] + 1
			next[j] = k
			if k > best.size {
				best = block{i - k + 1, j - k + 1, k}
			}
		}
		ends = next
	}
	for best.a > alo && best.b > blo && m.x[best.a-1] == m.y[best.b-1] {
		best.a, best.b, best.size = best.a-1, best.b-1, best.size+1
	}
	for best.a+best.size < ahi && best.b+best.size < bhi && m.x[best.a+best.size] == m.y[best.b+best.size] {
		best.size++
	}
	return best
}

// blocks are all common blocks in order, with one of size 0 at the end.
func (m *matcher) blocks() []block {
	var found []block
	var within func(alo, ahi, blo, bhi int)
	within = func(alo, ahi, blo, bhi int) {
		k := m.longest(alo, ahi, blo, bhi)
		if k.size == 0 {
			return
		}
		if alo < k.a && blo < k.b {
			within(alo, k.a, blo, k.b)
		}
		found = append(found, k)
		if k.a+k.size < ahi && k.b+k.size < bhi {
			within(k.a+k.size, ahi, k.b+k.size, bhi)
		}
	}
	within(0, len(m.x), 0, len(m.y))
	var joined []block
	for _, k := range found {
		if n := len(joined); n > 0 && joined[n-1].a+joined[n-1].size == k.a && joined[n-1].b+joined[n-1].size == k.b {
			joined[n-1].size += k.size
			continue
		}
		joined = append(joined, k)
	}
	return append(joined, block{len(m.x), len(m.y), 0})
}

// edit says how a range of the first becomes one of the second.
type edit struct {
	tag            string
	a1, a2, b1, b2 int
}

func (m *matcher) edits() []edit {
	var out []edit
	i, j := 0, 0
	for _, k := range m.blocks() {
		tag := ""
		switch {
		case i < k.a && j < k.b:
			tag = "replace"
		case i < k.a:
			tag = "delete"
		case j < k.b:
			tag = "insert"
		}
		if tag != "" {
			out = append(out, edit{tag, i, k.a, j, k.b})
		}
		i, j = k.a+k.size, k.b+k.size
		if k.size > 0 {
			out = append(out, edit{"equal", k.a, i, k.b, j})
		}
	}
	return out
}

// grouped are the edits in groups with at most n equal elements around them.
func (m *matcher) grouped(n int) [][]edit {
	codes := m.edits()
	if len(codes) == 0 {
		codes = []edit{{"equal", 0, 1, 0, 1}}
	}
	if c := &codes[0]; c.tag == "equal" {
		c.a1, c.b1 = max(c.a1, c.a2-n), max(c.b1, c.b2-n)
	}
	if c := &codes[len(codes)-1]; c.tag == "equal" {
		c.a2, c.b2 = min(c.a2, c.a1+n), min(c.b2, c.b1+n)
	}
	var groups [][]edit
	var group []edit
	for _, c := range codes {
		if c.tag == "equal" && c.a2-c.a1 > 2*n {
			group = append(group, edit{c.tag, c.a1, min(c.a2, c.a1+n), c.b1, min(c.b2, c.b1+n)})
			groups, group = append(groups, group), nil
			c.a1, c.b1 = max(c.a1, c.a2-n), max(c.b1, c.b2-n)
		}
		group = append(group, c)
	}
	if len(group) > 0 && !(len(group) == 1 && group[0].tag == "equal") {
		groups = append(groups, group)
	}
	return groups
}

func (m *matcher) ratio() float64 {
	n := 0
	for _, k := range m.blocks() {
		n += k.size
	}
	if total := len(m.x) + len(m.y); total > 0 {
		return 2 * float64(n) / float64(total)
	}
	return 1
}

var blockClass = tupleClass("difflib", "Match", "A run of equal elements.", "a", "b", "size")

func init() {
	blockClass.Repr = func(th *object.Thread, self object.Value) (string, error) {
		return fieldsRepr(th, "Match", []string{"a", "b", "size"}, self)
	}
	c := matcherClass
	c.New = func(th *object.Thread, cls *object.Class, args object.Args) (object.Value, error) {
		b, err := cls.BindNew(th, args)
		if err != nil {
			return nil, err
		}
		return newMatcher(th, b.Value("a"), b.Value("b"), b.Value("isjunk"), b.Bool("autojunk"))
	}
	c.Members = func() []object.Member {
		of := func(sig, doc string, f func(m *matcher) object.Value) object.Member {
			return object.Method(sig, doc, func(th *object.Thread, a *object.Bound) (object.Value, error) { return f(a.Self().(*matcher)), nil })
		}
		ratio := func(m *matcher) object.Value { return m.ratio() }
		set := func(name string, pick func(m *matcher, v object.Value) (a, b object.Value)) object.Member {
			return object.Method(name+"(self, seq)", "Compares another sequence.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				m := a.Self().(*matcher)
				x, y := pick(m, a.Value("seq"))
				made, err := newMatcher(th, x, y, nil, true)
				if err == nil {
					*m = *made
				}
				return nil, err
			})
		}
		return []object.Member{
			of("ratio(self)", "How alike they are, 0 to 1.", ratio), of("quick_ratio(self)", "How alike they are, 0 to 1.", ratio), of("real_quick_ratio(self)", "How alike they are at most.", func(m *matcher) object.Value {
				if total := len(m.x) + len(m.y); total > 0 {
					return 2 * float64(min(len(m.x), len(m.y))) / float64(total)
				}
				return 1.0
			}),
			of("get_matching_blocks(self)", "The runs of equal elements.", func(m *matcher) object.Value {
				l := object.NewList()
				for _, k := range m.blocks() {
					l.Elems = append(l.Elems, newFields(blockClass, k.a, k.b, k.size))
				}
				return l
			}),
			of("get_opcodes(self)", "How the first becomes the second.", func(m *matcher) object.Value { return editList(m.edits()) }),
			object.Method("get_grouped_opcodes(self, n=3)", "The edits in groups with equal elements around them.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				var out []object.Value
				for _, g := range a.Self().(*matcher).grouped(a.Int("n")) {
					out = append(out, editList(g))
				}
				return object.IterSlice(out), nil
			}),
			object.Method("find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None)", "The longest common run.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				m := a.Self().(*matcher)
				k := m.longest(a.Int("alo"), a.IntOr("ahi", len(m.x)), a.Int("blo"), a.IntOr("bhi", len(m.y)))
				return newFields(blockClass, k.a, k.b, k.size), nil
			}),
			set("set_seq1", func(m *matcher, v object.Value) (object.Value, object.Value) { return v, m.b }),
			set("set_seq2", func(m *matcher, v object.Value) (object.Value, object.Value) { return m.a, v }),
			object.Method("set_seqs(self, a, b)", "Compares two other sequences.", func(th *object.Thread, a *object.Bound) (object.Value, error) {
				made, err := newMatcher(th, a.Value("a"), a.Value("b"), nil, true)
				if err == nil {
					*a.Self().(*matcher) = *made
				}
				return nil, err
			}),
		}
	}
}

func editList(edits []edit) *object.List {
	l := object.NewList()
	for _, e := range edits {
		l.Elems = append(l.Elems, object.NewTuple(e.tag, e.a1, e.a2, e.b1, e.b2))
	}
	return l
}

func difflibModule() *object.Module {
	return &object.Module{Name: "difflib", Doc: "What two sequences have in common.", Members: func() []object.Member {
		const args = "(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3, lineterm='\\n')"
		return []object.Member{
			object.Const("SequenceMatcher", matcherClass), object.Const("Match", blockClass),
			object.Fun("get_close_matches(word, possibilities, n=3, cutoff=0.6)", "The words most like a word.", closeMatches),
			object.Fun("unified_diff"+args, "The lines that differ, with those around them.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return lineDiff(th, a, unifiedDiff) }),
			object.Fun("context_diff"+args, "The lines that differ, those of each side for itself.", func(th *object.Thread, a *object.Bound) (object.Value, error) { return lineDiff(th, a, contextDiff) }),
			object.Fun("ndiff(a, b, linejunk=None, charjunk=None)", "All lines, marked by where they are.", plainDiff),
		}
	}}
}

func closeMatches(th *object.Thread, a *object.Bound) (object.Value, error) {
	n, cutoff := a.Int("n"), a.Float("cutoff")
	if n <= 0 {
		return nil, object.ValueErrorf("n must be > 0: %d", n)
	}
	if cutoff < 0 || cutoff > 1 {
		return nil, object.ValueErrorf("cutoff must be in [0.0, 1.0]: %s", object.FloatRepr(cutoff))
	}
	type scored struct {
		word  object.Value
		ratio float64
	}
	var all []scored
	for _, w := range a.Elems("possibilities") {
		m, err := newMatcher(th, w, a.Value("word"), nil, true)
		if err != nil {
			return nil, err
		}
		if r := m.ratio(); r >= cutoff {
			all = append(all, scored{w, r})
		}
	}
	var failed error
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].ratio != all[j].ratio {
			return all[i].ratio > all[j].ratio
		}
		greater, err := object.Compare(th, object.Gt, all[i].word, all[j].word)
		if err != nil {
			failed = err
		}
		return greater == true
	})
	l := object.NewList()
	for _, s := range all[:min(n, len(all))] {
		l.Elems = append(l.Elems, s.word)
	}
	return l, failed
}

// lineDiff writes the lines of a diff of two lists of lines.
func lineDiff(th *object.Thread, a *object.Bound, write func(m *matcher, x, y []string, a *object.Bound, line func(format string, args ...any))) (object.Value, error) {
	m, err := newMatcher(th, a.Value("a"), a.Value("b"), nil, true)
	if err != nil {
		return nil, err
	}
	sides := make([][]string, 2)
	for i, name := range []string{"a", "b"} {
		for _, v := range a.Elems(name) {
			s, ok := v.(string)
			if !ok {
				text, err := object.Repr(th, v)
				if err != nil {
					return nil, err
				}
				return nil, object.TypeErrorf("lines to compare must be str, not %s (%s)", object.TypeName(v), text)
			}
			sides[i] = append(sides[i], s)
		}
	}
	var out []object.Value
	write(m, sides[0], sides[1], a, func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) })
	return object.IterSlice(out), nil
}

// dated is a date after a file name, "" without one.
func dated(date string) string {
	if date == "" {
		return ""
	}
	return "\t" + date
}

func unifiedDiff(m *matcher, x, y []string, a *object.Bound, line func(format string, args ...any)) {
	end := a.Str("lineterm")
	span := func(start, stop int) string {
		switch n := stop - start; n {
		case 1:
			return fmt.Sprint(start + 1)
		case 0:
			return fmt.Sprintf("%d,0", start)
		default:
			return fmt.Sprintf("%d,%d", start+1, n)
		}
	}
	for i, g := range m.grouped(a.Int("n")) {
		if i == 0 {
			line("--- %s%s%s", a.Str("fromfile"), dated(a.Str("fromfiledate")), end)
			line("+++ %s%s%s", a.Str("tofile"), dated(a.Str("tofiledate")), end)
		}
		last := g[len(g)-1]
		line("@@ -%s +%s @@%s", span(g[0].a1, last.a2), span(g[0].b1, last.b2), end)
		for _, e := range g {
			if e.tag == "equal" {
				for _, s := range x[e.a1:e.a2] {
					line(" %s", s)
				}
				continue
			}
			for _, s := range x[e.a1:e.a2] {
				line("-%s", s)
			}
			for _, s := range y[e.b1:e.b2] {
				line("+%s", s)
			}
		}
	}
}

func contextDiff(m *matcher, x, y []string, a *object.Bound, line func(format string, args ...any)) {
	end := a.Str("lineterm")
	span := func(start, stop int) string {
		switch n := stop - start; {
		case n == 0:
			return fmt.Sprint(start)
		case n == 1:
			return fmt.Sprint(start + 1)
		default:
			return fmt.Sprintf("%d,%d", start+1, stop)
		}
	}
	marks := map[string]string{"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
	for i, g := range m.grouped(a.Int("n")) {
		if i == 0 {
			line("*** %s%s%s", a.Str("fromfile"), dated(a.Str("fromfiledate")), end)
			line("--- %s%s%s", a.Str("tofile"), dated(a.Str("tofiledate")), end)
		}
		last := g[len(g)-1]
		changed := map[string]bool{}
		for _, e := range g {
			changed[e.tag] = true
		}
		line("***************%s", end)
		line("*** %s ****%s", span(g[0].a1, last.a2), end)
		if changed["replace"] || changed["delete"] {
			for _, e := range g {
				if e.tag != "insert" {
					for _, s := range x[e.a1:e.a2] {
						line("%s%s", marks[e.tag], s)
					}
				}
			}
		}
		line("--- %s ----%s", span(g[0].b1, last.b2), end)
		if changed["replace"] || changed["insert"] {
			for _, e := range g {
				if e.tag != "delete" {
					for _, s := range y[e.b1:e.b2] {
						line("%s%s", marks[e.tag], s)
					}
				}
			}
		}
	}
}
