package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"kerash/interp"
	"kerash/interp/binding"
	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/repl/display"
	"kerash/repl/progress"
)

// Options say how kerash runs.
type Options struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Color          display.ColorMode
	// Safe forbids access to files and processes.
	Safe bool
	// Args are sys.argv.
	Args []string
	// Folder is where modules of the user's own are looked for.
	Folder string
	// Preload binds tf, keras, layers, np and plt from the start.
	Preload bool
}

// Exit statuses.
const (
	ExitOK          = 0
	ExitError       = 1
	ExitUsage       = 2
	ExitInterrupted = 130
)

// Console is a session with its output: what scripts and the prompt share.
type Console struct {
	opt      Options
	session  *interp.Session
	out      *buffer
	reporter *progress.Reporter
	label    string // "Out[3]: " at the prompt, "" in scripts
	shell    *Shell // nil in scripts
}

// NewConsole makes a session that writes as opt says.
func NewConsole(opt Options) *Console {
	c := &Console{opt: opt}
	tty := isTerminal(opt.Stdout)
	c.out = newBuffer(opt.Stdout, !tty)
	c.reporter = progress.New(c.out, tty, func() display.Style { return c.style(opt.Stdout) })
	c.session = interp.New(interp.Options{
		Stdout: c.reporter, Stderr: opt.Stderr, Stdin: flushing{c, opt.Stdin}, Safe: opt.Safe, Args: opt.Args, Folder: opt.Folder,
		Preload: opt.Preload, Show: c.show, Magic: c.magic,
	})
	st := binding.State(c.session.Thread())
	st.Progress = reporter{c.reporter, c.session.Thread()}
	st.Warn = c.warn
	if opt.Preload {
		c.showSummaries()
	}
	return c
}

// Session is the console's session.
func (c *Console) Session() *interp.Session { return c.session }

func isTerminal(x any) bool {
	f, ok := x.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// style says what the reader of a stream can see.
func (c *Console) style(w io.Writer) display.Style {
	tty := isTerminal(w)
	s := display.Style{Color: display.WantsColor(c.opt.Color, tty)}
	if tty {
		if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil {
			s.Width = width
		}
	}
	return s
}

// warn shows a warning on stderr, as Python does.
func (c *Console) warn(category, msg string) {
	c.out.Flush()
	fmt.Fprintf(c.opt.Stderr, "%s: %s\n", c.style(c.opt.Stderr).Bold(category), msg)
}

// Run runs a text and shows its error; the result is the exit status. exit is
// set when the text asked to leave.
func (c *Console) Run(ctx context.Context, name, text string, mode syntax.Mode) (status int, exit bool) {
	text = strings.TrimPrefix(text, "\ufeff")
	if i := invalidUTF8(text); i >= 0 {
		c.report(notText(name, text, i))
		return ExitError, false
	}
	outcome := c.session.Run(ctx, name, text, mode)
	c.reporter.Finish()
	if err := c.out.Flush(); err != nil && outcome.Err == nil {
		fmt.Fprintln(c.opt.Stderr, "kerash: cannot write the output:", err)
		return ExitError, false
	}
	if outcome.Err == nil {
		return ExitOK, false
	}
	if status, message, ok := interp.ExitStatus(outcome.Err); ok {
		if message != nil {
			text, err := object.Str(c.session.Thread(), message)
			if err == nil {
				fmt.Fprintln(c.opt.Stderr, text)
			}
		}
		return status, true
	}
	c.report(Problem(c.session.Thread(), outcome.Err))
	if object.IsError(outcome.Err, object.KeyboardInterrupt) {
		return ExitInterrupted, false
	}
	return ExitError, false
}

// report draws an error on stderr, after all output.
func (c *Console) report(p display.Problem) {
	c.reporter.Finish()
	c.out.Flush()
	fmt.Fprintln(c.opt.Stderr, p.Text(c.style(c.opt.Stderr)))
}

// Close writes what is still buffered.
func (c *Console) Close() error {
	c.reporter.Finish()
	return c.out.Flush()
}

// show writes the value of a bare expression.
func (c *Console) show(v object.Value) error {
	text, err := valueText(c.session.Thread(), v, c.style(c.opt.Stdout))
	if err != nil {
		return err
	}
	label := ""
	if c.label != "" {
		label = c.style(c.opt.Stdout).Prompt(c.label)
		if strings.Contains(text, "\n") {
			label += "\n"
		}
	}
	_, err = io.WriteString(c.reporter, label+text+"\n")
	if err != nil {
		return object.Errorf(object.OSError, "cannot write: %v", errors.Unwrap(err))
	}
	return nil
}

// flushing is stdin that shows pending output before it waits.
type flushing struct {
	c *Console
	r io.Reader
}

func (f flushing) Read(p []byte) (int, error) {
	if f.r == nil {
		return 0, io.EOF
	}
	f.c.out.Flush()
	return f.r.Read(p)
}
