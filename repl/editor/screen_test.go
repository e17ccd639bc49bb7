//go:build unix

package editor

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// desk is an editor on a pseudo-terminal whose other end is a terminal
// emulator. Every cell that is read is printed back as "=> text".
type desk struct {
	t      *testing.T
	pt     *os.File
	term   vt10x.Terminal
	editor *Editor
	done   chan error

	mu      sync.Mutex
	changed chan struct{} // closed and replaced after each output
	log     []byte
}

func newDesk(t *testing.T, cols, rows int, cfg Config) *desk {
	t.Helper()
	pt, tty, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	if err := pty.Setsize(pt, &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, pt: pt, term: vt10x.New(vt10x.WithSize(cols, rows)),
		done: make(chan error, 1), changed: make(chan struct{})}
	dev, err := OpenTTY(tty)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Terminal, cfg.Output = dev, tty
	if d.editor, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	go d.emulate()
	go d.session(tty)
	t.Cleanup(func() {
		d.editor.Close()
		pt.Close()
		tty.Close()
	})
	return d
}

func (d *desk) emulate() {
	buf := make([]byte, 4096)
	for {
		n, err := d.pt.Read(buf)
		if err != nil {
			return
		}
		d.mu.Lock()
		d.log = append(d.log, buf[:n]...)
		d.term.Write(buf[:n])
		close(d.changed)
		d.changed = make(chan struct{})
		d.mu.Unlock()
	}
}

func (d *desk) session(tty io.Writer) {
	for n := 1; ; n++ {
		text, err := d.editor.Read(fmt.Sprintf("In [%d]: ", n))
		switch {
		case errors.Is(err, ErrInterrupt):
			n--
			continue
		case err != nil:
			d.done <- err
			return
		}
		d.editor.history.Add(text)
		fmt.Fprintf(tty, "=> %q\n", text)
	}
}

func (d *desk) send(keys string) { io.WriteString(d.pt, keys) }

// screen is what is to be seen, without blank ends, and the cursor.
func (d *desk) screen() (string, vt10x.Cursor) {
	var lines []string
	for _, l := range strings.Split(d.term.String(), "\n") {
		lines = append(lines, strings.TrimRight(l, " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n"), d.term.Cursor()
}

// expect waits until the screen is as wanted, with a | at the cursor.
func (d *desk) expect(want string) {
	d.t.Helper()
	want = strings.TrimPrefix(want, "\n")
	timeout := time.After(10 * time.Second)
	for {
		d.mu.Lock()
		got, changed := d.withCursor(), d.changed
		d.mu.Unlock()
		if got == want {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			d.t.Fatalf("screen is\n%s\nwant\n%s", got, want)
		}
	}
}

func (d *desk) withCursor() string {
	text, cur := d.screen()
	lines := strings.Split(text, "\n")
	for len(lines) <= cur.Y {
		lines = append(lines, "")
	}
	line := lines[cur.Y]
	var b strings.Builder
	col := 0
	for _, r := range line {
		if col == cur.X {
			b.WriteByte('|')
		}
		b.WriteRune(r)
		col++
	}
	if col <= cur.X {
		b.WriteString(strings.Repeat(" ", cur.X-col) + "|")
	}
	lines[cur.Y] = b.String()
	return strings.Join(lines, "\n")
}

func colons(src string) Status {
	if strings.HasSuffix(src, ":") || strings.Contains(src, ":\n") && !strings.HasSuffix(src, "\n") {
		return Incomplete
	}
	return Complete
}

func TestScreenCell(t *testing.T) {
	d := newDesk(t, 30, 12, Config{Check: colons})
	d.expect("In [1]: |")
	d.send("for i in x:\r")
	d.expect(`
In [1]: for i in x:
   ...:     |`)
	d.send("print(i)\r\r")
	d.expect(`
In [1]: for i in x:
   ...:     print(i)
=> "for i in x:\n    print(i)"
In [2]: |`)
	d.send("\x1b[A")
	d.expect(`
In [1]: for i in x:
   ...:     print(i)
=> "for i in x:\n    print(i)"
In [2]: for i in x:
   ...:     print(i)|`)
	d.send("\x1b[A\x1b[1~\x1b[3~")
	d.expect(`
In [1]: for i in x:
   ...:     print(i)
=> "for i in x:\n    print(i)"
In [2]: |or i in x:
   ...:     print(i)`)
	d.send("\x03")
	d.expect(`
In [1]: for i in x:
   ...:     print(i)
=> "for i in x:\n    print(i)"
In [2]: or i in x:
   ...:     print(i)^C
In [2]: |`)
	d.send("\x1b[3~\x00\x04")
	if err := <-d.done; err != io.EOF {
		t.Errorf("^D on an empty cell: %v", err)
	}
}

func TestScreenWrap(t *testing.T) {
	d := newDesk(t, 20, 12, Config{})
	d.expect("In [1]: |")
	d.send("abcdefghijkl")
	d.expect("In [1]: abcdefghijkl\n|")
	d.send("mn\x1b[D\x1b[D\x1b[D")
	d.expect("In [1]: abcdefghijk|l\nmn")
	d.send("\x01")
	d.expect("In [1]: |abcdefghijkl\nmn")
	for range 26 {
		d.send("x")
	}
	d.expect("In [1]: xxxxxxxxxxxx\nxxxxxxxxxxxxxx|abcdef\nghijklmn")
	d.send("\x05\r")
	d.expect("In [1]: xxxxxxxxxxxx\nxxxxxxxxxxxxxxabcdef\nghijklmn\n=> \"xxxxxxxxxxxxxxxx\nxxxxxxxxxxabcdefghij\nklmn\"\nIn [2]: |")
}

func TestScreenPaste(t *testing.T) {
	d := newDesk(t, 30, 12, Config{})
	d.expect("In [1]: |")
	d.send(pasteStart + "if a:\r\n\tb\r\nc\n" + pasteEnd)
	d.expect("In [1]: if a:\n   ...:     b\n   ...: c|")
	d.send("\r")
	d.expect("In [1]: if a:\n   ...:     b\n   ...: c\n=> \"if a:\\n    b\\nc\"\nIn [2]: |")
}

func TestScreenTallCell(t *testing.T) {
	d := newDesk(t, 30, 8, Config{})
	d.expect("In [1]: |")
	var lines []string
	for i := 1; i <= 60; i++ {
		lines = append(lines, fmt.Sprint("x", i))
	}
	d.send(pasteStart + strings.Join(lines, "\n") + pasteEnd)
	d.expect(`
   ↑ 54 more
   ...: x55
   ...: x56
   ...: x57
   ...: x58
   ...: x59
   ...: x60|`)
	d.send("\x1b<")
	d.expect(`
In [1]: |x1
   ...: x2
   ...: x3
   ...: x4
   ...: x5
   ...: x6
   ↓ 54 more`)
}

func TestScreenMenu(t *testing.T) {
	d := newDesk(t, 40, 12, Config{
		Complete: func(src string, pos int) Completion {
			return Completion{Start: 0, End: pos, Items: []Candidate{
				{"relu", "activation", "max(x, 0)"}, {"relu6", "activation", "min(max(x, 0), 6)"}, {"r", "name", ""}}}
		},
		Signature: func(src string, pos int) string { return "f(x, b=1)" },
	})
	d.expect("In [1]: |")
	d.send("(r\t")
	d.expect("In [1]: (r|\n relu   activation  max(x, 0)\n relu6  activation  min(max(x, 0), 6)\n r      name\nf(x, b=1)")
}

func TestScreenSearchAndResize(t *testing.T) {
	d := newDesk(t, 40, 8, Config{})
	d.expect("In [1]: |")
	d.send("alpha = 1\r")
	d.expect("In [1]: alpha = 1\n=> \"alpha = 1\"\nIn [2]: |")
	d.send("\x12lph")
	d.expect("In [1]: alpha = 1\n=> \"alpha = 1\"\nIn [2]: alpha = 1|\nhistory search: lph_")
	d.send("\r2")
	d.expect("In [1]: alpha = 1\n=> \"alpha = 1\"\nIn [2]: alpha = 12|")
	d.send("\x0c")
	d.expect("In [2]: alpha = 12|")
}

func TestScreenAsyncOutput(t *testing.T) {
	d := newDesk(t, 40, 8, Config{Check: colons})
	d.expect("In [1]: |")
	d.send("if x:\ry")
	d.expect("In [1]: if x:\n   ...:     y|")
	io.WriteString(d.editor.Output(), "still running\n")
	d.expect("still running\nIn [1]: if x:\n   ...:     y|")
}

func TestScreenEndOfInput(t *testing.T) {
	d := newDesk(t, 40, 8, Config{})
	d.expect("In [1]: |")
	d.editor.dec.Close()
	d.send("y")
	if err := <-d.done; err != io.EOF {
		t.Error(err)
	}
}
