package interp

import (
	"context"
	"io"
	"os"

	"kerash/interp/binding"
	"kerash/interp/builtins"
	"kerash/interp/eval"
	"kerash/interp/object"
	"kerash/interp/std"
	"kerash/interp/syntax"
	"kerash/interp/tf"
)

// Options say how a session runs.
type Options struct {
	// Stdout is where print writes; nothing when nil.
	Stdout io.Writer
	// Stderr is where sys.stderr and warnings write; nothing when nil.
	Stderr io.Writer
	// Stdin is what input reads; nil means there is none.
	Stdin io.Reader
	// Safe forbids access to files and processes.
	Safe bool
	// Args are sys.argv.
	Args []string
	// Folder is where modules of the user's own are looked for.
	Folder string
	// Preload binds tf, keras, layers, np and plt from the start, as at the
	// prompt and in .ksh scripts.
	Preload bool
	// Show is handed the value of each bare expression that is not None and not
	// silenced by `;`. It is not called in ModePy.
	Show func(v object.Value) error
	// Magic runs a line that is meant for the shell.
	Magic func(m *syntax.Magic, src *syntax.Source) error
}

// Session is a running interpreter: its variables, modules and state. It must
// not be used by two goroutines at the same time; a running text is stopped
// through its context.
type Session struct {
	opt      Options
	th       *object.Thread
	ev       *eval.Evaluator
	main     *object.Module
	builtins *object.Namespace
	modules  modules
	// cell is what the running text has shown last.
	cell *Outcome
}

// Outcome is how a text ran.
type Outcome struct {
	// Value is that of the last statement when it is a bare expression that is
	// not silenced; HasValue tells whether there is one. None counts as none.
	Value    object.Value
	HasValue bool
	// Err is the exception that ended the text, or nil.
	Err *object.Raised
}

// New makes a session.
func New(opt Options) *Session {
	if opt.Stdout == nil {
		opt.Stdout = io.Discard
	}
	if opt.Stderr == nil {
		opt.Stderr = io.Discard
	}
	b := builtins.New()
	s := &Session{opt: opt, th: object.NewThread(opt.Stdout), main: &object.Module{Name: "__main__"}, builtins: b.Dict()}
	s.th.Stdin, s.th.Safe = opt.Stdin, opt.Safe
	s.builtins.Set("help", helpFunc)
	s.builtins.Set("__builtins__", b)
	s.th.Import = s.importModule
	s.th.Exec = s.exec
	s.th.Absent = absent
	s.th.Subgraphs = binding.NewSubgraphs(s.th)
	s.th.NewStager = func(converted bool) object.Stager { return tf.NewStager(s.th, converted) }
	s.modules.init(s)
	s.modules.imported[b.Name] = b
	tf.Install(s.th)
	binding.State(s.th).Scope.Rand.Python = std.Twister(s.th)
	s.ev = eval.New(s.th, s.builtins)
	for _, m := range s.ev.Builtins() {
		s.builtins.Set(m.Name, m.Value)
	}
	s.ev.Magic = opt.Magic
	s.ev.ImportHint = s.importHint
	if opt.Preload {
		s.ev.Missing = s.preloaded
	}
	s.Globals().Set("__name__", "__main__")
	return s
}

// Thread is the thread that the session's code runs on.
func (s *Session) Thread() *object.Thread { return s.th }

// Globals are the variables of the user.
func (s *Session) Globals() *object.Namespace { return s.main.Dict() }

// Check tells whether a text typed at a prompt is complete; see syntax.Check.
func (s *Session) Check(text string) (status syntax.Status, indent string, err error) {
	return syntax.Check(text)
}

// Run runs a text: a file, a cell or a piece of piped input. name is shown in
// errors. Cancelling ctx stops it with KeyboardInterrupt.
func (s *Session) Run(ctx context.Context, name, text string, mode syntax.Mode) (out Outcome) {
	// A magic may run a text inside another one.
	cell, show, context := s.cell, s.ev.Show, s.th.Context()
	s.th.SetContext(ctx)
	defer func() {
		s.cell, s.ev.Show = cell, show
		s.th.SetContext(context)
		if p := recover(); p != nil {
			out.Err = raised(object.Recovered(p))
			s.ev.Reset()
		}
	}()
	m, err := parse(name, text, mode)
	if err != nil {
		return Outcome{Err: raised(err)}
	}
	s.run(m, &out)
	return out
}

func parse(name, text string, mode syntax.Mode) (*syntax.Module, error) {
	m, err := syntax.Parse(name, text, mode)
	if err != nil {
		return nil, err
	}
	return m, syntax.Resolve(m)
}

// run runs a parsed text and notes in out what it shows.
func (s *Session) run(m *syntax.Module, out *Outcome) {
	s.cell = out
	s.ev.Show = nil
	if m.Mode != syntax.ModePy {
		s.ev.Show = s.show
	}
	if err := s.ev.Run(m, s.Globals()); err != nil {
		out.Err = raised(err)
	}
	if m.Mode != syntax.ModePrompt {
		if err := std.FinishThreads(s.th); err != nil && out.Err == nil {
			out.Err = raised(err)
		}
	}
	if !endsInValue(m) || out.Err != nil {
		out.Value, out.HasValue = nil, false
	}
}

// endsInValue reports whether the last statement is a bare expression.
func endsInValue(m *syntax.Module) bool {
	if len(m.Body) == 0 {
		return false
	}
	x, ok := m.Body[len(m.Body)-1].(*syntax.ExprStmt)
	return ok && !x.Silenced
}

// show is told of each bare expression.
func (s *Session) show(v object.Value) error {
	s.cell.Value, s.cell.HasValue = v, v != nil
	if v == nil {
		return nil
	}
	s.builtins.Set("_", v)
	if s.opt.Show == nil {
		return nil
	}
	return s.opt.Show(v)
}

// exec runs a text of a module's own with names as its variables.
func (s *Session) exec(name, text string, names *object.Namespace) error {
	m, err := parse(name, text, syntax.ModePy)
	if err != nil {
		return raised(err)
	}
	return s.ev.Run(m, names)
}

// Eval computes a single expression with the session's variables, for tools of
// the shell.
func (s *Session) Eval(ctx context.Context, name, text string) (v object.Value, err error) {
	m, err := parse(name, text, syntax.ModePy)
	if err != nil {
		return nil, raised(err)
	}
	x, ok := onlyExpr(m)
	if !ok {
		return nil, object.Errorf(object.SyntaxError, "not an expression: %s", text)
	}
	s.th.SetContext(ctx)
	defer s.th.SetContext(context.Background())
	defer func() {
		if p := recover(); p != nil {
			err = object.Recovered(p)
			s.ev.Reset()
		}
	}()
	return s.ev.Eval(m, x, s.Globals())
}

func onlyExpr(m *syntax.Module) (syntax.Expr, bool) {
	if len(m.Body) != 1 {
		return nil, false
	}
	x, ok := m.Body[0].(*syntax.ExprStmt)
	if !ok {
		return nil, false
	}
	return x.Value, true
}

// raised makes the exception of any error, also of one of the parser.
func raised(err error) *object.Raised { return eval.Raised(err) }

// ExitStatus tells what a SystemExit asks for: the status, and a message for
// stderr. ok is false for any other error.
func ExitStatus(r *object.Raised) (status int, message object.Value, ok bool) {
	if r == nil || !r.Exc.Class.IsSubclass(object.SystemExit) {
		return 0, nil, false
	}
	if len(r.Exc.Args) == 0 {
		return 0, nil, true
	}
	switch v := r.Exc.Args[0].(type) {
	case nil:
		return 0, nil, true
	case int:
		return v & 0xff, nil, true
	case bool:
		if v {
			return 1, nil, true
		}
		return 0, nil, true
	}
	return 1, r.Exc.Args[0], true
}

// readSource reads the text of a module of the user's.
func readSource(path string) (string, error) {
	data, err := os.ReadFile(path)
	return string(data), err
}
