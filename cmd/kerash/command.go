package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-isatty"

	"kerash/interp"
	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/repl"
	"kerash/repl/display"
)

// command is one run of kerash.
type command struct {
	options
	out     *output
	style   display.Style
	session *interp.Session
}

func newCommand(o options) *command {
	tty := isatty.IsTerminal(os.Stderr.Fd())
	return &command{options: o, out: newOutput(os.Stdout), style: display.Style{Color: display.WantsColor(o.color, tty)}}
}

// script is a text to run.
type script struct {
	name, text string
	mode       syntax.Mode
	// folder is where its modules are looked for.
	folder string
}

// run does what the command line says and gives the exit status.
func (c *command) run() int {
	if c.file == "" && !c.hasCode && isatty.IsTerminal(os.Stdin.Fd()) {
		c.open(script{mode: syntax.ModePrompt, folder: "."})
		return c.prompt()
	}
	s, status := c.load()
	if status != exitOK {
		return status
	}
	c.open(s)
	status = c.execute(s)
	if c.interactive && status != exitInterrupted {
		return c.prompt()
	}
	return status
}

// load reads the script that the command line names.
func (c *command) load() (script, int) {
	switch {
	case c.hasCode:
		return script{"<string>", c.code, syntax.ModeKsh, "."}, exitOK
	case c.file == "" || c.file == "-":
		text, err := io.ReadAll(os.Stdin)
		if err != nil {
			return script{}, c.complain("cannot read standard input: %v", reason(err))
		}
		return script{"<stdin>", string(text), syntax.ModeKsh, "."}, exitOK
	}
	info, err := os.Stat(c.file)
	if err == nil && info.IsDir() {
		return script{}, c.complain("cannot run '%s': it is a folder", c.file)
	}
	text, err := os.ReadFile(c.file)
	if err != nil {
		return script{}, c.complain("cannot open '%s': %v", c.file, reason(err))
	}
	mode := syntax.ModeKsh
	if strings.HasSuffix(c.file, ".py") {
		mode = syntax.ModePy
	}
	return script{c.file, string(text), mode, filepath.Dir(c.file)}, exitOK
}

// reason is an error without the path, which the message has already.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

func (c *command) complain(format string, args ...any) int {
	fmt.Fprintf(os.Stderr, "kerash: "+format+"\n", args...)
	return exitUsage
}

// open starts the session.
func (c *command) open(s script) {
	argv := append([]string{c.file}, c.args...)
	if c.hasCode {
		argv[0] = "-c"
	}
	c.session = interp.New(interp.Options{
		Stdout:  c.out,
		Stdin:   os.Stdin,
		Safe:    c.safe,
		Args:    argv,
		Folder:  s.folder,
		Preload: s.mode != syntax.ModePy,
		Show:    c.show,
	})
	if c.file != "" && c.file != "-" {
		c.session.Globals().Set("__file__", c.file)
	}
}

// show writes the value of a bare expression.
func (c *command) show(v object.Value) error {
	text, err := object.Repr(c.session.Thread(), v)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.out, text+"\n")
	return err
}

// execute runs a script and gives the exit status.
func (c *command) execute(s script) int {
	if i := invalidUTF8(s.text); i >= 0 {
		c.report(invalid(s, i))
		return exitError
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	// A second interrupt ends the process, should the first one not be heeded.
	context.AfterFunc(ctx, stop)
	out := c.session.Run(ctx, s.name, strings.TrimPrefix(s.text, "\ufeff"), s.mode)
	return c.finish(out.Err)
}

// finish reports how a text ended.
func (c *command) finish(err *object.Raised) int {
	if err == nil {
		return c.flush(exitOK)
	}
	if status, msg, ok := interp.ExitStatus(err); ok {
		status = c.flush(status)
		if msg != nil {
			text, _ := object.Str(c.session.Thread(), msg)
			fmt.Fprintln(os.Stderr, text)
		}
		return status
	}
	c.report(repl.Problem(c.session.Thread(), err))
	if err.Exc.Class.IsSubclass(object.KeyboardInterrupt) {
		return exitInterrupted
	}
	return exitError
}

// flush writes out what print has written; failing at that is an error as well.
func (c *command) flush(status int) int {
	if err := c.out.Flush(); err != nil && status == exitOK {
		fmt.Fprintf(os.Stderr, "kerash: cannot write the output: %v\n", reason(err))
		return exitError
	}
	return status
}

func (c *command) report(p display.Problem) {
	c.flush(exitError)
	fmt.Fprintln(os.Stderr, p.Text(c.style))
}

// invalidUTF8 finds the first byte that is no text, -1 when all is.
func invalidUTF8(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// invalid is the problem of a script that is no text.
func invalid(s script, at int) display.Problem {
	src := syntax.NewSource(s.name, s.text)
	line, col := src.Position(at)
	return display.Problem{
		Class:   "SyntaxError",
		Message: fmt.Sprintf("byte 0x%02x is not valid UTF-8", s.text[at]),
		Hint:    "save the file as UTF-8",
		Frames:  []display.Frame{{Name: s.name, Line: line, Col: col, Text: strings.ToValidUTF8(src.Line(line), "\ufffd"), Length: 1}},
	}
}

// prompt reads and runs cells until the end of the input.
func (c *command) prompt() int {
	return repl.Plain{Session: c.session, In: os.Stdin, Out: c.out, Finish: c.finish}.Run()
}
