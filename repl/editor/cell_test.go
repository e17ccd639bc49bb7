package editor

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDecoder feeds the bytes that terminals send and looks at the keys.
func TestDecoder(t *testing.T) {
	tests := []struct {
		name, in string
		want     []rune
	}{
		{"letters", "ab", []rune{'a', 'b'}},
		{"wide letters", "全é", []rune{'全', 'é'}},
		{"NUL is no key", "a\x00b", []rune{'a', 'b'}},
		{"arrows", "\x1b[A\x1b[B\x1bOC\x1bOD", []rune{keyUp, keyDown, keyRight, keyLeft}},
		{"delete", "\x1b[3~", []rune{keyDelete}},
		{"home and end of four terminals", "\x1b[H\x1b[1~\x1b[7~\x1bOH\x1b[F\x1b[4~\x1b[8~\x1bOF",
			[]rune{keyHome, keyHome, keyHome, keyHome, keyEnd, keyEnd, keyEnd, keyEnd}},
		{"with ctrl", "\x1b[1;5D\x1b[1;5C\x1b[1;3C\x1b[3;5~", []rune{keyWordLeft, keyWordRight, keyWordRight, keyKillWord}},
		{"alt", "\x1bb\x1bf\x1bd\x1b\x7f\x1b\r", []rune{keyWordLeft, keyWordRight, keyKillWord, keyKillWordBack, keyNewline}},
		{"shift-enter", "\x1b[13;2u\x1b[27;2;13~", []rune{keyNewline, keyNewline}},
		{"kitty ctrl-a", "\x1b[97;5u", []rune{ctrlLineStart}},
		{"replies to queries", "\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;4c\x1bP1$r0m\x1b\\\x1b[12;4Rx", []rune{'x'}},
		{"mouse", "\x1b[<0;3;4Mx\x1b[M abx", []rune{'x', 'x'}},
		{"function keys", "\x1bOP\x1b[15~\x1b[[Ax", []rune{'x'}},
		{"private use is not typed", "\U0010F001x", []rune{'x'}},
		{"escape, then a letter of another key", "\x1b\x1b[A", []rune{keyEscape, keyUp}},
		{"undo", "\x1f", []rune{keyUndo}},
	}
	for _, tt := range tests {
		for _, chunk := range []int{1, 1000} {
			d := &decoder{src: &chunks{text: tt.in, size: chunk}}
			out, err := io.ReadAll(d)
			if err != nil {
				t.Fatal(err)
			}
			if got := []rune(string(out)); string(got) != string(tt.want) {
				t.Errorf("%s, %d bytes a read: got %x want %x", tt.name, chunk, got, tt.want)
			}
		}
	}
}

// chunks is a reader that returns at most size bytes at once.
type chunks struct {
	text string
	size int
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.text == "" {
		return 0, io.EOF
	}
	n := copy(p, c.text[:min(c.size, len(c.text))])
	c.text = c.text[n:]
	return n, nil
}

func TestLoneEscape(t *testing.T) {
	d := &decoder{src: &chunks{text: "\x1bx", size: 1}, ready: func() bool { return false }}
	out, err := io.ReadAll(d)
	if err != nil || string(out) != string([]rune{keyEscape, 'x'}) {
		t.Errorf("got %x, %v", []rune(string(out)), err)
	}
}

func TestPaste(t *testing.T) {
	tests := []struct{ in, want string }{
		{"a\r\nb\rc\nd", "a\nb\nc\nd"},
		{"if x:\n\ty\n", "if x:\n    y"},
		{"a\x00\x07b\x1b[31m", "ab[31m"},
		{"In [1]: for i in x:\n   ...:     print(i)\n   ...: \n0\n1\nIn [2]: y\nOut[2]: 4", "for i in x:\n    print(i)\n\ny"},
		{">>> def f():\n...     return 1\n...\n>>> f()\n1", "def f():\n    return 1\n\nf()"},
		{"x[...]\n... y", "x[...]\n... y"},
		{"a = 1\n>>> b", "a = 1\n>>> b"},
	}
	for _, tt := range tests {
		d := &decoder{src: strings.NewReader(pasteStart + tt.in + pasteEnd)}
		out, err := io.ReadAll(d)
		if err != nil || string(out) != string(keyPaste) {
			t.Fatalf("%q: keys %x, %v", tt.in, []rune(string(out)), err)
		}
		if got := d.takePaste(); got != tt.want {
			t.Errorf("paste of %q: got %q want %q", tt.in, got, tt.want)
		}
	}
}

func TestPasteAcrossReads(t *testing.T) {
	d := &decoder{src: &chunks{text: pasteStart + "ab\ncd" + pasteEnd + "\r", size: 3}, ready: func() bool { return true }}
	out, _ := io.ReadAll(d)
	if string(out) != string([]rune{keyPaste, ctrlEnter}) || d.takePaste() != "ab\ncd" {
		t.Errorf("got %x", []rune(string(out)))
	}
}

// press applies keys to a bare editor. | marks the cursor in the result.
func press(e *Editor, keys ...any) string {
	for _, k := range keys {
		switch k := k.(type) {
		case string:
			for _, r := range k {
				e.handle(r)
			}
		case rune:
			e.handle(k)
		case int:
			e.handle(rune(k))
		}
	}
	return e.cell.text[:e.cell.cur] + "|" + e.cell.text[e.cell.cur:]
}

func bare() *Editor {
	e := &Editor{history: NewHistory(nil), dec: &decoder{}}
	e.cell.reset()
	e.cfg.Check = func(src string) Status {
		open := strings.Count(src, "(") + strings.Count(src, "[") - strings.Count(src, ")") - strings.Count(src, "]")
		lines := strings.Split(src, "\n")
		block := strings.Contains(src, ":\n") || strings.HasSuffix(src, ":")
		if open > 0 || block && lines[len(lines)-1] != "" {
			return Incomplete
		}
		return Complete
	}
	return e
}

func TestKeys(t *testing.T) {
	tests := []struct {
		name string
		keys []any
		want string
	}{
		{"kill and yank", []any{"one two", ctrlLineStart, ctrlKillEnd, "x ", ctrlYank}, "x one two|"},
		{"kill word keeps the tail", []any{"one two", ctrlLineStart, keyWordRight, ctrlKillWord}, "| two"},
		{"two kills make one", []any{"a b c", ctrlKillWord, ctrlKillWord, ctrlYank}, "a b c|"},
		{"kill start", []any{"abc def", keyWordLeft, ctrlKillStart}, "|def"},
		{"delete key on an empty cell", []any{keyDelete}, "|"},
		{"delete key", []any{"全b", ctrlLineStart, keyDelete}, "|b"},
		{"^D deletes in a text", []any{"ab", keyHome, ctrlEOF}, "|b"},
		{"clusters move as one", []any{"e\u0301👩‍👧x", keyLeft, keyLeft, keyLeft}, "|e\u0301👩‍👧x"},
		{"words", []any{"foo.bar_baz(1)", keyWordLeft, keyWordLeft}, "foo.|bar_baz(1)"},
		{"undo", []any{"abc", keyHome, ctrlKillEnd, keyUndo}, "|abc"},
		{"undo typing by words", []any{"abc def", keyUndo}, "abc|"},
		{"transpose", []any{"ab", ctrlTranspose}, "ba|"},
		{"indent after a colon", []any{"if x:", ctrlEnter}, "if x:\n    |"},
		{"indent after a bracket", []any{"f(", ctrlEnter, "1,", ctrlEnter, ")"}, "f(\n    1,\n)|"},
		{"dedent after return", []any{"def f():", ctrlEnter, "if x:", ctrlEnter, "return 1", ctrlEnter},
			"def f():\n    if x:\n        return 1\n    |"},
		{"comment with colon", []any{"f( # a:", keyNewline}, "f( # a:\n    |"},
		{"backspace takes an indentation step", []any{"if x:", ctrlEnter, delBackspace}, "if x:\n|"},
		{"tab indents", []any{"a", keyNewline, ctrlTab, "b"}, "a\n    b|"},
		{"shift-tab outdents", []any{"if x:", ctrlEnter, "y", keyShiftTab}, "if x:\ny|"},
		{"up keeps the column", []any{"abcd\n", keyNewline}, "abcd\n\n|"},
		{"up and down", []any{"abcd", keyNewline, "x", keyNewline, "efgh", keyUp, keyUp}, "abcd|\nx\nefgh"},
		{"enter in the middle opens a line", []any{"f(", ctrlEnter, "a)", keyUp, ctrlLineEnd, ctrlEnter}, "f(\n    |\n    a)"},
	}
	for _, tt := range tests {
		e := bare()
		for i, k := range tt.keys { // a newline typed in a test means the key
			if s, ok := k.(string); ok {
				tt.keys[i] = strings.ReplaceAll(s, "\n", string(keyNewline))
			}
		}
		if got := press(e, tt.keys...); got != tt.want {
			t.Errorf("%s: got %q want %q", tt.name, got, tt.want)
		}
	}
}

func TestEnter(t *testing.T) {
	tests := []struct {
		name string
		keys []any
		runs bool
	}{
		{"complete", []any{"x = 1", ctrlEnter}, true},
		{"complete, cursor inside", []any{"x = 1", keyHome, ctrlEnter}, true},
		{"blank", []any{"  ", ctrlEnter}, true},
		{"open bracket", []any{"f(", ctrlEnter}, false},
		{"open bracket, one blank line", []any{"f(", ctrlEnter, ctrlEnter}, false},
		{"two blank lines always run", []any{"f(", ctrlEnter, ctrlEnter, ctrlEnter}, true},
		{"block", []any{"for i in x:", ctrlEnter, "y", ctrlEnter}, false},
		{"block, blank line", []any{"for i in x:", ctrlEnter, "y", ctrlEnter, ctrlEnter}, true},
	}
	for _, tt := range tests {
		e := bare()
		press(e, tt.keys...)
		if got := e.outcome == submitted; got != tt.runs {
			t.Errorf("%s: runs %v, text %q", tt.name, got, e.cell.text)
		}
	}
}

func TestHistoryWalk(t *testing.T) {
	e := bare()
	for _, c := range []string{"import x", "y = 1", "for i in x:\n    print(i)", "y = 2"} {
		if err := e.history.Add(c); err != nil {
			t.Fatal(err)
		}
	}
	steps := []struct {
		key  any
		want string
	}{
		{keyUp, "y = 2|"},
		{keyUp, "for i in x:\n    print(i)|"},
		{keyUp, "for i in x:|\n    print(i)"},
		{keyUp, "y = 1|"},
		{keyDown, "for i in x:\n    print(i)|"},
		{keyDown, "y = 2|"},
		{keyDown, "|"},
		{"y", "y|"},
		{keyUp, "y = 2|"},
		{keyUp, "y = 1|"},
		{keyUp, "y = 1|"},
		{keyPageDown, "y = 2|"},
		{keyPageDown, "y|"},
	}
	for i, s := range steps {
		if got := press(e, s.key); got != s.want {
			t.Fatalf("step %d: got %q want %q", i, got, s.want)
		}
	}
}

func TestSearch(t *testing.T) {
	e := bare()
	for _, c := range []string{"model = Sequential()", "x = 1", "model.fit(x)"} {
		e.history.Add(c)
	}
	if got := press(e, "draft", ctrlSearchBack, "model"); got != "model.fit(x)|" {
		t.Errorf("first match: %q", got)
	}
	if got := press(e, ctrlSearchBack); got != "model = Sequential()|" {
		t.Errorf("second match: %q", got)
	}
	if got := press(e, ctrlSearchForth); got != "model.fit(x)|" {
		t.Errorf("back to the newer: %q", got)
	}
	if got := press(e, ctrlBell); got != "draft|" {
		t.Errorf("cancelled: %q", got)
	}
	if got := press(e, ctrlSearchBack, "seq mod", ctrlEnter, "#"); got != "model = Sequential()#|" || e.outcome != editing {
		t.Errorf("words in any order, kept for editing: %q", got)
	}
}

func TestMenu(t *testing.T) {
	e := bare()
	names := []string{"Dense", "Dropout", "DepthwiseConv2D"}
	e.cfg.Complete = func(src string, pos int) Completion {
		start := strings.LastIndexAny(src[:pos], ". (") + 1
		c := Completion{Start: start, End: pos}
		for _, n := range names {
			if strings.HasPrefix(n, src[start:pos]) {
				c.Items = append(c.Items, Candidate{Text: n, Kind: "layer"})
			}
		}
		return c
	}
	steps := []struct {
		keys []any
		want string
	}{
		{[]any{"layers.Dr", ctrlTab}, "layers.Dropout|"},
		{[]any{"(layers.D", ctrlTab}, "layers.Dropout(layers.D|"},
		{[]any{ctrlTab}, "layers.Dropout(layers.Dense|"},
		{[]any{ctrlTab, ctrlTab}, "layers.Dropout(layers.DepthwiseConv2D|"},
		{[]any{keyShiftTab}, "layers.Dropout(layers.Dropout|"},
		{[]any{keyEscape}, "layers.Dropout(layers.D|"},
		{[]any{ctrlTab, ctrlTab, ctrlEnter}, "layers.Dropout(layers.Dense|"},
		{[]any{ctrlLineStart, ctrlLineEnd, " = z", ctrlTab}, "layers.Dropout(layers.Dense = z|"},
	}
	for i, s := range steps {
		if got := press(e, s.keys...); got != s.want {
			t.Fatalf("step %d: got %q want %q", i, got, s.want)
		}
	}
	if e.outcome != editing {
		t.Error("Enter in the menu ran the cell")
	}
}

func TestStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "history.jsonl")
	h := NewHistory(&Store{Path: path})
	cells := []string{"a = 1", "for i in x:\n    print(\"全\\n\")", "a = 1"}
	for _, c := range append(cells, " secret", "", "a = 1") {
		if err := h.Add(c); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("{broken\n\n{\"src\":\"last\"}")
	f.Close()
	got := NewHistory(&Store{Path: path}).Cells()
	want := []string{cells[1], "a = 1", "last"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q want %q", got, want)
	}
	var warned error
	NewHistory(&Store{Path: filepath.Dir(path), Warn: func(err error) { warned = err }}).Cells()
	if warned == nil {
		t.Error("a history that is a directory should warn")
	}
}

func TestHighlight(t *testing.T) {
	src := "def f(x):  # go\n    return f\"全{x}\" + 1e-5 - self.len\n%time f(2)\n@tf.function\ns = '''a\nb"
	var got []string
	for _, s := range Highlight(src) {
		got = append(got, src[s.Start:s.End])
	}
	want := []string{"def", "f", "# go", "return", "f\"全{x}\"", "1e-5", "self", "%time", "2", "@tf.function", "'''a\nb"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q", got)
	}
}

func TestMatchBracket(t *testing.T) {
	src := `f(")", [1])`
	spans := Highlight(src)
	for _, tt := range []struct{ cur, a, b int }{{1, 1, 10}, {11, 10, 1}, {4, -1, -1}, {8, 7, 9}} {
		if a, b := matchBracket(src, spans, tt.cur); a != tt.a || b != tt.b {
			t.Errorf("cursor %d: got %d, %d", tt.cur, a, b)
		}
	}
}

func FuzzDecoder(f *testing.F) {
	for _, s := range []string{"\x1b[200~a\x1b[201~", "\x1b[1;5D", "\x1bP\x1b\\", "全\x1b]0;t\x07"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		d := &decoder{src: bytes.NewReader(in)}
		out, err := io.ReadAll(d)
		if err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		if bytes.ContainsAny(out, "\x00\x1b") {
			t.Errorf("%q came out of %q", out, in)
		}
	})
}
