package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

	"kerash/interp/object"
	"kerash/interp/syntax"
	"kerash/repl/complete"
	"kerash/repl/editor"
)

// Shell is the interactive prompt.
type Shell struct {
	console *Console
	editor  *editor.Editor
	history *editor.History
	cells   []string // what was run, by number from 1
	// running holds the cancel function of the cell that runs, nil between
	// cells.
	running atomic.Pointer[context.CancelFunc]
	presses atomic.Int32 // of ^C since the cell began
}

// NewShell makes a prompt on the terminal of the process.
func NewShell(c *Console, term editor.Terminal) (*Shell, error) {
	s := &Shell{console: c}
	c.shell = s
	var store *editor.Store
	if path := editor.DefaultPath(); path != "" {
		store = &editor.Store{Path: path, Warn: func(err error) { c.warn("warning", err.Error()) }}
	}
	s.history = editor.NewHistory(store)
	completer := s.completer()
	style := c.style(c.opt.Stdout)
	ed, err := editor.New(editor.Config{
		Terminal: term, Output: c.opt.Stdout, Color: style.Color, History: s.history,
		Check: check, Complete: completer.Complete, Signature: completer.Signature,
	})
	if err != nil {
		return nil, err
	}
	s.editor = ed
	return s, nil
}

func (s *Shell) completer() *complete.Completer {
	session := s.console.session
	return &complete.Completer{
		Thread: session.Thread(), Lookup: session.Lookup, Names: session.Names,
		Magics: magicCandidates, NoFiles: s.console.opt.Safe,
	}
}

// check judges a cell for the Enter key, which ends the line that is typed.
func check(src string) editor.Status {
	status, _, _ := syntax.Check(src + "\n")
	switch status {
	case syntax.Incomplete:
		return editor.Incomplete
	case syntax.Invalid:
		return editor.Invalid
	}
	return editor.Complete
}

// Run reads and runs cells until the user leaves. The result is the exit
// status.
func (s *Shell) Run() int {
	defer s.editor.Close()
	stop := s.watchSignals()
	defer stop()
	for {
		text, err := s.editor.Read(fmt.Sprintf("In [%d]: ", len(s.cells)+1))
		switch {
		case errors.Is(err, io.EOF):
			return ExitOK
		case errors.Is(err, editor.ErrInterrupt):
			continue
		case err != nil:
			fmt.Fprintln(s.console.opt.Stderr, "kerash: the terminal cannot be read:", err)
			return ExitError
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if err := s.history.Add(text); err != nil {
			s.console.warn("warning", "the history was not saved: "+err.Error())
		}
		if status, exit := s.exec(text); exit {
			return status
		}
	}
}

// exec runs one cell.
func (s *Shell) exec(text string) (status int, exit bool) {
	s.cells = append(s.cells, text)
	n := len(s.cells)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.presses.Store(0)
	s.running.Store(&cancel)
	defer s.running.Store(nil)
	s.console.label = fmt.Sprintf("Out[%d]: ", n)
	status, exit = s.console.Run(ctx, fmt.Sprintf("In[%d]", n), text, syntax.ModePrompt)
	if s.console.reporter.Column() {
		io.WriteString(s.console.reporter, "\n") // the prompt begins on a line of its own
	}
	io.WriteString(s.console.reporter, "\n")
	return status, exit
}

// watchSignals makes ^C stop the running cell, and a deadly signal leave the
// terminal as it was.
func (s *Shell) watchSignals() (stop func()) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-done:
				return
			case sig := <-signals:
				s.signalled(sig)
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

func (s *Shell) signalled(sig os.Signal) {
	if sig != os.Interrupt {
		s.editor.Close()
		os.Exit(128 + int(sig.(syscall.Signal)))
	}
	cancel := s.running.Load()
	if cancel == nil {
		return
	}
	switch s.presses.Add(1) {
	case 1:
		(*cancel)()
	case 2:
		fmt.Fprintln(s.console.opt.Stderr, "\nkerash: stopping; press ^C once more to leave at once")
	default:
		s.editor.Close()
		os.Exit(ExitInterrupted)
	}
}

// Banner is what stands above the first prompt.
func (s *Shell) Banner(version string) {
	style := s.console.style(s.console.opt.Stdout)
	fmt.Fprintf(s.console.opt.Stdout, "%s %s: Keras at the prompt\n%s\n\n", style.Bold("kerash"), version,
		style.Dim("tf, keras, layers and np are there; name? explains, Tab completes, ^D leaves"))
}

// valueNamed looks a dotted name up without running the user's code.
func (c *Console) valueNamed(name string) (object.Value, bool) {
	first, rest, _ := strings.Cut(name, ".")
	v, ok := c.session.Lookup(first)
	for ok && rest != "" {
		first, rest, _ = strings.Cut(rest, ".")
		v, ok = object.Peek(c.session.Thread(), v, first)
	}
	return v, ok
}
