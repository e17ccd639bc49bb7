package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/term"

	"kerash/interp/syntax"
	"kerash/repl"
	"kerash/repl/editor"
)

// script is a text to run.
type script struct {
	name, text string
	mode       syntax.Mode
	// folder is where its modules are looked for.
	folder string
}

// run does what the command line says and gives the exit status.
func (o options) run() int {
	// Arrays are few, large and free of pointers: collecting later costs little.
	debug.SetGCPercent(200)
	if o.file == "" && !o.hasCode && term.IsTerminal(int(os.Stdin.Fd())) {
		return o.prompt(o.open(script{folder: "."}), true)
	}
	s, err := o.load()
	if err != nil {
		fmt.Fprintln(os.Stderr, "kerash:", err)
		return repl.ExitUsage
	}
	c := o.open(s)
	status, exit := o.execute(c, s)
	if o.interactive && !exit && status != repl.ExitInterrupted {
		return o.prompt(c, false)
	}
	return status
}

// load reads the script that the command line names.
func (o options) load() (script, error) {
	switch {
	case o.hasCode:
		return script{"<string>", o.code, syntax.ModeKsh, "."}, nil
	case o.file == "" || o.file == "-":
		b, err := io.ReadAll(os.Stdin)
		if err != nil {
			return script{}, fmt.Errorf("cannot read standard input: %w", err)
		}
		return script{"<stdin>", string(b), syntax.ModeKsh, "."}, nil
	}
	b, err := repl.ReadFile(o.file)
	return script{o.file, string(b), repl.ScriptMode(o.file), filepath.Dir(o.file)}, err
}

// open starts a session.
func (o options) open(s script) *repl.Console {
	argv := append([]string{o.file}, o.args...)
	if o.hasCode {
		argv[0] = "-c"
	}
	c := repl.NewConsole(repl.Options{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Color: o.color, Safe: o.safe, Args: argv, Folder: s.folder,
		Preload: !strings.HasSuffix(o.file, ".py"),
	})
	if o.file != "" && o.file != "-" {
		c.Session().Globals().Set("__file__", o.file)
	}
	return c
}

// execute runs a script.
func (o options) execute(c *repl.Console, s script) (status int, exit bool) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	// A second interrupt ends the process, should the first one not be heeded.
	context.AfterFunc(ctx, stop)
	return c.Run(ctx, s.name, s.text, s.mode)
}

// prompt reads and runs cells.
func (o options) prompt(c *repl.Console, banner bool) int {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return repl.ReadLines(c, os.Stdin)
	}
	tty, err := editor.OpenTTY(os.Stdin)
	if err != nil {
		return repl.ReadLines(c, os.Stdin)
	}
	shell, err := repl.NewShell(c, tty)
	if err != nil {
		fmt.Fprintln(os.Stderr, "kerash:", err)
		return repl.ExitError
	}
	if banner {
		shell.Banner(version)
	}
	return shell.Run()
}
