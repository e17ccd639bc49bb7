//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"
)

// desk is kerash on a pseudo-terminal whose other end is a terminal emulator.
type desk struct {
	t    *testing.T
	pt   *os.File
	cmd  *exec.Cmd
	term vt10x.Terminal

	mu      sync.Mutex
	changed chan struct{} // closed and replaced after each output
}

// patience is how long the screen may take to show what is expected. It only
// bounds failures: tests go on as soon as it is there.
const patience = 30 * time.Second

func openDesk(t *testing.T, args ...string) *desk {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), asCommand+"=1", "XDG_STATE_HOME="+cmd.Dir, "TERM=xterm", "NO_COLOR=1")
	pt, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 100})
	if err != nil {
		t.Skip("no pseudo-terminal here: ", err)
	}
	d := &desk{t: t, pt: pt, cmd: cmd, term: vt10x.New(vt10x.WithSize(100, 40)), changed: make(chan struct{})}
	go d.emulate()
	t.Cleanup(func() {
		pt.Close()
		cmd.Process.Kill()
		cmd.Wait()
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
		d.term.Write(buf[:n])
		close(d.changed)
		d.changed = make(chan struct{})
		d.mu.Unlock()
	}
}

func (d *desk) keys(text string) {
	d.t.Helper()
	if _, err := d.pt.WriteString(text); err != nil {
		d.t.Fatal(err)
	}
}

// screen is the text on the screen, lines without trailing blanks.
func (d *desk) screen() (string, <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	var lines []string
	for line := range strings.SplitSeq(d.term.String(), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n"), d.changed
}

// expect waits until the screen has a text.
func (d *desk) expect(want string) {
	d.t.Helper()
	limit := time.After(patience)
	for {
		got, changed := d.screen()
		if strings.Contains(got, want) {
			return
		}
		select {
		case <-changed:
		case <-limit:
			d.t.Fatalf("the screen never showed %q:\n%s", want, got)
		}
	}
}

// prompt waits for the n-th prompt.
func (d *desk) prompt(n int) {
	d.t.Helper()
	d.expect(fmt.Sprintf("In [%d]:", n))
}

// leave waits for the end of the process and gives its status.
func (d *desk) leave() int {
	d.t.Helper()
	err := d.cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

func paste(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

func TestShellCells(t *testing.T) {
	d := openDesk(t)
	d.prompt(1)
	d.keys("6 * 7\r")
	d.expect("Out[1]: 42")
	d.prompt(2)
	d.keys("def double(x):\r") // the parser sees that the cell goes on
	d.expect("   ...:")
	d.keys("return x * 2\r\r")
	d.prompt(3)
	d.keys("double(_)\r")
	d.expect("Out[3]: 84")
	d.prompt(4)
	d.keys("dou\t(4);\r") // completed; a semicolon silences
	d.prompt(5)
	if s, _ := d.screen(); strings.Contains(s, "Out[4]") {
		t.Errorf("a silenced value was shown:\n%s", s)
	}
	d.keys("doubel(1)\r")
	d.expect("hint: did you mean 'double'?")
	d.prompt(6)
	d.keys("double?\r")
	d.expect("double(x)    [function]")
	d.prompt(7)
	d.keys("\x04")
	if status := d.leave(); status != 0 {
		t.Errorf("left with status %d", status)
	}
}

// The tutorial's heart: weights appear after the first call.
func TestShellWeightsAppear(t *testing.T) {
	d := openDesk(t)
	d.prompt(1)
	d.keys(paste("layer = layers.Dense(3)\nlayer.weights\n"))
	d.expect("layer.weights")
	d.keys("\r")
	d.expect("This layer has no weights yet")
	d.prompt(2)
	d.keys(paste("x = tf.ones((1, 4))\n\ty = layer(x)\nlayer.weights"))
	d.keys("\r")
	d.prompt(3)
	d.keys(paste("x = tf.ones((1, 4))\ny = layer(x)\nlayer.weights\n"))
	d.keys("\r")
	d.expect("│ dense/kernel:0 │ (4, 3) │ float32 │ yes")
	d.expect("│ dense/bias:0   │ (3,)   │ float32 │ yes")
	d.prompt(4)
	d.keys("layer.weights[1].shape\r")
	d.expect("TensorShape([3])")
}

// ^C stops what runs and keeps the session.
func TestShellInterrupt(t *testing.T) {
	d := openDesk(t)
	d.prompt(1)
	d.keys("n = 0\r")
	d.prompt(2)
	d.keys(paste("while True:\n    n += 1\n    if n == 1: print('run' + 'ning')\n")) // so that it has counted when it is stopped
	d.keys("\r\r")
	d.expect("running")
	d.keys("print('typed ahead')")
	d.keys("\x03")
	d.expect("KeyboardInterrupt")
	d.prompt(3)
	d.keys("\x03n > 0\r") // what was typed ahead is thrown away by ^C at the prompt
	d.expect("Out[3]: True")
}

func TestShellHistoryStays(t *testing.T) {
	d := openDesk(t)
	d.prompt(1)
	d.keys("for i in range(2):\rprint('turn', i)\r\r")
	d.expect("turn 1")
	d.prompt(2)
	d.keys("\x1b[A") // Up brings the whole cell back
	d.expect("In [2]: for i in range(2):")
	d.keys("\r\r")
	d.prompt(3)
	d.keys("\x04")
	d.leave()
	if _, err := os.Stat(d.cmd.Dir + "/kerash/history.jsonl"); err != nil {
		t.Error("the history was not kept:", err)
	}
}
